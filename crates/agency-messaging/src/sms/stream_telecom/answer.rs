//! Reading Stream Telecom's REST answers. Here the HTTP status counts.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus, Sender,
    http::Answer,
    reply::{Read, Sent, body, decimal, json, number, sentence, text},
};
use serde_json::Value;

/// `Send/SendSms/`: an array with an id for each part or number.
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |value| {
        let first = value.as_array()?.first()?;
        let id = match first {
            Value::Array(parts) => text(parts.first()?)?,
            id => text(id)?,
        };
        Some(Sent { id, parts: None, cost: None })
    })
}

/// `State/state.php`
pub(super) fn status(answer: &Answer) -> Read<DeliveryStatus> {
    read(answer, |value| {
        let state = value.get("State")?;
        Some(match (number(state), state.as_str()) {
            (Some(-1), _) | (_, Some("sent")) => DeliveryStatus::Sent,
            (Some(0), _) | (_, Some("delivered" | "read")) => DeliveryStatus::Delivered,
            (Some(42), _) | (_, Some("undelivered")) => DeliveryStatus::Undelivered,
            (Some(46), _) | (_, Some("expired")) => DeliveryStatus::Expired,
            (None, None) => return None,
            _ => DeliveryStatus::Unknown,
        })
    })
}

/// `Balance/balance.php`: a bare number, with or without quotes.
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |value| Some(Balance { amount: decimal(value)?, currency: Some("RUB".into()) }))
}

/// `Statistic/originator.php`
pub(super) fn senders(answer: &Answer) -> Read<Vec<Sender>> {
    read(answer, |value| {
        let sender = |name: &Value| Some(Sender { name: text(name)?, is_ready: true });
        value.as_array()?.iter().map(sender).collect()
    })
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Value) -> Option<T>) -> Read<T> {
    if answer.status == 200 {
        return json(NAME, answer, |value| refusal(value).or_else(|| success(value).map(Read::Success)));
    }
    if (300..400).contains(&answer.status) {
        return json(NAME, answer, |_| None);
    }
    // one client met a bare number as the error
    body(NAME, answer, |value| refusal(value).or_else(|| number(value).map(|code| Read::refused(code.to_string()))))
}

fn refusal<T>(value: &Value) -> Option<Read<T>> {
    let code = value.as_object()?.get("Code").and_then(number)?;
    Some(Read::Refused { code: code.to_string(), said: value.get("Desc").and_then(sentence), id: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, text: &str) -> Answer {
        Answer { status, text: text.into() }
    }

    fn taken(id: &str) -> Read<Sent> {
        Read::Success(Sent { id: id.into(), parts: None, cost: None })
    }

    fn refused(code: &str, said: Option<&str>) -> Read<Sent> {
        Read::Refused { code: code.into(), said: said.map(Into::into), id: None }
    }

    #[rstest]
    #[case(200, r#"["371324579"]"#, taken("371324579"))]
    #[case(200, "[371324579]", taken("371324579"))]
    #[case(200, r#"[["371324579","371324580"]]"#, taken("371324579"))]
    #[case(400, r#"{"Code":4,"Desc":"UnauthorizedAccess"}"#, refused("4", Some("UnauthorizedAccess")))]
    #[case(500, r#"{"Code":"9","Desc":"InternalServerError"}"#, refused("9", Some("InternalServerError")))]
    #[case(200, r#"{"Code":5,"Desc":"NotEnoughCredits"}"#, refused("5", Some("NotEnoughCredits")))]
    #[case(401, "4", refused("4", None))]
    fn documented_answers_are_read(#[case] status: u16, #[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(status, body)), expected);
    }

    #[rstest]
    #[case(200, "[]", "incomplete")]
    #[case(200, "371324579", "incomplete")]
    #[case(200, "{}", "incomplete")]
    #[case(502, "<html>", "html")]
    #[case(503, r#"["371324579"]"#, "http_503")]
    #[case(302, "", "redirect")]
    fn other_answers_leave_the_outcome_open(#[case] status: u16, #[case] body: &str, #[case] expected: &str) {
        assert!(matches!(sent(&answer(status, body)), Read::Odd { code, .. } if code == expected));
    }

    #[rstest]
    #[case("-1", DeliveryStatus::Sent)]
    #[case("0", DeliveryStatus::Delivered)]
    #[case("\"0\"", DeliveryStatus::Delivered)]
    #[case("42", DeliveryStatus::Undelivered)]
    #[case("46", DeliveryStatus::Expired)]
    #[case("255", DeliveryStatus::Unknown)]
    #[case("\"read\"", DeliveryStatus::Delivered)]
    fn statuses_are_mapped_by_the_table(#[case] state: &str, #[case] expected: DeliveryStatus) {
        let body = format!(r#"{{"State":{state},"StateDescription":"…","Price":2.5}}"#);
        assert_eq!(status(&answer(200, &body)), Read::Success(expected));
    }

    #[rstest]
    #[case("842.1", "842.1")]
    #[case("\"100.01\"", "100.01")]
    fn balances_are_read(#[case] body: &str, #[case] amount: &str) {
        let expected = Balance { amount: amount.into(), currency: Some("RUB".into()) };
        assert_eq!(balance(&answer(200, body)), Read::Success(expected));
    }
}
