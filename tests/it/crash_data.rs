//! kill -9 in the middle of a save, a copy, a restore, an export or an import:
//! what is there afterwards is the old state or the new one. Also the disk: a
//! full one and one that may only be read.

use crate::harness::set_up_requests;
use agency_dev::tourist::client;
use agency_simulator::{Running, Simulator, SimulatorConfig};
use rstest::rstest;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// The program in a process of its own.
struct Program {
    child: Child,
    address: String,
    http: reqwest::Client,
}

/// A command that refused, as the window gets it.
type Answer = Result<Value, Value>;

impl Program {
    /// Starts it under a launcher, such as one that takes rights away.
    async fn under(launcher: &[&str], folder: &Path, simulator: &Running, crash_at: Option<&str>) -> Self {
        let mut words = launcher.to_vec();
        words.extend([env!("CARGO_BIN_EXE_agency-dev"), "serve", "--port", "0", "--data"]);
        let mut command = Command::new(words[0]);
        command
            .args(&words[1..])
            .arg(folder)
            .args(["--simulator", &format!("http://{}", simulator.http_addr)])
            .stdout(Stdio::piped())
            // a log that runs into the limit of the disk is no part of the test
            .stderr(Stdio::null())
            .kill_on_drop(true);
        if let Some(point) = crash_at {
            command.env("AGENCY_CRASH_AT", point);
        }
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = lines.next_line().await.expect("its address").expect("its address");
        Self { child, address, http: client().expect("a client") }
    }

    async fn start(folder: &Path, simulator: &Running) -> Self {
        Self::under(&[], folder, simulator, None).await
    }

    /// `None` when the program died of it.
    async fn ask(&self, name: &str, request: &Value) -> Option<Answer> {
        let answer = self.http.post(format!("{}/rpc/{name}", self.address)).json(request).send().await.ok()?;
        let is_success = answer.status().is_success();
        let body: Value = answer.json().await.ok()?;
        Some(if is_success { Ok(body) } else { Err(body) })
    }

    async fn call(&self, name: &str, request: &Value) -> Value {
        self.ask(name, request).await.expect("it lives").unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    async fn kill(mut self) {
        self.child.kill().await.expect("killed");
    }

    async fn orders(&self) -> u64 {
        self.call("count_orders", &json!({})).await["total"].as_u64().expect("a number")
    }
}

async fn simulator() -> Running {
    Simulator::start(SimulatorConfig::default()).await.expect("a simulator")
}

/// A ready agency with an order and a copy of that state; after the copy there is another order.
async fn prepared(folder: &Path, simulator: &Running) -> (Program, PathBuf) {
    let program = Program::start(folder, simulator).await;
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        program.call(name, &request).await;
    }
    program.call("create_order", &json!({})).await;
    let export = folder.join("base.zip");
    wait_for_idle(&program).await;
    program.call("export_base", &json!({ "path": export })).await;
    program.call("make_copy", &json!({})).await;
    program.call("create_order", &json!({})).await;
    (program, export)
}

/// Waits for the day's own copy, which is made beside the first commands.
async fn wait_for_idle(program: &Program) {
    let mut ticks = tokio::time::interval(std::time::Duration::from_millis(20));
    while program.call("get_data", &json!({})).await["copies"].as_array().is_none_or(Vec::is_empty) {
        ticks.tick().await;
    }
}

async fn newest_copy_of(program: &Program, orders: u64) -> String {
    let data = program.call("get_data", &json!({})).await;
    let copies = data["copies"].as_array().expect("copies");
    let copy = copies.iter().find(|copy| copy["orders"] == orders).expect("a copy with so many orders");
    copy["name"].as_str().expect("a name").to_owned()
}

#[rstest]
#[case("copy.half", "make_copy", 2)]
#[case("restore.staged", "restore_copy", 2)]
#[case("copy.half", "restore_copy", 2)]
#[case("replace.before", "restore_copy", 2)]
#[case("replace.decided", "restore_copy", 1)]
#[case("replace.half", "restore_copy", 1)]
#[case("export.half", "export_base", 2)]
#[case("import.half", "import_base", 2)]
#[case("replace.before", "import_base", 2)]
#[case("replace.half", "import_base", 1)]
#[tokio::test(flavor = "multi_thread")]
async fn a_kill_leaves_the_old_state_or_the_new_one(#[case] point: &str, #[case] command: &str, #[case] orders: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = simulator().await;
    let (program, export) = prepared(folder.path(), &simulator).await;
    let copy = newest_copy_of(&program, 1).await;
    program.kill().await;

    let program = Program::under(&[], folder.path(), &simulator, Some(point)).await;
    let request = match command {
        "restore_copy" => json!({ "copy": { "place": "here", "name": copy }, "recovery_key": null }),
        "import_base" => json!({ "path": export }),
        "export_base" => json!({ "path": folder.path().join("second.zip") }),
        _ => json!({}),
    };
    assert_eq!(program.ask(command, &request).await, None, "it died at {point}");
    drop(program);

    let program = Program::start(folder.path(), &simulator).await;
    assert_eq!(program.call("get_start", &json!({})).await["state"], "open");
    assert_eq!(program.orders().await, orders, "after {point} of {command}");
    let check = program.call("check_base", &json!({})).await;
    assert_eq!(check["problems"], json!([]));
    let office = folder.path().join("office");
    assert!(!office.join("incoming").exists(), "nothing half-done stays");
    assert!(!folder.path().join("second.zip").exists(), "half an export does not look like one");
    if point != "copy.half" {
        // and the same goes through now
        program.call(command, &request).await;
    }
    let copies = std::fs::read_dir(office.join("backups")).expect("copies");
    let unfinished = copies.filter(|entry| {
        entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "part"))
    });
    let allowed = usize::from(point == "copy.half" || command == "export_base");
    assert!(unfinished.count() <= allowed, "a half copy goes with the next one");
}

/// A burst of saves with a kill in the middle, again and again.
#[tokio::test(flavor = "multi_thread")]
async fn a_kill_in_the_middle_of_saves_keeps_the_last_told_state_or_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = simulator().await;
    let mut program = Program::start(folder.path(), &simulator).await;
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        program.call(name, &request).await;
    }
    let mut details = program.call("create_order", &json!({})).await;
    let id = json!({ "id": details["order"]["id"] });
    for kill_after in [1, 2, 5, 9] {
        let mut told = details["version"].as_u64().expect("a version");
        let first = told;
        let saves = async {
            loop {
                let mut order = details["order"].clone();
                order["notes"] = format!("правка {}", told + 1).into();
                let request = json!({ "order": order, "version": told });
                let Some(answer) = program.ask("save_order", &request).await else { break };
                details = answer.expect("saved");
                told = details["version"].as_u64().expect("a version");
                if told == first + kill_after {
                    // the next one is on its way when the process ends
                    let pid = program.child.id().expect("it lives").to_string();
                    let mut order = details["order"].clone();
                    order["notes"] = format!("правка {}", told + 1).into();
                    let request = json!({ "order": order, "version": told });
                    let (_, killed) = tokio::join!(
                        program.ask("save_order", &request),
                        Command::new("kill").args(["-9", &pid]).status()
                    );
                    assert!(killed.expect("kill").success());
                    break;
                }
            }
        };
        saves.await;
        program.kill().await;
        program = Program::start(folder.path(), &simulator).await;
        details = program.call("get_order", &id).await;
        let version = details["version"].as_u64().expect("a version");
        assert!(version == told || version == told + 1, "{version} after {told} was told");
        assert_eq!(details["order"]["notes"], format!("правка {version}"), "a state is whole");
        let check = program.call("check_base", &json!({})).await;
        assert_eq!(check["problems"], json!([]));
    }
}

/// A quota that fills up while the program works, and room again.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_a_save_with_advice_and_takes_it_when_there_is_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = simulator().await;
    // the system tells a write over the limit by an error instead of a signal
    let launcher = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""];
    let program = Program::under(&launcher, folder.path(), &simulator, None).await;
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        program.call(name, &request).await;
    }
    wait_for_idle(&program).await;
    let details = program.call("create_order", &json!({})).await;
    let mut order = details["order"].clone();
    order["notes"] = "набрано, пока на диске нет места".into();
    let save = json!({ "order": order, "version": details["version"] });

    limit(&program, "1").await;
    for (name, request) in [
        ("save_order", save.clone()),
        ("create_order", json!({})),
        ("make_copy", json!({})),
        ("export_base", json!({ "path": folder.path().join("base.zip") })),
    ] {
        let refused = program.ask(name, &request).await.expect("it lives").expect_err(name);
        assert_eq!(refused["code"], "disk_full", "{name} was refused otherwise: {refused}");
    }
    let data = program.call("get_data", &json!({})).await;
    assert!(data["health"].as_array().expect("rows").iter().any(|row| row["level"] == "bad"), "{data}");
    assert_eq!(program.orders().await, 1, "reading goes on");

    limit(&program, "unlimited").await;
    let saved = program.call("save_order", &save).await;
    assert_eq!(saved["order"]["notes"], order["notes"]);
    let data = program.call("make_copy", &json!({})).await;
    assert!(data["health"].as_array().expect("rows").iter().all(|row| row["level"] != "bad"), "{data}");
    let check = program.call("check_base", &json!({})).await;
    assert_eq!(check["problems"], json!([]));
}

#[cfg(target_os = "linux")]
async fn limit(program: &Program, bytes: &str) {
    let pid = program.child.id().expect("it lives").to_string();
    let size = format!("--fsize={bytes}:unlimited");
    let done = Command::new("prlimit").args(["--pid", &pid, &size]).status().await.expect("prlimit");
    assert!(done.success());
}

/// A folder without the right to write; also for an administrator, who is
/// allowed all otherwise.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_folder_is_told_and_opens_when_it_may_be_written_to() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let simulator = simulator().await;
    let (program, _) = prepared(folder.path(), &simulator).await;
    program.kill().await;
    let is_root = Command::new("id").arg("-u").output().await.is_ok_and(|id| id.stdout == b"0\n");
    let launcher: &[&str] = if is_root { &["setpriv", "--bounding-set=-dac_override,-dac_read_search"] } else { &[] };
    let office = folder.path().join("office");
    let locked = [folder.path().to_owned(), office.clone(), office.join("base.db"), folder.path().join("lock")];
    let set = |rights: u32| {
        for path in &locked {
            let rights = if path.is_dir() { rights | 0o111 } else { rights };
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(rights)).expect("rights");
        }
    };
    set(0o444);
    let program = Program::under(launcher, folder.path(), &simulator, None).await;
    let start = program.call("get_start", &json!({})).await;
    assert_eq!((&start["state"], &start["error"]["code"]), (&json!("broken"), &json!("read_only")), "{start}");
    set(0o644);
    let start = program.call("retry_start", &json!({})).await;
    assert_eq!(start["state"], "open", "{start}");
    assert_eq!(program.orders().await, 2);
}
