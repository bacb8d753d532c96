//! Offices of the agency.

use crate::error::StoreResult;
use crate::search;
use crate::store::{Read, Write};
use agency_core::OfficeCard;
use agency_core::ids::OfficeId;
use rusqlite::{Row, params};

fn card(row: &Row<'_>) -> rusqlite::Result<OfficeCard> {
    Ok(OfficeCard {
        id: crate::store::id(row, "id")?,
        name: row.get("name")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        active: row.get("active")?,
    })
}

/// All offices by name, open ones first.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>) -> StoreResult<Vec<OfficeCard>> {
    let mut statement = read.sql.prepare_cached("SELECT * FROM offices")?;
    let mut offices: Vec<OfficeCard> = statement.query_map([], card)?.collect::<Result<_, _>>()?;
    offices.sort_by_key(|office| (!office.active, search::normalise(&office.name)));
    Ok(offices)
}

/// One office.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: OfficeId) -> StoreResult<OfficeCard> {
    Ok(read.sql.query_row("SELECT * FROM offices WHERE id = ?1", [id.to_string()], card)?)
}

/// Adds an office or changes the one with its id.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, office: &OfficeCard) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO offices (id, name, address, phone, active, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address, phone = excluded.phone,
           active = excluded.active, updated_at = excluded.updated_at",
        params![office.id.to_string(), office.name, office.address, office.phone, office.active, write.now],
    )?;
    Ok(())
}
