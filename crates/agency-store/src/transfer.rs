//! The base as rows that any program can read, and back.
//!
//! Tables are found by walking the schema, so a new table is carried as soon as
//! it exists. [`LEFT_OUT`] and [`BLANKED`] name what must not leave the base; a
//! test asks of every table whether it was thought of.

use crate::clients;
use crate::copies::hex;
use crate::error::{StoreError, StoreResult};
use crate::key::Key;
use crate::store::{SCHEMA, Store, keyed};
use chrono::{DateTime, Utc};
use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A row: columns by name. Contents of files are `{"file": "<SHA-256>"}`.
pub type Row = Map<String, Value>;

/// Tables whose rows stay, whole or in part: name, the rows that are carried.
const LEFT_OUT: &[(&str, &str)] = &[
    // made again from the orders
    ("order_words", "0"),
    ("names", "0"),
    ("name_trigrams", "0"),
    // effects under way belong to this computer: another one would send them a second time
    ("outbox", "0"),
    // a file that is not all here yet is no file
    ("uploads", "0"),
    ("file_parts", "file_id IN (SELECT id FROM files)"),
    // the port and the cursor of this computer's portal; where this computer keeps its copies
    ("settings", "key NOT LIKE 'portal.%' AND key NOT LIKE 'data.%'"),
];

/// Columns that leave the base empty.
const BLANKED: &[(&str, &str)] = &[("staff", "pin_hash")];

/// The base at one moment; writers go on.
pub struct Departure {
    sql: Connection,
}

/// A table on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Rows that are carried.
    pub rows: u64,
}

impl Departure {
    /// Takes hold of the base as it stands.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`], [`StoreError::Damaged`] or storage failure.
    pub fn open(path: &Path, key: &Key) -> StoreResult<Self> {
        let sql = keyed(path, key, OpenFlags::empty())?;
        sql.execute_batch("BEGIN")?;
        Ok(Self { sql })
    }

    /// Tables with how many rows of each are carried, by name.
    ///
    /// # Errors
    /// Storage failure.
    pub fn tables(&self) -> StoreResult<Vec<Table>> {
        let count = |name: String| {
            let question = format!("SELECT count(*) FROM {} WHERE {}", quoted(&name), condition(&name));
            let rows: i64 = self.sql.query_row(&question, [], |row| row.get(0))?;
            Ok(Table { name, rows: rows.unsigned_abs() })
        };
        tables(&self.sql)?.into_iter().map(count).collect()
    }

    /// Passes the rows of a table on, in the order of its key.
    ///
    /// # Errors
    /// Storage failure, or what `each` returns.
    pub fn rows(&self, table: &str, mut each: impl FnMut(&Row) -> StoreResult<()>) -> StoreResult<()> {
        self.walk(table, |columns, row| {
            let mut fields = Row::new();
            for (index, (column, _)) in columns.iter().enumerate() {
                let value = match row.get_ref(index)? {
                    _ if BLANKED.contains(&(table, column)) => Value::Null,
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => number.into(),
                    ValueRef::Real(number) => number.into(),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
                    ValueRef::Blob(bytes) => serde_json::json!({ "file": hex(&Sha256::digest(bytes)) }),
                };
                fields.insert(column.clone(), value);
            }
            each(&fields)
        })
    }

    /// Passes the contents of the files of a table on: SHA-256 in lower-case hex, bytes.
    ///
    /// # Errors
    /// Storage failure, or what `each` returns.
    pub fn files(&self, table: &str, mut each: impl FnMut(&str, &[u8]) -> StoreResult<()>) -> StoreResult<()> {
        if !columns(&self.sql, table)?.iter().any(|(_, kind)| kind == "BLOB") {
            return Ok(());
        }
        self.walk(table, |columns, row| {
            for index in 0..columns.len() {
                if let ValueRef::Blob(bytes) = row.get_ref(index)? {
                    each(&hex(&Sha256::digest(bytes)), bytes)?;
                }
            }
            Ok(())
        })
    }

    fn walk(
        &self,
        table: &str,
        mut each: impl FnMut(&[(String, String)], &rusqlite::Row<'_>) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let columns = columns(&self.sql, table)?;
        let names: Vec<String> = columns.iter().map(|(name, _)| quoted(name)).collect();
        let question = format!(
            "SELECT {} FROM {} WHERE {} ORDER BY {}",
            names.join(", "),
            quoted(table),
            condition(table),
            order(&self.sql, table)?,
        );
        let mut statement = self.sql.prepare(&question)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(&columns, row)?;
        }
        Ok(())
    }
}

/// A fresh base that rows come into.
pub struct Arrival<'a> {
    path: &'a Path,
    key: &'a Key,
    sql: Connection,
}

impl<'a> Arrival<'a> {
    /// Makes a base of that version of the schema at a path where there is none.
    ///
    /// # Errors
    /// [`StoreError::Newer`] for a version this program does not know, or storage failure.
    pub fn create(path: &'a Path, key: &'a Key, schema: usize) -> StoreResult<Self> {
        if schema > SCHEMA {
            return Err(StoreError::Newer);
        }
        if schema == 0 {
            return Err(StoreError::Unreadable("version of the schema".into()));
        }
        drop(Store::open_at(path, key, schema)?);
        let sql = keyed(path, key, OpenFlags::empty())?;
        // tables come by name, not by reference; all references are looked at in the end
        sql.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN IMMEDIATE")?;
        for table in tables(&sql)? {
            // a migration may have put rows there, which come again with the data
            sql.execute(&format!("DELETE FROM {}", quoted(&table)), [])?;
        }
        Ok(Self { path, key, sql })
    }

    /// Names of the tables that rows may come into.
    ///
    /// # Errors
    /// Storage failure.
    pub fn tables(&self) -> StoreResult<Vec<String>> {
        tables(&self.sql)
    }

    /// Adds a row; `file` finds the contents of a file by its SHA-256.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] for a column or a value that does not belong
    /// there, storage failure, or what `file` returns.
    pub fn insert(&self, table: &str, row: Row, file: &mut dyn FnMut(&str) -> StoreResult<Vec<u8>>) -> StoreResult<()> {
        let known = columns(&self.sql, table)?;
        let mut names = Vec::with_capacity(row.len());
        let mut values = Vec::with_capacity(row.len());
        for (name, value) in row {
            if !known.iter().any(|(column, _)| *column == name) {
                return Err(StoreError::Unreadable(format!("{table} has an unknown column")));
            }
            names.push(quoted(&name));
            values.push(value_of(value, file)?);
        }
        let places = vec!["?"; names.len()].join(", ");
        let statement = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(table), names.join(", "));
        self.sql.prepare_cached(&statement)?.execute(params_from_iter(values))?;
        Ok(())
    }

    /// Looks at all references, keeps the rows and brings the base to the present schema.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when a row refers to one that did not come, or storage failure.
    pub fn finish(self, now: DateTime<Utc>) -> StoreResult<()> {
        let Self { path, key, sql } = self;
        let missing: i64 = sql.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        if missing > 0 {
            return Err(StoreError::Unreadable("a row refers to one that is not there".into()));
        }
        sql.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)")?;
        drop(sql);
        drop(Store::open_at(path, key, SCHEMA)?);
        // whatever was derived from the orders is derived anew when the base is opened
        keyed(path, key, OpenFlags::empty())?.execute("UPDATE orders SET columns_version = 0", [])?;
        Store::open(path, key, now)?.write(now, clients::index_all)?;
        Ok(std::fs::File::open(path)?.sync_all()?)
    }
}

fn value_of(value: Value, file: &mut dyn FnMut(&str) -> StoreResult<Vec<u8>>) -> StoreResult<Sql> {
    let unreadable = || StoreError::Unreadable("a value of an unknown kind".into());
    Ok(match value {
        Value::Null => Sql::Null,
        Value::String(text) => Sql::Text(text),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Sql::Integer(number),
            None => Sql::Real(number.as_f64().ok_or_else(unreadable)?),
        },
        Value::Object(reference) => {
            Sql::Blob(file(reference.get("file").and_then(Value::as_str).ok_or_else(unreadable)?)?)
        }
        Value::Bool(_) | Value::Array(_) => return Err(unreadable()),
    })
}

/// Every table with data of its own: what search makes of it is made again.
pub(crate) fn tables(sql: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = sql.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?;
    names.map(|name| Ok(name?)).collect()
}

/// Names and declared types of the stored columns.
pub(crate) fn columns(sql: &Connection, table: &str) -> StoreResult<Vec<(String, String)>> {
    let mut statement =
        sql.prepare_cached("SELECT name, type FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?;
    let columns = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    columns.map(|column| Ok(column?)).collect()
}

fn order(sql: &Connection, table: &str) -> StoreResult<String> {
    let mut statement = sql.prepare_cached("SELECT name FROM pragma_table_xinfo(?1) WHERE pk > 0 ORDER BY pk")?;
    let names: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    if names.is_empty() {
        return Ok("rowid".into());
    }
    Ok(names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

fn condition(table: &str) -> &'static str {
    LEFT_OUT.iter().find(|(name, _)| *name == table).map_or("1", |(_, condition)| condition)
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
