//! Double clicks, two tabs, two managers.

use crate::harness::*;
use agency_signing::{Status, verify};
use axum::http::StatusCode;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_double_click_signs_once_and_both_clicks_end_well() {
    let world = Arc::new(World::with_code().await);
    let code = world.code();
    let clicks: Vec<_> = (0..6)
        .map(|_| {
            let (world, code) = (Arc::clone(&world), code.clone());
            tokio::spawn(async move { world.enter(&code).await })
        })
        .collect();
    let mut first = 0;
    for click in clicks {
        let answer = click.await.expect("no panic");
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        if answer.location().ends_with("/done") {
            first += 1;
        } else {
            assert_eq!(answer.location(), world.link(), "the page that says «уже подписан»");
        }
    }
    assert_eq!(first, 1);
    world.run().await;
    world.get("").await.says("Договор уже подписан");
    let records = world.evidence().await;
    assert_eq!(records.iter().filter(|r| r.kind.as_str() == "code.accepted").count(), 1);
    assert_eq!(verify(&records), Ok(world.view().await.head));
    assert_eq!(world.letters().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_load_in_parallel_and_all_count() {
    let world = Arc::new(World::invited().await);
    let loads: Vec<_> = (0..24)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { world.get(&format!("/page/{}.png", n % 3 + 1)).await.status })
        })
        .collect();
    for load in loads {
        assert_eq!(load.await.expect("no panic"), StatusCode::OK);
    }
    let kinds = world.kinds().await;
    assert_eq!(kinds.iter().filter(|kind| **kind == "link.opened").count(), 1);
    assert_eq!(kinds.iter().filter(|kind| **kind == "document.read").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn continue_in_two_tabs_sends_one_code() {
    let world = Arc::new(World::read().await);
    let tabs: Vec<_> = (0..5)
        .map(|_| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { world.tick().await })
        })
        .collect();
    for tab in tabs {
        assert!(tab.await.expect("no panic").location().ends_with("/code"));
    }
    world.run().await;
    world.tick().await;
    world.run().await;
    assert_eq!(world.sms_count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signing_and_revoking_at_once_end_in_one_of_the_two() {
    for _ in 0..5 {
        let world = Arc::new(World::with_code().await);
        let (tourist, manager) = (Arc::clone(&world), Arc::clone(&world));
        let code = world.code();
        let signing = tokio::spawn(async move { tourist.enter(&code).await.location().ends_with("/done") });
        let body = serde_json::json!({"reason": "цена", "by": "Петрова"});
        let revoking = tokio::spawn(async move { manager.post_api("revoke", body).await.status == StatusCode::OK });
        let (signed, revoked) = (signing.await.expect("no panic"), revoking.await.expect("no panic"));
        world.run().await;
        assert!(signed ^ revoked);
        assert_eq!(world.view().await.status, if signed { Status::Signed } else { Status::Revoked });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_envelope_sent_twice_at_once_is_one_envelope() {
    let world = Arc::new(World::new().await);
    let sends: Vec<_> = (0..4)
        .map(|_| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { world.put(&envelope()).await.status })
        })
        .collect();
    let mut created = 0;
    for send in sends {
        let status = send.await.expect("no panic");
        assert!(status.is_success());
        created += usize::from(status == StatusCode::CREATED);
    }
    assert_eq!(created, 1);
    world.run().await;
    assert_eq!(world.letters().len(), 1);
}
