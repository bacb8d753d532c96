//! Envelopes: what was frozen and sent, and what the portal told since.

use crate::error::StoreResult;
use crate::store::{Read, Write, from_word, id, word};
use agency_core::ContractStatus;
use agency_core::ids::{EnvelopeId, OrderId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

/// An envelope without its PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeInfo {
    /// Identity, the same on the portal.
    pub id: EnvelopeId,
    /// The order.
    pub order_id: OrderId,
    /// [`crate::orders::StoredOrder::digest`] at the moment of freezing.
    pub order_digest: String,
    /// SHA-256 of the frozen PDF, lower-case hex.
    pub document_sha256: String,
    /// What goes to the portal beside the PDF, JSON.
    pub manifest: String,
    /// Where it stands.
    pub status: ContractStatus,
    /// Why it does not go on, in Russian.
    pub problem: Option<String>,
    /// Whether a letter waits for the manager to try it again.
    pub can_retry: bool,
    /// When it was frozen.
    pub created_at: DateTime<Utc>,
}

/// A mirrored evidence event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeEvent {
    /// Place in the chain.
    pub seq: u64,
    /// When, by the portal's clock.
    pub at: DateTime<Utc>,
    /// What happened, in Russian.
    pub text: String,
    /// Whether it went wrong.
    pub failed: bool,
    /// The record as the portal keeps it, JSON.
    pub record: String,
}

const COLUMNS: &str = "id, order_id, order_digest, document_sha256, manifest, status, problem, can_retry, created_at";

fn info(row: &Row<'_>) -> StoreResult<EnvelopeInfo> {
    Ok(EnvelopeInfo {
        id: id(row, "id")?,
        order_id: id(row, "order_id")?,
        order_digest: row.get("order_digest")?,
        document_sha256: row.get("document_sha256")?,
        manifest: row.get("manifest")?,
        status: from_word(&row.get::<_, String>("status")?)?,
        problem: row.get("problem")?,
        can_retry: row.get("can_retry")?,
        created_at: row.get("created_at")?,
    })
}

/// Freezes a document.
///
/// # Errors
/// Storage failure.
pub fn add(write: &Write<'_>, envelope: &EnvelopeInfo, pdf: &[u8]) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO envelopes (id, order_id, order_digest, document_sha256, manifest, pdf, status, problem, can_retry,
           created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            envelope.id.to_string(),
            envelope.order_id.to_string(),
            envelope.order_digest,
            envelope.document_sha256,
            envelope.manifest,
            pdf,
            word(&envelope.status)?,
            envelope.problem,
            envelope.can_retry,
            envelope.created_at
        ],
    )?;
    Ok(())
}

/// One envelope.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: EnvelopeId) -> StoreResult<EnvelopeInfo> {
    let sql = format!("SELECT {COLUMNS} FROM envelopes WHERE id = ?1");
    read.sql.query_row(&sql, [id.to_string()], |row| Ok(info(row)))?
}

/// The last envelope of an order, if it was ever sent.
///
/// # Errors
/// Storage failure.
pub fn last_of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Option<EnvelopeInfo>> {
    let sql = format!("SELECT {COLUMNS} FROM envelopes WHERE order_id = ?1 ORDER BY created_at DESC, id DESC LIMIT 1");
    read.sql.query_row(&sql, [order.to_string()], |row| Ok(info(row))).optional()?.transpose()
}

/// The frozen PDF.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn pdf(read: &Read<'_>, id: EnvelopeId) -> StoreResult<Vec<u8>> {
    Ok(read.sql.query_row("SELECT pdf FROM envelopes WHERE id = ?1", [id.to_string()], |row| row.get(0))?)
}

/// Sets where the envelope stands.
///
/// # Errors
/// Storage failure.
pub fn set_status(write: &Write<'_>, id: EnvelopeId, status: ContractStatus) -> StoreResult<()> {
    write.sql.execute("UPDATE envelopes SET status = ?2 WHERE id = ?1", params![id.to_string(), word(&status)?])?;
    Ok(())
}

/// Sets why the envelope does not go on, and whether trying again may help;
/// `None` means that it goes on.
///
/// # Errors
/// Storage failure.
pub fn set_problem(write: &Write<'_>, id: EnvelopeId, problem: Option<&str>, can_retry: bool) -> StoreResult<()> {
    write.sql.execute(
        "UPDATE envelopes SET problem = ?2, can_retry = ?3 WHERE id = ?1",
        params![id.to_string(), problem, can_retry],
    )?;
    Ok(())
}

/// Mirrors an event. Tells whether it was new.
///
/// # Errors
/// Storage failure.
pub fn add_event(write: &Write<'_>, id: EnvelopeId, event: &EnvelopeEvent) -> StoreResult<bool> {
    let added = write.sql.execute(
        "INSERT INTO envelope_events (envelope_id, seq, at, text, failed, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (envelope_id, seq) DO NOTHING",
        params![id.to_string(), event.seq as i64, event.at, event.text, event.failed, event.record],
    )?;
    Ok(added == 1)
}

/// Events of all envelopes of an order, newest first.
///
/// # Errors
/// Storage failure.
pub fn events_of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<EnvelopeEvent>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT seq, at, text, failed, record FROM envelope_events
         JOIN envelopes ON envelopes.id = envelope_id
         WHERE order_id = ?1 ORDER BY envelopes.created_at DESC, envelope_id DESC, seq DESC",
    )?;
    let rows = statement.query_map([order.to_string()], event)?;
    rows.map(|row| Ok(row?)).collect()
}

/// Events of one envelope in their order, for verification.
///
/// # Errors
/// Storage failure.
pub fn events(read: &Read<'_>, id: EnvelopeId) -> StoreResult<Vec<EnvelopeEvent>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT seq, at, text, failed, record FROM envelope_events WHERE envelope_id = ?1 ORDER BY seq",
    )?;
    let rows = statement.query_map([id.to_string()], event)?;
    rows.map(|row| Ok(row?)).collect()
}

fn event(row: &Row<'_>) -> rusqlite::Result<EnvelopeEvent> {
    Ok(EnvelopeEvent {
        seq: row.get::<_, i64>("seq")?.unsigned_abs(),
        at: row.get("at")?,
        text: row.get("text")?,
        failed: row.get("failed")?,
        record: row.get("record")?,
    })
}
