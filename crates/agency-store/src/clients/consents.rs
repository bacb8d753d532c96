//! The journal of consents.

use super::merges::family;
use crate::error::StoreResult;
use crate::store::{Read, Write, word};
use agency_core::client::{Consent, ConsentKind, is_in_force};
use agency_core::ids::ClientId;
use rusqlite::params;

/// Column that keeps what the journal comes to.
pub(super) fn column(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::PersonalData => "personal_data",
        ConsentKind::Advertising => "advertising",
    }
}

/// Lines of a client and of those merged into it, in the order they were written.
///
/// # Errors
/// Storage failure.
pub fn consents_of(read: &Read<'_>, client: ClientId) -> StoreResult<Vec<Consent>> {
    let mut lines: Vec<(i64, Consent)> = Vec::new();
    let mut statement = read.sql.prepare_cached("SELECT seq, data FROM client_consents WHERE client_id = ?1")?;
    for member in family(read, client)? {
        let rows = statement.query_map([member.to_string()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            let (seq, data) = row?;
            lines.push((seq, serde_json::from_str(&data)?));
        }
    }
    lines.sort_by_key(|(seq, _)| *seq);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Adds a line.
///
/// # Errors
/// Storage failure.
pub fn record_consent(write: &Write<'_>, client: ClientId, line: &Consent) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO client_consents (client_id, kind, data, author, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![client.to_string(), word(&line.kind)?, serde_json::to_string(line)?, line.author, line.recorded_at],
    )?;
    refresh(write, client)
}

/// Brings the columns up to what the journal comes to.
pub(super) fn refresh(write: &Write<'_>, client: ClientId) -> StoreResult<()> {
    let journal = consents_of(write, client)?;
    for kind in [ConsentKind::PersonalData, ConsentKind::Advertising] {
        write.sql.execute(
            &format!("UPDATE clients SET {} = ?2 WHERE id = ?1", column(kind)),
            params![client.to_string(), is_in_force(&journal, kind)],
        )?;
    }
    Ok(())
}
