//! Encrypted SQLite storage of the office: one file, one module per aggregate.
//!
//! No SQL leaves this crate. A use case that touches several aggregates runs in
//! one [`Store::write`], so a crash keeps either the old state or the new one.
//! Every write is durable when it returns (`synchronous = FULL`): money and
//! signatures outweigh speed.

pub mod audit;
pub mod clients;
pub mod copies;
pub mod drafts;
pub mod envelopes;
pub mod error;
pub mod file_letters;
pub mod files;
pub mod finance;
pub mod images;
pub mod key;
pub mod offices;
pub mod operators;
pub mod orders;
pub mod outbox;
pub mod payments;
pub mod search;
pub mod settings;
pub mod signed;
pub mod sms_history;
pub mod staff;
mod store;
pub mod today;
pub mod transfer;
pub mod uploads;
pub mod versions;
pub mod views;

pub use error::{StoreError, StoreResult};
pub use key::{Key, KeyError};
pub use store::{Author, Read, SCHEMA, Store, Write};
