//! Letters that are late, refused, repeated.

use crate::harness::*;
use agency_core::ContractStatus;
use agency_messaging::{MailError, MailErrorKind};
use agency_signing::Status;
use axum::http::StatusCode;
use rstest::rstest;
use serde_json::json;
use std::sync::atomic::Ordering;

fn failure(kind: MailErrorKind, message: &str) -> MailError {
    MailError { kind, message: message.into(), advice: "Проверьте настройки почты.".into() }
}

#[tokio::test]
async fn a_mail_server_that_is_down_for_an_hour_gets_the_letter_afterwards() {
    let world = World::new().await;
    let down = failure(MailErrorKind::Temporary, "Почтовый сервер недоступен.");
    world.delivery.mail.failures.lock().expect("a lock").extend(vec![down; 4]);
    world.put(&envelope()).await;
    world.run().await;
    for pause in [30, 120, 600, 1800] {
        assert_eq!(world.view().await.status, Status::Created);
        world.wait(pause - 1);
        assert_eq!(world.run().await, 0, "not before {pause} s");
        world.wait(1);
        assert_eq!(world.run().await, 1);
    }
    assert_eq!(world.view().await.status, Status::Invited);
    assert_eq!(world.letters().len(), 1);
    assert_eq!(world.get("").await.status, StatusCode::OK);
    assert_eq!(world.kinds().await.iter().filter(|kind| **kind == "link.email_delayed").count(), 4);
}

#[rstest]
#[case(MailErrorKind::Credentials, "Почтовый сервер не принял логин или пароль.")]
#[case(MailErrorKind::Recipient, "Адрес получателя не принят.")]
#[case(MailErrorKind::Tls, "Соединение не защищено.")]
#[case(MailErrorKind::Letter, "Письмо не принято.")]
#[tokio::test]
async fn a_refused_letter_waits_for_the_manager(#[case] kind: MailErrorKind, #[case] message: &str) {
    let world = World::new().await;
    world.delivery.mail.failures.lock().expect("a lock").push_back(failure(kind, message));
    world.put(&envelope()).await;
    world.run().await;
    let view = world.view().await;
    assert_eq!((view.status, view.contract_status), (Status::SendFailed, ContractStatus::SendFailed));
    assert_eq!(view.reason, Some(format!("{message} Проверьте настройки почты.")));
    assert!(view.can_retry);
    world.wait(7200);
    assert_eq!(world.run().await, 0, "nothing is tried by itself");
    assert_eq!(world.post_api("retry", json!({"by": "Петрова"})).await.status, StatusCode::OK);
    world.run().await;
    assert_eq!(world.view().await.status, Status::Invited);
    assert_eq!(world.post_api("retry", json!({"by": "Петрова"})).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn mail_that_is_not_set_up_is_said_to_be_so() {
    let world = World::new().await;
    world.delivery.mail_is_set_up.store(false, Ordering::Relaxed);
    world.put(&envelope()).await;
    world.run().await;
    assert_eq!(world.view().await.reason.as_deref(), Some("Почта не настроена. Укажите её в «Интеграции»."));
}

#[tokio::test]
async fn the_letter_is_given_up_when_the_link_would_be_dead() {
    let world = World::new().await;
    let mut put = envelope();
    put.terms.link_hours = 1;
    let down = failure(MailErrorKind::Temporary, "Почтовый сервер недоступен.");
    world.delivery.mail.failures.lock().expect("a lock").extend(vec![down; 5]);
    world.put(&put).await;
    world.run().await;
    for pause in [30, 120, 600, 1800] {
        world.wait(pause);
        world.run().await;
    }
    assert_eq!(world.view().await.status, Status::SendFailed);
    assert!(world.letters().is_empty());
}

#[tokio::test]
async fn a_document_that_cannot_be_shown_is_not_sent() {
    let world = World::new().await;
    world.documents.cannot_draw.store(true, Ordering::Relaxed);
    world.put(&envelope()).await;
    world.run().await;
    let view = world.view().await;
    assert_eq!(view.status, Status::SendFailed);
    assert_eq!(view.reason.as_deref(), Some("Страницу 1 договора не удалось показать."));
}

#[tokio::test]
async fn the_copy_is_late_or_refused_but_the_contract_is_signed() {
    let world = World::with_code().await;
    world.delivery.mail.failures.lock().expect("a lock").extend([
        failure(MailErrorKind::Temporary, "Почтовый сервер недоступен."),
        failure(MailErrorKind::Recipient, "Ящик переполнен."),
    ]);
    world.enter(&world.code()).await;
    world.run().await;
    assert_eq!(world.view().await.status, Status::Signed);
    world.wait(30);
    world.run().await;
    let view = world.view().await;
    assert_eq!((view.status, view.can_retry), (Status::Signed, true));
    assert_eq!(world.post_api("retry", json!({"by": "Петрова"})).await.status, StatusCode::OK);
    world.run().await;
    let letters = world.letters();
    assert_eq!(letters.len(), 2);
    assert!(!world.view().await.can_retry);
    let kinds = world.kinds().await;
    let end = &kinds[kinds.len() - 4..];
    assert_eq!(end, ["copy.email_delayed", "copy.email_failed", "retry.requested", "copy.emailed"]);
}
