//! Directory of tour operators.

use crate::error::{StoreError, StoreResult};
use crate::search;
use crate::store::{Read, Write, id};
use agency_core::TourOperator;
use agency_core::ids::{OperatorId, OrderId};
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

/// A card of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorCard {
    /// The operator.
    pub operator: TourOperator,
    /// Set when it is no longer offered.
    pub archived_at: Option<DateTime<Utc>>,
    /// How many orders name it.
    pub orders: u32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

const CARD: &str = "SELECT data, archived_at, updated_at,
    (SELECT count(*) FROM order_sums s WHERE s.operator_id = operators.id) AS orders FROM operators";

fn card(row: &Row<'_>) -> StoreResult<OperatorCard> {
    Ok(OperatorCard {
        operator: serde_json::from_str(&row.get::<_, String>("data")?)?,
        archived_at: row.get("archived_at")?,
        orders: row.get("orders")?,
        updated_at: row.get("updated_at")?,
    })
}

/// Operators that are offered, by name.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>) -> StoreResult<Vec<TourOperator>> {
    let mut statement =
        read.sql.prepare_cached("SELECT data FROM operators WHERE archived_at IS NULL ORDER BY name, id")?;
    let texts = statement.query_map([], |row| row.get::<_, String>(0))?;
    texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
}

/// Every card by name, also of the archive.
///
/// # Errors
/// Storage failure.
pub fn cards(read: &Read<'_>) -> StoreResult<Vec<OperatorCard>> {
    let mut statement = read.sql.prepare_cached(&format!("{CARD} ORDER BY name, id"))?;
    let mut rows = statement.query([])?;
    let mut cards = Vec::new();
    while let Some(row) = rows.next()? {
        cards.push(card(row)?);
    }
    Ok(cards)
}

/// One card.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, operator: OperatorId) -> StoreResult<OperatorCard> {
    let mut statement = read.sql.prepare_cached(&format!("{CARD} WHERE id = ?1"))?;
    let mut rows = statement.query([operator.to_string()])?;
    rows.next()?.map_or(Err(StoreError::NotFound), card)
}

/// Adds an operator or replaces the one with its id.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, operator: &TourOperator) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO operators (id, name, data, updated_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data, updated_at = excluded.updated_at",
        params![
            operator.id.to_string(),
            search::normalise(operator.name()),
            serde_json::to_string(operator)?,
            write.now
        ],
    )?;
    Ok(())
}

/// Puts an operator into the archive, or takes it out.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn set_archived(write: &Write<'_>, operator: OperatorId, is_archived: bool) -> StoreResult<()> {
    let changed = write.sql.execute(
        "UPDATE operators SET archived_at = ?2 WHERE id = ?1",
        params![operator.to_string(), is_archived.then_some(write.now)],
    )?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Deletes an operator that no order names.
///
/// # Errors
/// [`StoreError::Conflict`] when an order names it, [`StoreError::NotFound`] or storage failure.
pub fn remove(write: &Write<'_>, operator: OperatorId) -> StoreResult<()> {
    if get(write, operator)?.orders > 0 {
        return Err(StoreError::Conflict);
    }
    write.sql.execute("DELETE FROM operators WHERE id = ?1", [operator.to_string()])?;
    Ok(())
}

/// Orders that name an operator, the latest tour first: identity, number and customer.
///
/// # Errors
/// Storage failure.
pub fn orders_of(read: &Read<'_>, operator: OperatorId, limit: u32) -> StoreResult<Vec<(OrderId, String, String)>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT o.id AS order_id, o.number, o.customer FROM order_sums s JOIN orders o ON o.id = s.order_id
         WHERE s.operator_id = ?1 ORDER BY o.tour_start DESC NULLS LAST, o.id LIMIT ?2",
    )?;
    let rows = statement.query_map(params![operator.to_string(), limit], |row| {
        Ok((id(row, "order_id")?, row.get("number")?, row.get("customer")?))
    })?;
    rows.map(|row| Ok(row?)).collect()
}
