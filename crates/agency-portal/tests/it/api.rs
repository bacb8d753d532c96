//! The desktop's side.

use crate::harness::*;
use agency_messaging::SendOutcome;
use agency_portal::api::{ApiError, ErrorCode, Events, PutEnvelope};
use agency_signing::Status;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use rstest::rstest;
use std::sync::Arc;
use std::time::Duration;

#[rstest]
#[case("")]
#[case("Bearer ")]
#[case("Bearer token-of-the-desktop-0123456788")]
#[case("Bearer token-of-the-desktop-01234567890")]
#[case("bearer token-of-the-desktop-0123456789")]
#[case("Basic dG9rZW4=")]
#[tokio::test]
async fn without_the_token_nothing_is_told(#[case] authorization: &str) {
    let world = World::invited().await;
    for (method, path) in [
        (Method::GET, format!("/api/v1/envelopes/{}", world.id)),
        (Method::PUT, format!("/api/v1/envelopes/{}", world.id)),
        (Method::GET, "/api/v1/events".into()),
        (Method::GET, "/api/v1/nothing".into()),
    ] {
        let request = Request::builder().method(method).uri(path).header("authorization", authorization);
        let answer = world.call(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json::<ApiError>().code, ErrorCode::Unauthorized);
    }
}

#[tokio::test]
async fn the_same_envelope_again_changes_nothing() {
    let world = World::new().await;
    assert_eq!(world.put(&envelope()).await.status, StatusCode::CREATED);
    world.run().await;
    let again = world.put(&envelope()).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(world.view().await.status, Status::Invited);
    assert_eq!(world.run().await, 0);
    assert_eq!(world.letters().len(), 1);
}

#[rstest]
#[case(|put: &mut PutEnvelope| put.terms.total.0 += 1)]
#[case(|put: &mut PutEnvelope| put.places[0].x_mm += 1.0)]
#[case(|put: &mut PutEnvelope| {
    put.pdf.push(b'!');
    put.terms.document.bytes += 1;
    put.terms.document.sha256 = agency_signing::sha256_hex(&put.pdf);
})]
#[tokio::test]
async fn another_content_under_the_same_id_is_refused(#[case] change: fn(&mut PutEnvelope)) {
    let world = World::invited().await;
    let mut other = envelope();
    change(&mut other);
    let answer = world.put(&other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.json::<ApiError>().code, ErrorCode::EnvelopeDiffers);
    assert_eq!(world.get("/contract.pdf").await.body, PDF);
}

#[rstest]
#[case(|put: &mut PutEnvelope| put.pdf[9] ^= 1, ErrorCode::DocumentMismatch)]
#[case(|put: &mut PutEnvelope| put.pdf.clear(), ErrorCode::DocumentMismatch)]
#[case(|put: &mut PutEnvelope| put.terms.document.pages = 4, ErrorCode::DocumentMismatch)]
#[case(|put: &mut PutEnvelope| put.places.clear(), ErrorCode::Invalid)]
#[case(|put: &mut PutEnvelope| put.places[0].page = 3, ErrorCode::Invalid)]
#[case(|put: &mut PutEnvelope| put.terms.link_hours = 0, ErrorCode::Invalid)]
#[case(|put: &mut PutEnvelope| put.terms.contract_number = "1\r\nBcc: a@b.ru".into(), ErrorCode::Invalid)]
#[case(|put: &mut PutEnvelope| {
    put.pdf = b"not a pdf".to_vec();
    put.terms.document.bytes = 9;
    put.terms.document.sha256 = agency_signing::sha256_hex(&put.pdf);
}, ErrorCode::Invalid)]
#[tokio::test]
async fn impossible_envelopes_are_refused(#[case] change: fn(&mut PutEnvelope), #[case] code: ErrorCode) {
    let world = World::new().await;
    let mut put = envelope();
    change(&mut put);
    let answer = world.put(&put).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert_eq!(answer.json::<ApiError>().code, code);
    let view = world.api(Method::GET, &format!("/envelopes/{}", world.id), None).await;
    assert_eq!(view.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_feed_goes_on_from_a_cursor() {
    let world = World::with_code().await;
    let all = world.events(0).await;
    assert!(all.windows(2).all(|pair| pair[0].cursor < pair[1].cursor));
    let rest = world.events(all[3].cursor).await;
    assert_eq!(rest, all[4..]);
    let last = all.last().expect("an event");
    let empty: Events = world.api(Method::GET, &format!("/events?after={}", last.cursor), None).await.json();
    assert_eq!((empty.events.len(), empty.cursor), (0, last.cursor));
    assert_eq!(last.status, Status::CodeSent);
    assert_eq!(last.label, "СМС с кодом отправлено");
    let sms = last.sms.clone().expect("an SMS");
    assert_eq!((sms.number, &*sms.service, &*sms.phone), (1, "SMSC.ru", "+790****567"));
    assert_eq!(sms.sent_at, start());
    assert!(matches!(sms.result, SendOutcome::Accepted { id, parts: Some(2), cost: Some(_) } if id == "101"));
    assert!(sms.exchange.request.contains("mes=Код ****** для подписания"), "{}", sms.exchange.request);
}

#[tokio::test]
async fn the_feed_waits_for_an_event_and_no_longer() {
    let world = Arc::new(World::invited().await);
    let last = world.events(0).await.last().expect("an event").cursor;
    let waiting = tokio::spawn({
        let world = Arc::clone(&world);
        async move { world.api(Method::GET, &format!("/events?after={last}&wait=50"), None).await.json::<Events>() }
    });
    tokio::task::yield_now().await;
    world.get("/page/1.png").await;
    let events = tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("in time").expect("no panic");
    assert_eq!(events.events[0].record.kind.as_str(), "link.opened");
}

#[tokio::test(start_paused = true)]
async fn an_empty_wait_ends_by_itself() {
    let world = World::invited().await;
    let last = world.events(0).await.last().expect("an event").cursor;
    let before = tokio::time::Instant::now();
    let events: Events = world.api(Method::GET, &format!("/events?after={last}&wait=900"), None).await.json();
    assert!(events.events.is_empty());
    assert_eq!(before.elapsed().as_secs(), 55);
}

#[tokio::test]
async fn a_feed_keeps_its_name_and_no_other_feed_has_it() {
    let (mut world, other) = (World::invited().await, World::new().await);
    let name = async |world: &World| world.api(Method::GET, "/events", None).await.json::<Events>().feed_id;
    let first = name(&world).await;
    assert!(first.len() == 32 && first.bytes().all(|b| b.is_ascii_hexdigit()), "{first}");
    assert_ne!(name(&other).await, first);
    world.restart().await;
    assert_eq!(name(&world).await, first);
}

#[tokio::test]
async fn a_cursor_from_another_world_is_harmless() {
    let world = World::invited().await;
    let answer = world.api(Method::GET, &format!("/events?after={}", u64::MAX), None).await;
    assert!(answer.json::<Events>().events.is_empty());
    let answer = world.api(Method::GET, "/events?after=abc", None).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn unknown_envelopes_are_not_found() {
    let world = World::invited().await;
    for path in ["00000000-0000-7000-8000-000000000000", "abc", "..", "%00"] {
        for rest in ["", "/signed.pdf", "/evidence.jsonl"] {
            let answer = world.api(Method::GET, &format!("/envelopes/{path}{rest}"), None).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}{rest}");
            assert_eq!(answer.json::<ApiError>().code, ErrorCode::NotFound);
        }
    }
}
