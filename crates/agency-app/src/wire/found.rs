//! Search through everything (Ctrl+K).

use agency_core::ids::OrderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for what a text finds anywhere.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Find {
    /// What was typed.
    pub text: String,
}

/// What was found, best first in each group; empty groups are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// Groups in the order they are shown.
    pub groups: Vec<FoundGroup>,
    /// Words taken instead of a typed one that finds nothing: «показано по: Семёнов».
    pub corrected: Vec<String>,
}

/// Results of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundGroup {
    /// Kind.
    pub kind: FoundKind,
    /// Results, at most eight.
    pub rows: Vec<FoundRow>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// Kind of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// Заявка: by its number, names, places.
    Order,
    /// Договор: by its number.
    Contract,
    /// Турист of an order.
    Tourist,
    /// Телефон.
    Phone,
    /// Паспорт or another document.
    Document,
    /// Клиент of the directory.
    Client,
}

/// Where a result leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum FoundPlace {
    /// An order.
    Order {
        /// Identity.
        id: OrderId,
    },
    /// A record of the directory of clients.
    Client {
        /// Identity.
        id: agency_core::ids::ClientId,
    },
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FoundRow {
    /// Where it leads.
    pub place: FoundPlace,
    /// First line: «Заявка 6083 · Семёнов Пётр Ильич».
    pub title: String,
    /// Second line: countries, dates.
    pub subtitle: String,
    /// Where the text was found, with the value, documents masked: «Паспорт РФ 45** № ****56».
    pub found_in: String,
}
