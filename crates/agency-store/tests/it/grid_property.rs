//! The grid in SQL shows what a naive filter over all orders in memory shows,
//! for any filter, search, sort and page.

use super::{Base, base, now, order};
use agency_core::grid::{OrderChange, OrderFilter, OrderRow, OrderSort, OrderTab, TripDay};
use agency_core::ids::{OfficeId, ServiceId, StaffId};
use agency_core::services::{Insurance, Meals, ServiceDetails, ServiceKind};
use agency_core::{ContractStatus, DocumentsGiven, Money, Order, OrderStatus, PaymentMethod, Service};
use agency_store::orders::{self, Slice, Viewer};
use agency_store::search::{digits, normalise};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::cmp::Ordering;

const SURNAMES: [&str; 6] = ["Семёнов", "Семенова", "Иванов", "Петров-Водкин", "", "Ёлкин"];
const FIRST_NAMES: [&str; 3] = ["Пётр", "Анна", ""];
const LATIN: [&str; 3] = ["SEMENOV", "IVANOV", ""];
const PHONES: [&str; 4] = ["+7 906 680-55-55", "8 (495) 123-45-67", "", "+375 29 680 55 55"];
const MANAGERS: [&str; 4] = ["Анна", "анна", "Борис", ""];
const OPERATORS: [&str; 3] = ["Анекс Тур", "Библио Глобус", ""];
const CITIES: [&str; 3] = ["Москва", "Орёл", ""];
const COUNTRIES: [&str; 4] = ["TUR", "EGY", "RUS", "GRC"];
const CONTRACTS: [&str; 4] = ["6083-1234", "6083-9", "", "A-12"];
const TYPED: [&str; 16] = [
    "",
    "семен",
    "СЕМЁНОВ",
    "ив",
    "пет вод",
    "906680",
    "6805555",
    "+7 906 680-55-55",
    "турц",
    "6083",
    "1234",
    "60831234",
    "анн",
    "sem",
    "а",
    "%",
];
const DAY: &str = "2026-11-20";

fn day(offset: u64) -> NaiveDate {
    DAY.parse::<NaiveDate>().expect("a day") + Days::new(offset)
}

/// Two members of the staff and two offices, the same in every run.
fn staff(index: usize) -> StaffId {
    StaffId(uuid::Uuid::from_u128(index as u128 + 1))
}

fn office(index: usize) -> OfficeId {
    OfficeId(uuid::Uuid::from_u128(index as u128 + 10))
}

#[derive(Clone, Debug)]
struct Made {
    order: Order,
    contract_status: ContractStatus,
    archived: bool,
    trashed: bool,
}

prop_compose! {
    fn people()(
        customer in (select(&SURNAMES[..]), select(&FIRST_NAMES[..]), select(&PHONES[..])),
        tourists in prop::collection::vec((select(&SURNAMES[..]), select(&LATIN[..])), 0..3),
        contract in select(&CONTRACTS[..]),
    ) -> ((&'static str, &'static str, &'static str), Vec<(&'static str, &'static str)>, &'static str) {
        (customer, tourists, contract)
    }
}

prop_compose! {
    fn words()(
        manager in select(&MANAGERS[..]),
        manager_id in prop::option::of(0..2_usize),
        office_id in prop::option::of(0..2_usize),
        operator in select(&OPERATORS[..]),
        city in select(&CITIES[..]),
        lead in select(&["Сайт", "сайт", "Авито", ""][..]),
        countries in subsequence(&COUNTRIES[..], 0..3),
    ) -> (&'static str, Option<usize>, Option<usize>, &'static str, &'static str, &'static str, Vec<&'static str>) {
        (manager, manager_id, office_id, operator, city, lead, countries)
    }
}

prop_compose! {
    fn made()(
        (customer, tourists, contract) in people(),
        (manager, manager_id, office_id, operator, city, lead, countries) in words(),
        days in prop::option::of((0..8_u64, 0..4_u64)),
        total in prop::option::of(1..4_i64),
        method in prop::option::of(select(&PaymentMethod::ALL[..])),
        documents in select(&DocumentsGiven::ALL[..]),
        status in select(&OrderStatus::ALL[..]),
        contract_status in select(&ContractStatus::ALL[..]),
        services in subsequence(vec![ServiceKind::Meals, ServiceKind::Insurance], 0..=2),
        is_quote: bool,
        (archived, trashed) in (prop::bool::weighted(0.2), prop::bool::weighted(0.2)),
    ) -> Made {
        let mut order = order("0");
        (order.customer.last_name, order.customer.first_name) = (customer.0.into(), customer.1.into());
        order.customer.middle_name.clear();
        order.customer.phone = customer.2.into();
        let card = order.tourists[0].clone();
        order.tourists = tourists
            .into_iter()
            .map(|(last_name, latin)| {
                let mut tourist = card.clone();
                (tourist.last_name, tourist.last_name_latin) = (last_name.into(), latin.into());
                tourist
            })
            .collect();
        order.contract.number = contract.into();
        order.manager = manager.into();
        order.manager_id = manager_id.map(staff);
        order.office_id = office_id.map(office);
        if let Some(snapshot) = &mut order.operator {
            snapshot.short_name = operator.into();
        }
        order.tour.departure_city = city.into();
        order.tour.countries = countries.into_iter().map(str::to_owned).collect();
        order.tour.start = days.map(|(start, _)| day(start));
        order.tour.end = days.map(|(start, nights)| day(start + nights));
        (order.lead_source, order.lead_kind) = (lead.into(), lead.into());
        order.price.total = total.map(Money);
        order.price.method = method;
        order.documents_given = documents;
        order.status = status;
        order.is_quote = is_quote;
        order.services = services
            .into_iter()
            .map(|kind| Service {
                id: ServiceId::new(),
                details: match kind {
                    ServiceKind::Meals => ServiceDetails::Meals(Meals::default()),
                    _ => ServiceDetails::Insurance(Insurance::default()),
                },
            })
            .collect();
        Made { order, contract_status, archived, trashed }
    }
}

/// Rarely a list of values, else none.
fn some_of<T: Clone + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    let most = values.len().min(3);
    prop_oneof![5 => Just(Vec::new()), 1 => subsequence(values, 1..=most)]
}

fn texts(values: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    some_of(values).prop_map(|values| values.into_iter().map(str::to_owned).collect())
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => select(&TYPED[..]).prop_map(str::to_owned)]
}

fn maybe_day() -> impl Strategy<Value = Option<NaiveDate>> {
    prop_oneof![4 => Just(None), 1 => (0..8_u64).prop_map(|offset| Some(day(offset)))]
}

fn trip_day() -> impl Strategy<Value = Option<TripDay>> {
    let days = [TripDay::Today, TripDay::Tomorrow, TripDay::InThreeDays, TripDay::InFiveDays];
    prop_oneof![6 => Just(None), 1 => select(days.to_vec()).prop_map(Some)]
}

prop_compose! {
    fn filter()(
        tab in select(&[OrderTab::All, OrderTab::All, OrderTab::Mine, OrderTab::Quotes, OrderTab::Archived, OrderTab::Trash][..]),
        (search, number, contract_number, tourist, customer) in (typed(), typed(), typed(), typed(), typed()),
        (start_from, start_to, departs, returns) in (maybe_day(), maybe_day(), trip_day(), trip_day()),
        (managers, lead_sources, lead_kinds) in (texts(&MANAGERS), texts(&["Сайт", "Авито", ""]), texts(&["Авито"])),
        (operators, departure_cities, countries) in (texts(&OPERATORS), texts(&CITIES), texts(&COUNTRIES)),
        offices in prop_oneof![5 => Just(Vec::new()), 1 => Just(vec![office(0)])],
        (payment_methods, documents_given) in (some_of(&PaymentMethod::ALL), some_of(&DocumentsGiven::ALL)),
        (statuses, contract_statuses) in (some_of(&OrderStatus::ALL), some_of(&ContractStatus::ALL)),
        services in some_of(&[ServiceKind::Meals, ServiceKind::Insurance]),
    ) -> OrderFilter {
        OrderFilter {
            tab, search, number, contract_number, tourist, customer, start_from, start_to, departs, returns, managers,
            offices, lead_sources, lead_kinds, payment_methods, services, operators, departure_cities, countries,
            documents_given, statuses, contract_statuses,
        }
    }
}

/// An order beside its row, as the naive filter sees it.
struct Seen {
    order: Order,
    row: OrderRow,
}

fn has_words(text: &str, typed: &str) -> bool {
    let looks_like_number =
        digits(typed).len() >= 7 && typed.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c));
    let normal = normalise(typed);
    let wanted: Vec<String> = if looks_like_number {
        vec![digits(typed)]
    } else {
        normal.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    if wanted.is_empty() {
        return typed.trim().is_empty();
    }
    let text = normalise(text);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted.as_str())))
}

fn number_text(number: &str) -> String {
    format!("{number} {}", digits(number))
}

fn phone_text(phone: &str) -> String {
    let digits = digits(phone);
    let tails = [10, 7, 4].map(|count| if digits.len() > count { &digits[digits.len() - count..] } else { "" });
    format!("{digits} {}", tails.join(" "))
}

fn tourists_text(order: &Order) -> String {
    order.tourists.iter().map(|tourist| format!("{} {} ", tourist.full_name(), tourist.latin_name())).collect()
}

fn everything(order: &Order) -> String {
    let documents = std::iter::once(&order.customer.document).chain(order.tourists.iter().map(|t| &t.document));
    let documents: String = documents
        .map(|d| {
            let number: String = d.number.split_whitespace().collect();
            let series: String = d.series.split_whitespace().collect();
            format!("{series}{number} {} ", d.number)
        })
        .collect();
    let countries: String = order
        .tour
        .countries
        .iter()
        .map(|code| format!("{} ", agency_core::countries::country_name(code).unwrap_or(code)))
        .collect();
    [
        number_text(&order.number),
        number_text(&order.contract.number),
        order.customer.full_name(),
        tourists_text(order),
        phone_text(&order.customer.phone),
        order.tourists.iter().map(|tourist| phone_text(&tourist.phone)).collect(),
        documents,
        order.customer.email.clone(),
        order.tour.resorts.clone(),
        order.tour.departure_city.clone(),
        order.operator.as_ref().map(|operator| operator.short_name.clone()).unwrap_or_default(),
        order.manager.clone(),
        order.contract.booking_number.clone(),
        countries,
    ]
    .join(" ")
}

fn any_text(wanted: &[String], text: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| normalise(wanted) == normalise(text))
}

fn one_of<T: PartialEq>(wanted: &[T], value: &T) -> bool {
    wanted.is_empty() || wanted.contains(value)
}

fn is_own(order: &Order, viewer: &Viewer) -> bool {
    match order.manager_id {
        Some(id) => viewer.staff == Some(id),
        None => !order.manager.is_empty() && normalise(&order.manager) == normalise(&viewer.name),
    }
}

fn passes(filter: &OrderFilter, viewer: &Viewer, seen: &Seen) -> bool {
    let Seen { order, row } = seen;
    let in_work = row.trashed_at.is_none() && row.archived_at.is_none() && !row.is_quote;
    let archived = row.trashed_at.is_none() && row.archived_at.is_some();
    let by_day = filter.departs.is_some() || filter.returns.is_some();
    let in_tab = match filter.tab {
        OrderTab::All | OrderTab::Mine => in_work || (by_day && archived && !row.status.is_cancelled()),
        OrderTab::Quotes => row.trashed_at.is_none() && row.archived_at.is_none() && row.is_quote,
        OrderTab::Archived => archived,
        OrderTab::Trash => row.trashed_at.is_some(),
    };
    let is_nobodys = order.manager_id.is_none() && order.manager.is_empty();
    let is_seen = match filter.tab {
        OrderTab::Mine => is_own(order, viewer),
        _ => !viewer.own_only || is_own(order, viewer) || is_nobodys,
    };
    let kinds: Vec<ServiceKind> = order.services.iter().map(Service::kind).collect();
    let operator = order.operator.as_ref().map(|operator| operator.short_name.as_str()).unwrap_or_default();
    in_tab
        && is_seen
        && has_words(&everything(order), &filter.search)
        && has_words(&number_text(&order.number), &filter.number)
        && has_words(&number_text(&order.contract.number), &filter.contract_number)
        && has_words(&tourists_text(order), &filter.tourist)
        && has_words(&order.customer.full_name(), &filter.customer)
        && filter.start_from.is_none_or(|from| order.tour.start.is_some_and(|start| start >= from))
        && filter.start_to.is_none_or(|to| order.tour.start.is_some_and(|start| start <= to))
        && filter.departs.is_none_or(|day| order.tour.start == Some(day.after(viewer.today)))
        && filter.returns.is_none_or(|day| order.tour.end == Some(day.after(viewer.today)))
        && any_text(&filter.managers, &order.manager)
        && (filter.offices.is_empty() || order.office_id.is_some_and(|office| filter.offices.contains(&office)))
        && any_text(&filter.lead_sources, &order.lead_source)
        && any_text(&filter.lead_kinds, &order.lead_kind)
        && (filter.payment_methods.is_empty()
            || order.price.method.is_some_and(|method| filter.payment_methods.contains(&method)))
        && (filter.services.is_empty() || filter.services.iter().any(|kind| kinds.contains(kind)))
        && any_text(&filter.operators, operator)
        && any_text(&filter.departure_cities, &order.tour.departure_city)
        && (filter.countries.is_empty() || filter.countries.iter().any(|code| order.tour.countries.contains(code)))
        && one_of(&filter.documents_given, &order.documents_given)
        && one_of(&filter.statuses, &row.status)
        && one_of(&filter.contract_statuses, &row.contract_status)
}

/// What a row is sorted by; nothing comes last.
fn sort_key(sort: OrderSort, row: &OrderRow) -> Option<String> {
    let text = |text: &str| Some(normalise(text)).filter(|text| !text.is_empty());
    let place = |place: Option<usize>| place.map(|place| format!("{place:04}"));
    let number = |text: &str| agency_store::search::number_key(text);
    match sort {
        OrderSort::Updated => Some(row.updated_at.to_string()),
        OrderSort::Created => Some(row.created_at.to_string()),
        OrderSort::Number => number(&row.number),
        OrderSort::ContractNumber => number(&row.contract_number),
        OrderSort::Customer => text(&row.customer),
        OrderSort::Tourists => Some(format!("{:04}", row.tourists)),
        OrderSort::Destination => text(&row.destination),
        OrderSort::DepartureCity => text(&row.departure_city),
        OrderSort::TourStart => row.tour_start.map(|day| day.to_string()),
        OrderSort::TourEnd => row.tour_end.map(|day| day.to_string()),
        OrderSort::Operator => text(&row.operator),
        OrderSort::Manager => text(&row.manager),
        OrderSort::Office => text(&row.office),
        OrderSort::LeadSource => text(&row.lead_source),
        OrderSort::LeadKind => text(&row.lead_kind),
        OrderSort::PaymentMethod => {
            place(row.payment_method.and_then(|method| PaymentMethod::ALL.iter().position(|one| *one == method)))
        }
        OrderSort::Total => row.total.map(|total| format!("{:04}", total.0)),
        OrderSort::DocumentsGiven => place(DocumentsGiven::ALL.iter().position(|one| *one == row.documents_given)),
        OrderSort::Status => place(OrderStatus::ALL.iter().position(|one| *one == row.status)),
        OrderSort::ContractStatus => place(ContractStatus::ALL.iter().position(|one| *one == row.contract_status)),
    }
}

/// Order of two rows; those made later count as larger.
fn compare(sort: OrderSort, descending: bool, (left, right): (&Seen, &Seen), made: Ordering) -> Ordering {
    let turn = |order: Ordering| if descending { order.reverse() } else { order };
    match (sort_key(sort, &left.row), sort_key(sort, &right.row)) {
        (Some(left), Some(right)) => turn(left.cmp(&right)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
    .then(turn(made))
}

fn filled(made: &[Made]) -> (Base, Vec<Order>) {
    let base = base();
    let mut orders = Vec::new();
    base.store
        .write(now(), |write| {
            for (index, made) in made.iter().enumerate() {
                let mut order = made.order.clone();
                order.id = agency_core::ids::OrderId::new();
                order.number = (index * 7 + 1).to_string();
                orders::add(write, &order, "тест")?;
                orders::set_contract_status(write, order.id, made.contract_status)?;
                if made.archived {
                    orders::change(write, order.id, &OrderChange::Archive, "тест")?;
                }
                if made.trashed {
                    orders::change(write, order.id, &OrderChange::Trash, "тест")?;
                }
                orders.push(order);
            }
            Ok(())
        })
        .expect("orders");
    (base, orders)
}

/// Every order with its row: all tabs without a filter, in the order they were made.
fn all_rows(base: &Base, orders: &[Order], viewer: &Viewer) -> Vec<Seen> {
    let mut rows: Vec<OrderRow> = Vec::new();
    for tab in [OrderTab::All, OrderTab::Quotes, OrderTab::Archived, OrderTab::Trash] {
        let filter = OrderFilter { tab, ..OrderFilter::default() };
        let slice = Slice { filter, sort: OrderSort::Created, descending: false, offset: 0, limit: 1000 };
        rows.extend(base.store.read(|read| orders::list(read, &slice, viewer)).expect("rows"));
    }
    assert_eq!(rows.len(), orders.len(), "every order is in one tab");
    orders
        .iter()
        .map(|order| Seen {
            order: order.clone(),
            row: rows.iter().find(|row| row.id == order.id).expect("its row").clone(),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn sql_shows_what_a_naive_filter_shows(
        made in prop::collection::vec(made(), 40),
        asked in prop::collection::vec((filter(), select(&OrderSort::ALL[..]), any::<bool>(), 0..6_u32, 1..12_u32, any::<bool>()), 24),
    ) {
        let (base, orders) = filled(&made);
        let everybody = Viewer { staff: Some(staff(0)), name: "Анна".into(), own_only: false, today: day(0) };
        let seen = all_rows(&base, &orders, &everybody);
        for (filter, sort, descending, offset, limit, own_only) in asked {
            let viewer = Viewer { own_only, ..everybody.clone() };
            let mut expected: Vec<(usize, &Seen)> =
                seen.iter().enumerate().filter(|(_, seen)| passes(&filter, &viewer, seen)).collect();
            expected.sort_by(|(a, left), (b, right)| compare(sort, descending, (left, right), a.cmp(b)));
            let total = expected.len();
            let expected: Vec<&str> = expected
                .into_iter()
                .skip(offset as usize)
                .take(limit as usize)
                .map(|(_, seen)| seen.row.number.as_str())
                .collect();
            let slice = Slice { filter: filter.clone(), sort, descending, offset, limit };
            let rows = base.store.read(|read| orders::list(read, &slice, &viewer)).expect("rows");
            let shown: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
            prop_assert_eq!(shown, expected, "{:?} by {:?}", filter, sort);
            let counted = base.store.read(|read| orders::count(read, &filter, &viewer)).expect("a count");
            prop_assert_eq!(counted as usize, total, "{:?}", filter);
        }
    }
}
