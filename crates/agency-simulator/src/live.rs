//! How an open page learns that something is new.

use crate::world::World;
use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new().route("/version", get(version))
}

/// A text that differs once a page would look different. Pages ask for it every
/// second: an open stream per tab would soon use up a browser's connections.
pub(crate) fn page_version(world: &World) -> String {
    let mut state = world.state();
    let on_phone = state.taken_messages().iter().filter(|message| message.is_on_phone()).count();
    format!("{}-{on_phone}", world.version())
}

async fn version(State(world): State<Arc<World>>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], page_version(&world))
}
