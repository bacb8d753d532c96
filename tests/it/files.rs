//! «Файлы» of an order: in by parts, looked at, sent by mail, trashed, refused.

use crate::harness::Office;
use agency_app::Code;
use agency_app::wire::Empty;
use agency_app::wire::contract::Picture;
use agency_app::wire::files::{FilePreview, LetterDraft, LetterStep, OrderFiles, Uploaded};
use agency_app::wire::order::{FileContents, FileRef, OrderRef};
use agency_core::ids::{FileId, OrderId};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rstest::rstest;
use serde_json::{Value, json};
use std::time::Duration;

const PART: usize = 4 * 1024 * 1024;

async fn begin(office: &Office, order: OrderId, name: &str, size: usize, for_tourist: bool) -> FileId {
    let request = json!({ "order_id": order, "name": name, "size": size, "for_tourist": for_tourist });
    office.call::<FileRef>("begin_upload", request).await.id
}

async fn attach(office: &Office, order: OrderId, name: &str, content: &[u8], for_tourist: bool) -> (FileId, Uploaded) {
    let id = begin(office, order, name, content.len(), for_tourist).await;
    for (number, part) in content.chunks(PART).enumerate() {
        let request = json!({ "id": id, "number": number, "base64": BASE64_STANDARD.encode(part) });
        let _: Empty = office.call("upload_part", request).await;
    }
    (id, office.call("finish_upload", FileRef { id }).await)
}

async fn list(office: &Office, order: OrderId) -> OrderFiles {
    office.call("list_files", OrderRef { id: order }).await
}

async fn code(office: &Office, command: &str, request: Value) -> Option<Code> {
    office.try_call::<Value>(command, request).await.err().map(|error| error.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_big_file_comes_back_byte_for_byte_and_a_larger_one_is_refused() {
    let office = Office::ready().await;
    let order = office.order().await.order.id;
    let big: Vec<u8> = (0..21 * 1024 * 1024_u32).map(|index| (index / 7) as u8).collect();
    let (id, uploaded) = attach(&office, order, "видео.mp4", &big, false).await;
    assert_eq!(uploaded.same_as, None);
    let contents: FileContents = office.call("read_file", FileRef { id }).await;
    assert!(BASE64_STANDARD.decode(contents.base64).expect("Base64") == big);

    let too_large = json!({ "order_id": order, "name": "x.mp4", "size": 100 * 1024 * 1024 + 1, "for_tourist": false });
    assert_eq!(code(&office, "begin_upload", too_large).await, Some(Code::FileTooLarge));
    let (_, again) = attach(&office, order, "копия.mp4", &big, false).await;
    assert_eq!(again.same_as.as_deref(), Some("видео.mp4"));
    let files = list(&office, order).await.files;
    assert_eq!(files.iter().filter(|file| file.same_as.is_some()).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_in_the_middle_leaves_no_half_file() {
    let mut office = Office::ready().await;
    let order = office.order().await.order.id;
    let id = begin(&office, order, "паспорт.pdf", 10, false).await;
    let part = json!({ "id": id, "number": 0, "base64": BASE64_STANDARD.encode(b"12345") });
    let _: Empty = office.call("upload_part", &part).await;
    assert_eq!(code(&office, "finish_upload", json!({ "id": id })).await, Some(Code::Invalid), "half of it");
    office.restart().await;
    assert_eq!(code(&office, "upload_part", part).await, Some(Code::Invalid));
    assert!(list(&office, order).await.files.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_looked_at_here_and_dangerous_ones_never_opened() {
    let office = Office::ready().await;
    let order = office.order().await.order.id;
    let pdf = agency_testkit::STAMP;
    let (picture, _) = attach(&office, order, "печать.png", pdf, false).await;
    let (broken, _) = attach(&office, order, "пустой.pdf", b"%PDF-1.4 nothing", false).await;
    let (program, _) = attach(&office, order, "договор.pdf.exe", b"MZ", false).await;

    let look = async |id| office.call::<FilePreview>("preview_file", FileRef { id }).await;
    assert_eq!(look(picture).await, FilePreview::Picture);
    assert!(matches!(look(broken).await, FilePreview::None { .. }));
    assert!(matches!(look(program).await, FilePreview::None { .. }));
    assert_eq!(code(&office, "open_file", json!({ "id": program })).await, Some(Code::DangerousFile));
    assert_eq!(code(&office, "open_file", json!({ "id": picture })).await, Some(Code::NotHere));
    assert!(list(&office, order).await.files.iter().any(|file| file.id == program && file.dangerous));

    office.send(order).await;
    crate::harness::sign(&office.tourist()).await;
    office.until_status(order, agency_core::ContractStatus::Signed).await;
    let signed = list(&office, order).await.files.into_iter().find(|file| file.sealed).expect("the signed contract");
    assert!(signed.for_tourist);
    let FilePreview::Pages { pages } = look(signed.id).await else { panic!("a PDF has pages") };
    assert!(pages > 1);
    let page: Picture = office.call("preview_file_page", json!({ "id": signed.id, "page": 0, "width": 600 })).await;
    assert!(!page.png_base64.is_empty());
    let ids = json!({ "ids": [signed.id] });
    assert_eq!(code(&office, "trash_files", ids).await, Some(Code::Invalid), "a signed contract stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trash_gives_back_and_the_archive_holds_all() {
    let office = Office::ready().await;
    let order = office.order().await.order.id;
    let (first, _) = attach(&office, order, "билет.txt", b"one", true).await;
    let (second, _) = attach(&office, order, "билет.txt", b"two", true).await;
    let change = json!({ "id": first, "name": "..\\ваучер.txt", "kind": "Ваучер", "for_tourist": false });
    let _: Empty = office.call("change_file", change).await;
    assert_eq!(
        code(&office, "change_file", json!({ "id": first, "name": "x", "kind": "Нет", "for_tourist": true })).await,
        Some(Code::Invalid)
    );
    let _: Empty = office.call("trash_files", json!({ "ids": [first] })).await;
    let listed = list(&office, order).await;
    assert_eq!((listed.files.len(), listed.trash[0].name.as_str()), (1, "ваучер.txt"));
    let _: Empty = office.call("restore_files", json!({ "ids": [first] })).await;
    assert_eq!(list(&office, order).await.files.len(), 2);
    let archive: FileContents = office.call("zip_files", json!({ "ids": [first, second] })).await;
    assert!(BASE64_STANDARD.decode(archive.base64).expect("Base64").starts_with(b"PK"));
}

#[rstest]
#[case(true, false)]
#[case(false, true)]
#[tokio::test(flavor = "multi_thread")]
async fn a_letter_with_files_goes_out_once_and_own_files_only_when_confirmed(
    #[case] for_tourist: bool,
    #[case] is_asked: bool,
) {
    let office = Office::ready().await;
    let order = office.order().await.order.id;
    let (id, _) = attach(&office, order, "ваучер.pdf", b"%PDF-1.4", for_tourist).await;
    let draft: LetterDraft = office.call("get_file_letter", json!({ "order_id": order, "ids": [id] })).await;
    assert!(draft.text.contains("ваучер.pdf"));
    assert_eq!(draft.own_files.is_empty(), for_tourist);
    let letter = |own_too: bool| {
        json!({
            "order_id": order, "ids": [id], "to": draft.to, "subject": draft.subject, "text": draft.text,
            "own_too": own_too,
        })
    };
    if is_asked {
        assert_eq!(code(&office, "send_files", letter(false)).await, Some(Code::NotForTourist));
    }
    let _: Empty = office.call("send_files", letter(true)).await;
    let sent = office.tourist().letter("Документы по заявке").await.expect("the letter");
    assert_eq!(sent["attachments"][0]["name"], "ваучер.pdf");
    let mut events = office.app.events();
    let wait = async {
        while list(&office, order).await.letters[0].step != LetterStep::Sent {
            // a lost event is followed by another look
            let _ = events.recv().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), wait).await.expect("the letter is marked as sent");
}
