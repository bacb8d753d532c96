//! `kill -9` between any two steps: the next process goes on, nothing is lost,
//! no SMS and no signature is doubled.

use crate::harness::*;
use agency_core::Phone;
use agency_messaging::{
    Balance, DeliveryStatus, Exchange, Letter, MailError, Mailer, SendOutcome, SendReport, ServiceError, SmsMessage,
    SmsService,
};
use agency_portal::{Delivery, NotReady, Portal, PortalPorts};
use agency_signing::{Record, verify};
use async_trait::async_trait;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use chrono::TimeDelta;
use rstest::rstest;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tower::ServiceExt;

const FOLDER: &str = "PORTAL_CRASH_TEST_FOLDER";
const ENVELOPE: &str = "01959d1a-0000-7000-8000-000000000001";

/// The world outside of the process: what was sent stays sent.
#[derive(Clone)]
struct Outside(PathBuf);

impl Outside {
    fn append(&self, name: &str, line: &str) {
        let file = OpenOptions::new().create(true).append(true).open(self.0.join(name));
        let mut file = file.expect("a file");
        writeln!(file, "{line}").expect("a line");
        file.sync_all().expect("on disk");
    }

    fn lines(&self, name: &str) -> Vec<String> {
        fs::read_to_string(self.0.join(name)).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// Seconds that have passed.
    fn seconds(&self) -> i64 {
        self.lines("clock").iter().filter_map(|line| line.parse::<i64>().ok()).sum()
    }
}

#[async_trait]
impl SmsService for Outside {
    fn name(&self) -> &'static str {
        "SMSC.ru"
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        self.append("phone", &message.text);
        let outcome = SendOutcome::Accepted { id: "1".into(), parts: None, cost: None };
        SendReport { outcome, exchange: Exchange::default() }
    }

    async fn status(&self, _: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        Ok(DeliveryStatus::Delivered)
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        Ok(Balance { amount: "100".into(), currency: None })
    }
}

#[async_trait]
impl Mailer for Outside {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match letter.text.find("/s/") {
            Some(at) if letter.attachments.is_empty() => {
                self.append("links", letter.text[at..].split_whitespace().next().expect("a link"));
            }
            _ => self.append("copies", &letter.message_id),
        }
        Ok(())
    }
}

#[async_trait]
impl Delivery for Outside {
    async fn sms(&self) -> Result<Arc<dyn SmsService>, NotReady> {
        Ok(Arc::new(self.clone()))
    }

    async fn mailer(&self) -> Result<Arc<dyn Mailer>, NotReady> {
        Ok(Arc::new(self.clone()))
    }
}

async fn call(portal: &Portal, method: Method, path: &str, kind: &str, body: String) -> String {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", format!("Bearer {TOKEN}"))
        .header("content-type", kind)
        .body(Body::from(body))
        .expect("a request");
    let response = portal.router().oneshot(request).await.expect("an answer");
    assert!(!response.status().is_server_error(), "{path}: {}", response.status());
    String::from_utf8_lossy(&to_bytes(response.into_body(), usize::MAX).await.expect("a body")).into_owned()
}

async fn open(folder: &Path) -> Portal {
    let outside = Outside(folder.to_owned());
    let ports = PortalPorts {
        delivery: Arc::new(outside.clone()),
        documents: Arc::new(FakeDocuments::default()),
        clock: Arc::new(move || start() + TimeDelta::seconds(outside.seconds())),
    };
    Portal::open(config(folder.join("portal.db")), ports).await.expect("the portal opens")
}

/// One process: the desktop sends the contract, the tourist does whatever comes
/// next, until the signed copy is in the mailbox.
async fn live(folder: &Path) {
    let outside = Outside(folder.to_owned());
    let portal = open(folder).await;
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let put = serde_json::to_string(&envelope()).expect("json");
    call(&portal, Method::PUT, &format!("/api/v1/envelopes/{ENVELOPE}"), json, put).await;
    for _ in 0..10 {
        portal.run_due().await.expect("storage works");
        if !outside.lines("copies").is_empty() {
            return;
        }
        let link = outside.lines("links").pop().expect("a letter has come");
        call(&portal, Method::GET, &format!("{link}/contract.pdf"), form, String::new()).await;
        call(&portal, Method::POST, &format!("{link}/continue"), form, ticks()).await;
        portal.run_due().await.expect("storage works");
        if let Some(text) = outside.lines("phone").pop() {
            let code = text.split_whitespace().nth(1).expect("a code");
            call(&portal, Method::POST, &format!("{link}/code"), form, format!("code={code}")).await;
        } else {
            outside.append("clock", "60");
            call(&portal, Method::POST, &format!("{link}/resend"), form, String::new()).await;
        }
    }
    panic!("the contract was never signed");
}

/// Run by itself it is the main job; run by the test below it is a process that may be killed.
#[tokio::test]
async fn the_life_of_one_process() {
    match std::env::var_os(FOLDER) {
        Some(folder) => live(Path::new(&folder)).await,
        None => {
            let folder = tempfile::tempdir().expect("a folder");
            live(folder.path()).await;
            assert_eq!(Outside(folder.path().to_owned()).lines("phone").len(), 1);
        }
    }
}

fn process(folder: &Path, crash_at: Option<&str>) -> bool {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.args(["--exact", "crash::the_life_of_one_process"]).env(FOLDER, folder).env_remove("AGENCY_CRASH_AT");
    if let Some(point) = crash_at {
        command.env("AGENCY_CRASH_AT", point);
    }
    command.output().expect("a process").status.success()
}

#[rstest]
#[case("invite.token_stored", 1, 1)]
// Nobody can know whether the letter went, so it goes again.
#[case("invite.letter_sent", 2, 1)]
#[case("code.stored", 1, 1)]
#[case("code.sms_sent", 1, 1)]
#[case("accept.stored", 1, 1)]
#[case("seal.file_written", 1, 1)]
#[case("seal.stored", 1, 1)]
#[case("result.letter_sent", 1, 2)]
#[tokio::test]
async fn a_killed_process_is_followed_by_one_that_finishes(
    #[case] point: &str,
    #[case] invitations: usize,
    #[case] copies: usize,
) {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(!process(folder.path(), Some(point)), "the process dies at {point}");
    assert!(process(folder.path(), None), "the next one finishes");
    let outside = Outside(folder.path().to_owned());
    assert_eq!(outside.lines("links").len(), invitations);
    assert_eq!(outside.lines("phone").len(), 1, "no second SMS");
    assert_eq!(outside.lines("copies").len(), copies);
    let portal = open(folder.path()).await;
    assert_eq!(portal.run_due().await.expect("storage works"), 0, "nothing is left to do");
    let path = format!("/api/v1/envelopes/{ENVELOPE}/evidence.jsonl");
    let lines = call(&portal, Method::GET, &path, "text/plain", String::new()).await;
    let records: Vec<Record> = lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    verify(&records).expect("a whole chain");
    for once in ["code.accepted", "seal.done"] {
        assert_eq!(records.iter().filter(|record| record.kind.as_str() == once).count(), 1, "{once}");
    }
}
