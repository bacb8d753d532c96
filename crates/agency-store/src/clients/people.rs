//! The people of orders, as far as they are clients.

use super::merges::family;
use crate::error::StoreResult;
use crate::store::{Read, Write, id, word};
use agency_core::Order;
use agency_core::client::{ClientKey, people_of};
use agency_core::ids::{ClientId, OrderId};
use rusqlite::params;
use std::collections::BTreeMap;

/// An order a client has to do with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientOrder {
    /// The order.
    pub id: OrderId,
    /// Whether the client is its customer.
    pub is_customer: bool,
    /// Whether the client is one of its tourists.
    pub is_tourist: bool,
}

/// Notes who the people of an order are: called with every save of an order.
pub(crate) fn note_people(write: &Write<'_>, order: &Order) -> StoreResult<()> {
    let order_id = order.id.to_string();
    write.sql.prepare_cached("DELETE FROM order_people WHERE order_id = ?1")?.execute([&order_id])?;
    let mut statement = write.sql.prepare_cached(
        "INSERT OR IGNORE INTO order_people (kind, value, order_id, is_customer) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for person in people_of(order) {
        if let Some(client) = person.client_id {
            statement.execute(params!["client", client.to_string(), order_id, person.is_customer])?;
            continue;
        }
        for (kind, value) in person.keys {
            statement.execute(params![word(&kind)?, value, order_id, person.is_customer])?;
        }
    }
    Ok(())
}

/// Orders of a client and of the records merged into it, newest first: those
/// filled from the directory, and those whose person has an exact key of it.
///
/// # Errors
/// Storage failure.
pub fn orders_of(read: &Read<'_>, client: ClientId) -> StoreResult<Vec<ClientOrder>> {
    let mut found: BTreeMap<OrderId, ClientOrder> = BTreeMap::new();
    let mut note = |order: OrderId, is_customer: bool| {
        let row = found.entry(order).or_insert(ClientOrder { id: order, is_customer: false, is_tourist: false });
        row.is_customer |= is_customer;
        row.is_tourist |= !is_customer;
    };
    let exact: Vec<String> = ClientKey::EXACT.iter().map(word).collect::<StoreResult<_>>()?;
    let mut linked = read
        .sql
        .prepare_cached("SELECT order_id, is_customer FROM order_people WHERE kind = 'client' AND value = ?1")?;
    let mut alike = read.sql.prepare_cached(
        "SELECT p.order_id, p.is_customer FROM clients c JOIN client_keys k ON k.seq = c.seq
         JOIN order_people p ON p.kind = k.kind AND p.value = k.value
         WHERE c.id = ?1 AND k.kind IN (?2, ?3, ?4, ?5)",
    )?;
    for member in family(read, client)? {
        let member = member.to_string();
        for row in linked.query_map([&member], |row| Ok((id(row, "order_id")?, row.get(1)?)))? {
            let (order, is_customer) = row?;
            note(order, is_customer);
        }
        let values = params![member, exact[0], exact[1], exact[2], exact[3]];
        for row in alike.query_map(values, |row| Ok((id(row, "order_id")?, row.get(1)?)))? {
            let (order, is_customer) = row?;
            note(order, is_customer);
        }
    }
    // ids are ordered by time
    Ok(found.into_values().rev().collect())
}
