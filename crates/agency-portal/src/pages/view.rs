//! What the templates show.

use super::Link;
use agency_core::dates::{moscow, moscow_minute, short_date};
use agency_core::words::plural;
use agency_signing::Envelope;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Values of every page of a link.
#[derive(Serialize)]
pub(super) struct Base {
    is_known: bool,
    root: String,
    order_number: String,
    contract_number: String,
    contract_date: String,
    agency: String,
    agency_phone: String,
    agency_phone_href: Option<String>,
    phone_masked: String,
    email_masked: String,
}

pub(super) fn base(link: &Link) -> Base {
    let terms = &link.envelope.terms;
    Base {
        is_known: true,
        root: link.path(""),
        order_number: terms.order_number.clone(),
        contract_number: terms.contract_number.clone(),
        contract_date: short_date(terms.contract_date),
        agency: terms.agency.name.clone(),
        agency_phone: terms.agency.phone.clone(),
        agency_phone_href: agency_core::Phone::parse(&terms.agency.phone).ok().map(|p| format!("tel:{}", p.e164())),
        phone_masked: terms.customer.phone.masked(),
        email_masked: terms.customer.email.masked(),
    }
}

/// Values of a page that belongs to nobody.
pub(super) fn nobody() -> Base {
    Base {
        is_known: false,
        root: String::new(),
        order_number: String::new(),
        contract_number: String::new(),
        contract_date: String::new(),
        agency: String::new(),
        agency_phone: String::new(),
        agency_phone_href: None,
        phone_masked: String::new(),
        email_masked: String::new(),
    }
}

/// The page with the contract.
#[derive(Serialize)]
pub(super) struct Contract {
    customer: String,
    destination: String,
    dates: Option<String>,
    total: String,
    title: String,
    pages_count: String,
    pages: Vec<Page>,
    sha256: String,
    expires_at: String,
    consents: Vec<Tick>,
    is_consented: bool,
    pub(super) unread: Option<String>,
    pub(super) is_tick_missing: bool,
}

#[derive(Serialize)]
struct Page {
    number: u32,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Tick {
    key: String,
    text: String,
    sha256: String,
}

/// `sizes` are those of the drawn pages; others are taken for A4.
pub(super) fn contract(envelope: &Envelope, sizes: &[(u32, u32, u32)]) -> Contract {
    let terms = &envelope.terms;
    let count = terms.document.pages;
    let width = crate::drawing::PAGE_WIDTH;
    let pages = (0..count)
        .map(|page| {
            let size = sizes.iter().find(|size| size.0 == page);
            let (width, height) = size.map_or((width, width * 297 / 210), |size| (size.1, size.2));
            Page { number: page + 1, width, height }
        })
        .collect();
    Contract {
        customer: terms.customer.name.clone(),
        destination: terms.tour.destination.clone(),
        dates: match (terms.tour.starts_on, terms.tour.ends_on) {
            (Some(from), Some(to)) => Some(format!("{} — {}", short_date(from), short_date(to))),
            (Some(day), None) | (None, Some(day)) => Some(short_date(day)),
            (None, None) => None,
        },
        total: terms.total.short(),
        title: terms.document.title.clone(),
        pages_count: format!("{count}\u{a0}{}", plural(u64::from(count), "страница", "страницы", "страниц")),
        pages,
        sha256: terms.document.sha256.clone(),
        expires_at: moscow_minute(envelope.expires_at),
        consents: envelope
            .required_consents()
            .into_iter()
            .map(|consent| Tick { key: consent.key, text: consent.text, sha256: consent.sha256 })
            .collect(),
        is_consented: envelope.consented_at.is_some(),
        unread: None,
        is_tick_missing: false,
    }
}

/// The signing, as the customer sees it afterwards.
#[derive(Serialize)]
pub(super) struct Signing {
    at: String,
    id: String,
    original_sha256: String,
    signed_sha256: String,
    customer: String,
}

pub(super) fn signing(envelope: &Envelope) -> Option<Signing> {
    let (acceptance, sealed) = (envelope.acceptance.as_ref()?, envelope.sealed.as_ref()?);
    Some(Signing {
        at: moscow_minute(acceptance.at),
        id: envelope.id.to_string(),
        original_sha256: envelope.terms.document.sha256.clone(),
        signed_sha256: sealed.sha256.clone(),
        customer: envelope.terms.customer.name.clone(),
    })
}

/// `11:18:40`, Moscow time.
pub(super) fn clock_time(at: DateTime<Utc>) -> String {
    moscow(at).format("%H:%M:%S").to_string()
}
