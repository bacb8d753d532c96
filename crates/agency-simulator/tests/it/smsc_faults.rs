//! Scripted misbehaviour of SMSC.ru.

use crate::http::{ask_text, client, start};
use agency_simulator::{Close, Fault, Running};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const SEND: &str = "login=demo&psw=demo&phones=79001234567&mes=Hello&fmt=3";

/// Everything a raw connection brings.
async fn raw(running: &Running) -> String {
    let mut stream = tokio::net::TcpStream::connect(running.http_addr).await.expect("a connection");
    let request = format!("GET /smsc.ru/sys/send.php?{SEND} HTTP/1.1\r\nHost: smsc.ru\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("a write");
    let mut answer = Vec::new();
    // A reset instead of an orderly end is as good a cut.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).expect("UTF-8")
}

#[tokio::test]
async fn a_cut_before_the_answer_sends_not_one_byte() {
    let running = start().await;
    running.push_fault(Fault { close: Some(Close::BeforeAnswer), ..Fault::at("smsc.ru", "send") });
    assert_eq!(raw(&running).await, "");
    assert_eq!(running.messages().len(), 0);
    running.push_fault(Fault { close: Some(Close::BeforeAnswer), carry_out: true, ..Fault::at("smsc.ru", "send") });
    assert_eq!(raw(&running).await, "");
    assert_eq!(running.messages().len(), 1, "carried out behind the cut");
}

#[tokio::test]
async fn a_cut_in_the_middle_sends_half_the_body() {
    let running = start().await;
    running.push_fault(Fault { close: Some(Close::MidAnswer), ..Fault::at("smsc.ru", "send") });
    let answer = raw(&running).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains(r#"{"id":1,"#), "{answer}");
    assert!(!answer.contains(r#""cnt":1}"#), "{answer}");
}

#[tokio::test]
async fn answers_can_be_replaced_for_some_requests() {
    let running = start().await;
    running.push_fault(Fault {
        times: 2,
        http_status: Some(502),
        content_type: Some("text/html".into()),
        body: Some("<h1>Ошибка</h1>".into()),
        charset: Some("windows-1251".into()),
        ..Fault::at("smsc.ru", "")
    });
    let url = format!("{}/sys/send.php?{SEND}", running.service_url("smsc.ru"));
    for _ in 0..2 {
        let response = client().get(&url).send().await.expect("an answer");
        assert_eq!(response.status(), 502);
        assert_eq!(response.headers()["content-type"], "text/html");
        assert_eq!(response.bytes().await.expect("a body")[..], b"<h1>\xCE\xF8\xE8\xE1\xEA\xE0</h1>"[..]);
    }
    assert_eq!(ask_text(&running, "send", SEND).await, r#"{"id":1,"cnt":1}"#);
    running.push_fault(Fault { error_code: Some(6), ..Fault::at("smsc.ru", "send") });
    assert_eq!(
        ask_text(&running, "send", &format!("{SEND}&id=m-1")).await,
        r#"{"error":"message is denied","error_code":6,"id":"m-1"}"#
    );
    running.push_fault(Fault {
        http_status: Some(302),
        location: Some("https://example.org/".into()),
        ..Fault::at("smsc.ru", "send")
    });
    assert_eq!(client().get(&url).send().await.expect("an answer").headers()["location"], "https://example.org/");
}

#[tokio::test]
async fn the_fifteenth_request_at_once_is_error_nine() {
    let running = start().await;
    running.push_fault(Fault { times: 14, hold: true, ..Fault::at("smsc.ru", "send") });
    let url = format!("{}/sys/send.php", running.service_url("smsc.ru"));
    let held: Vec<_> =
        (0..14).map(|number| tokio::spawn(client().get(format!("{url}?{SEND}&id=m-{number}")).send())).collect();
    while running.in_flight("demo") < 14 {
        tokio::task::yield_now().await;
    }
    let crowded = ask_text(&running, "send", &format!("{SEND}&id=m-15")).await;
    assert!(crowded.contains(r#""error_code":9"#), "{crowded}");
    running.release();
    for request in held {
        let answer = request.await.expect("no panic").expect("an answer").text().await.expect("a body");
        assert!(answer.contains(r#""cnt":1"#), "{answer}");
    }
    assert_eq!(running.messages().len(), 14);
}

#[tokio::test]
async fn other_scripts_are_not_found() {
    let running = start().await;
    let url = format!("{}/sys/other.php", running.service_url("smsc.ru"));
    assert_eq!(client().get(url).send().await.expect("an answer").status(), 404);
}

#[tokio::test]
async fn a_stop_ends_held_requests() {
    let running = start().await;
    running.push_fault(Fault { hold: true, ..Fault::at("smsc.ru", "send") });
    let url = format!("{}/sys/send.php?{SEND}", running.service_url("smsc.ru"));
    let address = running.http_addr;
    let held = tokio::spawn(client().get(url).send());
    while running.in_flight("demo") < 1 {
        tokio::task::yield_now().await;
    }
    running.stop().await;
    assert!(held.await.expect("no panic").is_ok());
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
