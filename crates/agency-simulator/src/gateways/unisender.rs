//! Unisender: `/{lang}/api/{method}`, query or form in, JSON out.

use super::{
    Reply,
    request::Fields,
    serve,
    taking::{self, Place, Refusal, Wanted, decimal, number, place},
};
use crate::world::{State, World};
use axum::{
    Router,
    extract::{self, Path, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const SERVICE: &str = "api.unisender.com";
/// Numbers in one call.
const MOST_PHONES: usize = 150;

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new().route("/api.unisender.com/{lang}/api/{method}", any(method))
}

async fn method(
    extract::State(world): extract::State<Arc<World>>,
    Path((_, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let route = match method.as_str() {
        "sendSms" => "send",
        "checkSms" => "status",
        "getUserInfo" => "balance",
        _ => "",
    };
    serve(&world, SERVICE, route, |state| answer(state, &method, &fields)).await
}

fn answer(state: &mut State, method: &str, fields: &Fields) -> Reply {
    let Some(account) = taking::by_key(state, SERVICE, fields.text("api_key").as_deref()) else {
        return Reply::Json(StatusCode::UNAUTHORIZED, error("invalid_api_key", "API key is wrong"));
    };
    let text = |name: &str| fields.text(name).unwrap_or_default();
    match method {
        "sendSms" => {
            let (phones, sender, message) = (text("phone"), text("sender"), text("text"));
            let phones: Vec<&str> = phones.split(',').map(str::trim).filter(|phone| !phone.is_empty()).collect();
            if phones.is_empty() || phones.len() > MOST_PHONES {
                return error("dest_invalid", "phone is wrong").into();
            }
            let results: Vec<Result<Value, Refusal>> = phones
                .iter()
                .map(|phone| {
                    let wanted = Wanted { phone, text: &message, sender: &sender, id: None, refuses_repeats: true };
                    let taken = taking::take(state, &account, &wanted)?;
                    Ok(json!({ "currency": "RUB", "price": number(taken.cost), "sms_id": taken.id }))
                })
                .collect();
            match <[Result<Value, Refusal>; 1]>::try_from(results) {
                Ok([Ok(result)]) => json!({ "result": result }).into(),
                Ok([Err(refusal)]) => refused(refusal).into(),
                Err(results) => {
                    let each: Vec<Value> = results.into_iter().map(|result| result.unwrap_or_else(refused)).collect();
                    json!({ "result": each }).into()
                }
            }
        }
        "checkSms" => match taking::find(state, &account, &text("sms_id")) {
            Some(message) => {
                let status = match place(&message) {
                    Place::Waiting => "not_sent",
                    Place::Sent => "ok_sent",
                    Place::Delivered => "ok_delivered",
                    Place::Expired | Place::Undelivered => "err_delivery_failed",
                    Place::Rejected => "err_src_invalid",
                };
                json!({ "result": { "status": status } }).into()
            }
            None => error("unspecified", "XX000000-00 [invalid sms id]").into(),
        },
        "getUserInfo" => {
            let result = json!({
                "login": account.login, "email": "agency@romashka.example", "master": "",
                "balance": decimal(account.balance_kopecks), "currency": "RUB",
            });
            json!({ "result": result }).into()
        }
        _ => error("unknown_method", "no such method").into(),
    }
}

fn error(code: &str, text: &str) -> Value {
    json!({ "error": text, "code": code, "result": "" })
}

fn refused(refusal: Refusal) -> Value {
    match refusal {
        Refusal::Sender => error("src_invalid", "sender is wrong"),
        Refusal::Number => error("dest_invalid", "phone is wrong"),
        Refusal::NoText | Refusal::Forbidden => error("invalid_arg", "text is wrong"),
        Refusal::Duplicate => error("has_been_sent", "sent less than a minute ago"),
        Refusal::Money => error("not_enough_money", "not enough money"),
    }
}
