//! The staff, their PINs, and whose an order is.

use crate::error::StoreResult;
use crate::search;
use crate::store::{Author, Read, Write, from_word, id, word};
use agency_core::StaffMember;
use agency_core::ids::{OrderId, StaffId};
use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

/// What protects a person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pin {
    /// Argon2id in PHC form; `None` when no PIN is asked for.
    pub hash: Option<String>,
    /// Tries since the last right PIN.
    pub failures: u32,
    /// No try is taken before this moment.
    pub closed_until: Option<DateTime<Utc>>,
}

fn member(row: &Row<'_>) -> StoreResult<StaffMember> {
    let office: Option<String> = row.get("office_id")?;
    Ok(StaffMember {
        id: id(row, "id")?,
        name: row.get("name")?,
        role: from_word(&row.get::<_, String>("role")?)?,
        office_id: office.is_some().then(|| id(row, "office_id")).transpose()?,
        phone: row.get("phone")?,
        email: row.get("email")?,
        active: row.get("active")?,
        rights: serde_json::from_str(&row.get::<_, String>("rights")?)?,
    })
}

fn pin_columns(row: &Row<'_>) -> rusqlite::Result<Pin> {
    Ok(Pin {
        hash: row.get("pin_hash")?,
        failures: row.get("pin_failures")?,
        closed_until: row.get("pin_closed_until")?,
    })
}

/// Everybody by name, those who work here first.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>) -> StoreResult<Vec<(StaffMember, Pin)>> {
    let mut statement = read.sql.prepare_cached("SELECT * FROM staff")?;
    let rows = statement.query_and_then([], |row| -> StoreResult<_> { Ok((member(row)?, pin_columns(row)?)) })?;
    let mut members: Vec<(StaffMember, Pin)> = rows.collect::<StoreResult<_>>()?;
    members.sort_by_key(|(member, _)| (!member.active, search::normalise(&member.name), member.id));
    Ok(members)
}

/// One person.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn get(read: &Read<'_>, id: StaffId) -> StoreResult<StaffMember> {
    let mut statement = read.sql.prepare_cached("SELECT * FROM staff WHERE id = ?1")?;
    statement.query_row([id.to_string()], |row| Ok(member(row)))?
}

/// What protects a person's name.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn pin(read: &Read<'_>, id: StaffId) -> StoreResult<Pin> {
    Ok(read.sql.query_row("SELECT * FROM staff WHERE id = ?1", [id.to_string()], pin_columns)?)
}

/// Adds a person or changes the one with this id; the PIN stays.
///
/// # Errors
/// Storage failure.
pub fn put(write: &Write<'_>, member: &StaffMember) -> StoreResult<()> {
    write.sql.execute(
        "INSERT INTO staff (id, name, role, office_id, phone, email, active, rights, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, office_id = excluded.office_id,
           phone = excluded.phone, email = excluded.email, active = excluded.active, rights = excluded.rights,
           updated_at = excluded.updated_at",
        params![
            member.id.to_string(),
            member.name,
            word(&member.role)?,
            member.office_id.map(|id| id.to_string()),
            member.phone,
            member.email,
            member.active,
            serde_json::to_string(&member.rights)?,
            write.now
        ],
    )?;
    Ok(())
}

/// Sets or removes the PIN; earlier tries are forgotten.
///
/// # Errors
/// Storage failure.
pub fn set_pin(write: &Write<'_>, id: StaffId, hash: Option<&str>) -> StoreResult<()> {
    write.sql.execute(
        "UPDATE staff SET pin_hash = ?2, pin_failures = 0, pin_closed_until = NULL, updated_at = ?3 WHERE id = ?1",
        params![id.to_string(), hash, write.now],
    )?;
    Ok(())
}

/// Counts a try: it is written before the PIN is looked at, so that neither a
/// restart nor tries side by side give more of them.
///
/// # Errors
/// Storage failure.
pub fn count_try(
    write: &Write<'_>,
    id: StaffId,
    failures: u32,
    closed_until: Option<DateTime<Utc>>,
) -> StoreResult<()> {
    write.sql.execute(
        "UPDATE staff SET pin_failures = ?2, pin_closed_until = ?3 WHERE id = ?1",
        params![id.to_string(), failures, closed_until],
    )?;
    Ok(())
}

/// The manager of an order: by identity where it is known, else by name only.
///
/// # Errors
/// [`crate::StoreError::NotFound`] or storage failure.
pub fn manager_of(read: &Read<'_>, order: OrderId) -> StoreResult<Author> {
    let (id, name): (Option<String>, String) = read
        .sql
        .prepare_cached("SELECT manager_id, manager FROM orders WHERE id = ?1")?
        .query_row([order.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Author { id: id.and_then(|id| id.parse().ok()), name })
}
