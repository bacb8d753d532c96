//! Stamp and signature of the agency.

use crate::error::StoreResult;
use crate::store::{Read, Write};
use rusqlite::{OptionalExtension, params};

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Image {
    /// Печать.
    Stamp,
    /// Подпись.
    Signature,
}

impl Image {
    fn key(self) -> &'static str {
        match self {
            Self::Stamp => "stamp",
            Self::Signature => "signature",
        }
    }
}

/// The picture as PNG, if it is there.
///
/// # Errors
/// Storage failure.
pub fn get(read: &Read<'_>, image: Image) -> StoreResult<Option<Vec<u8>>> {
    Ok(read.sql.query_row("SELECT png FROM images WHERE kind = ?1", [image.key()], |row| row.get(0)).optional()?)
}

/// Puts a picture in the place of the present one.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, image: Image, png: &[u8]) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO images (kind, png, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (kind) DO UPDATE SET png = excluded.png, updated_at = excluded.updated_at",
        params![image.key(), png, write.now],
    )?;
    Ok(())
}

/// Removes a picture.
///
/// # Errors
/// Storage failure.
pub fn remove(write: &Write<'_>, image: Image) -> StoreResult<()> {
    write.sql.execute("DELETE FROM images WHERE kind = ?1", [image.key()])?;
    Ok(())
}
