//! Сотрудники и офисы, and signing in.

use agency_core::ids::StaffId;
use agency_core::{OfficeCard, Rights, Role, StaffMember};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who works now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Me {
    /// Identity.
    pub id: StaffId,
    /// ФИО.
    pub name: String,
    /// Роль.
    pub role: Role,
    /// What this person may do.
    pub rights: Rights,
    /// Whether a PIN protects the name; without one the program cannot be locked.
    pub has_pin: bool,
}

/// A person on the screen «Кто работает?».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignInPerson {
    /// Identity.
    pub id: StaffId,
    /// ФИО.
    pub name: String,
    /// Роль.
    pub role: Role,
    /// Whether a PIN is asked for.
    pub has_pin: bool,
    /// No PIN is taken before this moment: there were too many wrong ones.
    pub closed_until: Option<DateTime<Utc>>,
}

/// The screen «Кто работает?».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignInPeople {
    /// Who works here, by name.
    pub people: Vec<SignInPerson>,
}

/// Signs in, or takes the lock off.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SignIn {
    /// Who.
    pub id: StaffId,
    /// PIN or password, where one is set.
    pub pin: Option<String>,
}

/// Sets a PIN with the recovery key: for a head who forgot the own one.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct ResetPin {
    /// Whose.
    pub id: StaffId,
    /// The recovery key as printed.
    pub recovery_key: String,
    /// The new PIN.
    pub pin: String,
}

/// Sets or removes a PIN: the own one, or, by the head, anybody's.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct SetPin {
    /// Whose.
    pub id: StaffId,
    /// The present PIN; asked for when the own one is changed.
    pub current: Option<String>,
    /// The new one; `null` removes it.
    pub pin: Option<String>,
}

/// A member of the staff as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffRow {
    /// The card.
    pub member: StaffMember,
    /// Whether a PIN is set.
    pub has_pin: bool,
}

/// Сотрудники и офисы.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Staff {
    /// By name, those who work here first.
    pub staff: Vec<StaffRow>,
    /// By name, open ones first.
    pub offices: Vec<OfficeCard>,
}

/// Adds a member of the staff or changes one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveMember {
    /// The card; a new identity adds one.
    pub member: StaffMember,
}

/// Adds an office or changes one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveOfficeCard {
    /// The card; a new identity adds one.
    pub office: OfficeCard,
}

/// When the window locks by itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct SaveLock {
    /// Minutes without a key or a movement; 0 means never.
    pub minutes: u32,
}
