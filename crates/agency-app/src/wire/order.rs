//! Orders: the grid, one order, files.

use super::Page;
use agency_core::check::CheckRow;
use agency_core::ids::{FileId, OperatorId, OrderId, TouristId};
use agency_core::validate::FieldProblem;
use agency_core::{ContractStatus, Money, Order, OrderStatus, TourOperator};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Column the grid is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderSort {
    /// Last change first (descending) or last.
    #[default]
    Updated,
    /// Номер заявки.
    Number,
    /// Номер договора.
    ContractNumber,
    /// Фамилия заказчика.
    Customer,
    /// Начало тура.
    TourStart,
    /// Сумма.
    Total,
    /// Статус договора.
    ContractStatus,
}

/// What the grid shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListOrders {
    /// Words to find in number, contract number, names, phone; letter case and ё/е do not matter.
    pub search: String,
    /// Order of rows.
    pub sort: OrderSort,
    /// Largest first.
    pub descending: bool,
    /// Slice.
    pub page: Page,
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderRow {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// Номер договора.
    pub contract_number: String,
    /// ФИО заказчика.
    pub customer: String,
    /// How many tourists.
    pub tourists: u32,
    /// Countries and resorts in words.
    pub destination: String,
    /// Начало тура.
    pub tour_start: Option<NaiveDate>,
    /// Окончание тура.
    pub tour_end: Option<NaiveDate>,
    /// Менеджер.
    pub manager: String,
    /// Общая цена.
    pub total: Option<Money>,
    /// Статус заявки.
    pub status: OrderStatus,
    /// Статус договора.
    pub contract_status: ContractStatus,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// A slice of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderRows {
    /// Rows.
    pub rows: Vec<OrderRow>,
    /// How many rows there are in all.
    pub total: u32,
}

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

/// Operators of the directory.
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
