//! The contract, the ticks, the refusal.

use super::render::{page, page_with};
use super::{Link, PageError, view};
use crate::http::ClientOrigin;
use crate::portal::Portal;
use agency_signing::consent::{agreement as agreement_text, agreement_sha256};
use agency_signing::{Command, ExecuteError, Refusal};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;

/// What the page says after «Продолжить» was refused.
#[derive(Default, Deserialize)]
pub(super) struct ContractQuery {
    #[serde(default)]
    problem: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    query: Result<Query<ContractQuery>, QueryRejection>,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    let sizes = portal.store().page_sizes(link.envelope.id).await?;
    let mut contract = view::contract(&link.envelope, &sizes);
    match query.map(|query| query.0).unwrap_or_default().problem.as_str() {
        "unread" => contract.unread = numbers(&link.envelope.unread_pages()),
        "ticks" => contract.is_tick_missing = link.envelope.consented_at.is_none(),
        _ => {}
    }
    Ok(page_with("contract.html", view::base(&link), contract).into_response())
}

/// `2, 5–7`; `None` for no pages.
fn numbers(pages: &[u32]) -> Option<String> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for page in pages.iter().copied() {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == page => run.1 = page,
            _ => runs.push((page, page)),
        }
    }
    let texts: Vec<String> =
        runs.into_iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") }).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

pub(super) async fn proceed(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    form: Result<Form<HashMap<String, String>>, FormRejection>,
) -> Result<Response, PageError> {
    let Form(fields) = form.map_err(|_| PageError::Malformed)?;
    let link = Link::find(&portal, &token).await?;
    let ticked = fields.into_iter().filter(|(name, _)| name.starts_with("ack.")).map(|(_, hash)| hash).collect();
    match portal.execute(link.envelope.id, &Command::Continue { ticked }, origin).await {
        Ok(_) => Ok(link.redirect("/code")),
        Err(ExecuteError::Refused(Refusal::Unread { .. })) => Ok(link.redirect("?problem=unread#problem")),
        Err(ExecuteError::Refused(Refusal::ConsentsMissing { .. })) => Ok(link.redirect("?problem=ticks#problem")),
        Err(ExecuteError::Refused(_)) => Ok(link.redirect("")),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn agreement(State(portal): State<Portal>, Path(token): Path<String>) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    let terms = &link.envelope.terms;
    let text = json!({ "paragraphs": agreement_text(terms), "sha256": agreement_sha256(terms) });
    Ok(page_with("agreement.html", view::base(&link), text).into_response())
}

pub(super) async fn decline_form(
    State(portal): State<Portal>,
    Path(token): Path<String>,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    Ok(link.closed().unwrap_or_else(|| page("decline.html", view::base(&link)).into_response()))
}

#[derive(Deserialize)]
pub(super) struct DeclineForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn decline(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    form: Result<Form<DeclineForm>, FormRejection>,
) -> Result<Response, PageError> {
    let Form(DeclineForm { reason }) = form.map_err(|_| PageError::Malformed)?;
    let link = Link::find(&portal, &token).await?;
    match portal.execute(link.envelope.id, &Command::Decline { reason }, origin).await {
        // Whatever the answer, the page of the link tells how things stand.
        Ok(_) | Err(ExecuteError::Refused(_)) => Ok(link.redirect("")),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[], None)]
    #[case(&[3], Some("3"))]
    #[case(&[1, 2, 3], Some("1–3"))]
    #[case(&[2, 5, 6, 9], Some("2, 5–6, 9"))]
    fn pages_are_listed_in_runs(#[case] pages: &[u32], #[case] text: Option<&str>) {
        assert_eq!(numbers(pages).as_deref(), text);
    }
}
