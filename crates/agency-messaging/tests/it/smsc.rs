//! The SMSC.ru adapter against the simulator: what a person sees for every answer.

use agency_core::{Money, Phone};
use agency_messaging::{
    Balance, DeliveryStatus, RejectKind, SendOutcome, SmsMessage, SmsService,
    sms::{
        parts,
        smsc::{Smsc, SmscAccount, SmscCredentials},
    },
};
use agency_simulator::{Account, Delivery, Fault, Running, Simulator, SimulatorConfig};
use chrono::TimeDelta;
use rstest::rstest;

pub(crate) async fn start() -> Running {
    let now = Some("2025-03-13T14:56:20Z".parse().expect("a time"));
    Simulator::start(SimulatorConfig { now, ..SimulatorConfig::default() }).await.expect("the simulator starts")
}

pub(crate) fn account() -> SmscAccount {
    let credentials = SmscCredentials::Password { login: "demo".into(), password: "demo".into() };
    SmscAccount { credentials, sender: Some("TurAgent".into()) }
}

pub(crate) fn message() -> SmsMessage {
    SmsMessage {
        client_id: "0195a3c1-code-1".into(),
        phone: phone(),
        text: "Код подтверждения: 818123 Не сообщайте никому!".into(),
        masked_text: "Код подтверждения: *** Не сообщайте никому!".into(),
    }
}

fn phone() -> Phone {
    Phone::parse("+79001234567").expect("a phone")
}

fn smsc(running: &Running) -> Smsc {
    Smsc::new(account(), &running.service_url("smsc.ru")).expect("an adapter")
}

#[tokio::test]
async fn a_message_is_sent_and_told_in_the_shape_of_the_log() {
    let running = start().await;
    running.set_account(Account::new("smsc.ru", "reka123", "passw123"));
    let credentials = SmscCredentials::Password { login: "reka123".into(), password: "passw123".into() };
    let account = SmscAccount { credentials, sender: Some("TurAgent".into()) };
    let smsc = Smsc::new(account, &running.service_url("smsc.ru")).expect("an adapter");

    let report = smsc.send(&message()).await;

    assert_eq!(
        report.outcome,
        SendOutcome::Accepted { id: "0195a3c1-code-1".into(), parts: Some(1), cost: Some("4.1".into()) }
    );
    assert_eq!(
        report.exchange.request,
        r#"{"login": "reka123", "psw": "***", "phones": "+790****567", "mes": "Код подтверждения: *** Не сообщайте никому!", "sender": "TurAgent", "id": "0195a3c1-code-1", "charset": "utf-8", "fmt": "3", "cost": "3"}"#
    );
    assert_eq!(report.exchange.answer, r#"{"id":"0195a3c1-code-1","cost":"4.1","cnt":1,"balance":"995.9"}"#);
    let messages = running.messages();
    assert_eq!(messages[0].text, "Код подтверждения: 818123 Не сообщайте никому!");
    assert_eq!((messages[0].phone.as_str(), messages[0].sender.as_str()), ("79001234567", "TurAgent"));
}

#[tokio::test]
async fn an_api_key_stands_for_login_and_password() {
    let running = start().await;
    running.set_account(Account { api_key: Some("K-9f1".into()), ..Account::new("smsc.ru", "alex", "123") });
    let account = SmscAccount { credentials: SmscCredentials::ApiKey("K-9f1".into()), sender: None };
    let smsc = Smsc::new(account, &running.service_url("smsc.ru")).expect("an adapter");
    let report = smsc.send(&message()).await;
    assert!(matches!(report.outcome, SendOutcome::Accepted { .. }), "{report:?}");
    assert!(report.exchange.request.starts_with(r#"{"apikey": "***", "phones""#), "{report:?}");
    assert!(!report.exchange.request.contains("sender"));
}

#[tokio::test]
async fn the_service_bills_the_parts_we_count() {
    let running = start().await;
    let smsc = smsc(&running);
    for (number, text) in
        ["Код 1234", &"ж".repeat(71), &"a".repeat(160), &"a".repeat(161), &"[€]".repeat(40), &"😀".repeat(67)]
            .into_iter()
            .enumerate()
    {
        let message = SmsMessage {
            client_id: format!("part-{number}"),
            text: text.to_owned(),
            masked_text: text.to_owned(),
            phone: phone(),
        };
        let SendOutcome::Accepted { parts: Some(billed), .. } = smsc.send(&message).await.outcome else {
            panic!("not accepted");
        };
        assert_eq!(billed as usize, parts(text).parts, "{text}");
    }
}

#[rstest]
#[case(
    1,
    RejectKind::Request,
    "SMSC.ru не принял запрос: ошибка в параметрах.",
    "Проверьте имя отправителя в «Интеграции → СМС»: до 11 латинских букв и знаков или до 15 цифр."
)]
#[case(
    2,
    RejectKind::Credentials,
    "SMSC.ru не принял логин или пароль, либо вход с этого IP-адреса запрещён.",
    "Проверьте логин и пароль (или пароль для API) в «Интеграции → СМС». Если на сайте smsc.ru задан список разрешённых IP-адресов, добавьте в него адрес офиса."
)]
#[case(
    3,
    RejectKind::Money,
    "На счёте SMSC.ru не хватает денег, сообщение не отправлено.",
    "Пополните баланс на сайте smsc.ru и отправьте сообщение ещё раз."
)]
#[case(
    4,
    RejectKind::TooOften,
    "SMSC.ru временно заблокировал IP-адрес офиса из-за частых ошибок.",
    "Исправьте логин и пароль, если они неверны, и повторите через 10–15 минут."
)]
#[case(
    5,
    RejectKind::Request,
    "SMSC.ru не принял время отправки.",
    "Проверьте дату и время на компьютере и отправьте сообщение ещё раз."
)]
#[case(
    6,
    RejectKind::Forbidden,
    "SMSC.ru запретил сообщение: по тексту или по имени отправителя.",
    "Скорее всего, подключение к SMSC.ru пройдено не полностью. Проверьте на сайте smsc.ru, что договор заключён, имя отправителя создано и разрешено операторами и документы приложены."
)]
#[case(
    7,
    RejectKind::Number,
    "SMSC.ru не принял номер телефона: неверный формат.",
    "Проверьте номер телефона получателя."
)]
#[case(
    8,
    RejectKind::Number,
    "SMSC.ru не может доставить сообщение на этот номер.",
    "Проверьте номер. Если он верен, имя отправителя может быть не разрешено оператором получателя: посмотрите раздел имён отправителей на сайте smsc.ru."
)]
#[case(
    9,
    RejectKind::Duplicate,
    "SMSC.ru отклонил повтор: такое же сообщение отправлено меньше минуты назад или запросов слишком много. Первая копия могла быть принята.",
    "Подождите минуту и спросите получателя, пришло ли сообщение; повторяйте, только если не пришло."
)]
#[case(
    42,
    RejectKind::Request,
    "SMSC.ru отклонил запрос (код 42).",
    "Посмотрите ответ сервиса в «Истории СМС» и обратитесь в поддержку SMSC.ru."
)]
#[tokio::test]
async fn every_error_code_is_explained(
    #[case] number: i32,
    #[case] class: RejectKind,
    #[case] text: &str,
    #[case] what_to_do: &str,
) {
    let running = start().await;
    running.push_fault(Fault { error_code: Some(number), ..Fault::at("smsc.ru", "send") });
    let report = smsc(&running).send(&message()).await;
    let registered = matches!(number, 3 | 6 | 7 | 8).then(|| "0195a3c1-code-1".to_owned());
    assert_eq!(
        report.outcome,
        SendOutcome::Rejected {
            code: number.to_string(),
            kind: class,
            message: text.into(),
            advice: what_to_do.into(),
            id: registered,
        }
    );
    assert!(report.exchange.answer.contains(&format!(r#""error_code":{number}"#)), "{report:?}");
}

#[tokio::test]
async fn refusals_that_happen_by_themselves_are_told_the_same() {
    let running = start().await;
    let code = async |message: &SmsMessage| match smsc(&running).send(message).await.outcome {
        SendOutcome::Rejected { code, id, .. } => (code, id),
        other => panic!("{other:?}"),
    };
    running.set_account(Account { balance_kopecks: Money(1), ..Account::new("smsc.ru", "demo", "demo") });
    assert_eq!(code(&message()).await, ("3".into(), Some("0195a3c1-code-1".into())));
    assert_eq!(code(&message()).await, ("9".into(), None));
    running.advance(TimeDelta::minutes(1));
    running.set_account(Account { senders: vec!["Other".into()], ..Account::new("smsc.ru", "demo", "demo") });
    assert_eq!(code(&message()).await, ("6".into(), Some("0195a3c1-code-1".into())));
    running.set_account(Account::new("smsc.ru", "demo", "changed"));
    assert_eq!(code(&message()).await, ("2".into(), None));
    assert!(running.messages().is_empty());
}

#[tokio::test]
async fn delivery_is_followed_to_its_end() {
    let running = start().await;
    let smsc = smsc(&running);
    assert_eq!(smsc.status("0195a3c1-code-1", &phone()).await, Ok(DeliveryStatus::Unknown));
    smsc.send(&message()).await;
    assert_eq!(smsc.status("0195a3c1-code-1", &phone()).await, Ok(DeliveryStatus::Queued));
    running.advance(TimeDelta::seconds(1));
    assert_eq!(smsc.status("0195a3c1-code-1", &phone()).await, Ok(DeliveryStatus::Sent));
    running.advance(TimeDelta::seconds(1));
    assert_eq!(smsc.status("0195a3c1-code-1", &phone()).await, Ok(DeliveryStatus::Delivered));
}

#[tokio::test]
async fn a_message_refused_on_its_way_has_the_status_of_its_refusal() {
    let running = start().await;
    running.set_delivery(Delivery { refuse: Some(7), ..Delivery::default() });
    let smsc = smsc(&running);
    smsc.send(&message()).await;
    assert_eq!(smsc.status("0195a3c1-code-1", &phone()).await, Ok(DeliveryStatus::Undelivered));
}

#[tokio::test]
async fn the_balance_is_told_with_its_currency() {
    let running = start().await;
    let smsc = smsc(&running);
    assert_eq!(smsc.balance().await, Ok(Balance { amount: "1000".into(), currency: Some("RUR".into()) }));
    running.push_fault(Fault { error_code: Some(2), ..Fault::at("smsc.ru", "balance") });
    let refused = smsc.balance().await.expect_err("refused");
    assert_eq!((refused.code.as_str(), refused.kind), ("2", RejectKind::Credentials));
    running.push_fault(Fault { body: Some("<html>".into()), ..Fault::at("smsc.ru", "balance") });
    let odd = smsc.balance().await.expect_err("no answer");
    assert_eq!(odd.to_string(), "html: Вместо ответа SMSC.ru пришла веб-страница.");
    for _ in 0..9 {
        smsc.balance().await.expect("answered");
    }
    assert_eq!(smsc.balance().await.expect_err("too often").kind, RejectKind::TooOften);
}
