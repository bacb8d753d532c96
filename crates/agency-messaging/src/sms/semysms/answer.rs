//! Reading SemySMS's answers: `code` is 0 or "0" when all is well.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus, Sender,
    http::Answer,
    reply::{Read, Sent, decimal, json, number, sentence, text},
};
use serde_json::{Map, Value};

/// `sms.php`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |fields| Some(Sent { id: text(fields.get("id")?)?, parts: None, cost: None }))
}

/// `user.php`; the account counts messages, not money.
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |fields| {
        Some(Balance { amount: decimal(fields.get("messages_premium")?)?, currency: Some("SMS".into()) })
    })
}

/// `devices.php`; of a device only its id is certain.
pub(super) fn devices(answer: &Answer) -> Read<Vec<Sender>> {
    read(answer, |fields| {
        let device = |row: &Value| Some(Sender { name: text(row.get("id")?)?, is_ready: true });
        fields.get("data")?.as_array()?.iter().map(device).collect()
    })
}

/// `outbox_sms.php`
pub(super) fn status(answer: &Answer, id: &str) -> Read<DeliveryStatus> {
    read(answer, |fields| {
        let rows = fields.get("data")?.as_array()?;
        let row = rows.iter().find(|row| row.get("id").and_then(text).as_deref() == Some(id));
        Some(row.map_or(DeliveryStatus::Unknown, delivery_status))
    })
}

/// Flags in the order that decides.
fn delivery_status(row: &Value) -> DeliveryStatus {
    let is_set = |flag: &str| row.get(flag).and_then(number) == Some(1);
    if is_set("is_delivered") {
        DeliveryStatus::Delivered
    } else if is_set("is_error") || is_set("is_error_send") {
        DeliveryStatus::Undelivered
    } else if is_set("is_cancel") {
        DeliveryStatus::Rejected
    } else if is_set("is_send") {
        DeliveryStatus::Sent
    } else {
        DeliveryStatus::Queued
    }
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    json(NAME, answer, |value| {
        let fields = value.as_object()?;
        match number(fields.get("code")?)? {
            0 => success(fields).map(Read::Success),
            code => {
                Some(Read::Refused { code: code.to_string(), said: fields.get("error").and_then(sentence), id: None })
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(text: &str) -> Answer {
        Answer { status: 200, text: text.into() }
    }

    #[rstest]
    #[case(r#"{"code":"0","id":1201158}"#)]
    #[case(r#"{"code":0,"id":"1201158"}"#)]
    fn a_message_taken_is_read(#[case] body: &str) {
        assert_eq!(sent(&answer(body)), Read::Success(Sent { id: "1201158".into(), parts: None, cost: None }));
    }

    #[test]
    fn a_refusal_carries_the_services_sentence() {
        let expected = Read::Refused { code: "-1".into(), said: Some("Token not found".into()), id: None };
        assert_eq!(sent(&answer(r#"{"code":-1,"error":"Token  not found"}"#)), expected);
    }

    #[rstest]
    #[case(r#"{"code":0}"#)]
    #[case(r#"{"id":5}"#)]
    #[case(r#"{"code":"ok","id":5}"#)]
    #[case("[]")]
    fn other_answers_leave_the_outcome_open(#[case] body: &str) {
        assert!(matches!(sent(&answer(body)), Read::Odd { code, .. } if code == "incomplete"));
    }

    #[rstest]
    #[case(r#""is_send_to_phone":1,"is_send":1,"is_delivered":1"#, DeliveryStatus::Delivered)]
    #[case(r#""is_send":1,"is_error":"1""#, DeliveryStatus::Undelivered)]
    #[case(r#""is_error_send":1"#, DeliveryStatus::Undelivered)]
    #[case(r#""is_cancel":1"#, DeliveryStatus::Rejected)]
    #[case(r#""is_send_to_phone":1,"is_send":1,"is_delivered":0"#, DeliveryStatus::Sent)]
    #[case(r#""is_send_to_phone":1"#, DeliveryStatus::Queued)]
    #[case(r#""is_send":0"#, DeliveryStatus::Queued)]
    fn flags_are_read_in_their_order(#[case] flags: &str, #[case] expected: DeliveryStatus) {
        let body = format!(r#"{{"code":0,"count":1,"data":[{{"id":1201159,{flags}}}]}}"#);
        assert_eq!(status(&answer(&body), "1201159"), Read::Success(expected));
    }

    #[test]
    fn a_row_that_is_not_there_is_unknown() {
        let body = r#"{"code":"0","count":0,"data":[]}"#;
        assert_eq!(status(&answer(body), "1"), Read::Success(DeliveryStatus::Unknown));
    }

    #[test]
    fn the_balance_counts_messages() {
        let body = r#"{"code":0,"id_user":7,"is_pay":1,"messages_premium":4998}"#;
        let expected = Balance { amount: "4998".into(), currency: Some("SMS".into()) };
        assert_eq!(balance(&answer(body)), Read::Success(expected));
    }
}
