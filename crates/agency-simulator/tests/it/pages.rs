//! The pages a person reads.

use crate::http::{ask_text, client, start};
use agency_simulator::{Delivery, Options, Running, SmtpOptions, Step};
use chrono::TimeDelta;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, MultiPart, header::ContentType},
};

async fn page(running: &Running, path: &str) -> String {
    let response = client().get(running.service_url(path)).send().await.expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    assert!(response.headers()["content-security-policy"].to_str().expect("text").contains("default-src 'none'"));
    response.text().await.expect("a body")
}

#[tokio::test]
async fn the_phone_shows_what_arrived_newest_first() {
    let running = start().await;
    assert!(page(&running, "phone").await.contains("Сообщений пока нет"));
    let send = "login=demo&psw=demo&charset=utf-8&sender=TurAgent&phones=79066805555&mes=";
    ask_text(&running, "send", &format!("{send}%D0%9A%D0%BE%D0%B4 1111")).await;
    let waiting = page(&running, "phone").await;
    assert!(waiting.contains("1 сообщение в пути") && !waiting.contains("Код 1111"), "{waiting}");
    running.advance(TimeDelta::seconds(2));
    ask_text(&running, "send", &format!("{send}%D0%9A%D0%BE%D0%B4 2222 %3Cscript%3E https://a.ru/x")).await;
    running.advance(TimeDelta::seconds(2));
    let shown = page(&running, "phone").await;
    let newer = shown.find("Код 2222 &lt;script&gt;").expect("the newer one");
    assert!(newer < shown.find("Код 1111").expect("the older one"), "{shown}");
    assert!(shown.contains("TurAgent") && shown.contains("+7 906 680-55-55") && shown.contains("11:00"), "{shown}");
    assert!(shown.contains(r#"<a href="https://a.ru/x" target="_blank" rel="noreferrer noopener">"#));
    assert!(shown.contains("Учебный режим"));
}

#[tokio::test]
async fn each_number_has_its_own_messages_and_lost_ones_are_counted() {
    let running = start().await;
    let lost = vec![Step { after_seconds: 1, status: 20, err: 1 }];
    running.set_delivery(Delivery { phone: "79000000001".into(), steps: lost, ..Delivery::default() });
    ask_text(&running, "send", "login=demo&psw=demo&phones=79000000001&mes=first").await;
    ask_text(&running, "send", "login=demo&psw=demo&phones=79000000002&mes=second").await;
    running.advance(TimeDelta::seconds(5));
    let newest = page(&running, "phone").await;
    assert!(newest.contains("second") && !newest.contains("first"));
    let other = page(&running, "phone?number=79000000001").await;
    assert!(other.contains("1 сообщение не доставлено") && !other.contains("second"), "{other}");
}

#[tokio::test]
async fn an_open_page_learns_of_news_and_of_time() {
    let running = start().await;
    let version = async || client().get(running.service_url("version")).send().await.expect("an answer").text().await;
    let first = version().await.expect("a body");
    assert!(page(&running, "phone").await.contains(&format!("data-version=\"{first}\"")));
    ask_text(&running, "send", "login=demo&psw=demo&phones=79000000001&mes=x").await;
    let sent = version().await.expect("a body");
    running.advance(TimeDelta::seconds(3));
    let delivered = version().await.expect("a body");
    assert!(first != sent && sent != delivered && delivered.ends_with("-1"), "{first} {sent} {delivered}");
}

async fn send_letter(running: &Running) {
    running.set_options(Options {
        smtp: SmtpOptions { require_auth: false, ..SmtpOptions::default() },
        ..Options::default()
    });
    let html = r#"<!doctype html><script>alert(1)</script><p>Подпишите <a href="http://127.0.0.1:1/s/x">здесь</a></p>"#;
    let pdf = Attachment::new("Договор № 6083-1234.pdf".into())
        .body(b"%PDF-1.7".to_vec(), ContentType::parse("application/pdf").expect("a type"));
    let letter = Message::builder()
        .from("Ромашка <office@example.org>".parse().expect("an address"))
        .to("ivan@example.org".parse().expect("an address"))
        .subject("Подписание <договора>")
        .multipart(
            MultiPart::mixed()
                .multipart(MultiPart::alternative_plain_html(
                    "Ссылка http://127.0.0.1:1/s/x".to_owned(),
                    html.to_owned(),
                ))
                .singlepart(pdf),
        )
        .expect("a letter");
    AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(running.smtp_addr.port())
        .build()
        .send(letter)
        .await
        .expect("taken");
}

#[tokio::test]
async fn a_letter_is_read_and_its_link_followed_safely() {
    let running = start().await;
    assert!(page(&running, "mail").await.contains("Писем пока нет"));
    send_letter(&running).await;
    let list = page(&running, "mail").await;
    assert!(list.contains("Подписание &lt;договора&gt;") && list.contains("href=\"/mail/1\""), "{list}");
    let letter = page(&running, "mail/1").await;
    assert!(letter.contains(r#"sandbox="allow-popups allow-popups-to-escape-sandbox""#), "{letter}");
    assert!(letter.contains(r#"<a href="http://127.0.0.1:1/s/x" target="_blank" rel="noreferrer noopener">"#));
    assert!(!letter.contains("<script>alert"));

    let html = client().get(running.service_url("mail/1/html")).send().await.expect("an answer");
    let policy = html.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("sandbox allow-popups") && !policy.contains("allow-scripts"), "{policy}");
    let html = html.text().await.expect("a body");
    assert!(html.contains(r#"<a target="_blank" rel="noreferrer noopener" href="http://127.0.0.1:1/s/x">"#), "{html}");
}

#[tokio::test]
async fn attachments_are_downloaded_under_their_names() {
    let running = start().await;
    send_letter(&running).await;
    let file = client().get(running.service_url("mail/1/files/0")).send().await.expect("an answer");
    assert_eq!(file.headers()["content-type"], "application/pdf");
    assert_eq!(
        file.headers()["content-disposition"],
        "attachment; filename=\"file\"; filename*=UTF-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%20%E2%84%96%206083-1234.pdf"
    );
    assert_eq!(file.bytes().await.expect("a body")[..], b"%PDF-1.7"[..]);
    let source = client().get(running.service_url("mail/1/source")).send().await.expect("an answer");
    assert_eq!(source.headers()["content-type"], "message/rfc822");
    for path in ["mail/2", "mail/2/html", "mail/1/files/1", "mail/2/source"] {
        assert_eq!(client().get(running.service_url(path)).send().await.expect("an answer").status(), 404, "{path}");
    }
    page(&running, "").await;
}
