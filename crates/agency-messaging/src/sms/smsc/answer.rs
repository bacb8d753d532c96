//! Reading `fmt=3` answers. Numbers may come as strings and strings as numbers.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus, Price, Sender,
    http::Answer,
    reply::{Read, Sent, count, currency, decimal, json, number, text},
};
use serde_json::{Map, Value};

/// `send.php`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |fields| {
        Some(Sent {
            id: text(fields.get("id")?)?,
            parts: Some(count(fields.get("cnt")?)?),
            cost: fields.get("cost").and_then(decimal),
        })
    })
}

/// `send.php` with `cost=1`
pub(super) fn price(answer: &Answer) -> Read<Price> {
    read(answer, |fields| {
        Some(Price { amount: decimal(fields.get("cost")?)?, parts: Some(count(fields.get("cnt")?)?) })
    })
}

/// `balance.php`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |fields| Some(Balance { amount: decimal(fields.get("balance")?)?, currency: currency(fields) }))
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

/// `senders.php?get=1&all=1`; status 1 is an allowed name.
pub(super) fn senders(answer: &Answer) -> Read<Vec<Sender>> {
    let name = |row: &Value| {
        let name = row.get("sender").and_then(text)?;
        Some(Sender { name, is_ready: row.get("status").and_then(number) == Some(1) })
    };
    match json(NAME, answer, |value| Some(Read::Success(value.as_array()?.iter().map(name).collect::<Option<_>>()?))) {
        Read::Odd { code, .. } if code == "incomplete" => read(answer, |_| None),
        list => list,
    }
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    json(NAME, answer, |value| {
        let fields = value.as_object()?;
        match fields.get("error_code") {
            Some(code) => {
                let code = number(code).filter(|&code| code > 0)?;
                Some(Read::Refused { code: code.to_string(), said: None, id: fields.get("id").and_then(text) })
            }
            None => success(fields).map(Read::Success),
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

    fn taken(id: &str, parts: u32, cost: Option<&str>) -> Read<Sent> {
        Read::Success(Sent { id: id.into(), parts: Some(parts), cost: cost.map(Into::into) })
    }

    fn refused(code: &str, id: Option<&str>) -> Read<Sent> {
        Read::Refused { code: code.into(), said: None, id: id.map(Into::into) }
    }

    #[rstest]
    #[case(r#"{"id":"ord-17","cnt":1,"cost":"4.1","balance":"83.6"}"#, taken("ord-17", 1, Some("4.1")))]
    #[case(r#"{"id":1,"cnt":2}"#, taken("1", 2, None))]
    #[case(r#"{"id":"1","cnt":"2","cost":1.44,"balance":100.5}"#, taken("1", 2, Some("1.44")))]
    #[case("\u{feff} {\"id\":1,\"cnt\":1,\"cost\":\"free\"}\n", taken("1", 1, None))]
    #[case(r#"{"error":"duplicate request, wait a minute","error_code":9}"#, refused("9", None))]
    #[case(r#"{"error":"message is denied","error_code":"6","id":3}"#, refused("6", Some("3")))]
    #[case(r#"{"id":1,"cnt":1,"error_code":6}"#, refused("6", Some("1")))]
    fn documented_answers_are_read(#[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(200, body)), expected);
    }

    #[rstest]
    #[case(200, "", "empty", "SMSC.ru прислал пустой ответ")]
    #[case(200, " \r\n", "empty", "SMSC.ru прислал пустой ответ")]
    #[case(200, "<html><body>Error", "html", "Вместо ответа SMSC.ru пришла веб-страница")]
    #[case(200, r#"{"id":1,"cnt""#, "not_json", "Ответ SMSC.ru оборван или непонятен")]
    #[case(200, "OK - 1 SMS, ID - 3", "not_json", "Ответ SMSC.ru оборван или непонятен")]
    #[case(200, r#"[{"id":1,"cnt":1}]"#, "incomplete", "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
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
    #[case(404, r#"{"id":1,"cnt":1}"#, "http_404", "SMSC.ru ответил противоречиво (HTTP 404)")]
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
