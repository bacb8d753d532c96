//! «Сегодня»: only orders at work, each group by its own dates.

use super::{base, now, order};
use agency_core::finance::Side;
use agency_core::ids::StaffId;
use agency_core::{DocumentsGiven, Money, Order, OrderStatus, Price};
use agency_store::today::{self, Whose};
use agency_store::{Store, orders};
use chrono::{NaiveDate, TimeDelta};
use rstest::rstest;

fn day() -> NaiveDate {
    "2026-11-20".parse().expect("a date")
}

fn after(days: i64) -> NaiveDate {
    day() + TimeDelta::days(days)
}

/// An order that begins tomorrow, with 100 kopecks due today.
fn tomorrow(number: &str) -> Order {
    let mut order = order(number);
    order.tour.start = Some(after(1));
    order.tour.end = Some(after(3));
    order.price = Price { total: Some(Money(100)), final_by: Some(day()), ..Price::default() };
    for tourist in &mut order.tourists {
        tourist.document.expires_on = Some(after(30));
        tourist.visa_expires_on = None;
    }
    order
}

fn add(store: &Store, order: &Order) {
    store.write(now(), |write| orders::add(write, order, "тест")).expect("an order");
}

/// How many rows each group has.
fn counts(store: &Store, whose: &Whose) -> [usize; 5] {
    store
        .read(|read| {
            Ok([
                today::departures(read, whose, day(), after(3))?.len(),
                today::returns(read, whose, day(), after(3))?.len(),
                today::without_documents(read, whose, day(), after(7))?.len(),
                today::due_payments(read, whose, Side::Tourist, after(3))?.len(),
                today::papers(read, whose, day(), after(180))?.len(),
            ])
        })
        .expect("rows")
}

#[test]
fn an_order_at_work_is_in_every_group_it_belongs_to() {
    let base = base();
    add(&base.store, &tomorrow("1"));
    assert_eq!(counts(&base.store, &Whose::Anybody), [1, 1, 1, 1, 3]);
}

#[rstest]
#[case::cancelled(|order: &mut Order| order.status = OrderStatus::Cancelled)]
#[case::refused(|order: &mut Order| order.status = OrderStatus::Refused)]
#[case::closed(|order: &mut Order| order.status = OrderStatus::Closed)]
#[case::quote(|order: &mut Order| order.is_quote = true)]
fn an_order_not_at_work_is_in_none(#[case] change: fn(&mut Order)) {
    let base = base();
    let mut order = tomorrow("1");
    change(&mut order);
    add(&base.store, &order);
    assert_eq!(counts(&base.store, &Whose::Anybody), [0; 5]);
}

#[rstest]
#[case::too_late(|order: &mut Order| {
    order.tour.start = Some(after(200));
    order.tour.end = Some(after(210));
    order.price.final_by = Some(after(190));
}, [0, 0, 0, 0, 0])]
#[case::documents_given(|order: &mut Order| order.documents_given = DocumentsGiven::Given, [1, 1, 0, 1, 3])]
#[case::documents_partly(|order: &mut Order| order.documents_given = DocumentsGiven::Partly, [1, 1, 1, 1, 3])]
#[case::long_passports(|order: &mut Order| {
    for tourist in &mut order.tourists {
        tourist.document.expires_on = Some(after(400));
    }
}, [1, 1, 1, 1, 0])]
#[case::nothing_due(|order: &mut Order| order.price = Price::default(), [1, 1, 1, 0, 3])]
fn each_group_looks_at_its_own_dates(#[case] change: fn(&mut Order), #[case] expected: [usize; 5]) {
    let base = base();
    let mut order = tomorrow("1");
    change(&mut order);
    add(&base.store, &order);
    assert_eq!(counts(&base.store, &Whose::Anybody), expected);
}

#[test]
fn a_manager_sees_the_own_orders_and_those_of_nobody() {
    let base = base();
    let (anna, boris) = (StaffId::new(), StaffId::new());
    for (number, id, name) in
        [("1", Some(anna), "Анна"), ("2", Some(boris), "Борис"), ("3", None, "Анна"), ("4", None, "")]
    {
        let mut order = tomorrow(number);
        order.manager_id = id;
        order.manager = name.into();
        add(&base.store, &order);
    }
    let own = Whose::Of { id: anna, name: "Анна".into() };
    assert_eq!(counts(&base.store, &Whose::Anybody)[0], 4);
    assert_eq!(counts(&base.store, &own)[0], 3);
}
