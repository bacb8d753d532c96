//! When a failed effect is tried again.

use chrono::TimeDelta;

/// Pause after the n-th failed try, n from 1: 30 s, 2 min, 10 min, 30 min, then hourly.
pub(super) fn pause_after(attempt: u32) -> TimeDelta {
    match attempt {
        0 | 1 => TimeDelta::seconds(30),
        2 => TimeDelta::minutes(2),
        3 => TimeDelta::minutes(10),
        4 => TimeDelta::minutes(30),
        _ => TimeDelta::hours(1),
    }
}
