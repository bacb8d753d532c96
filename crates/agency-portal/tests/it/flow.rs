//! The way everybody hopes for.

use crate::harness::*;
use agency_core::ContractStatus;
use agency_signing::{Status, verify};
use axum::http::{Method, StatusCode, header};

#[tokio::test]
async fn from_the_letter_to_the_signed_file() {
    let world = World::invited().await;
    let letter = &world.letters()[0];
    assert_eq!(letter.to.as_str(), "shcherbakova@mail.ru");
    assert!(letter.text.contains("https://sign.example.ru/s/"), "{}", letter.text);

    let page = world.get("").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Подписание электронного договора по заявке № 6083-1234")
        .says("ООО «Ромашка Тур»")
        .says("218 500 ₽")
        .says("Щербакова Юлия Олеговна")
        .says("10.06.2025 — 20.06.2025")
        .says("page/3.png")
        .says("+790****567")
        .says_not("9001234567");
    assert_eq!(page.text().matches("type=\"checkbox\"").count(), 4);
    page.says_not("checked");
    world.read_pages().await;

    let answer = world.tick().await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, &*format!("{}/code", world.link())));
    world.run().await;
    let page = world.get("/code").await;
    page.says("На ваш номер телефона <b>+790****567</b> отправлено смс-уведомление с одноразовым идентификатором")
        .says("код из смс")
        .says("inputmode=\"numeric\" autocomplete=\"one-time-code\"")
        .says("Код действует до 11:18:40 МСК")
        .says("Осталось: 5 попыток")
        .says("Новый код можно запросить в 11:14:40 МСК");
    let (phone, text) = world.delivery.sms.messages.lock().expect("a lock")[0].clone();
    assert_eq!(phone.e164(), "+79001234567");
    let code = world.code();
    assert_eq!(
        text,
        format!(
            "Код {code} для подписания договора № 6083-1234 с ООО «Ромашка Тур» на 218 500 руб. Никому не сообщайте."
        )
    );

    let answer = world.enter(&code).await;
    assert_eq!(answer.location(), format!("{}/done", world.link()));
    assert_eq!(world.view().await.contract_status, ContractStatus::CodeSent, "not signed before the seal");
    world.run().await;
    let page = world.get("/done").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("<h1>Договор подписан</h1>").says("06.03.2025 11:13 МСК").says("signed.pdf");

    let view = world.view().await;
    assert_eq!((view.status, view.contract_status), (Status::Signed, ContractStatus::Signed));
    let signed = world.api(Method::GET, &format!("/envelopes/{}/signed.pdf", world.id), None).await;
    assert!(signed.body.starts_with(PDF));
    assert_eq!(Some(agency_signing::sha256_hex(&signed.body)), view.signed_sha256);
    let copy = world.get("/signed.pdf").await;
    assert_eq!(copy.body, signed.body);
    assert!(copy.headers[header::CONTENT_DISPOSITION].to_str().expect("ASCII").contains("6083-1234.pdf"));

    let letters = world.letters();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[1].attachments[0].name, "Договор 6083-1234.pdf");
    assert_eq!(letters[1].attachments[0].bytes, signed.body);

    assert_eq!(verify(&world.evidence().await), Ok(world.view().await.head));
    assert_eq!(
        world.kinds().await,
        [
            "envelope.created",
            "link.created",
            "link.emailed",
            "link.opened",
            "document.read",
            "consent.given",
            "consent.given",
            "consent.given",
            "consent.given",
            "code.requested",
            "code.sending",
            "code.sent",
            "code.accepted",
            "seal.done",
            "copy.emailed",
            "copy.downloaded"
        ]
    );
}

#[tokio::test]
async fn nothing_the_portal_keeps_or_tells_holds_a_secret() {
    let world = World::with_code().await;
    let (code, wrong) = (world.code(), world.wrong_code());
    world.enter(&wrong).await;
    *world.delivery.sms.answer.lock().expect("a lock") = "{\"mes\":\"{text}\",\"to\":\"79001234567\"}".into();
    world.wait(60);
    world.post("/resend", "").await;
    world.run().await;
    let second = world.code();
    world.enter(&second).await;
    world.run().await;
    let token = world.link().trim_start_matches("/s/").to_owned();
    let feed = world.api(Method::GET, "/events?after=0", None).await.text();
    let told = [feed, world.api(Method::GET, &format!("/envelopes/{}", world.id), None).await.text()].concat();
    for secret in [&*code, &wrong, &second, &token, "9001234567", TOKEN] {
        assert!(!told.contains(secret), "{secret} is told");
    }
    assert!(told.contains("Код ****** для подписания"), "the masked text is told");
    let signed = String::from_utf8_lossy(&world.get("/signed.pdf").await.body).into_owned();
    assert!(signed.contains(&second), "the spent code is in the customer's own file");
    for entry in std::fs::read_dir(world.database().parent().expect("a folder")).expect("a folder") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("a file");
        for secret in [&*code, &second, &token, "9001234567", "Щербакова", "SQLite format"] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} is in the files");
        }
    }
}
