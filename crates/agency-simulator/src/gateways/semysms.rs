//! SemySMS API v3: `/api/3/{script}.php`, query, form or JSON in, JSON out. The
//! account has one phone, number 15.

use super::{
    Reply,
    request::{Fields, as_text},
    serve,
    taking::{self, Place, Refusal, Wanted, place},
};
use crate::{
    accounts::Account,
    messages::ReceivedSms,
    world::{State, World},
};
use axum::{
    Router,
    extract::{self, Path, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const SERVICE: &str = "semysms.net";
const DEVICE: u32 = 15;

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new().route("/semysms.net/api/3/{script}", any(script))
}

async fn script(
    extract::State(world): extract::State<Arc<World>>,
    Path(script): Path<String>,
    request: Request,
) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let route = match script.as_str() {
        "sms.php" | "sms_more.php" => "send",
        "outbox_sms.php" => "status",
        "user.php" => "balance",
        "devices.php" => "senders",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    serve(&world, SERVICE, route, |state| answer(state, &script, &fields)).await
}

fn answer(state: &mut State, script: &str, fields: &Fields) -> Reply {
    let Some(account) = taking::by_key(state, SERVICE, fields.text("token").as_deref()) else {
        return error("token not found").into();
    };
    let text = |name: &str| fields.text(name).unwrap_or_default();
    match script {
        "sms.php" => match queue(state, &account, &text("device"), &text("phone"), &text("msg")) {
            // both spellings of success were seen
            Ok(id) => json!({ "code": "0", "id": id }).into(),
            Err(why) => error(why).into(),
        },
        "sms_more.php" => {
            let wanted = fields.value("data").and_then(Value::as_array).cloned().unwrap_or_default();
            let field = |row: &Value, name: &str| row.get(name).and_then(as_text).unwrap_or_default();
            let rows: Result<Vec<Value>, &str> = wanted
                .iter()
                .map(|row| {
                    let id = queue(state, &account, &field(row, "device"), &field(row, "phone"), &field(row, "msg"))?;
                    Ok(json!({ "id": id, "my_id": field(row, "my_id") }))
                })
                .collect();
            match rows {
                Ok(rows) => json!({ "code": 0, "data": rows }).into(),
                Err(why) => error(why).into(),
            }
        }
        "outbox_sms.php" => {
            if text("device") != DEVICE.to_string() {
                return error("device not found").into();
            }
            let ids = text("list_id");
            let rows: Vec<Value> =
                ids.split(',').filter_map(|id| taking::find(state, &account, id.trim())).map(|sms| row(&sms)).collect();
            json!({ "code": 0, "count": rows.len(), "data": rows }).into()
        }
        "user.php" => {
            // prices do not exist: what is left of the paid messages is told
            let left = account.balance_kopecks.0 / account.price_kopecks.0.max(1);
            json!({
                "code": 0, "id_user": 7, "is_pay": 1, "type_premium": 1, "date_end_premium": null,
                "messages_premium": left,
            })
            .into()
        }
        _ => json!({ "code": "0", "data": [{ "id": DEVICE }] }).into(),
    }
}

fn queue(
    state: &mut State,
    account: &Account,
    device: &str,
    phone: &str,
    text: &str,
) -> Result<serde_json::Number, &'static str> {
    let is_known = device.split(',').any(|one| one.trim() == "active" || one.trim() == DEVICE.to_string());
    if !is_known {
        return Err("device not found");
    }
    let wanted = Wanted { phone, text, sender: "", id: None, refuses_repeats: false };
    // an Android phone has no sender names
    let account = Account { senders: Vec::new(), ..account.clone() };
    let taken = taking::take(state, &account, &wanted).map_err(|refusal| match refusal {
        Refusal::Money => "messages limit",
        Refusal::NoText => "msg is empty",
        Refusal::Sender | Refusal::Number | Refusal::Forbidden | Refusal::Duplicate => "bad phone",
    })?;
    taken.id.parse().map_err(|_| "bad id")
}

fn row(sms: &ReceivedSms) -> Value {
    let place = place(sms);
    let flag = |is_set: bool| u8::from(is_set);
    let is_handed_over = !matches!(place, Place::Waiting | Place::Rejected);
    json!({
        "id": sms.id.parse::<u64>().unwrap_or_default(), "id_device": DEVICE,
        "phone": format!("+{}", sms.phone), "msg": sms.text,
        "is_send_to_phone": 1, "is_send": flag(is_handed_over), "is_delivered": flag(place == Place::Delivered),
        "is_error": flag(matches!(place, Place::Undelivered | Place::Expired)), "is_error_send": 0,
        "is_cancel": flag(place == Place::Rejected), "error_text": null,
        "send_date": sms.accepted_at.format("%Y-%m-%d %H:%M:%S").to_string(), "delivered_date": null,
    })
}

fn error(text: &str) -> Value {
    json!({ "code": -1, "error": text })
}
