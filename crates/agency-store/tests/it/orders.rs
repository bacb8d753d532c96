//! Orders: versions, the grid, search.

use super::{base, now, order};
use agency_core::{ContractStatus, Money};
use agency_store::orders::{self, OrderFilter, Sort};
use agency_store::{Store, StoreError};
use rstest::rstest;

fn filter(search: &str) -> OrderFilter {
    OrderFilter { search: search.into(), sort: Sort::Number, descending: false, offset: 0, limit: 100 }
}

fn numbers(store: &Store, filter: &OrderFilter) -> Vec<String> {
    let (rows, total) = store.read(|read| orders::list(read, filter)).expect("rows");
    assert!(total as usize >= rows.len());
    rows.into_iter().map(|row| row.number).collect()
}

#[rstest]
#[case("семенов", &["2"])]
#[case("СЕМЁНОВ пётр", &["2"])]
#[case("+7 906 680-55-55", &["2"])]
#[case("9066805555", &["2"])]
#[case("8(906)6805555", &["2"])]
#[case("petrova", &["1"])]
#[case("100%", &[])]
#[case("", &["1", "2"])]
fn the_grid_finds_what_people_type(#[case] typed: &str, #[case] expected: &[&str]) {
    let base = base();
    let mut first = order("1");
    first.customer.last_name = "Иванова".into();
    first.customer.phone = "+79001112233".into();
    first.tourists[0].last_name_latin = "PETROVA".into();
    let mut second = order("2");
    second.customer.last_name = "Семёнов".into();
    second.customer.first_name = "Пётр".into();
    second.customer.phone = "8 (906) 680-55-55".into();
    second.tourists.clear();
    for order in [&first, &second] {
        base.store.write(now(), |write| orders::add(write, order, "тест")).expect("an order");
    }
    assert_eq!(numbers(&base.store, &filter(typed)), expected);
}

#[test]
fn rows_without_a_value_come_last_in_either_direction() {
    let base = base();
    for (number, total) in [("1", Some(Money(100))), ("2", None), ("3", Some(Money(300)))] {
        let mut order = order(number);
        order.price.total = total;
        base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    }
    let by_total = |descending| OrderFilter { sort: Sort::Total, descending, ..filter("") };
    assert_eq!(numbers(&base.store, &by_total(false)), ["1", "3", "2"]);
    assert_eq!(numbers(&base.store, &by_total(true)), ["3", "1", "2"]);
    assert_eq!(numbers(&base.store, &OrderFilter { offset: 1, limit: 1, ..by_total(false) }), ["3"]);
}

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
