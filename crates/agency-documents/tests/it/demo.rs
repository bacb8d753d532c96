//! The demo order, filled so that a contract can be made of it.

use agency_core::ids::ServiceId;
use agency_core::services::{Accommodation, Excursions, Insurance, ServiceDetails, Transfer};
use agency_core::{Agency, Order, Phone, Service};
use agency_documents::contract::{RenderInput, RenderedContract, render, sha256};
use agency_documents::images::prepare;
use agency_documents::seal::{SealInput, SealedContract, seal};
use agency_documents::{
    PreparedImage, Protocol, ProtocolConsent, ProtocolEvent, ProtocolParty, ProtocolSms, StampBox, template,
};
use chrono::{DateTime, Utc};
use image::{Rgba, RgbaImage};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn json<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = std::fs::read_to_string(fixture(name)).expect("a fixture");
    serde_json::from_str(&text).expect("a fixture in the shape of agency-core")
}

pub(crate) fn agency() -> Agency {
    json("agency.json")
}

/// The order as it is in the demo base: with the gaps the completeness check shows.
pub(crate) fn order_with_gaps() -> Order {
    json("orders/6083-1234.json")
}

/// The order with its gaps filled.
pub(crate) fn order() -> Order {
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
            ..Default::default()
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

pub(crate) fn stamp() -> PreparedImage {
    prepare(&std::fs::read(fixture("stamp.png")).expect("a fixture")).expect("a stamp")
}

pub(crate) fn signature() -> PreparedImage {
    prepare(&std::fs::read(fixture("signature.png")).expect("a fixture")).expect("a signature")
}

pub(crate) fn created_at() -> DateTime<Utc> {
    "2026-11-20T08:13:40Z".parse().expect("a time")
}

fn render_from(order: &Order, template: &str, stamp: &PreparedImage, signature: &PreparedImage) -> RenderedContract {
    let agency = agency();
    let (stamp, signature) = (Some(stamp), Some(signature));
    render(&RenderInput { order, agency: &agency, template, stamp, signature, created_at: created_at() })
        .expect("a contract")
}

/// A contract with small images, which are drawn faster than the real ones.
pub(crate) fn render_with(order: &Order, template: &str) -> RenderedContract {
    let disc = RgbaImage::from_fn(300, 300, |x, y| {
        let far = (f64::from(x) - 150.0).hypot(f64::from(y) - 150.0);
        if (120.0..150.0).contains(&far) { Rgba([40, 60, 170, 255]) } else { Rgba([0; 4]) }
    });
    let mut png = std::io::Cursor::new(Vec::new());
    disc.write_to(&mut png, image::ImageFormat::Png).expect("memory");
    let disc = prepare(png.get_ref()).expect("an image");
    render_from(order, template, &disc, &disc)
}

/// The filled demo order on the built-in template, with the fixture's stamp and signature.
pub(crate) fn make_contract() -> RenderedContract {
    render_from(&order(), template::CONTRACT, &stamp(), &signature())
}

/// The same, made once.
pub(crate) fn contract() -> &'static RenderedContract {
    static CONTRACT: LazyLock<RenderedContract> = LazyLock::new(make_contract);
    &CONTRACT
}

pub(crate) fn mark() -> StampBox {
    StampBox {
        signed_at: "2026-11-20T16:05:12Z".parse().expect("a time"),
        code: Some("481920".into()),
        phone: Phone::parse("+7 906 680-55-55").expect("a phone"),
        name: "Щербаков Иван Сергеевич".into(),
    }
}

pub(crate) fn protocol(contract: &RenderedContract) -> Protocol {
    let at = |second: &str| format!("2026-11-20T{second}Z").parse::<DateTime<Utc>>().expect("a time");
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let from = |at, what: &str| ProtocolEvent {
        at,
        what: what.into(),
        address: Some("203.0.113.24".into()),
        device: Some("Mozilla/5.0 (Linux; Android 15) Chrome/141 Mobile".into()),
    };
    let ours = |at, what: &str| ProtocolEvent { at, what: what.into(), address: None, device: None };
    let consent = |text: &str, second: &str| ProtocolConsent {
        text: text.into(),
        text_sha256: sha256(text.as_bytes()),
        given_at: at(second),
    };
    Protocol {
        signing_id: "01a1f900-1c3e-7d2a-8c11-9f2e6b7a5d10".into(),
        order_number: "6083-1234".into(),
        contract_number: "6083-1234".into(),
        title: "Договор № 6083-1234 о реализации туристского продукта".into(),
        original_pages: contract.pages,
        original_sha256: contract.sha256.clone(),
        original_bytes: contract.pdf.len() as u64,
        app_version: "0.1.0".into(),
        agency: ProtocolParty {
            lines: vec![
                line("Наименование", "ООО «Ромашка Тур»"),
                line("ИНН", "7707083893"),
                line("Подписант", "Генеральный директор Лебедева Анна Викторовна"),
            ],
        },
        customer: ProtocolParty {
            lines: vec![
                line("Ф. И. О.", "Щербаков Иван Сергеевич"),
                line("Паспорт РФ", "45 ** № ****56"),
                line("Телефон", "+79066805555"),
                line("E-mail", "ivan.shcherbakov@example.com"),
            ],
        },
        events: vec![
            ours(at("15:40:02"), "Документ передан на портал подписания"),
            ours(at("15:40:09"), "Письмо со ссылкой отправлено на e-mail заказчика"),
            from(at("15:58:31"), "Ссылка открыта"),
            from(at("16:03:50"), "Документ показан до последней страницы"),
            from(at("16:04:20"), "Заказчик поставил отметки и нажал «Продолжить»"),
            ours(at("16:04:21"), "СМС с кодом передано сервису"),
            from(at("16:05:12"), "Введён верный код, документ подписан"),
        ],
        sms: vec![ProtocolSms {
            service: "SMSC.ru".into(),
            message_id: Some("184467".into()),
            sent_at: at("16:04:21"),
            outcome: "принято сервисом".into(),
            masked_text:
                "Код ****** для подписания договора № 6083-1234 с ООО «Ромашка Тур» на 218 500 руб. Никому не \
                          сообщайте."
                    .into(),
        }],
        consents: vec![
            consent("Я согласен подписать договор простой электронной подписью: кодом из СМС.", "16:04:20"),
            consent("Я прочитал договор и все приложения.", "16:04:20"),
            consent("Я получил памятку с информацией о поездке.", "16:04:20"),
            consent("Я действую также от имени других туристов и имею на это полномочия.", "16:04:20"),
        ],
        chain_head: sha256(b"the last event"),
    }
}

pub(crate) fn sealed(contract: &RenderedContract) -> SealedContract {
    let input =
        SealInput { original: &contract.pdf, places: &contract.places, mark: &mark(), protocol: &protocol(contract) };
    seal(&input).expect("a sealed contract")
}
