//! «Журнал изменений».

use super::Page;
use agency_core::ids::StaffId;
use agency_core::{AuditKind, AuditSubject, Change};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which entries.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AuditWish {
    /// Only this person's.
    pub staff: Option<StaffId>,
    /// Only of these kinds; empty means all.
    pub kinds: Vec<AuditKind>,
    /// From this day, by the clock of Moscow.
    pub from: Option<NaiveDate>,
    /// To the end of this day, by the clock of Moscow.
    pub to: Option<NaiveDate>,
    /// Words to find in names, sentences and fields.
    pub search: String,
}

/// A slice of the journal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListAudit {
    /// Which entries.
    pub wish: AuditWish,
    /// Slice, newest first.
    pub page: Page,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// Place in the journal, from 1.
    #[ts(type = "number")]
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by the name of that moment.
    pub staff_name: String,
    /// What it is about.
    pub kind: AuditKind,
    /// What happened.
    pub text: String,
    /// The thing it is about, if it has a page.
    pub subject: Option<AuditSubject>,
    /// Fields before and after.
    pub changes: Vec<Change>,
}

/// A slice of the journal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AuditLines {
    /// Entries, newest first.
    pub rows: Vec<AuditLine>,
    /// How many there are in all.
    pub total: u32,
}

/// Whether anybody changed the journal past the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditCheck {
    /// The first entry that does not fit; `null` when all do.
    #[ts(type = "number | null")]
    pub first_broken: Option<u64>,
}
