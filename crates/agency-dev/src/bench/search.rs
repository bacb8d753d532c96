//! Search as one types: every keystroke is a search, in the grid and everywhere.

use super::{Desk, Measured, millis, quantile};
use agency_app::wire::Page;
use agency_app::wire::found::Find;
use agency_app::wire::grid::ListOrders;
use agency_core::grid::{OrderFilter, OrderSort, OrderTab};
use anyhow::Result;

/// What people type, whole; each of its beginnings is searched as well.
const TYPED: [&str; 24] = [
    "Семёнов",
    "семенова анна",
    "Щербаков Иван",
    "Иванов",
    "Кузнецова Мария",
    "Баганов",
    "Шарозиский",
    "Ковалёва",
    "Симёнов",
    "Кузницов",
    "Щербоков",
    "Виноградва",
    "Соколоав",
    "+7 906 680-55-55",
    "9261234567",
    "6805555",
    "6001-4321",
    "77777",
    "4508123456",
    "7512345",
    "Турция Кемер",
    "Анекс Казань",
    "ivan.petrov",
    "Хургада сентябрь",
];

pub(super) async fn measure(desk: &Desk, orders: u32) -> Result<Vec<Measured>> {
    let (mut everywhere, mut grid) = (Vec::new(), Vec::new());
    for typed in TYPED {
        for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let text = typed[..end].to_owned();
            everywhere.push(millis(desk.time("find", &Find { text: text.clone() }).await?));
            for tab in [OrderTab::All, OrderTab::Archived] {
                let request = ListOrders {
                    filter: OrderFilter { tab, search: text.clone(), ..OrderFilter::default() },
                    sort: OrderSort::Updated,
                    descending: true,
                    page: Page { offset: 0, limit: 100 },
                };
                grid.push(millis(desk.time("list_orders", &request).await?));
            }
        }
    }
    let size = orders / 1000;
    // a base ten times as large may take twice as long
    let goal = if orders > 100_000 { 100.0 } else { 50.0 };
    Ok([("everywhere", everywhere), ("grid", grid)]
        .into_iter()
        .flat_map(|(name, values)| {
            [("half", 0.5), ("p95", 0.95), ("worst", 1.0)].map(|(place, share)| {
                let value = quantile(&values, share);
                Measured {
                    name: format!("search.{name}.{place}.{size}k"),
                    value,
                    unit: "ms",
                    peer: String::new(),
                    peer_value: None,
                    ratio: None,
                    goal: format!("p95 ≤ {goal} ms"),
                    holds: place == "worst" || value <= goal,
                }
            })
        })
        .collect())
}
