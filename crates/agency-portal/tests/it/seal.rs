//! Between the right code and «signed».

use crate::harness::*;
use agency_signing::Status;
use axum::http::{Method, StatusCode};
use rstest::rstest;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::Ordering;
use std::task::Poll;
use std::time::Duration;

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

#[rstest]
#[case(0)]
#[case(1)]
#[case(2)]
#[case(3)]
#[case(4)]
#[tokio::test(start_paused = true)]
async fn a_file_made_at_any_moment_of_the_request_is_noticed(#[case] steps: usize) {
    let world = World::with_code().await;
    world.enter(&world.code()).await;
    let mut page = pin!(world.get("/done"));
    for _ in 0..steps {
        // The clock moves only when all is idle: then the page is waiting for news already.
        if tokio::time::timeout(Duration::from_millis(1), poll_and_wait(page.as_mut())).await.is_err() {
            break;
        }
    }
    world.run().await;
    let before = tokio::time::Instant::now();
    page.await.says("Договор подписан");
    assert_eq!(before.elapsed(), Duration::ZERO, "the page waited for what had happened already");
}

/// Polls once and waits until there is a reason to poll again.
async fn poll_and_wait<T>(mut future: Pin<&mut impl Future<Output = T>>) {
    let mut is_polled = false;
    poll_fn(|context| {
        if is_polled {
            return Poll::Ready(());
        }
        is_polled = true;
        assert!(future.as_mut().poll(context).is_pending(), "the answer came before the file");
        Poll::Pending
    })
    .await;
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
        "Введён неверный код",
        "СМС с кодом отправлено (№\u{a0}1)",
        "Код принят, договор подписан заказчиком (№\u{a0}1)",
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
