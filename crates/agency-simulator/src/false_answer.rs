//! What a scripted fault puts in place of a service's answer.

use crate::faults::{Close, Fault};
use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use encoding_rs::{Encoding, KOI8_R, UTF_8, WINDOWS_1251};
use futures_util::{StreamExt, stream};

/// One of the three encodings the services know.
pub(crate) fn charset_named(name: &str) -> Option<&'static Encoding> {
    match name.to_lowercase().as_str() {
        "utf-8" | "utf8" => Some(UTF_8),
        "windows-1251" | "cp1251" => Some(WINDOWS_1251),
        "koi8-r" => Some(KOI8_R),
        _ => None,
    }
}

/// The fault's body in its encoding.
pub(crate) fn false_body(fault: &Fault) -> Response {
    let charset = fault.charset.as_deref().and_then(charset_named).unwrap_or(UTF_8);
    let (bytes, _, _) = charset.encode(fault.body.as_deref().unwrap_or_default());
    bytes.into_owned().into_response()
}

/// Status and headers as the fault says.
pub(crate) fn dress(response: &mut Response, fault: &Fault) {
    if let Some(status) = fault.http_status.and_then(|status| StatusCode::from_u16(status).ok()) {
        *response.status_mut() = status;
    }
    let mut set = |name, value: &Option<String>| {
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, &fault.content_type);
    set(header::LOCATION, &fault.location);
}

/// Ends the connection where the fault says: a body that fails before its first
/// byte keeps the head from being written, too.
pub(crate) async fn cut(response: Response, close: Option<Close>) -> Response {
    let pieces: Vec<Option<Bytes>> = match close {
        None | Some(Close::AfterAnswer) => return response,
        Some(Close::BeforeAnswer) => Vec::new(),
        Some(Close::MidAnswer) => {
            let (_, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
            vec![Some(bytes.slice(..bytes.len() / 2)), None]
        }
    };
    let halves = stream::iter(pieces).filter_map(|piece| async {
        if piece.is_none() {
            // Lets the connection write the first half out before it breaks.
            tokio::task::yield_now().await;
        }
        piece
    });
    let broken = stream::once(async { Err(std::io::Error::other("cut by a scripted fault")) });
    Response::new(Body::from_stream(halves.map(Ok).chain(broken)))
}
