//! Between the right code and «signed».

use crate::harness::*;
use agency_signing::Status;
use axum::http::{Method, StatusCode};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_seal_that_fails_is_tried_again_and_nothing_is_lost() {
    let world = World::with_code().await;
    *world.documents.seal_failures.lock().expect("a lock") = 2;
    world.enter(&world.code()).await;
    world.run().await;
    let view = world.view().await;
    assert_eq!(view.status, Status::Accepted);
    assert!(view.reason.is_some_and(|reason| reason.contains("нет места на диске")));
    world.wait(30);
    world.run().await;
    world.wait(120);
    world.run().await;
    assert_eq!(world.view().await.status, Status::Signed);
    let kinds = world.kinds().await;
    assert_eq!(kinds.iter().filter(|kind| **kind == "seal.failed").count(), 2);
    let seal = world.documents.seals.lock().expect("a lock")[0].clone();
    assert!(!seal.contains("seal.failed"), "the protocol tells what was known at the signing");
}

#[tokio::test(start_paused = true)]
async fn while_the_file_is_made_the_page_asks_for_patience() {
    let world = World::with_code().await;
    *world.documents.seal_failures.lock().expect("a lock") = 1;
    world.enter(&world.code()).await;
    world.run().await;
    let page = world.get("/done").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Код принят").says("http-equiv=\"refresh\"");
    world.get("").await.says("Код принят");
}

#[tokio::test]
async fn a_file_that_does_not_verify_is_not_given_out() {
    let world = World::with_code().await;
    world.documents.spoils.store(true, Ordering::Relaxed);
    world.enter(&world.code()).await;
    world.run().await;
    assert_eq!(world.view().await.status, Status::Accepted);
    let answer = world.api(Method::GET, &format!("/envelopes/{}/signed.pdf", world.id), None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/signed.pdf").await.location(), world.link());
}

#[tokio::test]
async fn a_file_that_does_not_verify_is_not_kept() {
    let world = World::with_code().await;
    world.documents.spoils.store(true, Ordering::Relaxed);
    world.enter(&world.code()).await;
    world.run().await;
    assert!(world.view().await.reason.is_some_and(|reason| reason.contains("отметки изменены")));
    world.documents.spoils.store(false, Ordering::Relaxed);
    world.wait(30);
    world.run().await;
    assert_eq!(world.view().await.status, Status::Signed);
    assert!(!world.get("/signed.pdf").await.body.ends_with(b"spoilt"));
}

#[tokio::test]
async fn a_stored_file_is_checked_once_more_as_it_was_read() {
    let world = World::with_code().await;
    let connection = rusqlite::Connection::open(world.database()).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    // As if an earlier process had stored the file and the disk had damaged it since.
    connection
        .execute("INSERT INTO sealed_files SELECT id, :hash, x'00', created_at FROM envelopes", [&"00".repeat(32)])
        .expect("a row");
    world.enter(&world.code()).await;
    world.run().await;
    let view = world.view().await;
    assert_eq!(view.status, Status::Accepted);
    assert!(view.reason.is_some_and(|reason| reason.contains("не таким, каким записан")));
}

#[tokio::test]
async fn the_protocol_tells_the_whole_story() {
    let world = World::with_code().await;
    world.enter(&world.wrong_code()).await;
    world.enter(&world.code()).await;
    world.run().await;
    let seal = world.documents.seals.lock().expect("a lock")[0].clone();
    for words in [
        "Договор открыт",
        "Показаны все страницы договора",
        "Запрошен код",
        "СМС с кодом отправлено",
        "Введён неверный код",
        "Код принят, договор подписан заказчиком",
        "\"service\":\"SMSC.ru\",\"message_id\":\"101\"",
        "принято сервисом",
        "Код ****** для подписания",
        "Получил(а) памятку туриста",
        "Паспорт РФ 45 ** № ****56",
        "+79001234567",
        "Mozilla/5.0 (Android 14)",
        &agency_signing::sha256_hex(PDF),
    ] {
        assert!(seal.contains(words), "«{words}» is not in the protocol");
    }
    let accepted = world.evidence().await.into_iter().find(|r| r.kind.as_str() == "code.accepted").expect("a record");
    assert!(seal.contains(&accepted.hash), "the head of the chain at the signing");
}

#[tokio::test]
async fn a_hidden_code_is_not_in_the_file() {
    let world = World::new().await;
    let mut put = envelope();
    put.terms.code_in_stamp = false;
    world.put(&put).await;
    world.run().await;
    world.read_pages().await;
    world.tick().await;
    world.run().await;
    let code = world.code();
    world.enter(&code).await;
    world.run().await;
    let file = world.get("/signed.pdf").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(!String::from_utf8_lossy(&file.body).contains(&code));
}
