//! Use cases of the office: the only crate the transports call.
//!
//! A transport makes an [`App`], passes `(command, JSON)` to
//! [`command::dispatch`] and forwards [`App::events`]. Everything else — which
//! base is open, the outbox, the portal, the mirror of its events — lives here.

mod access;
pub mod agency;
pub mod app;
pub mod audit;
mod client_import;
mod clients;
pub mod clock;
pub mod command;
pub mod contract;
mod data;
mod demo;
mod desk;
pub mod error;
pub mod file_letters;
pub mod files;
pub mod finance;
pub mod found;
pub mod grid;
pub mod history;
pub mod host;
pub mod integration;
mod mirror;
mod office;
pub mod operators;
pub mod order_files;
pub mod orders;
mod outbox;
pub mod payments;
mod pin;
mod portal;
pub mod secrets;
pub mod session;
pub mod signing;
mod sms_service;
pub mod staff;
pub mod start;
pub mod today;
pub mod views;
pub mod wire;

pub use app::{App, Config};
pub use clock::{Clock, SystemClock};
pub use error::{Code, Error};
pub use host::{Headless, Host};
pub use secrets::{Folder, Keyring, SecretError, Secrets};
