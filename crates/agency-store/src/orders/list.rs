//! Slices of the grid.
//!
//! A query takes one of three ways, whichever looks at fewer rows:
//! the sort's own index when rows that pass are common, the search index or
//! the index on the days of the tour when they are rare.

use super::filter::{Conditions, Viewer};
use crate::error::StoreResult;
use crate::store::{Read, from_word, id};
use agency_core::Money;
use agency_core::grid::{OrderFilter, OrderRow, OrderSort};
use agency_core::ids::OrderId;
use rusqlite::types::Value;
use rusqlite::{ParamsFromIter, Row, params_from_iter};

/// Which rows, in which order.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Which orders.
    pub filter: OrderFilter,
    /// Order of rows.
    pub sort: OrderSort,
    /// Largest first.
    pub descending: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return.
    pub limit: u32,
}

/// Index and column of a sort.
fn order_of(sort: OrderSort) -> (&'static str, &'static str) {
    match sort {
        OrderSort::Updated => ("grid_by_updated", "updated_at"),
        OrderSort::Created => ("grid_by_created", "created_at"),
        OrderSort::Number => ("grid_by_number", "number_key"),
        OrderSort::ContractNumber => ("grid_by_contract_number", "contract_number_key"),
        OrderSort::Customer => ("grid_by_customer", "customer_key"),
        OrderSort::Tourists => ("grid_by_tourists", "tourist_count"),
        OrderSort::Destination => ("grid_by_destination", "destination_key"),
        OrderSort::DepartureCity => ("grid_by_departure_city", "departure_city_key"),
        OrderSort::TourStart => ("grid_by_start", "tour_start"),
        OrderSort::TourEnd => ("grid_by_end", "tour_end"),
        OrderSort::Operator => ("grid_by_operator", "operator_key"),
        OrderSort::Manager => ("grid_by_manager", "manager_key"),
        OrderSort::Office => ("grid_by_office", "office"),
        OrderSort::LeadSource => ("grid_by_lead_source", "lead_source_key"),
        OrderSort::LeadKind => ("grid_by_lead_kind", "lead_kind_key"),
        OrderSort::PaymentMethod => ("grid_by_payment", "payment_rank"),
        OrderSort::Total => ("grid_by_total", "total_kopecks"),
        OrderSort::DocumentsGiven => ("grid_by_documents", "documents_rank"),
        OrderSort::Status => ("grid_by_status", "status_rank"),
        OrderSort::ContractStatus => ("grid_by_contract_status", "contract_status_rank"),
    }
}

/// Rows of a slice.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, slice: &Slice, viewer: &Viewer) -> StoreResult<Vec<OrderRow>> {
    let conditions = Conditions::of(&slice.filter, viewer)?;
    let seqs = Query { read, conditions: &conditions, slice }.seqs()?;
    rows(read, &seqs)
}

/// How many orders pass a filter.
///
/// # Errors
/// Storage failure.
pub fn count(read: &Read<'_>, filter: &OrderFilter, viewer: &Viewer) -> StoreResult<u32> {
    let conditions = Conditions::of(filter, viewer)?;
    let sql = match conditions.query() {
        Some(_) => format!(
            "SELECT count(*) FROM order_index AS i CROSS JOIN orders AS o ON o.seq = i.rowid
             WHERE order_index MATCH ?{} AND {}",
            conditions.bound().len() + 1,
            conditions.columns()
        ),
        None => format!("SELECT count(*) FROM orders AS o WHERE {}", conditions.columns()),
    };
    let values: Vec<Value> = conditions.bound().iter().cloned().chain(conditions.query().map(Value::Text)).collect();
    let mut statement = read.sql.prepare_cached(&sql)?;
    let marks = statement.parameter_count();
    Ok(statement.query_row(marked(marks, &values), |row| row.get(0))?)
}

/// The values a statement has marks for: not every part of a query uses them all.
fn marked(marks: usize, values: &[Value]) -> ParamsFromIter<&[Value]> {
    params_from_iter(&values[..values.len().min(marks)])
}

struct Query<'a> {
    read: &'a Read<'a>,
    conditions: &'a Conditions,
    slice: &'a Slice,
}

/// Where rows come from when they are rare.
struct Source {
    /// `FROM`, and a condition that ends in nothing.
    sql: String,
    values: Vec<Value>,
    /// How many, up to the bound it was counted with.
    rows: u32,
}

impl Query<'_> {
    /// Rows of the slice in their order, by their numbers.
    fn seqs(&self) -> StoreResult<Vec<i64>> {
        if self.conditions.is_tab_only() {
            return self.sorted("orders AS o", &self.conditions.columns(), self.conditions.bound().to_vec());
        }
        let bound = self.bound()?;
        let mut sources = self.sources(bound)?;
        sources.sort_by_key(|source| source.rows);
        let rare = sources.first().is_some_and(|source| source.rows < bound);
        if !rare && let Some(seqs) = self.walk(bound)? {
            return Ok(seqs);
        }
        match sources.into_iter().next() {
            Some(source) => self.sorted(&source.sql, &self.conditions.everything(), source.values),
            None => self.sorted("orders AS o", &self.conditions.everything(), self.conditions.bound().to_vec()),
        }
    }

    /// Rows worth looking at one by one: as many as are left to look at when
    /// that many pass, so that neither way is much longer than the other.
    fn bound(&self) -> StoreResult<u32> {
        let all: i64 =
            self.read.sql.prepare_cached("SELECT ifnull(max(seq), 0) FROM orders")?.query_row([], |row| row.get(0))?;
        let wanted = i64::from(self.slice.offset) + i64::from(self.slice.limit);
        Ok(u32::try_from((all * wanted).isqrt()).unwrap_or(u32::MAX))
    }

    fn sources(&self, bound: u32) -> StoreResult<Vec<Source>> {
        let mut sources = Vec::new();
        let values = self.conditions.bound().to_vec();
        if let Some(query) = self.conditions.query() {
            let mut values = values.clone();
            values.push(Value::Text(query));
            let mark = values.len();
            let rows =
                self.count_to(bound, &format!("SELECT 1 FROM order_index WHERE order_index MATCH ?{mark}"), &values)?;
            let sql = format!(
                "(SELECT rowid AS seq FROM order_index WHERE order_index MATCH ?{mark}) AS i
                 CROSS JOIN orders AS o ON o.seq = i.seq"
            );
            sources.push(Source { sql, values, rows });
        }
        if let Some(days) = self.conditions.days() {
            let rows = self.count_to(bound, &format!("SELECT 1 FROM orders AS o WHERE {days}"), &values)?;
            let sql =
                format!("(SELECT o.seq FROM orders AS o WHERE {days}) AS d CROSS JOIN orders AS o ON o.seq = d.seq");
            sources.push(Source { sql, values, rows });
        }
        Ok(sources)
    }

    fn count_to(&self, bound: u32, sql: &str, values: &[Value]) -> StoreResult<u32> {
        let sql = format!("SELECT count(*) FROM ({sql} LIMIT {bound})");
        let mut statement = self.read.sql.prepare_cached(&sql)?;
        let marks = statement.parameter_count();
        Ok(statement.query_row(marked(marks, values), |row| row.get(0))?)
    }

    /// Goes along the sort's index and takes what passes; nothing when too few
    /// pass among the first `bound` rows.
    fn walk(&self, bound: u32) -> StoreResult<Option<Vec<i64>>> {
        let Some(place) = self.conditions.place() else { return Ok(None) };
        let (index, _) = order_of(self.slice.sort);
        let sql = format!(
            "SELECT o.seq, {} FROM orders AS o INDEXED BY {index} WHERE o.place = {place} ORDER BY {}",
            self.conditions.everything(),
            self.order_by()
        );
        let mut statement = self.read.sql.prepare_cached(&sql)?;
        let marks = statement.parameter_count();
        let mut rows = statement.query(marked(marks, self.conditions.bound()))?;
        let (mut to_skip, mut seqs) = (self.slice.offset, Vec::new());
        for _ in 0..bound {
            let Some(row) = rows.next()? else { return Ok(Some(seqs)) };
            if !row.get::<_, Option<bool>>(1)?.unwrap_or(false) {
                continue;
            }
            if to_skip > 0 {
                to_skip -= 1;
                continue;
            }
            seqs.push(row.get(0)?);
            if seqs.len() == self.slice.limit as usize {
                return Ok(Some(seqs));
            }
        }
        Ok(None)
    }

    fn sorted(&self, from: &str, condition: &str, values: Vec<Value>) -> StoreResult<Vec<i64>> {
        let sql = format!(
            "SELECT o.seq FROM {from} WHERE {condition} ORDER BY {} LIMIT {} OFFSET {}",
            self.order_by(),
            self.slice.limit,
            self.slice.offset
        );
        let mut statement = self.read.sql.prepare_cached(&sql)?;
        let marks = statement.parameter_count();
        let rows = statement.query_map(marked(marks, &values), |row| row.get(0))?;
        rows.map(|row| Ok(row?)).collect()
    }

    fn order_by(&self) -> String {
        let (_, column) = order_of(self.slice.sort);
        let direction = if self.slice.descending { "DESC" } else { "ASC" };
        format!("o.{column} {direction} NULLS LAST, o.seq {direction}")
    }
}

/// Rows by their numbers, in this order.
fn rows(read: &Read<'_>, seqs: &[i64]) -> StoreResult<Vec<OrderRow>> {
    let mut statement = read.sql.prepare_cached(
        "SELECT id, number, contract_number, customer, tourist_count, destination, departure_city, tour_start, tour_end,
           operator, manager, office, lead_source, lead_kind, payment_method, total_kopecks, documents_given, status,
           contract_status, is_quote, archived_at, trashed_at, created_at, updated_at
         FROM orders WHERE seq = ?1",
    )?;
    seqs.iter().map(|seq| statement.query_row([seq], |row| Ok(order_row(row)))?).collect()
}

fn order_row(row: &Row<'_>) -> StoreResult<OrderRow> {
    Ok(OrderRow {
        id: id::<OrderId>(row, "id")?,
        number: row.get("number")?,
        contract_number: row.get("contract_number")?,
        customer: row.get("customer")?,
        tourists: row.get("tourist_count")?,
        destination: row.get("destination")?,
        departure_city: row.get("departure_city")?,
        tour_start: row.get("tour_start")?,
        tour_end: row.get("tour_end")?,
        operator: row.get("operator")?,
        manager: row.get("manager")?,
        office: row.get::<_, Option<String>>("office")?.unwrap_or_default(),
        lead_source: row.get("lead_source")?,
        lead_kind: row.get("lead_kind")?,
        payment_method: row.get::<_, Option<String>>("payment_method")?.map(|text| from_word(&text)).transpose()?,
        total: row.get::<_, Option<i64>>("total_kopecks")?.map(Money),
        documents_given: from_word(&row.get::<_, String>("documents_given")?)?,
        status: from_word(&row.get::<_, String>("status")?)?,
        contract_status: from_word(&row.get::<_, String>("contract_status")?)?,
        is_quote: row.get("is_quote")?,
        archived_at: row.get("archived_at")?,
        trashed_at: row.get("trashed_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}
