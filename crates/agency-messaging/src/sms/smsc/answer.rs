//! Reading `fmt=3` answers. Numbers may come as strings and strings as numbers.

use super::NAME;
use crate::sms::{Balance, DeliveryStatus, http::Answer};
use serde_json::{Map, Value};

/// An answer, read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read<T> {
    /// The service's success marker is there.
    Success(T),
    /// The service's error marker is there.
    Refused {
        /// The service's number of the error; its text differs between hosts and is not read.
        code: i64,
        /// Id of a message registered all the same.
        id: Option<String>,
    },
    /// It is not the service's answer, or not a whole one.
    Odd {
        /// A word for logs.
        code: String,
        /// In Russian, the beginning of a sentence.
        why: String,
    },
}

/// A message taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) id: String,
    pub(super) parts: u32,
    pub(super) cost: Option<String>,
}

/// `send.php`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |fields| {
        Some(Sent {
            id: text(fields.get("id")?)?,
            parts: u32::try_from(number(fields.get("cnt")?)?).ok().filter(|&count| count > 0)?,
            cost: fields.get("cost").and_then(decimal),
        })
    })
}

/// `balance.php`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |fields| {
        let amount = decimal(fields.get("balance")?)?;
        let is_code = |code: &String| code.len() <= 5 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        Some(Balance { amount, currency: fields.get("currency").and_then(text).filter(is_code) })
    })
}

/// `status.php`
pub(super) fn status(answer: &Answer) -> Read<DeliveryStatus> {
    read(answer, |fields| number(fields.get("status")?).map(delivery_status))
}

/// Statuses of the service's table.
fn delivery_status(status: i64) -> DeliveryStatus {
    match status {
        -2 | 23 | 24 => DeliveryStatus::Rejected,
        -1 => DeliveryStatus::Queued,
        0 => DeliveryStatus::Sent,
        1 | 2 | 4 => DeliveryStatus::Delivered,
        3 => DeliveryStatus::Expired,
        20 | 22 | 25 => DeliveryStatus::Undelivered,
        _ => DeliveryStatus::Unknown,
    }
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    let odd = |code: &str, why: String| Read::Odd { code: code.into(), why };
    match answer.status {
        300..=399 => {
            return odd(
                "redirect",
                format!("Вместо {NAME} ответил другой адрес (перенаправление, HTTP {})", answer.status),
            );
        }
        500.. => {
            return odd(&format!("http_{}", answer.status), format!("{NAME} ответил сбоем (HTTP {})", answer.status));
        }
        _ => {}
    }
    let body = answer.text.trim_start_matches('\u{feff}').trim();
    if body.is_empty() {
        return odd("empty", format!("{NAME} прислал пустой ответ"));
    }
    if body.starts_with('<') {
        return odd("html", format!("Вместо ответа {NAME} пришла веб-страница"));
    }
    let Ok(fields) = serde_json::from_str::<Map<String, Value>>(body) else {
        return odd("not_json", format!("Ответ {NAME} оборван или непонятен"));
    };
    let incomplete = || odd("incomplete", format!("Ответ {NAME} непонятен: в нём нет обещанных полей"));
    match fields.get("error_code") {
        Some(code) => match number(code) {
            Some(code) if code > 0 => Read::Refused { code, id: fields.get("id").and_then(text) },
            _ => incomplete(),
        },
        // A client error of HTTP with a success marker contradicts itself.
        None if answer.status >= 400 => incomplete(),
        None => success(&fields).map_or_else(incomplete, Read::Success),
    }
}

fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// An id: a string or a number, of bounded length.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= 64).then_some(text)
}

/// A sum as the service writes it: digits with at most one point or comma.
fn decimal(value: &Value) -> Option<String> {
    let sum = text(value)?;
    let digits = sum.strip_prefix('-').unwrap_or(&sum);
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits(whole) && are_digits(rest) && sum.len() <= 20).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, text: &str) -> Answer {
        Answer { status, text: text.into() }
    }

    fn taken(id: &str, parts: u32, cost: Option<&str>) -> Read<Sent> {
        Read::Success(Sent { id: id.into(), parts, cost: cost.map(Into::into) })
    }

    #[rstest]
    #[case(r#"{"id":"ord-17","cnt":1,"cost":"4.1","balance":"83.6"}"#, taken("ord-17", 1, Some("4.1")))]
    #[case(r#"{"id":1,"cnt":2}"#, taken("1", 2, None))]
    #[case(r#"{"id":"1","cnt":"2","cost":1.44,"balance":100.5}"#, taken("1", 2, Some("1.44")))]
    #[case("\u{feff} {\"id\":1,\"cnt\":1,\"cost\":\"free\"}\n", taken("1", 1, None))]
    #[case(r#"{"error":"duplicate request, wait a minute","error_code":9}"#, Read::Refused { code: 9, id: None })]
    #[case(r#"{"error":"message is denied","error_code":"6","id":3}"#, Read::Refused { code: 6, id: Some("3".into()) })]
    #[case(r#"{"id":1,"cnt":1,"error_code":6}"#, Read::Refused { code: 6, id: Some("1".into()) })]
    fn documented_answers_are_read(#[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(200, body)), expected);
    }

    #[rstest]
    #[case(200, "", "empty", "SMSC.ru прислал пустой ответ")]
    #[case(200, " \r\n", "empty", "SMSC.ru прислал пустой ответ")]
    #[case(200, "<html><body>Error", "html", "Вместо ответа SMSC.ru пришла веб-страница")]
    #[case(200, r#"{"id":1,"cnt""#, "not_json", "Ответ SMSC.ru оборван или непонятен")]
    #[case(200, "OK - 1 SMS, ID - 3", "not_json", "Ответ SMSC.ru оборван или непонятен")]
    #[case(200, r#"[{"id":1,"cnt":1}]"#, "not_json", "Ответ SMSC.ru оборван или непонятен")]
    #[case(200, "{}", "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(200, r#"{"id":1}"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(200, r#"{"cnt":1}"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(200, r#"{"id":1,"cnt":0}"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(200, r#"{"id":null,"cnt":1}"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(
        200,
        r#"{"id":1,"cnt":1,"error_code":0}"#,
        "incomplete",
        "Ответ SMSC.ru непонятен: в нём нет обещанных полей"
    )]
    #[case(404, r#"{"id":1,"cnt":1}"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
    #[case(500, r#"{"id":1,"cnt":1}"#, "http_500", "SMSC.ru ответил сбоем (HTTP 500)")]
    #[case(302, "", "redirect", "Вместо SMSC.ru ответил другой адрес (перенаправление, HTTP 302)")]
    fn other_answers_leave_the_outcome_open(
        #[case] status: u16,
        #[case] body: &str,
        #[case] code: &str,
        #[case] why: &str,
    ) {
        assert_eq!(sent(&answer(status, body)), Read::Odd { code: code.into(), why: why.into() });
    }

    #[rstest]
    #[case(-3, DeliveryStatus::Unknown)]
    #[case(-2, DeliveryStatus::Rejected)]
    #[case(-1, DeliveryStatus::Queued)]
    #[case(0, DeliveryStatus::Sent)]
    #[case(1, DeliveryStatus::Delivered)]
    #[case(2, DeliveryStatus::Delivered)]
    #[case(3, DeliveryStatus::Expired)]
    #[case(4, DeliveryStatus::Delivered)]
    #[case(20, DeliveryStatus::Undelivered)]
    #[case(22, DeliveryStatus::Undelivered)]
    #[case(23, DeliveryStatus::Rejected)]
    #[case(24, DeliveryStatus::Rejected)]
    #[case(25, DeliveryStatus::Undelivered)]
    #[case(777, DeliveryStatus::Unknown)]
    fn statuses_are_mapped_by_the_table(#[case] number: i64, #[case] expected: DeliveryStatus) {
        assert_eq!(status(&answer(200, &format!(r#"{{"status":{number},"err":0}}"#))), Read::Success(expected));
        assert_eq!(status(&answer(200, &format!(r#"{{"status":"{number}"}}"#))), Read::Success(expected));
    }

    #[rstest]
    #[case(r#"{"balance":"83.6","currency":"RUR"}"#, "83.6", Some("RUR"))]
    #[case(r#"{"balance":-100.01,"credit":"500"}"#, "-100.01", None)]
    fn balances_are_read(#[case] body: &str, #[case] amount: &str, #[case] currency: Option<&str>) {
        let expected = Balance { amount: amount.into(), currency: currency.map(Into::into) };
        assert_eq!(balance(&answer(200, body)), Read::Success(expected));
    }
}
