//! Search through everything: groups, phones, documents, slips in names, whose orders.

use super::{Base, base, now, order};
use agency_core::Order;
use agency_core::grid::OrderChange;
use agency_core::ids::{OrderId, StaffId};
use agency_store::orders::{self, FOUND_AT_MOST, Group, Viewer};
use rstest::rstest;

fn viewer() -> Viewer {
    Viewer { staff: None, name: "Анна".into(), own_only: false, today: now().date_naive() }
}

fn add(base: &Base, order: &Order) {
    base.store.write(now(), |write| orders::add(write, order, "тест")).expect("an order");
}

/// «Семёнов» with a phone and a tourist «Лебедева», and «Иванова» with another passport.
fn filled() -> Base {
    let base = base();
    let mut first = order("6083-1234");
    first.customer.last_name = "Семёнов".into();
    first.customer.phone = "+7 906 680-55-55".into();
    first.tourists.truncate(1);
    first.tourists[0].last_name = "Лебедева".into();
    first.tourists[0].last_name_latin = "LEBEDEVA".into();
    first.tourists[0].document.series = "75".into();
    first.tourists[0].document.number = "7654321".into();
    first.tour.countries = vec!["EGY".into()];
    add(&base, &first);
    let mut second = order("77");
    second.contract.number = "А-5".into();
    second.customer.last_name = "Иванова".into();
    second.customer.phone = "8 (495) 123-45-67".into();
    second.customer.document.number = "999888".into();
    second.tourists.clear();
    add(&base, &second);
    base
}

fn found(base: &Base, typed: &str) -> Vec<(Group, Vec<String>)> {
    let finding = base.store.read(|read| orders::find(read, typed, &viewer())).expect("a finding");
    let number = |id: &OrderId| base.store.read(|read| orders::get(read, *id)).expect("an order").order.number;
    finding.groups.iter().map(|(group, ids)| (*group, ids.iter().map(number).collect())).collect()
}

#[rstest]
#[case("семенов", Group::Order, "6083-1234")]
#[case("СЕМЁНОВ", Group::Order, "6083-1234")]
#[case("лебед", Group::Tourist, "6083-1234")]
#[case("lebedeva", Group::Tourist, "6083-1234")]
#[case("9066805555", Group::Phone, "6083-1234")]
#[case("8 906 680 55 55", Group::Phone, "6083-1234")]
#[case("680-55-55", Group::Phone, "6083-1234")]
#[case("75 7654321", Group::Document, "6083-1234")]
#[case("7654321", Group::Document, "6083-1234")]
#[case("999888", Group::Document, "77")]
#[case("6083-1234", Group::Contract, "6083-1234")]
#[case("1234", Group::Contract, "6083-1234")]
#[case("египет", Group::Order, "6083-1234")]
#[case("лебедева египет", Group::Order, "6083-1234")]
#[case("77", Group::Order, "77")]
fn a_text_is_found_where_it_stands(#[case] typed: &str, #[case] group: Group, #[case] number: &str) {
    let base = filled();
    let groups = found(&base, typed);
    let rows = groups.iter().find(|(found, _)| *found == group).map(|(_, rows)| rows.clone());
    assert_eq!(rows, Some(vec![number.to_owned()]), "{groups:?}");
}

#[rstest]
#[case("Симёнов", "семенов")]
#[case("Семнов", "семенов")]
#[case("Семеннов", "семенов")]
#[case("есменов", "семенов")]
#[case("симен", "семенов")]
#[case("Лебидева", "лебедева")]
#[case("Ивановва", "иванова")]
fn a_name_with_a_slip_finds_the_nearest(#[case] typed: &str, #[case] taken: &str) {
    let base = filled();
    let finding = base.store.read(|read| orders::find(read, typed, &viewer())).expect("a finding");
    assert!(finding.corrected.iter().any(|name| name == taken), "{finding:?}");
    assert!(!finding.groups.is_empty(), "{finding:?}");
}

#[rstest]
#[case("Кукушкин")]
#[case("00000000")]
#[case("Ём")]
#[case("* OR \" NEAR(")]
#[case("")]
#[case("   ")]
fn what_is_nowhere_finds_nothing_and_breaks_nothing(#[case] typed: &str) {
    assert_eq!(found(&filled(), typed), Vec::new());
}

#[test]
fn whole_words_come_before_beginnings_and_new_orders_before_old() {
    let base = base();
    for (number, surname) in [("1", "Белова"), ("2", "Белованова"), ("3", "Белова"), ("4", "Белованова")]
    {
        let mut order = order(number);
        order.customer.last_name = surname.into();
        order.tourists.clear();
        add(&base, &order);
    }
    assert_eq!(found(&base, "белова"), [(Group::Order, ["3", "1", "4", "2"].map(str::to_owned).to_vec())]);
}

#[test]
fn a_long_group_says_that_there_is_more() {
    let base = base();
    for number in 1..=FOUND_AT_MOST + 1 {
        add(&base, &Order { manager: "Жданова".into(), ..order(&number.to_string()) });
    }
    let finding = base.store.read(|read| orders::find(read, "жданова", &viewer())).expect("a finding");
    assert_eq!(finding.groups[0].1.len(), FOUND_AT_MOST);
    assert_eq!(finding.more, [Group::Order]);
}

#[test]
fn the_trash_and_orders_of_others_are_not_found() {
    let base = base();
    let (mine, other) = (StaffId::new(), StaffId::new());
    let own = Order { manager_id: Some(mine), ..order("1") };
    let foreign = Order { manager_id: Some(other), ..order("2") };
    let thrown = Order { manager_id: Some(mine), ..order("3") };
    for order in [&own, &foreign, &thrown] {
        add(&base, order);
    }
    base.store.write(now(), |write| orders::change(write, thrown.id, &OrderChange::Trash, "тест")).expect("trashed");
    let me = Viewer { staff: Some(mine), own_only: true, ..viewer() };
    let finding = base.store.read(|read| orders::find(read, "кемер", &me)).expect("a finding");
    assert_eq!(finding.groups, [(Group::Order, vec![own.id])]);
}

#[test]
fn a_changed_order_is_found_by_its_new_words_only() {
    let base = filled();
    let mut stored = base.store.read(|read| {
        let finding = orders::find(read, "семенов", &viewer())?;
        orders::get(read, finding.groups[0].1[0])
    });
    let stored = stored.as_mut().expect("an order");
    stored.order.customer.last_name = "Кузнецов".into();
    base.store.write(now(), |write| orders::save(write, &stored.order, 1, "тест")).expect("saved");
    assert_eq!(found(&base, "семенов"), Vec::new());
    assert_eq!(found(&base, "кузнецов").len(), 1);
}
