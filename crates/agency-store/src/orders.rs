//! Orders: the aggregate as JSON, with columns for the grid.

use crate::error::{StoreError, StoreResult};
use crate::store::{Read, Write, from_word, id, word};
use crate::{payments, search};
use agency_core::countries;
use agency_core::ids::OrderId;
use agency_core::{ContractStatus, Money, Order, OrderStatus};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params, params_from_iter};
use sha2::{Digest, Sha256};

/// Column the grid is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Last change.
    Updated,
    /// Номер заявки.
    Number,
    /// Номер договора.
    ContractNumber,
    /// Фамилия заказчика.
    Customer,
    /// Начало тура; orders without one come last in either direction.
    TourStart,
    /// Общая цена; orders without one come last in either direction.
    Total,
    /// Статус договора, by its name in code.
    ContractStatus,
}

/// What the grid asks for.
#[derive(Clone, Debug)]
pub struct OrderFilter {
    /// Typed words; each must be found.
    pub search: String,
    /// Sort column.
    pub sort: Sort,
    /// Largest first.
    pub descending: bool,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return.
    pub limit: u32,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// Номер договора.
    pub contract_number: String,
    /// ФИО заказчика.
    pub customer: String,
    /// How many tourists.
    pub tourists: u32,
    /// Countries and resorts.
    pub destination: String,
    /// Начало тура.
    pub tour_start: Option<NaiveDate>,
    /// Окончание тура.
    pub tour_end: Option<NaiveDate>,
    /// Менеджер.
    pub manager: String,
    /// Общая цена.
    pub total: Option<Money>,
    /// Статус заявки.
    pub status: OrderStatus,
    /// Статус договора.
    pub contract_status: ContractStatus,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// An order as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrder {
    /// The order.
    pub order: Order,
    /// Version to save against.
    pub version: u32,
}

impl StoredOrder {
    /// Fingerprint of everything but the contract's status: two orders with the
    /// same digest print the same contract.
    ///
    /// # Errors
    /// Never for an order that was read from the base.
    pub fn digest(&self) -> StoreResult<String> {
        let mut order = self.order.clone();
        order.contract.status = ContractStatus::default();
        let hash = Sha256::digest(serde_json::to_vec(&order)?);
        Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Rows of the grid and how many there are in all.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, filter: &OrderFilter) -> StoreResult<(Vec<OrderSummary>, u32)> {
    let patterns = search::patterns(&filter.search);
    let mut condition = String::from("1");
    for index in 1..=patterns.len() {
        condition.push_str(&format!(" AND search LIKE ?{index} ESCAPE '\\'"));
    }
    let total: u32 = read.sql.query_row(
        &format!("SELECT count(*) FROM orders WHERE {condition}"),
        params_from_iter(&patterns),
        |row| row.get(0),
    )?;
    let direction = if filter.descending { "DESC" } else { "ASC" };
    let sort = match filter.sort {
        Sort::Updated => format!("updated_at {direction}"),
        Sort::Number => format!("number {direction}"),
        Sort::ContractNumber => format!("contract_number {direction}"),
        Sort::Customer => format!("customer_sort {direction}"),
        Sort::TourStart => format!("tour_start {direction} NULLS LAST"),
        Sort::Total => format!("total_kopecks {direction} NULLS LAST"),
        Sort::ContractStatus => format!("contract_status {direction}"),
    };
    let sql = format!(
        "SELECT id, number, contract_number, customer, tourist_count, destination, tour_start, tour_end, manager,
                total_kopecks, status, contract_status, updated_at
         FROM orders WHERE {condition} ORDER BY {sort}, id {direction} LIMIT {} OFFSET {}",
        filter.limit, filter.offset
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&patterns))?;
    let mut summaries = Vec::new();
    while let Some(row) = rows.next()? {
        summaries.push(summary(row)?);
    }
    Ok((summaries, total))
}

fn summary(row: &Row<'_>) -> StoreResult<OrderSummary> {
    Ok(OrderSummary {
        id: id(row, "id")?,
        number: row.get("number")?,
        contract_number: row.get("contract_number")?,
        customer: row.get("customer")?,
        tourists: row.get("tourist_count")?,
        destination: row.get("destination")?,
        tour_start: row.get("tour_start")?,
        tour_end: row.get("tour_end")?,
        manager: row.get("manager")?,
        total: row.get::<_, Option<i64>>("total_kopecks")?.map(Money),
        status: from_word(&row.get::<_, String>("status")?)?,
        contract_status: from_word(&row.get::<_, String>("contract_status")?)?,
        updated_at: row.get("updated_at")?,
    })
}

/// One order.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: OrderId) -> StoreResult<StoredOrder> {
    let (version, data, status): (u32, String, String) = read.sql.query_row(
        "SELECT version, data, contract_status FROM orders WHERE id = ?1",
        [id.to_string()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let mut order: Order = serde_json::from_str(&data)?;
    order.contract.status = from_word(&status)?;
    Ok(StoredOrder { order, version })
}

/// The highest number among orders written as digits, for the next one.
///
/// # Errors
/// Storage failure.
pub fn highest_number(read: &Read<'_>) -> StoreResult<u64> {
    let highest: Option<i64> = read.sql.query_row(
        "SELECT max(CAST(number AS INTEGER)) FROM orders WHERE number NOT GLOB '*[^0-9]*' AND length(number) < 16",
        [],
        |row| row.get(0),
    )?;
    Ok(highest.unwrap_or(0).unsigned_abs())
}

/// Adds an order as version 1.
///
/// # Errors
/// [`StoreError::NotUnique`] when the number is taken, or storage failure.
pub fn add(write: &Write<'_>, order: &Order, author: &str) -> StoreResult<StoredOrder> {
    let columns = Columns::of(order)?;
    write.sql.execute(
        "INSERT INTO orders (id, version, number, contract_number, customer, customer_sort, tourist_count, destination,
           tour_start, tour_end, manager, total_kopecks, status, contract_status, search, data, created_at, updated_at)
         VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)",
        params![
            order.id.to_string(),
            order.number.trim(),
            order.contract.number.trim(),
            columns.customer,
            columns.customer_sort,
            order.tourists.len() as u32,
            columns.destination,
            order.tour.start,
            order.tour.end,
            order.manager,
            order.price.total.map(|total| total.0),
            word(&order.status)?,
            word(&order.contract.status)?,
            columns.search,
            columns.data,
            write.now
        ],
    )?;
    keep_version(write, order.id, 1, &columns.data, author)?;
    payments::keep_plan(write, order)?;
    get(write, order.id)
}

/// Saves a changed order as the next version. The contract's status is kept:
/// [`set_contract_status`] is the only way to change it.
///
/// # Errors
/// [`StoreError::Conflict`] when `version` is not the present one,
/// [`StoreError::NotUnique`], [`StoreError::NotFound`] or storage failure.
pub fn save(write: &Write<'_>, order: &Order, version: u32, author: &str) -> StoreResult<StoredOrder> {
    let columns = Columns::of(order)?;
    let changed = write.sql.execute(
        "UPDATE orders SET version = version + 1, number = ?3, contract_number = ?4, customer = ?5, customer_sort = ?6,
           tourist_count = ?7, destination = ?8, tour_start = ?9, tour_end = ?10, manager = ?11, total_kopecks = ?12,
           status = ?13, search = ?14, data = ?15, updated_at = ?16
         WHERE id = ?1 AND version = ?2",
        params![
            order.id.to_string(),
            version,
            order.number.trim(),
            order.contract.number.trim(),
            columns.customer,
            columns.customer_sort,
            order.tourists.len() as u32,
            columns.destination,
            order.tour.start,
            order.tour.end,
            order.manager,
            order.price.total.map(|total| total.0),
            word(&order.status)?,
            columns.search,
            columns.data,
            write.now
        ],
    )?;
    if changed == 0 {
        get(write, order.id)?; // tells «not found» from «changed meanwhile»
        return Err(StoreError::Conflict);
    }
    keep_version(write, order.id, version + 1, &columns.data, author)?;
    payments::keep_plan(write, order)?;
    get(write, order.id)
}

/// Sets the status of the contract. Not a new version: nothing printed changes.
///
/// # Errors
/// [`StoreError::NotFound`] or storage failure.
pub fn set_contract_status(write: &Write<'_>, id: OrderId, status: ContractStatus) -> StoreResult<()> {
    let changed = write.sql.execute(
        "UPDATE orders SET contract_status = ?2, updated_at = ?3 WHERE id = ?1",
        params![id.to_string(), word(&status)?, write.now],
    )?;
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn keep_version(write: &Write<'_>, id: OrderId, version: u32, data: &str, author: &str) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO order_versions (order_id, version, data, author, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id.to_string(), version, data, author, write.now],
    )?;
    Ok(())
}

/// What the grid's columns hold for an order.
struct Columns {
    customer: String,
    customer_sort: String,
    destination: String,
    search: String,
    data: String,
}

impl Columns {
    fn of(order: &Order) -> StoreResult<Self> {
        let customer = order.customer.full_name();
        let mut places: Vec<String> =
            order.tour.countries.iter().map(|code| countries::country_name(code).unwrap_or(code).to_owned()).collect();
        places.extend((!order.tour.resorts.trim().is_empty()).then(|| order.tour.resorts.trim().to_owned()));
        let tourists: Vec<String> =
            order.tourists.iter().map(|tourist| format!("{} {}", tourist.full_name(), tourist.latin_name())).collect();
        let words = search::normalise(&format!(
            "{} {} {} {} {} {} {} {}",
            order.number,
            order.contract.number,
            customer,
            tourists.join(" "),
            order.customer.email,
            order.tour.resorts,
            order.operator.as_ref().map_or("", |operator| operator.short_name.as_str()),
            order.manager
        ));
        let numbers = [&order.number, &order.contract.number, &order.customer.phone].map(|text| search::digits(text));
        Ok(Self {
            customer_sort: search::normalise(&customer),
            customer,
            destination: places.join(", "),
            search: format!("{words} {}", numbers.join(" ")),
            data: serde_json::to_string(order)?,
        })
    }
}
