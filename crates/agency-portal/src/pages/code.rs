//! The code: entered, sent again.

use super::render::page_with;
use super::{Link, PageError, view};
use crate::http::ClientOrigin;
use crate::portal::Portal;
use crate::wording::why_no_code;
use agency_core::crash;
use agency_core::words::plural;
use agency_signing::{Code, CodeView, Command, ExecuteError, Refusal, sha256_hex};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

#[derive(Default, Deserialize)]
pub(super) struct CodeQuery {
    #[serde(default)]
    problem: String,
}

#[derive(Serialize)]
struct CodePage {
    digits: u32,
    has_field: bool,
    is_sent: bool,
    message: Option<Message>,
    lives_until: Option<String>,
    seconds_left: i64,
    tries: Option<String>,
    /// Whether there is a button for another code.
    has_resend: bool,
    resend_at: Option<String>,
    resend_in: i64,
    /// Why there is none.
    limit: Option<String>,
}

#[derive(Serialize)]
struct Message {
    kind: &'static str,
    title: String,
    text: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    query: Result<Query<CodeQuery>, QueryRejection>,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    if link.envelope.consented_at.is_none() {
        return Ok(link.redirect(""));
    }
    let link = link.settle(&portal, |envelope| !envelope.is_sending()).await?;
    if let Some(closed) = link.closed() {
        return Ok(closed);
    }
    let loaded = portal.store().load(link.envelope.id, link.now).await?.ok_or(PageError::Unknown)?;
    let may_send = link.envelope.check_send(link.now, loaded.facts.phone);
    let page = code_page(&link, &may_send, &query.map(|query| query.0).unwrap_or_default().problem);
    Ok(page_with("code.html", view::base(&link), page).into_response())
}

fn code_page(link: &Link, may_send: &Result<(), Refusal>, problem: &str) -> CodePage {
    let (envelope, now) = (&link.envelope, link.now);
    let state = envelope.code_view(now);
    let lock = envelope.check_lock(now).err().and_then(|lock| why_no_code(&lock));
    let is_locked = lock.is_some();
    let limit = may_send.as_ref().err().and_then(why_no_code).filter(|_| !is_locked);
    let pause = match may_send {
        Err(Refusal::Pause { until }) => Some(*until),
        _ => None,
    };
    let ready = match state {
        CodeView::Ready { expires_at, tries_left, .. } if !is_locked => Some((expires_at, tries_left)),
        _ => None,
    };
    CodePage {
        digits: envelope.limits.code_digits,
        has_field: ready.is_some() || (state == CodeView::Sending && !is_locked),
        is_sent: matches!(state, CodeView::Ready { unknown: false, .. }),
        message: match (lock, &limit) {
            (Some(text), _) => Some(Message {
                kind: "error", title: "Слишком много неверных кодов".into(), text
            }),
            // «Запросите новый» would be bad advice where none is given out today.
            (None, Some(text)) if ready.is_none() && state != CodeView::Sending => {
                let title = "Новый код пока запросить нельзя".into();
                Some(Message { kind: "warning", title, text: text.clone() })
            }
            (None, _) => message(state, problem, envelope.limits.code_digits),
        },
        lives_until: ready.map(|(expires_at, _)| view::clock_time(expires_at)),
        seconds_left: ready.map_or(0, |(expires_at, _)| (expires_at - now).num_seconds()),
        tries: ready.map(|(_, left)| tries(left)),
        has_resend: !is_locked && limit.is_none() && state != CodeView::Sending,
        resend_at: pause.map(view::clock_time),
        resend_in: pause.map_or(0, |until| (until - now).num_seconds().max(1)),
        limit,
    }
}

fn tries(left: u32) -> String {
    format!("{left}\u{a0}{}", plural(u64::from(left), "попытка", "попытки", "попыток"))
}

/// What the page has to say about the last code, for a person.
fn message(state: CodeView, problem: &str, digits: u32) -> Option<Message> {
    let (kind, title, text) = match state {
        CodeView::Ready { .. } | CodeView::Sending if problem == "format" => {
            ("error", "Это не код".to_owned(), format!("Введите {digits} цифр из СМС. Попытка не потрачена."))
        }
        CodeView::Ready { wrong: true, tries_left, .. } => {
            ("error", "Код не подошёл".to_owned(), format!("Проверьте цифры в СМС. Осталось: {}.", tries(tries_left)))
        }
        CodeView::Ready { unknown: true, .. } => (
            "warning",
            "СМС-сервис не подтвердил отправку".to_owned(),
            "Код мог уйти, а мог и нет. Если СМС пришло — введите код. Если нет — запросите новый.".to_owned(),
        ),
        CodeView::Sending => (
            "info",
            "СМС отправляется".to_owned(),
            "Сервис ещё не ответил. Если СМС уже пришло — введите код.".to_owned(),
        ),
        CodeView::Expired | CodeView::None => {
            ("warning", "Срок кода истёк".to_owned(), "Код действует 5\u{a0}минут. Запросите новый.".to_owned())
        }
        CodeView::Exhausted => (
            "error",
            "Попытки для этого кода закончились".to_owned(),
            "Запросите новый код: прежний больше не действует.".to_owned(),
        ),
        CodeView::Failed { by_number: false } => (
            "error",
            "СМС не отправлено".to_owned(),
            "СМС-сервис сейчас не принимает сообщения. Попробуйте ещё раз чуть позже или позвоните в агентство — \
             договор никуда не денется."
                .to_owned(),
        ),
        CodeView::Failed { by_number: true } => (
            "error",
            "СМС не отправлено".to_owned(),
            "На этот номер СМС не доставляются. Проверьте номер и позвоните в агентство, чтобы его исправить."
                .to_owned(),
        ),
        CodeView::Ready { .. } => return None,
    };
    Some(Message { kind, title, text })
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn enter(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
    form: Result<Form<CodeForm>, FormRejection>,
) -> Result<Response, PageError> {
    let Form(CodeForm { code }) = form.map_err(|_| PageError::Malformed)?;
    let link = Link::find(&portal, &token).await?;
    let id = link.envelope.id;
    // The bytes themselves are hashed again: what is signed is what is stored now (invariant I1).
    let document = portal.store().document(id).await?.ok_or(PageError::Unknown)?;
    let shown_sha256 = sha256_hex(&document);
    let code = Code::parse(&code, link.envelope.limits.code_digits);
    match portal.execute(id, &Command::EnterCode { code, shown_sha256 }, origin).await {
        Ok(_) => {
            crash::point("accept.stored");
            Ok(link.redirect("/done"))
        }
        Err(ExecuteError::Refused(Refusal::CodeFormat)) => Ok(link.redirect("/code?problem=format")),
        Err(ExecuteError::Refused(Refusal::DocumentChanged)) => Err(PageError::DocumentChanged),
        // The page of the link, or of the code, tells how things stand.
        Err(ExecuteError::Refused(refusal)) if is_about_code(&refusal) => Ok(link.redirect("/code")),
        Err(ExecuteError::Refused(_)) => Ok(link.redirect("")),
        Err(error) => Err(error.into()),
    }
}

fn is_about_code(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::WrongCode { .. }
            | Refusal::Locked { .. }
            | Refusal::NoCode
            | Refusal::CodeExpired
            | Refusal::CodeExhausted
    )
}

pub(super) async fn resend(
    State(portal): State<Portal>,
    Path(token): Path<String>,
    ClientOrigin(origin): ClientOrigin,
) -> Result<Response, PageError> {
    let link = Link::find(&portal, &token).await?;
    match portal.execute(link.envelope.id, &Command::RequestCode, origin).await {
        Ok(_) | Err(ExecuteError::Refused(_)) => Ok(link.redirect("/code")),
        Err(error) => Err(error.into()),
    }
}
