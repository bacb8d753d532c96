//! TargetSMS: `/sendsmsjson.php`, one JSON document with the operation in
//! `type`; and the plain `/sendsms.php`.

use super::{
    Reply,
    request::{Fields, as_text},
    serve,
    taking::{self, Place, Refusal, Wanted, decimal, place},
};
use crate::{
    accounts::Account,
    world::{State, World},
};
use axum::{
    Router,
    extract::{self, Request},
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const SERVICE: &str = "sms.targetsms.ru";

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/sms.targetsms.ru/sendsmsjson.php", any(document))
        .route("/sms.targetsms.ru/sendsms.php", any(plain))
}

async fn document(extract::State(world): extract::State<Arc<World>>, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let route = match fields.text("type").as_deref() {
        Some("sms") => "send",
        Some("state") => "status",
        Some("balance") => "balance",
        Some("originator") => "senders",
        _ => "",
    };
    serve(&world, SERVICE, route, |state| answer(state, &fields)).await
}

fn answer(state: &mut State, fields: &Fields) -> Reply {
    if !fields.body.is_object() {
        return json!({ "error": "Неправильный формат JSON документа" }).into();
    }
    let Some(account) = account(state, fields) else {
        return json!({ "error": "Неправильный логин или пароль" }).into();
    };
    match fields.text("type").as_deref() {
        Some("sms") => {
            let list =
                |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
            let mut items = Vec::new();
            for message in list(&fields.body, "message") {
                for abonent in list(&message, "abonent") {
                    items.push(item(state, &account, &message, &abonent));
                }
            }
            json!({ "sms": items }).into()
        }
        Some("state") => {
            let ids = fields.value("get_state").and_then(Value::as_array).cloned().unwrap_or_default();
            let rows: Vec<Value> = ids
                .iter()
                .filter_map(as_text)
                .filter_map(|id| taking::find(state, &account, &own_id(&id)))
                .map(|sms| {
                    let word = match place(&sms) {
                        Place::Waiting | Place::Sent => "send",
                        Place::Delivered => "deliver",
                        Place::Expired => "expired",
                        Place::Undelivered | Place::Rejected => "not_deliver",
                    };
                    let at = sms.status_at.format("%Y-%m-%d %H:%M:%S").to_string();
                    json!({
                        "id_sms": given_id(&sms.id), "time": if word == "send" { String::new() } else { at },
                        "state": word, "num_parts": sms.parts.to_string(), "price": decimal(account.price_kopecks),
                    })
                })
                .collect();
            json!({ "state": rows }).into()
        }
        Some("balance") => {
            json!({ "money": { "currency": "RUR", "value": decimal(account.balance_kopecks) }, "sms": [] }).into()
        }
        Some("originator") if account.senders.is_empty() => json!({ "any_originator": "TRUE" }).into(),
        Some("originator") => {
            let names: Vec<Value> =
                account.senders.iter().map(|name| json!({ "state": "completed", "originator": name })).collect();
            json!({ "any_originator": "FALSE", "list_originator": names }).into()
        }
        _ => json!({ "error": "Неправильный формат JSON документа" }).into(),
    }
}

fn account(state: &State, fields: &Fields) -> Option<Account> {
    if let Some(token) = fields.header("authorization").and_then(|value| value.strip_prefix("Bearer ")) {
        return taking::by_key(state, SERVICE, Some(token));
    }
    let security = fields.value("security")?;
    let part = |name: &str| security.get(name).and_then(as_text);
    taking::by_login(state, SERVICE, part("login"), part("password"))
}

/// One number of a message. The client's number makes a repeat harmless: the
/// first message's id comes back.
fn item(state: &mut State, account: &Account, message: &Value, abonent: &Value) -> Value {
    let text = |value: &Value, name: &str| value.get(name).and_then(as_text).unwrap_or_default();
    let number = text(abonent, "number_sms");
    let client_id = text(abonent, "client_id_sms");
    if !client_id.is_empty()
        && let Some(first) = taking::find(state, account, &client_id)
    {
        return json!({ "number_sms": number, "id_sms": given_id(&first.id), "parts": first.parts.to_string(), "action": "send" });
    }
    let (phone, sender, body) = (text(abonent, "phone"), text(message, "sender"), text(message, "text"));
    let wanted = Wanted {
        phone: &phone,
        text: &body,
        sender: &sender,
        id: (!client_id.is_empty()).then_some(client_id),
        refuses_repeats: false,
    };
    match taking::take(state, account, &wanted) {
        Ok(taken) => {
            json!({ "number_sms": number, "id_sms": given_id(&taken.id), "parts": taken.parts.to_string(), "action": "send" })
        }
        Err(refusal) => json!({ "number_sms": number, "action": sentence(refusal) }),
    }
}

/// The service's own id beside the client's: the same digits behind a 2.
fn given_id(id: &str) -> String {
    format!("2{id}")
}

fn own_id(given: &str) -> String {
    given.strip_prefix('2').unwrap_or(given).to_owned()
}

fn sentence(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Sender => "Отправитель не прошел модерацию.",
        Refusal::Number => "Номер телефона должен быть меньше 15 символов.",
        Refusal::NoText => "Нет текста сообщения.",
        Refusal::Forbidden => "Текст SMS отклонен модератором.",
        Refusal::Duplicate => "Данное сообщение уже было отправлено.",
        Refusal::Money => "Закончились SMS.",
    }
}

async fn plain(extract::State(world): extract::State<Arc<World>>, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    serve(&world, SERVICE, "send", |state| {
        let text = |name: &str| fields.text(name).unwrap_or_default();
        let Some(account) = taking::by_login(state, SERVICE, fields.text("user"), fields.text("pwd")) else {
            return Reply::Text("Неправильный логин или пароль".into());
        };
        if fields.text("balance").is_some() {
            return Reply::Text(format!("{} RUR", decimal(account.balance_kopecks)));
        }
        let (phone, sender, body) = (text("dadr"), text("sadr"), text("text"));
        let wanted = Wanted { phone: &phone, text: &body, sender: &sender, id: None, refuses_repeats: true };
        Reply::Text(match taking::take(state, &account, &wanted) {
            Ok(taken) => taken.id,
            Err(Refusal::Duplicate) => {
                "error: Попытка отправки более одного одинакового запроса в течение минуты".into()
            }
            Err(refusal) => sentence(refusal).into(),
        })
    })
    .await
}
