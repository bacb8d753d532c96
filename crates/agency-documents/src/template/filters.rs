//! Filters of templates. Each takes what the order holds and gives text; an
//! empty value stays empty and is printed as a dash.

use agency_core::countries::country_name;
use agency_core::dates::{date_in_words, short_date, short_date_time};
use agency_core::words::{money_in_words, plural};
use agency_core::{Money, Phone};
use chrono::{NaiveDate, NaiveDateTime};
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

/// Adds the filters to an environment that has none:
///
/// | Filter | `value` → text |
/// |---|---|
/// | `date` | date → `06.03.2025`; date and time → `06.03.2025 11:13` |
/// | `date_words` | date → `«06» марта 2025 г.` |
/// | `money` | kopecks → `125 000,00 ₽` |
/// | `words` | kopecks → «Сто двадцать пять тысяч рублей 00 копеек» |
/// | `phone` | number as typed → `+7 906 680-55-55` |
/// | `country` | alpha-3 code, or a list of them → «Турция» |
/// | `plural("ночь", "ночи", "ночей")` | number → the form that agrees with it |
/// | `short_name` | «Иванов Иван Иванович» → «Иванов И. И.» |
/// | `lower_first` | «Паспорт РФ» → «паспорт РФ», for the middle of a sentence |
/// | `upper`, `length` | capitals; number of items |
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("date", |value: Value| dated(&value, short_date, short_date_time));
    environment.add_filter("date_words", |value: Value| dated(&value, date_in_words, |at| date_in_words(at.date())));
    environment.add_filter("money", |value: Value| sum(&value, |sum| format!("{sum}\u{a0}₽")));
    environment.add_filter("words", |value: Value| sum(&value, money_in_words));
    environment.add_filter("phone", |value: String| phone(&value));
    environment.add_filter("country", country);
    environment.add_filter("plural", |number: u64, one: String, few: String, many: String| {
        plural(number, &one, &few, &many).to_owned()
    });
    environment.add_filter("short_name", |value: String| short_name(&value));
    environment.add_filter("lower_first", |value: String| lower_first(&value));
    environment.add_filter("upper", |value: String| value.to_uppercase());
    environment.add_test("none", |value: Value| value.is_none());
    environment.add_filter("length", |value: Value| value.len().ok_or_else(|| wrong("list", &value)));
}

fn wrong(expected: &str, value: &Value) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{expected} expected, found {}", value.kind()))
}

fn is_empty(value: &Value) -> bool {
    value.is_none() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn dated(value: &Value, date: fn(NaiveDate) -> String, time: fn(NaiveDateTime) -> String) -> Result<String, Error> {
    if is_empty(value) {
        return Ok(String::new());
    }
    let text = value.as_str().ok_or_else(|| wrong("date", value))?;
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(date(day));
    }
    text.parse::<NaiveDateTime>().map(time).map_err(|_| wrong("date", value))
}

fn sum(value: &Value, print: impl Fn(Money) -> String) -> Result<String, Error> {
    if is_empty(value) {
        return Ok(String::new());
    }
    i64::try_from(value.clone()).map(|kopecks| print(Money(kopecks))).map_err(|_| wrong("sum", value))
}

/// `+7 906 680-55-55` for Russian numbers; another number as typed.
fn phone(typed: &str) -> String {
    match Phone::parse(typed) {
        Ok(phone) if phone.digits().len() == 11 && phone.digits().starts_with('7') => {
            let d = phone.digits();
            format!("+7\u{a0}{}\u{a0}{}-{}-{}", &d[1..4], &d[4..7], &d[7..9], &d[9..11])
        }
        Ok(phone) => phone.e164().to_owned(),
        Err(_) => typed.to_owned(),
    }
}

fn country(value: Value) -> Result<String, Error> {
    let name = |code: &str| country_name(code).unwrap_or(code).to_owned();
    if is_empty(&value) {
        return Ok(String::new());
    }
    match value.as_str() {
        Some(code) => Ok(name(code)),
        None => {
            Ok(value.try_iter()?.map(|code| name(code.as_str().unwrap_or_default())).collect::<Vec<_>>().join(", "))
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

fn short_name(full: &str) -> String {
    let mut parts = full.split_whitespace();
    let family = parts.next().unwrap_or_default().to_owned();
    parts.fold(family, |name, part| match part.chars().next() {
        Some(initial) => format!("{name}\u{a0}{initial}."),
        None => name,
    })
}
