//! `status.php`: a message's way in time.

use crate::http::{ask_text, start};
use agency_simulator::{Delivery, Step};
use chrono::TimeDelta;
use rstest::rstest;

const SEND: &str = "login=demo&psw=demo&phones=79001234567&mes=Hello&fmt=1&id=a";
const ASK: &str = "login=demo&psw=demo&phone=%2B79001234567&id=a&charset=utf-8";

#[tokio::test]
async fn a_message_waits_is_handed_over_and_is_delivered() {
    let running = start().await;
    ask_text(&running, "send", SEND).await;
    let ask = format!("{ASK}&fmt=1");
    assert_eq!(ask_text(&running, "status", &ask).await, "-1,1741248000");
    running.advance(TimeDelta::seconds(1));
    assert_eq!(ask_text(&running, "status", &ask).await, "0,1741248001");
    running.advance(TimeDelta::seconds(9));
    assert_eq!(ask_text(&running, "status", &ask).await, "1,1741248002");
    assert_eq!(running.messages()[0].status, 1);
}

#[tokio::test]
async fn a_message_put_off_waits_for_its_time() {
    let running = start().await;
    ask_text(&running, "send", &format!("{SEND}&time=%2B10")).await;
    running.advance(TimeDelta::minutes(9));
    assert_eq!(running.messages()[0].status, -1);
    running.advance(TimeDelta::minutes(2));
    assert_eq!(running.messages()[0].status, 1);
}

#[rstest]
#[case("&fmt=0", "Status = 20, check_time = 06.03.2025 11:00:03, err = 6")]
#[case("&fmt=1", "20,1741248003,6")]
#[case(
    "&fmt=2",
    "<message><err>6</err><last_date>06.03.2025 11:00:03</last_date><last_timestamp>1741248003</last_timestamp><status>20</status></message>"
)]
#[case("&fmt=3", r#"{"status":20,"last_date":"06.03.2025 11:00:03","last_timestamp":1741248003,"err":6}"#)]
#[case(
    "&fmt=3&all=2",
    r#"{"status":20,"last_date":"06.03.2025 11:00:03","last_timestamp":1741248003,"err":6,"send_date":"06.03.2025 11:00:00","send_timestamp":1741248000,"phone":"79001234567","cost":"4.1","sender_id":"","status_name":"Невозможно доставить","message":"Hello","id":"a","country":"Россия","operator":"","region":""}"#
)]
#[tokio::test]
async fn a_scripted_end_is_told_in_all_layouts(#[case] more: &str, #[case] expected: &str) {
    let running = start().await;
    let steps = vec![Step { after_seconds: 1, status: 0, err: 0 }, Step { after_seconds: 3, status: 20, err: 6 }];
    running.set_delivery(Delivery { phone: "79001234567".into(), steps, ..Delivery::default() });
    ask_text(&running, "send", SEND).await;
    running.advance(TimeDelta::seconds(60));
    assert_eq!(ask_text(&running, "status", &format!("{ASK}{more}")).await, expected);
}

#[tokio::test]
async fn lists_unknown_messages_and_deletion_are_answered() {
    let running = start().await;
    ask_text(&running, "send", SEND).await;
    let many = "login=demo&psw=demo&phone=79001234567,79001234567&id=a,none&charset=utf-8&fmt=1";
    assert_eq!(ask_text(&running, "status", many).await, "-1,1741248000,a,79001234567\n-3,0,none,79001234567");
    assert_eq!(ask_text(&running, "status", many).await, "0,-9");
    running.advance(TimeDelta::minutes(1));
    let one_in_list =
        ask_text(&running, "status", "login=demo&psw=demo&phone=79001234567,&id=a,&charset=utf-8&fmt=3").await;
    let json: serde_json::Value = serde_json::from_str(&one_in_list).expect("JSON");
    assert_eq!((json.as_array().map(Vec::len), &json[0]["id"]), (Some(1), &"a".into()));
    assert_eq!(ask_text(&running, "status", &format!("{ASK}&fmt=3&del=1")).await, r#"{"result":"OK"}"#);
    assert_eq!(
        ask_text(&running, "status", &format!("{ASK}&fmt=3")).await,
        r#"{"status":-3,"last_date":"","last_timestamp":0,"err":0}"#
    );
    assert_eq!(ask_text(&running, "status", "login=demo&psw=demo&fmt=1").await, "0,-1");
}

#[tokio::test]
async fn the_sixth_check_within_a_minute_is_error_nine() {
    let running = start().await;
    ask_text(&running, "send", SEND).await;
    for _ in 0..5 {
        assert_eq!(ask_text(&running, "status", &format!("{ASK}&fmt=1")).await, "-1,1741248000");
    }
    assert_eq!(ask_text(&running, "status", &format!("{ASK}&fmt=1")).await, "0,-9");
}

#[tokio::test]
async fn a_refused_message_is_registered_with_its_status() {
    let running = start().await;
    running.set_delivery(Delivery { phone: "79001234567".into(), refuse: Some(6), ..Delivery::default() });
    assert_eq!(ask_text(&running, "send", SEND).await, "a,-6");
    assert_eq!(ask_text(&running, "status", &format!("{ASK}&fmt=1")).await, "23,1741248000");
}
