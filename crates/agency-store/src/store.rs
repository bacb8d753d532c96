//! Opening the base, and reading and writing it.

use crate::error::{StoreError, StoreResult};
use crate::key::Key;
use crate::orders;
use agency_core::ids::StaffId;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::cell::Cell;
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_initial.sql")),
    M::up(include_str!("../migrations/0002_staff.sql")),
    M::up(include_str!("../migrations/0003_grid.sql")).foreign_key_check(),
    M::up(include_str!("../migrations/0004_clients.sql")),
    M::up(include_str!("../migrations/0005_money.sql")),
    M::up(include_str!("../migrations/0006_files.sql")),
    M::up(include_str!("../migrations/0007_orderback.sql")),
];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Version of the schema this program writes; a base with a higher one is from a newer program.
pub const SCHEMA: usize = STEPS.len();

/// An open base.
pub struct Store {
    connection: Mutex<Connection>,
}

/// A consistent view of the base.
pub struct Read<'a> {
    pub(crate) sql: &'a Connection,
}

/// A transaction: all of it is stored, or nothing.
pub struct Write<'a> {
    read: Read<'a>,
    /// The moment every row of this transaction is stamped with.
    pub now: DateTime<Utc>,
    /// Whose change it is.
    pub author: Author,
    /// Entries of the journal this transaction has made.
    pub(crate) recorded: Cell<u32>,
}

impl Write<'_> {
    /// Whether this transaction has told the journal anything.
    pub fn is_recorded(&self) -> bool {
        self.recorded.get() > 0
    }
}

/// Who changes the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// A member of the staff; `None` is the program itself.
    pub id: Option<StaffId>,
    /// The name as it was at that moment.
    pub name: String,
}

impl Author {
    /// The work behind: outbox, mirror, copies.
    pub fn program() -> Self {
        Self { id: None, name: "Программа".into() }
    }
}

impl<'a> Deref for Write<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Store {
    /// Opens the base at `path`, making it if it is not there and migrating it
    /// if it is older. Whoever opens an older base copies it first, see
    /// [`crate::copies::schema`].
    ///
    /// # Errors
    /// [`StoreError::WrongKey`], [`StoreError::Newer`], [`StoreError::Damaged`],
    /// [`StoreError::ReadOnly`] or [`StoreError::Io`]; the file is left as it was.
    pub fn open(path: &Path, key: &Key, now: DateTime<Utc>) -> StoreResult<Self> {
        let store = Self::open_at(path, key, SCHEMA)?;
        orders::refresh(&store, now)?;
        Ok(store)
    }

    /// Opens or makes the base at an earlier version of the schema, for data that comes in that shape.
    pub(crate) fn open_at(path: &Path, key: &Key, schema: usize) -> StoreResult<Self> {
        let mut connection = connect(path, key)?;
        let pending = MIGRATIONS.pending_migrations(&connection).map_err(migration_error)?;
        if pending < 0 {
            return Err(StoreError::Newer);
        }
        if pending > 0 {
            // a table that others refer to is replaced by another of its name
            connection.pragma_update(None, "foreign_keys", false)?;
            MIGRATIONS.to_version(&mut connection, schema).map_err(migration_error)?;
            connection.pragma_update(None, "foreign_keys", true)?;
        }
        Ok(Self { connection: Mutex::new(connection) })
    }

    /// Reads.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub fn read<T>(&self, work: impl FnOnce(&Read<'_>) -> StoreResult<T>) -> StoreResult<T> {
        let connection = self.lock();
        work(&Read { sql: &connection })
    }

    /// Writes in one transaction on behalf of the program itself.
    ///
    /// # Errors
    /// As [`Store::write_as`].
    pub fn write<T>(&self, now: DateTime<Utc>, work: impl FnOnce(&Write<'_>) -> StoreResult<T>) -> StoreResult<T> {
        self.write_as(now, Author::program(), work)
    }

    /// Writes in one transaction; an error of `work` rolls all of it back.
    ///
    /// # Errors
    /// Whatever `work` returns, or the failure to commit.
    pub fn write_as<T>(
        &self,
        now: DateTime<Utc>,
        author: Author,
        work: impl FnOnce(&Write<'_>) -> StoreResult<T>,
    ) -> StoreResult<T> {
        let mut connection = self.lock();
        let transaction = Transaction::new(&mut connection, TransactionBehavior::Immediate)?;
        let value = work(&Write { read: Read { sql: &transaction }, now, author, recorded: Cell::new(0) })?;
        transaction.commit()?;
        Ok(value)
    }

    /// Learns how the columns are filled, so that the planner chooses well; after
    /// many rows came at once.
    ///
    /// # Errors
    /// Storage failure.
    pub fn analyze(&self) -> StoreResult<()> {
        Ok(self.lock().execute_batch("ANALYZE")?)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        // a panic inside a transaction rolled it back when it was dropped
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the process's first connection alone: SQLite calls its set-up done
/// before SQLCipher has finished its own, so a second thread that opens a base
/// in that moment would be refused without a reason.
fn set_up_library() -> rusqlite::Result<()> {
    static DONE: Mutex<bool> = Mutex::new(false);
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if !*done {
        Connection::open_in_memory()?;
        *done = true;
    }
    Ok(())
}

/// A connection for the work of the office.
fn connect(path: &Path, key: &Key) -> StoreResult<Connection> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(StoreError::from)?;
    }
    let connection = keyed(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -64_000)?;
    Ok(connection)
}

/// The one place where an encrypted file is opened.
pub(crate) fn keyed(path: &Path, key: &Key, create: OpenFlags) -> StoreResult<Connection> {
    set_up_library()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "key", format!("x'{}'", key.to_hex()))?;
    // SQLCipher reports a wrong key on standard error in its own words otherwise
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

fn migration_error(error: rusqlite_migration::Error) -> StoreError {
    match error {
        rusqlite_migration::Error::MigrationDefinition(_) => StoreError::Newer,
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::Io(other.to_string()),
    }
}

/// Reads an id column.
pub(crate) fn id<T: std::str::FromStr>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<T> {
    parsed(row, column)
}

/// Reads a text column that must parse.
pub(crate) fn parsed<T: std::str::FromStr>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| {
        rusqlite::Error::FromSqlConversionFailure(
            0,
            rusqlite::types::Type::Text,
            format!("column {column} has an unknown form").into(),
        )
    })
}

/// The serde name of a unit enum variant, as kept in a text column.
pub(crate) fn word<T: serde::Serialize>(value: &T) -> StoreResult<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(text) => Ok(text),
        _ => Err(StoreError::Unreadable("not a plain enum".into())),
    }
}

/// Reads back [`word`].
pub(crate) fn from_word<T: serde::de::DeserializeOwned>(text: &str) -> StoreResult<T> {
    Ok(serde_json::from_value(serde_json::Value::String(text.to_owned()))?)
}
