//! Requests and responses of the grid «Заявки».

use super::Page;
use agency_core::grid::{OrderBefore, OrderChange, OrderFilter, OrderRow, OrderSort};
use agency_core::ids::{OfficeId, OrderId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for a slice of the grid.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListOrders {
    /// Which orders.
    #[serde(default)]
    pub filter: OrderFilter,
    /// Order of rows.
    pub sort: OrderSort,
    /// Largest first.
    pub descending: bool,
    /// Slice.
    pub page: Page,
}

/// A slice of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderRows {
    /// Rows.
    pub rows: Vec<OrderRow>,
    /// Whether further rows follow; how many in all is told by `count_orders`.
    pub more: bool,
}

/// Asks how many orders a filter lets through.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CountOrders {
    /// Which orders.
    #[serde(default)]
    pub filter: OrderFilter,
}

/// How many orders a filter lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderCount {
    /// Orders.
    pub total: u32,
}

/// Values of the filters' drop-downs that occur in orders, each list by alphabet.
/// An empty text stands for «не указано» and comes last, if there are such orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderValues {
    /// Менеджеры.
    pub managers: Vec<String>,
    /// Офисы.
    pub offices: Vec<OfficeValue>,
    /// Источники лидов.
    pub lead_sources: Vec<String>,
    /// Типы лидов.
    pub lead_kinds: Vec<String>,
    /// Туроператоры.
    pub operators: Vec<String>,
    /// Города вылета.
    pub departure_cities: Vec<String>,
    /// Страны, by Russian name.
    pub countries: Vec<CountryValue>,
}

/// An office of a drop-down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeValue {
    /// Identity.
    pub id: OfficeId,
    /// Name.
    pub name: String,
}

/// A country of a drop-down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CountryValue {
    /// ISO 3166 alpha-3.
    pub code: String,
    /// Short Russian name.
    pub name: String,
}

/// Changes many orders in one step: all of it is stored, or nothing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeOrders {
    /// Orders.
    pub ids: Vec<OrderId>,
    /// What to do to each.
    pub change: OrderChange,
}

/// What was changed; goes back as it is to undo it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrdersChanged {
    /// The orders as they were before; those the change had nothing to do with are not here.
    pub before: Vec<OrderBefore>,
}

/// What undoing did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrdersUndone {
    /// How many orders are as before.
    pub undone: u32,
    /// Numbers of orders that somebody saved since: they stay as they are.
    pub kept: Vec<String>,
}

/// Names many orders.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderIds {
    /// Identities.
    pub ids: Vec<OrderId>,
}

/// What deleting for ever did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrdersDeleted {
    /// How many orders are gone.
    pub deleted: u32,
    /// Orders that stay, with the reason in Russian.
    pub kept: Vec<KeptOrder>,
}

/// An order that cannot be deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptOrder {
    /// Номер заявки.
    pub number: String,
    /// Why, in Russian.
    pub reason: String,
}

/// A column of the grid, for the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderColumn {
    /// Номер заявки.
    Number,
    /// Номер договора.
    ContractNumber,
    /// Заказчик.
    Customer,
    /// Туристов.
    Tourists,
    /// Страна, курорт.
    Destination,
    /// Город вылета.
    DepartureCity,
    /// Начало тура.
    TourStart,
    /// Окончание тура.
    TourEnd,
    /// Туроператор.
    Operator,
    /// Менеджер.
    Manager,
    /// Офис.
    Office,
    /// Источник лида.
    LeadSource,
    /// Тип лида.
    LeadKind,
    /// Тип оплаты.
    PaymentMethod,
    /// Сумма.
    Total,
    /// Документы туристу.
    DocumentsGiven,
    /// Статус заявки.
    Status,
    /// Статус договора.
    ContractStatus,
    /// Создана.
    Created,
    /// Изменена.
    Updated,
}

/// Exports the grid as it is shown to an Excel file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportOrders {
    /// Which orders.
    #[serde(default)]
    pub filter: OrderFilter,
    /// Order of rows.
    pub sort: OrderSort,
    /// Largest first.
    pub descending: bool,
    /// Columns from left to right.
    pub columns: Vec<OrderColumn>,
    /// Only these of them; all when there are none.
    #[serde(default)]
    pub only: Vec<OrderId>,
}
