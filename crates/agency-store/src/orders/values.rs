//! Values that occur in orders, for the drop-downs of the filters.

use super::index::facet;
use crate::error::StoreResult;
use crate::store::Read;
use agency_core::countries;
use agency_core::ids::OfficeId;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

/// A column of texts with its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColumn {
    /// Менеджер.
    Manager,
    /// Туроператор.
    Operator,
    /// Город вылета.
    DepartureCity,
    /// Источник лида.
    LeadSource,
    /// Тип лида.
    LeadKind,
}

impl TextColumn {
    /// The column and its key.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Manager => ("manager", "manager_key"),
            Self::Operator => ("operator", "operator_key"),
            Self::DepartureCity => ("departure_city", "departure_city_key"),
            Self::LeadSource => ("lead_source", "lead_source_key"),
            Self::LeadKind => ("lead_kind", "lead_kind_key"),
        }
    }
}

/// Every tab.
const PLACES: std::ops::RangeInclusive<i64> = 0..=3;

/// Texts of a column by alphabet; an empty one at the end when some orders have none.
///
/// # Errors
/// Storage failure.
pub fn texts(read: &Read<'_>, column: TextColumn) -> StoreResult<Vec<String>> {
    let (text, key) = column.names();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut some_have_none = false;
    for place in PLACES {
        // one look into the index for each value, however many orders have it
        let mut next = read.sql.prepare_cached(&format!(
            "SELECT {key}, {text} FROM orders WHERE place = ?1 AND {key} > ?2 ORDER BY {key}, seq LIMIT 1"
        ))?;
        let mut last = String::new();
        while let Some((key, text)) =
            next.query_row(params![place, last], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).optional()?
        {
            found.entry(key.clone()).or_insert(text);
            last = key;
        }
        some_have_none |= read
            .sql
            .prepare_cached(&format!("SELECT 1 FROM orders WHERE place = ?1 AND {key} IS NULL LIMIT 1"))?
            .exists([place])?;
    }
    Ok(found.into_values().chain(some_have_none.then(String::new)).collect())
}

/// Codes of countries that occur in orders.
///
/// # Errors
/// Storage failure.
pub fn countries(read: &Read<'_>) -> StoreResult<Vec<&'static str>> {
    let mut known = read.sql.prepare_cached("SELECT 1 FROM order_index WHERE order_index MATCH ?1 LIMIT 1")?;
    let mut found = Vec::new();
    for (code, _) in countries::all() {
        if known.exists([format!("facets : {}", facet("country", code))])? {
            found.push(code);
        }
    }
    Ok(found)
}

/// Offices by name.
///
/// # Errors
/// Storage failure.
pub fn offices(read: &Read<'_>) -> StoreResult<Vec<(OfficeId, String)>> {
    let mut statement = read.sql.prepare_cached("SELECT id, name FROM offices ORDER BY name, id")?;
    let rows = statement.query_map([], |row| Ok((crate::store::id(row, "id")?, row.get("name")?)))?;
    rows.map(|row| Ok(row?)).collect()
}
