//! «История СМС». Requests and answers come here already redacted (I4).

use crate::error::StoreResult;
use crate::search;
use crate::store::{Read, Write, id};
use agency_core::ids::{EnvelopeId, OrderId, SmsId};
use chrono::{DateTime, Utc};
use rusqlite::{params, params_from_iter};

/// A sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsRecord {
    /// Identity.
    pub id: SmsId,
    /// The order.
    pub order_id: OrderId,
    /// The envelope whose code it carried.
    pub envelope_id: EnvelopeId,
    /// Place among the codes of the envelope, from 1.
    pub code_number: u32,
    /// Номер заявки at that moment.
    pub order_number: String,
    /// When it was handed over.
    pub sent_at: DateTime<Utc>,
    /// When the code of this very SMS signed the contract.
    pub signed_at: Option<DateTime<Utc>>,
    /// Name of the service.
    pub service: String,
    /// Recipient, masked.
    pub phone_masked: String,
    /// `accepted`, `rejected` or `unknown`.
    pub outcome: String,
    /// The answer in a sentence.
    pub explanation: String,
    /// Parts billed.
    pub parts: Option<u32>,
    /// Cost as the service told it.
    pub cost: Option<String>,
    /// Request, redacted.
    pub request: String,
    /// Answer, redacted.
    pub answer: String,
}

/// Adds a sending; the same code of the same envelope a second time updates its outcome.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, record: &SmsRecord) -> StoreResult<()> {
    let words = search::normalise(&format!(
        "{} {} {} {} {}",
        record.order_number, record.service, record.explanation, record.request, record.answer
    ));
    write.sql.execute(
        "INSERT INTO sms_history (id, order_id, envelope_id, order_number, sent_at, signed_at, service, phone_masked,
           outcome, explanation, parts, cost, request, answer, search, code_number)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
         ON CONFLICT (envelope_id, code_number) DO UPDATE SET outcome = excluded.outcome, explanation = excluded.explanation,
           parts = excluded.parts, cost = excluded.cost, request = excluded.request, answer = excluded.answer,
           search = excluded.search",
        params![
            record.id.to_string(),
            record.order_id.to_string(),
            record.envelope_id.to_string(),
            record.order_number,
            record.sent_at,
            record.signed_at,
            record.service,
            record.phone_masked,
            record.outcome,
            record.explanation,
            record.parts,
            record.cost,
            record.request,
            record.answer,
            format!("{words} {}", search::digits(&record.order_number)),
            record.code_number
        ],
    )?;
    Ok(())
}

/// Notes that the code of an SMS signed the contract.
///
/// # Errors
/// Storage failure.
pub fn set_signed(write: &Write<'_>, envelope: EnvelopeId, code_number: u32, at: DateTime<Utc>) -> StoreResult<()> {
    write.sql.execute(
        "UPDATE sms_history SET signed_at = ?3 WHERE envelope_id = ?1 AND code_number = ?2",
        params![envelope.to_string(), code_number, at],
    )?;
    Ok(())
}

/// A slice, newest first, and how many rows there are in all.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, typed: &str, offset: u32, limit: u32) -> StoreResult<(Vec<SmsRecord>, u32)> {
    let patterns = search::patterns(typed);
    let mut condition = String::from("1");
    for index in 1..=patterns.len() {
        condition.push_str(&format!(" AND search LIKE ?{index} ESCAPE '\\'"));
    }
    let total: u32 = read.sql.query_row(
        &format!("SELECT count(*) FROM sms_history WHERE {condition}"),
        params_from_iter(&patterns),
        |row| row.get(0),
    )?;
    let sql = format!(
        "SELECT * FROM sms_history WHERE {condition} ORDER BY sent_at DESC, id DESC LIMIT {limit} OFFSET {offset}"
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(&patterns), record)?;
    Ok((rows.map(|row| Ok(row?)).collect::<StoreResult<_>>()?, total))
}

/// Sendings about an order, newest first.
///
/// # Errors
/// Storage failure.
pub fn of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<SmsRecord>> {
    let mut statement =
        read.sql.prepare_cached("SELECT * FROM sms_history WHERE order_id = ?1 ORDER BY sent_at DESC, id DESC")?;
    let rows = statement.query_map([order.to_string()], record)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<SmsRecord> {
    Ok(SmsRecord {
        id: id(row, "id")?,
        order_id: id(row, "order_id")?,
        envelope_id: id(row, "envelope_id")?,
        code_number: row.get("code_number")?,
        order_number: row.get("order_number")?,
        sent_at: row.get("sent_at")?,
        signed_at: row.get("signed_at")?,
        service: row.get("service")?,
        phone_masked: row.get("phone_masked")?,
        outcome: row.get("outcome")?,
        explanation: row.get("explanation")?,
        parts: row.get("parts")?,
        cost: row.get("cost")?,
        request: row.get("request")?,
        answer: row.get("answer")?,
    })
}
