//! Unsaved edits of orders, kept until they are saved or thrown away.

use crate::error::{StoreError, StoreResult};
use crate::store::{Read, Write};
use crate::versions;
use agency_core::Order;
use agency_core::ids::{OrderId, StaffId};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, params};

/// Edits of one person with the state they began from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The order as typed.
    pub order: Order,
    /// The saved state the edits were made on.
    pub base: Order,
    /// Version of `base`.
    pub version: u32,
    /// Last edit.
    pub updated_at: DateTime<Utc>,
}

fn person(staff: Option<StaffId>) -> String {
    staff.map(|id| id.to_string()).unwrap_or_default()
}

/// Keeps the edits of the writing person in place of earlier ones.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such order or version, or storage failure.
pub fn save(write: &Write<'_>, order: &Order, version: u32) -> StoreResult<()> {
    let exists = write
        .sql
        .query_row(
            "SELECT 1 FROM order_versions WHERE order_id = ?1 AND version = ?2",
            params![order.id.to_string(), version],
            |_| Ok(()),
        )
        .optional()?;
    exists.ok_or(StoreError::NotFound)?;
    write.sql.execute(
        "INSERT INTO drafts (order_id, staff_id, data, base_version, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (order_id, staff_id) DO UPDATE
         SET data = excluded.data, base_version = excluded.base_version, updated_at = excluded.updated_at",
        params![order.id.to_string(), person(write.author.id), serde_json::to_string(order)?, version, write.now],
    )?;
    Ok(())
}

/// Throws the writing person's edits away; none is no failure.
///
/// # Errors
/// Storage failure.
pub fn discard(write: &Write<'_>, order: OrderId) -> StoreResult<()> {
    write.sql.execute(
        "DELETE FROM drafts WHERE order_id = ?1 AND staff_id = ?2",
        params![order.to_string(), person(write.author.id)],
    )?;
    Ok(())
}

/// A person's edits of an order.
///
/// # Errors
/// Storage failure.
pub fn of(read: &Read<'_>, order: OrderId, staff: Option<StaffId>) -> StoreResult<Option<Draft>> {
    let row: Option<(String, u32, DateTime<Utc>)> = read
        .sql
        .query_row(
            "SELECT data, base_version, updated_at FROM drafts WHERE order_id = ?1 AND staff_id = ?2",
            params![order.to_string(), person(staff)],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some((data, version, updated_at)) = row else { return Ok(None) };
    let base = versions::get(read, order, version)?.order;
    Ok(Some(Draft { order: serde_json::from_str(&data)?, base, version, updated_at }))
}
