//! Files of an order, kept inside the encrypted base.

use crate::error::StoreResult;
use crate::store::{Read, Write};
use agency_core::files::mime_of;
use agency_core::ids::{FileId, OrderId};
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use sha2::{Digest, Sha256};

/// A file without its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInfo {
    /// Identity.
    pub id: FileId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// Name with extension.
    pub name: String,
    /// «Документ туриста».
    pub kind: String,
    /// MIME type.
    pub mime: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the contents, lower-case hex.
    pub sha256: String,
    /// A signed contract: never changed nor deleted (I8).
    pub sealed: bool,
    /// When it was added.
    pub added_at: DateTime<Utc>,
    /// Who added it, by the name of that moment.
    pub added_by: String,
    /// Meant for the tourist; otherwise only the office sees it.
    pub for_tourist: bool,
    /// When it was put into the trash.
    pub trashed_at: Option<DateTime<Utc>>,
}

/// A file to add.
pub struct NewFile<'a> {
    /// Identity, made by the caller so that a repeat is the same file.
    pub id: FileId,
    /// The order it belongs to.
    pub order_id: OrderId,
    /// Name with extension.
    pub name: &'a str,
    /// «Документ туриста».
    pub kind: &'a str,
    /// MIME type.
    pub mime: &'a str,
    /// A signed contract.
    pub sealed: bool,
    /// Contents.
    pub content: &'a [u8],
}

const COLUMNS: &str =
    "id, order_id, name, kind, mime, size, sha256, sealed, added_at, added_by, for_tourist, trashed_at";

fn info(row: &Row<'_>) -> rusqlite::Result<FileInfo> {
    Ok(FileInfo {
        id: crate::store::id(row, "id")?,
        order_id: crate::store::id(row, "order_id")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        mime: row.get("mime")?,
        size: row.get::<_, i64>("size")?.unsigned_abs(),
        sha256: row.get("sha256")?,
        sealed: row.get("sealed")?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
        for_tourist: row.get("for_tourist")?,
        trashed_at: row.get("trashed_at")?,
    })
}

/// Files of an order that are not in the trash, newest first.
///
/// # Errors
/// Storage failure.
pub fn of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<FileInfo>> {
    list(read, order, "trashed_at IS NULL")
}

/// Files of an order in the trash, newest first.
///
/// # Errors
/// Storage failure.
pub fn trash_of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<FileInfo>> {
    list(read, order, "trashed_at IS NOT NULL")
}

fn list(read: &Read<'_>, order: OrderId, condition: &str) -> StoreResult<Vec<FileInfo>> {
    let sql =
        format!("SELECT {COLUMNS} FROM files WHERE order_id = ?1 AND {condition} ORDER BY added_at DESC, id DESC");
    let mut statement = read.sql.prepare_cached(&sql)?;
    let rows = statement.query_map([order.to_string()], info)?;
    rows.map(|row| Ok(row?)).collect()
}

/// A file with its contents.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: FileId) -> StoreResult<(FileInfo, Vec<u8>)> {
    let sql = format!("SELECT {COLUMNS}, content FROM files WHERE id = ?1");
    let (info, mut content): (FileInfo, Vec<u8>) =
        read.sql.query_row(&sql, [id.to_string()], |row| Ok((info(row)?, row.get("content")?)))?;
    let mut statement = read.sql.prepare_cached("SELECT content FROM file_parts WHERE file_id = ?1 ORDER BY number")?;
    let mut parts = statement.query([id.to_string()])?;
    while let Some(part) = parts.next()? {
        content.extend_from_slice(part.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok((info, content))
}

/// A file without its contents.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn info_of(read: &Read<'_>, id: FileId) -> StoreResult<FileInfo> {
    let sql = format!("SELECT {COLUMNS} FROM files WHERE id = ?1");
    Ok(read.sql.query_row(&sql, [id.to_string()], info)?)
}

/// Changes name, kind and who it is meant for.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such file, or storage
/// failure: a sealed file refuses every change.
pub fn change(write: &Write<'_>, id: FileId, name: &str, kind: &str, for_tourist: bool) -> StoreResult<()> {
    let changed = write.sql.execute(
        "UPDATE files SET name = ?2, kind = ?3, mime = ?4, for_tourist = ?5 WHERE id = ?1",
        params![id.to_string(), name, kind, mime_of(name), for_tourist],
    )?;
    if changed == 0 { Err(crate::StoreError::NotFound) } else { Ok(()) }
}

/// Puts a file into the trash or takes it back.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such file, or storage
/// failure: a sealed file refuses every change.
pub fn set_trashed(write: &Write<'_>, id: FileId, trashed: bool) -> StoreResult<()> {
    let at = trashed.then_some(write.now);
    let changed = write.sql.execute("UPDATE files SET trashed_at = ?2 WHERE id = ?1", params![id.to_string(), at])?;
    if changed == 0 { Err(crate::StoreError::NotFound) } else { Ok(()) }
}

/// The order a file belongs to.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn order_of(read: &Read<'_>, id: FileId) -> StoreResult<OrderId> {
    Ok(read.sql.query_row("SELECT order_id FROM files WHERE id = ?1", [id.to_string()], |row| {
        crate::store::id(row, "order_id")
    })?)
}

/// Adds a file; the same id a second time changes nothing.
///
/// # Errors
/// Storage failure.
pub fn add(write: &Write<'_>, file: &NewFile<'_>) -> StoreResult<()> {
    let sha256 = hex(Sha256::digest(file.content).as_slice());
    write.sql.execute(
        "INSERT INTO files (id, order_id, name, kind, mime, size, sha256, sealed, content, added_at, added_by, for_tourist)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?8) ON CONFLICT (id) DO NOTHING",
        params![
            file.id.to_string(),
            file.order_id.to_string(),
            file.name,
            file.kind,
            file.mime,
            file.content.len() as i64,
            sha256,
            file.sealed,
            file.content,
            write.now,
            write.author.name
        ],
    )?;
    Ok(())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
