//! Services that refuse, answer nonsense or are away.

use crate::harness::{Office, link, mail_settings, read_and_continue, sign};
use agency_app::wire::integration::{MailSettings, SmsOutcome};
use agency_app::wire::order::{OrderDetails, OrderRef};
use agency_core::ContractStatus;
use agency_simulator::{Close, Fault};
use chrono::TimeDelta;
use rstest::rstest;

fn smsc(change: impl FnOnce(&mut Fault)) -> Fault {
    let mut fault = Fault::at("smsc.ru", "send");
    change(&mut fault);
    fault
}

fn answer(body: &str, content_type: &str) -> Fault {
    smsc(|fault| {
        fault.body = Some(body.into());
        fault.content_type = Some(content_type.into());
    })
}

/// A refusal: nothing was sent, the tourist is told, and a new code works.
#[rstest]
#[case::forbidden(6, "запретил")]
#[case::no_money(3, "не хватает денег")]
#[case::login(2, "парол")]
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_sms_is_explained_and_the_next_one_signs(#[case] code: i32, #[case] words: &str) {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    let tourist = office.tourist();
    office.simulator.push_fault(smsc(|fault| fault.error_code = Some(code)));
    let page = read_and_continue(&tourist).await;
    assert!(!page.text().contains("ERROR"), "no inner words of the service: {}", page.text());

    office.until(id, "a refusal in the history", |details| details.timeline.iter().any(|row| row.failed)).await;
    let history = office.history().await;
    let row = &history.rows[0];
    assert_eq!((row.outcome, row.signed_at), (SmsOutcome::Rejected, None));
    assert!(row.explanation.to_lowercase().contains(words), "{}", row.explanation);
    assert!(row.answer.contains(&code.to_string()), "{}", row.answer);

    office.later(TimeDelta::seconds(61));
    let page = tourist.submit(&page, "/resend", "").await.expect("a new code");
    let code = tourist.code().await.expect("the code");
    tourist.submit(&page, "/code", &code).await.expect("signed");
    office.until_status(id, ContractStatus::Signed).await;
    let history = office.history().await;
    let signed: Vec<bool> = history.rows.iter().map(|row| row.signed_at.is_some()).collect();
    assert_eq!(signed, [true, false], "the date of signing is at the code that signed");
}

/// An answer nobody can read: the SMS may have gone, so it is not sent again by itself.
#[rstest]
#[case::html(answer("<html><body>502 Bad Gateway</body></html>", "text/html"))]
#[case::half(answer("{\"id\":1,\"cn", "application/json"))]
#[case::empty(answer("", "application/json"))]
#[case::reset(smsc(|fault| fault.close = Some(Close::BeforeAnswer)))]
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_outcome_is_never_repeated_by_itself(#[case] mut fault: Fault) {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    let tourist = office.tourist();
    fault.carry_out = true; // the service did send it; only its answer is lost
    office.simulator.push_fault(fault);
    let page = read_and_continue(&tourist).await;
    office.until(id, "an unknown outcome", |details| details.timeline.iter().any(|row| row.failed)).await;
    let history = office.history().await;
    assert_eq!(history.rows[0].outcome, SmsOutcome::Unknown);
    office.later(TimeDelta::minutes(3));
    assert_eq!(office.simulator.messages().len(), 1, "one SMS, and no other by itself");

    office.later(TimeDelta::minutes(-3));
    let code = tourist.code().await.expect("the SMS came all the same");
    tourist.submit(&page, "/code", &code).await.expect("its code signs");
    office.until_status(id, ContractStatus::Signed).await;
    assert_eq!(office.simulator.messages().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duplicate_refused_by_the_service_is_no_proof_of_nothing_sent() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    office.simulator.push_fault(smsc(|fault| fault.error_code = Some(9)));
    read_and_continue(&office.tourist()).await;
    office.until(id, "the answer", |details| details.timeline.iter().any(|row| row.failed)).await;
    let history = office.history().await;
    assert!(history.rows[0].explanation.contains("Первая копия могла быть принята"), "{}", history.rows[0].explanation);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_login_stops_the_letter_until_the_manager_helps() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    let port = office.simulator.smtp_addr.port();
    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "wrong")).await;
    office.send(id).await;
    let failed = office.until_status(id, ContractStatus::SendFailed).await;
    let signing = failed.signing.expect("a sending");
    assert!(signing.can_retry && signing.active);
    assert!(signing.problem.as_deref().is_some_and(|text| text.contains("парол")), "{:?}", signing.problem);
    assert_eq!(office.simulator.mails().len(), 0);

    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "demo")).await;
    office.call::<OrderDetails>("retry_signing", OrderRef { id }).await;
    office.until_status(id, ContractStatus::Sent).await;
    sign(&office.tourist()).await;
    office.until_status(id, ContractStatus::Signed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_address_is_told_and_another_sending_follows_a_revoke() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    let mut fault = Fault::at("smtp", "rcpt");
    fault.error_code = Some(550);
    office.simulator.push_fault(fault);
    office.send(id).await;
    let failed = office.until_status(id, ContractStatus::SendFailed).await;
    assert!(failed.signing.and_then(|signing| signing.problem).is_some_and(|text| text.contains("адрес")));
    let request = serde_json::json!({ "id": id, "reason": "Неверный адрес" });
    office.call::<OrderDetails>("revoke_signing", request).await;
    office.until_status(id, ContractStatus::Revoked).await;
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_that_is_down_for_an_hour_loses_nothing() {
    let mut office = Office::ready().await;
    let id = office.order().await.order.id;
    let mut fault = Fault::at("smtp", "connect");
    (fault.error_code, fault.times) = (Some(421), 3);
    office.simulator.push_fault(fault);
    office.send(id).await;
    for pause in [TimeDelta::seconds(31), TimeDelta::minutes(3), TimeDelta::minutes(11)] {
        let tries = office.get(id).await.timeline.len();
        office.until(id, "another try", |details| details.timeline.len() > tries || !details.timeline.is_empty()).await;
        office.later(pause);
        office.restart().await; // the worker looks at the clock when it starts
    }
    office.until_status(id, ContractStatus::Sent).await;
    assert_eq!(office.simulator.mails().len(), 1);
    sign(&office.tourist()).await;
    office.until_status(id, ContractStatus::Signed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_after_its_time_shows_no_contract() {
    let mut office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
    let tourist = office.tourist();
    let address = link(&tourist.letter("Подписание").await.expect("the letter"));
    office.later(TimeDelta::hours(73));
    office.restart().await;
    office.until_status(id, ContractStatus::Expired).await;
    assert!(tourist.open(&address).await.is_err(), "an expired link shows no contract");
    office.send(id).await;
    office.until_status(id, ContractStatus::Sent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_contract_that_could_not_be_mailed_is_mailed_on_a_click() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    let tourist = office.tourist();
    let page = read_and_continue(&tourist).await;
    let port = office.simulator.smtp_addr.port();
    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "wrong")).await;
    let code = tourist.code().await.expect("the code");
    tourist.submit(&page, "/code", &code).await.expect("signed");
    let details = office
        .until(id, "a problem", |details| details.signing.as_ref().is_some_and(|signing| signing.can_retry))
        .await;
    assert_eq!(details.order.contract.status, ContractStatus::Signed, "the letter does not undo the signature");
    office.call::<MailSettings>("save_mail_settings", mail_settings(port, "demo")).await;
    office.call::<OrderDetails>("retry_signing", OrderRef { id }).await;
    tourist.letter("успешно подписан").await.expect("the letter");
    office
        .until(id, "no problem", |details| details.signing.as_ref().is_some_and(|signing| signing.problem.is_none()))
        .await;
}
