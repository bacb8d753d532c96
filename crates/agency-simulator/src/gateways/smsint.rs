//! SMSint: JSON v1.0 with the header `X-Token`, and the older `lcabApi`.

use super::{
    Reply,
    request::{Fields, as_text},
    serve,
    taking::{self, Place, Refusal, Wanted, decimal, number, place},
};
use crate::{
    accounts::Account,
    world::{State, World},
};
use agency_core::Money;
use axum::{
    Router,
    extract::{self, Path, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const SERVICE: &str = "lcab.smsint.ru";

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/lcab.smsint.ru/json/v1.0/sms/send/text", post(send))
        .route("/lcab.smsint.ru/json/v1.0/sms/status", post(status))
        .route("/lcab.smsint.ru/lcabApi/{method}", axum::routing::any(older))
}

async fn send(extract::State(world): extract::State<Arc<World>>, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    serve(&world, SERVICE, "send", |state| {
        let Some(account) = taking::by_key(state, SERVICE, fields.header("x-token")) else { return wrong_token() };
        let messages = fields.value("messages").and_then(Value::as_array).cloned().unwrap_or_default();
        if messages.is_empty() {
            return error(StatusCode::BAD_REQUEST, "Нет сообщений");
        }
        let only_checks = fields.value("validate").and_then(Value::as_bool).unwrap_or(false);
        let mut sum = Money(0);
        let rows: Vec<Value> = messages
            .iter()
            .map(|message| {
                let (row, cost) = one(state, &account, message, only_checks);
                sum.0 += cost.0;
                row
            })
            .collect();
        json!({ "success": true, "result": { "messages": rows, "price": { "sum": number(sum) } } }).into()
    })
    .await
}

fn one(state: &mut State, account: &Account, message: &Value, only_checks: bool) -> (Value, Money) {
    let text = |name: &str| message.get(name).and_then(as_text);
    let id = text("id").unwrap_or_else(|| (1_000_000 + state.next_message_number()).to_string());
    let (phone, body) = (text("recipient").unwrap_or_default(), text("text").unwrap_or_default());
    let sender = text("source").unwrap_or_default();
    let wanted = Wanted { phone: &phone, text: &body, sender: &sender, id: Some(id.clone()), refuses_repeats: false };
    let result = match only_checks {
        true => taking::price(state, account, &wanted),
        false => taking::take(state, account, &wanted),
    };
    match result {
        Ok(taken) => (json!({ "id": id, "success": true }), taken.cost),
        Err(refusal) => {
            let descr = match refusal {
                Refusal::Sender => "Отправитель не найден",
                Refusal::Number => "Неверный номер",
                Refusal::NoText => "Нет текста",
                Refusal::Forbidden => "Отклонено модератором",
                Refusal::Duplicate => "Повтор",
                Refusal::Money => "Недостаточно средств",
            };
            (json!({ "id": id, "success": false, "error": { "code": 400, "descr": descr } }), Money(0))
        }
    }
}

async fn status(extract::State(world): extract::State<Arc<World>>, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    serve(&world, SERVICE, "status", |state| {
        let Some(account) = taking::by_key(state, SERVICE, fields.header("x-token")) else { return wrong_token() };
        let ids = fields.body.as_array().cloned().unwrap_or_default();
        let rows: Vec<Value> = ids
            .iter()
            .filter_map(as_text)
            .map(|id| {
                let word = taking::find(state, &account, &id).map_or("unknown", |sms| match place(&sms) {
                    Place::Waiting => "enqueued",
                    Place::Sent => "sending",
                    Place::Delivered => "delivered",
                    Place::Expired | Place::Undelivered => "undelivered",
                    Place::Rejected => "providerCancel",
                });
                json!({ "id": id, "status": word })
            })
            .collect();
        json!({ "success": true, "result": rows }).into()
    })
    .await
}

async fn older(
    extract::State(world): extract::State<Arc<World>>,
    Path(method): Path<String>,
    request: Request,
) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    if method != "info.php" {
        return StatusCode::NOT_FOUND.into_response();
    }
    serve(&world, SERVICE, "balance", |state| {
        match taking::by_login(state, SERVICE, fields.text("login"), fields.text("password")) {
            Some(account) => json!({
                "code": 1, "descr": "Операция завершена успешно", "account": decimal(account.balance_kopecks),
                "source": account.senders,
            })
            .into(),
            None => json!({ "code": 501, "descr": "Ошибка авторизации" }).into(),
        }
    })
    .await
}

fn wrong_token() -> Reply {
    error(StatusCode::UNAUTHORIZED, "Неверный токен")
}

fn error(status: StatusCode, descr: &str) -> Reply {
    Reply::Json(status, json!({ "success": false, "error": { "code": status.as_u16(), "descr": descr } }))
}
