//! HTTP: the router, the headers of every answer, the listener.

mod api;
mod origin;
mod serve;

pub use serve::{RunningPortal, serve, start};

pub(crate) use origin::{ClientOrigin, Peer};

use crate::pages;
use crate::portal::Portal;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// A PDF of 25 MB in base64 with its terms.
const ENVELOPE_BYTES: usize = 36 << 20;
/// Forms and small JSON.
const FORM_BYTES: usize = 16 << 10;
/// Longer than the longest wait for events, and than a slow upload of a contract.
const API_TIME: Duration = Duration::from_secs(90);
/// A tourist's request.
const PAGE_TIME: Duration = Duration::from_secs(30);

impl Portal {
    /// Everything the portal answers, for [`serve`] and for tests.
    pub fn router(&self) -> Router {
        let api = api::router(self)
            .layer(DefaultBodyLimit::max(ENVELOPE_BYTES))
            .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, API_TIME));
        let pages = pages::router()
            .layer(DefaultBodyLimit::max(FORM_BYTES))
            .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PAGE_TIME));
        Router::new()
            .route("/healthz", get(|| async { "ok\n" }))
            .nest("/api/v1", api)
            .merge(pages)
            .fallback(pages::not_found)
            .layer(middleware::from_fn(headers))
            .with_state(self.clone())
    }
}

/// Nothing from elsewhere, nothing kept, nothing told to others, nowhere framed.
static HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow, noarchive"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
];

async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
