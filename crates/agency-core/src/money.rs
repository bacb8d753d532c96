//! Money in kopecks. Floats are never used for sums.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A sum in kopecks. Displays as `125 000,00` with no-break spaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Money(pub i64);

impl Money {
    /// A sum of whole roubles.
    pub const fn rubles(rubles: i64) -> Self {
        Self(rubles * 100)
    }

    /// Whole roubles, rounded towards zero.
    pub const fn whole_rubles(self) -> i64 {
        self.0 / 100
    }

    /// The kopecks of the last rouble, 0…99.
    pub const fn kopecks(self) -> i64 {
        (self.0 % 100).abs()
    }

    /// `125 000` when there are no kopecks, else `125 000,50`; for short texts.
    pub fn short(self) -> String {
        if self.kopecks() == 0 {
            let sign = if self.0 < 0 { "-" } else { "" };
            format!("{sign}{}", grouped(self.0.unsigned_abs() / 100))
        } else {
            self.to_string()
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let all = self.0.unsigned_abs();
        write!(f, "{sign}{},{:02}", grouped(all / 100), all % 100)
    }
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "0,00", "0")]
    #[case(1, "0,01", "0,01")]
    #[case(12_500_000, "125\u{a0}000,00", "125\u{a0}000")]
    #[case(100_000_150, "1\u{a0}000\u{a0}001,50", "1\u{a0}000\u{a0}001,50")]
    #[case(-99_950, "-999,50", "-999,50")]
    fn sums_are_grouped_by_thousands(#[case] kopecks: i64, #[case] full: &str, #[case] short: &str) {
        assert_eq!(Money(kopecks).to_string(), full);
        assert_eq!(Money(kopecks).short(), short);
    }
}
