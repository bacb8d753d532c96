//! The tourist's pages. Forms and redirects only: no script is needed.
//!
//! Pages are made from the stored envelope alone, so reloading, going back, a
//! second tab or a double click show what is true and change nothing.

mod code;
mod contract;
mod files;
mod render;
mod view;

use crate::portal::Portal;
use crate::reference::Reference;
use agency_signing::{Envelope, ExecuteError, LinkToken, Refusal, Status, StoreError};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use render::{page, page_with};
use serde_json::json;
use std::time::Duration;

/// How long a page waits for the worker before it says «отправляем» or «готовим файл».
const PATIENCE: Duration = Duration::from_secs(4);

pub(crate) fn router() -> Router<Portal> {
    Router::new()
        .route("/s/{token}", get(contract::show))
        .route("/s/{token}/continue", post(contract::proceed))
        .route("/s/{token}/agreement", get(contract::agreement))
        .route("/s/{token}/decline", get(contract::decline_form).post(contract::decline))
        .route("/s/{token}/code", get(code::show).post(code::enter))
        .route("/s/{token}/resend", post(code::resend))
        .route("/s/{token}/done", get(done))
        .route("/s/{token}/page/{page}", get(files::page_image))
        .route("/s/{token}/contract.pdf", get(files::original))
        .route("/s/{token}/signed.pdf", get(files::signed))
        .route("/static/portal.css", get(files::stylesheet))
        .route("/static/portal.js", get(files::script))
        .route("/static/icon.svg", get(files::icon))
        .route("/robots.txt", get(files::robots))
}

pub(crate) async fn not_found() -> Response {
    PageError::Unknown.into_response()
}

/// A link with its envelope.
struct Link {
    token: LinkToken,
    envelope: Envelope,
    now: DateTime<Utc>,
}

impl Link {
    async fn find(portal: &Portal, token: &str) -> Result<Self, PageError> {
        let token = LinkToken::parse(token).ok_or(PageError::Unknown)?;
        let id = portal.store().find_link(&token.hash()).await?.ok_or(PageError::Unknown)?;
        let now = portal.now();
        let loaded = portal.store().load(id, now).await?.ok_or(PageError::Unknown)?;
        Ok(Self { token, envelope: loaded.envelope, now })
    }

    /// An address under this link.
    fn path(&self, rest: &str) -> String {
        format!("/s/{}{rest}", self.token.as_str())
    }

    fn redirect(&self, rest: &str) -> Response {
        Redirect::to(&self.path(rest)).into_response()
    }

    /// The page of an envelope the customer can no longer act on; `None` while it is open.
    fn closed(&self) -> Option<Response> {
        let reason = self.envelope.reason.as_deref();
        match self.envelope.check_open(self.now) {
            Ok(()) => None,
            Err(Refusal::AlreadySigned) => Some(self.signed(true)),
            Err(Refusal::Declined) => Some(self.gone("declined.html", reason)),
            Err(Refusal::Revoked) => Some(self.gone("revoked.html", reason)),
            Err(_) => Some(self.gone("expired.html", None)),
        }
    }

    fn gone(&self, template: &str, reason: Option<&str>) -> Response {
        let body = page_with(template, view::base(self), json!({ "reason": reason }));
        (StatusCode::GONE, body).into_response()
    }

    /// «Договор подписан», or «Код принят» while the file is being made.
    fn signed(&self, already: bool) -> Response {
        if self.envelope.status != Status::Signed {
            return page("sealing.html", view::base(self)).into_response();
        }
        let is_served = self.envelope.copy_served_until().is_some_and(|until| self.now < until);
        let extra = json!({ "already": already, "is_served": is_served, "signing": view::signing(&self.envelope) });
        page_with("signed.html", view::base(self), extra).into_response()
    }

    /// Waits a little for the worker to bring the envelope where `is_there` wants it.
    async fn settle(mut self, portal: &Portal, is_there: fn(&Envelope) -> bool) -> Result<Self, PageError> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        let mut changes = portal.changes();
        while !is_there(&self.envelope) && !portal.is_closing() {
            // Looks before it waits: the envelope may have changed before `changes` began to count.
            self = Self::find(portal, self.token.as_str()).await?;
            if !is_there(&self.envelope) && tokio::time::timeout_at(deadline, changes.changed()).await.is_err() {
                break;
            }
        }
        Ok(self)
    }
}

async fn done(State(portal): State<Portal>, Path(token): Path<String>) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if !matches!(link.envelope.status, Status::Accepted | Status::Signed) {
        return Ok(link.redirect(""));
    }
    let link = link.settle(&portal, |envelope| envelope.status == Status::Signed).await?;
    Ok(link.signed(false))
}

/// A page that says no.
enum PageError {
    /// No such link, no such page.
    Unknown,
    /// The request makes no sense.
    Malformed,
    /// The stored document is not the one the terms name.
    DocumentChanged,
    /// Our failure.
    Internal(StoreError),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error)
    }
}

impl From<ExecuteError> for PageError {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::NotFound | ExecuteError::Refused(_) => Self::Unknown,
            ExecuteError::Store(error) => Self::Internal(error),
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, template, extra) = match self {
            Self::Unknown => (StatusCode::NOT_FOUND, "unknown.html", json!({})),
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed.html", json!({})),
            Self::DocumentChanged => {
                tracing::error!("a stored document does not have its hash");
                (StatusCode::CONFLICT, "changed.html", json!({}))
            }
            Self::Internal(error) => {
                let reference = Reference::new();
                tracing::error!(%reference, %error, "a page failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "failure.html", json!({ "reference": reference.to_string() }))
            }
        };
        (status, page_with(template, view::nobody(), extra)).into_response()
    }
}
