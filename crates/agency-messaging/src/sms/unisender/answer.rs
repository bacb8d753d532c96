//! Reading Unisender's answers. An error comes at the top or inside `result`.

use super::NAME;
use crate::sms::{
    Balance, DeliveryStatus,
    http::Answer,
    reply::{Read, Sent, body, currency, decimal, sentence, text},
};
use serde_json::{Map, Value};

/// `sendSms`
pub(super) fn sent(answer: &Answer) -> Read<Sent> {
    read(answer, |result| {
        Some(Sent { id: text(result.get("sms_id")?)?, parts: None, cost: result.get("price").and_then(decimal) })
    })
}

/// `checkSms`
pub(super) fn status(answer: &Answer) -> Read<DeliveryStatus> {
    read(answer, |result| Some(delivery_status(result.get("status")?.as_str()?)))
}

/// Words of the service's table; of an unknown word only its prefix is known.
fn delivery_status(word: &str) -> DeliveryStatus {
    match word {
        "not_sent" => DeliveryStatus::Queued,
        "ok_sent" => DeliveryStatus::Sent,
        "ok_delivered" => DeliveryStatus::Delivered,
        "err_src_invalid" | "err_skip_letter" => DeliveryStatus::Rejected,
        _ if word.starts_with("err_") => DeliveryStatus::Undelivered,
        _ if word.starts_with("ok_") => DeliveryStatus::Sent,
        _ => DeliveryStatus::Unknown,
    }
}

/// `getUserInfo`
pub(super) fn balance(answer: &Answer) -> Read<Balance> {
    read(answer, |result| Some(Balance { amount: decimal(result.get("balance")?)?, currency: currency(result) }))
}

fn read<T>(answer: &Answer, success: impl FnOnce(&Map<String, Value>) -> Option<T>) -> Read<T> {
    body(NAME, answer, |value| {
        let fields = value.as_object()?;
        if let Some(refused) = refusal(fields) {
            return Some(refused);
        }
        let result = match fields.get("result")? {
            Value::Object(result) => result,
            // one message is asked for, so one element answers it
            Value::Array(results) => results.first()?.as_object()?,
            _ => return None,
        };
        refusal(result).or_else(|| success(result).map(Read::Success))
    })
}

fn refusal<T>(fields: &Map<String, Value>) -> Option<Read<T>> {
    let is_told = |value: &Value| !matches!(value, Value::Null | Value::Bool(false)) && value.as_str() != Some("");
    let error = fields.get("error").filter(|error| is_told(error));
    let first = fields.get("errors").and_then(Value::as_array).and_then(|errors| errors.first());
    if error.is_none() && first.is_none() {
        return None;
    }
    let inner = |name: &str| first.and_then(|first| first.get(name));
    let code = fields.get("code").or_else(|| inner("code")).and_then(text).unwrap_or_else(|| "unspecified".into());
    let said = error.or_else(|| inner("error")).and_then(sentence);
    Some(Read::Refused { code, said, id: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn answer(status: u16, text: &str) -> Answer {
        Answer { status, text: text.into() }
    }

    fn refused(code: &str, said: Option<&str>) -> Read<Sent> {
        Read::Refused { code: code.into(), said: said.map(Into::into), id: None }
    }

    fn taken(id: &str, cost: Option<&str>) -> Read<Sent> {
        Read::Success(Sent { id: id.into(), parts: None, cost: cost.map(Into::into) })
    }

    #[rstest]
    #[case(r#"{"result":{"currency":"RUB","price":6.2,"sms_id":"70000001"}}"#, taken("70000001", Some("6.2")))]
    #[case(r#"{"result":{"currency":"RUB","price":"1.5","sms_id":70000001}}"#, taken("70000001", Some("1.5")))]
    #[case(r#"{"result":[{"sms_id":"7"}],"warnings":[{"warning":"w"}]}"#, taken("7", None))]
    #[case(r#"{"result":{"sms_id":"7"},"error":""}"#, taken("7", None))]
    #[case(
        r#"{"error":"wrong key","code":"invalid_api_key","result":""}"#,
        refused("invalid_api_key", Some("wrong key"))
    )]
    #[case(r#"{"result":{"error":"bad","code":"dest_invalid"}}"#, refused("dest_invalid", Some("bad")))]
    #[case(r#"{"result":[{"errors":[{"code":"src_invalid","error":"no"}]}]}"#, refused("src_invalid", Some("no")))]
    #[case(r#"{"error":"XX000000-00 [invalid sms id]"}"#, refused("unspecified", Some("XX000000-00 [invalid sms id]")))]
    fn documented_answers_are_read(#[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(200, body)), expected);
    }

    #[rstest]
    #[case(403, r#"{"error":"e","code":"access_denied","result":""}"#, refused("access_denied", Some("e")))]
    #[case(500, r#"{"error":"e","code":"retry_later"}"#, refused("retry_later", Some("e")))]
    fn errors_are_read_under_any_status(#[case] status: u16, #[case] body: &str, #[case] expected: Read<Sent>) {
        assert_eq!(sent(&answer(status, body)), expected);
    }

    #[rstest]
    #[case(200, "{}", "incomplete")]
    #[case(200, r#"{"result":""}"#, "incomplete")]
    #[case(200, r#"{"result":{"price":1}}"#, "incomplete")]
    #[case(200, r#"{"result":[]}"#, "incomplete")]
    #[case(502, "<h1>Bad Gateway</h1>", "html")]
    #[case(500, "{}", "http_500")]
    #[case(404, r#"{"result":{"sms_id":"7"}}"#, "http_404")]
    fn other_answers_leave_the_outcome_open(#[case] status: u16, #[case] body: &str, #[case] expected: &str) {
        assert!(matches!(sent(&answer(status, body)), Read::Odd { code, .. } if code == expected));
    }

    #[rstest]
    #[case("not_sent", DeliveryStatus::Queued)]
    #[case("ok_sent", DeliveryStatus::Sent)]
    #[case("ok_delivered", DeliveryStatus::Delivered)]
    #[case("ok_new_word", DeliveryStatus::Sent)]
    #[case("err_src_invalid", DeliveryStatus::Rejected)]
    #[case("err_skip_letter", DeliveryStatus::Rejected)]
    #[case("err_dest_invalid", DeliveryStatus::Undelivered)]
    #[case("err_not_allowed", DeliveryStatus::Undelivered)]
    #[case("err_delivery_failed", DeliveryStatus::Undelivered)]
    #[case("err_lost", DeliveryStatus::Undelivered)]
    #[case("err_internal", DeliveryStatus::Undelivered)]
    #[case("strange", DeliveryStatus::Unknown)]
    fn statuses_are_mapped_by_the_table(#[case] word: &str, #[case] expected: DeliveryStatus) {
        assert_eq!(status(&answer(200, &format!(r#"{{"result":{{"status":"{word}"}}}}"#))), Read::Success(expected));
    }

    #[rstest]
    #[case(r#"{"result":{"balance":"842.10","currency":"RUB"}}"#, "842.10", Some("RUB"))]
    #[case(r#"{"result":{"balance":-3.5}}"#, "-3.5", None)]
    fn balances_are_read(#[case] body: &str, #[case] amount: &str, #[case] currency: Option<&str>) {
        let expected = Balance { amount: amount.into(), currency: currency.map(Into::into) };
        assert_eq!(balance(&answer(200, body)), Read::Success(expected));
    }
}
