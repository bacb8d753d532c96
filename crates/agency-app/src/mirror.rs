//! The mirror of the portal's events: the only way a contract becomes signed.
//!
//! Events come in order by a cursor that is stored in the same transaction as
//! what they changed, so each is applied once. «Согласован и подписан
//! электронно» is set only here, after the sealed file was fetched, verified
//! and stored in that very transaction (invariant I2).

use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::wire::event::{AppEvent, Tag};
use agency_core::ids::{EnvelopeId, FileId, SmsId};
use agency_core::{ContractStatus, Order, crash, dates};
use agency_documents::seal;
use agency_messaging::SendOutcome;
use agency_portal::api::{Event, SmsSent};
use agency_signing::EventType;
use agency_store::envelopes::{self, EnvelopeEvent};
use agency_store::files::{self, NewFile};
use agency_store::sms_history::{self, SmsRecord};
use agency_store::{StoreResult, Write, orders, settings};
use std::sync::{Arc, Weak};
use std::time::Duration;

/// Setting with the last event applied.
const CURSOR: &str = "portal.cursor";
/// How long one question to the portal waits for news.
const PATIENCE: Duration = Duration::from_secs(25);
/// Rest after a failure.
const REST: Duration = Duration::from_secs(2);

/// Mirrors until the office is closed.
pub(crate) async fn run(office: Weak<Office>) {
    loop {
        let Some(office) = office.upgrade() else { return };
        if let Err(error) = turn(&office).await {
            if error.code != Code::PortalAway {
                tracing::error!(%error, "mirror of the portal");
            }
            drop(office);
            tokio::time::sleep(REST).await;
        }
    }
}

/// Asks once and applies what came.
async fn turn(office: &Arc<Office>) -> Result<(), Error> {
    let cursor = office.read(|read| Ok(settings::get::<u64>(read, CURSOR)?.unwrap_or(0))).await?;
    for event in office.portal.client.events(cursor, PATIENCE).await? {
        apply(office, event).await?;
    }
    Ok(())
}

async fn apply(office: &Arc<Office>, event: Event) -> Result<(), Error> {
    let signed = match event.record.kind {
        EventType::SealDone => Some(sealed_file(office, &event).await?),
        _ => None,
    };
    let is_signed = signed.is_some();
    if is_signed {
        crash::point("mirror.file_fetched");
    }
    crash::point("mirror.before_commit");
    let order = office.write(move |write| store(write, &event, signed.as_deref())).await?;
    crash::point("mirror.committed");
    if is_signed {
        crash::point("mirror.file_stored");
    }
    office.bus.stale(&[Tag::Orders, Tag::SmsHistory]);
    if is_signed && let Some(order) = order {
        office.bus.send(AppEvent::ContractSigned {
            order_id: order.id,
            customer: order.customer.full_name(),
            order_number: order.number,
        });
    }
    Ok(())
}

/// Fetches the sealed file and checks it against the frozen document.
async fn sealed_file(office: &Arc<Office>, event: &Event) -> Result<Vec<u8>, Error> {
    let id = event.record.envelope_id;
    let bytes = office.portal.client.signed_pdf(id).await?;
    let frozen = office.read(move |read| envelopes::get(read, id)).await?.document_sha256;
    blocking(move || match seal::verify(&bytes) {
        Ok(report) if report.original_sha256 == frozen => Ok(bytes),
        Ok(_) => Err(Error::internal("the sealed file holds another document")),
        Err(error) => Err(Error::internal(error)),
    })
    .await?
}

/// Stores an event with everything it changes. The portal may know envelopes of
/// a base that was restored from an older copy: those are passed over.
fn store(write: &Write<'_>, event: &Event, signed: Option<&[u8]>) -> StoreResult<Option<Order>> {
    settings::put(write, CURSOR, &event.cursor)?;
    let id = event.record.envelope_id;
    let envelope = match envelopes::get(write, id) {
        Ok(envelope) => envelope,
        Err(agency_store::StoreError::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let order = orders::get(write, envelope.order_id)?.order;
    let mirrored = EnvelopeEvent {
        seq: event.record.seq,
        at: event.record.at_utc,
        text: text(event),
        failed: is_failure(event.record.kind),
        record: serde_json::to_string(&event.record)?,
    };
    if !envelopes::add_event(write, id, &mirrored)? {
        return Ok(None);
    }
    if let Some(sms) = &event.sms {
        sms_history::put(write, &sms_record(sms, &order, id))?;
    }
    if let Some(bytes) = signed {
        add_signed_file(write, &order, id, event, bytes)?;
    }
    if event.record.kind == EventType::CodeAccepted
        && let Some(number) = event.record.data.get("number").and_then(serde_json::Value::as_u64)
    {
        sms_history::set_signed(write, id, number as u32, event.record.at_utc)?;
    }
    let status = event.contract_status;
    if status != ContractStatus::Signed || signed.is_some() {
        let problem = matches!(status, ContractStatus::SendFailed).then_some(mirrored.text.as_str());
        envelopes::set_status(write, id, status, problem)?;
        let is_last = envelopes::last_of_order(write, order.id)?.is_some_and(|last| last.id == id);
        if is_last && order.contract.status != ContractStatus::SignedOnPaper {
            orders::set_contract_status(write, order.id, status)?;
        }
    }
    Ok(Some(order))
}

/// The file of seed 000: «Договор 6083-1234 от 06 мар 2025 11:13.pdf». Its id
/// is the envelope's, so a repeat is the same file.
fn add_signed_file(write: &Write<'_>, order: &Order, id: EnvelopeId, event: &Event, bytes: &[u8]) -> StoreResult<()> {
    let name =
        format!("Договор {} от {}.pdf", order.contract.number.trim(), dates::file_name_minute(event.record.at_utc));
    files::add(
        write,
        &NewFile {
            id: FileId(id.0),
            order_id: order.id,
            name: &name,
            kind: "Документ туриста",
            mime: "application/pdf",
            sealed: true,
            content: bytes,
        },
    )
}

fn sms_record(sms: &SmsSent, order: &Order, envelope_id: EnvelopeId) -> SmsRecord {
    let (outcome, explanation, parts, cost) = match &sms.result {
        SendOutcome::Accepted { parts, cost, .. } => {
            ("accepted", "Сервис принял СМС к отправке.".to_owned(), *parts, cost.clone())
        }
        SendOutcome::Rejected { message, advice, .. } => ("rejected", format!("{message} {advice}"), None, None),
        SendOutcome::Unknown { why } => ("unknown", why.clone(), None, None),
    };
    SmsRecord {
        id: SmsId::new(),
        order_id: order.id,
        envelope_id,
        code_number: sms.number,
        order_number: order.number.clone(),
        sent_at: sms.sent_at,
        signed_at: None,
        service: sms.service.clone(),
        phone_masked: sms.phone.clone(),
        outcome: outcome.to_owned(),
        explanation,
        parts,
        cost,
        request: sms.exchange.request.clone(),
        answer: sms.exchange.answer.clone(),
    }
}

/// The line of «Подписание»: what happened, and why when it says so.
fn text(event: &Event) -> String {
    let label = &event.label;
    match event.record.data.get("reason").and_then(|reason| reason.as_str()).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("{label}: {reason}"),
        None => label.clone(),
    }
}

fn is_failure(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::LinkEmailFailed
            | EventType::CodeFailed
            | EventType::CodeUnknown
            | EventType::CodeEnteredWrong
            | EventType::CodeLocked
            | EventType::SealFailed
            | EventType::CopyEmailFailed
            | EventType::Declined
            | EventType::Expired
    )
}
