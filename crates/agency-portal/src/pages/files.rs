//! Page images, the two PDF files, the assets.

use super::{Link, PageError};
use crate::http::ClientOrigin;
use crate::letters::file_name;
use crate::portal::Portal;
use agency_signing::{Command, ExecuteError, Status};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use std::fmt::Write;

/// A page image. Loading it is reading it; asking for its headers is not.
pub(super) async fn page_image(
    State(portal): State<Portal>,
    Path((token, name)): Path<(String, String)>,
    ClientOrigin(origin): ClientOrigin,
    method: Method,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    let number: u32 = name.strip_suffix(".png").and_then(|n| n.parse().ok()).ok_or(PageError::Unknown)?;
    let page = number.checked_sub(1).ok_or(PageError::Unknown)?;
    if page >= link.envelope.terms.document.pages {
        return Err(PageError::Unknown);
    }
    let id = link.envelope.id;
    let image = match portal.store().page(id, page).await? {
        Some(image) => image,
        None => {
            if let Err(reason) = portal.draw_pages(&link.envelope).await? {
                return Err(agency_signing::StoreError(reason).into());
            }
            portal.store().page(id, page).await?.ok_or(PageError::Unknown)?
        }
    };
    if method == Method::GET
        && let Some(closed) = note(&portal, &link, &Command::ShowPage { page }, origin).await?
    {
        return Ok(closed);
    }
    Ok(([(header::CONTENT_TYPE, "image/png")], image.png).into_response())
}

/// The very bytes that are signed.
pub(super) async fn original(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    method: Method,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    let bytes = portal.store().document(link.envelope.id).await?.ok_or(PageError::Unknown)?;
    if method == Method::GET
        && let Some(closed) = note(&portal, &link, &Command::Download, origin).await?
    {
        return Ok(closed);
    }
    Ok(pdf(&link, "inline", bytes))
}

/// The signed file, for thirty days after signing.
pub(super) async fn signed(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    method: Method,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    let is_served = link.envelope.copy_served_until().is_some_and(|until| link.now < until);
    if link.envelope.status != Status::Signed || !is_served {
        return Ok(link.redirect(""));
    }
    let file = portal.store().sealed(link.envelope.id).await?.ok_or(PageError::Unknown)?;
    if method == Method::GET {
        note(&portal, &link, &Command::DownloadCopy, origin).await?;
    }
    Ok(pdf(&link, "attachment", file.bytes))
}

/// Records a look; `Some` when the envelope was closed in this very moment.
async fn note(
    portal: &Portal,
    link: &Link,
    command: &Command,
    origin: agency_signing::Origin,
) -> Result<Option<Response>, PageError> {
    match portal.execute(link.envelope.id, command, origin).await {
        Ok(_) => Ok(None),
        Err(ExecuteError::Refused(_)) => Ok(Some(link.redirect(""))),
        Err(error) => Err(error.into()),
    }
}

/// A file shown in the browser (`inline`) or kept on the device (`attachment`).
fn pdf(link: &Link, place: &'static str, bytes: Vec<u8>) -> Response {
    let name = percent_encoded(&file_name(&link.envelope));
    let disposition = format!("{place}; filename=\"contract.pdf\"; filename*=UTF-8''{name}");
    let disposition = HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static(place));
    let kind = HeaderValue::from_static("application/pdf");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// RFC 5987 `ext-value`.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string does not fail");
        }
        out
    })
}

/// Assets change with the program only; a day keeps them fresh enough.
const ASSET: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=86400");

pub(super) async fn stylesheet() -> Response {
    let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
    ([kind, ASSET], include_str!("../../assets/portal.css")).into_response()
}

pub(super) async fn script() -> Response {
    let kind = (header::CONTENT_TYPE, "text/javascript; charset=utf-8");
    ([kind, ASSET], include_str!("../../assets/portal.js")).into_response()
}

pub(super) async fn icon() -> Response {
    let kind = (header::CONTENT_TYPE, "image/svg+xml");
    ([kind, ASSET], include_str!("../../assets/icon.svg")).into_response()
}

pub(super) async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}
