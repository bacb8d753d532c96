//! Orders: versions, numbers, the contract's status.

use super::{base, now, order};
use agency_core::ContractStatus;
use agency_store::StoreError;
use agency_store::orders;

#[test]
fn a_save_on_an_older_version_is_refused_and_changes_nothing() {
    let base = base();
    let mut order = order("1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    order.manager = "Анна".into();
    let saved = base.store.write(now(), |write| orders::save(write, &order, 1, "тест")).expect("saved");
    assert_eq!(saved.version, 2);
    order.manager = "Борис".into();
    let refused = base.store.write(now(), |write| orders::save(write, &order, 1, "тест"));
    assert!(matches!(refused, Err(StoreError::Conflict)));
    let stored = base.store.read(|read| orders::get(read, order.id)).expect("the order");
    assert_eq!((stored.order.manager.as_str(), stored.version), ("Анна", 2));
}

#[test]
fn the_status_of_the_contract_is_not_a_version_and_not_overwritten_by_a_save() {
    let base = base();
    let order = order("1");
    let added = base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    base.store
        .write(now(), |write| orders::set_contract_status(write, order.id, ContractStatus::Signed))
        .expect("a status");
    let saved = base.store.write(now(), |write| orders::save(write, &order, 1, "тест")).expect("saved");
    assert_eq!(saved.order.contract.status, ContractStatus::Signed);
    assert_eq!(saved.digest().expect("a digest"), added.digest().expect("a digest"), "the status prints nothing");
}

#[test]
fn a_number_is_used_once() {
    let base = base();
    base.store.write(now(), |write| orders::add(write, &order("7"), "тест")).expect("an order");
    let taken = base.store.write(now(), |write| orders::add(write, &order("7"), "тест"));
    assert!(matches!(taken, Err(StoreError::NotUnique("orders.number"))), "{taken:?}");
    assert_eq!(base.store.read(orders::highest_number).expect("a number"), 7);
}
