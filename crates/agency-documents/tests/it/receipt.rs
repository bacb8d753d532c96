use crate::poppler::File;
use agency_core::finance::{Direction, Payment};
use agency_core::ids::PaymentId;
use agency_core::{Money, PaymentMethod};
use agency_documents::PreparedImage;
use agency_documents::receipt::{ReceiptInput, render};
use chrono::{DateTime, Utc};
use rstest::rstest;

fn receipt(method: PaymentMethod) -> Vec<u8> {
    let (order, agency) = (agency_testkit::order(), agency_testkit::agency());
    let created_at: DateTime<Utc> = "2026-11-20T09:00:00Z".parse().expect("a time");
    let payment = Payment {
        id: PaymentId::new(),
        order_id: order.id,
        direction: Direction::FromTourist,
        sum: Money(10_925_050),
        date: "2026-11-20".parse().expect("a date"),
        method,
        document: "№ 7 | 8 **".into(),
        note: String::new(),
        author: "Соколова Мария Андреевна".into(),
        created_at,
        receipt: None,
        cancelled: None,
    };
    let stamp = PreparedImage::from_png(agency_testkit::STAMP).expect("the stamp");
    let signature = PreparedImage::from_png(agency_testkit::SIGNATURE).expect("the signature");
    render(&ReceiptInput {
        number: 12,
        payment: &payment,
        order: &order,
        agency: &agency,
        stamp: Some(&stamp),
        signature: Some(&signature),
        created_at,
    })
    .expect("a receipt")
}

#[rstest]
#[case(PaymentMethod::Cash, "КВИТАНЦИЯ № 12 к приходному кассовому ордеру")]
#[case(PaymentMethod::Sbp, "КВИТАНЦИЯ № 12 об оплате")]
fn a_receipt_names_the_payment_in_figures_and_words(#[case] method: PaymentMethod, #[case] title: &str) {
    let pdf = receipt(method);
    let file = File::of(&pdf);
    file.check();
    let text = file.text();
    for part in [
        title,
        "от «20» ноября 2026 г.",
        "ООО «Ромашка Тур»",
        "ИНН 7707083893, КПП 773601001",
        "Щербаков Иван Сергеевич",
        "Оплата по договору № 6083-1234 от 20.11.2026 о реализации туристского продукта, заявка № 6083-1234",
        "109 250,50 ₽",
        "Сто девять тысяч двести пятьдесят рублей 50 копеек",
        "№ 7 | 8 **",
        "Соколова Мария Андреевна",
    ] {
        assert!(text.replace('\u{a0}', " ").contains(part), "{part} in {text}");
    }
    assert_eq!(agency_documents::pages::page_count(&pdf).ok(), Some(1));
}
