//! Problems as a table: one change to the demo order, the one problem it brings.

use super::*;
use crate::changes::tests::full_order;
use crate::ids::PaymentDueId;
use crate::services::ServiceDetails as Details;
use crate::{CustomerKind, Money, PaymentDue, Visa};
use rstest::rstest;

fn today() -> NaiveDate {
    day("2026-11-20")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The demo order: it has no problems.
fn order() -> Order {
    let mut order = full_order();
    order.contract.docs_from_tourist_by = Some(day("2026-12-01"));
    order.price.schedule.clear();
    order.price.operator_schedule.clear();
    order
}

/// The demo order bought by an organisation.
fn company() -> Order {
    let mut order = order();
    order.customer.kind = CustomerKind::Organisation;
    let organisation = &mut order.customer.organisation;
    organisation.inn = "7707083893".into();
    organisation.kpp = "773601001".into();
    organisation.ogrn = "1027700132195".into();
    organisation.bik = "044525225".into();
    organisation.account = "40702810938000000001".into();
    organisation.correspondent_account = "30101810400000000225".into();
    organisation.signer_name = "Орлова Вера Павловна".into();
    organisation.signer_phone = "+7 906 111-22-33".into();
    organisation.signer_email = "orlova@firma.example".into();
    order
}

fn line(sum: i64, by: &str) -> PaymentDue {
    PaymentDue { id: PaymentDueId::new(), sum: Some(Money(sum)), by: by.parse().ok(), note: String::new() }
}

fn service(order: &mut Order, change: fn(&mut Details)) {
    order.services.iter_mut().for_each(|service| change(&mut service.details));
}

/// Problems as «level field reason», ids of records left out.
fn found(order: &Order) -> Vec<String> {
    let is_id = |part: &&str| part.len() == 36 && part.contains('-');
    validate(order, today())
        .into_iter()
        .map(|problem| {
            let path: Vec<&str> = problem.field.split('.').filter(|part| !is_id(part)).collect();
            let level = serde_json::to_value(problem.level).expect("a level");
            format!("{} {} {}", level.as_str().unwrap_or_default(), path.join("."), problem.reason)
        })
        .collect()
}

#[test]
fn right_orders_have_no_problems() {
    assert_eq!(found(&order()), [""; 0]);
    assert_eq!(found(&company()), [""; 0]);
}

#[rstest]
#[case::code(|o: &mut Order| o.customer.document.department_code = "770038".into(), "red customer.document.department_code", "770-001")]
#[case::passport(|o: &mut Order| o.customer.document.series = "450".into(), "red customer.document.number", "Паспорт РФ")]
#[case::issued_by(|o: &mut Order| o.customer.document.issued_by = "МВД".into(), "red customer.document.issued_by", "пяти")]
#[case::issued_tomorrow(|o: &mut Order| o.customer.document.issued_on = Some(day("2026-11-21")), "red customer.document.issued_on", "в будущем")]
#[case::issued_before_birth(|o: &mut Order| o.tourists[0].document.issued_on = Some(day("1980-01-01")), "red tourists.document.issued_on", "раньше рождения")]
#[case::expired(|o: &mut Order| o.customer.document.expires_on = Some(day("2026-11-19")), "red customer.document.expires_on", "недействителен")]
#[case::inn(|o: &mut Order| o.customer.inn = "500100732258".into(), "red customer.inn", "12 цифр")]
#[case::small_letters(|o: &mut Order| o.customer.first_name = "иван".into(), "warning customer.first_name", "с заглавной")]
#[case::large_letters(|o: &mut Order| o.customer.last_name = "ЩЕРБАКОВ".into(), "warning customer.last_name", "с заглавной")]
#[case::old(|o: &mut Order| o.tourists[0].birth_date = Some(day("1888-03-14")), "red tourists.birth_date", "год рождения")]
#[case::unborn(|o: &mut Order| o.tourists[2].birth_date = Some(day("2026-11-21")), "red tourists.birth_date", "в будущем")]
#[case::latin_small(|o: &mut Order| o.tourists[0].last_name_latin = "Shcherbakov".into(), "red tourists.last_name_latin", "заглавными")]
#[case::latin_other(|o: &mut Order| o.tourists[0].last_name_latin = "SCHERBAKOV".into(), "warning tourists.last_name_latin", "SHCHERBAKOV")]
#[case::visa(|o: &mut Order| { o.tourists[0].visa = Some(Visa::Present); o.tourists[0].visa_expires_on = Some(day("2027-06-21")); }, "red tourists.visa_expires_on", "до конца тура")]
#[case::tourist_phone(|o: &mut Order| o.tourists[0].phone = "12".into(), "red tourists.phone", "неверно")]
#[case::tourist_email(|o: &mut Order| o.tourists[0].email = "ivan@".into(), "red tourists.email", "неверно")]
#[case::few_days(|o: &mut Order| o.contract.docs_from_tourist_by = Some(day("2026-11-24")), "warning contract.docs_from_tourist_by", "трёх рабочих")]
#[case::confirm(|o: &mut Order| o.contract.confirm_by = Some(day("2026-11-19")), "warning contract.confirm_by", "раньше даты")]
#[case::given(|o: &mut Order| o.documents_given_on = Some(day("2026-11-21")), "red documents_given_on", "в будущем")]
#[case::checked(|o: &mut Order| o.customer.identity_checked.on = Some(day("2026-11-21")), "red customer.identity_checked.on", "в будущем")]
#[case::stay(|o: &mut Order| service(o, |d| if let Details::Accommodation(a) = d { a.check_in = Some(day("2027-06-12")); a.check_out = Some(day("2027-06-11")); }), "red services.check_out", "раньше заезда")]
#[case::policy(|o: &mut Order| service(o, |d| if let Details::Insurance(i) = d { i.from = Some(day("2027-06-12")); i.to = Some(day("2027-06-11")); }), "red services.to", "раньше")]
#[case::visa_papers(|o: &mut Order| service(o, |d| if let Details::Visa(v) = d { v.submit_by = Some(day("2027-06-12")); }), "red services.submit_by", "до начала")]
#[case::none_of_it(|o: &mut Order| service(o, |d| if let Details::Other(x) = d { x.quantity = Some(0); }), "red services.quantity", "больше нуля")]
#[case::schedule(|o: &mut Order| o.price.schedule = vec![line(10_000_000, "2026-12-01"), line(11_849_999, "2027-05-01")], "red price.schedule", "218\u{a0}499,99")]
#[case::schedule_line(|o: &mut Order| o.price.schedule = vec![line(0, "2026-12-01"), line(21_850_000, "2027-05-01")], "red price.schedule.sum", "больше нуля")]
#[case::schedule_late(|o: &mut Order| o.price.schedule = vec![line(21_850_000, "2027-06-13")], "red price.schedule.by", "позже начала")]
#[case::operator_schedule(|o: &mut Order| { o.price.operator_total = Some(Money(2)); o.price.operator_schedule = vec![line(1, "2026-12-01")]; }, "warning price.operator_schedule", "туроператору")]
#[case::discount(|o: &mut Order| o.price.discount = Some(Money(-1)), "red price.discount", "меньше нуля")]
#[case::commission(|o: &mut Order| o.price.commission = Some(Money(21_850_001)), "warning price.commission", "больше цены")]
#[case::currency(|o: &mut Order| o.price.currency = "евро".into(), "red price.currency", "EUR")]
#[case::rate(|o: &mut Order| o.price.rate = "98,45 ₽".into(), "red price.rate", "98,45")]
#[case::in_currency(|o: &mut Order| o.price.in_currency = "0,00".into(), "red price.in_currency", "число")]
#[case::operator_email(|o: &mut Order| o.operator.as_mut().expect("operator").email = "ivan@".into(), "red operator.email", "неверно")]
#[case::guarantee(|o: &mut Order| o.operator.as_mut().expect("operator").guarantees[0].to = Some(day("2026-08-31")), "red operator.guarantees.0.to", "раньше")]
fn a_wrong_value_is_named_with_its_reason(
    #[case] change: impl FnOnce(&mut Order),
    #[case] field: &str,
    #[case] reason: &str,
) {
    let mut order = order();
    change(&mut order);
    let found = found(&order);
    let [line] = found.as_slice() else { panic!("one problem expected at {field}, got {found:#?}") };
    assert!(line.starts_with(&format!("{field} ")) && line.contains(reason), "{line} is {field} … {reason}");
}

#[rstest]
#[case(|o: &mut Order| o.customer.organisation.inn = "7707083894".into(), "inn")]
#[case(|o: &mut Order| o.customer.organisation.kpp = "77360100".into(), "kpp")]
#[case(|o: &mut Order| o.customer.organisation.ogrn = "1027700132196".into(), "ogrn")]
#[case(|o: &mut Order| o.customer.organisation.account = "40702810938000000002".into(), "account")]
#[case(|o: &mut Order| o.customer.organisation.correspondent_account = "30101810400000000226".into(), "correspondent_account")]
#[case(|o: &mut Order| o.customer.organisation.signer_phone = "+7 495 123-45-67".into(), "signer_phone")]
#[case(|o: &mut Order| o.customer.organisation.signer_email = "a b@c.ru".into(), "signer_email")]
fn requisites_of_a_company_are_checked(#[case] change: impl FnOnce(&mut Order), #[case] field: &str) {
    let mut order = company();
    change(&mut order);
    let found = found(&order);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with(&format!("red customer.organisation.{field} ")), "{found:#?}");
}

#[test]
fn an_entrepreneur_has_numbers_of_a_person() {
    let mut order = company();
    order.customer.kind = CustomerKind::Entrepreneur;
    assert_eq!(found(&order).len(), 2, "ИНН and ОГРН of a company");
    order.customer.organisation.inn = "500100732259".into();
    order.customer.organisation.ogrn = "304500116000157".into();
    assert_eq!(found(&order), [""; 0]);
    order.customer.kind = CustomerKind::Person;
    order.customer.organisation.inn = "1".into();
    assert_eq!(found(&order), [""; 0], "requisites of another kind do not matter");
}
