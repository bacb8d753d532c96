//! Import of clients from a table.

use super::Page;
use agency_core::client_table::ClientColumn;
use agency_core::ids::ClientImportId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Reads a table.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ReadClientTable {
    /// Name of the file.
    pub name: String,
    /// The file in Base64.
    pub base64: String,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableColumn {
    /// Its header.
    pub title: String,
    /// The first values.
    pub samples: Vec<String>,
    /// What it seems to mean.
    pub meaning: Option<ClientColumn>,
}

/// A table that was read and waits for its import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientTable {
    /// Identity of the import.
    pub id: ClientImportId,
    /// Name of the file.
    pub file_name: String,
    /// Rows under the header.
    pub rows: u32,
    /// Columns.
    pub columns: Vec<TableColumn>,
}

/// A meaning a column can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnMeaning {
    /// The meaning.
    pub column: ClientColumn,
    /// In words.
    pub label: String,
}

/// All meanings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnMeanings {
    /// In the order a person chooses from.
    pub meanings: Vec<ColumnMeaning>,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// A new client.
    New,
    /// The client is known already.
    Duplicate,
    /// Something is wrong.
    Invalid,
}

/// Tries an import without storing anything.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PreviewClientImport {
    /// The table.
    pub id: ClientImportId,
    /// What its columns mean; none for a column that is left out.
    pub meanings: Vec<Option<ClientColumn>>,
    /// Only rows of this state.
    pub state: Option<ImportState>,
    /// Slice.
    pub page: Page,
}

/// A row as it would be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRow {
    /// Number of the row in the file.
    pub number: u32,
    /// What becomes of it.
    pub state: ImportState,
    /// ФИО or name.
    pub name: String,
    /// Дата рождения.
    pub birth_date: Option<NaiveDate>,
    /// Phones.
    pub phones: String,
    /// E-mails.
    pub emails: String,
    /// Documents.
    pub documents: String,
    /// Why it is left out.
    pub reasons: Vec<String>,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportPreview {
    /// Rows of the slice.
    pub rows: Vec<ImportRow>,
    /// How many rows of the asked state there are.
    pub total: u32,
    /// New clients.
    pub new: u32,
    /// Clients known already.
    pub duplicate: u32,
    /// Rows with mistakes.
    pub invalid: u32,
}

/// Imports.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RunClientImport {
    /// The table.
    pub id: ClientImportId,
    /// What its columns mean.
    pub meanings: Vec<Option<ClientColumn>>,
}

/// Names an import.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ClientImportRef {
    /// Identity.
    pub id: ClientImportId,
}

/// An import of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientImportRow {
    /// Identity.
    pub id: ClientImportId,
    /// Name of the file.
    pub file_name: String,
    /// Clients it added.
    pub added: u32,
    /// Rows left out because the client is known already.
    pub duplicates: u32,
    /// Rows left out because something is wrong in them.
    pub invalid: u32,
    /// Who did it.
    pub author: String,
    /// When.
    pub finished_at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Imports, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientImports {
    /// Rows.
    pub rows: Vec<ClientImportRow>,
}

/// What undoing an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoneClientImport {
    /// Clients taken out.
    pub removed: u32,
    /// Clients kept, since somebody has worked with them.
    pub kept: u32,
}
