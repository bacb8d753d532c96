//! Nothing secret is kept in clear or shown (invariant I4).

use crate::harness::{Office, sign};
use agency_app::wire::contract::Evidence;
use agency_app::wire::order::OrderRef;
use agency_core::ContractStatus;

#[tokio::test(flavor = "multi_thread")]
async fn no_code_token_password_or_full_phone_is_in_files_evidence_or_history() {
    let office = Office::ready().await;
    let details = office.order().await;
    let id = details.order.id;
    office.send(id).await;
    let tourist = office.tourist();
    sign(&tourist).await;
    office.until_status(id, ContractStatus::Signed).await;
    let code = tourist.code().await.expect("the code");
    let letter = tourist.letter("Подписание").await.expect("the letter");
    let link = crate::harness::link(&letter);
    let token = link.rsplit('/').next().expect("a token").to_owned();
    let phone = agency_core::Phone::parse(&details.order.customer.phone).expect("a phone");

    let evidence: Evidence = office.call("read_evidence", OrderRef { id }).await;
    assert!(evidence.intact);
    let history = serde_json::to_string(&office.history().await).expect("history");
    for (what, text) in [("evidence", evidence.jsonl.as_str()), ("history", history.as_str())] {
        for secret in [code.as_str(), token.as_str(), &phone.digits()[1..], "\"psw\":\"demo\""] {
            assert!(!text.contains(secret), "{what} holds a secret");
        }
    }
    office.app.stop().await;
    let number = details.order.customer.document.number.replace(' ', "");
    let name = details.order.customer.last_name.as_bytes();
    for file in walk(office.folder.path()) {
        if file.ends_with("secrets.json") {
            continue; // the test's stand-in for the keyring
        }
        let bytes = std::fs::read(&file).expect("a file");
        for secret in [code.as_bytes(), token.as_bytes(), phone.digits().as_bytes(), number.as_bytes(), name] {
            let found = bytes.windows(secret.len()).any(|part| part == secret);
            assert!(!found, "{} holds a secret in clear", file.display());
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}
