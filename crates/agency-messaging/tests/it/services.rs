//! One suite for every SMS service: the same cases under the same names.
//!
//! Each service has its recorded-shape replies in `tests/fixtures/services.json`:
//! what it answers to each case, and what the manager reads.

use agency_core::Phone;
use agency_messaging::{
    DeliveryStatus, RejectKind, SendOutcome, SmsMessage, SmsService,
    sms::{
        Timeouts,
        semysms::{ANY_DEVICE, SemySms, SemySmsAccount},
        smsc::{Smsc, SmscAccount, SmscCredentials},
        smsint::{SmsInt, SmsIntAccount},
        smsru::{SmsRu, SmsRuAccount},
        stream_telecom::{StreamTelecom, StreamTelecomAccount},
        targetsms::{TargetSms, TargetSmsAccount, TargetSmsCredentials},
        unisender::{Unisender, UnisenderAccount},
    },
};
use rstest::rstest;
use serde::Deserialize;
use serde_json::Value;
use std::{collections::BTreeMap, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

const SECRET: &str = "s3cret-key-Ключ";
const LOGIN: &str = "79161234567";
const CODE: &str = "818123";
const PHONE: &str = "+79001234567";
const SHORT: Timeouts = Timeouts { connect: Duration::from_millis(200), total: Duration::from_millis(300) };

#[derive(Clone, Copy, Debug)]
pub(crate) enum Name {
    Unisender,
    Smsc,
    SemySms,
    TargetSms,
    SmsRu,
    StreamTelecom,
    SmsInt,
}

/// Every service.
pub(crate) const ALL: [Name; 7] =
    [Name::Unisender, Name::Smsc, Name::SemySms, Name::TargetSms, Name::SmsRu, Name::StreamTelecom, Name::SmsInt];

impl Name {
    pub(crate) const SECRET: &str = SECRET;
    pub(crate) const LOGIN: &str = LOGIN;

    /// Its place in the simulator.
    pub(crate) fn host(self) -> &'static str {
        match self {
            Self::Unisender => "api.unisender.com",
            Self::Smsc => "smsc.ru",
            Self::SemySms => "semysms.net",
            Self::TargetSms => "sms.targetsms.ru",
            Self::SmsRu => "sms.ru",
            Self::StreamTelecom => "gateway.api.sc",
            Self::SmsInt => "lcab.smsint.ru",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Unisender => "unisender",
            Self::Smsc => "smsc",
            Self::SemySms => "semysms",
            Self::TargetSms => "targetsms",
            Self::SmsRu => "smsru",
            Self::StreamTelecom => "stream_telecom",
            Self::SmsInt => "smsint",
        }
    }

    pub(crate) fn service(self, base: &str, timeouts: Timeouts) -> Box<dyn SmsService> {
        let sender = || "TurAgent".to_owned();
        match self {
            Self::Unisender => {
                let account = UnisenderAccount { api_key: SECRET.into(), sender: sender() };
                Box::new(Unisender::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::Smsc => {
                let credentials = SmscCredentials::Password { login: LOGIN.into(), password: SECRET.into() };
                let account = SmscAccount { credentials, sender: Some(sender()) };
                Box::new(Smsc::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::SemySms => {
                let account = SemySmsAccount { token: SECRET.into(), device: ANY_DEVICE.into() };
                Box::new(SemySms::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::TargetSms => {
                let credentials = TargetSmsCredentials::Password { login: LOGIN.into(), password: SECRET.into() };
                let account = TargetSmsAccount { credentials, sender: sender() };
                Box::new(TargetSms::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::SmsRu => {
                let account = SmsRuAccount { api_id: SECRET.into(), sender: Some(sender()) };
                Box::new(SmsRu::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::StreamTelecom => {
                let account = StreamTelecomAccount { login: LOGIN.into(), password: SECRET.into(), sender: sender() };
                Box::new(StreamTelecom::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
            Self::SmsInt => {
                let protocol = Some((LOGIN.into(), SECRET.into()));
                let account = SmsIntAccount { token: SECRET.into(), sender: Some(sender()), protocol };
                Box::new(SmsInt::with_timeouts(account, base, timeouts).expect("an adapter"))
            }
        }
    }
}

/// What a service answers and what a person reads.
#[derive(Deserialize)]
struct Case {
    #[serde(default = "ok")]
    http: u16,
    body: Value,
    /// Beginning of the sentence.
    #[serde(default)]
    says: String,
    /// Kind of the refusal; none for an accepted message.
    kind: Option<RejectKind>,
}

fn ok() -> u16 {
    200
}

#[derive(Deserialize)]
struct Fixture {
    /// Path the message goes to.
    send: String,
    cases: BTreeMap<String, Case>,
    /// Path of the balance, its answer, and the balance read.
    balance: (String, Value, String),
    /// Paths and answers of a question about a delivered message.
    status: Vec<(String, Value)>,
}

fn fixture(name: Name) -> Fixture {
    let mut all: BTreeMap<String, Fixture> =
        serde_json::from_str(include_str!("../fixtures/services.json")).expect("fixtures");
    all.remove(name.key()).expect("a fixture")
}

pub(crate) fn message() -> SmsMessage {
    SmsMessage {
        client_id: "0195a3c1-code-1".into(),
        phone: Phone::parse(PHONE).expect("a phone"),
        text: format!("Код подтверждения: {CODE} Не сообщайте никому!"),
        masked_text: "Код подтверждения: *** Не сообщайте никому!".into(),
    }
}

async fn answering(path: &str, http: u16, body: &Value) -> MockServer {
    let server = MockServer::start().await;
    let reply = ResponseTemplate::new(http).set_body_json(body);
    Mock::given(matchers::method("POST")).and(matchers::path(path)).respond_with(reply).expect(1).mount(&server).await;
    server
}

fn holds_a_secret(text: &str) -> bool {
    [SECRET, CODE, &PHONE[1..], LOGIN].iter().any(|secret| text.contains(secret))
}

#[rstest]
#[tokio::test]
async fn every_documented_answer_has_its_outcome(
    #[values(0, 1, 2, 3, 4, 5, 6)] index: usize,
    #[values("accepted", "wrong_key", "no_money", "bad_sender", "bad_number", "duplicate", "too_often")] case: &str,
) {
    let name = ALL[index];
    let fixture = fixture(name);
    let Some(expected) = fixture.cases.get(case) else {
        // the service has no such answer: that is said in its reference and by the fixture's list
        assert!(matches!(name, Name::SemySms | Name::SmsInt), "{name:?} has no answer for {case}");
        return;
    };
    let server = answering(&fixture.send, expected.http, &expected.body).await;
    let report = name.service(&server.uri(), Timeouts::default()).send(&message()).await;
    match (&report.outcome, expected.kind) {
        (SendOutcome::Accepted { id, .. }, None) => assert!(!id.is_empty()),
        (SendOutcome::Rejected { kind, message, advice, .. }, Some(wanted)) => {
            assert_eq!(*kind, wanted, "{message}");
            assert!(message.starts_with(&expected.says), "{message}");
            assert!(!advice.is_empty());
        }
        (outcome, _) => panic!("{outcome:?}"),
    }
    let shown = format!("{:?}", report);
    assert!(!holds_a_secret(&shown), "{shown}");
    assert!(report.exchange.request.contains("+790****567"), "{}", report.exchange.request);
    assert!(report.exchange.request.contains("Код подтверждения: ***"), "{}", report.exchange.request);
}

#[rstest]
#[tokio::test]
async fn balance_and_delivery_are_read(#[values(0, 1, 2, 3, 4, 5, 6)] index: usize) {
    let name = ALL[index];
    let fixture = fixture(name);
    let (path, body, amount) = &fixture.balance;
    let server = answering(path, 200, body).await;
    let service = name.service(&server.uri(), Timeouts::default());
    assert_eq!(service.balance().await.expect("a balance").amount, *amount);

    let server = MockServer::start().await;
    for (path, body) in &fixture.status {
        Mock::given(matchers::path(path.as_str()))
            .respond_with(ResponseTemplate::new(200).set_body_json(body))
            .expect(1)
            .mount(&server)
            .await;
    }
    let service = name.service(&server.uri(), Timeouts::default());
    let phone = Phone::parse(PHONE).expect("a phone");
    assert_eq!(service.status("1017", &phone).await, Ok(DeliveryStatus::Delivered));
}

/// Bytes a server sends before it closes.
#[rstest]
#[tokio::test]
async fn whatever_is_no_answer_leaves_the_outcome_unknown(
    #[values(0, 1, 2, 3, 4, 5, 6)] index: usize,
    #[values(
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"id\":\"1",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n<html>no</html>",
        "HTTP/1.1 500 Error\r\nContent-Length: 15\r\n\r\n<html>no</html>",
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{\"id\":",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n"
    )]
    bytes: &'static str,
) {
    let name = ALL[index];
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut buffer = [0; 16 * 1024];
        let read = stream.read(&mut buffer).await.expect("a request");
        stream.write_all(bytes.as_bytes()).await.expect("a write");
        drop(stream);
        // one try only: nobody knocks a second time
        let second = tokio::time::timeout(Duration::from_millis(50), listener.accept()).await;
        (read, second.is_err())
    });
    let report = name.service(&base, Timeouts::default()).send(&message()).await;
    let SendOutcome::Unknown { why } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert!(why.ends_with("Неизвестно, принято ли сообщение."), "{why}");
    assert!(!holds_a_secret(&format!("{report:?}")));
    let (read, was_once) = server.await.expect("the server");
    assert!(read > 0 && was_once);
}

#[rstest]
#[tokio::test]
async fn silence_is_unknown_and_a_closed_port_is_not_sent(#[values(0, 1, 2, 3, 4, 5, 6)] index: usize) {
    let name = ALL[index];
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    // connections wait in the system's queue: they stand, and nobody answers
    let report = name.service(&base, SHORT).send(&message()).await;
    let SendOutcome::Unknown { why } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert!(why.contains("не ответил вовремя"), "{why}");

    drop(listener);
    let report = name.service(&base, SHORT).send(&message()).await;
    assert!(
        matches!(&report.outcome, SendOutcome::Rejected { kind: RejectKind::Unreachable, .. }),
        "{:?}",
        report.outcome
    );
}
