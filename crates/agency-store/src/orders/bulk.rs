//! One change of many orders, and deleting for ever.

use super::{Read, StoreResult, Write, rfc3339, set};
use crate::store::{Author, from_word};
use agency_core::grid::{OrderBefore, OrderChange};
use agency_core::ids::OrderId;
use agency_core::{ContractStatus, Order};
use chrono::{DateTime, Utc};
use rusqlite::OptionalExtension;
use rusqlite::types::Value;

/// Applies a change to an order. Tells what the order was before; nothing when
/// the change has nothing to do with it.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn change(write: &Write<'_>, id: OrderId, change: &OrderChange, author: &str) -> StoreResult<Option<OrderBefore>> {
    let mut before = before(write, id)?;
    let now = Some(write.now);
    match change {
        OrderChange::SetStatus { status } if before.status != *status => {
            before.version = edit(write, id, author, |order| order.status = *status)?;
        }
        OrderChange::SetManager { manager, manager_id }
            if before.manager != *manager || before.manager_id != *manager_id =>
        {
            before.version = edit(write, id, author, |order| {
                order.manager.clone_from(manager);
                order.manager_id = *manager_id;
            })?;
        }
        OrderChange::Archive if before.archived_at.is_none() => put_away(write, id, now, before.trashed_at)?,
        OrderChange::Unarchive if before.archived_at.is_some() => put_away(write, id, None, before.trashed_at)?,
        OrderChange::Trash if before.trashed_at.is_none() => put_away(write, id, before.archived_at, now)?,
        OrderChange::Untrash if before.trashed_at.is_some() => put_away(write, id, before.archived_at, None)?,
        _ => return Ok(None),
    }
    Ok(Some(before))
}

/// Makes an order what it was before a change. Tells whether it did: an order
/// that was saved since, or deleted, stays as it is.
///
/// # Errors
/// Storage failure.
pub fn undo(write: &Write<'_>, before: &OrderBefore, author: &str) -> StoreResult<bool> {
    let present = match self::before(write, before.id) {
        Err(crate::StoreError::NotFound) => return Ok(false),
        present => present?,
    };
    if present.version != before.version {
        return Ok(false);
    }
    if (present.status, &present.manager, present.manager_id) != (before.status, &before.manager, before.manager_id) {
        edit(write, before.id, author, |order| {
            order.status = before.status;
            order.manager.clone_from(&before.manager);
            order.manager_id = before.manager_id;
        })?;
    }
    put_away(write, before.id, before.archived_at, before.trashed_at)?;
    Ok(true)
}

/// The manager of an order's version before the present one.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn manager_before(read: &Read<'_>, id: OrderId) -> StoreResult<Author> {
    let data: String = read.sql.query_row(
        "SELECT data FROM order_versions AS v JOIN orders AS o ON o.id = v.order_id
         WHERE o.id = ?1 AND v.version <= max(1, o.version - 1) ORDER BY v.version DESC LIMIT 1",
        [id.to_string()],
        |row| row.get(0),
    )?;
    let order: Order = serde_json::from_str(&data)?;
    Ok(Author { id: order.manager_id, name: order.manager })
}

fn before(read: &Read<'_>, id: OrderId) -> StoreResult<OrderBefore> {
    let mut statement =
        read.sql.prepare_cached("SELECT version, status, archived_at, trashed_at FROM orders WHERE id = ?1")?;
    let (version, status, archived_at, trashed_at): (u32, String, Option<DateTime<Utc>>, Option<DateTime<Utc>>) =
        statement.query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let order = super::get(read, id)?.order;
    Ok(OrderBefore {
        id,
        version,
        status: from_word(&status)?,
        manager: order.manager,
        manager_id: order.manager_id,
        archived_at,
        trashed_at,
    })
}

/// Changes the order itself and returns its new version.
fn edit(write: &Write<'_>, id: OrderId, author: &str, work: impl FnOnce(&mut Order)) -> StoreResult<u32> {
    let mut stored = super::get(write, id)?;
    work(&mut stored.order);
    Ok(super::save(write, &stored.order, stored.version, author)?.version)
}

fn put_away(
    write: &Write<'_>,
    id: OrderId,
    archived_at: Option<DateTime<Utc>>,
    trashed_at: Option<DateTime<Utc>>,
) -> StoreResult<()> {
    let moment = |at: Option<DateTime<Utc>>| at.map_or(Value::Null, |at| Value::Text(rfc3339(at)));
    let columns = vec![
        ("archived_at", moment(archived_at)),
        ("trashed_at", moment(trashed_at)),
        ("updated_at", moment(Some(write.now))),
    ];
    set(write, id, columns)
}

/// Why an order is not deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// It is not in the trash.
    NotInTrash,
    /// Its contract is signed.
    Signed,
    /// Its contract was sent for signing: the evidence stays.
    Sent,
    /// It has payments.
    Paid,
}

/// Deletes an order with everything that hangs on it, for ever. Tells why it
/// stays, if it does.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn delete(write: &Write<'_>, id: OrderId) -> StoreResult<Option<Keeps>> {
    let key = id.to_string();
    let (seq, in_trash, status): (i64, bool, String) = write.sql.query_row(
        "SELECT seq, trashed_at IS NOT NULL, contract_status FROM orders WHERE id = ?1",
        [&key],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    if !in_trash {
        return Ok(Some(Keeps::NotInTrash));
    }
    if from_word::<ContractStatus>(&status)?.is_signed()
        || has(write, "files WHERE sealed = 1 AND order_id = ?1", &key)?
    {
        return Ok(Some(Keeps::Signed));
    }
    if has(write, "envelopes WHERE order_id = ?1", &key)? {
        return Ok(Some(Keeps::Sent));
    }
    if has(write, "payments WHERE order_id = ?1", &key)? {
        return Ok(Some(Keeps::Paid));
    }
    super::index::remove(write, seq)?;
    for sql in [
        "DELETE FROM files WHERE order_id = ?1",
        "DELETE FROM order_versions WHERE order_id = ?1",
        "DELETE FROM orders WHERE id = ?1",
    ] {
        write.sql.execute(sql, [&key])?;
    }
    Ok(None)
}

fn has(read: &Read<'_>, what: &str, order: &str) -> StoreResult<bool> {
    let found: Option<i64> =
        read.sql.query_row(&format!("SELECT 1 FROM {what} LIMIT 1"), [order], |row| row.get(0)).optional()?;
    Ok(found.is_some())
}
