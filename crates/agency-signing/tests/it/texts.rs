//! Texts people get, and the terms they are made of.

use crate::fixture::*;
use agency_core::Money;
use agency_signing::consent::{agreement, agreement_sha256};
use agency_signing::sms_text::code_sms;
use agency_signing::{Terms, consents};
use proptest::prelude::*;
use rstest::rstest;

#[test]
fn the_sms_names_contract_agency_and_sum() {
    assert_eq!(
        code_sms(&terms(), "481920"),
        "Код 481920 для подписания договора № 6083-1234 с ООО «Ромашка Тур» на 218 500 руб. Никому не сообщайте."
    );
}

#[test]
fn a_long_name_of_the_agency_is_cut() {
    let mut terms = terms();
    terms.agency.name = "Общество с ограниченной ответственностью «Туристическая компания Ромашка»".into();
    let text = code_sms(&terms, "481920");
    assert!(text.encode_utf16().count() <= 134 && text.contains("с Общество с ограниченной"), "{text}");
    assert!(text.ends_with("… на 218 500 руб. Никому не сообщайте."), "{text}");
}

proptest! {
    #[test]
    fn the_sms_has_at_most_two_parts(
        name in "\\PC{1,200}", number in "[0-9A-ZА-Я-]{1,40}", kopecks in 0_i64..100_000_000_000
    ) {
        let mut terms = terms();
        terms.agency.name = name;
        terms.contract_number = number.clone();
        terms.total = Money(kopecks);
        let text = code_sms(&terms, "00481920");
        prop_assert!(text.encode_utf16().count() <= 134, "{}", text);
        prop_assert!(text.contains("00481920") && text.contains(&number));
    }
}

#[test]
fn the_ticks_say_what_is_signed_and_hide_the_phone() {
    let consents = consents(&terms());
    let read = &consents[1].text;
    assert!(read.contains("Щербакова Юлия Олеговна") && read.contains("218\u{a0}500\u{a0}₽"), "{read}");
    assert!(read.contains("(3\u{a0}страницы)") && read.contains("+790****567"), "{read}");
    assert!(consents.iter().all(|consent| !consent.text.contains("9001234567")));
}

#[test]
fn the_agreement_depends_on_the_parties() {
    let mut other = terms();
    other.customer.name = "Иванов Иван".into();
    assert_ne!(agreement_sha256(&terms()), agreement_sha256(&other));
    let text = agreement(&terms()).join("\n");
    assert!(text.contains("63-ФЗ") && text.contains("в тайне") && text.contains("на бумаге"));
}

#[rstest]
#[case(|_: &mut Terms| {}, None)]
#[case(|t: &mut Terms| t.contract_number = " ".into(), Some("contract_number"))]
#[case(|t: &mut Terms| t.customer.name = "И".repeat(201), Some("customer.name"))]
#[case(|t: &mut Terms| t.order_number = "1\r\nBcc: x@y.ru".into(), Some("order_number"))]
#[case(|t: &mut Terms| t.document.sha256 = "BA".repeat(32), Some("document.sha256"))]
#[case(|t: &mut Terms| t.document.pages = 0, Some("document.pages"))]
#[case(|t: &mut Terms| t.link_hours = 721, Some("link_hours"))]
#[case(|t: &mut Terms| t.total = Money(-1), Some("total"))]
fn impossible_terms_are_refused(#[case] change: fn(&mut Terms), #[case] field: Option<&str>) {
    let mut terms = terms();
    change(&mut terms);
    assert_eq!(terms.check().err().map(|error| error.field), field);
}
