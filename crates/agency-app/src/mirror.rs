//! The mirror of the portal's events: the only way a contract becomes signed.
//!
//! Events come in order by a cursor that is stored in the same transaction as
//! what they changed, so each is applied once. «Согласован и подписан
//! электронно» is set only here, after the sealed file was fetched, verified
//! and stored in that very transaction (invariant I2).

use crate::error::{Code, Error};
use crate::office::{Office, blocking};
use crate::signing::Manifest;
use crate::wire::event::{AppEvent, Tag};
use agency_core::ids::{EnvelopeId, FileId, SmsId};
use agency_core::{ContractStatus, Order, crash, dates};
use agency_documents::seal;
use agency_messaging::SendOutcome;
use agency_portal::api::{Event, SmsSent};
use agency_signing::{EventType, Record};
use agency_store::envelopes::{self, EnvelopeEvent, EnvelopeInfo};
use agency_store::files::{self, NewFile};
use agency_store::sms_history::{self, SmsRecord};
use agency_store::{StoreResult, Write, orders, settings};
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::time::Duration;

/// Setting with the last event applied.
const CURSOR: &str = "portal.cursor";
/// Setting with the feed that the cursor counts in.
const FEED: &str = "portal.feed";
/// How long one question to the portal waits for news.
const PATIENCE: Duration = Duration::from_secs(25);
/// Rest after a failure.
const REST: Duration = Duration::from_secs(2);

/// Mirrors until the office is closed.
pub(crate) async fn run(office: Arc<Office>) {
    loop {
        if let Err(error) = turn(&office).await {
            if error.code != Code::PortalAway {
                tracing::error!(%error, "mirror of the portal");
            }
            tokio::time::sleep(REST).await;
        }
    }
}

/// Asks once and applies what came. A cursor counts in one feed only: when the
/// portal's base is another one (restored, moved), its events are read anew,
/// and those known already change nothing.
async fn turn(office: &Arc<Office>) -> Result<(), Error> {
    let (known, cursor) = office
        .read(|read| Ok((settings::get::<String>(read, FEED)?, settings::get::<u64>(read, CURSOR)?.unwrap_or(0))))
        .await?;
    let cursor = if known.is_some() { cursor } else { 0 };
    let news = office.portal.client.events(cursor, PATIENCE).await?;
    if known.as_ref() != Some(&news.feed_id) {
        office
            .write(move |write| {
                settings::put(write, FEED, &news.feed_id)?;
                settings::put(write, CURSOR, &0_u64)
            })
            .await?;
        return Ok(());
    }
    for event in news.events {
        apply(office, event).await?;
    }
    Ok(())
}

async fn apply(office: &Arc<Office>, event: Event) -> Result<(), Error> {
    let signed = match event.record.kind {
        EventType::SealDone => sealed_file(office, &event).await?,
        _ => Sealed::None,
    };
    let is_signed = matches!(signed, Sealed::Verified(_));
    if is_signed {
        crash::point("mirror.file_fetched");
    }
    crash::point("mirror.before_commit");
    let order = office.write(move |write| store(write, &event, &signed)).await?;
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

/// The signed file that an event speaks of.
enum Sealed {
    /// The event brings none.
    None,
    /// Fetched, and it holds the frozen document.
    Verified(Vec<u8>),
    /// Fetched, and it is not what it should be: why, in Russian.
    Refused(String),
}

/// Fetches the sealed file and checks it against the frozen document. A file
/// that does not verify is told to the manager and does not stop other orders.
async fn sealed_file(office: &Arc<Office>, event: &Event) -> Result<Sealed, Error> {
    let id = event.record.envelope_id;
    let frozen = match office.read(move |read| envelopes::get(read, id)).await {
        Ok(envelope) => envelope.document_sha256,
        Err(error) if error.code == Code::NotFound => return Ok(Sealed::None),
        Err(error) => return Err(error),
    };
    let bytes = match office.portal.client.signed_pdf(id).await {
        Ok(bytes) => bytes,
        Err(error) if error.code == Code::PortalAway => return Err(error),
        Err(error) => return Ok(Sealed::Refused(error.to_string())),
    };
    blocking(move || match seal::verify(&bytes) {
        Ok(report) if report.original_sha256 == frozen => Sealed::Verified(bytes),
        Ok(_) => Sealed::Refused("в нём другой договор".into()),
        Err(error) => Sealed::Refused(error.reason().into()),
    })
    .await
}

/// Stores an event with everything it changes. The portal may know envelopes of
/// a base that was restored from an older copy: those are passed over.
fn store(write: &Write<'_>, event: &Event, signed: &Sealed) -> StoreResult<Option<Order>> {
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
    set_problem(write, event, signed, &mirrored.text)?;
    let accepted = acceptance(write, id)?;
    if let Some(Acceptance { code_number, at }) = accepted {
        // the code may be typed before the service's answer is known, so either may come first
        sms_history::set_signed(write, id, code_number, at)?;
    }
    let is_verified = if let Sealed::Verified(bytes) = signed {
        let at = accepted.map_or(event.record.at_utc, |accepted| accepted.at);
        add_signed_file(write, &envelope, at, bytes)?;
        true
    } else {
        false
    };
    let status = event.contract_status;
    if status != ContractStatus::Signed || is_verified {
        envelopes::set_status(write, id, status)?;
        let is_last = envelopes::last_of_order(write, order.id)?.is_some_and(|last| last.id == id);
        if is_last && order.contract.status != ContractStatus::SignedOnPaper {
            orders::set_contract_status(write, order.id, status)?;
        }
    }
    Ok(Some(order))
}

/// What the manager is told beside the status, and when it is over.
fn set_problem(write: &Write<'_>, event: &Event, signed: &Sealed, text: &str) -> StoreResult<()> {
    let id = event.record.envelope_id;
    if let Sealed::Refused(why) = signed {
        let problem = format!("Подписанный файл не прошёл проверку: {why}. Обратитесь в поддержку.");
        return envelopes::set_problem(write, id, Some(&problem), false);
    }
    match event.record.kind {
        EventType::LinkEmailFailed | EventType::CopyEmailFailed => envelopes::set_problem(write, id, Some(text), true),
        EventType::LinkEmailed | EventType::CopyEmailed | EventType::RetryRequested | EventType::Revoked => {
            envelopes::set_problem(write, id, None, false)
        }
        _ => Ok(()),
    }
}

/// The moment of the right code, and which code it was.
#[derive(Clone, Copy)]
struct Acceptance {
    code_number: u32,
    at: DateTime<Utc>,
}

fn acceptance(write: &Write<'_>, id: EnvelopeId) -> StoreResult<Option<Acceptance>> {
    for event in envelopes::events(write, id)? {
        let record: Record = serde_json::from_str(&event.record)?;
        let number = record.data.get("number").and_then(serde_json::Value::as_u64);
        if let (EventType::CodeAccepted, Some(number)) = (record.kind, number) {
            return Ok(Some(Acceptance { code_number: number as u32, at: record.at_utc }));
        }
    }
    Ok(None)
}

/// The file of seed 000: «Договор 6083-1234 от 06 мар 2025 11:13.pdf», by the
/// number that is in the document and the moment of signing. Its id is the
/// envelope's, so a repeat is the same file.
fn add_signed_file(write: &Write<'_>, envelope: &EnvelopeInfo, at: DateTime<Utc>, bytes: &[u8]) -> StoreResult<()> {
    let manifest: Manifest = serde_json::from_str(&envelope.manifest)?;
    let name = format!("Договор {} от {}.pdf", manifest.terms.contract_number, dates::file_name_minute(at));
    files::add(
        write,
        &NewFile {
            id: FileId(envelope.id.0),
            order_id: envelope.order_id,
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

#[cfg(test)]
mod tests {
    use super::*;
    use agency_core::ids::OrderId;
    use agency_messaging::Exchange;
    use agency_signing::{Actor, Status};
    use agency_store::{Key, Store};
    use serde_json::{Value, json};

    fn now() -> DateTime<Utc> {
        "2026-11-20T09:00:00Z".parse().expect("a time")
    }

    fn base() -> (tempfile::TempDir, Store, EnvelopeId) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("base.db"), &Key::new([7; 32]), now()).expect("a base");
        let order = Order::empty(OrderId::new(), "6083-1234");
        let id = EnvelopeId::new();
        let envelope = EnvelopeInfo {
            id,
            order_id: order.id,
            order_digest: String::new(),
            document_sha256: String::new(),
            manifest: "{}".into(),
            status: ContractStatus::Sent,
            problem: None,
            can_retry: false,
            created_at: now(),
        };
        store
            .write(now(), |write| {
                orders::add(write, &order, "тест")?;
                envelopes::add(write, &envelope, b"%PDF")
            })
            .expect("an envelope");
        (folder, store, id)
    }

    fn event(id: EnvelopeId, seq: u64, kind: EventType, data: Value, sms: Option<SmsSent>) -> Event {
        Event {
            cursor: seq,
            envelope_id: id,
            status: Status::Accepted,
            contract_status: ContractStatus::CodeSent,
            label: kind.label().into(),
            record: Record {
                seq,
                at_utc: now(),
                actor: Actor::Tourist,
                kind,
                envelope_id: id,
                doc_sha256: String::new(),
                ip: None,
                ua: None,
                data,
                prev_hash: String::new(),
                hash: String::new(),
            },
            sms,
        }
    }

    fn sms() -> SmsSent {
        SmsSent {
            number: 1,
            sent_at: now(),
            service: "SMSC.ru".into(),
            phone: "+790****555".into(),
            text: String::new(),
            result: SendOutcome::Accepted { id: "1".into(), parts: Some(2), cost: None },
            exchange: Exchange::default(),
        }
    }

    #[test]
    fn the_date_of_signing_does_not_depend_on_which_event_comes_first() {
        for accepted_first in [false, true] {
            let (_folder, store, id) = base();
            let accepted = |seq| event(id, seq, EventType::CodeAccepted, json!({ "number": 1 }), None);
            let sent = |seq| event(id, seq, EventType::CodeSent, json!({}), Some(sms()));
            let events = if accepted_first { [accepted(1), sent(2)] } else { [sent(1), accepted(2)] };
            for event in &events {
                store.write(now(), |write| super::store(write, event, &Sealed::None)).expect("an event");
            }
            let (rows, _) = store.read(|read| sms_history::list(read, "", 0, 10)).expect("rows");
            assert_eq!(rows[0].signed_at, Some(now()), "accepted first: {accepted_first}");
        }
    }

    #[test]
    fn an_event_of_an_unknown_envelope_is_passed_over_and_the_cursor_moves() {
        let (_folder, store, _) = base();
        let stranger = event(EnvelopeId::new(), 7, EventType::LinkOpened, json!({}), None);
        let order = store.write(now(), |write| super::store(write, &stranger, &Sealed::None)).expect("passed over");
        assert_eq!(order, None);
        assert_eq!(store.read(|read| settings::get::<u64>(read, CURSOR)).expect("a cursor"), Some(7));
    }

    #[test]
    fn a_seal_without_a_verified_file_does_not_make_a_contract_signed() {
        let (_folder, store, id) = base();
        let done = Event {
            status: Status::Signed,
            contract_status: ContractStatus::Signed,
            ..event(id, 1, EventType::SealDone, json!({}), None)
        };
        let refused = Sealed::Refused("в нём другой договор".into());
        store.write(now(), |write| super::store(write, &done, &refused)).expect("an event");
        let envelope = store.read(|read| envelopes::get(read, id)).expect("the envelope");
        assert_eq!(envelope.status, ContractStatus::Sent);
        assert!(envelope.problem.is_some_and(|problem| problem.contains("другой договор")));
        let order = store.read(|read| orders::get(read, envelope.order_id)).expect("the order");
        assert_ne!(order.order.contract.status, ContractStatus::Signed);
    }
}
