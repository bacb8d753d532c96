//! «Протокол подписания» out of the evidence.

use crate::api::SmsSent;
use agency_documents::{Protocol, ProtocolConsent, ProtocolEvent, ProtocolParty, ProtocolSms};
use agency_messaging::SendOutcome;
use agency_signing::envelope::Acceptance;
use agency_signing::{Actor, Envelope, EventType, Record};

/// The protocol of a signing; `records` are those up to the acceptance.
pub(crate) fn build(envelope: &Envelope, acceptance: &Acceptance, records: &[Record]) -> Protocol {
    let terms = &envelope.terms;
    let party = |lines: &[(&str, &str)]| ProtocolParty {
        lines: lines
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| ((*label).to_owned(), (*value).to_owned()))
            .collect(),
    };
    Protocol {
        signing_id: envelope.id.to_string(),
        order_number: terms.order_number.clone(),
        contract_number: terms.contract_number.clone(),
        title: terms.document.title.clone(),
        original_pages: terms.document.pages,
        original_sha256: terms.document.sha256.clone(),
        original_bytes: terms.document.bytes,
        app_version: terms.app_version.clone(),
        agency: party(&[
            ("Турагент", &terms.agency.name),
            ("ИНН", &terms.agency.inn),
            ("Подписант", &terms.agency.signer),
            ("Телефон", &terms.agency.phone),
        ]),
        customer: party(&[
            ("Заказчик", &terms.customer.name),
            ("Документ", &terms.customer.document_masked),
            ("Телефон", terms.customer.phone.e164()),
            ("E-mail", terms.customer.email.as_str()),
        ]),
        events: records.iter().filter(|record| is_listed(record.kind)).map(event).collect(),
        sms: messages(records),
        consents: records.iter().filter_map(consent).collect(),
        chain_head: acceptance.head.hash.clone(),
    }
}

/// Ticks and messages have tables of their own.
fn is_listed(kind: EventType) -> bool {
    !matches!(kind, EventType::ConsentGiven | EventType::CodeSending)
}

fn event(record: &Record) -> ProtocolEvent {
    let is_tourist = record.actor == Actor::Tourist;
    let label = record.kind.label();
    // Of several codes, the reader must see which one was asked for, sent and accepted.
    let number = record.data["number"].as_u64().filter(|_| record.kind.as_str().starts_with("code."));
    ProtocolEvent {
        at: record.at_utc,
        what: number.map_or_else(|| label.to_owned(), |number| format!("{label} (№\u{a0}{number})")),
        address: record.ip.clone().filter(|_| is_tourist),
        device: record.ua.clone().filter(|_| is_tourist),
    }
}

fn consent(record: &Record) -> Option<ProtocolConsent> {
    (record.kind == EventType::ConsentGiven).then(|| ProtocolConsent {
        text: record.data["text"].as_str().unwrap_or_default().to_owned(),
        text_sha256: record.data["text_sha256"].as_str().unwrap_or_default().to_owned(),
        given_at: record.at_utc,
    })
}

fn messages(records: &[Record]) -> Vec<ProtocolSms> {
    records
        .iter()
        .filter(|r| matches!(r.kind, EventType::CodeSent | EventType::CodeFailed | EventType::CodeUnknown))
        .filter_map(|record| serde_json::from_value::<SmsSent>(record.data.clone()).ok())
        .map(|sms| {
            let (message_id, outcome) = match sms.result {
                SendOutcome::Accepted { id, .. } => (Some(id), "принято сервисом".to_owned()),
                SendOutcome::Rejected { id, message, .. } => (id, format!("отклонено: {message}")),
                SendOutcome::Unknown { .. } => (None, "исход неизвестен".to_owned()),
            };
            ProtocolSms { service: sms.service, message_id, sent_at: sms.sent_at, outcome, masked_text: sms.text }
        })
        .collect()
}
