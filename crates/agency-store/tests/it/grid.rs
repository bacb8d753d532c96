//! The grid: search, sorting, tabs, values of the drop-downs, changes of many orders.

use super::{Base, base, now, order};
use agency_core::grid::{OrderChange, OrderFilter, OrderSort, OrderTab, TripDay};
use agency_core::ids::{OrderId, StaffId};
use agency_core::{ContractStatus, Money, Order, OrderStatus};
use agency_store::files::NewFile;
use agency_store::orders::{self, Keeps, Slice, TextColumn, Viewer};
use agency_store::{StoreError, files};
use rstest::rstest;

fn viewer() -> Viewer {
    Viewer { staff: None, name: "Анна".into(), own_only: false, today: now().date_naive() }
}

fn add(base: &Base, order: &Order) {
    base.store.write(now(), |write| orders::add(write, order, "тест")).expect("an order");
}

fn numbers_by(base: &Base, filter: &OrderFilter, sort: OrderSort, descending: bool) -> Vec<String> {
    let slice = Slice { filter: filter.clone(), sort, descending, offset: 0, limit: 100 };
    let rows = base.store.read(|read| orders::list(read, &slice, &viewer())).expect("rows");
    let total = base.store.read(|read| orders::count(read, filter, &viewer())).expect("a count");
    assert_eq!(total as usize, rows.len());
    rows.into_iter().map(|row| row.number).collect()
}

fn numbers(base: &Base, filter: &OrderFilter) -> Vec<String> {
    numbers_by(base, filter, OrderSort::Number, false)
}

fn in_tab(tab: OrderTab) -> OrderFilter {
    OrderFilter { tab, ..OrderFilter::default() }
}

fn change(base: &Base, id: OrderId, what: &OrderChange) -> Option<agency_core::grid::OrderBefore> {
    base.store.write(now(), |write| orders::change(write, id, what, "тест")).expect("a change")
}

#[rstest]
#[case("семенов", &["2"])]
#[case("СЕМЁНОВ пётр", &["2"])]
#[case("+7 906 680-55-55", &["2"])]
#[case("9066805555", &["2"])]
#[case("8(906)6805555", &["2"])]
#[case("906680", &["2"])]
#[case("6805555", &["2"])]
#[case("5555", &["2"])]
#[case("petrova", &["1"])]
#[case("100%", &[])]
#[case("%", &[])]
#[case("\"", &[])]
#[case("семенов OR иванова", &[])]
#[case("", &["1", "2"])]
fn the_grid_finds_what_people_type(#[case] search: &str, #[case] expected: &[&str]) {
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
    add(&base, &first);
    add(&base, &second);
    assert_eq!(numbers(&base, &OrderFilter { search: search.into(), ..OrderFilter::default() }), expected);
}

#[test]
fn rows_without_a_value_come_last_in_either_direction() {
    let base = base();
    for (number, total) in [("1", Some(Money(100))), ("2", None), ("3", Some(Money(300)))] {
        let mut order = order(number);
        order.price.total = total;
        add(&base, &order);
    }
    let all = OrderFilter::default();
    assert_eq!(numbers_by(&base, &all, OrderSort::Total, false), ["1", "3", "2"]);
    assert_eq!(numbers_by(&base, &all, OrderSort::Total, true), ["3", "1", "2"]);
    let slice = Slice { filter: all, sort: OrderSort::Total, descending: false, offset: 1, limit: 1 };
    let rows = base.store.read(|read| orders::list(read, &slice, &viewer())).expect("rows");
    assert_eq!(rows.into_iter().map(|row| row.number).collect::<Vec<_>>(), ["3"]);
}

#[test]
fn numbers_sort_as_people_count_and_statuses_as_orders_live() {
    let base = base();
    for (number, status) in [("10", OrderStatus::Confirmed), ("9", OrderStatus::New), ("9-2", OrderStatus::InProgress)]
    {
        add(&base, &Order { status, ..order(number) });
    }
    let all = OrderFilter::default();
    assert_eq!(numbers_by(&base, &all, OrderSort::Number, false), ["9", "9-2", "10"]);
    assert_eq!(numbers_by(&base, &all, OrderSort::Status, false), ["9", "9-2", "10"]);
}

#[test]
fn every_status_has_its_place_in_the_sort() {
    let base = base();
    for (index, status) in ContractStatus::ALL.into_iter().enumerate() {
        let order = order(&format!("{}", index + 1));
        add(&base, &order);
        base.store.write(now(), |write| orders::set_contract_status(write, order.id, status)).expect("a status");
    }
    let expected: Vec<String> = (1..=ContractStatus::ALL.len()).map(|number| number.to_string()).collect();
    assert_eq!(numbers_by(&base, &OrderFilter::default(), OrderSort::ContractStatus, false), expected);
    let signed = OrderFilter { contract_statuses: vec![ContractStatus::Signed], ..OrderFilter::default() };
    assert_eq!(numbers(&base, &signed), ["6"], "the status is found though the order has no new version");
}

#[test]
fn an_order_is_in_the_tab_of_its_state() {
    let base = base();
    let mine = StaffId::new();
    let me = Viewer { staff: Some(mine), own_only: false, ..viewer() };
    add(&base, &Order { manager: "Борис".into(), ..order("1") });
    add(&base, &Order { is_quote: true, ..order("2") });
    add(&base, &Order { status: OrderStatus::Closed, ..order("3") });
    let trashed = order("4");
    add(&base, &trashed);
    change(&base, trashed.id, &OrderChange::Trash).expect("trashed");
    add(&base, &Order { manager_id: Some(mine), ..order("5") });
    add(&base, &Order { manager: "анна".into(), ..order("6") });
    add(&base, &Order { manager: String::new(), ..order("7") });
    assert_eq!(numbers(&base, &in_tab(OrderTab::All)), ["1", "5", "6", "7"]);
    assert_eq!(numbers(&base, &in_tab(OrderTab::Quotes)), ["2"]);
    assert_eq!(numbers(&base, &in_tab(OrderTab::Archived)), ["3"]);
    assert_eq!(numbers(&base, &in_tab(OrderTab::Trash)), ["4"]);
    let seen = |tab, viewer: &Viewer| -> Vec<String> {
        let slice = Slice { filter: in_tab(tab), sort: OrderSort::Number, descending: false, offset: 0, limit: 100 };
        let rows = base.store.read(|read| orders::list(read, &slice, viewer)).expect("rows");
        rows.into_iter().map(|row| row.number).collect()
    };
    assert_eq!(seen(OrderTab::Mine, &me), ["5", "6"], "by the member of the staff and by the name");
    let own_only = Viewer { own_only: true, ..me };
    assert_eq!(seen(OrderTab::All, &own_only), ["5", "6", "7"], "what nobody manages is everybody's");
}

#[test]
fn who_travels_tomorrow_is_found_in_the_archive_too() {
    let base = base();
    let tomorrow = now().date_naive().succ_opt();
    for (number, status) in
        [("1", OrderStatus::New), ("2", OrderStatus::DocumentsIssued), ("3", OrderStatus::Cancelled)]
    {
        let mut order = Order { status, ..order(number) };
        order.tour.start = tomorrow;
        add(&base, &order);
    }
    add(&base, &order("4"));
    let filter = OrderFilter { departs: Some(TripDay::Tomorrow), ..OrderFilter::default() };
    assert_eq!(numbers(&base, &filter), ["1", "2"]);
    let back = OrderFilter { returns: Some(TripDay::Tomorrow), ..OrderFilter::default() };
    assert_eq!(numbers(&base, &back), Vec::<String>::new());
}

#[test]
fn a_finished_status_archives_and_an_open_one_brings_back() {
    let base = base();
    let order = order("1");
    add(&base, &order);
    let closed = OrderChange::SetStatus { status: OrderStatus::Closed };
    let before = change(&base, order.id, &closed).expect("a change");
    assert_eq!((before.status, before.version, before.archived_at), (OrderStatus::Confirmed, 2, None));
    assert_eq!(numbers(&base, &in_tab(OrderTab::Archived)), ["1"]);
    assert_eq!(change(&base, order.id, &closed), None, "it has that status already");
    change(&base, order.id, &OrderChange::SetStatus { status: OrderStatus::InProgress }).expect("a change");
    assert_eq!(numbers(&base, &in_tab(OrderTab::All)), ["1"]);
}

#[test]
fn a_change_of_many_is_undone_unless_somebody_saved_since() {
    let base = base();
    let (first, second) = (order("1"), order("2"));
    add(&base, &first);
    add(&base, &second);
    let to_boris = OrderChange::SetManager { manager: "Борис".into(), manager_id: Some(StaffId::new()) };
    let before: Vec<_> = [first.id, second.id].map(|id| change(&base, id, &to_boris).expect("a change")).into();
    let mut touched = base.store.read(|read| orders::get(read, second.id)).expect("an order");
    touched.order.notes = "позвонить".into();
    base.store.write(now(), |write| orders::save(write, &touched.order, 2, "тест")).expect("saved");
    let undone = before
        .iter()
        .map(|before| base.store.write(now(), |write| orders::undo(write, before, "тест")).expect("undone"));
    assert_eq!(undone.collect::<Vec<_>>(), [true, false]);
    let managers =
        [first.id, second.id].map(|id| base.store.read(|read| orders::get(read, id)).expect("an order").order.manager);
    assert_eq!(managers, [first.manager.clone(), "Борис".to_owned()]);
}

#[test]
fn moving_to_archive_and_trash_makes_no_version_and_is_undone() {
    let base = base();
    let order = order("1");
    add(&base, &order);
    let archived = change(&base, order.id, &OrderChange::Archive).expect("a change");
    let trashed = change(&base, order.id, &OrderChange::Trash).expect("a change");
    assert_eq!((archived.version, trashed.version), (1, 1));
    assert_eq!(numbers(&base, &in_tab(OrderTab::Trash)), ["1"]);
    for before in [trashed, archived] {
        assert!(base.store.write(now(), |write| orders::undo(write, &before, "тест")).expect("undone"));
    }
    assert_eq!(numbers(&base, &in_tab(OrderTab::All)), ["1"]);
}

#[test]
fn an_order_is_deleted_from_the_trash_only_and_never_with_a_signed_contract() {
    let base = base();
    let (plain, signed, sealed) = (order("1"), order("2"), order("3"));
    for order in [&plain, &signed, &sealed] {
        add(&base, order);
    }
    base.store
        .write(now(), |write| orders::set_contract_status(write, signed.id, ContractStatus::SignedOnPaper))
        .expect("a status");
    let file = NewFile {
        id: agency_core::ids::FileId::new(),
        order_id: sealed.id,
        name: "Договор.pdf",
        kind: "Документ туриста",
        mime: "application/pdf",
        sealed: true,
        content: b"%PDF",
    };
    base.store.write(now(), |write| files::add(write, &file)).expect("a file");
    let delete = |id| base.store.write(now(), |write| orders::delete(write, id)).expect("an answer");
    assert_eq!(delete(plain.id), Some(Keeps::NotInTrash));
    for order in [&plain, &signed, &sealed] {
        change(&base, order.id, &OrderChange::Trash).expect("trashed");
    }
    assert_eq!(delete(signed.id), Some(Keeps::Signed));
    assert_eq!(delete(sealed.id), Some(Keeps::Signed));
    assert_eq!(delete(plain.id), None);
    assert_eq!(numbers(&base, &in_tab(OrderTab::Trash)), ["2", "3"]);
    let gone = base.store.read(|read| orders::get(read, plain.id));
    assert!(matches!(gone, Err(StoreError::NotFound)));
    let found = base.store.read(|read| orders::find(read, "1", &viewer())).expect("a finding");
    assert!(found.groups.is_empty(), "{found:?}");
}

#[test]
fn drop_downs_list_what_occurs_by_alphabet() {
    let base = base();
    for (number, manager) in [("1", "Яна"), ("2", "Ёлкина"), ("3", "Егоров"), ("4", " "), ("5", "яна")]
    {
        add(&base, &Order { manager: manager.into(), ..order(number) });
    }
    let managers = base.store.read(|read| orders::texts(read, TextColumn::Manager)).expect("managers");
    assert_eq!(managers, ["Егоров", "Ёлкина", "Яна", ""]);
    let by_name = OrderFilter { managers: vec!["Яна".into(), String::new()], ..OrderFilter::default() };
    assert_eq!(numbers(&base, &by_name), ["1", "4", "5"]);
    assert_eq!(base.store.read(orders::countries).expect("countries"), ["TUR"]);
}
