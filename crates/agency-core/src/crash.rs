//! Named points where the crash tests kill the process.
//!
//! With cargo feature `crash-points` (tests only) a process whose environment
//! has `AGENCY_CRASH_AT=<name>` aborts when it comes to that point, as if the
//! power went. Without the feature [`point`] is empty.

/// Every point, in the order the main job passes them. A crash test walks all of them.
pub const POINTS: &[&str] = &[
    "send.frozen",
    "send.before_portal",
    "send.after_portal",
    "invite.token_stored",
    "invite.letter_sent",
    "code.stored",
    "code.sms_sent",
    "accept.stored",
    "seal.file_written",
    "seal.stored",
    "result.letter_sent",
    "mirror.before_commit",
    "mirror.committed",
    "mirror.file_fetched",
    "mirror.file_stored",
];

/// Points of the work on the data as a whole: copies, going back, moving.
pub const DATA_POINTS: &[&str] =
    &["copy.half", "restore.staged", "replace.before", "replace.decided", "replace.half", "export.half", "import.half"];

/// Dies here when told to by the environment; does nothing in a normal build.
#[cfg(not(feature = "crash-points"))]
#[inline]
pub fn point(_name: &'static str) {}

/// Dies here when told to by the environment; does nothing in a normal build.
#[cfg(feature = "crash-points")]
pub fn point(name: &'static str) {
    debug_assert!(POINTS.contains(&name) || DATA_POINTS.contains(&name), "crash point {name} is not listed");
    if std::env::var("AGENCY_CRASH_AT").is_ok_and(|at| at == name) {
        std::process::abort();
    }
}
