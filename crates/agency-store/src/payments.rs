//! Payments of orders with their receipts, and the plan they cover.

use crate::error::{StoreError, StoreResult};
use crate::store::{Read, Write, from_word, id, word};
use agency_core::finance::{Balance, Cancellation, Direction, Due, Payment, Side};
use agency_core::ids::{FileId, OrderId, PaymentId};
use agency_core::{DocumentKind, Money, Order, finance};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension, Row, params};

const COLUMNS: &str = "p.id, p.order_id, p.direction, p.sum_kopecks, p.date, p.method, p.document, p.note, p.author,
    p.created_at, p.cancelled_at, p.cancelled_by, p.cancel_reason, r.number AS receipt";

fn payment(row: &Row<'_>) -> StoreResult<Payment> {
    let cancelled_at: Option<DateTime<Utc>> = row.get("cancelled_at")?;
    let cancelled = match cancelled_at {
        Some(at) => Some(Cancellation { at, by: row.get("cancelled_by")?, reason: row.get("cancel_reason")? }),
        None => None,
    };
    Ok(Payment {
        id: id(row, "id")?,
        order_id: id(row, "order_id")?,
        direction: from_word(&row.get::<_, String>("direction")?)?,
        sum: Money(row.get("sum_kopecks")?),
        date: row.get("date")?,
        method: from_word(&row.get::<_, String>("method")?)?,
        document: row.get("document")?,
        note: row.get("note")?,
        author: row.get("author")?,
        created_at: row.get("created_at")?,
        receipt: row.get("receipt")?,
        cancelled,
    })
}

/// Payments of an order, newest first, with those that were taken back.
///
/// # Errors
/// Storage failure.
pub fn of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<Payment>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id
         WHERE p.order_id = ?1 ORDER BY p.date DESC, p.created_at DESC, p.id DESC"
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let mut rows = statement.query([order.to_string()])?;
    let mut payments = Vec::new();
    while let Some(row) = rows.next()? {
        payments.push(payment(row)?);
    }
    Ok(payments)
}

/// One payment.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: PaymentId) -> StoreResult<Payment> {
    let sql = format!("SELECT {COLUMNS} FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id WHERE p.id = ?1");
    let mut statement = read.sql.prepare_cached(&sql)?;
    let mut rows = statement.query([id.to_string()])?;
    rows.next()?.map_or(Err(StoreError::NotFound), payment)
}

/// Adds a payment and covers the plan with it. `created_at`, `receipt` and
/// `cancelled` of what is given do not count.
///
/// # Errors
/// Storage failure; also when the order is not there or the sum is not above zero.
pub fn add(write: &Write<'_>, payment: &Payment) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO payments (id, order_id, direction, sum_kopecks, date, method, document, note, author, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            payment.id.to_string(),
            payment.order_id.to_string(),
            word(&payment.direction)?,
            payment.sum.0,
            payment.date,
            word(&payment.method)?,
            payment.document.trim(),
            payment.note.trim(),
            payment.author,
            write.now
        ],
    )?;
    keep_plan(write, &crate::orders::get(write, payment.order_id)?.order)
}

/// Takes a payment back.
///
/// # Errors
/// [`StoreError::Conflict`] when it was taken back before,
/// [`StoreError::NotFound`] or storage failure.
pub fn cancel(write: &Write<'_>, id: PaymentId, by: &str, reason: &str) -> StoreResult<()> {
    let payment = get(write, id)?;
    if payment.cancelled.is_some() {
        return Err(StoreError::Conflict);
    }
    write.sql.execute(
        "UPDATE payments SET cancelled_at = ?2, cancelled_by = ?3, cancel_reason = ?4 WHERE id = ?1",
        params![id.to_string(), write.now, by, reason.trim()],
    )?;
    keep_plan(write, &crate::orders::get(write, payment.order_id)?.order)
}

/// Number of the next receipt.
///
/// # Errors
/// Storage failure.
pub fn next_receipt(read: &Read<'_>) -> StoreResult<u32> {
    Ok(read.sql.query_row("SELECT coalesce(max(number), 0) + 1 FROM receipts", [], |row| row.get(0))?)
}

/// The file of a payment's receipt, if one was made.
///
/// # Errors
/// Storage failure.
pub fn receipt_file(read: &Read<'_>, payment: PaymentId) -> StoreResult<Option<FileId>> {
    let found = read
        .sql
        .query_row("SELECT file_id FROM receipts WHERE payment_id = ?1", [payment.to_string()], |row| {
            id(row, "file_id")
        })
        .optional()?;
    Ok(found)
}

/// Notes that a receipt was made; its file must be there.
///
/// # Errors
/// Storage failure; also when the payment has one or the number is taken.
pub fn put_receipt(write: &Write<'_>, number: u32, payment: PaymentId, file: FileId) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO receipts (number, payment_id, file_id, issued_at) VALUES (?1, ?2, ?3, ?4)",
        params![number, payment.to_string(), file.to_string(), write.now],
    )?;
    Ok(())
}

/// The plan of an order as it is covered now.
///
/// # Errors
/// Storage failure.
pub fn plan_of_order(read: &Read<'_>, order: OrderId) -> StoreResult<Vec<Due>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT side, title, sum_kopecks, due_by, open_kopecks FROM order_dues WHERE order_id = ?1
         ORDER BY side DESC, position",
    )?;
    let mut rows = statement.query([order.to_string()])?;
    let mut dues = Vec::new();
    while let Some(row) = rows.next()? {
        dues.push(Due {
            side: from_word(&row.get::<_, String>("side")?)?,
            title: row.get("title")?,
            sum: Money(row.get("sum_kopecks")?),
            by: row.get("due_by")?,
            open: Money(row.get("open_kopecks")?),
        });
    }
    Ok(dues)
}

/// Keeps what follows from an order for the office's sums and watches: its
/// plan, its sums, the last days of its papers. Part of every save of an order.
///
/// # Errors
/// Storage failure.
pub fn keep_plan(write: &Write<'_>, order: &Order) -> StoreResult<()> {
    let order_id = order.id.to_string();
    let [tourist, operator] = paid(write, &order_id)?;
    let mut dues = finance::plan(order);
    finance::cover(&mut dues, Side::Tourist, tourist);
    finance::cover(&mut dues, Side::Operator, operator);

    write.sql.prepare_cached("DELETE FROM order_dues WHERE order_id = ?1")?.execute([&order_id])?;
    let mut insert = write.sql.prepare_cached(
        "INSERT INTO order_dues (order_id, side, position, title, sum_kopecks, open_kopecks, due_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, due) in dues.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        insert.execute(params![order_id, word(&due.side)?, position, due.title, due.sum.0, due.open.0, due.by])?;
    }
    let planned = Side::ALL.map(|side| finance::balance(&dues, &[], side).planned);
    keep_sums(
        write,
        order,
        [Balance { planned: planned[0], paid: tourist }, Balance { planned: planned[1], paid: operator }],
    )?;
    keep_papers(write, order)
}

/// What is paid of either side's plan, refunds taken off.
fn paid(read: &Read<'_>, order_id: &str) -> StoreResult<[Money; 2]> {
    let mut statement = read.sql.prepare_cached(
        "SELECT direction, sum(sum_kopecks) AS sum FROM payments WHERE order_id = ?1 AND cancelled_at IS NULL
         GROUP BY direction",
    )?;
    let mut rows = statement.query([order_id])?;
    let mut paid = [Money(0); 2];
    while let Some(row) = rows.next()? {
        let direction: Direction = from_word(&row.get::<_, String>("direction")?)?;
        let counted = direction.counted(Money(row.get("sum")?));
        paid[if direction.side() == Side::Tourist { 0 } else { 1 }].0 += counted.0;
    }
    Ok(paid)
}

fn keep_sums(write: &Write<'_>, order: &Order, [tourist, operator]: [Balance; 2]) -> StoreResult<()> {
    write
        .sql
        .prepare_cached(
            "INSERT OR REPLACE INTO order_sums (order_id, is_void, office_id, operator_id, operator, tourist_planned,
               tourist_paid, operator_planned, operator_paid, commission)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            order.id.to_string(),
            finance::is_void(order),
            order.office_id.map(|office| office.to_string()),
            order.operator.as_ref().map(|operator| operator.id.to_string()),
            order.operator.as_ref().map_or("", |operator| operator.name()),
            tourist.planned.0,
            tourist.paid.0,
            operator.planned.0,
            operator.paid.0,
            finance::planned_commission(order).map(|sum| sum.0),
        ])?;
    Ok(())
}

fn keep_papers(write: &Write<'_>, order: &Order) -> StoreResult<()> {
    let order_id = order.id.to_string();
    write.sql.prepare_cached("DELETE FROM order_papers WHERE order_id = ?1")?.execute([&order_id])?;
    let mut insert = write.sql.prepare_cached(
        "INSERT OR REPLACE INTO order_papers (order_id, tourist_id, kind, holder, expires_on) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for tourist in &order.tourists {
        let is_passport = matches!(tourist.document.kind, DocumentKind::TravelPassport | DocumentKind::ForeignPassport);
        let passport = tourist.document.expires_on.filter(|_| is_passport);
        let papers: [(&str, Option<NaiveDate>); 2] = [("passport", passport), ("visa", tourist.visa_expires_on)];
        for (kind, expires_on) in papers {
            if let Some(expires_on) = expires_on {
                insert.execute(params![order_id, tourist.id.to_string(), kind, tourist.full_name(), expires_on])?;
            }
        }
    }
    Ok(())
}
