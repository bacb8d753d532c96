//! The demo order, filled so that a contract can be made of it.

use agency_core::ids::ServiceId;
use agency_core::services::{Accommodation, Excursions, Insurance, ServiceDetails, Transfer};
use agency_core::{Agency, Order, Service};
use agency_documents::contract::{RenderInput, RenderedContract, render};
use agency_documents::images::prepare;
use agency_documents::{PreparedImage, template};
use chrono::{DateTime, Utc};
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn json<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = std::fs::read_to_string(fixture(name)).expect("a fixture");
    serde_json::from_str(&text).expect("a fixture in the shape of agency-core")
}

pub fn agency() -> Agency {
    json("agency.json")
}

/// The order as it is in the demo base: with the gaps the completeness check shows.
pub fn order_with_gaps() -> Order {
    json("orders/6083-1234.json")
}

/// The order with its gaps filled.
pub fn order() -> Order {
    let mut order = order_with_gaps();
    let day = |text: &str| Some(text.parse().expect("a date"));
    order.contract.docs_from_tourist_by = day("2026-12-15");
    let mut add = |id: &str, details| {
        order.services.push(Service { id: id.parse::<ServiceId>().expect("an id"), details });
    };
    add(
        "01a1f807-2038-752b-b9e8-1f059d91c5b3",
        ServiceDetails::Accommodation(Accommodation {
            hotel: "Larissa Park Beldibi".into(),
            address: "Başkomutan Atatürk Cad. 47, Бельдиби, Кемер".into(),
            category: "5*".into(),
            check_in: day("2027-06-12"),
            check_out: day("2027-06-22"),
            room: "Family Room".into(),
            occupancy: "2 взрослых + 1 ребёнок (DBL+CHD)".into(),
            meal: "AI, всё включено".into(),
        }),
    );
    add(
        "01a1f807-2038-752b-b9e8-1f059d91c5b4",
        ServiceDetails::Transfer(Transfer {
            mode: "групповой".into(),
            route: "аэропорт Анталья — отель — аэропорт Анталья".into(),
            date: day("2027-06-12"),
        }),
    );
    add(
        "01a1f807-2038-752b-b9e8-1f059d91c5b5",
        ServiceDetails::Insurance(Insurance {
            subject: "медицинское".into(),
            insurer: "АО «Страховая компания Пример»".into(),
            policy_number: "МП-2706/118204".into(),
            policy_date: day("2026-11-20"),
            coverage: "50 000 USD".into(),
            territory: "весь мир, кроме РФ".into(),
            from: day("2027-06-12"),
            to: day("2027-06-22"),
        }),
    );
    add(
        "01a1f807-2038-752b-b9e8-1f059d91c5b6",
        ServiceDetails::Excursions(Excursions {
            program: "Кемер — Фазелис — гора Тахталы".into(),
            date: day("2027-06-15"),
            duration: "8 часов".into(),
            language: "русский".into(),
            with_guide: true,
        }),
    );
    order
}

pub fn stamp() -> PreparedImage {
    prepare(&std::fs::read(fixture("stamp.png")).expect("a fixture")).expect("a stamp")
}

pub fn signature() -> PreparedImage {
    prepare(&std::fs::read(fixture("signature.png")).expect("a fixture")).expect("a signature")
}

pub fn created_at() -> DateTime<Utc> {
    "2026-11-20T08:13:40Z".parse().expect("a time")
}

pub fn render_with(order: &Order, template: &str) -> RenderedContract {
    let (stamp, signature) = (stamp(), signature());
    render(&RenderInput {
        order,
        agency: &agency(),
        template,
        stamp: Some(&stamp),
        signature: Some(&signature),
        created_at: created_at(),
    })
    .expect("a contract")
}

pub fn contract() -> RenderedContract {
    render_with(&order(), template::CONTRACT)
}
