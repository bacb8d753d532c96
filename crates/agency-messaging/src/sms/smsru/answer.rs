//! Reading SMS.ru's `json=1` answers: a status at the top and one for each number.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus, Price, Sender,
    http::Answer,
    reply::{Read, Sent, count, decimal, json, number, text},
};
use serde_json::{Map, Value};

/// What both levels tell when all is well.
const TAKEN: i64 = 100;

/// `/sms/send`
pub(super) fn sent(answer: &Answer, digits: &str) -> Read<Sent> {
    of_number(answer, digits, |item| {
        Some(Sent { id: text(item.get("sms_id")?)?, parts: None, cost: item.get("cost").and_then(decimal) })
    })
}

/// `/sms/cost`
pub(super) fn price(answer: &Answer, digits: &str) -> Read<Price> {
    of_number(answer, digits, |item| {
        Some(Price { amount: decimal(item.get("cost")?)?, parts: item.get("sms").and_then(count) })
    })
}

/// `/sms/status`
pub(super) fn status(answer: &Answer, id: &str) -> Read<DeliveryStatus> {
    top(answer, |fields| {
        let item = fields.get("sms")?.as_object()?.get(id)?;
        Some(Read::Success(delivery_status(number(item.get("status_code")?)?)))
    })
}

/// Codes of the service's table.
fn delivery_status(code: i64) -> DeliveryStatus {
    match code {
        100 => DeliveryStatus::Queued,
        101 | 102 => DeliveryStatus::Sent,
        103 | 110 => DeliveryStatus::Delivered,
        104 => DeliveryStatus::Expired,
        105..=107 | 130..=132 | 150 => DeliveryStatus::Undelivered,
        108 => DeliveryStatus::Rejected,
        _ => DeliveryStatus::Unknown,
    }
}

/// `/my/balance`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    top(answer, |fields| {
        Some(Read::Success(Balance { amount: decimal(fields.get("balance")?)?, currency: Some("RUB".into()) }))
    })
}

/// `/my/senders`; the list is left out when there are none.
pub(super) fn senders(answer: &Answer) -> Read<Vec<Sender>> {
    top(answer, |fields| {
        let Some(list) = fields.get("senders") else { return Some(Read::Success(Vec::new())) };
        let names: Option<Vec<Sender>> =
            list.as_array()?.iter().map(|name| Some(Sender { name: text(name)?, is_ready: true })).collect();
        names.map(Read::Success)
    })
}

/// The item of one number under a top level that is well.
fn of_number<T>(answer: &Answer, digits: &str, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    top(answer, |fields| {
        let item = fields.get("sms")?.as_object()?.get(digits)?.as_object()?;
        let code = number(item.get("status_code")?)?;
        if code == TAKEN && item.get("status").and_then(Value::as_str) == Some("OK") {
            return success(item).map(Read::Success);
        }
        (code != TAKEN).then(|| Read::Refused {
            code: code.to_string(),
            said: None,
            id: item.get("sms_id").and_then(text),
        })
    })
}

fn top<T>(answer: &Answer, read: impl FnOnce(&Map<String, Value>) -> Option<Read<T>>) -> Read<T> {
    json(NAME, answer, |value| {
        let fields = value.as_object()?;
        let code = number(fields.get("status_code")?)?;
        match fields.get("status")?.as_str()? {
            "OK" if code == TAKEN => read(fields),
            "ERROR" if code != TAKEN => Some(Read::refused(code.to_string())),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const PHONE: &str = "79990000001";

    fn answer(text: &str) -> Answer {
        Answer { status: 200, text: text.into() }
    }

    fn taken(cost: Option<&str>) -> Read<Sent> {
        Read::Success(Sent { id: "202640-1000001".into(), parts: None, cost: cost.map(Into::into) })
    }

    fn refused(code: &str, id: Option<&str>) -> Read<Sent> {
        Read::Refused { code: code.into(), said: None, id: id.map(Into::into) }
    }

    fn item(item: &str) -> Answer {
        answer(&format!(r#"{{"status":"OK","status_code":100,"sms":{{"{PHONE}":{item}}},"balance":997.5}}"#))
    }

    #[rstest]
    #[case(r#"{"status":"OK","status_code":100,"sms_id":"202640-1000001","cost":"2.50"}"#, taken(Some("2.50")))]
    #[case(r#"{"status":"OK","status_code":"100","sms_id":"202640-1000001","cost":2.5}"#, taken(Some("2.5")))]
    #[case(r#"{"status":"OK","status_code":100,"sms_id":"202640-1000001"}"#, taken(None))]
    #[case(r#"{"status":"ERROR","status_code":207,"status_text":"…"}"#, refused("207", None))]
    #[case(
        r#"{"status":"ERROR","status_code":221,"status_text":"…","sms_id":"202640-1000002"}"#,
        refused("221", Some("202640-1000002"))
    )]
    fn items_are_read(#[case] fields: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&item(fields), PHONE), expected);
    }

    #[rstest]
    #[case(r#"{"status":"ERROR","status_code":200,"status_text":"…"}"#, refused("200", None))]
    #[case(r#"{"status":"ERROR","status_code":"500","status_text":"…"}"#, refused("500", None))]
    fn refusals_at_the_top_are_read(#[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(body), PHONE), expected);
    }

    #[rstest]
    #[case("100\n000000-10000000\nbalance=4122.56", "not_json")]
    #[case(r#"{"status":"OK","status_code":100}"#, "incomplete")]
    #[case(
        r#"{"status":"OK","status_code":100,"sms":{"70000000000":{"status":"OK","status_code":100,"sms_id":"1"}}}"#,
        "incomplete"
    )]
    #[case(
        r#"{"status":"OK","status_code":100,"sms":{"79990000001":{"status":"ERROR","status_code":100,"sms_id":"1"}}}"#,
        "incomplete"
    )]
    #[case(r#"{"status":"OK","status_code":200}"#, "incomplete")]
    #[case(r#"{"status":"ERROR","status_code":100}"#, "incomplete")]
    fn other_answers_leave_the_outcome_open(#[case] body: &str, #[case] expected: &str) {
        assert!(matches!(sent(&answer(body), PHONE), Read::Odd { code, .. } if code == expected));
    }

    #[rstest]
    #[case(-1, DeliveryStatus::Unknown)]
    #[case(100, DeliveryStatus::Queued)]
    #[case(101, DeliveryStatus::Sent)]
    #[case(102, DeliveryStatus::Sent)]
    #[case(103, DeliveryStatus::Delivered)]
    #[case(104, DeliveryStatus::Expired)]
    #[case(105, DeliveryStatus::Undelivered)]
    #[case(106, DeliveryStatus::Undelivered)]
    #[case(107, DeliveryStatus::Undelivered)]
    #[case(108, DeliveryStatus::Rejected)]
    #[case(110, DeliveryStatus::Delivered)]
    #[case(130, DeliveryStatus::Undelivered)]
    #[case(150, DeliveryStatus::Undelivered)]
    fn statuses_are_mapped_by_the_table(#[case] code: i64, #[case] expected: DeliveryStatus) {
        let body =
            format!(r#"{{"status":"OK","status_code":100,"sms":{{"1-2":{{"status":"OK","status_code":{code}}}}}}}"#);
        assert_eq!(status(&answer(&body), "1-2"), Read::Success(expected));
    }

    #[test]
    fn an_account_without_names_has_an_empty_list() {
        assert_eq!(senders(&answer(r#"{"status":"OK","status_code":100}"#)), Read::Success(Vec::new()));
    }

    #[test]
    fn prices_are_read() {
        let price_item = item(r#"{"status":"OK","status_code":100,"cost":"5.00","sms":2}"#);
        assert_eq!(price(&price_item, PHONE), Read::Success(Price { amount: "5.00".into(), parts: Some(2) }));
    }
}
