//! What the grid knows of an order, derived from the order itself.

use super::index;
use crate::clients;
use crate::error::{StoreError, StoreResult};
use crate::payments;
use crate::search::{key, number_key};
use crate::store::{Read, Store, Write, word};
use agency_core::{Order, countries};
use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Raised with every change of what is derived here, in [`index`] or in
/// [`payments::keep_plan`], or of the people in the order: orders of an older version are derived again when
/// the base is opened.
const VERSION: i64 = 1;
/// Orders derived in one transaction.
const BATCH: u32 = 500;

/// Names of columns with their values.
pub(super) type Columns = Vec<(&'static str, Value)>;

/// Columns of `orders` that follow from the order.
pub(super) fn columns(read: &Read<'_>, order: &Order) -> StoreResult<Columns> {
    let text = |text: &str| Value::Text(text.trim().to_owned());
    let maybe = |text: Option<String>| text.map_or(Value::Null, Value::Text);
    let date = |date: Option<chrono::NaiveDate>| maybe(date.map(|date| date.to_string()));
    let customer = order.customer.full_name();
    let destination = destination(order);
    let operator = order.operator.as_ref().map_or("", |operator| operator.short_name.as_str());
    let office: Option<String> = match order.office_id {
        Some(id) => read
            .sql
            .prepare_cached("SELECT name FROM offices WHERE id = ?1")?
            .query_row([id.to_string()], |row| row.get(0))
            .optional()?,
        None => None,
    };
    let services: BTreeSet<String> =
        order.services.iter().map(|service| word(&service.kind())).collect::<Result<_, _>>()?;
    Ok(vec![
        ("number", text(&order.number)),
        ("status", Value::Text(word(&order.status)?)),
        ("is_quote", Value::Integer(order.is_quote.into())),
        ("tour_start", date(order.tour.start)),
        ("tour_end", date(order.tour.end)),
        ("payment_method", maybe(order.price.method.map(|method| word(&method)).transpose()?)),
        ("documents_given", Value::Text(word(&order.documents_given)?)),
        ("countries", Value::Text(spaced(order.tour.countries.iter().map(|code| code.trim())))),
        ("services", Value::Text(spaced(services.iter().map(String::as_str)))),
        ("manager_id", maybe(order.manager_id.map(|id| id.to_string()))),
        ("office_id", maybe(order.office_id.map(|id| id.to_string()))),
        ("manager_key", maybe(key(&order.manager))),
        ("operator_key", maybe(key(operator))),
        ("departure_city_key", maybe(key(&order.tour.departure_city))),
        ("lead_source_key", maybe(key(&order.lead_source))),
        ("lead_kind_key", maybe(key(&order.lead_kind))),
        ("number_key", maybe(number_key(&order.number))),
        ("contract_number_key", maybe(number_key(&order.contract.number))),
        ("customer_key", maybe(key(&customer))),
        ("destination_key", maybe(key(&destination))),
        ("tourist_count", Value::Integer(i64::try_from(order.tourists.len()).unwrap_or(i64::MAX))),
        ("total_kopecks", order.price.total.map_or(Value::Null, |total| Value::Integer(total.0))),
        ("contract_number", text(&order.contract.number)),
        ("customer", Value::Text(customer)),
        ("destination", Value::Text(destination)),
        ("departure_city", text(&order.tour.departure_city)),
        ("operator", text(operator)),
        ("manager", text(&order.manager)),
        ("office", maybe(office)),
        ("lead_source", text(&order.lead_source)),
        ("lead_kind", text(&order.lead_kind)),
        ("columns_version", Value::Integer(VERSION)),
    ])
}

/// Countries by name, then resorts.
fn destination(order: &Order) -> String {
    let mut places: Vec<&str> = order
        .tour
        .countries
        .iter()
        .map(|code| countries::country_name(code).unwrap_or(code))
        .chain([order.tour.resorts.trim()])
        .collect();
    places.retain(|place| !place.is_empty());
    places.join(", ")
}

/// ` TUR EGY `: each value between spaces.
fn spaced<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let joined = values.collect::<Vec<_>>().join(" ");
    if joined.is_empty() { joined } else { format!(" {joined} ") }
}

/// Writes the columns of an order that is there.
pub(super) fn update(write: &Write<'_>, seq: i64, columns: Columns) -> StoreResult<()> {
    let set: Vec<String> =
        columns.iter().enumerate().map(|(place, (name, _))| format!("{name} = ?{}", place + 2)).collect();
    let sql = format!("UPDATE orders SET {} WHERE seq = ?1", set.join(", "));
    let values = std::iter::once(Value::Integer(seq)).chain(columns.into_iter().map(|(_, value)| value));
    write.sql.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Derives the columns of all orders that an older program or a migration
/// left behind. Goes on where an earlier run was stopped.
pub(crate) fn refresh(store: &Store, now: DateTime<Utc>) -> StoreResult<()> {
    let mut changed = false;
    while store.write(now, refresh_batch)? {
        changed = true;
    }
    if changed {
        store.analyze()?;
    }
    Ok(())
}

/// Derives the next orders; tells whether there were any.
fn refresh_batch(write: &Write<'_>) -> StoreResult<bool> {
    let rows: Vec<(i64, String)> = write
        .sql
        .prepare_cached("SELECT seq, id FROM orders WHERE columns_version < ?1 LIMIT ?2")?
        .query_map(params![VERSION, BATCH], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (seq, id) in &rows {
        let id = id.parse().map_err(|_| StoreError::Unreadable("order id".into()))?;
        let order = super::get(write, id)?.order;
        update(write, *seq, columns(write, &order)?)?;
        index::put(write, *seq, &order)?;
        payments::keep_plan(write, &order)?;
        clients::note_people(write, &order)?;
    }
    Ok(!rows.is_empty())
}
