//! Envelopes that can no longer be signed, and links that never were.

use crate::harness::*;
use agency_portal::storage::{PortalStore, Sqlite};
use agency_signing::{Job, Status};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::json;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_revoked_envelope_says_so_everywhere() {
    let world = World::with_code().await;
    let answer = world.post_api("revoke", json!({"reason": "Изменилась цена", "by": "Петрова"})).await;
    assert_eq!(answer.status, StatusCode::OK);
    for path in ["", "/code", "/agreement", "/decline", "/page/1.png", "/contract.pdf"] {
        let page = world.get(path).await;
        assert_eq!(page.status, StatusCode::GONE, "{path}");
        page.says("Агентство отозвало договор").says("Изменилась цена").says("+7 495 123-45-67");
        page.says_not("218 500").says_not("Щербакова");
    }
    assert_eq!(world.enter(&world.code()).await.location(), world.link());
    assert_eq!(world.view().await.status, Status::Revoked);
    let again = world.post_api("revoke", json!({"reason": "", "by": ""})).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    again.says("not_now").says("уже отозван");
}

#[tokio::test]
async fn the_customer_declines_with_a_reason() {
    let world = World::read().await;
    world.get("/decline").await.says("Отказаться от подписания договора № 6083-1234?");
    let reason = "%D0%BE%D1%88%D0%B8%D0%B1%D0%BA%D0%B0+%D0%B2+%D0%B4%D0%B0%D1%82%D0%B5";
    assert_eq!(world.post("/decline", &format!("reason={reason}")).await.location(), world.link());
    let page = world.get("").await;
    assert_eq!(page.status, StatusCode::GONE);
    page.says("Вы отказались от подписания").says("ошибка в дате");
    let view = world.view().await;
    assert_eq!((view.status, view.reason.as_deref()), (Status::Declined, Some("ошибка в дате")));
    world.tick().await;
    assert_eq!(world.run().await, 0);
    assert_eq!(world.view().await.status, Status::Declined);
}

#[tokio::test]
async fn after_its_time_the_link_is_dead_and_the_desktop_knows() {
    let world = World::with_code().await;
    world.wait(72 * 3600);
    let page = world.get("").await;
    assert_eq!(page.status, StatusCode::GONE);
    page.says("Срок ссылки истёк").says("Попросите ООО «Ромашка Тур» прислать новую");
    assert_eq!(world.tick().await.location(), world.link());
    world.run().await;
    assert_eq!(world.view().await.status, Status::Expired);
    assert_eq!(world.kinds().await.last(), Some(&"link.expired"));
}

#[tokio::test]
async fn after_signing_the_link_shows_the_signed_copy_only() {
    let world = World::signed().await;
    for path in ["", "/code", "/page/1.png", "/contract.pdf", "/agreement", "/decline"] {
        let page = world.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page.says("Договор уже подписан").says("signed.pdf");
    }
    assert_eq!(world.enter("000000").await.location(), world.link());
    assert_eq!(world.post("/decline", "reason=x").await.location(), world.link());
    world.wait(100 * 3600);
    world.get("").await.says("Договор уже подписан");
    assert_eq!(world.view().await.status, Status::Signed);
    world.wait(30 * 24 * 3600);
    world.get("").await.says("Срок хранения файла по этой ссылке прошёл").says_not("signed.pdf");
    assert_eq!(world.get("/signed.pdf").await.location(), world.link());
}

#[rstest]
#[case("/s/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
#[case("/s/short")]
#[case("/s/..%2f..%2fetc%2fpasswd")]
#[case("/s/%00")]
#[case("/s/")]
#[case("/")]
#[case("/nothing/here")]
#[case("/s/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/signed.pdf")]
#[tokio::test]
async fn unknown_links_and_paths_are_told_alike(#[case] path: &str) {
    let world = World::invited().await;
    let answer = world.call(Request::get(path).body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    answer.says("Такой ссылки нет").says_not("Ромашка");
}

#[rstest]
#[case("/page/0.png")]
#[case("/page/4.png")]
#[case("/page/1.jpg")]
#[case("/page/-1.png")]
#[case("/page/99999999999.png")]
#[tokio::test]
async fn pages_that_do_not_exist_are_not_found(#[case] path: &str) {
    let world = World::invited().await;
    assert_eq!(world.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.view().await.status, Status::Invited);
}

#[tokio::test]
async fn the_signed_file_is_not_there_before_the_signing() {
    let world = World::read().await;
    assert_eq!(world.get("/signed.pdf").await.location(), world.link());
    let answer = world.api(Method::GET, &format!("/envelopes/{}/signed.pdf", world.id), None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_failure_inside_shows_a_reference_and_nothing_else() {
    let world = World::invited().await;
    let connection = rusqlite::Connection::open(world.database()).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    connection.execute_batch("ALTER TABLE page_images RENAME TO gone").expect("a table goes");
    let page = world.get("").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    page.says("Что-то пошло не так").says("назовите код").says_not("page_images").says_not("SQL");
}

#[tokio::test]
async fn an_end_of_time_that_was_put_off_while_it_was_worked_on_still_comes() {
    let world = World::new().await;
    world.delivery.mail_is_set_up.store(false, Ordering::Relaxed);
    world.put(&envelope()).await;
    world.run().await;
    assert_eq!(world.view().await.status, Status::SendFailed);
    world.wait(72 * 3600);
    // The worker takes the job, the manager is faster, and the worker finds nothing to be done.
    let store = Sqlite::open(&world.database(), &[1; 32]).await.expect("it opens");
    let now = start() + TimeDelta::hours(72);
    let claimed = store.claim_due(now, now + TimeDelta::minutes(5), 8).await.expect("storage works");
    assert_eq!(claimed.iter().map(|claimed| claimed.job).collect::<Vec<_>>(), [Job::Expire]);
    world.delivery.mail_is_set_up.store(true, Ordering::Relaxed);
    world.post_api("retry", json!({"by": "Петрова"})).await;
    store.finish_job(claimed[0]).await.expect("storage works");
    world.run().await;
    assert_eq!(world.view().await.status, Status::Invited);
    world.wait(72 * 3600);
    world.run().await;
    assert_eq!(world.view().await.status, Status::Expired);
}
