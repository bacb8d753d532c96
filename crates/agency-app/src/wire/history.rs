//! What is kept of an order besides its present state: unsaved edits and older states.

use agency_core::Order;
use agency_core::changes::FieldChange;
use agency_core::ids::OrderId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keeps unsaved edits of an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveDraft {
    /// The whole order as it stands in the form.
    pub order: Order,
    /// The version the edits were made on.
    pub version: u32,
}

/// Edits of the person who works that were never saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderDraft {
    /// The order as typed.
    pub order: Order,
    /// The saved state the edits were made on. When its version is older than
    /// the order's, somebody saved meanwhile: both sides are here.
    pub base: Order,
    /// Version of `base`.
    pub version: u32,
    /// Last edit.
    pub updated_at: DateTime<Utc>,
}

/// Asks for the states of an order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ListVersions {
    /// The order.
    pub id: OrderId,
    /// Only states older than this one; none for the newest.
    pub before: Option<u32>,
}

/// Saved states of an order, the newest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OrderVersions {
    /// States.
    pub versions: Vec<OrderVersion>,
    /// Whether older ones are left.
    pub has_more: bool,
}

/// A saved state and what it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderVersion {
    /// Number, from 1.
    pub version: u32,
    /// Who saved it.
    pub author: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What differs from the state before; empty for the first.
    pub changes: Vec<FieldChange>,
}

/// Names one state of an order.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct VersionRef {
    /// The order.
    pub id: OrderId,
    /// Number of the state.
    pub version: u32,
}

/// An older state of an order.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OlderOrder {
    /// The order as it was.
    pub order: Order,
    /// Who saved it.
    pub author: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// What restoring it would change in the present order.
    pub changes: Vec<FieldChange>,
}

/// Makes an older state the present one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RestoreVersion {
    /// The order.
    pub id: OrderId,
    /// The state to restore.
    pub version: u32,
    /// The present version, as the person saw it.
    pub present: u32,
}
