//! The base on real files: keys, transactions, append-only tables, search.

mod audit;
mod base;
mod clients;
mod copies;
mod files;
mod found;
mod grid;
mod grid_property;
mod orders;
mod outbox;
mod payments;
mod signing;
mod staff;
mod today;
mod transfer;

use agency_core::Order;
use agency_core::ids::OrderId;
use agency_store::{Key, Store};
use chrono::{DateTime, Utc};
use tempfile::TempDir;

/// A base in a folder of its own.
struct Base {
    folder: TempDir,
    store: Store,
}

fn now() -> DateTime<Utc> {
    "2026-11-20T09:00:00Z".parse().expect("a time")
}

fn key() -> Key {
    Key::new([7; 32])
}

fn base() -> Base {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("base.db"), &key(), now()).expect("a base");
    Base { folder, store }
}

/// The demo order under another number.
fn order(number: &str) -> Order {
    let mut order: Order =
        serde_json::from_str(include_str!("../../../../tests/fixtures/orders/6083-1234.json")).expect("the demo order");
    order.id = OrderId::new();
    number.clone_into(&mut order.number);
    number.clone_into(&mut order.contract.number);
    order
}
