//! Every saved state of an order.

use crate::error::StoreResult;
use crate::store::{Read, from_word};
use agency_core::Order;
use agency_core::ids::OrderId;
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

/// A saved state. Its contract has the present status: that is no part of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Number, from 1.
    pub version: u32,
    /// The order as it was.
    pub order: Order,
    /// Who saved it, by name.
    pub author: String,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// Up to `limit` states below version `before`, the newest first.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, order: OrderId, before: Option<u32>, limit: u32) -> StoreResult<Vec<Version>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT v.version, v.data, v.author, v.saved_at, o.contract_status
         FROM order_versions v JOIN orders o ON o.id = v.order_id
         WHERE v.order_id = ?1 AND v.version < ?2 ORDER BY v.version DESC LIMIT ?3",
    )?;
    let mut rows = statement.query(params![order.to_string(), before.map_or(i64::MAX, i64::from), limit])?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next()? {
        versions.push(version(row)?);
    }
    Ok(versions)
}

/// One state.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, order: OrderId, number: u32) -> StoreResult<Version> {
    read.sql
        .prepare_cached(
            "SELECT v.version, v.data, v.author, v.saved_at, o.contract_status
             FROM order_versions v JOIN orders o ON o.id = v.order_id
             WHERE v.order_id = ?1 AND v.version = ?2",
        )?
        .query_row(params![order.to_string(), number], |row| Ok(version(row)))?
}

fn version(row: &Row<'_>) -> StoreResult<Version> {
    let mut order: Order = serde_json::from_str(&row.get::<_, String>(1)?)?;
    order.contract.status = from_word(&row.get::<_, String>(4)?)?;
    Ok(Version { version: row.get(0)?, order, author: row.get(2)?, saved_at: row.get(3)? })
}
