//! Dates as a Russian contract prints them, and Moscow time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

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

/// The moment a day begins in Moscow.
pub fn moscow_midnight(day: NaiveDate) -> DateTime<Utc> {
    (day.and_time(NaiveTime::MIN) - TimeDelta::hours(3)).and_utc()
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

/// Reads a day as people and programs write it: `06.03.2025`, `6/3/25`,
/// `2025-03-06`, `«06» марта 2025 г.`, `06 мар 2025`, each with a time after
/// it or none. Years of two digits are 1941…2040.
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (first, rest) = parts.split_first()?;
    let [second, third, after @ ..] = rest else { return None };
    // what follows is a time or the word «года»
    let is_time = |part: &&str| part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    if !after.iter().all(|part| is_time(part) || ["г", "год", "года", "мск"].contains(part)) {
        return None;
    }
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
    if first.len() == 4 {
        // `2025-03-06T00` comes as one last part
        let day = third.split('t').next().unwrap_or(third);
        return NaiveDate::from_ymd_opt(number(first)? as i32, number(second)?, number(day)?);
    }
    let month = match number(second) {
        Some(month) => month,
        None if second.chars().count() >= 3 => GENITIVE
            .iter()
            .zip(SHORT)
            .position(|(long, short)| long == second || second.starts_with(short))
            .map(|index| index as u32 + 1)?,
        None => return None,
    };
    let year = match (third.len(), number(third)? as i32) {
        (4, year) => year,
        (2, year) => year + if year > 40 { 1900 } else { 2000 },
        _ => return None,
    };
    (first.len() <= 2).then(|| NaiveDate::from_ymd_opt(year, month, number(first)?)).flatten()
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
    #[case("06.03.2025", "2025-03-06")]
    #[case(" 6.3.2025 г. ", "2025-03-06")]
    #[case("06/03/85", "1985-03-06")]
    #[case("06-03-25", "2025-03-06")]
    #[case("2025-03-06", "2025-03-06")]
    #[case("2025-03-06T00:00:00", "2025-03-06")]
    #[case("2025-03-06 11:13:05.000", "2025-03-06")]
    #[case("06.03.2025 11:13", "2025-03-06")]
    #[case("«06» марта 2025\u{a0}г.", "2025-03-06")]
    #[case("6 Мая 1985 года", "1985-05-06")]
    #[case("06 мар 2025", "2025-03-06")]
    #[case("1 сент. 2025", "2025-09-01")]
    fn a_day_is_read_in_all_usual_forms(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(date_from_text(text), Some(day(expected)));
    }

    #[rstest]
    #[case("")]
    #[case("31.02.2025")]
    #[case("06.2025")]
    #[case("2025")]
    #[case("06.03.025")]
    #[case("5 ма 2025")]
    #[case("до 06.03.2025")]
    #[case("06.03.2025 и 07.03.2025")]
    #[case("123.03.2025")]
    fn other_texts_are_no_days(#[case] text: &str) {
        assert_eq!(date_from_text(text), None);
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
