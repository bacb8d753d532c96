//! SMS.ru: `/sms/…`, `/my/…`, `/auth/check`; JSON with `json=1`, lines without.

use super::{
    Reply,
    request::Fields,
    serve,
    taking::{self, Place, Refusal, Taken, Wanted, decimal, number, place},
};
use crate::{
    accounts::Account,
    world::{State, World},
};
use agency_core::Money;
use axum::{
    Router,
    extract::{self, Path, Request},
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) const SERVICE: &str = "sms.ru";
/// Numbers in one call.
const MOST_PHONES: usize = 100;

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new().route("/sms.ru/{family}/{method}", any(method))
}

async fn method(
    extract::State(world): extract::State<Arc<World>>,
    Path((family, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let path = format!("{family}/{method}");
    let route = match path.as_str() {
        "sms/send" => "send",
        "sms/status" => "status",
        "sms/cost" => "price",
        "my/balance" => "balance",
        "my/senders" => "senders",
        _ => "",
    };
    serve(&world, SERVICE, route, |state| answer(state, &path, &fields)).await
}

fn answer(state: &mut State, path: &str, fields: &Fields) -> Reply {
    let is_json = fields.text("json").as_deref() == Some("1");
    let refused = |code: i32| match is_json {
        true => Reply::from(json!({ "status": "ERROR", "status_code": code, "status_text": wording(code) })),
        false => Reply::Text(code.to_string()),
    };
    let well = |fields: Value| {
        let mut all = json!({ "status": "OK", "status_code": 100 });
        if let (Some(all), Value::Object(more)) = (all.as_object_mut(), fields) {
            all.extend(more);
        }
        Reply::from(all)
    };
    let account = taking::by_key(state, SERVICE, fields.text("api_id").as_deref())
        .or_else(|| taking::by_login(state, SERVICE, fields.text("login"), fields.text("password")));
    let Some(account) = account else { return refused(200) };
    match path {
        "sms/send" | "sms/cost" => {
            let list = fields.text("to").unwrap_or_default();
            let phones: Vec<&str> = list.split(',').map(str::trim).filter(|phone| !phone.is_empty()).collect();
            if phones.len() > MOST_PHONES {
                return refused(213);
            }
            if phones.is_empty() {
                return refused(202);
            }
            many(state, &account, fields, &phones, path == "sms/send", is_json)
        }
        "sms/status" => {
            let ids = fields.text("sms_id").unwrap_or_default();
            let items: Map<String, Value> =
                ids.split(',').map(|id| (id.to_owned(), status(state, &account, id))).collect();
            well(json!({ "sms": items }))
        }
        "my/balance" if !is_json => Reply::Text(format!("100\n{}", decimal(account.balance_kopecks))),
        "my/balance" => well(json!({ "balance": number(account.balance_kopecks) })),
        // the list is left out when there are no names
        "my/senders" if account.senders.is_empty() => well(json!({})),
        "my/senders" => well(json!({ "senders": account.senders })),
        "my/limit" => well(json!({ "total_limit": "100", "used_today": 0 })),
        "my/free" => well(json!({ "total_free": 5, "used_today": null })),
        "auth/check" => well(json!({})),
        _ => refused(211),
    }
}

fn many(state: &mut State, account: &Account, fields: &Fields, phones: &[&str], sends: bool, is_json: bool) -> Reply {
    let text = fields.text("msg").or_else(|| fields.text("text")).unwrap_or_default();
    let sender = fields.text("from").unwrap_or_default();
    let is_test = fields.text("test").as_deref() == Some("1");
    let mut items = Map::new();
    let mut lines = vec!["100".to_owned()];
    let mut total = (Money(0), 0);
    for phone in phones {
        let id = Some(format!("202640-{}", 1_000_000 + state.next_message_number()));
        let wanted = Wanted { phone, text: &text, sender: &sender, id, refuses_repeats: true };
        let result = match sends && !is_test {
            true => taking::take(state, account, &wanted),
            false => taking::price(state, account, &wanted),
        };
        let key: String = phone.chars().filter(char::is_ascii_digit).collect();
        match result {
            Ok(Taken { id, parts, cost, .. }) => {
                total = (Money(total.0.0 + cost.0), total.1 + parts);
                lines.push(id.clone());
                let item = match sends {
                    true => json!({ "status": "OK", "status_code": 100, "sms_id": id, "cost": decimal(cost) }),
                    false => json!({ "status": "OK", "status_code": 100, "cost": decimal(cost), "sms": parts }),
                };
                items.insert(key, item);
            }
            Err(refusal) => {
                let code = code(refusal);
                lines.push(code.to_string());
                items.insert(key, json!({ "status": "ERROR", "status_code": code, "status_text": wording(code) }));
            }
        }
    }
    let known = state.accounts.iter().find(|known| known.service == SERVICE && known.login == account.login);
    let balance = known.map_or(account.balance_kopecks, |known| known.balance_kopecks);
    if !is_json {
        lines.push(format!("balance={}", decimal(balance)));
        return Reply::Text(lines.join("\n"));
    }
    let mut all = json!({ "status": "OK", "status_code": 100, "sms": items });
    if sends {
        all["balance"] = number(balance);
    } else if total.1 > 0 {
        all["total_cost"] = number(total.0);
        all["total_sms"] = total.1.into();
    }
    all.into()
}

fn status(state: &mut State, account: &Account, id: &str) -> Value {
    let Some(sms) = taking::find(state, account, id.trim()) else {
        return json!({ "status": "ERROR", "status_code": -1, "status_text": "Сообщение не найдено" });
    };
    let code = match place(&sms) {
        Place::Waiting => 100,
        Place::Sent => 102,
        Place::Delivered => 103,
        Place::Expired => 104,
        Place::Undelivered => 107,
        Place::Rejected => 108,
    };
    json!({ "status": "OK", "status_code": code, "cost": decimal(sms.cost), "status_text": wording(code) })
}

fn code(refusal: Refusal) -> i32 {
    match refusal {
        Refusal::Sender => 204,
        Refusal::Number => 207,
        Refusal::NoText => 203,
        Refusal::Forbidden => 216,
        Refusal::Duplicate => 231,
        Refusal::Money => 201,
    }
}

fn wording(code: i32) -> String {
    format!("Код {code}")
}
