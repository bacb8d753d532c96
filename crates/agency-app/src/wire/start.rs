//! Starting the program: welcome, demo agency, own office, recovery key.

use super::staff::Me;
use crate::error::Error;
use agency_core::Agency;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which agency the window works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The agency's own data.
    Office,
    /// The demo agency: letters and SMS go to the built-in simulator.
    Demo,
}

/// Where the program stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Start {
    /// Nothing is set up: choose the demo or an own agency.
    Welcome,
    /// A base is there, but the keyring has no key for it.
    Locked,
    /// The base cannot be opened.
    Broken {
        /// What happened and what to do.
        error: Error,
    },
    /// An agency is open.
    Open {
        /// Which one.
        mode: Mode,
        /// Its short name.
        agency_name: String,
        /// Version of the program.
        version: String,
        /// Folder with the data, for «О программе».
        data_folder: String,
        /// Pages of the built-in simulator; demo only.
        demo: Option<DemoLinks>,
        /// Who works now; nobody has signed in yet otherwise.
        who: Option<Me>,
        /// Whether the screen is covered until that person's PIN.
        locked: bool,
        /// Minutes without a key or a movement after which the window locks; 0 means never.
        lock_minutes: u32,
    },
}

/// Where letters and SMS of the demo agency are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DemoLinks {
    /// The mailbox page.
    pub mail_url: String,
    /// The phone page.
    pub phone_url: String,
}

/// Sets up an own agency.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CreateOffice {
    /// Requisites; may be incomplete, settings take the rest.
    pub agency: Agency,
}

/// The key that opens the base and its copies when the keyring is lost.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoveryKey {
    /// Groups of letters and digits, to be printed and kept in a safe place.
    pub recovery_key: String,
}

/// Opens a base whose key is not in the keyring.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct OpenWithRecoveryKey {
    /// As printed; spaces, dashes and letter case do not matter.
    pub recovery_key: String,
}
