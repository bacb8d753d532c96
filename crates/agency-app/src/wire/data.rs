//! «Данные и копии»: where the data lives, its copies, moving it.

use super::start::Start;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// The first of a day.
    Daily,
    /// The program was closed.
    Exit,
    /// A person asked for it.
    Manual,
    /// Before a newer program changed the base.
    Migration,
    /// Before the base was replaced by a copy or an export.
    Replacement,
}

/// A copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyRow {
    /// Its folder's name among the copies.
    pub name: String,
    /// Why it was made.
    pub kind: CopyKind,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Orders in it.
    pub orders: u64,
    /// Bytes on the disk.
    pub size: u64,
}

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HealthLevel {
    /// As it should be.
    Good,
    /// Needs attention.
    Warning,
    /// Does not work.
    Bad,
}

/// A line of «Состояние».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HealthRow {
    /// How it is.
    pub level: HealthLevel,
    /// What is so, in Russian.
    pub title: String,
    /// What to do, in Russian; empty when nothing.
    pub advice: String,
}

/// «Данные и копии».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DataState {
    /// Folder with the base.
    pub folder: String,
    /// Folder with the copies.
    pub copies_folder: String,
    /// Where each copy is put a second time, if anywhere.
    pub second_folder: Option<String>,
    /// Bytes of the base with its journal.
    pub base_size: u64,
    /// Bytes of the portal's file.
    pub portal_size: u64,
    /// Copies, newest first.
    pub copies: Vec<CopyRow>,
    /// What is well and what is not.
    pub health: Vec<HealthRow>,
}

/// Where each copy is put a second time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetSecondFolder {
    /// An existing folder; `null` for nowhere.
    pub path: Option<String>,
}

/// A folder to show in the system's own program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DataFolder {
    /// With the base.
    Data,
    /// With the copies.
    Copies,
}

/// Shows a folder.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct OpenDataFolder {
    /// Which.
    pub which: DataFolder,
}

/// Where a copy is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum CopyRef {
    /// Among the copies of this computer.
    Here {
        /// [`CopyRow::name`].
        name: String,
    },
    /// In a folder of another disk or from another computer.
    Elsewhere {
        /// The folder of the copy, or a file in it.
        path: String,
    },
}

/// Goes back to a copy.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RestoreCopy {
    /// Which.
    pub copy: CopyRef,
    /// Its recovery key, when this computer has none for it.
    pub recovery_key: Option<String>,
}

/// A file a person chose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FilePath {
    /// Its full path.
    pub path: String,
}

/// What went into an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exported {
    /// The file.
    pub path: String,
    /// Its bytes.
    pub size: u64,
    /// Orders in it.
    pub orders: u64,
    /// Files in it.
    pub files: u64,
}

/// What came out of an export.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Imported {
    /// Where the program stands now.
    pub start: Start,
    /// Orders that came.
    pub orders: u64,
    /// Key of the base that was made for them, on a computer that had none.
    pub recovery_key: Option<String>,
}

/// What a check of the base found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BaseCheck {
    /// What is wrong; empty when all is well.
    pub problems: Vec<String>,
}

/// A long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// A copy is made.
    Copy,
    /// The base is looked through.
    Check,
    /// A copy takes the base's place.
    Restore,
    /// The base is written out.
    Export,
    /// An export is read.
    Import,
}
