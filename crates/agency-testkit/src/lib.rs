//! The demo agency and its order, as tests and the demo use them.

use agency_core::ids::ServiceId;
use agency_core::services::{Accommodation, Excursions, Insurance, ServiceDetails, Transfer};
use agency_core::{Agency, Order, Service};
use chrono::Days;

/// Stamp of the demo agency, PNG.
pub const STAMP: &[u8] = include_bytes!("../../../tests/fixtures/stamp.png");
/// Signature of the demo agency, PNG.
pub const SIGNATURE: &[u8] = include_bytes!("../../../tests/fixtures/signature.png");

/// The demo agency.
///
/// # Panics
/// When the fixture is not an agency.
pub fn agency() -> Agency {
    serde_json::from_str(include_str!("../../../tests/fixtures/agency.json")).expect("the demo agency")
}

/// Order 6083-1234 with the gaps of the guide's example.
///
/// # Panics
/// When the fixture is not an order.
pub fn order() -> Order {
    serde_json::from_str(include_str!("../../../tests/fixtures/orders/6083-1234.json")).expect("the demo order")
}

/// Fills the gaps of the guide's example: a date and four services.
pub fn filled(mut order: Order) -> Order {
    let (start, end) = (order.tour.start, order.tour.end);
    order.contract.docs_from_tourist_by = order.contract.date.map(|date| date + Days::new(10));
    let services = [
        ServiceDetails::Accommodation(Accommodation {
            hotel: "Rixos Sungate".into(),
            address: "Бельдиби, Кемер".into(),
            category: "5*".into(),
            check_in: start,
            check_out: end,
            room: "Family Room".into(),
            occupancy: "2 взрослых и ребёнок".into(),
            meal: "Ультра всё включено (UAI)".into(),
        }),
        ServiceDetails::Transfer(Transfer {
            mode: "групповой".into(),
            route: "Аэропорт — отель — аэропорт".into(),
            date: start,
        }),
        ServiceDetails::Insurance(Insurance {
            subject: "медицинское".into(),
            insurer: "АО «Страховщик Пример»".into(),
            policy_number: "ВЗР-2027-001".into(),
            policy_date: order.contract.date,
            coverage: "50 000 USD".into(),
            territory: "Турция".into(),
            from: start,
            to: end,
            ..Default::default()
        }),
        ServiceDetails::Excursions(Excursions {
            program: "Обзорная экскурсия по Анталье".into(),
            date: start.map(|start| start + Days::new(2)),
            duration: "4 часа".into(),
            language: "русский".into(),
            with_guide: true,
        }),
    ];
    order.services.extend(services.map(|details| Service { id: ServiceId::new(), details }));
    order
}
