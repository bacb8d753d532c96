//! The check as a table: one change to the demo order, the rows it brings.

use super::{CheckLevel, check, check_agency};
use crate::services::{Accommodation, Excursions, Insurance, ServiceDetails as Details, Transfer};
use crate::{Agency, DocumentKind, LegalForm, Money, Order, Service, ServiceKind, Tourist, ids::ServiceId};
use chrono::{DateTime, NaiveDate, Utc};
use rstest::rstest;

fn order() -> Order {
    serde_json::from_str(include_str!("../../../../tests/fixtures/orders/6083-1234.json")).expect("the demo order")
}

fn agency() -> Agency {
    serde_json::from_str(include_str!("../../../../tests/fixtures/agency.json")).expect("the demo agency")
}

fn now() -> DateTime<Utc> {
    "2026-11-20T09:00:00Z".parse().expect("a time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn service(details: Details) -> Service {
    Service { id: ServiceId::new(), details }
}

/// The demo order with every gap of the guide's example filled.
fn complete() -> Order {
    let mut order = order();
    let (start, end) = (order.tour.start, order.tour.end);
    order.contract.docs_from_tourist_by = Some(day("2026-12-01"));
    order.services.extend([
        service(Details::Accommodation(Accommodation {
            hotel: "Rixos Sungate".into(),
            address: "Бельдиби, Кемер".into(),
            category: "5*".into(),
            check_in: start,
            check_out: end,
            room: "Family Room".into(),
            occupancy: "2 взр. + 1 реб.".into(),
            meal: "UAI".into(),
        })),
        service(Details::Transfer(Transfer {
            mode: "групповой".into(),
            route: "Аэропорт — отель — аэропорт".into(),
            date: start,
        })),
        service(Details::Insurance(Insurance {
            subject: "медицинское".into(),
            insurer: "АО «Страховщик Пример»".into(),
            policy_number: "ВЗР-1".into(),
            policy_date: Some(day("2026-11-20")),
            coverage: "50 000 USD".into(),
            territory: "Турция".into(),
            from: start,
            to: end,
            ..Default::default()
        })),
        service(Details::Excursions(Excursions {
            program: "Обзорная по Анталье".into(),
            date: start,
            duration: "4 часа".into(),
            language: "русский".into(),
            with_guide: true,
        })),
    ]);
    order
}

/// Label, place and level of every row.
fn rows(order: &Order) -> Vec<(CheckLevel, String, String)> {
    check(order, &agency(), now()).into_iter().map(|row| (row.level, row.label, row.place)).collect()
}

#[test]
fn the_example_of_the_guide_is_reproduced_row_for_row() {
    let tour = "Блок \"Детали тура\"";
    let orange = |label: &str| (CheckLevel::Orange, label.to_owned(), tour.to_owned());
    let mut order = order();
    let services = [
        orange("Экскурсионная программа"),
        orange("Страхование"),
        orange("Услуги по перевозке в стране временного пребывания"),
        orange("Средство размещения"),
    ];
    let mut expected = vec![(
        CheckLevel::Red,
        "Срок предоставления документов от туриста".to_owned(),
        "Блок \"Данные договора\"".to_owned(),
    )];
    expected.extend(services.clone());
    assert_eq!(rows(&order), expected);

    order.contract.docs_from_tourist_by = Some(day("2026-12-01"));
    assert_eq!(rows(&order), services, "the red row is gone at once, the orange ones stay");
}

#[test]
fn a_complete_order_has_no_rows() {
    assert_eq!(rows(&complete()), []);
}

#[test]
fn the_check_does_not_depend_on_when_it_runs_within_a_day() {
    let evening: DateTime<Utc> = "2026-11-20T20:59:59Z".parse().expect("a time");
    assert_eq!(check(&order(), &agency(), now()), check(&order(), &agency(), evening));
}

fn tourist(order: &mut Order, change: impl FnOnce(&mut Tourist)) {
    change(order.tourists.first_mut().expect("a tourist"));
}

/// A change to the complete order and the one row it brings: level, end of the anchor, words of the reason.
#[rstest]
#[case::number(|o: &mut Order| o.contract.number = " ".into(), "red contract.number Поле не заполнено")]
#[case::late_contract(|o: &mut Order| o.contract.date = Some(day("2026-11-21")), "warning contract.date в будущем")]
#[case::city(|o: &mut Order| o.contract.city.clear(), "red contract.city Поле не заполнено")]
#[case::docs_too_late(|o: &mut Order| o.contract.docs_from_tourist_by = o.tour.start, "red contract.docs_from_tourist_by до начала тура")]
#[case::docs_before_contract(|o: &mut Order| o.contract.docs_from_tourist_by = Some(day("2026-11-01")), "red contract.docs_from_tourist_by раньше даты договора")]
#[case::tickets_too_late(|o: &mut Order| o.contract.docs_to_tourist_by = o.tour.start.and_then(|d| d.and_hms_opt(0, 0, 0)), "red contract.docs_to_tourist_by 24 часа")]
#[case::name(|o: &mut Order| o.customer.last_name = "Щербаков1".into(), "red customer.last_name посторонние знаки")]
#[case::young(|o: &mut Order| { o.customer.birth_date = Some(day("2009-01-01")); o.customer.document.issued_on = Some(day("2023-02-01")); }, "red customer.birth_date меньше 18 лет")]
#[case::landline(|o: &mut Order| o.customer.phone = "+7 495 123-45-67".into(), "red customer.phone мобильный номер")]
#[case::email(|o: &mut Order| o.customer.email = "ivan@".into(), "red customer.email написан неверно")]
#[case::living(|o: &mut Order| { o.customer.lives_at_registration = false; o.customer.actual_address.clear(); }, "red customer.actual_address Поле не заполнено")]
#[case::latin(|o: &mut Order| tourist(o, |t| t.last_name_latin = "Щербаков".into()), "red last_name_latin латинскими")]
#[case::passport_kind(|o: &mut Order| tourist(o, |t| { t.document.kind = DocumentKind::RussianPassport; t.document.series = "45 08".into(); t.document.number = "123456".into(); }), "red document.kind загранпаспорт")]
#[case::passport_ends(|o: &mut Order| { let end = o.tour.end; tourist(o, |t| t.document.expires_on = end); }, "red document.expires_on до конца тура")]
#[case::passport_soon(|o: &mut Order| { let end = o.tour.end.expect("an end") + chrono::Days::new(1); tourist(o, |t| t.document.expires_on = Some(end)); }, "warning document.expires_on 6 месяцев")]
#[case::no_country(|o: &mut Order| { o.tour.countries.clear(); }, "red tour.countries Поле не заполнено")]
#[case::zero_price(|o: &mut Order| { o.price.total = Some(Money(0)); o.price.prepayment = None; }, "red price.total больше нуля")]
#[case::big_prepayment(|o: &mut Order| o.price.prepayment = Some(Money(1_000_000_000)), "red price.prepayment не больше общей цены")]
#[case::late_payment(|o: &mut Order| o.price.final_by = o.tour.end, "red price.final_by позже начала тура")]
#[case::no_operator(|o: &mut Order| o.operator = None, "red operator не выбран")]
#[case::not_outbound(|o: &mut Order| o.operator.as_mut().expect("operator").scope.clear(), "red operator.scope выездной")]
#[case::no_guarantee(|o: &mut Order| o.operator.as_mut().expect("operator").guarantees.clear(), "red operator.guarantees Нет действующего")]
#[case::partly(|o: &mut Order| o.services.iter_mut().for_each(|s| if let Details::Accommodation(a) = &mut s.details { a.meal.clear(); a.room.clear(); }), "orange services.accommodation категория номера, питание")]
fn a_change_brings_its_row(#[case] change: impl FnOnce(&mut Order), #[case] expected: &str) {
    let mut order = complete();
    change(&mut order);
    let rows = check(&order, &agency(), now());
    let [row] = rows.as_slice() else { panic!("one row expected for {expected}, got {rows:#?}") };
    let (level, rest) = expected.split_once(' ').expect("a level");
    let (anchor, reason) = rest.split_once(' ').expect("an anchor");
    assert_eq!(serde_json::to_value(row.level).expect("a level"), level);
    assert!(row.anchor.ends_with(anchor), "{} opens {anchor}", row.anchor);
    assert!(row.reason.contains(reason), "{:?} says {reason:?}", row.reason);
}

#[rstest]
#[case::day_before_contract("2026-11-19", Some("Нет действующего"))]
#[case::day_before_tour_end("2027-06-21", Some("заканчивается до конца тура"))]
#[case::whole_tour("2027-06-22", None)]
fn a_guarantee_is_watched_by_its_last_day(#[case] last: &str, #[case] reason: Option<&str>) {
    let mut order = complete();
    order.tour.end = Some(day("2027-06-22"));
    let operator = order.operator.as_mut().expect("operator");
    operator.guarantees.truncate(1);
    operator.guarantees[0].to = Some(day(last));
    let rows = check(&order, &agency(), now());
    match reason {
        None => assert_eq!(rows, []),
        Some(reason) => assert!(rows.iter().any(|row| row.reason.contains(reason)), "{rows:#?}"),
    }
}

#[rstest]
#[case::before_twenty("2007-02-01", "2021-03-01", None)]
#[case::ninety_days_over("2006-08-01", "2022-01-10", Some(CheckLevel::Red))]
#[case::inside_ninety_days("2006-10-01", "2022-01-10", Some(CheckLevel::Warning))]
#[case::changed_at_forty_five("1981-01-01", "2026-02-01", None)]
#[case::not_changed_at_forty_five("1981-01-01", "2001-02-01", Some(CheckLevel::Red))]
#[case::before_fourteen("1990-05-05", "2003-05-05", Some(CheckLevel::Red))]
fn a_russian_passport_is_replaced_at_20_and_45(
    #[case] birth: &str,
    #[case] issued: &str,
    #[case] level: Option<CheckLevel>,
) {
    let mut order = complete();
    order.customer.birth_date = Some(day(birth));
    order.customer.document.issued_on = Some(day(issued));
    let rows = check(&order, &agency(), now());
    let found = rows.iter().find(|row| row.anchor == "customer.document.issued_on").map(|row| row.level);
    assert_eq!(found, level);
}

#[test]
fn a_service_marked_not_included_has_no_row() {
    let mut order = complete();
    order.services.retain(|service| service.kind() != ServiceKind::Excursions);
    order.services_not_included.insert(ServiceKind::Excursions);
    assert_eq!(rows(&order), []);
}

#[test]
fn a_package_without_a_stay_is_no_tour_product() {
    let mut order = complete();
    order.services.retain(|service| service.kind() != ServiceKind::Accommodation);
    order.services_not_included.insert(ServiceKind::Accommodation);
    let rows = check(&order, &agency(), now());
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].level, rows[0].anchor.as_str()), (CheckLevel::Warning, "contract.kind"));
}

#[test]
fn a_child_without_an_adult_of_the_family_is_noticed() {
    let mut order = complete();
    for tourist in &mut order.tourists {
        if tourist.birth_date.is_some_and(|birth| birth > day("2010-01-01")) {
            tourist.last_name = "Приходько".into();
        }
    }
    let rows = check(&order, &agency(), now());
    assert!(rows.iter().any(|row| row.label.contains("согласие родителей")), "{rows:#?}");
}

#[test]
fn requisites_of_an_organisation_and_of_an_entrepreneur_differ() {
    assert_eq!(check_agency(&agency()), []);
    let entrepreneur = Agency {
        form: LegalForm::Entrepreneur,
        inn: "500100732259".into(),
        kpp: String::new(),
        ogrn: "304500116000157".into(),
        signer_basis: String::new(),
        signer_position: String::new(),
        ..agency()
    };
    assert_eq!(check_agency(&entrepreneur), []);
    let anchors: Vec<String> = check_agency(&Agency { form: LegalForm::Organisation, ..entrepreneur })
        .into_iter()
        .map(|row| row.anchor)
        .collect();
    assert_eq!(anchors, ["agency.inn", "agency.kpp", "agency.ogrn", "agency.signer_position", "agency.signer_basis"]);
}

#[test]
fn an_account_of_another_bank_is_refused() {
    let agency = Agency { account: "40702810938000000002".into(), ..agency() };
    let rows = check_agency(&agency);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].reason.contains("не подходит к БИК"));
}
