//! Reading SMSint's answers: `success` at the top and for the message, under any HTTP status.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus, Price, Sender,
    http::Answer,
    reply::{Read, Sent, body, decimal, json, number, sentence, text},
};
use serde_json::{Map, Value};

/// `sms/send/text`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    of_message(answer, |message, result| Some(Sent { id: text(message.get("id")?)?, parts: None, cost: sum(result) }))
}

/// `sms/send/text` with `validate`: the price comes only from some accounts.
pub(super) fn price(answer: &Answer) -> Read<Option<Price>> {
    of_message(answer, |_, result| Some(sum(result).map(|amount| Price { amount, parts: None })))
}

fn sum(result: &Map<String, Value>) -> Option<String> {
    decimal(result.get("price")?.get("sum")?)
}

fn of_message<T>(
    answer: &Answer,
    success: impl FnOnce(&Map<String, Value>, &Map<String, Value>) -> Option<T>,
) -> Read<T> {
    read(answer, |result| {
        let result = result.as_object()?;
        let message = result.get("messages")?.as_array()?.first()?.as_object()?;
        if message.get("success")?.as_bool()? {
            success(message, result).map(Read::Success)
        } else {
            Some(refusal(message))
        }
    })
}

/// `sms/status`
pub(super) fn status(answer: &Answer, id: &str) -> Read<DeliveryStatus> {
    read(answer, |result| {
        let rows = result.as_array()?;
        let row = rows.iter().find(|row| row.get("id").and_then(text).as_deref() == Some(id));
        let word = row.and_then(|row| row.get("status")?.as_str());
        Some(Read::Success(word.map_or(DeliveryStatus::Unknown, delivery_status)))
    })
}

fn delivery_status(word: &str) -> DeliveryStatus {
    match word {
        "moder" | "waiting" | "enqueued" | "process" => DeliveryStatus::Queued,
        "sending" | "intermediate" => DeliveryStatus::Sent,
        "delivered" | "click" => DeliveryStatus::Delivered,
        "undelivered" | "finalizator" => DeliveryStatus::Undelivered,
        "cancel" | "moderCancel" | "providerCancel" => DeliveryStatus::Rejected,
        _ => DeliveryStatus::Unknown,
    }
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Value) -> Option<Read<T>>) -> Read<T> {
    if (300..400).contains(&answer.status) {
        return json(NAME, answer, |_| None);
    }
    body(NAME, answer, |value| {
        let fields = value.as_object()?;
        if fields.get("success")?.as_bool()? { success(fields.get("result")?) } else { Some(refusal(fields)) }
    })
}

fn refusal<T>(fields: &Map<String, Value>) -> Read<T> {
    let error = fields.get("error");
    let code = error.and_then(|error| error.get("code")).and_then(text).unwrap_or_else(|| "text".into());
    let said = error.and_then(|error| error.get("descr")).and_then(sentence);
    Read::Refused { code, said, id: None }
}

/// `lcabApi/info.php`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    info(answer, |fields| Some(Balance { amount: decimal(fields.get("account")?)?, currency: Some("RUB".into()) }))
}

/// `lcabApi/info.php`
pub(super) fn senders(answer: &Answer) -> Read<Vec<Sender>> {
    info(answer, |fields| {
        let sender = |name: &Value| Some(Sender { name: text(name)?, is_ready: true });
        fields.get("source")?.as_array()?.iter().map(sender).collect()
    })
}

fn info<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    json(NAME, answer, |value| {
        let fields = value.as_object()?;
        match number(fields.get("code")?)? {
            1 => success(fields).map(Read::Success),
            code => {
                Some(Read::Refused { code: code.to_string(), said: fields.get("descr").and_then(sentence), id: None })
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, text: &str) -> Answer {
        Answer { status, text: text.into() }
    }

    fn taken(cost: Option<&str>) -> Read<Sent> {
        Read::Success(Sent { id: "ord-17".into(), parts: None, cost: cost.map(Into::into) })
    }

    fn refused(code: &str, said: Option<&str>) -> Read<Sent> {
        Read::Refused { code: code.into(), said: said.map(Into::into), id: None }
    }

    #[rstest]
    #[case(
        200,
        r#"{"success":true,"result":{"messages":[{"id":"ord-17","success":true}],"price":{"sum":5.4}}}"#,
        taken(Some("5.4"))
    )]
    #[case(200, r#"{"success":true,"result":{"messages":[{"id":"ord-17","success":true}]}}"#, taken(None))]
    #[case(
        200,
        r#"{"success":true,"result":{"messages":[{"id":"ord-17","success":false,"error":{"code":5,"descr":"Нет"}}]}}"#,
        refused("5", Some("Нет"))
    )]
    #[case(200, r#"{"success":false,"error":{"code":401,"descr":"Wrong token"}}"#, refused("401", Some("Wrong token")))]
    #[case(
        401,
        r#"{"success":false,"error":{"code":"401","descr":"Wrong token"}}"#,
        refused("401", Some("Wrong token"))
    )]
    #[case(500, r#"{"success":false}"#, refused("text", None))]
    fn documented_answers_are_read(#[case] status: u16, #[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(status, body)), expected);
    }

    #[rstest]
    #[case(200, r#"{"success":true}"#, "incomplete")]
    #[case(200, r#"{"success":"yes"}"#, "incomplete")]
    #[case(200, r#"{"success":true,"result":{"messages":[]}}"#, "incomplete")]
    #[case(200, r#"{"success":true,"result":{"messages":[{"id":"ord-17"}]}}"#, "incomplete")]
    #[case(503, r#"{"success":true,"result":{"messages":[{"id":"ord-17","success":true}]}}"#, "http_503")]
    #[case(301, "{}", "redirect")]
    fn other_answers_leave_the_outcome_open(#[case] status: u16, #[case] body: &str, #[case] expected: &str) {
        assert!(matches!(sent(&answer(status, body)), Read::Odd { code, .. } if code == expected));
    }

    #[rstest]
    #[case("moder", DeliveryStatus::Queued)]
    #[case("waiting", DeliveryStatus::Queued)]
    #[case("enqueued", DeliveryStatus::Queued)]
    #[case("process", DeliveryStatus::Queued)]
    #[case("sending", DeliveryStatus::Sent)]
    #[case("intermediate", DeliveryStatus::Sent)]
    #[case("delivered", DeliveryStatus::Delivered)]
    #[case("click", DeliveryStatus::Delivered)]
    #[case("undelivered", DeliveryStatus::Undelivered)]
    #[case("finalizator", DeliveryStatus::Undelivered)]
    #[case("cancel", DeliveryStatus::Rejected)]
    #[case("moderCancel", DeliveryStatus::Rejected)]
    #[case("providerCancel", DeliveryStatus::Rejected)]
    #[case("unknown", DeliveryStatus::Unknown)]
    fn statuses_are_mapped_by_the_table(#[case] word: &str, #[case] expected: DeliveryStatus) {
        let body = format!(r#"{{"success":true,"result":[{{"id":"ord-17","status":"{word}"}}]}}"#);
        assert_eq!(status(&answer(200, &body), "ord-17"), Read::Success(expected));
    }

    #[test]
    fn the_older_interface_tells_balance_and_names() {
        let told = answer(200, r#"{"code":1,"descr":"ok","account":"5011.40","source":["TurAgent"]}"#);
        let expected = Balance { amount: "5011.40".into(), currency: Some("RUB".into()) };
        assert_eq!(balance(&told), Read::Success(expected));
        assert_eq!(senders(&told), Read::Success(vec![Sender { name: "TurAgent".into(), is_ready: true }]));
    }
}
