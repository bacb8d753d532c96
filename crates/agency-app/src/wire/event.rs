//! What the core tells the window without being asked.

use super::data::WorkKind;
use agency_core::ids::OrderId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A list or record that changed; the window asks for it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// [`crate::wire::start::Start`].
    Start,
    /// The grid and any order.
    Orders,
    /// Requisites, stamp, signature.
    Agency,
    /// SMS and mail settings, steps.
    Integrations,
    /// «История СМС».
    SmsHistory,
    /// Directory of operators.
    Operators,
    /// «Данные и копии».
    Data,
    /// Clients, their consents and duplicates.
    Clients,
    /// Staff and offices, who works now.
    Staff,
    /// «Журнал изменений».
    Audit,
    /// Payments of orders.
    Money,
    /// Files of an order and letters with them.
    Files,
}

impl Tag {
    /// Every tag: what a window asks for when it may have missed something.
    pub const ALL: [Self; 12] = [
        Self::Start,
        Self::Orders,
        Self::Agency,
        Self::Integrations,
        Self::SmsHistory,
        Self::Operators,
        Self::Data,
        Self::Clients,
        Self::Staff,
        Self::Audit,
        Self::Money,
        Self::Files,
    ];
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AppEvent {
    /// Data changed.
    Stale {
        /// What to ask for again.
        tags: Vec<Tag>,
    },
    /// How far the check or the import of a table of clients is.
    ClientImport {
        /// Rows done.
        done: u32,
        /// Rows in all.
        total: u32,
    },
    /// A contract was signed: also shown as a desktop notification.
    ContractSigned {
        /// The order.
        order_id: OrderId,
        /// Номер заявки.
        order_number: String,
        /// ФИО заказчика.
        customer: String,
    },
    /// A long work goes on.
    Progress {
        /// Which.
        work: WorkKind,
        /// Steps done.
        done: u64,
        /// Steps in all; more may come to light on the way.
        total: u64,
    },
    /// Something went wrong behind that a person should know of.
    Warning {
        /// What happened, in Russian.
        title: String,
        /// What to do, in Russian.
        advice: String,
    },
}
