//! Reading TargetSMS's answers: a sentence in `error`, or one in place of `send`.

use super::{NAME, refusals};
use crate::sms::{
    Balance, DeliveryStatus, Sender,
    http::Answer,
    reply::{Read, Sent, count, currency, decimal, json, sentence, text},
};
use serde_json::{Map, Value};

/// `type: sms`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |fields| {
        let item = fields.get("sms")?.as_array()?.first()?.as_object()?;
        if let Some(said) = item.get("error").and_then(sentence) {
            return Some(refused(said));
        }
        match item.get("action")?.as_str()?.trim() {
            "send" => Some(Read::Success(Sent {
                id: text(item.get("id_sms")?)?,
                parts: item.get("parts").and_then(count),
                cost: None,
            })),
            said if refusals::is_held(said) => Some(Read::odd(
                "held",
                "На счёте TargetSMS не хватает денег: сообщение отложено и может уйти, когда счёт пополнят",
            )),
            _ => Some(refused(sentence(item.get("action")?)?)),
        }
    })
}

/// `type: state`
pub(super) fn status(answer: &Answer, id: &str) -> Read<DeliveryStatus> {
    read(answer, |fields| {
        let rows = fields.get("state")?.as_array()?;
        let row = rows.iter().find(|row| row.get("id_sms").and_then(text).as_deref() == Some(id));
        let word = row.and_then(|row| row.get("state")?.as_str());
        Some(Read::Success(word.map_or(DeliveryStatus::Unknown, delivery_status)))
    })
}

fn delivery_status(word: &str) -> DeliveryStatus {
    match word {
        "send" => DeliveryStatus::Sent,
        "deliver" | "read" => DeliveryStatus::Delivered,
        "not_deliver" => DeliveryStatus::Undelivered,
        "expired" => DeliveryStatus::Expired,
        _ => DeliveryStatus::Unknown,
    }
}

/// `type: balance`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |fields| {
        let money = fields.get("money")?.as_object()?;
        Some(Read::Success(Balance { amount: decimal(money.get("value")?)?, currency: currency(money) }))
    })
}

/// `type: originator`; no list comes where any name may be used.
pub(super) fn senders(answer: &Answer) -> Read<Vec<Sender>> {
    read(answer, |fields| {
        let is_any = fields.get("any_originator").and_then(Value::as_str).is_some_and(|any| any == "TRUE");
        let Some(list) = fields.get("list_originator") else { return is_any.then(|| Read::Success(Vec::new())) };
        let sender = |row: &Value| {
            let is_ready = row.get("state").and_then(Value::as_str) == Some("completed");
            Some(Sender { name: text(row.get("originator")?)?, is_ready })
        };
        list.as_array()?.iter().map(sender).collect::<Option<_>>().map(Read::Success)
    })
}

fn refused<T>(said: String) -> Read<T> {
    Read::Refused { code: "text".into(), said: Some(said), id: None }
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<Read<T>>) -> Read<T> {
    json(NAME, answer, |value| {
        let fields = value.as_object()?;
        match fields.get("error") {
            Some(error) => sentence(error).map(refused),
            None => success(fields),
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

    fn taken(id: &str, parts: Option<u32>) -> Read<Sent> {
        Read::Success(Sent { id: id.into(), parts, cost: None })
    }

    #[rstest]
    #[case(
        r#"{"sms":[{"number_sms":"1","id_sms":"2731379410","parts":"1","action":"send"}]}"#,
        taken("2731379410", Some(1))
    )]
    #[case(r#"{"sms":[{"id_sms":2731379410,"id_turn":4,"action":"send"}]}"#, taken("2731379410", None))]
    #[case(r#"{"error":"Неправильный логин или пароль"}"#, refused("Неправильный логин или пароль".into()))]
    #[case(r#"{"sms":[{"number_sms":"1","action":"Нет отправителя."}]}"#, refused("Нет отправителя.".into()))]
    #[case(r#"{"sms":[{"error":"Аккаунт заблокирован."}]}"#, refused("Аккаунт заблокирован.".into()))]
    fn documented_answers_are_read(#[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(body)), expected);
    }

    #[rstest]
    #[case(r#"{"sms":[{"action":"send"}]}"#, "incomplete")]
    #[case(r#"{"sms":[]}"#, "incomplete")]
    #[case("{}", "incomplete")]
    #[case(r#"{"error":null}"#, "incomplete")]
    #[case(r#"{"sms":[{"action":"Недостаточно средств для отправки SMS. SMS будет отправлена как только вы пополните счет по данному направлению."}]}"#, "held")]
    fn other_answers_leave_the_outcome_open(#[case] body: &str, #[case] expected: &str) {
        assert!(matches!(sent(&answer(body)), Read::Odd { code, .. } if code == expected));
    }

    #[rstest]
    #[case("send", DeliveryStatus::Sent)]
    #[case("deliver", DeliveryStatus::Delivered)]
    #[case("read", DeliveryStatus::Delivered)]
    #[case("not_deliver", DeliveryStatus::Undelivered)]
    #[case("expired", DeliveryStatus::Expired)]
    #[case("partly_deliver", DeliveryStatus::Unknown)]
    fn statuses_are_mapped_by_the_table(#[case] word: &str, #[case] expected: DeliveryStatus) {
        let body = format!(r#"{{"state":[{{"id_sms":"7","time":"","state":"{word}"}}]}}"#);
        assert_eq!(status(&answer(&body), "7"), Read::Success(expected));
    }

    #[rstest]
    #[case(r#"{"any_originator":"TRUE"}"#, &[])]
    #[case(r#"{"any_originator":"FALSE","list_originator":[{"state":"completed","originator":"TurAgent"},{"state":"order","originator":"New"}]}"#, &[("TurAgent", true), ("New", false)])]
    fn sender_names_are_read(#[case] body: &str, #[case] expected: &[(&str, bool)]) {
        let expected =
            expected.iter().map(|&(name, is_ready)| Sender { name: name.into(), is_ready }).collect::<Vec<_>>();
        assert_eq!(senders(&answer(body)), Read::Success(expected));
    }
}
