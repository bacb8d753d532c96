//! Orders. The order itself is the JSON of its last version; the columns beside
//! it and the search index follow from it.

mod bulk;
mod columns;
mod filter;
mod found;
mod index;
mod list;
mod slips;
mod values;

pub use bulk::{Keeps, change, delete, manager_before, undo};
pub use filter::Viewer;
pub use found::{FOUND_AT_MOST, Finding, Group, find, has_any_word, has_document, has_phone};
pub use list::{Slice, count, list};
pub use values::{TextColumn, countries, offices, texts};

pub(crate) use columns::refresh;

use crate::clients;
use crate::error::{StoreError, StoreResult};
use crate::payments;
use crate::store::{Read, Write, from_word, word};
use agency_core::ids::OrderId;
use agency_core::{ContractStatus, Order, OrderStatus};
use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use sha2::{Digest, Sha256};

/// An order as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// The order.
    pub order: Order,
    /// Version to save against.
    pub version: u32,
}

impl StoredOrder {
    /// Fingerprint of everything but the contract's status: two orders with the
    /// same digest print the same contract.
    ///
    /// # Errors
    /// Never for an order that was read from the base.
    pub fn digest(&self) -> StoreResult<String> {
        let mut order = self.order.clone();
        order.contract.status = ContractStatus::default();
        let hash = Sha256::digest(serde_json::to_vec(&order)?);
        Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// One order.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: OrderId) -> StoreResult<StoredOrder> {
    let (version, data, status): (u32, String, String) = read
        .sql
        .prepare_cached(
            "SELECT orders.version, data, contract_status FROM orders
             JOIN order_versions ON order_id = id AND order_versions.version = orders.version WHERE id = ?1",
        )?
        .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut order: Order = serde_json::from_str(&data)?;
    order.contract.status = from_word(&status)?;
    Ok(StoredOrder { order, version })
}

/// The highest number among orders written as digits, for the next one.
///
/// # Errors
/// Storage failure.
pub fn highest_number(read: &Read<'_>) -> StoreResult<u64> {
    let highest: Option<i64> = read.sql.query_row(
        "SELECT max(CAST(number AS INTEGER)) FROM orders WHERE number NOT GLOB '*[^0-9]*' AND length(number) < 16",
        [],
        |row| row.get(0),
    )?;
    Ok(highest.unwrap_or(0).unsigned_abs())
}

/// Adds an order as version 1.
///
/// # Errors
/// [`StoreError::NotUnique`] when the number is taken, or storage failure.
pub fn add(write: &Write<'_>, order: &Order, author: &str) -> StoreResult<StoredOrder> {
    let now = Value::Text(rfc3339(write.now));
    let mut all = columns::columns(write, order)?;
    all.extend([
        ("id", Value::Text(order.id.to_string())),
        ("version", Value::Integer(1)),
        ("contract_status", Value::Text(word(&order.contract.status)?)),
        ("archived_at", if order.status.is_archived() { now.clone() } else { Value::Null }),
        ("created_at", now.clone()),
        ("updated_at", now),
    ]);
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    let marks: Vec<String> = (1..=all.len()).map(|place| format!("?{place}")).collect();
    let sql = format!("INSERT INTO orders ({}) VALUES ({})", names.join(", "), marks.join(", "));
    write.sql.prepare_cached(&sql)?.execute(params_from_iter(all.into_iter().map(|(_, value)| value)))?;
    let seq = write.sql.last_insert_rowid();
    keep_version(write, order, 1, author)?;
    index::put(write, seq, order)?;
    payments::keep_plan(write, order)?;
    clients::note_people(write, order)?;
    Ok(StoredOrder { order: order.clone(), version: 1 })
}

/// Saves a changed order as the next version. The contract's status is kept:
/// [`set_contract_status`] is the only way to change it. An order whose status
/// now says that the work is done goes to the archive, and comes back from it.
///
/// # Errors
/// [`StoreError::Conflict`] when `version` is not the present one,
/// [`StoreError::NotUnique`], [`StoreError::NotFound`] or storage failure.
pub fn save(write: &Write<'_>, order: &Order, version: u32, author: &str) -> StoreResult<StoredOrder> {
    let (seq, present, status): (i64, u32, String) = write
        .sql
        .prepare_cached("SELECT seq, version, status FROM orders WHERE id = ?1")?
        .query_row([order.id.to_string()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if present != version {
        return Err(StoreError::Conflict);
    }
    let mut all = columns::columns(write, order)?;
    all.push(("version", Value::Integer(i64::from(version) + 1)));
    all.push(("updated_at", Value::Text(rfc3339(write.now))));
    let before: OrderStatus = from_word(&status)?;
    if before.is_archived() != order.status.is_archived() {
        let archived_at = if order.status.is_archived() { Value::Text(rfc3339(write.now)) } else { Value::Null };
        all.push(("archived_at", archived_at));
    }
    columns::update(write, seq, all)?;
    keep_version(write, order, version + 1, author)?;
    index::put(write, seq, order)?;
    payments::keep_plan(write, order)?;
    clients::note_people(write, order)?;
    get(write, order.id)
}

/// Sets the status of the contract. Not a new version: nothing printed changes.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn set_contract_status(write: &Write<'_>, id: OrderId, status: ContractStatus) -> StoreResult<()> {
    let columns =
        vec![("contract_status", Value::Text(word(&status)?)), ("updated_at", Value::Text(rfc3339(write.now)))];
    set(write, id, columns)
}

/// Sets columns that are not part of the order itself.
fn set(write: &Write<'_>, id: OrderId, columns: columns::Columns) -> StoreResult<()> {
    let seq = seq(write, id)?;
    columns::update(write, seq, columns)?;
    index::put(write, seq, &get(write, id)?.order)
}

/// The number of an order in the index.
fn seq(read: &Read<'_>, id: OrderId) -> StoreResult<i64> {
    let mut statement = read.sql.prepare_cached("SELECT seq FROM orders WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| row.get(0))?)
}

/// A moment as columns hold it.
fn rfc3339(at: DateTime<Utc>) -> String {
    at.format("%F %T%.f%:z").to_string()
}

fn keep_version(write: &Write<'_>, order: &Order, version: u32, author: &str) -> StoreResult<()> {
    write
        .sql
        .prepare_cached(
            "INSERT INTO order_versions (order_id, version, data, author, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![order.id.to_string(), version, serde_json::to_string(order)?, author, write.now])?;
    Ok(())
}
