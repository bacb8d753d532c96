//! Directory of tour operators.

use crate::error::StoreResult;
use crate::store::{Read, Write};
use agency_core::TourOperator;
use rusqlite::params;

/// All operators by name.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>) -> StoreResult<Vec<TourOperator>> {
    let mut statement = read.sql.prepare_cached("SELECT data FROM operators ORDER BY name, id")?;
    let texts = statement.query_map([], |row| row.get::<_, String>(0))?;
    texts.map(|text| Ok(serde_json::from_str(&text?)?)).collect()
}

/// Adds an operator or replaces the one with its id.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, operator: &TourOperator) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO operators (id, name, data, updated_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, data = excluded.data, updated_at = excluded.updated_at",
        params![
            operator.id.to_string(),
            crate::search::normalise(&operator.short_name),
            serde_json::to_string(operator)?,
            write.now
        ],
    )?;
    Ok(())
}
