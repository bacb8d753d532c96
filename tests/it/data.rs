//! «Данные и копии»: copies, going back, moving, and what keeps the base from opening.

use crate::harness::{Office, sign};
use agency_app::Code;
use agency_app::wire::Empty;
use agency_app::wire::audit::AuditCheck;
use agency_app::wire::data::{BaseCheck, CopyKind, DataState, Exported, HealthLevel, Imported};
use agency_app::wire::grid::OrderCount;
use agency_app::wire::order::OrderDetails;
use agency_app::wire::start::{CreateOffice, Mode, RecoveryKey, Start};
use agency_core::ContractStatus;
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

async fn orders(office: &Office) -> u32 {
    office.call::<OrderCount>("count_orders", json!({})).await.total
}

async fn data(office: &Office) -> DataState {
    office.call("get_data", Empty {}).await
}

/// Waits until the day's own copy is made, so that it does not stand in the way of another work.
async fn until_copied(office: &Office) -> DataState {
    let mut events = office.app.events();
    let wait = async {
        loop {
            let state = data(office).await;
            if !state.copies.is_empty() {
                return state;
            }
            // a lost event is followed by another look
            let _ = events.recv().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), wait).await.expect("a copy")
}

/// A copy by hand; the newest one is its name.
async fn copy(office: &Office) -> String {
    let state: DataState = office.call("make_copy", Empty {}).await;
    assert_eq!(state.copies[0].kind, CopyKind::Manual);
    state.copies[0].name.clone()
}

async fn restore(office: &Office, name: &str) -> Start {
    let copy = json!({ "place": "here", "name": name });
    office.call("restore_copy", json!({ "copy": copy, "recovery_key": null })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_made_every_day_on_exit_and_by_hand_and_also_elsewhere() {
    let mut office = Office::ready().await;
    let first = until_copied(&office).await;
    assert_eq!(first.copies.iter().map(|copy| copy.kind).collect::<Vec<_>>(), [CopyKind::Daily]);
    office.order().await;
    office.restart().await;
    let state = data(&office).await;
    assert_eq!(state.copies[0].kind, CopyKind::Exit);
    assert_eq!(state.copies[0].orders, 1);
    assert!(state.copies[0].size > 0 && state.base_size > 0 && state.portal_size > 0);
    assert_eq!(state.health[0].level, HealthLevel::Good);

    let second = tempfile::tempdir().expect("another disk");
    let state: DataState = office.call("set_second_folder", json!({ "path": second.path() })).await;
    assert_eq!(state.second_folder.as_deref(), second.path().to_str());
    let name = copy(&office).await;
    let elsewhere = second.path().join("Копии ТурОфиса");
    assert!(elsewhere.join(&name).join("base.db").is_file());
    assert_eq!(fs::read_dir(&elsewhere).expect("copies").count(), 2, "the last one came at once");

    // the disk is pulled out: the first copy is made all the same, and the screen says so
    second.close().expect("gone");
    let state: DataState = office.call("make_copy", Empty {}).await;
    assert_eq!(state.copies[0].kind, CopyKind::Manual);
    assert!(state.health.iter().any(|row| row.level == HealthLevel::Bad && row.title.contains("Вторая копия")));

    office.app.stop().await;
    office.later(TimeDelta::days(1));
    office.restart().await;
    let mut events = office.app.events();
    while data(&office).await.copies[0].kind != CopyKind::Daily {
        let _ = events.recv().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_copy_brings_the_old_state_and_keeps_the_present_one() {
    let office = Office::ready().await;
    until_copied(&office).await;
    let mut kept = office.order().await;
    let name = copy(&office).await;
    kept.order.manager = "Позже".into();
    let request = json!({ "order": kept.order, "version": kept.version });
    office.call::<Value>("save_order", request).await;
    office.call::<Value>("create_order", Empty {}).await;
    assert_eq!(orders(&office).await, 2);

    let start = restore(&office, &name).await;
    assert!(matches!(start, Start::Open { mode: Mode::Office, .. }), "{start:?}");
    assert_eq!(orders(&office).await, 1);
    assert_ne!(office.get(kept.order.id).await.order.manager, "Позже");
    let state = data(&office).await;
    let before = state.copies.iter().find(|copy| copy.kind == CopyKind::Replacement).expect("the state before");
    assert_eq!(before.orders, 2);
    restore(&office, &before.name).await;
    assert_eq!(orders(&office).await, 2, "and back again");
    let check: BaseCheck = office.call("check_base", Empty {}).await;
    assert_eq!(check.problems, Vec::<String>::new());
}

const MAILED: &str = "Подписанный договор отправлен на почту";

/// Waits for the last event of a signing: the letter with the signed file.
async fn until_mailed(office: &Office, id: agency_core::ids::OrderId) -> OrderDetails {
    office
        .until(id, "the letter with the file", |details| details.timeline.iter().any(|row| row.text.contains(MAILED)))
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_signed_after_a_copy_stays_signed() {
    let mut office = Office::ready().await;
    until_copied(&office).await;
    let sent = office.order().await.order.id;
    office.send(sent).await;
    office.until_status(sent, ContractStatus::Sent).await;
    let name = copy(&office).await;
    sign(&office.tourist()).await;
    let signed = until_mailed(&office, sent).await;
    let messages = office.simulator.messages().len();
    let mails = office.simulator.mails().len();

    restore(&office, &name).await;
    let details = office.until_status(sent, ContractStatus::Signed).await;
    assert_eq!(details.files.len(), 1, "the signed file is there once");
    assert_eq!(details.timeline.len(), signed.timeline.len(), "all evidence, each event once");
    let evidence: Value = office.call("read_evidence", json!({ "id": sent })).await;
    assert_eq!(evidence["intact"], true);

    // without what the present base knew, the portal's events tell it again
    office.app.stop().await;
    let base = office.folder.path().join("office/base.db");
    crate::start::replace(&base, &[7; 64 * 1024]);
    office.restart().await;
    restore(&office, &name).await;
    let details = until_mailed(&office, sent).await;
    assert_eq!(details.order.contract.status, ContractStatus::Signed);
    assert_eq!((details.files.len(), details.timeline.len()), (1, signed.timeline.len()));
    assert_eq!(office.simulator.messages().len(), messages, "nobody gets a second SMS");
    assert_eq!(office.simulator.mails().len(), mails, "or a second letter");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_another_computer_opens_with_its_recovery_key() {
    let there = Office::empty().await;
    let request = CreateOffice { agency: agency_testkit::agency() };
    let key: RecoveryKey = there.call("create_office", &request).await;
    until_copied(&there).await;
    there.order().await;
    let name = copy(&there).await;
    let from = there.folder.path().join("office/backups").join(&name);

    let mut here = Office::ready().await;
    until_copied(&here).await;
    let copy = json!({ "place": "elsewhere", "path": from });
    let restore = |key: Option<String>| json!({ "copy": copy.clone(), "recovery_key": key });
    let refused = here.try_call::<Start>("restore_copy", restore(None)).await;
    assert_eq!(refused.expect_err("another key").code, Code::WrongKey);
    assert_eq!(orders(&here).await, 0, "nothing has changed");
    let start: Start = here.call("restore_copy", restore(Some(key.recovery_key.clone()))).await;
    assert!(matches!(start, Start::Open { .. }), "{start:?}");
    assert_eq!(orders(&here).await, 1);
    here.restart().await;
    assert_eq!(orders(&here).await, 1, "its key is kept");
    let shown: RecoveryKey = here.call("get_recovery_key", Empty {}).await;
    assert_eq!(shown.recovery_key, key.recovery_key);
    // and the way back: the key of the earlier base is still known
    let state = data(&here).await;
    let before = state.copies.iter().find(|copy| copy.kind == CopyKind::Replacement).expect("the state before");
    let copy = json!({ "place": "here", "name": before.name });
    here.call::<Start>("restore_copy", json!({ "copy": copy, "recovery_key": null })).await;
    assert_eq!(orders(&here).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spoilt_copy_is_refused_and_changes_nothing() {
    let office = Office::ready().await;
    until_copied(&office).await;
    office.order().await;
    let name = copy(&office).await;
    let base = office.folder.path().join("office/backups").join(&name).join("base.db");
    let mut bytes = fs::read(&base).expect("the copy");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 64].fill(7);
    fs::write(&base, bytes).expect("spoilt");
    for (copy, code) in [
        (json!({ "place": "here", "name": name }), Code::CopyRefused),
        (json!({ "place": "here", "name": "../office" }), Code::CopyRefused),
        (json!({ "place": "elsewhere", "path": "/" }), Code::CopyRefused),
    ] {
        let request = json!({ "copy": copy, "recovery_key": null });
        let refused = office.try_call::<Start>("restore_copy", request).await;
        assert_eq!(refused.expect_err("not a good copy").code, code, "{copy}");
        assert_eq!(orders(&office).await, 1);
    }
}

/// All tables and files of an export, as another program would read them.
fn unpacked(path: &Path) -> BTreeMap<String, Vec<u8>> {
    entries(path).into_iter().filter(|(name, _)| name != "manifest.json").collect()
}

async fn export(office: &Office, path: &Path) -> Exported {
    office.call("export_base", json!({ "path": path })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_comes_into_a_fresh_installation_without_loss() {
    let office = Office::ready().await;
    until_copied(&office).await;
    let id = office.order().await.order.id;
    office.send(id).await;
    sign(&office.tourist()).await;
    until_mailed(&office, id).await;
    let folder = tempfile::tempdir().expect("a folder");
    let first = folder.path().join("База агентства.zip");
    let exported = export(&office, &first).await;
    assert_eq!((exported.orders, exported.size), (1, fs::metadata(&first).expect("the file").len()));
    assert!(!folder.path().join("База агентства.zip.part").exists());
    office.app.stop().await;

    let mut other = Office::empty().await;
    let imported: Imported = other.call("import_base", json!({ "path": first })).await;
    assert_eq!(imported.orders, 1);
    assert!(imported.recovery_key.is_some(), "the fresh base has a key of its own");
    let details = other.get(id).await;
    assert_eq!(details.order.contract.status, ContractStatus::Signed);
    assert_eq!(details.files.len(), 1);
    let evidence: Value = other.call("read_evidence", json!({ "id": id })).await;
    assert_eq!(evidence["intact"], true);
    until_copied(&other).await;
    let second = folder.path().join("second.zip");
    export(&other, &second).await;
    let (mut left, mut came) = (unpacked(&first), unpacked(&second));
    // the journal goes on: it tells of the way itself
    let journal = |entries: &mut BTreeMap<String, Vec<u8>>| entries.remove("tables/audit.jsonl").expect("a journal");
    assert!(journal(&mut came).starts_with(&journal(&mut left)));
    assert_eq!(left.keys().collect::<Vec<_>>(), came.keys().collect::<Vec<_>>());
    for (name, bytes) in &left {
        assert!(came[name] == *bytes, "{name} is not the same");
    }
    let journal: AuditCheck = other.call("check_audit", Empty {}).await;
    assert_eq!(journal.first_broken, None, "and its chain holds");
    other.restart().await;
    assert_eq!(orders(&other).await, 1);

    // in the place of a base that is there, which is copied first
    other.call::<Value>("create_order", Empty {}).await;
    let again: Imported = other.call("import_base", json!({ "path": first })).await;
    assert_eq!(again.recovery_key, None);
    assert_eq!(orders(&other).await, 1);
    assert_eq!(data(&other).await.copies.iter().filter(|copy| copy.kind == CopyKind::Replacement).count(), 1);
}

/// A zip made by hand out of entries.
fn zip_of(path: &Path, entries: &[(&str, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip");
}

fn entries(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).expect("the export")).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("its bytes");
            (entry.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// Names and contents of an archive.
type Entries = Vec<(String, Vec<u8>)>;
/// Makes a file to import.
type Made<'a> = Box<dyn Fn() -> PathBuf + 'a>;

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_or_foreign_file_is_refused_and_changes_nothing() {
    let office = Office::ready().await;
    until_copied(&office).await;
    office.order().await;
    let folder = tempfile::tempdir().expect("a folder");
    let good = folder.path().join("good.zip");
    export(&office, &good).await;
    let good_entries = entries(&good);
    let with = |change: &dyn Fn(&mut Entries)| {
        let mut entries = good_entries.clone();
        change(&mut entries);
        let path = folder.path().join("bad.zip");
        let borrowed: Vec<(&str, Vec<u8>)> =
            entries.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        zip_of(&path, &borrowed);
        path
    };
    fn entry<'a>(entries: &'a mut [(String, Vec<u8>)], name: &str) -> &'a mut Vec<u8> {
        &mut entries.iter_mut().find(|(known, _)| known.starts_with(name)).expect("the entry").1
    }
    let swap = |entries: &mut [(String, Vec<u8>)], name: &str, from: &str, to: &str| {
        let bytes = entry(entries, name);
        let text = String::from_utf8(bytes.clone()).expect("text").replacen(from, to, 1);
        *bytes = text.into_bytes();
    };
    let cut = {
        let path = folder.path().join("cut.zip");
        let bytes = fs::read(&good).expect("the export");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("half of it");
        path
    };
    let picture = folder.path().join("picture.zip");
    fs::write(&picture, agency_testkit::STAMP).expect("a picture");
    let bad: Vec<(&str, &str, Made<'_>)> = vec![
        ("half of the file", "не архив", Box::new(|| cut.clone())),
        ("a picture", "не архив", Box::new(|| picture.clone())),
        ("no file", "не открывается", Box::new(|| folder.path().join("nothing.zip"))),
        ("no list", "manifest.json", Box::new(|| with(&|list| list.retain(|(name, _)| name != "manifest.json")))),
        (
            "another program's list",
            "не выгрузка",
            Box::new(|| with(&|list| swap(list, "manifest", "turoffice-export", "somebody-else"))),
        ),
        (
            "a newer program",
            "обновите",
            Box::new(|| with(&|list| swap(list, "manifest", "\"version\": 1", "\"version\": 2"))),
        ),
        (
            "a newer schema",
            "обновите",
            Box::new(|| with(&|list| swap(list, "manifest", "\"schema\": ", "\"schema\": 9"))),
        ),
        (
            "a path out of the folder",
            "посторонние",
            Box::new(|| with(&|list| list.push(("../../evil".into(), b"x".to_vec())))),
        ),
        ("an unknown table", "посторонние", Box::new(|| with(&|list| list.push(("tables/evil.jsonl".into(), vec![]))))),
        ("a changed row", "изменён", Box::new(|| with(&|list| swap(list, "tables/orders.jsonl", "6083", "6084")))),
        ("a missing row", "изменён", Box::new(|| with(&|list| entry(list, "tables/order_versions.jsonl").clear()))),
        ("a changed picture", "изменён", Box::new(|| with(&|list| entry(list, "files/").push(0)))),
        (
            "a missing picture",
            "изменён",
            Box::new(|| {
                with(&|list| {
                    let place = list.iter().position(|(name, _)| name.starts_with("files/")).expect("a file");
                    list.remove(place);
                })
            }),
        ),
        ("a bomb", "сжат", Box::new(|| with(&|list| *entry(list, "tables/orders.jsonl") = vec![b' '; 64 << 20]))),
    ];
    for (what, words, make) in bad {
        let path = make();
        let error =
            office.try_call::<Imported>("import_base", json!({ "path": path })).await.map(drop).expect_err(what);
        assert_eq!(error.code, Code::ImportRefused, "{what}: {error}");
        assert!(error.details.iter().any(|line| line.contains(words)), "{what}: {error}");
        assert_eq!(orders(&office).await, 1, "{what}: nothing has changed");
        assert!(!office.folder.path().join("office/incoming").exists(), "{what}: nothing stays behind");
    }
    let missing = folder.path().join("no such folder/base.zip");
    let refused = office.try_call::<Exported>("export_base", json!({ "path": missing })).await;
    assert!(refused.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_never_open_one_folder() {
    let mut office = Office::ready().await;
    let second = office.second().await;
    let start: Start = crate::harness::call(&second, "get_start", Empty {}).await.expect("a start");
    let Start::Broken { error } = start else { panic!("{start:?}") };
    assert_eq!(error.code, Code::InUse);
    for command in ["start_demo", "leave_demo"] {
        let refused = crate::harness::call::<Value>(&second, command, Empty {}).await;
        assert_eq!(refused.expect_err("it is another program's").code, Code::InUse);
    }
    // the first one ends, and the second goes on by itself
    office.app.stop().await;
    let start: Start = crate::harness::call(&second, "retry_start", Empty {}).await.expect("a start");
    assert!(matches!(start, Start::Open { .. }), "{start:?}");
    office.app = second;
    office.order().await;
}

#[rstest]
#[case::no_pages(0)]
#[case::not_a_base(64 * 1024)]
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_base_offers_its_copies_and_is_kept_aside(#[case] length: usize) {
    let mut office = Office::ready().await;
    office.order().await;
    until_copied(&office).await;
    let name = copy(&office).await;
    office.app.stop().await;
    let base = office.folder.path().join("office/base.db");
    let garbage = vec![7; length];
    crate::start::replace(&base, &garbage);
    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    let Start::Broken { error } = start else { panic!("{start:?}") };
    assert_eq!(error.code, Code::DamagedBase);
    assert_eq!(fs::read(&base).expect("the file"), garbage, "it is left alone");
    assert!(data(&office).await.copies.iter().any(|copy| copy.name == name));

    let start = restore(&office, &name).await;
    assert!(matches!(start, Start::Open { .. }), "{start:?}");
    assert_eq!(orders(&office).await, 1);
    let aside = fs::read_dir(office.folder.path().join("office/damaged")).expect("what was there").next();
    let aside = aside.expect("a folder").expect("a folder").path().join("base.db");
    assert_eq!(fs::read(aside).expect("the damaged file"), garbage);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_that_is_gone_is_not_made_anew() {
    let mut office = Office::ready().await;
    office.order().await;
    until_copied(&office).await;
    let name = copy(&office).await;
    office.app.stop().await;
    fs::remove_file(office.folder.path().join("office/base.db")).expect("gone");
    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    let Start::Broken { error } = start else { panic!("{start:?}") };
    assert_eq!(error.code, Code::MissingBase);
    let request = CreateOffice { agency: agency_testkit::agency() };
    let refused = office.try_call::<RecoveryKey>("create_office", &request).await.map(drop);
    assert_eq!(refused.expect_err("never a new base over an old one").code, Code::Invalid);
    restore(&office, &name).await;
    assert_eq!(orders(&office).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_base_of_a_newer_program_is_told_and_left_alone() {
    let mut office = Office::ready().await;
    office.app.stop().await;
    let secrets: BTreeMap<String, String> =
        serde_json::from_slice(&fs::read(office.folder.path().join("secrets.json")).expect("keys")).expect("keys");
    let hex = secrets.iter().find(|(name, _)| name.ends_with("base-key")).expect("the key").1;
    let key = agency_store::Key::from_hex(hex).expect("a key");
    let base = office.folder.path().join("office/base.db");
    set_version(&base, &key);
    let before = fs::read(&base).expect("the base");
    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    let Start::Broken { error } = start else { panic!("{start:?}") };
    assert_eq!(error.code, Code::NewerBase);
    assert_eq!(fs::read(&base).expect("the base"), before);
}

fn set_version(base: &Path, key: &agency_store::Key) {
    let sql = rusqlite::Connection::open(base).expect("the base");
    sql.pragma_update(None, "key", format!("x'{}'", key.to_hex())).expect("the key");
    sql.pragma_update(None, "user_version", 999).expect("a version");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_goes_back_is_noticed() {
    let mut office = Office::ready().await;
    until_copied(&office).await;
    office.later(TimeDelta::days(-400));
    office.restart().await;
    let mut events = office.app.events();
    let wait = async {
        while !data(&office).await.health.iter().any(|row| row.title.contains("Часы компьютера идут назад"))
        {
            let _ = events.recv().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), wait).await.expect("it is said");
}
