//! Pages for a person: the phone and the mailbox.
use crate::world::World;
use axum::Router;
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
}
