//! What runs out: guarantees of operators, passports and visas of tourists.

use crate::Money;
use crate::operator::{Guarantee, TourOperator};
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Days before the end from which a guarantee is watched closely.
const SOON: u64 = 30;
/// Days before the end from which a guarantee is watched.
const LATER: u64 = 60;
/// Months many countries want a passport to stay valid after the tour.
const MONTHS_AFTER: u32 = 6;

/// Where the financial guarantee of an operator stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum GuaranteeState {
    /// In force for longer than 60 days.
    InForce {
        /// Last day, of this period and those that follow it without a gap.
        to: NaiveDate,
    },
    /// Ends in 31 to 60 days.
    EndsLater {
        /// Last day.
        to: NaiveDate,
    },
    /// Ends in 30 days or sooner.
    EndsSoon {
        /// Last day.
        to: NaiveDate,
    },
    /// No period is in force; the last one ended.
    Ended {
        /// Its last day.
        to: NaiveDate,
    },
    /// No period is in force yet; the next one begins later.
    NotYet {
        /// Its first day.
        from: NaiveDate,
    },
    /// A period is in force, but its sum is not named or is zero.
    NoSum {
        /// Last day.
        to: NaiveDate,
    },
    /// No period with both dates is known.
    Unknown,
}

impl GuaranteeState {
    /// Whether somebody should see to it.
    pub fn needs_a_hand(self) -> bool {
        !matches!(self, Self::InForce { .. })
    }

    /// Whether no contract can be made with the operator today.
    pub fn is_bad(self) -> bool {
        matches!(self, Self::Ended { .. } | Self::NotYet { .. } | Self::NoSum { .. } | Self::Unknown)
    }
}

/// Periods in force on a day, as both ends name it.
fn periods(operator: &TourOperator) -> impl Iterator<Item = (NaiveDate, NaiveDate, &Guarantee)> {
    operator
        .guarantees
        .iter()
        .filter_map(|guarantee| Some((guarantee.from?, guarantee.to?, guarantee)))
        .filter(|(from, to, _)| from <= to)
}

/// The period in force on a day; of several, the one that lasts longest.
pub fn guarantee_on(operator: &TourOperator, day: NaiveDate) -> Option<&Guarantee> {
    periods(operator)
        .filter(|(.., guarantee)| guarantee.covers(day))
        .max_by_key(|(_, to, _)| *to)
        .map(|(.., guarantee)| guarantee)
}

/// The guarantee of an operator as seen on a day.
pub fn guarantee_state(operator: &TourOperator, today: NaiveDate) -> GuaranteeState {
    let Some(current) = guarantee_on(operator, today) else {
        let next = periods(operator).map(|(from, ..)| from).filter(|from| *from > today).min();
        let last = periods(operator).map(|(_, to, _)| to).filter(|to| *to < today).max();
        return match (next, last) {
            (Some(from), None) => GuaranteeState::NotYet { from },
            (_, Some(to)) => GuaranteeState::Ended { to },
            (None, None) => GuaranteeState::Unknown,
        };
    };
    let to = covered_to(operator, current.to.unwrap_or(today));
    if current.amount.is_none_or(|amount| amount <= Money(0)) {
        return GuaranteeState::NoSum { to };
    }
    let within = |days| today.checked_add_days(Days::new(days)).is_none_or(|day| to <= day);
    if within(SOON) {
        GuaranteeState::EndsSoon { to }
    } else if within(LATER) {
        GuaranteeState::EndsLater { to }
    } else {
        GuaranteeState::InForce { to }
    }
}

/// The last day reached from `to` by periods that follow without a gap.
fn covered_to(operator: &TourOperator, mut to: NaiveDate) -> NaiveDate {
    loop {
        let next_day = to.succ_opt().unwrap_or(to);
        let further =
            periods(operator).filter(|(from, end, _)| *from <= next_day && *end > to).map(|(_, end, _)| end).max();
        match further {
            Some(end) => to = end,
            None => return to,
        }
    }
}

/// A passport or a visa that does not last as long as a trip needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperState {
    /// Runs out before the tour begins.
    EndsBefore,
    /// Runs out during the tour, or on its last day.
    EndsDuring,
    /// Runs out within six months after the tour: many countries refuse entry.
    EndsWithinSixMonths,
}

/// Whether a passport lasts for a trip: longer than its last day.
pub fn passport_state(expires: NaiveDate, start: NaiveDate, end: NaiveDate) -> Option<PaperState> {
    let enough = end.checked_add_months(Months::new(MONTHS_AFTER)).unwrap_or(end);
    if expires < start {
        Some(PaperState::EndsBefore)
    } else if expires <= end {
        Some(PaperState::EndsDuring)
    } else {
        (expires < enough).then_some(PaperState::EndsWithinSixMonths)
    }
}

/// Whether a visa lasts for a trip; its last day may be the day of leaving.
pub fn visa_state(expires: NaiveDate, start: NaiveDate, end: NaiveDate) -> Option<PaperState> {
    if expires < start { Some(PaperState::EndsBefore) } else { (expires < end).then_some(PaperState::EndsDuring) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OperatorId;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn operator(periods: &[(&str, &str, i64)]) -> TourOperator {
        let guarantees = periods.iter().map(|(from, to, amount)| Guarantee {
            from: Some(day(from)),
            to: Some(day(to)),
            amount: Some(Money(*amount)),
            ..Guarantee::default()
        });
        TourOperator { guarantees: guarantees.collect(), ..TourOperator::empty(OperatorId::new()) }
    }

    #[rstest]
    #[case::long(&[("2026-09-01", "2027-08-31", 1)], GuaranteeState::InForce { to: day("2027-08-31") })]
    #[case::day_61(&[("2026-09-01", "2027-01-20", 1)], GuaranteeState::InForce { to: day("2027-01-20") })]
    #[case::day_60(&[("2026-09-01", "2027-01-19", 1)], GuaranteeState::EndsLater { to: day("2027-01-19") })]
    #[case::day_31(&[("2026-09-01", "2026-12-21", 1)], GuaranteeState::EndsLater { to: day("2026-12-21") })]
    #[case::day_30(&[("2026-09-01", "2026-12-20", 1)], GuaranteeState::EndsSoon { to: day("2026-12-20") })]
    #[case::last_day(&[("2026-09-01", "2026-11-20", 1)], GuaranteeState::EndsSoon { to: day("2026-11-20") })]
    #[case::ended_yesterday(&[("2026-09-01", "2026-11-19", 1)], GuaranteeState::Ended { to: day("2026-11-19") })]
    #[case::begins_tomorrow(&[("2026-11-21", "2027-11-19", 1)], GuaranteeState::NotYet { from: day("2026-11-21") })]
    #[case::zero(&[("2026-09-01", "2027-08-31", 0)], GuaranteeState::NoSum { to: day("2027-08-31") })]
    #[case::renewed(
        &[("2026-09-01", "2026-11-30", 1), ("2026-12-01", "2027-11-30", 1)],
        GuaranteeState::InForce { to: day("2027-11-30") }
    )]
    #[case::gap_of_a_day(
        &[("2026-09-01", "2026-11-30", 1), ("2026-12-02", "2027-11-30", 1)],
        GuaranteeState::EndsSoon { to: day("2026-11-30") }
    )]
    #[case::upside_down(&[("2027-08-31", "2026-09-01", 1)], GuaranteeState::Unknown)]
    #[case::none(&[], GuaranteeState::Unknown)]
    fn a_guarantee_is_watched(#[case] periods: &[(&str, &str, i64)], #[case] expected: GuaranteeState) {
        assert_eq!(guarantee_state(&operator(periods), day("2026-11-20")), expected);
    }

    #[rstest]
    #[case("2027-06-11", Some(PaperState::EndsBefore), Some(PaperState::EndsBefore))]
    #[case("2027-06-12", Some(PaperState::EndsDuring), Some(PaperState::EndsDuring))]
    #[case("2027-06-21", Some(PaperState::EndsDuring), Some(PaperState::EndsDuring))]
    #[case("2027-06-22", Some(PaperState::EndsDuring), None)]
    #[case("2027-06-23", Some(PaperState::EndsWithinSixMonths), None)]
    #[case("2027-12-21", Some(PaperState::EndsWithinSixMonths), None)]
    #[case("2027-12-22", None, None)]
    fn papers_are_compared_with_the_trip(
        #[case] expires: &str,
        #[case] passport: Option<PaperState>,
        #[case] visa: Option<PaperState>,
    ) {
        let (start, end) = (day("2027-06-12"), day("2027-06-22"));
        assert_eq!(passport_state(day(expires), start, end), passport);
        assert_eq!(visa_state(day(expires), start, end), visa);
    }
}
