//! The same base read by plain SQL: what the grid is compared with.

use crate::seed::Seeded;
use agency_core::grid::{OrderFilter, OrderSort, OrderTab};
use anyhow::Result;
use rusqlite::Connection;
use serde::Serialize;
use std::time::{Duration, Instant};

pub(super) struct Bare {
    sql: Connection,
}

impl Bare {
    pub(super) fn open(seeded: &Seeded) -> Result<Self> {
        let sql = Connection::open(&seeded.path)?;
        sql.pragma_update(None, "key", format!("x'{}'", seeded.key.to_hex()))?;
        sql.pragma_update(None, "cache_size", -64_000)?;
        Ok(Self { sql })
    }

    /// How long the statement takes with every value of its rows read.
    pub(super) fn time(&self, sql: &str) -> Result<Duration> {
        let started = Instant::now();
        let mut statement = self.sql.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                std::hint::black_box(row.get_ref(column)?);
            }
        }
        Ok(started.elapsed())
    }

    /// How many rows the statement has.
    pub(super) fn count(&self, sql: &str) -> Result<usize> {
        let mut statement = self.sql.prepare_cached(sql)?;
        let rows = statement.query_map([], |_| Ok(()))?;
        Ok(rows.collect::<Result<Vec<()>, _>>()?.len())
    }
}

/// The statement a person would write for a filter by hand.
pub(super) fn statement(filter: &OrderFilter, sort: OrderSort, descending: bool, limit: u32) -> Result<String> {
    let place = match filter.tab {
        OrderTab::All | OrderTab::Mine => 0,
        OrderTab::Quotes => 1,
        OrderTab::Archived => 2,
        OrderTab::Trash => 3,
    };
    let mut conditions = vec![format!("place = {place}")];
    texts(&mut conditions, "manager", &filter.managers);
    texts(&mut conditions, "operator", &filter.operators);
    texts(&mut conditions, "departure_city", &filter.departure_cities);
    texts(&mut conditions, "lead_source", &filter.lead_sources);
    texts(&mut conditions, "lead_kind", &filter.lead_kinds);
    texts(&mut conditions, "status", &words(&filter.statuses)?);
    texts(&mut conditions, "contract_status", &words(&filter.contract_statuses)?);
    texts(&mut conditions, "payment_method", &words(&filter.payment_methods)?);
    texts(&mut conditions, "documents_given", &words(&filter.documents_given)?);
    texts(&mut conditions, "office_id", &filter.offices.iter().map(ToString::to_string).collect::<Vec<_>>());
    for (column, values) in [("countries", filter.countries.clone()), ("services", words(&filter.services)?)] {
        let any: Vec<String> = values.iter().map(|value| format!("instr({column}, ' {value} ')")).collect();
        if !any.is_empty() {
            conditions.push(format!("({})", any.join(" OR ")));
        }
    }
    conditions.extend(filter.start_from.map(|day| format!("tour_start >= '{day}'")));
    conditions.extend(filter.start_to.map(|day| format!("tour_start <= '{day}'")));
    for (column, typed) in [
        ("{number contract_number customer tourists phones documents other}", &filter.search),
        ("number", &filter.number),
        ("contract_number", &filter.contract_number),
        ("tourists", &filter.tourist),
        ("customer", &filter.customer),
    ] {
        if !typed.is_empty() {
            conditions.push(format!(
                "seq IN (SELECT rowid FROM order_index WHERE order_index MATCH '{column} : {}*')",
                typed.to_lowercase().replace('ё', "е")
            ));
        }
    }
    let direction = if descending { "DESC" } else { "ASC" };
    Ok(format!(
        "SELECT id, number, contract_number, customer, tourist_count, destination, departure_city, tour_start, tour_end,
           operator, manager, office, lead_source, lead_kind, payment_method, total_kopecks, documents_given, status,
           contract_status, is_quote, archived_at, trashed_at, created_at, updated_at
         FROM orders WHERE {} ORDER BY {} {direction} NULLS LAST, seq {direction} LIMIT {limit}",
        conditions.join(" AND "),
        column(sort)
    ))
}

fn texts(conditions: &mut Vec<String>, column: &str, values: &[String]) {
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| format!("'{}'", value.replace('\'', "''"))).collect();
        conditions.push(format!("{column} IN ({})", values.join(", ")));
    }
}

fn words<T: Serialize>(values: &[T]) -> Result<Vec<String>> {
    values.iter().map(|value| Ok(serde_json::from_value(serde_json::to_value(value)?)?)).collect()
}

fn column(sort: OrderSort) -> &'static str {
    match sort {
        OrderSort::Updated => "updated_at",
        OrderSort::Created => "created_at",
        OrderSort::Number => "number_key",
        OrderSort::ContractNumber => "contract_number_key",
        OrderSort::Customer => "customer_key",
        OrderSort::Tourists => "tourist_count",
        OrderSort::Destination => "destination_key",
        OrderSort::DepartureCity => "departure_city_key",
        OrderSort::TourStart => "tour_start",
        OrderSort::TourEnd => "tour_end",
        OrderSort::Operator => "operator_key",
        OrderSort::Manager => "manager_key",
        OrderSort::Office => "office",
        OrderSort::LeadSource => "lead_source_key",
        OrderSort::LeadKind => "lead_kind_key",
        OrderSort::PaymentMethod => "payment_rank",
        OrderSort::Total => "total_kopecks",
        OrderSort::DocumentsGiven => "documents_rank",
        OrderSort::Status => "status_rank",
        OrderSort::ContractStatus => "contract_status_rank",
    }
}
