//! Imports of clients. The rows come in batches, so that the office goes on
//! working; none is seen before all are there.

use super::{insert, unindex};
use crate::error::StoreResult;
use crate::store::{Read, Write, id};
use agency_core::client::Client;
use agency_core::ids::ClientImportId;
use chrono::{DateTime, Utc};
use rusqlite::params;

/// An import of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientImport {
    /// Identity.
    pub id: ClientImportId,
    /// Name of the file.
    pub file_name: String,
    /// Clients it added.
    pub added: u32,
    /// Rows left out because the client is known already.
    pub duplicates: u32,
    /// Rows left out because something is wrong in them.
    pub invalid: u32,
    /// Who did it.
    pub author: String,
    /// When.
    pub finished_at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// What undoing an import did so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UndoneImport {
    /// Clients taken out.
    pub removed: u32,
    /// Clients kept, since somebody has worked with them.
    pub kept: u32,
    /// More are left for the next batch.
    pub is_more: bool,
}

/// Begins an import.
///
/// # Errors
/// Storage failure.
pub fn begin_import(write: &Write<'_>, import: ClientImportId, file_name: &str, left: (u32, u32)) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO client_imports (id, file_name, added, duplicates, invalid, author, started_at)
         VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6)",
        params![import.to_string(), file_name, left.0, left.1, write.author.name, write.now],
    )?;
    Ok(())
}

/// Adds clients that are not seen before the import is finished.
///
/// # Errors
/// Storage failure.
pub fn add_imported(write: &Write<'_>, import: ClientImportId, clients: &[Client]) -> StoreResult<()> {
    let import = import.to_string();
    for client in clients {
        insert(write, client, Some(&import))?;
    }
    Ok(())
}

/// Shows all clients of an import at once.
///
/// # Errors
/// Storage failure.
pub fn finish_import(write: &Write<'_>, import: ClientImportId) -> StoreResult<u32> {
    let import = import.to_string();
    let added = write.sql.execute("UPDATE clients SET pending = 0 WHERE import_id = ?1", [&import])?;
    write.sql.execute(
        "UPDATE client_imports SET added = ?2, finished_at = ?3 WHERE id = ?1",
        params![import, added as i64, write.now],
    )?;
    Ok(u32::try_from(added).unwrap_or(u32::MAX))
}

/// Removes some of what imports have left that never finished: cancelled, or
/// cut off with the program. Tells whether more is left.
///
/// # Errors
/// Storage failure.
pub fn drop_unfinished(write: &Write<'_>, batch: u32) -> StoreResult<bool> {
    let seqs: Vec<i64> = write
        .sql
        .prepare_cached("SELECT seq FROM clients WHERE place = 3 LIMIT ?1")?
        .query_map([batch], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for seq in &seqs {
        remove(write, *seq)?;
    }
    if seqs.is_empty() {
        write.sql.execute("DELETE FROM client_imports WHERE finished_at IS NULL", [])?;
    }
    Ok(!seqs.is_empty())
}

/// Takes back a part of an import: clients nobody has touched since go, the
/// others stay. Called again while more is left.
///
/// # Errors
/// Storage failure.
pub fn undo_import_batch(write: &Write<'_>, import: ClientImportId, batch: u32) -> StoreResult<UndoneImport> {
    let import = import.to_string();
    const UNTOUCHED: &str = "c.import_id = ?1 AND c.version = 1 AND c.merged_into IS NULL
      AND NOT EXISTS (SELECT 1 FROM clients o WHERE o.merged_into = c.id)
      AND NOT EXISTS (SELECT 1 FROM client_consents n WHERE n.client_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM client_merges m WHERE m.into_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM order_people p WHERE p.kind = 'client' AND p.value = c.id)";
    let seqs: Vec<i64> = write
        .sql
        .prepare_cached(&format!("SELECT c.seq FROM clients c WHERE {UNTOUCHED} LIMIT ?2"))?
        .query_map(params![import, batch], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for seq in &seqs {
        remove(write, *seq)?;
    }
    let removed = u32::try_from(seqs.len()).unwrap_or(u32::MAX);
    if removed == batch {
        return Ok(UndoneImport { removed, kept: 0, is_more: true });
    }
    let kept = write.sql.query_row("SELECT count(*) FROM clients WHERE import_id = ?1", [&import], |row| row.get(0))?;
    write.sql.execute("UPDATE client_imports SET undone_at = ?2 WHERE id = ?1", params![import, write.now])?;
    Ok(UndoneImport { removed, kept, is_more: false })
}

fn remove(write: &Write<'_>, seq: i64) -> StoreResult<()> {
    unindex(write, seq)?;
    write.sql.prepare_cached("DELETE FROM clients WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}

/// Finished imports, newest first.
///
/// # Errors
/// Storage failure.
pub fn imports(read: &Read<'_>) -> StoreResult<Vec<ClientImport>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT * FROM client_imports WHERE finished_at IS NOT NULL ORDER BY finished_at DESC, id DESC LIMIT 100",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(ClientImport {
            id: id(row, "id")?,
            file_name: row.get("file_name")?,
            added: row.get("added")?,
            duplicates: row.get("duplicates")?,
            invalid: row.get("invalid")?,
            author: row.get("author")?,
            finished_at: row.get("finished_at")?,
            undone_at: row.get("undone_at")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
