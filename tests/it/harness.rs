//! An office in a folder of its own, with a simulator beside it.

use agency_app::wire::Empty;
use agency_app::wire::integration::{ListSmsHistory, SmsHistory};
use agency_app::wire::order::{OrderDetails, OrderRef, SaveOrder};
use agency_app::{App, Clock, Config, Error, Folder, Headless, command};
use agency_core::ContractStatus;
use agency_core::ids::OrderId;
use agency_dev::tourist::{Page, Tourist, text};
use agency_simulator::{Running, Simulator, SimulatorConfig};
use agency_testkit as samples;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// The computer's clock, moved ahead by the test.
#[derive(Default)]
pub(crate) struct TestClock(Mutex<TimeDelta>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + *self.0.lock().expect("the clock")
    }
}

/// A running program with a ready agency.
pub(crate) struct Office {
    pub(crate) app: App,
    pub(crate) simulator: Running,
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<TestClock>,
}

impl Office {
    /// An agency that is ready to send contracts.
    pub(crate) async fn ready() -> Self {
        let office = Self::empty().await;
        set_up(&office.app, &office.simulator).await;
        office
    }

    /// A program at its first start.
    pub(crate) async fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let simulator = Simulator::start(SimulatorConfig::default()).await.expect("a simulator");
        let clock = Arc::new(TestClock::default());
        let app = start(&folder, &simulator, clock.clone()).await;
        Self { app, simulator, folder, clock }
    }

    /// Closes the program and starts it again on the same data.
    pub(crate) async fn restart(&mut self) {
        self.app.stop().await;
        self.app = start(&self.folder, &self.simulator, self.clock.clone()).await;
    }

    /// A second program on the same folder.
    pub(crate) async fn second(&self) -> App {
        start(&self.folder, &self.simulator, self.clock.clone()).await
    }

    /// Moves the clock of the program ahead.
    pub(crate) fn later(&self, by: TimeDelta) {
        *self.clock.0.lock().expect("the clock") += by;
    }

    pub(crate) async fn call<T: DeserializeOwned>(&self, name: &str, request: impl Serialize) -> T {
        self.try_call(name, request).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) async fn try_call<T: DeserializeOwned>(&self, name: &str, request: impl Serialize) -> Result<T, Error> {
        call(&self.app, name, request).await
    }

    /// A complete order, ready to be sent.
    pub(crate) async fn order(&self) -> OrderDetails {
        add_order(&self.app).await
    }

    pub(crate) async fn send(&self, id: OrderId) -> OrderDetails {
        self.call("send_for_signing", OrderRef { id }).await
    }

    pub(crate) async fn get(&self, id: OrderId) -> OrderDetails {
        self.call("get_order", OrderRef { id }).await
    }

    /// Waits, by the program's own events, until an order is as wanted.
    pub(crate) async fn until(
        &self,
        id: OrderId,
        what: &str,
        is_wanted: impl Fn(&OrderDetails) -> bool,
    ) -> OrderDetails {
        let mut events = self.app.events();
        let wait = async {
            loop {
                let details = self.get(id).await;
                if is_wanted(&details) {
                    return details;
                }
                // a lost event is followed by another look
                let _ = events.recv().await;
            }
        };
        match tokio::time::timeout(Duration::from_secs(60), wait).await {
            Ok(details) => details,
            Err(_) => panic!("never came to be: {what}; {:#?}", self.get(id).await.timeline),
        }
    }

    pub(crate) async fn until_status(&self, id: OrderId, status: ContractStatus) -> OrderDetails {
        self.until(id, status.label(), |details| details.order.contract.status == status).await
    }

    pub(crate) async fn history(&self) -> SmsHistory {
        let page = agency_app::wire::Page { offset: 0, limit: 100 };
        self.call("list_sms_history", ListSmsHistory { search: String::new(), page }).await
    }

    pub(crate) fn tourist(&self) -> Tourist {
        Tourist::new(format!("http://{}", self.simulator.http_addr)).expect("a tourist")
    }
}

async fn start(folder: &TempDir, simulator: &Running, clock: Arc<TestClock>) -> App {
    App::start(Config {
        secrets: Arc::new(Folder::new(folder.path())),
        data_folder: folder.path().to_owned(),
        clock,
        host: Arc::new(Headless),
        simulator: Some(format!("http://{}", simulator.http_addr)),
        version: "0.0.0-test",
    })
    .await
}

pub(crate) async fn call<T: DeserializeOwned>(app: &App, name: &str, request: impl Serialize) -> Result<T, Error> {
    let request = serde_json::to_value(request).expect("a request");
    let response = command::dispatch(app, name, request).await?;
    Ok(serde_json::from_value(response).expect("a response of the right shape"))
}

/// Requisites, pictures, SMS and mail, through the same commands as the window's.
pub(crate) async fn set_up(app: &App, simulator: &Running) {
    for (name, request) in set_up_requests(simulator.smtp_addr.port()) {
        let _: Value = call(app, name, request).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// The commands that make an agency ready.
pub(crate) fn set_up_requests(smtp_port: u16) -> Vec<(&'static str, Value)> {
    let upload = |which: &str, bytes: &[u8]| json!({ "which": which, "base64": BASE64_STANDARD.encode(bytes) });
    vec![
        ("create_office", json!({ "agency": samples::agency() })),
        ("upload_image", upload("stamp", samples::STAMP)),
        ("upload_image", upload("signature", samples::SIGNATURE)),
        (
            "save_sms_settings",
            json!({ "service": "smsc", "login": "demo", "sender": "TurAgent", "password": "demo", "token": null }),
        ),
        ("save_mail_settings", mail_settings(smtp_port, "demo")),
    ]
}

pub(crate) fn mail_settings(port: u16, password: &str) -> Value {
    json!({
        "settings": {
            "host": "127.0.0.1", "port": port, "security": "none", "login": "demo",
            "from_address": "dogovor@romashka.example", "from_name": "Ромашка Тур", "has_password": false,
        },
        "password": password,
    })
}

pub(crate) async fn add_order(app: &App) -> OrderDetails {
    let created: OrderDetails = call(app, "create_order", Empty {}).await.expect("an order");
    let mut order = samples::filled(samples::order());
    order.id = created.order.id;
    call(app, "save_order", SaveOrder { order, version: created.version }).await.expect("a saved order")
}

/// The link out of the letter.
pub(crate) fn link(letter: &Value) -> String {
    text(letter, "text")
        .split_whitespace()
        .find(|word| word.starts_with("http") && word.contains("/s/"))
        .expect("a link in the letter")
        .to_owned()
}

/// Opens the letter, reads the contract and asks for the code.
pub(crate) async fn read_and_continue(tourist: &Tourist) -> Page {
    let letter = tourist.letter("Подписание электронного договора").await.expect("the letter");
    let page = tourist.open(&link(&letter)).await.expect("the page of the contract");
    tourist.submit(&page, "/continue", "").await.expect("the page of the code")
}

/// All of the tourist's part.
pub(crate) async fn sign(tourist: &Tourist) -> Page {
    let page = read_and_continue(tourist).await;
    let code = tourist.code().await.expect("a code");
    tourist.submit(&page, "/code", &code).await.expect("the page of success")
}
