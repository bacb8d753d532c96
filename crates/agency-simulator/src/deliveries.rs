//! How messages to a phone fare: a script per number.

use serde::{Deserialize, Serialize};

/// One step on a message's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Seconds after acceptance (or after the time the message was put off to).
    pub after_seconds: u32,
    /// The service's own status number from then on; SMSC.ru: 1 is delivered.
    pub status: i32,
    /// The service's own detail code.
    #[serde(default)]
    pub err: i32,
}

/// What happens to messages for a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Delivery {
    /// Phone, digits only; empty: every phone without a script of its own.
    pub phone: String,
    /// Refuse at once with this code of the service (SMSC.ru: 6, 7, 8).
    pub refuse: Option<i32>,
    /// The steps, in order of time; the status before the first is «waiting».
    pub steps: Vec<Step>,
}

impl Default for Delivery {
    /// Waiting, handed over after a second, delivered after two.
    fn default() -> Self {
        Self {
            phone: String::new(),
            refuse: None,
            steps: vec![Step { after_seconds: 1, status: 0, err: 0 }, Step { after_seconds: 2, status: 1, err: 0 }],
        }
    }
}
