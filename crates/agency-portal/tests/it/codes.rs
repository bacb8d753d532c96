//! What can go wrong between the SMS and the field.

use crate::harness::*;
use agency_messaging::{RejectKind, SendOutcome};
use agency_signing::Status;
use axum::http::StatusCode;
use rstest::rstest;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn five_wrong_codes_kill_the_code_and_a_new_one_helps() {
    let world = World::with_code().await;
    let (right, wrong) = (world.code(), world.wrong_code());
    for left in ["4 попытки", "3 попытки", "2 попытки", "1 попытка"] {
        assert!(world.enter(&wrong).await.location().ends_with("/code"));
        world.get("/code").await.says("Код не подошёл").says(&format!("Осталось: {left}"));
    }
    world.enter(&wrong).await;
    world.get("/code").await.says("Попытки для этого кода закончились").says_not("name=\"code\"");
    world.enter(&right).await;
    assert_eq!(world.view().await.status, Status::CodeSent, "even the right code comes too late");
    world.wait(60);
    world.post("/resend", "").await;
    world.run().await;
    world.enter(&world.code()).await;
    world.run().await;
    assert_eq!(world.view().await.status, Status::Signed);
}

#[tokio::test]
async fn counters_survive_a_restart() {
    let mut world = World::with_code().await;
    let wrong = world.wrong_code();
    for _ in 0..3 {
        world.enter(&wrong).await;
    }
    world.restart().await;
    world.get("/code").await.says("Осталось: 2 попытки").says("Новый код можно запросить в 11:14:40");
    for _ in 0..2 {
        world.enter(&wrong).await;
    }
    world.restart().await;
    world.get("/code").await.says("Попытки для этого кода закончились");
    assert_eq!(world.sms_count(), 1);
}

#[tokio::test]
async fn fifteen_wrong_codes_lock_the_link_for_a_day() {
    let mut world = World::with_code().await;
    for round in 0..3 {
        let wrong = world.wrong_code();
        for _ in 0..5 {
            world.enter(&wrong).await;
        }
        if round < 2 {
            world.wait(300);
            world.post("/resend", "").await;
            world.run().await;
        }
    }
    world.restart().await;
    let page = world.get("/code").await;
    page.says("Слишком много неверных кодов").says("07.03.2025").says_not("name=\"code\"").says_not("resend");
    world.wait(3600);
    world.post("/resend", "").await;
    assert_eq!(world.run().await, 0);
    assert_eq!(world.sms_count(), 3);
    assert!(world.kinds().await.contains(&"code.locked"));
}

#[tokio::test]
async fn an_expired_code_is_said_to_be_expired() {
    let world = World::with_code().await;
    world.wait(300);
    world.get("/code").await.says("Срок кода истёк").says_not("name=\"code\"").says("Отправить новый код");
    assert!(world.enter(&world.code()).await.location().ends_with("/code"));
    assert_eq!(world.view().await.status, Status::CodeSent);
}

#[rstest]
#[case("12345")]
#[case("abc")]
#[case("")]
#[case("%F0%9F%98%80")]
#[tokio::test]
async fn what_is_not_a_code_costs_no_try(#[case] typed: &str) {
    let world = World::with_code().await;
    let answer = world.enter(typed).await;
    assert!(answer.location().ends_with("/code?problem=format"), "{}", answer.location());
    world.get("/code?problem=format").await.says("Это не код").says("Осталось: 5 попыток");
}

#[tokio::test]
async fn codes_are_read_as_people_type_them() {
    let world = World::with_code().await;
    let code = world.code();
    assert!(world.enter(&format!(" {} {}", &code[..3], &code[3..])).await.location().ends_with("/done"));
}

#[tokio::test]
async fn another_code_before_the_pause_is_not_sent() {
    let world = World::with_code().await;
    world.wait(59);
    assert!(world.post("/resend", "").await.location().ends_with("/code"));
    assert_eq!(world.run().await, 0);
    world.get("/code").await.says("Новый код можно запросить в 11:14:40 МСК");
    world.wait(1);
    world.post("/resend", "").await;
    world.run().await;
    assert_eq!(world.sms_count(), 2);
}

#[tokio::test]
async fn the_sixth_code_of_a_day_is_not_sent() {
    let world = World::with_code().await;
    for _ in 0..6 {
        world.wait(300);
        world.post("/resend", "").await;
        world.run().await;
    }
    assert_eq!(world.sms_count(), 5);
    world.wait(300);
    let page = world.get("/code").await;
    page.says("Новый код пока запросить нельзя").says("07.03.2025 11:13 МСК").says_not("id=\"resend\"");
}

#[rstest]
#[case::error_6(RejectKind::Forbidden, "сообщение запрещено (по тексту или имени отправителя)")]
#[case::login(RejectKind::Credentials, "неверный логин или пароль")]
#[case::money(RejectKind::Money, "недостаточно средств")]
#[tokio::test]
async fn a_refused_sms_is_told_without_the_agencys_troubles(#[case] kind: RejectKind, #[case] message: &str) {
    let world = World::read().await;
    world.delivery.sms.outcomes.lock().expect("a lock").push_back(SendOutcome::Rejected {
        code: "6".into(),
        kind,
        message: message.into(),
        advice: "Проверьте текст.".into(),
        id: None,
    });
    world.tick().await;
    world.run().await;
    let page = world.get("/code").await;
    page.says("СМС не отправлено").says("позвоните в агентство").says("+7 495 123-45-67").says_not(message);
    page.says_not("name=\"code\"");
    assert_eq!(world.view().await.status, Status::Opened);
    let events = world.events(0).await;
    let sms = events.last().expect("an event").sms.clone().expect("an SMS");
    assert_eq!(sms.service, "SMSC.ru");
    assert!(matches!(sms.result, SendOutcome::Rejected { code, .. } if code == "6"));
    assert_eq!(world.run().await, 0, "nothing is repeated by itself");
    world.wait(60);
    world.post("/resend", "").await;
    world.run().await;
    world.get("/code").await.says("отправлено смс-уведомление");
}

#[tokio::test]
async fn a_refused_number_sends_the_tourist_to_the_agency() {
    let world = World::read().await;
    world.delivery.sms.outcomes.lock().expect("a lock").push_back(SendOutcome::Rejected {
        code: "7".into(),
        kind: RejectKind::Number,
        message: "неверный формат номера".into(),
        advice: String::new(),
        id: None,
    });
    world.tick().await;
    world.run().await;
    world.get("/code").await.says("На этот номер СМС не доставляются");
}

#[tokio::test]
async fn an_sms_of_unknown_outcome_is_told_honestly_and_never_repeated() {
    let world = World::read().await;
    let unknown = SendOutcome::Unknown { why: "вместо ответа пришла страница HTML".into() };
    world.delivery.sms.outcomes.lock().expect("a lock").push_back(unknown);
    world.tick().await;
    world.run().await;
    let page = world.get("/code").await;
    page.says("СМС-сервис не подтвердил отправку").says("name=\"code\"").says_not("HTML");
    world.wait(4000);
    assert_eq!(world.run().await, 0);
    assert_eq!(world.sms_count(), 1);
}

#[tokio::test]
async fn a_duplicate_counts_as_perhaps_sent() {
    let world = World::read().await;
    world.delivery.sms.outcomes.lock().expect("a lock").push_back(SendOutcome::Rejected {
        code: "9".into(),
        kind: RejectKind::Duplicate,
        message: "слишком часто".into(),
        advice: String::new(),
        id: None,
    });
    world.tick().await;
    world.run().await;
    assert!(world.enter(&world.code()).await.location().ends_with("/done"));
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_answers_is_unknown_after_a_minute() {
    let world = World::read().await;
    world.delivery.sms.hangs.store(true, Ordering::Relaxed);
    world.tick().await;
    world.run().await;
    world.get("/code").await.says("СМС-сервис не подтвердил отправку");
    assert_eq!(world.kinds().await.last(), Some(&"code.unknown"));
}

#[tokio::test]
async fn without_an_sms_service_the_page_says_so() {
    let world = World::read().await;
    world.delivery.sms_is_set_up.store(false, Ordering::Relaxed);
    world.tick().await;
    world.run().await;
    world.get("/code").await.says("СМС не отправлено");
    let event = world.events(0).await.pop().expect("an event");
    assert!(serde_json::to_string(&event.sms).expect("json").contains("СМС-сервис не подключён"));
}

#[tokio::test(start_paused = true)]
async fn while_the_sms_is_on_its_way_the_field_is_there() {
    let world = World::read().await;
    world.tick().await;
    let page = world.get("/code").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("СМС отправляется").says("name=\"code\"");
}
