//! Rules of remote signing: envelope states, one-time codes, evidence chain.
//!
//! An [`Envelope`] is one sending of one contract to one customer. Everything
//! that may happen to it is a [`Command`]; [`decide`] answers with a
//! [`Decision`] (evidence, outbox jobs, next state) or a [`Refusal`], and knows
//! no clock, no database and no network. [`execute`] puts a decision into an
//! [`EnvelopeStore`] with optimistic versions, so of two parallel commands one
//! wins and the other is decided again on what the first left behind.

pub mod code;
pub mod command;
pub mod consent;
mod decide;
pub mod envelope;
pub mod evidence;
mod hex;
pub mod limits;
pub mod sms_text;
pub mod status;
pub mod store;
pub mod terms;
pub mod token;

pub use code::{Code, CodeKey, IssuedCode};
pub use command::{Command, Context, Decision, Job, JobEffect, Origin, PhoneEffect, Refusal};
pub use consent::{Consent, consents};
pub use decide::{create, decide};
pub use envelope::{CodeSend, CodeView, Envelope, SendState};
pub use evidence::{Actor, BrokenAt, EventType, Head, Record, verify};
pub use hex::{sha256, sha256_hex};
pub use limits::Limits;
pub use status::Status;
pub use store::{CommitError, EnvelopeStore, ExecuteError, Loaded, StoreError, execute};
pub use terms::Terms;
pub use token::{LinkHash, LinkToken, RandomError};
