//! Stream Telecom: REST (form in, JSON out, the HTTP status counts) and GET.

use super::{
    Reply,
    request::Fields,
    serve,
    taking::{self, Place, Refusal, Wanted, decimal, number, place},
};
use crate::{
    accounts::Account,
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

pub(super) const SERVICE: &str = "gateway.api.sc";
/// The one session id: sessions do not end here.
const SESSION: &str = "8f3c2d7be1a94c55";

pub(super) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/gateway.api.sc/rest/{family}/{method}/", any(rest))
        .route("/gateway.api.sc/rest/{family}/{method}", any(rest))
        .route("/gateway.api.sc/rest/{family}/", any(family))
        .route("/gateway.api.sc/get/", any(get))
}

async fn rest(
    world: extract::State<Arc<World>>,
    Path((family, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    call(world, format!("{family}/{}", method.trim_end_matches(".php")), request).await
}

async fn family(world: extract::State<Arc<World>>, Path(family): Path<String>, request: Request) -> Response {
    call(world, family, request).await
}

async fn call(extract::State(world): extract::State<Arc<World>>, path: String, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    let path = path.to_lowercase();
    let route = match path.as_str() {
        "send/sendsms" | "send/sendbulk" => "send",
        "state" | "state/state" => "status",
        "balance" | "balance/balance" => "balance",
        "statistic/originator" => "senders",
        _ => "",
    };
    serve(&world, SERVICE, route, |state| answer(state, &path, &fields)).await
}

fn answer(state: &mut State, path: &str, fields: &Fields) -> Reply {
    let login = |secret: &str| taking::by_login(state, SERVICE, fields.text("login"), fields.text(secret));
    if matches!(path, "session" | "session/session") {
        return login("password").map_or_else(|| error(4), |_| Value::from(SESSION).into());
    }
    let account = match fields.text("sessionId") {
        Some(session) if session == SESSION => state.accounts.iter().find(|one| one.service == SERVICE).cloned(),
        Some(_) => return error(3),
        None => login("pass"),
    };
    let Some(account) = account else { return error(4) };
    let text = |name: &str| fields.text(name).unwrap_or_default();
    match path {
        "send/sendsms" => send(state, &account, &text("destinationAddress"), &text("sourceAddress"), &text("data"))
            .map_or_else(refused, |id| json!([id]).into()),
        "send/sendbulk" => {
            let phones = text("destinationAddresses");
            let ids: Result<Vec<String>, Refusal> = phones
                .split(',')
                .map(|phone| send(state, &account, phone.trim(), &text("sourceAddress"), &text("data")))
                .collect();
            ids.map_or_else(refused, |ids| json!(ids).into())
        }
        "state" | "state/state" => {
            let found = taking::find(state, &account, &text("messageId"));
            let number = found.as_ref().map_or(255, |sms| match place(sms) {
                Place::Waiting | Place::Sent => -1,
                Place::Delivered => 0,
                Place::Expired => 46,
                Place::Undelivered | Place::Rejected => 42,
            });
            let at = found.map_or(0, |sms| sms.status_at.timestamp_millis());
            let price = super::taking::number(account.price_kopecks);
            json!({
                "State": number, "StateDescription": "", "ReportedDateUtc": format!("/Date({at})/"), "Price": price,
            })
            .into()
        }
        "balance" | "balance/balance" => number(account.balance_kopecks).into(),
        "statistic/originator" => json!(account.senders).into(),
        _ => error(6),
    }
}

fn send(state: &mut State, account: &Account, phone: &str, sender: &str, text: &str) -> Result<String, Refusal> {
    let wanted = Wanted { phone, text, sender, id: None, refuses_repeats: true };
    taking::take(state, account, &wanted).map(|taken| taken.id)
}

fn refused(refusal: Refusal) -> Reply {
    error(match refusal {
        Refusal::Sender | Refusal::Forbidden => 7,
        Refusal::Number => 2,
        Refusal::NoText => 1,
        Refusal::Duplicate => 10,
        Refusal::Money => 5,
    })
}

/// The HTTP status of an error is not documented; only that it is not 200.
fn error(code: u8) -> Reply {
    let name = match code {
        1 => "ArgumentCanNotBeNullOrEmpty",
        2 => "InvalidArgument",
        3 => "InvalidSessionID",
        4 => "UnauthorizedAccess",
        5 => "NotEnoughCredits",
        7 => "Forbidden",
        10 => "Flood SMS",
        _ => "InvalidOperation",
    };
    let status = if matches!(code, 3 | 4) { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
    Reply::Json(status, json!({ "Code": code, "Desc": name }))
}

async fn get(extract::State(world): extract::State<Arc<World>>, request: Request) -> Response {
    let fields = match Fields::read(request).await {
        Ok(fields) => fields,
        Err(status) => return status.into_response(),
    };
    serve(&world, SERVICE, "send", |state| {
        let text = |name: &str| fields.text(name).unwrap_or_default();
        let Some(account) = taking::by_login(state, SERVICE, fields.text("user"), fields.text("pwd")) else {
            return Reply::Text("Error_Invalid_Login".into());
        };
        if fields.text("balance").is_some() {
            return Reply::Text(format!("{} RUR", decimal(account.balance_kopecks)));
        }
        if let Some(id) = fields.text("smsid") {
            let word = taking::find(state, &account, &id).map_or("Error_Out_of_Service", |sms| match place(&sms) {
                Place::Waiting | Place::Sent => "send",
                Place::Delivered => "deliver",
                Place::Expired => "expired",
                Place::Undelivered | Place::Rejected => "not_deliver",
            });
            return Reply::Text(word.into());
        }
        Reply::Text(match send(state, &account, &text("dadr"), &text("sadr"), &text("text")) {
            Ok(id) => id,
            Err(Refusal::Sender) => "Error_Invalid_Source_Address".into(),
            Err(Refusal::Number) => "Error_Destination_Address_Blocked".into(),
            Err(Refusal::NoText) => "Error_No_Text".into(),
            Err(Refusal::Forbidden) => "Error_SMS_Declined".into(),
            Err(Refusal::Duplicate) => "Error_Flood_SMS".into(),
            Err(Refusal::Money) => "Error_Not_Enough_Credits".into(),
        })
    })
    .await
}
