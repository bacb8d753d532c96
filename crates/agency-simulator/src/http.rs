//! The HTTP side: services, control and pages under one address.

use crate::{control, gateways, live, pages, smsc, world::World};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use std::{net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// Largest request body in bytes.
const MAX_BODY: usize = 8 * 1024 * 1024;

pub(crate) async fn serve(listener: TcpListener, world: Arc<World>) {
    let own = Router::new()
        .merge(control::routes())
        .merge(pages::routes())
        .merge(live::routes())
        .layer(middleware::from_fn(only_local_names));
    let app = own
        .merge(smsc::routes())
        .merge(gateways::routes())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(world.clone());
    let until_stopped = async move { world.until_stopped().await };
    let service = app.into_make_service_with_connect_info::<SocketAddr>();
    if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(until_stopped).await {
        tracing::error!(%error, "simulator stopped serving");
    }
}

/// Refuses requests that a page of another site brought here by a name of its own.
async fn only_local_names(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _port)| name);
    if matches!(name, "127.0.0.1" | "localhost") {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "only for 127.0.0.1").into_response()
    }
}
