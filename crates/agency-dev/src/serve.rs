//! The loopback transport: the same commands and events over HTTP.

#![expect(clippy::print_stdout, reason = "the address is for the person who started it")]

use agency_app::wire::event::{AppEvent, Tag};
use agency_app::{App, Code, Config, Error, Folder, Headless, SystemClock, command};
use anyhow::{Context, Result};
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::Value;
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::broadcast::error::RecvError;
use tower_http::services::{ServeDir, ServeFile};

/// Pictures are uploaded as Base64 in JSON; the core refuses large ones with a reason.
const LARGEST_REQUEST: usize = 32 * 1024 * 1024;

/// Serves until the process is told to stop.
///
/// # Errors
/// The port is taken.
pub async fn serve(port: u16, data: Option<PathBuf>, ui: PathBuf, simulator: Option<String>) -> Result<()> {
    // kept to the end: a folder of its own goes with the process
    let own_folder = tempfile::Builder::new().prefix("turoffice-").tempdir()?;
    let data_folder = data.unwrap_or_else(|| own_folder.path().to_owned());
    let app = App::start(Config {
        secrets: Arc::new(Folder::new(&data_folder)),
        data_folder,
        clock: Arc::new(SystemClock),
        host: Arc::new(Headless),
        simulator,
        version: env!("CARGO_PKG_VERSION"),
    })
    .await;
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.with_context(|| format!("port {port} is not free"))?;
    println!("http://{}", listener.local_addr()?);
    let page = ServeDir::new(&ui).fallback(ServeFile::new(ui.join("index.html")));
    let router = Router::new()
        .route("/rpc/{command}", post(rpc))
        .route("/events", get(events))
        .with_state(app.clone())
        .fallback_service(page)
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(middleware::from_fn(own_pages_only));
    tokio::select! {
        served = axum::serve(listener, router) => served?,
        // event streams stay open as long as their pages, so nobody waits for them
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    app.stop().await;
    Ok(())
}

/// Refuses pages of other sites: the host must be the loopback address, and an
/// origin, when the browser names one, must be the same.
async fn own_pages_only(headers: HeaderMap, request: Request, next: Next) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let is_loopback = ["127.0.0.1", "localhost"].contains(&host.split(':').next().unwrap_or_default());
    let same_origin = text(header::ORIGIN).is_none_or(|origin| {
        origin.strip_prefix("http://").is_some_and(|origin| origin == host || origin == "localhost:1420")
    });
    if is_loopback && same_origin { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

async fn rpc(State(app): State<App>, Path(name): Path<String>, Json(request): Json<Value>) -> Response {
    match command::dispatch(&app, &name, request).await {
        Ok(response) => Json(response).into_response(),
        Err(error) => (status(&error), Json(error)).into_response(),
    }
}

fn status(error: &Error) -> StatusCode {
    match error.code {
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn events(State(app): State<App>) -> Sse<impl futures_core::Stream<Item = Result<Event, Infallible>>> {
    let receiver = app.events();
    let stream = futures_util::stream::unfold(receiver, |mut receiver| async {
        let event = match receiver.recv().await {
            Ok(event) => event,
            Err(RecvError::Lagged(_)) => AppEvent::Stale { tags: Tag::ALL.to_vec() },
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(Event::default().json_data(&event).unwrap_or_default()), receiver))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
