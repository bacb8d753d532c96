//! What needs a hand today: one query for each group of «Сегодня».
//!
//! Only orders at work count: not closed, refused, cancelled, archived or in
//! the trash, and no enquiries.

use crate::error::StoreResult;
use crate::store::{Read, from_word, id, word};
use agency_core::finance::Side;
use agency_core::today::{DuePayment, FailedSms, Paper, Trip, WaitingContract};
use agency_core::{DocumentsGiven, Money};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Params, Row};

/// Orders at work, as `o` with their sums as `s`.
const AT_WORK: &str = "orders o JOIN order_sums s ON s.order_id = o.id AND s.is_void = 0
    AND o.trashed_at IS NULL AND o.status NOT IN ('closed', 'refused', 'cancelled')";

const TRIP: &str = "o.id AS order_id, o.number, o.customer, o.destination, o.tour_start, o.tour_end";

fn trip(row: &Row<'_>) -> StoreResult<Trip> {
    Ok(Trip {
        id: id(row, "order_id")?,
        number: row.get("number")?,
        customer: row.get("customer")?,
        destination: row.get("destination")?,
        start: row.get("tour_start")?,
        end: row.get("tour_end")?,
    })
}

fn collect<T>(
    read: &Read<'_>,
    sql: &str,
    params: impl Params,
    of_row: impl Fn(&Row<'_>) -> StoreResult<T>,
) -> StoreResult<Vec<T>> {
    let mut statement = read.sql.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(of_row(row)?);
    }
    Ok(found)
}

/// Tours that begin on one of these days.
///
/// # Errors
/// Storage failure.
pub fn departures(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Trip>> {
    let sql = format!("SELECT {TRIP} FROM {AT_WORK} WHERE o.tour_start BETWEEN ?1 AND ?2 ORDER BY o.tour_start, o.id");
    collect(read, &sql, [from, to], trip)
}

/// Tours that end on one of these days.
///
/// # Errors
/// Storage failure.
pub fn returns(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Trip>> {
    let sql = format!("SELECT {TRIP} FROM {AT_WORK} WHERE o.tour_end BETWEEN ?1 AND ?2 ORDER BY o.tour_end, o.id");
    collect(read, &sql, [from, to], trip)
}

/// Tours that begin on one of these days and whose documents were not all given.
///
/// # Errors
/// Storage failure.
pub fn without_documents(read: &Read<'_>, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<(Trip, DocumentsGiven)>> {
    let sql = format!(
        "SELECT {TRIP}, o.data ->> 'documents_given' AS documents_given FROM {AT_WORK}
         WHERE o.tour_start BETWEEN ?1 AND ?2 AND documents_given IS NOT 'given' ORDER BY o.tour_start, o.id"
    );
    collect(read, &sql, [from, to], |row| Ok((trip(row)?, from_word(&row.get::<_, String>("documents_given")?)?)))
}

/// What is to be paid up to a day, and what is late.
///
/// # Errors
/// Storage failure.
pub fn due_payments(read: &Read<'_>, side: Side, to: NaiveDate) -> StoreResult<Vec<DuePayment>> {
    let sql = format!(
        "SELECT {TRIP}, d.title, d.open_kopecks, d.due_by, s.operator FROM order_dues d JOIN {AT_WORK} AND o.id = d.order_id
         WHERE d.side = '{}' AND d.open_kopecks > 0 AND d.due_by <= ?1 ORDER BY d.due_by, o.id, d.position",
        word(&side)?
    );
    collect(read, &sql, [to], |row| {
        Ok(DuePayment {
            trip: trip(row)?,
            title: row.get("title")?,
            open: Money(row.get("open_kopecks")?),
            by: row.get("due_by")?,
            operator: row.get("operator")?,
        })
    })
}

/// Papers that run out before, during or within six months after a trip that
/// begins up to a day and is not over; the rule itself is in `agency_core::expiry`.
///
/// # Errors
/// Storage failure.
pub fn papers(read: &Read<'_>, today: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Paper>> {
    let sql = format!(
        "SELECT {TRIP}, p.tourist_id, p.kind, p.holder, p.expires_on
         FROM {AT_WORK} JOIN order_papers p ON p.order_id = o.id
         WHERE o.tour_end >= ?1 AND o.tour_start <= ?2 AND p.expires_on < date(o.tour_end, '+6 months', '+3 days')
         ORDER BY o.tour_start, o.id, p.holder"
    );
    collect(read, &sql, [today, to], |row| {
        Ok(Paper {
            trip: trip(row)?,
            tourist: id(row, "tourist_id")?,
            holder: row.get("holder")?,
            is_visa: row.get::<_, String>("kind")? == "visa",
            expires_on: row.get("expires_on")?,
        })
    })
}

/// Contracts that were sent and are not signed.
///
/// # Errors
/// Storage failure.
pub fn waiting_contracts(read: &Read<'_>) -> StoreResult<Vec<WaitingContract>> {
    let sql = format!(
        "SELECT {TRIP}, o.contract_status,
           (SELECT max(e.created_at) FROM envelopes e WHERE e.order_id = o.id) AS sent_at
         FROM {AT_WORK} WHERE o.contract_status IN ('sent', 'viewed', 'code_sent', 'expired', 'send_failed', 'declined')
         ORDER BY sent_at, o.id"
    );
    collect(read, &sql, [], |row| {
        Ok(WaitingContract {
            trip: trip(row)?,
            status: from_word(&row.get::<_, String>("contract_status")?)?,
            sent_at: row.get("sent_at")?,
        })
    })
}

/// Codes that failed since a moment and were not followed by another one, for
/// contracts that are not signed.
///
/// # Errors
/// Storage failure.
pub fn failed_sms(read: &Read<'_>, since: DateTime<Utc>) -> StoreResult<Vec<FailedSms>> {
    let sql = format!(
        "SELECT {TRIP}, h.sent_at, h.explanation FROM sms_history h JOIN {AT_WORK} AND o.id = h.order_id
         WHERE h.sent_at >= ?1 AND h.outcome <> 'accepted' AND h.signed_at IS NULL
           AND o.contract_status NOT IN ('signed', 'signed_on_paper')
           AND NOT EXISTS (SELECT 1 FROM sms_history later
                           WHERE later.envelope_id = h.envelope_id AND later.code_number > h.code_number)
         ORDER BY h.sent_at DESC, h.id"
    );
    collect(read, &sql, [since], |row| {
        Ok(FailedSms { trip: trip(row)?, sent_at: row.get("sent_at")?, explanation: row.get("explanation")? })
    })
}
