//! `send.php`: layouts, encodings, ways of sending parameters, error codes.

use crate::http::{ask, ask_text, client, start};
use agency_core::Money;
use agency_simulator::{Account, Delivery, Options, SmscOptions};
use rstest::rstest;

const OK: &str = "login=demo&psw=demo&phones=79001234567&mes=Hello";

#[rstest]
#[case("", "OK - 1 SMS, ID - 1")]
#[case("&fmt=0", "OK - 1 SMS, ID - 1")]
#[case("&fmt=1", "1,1")]
#[case("&fmt=2", "<result><id>1</id><cnt>1</cnt></result>")]
#[case("&fmt=3", r#"{"id":1,"cnt":1}"#)]
#[case("&fmt=3&id=ord-17", r#"{"id":"ord-17","cnt":1}"#)]
#[case("&fmt=3&id=0", r#"{"id":1,"cnt":1}"#)]
#[case("&fmt=1&cost=2", "1,1,4.1")]
#[case("&fmt=1&cost=3", "1,1,4.1,995.9")]
#[case("&fmt=2&cost=3", "<result><id>1</id><cnt>1</cnt><cost>4.1</cost><balance>995.9</balance></result>")]
#[case("&fmt=3&cost=3", r#"{"id":1,"cost":"4.1","cnt":1,"balance":"995.9"}"#)]
#[case("&fmt=1&cost=1", "4.1,1")]
#[case("&fmt=3&cost=1", r#"{"cost":"4.1","cnt":1}"#)]
#[case("&fmt=3&op=1", r#"{"id":1,"cnt":1,"phones":[{"phone":"79001234567","mccmnc":"","cost":"4.1","status":"-1"}]}"#)]
#[tokio::test]
async fn success_has_the_documented_layouts(#[case] more: &str, #[case] expected: &str) {
    let running = start().await;
    assert_eq!(ask_text(&running, "send", &format!("{OK}{more}")).await, expected);
}

#[rstest]
#[case("login=demo&psw=demo&phones=79001234567", 1, "")]
#[case("login=demo&psw=demo&mes=x", 1, "")]
#[case("login=demo&psw=demo&phones=79001234567&mes=x&sender=TooLongSender", 1, "")]
#[case("login=demo&psw=demo&phones=79001234567&mes=x&id=a%20b", 1, "")]
#[case("login=demo&psw=demo&phones=79001234567&mes=x&id=2147483648", 1, "")]
#[case("psw=demo&phones=79001234567&mes=x", 1, "")]
#[case("login=demo&psw=wrong&phones=79001234567&mes=x", 2, "")]
#[case("login=other&psw=demo&phones=79001234567&mes=x", 2, "")]
#[case("apikey=wrong&phones=79001234567&mes=x", 2, "")]
#[case("login=poor&psw=demo&phones=79001234567&mes=x", 3, "1")]
#[case("login=demo&psw=demo&phones=79001234567&mes=x&time=tomorrow", 5, "")]
#[case("login=demo&psw=demo&phones=79001234567&mes=casino", 6, "1")]
#[case("login=demo&psw=demo&phones=123&mes=x", 7, "1")]
#[case("login=demo&psw=demo&phones=79000000008&mes=x", 8, "1")]
#[tokio::test]
async fn every_refusal_has_its_code_in_all_layouts(#[case] query: &str, #[case] code: i32, #[case] id: &str) {
    for fmt in 0..=3 {
        let running = start().await;
        running
            .set_account(Account { forbidden_words: vec!["casino".into()], ..Account::new("smsc.ru", "demo", "demo") });
        running.set_account(Account { balance_kopecks: Money(409), ..Account::new("smsc.ru", "poor", "demo") });
        running.set_delivery(Delivery { phone: "79000000008".into(), refuse: Some(8), ..Delivery::default() });
        let answer = ask_text(&running, "send", &format!("{query}&fmt={fmt}")).await;
        match fmt {
            0 => {
                let end = if id.is_empty() { ")".to_owned() } else { format!("), ID - {id}") };
                assert!(answer.starts_with(&format!("ERROR = {code} (")) && answer.ends_with(&end), "{answer}");
            }
            1 => assert_eq!(answer, format!("{},-{code}", if id.is_empty() { "0" } else { id })),
            2 => {
                assert!(answer.contains(&format!("<error_code>{code}</error_code>")), "{answer}");
                assert_eq!(answer.contains("<id>1</id>"), !id.is_empty(), "{answer}");
            }
            _ => {
                let json: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
                assert_eq!(json["error_code"], code);
                assert_eq!(json.get("id").map(ToString::to_string).unwrap_or_default(), id);
            }
        }
        assert!(running.messages().is_empty(), "a refused message was taken");
    }
}

#[tokio::test]
async fn text_is_windows_1251_unless_told_otherwise() {
    let running = start().await;
    // «Код» in windows-1251, koi8-r and UTF-8.
    ask(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=%CA%EE%E4").await;
    ask(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=%EB%CF%C4&charset=koi8-r").await;
    ask(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=%D0%9A%D0%BE%D0%B4&charset=utf-8").await;
    let texts: Vec<_> = running.messages().into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["Код", "Код", "Код"]);

    running.advance(chrono::TimeDelta::seconds(5));
    let status = ask(&running, "status", "login=demo&psw=demo&phone=79001234567&id=1&all=1").await;
    let delivered = b"\xC4\xEE\xF1\xF2\xE0\xE2\xEB\xE5\xED\xEE"; // «Доставлено»
    assert!(status.windows(delivered.len()).any(|window| window == delivered));
    let status = ask_text(&running, "status", "login=demo&psw=demo&phone=79001234567&id=1&all=1&charset=utf-8").await;
    assert!(status.contains("Доставлено") && status.contains("message = Код"), "{status}");
}

#[tokio::test]
async fn parameters_come_in_query_form_multipart_and_json() {
    let running = start().await;
    let url = format!("{}/sys/send.php", running.service_url("smsc.ru"));
    let fields = |mes| {
        [
            ("login", "demo"),
            ("psw", "demo"),
            ("phones", "+79001234567"),
            ("mes", mes),
            ("fmt", "3"),
            ("charset", "utf-8"),
        ]
    };
    client().post(&url).form(&fields("форма & знаки + %")).send().await.expect("an answer");
    let boundary = "----b";
    let parts: String = fields("по частям")
        .iter()
        .map(|(name, value)| {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        })
        .collect();
    client()
        .post(&url)
        .header("content-type", format!("multipart/form-data; boundary={boundary}"))
        .body(format!("{parts}--{boundary}--\r\n"))
        .send()
        .await
        .expect("an answer");
    let json = serde_json::json!({"login": "demo", "psw": "demo", "phones": "79001234567", "mes": "ЙСОН", "id": 7});
    let rest = format!("{}/rest/send/", running.service_url("smsc.ru"));
    let answer = client().post(rest).json(&json).send().await.expect("an answer").text().await.expect("a body");
    assert_eq!(answer, r#"{"id":7,"cnt":1}"#);
    let texts: Vec<_> = running.messages().into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["форма & знаки + %", "по частям", "ЙСОН"]);
}

#[tokio::test]
async fn md5_password_and_key_open_the_account() {
    let running = start().await;
    running.set_account(Account { api_key: Some("K-1".into()), ..Account::new("smsc.ru", "alex", "123") });
    let md5 = "login=alex&psw=202cb962ac59075b964b07152d234b70&fmt=3";
    assert_eq!(ask_text(&running, "balance", md5).await, r#"{"balance":"1000"}"#);
    assert_eq!(ask_text(&running, "balance", "apikey=K-1&fmt=3&cur=1").await, r#"{"balance":"1000","currency":"RUR"}"#);
    assert_eq!(ask_text(&running, "balance", "apikey=K-1&fmt=2").await, "<balance>1000</balance>");
    assert_eq!(ask_text(&running, "balance", "apikey=K-1").await, "1000");
}

#[tokio::test]
async fn money_goes_by_parts_and_numbers() {
    let running = start().await;
    let long = "z".repeat(161);
    let answer = ask_text(
        &running,
        "send",
        &format!("login=demo&psw=demo&phones=89001234567,9001234568;79001234569&mes={long}&fmt=1&cost=3"),
    )
    .await;
    assert_eq!(answer, "1,6,24.6,975.4");
    let phones: Vec<_> = running.messages().into_iter().map(|message| message.phone).collect();
    assert_eq!(phones, ["79001234567", "79001234568", "79001234569"]);
    let answer =
        ask_text(&running, "send", &format!("login=demo&psw=demo&phones=79001234567&mes={long}&fmt=1&maxsms=1")).await;
    assert_eq!(answer, "4,1");
}

#[tokio::test]
async fn a_list_carries_a_text_for_each_number() {
    let running = start().await;
    let answer = ask_text(
        &running,
        "send",
        "login=demo&psw=demo&fmt=1&list=79001234567:one%0A79001234568,79001234569:two%3A%20three",
    )
    .await;
    assert_eq!(answer, "1,3");
    let texts: Vec<_> = running.messages().into_iter().map(|message| message.text).collect();
    assert_eq!(texts, ["one", "two: three", "two: three"]);

    ask_text(&running, "send", "login=demo&psw=demo&nl=1&list=79001234567:first%0Asecond: line%0A79001234568:other")
        .await;
    let texts: Vec<_> = running.messages().into_iter().skip(3).map(|message| message.text).collect();
    assert_eq!(texts, ["first\nsecond: line", "other"]);
}

#[tokio::test]
async fn bad_numbers_are_listed_when_asked_and_the_others_go() {
    let running = start().await;
    let answer = ask_text(&running, "send", "login=demo&psw=demo&phones=79001234567,12&mes=x&fmt=3&err=1").await;
    let json: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!((&json["cnt"], &json["phones"][0]["phone"]), (&1.into(), &"12".into()));
    assert_eq!(running.messages().len(), 1);
}

#[tokio::test]
async fn identical_requests_within_a_minute_are_error_nine() {
    let running = start().await;
    assert_eq!(ask_text(&running, "send", &format!("{OK}&fmt=1")).await, "1,1");
    assert_eq!(ask_text(&running, "send", &format!("{OK}&fmt=1")).await, "0,-9");
    assert_eq!(ask_text(&running, "send", &format!("{OK}&fmt=1&id=other")).await, "other,1");
    running.advance(chrono::TimeDelta::seconds(60));
    assert_eq!(ask_text(&running, "send", &format!("{OK}&fmt=1")).await, "3,1");
    assert_eq!(running.messages().len(), 3);
}

#[tokio::test]
async fn open_questions_of_the_documentation_are_options() {
    let running = start().await;
    let smsc = SmscOptions {
        money_as_numbers: true,
        ids_as_strings: true,
        max_phones: Some(1),
        text_with_cost: "OK - {cnt} SMS, ID - {id}, cost {cost}, balance {balance}".into(),
        duplicate_rule: agency_simulator::DuplicateRule::PhoneAndText,
        block_after_errors: Some(2),
        ..SmscOptions::default()
    };
    running.set_options(Options { smsc, ..Options::default() });
    assert_eq!(
        ask_text(&running, "send", &format!("{OK}&fmt=3&cost=3")).await,
        r#"{"id":"1","cost":4.1,"cnt":1,"balance":995.9}"#
    );
    assert_eq!(ask_text(&running, "send", &format!("{OK}&fmt=1&id=other")).await, "0,-9");
    assert_eq!(
        ask_text(&running, "send", "login=demo&psw=demo&phones=79001234567,79001234568&mes=x&fmt=1").await,
        "0,-1"
    );
    assert_eq!(
        ask_text(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=other&cost=3").await,
        "OK - 1 SMS, ID - 2, cost 4.1, balance 991.8"
    );
    for expected in ["0,-2", "0,-2", "0,-4"] {
        assert_eq!(ask_text(&running, "balance", "login=demo&psw=bad&fmt=1").await, expected);
    }
    running.advance(chrono::TimeDelta::minutes(10));
    assert_eq!(ask_text(&running, "balance", "login=demo&psw=demo&fmt=1").await, "991.8");
}

#[tokio::test]
async fn a_voice_code_comes_back_and_a_remark_is_cut_off() {
    let running = start().await;
    let answer = ask_text(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=code&call=1&fmt=3").await;
    let json: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!(json["code"].as_str().map(str::len), Some(6));
    ask_text(&running, "send", "login=demo&psw=demo&phones=79001234567&mes=text%0A~~~%0Aremark").await;
    assert_eq!(running.messages()[1].text, "text");
}
