//! Faithful stand-in for the SMS services, with a phone page and a mailbox page.
//!
//! It speaks what the services document, not what our adapters happen to send,
//! so a client written by somebody else is served as well. It runs inside the
//! program in trial mode, inside tests, and alone as a binary. It listens on
//! the loopback interface only and keeps everything in memory, bounded.
//!
//! A service lives under a prefix with its host: the real
//! `https://smsc.ru/sys/send.php` is `http://127.0.0.1:PORT/smsc.ru/sys/send.php`.
//! What the documentation leaves open is an [`Options`] field, not a guess.

mod accounts;
mod clock;
mod control;
mod deliveries;
mod false_answer;
mod faults;
mod gateways;
mod http;
mod live;
mod mailbox;
mod messages;
mod options;
mod pages;
mod running;
mod segments;
mod smsc;
mod smtp;
mod world;

pub use accounts::Account;
pub use deliveries::{Delivery, Step};
pub use faults::{Close, Fault};
pub use mailbox::{AttachedFile, Mail};
pub use messages::ReceivedSms;
pub use options::{DuplicateRule, Options, SmscOptions, SmtpOptions};
pub use running::{Running, Simulator, SimulatorConfig, StartError};
