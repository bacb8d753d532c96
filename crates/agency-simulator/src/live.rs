//! News for open pages: a stream of server-sent events, one per change.

use crate::world::World;
use axum::{
    Router,
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
    routing::get,
};
use futures_util::{Stream, stream};
use std::{convert::Infallible, sync::Arc};

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new().route("/events", get(events))
}

async fn events(State(world): State<Arc<World>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = world.changes();
    let stream = stream::unfold((world, changes), |(world, mut changes)| async move {
        let is_news = tokio::select! {
            changed = changes.changed() => changed.is_ok(),
            () = world.until_stopped() => false,
        };
        is_news.then(|| (Ok(Event::default().data("changed")), (world, changes)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
