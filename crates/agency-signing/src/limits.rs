//! The limits of invariant I3, in one place.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What bounds codes and tries. The defaults are the product's rules; a portal may only choose the length of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Digits of a code: 4–8.
    pub code_digits: u32,
    /// Seconds a code lives from the moment it is made.
    pub code_seconds: i64,
    /// Wrong tries after which a code is dead.
    pub tries_per_code: u32,
    /// Wrong tries in 24 hours after which the link is locked for 24 hours.
    pub tries_per_link: u32,
    /// Codes sent in 24 hours through one link.
    pub sends_per_link: u32,
    /// Codes sent in 24 hours to one phone, over all envelopes.
    pub sends_per_phone: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            code_digits: 6,
            code_seconds: 300,
            tries_per_code: 5,
            tries_per_link: 15,
            sends_per_link: 5,
            sends_per_phone: 10,
        }
    }
}

impl Limits {
    /// The rules with another length of the code, brought into 4–8.
    pub fn with_code_digits(digits: u32) -> Self {
        Self { code_digits: digits.clamp(4, 8), ..Self::default() }
    }

    /// The window «a day» of every limit: the last 24 hours.
    pub fn day() -> TimeDelta {
        TimeDelta::hours(24)
    }

    /// How long to wait after the `sent`-th code of the day before the next one.
    pub fn pause_after(sent: usize) -> TimeDelta {
        TimeDelta::seconds(match sent {
            0 => 0,
            1 => 60,
            2 => 120,
            _ => 300,
        })
    }
}
