//! The two letters to the tourist.

use agency_messaging::{Attachment, Letter};
use agency_signing::Envelope;

/// The letter with the link.
pub(crate) fn invitation(envelope: &Envelope, url: &str, portal_url: &str) -> Letter {
    let number = &envelope.terms.contract_number;
    Letter {
        message_id: message_id(envelope, "invite", portal_url),
        to: envelope.terms.customer.email.clone(),
        to_name: envelope.terms.customer.name.clone(),
        subject: format!("Подписание электронного договора №\u{a0}{number}"),
        text: format!("Подпишите электронный договор по заявке №\u{a0}{number}\n{url}\n"),
        html: String::new(),
        attachments: Vec::new(),
    }
}

/// The letter with the signed file.
pub(crate) fn signed(envelope: &Envelope, pdf: Vec<u8>, portal_url: &str) -> Letter {
    let number = &envelope.terms.order_number;
    Letter {
        message_id: message_id(envelope, "signed", portal_url),
        to: envelope.terms.customer.email.clone(),
        to_name: envelope.terms.customer.name.clone(),
        subject: format!("Электронный договор по заявке №\u{a0}{number} успешно подписан"),
        text: format!("Электронный договор по заявке №\u{a0}{number} успешно подписан\n"),
        html: String::new(),
        attachments: vec![Attachment { name: file_name(envelope), mime: "application/pdf".into(), bytes: pdf }],
    }
}

/// «Договор 6083-1234.pdf», without signs that file systems refuse.
pub(crate) fn file_name(envelope: &Envelope) -> String {
    let number: String = envelope
        .terms
        .contract_number
        .chars()
        .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .collect();
    format!("Договор {number}.pdf")
}

/// The same letter keeps its id, so that a repeat is recognised as one.
fn message_id(envelope: &Envelope, kind: &str, portal_url: &str) -> String {
    let host = portal_url.split("://").nth(1).unwrap_or(portal_url).split(['/', ':']).next().unwrap_or_default();
    let host = if host.chars().any(|c| c.is_ascii_alphabetic()) { host } else { "portal.invalid" };
    format!("<{}.{kind}@{host}>", envelope.id)
}
