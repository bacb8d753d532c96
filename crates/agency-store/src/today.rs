//! What needs a hand today: one query for each group of «Сегодня».
//!
//! Only orders at work count: not closed, refused, cancelled, archived or in
//! the trash, and no enquiries (`place` 0). An order whose documents are given
//! goes to the archive (`place` 2) by itself, but its trip is still ahead.

use crate::error::StoreResult;
use crate::store::{Read, from_word, id, word};
use agency_core::finance::Side;
use agency_core::ids::{ClientId, StaffId};
use agency_core::today::{DuePayment, FailedSms, Paper, Trip, WaitingContract};
use agency_core::{DocumentsGiven, Money};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::{Row, ToSql};

/// Orders at work, as `o` with their sums as `s`.
const AT_WORK: &str = "orders o JOIN order_sums s ON s.order_id = o.id
    AND (o.place = 0 OR o.place = 2 AND o.status = 'documents_issued')
    AND o.status NOT IN ('closed', 'refused', 'cancelled')";

/// Whose orders are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// All of the office.
    Anybody,
    /// Of one manager, by identity, or by name where an order has no identity;
    /// orders without a manager are everybody's.
    Of {
        /// Identity.
        id: StaffId,
        /// Name.
        name: String,
    },
}

impl Whose {
    /// [`AT_WORK`], narrowed.
    fn orders(&self) -> String {
        match self {
            Self::Anybody => AT_WORK.to_owned(),
            Self::Of { .. } => format!(
                "{AT_WORK} AND CASE WHEN o.manager_id IS NOT NULL THEN o.manager_id = :id
                            ELSE o.manager IN ('', :name) END"
            ),
        }
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Anybody => Vec::new(),
            Self::Of { id, name } => vec![(":id", id.to_string()), (":name", name.clone())],
        }
    }
}

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
    whose: &Whose,
    sql: &str,
    params: &[(&str, &dyn ToSql)],
    of_row: impl Fn(&Row<'_>) -> StoreResult<T>,
) -> StoreResult<Vec<T>> {
    let mut statement = read.sql.prepare_cached(sql)?;
    let own = whose.parameters();
    let mut all = params.to_vec();
    all.extend(own.iter().map(|(name, value)| (*name, value as &dyn ToSql)));
    let mut rows = statement.query(all.as_slice())?;
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
pub fn departures(read: &Read<'_>, whose: &Whose, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Trip>> {
    let sql = format!(
        "SELECT {TRIP} FROM {} WHERE o.tour_start BETWEEN :from AND :to ORDER BY o.tour_start, o.id",
        whose.orders()
    );
    collect(read, whose, &sql, &[(":from", &from), (":to", &to)], trip)
}

/// Tours that end on one of these days.
///
/// # Errors
/// Storage failure.
pub fn returns(read: &Read<'_>, whose: &Whose, from: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Trip>> {
    let sql = format!(
        "SELECT {TRIP} FROM {} WHERE o.tour_end BETWEEN :from AND :to ORDER BY o.tour_end, o.id",
        whose.orders()
    );
    collect(read, whose, &sql, &[(":from", &from), (":to", &to)], trip)
}

/// Tours that begin on one of these days and whose documents were not all given.
///
/// # Errors
/// Storage failure.
pub fn without_documents(
    read: &Read<'_>,
    whose: &Whose,
    from: NaiveDate,
    to: NaiveDate,
) -> StoreResult<Vec<(Trip, DocumentsGiven)>> {
    let sql = format!(
        "SELECT {TRIP}, o.documents_given AS given FROM {}
         WHERE o.tour_start BETWEEN :from AND :to AND o.documents_given <> 'given' ORDER BY o.tour_start, o.id",
        whose.orders()
    );
    collect(read, whose, &sql, &[(":from", &from), (":to", &to)], |row| {
        Ok((trip(row)?, from_word(&row.get::<_, String>("given")?)?))
    })
}

/// What is to be paid up to a day, and what is late.
///
/// # Errors
/// Storage failure.
pub fn due_payments(read: &Read<'_>, whose: &Whose, side: Side, to: NaiveDate) -> StoreResult<Vec<DuePayment>> {
    let sql = format!(
        "SELECT {TRIP}, d.title, d.open_kopecks, d.due_by, s.operator FROM order_dues d JOIN {} AND o.id = d.order_id
         WHERE d.side = '{}' AND d.open_kopecks > 0 AND d.due_by <= :to ORDER BY d.due_by, o.id, d.position",
        whose.orders(),
        word(&side)?
    );
    collect(read, whose, &sql, &[(":to", &to)], |row| {
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
pub fn papers(read: &Read<'_>, whose: &Whose, today: NaiveDate, to: NaiveDate) -> StoreResult<Vec<Paper>> {
    let sql = format!(
        "SELECT {TRIP}, p.tourist_id, p.kind, p.holder, p.expires_on
         FROM {} JOIN order_papers p ON p.order_id = o.id
         WHERE o.tour_end >= :today AND o.tour_start <= :to AND p.expires_on < date(o.tour_end, '+6 months', '+3 days')
         ORDER BY o.tour_start, o.id, p.holder",
        whose.orders()
    );
    collect(read, whose, &sql, &[(":today", &today), (":to", &to)], |row| {
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
pub fn waiting_contracts(read: &Read<'_>, whose: &Whose) -> StoreResult<Vec<WaitingContract>> {
    let sql = format!(
        "SELECT {TRIP}, o.contract_status,
           (SELECT max(e.created_at) FROM envelopes e WHERE e.order_id = o.id) AS sent_at
         FROM {} WHERE o.contract_status IN ('sent', 'viewed', 'code_sent', 'expired', 'send_failed', 'declined')
         ORDER BY sent_at, o.id",
        whose.orders()
    );
    collect(read, whose, &sql, &[], |row| {
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
pub fn failed_sms(read: &Read<'_>, whose: &Whose, since: DateTime<Utc>) -> StoreResult<Vec<FailedSms>> {
    let sql = format!(
        "SELECT {TRIP}, h.sent_at, h.explanation FROM sms_history h JOIN {} AND o.id = h.order_id
         WHERE h.sent_at >= :since AND h.outcome <> 'accepted' AND h.signed_at IS NULL
           AND o.contract_status NOT IN ('signed', 'signed_on_paper')
           AND NOT EXISTS (SELECT 1 FROM sms_history later
                           WHERE later.envelope_id = h.envelope_id AND later.code_number > h.code_number)
         ORDER BY h.sent_at DESC, h.id",
        whose.orders()
    );
    collect(read, whose, &sql, &[(":since", &since)], |row| {
        Ok(FailedSms { trip: trip(row)?, sent_at: row.get("sent_at")?, explanation: row.get("explanation")? })
    })
}

/// Clients whose birthday is on a day: identity, name and date of birth. Who was
/// born on 29 February is congratulated on 1 March of other years.
///
/// # Errors
/// Storage failure.
pub fn birthdays(read: &Read<'_>, today: NaiveDate) -> StoreResult<Vec<(ClientId, String, NaiveDate)>> {
    let day = today.format("%m-%d").to_string();
    let leap_day =
        if day == "03-01" && NaiveDate::from_ymd_opt(today.year(), 2, 29).is_none() { "02-29" } else { day.as_str() };
    collect(
        read,
        &Whose::Anybody,
        "SELECT id, name, birth_date FROM clients WHERE place = 0 AND birthday IN (:day, :leap_day)
         ORDER BY name_key, seq",
        &[(":day", &day), (":leap_day", &leap_day)],
        |row| Ok((id(row, "id")?, row.get("name")?, row.get("birth_date")?)),
    )
}
