//! Dates as a Russian contract prints them, and Moscow time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, Utc};

const GENITIVE: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const SHORT: [&str; 12] = ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

/// Moscow time: UTC+3 all the year since 2014.
pub fn moscow(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&FixedOffset::east_opt(3 * 3600).expect("three hours are a valid offset"))
}

/// `06.03.2025`
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d.%m.%Y").to_string()
}

/// `«06» марта 2025 г.`
pub fn date_in_words(date: NaiveDate) -> String {
    format!("«{:02}» {} {}\u{a0}г.", date.day(), GENITIVE[date.month0() as usize], date.year())
}

/// `06.03.2025 11:13`, without a zone: a wall-clock time at the place it speaks of.
pub fn short_date_time(at: NaiveDateTime) -> String {
    at.format("%d.%m.%Y %H:%M").to_string()
}

/// `26.02.2025 19:05 МСК`
pub fn moscow_minute(at: DateTime<Utc>) -> String {
    format!("{} МСК", moscow(at).format("%d.%m.%Y %H:%M"))
}

/// `26.02.2025 19:05:25 МСК`
pub fn moscow_second(at: DateTime<Utc>) -> String {
    format!("{} МСК", moscow(at).format("%d.%m.%Y %H:%M:%S"))
}

/// `06 мар 2025 11:13` in Moscow time: the form used in file names of signed contracts.
pub fn file_name_minute(at: DateTime<Utc>) -> String {
    let at = moscow(at);
    format!("{:02} {} {} {}", at.day(), SHORT[at.month0() as usize], at.year(), at.format("%H:%M"))
}

/// Full years of age on a day; a birthday on 29 February counts on 1 March of other years.
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> i32 {
    let years = day.year() - birth.year();
    if (day.month(), day.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
}

/// Mondays to Fridays after `from`, up to and with `to`. Public holidays are not known here.
pub fn weekdays_between(from: NaiveDate, to: NaiveDate) -> usize {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| day.weekday().num_days_from_monday() < 5).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn moscow_is_three_hours_ahead_and_may_be_the_next_day() {
        let at = Utc.with_ymd_and_hms(2025, 3, 6, 22, 13, 40).single().expect("a time");
        assert_eq!(moscow_minute(at), "07.03.2025 01:13 МСК");
        assert_eq!(moscow_second(at), "07.03.2025 01:13:40 МСК");
        assert_eq!(file_name_minute(at), "07 мар 2025 01:13");
    }

    #[test]
    fn a_contract_date_is_printed_in_words() {
        assert_eq!(date_in_words(day("2025-03-06")), "«06» марта 2025\u{a0}г.");
    }

    #[rstest]
    #[case("2026-11-20", "2026-11-20", 0)]
    #[case("2026-11-20", "2026-11-22", 0)]
    #[case("2026-11-20", "2026-11-25", 3)]
    #[case("2026-11-16", "2026-11-21", 4)]
    fn working_days_leave_weekends_out(#[case] from: &str, #[case] to: &str, #[case] days: usize) {
        assert_eq!(weekdays_between(day(from), day(to)), days);
    }

    #[rstest]
    #[case("2000-05-10", "2018-05-09", 17)]
    #[case("2000-05-10", "2018-05-10", 18)]
    #[case("2004-02-29", "2018-02-28", 13)]
    #[case("2004-02-29", "2018-03-01", 14)]
    fn age_is_counted_in_full_years(#[case] birth: &str, #[case] on: &str, #[case] age: i32) {
        assert_eq!(age_on(day(birth), day(on)), age);
    }
}
