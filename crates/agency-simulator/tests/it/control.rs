//! The control API.

use crate::http::{ask_text, client, start};
use serde_json::{Value, json};

#[tokio::test]
async fn a_test_steers_the_simulator_over_http() {
    let running = start().await;
    let at = |path: &str| running.service_url(&format!("control/{path}"));
    let post = |path: &str, body: Value| client().post(at(path)).json(&body).send();

    let account = json!({"service": "smsc.ru", "login": "reka123", "password": "passw123", "balance_kopecks": 5000});
    assert_eq!(post("accounts", account).await.expect("an answer").status(), 204);
    let fault = json!([{"service": "smsc.ru", "route": "send", "error_code": 6}]);
    assert_eq!(post("faults", fault).await.expect("an answer").status(), 204);
    let send = "login=reka123&psw=passw123&phones=%2B79001234567&mes=x";
    assert_eq!(ask_text(&running, "send", &format!("{send}&id=3")).await, "ERROR = 6 (message is denied), ID - 3");
    assert_eq!(ask_text(&running, "send", send).await, "OK - 1 SMS, ID - 1");

    let clock: Value =
        post("clock", json!({"advance_seconds": 60})).await.expect("an answer").json().await.expect("JSON");
    assert_eq!(clock, json!({"now": "2025-03-06T08:01:00Z"}));
    let messages: Value = client().get(at("messages")).send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(
        (&messages[0]["text"], &messages[0]["phone"], &messages[0]["status"]),
        (&json!("x"), &json!("79001234567"), &json!(1))
    );
    assert_eq!(post("reset", json!({})).await.expect("an answer").status(), 204);
    let messages: Value = client().get(at("messages")).send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(messages, json!([]));
    assert_eq!(ask_text(&running, "balance", "login=demo&psw=demo").await, "1000");
}

#[tokio::test]
async fn misspelt_fields_and_foreign_pages_are_turned_away() {
    let running = start().await;
    let url = running.service_url("control/faults");
    let misspelt = client().post(&url).json(&json!({"servise": "smsc.ru"})).send().await.expect("an answer");
    assert_eq!(misspelt.status(), 422);
    let not_json = client().post(&url).body(r#"{"service":"smsc.ru"}"#).send().await.expect("an answer");
    assert_eq!(not_json.status(), 415);
    let foreign = client().get(running.service_url("control/messages")).header("host", "evil.example").send().await;
    assert_eq!(foreign.expect("an answer").status(), 421);
}
