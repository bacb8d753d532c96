//! The machine-readable record of a seal: an object of the update, named by
//! `AgencySeal` of the catalog.
//!
//! It is written at a fixed width first and completed in place, as the
//! contents of a PDF signature are: `FileBytes` is the length of the file and
//! `FileSHA256` the hash of the file with zeros at its own place.

use super::{SealError, SealInput};
use crate::contract::sha256;
use lopdf::{Dictionary, Object};
use std::ops::Range;

const TYPE: &[u8] = b"/Type/AgencySeal";
const ZERO_HASH: [u8; 64] = [b'0'; 64];
const LENGTH_DIGITS: usize = 12;

/// What the record says, with the places of its values in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) signing_id: String,
    pub(super) original_bytes: usize,
    pub(super) original_sha256: String,
    pub(super) file_bytes: usize,
    pub(super) file_sha256: String,
    hash_at: Range<usize>,
}

/// The record before the file is complete.
pub(super) fn open(input: &SealInput<'_>) -> Dictionary {
    let literal = |text: String| Object::string_literal(text.into_bytes());
    let mut record = Dictionary::new();
    record.set("Type", Object::Name(b"AgencySeal".to_vec()));
    record.set("Version", 1);
    record.set("SigningId", literal(plain(&input.protocol.signing_id)));
    record.set("ChainHead", literal(plain(&input.protocol.chain_head)));
    record.set("OriginalBytes", literal(length(input.original.len())));
    record.set("OriginalSHA256", literal(sha256(input.original)));
    record.set("FileBytes", literal(length(0)));
    record.set("FileSHA256", Object::string_literal(ZERO_HASH.to_vec()));
    record
}

/// Identifiers are letters, digits and hyphens; anything else would need escapes.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

fn length(bytes: usize) -> String {
    format!("{bytes:0LENGTH_DIGITS$}")
}

/// Fills in length and hash of the finished file.
pub(super) fn complete(pdf: &mut [u8], original_bytes: usize) -> Result<(), SealError> {
    let start = rfind(pdf, TYPE).filter(|start| *start >= original_bytes).ok_or(SealError::Unreadable)?;
    let total = length(pdf.len());
    let length_at = value(pdf, start, b"/FileBytes").ok_or(SealError::Unreadable)?;
    pdf[length_at].copy_from_slice(total.as_bytes());
    let hash_at = value(pdf, start, b"/FileSHA256").ok_or(SealError::Unreadable)?;
    let hash = sha256(pdf);
    pdf[hash_at].copy_from_slice(hash.as_bytes());
    Ok(())
}

/// Reads the last record of a file from its bytes, also when the file is no
/// longer a whole PDF.
pub(super) fn read(pdf: &[u8]) -> Option<Record> {
    let start = rfind(pdf, TYPE)?;
    let text = |key: &[u8]| value(pdf, start, key).and_then(|at| String::from_utf8(pdf[at].to_vec()).ok());
    Some(Record {
        signing_id: text(b"/SigningId")?,
        original_bytes: text(b"/OriginalBytes")?.parse().ok()?,
        original_sha256: text(b"/OriginalSHA256")?,
        file_bytes: text(b"/FileBytes")?.parse().ok()?,
        file_sha256: text(b"/FileSHA256")?,
        hash_at: value(pdf, start, b"/FileSHA256").filter(|at| at.len() == ZERO_HASH.len())?,
    })
}

impl Record {
    /// The hash the file must have.
    pub(super) fn hash_of(&self, pdf: &[u8]) -> String {
        let mut zeroed = pdf.to_vec();
        zeroed[self.hash_at.clone()].copy_from_slice(&ZERO_HASH);
        sha256(&zeroed)
    }
}

/// Place of the literal string after a key, within the record's dictionary.
fn value(pdf: &[u8], start: usize, key: &[u8]) -> Option<Range<usize>> {
    let object = &pdf[start..(start + 1024).min(pdf.len())];
    let object = &object[..find(object, b">>")?];
    let from = find(object, key)? + key.len();
    let opened = from + object[from..].iter().position(|byte| *byte == b'(')? + 1;
    let closed = opened + object[opened..].iter().position(|byte| *byte == b')')?;
    Some(start + opened..start + closed)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
