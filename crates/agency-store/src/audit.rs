//! Журнал изменений: append-only and hash-chained.
//!
//! An entry is written by the very transaction that makes the change, so
//! neither is ever there without the other.

use crate::error::StoreResult;
use crate::search;
use crate::store::{Read, Write, from_word, word};
use agency_core::ids::StaffId;
use agency_core::{AuditEntry, AuditKind, AuditSubject, Change};
use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// An entry as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Place in the journal, from 1.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` is the program itself.
    pub staff_id: Option<StaffId>,
    /// Who, by the name of that moment.
    pub staff_name: String,
    /// What it is about.
    pub kind: AuditKind,
    /// What happened.
    pub text: String,
    /// The thing it is about.
    pub subject: Option<AuditSubject>,
    /// Fields before and after.
    pub changes: Vec<Change>,
}

impl AuditRow {
    fn hash(&self, previous: &str) -> StoreResult<String> {
        let mut hash = Sha256::new();
        hash.update(previous);
        hash.update(serde_json::to_vec(self)?);
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What the screen asks for.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Only this person's entries.
    pub staff: Option<StaffId>,
    /// Only of these kinds; empty means all.
    pub kinds: Vec<AuditKind>,
    /// From this moment.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Only about the thing with this identity.
    pub subject: Option<String>,
    /// Typed words; each must be found.
    pub search: String,
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return.
    pub limit: u32,
}

/// Adds an entry under the name of the transaction's author.
///
/// # Errors
/// Storage failure.
pub fn record(write: &Write<'_>, entry: &AuditEntry) -> StoreResult<()> {
    let last: Option<(i64, String)> = write
        .sql
        .query_row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (last, previous) = last.unwrap_or_default();
    let row = AuditRow {
        seq: last.unsigned_abs() + 1,
        at: write.now,
        staff_id: write.author.id,
        staff_name: write.author.name.clone(),
        kind: entry.kind,
        text: entry.text.clone(),
        subject: entry.subject.clone(),
        changes: entry.changes.clone(),
    };
    let fields: Vec<String> =
        row.changes.iter().map(|change| format!("{} {} {}", change.field, change.before, change.after)).collect();
    let words = search::normalise(&format!("{} {} {}", row.staff_name, row.text, fields.join(" ")));
    write
        .sql
        .prepare_cached(
            "INSERT INTO audit (seq, at, staff_id, staff_name, kind, text, subject_kind, subject_id, details, search, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            last + 1,
            row.at,
            row.staff_id.map(|id| id.to_string()),
            row.staff_name,
            word(&row.kind)?,
            row.text,
            row.subject.as_ref().map(|subject| word(&subject.kind)).transpose()?,
            row.subject.as_ref().map(|subject| &subject.id),
            serde_json::to_string(&row.changes)?,
            format!("{words} {}", search::digits(&row.text)),
            row.hash(&previous)?
        ])?;
    write.recorded.set(write.recorded.get() + 1);
    Ok(())
}

/// A slice, newest first, and how many entries there are in all.
///
/// # Errors
/// Storage failure.
pub fn list(read: &Read<'_>, filter: &AuditFilter) -> StoreResult<(Vec<AuditRow>, u32)> {
    let mut conditions = vec!["1".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut limit_to = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(staff) = filter.staff {
        limit_to("staff_id = ?", staff.to_string().into());
    }
    if let Some(subject) = &filter.subject {
        limit_to("subject_id = ?", subject.clone().into());
    }
    if let Some(from) = filter.from {
        limit_to("at >= ?", moment(from));
    }
    if let Some(until) = filter.until {
        limit_to("at < ?", moment(until));
    }
    for pattern in search::patterns(&filter.search) {
        limit_to("search LIKE ? ESCAPE '\\'", pattern.into());
    }
    if !filter.kinds.is_empty() {
        let kinds: Vec<String> = filter.kinds.iter().map(word).collect::<StoreResult<_>>()?;
        conditions.push(format!("kind IN ('{}')", kinds.join("','")));
    }
    let condition = conditions.join(" AND ");
    let total = read.sql.query_row(
        &format!("SELECT count(*) FROM audit WHERE {condition}"),
        params_from_iter(&values),
        |row| row.get(0),
    )?;
    let sql = format!(
        "SELECT * FROM audit WHERE {condition} ORDER BY seq DESC LIMIT {} OFFSET {}",
        filter.limit, filter.offset
    );
    let mut statement = read.sql.prepare_cached(&sql)?;
    let rows = statement.query_and_then(params_from_iter(&values), audit_row)?;
    Ok((rows.collect::<StoreResult<_>>()?, total))
}

/// Walks the chain; tells the first entry that was changed, taken out or put in.
///
/// # Errors
/// Storage failure.
pub fn first_broken(read: &Read<'_>) -> StoreResult<Option<u64>> {
    let mut statement = read.sql.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut expected, mut previous) = (1, String::new());
    while let Some(row) = rows.next()? {
        let hash: String = row.get("hash")?;
        let entry = audit_row(row)?;
        if entry.seq != expected || entry.hash(&previous)? != hash {
            return Ok(Some(expected));
        }
        (expected, previous) = (expected + 1, hash);
    }
    Ok(None)
}

/// A moment in the form of the column.
fn moment(at: DateTime<Utc>) -> Value {
    at.format("%F %T%.f%:z").to_string().into()
}

fn audit_row(row: &Row<'_>) -> StoreResult<AuditRow> {
    let subject_kind: Option<String> = row.get("subject_kind")?;
    let subject = match subject_kind {
        Some(kind) => Some(AuditSubject { kind: from_word(&kind)?, id: row.get("subject_id")? }),
        None => None,
    };
    let staff_id: Option<String> = row.get("staff_id")?;
    Ok(AuditRow {
        seq: row.get::<_, i64>("seq")?.unsigned_abs(),
        at: row.get("at")?,
        staff_id: staff_id.is_some().then(|| crate::store::id(row, "staff_id")).transpose()?,
        staff_name: row.get("staff_name")?,
        kind: from_word(&row.get::<_, String>("kind")?)?,
        text: row.get("text")?,
        subject,
        changes: serde_json::from_str(&row.get::<_, String>("details")?)?,
    })
}
