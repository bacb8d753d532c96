//! From «Отправить ссылку» to the signed file, as both sides see it.

use crate::harness::{Office, link, read_and_continue, sign};
use agency_app::Code;
use agency_app::wire::contract::{BlockPlace, SigningDialog};
use agency_app::wire::event::AppEvent;
use agency_app::wire::integration::SmsOutcome;
use agency_app::wire::order::{FileContents, FileRef, OrderDetails, OrderRef, SaveOrder};
use agency_core::{ContractStatus, dates};
use agency_dev::tourist::text;
use agency_documents::seal;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rstest::rstest;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_is_signed_and_everybody_has_it() {
    let office = Office::ready().await;
    let mut events = office.app.events();
    let id = office.order().await.order.id;
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
    let tourist = office.tourist();
    let page = sign(&tourist).await;
    let copy = tourist.download(&page, ".pdf").await.expect("the signed file");

    let details = office.until_status(id, ContractStatus::Signed).await;
    let [file] = details.files.as_slice() else { panic!("one file: {:?}", details.files) };
    let signed_at = office.history().await.rows[0].signed_at.expect("a date of signing");
    assert_eq!(file.name, format!("Договор 6083-1234 от {}.pdf", dates::file_name_minute(signed_at)));
    assert_eq!(file.kind, "Документ туриста");
    let contents: FileContents = office.call("read_file", FileRef { id: file.id }).await;
    let pdf = BASE64_STANDARD.decode(contents.base64).expect("Base64");
    assert_eq!(pdf, copy, "the tourist and the agency have the same file");
    seal::verify(&pdf).expect("the file verifies");

    let history = office.history().await;
    let [sms] = history.rows.as_slice() else { panic!("one SMS: {:?}", history.rows) };
    assert_eq!((sms.outcome, sms.order_number.as_str()), (SmsOutcome::Accepted, "6083-1234"));
    assert!(sms.signed_at.is_some_and(|at| at >= sms.sent_at));
    assert!(sms.request.contains("******") && sms.request.contains("***"), "{}", sms.request);
    assert!(sms.answer.contains("cnt"), "{}", sms.answer);

    let letter =
        tourist.letter("Электронный договор по заявке № 6083-1234 успешно подписан").await.expect("the letter");
    assert_eq!(letter["attachments"][0]["name"], "Договор 6083-1234.pdf");
    assert_eq!(letter["attachments"][0]["size"], pdf.len());

    let notified = std::iter::from_fn(|| events.try_recv().ok())
        .filter(|event| matches!(event, AppEvent::ContractSigned { order_number, .. } if order_number == "6083-1234"))
        .count();
    assert_eq!(notified, 1, "the desktop says it once");
}

#[rstest]
#[case::unisender("unisender", "TurAgent", true)]
#[case::semysms("semysms", "active", true)]
#[case::targetsms("targetsms", "TurAgent", false)]
#[case::smsru("smsru", "TurAgent", true)]
#[case::stream_telecom("stream_telecom", "TurAgent", false)]
#[case::smsint("smsint", "TurAgent", true)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contract_is_signed_by_a_code_of_any_service(
    #[case] service: &str,
    #[case] sender: &str,
    #[case] by_token: bool,
) {
    let office = Office::ready().await;
    let (password, token) = if by_token { (None, Some("demo")) } else { (Some("demo"), None) };
    let account =
        json!({ "service": service, "login": "demo", "sender": sender, "password": password, "token": token });
    office.call::<Value>("save_sms_settings", account).await;
    let id = office.order().await.order.id;
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
    sign(&office.tourist()).await;
    office.until_status(id, ContractStatus::Signed).await;
    let history = office.history().await;
    assert_eq!(history.rows[0].outcome, SmsOutcome::Accepted);
    assert!(history.rows[0].request.contains("******"), "{}", history.rows[0].request);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_click_sends_nothing_and_says_why() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    let (first, second) = tokio::join!(
        office.try_call::<OrderDetails>("send_for_signing", OrderRef { id }),
        office.try_call::<OrderDetails>("send_for_signing", OrderRef { id }),
    );
    let refused = match (first, second) {
        (Ok(_), Err(error)) | (Err(error), Ok(_)) => error,
        other => panic!("one of the two is refused: {:?}", (other.0.is_ok(), other.1.is_ok())),
    };
    assert_eq!(refused.code, Code::AlreadySent);
    sign(&office.tourist()).await;
    office.until_status(id, ContractStatus::Signed).await;
    let invitations = office.simulator.mails().iter().filter(|mail| mail.subject.starts_with("Подписание")).count();
    assert_eq!(invitations, 1);
    let again = office.try_call::<OrderDetails>("send_for_signing", OrderRef { id }).await.map(drop);
    assert_eq!(again.expect_err("it is signed").code, Code::ContractSigned);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ready_is_listed_with_its_place() {
    let office = Office::ready().await;
    let details = office.order().await;
    let id = details.order.id;
    let dialog: SigningDialog = office.call("get_signing_dialog", OrderRef { id }).await;
    assert_eq!(dialog.blocks, []);
    assert_eq!(dialog.name, details.order.customer.full_name());

    let mut order = details.order;
    order.contract.docs_from_tourist_by = None;
    order.customer.phone = "8 (495) 123-45-67".into();
    office.call::<OrderDetails>("save_order", SaveOrder { order, version: details.version }).await;
    office.call::<Value>("remove_image", json!({ "which": "signature" })).await;
    office
        .call::<Value>(
            "save_sms_settings",
            json!({ "service": "smsc", "login": "", "sender": "", "password": "", "token": null }),
        )
        .await;
    let dialog: SigningDialog = office.call("get_signing_dialog", OrderRef { id }).await;
    let places: Vec<BlockPlace> = dialog.blocks.iter().map(|block| block.place).collect();
    assert_eq!(places, [BlockPlace::Check, BlockPlace::Agency, BlockPlace::Sms]);
    assert!(dialog.blocks[0].text.contains("2 обязательных поля"), "{}", dialog.blocks[0].text);
    let refused = office.try_call::<OrderDetails>("send_for_signing", OrderRef { id }).await.map(drop);
    let refused = refused.expect_err("not ready");
    assert_eq!((refused.code, refused.details.len()), (Code::NotReady, 3));
    assert_eq!(office.simulator.mails().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_after_sending_changes_neither_link_nor_signed_file() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    let before = office.until_status(id, ContractStatus::Sent).await;
    assert!(!before.signing.as_ref().expect("a sending").order_changed);
    let mut order = before.order.clone();
    order.tour.resorts = "Мармарис".into();
    let changed: OrderDetails = office.call("save_order", SaveOrder { order, version: before.version }).await;
    assert!(changed.signing.expect("a sending").order_changed, "the manager is told");

    sign(&office.tourist()).await;
    let signed = office.until_status(id, ContractStatus::Signed).await;
    assert_eq!(signed.order.tour.resorts, "Мармарис", "the order keeps the change");
    let contents: FileContents = office.call("read_file", FileRef { id: signed.files[0].id }).await;
    let pdf = BASE64_STANDARD.decode(contents.base64).expect("Base64");
    let report = seal::verify(&pdf).expect("the file verifies");
    let frozen = office.simulator.mails();
    assert!(!frozen.is_empty() && !report.original_sha256.is_empty());
    let mut order = signed.order;
    order.customer.first_name = "Другое".into();
    office.call::<OrderDetails>("save_order", SaveOrder { order, version: signed.version }).await;
    let again: FileContents = office.call("read_file", FileRef { id: signed.files[0].id }).await;
    assert_eq!(BASE64_STANDARD.decode(again.base64).expect("Base64"), pdf, "the signed file never changes");
    assert_eq!(office.get(id).await.order.contract.status, ContractStatus::Signed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_cannot_set_signed_by_hand() {
    let office = Office::ready().await;
    let details = office.order().await;
    let mut order = details.order;
    order.contract.status = ContractStatus::Signed;
    let saved: OrderDetails = office.call("save_order", SaveOrder { order, version: details.version }).await;
    assert_eq!(saved.order.contract.status, ContractStatus::Draft);
    let mut order = saved.order;
    order.contract.status = ContractStatus::SignedOnPaper;
    let saved: OrderDetails = office.call("save_order", SaveOrder { order, version: saved.version }).await;
    assert_eq!(saved.order.contract.status, ContractStatus::SignedOnPaper, "on paper it may");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_link_is_dead_and_the_next_one_works() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
    let tourist = office.tourist();
    let first = link(&tourist.letter("Подписание").await.expect("the letter"));
    let silent = office.try_call::<OrderDetails>("revoke_signing", json!({ "id": id, "reason": "  " })).await.map(drop);
    assert_eq!(silent.expect_err("a reason is needed").code, Code::Invalid);
    office.call::<OrderDetails>("revoke_signing", json!({ "id": id, "reason": "Изменилась цена" })).await;
    office.until_status(id, ContractStatus::Revoked).await;
    assert!(tourist.open(&first).await.is_err(), "a revoked link shows no contract");

    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
    office.simulator.mails().iter().rev().find(|mail| !mail.text.contains(&first)).expect("another link");
    sign(&tourist).await;
    office.until_status(id, ContractStatus::Signed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_orders_are_signed_side_by_side() {
    let office = Office::ready().await;
    let first = office.order().await;
    let mut second = add_second(&office).await;
    office.send(first.order.id).await;
    sign(&office.tourist()).await;
    office.until_status(first.order.id, ContractStatus::Signed).await;
    office.send(second.order.id).await;
    let tourist = office.tourist();
    let letter = tourist.letter("№ 6083-1235").await.expect("the second letter");
    assert!(text(&letter, "text").contains("6083-1235"));
    second = office.until_status(second.order.id, ContractStatus::Sent).await;
    assert_eq!(second.files.len(), 0);
}

async fn add_second(office: &Office) -> OrderDetails {
    let created: OrderDetails = office.call("create_order", json!({})).await;
    let mut order = agency_testkit::filled(agency_testkit::order());
    order.id = created.order.id;
    order.number = "6083-1235".into();
    order.contract.number = "6083-1235".into();
    let saved: OrderDetails = office.call("save_order", SaveOrder { order, version: created.version }).await;
    let taken = add_number(office, "6083-1235").await;
    assert_eq!(taken, Code::NumberTaken);
    saved
}

async fn add_number(office: &Office, number: &str) -> Code {
    let created: OrderDetails = office.call("create_order", json!({})).await;
    let mut order = created.order;
    order.number = number.into();
    let request = SaveOrder { order, version: created.version };
    office.try_call::<OrderDetails>("save_order", request).await.map(drop).expect_err("taken").code
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_in_the_middle_keeps_the_link_and_the_count_of_tries() {
    let mut office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    let tourist = office.tourist();
    let mut page = read_and_continue(&tourist).await;
    let code = tourist.code().await.expect("a code");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..2 {
        page = tourist.submit(&page, "/code", wrong).await.expect("the page of the code");
    }
    office.restart().await;
    for _ in 0..3 {
        page = tourist.submit(&page, "/code", wrong).await.expect("the page of the code");
    }
    assert!(tourist.submit(&page, "/code", &code).await.is_err(), "five tries are used up: the right code is dead too");
    let details = office.get(id).await;
    assert_ne!(details.order.contract.status, ContractStatus::Signed);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_portal_would_refuse_is_told_before_anything_is_frozen() {
    let office = Office::ready().await;
    let details = office.order().await;
    let id = details.order.id;
    let mut order = details.order;
    order.tour.resorts = "Кемер, ".repeat(60);
    office.call::<OrderDetails>("save_order", SaveOrder { order, version: details.version }).await;
    let refused = office.try_call::<OrderDetails>("send_for_signing", OrderRef { id }).await.map(drop);
    let refused = refused.expect_err("too long");
    assert_eq!(refused.code, Code::NotReady);
    assert_eq!(refused.details, ["Город, курорт: слишком длинный текст."]);
    assert!(office.get(id).await.signing.is_none(), "nothing was frozen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_set_by_hand_does_not_touch_a_contract_on_its_way() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    let mut fault = agency_simulator::Fault::at("smtp", "connect");
    (fault.error_code, fault.times) = (Some(421), 100);
    office.simulator.push_fault(fault);
    let sent = office.send(id).await;
    let mut order = sent.order;
    order.contract.status = ContractStatus::SignedOnPaper;
    let saved: OrderDetails = office.call("save_order", SaveOrder { order, version: sent.version }).await;
    assert_eq!(saved.order.contract.status, ContractStatus::Prepared);
}
