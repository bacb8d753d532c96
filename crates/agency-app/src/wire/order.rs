//! One order and its files.

use super::history::OrderDraft;
use agency_core::Order;
use agency_core::check::CheckRow;
use agency_core::ids::{FileId, OrderId, TouristId};
use agency_core::validate::FieldProblem;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names one order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct OrderRef {
    /// Identity.
    pub id: OrderId,
}

/// One order with everything its page shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderDetails {
    /// The order.
    pub order: Order,
    /// Version to save against.
    pub version: u32,
    /// Rows of «Проверка заполнения договора».
    pub check: Vec<CheckRow>,
    /// Filled fields whose values are wrong or doubtful.
    pub problems: Vec<FieldProblem>,
    /// Edits of the person who works that were never saved, as they were when
    /// the order was asked for.
    pub draft: Option<OrderDraft>,
    /// Files of the order, newest first.
    pub files: Vec<FileRow>,
    /// «Подписание»: what happened to the contract, newest first.
    pub timeline: Vec<TimelineRow>,
    /// The last envelope, if the contract was ever sent.
    pub signing: Option<SigningState>,
}

/// An order as it stands in the form, not saved.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CheckDraft {
    /// The whole order.
    pub order: Order,
}

/// What the program says about an order while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftCheck {
    /// Rows of «Проверка заполнения договора».
    pub check: Vec<CheckRow>,
    /// Filled fields whose values are wrong or doubtful.
    pub problems: Vec<FieldProblem>,
    /// Names of the tourists as a travel passport writes them.
    pub latin_names: Vec<LatinName>,
    /// The total as the contract spells it; empty without a total.
    pub total_in_words: String,
}

/// A tourist's name by the passport's rules of transliteration, to be offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LatinName {
    /// Whose.
    pub tourist: TouristId,
    /// Фамилия латиницей.
    pub last_name: String,
    /// Имя латиницей.
    pub first_name: String,
}

/// Where the last sending stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SigningState {
    /// Whether the tourist can still sign by the link.
    pub active: bool,
    /// The order was changed after sending: the link shows the older contract.
    pub order_changed: bool,
    /// Why sending stopped, in Russian, with what to do.
    pub problem: Option<String>,
    /// Whether «Повторить отправку» makes sense.
    pub can_retry: bool,
}

/// Saves an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveOrder {
    /// The whole order.
    pub order: Order,
    /// The version the change was made on.
    pub version: u32,
}

/// A file of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileRow {
    /// Identity.
    pub id: FileId,
    /// Name with extension.
    pub name: String,
    /// «Документ туриста».
    pub kind: String,
    /// MIME type.
    pub mime: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// Date added.
    pub added_at: DateTime<Utc>,
    /// Who added it.
    pub added_by: String,
    /// «Для туриста»; otherwise «видны только вам».
    pub for_tourist: bool,
    /// A signed contract: never changed nor deleted.
    pub sealed: bool,
    /// Never opened from the program, only saved.
    pub dangerous: bool,
    /// Name of an earlier file of the order with the same contents.
    pub same_as: Option<String>,
}

/// Names one file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct FileRef {
    /// Identity.
    pub id: FileId,
}

/// A file with its contents.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct FileContents {
    /// Name with extension.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Contents in Base64.
    pub base64: String,
}

/// One line of «Подписание».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimelineRow {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, in Russian.
    pub text: String,
    /// Whether it went wrong.
    pub failed: bool,
}
