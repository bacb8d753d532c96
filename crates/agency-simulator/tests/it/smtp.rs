//! The mail server, spoken to by lettre and by hand.

use crate::http::start;
use agency_simulator::{Account, Close, Fault, Options, Running, SmtpOptions};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, MultiPart, header::ContentType},
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{Certificate, Tls, TlsParameters},
        response::Response,
    },
};
use rstest::rstest;
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

fn letter() -> Message {
    let pdf = Attachment::new("Договор № 6083-1234.pdf".into())
        .body(b"%PDF-1.7".to_vec(), ContentType::parse("application/pdf").expect("a type"));
    Message::builder()
        .from("Ромашка <office@example.org>".parse().expect("an address"))
        .to("Иванов Иван <ivan@example.org>".parse().expect("an address"))
        .message_id(Some("<letter-1@office>".into()))
        .subject("Подписание электронного договора № 6083-1234")
        .multipart(
            MultiPart::mixed()
                .multipart(MultiPart::alternative_plain_html(
                    "Текст\r\n.точка\r\n..".to_owned(),
                    "<p>Текст</p>".to_owned(),
                ))
                .singlepart(pdf),
        )
        .expect("a letter")
}

async fn send(
    running: &Running,
    tls: Tls,
    address: SocketAddr,
    mechanism: Mechanism,
    password: &str,
) -> Result<Response, lettre::transport::smtp::Error> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("localhost")
        .port(address.port())
        .tls(tls)
        .credentials(Credentials::new("demo".into(), password.into()))
        .authentication(vec![mechanism])
        .build();
    let sent = transport.send(letter()).await;
    assert_eq!(running.mails().iter().filter(|mail| mail.message_id != "<letter-1@office>").count(), 0);
    sent
}

fn trusted(running: &Running) -> TlsParameters {
    let ca = Certificate::from_pem(running.ca_pem.as_bytes()).expect("a certificate");
    TlsParameters::builder("localhost".into()).add_root_certificate(ca).build_rustls().expect("parameters")
}

#[rstest]
#[case::starttls_plain(true, Mechanism::Plain)]
#[case::starttls_login(true, Mechanism::Login)]
#[case::tls_from_the_start(false, Mechanism::Plain)]
#[tokio::test]
async fn letters_come_in_over_tls_and_are_decoded(#[case] starttls: bool, #[case] mechanism: Mechanism) {
    let running = start().await;
    let parameters = trusted(&running);
    let (tls, address) = match starttls {
        true => (Tls::Required(parameters), running.smtp_addr),
        false => (Tls::Wrapper(parameters), running.smtps_addr),
    };
    send(&running, tls, address, mechanism, "demo").await.expect("taken");
    let mails = running.mails();
    let [mail] = &mails[..] else { panic!("one letter, not {}", mails.len()) };
    assert_eq!(mail.subject, "Подписание электронного договора № 6083-1234");
    assert_eq!(mail.to, "Иванов Иван <ivan@example.org>");
    assert_eq!((mail.text.as_str(), mail.html.as_str()), ("Текст\r\n.точка\r\n..", "<p>Текст</p>"));
    assert_eq!(mail.attachments[0].name, "Договор № 6083-1234.pdf");
    assert_eq!(
        (mail.attachments[0].mime.as_str(), &mail.attachments[0].bytes[..]),
        ("application/pdf", &b"%PDF-1.7"[..])
    );
    assert_eq!((mail.over_tls, mail.login.as_deref()), (true, Some("demo")));
}

#[tokio::test]
async fn a_wrong_password_is_535() {
    let running = start().await;
    let refused = send(&running, Tls::None, running.smtp_addr, Mechanism::Login, "wrong").await.expect_err("refused");
    assert_eq!(refused.status().map(u16::from), Some(535));
    running.set_account(Account::new("smtp", "demo", "wrong"));
    send(&running, Tls::None, running.smtp_addr, Mechanism::Login, "wrong").await.expect("taken");
}

#[rstest]
#[case("auth", 535)]
#[case("mail", 550)]
#[case("rcpt", 550)]
#[case("data", 451)]
#[case("message", 554)]
#[case("connect", 421)]
#[tokio::test]
async fn every_step_can_be_refused_by_script(#[case] route: &str, #[case] code: u16) {
    let running = start().await;
    running.push_fault(Fault { error_code: Some(code.into()), ..Fault::at("smtp", route) });
    let refused = send(&running, Tls::None, running.smtp_addr, Mechanism::Plain, "demo").await.expect_err("refused");
    assert_eq!(refused.status().map(u16::from), Some(code));
    assert_eq!(running.mails().len(), 0);
    send(&running, Tls::None, running.smtp_addr, Mechanism::Plain, "demo").await.expect("the fault is used up");
}

#[rstest]
#[case::lost(false, 0)]
#[case::taken_all_the_same(true, 1)]
#[tokio::test]
async fn the_connection_can_break_before_the_final_answer(#[case] carry_out: bool, #[case] taken: usize) {
    let running = start().await;
    running.push_fault(Fault { close: Some(Close::BeforeAnswer), carry_out, ..Fault::at("smtp", "message") });
    send(&running, Tls::None, running.smtp_addr, Mechanism::Plain, "demo").await.expect_err("no answer");
    assert_eq!(running.mails().len(), taken);
}

/// A conversation by hand: each line with the beginning of its answer.
async fn talk(running: &Running, lines: &[(&str, &str)]) {
    let stream = tokio::net::TcpStream::connect(running.smtp_addr).await.expect("a connection");
    let mut stream = BufReader::new(stream);
    for (line, expected) in [("", "220")].iter().chain(lines) {
        if !line.is_empty() {
            stream.write_all(format!("{line}\r\n").as_bytes()).await.expect("a write");
        }
        let mut answer = String::new();
        loop {
            let start = answer.len();
            if stream.read_line(&mut answer).await.expect("a line") == 0
                || answer.as_bytes().get(start + 3) != Some(&b'-')
            {
                break;
            }
        }
        assert!(answer.starts_with(expected), "{line}: {answer}");
        assert!(!answer.contains("SMTPUTF8"));
    }
}

#[tokio::test]
async fn the_order_of_commands_and_the_limits_are_kept() {
    let running = start().await;
    running.set_options(Options {
        smtp: SmtpOptions { require_auth: false, max_size: 200, ..SmtpOptions::default() },
        ..Options::default()
    });
    let long = "x".repeat(300);
    talk(
        &running,
        &[
            ("HELO me", "250"),
            ("RCPT TO:<a@b.ru>", "503"),
            ("DATA", "503"),
            ("MAIL FROM:<a@b.ru> SIZE=201", "552"),
            ("MAIL FROM:<ё@b.ru>", "553"),
            ("MAIL FROM:<a@b.ru> SIZE=20 BODY=8BITMIME", "250"),
            ("RCPT TO:<c@d.ru>", "250"),
            ("RSET", "250"),
            ("DATA", "503"),
            ("NOOP", "250"),
            ("VRFY a", "252"),
            ("NONSENSE", "500"),
            ("MAIL nobody", "501"),
            ("MAIL FROM:<>", "250"),
            ("RCPT TO:<c@d.ru>", "250"),
            ("DATA", "354"),
            ("Subject: 1\r\n\r\n..dot\r\nend\r\n.", "250"),
            ("MAIL FROM:<a@b.ru>", "250"),
            ("RCPT TO:<c@d.ru>", "250"),
            ("DATA", "354"),
            (&format!("Subject: 2\r\n\r\n{long}\r\n."), "552"),
            ("AUTH XYZ", "504"),
            ("AUTH PLAIN !!!", "501"),
            ("QUIT", "221"),
        ],
    )
    .await;
    let mails = running.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!((mails[0].subject.as_str(), mails[0].text.as_str()), ("1", ".dot\r\nend\r\n"));
}

#[tokio::test]
async fn switches_ask_for_auth_and_tls() {
    let running = start().await;
    talk(
        &running,
        &[
            (
                "EHLO me",
                "250-localhost\r\n250-SIZE 26214400\r\n250-8BITMIME\r\n250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n",
            ),
            ("MAIL FROM:<a@b.ru>", "530"),
        ],
    )
    .await;
    running.set_options(Options {
        smtp: SmtpOptions { offer_starttls: false, auth_needs_tls: true, ..SmtpOptions::default() },
        ..Options::default()
    });
    talk(
        &running,
        &[
            ("EHLO me", "250-localhost\r\n250-SIZE 26214400\r\n250-8BITMIME\r\n250 E"),
            ("STARTTLS", "500"),
            ("AUTH LOGIN", "538"),
        ],
    )
    .await;
}
