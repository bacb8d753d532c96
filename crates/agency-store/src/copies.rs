//! Encrypted files as a whole: copying one while it is at work, checking it,
//! and what it says of itself. The base and the portal's file are both such.

use crate::error::{StoreError, StoreResult};
use crate::key::Key;
use crate::store::keyed;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

/// Told after every step: how much is done, and of how much. `Break` stops the work.
pub type OnStep<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// Pages (4 KiB each) copied between two questions whether to go on.
const PAGES: i32 = 512;
/// Rest when another connection holds the file for a moment.
const BUSY: Duration = Duration::from_millis(20);
/// Lines of SQLite's findings that are kept of one table.
const FINDINGS: usize = 5;

/// Copies the file into a new one under the same key, as it stands at this
/// moment; writers are not held up. The copy is checked and on disk when this
/// returns; an unfinished one is for the caller to remove.
///
/// # Errors
/// [`StoreError::Damaged`] for a source or a copy that does not hold together,
/// [`StoreError::Stopped`], or storage failure.
pub fn copy(from: &Path, key: &Key, to: &Path, on_step: OnStep<'_>) -> StoreResult<()> {
    let source = keyed(from, key, OpenFlags::empty())?;
    // one state of the source for all steps, whatever is written meanwhile
    source.execute_batch("BEGIN")?;
    source.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    let mut target = keyed(to, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    let backup = Backup::new(&source, &mut target)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        let total = u64::from(progress.pagecount.unsigned_abs());
        if on_step(total - u64::from(progress.remaining.unsigned_abs()), total).is_break() {
            return Err(StoreError::Stopped);
        }
        match step {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked => std::thread::sleep(BUSY),
            _ => {}
        }
    }
    drop(backup);
    // one file, which opens from a read-only disk too
    target.pragma_update(None, "journal_mode", "DELETE")?;
    let state: String = target.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    drop(target);
    if state != "ok" {
        return Err(StoreError::Damaged);
    }
    Ok(File::open(to)?.sync_all()?)
}

/// Version of the schema of the file, as its own migrations count.
///
/// # Errors
/// [`StoreError::WrongKey`], [`StoreError::Damaged`] or storage failure.
pub fn schema(path: &Path, key: &Key) -> StoreResult<usize> {
    let sql = keyed(path, key, OpenFlags::empty())?;
    let version: i64 = sql.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(0))
}

/// How many orders a copy of the base holds.
///
/// # Errors
/// [`StoreError::WrongKey`], [`StoreError::Damaged`] or storage failure.
pub fn orders(path: &Path, key: &Key) -> StoreResult<u64> {
    let sql = keyed(path, key, OpenFlags::empty())?;
    let count: i64 = sql.query_row("SELECT count(*) FROM orders", [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Looks at every page, index and reference of the file and at the checksum
/// of every kept file, beside the work. Returns what is wrong, in the words of
/// SQLite or a name; an empty list means that all is well.
///
/// # Errors
/// [`StoreError::WrongKey`], [`StoreError::Stopped`] or storage failure.
pub fn check(path: &Path, key: &Key, on_step: OnStep<'_>) -> StoreResult<Vec<String>> {
    match look(path, key, on_step) {
        Err(StoreError::Damaged) => Ok(vec!["database disk image is malformed".into()]),
        other => other,
    }
}

fn look(path: &Path, key: &Key, on_step: OnStep<'_>) -> StoreResult<Vec<String>> {
    let sql = keyed(path, key, OpenFlags::empty())?;
    let tables: Vec<String> = sql
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let total = tables.len() as u64 + 2;
    let mut wrong = Vec::new();
    let mut step = |done: u64| if on_step(done, total).is_break() { Err(StoreError::Stopped) } else { Ok(()) };
    for (done, table) in tables.iter().enumerate() {
        step(done as u64)?;
        let question = format!("PRAGMA integrity_check(\"{}\")", table.replace('"', "\"\""));
        let mut statement = sql.prepare(&question)?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?.take(FINDINGS);
        for line in lines.filter(|line| line.as_ref().map_or(true, |line| line != "ok")) {
            wrong.push(format!("{table}: {}", line?));
        }
    }
    step(total - 2)?;
    let mut statement = sql.prepare("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 5")?;
    for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))? {
        let (table, parent) = row?;
        wrong.push(format!("{table}: a row of {parent} is missing"));
    }
    step(total - 1)?;
    wrong.extend(changed_files(&sql)?);
    step(total)?;
    Ok(wrong)
}

/// Kept files whose contents do not match the checksum they came with, by id.
fn changed_files(sql: &Connection) -> StoreResult<Vec<String>> {
    let mut known = sql.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1")?;
    if !known.exists(["files"])? {
        return Ok(Vec::new());
    }
    // an older copy knows no files in parts
    let mut parts = match known.exists(["file_parts"])? {
        true => Some(sql.prepare("SELECT content FROM file_parts WHERE file_id = ?1 ORDER BY number")?),
        false => None,
    };
    let mut statement = sql.prepare("SELECT id, sha256, content FROM files")?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, sha256): (String, String) = (row.get(0)?, row.get(1)?);
        let mut hash = Sha256::new();
        hash.update(row.get_ref(2)?.as_blob().map_err(|_| StoreError::Damaged)?);
        if let Some(parts) = &mut parts {
            let mut parts = parts.query([&id])?;
            while let Some(part) = parts.next()? {
                hash.update(part.get_ref(0)?.as_blob().map_err(|_| StoreError::Damaged)?);
            }
        }
        if hex(&hash.finalize()) != sha256 {
            wrong.push(format!("files: {id} differs from its checksum"));
        }
    }
    Ok(wrong)
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
