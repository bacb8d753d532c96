//! A portal in a temporary folder with a clock, a phone and a mailbox of its own.

use agency_core::ids::EnvelopeId;
use agency_core::{Email, Money, Phone};
use agency_documents::SignaturePlace;
use agency_messaging::{
    Balance, DeliveryStatus, Exchange, Letter, MailError, Mailer, SendOutcome, SendReport, ServiceError, SmsMessage,
    SmsService,
};
use agency_portal::api::{EnvelopeView, Event, Events, PutEnvelope};
use agency_portal::{Delivery, DocumentError, Documents, NotReady, Portal, PortalConfig, PortalPorts, SealInput};
use agency_signing::terms::{AgencyTerms, CustomerTerms, DocumentTerms, TourTerms};
use agency_signing::{Record, Terms, consents, sha256_hex};
use async_trait::async_trait;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use serde::de::DeserializeOwned;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tower::ServiceExt;

pub(crate) const TOKEN: &str = "token-of-the-desktop-0123456789";
pub(crate) const PDF: &[u8] = b"%PDF-1.7 three pages of a contract";

/// A phone and an SMS service that does what it is told.
#[derive(Default)]
pub(crate) struct FakeSms {
    pub(crate) messages: Mutex<Vec<(Phone, String)>>,
    pub(crate) outcomes: Mutex<VecDeque<SendOutcome>>,
    pub(crate) answer: Mutex<String>,
    pub(crate) hangs: AtomicBool,
}

#[async_trait]
impl SmsService for FakeSms {
    fn name(&self) -> &'static str {
        "SMSC.ru"
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        self.messages.lock().expect("a lock").push((message.phone.clone(), message.text.clone()));
        if self.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        let accepted = SendOutcome::Accepted { id: "101".into(), parts: Some(2), cost: Some("5.40".into()) };
        let outcome = self.outcomes.lock().expect("a lock").pop_front().unwrap_or(accepted);
        let answer = self.answer.lock().expect("a lock").replace("{text}", &message.text);
        SendReport {
            outcome,
            exchange: Exchange { request: format!("phones=+790****567&mes={}", message.masked_text), answer },
        }
    }

    async fn status(&self, _: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        Ok(DeliveryStatus::Delivered)
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        Ok(Balance { amount: "100".into(), currency: None })
    }
}

/// A mailbox and a mail server that does what it is told.
#[derive(Default)]
pub(crate) struct FakeMail {
    pub(crate) letters: Mutex<Vec<Letter>>,
    pub(crate) failures: Mutex<VecDeque<MailError>>,
    pub(crate) hangs: AtomicBool,
}

#[async_trait]
impl Mailer for FakeMail {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        if let Some(failure) = self.failures.lock().expect("a lock").pop_front() {
            return Err(failure);
        }
        self.letters.lock().expect("a lock").push(letter.clone());
        if self.hangs.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        Ok(())
    }
}

pub(crate) struct FakeDelivery {
    pub(crate) sms: Arc<FakeSms>,
    pub(crate) mail: Arc<FakeMail>,
    pub(crate) sms_is_set_up: AtomicBool,
    pub(crate) mail_is_set_up: AtomicBool,
}

#[async_trait]
impl Delivery for FakeDelivery {
    async fn sms(&self) -> Result<Arc<dyn SmsService>, NotReady> {
        if self.sms_is_set_up.load(Ordering::Relaxed) {
            return Ok(Arc::clone(&self.sms) as Arc<dyn SmsService>);
        }
        Err(NotReady {
            message: "СМС-сервис не подключён.".into(), advice: "Подключите его в «Интеграции».".into()
        })
    }

    async fn mailer(&self) -> Result<Arc<dyn Mailer>, NotReady> {
        if self.mail_is_set_up.load(Ordering::Relaxed) {
            return Ok(Arc::clone(&self.mail) as Arc<dyn Mailer>);
        }
        Err(NotReady {
            message: "Почта не настроена.".into(), advice: "Укажите её в «Интеграции».".into()
        })
    }
}

/// Three pages whatever the bytes; a seal that only appends.
#[derive(Default)]
pub(crate) struct FakeDocuments {
    pub(crate) cannot_draw: AtomicBool,
    pub(crate) seal_failures: Mutex<u32>,
    pub(crate) spoils: AtomicBool,
    pub(crate) seals: Mutex<Vec<String>>,
}

impl Documents for FakeDocuments {
    fn page_count(&self, pdf: &[u8]) -> Result<u32, DocumentError> {
        if pdf.starts_with(b"%PDF") { Ok(3) } else { Err(DocumentError("not a PDF".into())) }
    }

    fn page_png(&self, _: &[u8], page: u32, width: u32) -> Result<Vec<u8>, DocumentError> {
        if self.cannot_draw.load(Ordering::Relaxed) {
            return Err(DocumentError("cannot draw".into()));
        }
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend((1700 + page).to_be_bytes());
        Ok(png)
    }

    fn seal(&self, input: &SealInput<'_>) -> Result<Vec<u8>, DocumentError> {
        let mut failures = self.seal_failures.lock().expect("a lock");
        if *failures > 0 {
            *failures -= 1;
            return Err(DocumentError("нет места на диске".into()));
        }
        let tail = format!(
            "\n%sealed {} {}",
            serde_json::to_string(input.protocol).expect("json"),
            serde_json::to_string(input.stamp).expect("json")
        );
        self.seals.lock().expect("a lock").push(tail.clone());
        let spoilt: &[u8] = if self.spoils.load(Ordering::Relaxed) { b"\n%spoilt" } else { b"" };
        Ok([input.original, tail.as_bytes(), spoilt].concat())
    }

    fn verify(&self, signed: &[u8]) -> Result<String, DocumentError> {
        let at = signed.windows(9).position(|w| w == b"\n%sealed ").ok_or(DocumentError("no seal".into()))?;
        if signed.ends_with(b"\n%spoilt") {
            return Err(DocumentError("отметки изменены".into()));
        }
        Ok(sha256_hex(&signed[..at]))
    }
}

/// The world of one test.
pub(crate) struct World {
    pub(crate) portal: Portal,
    pub(crate) delivery: Arc<FakeDelivery>,
    pub(crate) documents: Arc<FakeDocuments>,
    pub(crate) id: EnvelopeId,
    now: Arc<Mutex<DateTime<Utc>>>,
    folder: tempfile::TempDir,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8").replace('\u{a0}', " ").replace("&nbsp;", " ")
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().expect("ASCII"))
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("the documented JSON")
    }

    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "«{words}» is not in {} {}", self.status, self.text());
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, words: &str) -> &Self {
        assert!(!self.text().contains(words), "«{words}» is in {}", self.text());
        self
    }
}

pub(crate) fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2025, 3, 6, 8, 13, 40).single().expect("a time")
}

pub(crate) fn envelope() -> PutEnvelope {
    PutEnvelope {
        terms: Terms {
            order_number: "6083-1234".into(),
            contract_number: "6083-1234".into(),
            contract_date: "2025-03-06".parse().expect("a date"),
            agency: AgencyTerms {
                name: "ООО «Ромашка Тур»".into(),
                phone: "+7 495 123-45-67".into(),
                inn: "7701234567".into(),
                signer: "директор Петрова Анна Сергеевна".into(),
            },
            customer: CustomerTerms {
                name: "Щербакова Юлия Олеговна".into(),
                document_masked: "Паспорт РФ 45 ** № ****56".into(),
                phone: Phone::parse("+79001234567").expect("a phone"),
                email: Email::parse("shcherbakova@mail.ru").expect("an address"),
            },
            tour: TourTerms {
                destination: "Турция, Аланья".into(),
                starts_on: "2025-06-10".parse().ok(),
                ends_on: "2025-06-20".parse().ok(),
            },
            total: Money::rubles(218_500),
            document: DocumentTerms {
                title: "Договор о реализации туристского продукта".into(),
                sha256: sha256_hex(PDF),
                bytes: PDF.len() as u64,
                pages: 3,
            },
            on_behalf: true,
            code_in_stamp: true,
            link_hours: 72,
            app_version: "0.1.0".into(),
        },
        places: vec![SignaturePlace { page: 2, x_mm: 110.0, y_mm: 40.0, width_mm: 80.0, height_mm: 30.0 }],
        pdf: PDF.to_vec(),
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Arc::new(Mutex::new(start()));
        let delivery = Arc::new(FakeDelivery {
            sms: Arc::default(),
            mail: Arc::default(),
            sms_is_set_up: AtomicBool::new(true),
            mail_is_set_up: AtomicBool::new(true),
        });
        let documents = Arc::new(FakeDocuments::default());
        let portal = open(&folder, &delivery, &documents, &now).await;
        Self { portal, delivery, documents, id: EnvelopeId::new(), now, folder }
    }

    /// The letter has gone.
    pub(crate) async fn invited() -> Self {
        let world = Self::new().await;
        assert_eq!(world.put(&envelope()).await.status, StatusCode::CREATED);
        world.run().await;
        world
    }

    /// All pages were loaded.
    pub(crate) async fn read() -> Self {
        let world = Self::invited().await;
        world.read_pages().await;
        world
    }

    /// The ticks are made, the first code has come.
    pub(crate) async fn with_code() -> Self {
        let world = Self::read().await;
        assert!(world.tick().await.location().ends_with("/code"));
        world.run().await;
        world
    }

    /// The right code was entered, the file sealed, the copy mailed.
    pub(crate) async fn signed() -> Self {
        let world = Self::with_code().await;
        assert!(world.enter(&world.code()).await.location().ends_with("/done"));
        world.run().await;
        world
    }

    /// The program is started again over the same files; what was in memory is gone.
    pub(crate) async fn restart(&mut self) {
        self.portal = open(&self.folder, &self.delivery, &self.documents, &self.now).await;
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("portal.db")
    }

    pub(crate) fn wait(&self, seconds: i64) {
        *self.now.lock().expect("a lock") += TimeDelta::seconds(seconds);
    }

    pub(crate) async fn run(&self) -> usize {
        self.portal.run_due().await.expect("storage works")
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.portal.router().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    // The desktop's side.

    pub(crate) async fn api(&self, method: Method, path: &str, body: Option<serde_json::Value>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map_or(Body::empty(), |json| Body::from(json.to_string()));
        self.call(request.body(body).expect("a request")).await
    }

    pub(crate) async fn put(&self, envelope: &PutEnvelope) -> Answer {
        let body = serde_json::to_value(envelope).expect("json");
        self.api(Method::PUT, &format!("/envelopes/{}", self.id), Some(body)).await
    }

    pub(crate) async fn view(&self) -> EnvelopeView {
        self.api(Method::GET, &format!("/envelopes/{}", self.id), None).await.json()
    }

    pub(crate) async fn post_api(&self, what: &str, body: serde_json::Value) -> Answer {
        self.api(Method::POST, &format!("/envelopes/{}/{what}", self.id), Some(body)).await
    }

    pub(crate) async fn events(&self, after: u64) -> Vec<Event> {
        self.api(Method::GET, &format!("/events?after={after}"), None).await.json::<Events>().events
    }

    pub(crate) async fn kinds(&self) -> Vec<&'static str> {
        self.events(0).await.iter().map(|event| event.record.kind.as_str()).collect()
    }

    pub(crate) async fn evidence(&self) -> Vec<Record> {
        let lines = self.api(Method::GET, &format!("/envelopes/{}/evidence.jsonl", self.id), None).await;
        let lines = String::from_utf8(lines.body).expect("UTF-8");
        lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
    }

    // The tourist's side.

    /// The path of the link in the newest letter.
    pub(crate) fn link(&self) -> String {
        let letters = self.delivery.mail.letters.lock().expect("a lock");
        let text =
            letters.iter().rev().find(|letter| letter.attachments.is_empty()).expect("an invitation").text.clone();
        let at = text.find("/s/").expect("a link in the letter");
        text[at..].split_whitespace().next().expect("a link").to_owned()
    }

    /// The code in the newest SMS.
    pub(crate) fn code(&self) -> String {
        let messages = self.delivery.sms.messages.lock().expect("a lock");
        let text = &messages.last().expect("an SMS").1;
        text.split_whitespace().nth(1).expect("a code").to_owned()
    }

    pub(crate) fn sms_count(&self) -> usize {
        self.delivery.sms.messages.lock().expect("a lock").len()
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.delivery.mail.letters.lock().expect("a lock").clone()
    }

    /// A code that is not the one in the newest SMS.
    pub(crate) fn wrong_code(&self) -> String {
        let right: u32 = self.code().parse().expect("digits");
        format!("{:06}", (right + 1) % 1_000_000)
    }

    pub(crate) async fn get(&self, rest: &str) -> Answer {
        self.visit(Method::GET, rest).await
    }

    pub(crate) async fn visit(&self, method: Method, rest: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{rest}", self.link()))
            .header(header::USER_AGENT, "Mozilla/5.0 (Android 14)");
        self.call(request.body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn post(&self, rest: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("{}{rest}", self.link()))
            .header(header::USER_AGENT, "Mozilla/5.0 (Android 14)")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.call(request.body(Body::from(form.to_owned())).expect("a request")).await
    }

    pub(crate) async fn read_pages(&self) {
        for page in 1..=3 {
            assert_eq!(self.get(&format!("/page/{page}.png")).await.status, StatusCode::OK);
        }
    }

    pub(crate) async fn tick(&self) -> Answer {
        self.post("/continue", &ticks()).await
    }

    pub(crate) async fn enter(&self, code: &str) -> Answer {
        self.post("/code", &format!("code={}", code.replace(' ', "+"))).await
    }
}

/// The form with every tick.
pub(crate) fn ticks() -> String {
    let all = consents(&envelope().terms);
    all.iter().map(|consent| format!("{}={}", consent.key, consent.sha256)).collect::<Vec<_>>().join("&")
}

/// Puts so many envelopes into a portal.
pub(crate) async fn put_envelopes(router: axum::Router, count: usize) {
    let body = serde_json::to_vec(&envelope()).expect("json");
    for _ in 0..count {
        let request = Request::put(format!("/api/v1/envelopes/{}", EnvelopeId::new()))
            .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.clone()))
            .expect("a request");
        let answer = router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
}

async fn open(
    folder: &tempfile::TempDir,
    delivery: &Arc<FakeDelivery>,
    documents: &Arc<FakeDocuments>,
    now: &Arc<Mutex<DateTime<Utc>>>,
) -> Portal {
    let clock = Arc::clone(now);
    let ports = PortalPorts {
        delivery: Arc::clone(delivery) as Arc<dyn Delivery>,
        documents: Arc::clone(documents) as Arc<dyn Documents>,
        clock: Arc::new(move || *clock.lock().expect("a lock")),
    };
    Portal::open(config(folder.path().join("portal.db")), ports).await.expect("the portal opens")
}

pub(crate) fn config(database: PathBuf) -> PortalConfig {
    PortalConfig {
        database,
        database_key: [1; 32],
        code_key: [2; 32],
        api_token: TOKEN.into(),
        public_url: "https://sign.example.ru/".into(),
        trust_forwarded_for: false,
        code_digits: 6,
    }
}
