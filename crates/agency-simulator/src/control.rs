//! The control API for tests and demos: JSON under `/control/`.
//!
//! Bodies must be `application/json`, which a page of another site cannot send here unasked.

use crate::{
    accounts::Account, deliveries::Delivery, faults::Fault, mailbox::Mail, messages::ReceivedSms, options::Options,
    world::World,
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

type Shared = State<Arc<World>>;

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/control/messages", get(messages))
        .route("/control/mails", get(mails))
        .route("/control/accounts", get(accounts).post(set_account))
        .route("/control/faults", post(push_faults))
        .route("/control/deliveries", post(set_delivery))
        .route("/control/options", get(options).post(set_options))
        .route("/control/clock", get(clock).post(advance))
        .route("/control/release", post(release))
        .route("/control/reset", post(reset))
}

async fn messages(State(world): Shared) -> Json<Vec<ReceivedSms>> {
    Json(world.state().taken_messages())
}

async fn mails(State(world): Shared) -> Json<Vec<Mail>> {
    Json(world.state().mails.iter().cloned().collect())
}

async fn accounts(State(world): Shared) -> Json<Vec<Account>> {
    Json(world.state().accounts.clone())
}

async fn set_account(State(world): Shared, Json(account): Json<Account>) -> StatusCode {
    world.state().set_account(account);
    StatusCode::NO_CONTENT
}

/// One fault or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Faults {
    Many(Vec<Fault>),
    One(Box<Fault>),
}

async fn push_faults(State(world): Shared, Json(faults): Json<Faults>) -> StatusCode {
    let faults = match faults {
        Faults::Many(faults) => faults,
        Faults::One(fault) => vec![*fault],
    };
    let mut state = world.state();
    for fault in faults {
        state.push_fault(fault);
    }
    StatusCode::NO_CONTENT
}

async fn set_delivery(State(world): Shared, Json(delivery): Json<Delivery>) -> StatusCode {
    world.state().set_delivery(delivery);
    StatusCode::NO_CONTENT
}

async fn options(State(world): Shared) -> Json<Options> {
    Json(world.state().options.clone())
}

async fn set_options(State(world): Shared, Json(options): Json<Options>) -> StatusCode {
    world.state().options = options;
    StatusCode::NO_CONTENT
}

#[derive(Serialize)]
struct ClockAnswer {
    now: DateTime<Utc>,
}

async fn clock(State(world): Shared) -> Json<ClockAnswer> {
    Json(ClockAnswer { now: world.state().now() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockRequest {
    advance_seconds: u32,
}

async fn advance(State(world): Shared, Json(request): Json<ClockRequest>) -> Json<ClockAnswer> {
    world.advance(TimeDelta::seconds(i64::from(request.advance_seconds)));
    Json(ClockAnswer { now: world.state().now() })
}

async fn release(State(world): Shared) -> StatusCode {
    world.release();
    StatusCode::NO_CONTENT
}

async fn reset(State(world): Shared) -> StatusCode {
    world.reset();
    StatusCode::NO_CONTENT
}
