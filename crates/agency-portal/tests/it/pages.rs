//! Reading, headers, robots, escaping.

use crate::harness::*;
use agency_signing::Status;
use axum::http::{Method, StatusCode, header};
use rstest::rstest;

#[tokio::test]
async fn looking_at_the_page_alone_does_not_open_the_envelope() {
    let world = World::invited().await;
    world.get("").await;
    for path in ["", "/page/1.png", "/contract.pdf"] {
        assert_eq!(world.visit(Method::HEAD, path).await.status, StatusCode::OK);
    }
    assert_eq!(world.view().await.status, Status::Invited);
    world.get("/page/2.png").await;
    assert_eq!(world.view().await.status, Status::Opened);
}

#[tokio::test]
async fn pages_not_loaded_are_named() {
    let world = World::invited().await;
    world.get("/page/2.png").await;
    let answer = world.tick().await;
    assert!(answer.location().ends_with("?problem=unread#problem"));
    world.get("?problem=unread").await.says("Прочитайте договор целиком").says("Ещё не показаны страницы: 1, 3");
    world.get("/contract.pdf").await;
    world.get("?problem=unread").await.says_not("Прочитайте договор целиком");
    assert!(world.tick().await.location().ends_with("/code"));
}

#[tokio::test]
async fn every_tick_is_needed() {
    let world = World::read().await;
    let form = ticks();
    let some: Vec<&str> = form.split('&').skip(1).collect();
    assert!(world.post("/continue", &some.join("&")).await.location().ends_with("?problem=ticks#problem"));
    world.get("?problem=ticks").await.says("Отмечены не все пункты");
    let other = form.replace("ack.read=", "ack.read=0");
    assert!(world.post("/continue", &other).await.location().ends_with("?problem=ticks#problem"));
    assert_eq!(world.run().await, 0);
    assert!(world.get("/code").await.location().ends_with(&world.link()), "no code page before the ticks");
}

#[tokio::test]
async fn what_is_shown_and_downloaded_are_the_frozen_bytes() {
    let world = World::invited().await;
    assert_eq!(world.get("/contract.pdf").await.body, PDF);
    let image = world.get("/page/1.png").await;
    assert_eq!(image.headers[header::CONTENT_TYPE], "image/png");
    world.get("").await.says("width=\"1240\" height=\"1700\" loading=\"lazy\"").says("height=\"1702\"");
}

#[tokio::test]
async fn a_changed_document_is_not_signed() {
    let world = World::with_code().await;
    let connection = rusqlite::Connection::open(world.database()).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    connection.execute_batch("DROP TRIGGER documents_are_not_changed").expect("the trigger goes");
    connection.execute("UPDATE documents SET bytes = ?", [b"%PDF-1.7 another contract".as_slice()]).expect("changed");
    let answer = world.enter(&world.code()).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    answer.says("Договор изменён");
    assert_eq!(world.view().await.status, Status::CodeSent);
}

#[tokio::test]
async fn the_agreement_can_be_read() {
    let world = World::invited().await;
    world.get("/agreement").await.says("63-ФЗ").says("Щербакова Юлия Олеговна").says_not("9001234567");
}

#[rstest]
#[case("")]
#[case("/page/1.png")]
#[case("/contract.pdf")]
#[case("/agreement")]
#[case("/decline")]
#[tokio::test]
async fn nothing_is_kept_framed_or_told_to_others(#[case] path: &str) {
    let world = World::invited().await;
    let headers = world.get(path).await.headers;
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("ASCII");
    for rule in ["default-src 'none'", "img-src 'self'", "frame-ancestors 'none'", "form-action 'self'"] {
        assert!(policy.contains(rule), "{rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe"));
    assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    assert!(headers["x-robots-tag"].to_str().expect("ASCII").contains("noindex"));
}

#[tokio::test]
async fn pages_need_nothing_from_elsewhere_and_no_inline_code() {
    let world = World::with_code().await;
    for path in ["", "/code", "/decline", "/agreement"] {
        let text = world.get(path).await.text();
        assert!(!text.contains("http:") && !text.contains("https:") && !text.contains("src=\"//"), "{path}");
        assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick"), "{path}");
    }
    for asset in ["/static/portal.css", "/static/portal.js", "/static/icon.svg", "/robots.txt", "/healthz"] {
        let request = axum::http::Request::get(asset).body(axum::body::Body::empty()).expect("a request");
        assert_eq!(world.call(request).await.status, StatusCode::OK, "{asset}");
    }
}

#[tokio::test]
async fn every_field_is_escaped() {
    let evil = "<script>alert(1)</script>\"'><img src=x>";
    let world = World::new().await;
    let mut put = envelope();
    put.terms.order_number = "<b>1\"</b>".into();
    put.terms.contract_number = "<i>2</i>".into();
    put.terms.agency.name = evil.into();
    put.terms.agency.phone = evil.into();
    put.terms.customer.name = evil.into();
    put.terms.tour.destination = evil.into();
    put.terms.document.title = evil.into();
    assert_eq!(world.put(&put).await.status, StatusCode::CREATED);
    world.run().await;
    world.post("/decline", "reason=%3Cscript%3Ealert(2)%3C/script%3E").await;
    for path in ["", "/agreement", "/decline", "/code"] {
        world.get(path).await.says_not("<script>").says_not("<img src=x").says_not("<b>1").says_not("<i>2");
    }
    world.get("").await.says("&lt;script&gt;alert(2)");
}

#[tokio::test]
async fn the_tourists_address_is_that_of_the_connection() {
    let world = World::invited().await;
    let request = axum::http::Request::get(format!("{}/page/1.png", world.link()))
        .header("x-forwarded-for", "203.0.113.9")
        .header(header::USER_AGENT, "U".repeat(5000));
    world.call(request.body(axum::body::Body::empty()).expect("a request")).await;
    let opened = world.evidence().await.pop().expect("a record");
    assert_eq!(opened.kind.as_str(), "link.opened");
    assert_eq!(opened.ip, None, "what the client says of itself is not believed");
    assert_eq!(opened.ua.map(|ua| ua.len()), Some(200));
}
