//! First rows of the grid for combinations of filters and every sort.

use super::bare::{Bare, statement};
use super::{Desk, Measured, millis, quantile};
use agency_app::wire::Page;
use agency_app::wire::grid::{CountOrders, ListOrders, OrderRows};
use agency_core::grid::{OrderFilter, OrderSort, OrderTab};
use agency_core::services::ServiceKind;
use agency_core::{ContractStatus, DocumentsGiven, OrderStatus, PaymentMethod};
use anyhow::Result;
use chrono::{Days, Utc};

/// Rows the window asks for at once.
const ROWS: u32 = 100;
/// Runs of each statement; the fastest counts, since all others were disturbed.
const RUNS: usize = 3;

/// Filters people set, alone and together, common and rare.
fn filters() -> Vec<(&'static str, OrderFilter)> {
    let none = OrderFilter::default;
    let text = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let today = Utc::now().date_naive();
    vec![
        ("без фильтра", none()),
        ("страна", OrderFilter { countries: text(&["TUR"]), ..none() }),
        ("редкая страна", OrderFilter { countries: text(&["JPN"]), ..none() }),
        ("туроператор", OrderFilter { operators: text(&["Анекс Тур"]), ..none() }),
        ("редкий туроператор", OrderFilter { operators: text(&["Ван Вояж"]), ..none() }),
        ("два туроператора", OrderFilter { operators: text(&["Тез Тур", "Алеан"]), ..none() }),
        ("менеджер", OrderFilter { managers: text(&["Ёлкина Софья Петровна"]), ..none() }),
        ("город вылета", OrderFilter { departure_cities: text(&["Казань"]), ..none() }),
        ("статус заявки", OrderFilter { statuses: vec![OrderStatus::Confirmed, OrderStatus::Refused], ..none() }),
        ("статус договора", OrderFilter { contract_statuses: vec![ContractStatus::Prepared], ..none() }),
        ("тип оплаты", OrderFilter { payment_methods: vec![PaymentMethod::Sbp], ..none() }),
        ("тип услуги", OrderFilter { services: vec![ServiceKind::Insurance], ..none() }),
        ("источник лида", OrderFilter { lead_sources: text(&["Авито"]), ..none() }),
        ("документы туристу", OrderFilter { documents_given: vec![DocumentsGiven::NotGiven], ..none() }),
        ("неделя начала тура", OrderFilter { start_from: Some(today), start_to: Some(today + Days::new(7)), ..none() }),
        (
            "год начала тура",
            OrderFilter { start_from: today.checked_sub_days(Days::new(365)), start_to: Some(today), ..none() },
        ),
        ("фамилия заказчика", OrderFilter { customer: "семёнов".into(), ..none() }),
        ("турист", OrderFilter { tourist: "щерба".into(), ..none() }),
        ("номер", OrderFilter { number: "12".into(), ..none() }),
        (
            "страна, город, оплата",
            OrderFilter {
                countries: text(&["TUR"]),
                departure_cities: text(&["Самара"]),
                payment_methods: vec![PaymentMethod::Card],
                ..none()
            },
        ),
        (
            "страна, туроператор, менеджер, источник",
            OrderFilter {
                countries: text(&["EGY"]),
                operators: text(&["Корал Тревел"]),
                managers: text(&["Орлов Павел Сергеевич"]),
                lead_sources: text(&["Сайт"]),
                ..none()
            },
        ),
        (
            "город, услуга, документы, год",
            OrderFilter {
                departure_cities: text(&["Москва"]),
                services: vec![ServiceKind::Transfer],
                documents_given: vec![DocumentsGiven::Given, DocumentsGiven::Partly],
                start_from: today.checked_sub_days(Days::new(365)),
                ..none()
            },
        ),
        (
            "турист, страна, туроператор",
            OrderFilter {
                tourist: "иванов".into(),
                countries: text(&["ARE"]),
                operators: text(&["Анекс Тур"]),
                ..none()
            },
        ),
        (
            "ничего не находит",
            OrderFilter {
                countries: text(&["JPN"]),
                departure_cities: text(&["Мурманск"]),
                operators: text(&["Ван Вояж"]),
                ..none()
            },
        ),
    ]
}

struct Combination {
    name: String,
    ours: f64,
    bare: f64,
}

pub(super) async fn measure(desk: &Desk, bare: &Bare, orders: u32) -> Result<Vec<Measured>> {
    let mut all = Vec::new();
    for tab in [OrderTab::All, OrderTab::Archived] {
        for (name, filter) in filters() {
            let filter = OrderFilter { tab, ..filter };
            for sort in OrderSort::ALL {
                for descending in [false, true] {
                    all.push(one(desk, bare, name, &filter, sort, descending).await?);
                }
            }
        }
    }
    let mut counts = Vec::new();
    for (_, filter) in filters() {
        let filter = OrderFilter { tab: OrderTab::Archived, ..filter };
        counts.push(millis(desk.time("count_orders", &CountOrders { filter }).await?));
    }
    let size = orders / 1000;
    let ours: Vec<f64> = all.iter().map(|one| one.ours).collect();
    let bares: Vec<f64> = all.iter().map(|one| one.bare).collect();
    let mut results: Vec<Measured> = [("half", 0.5), ("p95", 0.95), ("p99", 0.99), ("worst", 1.0)]
        .into_iter()
        .map(|(name, share)| {
            compared(&format!("grid.first_rows.{name}.{size}k"), quantile(&ours, share), quantile(&bares, share))
        })
        .collect();
    // what is shorter than a millisecond in either way is nothing a person waits for
    all.sort_by(|a, b| (b.ours.max(1.0) / b.bare.max(1.0)).total_cmp(&(a.ours.max(1.0) / a.bare.max(1.0))));
    if let Some(worst) = all.first() {
        let name = format!("grid.first_rows.worst_pair.{size}k ({})", worst.name);
        results.push(compared(&name, worst.ours.max(1.0), worst.bare.max(1.0)));
    }
    results.push(Measured {
        name: format!("grid.count.worst.{size}k"),
        value: quantile(&counts, 1.0),
        unit: "ms",
        peer: String::new(),
        peer_value: None,
        ratio: None,
        goal: "≤ 1000 ms, asked for apart from the rows".into(),
        holds: quantile(&counts, 1.0) <= 1000.0,
    });
    Ok(results)
}

fn compared(name: &str, value: f64, peer_value: f64) -> Measured {
    let ratio = value / peer_value;
    Measured {
        name: name.into(),
        value,
        unit: "ms",
        peer: "bare SQL".into(),
        peer_value: Some(peer_value),
        ratio: Some(ratio),
        goal: "≤ 2.0 × bare SQL".into(),
        holds: ratio <= 2.0,
    }
}

async fn one(
    desk: &Desk,
    bare: &Bare,
    name: &str,
    filter: &OrderFilter,
    sort: OrderSort,
    descending: bool,
) -> Result<Combination> {
    let request = ListOrders { filter: filter.clone(), sort, descending, page: Page { offset: 0, limit: ROWS } };
    let sql = statement(filter, sort, descending, ROWS + 1)?;
    let (mut ours, mut theirs) = (f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        ours = ours.min(millis(desk.time("list_orders", &request).await?));
        theirs = theirs.min(millis(bare.time(&sql)?));
    }
    // both speak of the same rows, or the comparison means nothing
    let rows: OrderRows = desk.call("list_orders", &request).await?;
    let count = bare.count(&sql)?;
    anyhow::ensure!(
        rows.rows.len() + usize::from(rows.more) == count,
        "«{name}»: {} rows, plain SQL {count}",
        rows.rows.len()
    );
    let turned = if descending { "убыв." } else { "возр." };
    Ok(Combination { name: format!("{:?}, {name}, {sort:?} {turned}", filter.tab), ours, bare: theirs })
}
