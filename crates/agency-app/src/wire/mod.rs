//! What crosses the line between the program and its window: requests,
//! responses and events. Snake case, ISO dates, kopecks, ids as text; the
//! TypeScript side is generated from these types.

pub mod agency;
pub mod audit;
pub mod client;
pub mod client_import;
pub mod contract;
pub mod data;
pub mod event;
pub mod files;
pub mod found;
pub mod grid;
pub mod history;
pub mod integration;
pub mod money;
pub mod operator;
pub mod order;
pub mod staff;
pub mod start;
pub mod today;
pub mod view;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request or a response with nothing in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Empty {}

/// A slice of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Page {
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return, at most 500.
    pub limit: u32,
}
