//! Outbox: effects that must survive a crash (invariant I6).
//!
//! A row is added in the same transaction as the change that wants the effect.
//! The worker takes due rows, does the effect and writes the result. Every
//! effect kept here may safely be repeated after a crash: the other side knows
//! it by its key.

use crate::error::StoreResult;
use crate::store::{Read, Write, id};
use agency_core::ids::OutboxId;
use chrono::{DateTime, Duration, Utc};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<E> {
    /// Identity.
    pub id: OutboxId,
    /// What to do.
    pub effect: E,
    /// How often it was tried before.
    pub attempts: u32,
}

/// Adds an effect on a subject. A second request with the same key wakes the row
/// up again if it failed, with the new wish, and changes nothing otherwise.
///
/// # Errors
/// Storage failure.
pub fn add<E: Serialize>(write: &Write<'_>, subject: &str, key: &str, effect: &E) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO outbox (id, effect_key, subject, effect, state, attempts, next_attempt_at, created_at)
         VALUES (?1, ?2, ?3, ?4, 'pending', 0, ?5, ?5)
         ON CONFLICT (effect_key) DO UPDATE SET state = 'pending', effect = excluded.effect, attempts = 0,
           next_attempt_at = excluded.next_attempt_at
           WHERE state = 'failed'",
        params![OutboxId::new().to_string(), key, subject, serde_json::to_string(effect)?, write.now],
    )?;
    Ok(())
}

/// The oldest row that is due. A row waits while an earlier one of its subject
/// does: an envelope is never revoked before it was handed over.
///
/// # Errors
/// Storage failure, or an effect this program does not know.
pub fn next_due<E: DeserializeOwned>(read: &Read<'_>, now: DateTime<Utc>) -> StoreResult<Option<Due<E>>> {
    let row = read
        .sql
        .query_row(
            "SELECT id, effect, attempts FROM outbox AS row WHERE state = 'pending' AND next_attempt_at <= ?1
               AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.subject = row.subject
                               AND earlier.state = 'pending' AND earlier.id < row.id)
             ORDER BY next_attempt_at, id LIMIT 1",
            [now],
            |row| Ok((id(row, "id")?, row.get::<_, String>("effect")?, row.get("attempts")?)),
        )
        .optional()?;
    Ok(match row {
        Some((id, effect, attempts)) => Some(Due { id, effect: serde_json::from_str(&effect)?, attempts }),
        None => None,
    })
}

/// When the next row comes due.
///
/// # Errors
/// Storage failure.
pub fn next_at(read: &Read<'_>) -> StoreResult<Option<DateTime<Utc>>> {
    Ok(read.sql.query_row("SELECT min(next_attempt_at) FROM outbox WHERE state = 'pending'", [], |row| row.get(0))?)
}

/// The effect is done.
///
/// # Errors
/// Storage failure.
pub fn done(write: &Write<'_>, id: OutboxId) -> StoreResult<()> {
    write.sql.execute("UPDATE outbox SET state = 'done', attempts = attempts + 1 WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// The effect failed for now and is tried again later: 2 s, 4 s … up to 5 minutes.
///
/// # Errors
/// Storage failure.
pub fn again(write: &Write<'_>, id: OutboxId, attempts: u32, why: &str) -> StoreResult<()> {
    let pause = Duration::seconds(300.min(2_i64 << attempts.min(20)));
    write.sql.execute(
        "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?2, last_error = ?3 WHERE id = ?1",
        params![id.to_string(), write.now + pause, why],
    )?;
    Ok(())
}

/// The effect was refused for good; only a person's wish wakes it up.
///
/// # Errors
/// Storage failure.
pub fn failed(write: &Write<'_>, id: OutboxId, why: &str) -> StoreResult<()> {
    write.sql.execute(
        "UPDATE outbox SET state = 'failed', attempts = attempts + 1, last_error = ?2 WHERE id = ?1",
        params![id.to_string(), why],
    )?;
    Ok(())
}
