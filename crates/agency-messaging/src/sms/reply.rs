//! Reading the answers of a service: what is common to all of them.
//!
//! Success is the service's own marker, never the absence of an error. What
//! carries neither marker is [`Read::Odd`], and a message behind it is
//! [`SendOutcome::Unknown`](super::SendOutcome::Unknown).

use super::{RejectKind, http::Answer};
use serde_json::{Map, Value};

/// An answer, read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Read<T> {
    /// The service's success marker is there.
    Success(T),
    /// The service's error marker is there.
    Refused {
        /// The service's own code of the error; `text` where it has none.
        code: String,
        /// The service's own sentence, where the refusal is told by it alone.
        said: Option<String>,
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
pub(crate) struct Sent {
    /// Id given by the service.
    pub(crate) id: String,
    /// Parts billed, if told.
    pub(crate) parts: Option<u32>,
    /// Cost in the account's currency, if told.
    pub(crate) cost: Option<String>,
}

/// What a refusal means to a person and to the program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) kind: RejectKind,
    pub(crate) message: String,
    pub(crate) advice: String,
}

impl Refusal {
    pub(crate) fn new(kind: RejectKind, message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { kind, message: message.into(), advice: advice.into() }
    }
}

impl<T> Read<T> {
    /// A refusal known by its code alone.
    pub(crate) fn refused(code: impl Into<String>) -> Self {
        Self::Refused { code: code.into(), said: None, id: None }
    }

    pub(crate) fn odd(code: impl Into<String>, why: impl Into<String>) -> Self {
        Self::Odd { code: code.into(), why: why.into() }
    }

    /// JSON of the service's shape without what it promises.
    pub(crate) fn incomplete(service: &str) -> Self {
        Self::odd("incomplete", format!("Ответ {service} непонятен: в нём нет обещанных полей"))
    }
}

/// Reads the body as JSON whatever the HTTP status, except where that status
/// says that another program answered. `read` gets `None` back into
/// [`Read::incomplete`].
pub(crate) fn json<T>(service: &str, answer: &Answer, read: impl FnOnce(&Value) -> Option<Read<T>>) -> Read<T> {
    match answer.status {
        300..=399 => {
            return Read::odd(
                "redirect",
                format!("Вместо {service} ответил другой адрес (перенаправление, HTTP {})", answer.status),
            );
        }
        500.. => {
            return Read::odd(
                format!("http_{}", answer.status),
                format!("{service} ответил сбоем (HTTP {})", answer.status),
            );
        }
        _ => {}
    }
    body(service, answer, read)
}

/// The same for a service that tells its own errors under any HTTP status.
pub(crate) fn body<T>(service: &str, answer: &Answer, read: impl FnOnce(&Value) -> Option<Read<T>>) -> Read<T> {
    let text = answer.text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Read::odd("empty", format!("{service} прислал пустой ответ"));
    }
    if text.starts_with('<') {
        return Read::odd("html", format!("Вместо ответа {service} пришла веб-страница"));
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return Read::odd("not_json", format!("Ответ {service} оборван или непонятен"));
    };
    match read(&value) {
        // a success under an error of HTTP contradicts itself
        Some(Read::Success(_)) if answer.status >= 300 => Read::odd(
            format!("http_{}", answer.status),
            format!("{service} ответил противоречиво (HTTP {})", answer.status),
        ),
        Some(read) => read,
        None if answer.status >= 500 => {
            Read::odd(format!("http_{}", answer.status), format!("{service} ответил сбоем (HTTP {})", answer.status))
        }
        None => Read::incomplete(service),
    }
}

/// A whole number, written as one or as a string.
pub(crate) fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// An id or a code: a string or a number, of bounded length.
pub(crate) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty() && text.chars().count() <= 64).then_some(text)
}

/// A sentence of the service, of bounded length and without line breaks.
pub(crate) fn sentence(value: &Value) -> Option<String> {
    let words: Vec<&str> = value.as_str()?.split_whitespace().collect();
    let text: String = words.join(" ").chars().take(300).collect();
    (!text.is_empty()).then_some(text)
}

/// A sum as the service writes it: digits with at most one point or comma.
pub(crate) fn decimal(value: &Value) -> Option<String> {
    let sum = text(value)?;
    let digits = sum.strip_prefix('-').unwrap_or(&sum);
    let (whole, rest) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (are_digits(whole) && are_digits(rest) && sum.len() <= 20).then_some(sum)
}

/// A count of parts, above zero.
pub(crate) fn count(value: &Value) -> Option<u32> {
    u32::try_from(number(value)?).ok().filter(|&count| count > 0)
}

/// The currency of a balance, if it looks like a code.
pub(crate) fn currency(fields: &Map<String, Value>) -> Option<String> {
    let is_code = |code: &String| code.len() <= 5 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    fields.get("currency").and_then(text).filter(is_code)
}
