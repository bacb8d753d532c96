//! Messages the simulated services took.

use crate::deliveries::Step;
use agency_core::Money;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Status numbers shared by SMSC.ru and the pages.
pub(crate) const WAITING: i32 = -1;

/// A message taken by a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceivedSms {
    /// Running number in the simulator, from 1.
    pub number: u64,
    /// Service that took it: `smsc.ru`.
    pub service: String,
    /// Login of the account.
    pub login: String,
    /// Id in that service.
    pub id: String,
    /// Recipient, digits only.
    pub phone: String,
    /// Sender name, empty for the service's own.
    pub sender: String,
    /// Text.
    pub text: String,
    /// Parts billed.
    pub parts: u32,
    /// What the account paid, in kopecks.
    pub cost: Money,
    /// When it was taken.
    pub accepted_at: DateTime<Utc>,
    /// When its way to the phone begins; later than `accepted_at` if put off.
    pub due_at: DateTime<Utc>,
    /// Status now.
    pub status: i32,
    /// Detail code now.
    pub err: i32,
    /// When the status changed last.
    pub status_at: DateTime<Utc>,
    /// Refused with this code, though registered under its id.
    #[serde(skip)]
    pub(crate) refused: Option<i32>,
    #[serde(skip)]
    pub(crate) steps: Vec<Step>,
}

impl ReceivedSms {
    /// Brings `status`, `err` and `status_at` up to the given time.
    pub(crate) fn refresh(&mut self, now: DateTime<Utc>) {
        for step in &self.steps {
            let at = self.due_at + chrono::TimeDelta::seconds(i64::from(step.after_seconds));
            if at <= now {
                (self.status, self.err, self.status_at) = (step.status, step.err, at);
            }
        }
    }

    /// Whether the phone shows it: delivered (1), read (2), or its link followed (4).
    pub(crate) fn is_on_phone(&self) -> bool {
        matches!(self.status, 1 | 2 | 4)
    }
}
