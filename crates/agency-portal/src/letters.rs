//! The two letters to the tourist, filled from an envelope.

use agency_messaging::mail::letters::{InvitationLetter, SignedLetter};
use agency_messaging::{Attachment, Letter, mail::letters};
use agency_signing::Envelope;
use agency_signing::envelope::{Acceptance, Sealed};

/// The letter with the link.
pub(crate) fn invitation(envelope: &Envelope, link: &str, portal_url: &str) -> Letter {
    let terms = &envelope.terms;
    letters::invitation(&InvitationLetter {
        message_id: &message_id(envelope, "invite", portal_url),
        to: &terms.customer.email,
        to_name: &terms.customer.name,
        order_number: &terms.order_number,
        contract_number: &terms.contract_number,
        link,
        valid_until: envelope.expires_at,
        agency_name: &terms.agency.name,
        agency_phone: &terms.agency.phone,
    })
}

/// The letter with the signed file.
pub(crate) fn signed(
    envelope: &Envelope,
    acceptance: &Acceptance,
    sealed: &Sealed,
    pdf: Vec<u8>,
    portal_url: &str,
) -> Letter {
    let terms = &envelope.terms;
    letters::signed(&SignedLetter {
        message_id: &message_id(envelope, "signed", portal_url),
        to: &terms.customer.email,
        to_name: &terms.customer.name,
        order_number: &terms.order_number,
        contract_number: &terms.contract_number,
        signed_at: acceptance.at,
        sha256: &sealed.sha256,
        agency_name: &terms.agency.name,
        agency_phone: &terms.agency.phone,
        contract: Attachment { name: file_name(envelope), mime: "application/pdf".into(), bytes: pdf },
    })
}

/// «Договор 6083-1234.pdf» (seed 000), without signs that file systems refuse.
pub(crate) fn file_name(envelope: &Envelope) -> String {
    let number: String = envelope
        .terms
        .contract_number
        .chars()
        .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c })
        .collect();
    format!("Договор {number}.pdf")
}

/// The same letter keeps its id, so that a mail program shows a repeat as one.
fn message_id(envelope: &Envelope, kind: &str, portal_url: &str) -> String {
    let host = portal_url.split("://").nth(1).unwrap_or(portal_url).split(['/', ':']).next().unwrap_or_default();
    let host = if host.contains(|c: char| c.is_ascii_alphabetic()) { host } else { "portal.invalid" };
    format!("<{}.{kind}@{host}>", envelope.id)
}
