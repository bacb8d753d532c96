//! Which copies stay.

use crate::wire::data::CopyKind;
use chrono::{DateTime, Utc};
use std::collections::{BTreeSet, HashMap};

/// Days of which the last copy stays. Days without a copy do not count, so that
/// neither a holiday nor a wrong clock takes the copies away.
const DAYS: usize = 14;

/// How many of a kind stay besides.
fn last_kept(kind: CopyKind) -> usize {
    match kind {
        CopyKind::Daily => 0,
        CopyKind::Exit => 3,
        CopyKind::Manual | CopyKind::Migration | CopyKind::Replacement => 5,
    }
}

/// Tells of each copy whether it stays; copies come newest first.
pub(crate) fn kept(copies: &[(DateTime<Utc>, CopyKind)]) -> Vec<bool> {
    let (mut days, mut kinds) = (BTreeSet::new(), HashMap::new());
    copies
        .iter()
        .map(|(made_at, kind)| {
            let is_last_of_its_day = days.len() < DAYS && days.insert(made_at.date_naive());
            let of_kind: &mut usize = kinds.entry(*kind).or_default();
            *of_kind += 1;
            is_last_of_its_day || *of_kind <= last_kept(*kind)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{DAYS, kept};
    use crate::wire::data::CopyKind::{self, Daily, Exit, Manual, Migration};
    use chrono::{DateTime, TimeDelta, Utc};
    use rstest::rstest;

    /// A copy so many hours before the last midnight.
    fn copy(hours: i64, kind: CopyKind) -> (DateTime<Utc>, CopyKind) {
        let midnight: DateTime<Utc> = "2026-11-21T00:00:00Z".parse().expect("a time");
        (midnight - TimeDelta::hours(hours), kind)
    }

    #[rstest]
    #[case::none(&[], &[])]
    #[case::the_only_one_stays_however_old(&[copy(9_000, Daily)], &[true])]
    #[case::the_last_of_a_day_stays(&[copy(1, Daily), copy(2, Daily), copy(3, Daily)], &[true, false, false])]
    #[case::three_exits(
        &[copy(1, Exit), copy(2, Exit), copy(3, Exit), copy(4, Exit), copy(5, Daily)],
        &[true, true, true, false, false]
    )]
    #[case::what_a_person_made_stays_longer(
        &[copy(1, Daily), copy(2, Manual), copy(3, Manual), copy(4, Migration)],
        &[true, true, true, true]
    )]
    #[case::a_clock_that_ran_ahead(&[copy(-90_000, Daily), copy(1, Daily), copy(30, Daily)], &[true, true, true])]
    fn the_rule(#[case] copies: &[(DateTime<Utc>, CopyKind)], #[case] expected: &[bool]) {
        assert_eq!(kept(copies), expected);
    }

    #[test]
    fn fourteen_days_stay_whatever_lies_between_them() {
        for gap in [24, 48, 24 * 40] {
            let copies: Vec<_> = (0..30).map(|n| copy(1 + n * gap, Daily)).collect();
            let stay = kept(&copies);
            assert_eq!(stay.iter().filter(|stays| **stays).count(), DAYS);
            assert!(stay[..DAYS].iter().all(|stays| *stays), "the newest ones, with {gap} hours between");
        }
    }
}
