//! The `time` parameter: when a message is to go.

use super::refusal::Refusal;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};

const MOSCOW_HOURS: i64 = 3;

/// When the way of a message begins: now for nothing, `0` or a time gone by.
/// `zone` is the `tz` parameter: hours from Moscow.
pub(crate) fn due(time: &str, zone: i64, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let time = time.trim();
    if time.is_empty() || time == "0" {
        return Ok(now);
    }
    let at = minutes_ahead(time, now)
        .or_else(|| unix(time))
        .or_else(|| date(time).and_then(|local| to_utc(local, zone)))
        .or_else(|| hour_range(time, zone, now))
        .ok_or(Refusal::Date)?;
    Ok(at.max(now))
}

/// `+m`
fn minutes_ahead(time: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes: u32 = time.strip_prefix('+')?.parse().ok()?;
    now.checked_add_signed(TimeDelta::minutes(i64::from(minutes)))
}

/// `0ts`: seconds since 1970 behind a leading zero, longer than a `DDMMYYhhmm`.
fn unix(time: &str) -> Option<DateTime<Utc>> {
    let seconds = time.strip_prefix('0').filter(|rest| rest.len() >= 10)?;
    DateTime::from_timestamp(seconds.parse().ok()?, 0)
}

/// `DDMMYYhhmm` or `DD.MM.YY hh:mm`
fn date(time: &str) -> Option<NaiveDateTime> {
    let digits: String = time.chars().filter(char::is_ascii_digit).collect();
    let plain = time.len() == 10 && digits.len() == 10;
    let dotted = time.len() == 14
        && time.bytes().enumerate().all(|(at, byte)| match at {
            2 | 5 => byte == b'.',
            8 => byte == b' ',
            11 => byte == b':',
            _ => byte.is_ascii_digit(),
        });
    if !plain && !dotted {
        return None;
    }
    let pair = |at: usize| digits[at..at + 2].parse::<u32>().ok();
    NaiveDate::from_ymd_opt(2000 + i32::try_from(pair(4)?).ok()?, pair(2)?, pair(0)?)?.and_hms_opt(
        pair(6)?,
        pair(8)?,
        0,
    )
}

fn to_utc(local: NaiveDateTime, zone: i64) -> Option<DateTime<Utc>> {
    local.checked_sub_signed(TimeDelta::try_hours(MOSCOW_HOURS.checked_add(zone)?)?).map(|utc| utc.and_utc())
}

/// `h1-h2`: within these hours of the day, so now or at the next `h1`.
fn hour_range(time: &str, zone: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    use chrono::Timelike;
    let (from, to) = time.split_once('-')?;
    let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    if from > 23 || to > 24 {
        return None;
    }
    let shift = TimeDelta::try_hours(MOSCOW_HOURS.checked_add(zone)?)?;
    let local = now.checked_add_signed(shift)?.naive_utc();
    let hour = local.hour();
    let is_within = if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to };
    if is_within {
        return Some(now);
    }
    let days = if hour < from { 0 } else { 1 };
    let start = (local.date() + TimeDelta::days(days)).and_hms_opt(from, 0, 0)?;
    start.checked_sub_signed(shift).map(|utc| utc.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn now() -> DateTime<Utc> {
        "2025-03-06T08:00:00Z".parse().expect("a time")
    }

    #[rstest]
    #[case("", "2025-03-06T08:00:00Z")]
    #[case("0", "2025-03-06T08:00:00Z")]
    #[case("+90", "2025-03-06T09:30:00Z")]
    #[case("0603251213", "2025-03-06T09:13:00Z")]
    #[case("06.03.25 12:13", "2025-03-06T09:13:00Z")]
    #[case("06.03.25 09:13", "2025-03-06T08:00:00Z")]
    #[case("01741255200", "2025-03-06T10:00:00Z")]
    #[case("10-20", "2025-03-06T08:00:00Z")]
    #[case("12-14", "2025-03-06T09:00:00Z")]
    #[case("9-11", "2025-03-07T06:00:00Z")]
    fn documented_ways_are_read(#[case] time: &str, #[case] expected: &str) {
        assert_eq!(due(time, 0, now()), Ok(expected.parse().expect("a time")));
    }

    #[rstest]
    #[case("tomorrow")]
    #[case("3213251213")]
    #[case("06.03.2025 12:13")]
    #[case("+soon")]
    #[case("9-99")]
    fn other_texts_are_error_five(#[case] time: &str) {
        assert_eq!(due(time, 0, now()), Err(Refusal::Date));
    }

    #[test]
    fn a_zone_is_counted_from_moscow() {
        assert_eq!(due("0603251413", 2, now()), Ok("2025-03-06T09:13:00Z".parse().expect("a time")));
        assert_eq!(due("0603251413", i64::MAX, now()), Err(Refusal::Date));
    }
}
