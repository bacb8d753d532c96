//! The SMSC.ru adapter when the answer is late, broken, foreign or hostile.

use crate::smsc::{account, message, start};
use agency_core::Phone;
use agency_messaging::{
    RejectKind, SendOutcome, SendReport, SmsMessage, SmsService,
    sms::{
        Timeouts,
        smsc::{Smsc, SmscAccount, SmscCredentials},
    },
};
use agency_simulator::{Close, Fault};
use proptest::prelude::*;
use rstest::rstest;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

const SHORT: Timeouts = Timeouts { connect: Duration::from_millis(200), total: Duration::from_millis(300) };

fn smsc(base: &str) -> Smsc {
    Smsc::with_timeouts(account(), base, SHORT).expect("an adapter")
}

fn unknown(why: &str) -> SendOutcome {
    SendOutcome::Unknown { why: format!("{why}. Неизвестно, принято ли сообщение.") }
}

/// A server that reads one request and writes these bytes, then closes.
async fn answering(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}/smsc.ru", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut request = Vec::new();
        while !request.ends_with(b"cost=3") {
            let mut buffer = [0; 1024];
            let read = stream.read(&mut buffer).await.expect("a request");
            request.extend_from_slice(&buffer[..read]);
        }
        stream.write_all(bytes).await.expect("a write");
    });
    base
}

#[rstest]
#[case::nothing(b"", "Связь с SMSC.ru оборвалась до конца ответа", "")]
#[case::half_a_head(b"HTTP/1.1 200 O", "Связь с SMSC.ru оборвалась до конца ответа", "")]
#[case::half_a_body(
    b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\":\"0195\",\"cnt\"",
    "Связь с SMSC.ru оборвалась до конца ответа",
    r#"{"id":"0195","cnt""#
)]
#[case::not_http(b"SSH-2.0-OpenSSH_9.2\r\n", "Связь с SMSC.ru оборвалась до конца ответа", "")]
#[case::truncated_json(
    b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"id\":1,\"",
    "Ответ SMSC.ru оборван или непонятен",
    r#"{"id":1,""#
)]
#[case::empty(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "SMSC.ru прислал пустой ответ", "")]
#[tokio::test]
async fn a_broken_answer_leaves_the_outcome_unknown(
    #[case] bytes: &'static [u8],
    #[case] why: &str,
    #[case] shown: &str,
) {
    let report = smsc(&answering(bytes).await).send(&message()).await;
    assert_eq!(report.outcome, unknown(why));
    assert_eq!(report.exchange.answer, shown);
    assert!(!report.exchange.request.is_empty());
}

#[rstest]
#[case::html(200, "text/html", "<html>Вход</html>", "Вместо ответа SMSC.ru пришла веб-страница")]
#[case::gateway(502, "text/html", "<h1>Bad Gateway</h1>", "SMSC.ru ответил сбоем (HTTP 502)")]
#[case::busy_json(503, "application/json", r#"{"id":1,"cnt":1}"#, "SMSC.ru ответил сбоем (HTTP 503)")]
#[case::text_layout(200, "text/plain", "OK - 1 SMS, ID - 3", "Ответ SMSC.ru оборван или непонятен")]
#[case::other_json(200, "application/json", r#"{"ok":true}"#, "Ответ SMSC.ru непонятен: в нём нет обещанных полей")]
#[tokio::test]
async fn a_foreign_answer_leaves_the_outcome_unknown(
    #[case] status: u16,
    #[case] kind: &str,
    #[case] body: &str,
    #[case] why: &str,
) {
    let server = MockServer::start().await;
    let reply = ResponseTemplate::new(status).set_body_raw(body, kind);
    Mock::given(matchers::path("/sys/send.php")).respond_with(reply).expect(1).mount(&server).await;
    let report = smsc(&server.uri()).send(&message()).await;
    assert_eq!(report.outcome, unknown(why));
    assert_eq!(report.exchange.answer, body);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = MockServer::start().await;
    Mock::given(matchers::any()).respond_with(ResponseTemplate::new(200)).expect(0).mount(&elsewhere).await;
    let server = MockServer::start().await;
    let reply = ResponseTemplate::new(307).insert_header("location", elsewhere.uri());
    Mock::given(matchers::any()).respond_with(reply).expect(1).mount(&server).await;
    assert_eq!(
        smsc(&server.uri()).send(&message()).await.outcome,
        unknown("Вместо SMSC.ru ответил другой адрес (перенаправление, HTTP 307)")
    );
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let server = MockServer::start().await;
    let reply = ResponseTemplate::new(200).set_body_string("x".repeat(1_000_000));
    Mock::given(matchers::any()).respond_with(reply).mount(&server).await;
    let report = smsc(&server.uri()).send(&message()).await;
    assert_eq!(report.outcome, unknown("SMSC.ru прислал слишком длинный ответ"));
    assert!(report.exchange.answer.chars().count() < 2_100);
}

#[tokio::test]
async fn silence_leaves_the_outcome_unknown_and_is_not_repeated() {
    let running = start().await;
    running.push_fault(Fault { hold: true, ..Fault::at("smsc.ru", "send") });
    let report = smsc(&running.service_url("smsc.ru")).send(&message()).await;
    assert_eq!(report.outcome, unknown("SMSC.ru не ответил вовремя (ждали 1\u{a0}с)"));
    assert_eq!(report.exchange.answer, "");
    assert!(running.messages().is_empty(), "a second request, which is not held, was sent");
}

#[rstest]
#[case(Close::BeforeAnswer)]
#[case(Close::MidAnswer)]
#[tokio::test]
async fn a_message_accepted_behind_a_broken_line_is_unknown_and_sent_once(#[case] close: Close) {
    let running = start().await;
    running.push_fault(Fault { close: Some(close), carry_out: true, ..Fault::at("smsc.ru", "send") });
    let report = smsc(&running.service_url("smsc.ru")).send(&message()).await;
    assert_eq!(report.outcome, unknown("Связь с SMSC.ru оборвалась до конца ответа"));
    assert_eq!(running.messages().len(), 1);
}

#[rstest]
#[case::nobody_listens("http://127.0.0.1:1/smsc.ru")]
// A label of 64 letters cannot be asked for, so the look-up fails without a network.
#[case::no_such_host("https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.test")]
#[tokio::test]
async fn nothing_is_sent_where_nobody_is_reached(#[case] base: &str) {
    let smsc = Smsc::with_timeouts(
        account(),
        base,
        Timeouts { connect: Duration::from_secs(5), total: Duration::from_secs(10) },
    );
    let report = smsc.expect("an adapter").send(&message()).await;
    assert_eq!(
        report.outcome,
        SendOutcome::Rejected {
            code: "unreachable".into(),
            kind: RejectKind::Unreachable,
            message: "Не удалось связаться с SMSC.ru: сообщение не отправлено.".into(),
            advice: "Проверьте подключение к интернету и повторите попытку.".into(),
            id: None,
        }
    );
    assert_eq!(report.exchange.answer, "");
}

#[tokio::test]
async fn a_windows_1251_answer_is_read() {
    let report = smsc(&answering(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Length: 49\r\n\r\n{\"error\":\"\xEE\xF8\xE8\xE1\xEA\xE0 \xE0\xE2\xF2\xEE\xF0\xE8\xE7\xE0\xF6\xE8\xE8\",\"error_code\":2}     ",
    ).await)
    .send(&message())
    .await;
    assert!(matches!(report.outcome, SendOutcome::Rejected { kind: RejectKind::Credentials, .. }), "{report:?}");
    assert_eq!(report.exchange.answer, r#"{"error":"ошибка авторизации","error_code":2}"#);
}

/// Sends a message to a server that answers `echo`; everything that can be shown comes back.
fn shown(password: &str, message: &SmsMessage, status: u16, echo: String) -> (SendReport, String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let server = MockServer::start().await;
        Mock::given(matchers::any())
            .respond_with(ResponseTemplate::new(status).set_body_string(echo))
            .mount(&server)
            .await;
        let credentials = SmscCredentials::Password { login: "reka".into(), password: password.into() };
        let account = SmscAccount { credentials, sender: None };
        let debug = format!("{account:?}");
        let smsc = Smsc::with_timeouts(account, &server.uri(), SHORT).expect("an adapter");
        let report = smsc.send(message).await;
        let asked = smsc.balance().await;
        let all = format!("{debug} {report:?} {} {} {asked:?}", report.exchange.request, report.exchange.answer);
        (report, all)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_server_answers_no_secret_is_shown(
        // A password may hold anything; the letters keep it apart from the fixed words around it.
        password in "[QZЖ][!-~]{2,12}[QZЖ]{3}",
        code in "[0-9]{6,8}",
        number in "[0-9]{9}",
        before in "[ -~а-я]{0,20}",
        layout in 0..6,
        status in prop_oneof![Just(200_u16), Just(403), Just(500)],
    ) {
        let phone = Phone::parse(&format!("+79{number}")).expect("a phone");
        let message = SmsMessage {
            client_id: "ord-17".into(),
            phone: phone.clone(),
            text: format!("Код подтверждения: {code} для {}", phone.e164()),
            masked_text: format!("Код подтверждения: *** для {}", phone.masked()),
        };
        let echo = match layout {
            0 => format!(r#"{{"id":"{code}","cnt":1,"cost":"{code}","balance":"1"}}"#),
            1 => serde_json::json!({"id": password, "cnt": 1, "cost": code}).to_string(),
            2 => serde_json::json!({"error": format!("{before}{password}{code}"), "error_code": 6, "id": phone.digits()}).to_string(),
            3 => serde_json::json!({"balance": password, "currency": password, "status": phone.e164()}).to_string(),
            4 => format!("<pre>{before} {password} {code} {}</pre>", phone.e164()),
            _ => format!("{before}{password}{}{code}", phone.digits()),
        };
        let (_, all) = shown(&password, &message, status, echo);
        for secret in [password.as_str(), &code, phone.digits(), &phone.digits()[1..]] {
            prop_assert!(!all.contains(secret), "{secret} in {all}");
        }
    }
}
