//! Files on their way in, part by part; a crash leaves nothing of them in sight.

use crate::error::{StoreError, StoreResult};
use crate::files::hex;
use crate::store::{Read, Write, id};
use agency_core::files::mime_of;
use agency_core::ids::{FileId, OrderId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

/// A file on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Identity of the file it becomes.
    pub id: FileId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// Name with extension.
    pub name: String,
    /// «Документ туриста».
    pub kind: String,
    /// Meant for the tourist.
    pub for_tourist: bool,
    /// Size in bytes that was promised.
    pub size: u64,
}

/// Begins.
///
/// # Errors
/// Storage failure.
pub fn begin(write: &Write<'_>, upload: &Upload) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO uploads (id, order_id, name, kind, for_tourist, size, added_by, started_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            upload.id.to_string(),
            upload.order_id.to_string(),
            upload.name,
            upload.kind,
            upload.for_tourist,
            upload.size as i64,
            write.author.name,
            write.now
        ],
    )?;
    Ok(())
}

/// A file on its way in.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, file: FileId) -> StoreResult<Upload> {
    Ok(read.sql.query_row("SELECT * FROM uploads WHERE id = ?1", [file.to_string()], |row| {
        Ok(Upload {
            id: id(row, "id")?,
            order_id: id(row, "order_id")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            for_tourist: row.get("for_tourist")?,
            size: row.get::<_, i64>("size")?.unsigned_abs(),
        })
    })?)
}

/// Adds the part `number`, from 0; the same part a second time changes nothing.
/// Returns the bytes that are here.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown file, [`StoreError::Conflict`] when
/// more comes than was promised, or storage failure.
pub fn add_part(write: &Write<'_>, file: FileId, number: u32, content: &[u8]) -> StoreResult<u64> {
    let upload = get(write, file)?;
    write.sql.execute(
        "INSERT INTO file_parts (file_id, number, content) VALUES (?1, ?2, ?3) ON CONFLICT (file_id, number) DO NOTHING",
        params![file.to_string(), number, content],
    )?;
    let here: i64 = write.sql.query_row(
        "SELECT sum(length(content)) FROM file_parts WHERE file_id = ?1",
        [file.to_string()],
        |row| row.get(0),
    )?;
    if here.unsigned_abs() > upload.size { Err(StoreError::Conflict) } else { Ok(here.unsigned_abs()) }
}

/// Makes a file of what came. Returns the name of another file of the order
/// with the same contents, if there is one.
///
/// # Errors
/// [`StoreError::NotFound`] for an unknown file, [`StoreError::Conflict`] when
/// something is missing, or storage failure.
pub fn finish(write: &Write<'_>, file: FileId) -> StoreResult<Option<String>> {
    let upload = get(write, file)?;
    let (mut hash, mut size, mut count) = (Sha256::new(), 0, 0_u32);
    {
        let mut statement =
            write.sql.prepare("SELECT number, content FROM file_parts WHERE file_id = ?1 ORDER BY number")?;
        let mut parts = statement.query([file.to_string()])?;
        while let Some(part) = parts.next()? {
            if part.get::<_, u32>(0)? != count {
                return Err(StoreError::Conflict);
            }
            let content = part.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            hash.update(content);
            size += content.len() as u64;
            count += 1;
        }
    }
    if size != upload.size {
        return Err(StoreError::Conflict);
    }
    let sha256 = hex(hash.finalize().as_slice());
    let same: Option<String> = write
        .sql
        .query_row(
            "SELECT name FROM files WHERE order_id = ?1 AND sha256 = ?2 AND trashed_at IS NULL ORDER BY added_at LIMIT 1",
            params![upload.order_id.to_string(), sha256],
            |row| row.get(0),
        )
        .optional()?;
    write.sql.execute(
        "INSERT INTO files (id, order_id, name, kind, mime, size, sha256, sealed, content, added_at, added_by, for_tourist)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, x'', ?8, ?9, ?10)",
        params![
            file.to_string(),
            upload.order_id.to_string(),
            upload.name,
            upload.kind,
            mime_of(&upload.name),
            size as i64,
            sha256,
            write.now,
            write.author.name,
            upload.for_tourist
        ],
    )?;
    write.sql.execute("DELETE FROM uploads WHERE id = ?1", [file.to_string()])?;
    Ok(same)
}

/// Forgets a file on its way in with all its parts.
///
/// # Errors
/// Storage failure.
pub fn cancel(write: &Write<'_>, file: FileId) -> StoreResult<()> {
    write.sql.execute("DELETE FROM uploads WHERE id = ?1", [file.to_string()])?;
    write.sql.execute(
        "DELETE FROM file_parts WHERE file_id = ?1 AND file_id NOT IN (SELECT id FROM files)",
        [file.to_string()],
    )?;
    Ok(())
}

/// Forgets what began before a moment and never came to an end.
///
/// # Errors
/// Storage failure.
pub fn forget_before(write: &Write<'_>, moment: DateTime<Utc>) -> StoreResult<()> {
    write
        .sql
        .execute("DELETE FROM file_parts WHERE file_id IN (SELECT id FROM uploads WHERE started_at <= ?1)", [moment])?;
    write.sql.execute("DELETE FROM uploads WHERE started_at <= ?1", [moment])?;
    Ok(())
}
