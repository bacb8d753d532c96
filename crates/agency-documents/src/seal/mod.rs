//! Sealing of a signed contract, and its check.
//!
//! A sealed file is the original bytes followed by one incremental update
//! (ISO 32000-1, 7.5.6): the customer's box at every signature place, the pages
//! of «Протокол подписания» and a [record](record) of lengths and hashes. So
//! `head -c N file | sha256sum` gives the hash of what the customer saw.
//!
//! A cryptographic signature of the agency goes on top of these bytes and
//! covers all of them; nothing here stands in its way.

mod mark;
mod protocol_pages;
mod record;
mod update;
mod verify;

pub use verify::{SealReport, VerifyError, verify};

use crate::contract::sha256;
use crate::places::SignaturePlace;
use crate::protocol::{Protocol, StampBox};

/// What a seal is made from.
#[derive(Clone, Copy, Debug)]
pub struct SealInput<'a> {
    /// The very bytes the customer saw.
    pub original: &'a [u8],
    /// Where the customer's box goes.
    pub places: &'a [SignaturePlace],
    /// What the box says.
    pub mark: &'a StampBox,
    /// What the protocol says; its hash, length and page count must be those of `original`.
    pub protocol: &'a Protocol,
}

/// A sealed contract. The same input gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedContract {
    /// The file.
    pub pdf: Vec<u8>,
    /// SHA-256 of `pdf`, lower-case hex.
    pub sha256: String,
    /// Pages with the protocol.
    pub pages: u32,
}

/// Why a contract cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The original is not a PDF this program made.
    #[error("the original document cannot be read")]
    Unreadable,
    /// Hash, length or page count in the protocol are not those of the original.
    #[error("the protocol speaks of another document")]
    OtherDocument,
    /// There is no place for the customer's box, or it lies outside of the pages.
    #[error("a signature place is missing or outside of the document")]
    Place,
    /// The text of the box does not fit the place even in the smallest print.
    #[error("the signature box does not fit its place")]
    NoRoom,
}

/// Adds the customer's box and the protocol to a contract.
pub fn seal(input: &SealInput<'_>) -> Result<SealedContract, SealError> {
    let protocol = input.protocol;
    if protocol.original_sha256 != sha256(input.original) || protocol.original_bytes != input.original.len() as u64 {
        return Err(SealError::OtherDocument);
    }
    let box_sheet = mark::sheet(input.mark, input.places)?;
    let protocol_sheets = protocol_pages::sheets(protocol);
    let (mut pdf, pages) = update::append(input, box_sheet, protocol_sheets)?;
    record::complete(&mut pdf, input.original.len())?;
    Ok(SealedContract { sha256: sha256(&pdf), pdf, pages })
}
