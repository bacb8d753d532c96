//! Records that are one client. The others stay where they are and point to the
//! survivor, so orders and consents follow without a change, and parting them
//! again loses nothing.

use super::{consents, get, save, seq_of};
use crate::error::{StoreError, StoreResult};
use crate::store::{Read, Write, id};
use agency_core::client::Client;
use agency_core::ids::{ClientId, ClientMergeId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};

/// A merge of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientMerge {
    /// Identity.
    pub id: ClientMergeId,
    /// Names of the records that were merged away.
    pub names: Vec<String>,
    /// Who did it.
    pub author: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// A client with all records that were merged into it, itself first.
pub(super) fn family(read: &Read<'_>, client: ClientId) -> StoreResult<Vec<ClientId>> {
    let mut statement = read.sql.prepare_cached(
        "WITH RECURSIVE family (id) AS (
           SELECT ?1 UNION SELECT c.id FROM clients c JOIN family f ON c.merged_into = f.id
         ) SELECT id FROM family",
    )?;
    let ids = statement.query_map([client.to_string()], |row| id(row, "id"))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Makes `others` part of the client `survivor`, which is saved with the chosen
/// values.
///
/// # Errors
/// [`StoreError::Conflict`] when the survivor was changed since `version` or one
/// of the others is no longer in the list, or storage failure.
pub fn merge(write: &Write<'_>, survivor: &Client, version: u32, others: &[ClientId]) -> StoreResult<ClientMergeId> {
    let before = get(write, survivor.id)?;
    save(write, survivor, version)?;
    for other in others {
        let changed = write.sql.execute(
            "UPDATE clients SET merged_into = ?2 WHERE id = ?1 AND place = 0 AND id <> ?2",
            params![other.to_string(), survivor.id.to_string()],
        )?;
        if changed == 0 || before.merged_into.is_some() {
            return Err(StoreError::Conflict);
        }
    }
    consents::refresh(write, survivor.id)?;
    let merge = ClientMergeId::new();
    write.sql.execute(
        "INSERT INTO client_merges (id, into_id, before, after, merged, author, merged_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            merge.to_string(),
            survivor.id.to_string(),
            serde_json::to_string(&before.client)?,
            serde_json::to_string(survivor)?,
            serde_json::to_string(others)?,
            write.author.name,
            write.now
        ],
    )?;
    Ok(merge)
}

/// Parts merged records again. The survivor gets its values back unless it was
/// changed since; tells whether it did.
///
/// # Errors
/// [`StoreError::NotFound`] for a merge that is not there or already undone, or
/// storage failure.
pub fn undo_merge(write: &Write<'_>, merge: ClientMergeId) -> StoreResult<(ClientId, bool)> {
    let (into, before, after, merged): (ClientId, String, String, String) = write.sql.query_row(
        "SELECT into_id, before, after, merged FROM client_merges WHERE id = ?1 AND undone_at IS NULL",
        [merge.to_string()],
        |row| Ok((id(row, "into_id")?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let others: Vec<ClientId> = serde_json::from_str(&merged)?;
    for other in &others {
        write.sql.execute(
            "UPDATE clients SET merged_into = NULL WHERE id = ?1 AND merged_into = ?2",
            params![other.to_string(), into.to_string()],
        )?;
    }
    let present = get(write, into)?;
    let is_unchanged = present.client == serde_json::from_str::<Client>(&after)?;
    if is_unchanged {
        save(write, &serde_json::from_str(&before)?, present.version)?;
    }
    consents::refresh(write, into)?;
    write
        .sql
        .execute("UPDATE client_merges SET undone_at = ?2 WHERE id = ?1", params![merge.to_string(), write.now])?;
    Ok((into, is_unchanged))
}

/// Merges of a client, newest first.
///
/// # Errors
/// Storage failure.
pub fn merges_of(read: &Read<'_>, client: ClientId) -> StoreResult<Vec<ClientMerge>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT id, merged, author, merged_at, undone_at FROM client_merges WHERE into_id = ?1 ORDER BY merged_at DESC, id DESC",
    )?;
    let mut rows = statement.query([client.to_string()])?;
    let mut merges = Vec::new();
    while let Some(row) = rows.next()? {
        let others: Vec<ClientId> = serde_json::from_str(&row.get::<_, String>("merged")?)?;
        let mut names = Vec::new();
        for other in others {
            names.extend(name_of(read, other)?);
        }
        merges.push(ClientMerge {
            id: id(row, "id")?,
            names,
            author: row.get("author")?,
            merged_at: row.get("merged_at")?,
            undone_at: row.get("undone_at")?,
        });
    }
    Ok(merges)
}

fn name_of(read: &Read<'_>, client: ClientId) -> StoreResult<Option<String>> {
    match seq_of(read, client) {
        Ok(seq) => {
            Ok(read.sql.query_row("SELECT name FROM clients WHERE seq = ?1", [seq], |row| row.get(0)).optional()?)
        }
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
