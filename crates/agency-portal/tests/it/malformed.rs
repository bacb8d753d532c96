//! Malformed requests get a clear 4xx and never a 5xx.

use crate::harness::*;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use rstest::rstest;

#[rstest]
#[case("/continue", "%FF%FE=%ZZ", "application/x-www-form-urlencoded")]
#[case("/continue", "{}", "application/json")]
#[case("/code", "code", "text/plain")]
#[case("/code", "code=1&code=2", "application/x-www-form-urlencoded")]
#[case("/decline", "\u{0}\u{0}\u{0}", "application/x-www-form-urlencoded")]
#[case("/resend", "whatever", "multipart/form-data")]
#[tokio::test]
async fn strange_forms_break_nothing(#[case] path: &str, #[case] body: &str, #[case] kind: &str) {
    let world = World::with_code().await;
    let request = Request::post(format!("{}{path}", world.link())).header(header::CONTENT_TYPE, kind);
    let answer = world.call(request.body(Body::from(body.to_owned())).expect("a request")).await;
    assert!(answer.status.is_client_error() || answer.status.is_redirection(), "{}", answer.status);
}

#[tokio::test]
async fn a_huge_form_is_not_read() {
    let world = World::with_code().await;
    let answer = world.post("/code", &format!("code={}", "1".repeat(100_000))).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[rstest]
#[case("{", StatusCode::BAD_REQUEST)]
#[case("[]", StatusCode::UNPROCESSABLE_ENTITY)]
#[case("{\"terms\":1}", StatusCode::UNPROCESSABLE_ENTITY)]
#[case("{\"pdf\":\"***\"}", StatusCode::UNPROCESSABLE_ENTITY)]
#[tokio::test]
async fn json_that_is_not_an_envelope_is_refused(#[case] body: &str, #[case] status: StatusCode) {
    let world = World::new().await;
    let request = Request::put(format!("/api/v1/envelopes/{}", world.id))
        .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = world.call(request.body(Body::from(body.to_owned())).expect("a request")).await;
    assert_eq!(answer.status, status);
    answer.says("invalid").says("Запрос не соответствует описанию API");
}

#[tokio::test]
async fn ten_thousand_random_requests_bring_no_server_error() {
    let world = World::with_code().await;
    let link = world.link();
    // A small generator of its own: the same requests in every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % bound as u64) as usize
    };
    let pieces = [
        "/s/",
        "/api/v1",
        "/page/",
        "..",
        "%2e%2e",
        "1.png",
        "code",
        "?problem=",
        "%00",
        "%ff",
        "ё",
        "/",
        "🦀",
        "continue",
    ];
    let methods =
        [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS, Method::PATCH];
    for _ in 0..10_000 {
        let mut path = if next(2) == 0 { link.clone() } else { "/".into() };
        for _ in 0..next(5) {
            path.push_str(pieces[next(pieces.len())]);
        }
        let body: Vec<u8> = (0..next(40)).map(|_| next(256) as u8).collect();
        let request = Request::builder()
            .method(methods[next(methods.len())].clone())
            .uri(path)
            .header(
                header::CONTENT_TYPE,
                if next(2) == 0 { "application/x-www-form-urlencoded" } else { "application/json" },
            )
            .body(Body::from(body));
        // What is no URI at all never comes so far.
        let Ok(request) = request else { continue };
        let answer = world.call(request).await;
        assert!(!answer.status.is_server_error(), "{}", answer.status);
    }
    assert_eq!(world.sms_count(), 1);
}
