//! SMSC.ru: `/sys/send.php`, `status.php`, `balance.php`, the list of `senders.php` and the JSON
//! twins under `/rest/`, by the service's public documentation.
//!
//! Parameters come in the query, a form, a multipart form or JSON; text in and
//! out is windows-1251 unless `charset` says otherwise; `fmt` picks one of four
//! reply layouts. Whatever happens the HTTP status is 200.

mod balance;
mod limits;
mod params;
pub(crate) mod phones;
mod refusal;
mod reply;
mod send;
mod senders;
mod status;
mod when;

pub(crate) use limits::Limits;
pub(crate) use params::form_pairs;

use crate::{
    accounts::Account,
    false_answer::{cut, dress, false_body},
    faults::Fault,
    world::World,
};
use axum::{
    Router,
    extract::{ConnectInfo, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::any,
};
use params::Params;
use refusal::Refusal;
use reply::Reply;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// The service's name in accounts and faults, and its prefix.
pub(crate) const SERVICE: &str = "smsc.ru";

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new().route("/smsc.ru/sys/{script}", any(script)).route("/smsc.ru/rest/{method}/", any(rest))
}

#[derive(Clone, Copy)]
enum Script {
    Send,
    Status,
    Balance,
    Senders,
}

impl Script {
    fn named(name: &str) -> Option<Self> {
        match name {
            "send" => Some(Self::Send),
            "status" => Some(Self::Status),
            "balance" => Some(Self::Balance),
            "senders" => Some(Self::Senders),
            _ => None,
        }
    }

    fn route(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Status => "status",
            Self::Balance => "balance",
            Self::Senders => "senders",
        }
    }
}

async fn script(
    State(world): State<Arc<World>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let Some(script) = name.strip_suffix(".php").and_then(Script::named) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match Params::read(request).await {
        Ok(params) => serve(&world, script, &params, peer.ip()).await,
        Err(status) => status.into_response(),
    }
}

async fn rest(
    State(world): State<Arc<World>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(method): Path<String>,
    request: Request,
) -> Response {
    let Some(script) = Script::named(&method) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match Params::read_json(request).await {
        Ok(params) => serve(&world, script, &params, peer.ip()).await,
        Err(status) => status.into_response(),
    }
}

async fn serve(world: &World, script: Script, params: &Params, ip: IpAddr) -> Response {
    let (_busy, is_crowded) = limits::Busy::enter(world, params);
    let fault = world.state().take_fault(SERVICE, script.route());
    let answer = || {
        let reply = if is_crowded { Reply::refused(Refusal::TooOften) } else { carry_out(world, script, params, ip) };
        world.announce();
        reply
    };
    match fault {
        None => respond(&answer(), params, world),
        Some(fault) => {
            world.wait_for(&fault).await;
            if !fault.replaces_answer() {
                return cut(respond(&answer(), params, world), fault.close).await;
            }
            let registered = if fault.carry_out { answer().id() } else { None };
            cut(false_answer(&fault, registered, params, world), fault.close).await
        }
    }
}

fn carry_out(world: &World, script: Script, params: &Params, ip: IpAddr) -> Reply {
    let mut state = world.state();
    let account = match limits::authorise(&mut state, params, ip) {
        Ok(account) => account,
        Err(refusal) => return Reply::refused(refusal),
    };
    let state = &mut *state;
    match script {
        Script::Send => send::send(state, &account, params),
        Script::Status => status::status(state, &account, params),
        Script::Balance => balance::balance(state, &account, params),
        Script::Senders => senders::senders(state, &account, params),
    }
    .unwrap_or_else(Reply::refused)
}

/// The account a request names by login or by key, whatever its password.
fn named_account<'a>(accounts: &'a [Account], params: &Params) -> Option<&'a Account> {
    let mut own = accounts.iter().filter(|account| account.service == SERVICE);
    match (params.get("apikey"), params.get("login")) {
        (Some(key), _) if !key.is_empty() => own.find(|account| account.api_key.as_deref() == Some(&key)),
        (_, Some(login)) => own.find(|account| account.login == login),
        _ => None,
    }
}

fn respond(reply: &Reply, params: &Params, world: &World) -> Response {
    let format = params.format();
    let text = reply.render(format, &world.state().options.smsc);
    let (bytes, _, _) = params.charset().encode(&text);
    let content_type = format!("{}; charset={}", format.content_type(), params.charset().name().to_lowercase());
    ([(header::CONTENT_TYPE, content_type)], bytes.into_owned()).into_response()
}

fn false_answer(fault: &Fault, registered: Option<String>, params: &Params, world: &World) -> Response {
    let mut response = match (fault.error_code, &fault.body) {
        (Some(code), wording) => {
            let id = registered.or_else(|| params.get("id")).unwrap_or_else(|| "1".into());
            respond(&Reply::scripted(code, wording.clone(), Some(id)), params, world)
        }
        (None, _) => false_body(fault),
    };
    dress(&mut response, fault);
    response
}
