//! The mailer against the simulator's mail server.

use crate::smsc::start;
use agency_core::Email;
use agency_messaging::{
    Attachment, Letter, MailError, MailErrorKind, Mailer,
    mail::smtp::{SmtpMailer, SmtpSecurity, SmtpSettings},
};
use agency_simulator::{Close, Fault, Options, Running, SmtpOptions};
use rstest::rstest;
use std::time::Duration;

fn settings(running: &Running, security: SmtpSecurity) -> SmtpSettings {
    let address = if security == SmtpSecurity::Tls { running.smtps_addr } else { running.smtp_addr };
    SmtpSettings {
        host: "localhost".into(),
        port: address.port(),
        security,
        login: "demo".into(),
        password: "demo".into(),
        from: Email::parse("office@ромашка.рф").expect("an address"),
        from_name: "Турагентство «Ромашка»".into(),
        extra_root: Some(running.ca_pem.clone()),
    }
}

fn letter() -> Letter {
    Letter {
        message_id: "<signed-6083-1234@office>".into(),
        to: Email::parse("ivanov@почта.рф").expect("an address"),
        to_name: "Иванов Иван Иванович".into(),
        subject: "Электронный договор по заявке №\u{a0}6083-1234 успешно подписан".into(),
        text: "Здравствуйте!\n\n.точка в начале строки".into(),
        html: "<p>Здравствуйте!</p>".into(),
        attachments: vec![Attachment {
            name: "Договор № 15 от 01.03.2026 (Щербакова Ё. Ю.).pdf".into(),
            mime: "application/pdf".into(),
            bytes: (0..=255).cycle().take(60_000).collect(),
        }],
    }
}

async fn send(settings: SmtpSettings) -> Result<(), MailError> {
    SmtpMailer::with_timeout(settings, Duration::from_secs(10)).expect("settings").send(&letter()).await
}

#[rstest]
#[case(SmtpSecurity::StartTls, true)]
#[case(SmtpSecurity::Tls, true)]
#[case(SmtpSecurity::None, false)]
#[tokio::test]
async fn a_letter_arrives_whole(#[case] security: SmtpSecurity, #[case] over_tls: bool) {
    let running = start().await;
    send(settings(&running, security)).await.expect("taken");
    let mails = running.mails();
    let [mail] = &mails[..] else { panic!("one letter, not {}", mails.len()) };
    assert_eq!(mail.message_id, "<signed-6083-1234@office>");
    assert_eq!(mail.subject, letter().subject);
    assert_eq!(mail.from, "Турагентство «Ромашка» <office@xn--80aa3agjl3d.xn--p1ai>");
    assert_eq!(mail.to, "Иванов Иван Иванович <ivanov@xn--80a1acny.xn--p1ai>");
    assert_eq!(mail.envelope_to, ["ivanov@xn--80a1acny.xn--p1ai"]);
    assert_eq!(mail.text.replace("\r\n", "\n"), letter().text);
    assert_eq!(mail.html, letter().html);
    assert_eq!(mail.attachments[0].name, letter().attachments[0].name);
    assert_eq!(mail.attachments[0].mime, "application/pdf");
    assert_eq!(mail.attachments[0].bytes, letter().attachments[0].bytes);
    assert_eq!((mail.over_tls, mail.login.as_deref()), (over_tls, Some("demo")));
}

#[rstest]
#[case("connect", 421, MailErrorKind::Temporary, "Почтовый сервер просит повторить попытку позже (код 421).")]
#[case("connect", 554, MailErrorKind::Temporary, "Почтовый сервер отказался от соединения (код 554).")]
#[case("starttls", 454, MailErrorKind::Temporary, "Почтовый сервер просит повторить попытку позже (код 454).")]
#[case("starttls", 502, MailErrorKind::Tls, "Почтовый сервер не установил защищённое соединение (код 502).")]
#[case("auth", 535, MailErrorKind::Credentials, "Почтовый сервер не принял логин или пароль (код 535).")]
#[case("auth", 454, MailErrorKind::Temporary, "Почтовый сервер просит повторить попытку позже (код 454).")]
#[case("auth", 538, MailErrorKind::Tls, "Почтовый сервер не установил защищённое соединение (код 538).")]
#[case("mail", 553, MailErrorKind::Letter, "Почтовый сервер не принял адрес отправителя (код 553).")]
#[case("mail", 530, MailErrorKind::Credentials, "Почтовый сервер требует входа (код 530).")]
#[case("rcpt", 550, MailErrorKind::Recipient, "Почтовый сервер не принял адрес получателя (код 550).")]
#[case("rcpt", 553, MailErrorKind::Recipient, "Почтовый сервер не принял адрес получателя (код 553).")]
#[case("rcpt", 451, MailErrorKind::Temporary, "Почтовый сервер просит повторить попытку позже (код 451).")]
#[case("data", 451, MailErrorKind::Temporary, "Почтовый сервер просит повторить попытку позже (код 451).")]
#[case("message", 552, MailErrorKind::Letter, "Письмо слишком большое для почтового сервера (код 552).")]
#[case("message", 554, MailErrorKind::Letter, "Почтовый сервер не принял письмо (код 554).")]
#[tokio::test]
async fn every_refusal_is_explained(
    #[case] route: &str,
    #[case] code: i32,
    #[case] kind: MailErrorKind,
    #[case] message: &str,
) {
    let running = start().await;
    // The server's own words repeat what must not be shown.
    let body = Some("5.7.8 <ivanov@mail.ru> demo".to_owned());
    running.push_fault(Fault { error_code: Some(code), body, ..Fault::at("smtp", route) });
    let error = send(settings(&running, SmtpSecurity::StartTls)).await.expect_err("refused");
    assert_eq!((error.kind, error.message.as_str()), (kind, message));
    assert!(!error.advice.is_empty());
    assert!(!format!("{error} {error:?}").contains("demo"));
    assert!(running.mails().is_empty());
}

#[tokio::test]
async fn a_wrong_password_is_told_without_it() {
    let running = start().await;
    let settings = SmtpSettings { password: "неверный-7".into(), ..settings(&running, SmtpSecurity::StartTls) };
    let error = send(settings).await.expect_err("refused");
    assert_eq!(error.kind, MailErrorKind::Credentials);
    assert!(!format!("{error} {error:?}").contains("неверный-7"));
    assert!(error.advice.contains("отдельный пароль для программ"));
}

#[tokio::test]
async fn an_untrusted_certificate_is_a_tls_failure() {
    let running = start().await;
    for security in [SmtpSecurity::StartTls, SmtpSecurity::Tls] {
        let settings = SmtpSettings { extra_root: None, ..settings(&running, security) };
        let error = send(settings).await.expect_err("refused");
        assert_eq!(error.kind, MailErrorKind::Tls);
        assert_eq!(error.message, "Сертификат почтового сервера не прошёл проверку: возможно, это не тот сервер.");
    }
    assert!(running.mails().is_empty());
}

#[tokio::test]
async fn tls_spoken_to_a_plain_port_is_explained() {
    let running = start().await;
    let settings = SmtpSettings { port: running.smtp_addr.port(), ..settings(&running, SmtpSecurity::Tls) };
    let error = send(settings).await.expect_err("refused");
    assert_eq!(error.kind, MailErrorKind::Tls);
    assert_eq!(error.advice, "Проверьте порт и вид защиты в настройках почты: обычно 465 — TLS, 587 — STARTTLS.");
}

#[tokio::test]
async fn a_server_without_starttls_gets_no_password() {
    let running = start().await;
    running.set_options(Options {
        smtp: SmtpOptions { offer_starttls: false, ..SmtpOptions::default() },
        ..Options::default()
    });
    let error = send(settings(&running, SmtpSecurity::StartTls)).await.expect_err("refused");
    assert_eq!(
        (error.kind, error.message.as_str()),
        (MailErrorKind::Tls, "Почтовый сервер не предлагает защищённое соединение (STARTTLS).")
    );
}

#[rstest]
#[case(false, 0)]
#[case(true, 1)]
#[tokio::test]
async fn a_line_broken_before_the_final_answer_is_temporary(#[case] carry_out: bool, #[case] taken: usize) {
    let running = start().await;
    running.push_fault(Fault { close: Some(Close::BeforeAnswer), carry_out, ..Fault::at("smtp", "message") });
    let error = send(settings(&running, SmtpSecurity::StartTls)).await.expect_err("no answer");
    assert_eq!(error.kind, MailErrorKind::Temporary);
    assert_eq!(error.message, "Связь с почтовым сервером оборвалась: он мог и принять письмо.");
    assert_eq!(running.mails().len(), taken);
}

#[tokio::test]
async fn a_line_broken_after_the_final_answer_is_a_success() {
    let running = start().await;
    running.push_fault(Fault { close: Some(Close::AfterAnswer), ..Fault::at("smtp", "message") });
    send(settings(&running, SmtpSecurity::StartTls)).await.expect("taken");
    assert_eq!(running.mails().len(), 1);
}

#[tokio::test]
async fn a_down_or_silent_server_is_temporary() {
    let running = start().await;
    running.push_fault(Fault { hold: true, ..Fault::at("smtp", "connect") });
    let mailer = SmtpMailer::with_timeout(settings(&running, SmtpSecurity::StartTls), Duration::from_millis(200));
    let silent = mailer.expect("settings").send(&letter()).await.expect_err("no answer");
    assert_eq!(
        (silent.kind, silent.message.as_str()),
        (MailErrorKind::Temporary, "Почтовый сервер не ответил вовремя.")
    );

    let down = SmtpSettings { port: 1, ..settings(&running, SmtpSecurity::StartTls) };
    let down = send(down).await.expect_err("nobody listens");
    assert_eq!((down.kind, down.message.as_str()), (MailErrorKind::Temporary, "Почтовый сервер недоступен."));
}

#[tokio::test]
async fn a_cyrillic_local_part_is_refused_before_anything_is_sent() {
    let running = start().await;
    let mailer = SmtpMailer::new(settings(&running, SmtpSecurity::StartTls)).expect("settings");
    let letter = Letter { to: Email::parse("иван@mail.ru").expect("an address"), ..letter() };
    assert_eq!(mailer.send(&letter).await.expect_err("refused").kind, MailErrorKind::Recipient);
}

#[tokio::test]
async fn an_empty_login_hands_over_without_auth() {
    let running = start().await;
    let open = SmtpSettings { login: String::new(), ..settings(&running, SmtpSecurity::None) };
    assert_eq!(send(open.clone()).await.expect_err("refused").kind, MailErrorKind::Credentials);
    running.set_options(Options {
        smtp: SmtpOptions { require_auth: false, ..SmtpOptions::default() },
        ..Options::default()
    });
    send(open).await.expect("taken");
    assert_eq!(running.mails()[0].login, None);
}
