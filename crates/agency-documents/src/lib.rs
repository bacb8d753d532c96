//! Documents of an order: template → blocks → PDF, page images, signing marks;
//! and tables as files.
//!
//! The bytes made by [`contract::render`] are frozen, shown, hashed and signed
//! (invariant I1): [`seal::seal`] only appends to them, so the original stays
//! inside the signed file as its first bytes and its SHA-256 can always be
//! recomputed.

pub mod contract;
mod font;
pub mod images;
mod layout;
pub mod pages;
mod paper;
pub mod places;
pub mod protocol;
pub mod receipt;
pub mod seal;
pub mod sheet;
pub mod template;

pub use font::UnsupportedCharacter;
pub use images::{ImageRefusal, PreparedImage};

pub use places::SignaturePlace;
pub use protocol::{Protocol, ProtocolConsent, ProtocolEvent, ProtocolParty, ProtocolSms, StampBox};
