//! Pages for a person: the phone and the mailbox of the training mode.

mod mail;
mod phone;
mod render;

use crate::world::World;
use axum::{
    Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use minijinja::context;
use render::page;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/", get(index))
        .route("/phone", get(phone::phone))
        .route("/mail", get(mail::list))
        .route("/mail/{number}", get(mail::letter))
        .route("/mail/{number}/html", get(mail::html))
        .route("/mail/{number}/source", get(mail::source))
        .route("/mail/{number}/files/{index}", get(mail::file))
        .route("/static/simulator.css", get(style))
        .route("/static/live.js", get(script))
}

async fn index() -> Response {
    page("index.html", context! { section => "" })
}

async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../static/simulator.css"))
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("../../static/live.js"))
}

fn not_found() -> Response {
    let body = page("missing.html", context! { section => "" });
    (StatusCode::NOT_FOUND, body).into_response()
}
