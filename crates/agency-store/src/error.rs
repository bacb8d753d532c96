//! What can go wrong with the base.

use thiserror::Error;

/// Result of a storage call.
pub type StoreResult<T> = Result<T, StoreError>;

/// A storage failure, as far as the program acts on the difference.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The key does not open this file (or the file is not a base at all).
    #[error("the key does not open this base")]
    WrongKey,
    /// The base was made by a newer program.
    #[error("the base is from a newer program")]
    Newer,
    /// The base fails its own integrity check.
    #[error("the base is damaged")]
    Damaged,
    /// The disk is full, or it refuses what is written.
    #[error("the disk takes nothing more")]
    Full,
    /// The file or its folder may not be written to.
    #[error("the base is read-only")]
    ReadOnly,
    /// The person stopped the work.
    #[error("stopped")]
    Stopped,
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// The row was changed since it was read.
    #[error("changed since it was read")]
    Conflict,
    /// A value that must be unique is taken.
    #[error("not unique: {0}")]
    NotUnique(&'static str),
    /// Disk, rights, locks: the message names the SQLite condition, never data.
    #[error("storage failure: {0}")]
    Io(String),
    /// A row holds something this program cannot read.
    #[error("unreadable row: {0}")]
    Unreadable(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match &error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::SqliteFailure(failure, message) => match failure.code {
                ErrorCode::NotADatabase => Self::WrongKey,
                ErrorCode::DatabaseCorrupt => Self::Damaged,
                ErrorCode::ConstraintViolation => match message.as_deref() {
                    Some(text) if text.contains("orders.number") => Self::NotUnique("orders.number"),
                    _ => Self::Io(format!("constraint {:?}", failure.extended_code)),
                },
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::ReadOnly,
                ErrorCode::SystemIoFailure if WRITE_FAILURES.contains(&failure.extended_code) => Self::Full,
                // a page that SQLCipher cannot verify: the library has no words for it, unlike a mistake in SQL
                ErrorCode::Unknown if message.as_deref() == Some("SQL logic error") => Self::Damaged,
                code => Self::Io(format!("{code:?} {}", failure.extended_code)),
            },
            other => Self::Unreadable(other.to_string()),
        }
    }
}

/// The system failed to write, sync or lengthen a file: a quota, a disk that is gone, a full one told late.
const WRITE_FAILURES: [i32; 4] = [
    rusqlite::ffi::SQLITE_IOERR_WRITE,
    rusqlite::ffi::SQLITE_IOERR_FSYNC,
    rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
    rusqlite::ffi::SQLITE_IOERR_SHMSIZE,
];

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            kind => Self::Io(kind.to_string()),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(format!("JSON {:?} at line {}", error.classify(), error.line()))
    }
}
