//! The other six SMS services, each under its host: Unisender, SemySMS,
//! TargetSMS, SMS.ru, Stream Telecom and SMSint.
//!
//! What they have in common — accounts, money, sender names, numbers, repeats —
//! is [`taking`]; each module speaks one service's words.

mod request;
mod semysms;
mod smsint;
mod smsru;
mod stream_telecom;
mod taking;
mod targetsms;
mod unisender;

use crate::{
    false_answer::{cut, dress, false_body},
    world::{State, World},
};
use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::sync::Arc;

/// Hosts of the services, which are their names in accounts and faults, too.
pub(crate) const SERVICES: [&str; 6] = [
    unisender::SERVICE,
    semysms::SERVICE,
    targetsms::SERVICE,
    smsru::SERVICE,
    stream_telecom::SERVICE,
    smsint::SERVICE,
];

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .merge(unisender::routes())
        .merge(semysms::routes())
        .merge(targetsms::routes())
        .merge(smsru::routes())
        .merge(stream_telecom::routes())
        .merge(smsint::routes())
}

/// An answer before it goes out.
enum Reply {
    Json(StatusCode, Value),
    Text(String),
}

impl From<Value> for Reply {
    fn from(value: Value) -> Self {
        Self::Json(StatusCode::OK, value)
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let (status, kind, text) = match self {
            Self::Json(status, value) => (status, "application/json; charset=utf-8", value.to_string()),
            Self::Text(text) => (StatusCode::OK, "text/plain; charset=utf-8", text),
        };
        (status, [(header::CONTENT_TYPE, kind)], text).into_response()
    }
}

/// Carries a request out, or lets the next fault of the route answer it.
async fn serve(world: &World, service: &str, route: &str, answer: impl FnOnce(&mut State) -> Reply) -> Response {
    let fault = world.state().take_fault(service, route);
    let carry_out = || {
        let reply = answer(&mut world.state());
        world.announce();
        reply.into_response()
    };
    let Some(fault) = fault else { return carry_out() };
    world.wait_for(&fault).await;
    let response = if fault.replaces_answer() {
        if fault.carry_out {
            carry_out();
        }
        let mut response = false_body(&fault);
        dress(&mut response, &fault);
        response
    } else {
        carry_out()
    };
    cut(response, fault.close).await
}
