//! kill -9 between any two steps: after a restart the job goes on, nothing is
//! lost, nobody gets a second SMS, nothing is signed twice (invariant I6).

use crate::harness::{link, set_up_requests};
use agency_core::crash::POINTS;
use agency_dev::tourist::{Tourist, client};
use agency_simulator::{Running, Simulator, SimulatorConfig};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The program in a process of its own, on the same folder and port at every start.
struct Program {
    child: Child,
    address: String,
    http: reqwest::Client,
}

impl Program {
    async fn start(folder: &Path, simulator: &Running, crash_at: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_agency-dev"));
        command
            .args(["serve", "--port", "0", "--data"])
            .arg(folder)
            .args(["--simulator", &format!("http://{}", simulator.http_addr)])
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        if let Some(point) = crash_at {
            command.env("AGENCY_CRASH_AT", point);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines.next_line().await.expect("its address").expect("its address");
        Self { child, address, http: client().expect("a client") }
    }

    /// Asks a command; `None` when the program died of it.
    async fn call(&self, name: &str, request: &Value) -> Option<Value> {
        let answer = self.http.post(format!("{}/rpc/{name}", self.address)).json(request).send().await.ok()?;
        let status = answer.status();
        let body: Value = answer.json().await.ok()?;
        assert!(status.is_success(), "{name}: {body}");
        Some(body)
    }

    async fn died(&mut self, point: &str) {
        match tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await {
            Ok(end) => assert!(!end.expect("an end").success(), "it was killed at {point}"),
            Err(_) => panic!("the program never came to {point}"),
        }
    }
}

/// Repeats until there is something, at most a minute.
async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    let wait = async {
        loop {
            ticks.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    };
    match tokio::time::timeout(Duration::from_secs(60), wait).await {
        Ok(found) => found,
        Err(_) => panic!("never came to be: {what}"),
    }
}

async fn new_order(program: &Program) -> String {
    let created = program.call("create_order", &json!({})).await.expect("an order");
    let mut order = agency_testkit::filled(agency_testkit::order());
    order.id = serde_json::from_value(created["order"]["id"].clone()).expect("an id");
    let saved = program
        .call("save_order", &json!({ "order": order, "version": created["version"] }))
        .await
        .expect("a saved order");
    saved["order"]["id"].as_str().expect("an id").to_owned()
}

async fn is_signed(program: &Program, id: &str) -> Option<Value> {
    let details = program.call("get_order", &json!({ "id": id })).await?;
    (details["order"]["contract"]["status"] == "signed").then_some(details)
}

/// One job with one crash; everything after the crash is done by a second process.
async fn crash_at(point: &'static str) {
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = Simulator::start(SimulatorConfig::default()).await.expect("a simulator");
    let mut program = Program::start(folder.path(), &simulator, Some(point)).await;
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        program.call(name, &request).await.expect("set up");
    }
    let id = new_order(&program).await;
    let tourist = Tourist::new(format!("http://{}", simulator.http_addr)).expect("a tourist");
    let request = json!({ "id": id });
    program.call("send_for_signing", &request).await;

    let mut crashed = false;
    let dies_early = ["send.", "invite."].iter().any(|part| point.starts_with(part))
        || ["mirror.before_commit", "mirror.committed"].contains(&point);
    if dies_early {
        restart(&mut program, folder.path(), &simulator, &mut crashed, point).await;
    }
    let letter = tourist.letter("Подписание электронного договора").await.expect("the letter");
    let address = link(&letter);
    let page = tourist.open(&address).await.expect("the contract");
    // the program may die under any of the requests that follow
    let page = match tourist.submit(&page, "/continue", "").await {
        Ok(page) => page,
        Err(_) => {
            restart(&mut program, folder.path(), &simulator, &mut crashed, point).await;
            tourist.open(&format!("{address}/code")).await.expect("the page of the code")
        }
    };
    if point == "code.stored" {
        // the code was stored but never sent: its outcome is unknown, and only the tourist may ask again
        assert_eq!(simulator.messages().len(), 0, "nothing is sent by itself after {point}");
        assert!(page.text().contains("СМС-сервис не подтвердил отправку"), "{}", page.text());
        return;
    }
    let code = tourist.code().await.expect("the code");
    if tourist.submit(&page, "/code", &code).await.is_err() {
        restart(&mut program, folder.path(), &simulator, &mut crashed, point).await;
        if point == "accept.stored" {
            // accepted before the crash: a repeat is harmless
            let _ = tourist.submit(&page, "/code", &code).await;
        }
    }
    if !crashed {
        restart(&mut program, folder.path(), &simulator, &mut crashed, point).await;
    }
    let details = until("the signature", async || is_signed(&program, &id).await).await;
    assert_eq!(details["files"].as_array().map(Vec::len), Some(1), "one signed file after {point}");
    assert_eq!(simulator.messages().len(), 1, "one SMS after {point}");
    until("the letter with the signed file", async || {
        simulator.mails().iter().any(|mail| mail.subject.contains("успешно подписан")).then_some(())
    })
    .await;
    let mut ids: Vec<String> = simulator
        .mails()
        .into_iter()
        .filter(|mail| mail.subject.contains("успешно подписан"))
        .map(|mail| mail.message_id)
        .collect();
    ids.dedup();
    assert_eq!(ids.len(), 1, "a repeated letter is the same letter after {point}");
    let evidence = program.call("read_evidence", &request).await.expect("evidence");
    assert_eq!(evidence["intact"], true, "the chain holds after {point}");
    let jsonl = evidence["jsonl"].as_str().expect("lines");
    assert_eq!(jsonl.matches("\"code.accepted\"").count(), 1, "one signature after {point}");
}

async fn restart(program: &mut Program, folder: &Path, simulator: &Running, crashed: &mut bool, point: &str) {
    program.died(point).await;
    *program = Program::start(folder, simulator, None).await;
    *crashed = true;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_job_goes_on_after_a_kill_at_every_step() {
    for point in POINTS {
        crash_at(point).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn unsaved_edits_survive_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = Simulator::start(SimulatorConfig::default()).await.expect("a simulator");
    let mut program = Program::start(folder.path(), &simulator, None).await;
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        program.call(name, &request).await.expect("set up");
    }
    let id = new_order(&program).await;
    let details = program.call("get_order", &json!({ "id": id })).await.expect("the order");
    let mut order = details["order"].clone();
    order["notes"] = json!("набрано перед сбоем");
    program.call("save_draft", &json!({ "order": order, "version": details["version"] })).await.expect("kept");
    program.child.kill().await.expect("killed");

    let program = Program::start(folder.path(), &simulator, None).await;
    let details = program.call("get_order", &json!({ "id": id })).await.expect("the order");
    assert_eq!(details["draft"]["order"]["notes"], "набрано перед сбоем");
    assert_eq!(details["order"]["notes"], "");
}
