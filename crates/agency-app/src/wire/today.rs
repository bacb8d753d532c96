//! «Сегодня».

use agency_core::today::{TodayGroupKind, TodayRow};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Asks for the start page.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct GetToday {
    /// Only orders of who asks.
    pub mine: bool,
}

/// A group of the start page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TodayGroup {
    /// What it is about.
    pub kind: TodayGroupKind,
    /// Rows, the most urgent first.
    pub rows: Vec<TodayRow>,
    /// How many there are in all; a long group is cut.
    pub total: u32,
}

/// The start page.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Today {
    /// Today by Moscow time.
    pub date: NaiveDate,
    /// Groups with rows, in the order of the screen.
    pub groups: Vec<TodayGroup>,
}
