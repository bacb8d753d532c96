//! `/api/v1`: the desktop's side.

use super::ClientOrigin;
use crate::api::{ApiError, EnvelopeView, ErrorCode, Event, Events, EventsQuery, PutEnvelope, Retry, Revoke};
use crate::portal::Portal;
use crate::reference::Reference;
use crate::storage::{FeedRow, Inserted, NewEnvelope, json_error};
use agency_core::ids::EnvelopeId;
use agency_signing::{
    Command, Context, Envelope, EventType, ExecuteError, Origin, Status, StoreError, create, sha256, sha256_hex,
};
use axum::Router;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Json, Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use std::time::Duration;
use subtle::ConstantTimeEq;

/// Events in one answer.
const FEED_PAGE: u32 = 200;
/// The longest wait for an event.
const LONGEST_WAIT: u64 = 55;

pub(super) fn router(portal: &Portal) -> Router<Portal> {
    Router::new()
        .route("/envelopes/{id}", put(put_envelope).get(get_envelope))
        .route("/envelopes/{id}/signed.pdf", get(signed_pdf))
        .route("/envelopes/{id}/evidence.jsonl", get(evidence))
        .route("/envelopes/{id}/revoke", post(revoke))
        .route("/envelopes/{id}/retry", post(retry))
        .route("/events", get(events))
        .fallback(|| async { Failure::not_found() })
        .layer(middleware::from_fn_with_state(portal.clone(), authorised))
}

/// Compares hashes in constant time: neither length nor beginning of the token can be measured.
async fn authorised(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "))
        .unwrap_or_default();
    if bool::from(sha256(token).ct_eq(portal.api_token_hash())) {
        next.run(request).await
    } else {
        Failure::new(StatusCode::UNAUTHORIZED, ErrorCode::Unauthorized, "Неверный ключ доступа к порталу")
            .into_response()
    }
}

async fn put_envelope(
    State(portal): State<Portal>,
    Path(id): Path<String>,
    body: Result<Json<PutEnvelope>, JsonRejection>,
) -> Result<(StatusCode, Json<EnvelopeView>), Failure> {
    let id = envelope_id(&id)?;
    let Json(PutEnvelope { terms, places, pdf }) = body?;
    terms.check().map_err(|error| Failure::invalid(format!("{}: {}", error.field, error.why)))?;
    if terms.document.bytes != pdf.len() as u64 || terms.document.sha256 != sha256_hex(&pdf) {
        return Err(Failure::mismatch("Контрольная сумма или длина файла не совпадает с указанной"));
    }
    if places.is_empty() || places.iter().any(|place| place.page >= terms.document.pages) {
        return Err(Failure::invalid("places: место подписи вне страниц договора"));
    }
    let documents = portal.documents();
    let (pages, pdf) = tokio::task::spawn_blocking(move || (documents.page_count(&pdf), pdf))
        .await
        .map_err(|error| StoreError(error.to_string()))?;
    match pages {
        Ok(pages) if pages == terms.document.pages => {}
        Ok(_) => return Err(Failure::mismatch("Число страниц файла не совпадает с указанным")),
        Err(_) => return Err(Failure::invalid("pdf: файл не читается как PDF")),
    }
    let context = Context { now: portal.now(), origin: Origin::default(), key: portal.code_key() };
    let decision = create(id, terms, portal.limits(), &context);
    let inserted = portal.store().insert(NewEnvelope { decision, document: pdf, places }).await?;
    portal.announce();
    let status = match inserted {
        Inserted::New => StatusCode::CREATED,
        Inserted::Same => StatusCode::OK,
        Inserted::Different => {
            let message = "Под этим номером уже отправлен другой договор";
            return Err(Failure::new(StatusCode::CONFLICT, ErrorCode::EnvelopeDiffers, message));
        }
    };
    Ok((status, Json(load(&portal, id).await?)))
}

async fn get_envelope(State(portal): State<Portal>, Path(id): Path<String>) -> Result<Json<EnvelopeView>, Failure> {
    Ok(Json(load(&portal, envelope_id(&id)?).await?))
}

async fn load(portal: &Portal, id: EnvelopeId) -> Result<EnvelopeView, Failure> {
    let loaded = portal.store().load(id, portal.now()).await?.ok_or_else(Failure::not_found)?;
    Ok(view(&loaded.envelope))
}

async fn signed_pdf(State(portal): State<Portal>, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = envelope_id(&id)?;
    let loaded = portal.store().load(id, portal.now()).await?.ok_or_else(Failure::not_found)?;
    // A file that is written but not yet verified is not there.
    let sealed = loaded.envelope.sealed.ok_or_else(Failure::not_found)?;
    let file = portal.store().sealed(id).await?.ok_or_else(Failure::not_found)?;
    let etag = HeaderValue::try_from(format!("\"{}\"", sealed.sha256)).map_err(|e| StoreError(e.to_string()))?;
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")), (header::ETAG, etag)];
    Ok((headers, file.bytes).into_response())
}

async fn evidence(State(portal): State<Portal>, Path(id): Path<String>) -> Result<Response, Failure> {
    let records = portal.store().evidence(envelope_id(&id)?).await?;
    if records.is_empty() {
        return Err(Failure::not_found());
    }
    let mut lines = String::new();
    for record in &records {
        lines.push_str(&serde_json::to_string(record).map_err(|error| json_error(&error))?);
        lines.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/jsonl; charset=utf-8")], lines).into_response())
}

async fn revoke(
    State(portal): State<Portal>,
    Path(id): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    body: Result<Json<Revoke>, JsonRejection>,
) -> Result<Json<EnvelopeView>, Failure> {
    let Json(Revoke { reason, by }) = body?;
    let envelope = portal.execute(envelope_id(&id)?, &Command::Revoke { reason, by }, origin).await?;
    Ok(Json(view(&envelope)))
}

async fn retry(
    State(portal): State<Portal>,
    Path(id): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    body: Result<Json<Retry>, JsonRejection>,
) -> Result<Json<EnvelopeView>, Failure> {
    let Json(Retry { by }) = body?;
    let envelope = portal.execute(envelope_id(&id)?, &Command::Retry { by }, origin).await?;
    Ok(Json(view(&envelope)))
}

async fn events(
    State(portal): State<Portal>,
    query: Result<Query<EventsQuery>, QueryRejection>,
) -> Result<Json<Events>, Failure> {
    let Query(EventsQuery { after, wait }) = query.map_err(|error| Failure::invalid(error.body_text()))?;
    let deadline = tokio::time::Instant::now() + Duration::from_secs(wait.min(LONGEST_WAIT));
    let mut changes = portal.changes();
    loop {
        changes.mark_unchanged();
        let rows = portal.store().feed(after, FEED_PAGE).await?;
        let is_over = tokio::time::Instant::now() >= deadline || portal.is_closing();
        if !rows.is_empty() || is_over {
            let cursor = rows.last().map_or(after, |row| row.position);
            let feed_id = portal.feed_id().to_owned();
            return Ok(Json(Events { feed_id, events: rows.into_iter().map(event).collect(), cursor }));
        }
        // Whether something happened or the time is over: look once more.
        let _ = tokio::time::timeout_at(deadline, changes.changed()).await;
    }
}

fn event(row: FeedRow) -> Event {
    let is_sms = matches!(row.record.kind, EventType::CodeSent | EventType::CodeFailed | EventType::CodeUnknown);
    Event {
        cursor: row.position,
        envelope_id: row.record.envelope_id,
        status: row.status,
        contract_status: row.status.contract_status(),
        label: row.record.kind.label().to_owned(),
        sms: is_sms.then(|| serde_json::from_value(row.record.data.clone()).ok()).flatten(),
        record: row.record,
    }
}

fn view(envelope: &Envelope) -> EnvelopeView {
    EnvelopeView {
        id: envelope.id,
        status: envelope.status,
        contract_status: envelope.status.contract_status(),
        reason: envelope.reason.clone(),
        created_at: envelope.created_at,
        expires_at: envelope.expires_at,
        signed_at: envelope.sealed.as_ref().and(envelope.acceptance.as_ref()).map(|acceptance| acceptance.at),
        document_sha256: envelope.terms.document.sha256.clone(),
        signed_sha256: envelope.sealed.as_ref().map(|sealed| sealed.sha256.clone()),
        head: envelope.head.clone(),
        can_retry: envelope.status == Status::SendFailed || envelope.copy_failed,
    }
}

fn envelope_id(text: &str) -> Result<EnvelopeId, Failure> {
    text.parse().map_err(|_| Failure::not_found())
}

/// An error on its way out.
struct Failure {
    status: StatusCode,
    error: ApiError,
}

impl Failure {
    fn new(status: StatusCode, code: ErrorCode, message: impl Into<String>) -> Self {
        Self { status, error: ApiError { code, message: message.into() } }
    }

    fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, ErrorCode::NotFound, "Такого договора на портале нет")
    }

    fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::Invalid, message)
    }

    fn mismatch(message: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, ErrorCode::DocumentMismatch, message)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let reference = Reference::new();
        tracing::error!(%reference, %error, "a call of the desktop failed");
        let message = format!("Сбой портала. Код для поддержки: {reference}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::Internal, message)
    }
}

impl From<ExecuteError> for Failure {
    fn from(error: ExecuteError) -> Self {
        match error {
            ExecuteError::NotFound => Self::not_found(),
            ExecuteError::Refused(refusal) => {
                let message = crate::wording::for_agency(&refusal);
                Self::new(StatusCode::CONFLICT, ErrorCode::NotNow, message)
            }
            ExecuteError::Store(error) => error.into(),
        }
    }
}

impl From<JsonRejection> for Failure {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let code = if status == StatusCode::PAYLOAD_TOO_LARGE { ErrorCode::TooLarge } else { ErrorCode::Invalid };
        // The parser's words name a field and a place; they could also quote a value, so they stay out.
        let message = match code {
            ErrorCode::TooLarge => "Файл договора слишком велик: не больше 25 МБ",
            _ => "Запрос не соответствует описанию API",
        };
        Self::new(status, code, message)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(self.error)).into_response()
    }
}
