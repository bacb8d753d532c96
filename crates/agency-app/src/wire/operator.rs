//! «Туроператоры»: the directory.

use agency_core::TourOperator;
use agency_core::changes::FieldChange;
use agency_core::check::CheckRow;
use agency_core::expiry::GuaranteeState;
use agency_core::ids::{OperatorId, OrderId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Operators that an order can choose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Operators {
    /// By name.
    pub operators: Vec<TourOperator>,
}

/// Names one operator of the directory.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct OperatorRef {
    /// Identity.
    pub id: OperatorId,
}

/// Column the directory is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OperatorSort {
    /// Наименование.
    #[default]
    Name,
    /// Номер в ЕФРТ.
    RegistryNumber,
    /// The day the guarantee ends; operators without one come first.
    Guarantee,
    /// How many orders.
    Orders,
}

/// What of the directory is shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct ListDirectory {
    /// Words to find in names, register number, ИНН, ОГРН, contacts; letter case and ё/е do not matter.
    pub search: String,
    /// Order of rows.
    pub sort: OperatorSort,
    /// Largest first.
    pub descending: bool,
    /// The archive in place of the directory.
    pub archived: bool,
}

/// A row of the directory.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DirectoryRow {
    /// The operator.
    pub operator: TourOperator,
    /// How its guarantee stands today.
    pub guarantee: GuaranteeState,
    /// How many red rows its card has.
    pub problems: u32,
    /// How many orders name it.
    pub orders: u32,
}

/// The directory.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Directory {
    /// Rows as asked for.
    pub rows: Vec<DirectoryRow>,
    /// How many there are without the search.
    pub total: u32,
    /// How many are in the archive.
    pub archived: u32,
}

/// An order that names an operator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderOfOperator {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// ФИО заказчика.
    pub customer: String,
}

/// The card of an operator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorDetails {
    /// The operator.
    pub operator: TourOperator,
    /// In the archive since.
    pub archived_at: Option<DateTime<Utc>>,
    /// Last change; a save names it, so that nobody's change is lost.
    pub updated_at: DateTime<Utc>,
    /// How its guarantee stands today.
    pub guarantee: GuaranteeState,
    /// What a contract with it would lack.
    pub check: Vec<CheckRow>,
    /// How many orders name it.
    pub orders: u32,
    /// The latest of them.
    pub latest_orders: Vec<OrderOfOperator>,
}

/// Saves a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveOperator {
    /// The operator; a new identity adds one.
    pub operator: TourOperator,
    /// [`OperatorDetails::updated_at`] the change was made on; none for a new card.
    pub updated_at: Option<DateTime<Utc>>,
}

/// Puts an operator into the archive or takes it out.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ArchiveOperator {
    /// Identity.
    pub id: OperatorId,
    /// Whether it goes to the archive.
    pub archived: bool,
}

/// Compares an order's snapshot with the directory.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CompareOperator {
    /// The snapshot as it is on the screen.
    pub operator: TourOperator,
}

/// How a snapshot and the directory differ.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorComparison {
    /// The card of the directory; none when it is not there any more.
    pub current: Option<TourOperator>,
    /// Fields that differ: before is the snapshot, after is the directory.
    pub differences: Vec<FieldChange>,
}

/// A file with operators.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OperatorFile {
    /// The file in Base64.
    pub base64: String,
}

/// What an import does with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportOutcome {
    /// Added to the directory.
    Added,
    /// Replaces the card with the same register number or ИНН.
    Changed,
    /// The directory has the same.
    Same,
    /// Left out, see the reason.
    Refused,
}

/// A record of the file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorImportRow {
    /// Place in the file, from 1.
    pub place: u32,
    /// Name of the operator.
    pub name: String,
    /// What the import does with it.
    pub outcome: ImportOutcome,
    /// Why it is left out.
    pub reason: String,
    /// What changes on the card.
    pub changes: Vec<FieldChange>,
}

/// What an import does, or did.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorImport {
    /// Records in the order of the file.
    pub rows: Vec<OperatorImportRow>,
}
