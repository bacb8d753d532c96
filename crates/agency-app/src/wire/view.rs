//! How a person left a screen: filters, columns, widths.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// Names a screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ViewRef {
    /// Name of the screen in code: `orders`.
    pub screen: String,
}

/// A screen as it was left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct View {
    /// What the screen kept; none before the first time.
    pub state: Option<Value>,
}

/// Keeps a screen as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveView {
    /// Name of the screen in code: `orders`.
    pub screen: String,
    /// What the screen wants to find again, at most 64 KB as JSON.
    pub state: Value,
}
