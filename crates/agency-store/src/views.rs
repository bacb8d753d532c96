//! How people left their screens.

use crate::error::StoreResult;
use crate::store::{Read, Write};
use rusqlite::{OptionalExtension, params};

/// A screen of a member of the staff as it was left, JSON; `""` is nobody in particular.
///
/// # Errors
/// Storage failure.
pub fn get(read: &Read<'_>, staff: &str, screen: &str) -> StoreResult<Option<String>> {
    let mut statement = read.sql.prepare_cached("SELECT state FROM views WHERE staff_id = ?1 AND screen = ?2")?;
    Ok(statement.query_row([staff, screen], |row| row.get(0)).optional()?)
}

/// Keeps a screen as it is.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, staff: &str, screen: &str, state: &str) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO views (staff_id, screen, state, updated_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (staff_id, screen) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at",
        params![staff, screen, state, write.now],
    )?;
    Ok(())
}
