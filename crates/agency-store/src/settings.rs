//! Settings: small JSON values by key.

use crate::error::StoreResult;
use crate::store::{Read, Write};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The value of a setting, if it was ever saved.
///
/// # Errors
/// Storage failure, or a value of another shape.
pub fn get<T: DeserializeOwned>(read: &Read<'_>, key: &str) -> StoreResult<Option<T>> {
    let text: Option<String> =
        read.sql.query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0)).optional()?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Saves a setting.
///
/// # Errors
/// Storage failure.
pub fn put<T: Serialize>(write: &Write<'_>, key: &str, value: &T) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO settings (key, value, updated_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
        params![key, serde_json::to_string(value)?, write.now],
    )?;
    Ok(())
}
