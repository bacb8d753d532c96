//! A process that is gone between any two steps: the next one goes on.

use crate::harness::*;
use agency_signing::Status;
use axum::http::StatusCode;
use std::time::Duration;

/// The worker is dropped in the middle of an effect, as if the power went.
async fn killed_in_the_middle(world: &World) {
    let portal = world.portal.clone();
    let worker = tokio::spawn(async move { portal.run_due().await });
    while world.sms_count() == 0 {
        tokio::task::yield_now().await;
    }
    worker.abort();
    assert!(worker.await.is_err());
}

#[tokio::test]
async fn an_sms_interrupted_after_its_hash_was_stored_is_unknown_and_not_sent_again() {
    let mut world = World::read().await;
    world.delivery.sms.hangs.store(true, std::sync::atomic::Ordering::Relaxed);
    world.tick().await;
    killed_in_the_middle(&world).await;
    world.delivery.sms.hangs.store(false, std::sync::atomic::Ordering::Relaxed);
    world.restart().await;
    world.run().await;
    assert_eq!(world.sms_count(), 1, "no second SMS");
    assert_eq!(world.kinds().await.last(), Some(&"code.unknown"));
    let sms = world.events(0).await.pop().expect("an event").sms.expect("an SMS");
    assert_eq!((sms.number, &*sms.service), (1, "SMSC.ru"));
    world.get("/code").await.says("СМС-сервис не подтвердил отправку");
    assert!(world.enter(&world.code()).await.location().ends_with("/done"), "if it did arrive, it counts");
}

#[tokio::test]
async fn an_unfinished_job_of_a_living_worker_is_left_to_it() {
    let world = World::read().await;
    world.delivery.sms.hangs.store(true, std::sync::atomic::Ordering::Relaxed);
    world.tick().await;
    killed_in_the_middle(&world).await;
    assert_eq!(world.run().await, 0, "its lease is not over");
    world.wait(300);
    world.run().await;
    assert_eq!(world.sms_count(), 1);
    assert_eq!(world.kinds().await.last(), Some(&"code.unknown"));
}

#[tokio::test]
async fn work_that_was_only_queued_is_done_by_the_next_process() {
    let mut world = World::new().await;
    world.put(&envelope()).await;
    world.restart().await;
    world.run().await;
    world.read_pages().await;
    world.tick().await;
    world.restart().await;
    world.run().await;
    assert_eq!(world.sms_count(), 1);
    world.enter(&world.code()).await;
    world.restart().await;
    world.run().await;
    assert_eq!(world.view().await.status, Status::Signed);
    assert_eq!(world.letters().len(), 2);
    assert_eq!(world.run().await, 0, "everything is done");
}

#[tokio::test]
async fn two_letters_mean_two_links_and_both_work() {
    let world = World::new().await;
    world.put(&envelope()).await;
    world.run().await;
    let first = world.link();
    // As after a crash between the mail server's answer and our commit: the row is open, the envelope not invited.
    let connection = rusqlite::Connection::open(world.database()).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    connection.execute("UPDATE jobs SET done = 0 WHERE key = 'invite'", []).expect("the row opens");
    connection
        .execute("UPDATE envelopes SET state = json_set(state, '$.status', 'created'), status = 'created'", [])
        .expect("the envelope is back");
    world.run().await;
    let second = world.link();
    assert_ne!(first, second);
    for link in [first, second] {
        let request = axum::http::Request::get(link).body(axum::body::Body::empty()).expect("a request");
        assert_eq!(world.call(request).await.status, StatusCode::OK);
    }
    let letters = world.letters();
    assert_eq!(letters[0].message_id, letters[1].message_id, "the same letter to a mail program");
}

#[tokio::test]
async fn the_running_worker_finds_work_by_itself() {
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let ports = agency_portal::PortalPorts {
        delivery: world.delivery.clone(),
        documents: world.documents.clone(),
        clock: agency_portal::system_clock(),
    };
    let portal = agency_portal::Portal::open(config(folder.path().join("portal.db")), ports).await.expect("opens");
    let router = portal.router();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(agency_portal::serve(listener, portal, async { drop(stopped.await) }));
    let body = serde_json::to_vec(&envelope()).expect("json");
    let request = axum::http::Request::put(format!("/api/v1/envelopes/{}", world.id))
        .header("authorization", format!("Bearer {TOKEN}"))
        .header("content-type", "application/json")
        .body(axum::body::Body::from(body))
        .expect("a request");
    let answer = tower::ServiceExt::oneshot(router, request).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::CREATED);
    let letter = async {
        while world.letters().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), letter).await.expect("a letter");
    stop.send(()).expect("the portal runs");
    server.await.expect("no panic").expect("a graceful end");
}
