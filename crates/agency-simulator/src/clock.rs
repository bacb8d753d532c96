//! The simulator's own time.

use chrono::{DateTime, TimeDelta, Utc};

/// Time of the simulated services: the system's, or a fixed point; both can be
/// moved ahead, so that a test sees tomorrow without waiting.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    fixed: Option<DateTime<Utc>>,
    ahead: TimeDelta,
}

impl Clock {
    pub(crate) fn new(fixed: Option<DateTime<Utc>>) -> Self {
        Self { fixed, ahead: TimeDelta::zero() }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.fixed.unwrap_or_else(Utc::now) + self.ahead
    }

    /// Moves ahead; a sum past chrono's range leaves the clock where it was.
    pub(crate) fn advance(&mut self, by: TimeDelta) {
        if let Some(ahead) = self.ahead.checked_add(&by)
            && self.fixed.unwrap_or_else(Utc::now).checked_add_signed(ahead).is_some()
        {
            self.ahead = ahead;
        }
    }
}
