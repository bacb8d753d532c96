//! A started simulator and a plain HTTP client.

use agency_simulator::{Running, Simulator, SimulatorConfig};
use std::sync::Once;

pub(crate) async fn start() -> Running {
    let config =
        SimulatorConfig { now: Some("2025-03-06T08:00:00Z".parse().expect("a time")), ..SimulatorConfig::default() };
    Simulator::start(config).await.expect("the simulator starts")
}

pub(crate) fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().expect("no other provider");
    });
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

/// GET of a script of SMSC.ru with a raw query; the body as bytes.
pub(crate) async fn ask(running: &Running, script: &str, query: &str) -> Vec<u8> {
    let url = format!("{}/sys/{script}.php?{query}", running.service_url("smsc.ru"));
    let response = client().get(url).send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    response.bytes().await.expect("a body").to_vec()
}

/// The same as text.
pub(crate) async fn ask_text(running: &Running, script: &str, query: &str) -> String {
    String::from_utf8(ask(running, script, query).await).expect("UTF-8")
}
