//! The base as rows and back, and signings brought into an older copy.

use super::{base, key, now, order};
use agency_core::ContractStatus;
use agency_core::ids::{EnvelopeId, FileId, OrderId};
use agency_store::envelopes::{self, EnvelopeEvent, EnvelopeInfo};
use agency_store::files::{self, NewFile};
use agency_store::images::{self, Image};
use agency_store::transfer::{Arrival, Departure, Row};
use agency_store::{SCHEMA, Store, StoreError, StoreResult, Write, copies, orders, settings, signed};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

/// Tables that an export carries, each thought of: what is new is added here,
/// or to the tables left out.
const CARRIED: &[&str] = &[
    "audit",
    "client_consents",
    "client_differences",
    "client_imports",
    "client_keys",
    "client_merges",
    "clients",
    "drafts",
    "envelope_events",
    "envelopes",
    "file_letters",
    "file_parts",
    "files",
    "images",
    "name_trigrams",
    "names",
    "offices",
    "operators",
    "order_dues",
    "order_papers",
    "order_people",
    "order_sums",
    "order_versions",
    "order_words",
    "orders",
    "outbox",
    "payments",
    "receipts",
    "settings",
    "sms_history",
    "staff",
    "uploads",
    "views",
];

type Rows = BTreeMap<String, Vec<Row>>;

fn rows(path: &Path) -> (Rows, BTreeMap<String, Vec<u8>>) {
    let departure = Departure::open(path, &key()).expect("a base");
    let (mut rows, mut contents) = (Rows::new(), BTreeMap::new());
    for table in departure.tables().expect("tables") {
        let kept = rows.entry(table.name.clone()).or_default();
        departure
            .rows(&table.name, |row| {
                kept.push(row.clone());
                Ok(())
            })
            .expect("rows");
        assert_eq!(kept.len() as u64, table.rows, "{}", table.name);
        let keep = |sha256: &str, bytes: &[u8]| {
            contents.insert(sha256.to_owned(), bytes.to_vec());
            Ok(())
        };
        departure.files(&table.name, keep).expect("files");
    }
    (rows, contents)
}

fn send(write: &Write<'_>, order: OrderId, status: ContractStatus) -> StoreResult<EnvelopeId> {
    let id = EnvelopeId::new();
    let envelope = EnvelopeInfo {
        id,
        order_id: order,
        order_digest: "1".into(),
        document_sha256: "2".into(),
        manifest: "{}".into(),
        status,
        problem: None,
        can_retry: false,
        created_at: now(),
    };
    envelopes::add(write, &envelope, b"%PDF frozen")?;
    orders::set_contract_status(write, order, status)?;
    Ok(id)
}

fn sign(write: &Write<'_>, order: OrderId, id: EnvelopeId) -> StoreResult<()> {
    let event =
        EnvelopeEvent { seq: 1, at: now(), text: "Подписан".into(), failed: false, record: "{}".into() };
    envelopes::add_event(write, id, &event)?;
    envelopes::set_status(write, id, ContractStatus::Signed)?;
    orders::set_contract_status(write, order, ContractStatus::Signed)?;
    files::add(
        write,
        &NewFile {
            id: FileId(id.0),
            order_id: order,
            name: "Договор.pdf",
            kind: "Документ туриста",
            mime: "application/pdf",
            sealed: true,
            content: b"%PDF sealed",
        },
    )
}

#[test]
fn every_table_was_thought_of() {
    let base = base();
    let departure = Departure::open(&base.folder.path().join("base.db"), &key()).expect("a base");
    let names: Vec<String> = departure.tables().expect("tables").into_iter().map(|table| table.name).collect();
    assert_eq!(names, CARRIED, "a new table: does it leave the base? secrets are blanked in transfer.rs");
}

#[test]
fn what_leaves_a_base_and_comes_into_another_is_the_same() {
    let base = base();
    let order = order("6083-1");
    base.store
        .write(now(), |write| {
            orders::add(write, &order, "тест")?;
            let id = send(write, order.id, ContractStatus::Sent)?;
            sign(write, order.id, id)?;
            images::put(write, Image::Stamp, b"png")?;
            settings::put(write, "portal.port", &1234)?;
            settings::put(write, "agency", &"ООО «Парус»")
        })
        .expect("a signed order");
    let (left, contents) = rows(&base.folder.path().join("base.db"));
    assert_eq!(contents.len(), 3, "the frozen contract, the signed one and the stamp");
    assert!(left["settings"].iter().all(|row| row["key"] != "portal.port"));

    let path = base.folder.path().join("other.db");
    let new_key = key();
    let arrival = Arrival::create(&path, &new_key, SCHEMA).expect("a fresh base");
    for (table, rows) in &left {
        for row in rows {
            let mut find = |sha256: &str| Ok(contents[sha256].clone());
            arrival.insert(table, row.clone(), &mut find).expect("a row");
        }
    }
    arrival.finish(now()).expect("the base");
    assert_eq!(rows(&path), (left, contents));
    let whole = copies::check(&path, &key(), &mut |_, _| ControlFlow::Continue(())).expect("a check");
    assert_eq!(whole, Vec::<String>::new());
    let other = Store::open(&path, &key(), now()).expect("the other base");
    let file = other.read(|read| files::of_order(read, order.id)).expect("files").remove(0);
    assert!(file.sealed);
    // the guard over signed files came along with the schema
    let raw = rusqlite::Connection::open(&path).expect("the file");
    raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
    assert!(raw.execute("DELETE FROM files", []).is_err());
}

#[test]
fn rows_that_do_not_belong_together_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("base.db");
    let key = key();
    let arrival = Arrival::create(&path, &key, SCHEMA).expect("a base");
    let mut none = |_: &str| Err(StoreError::NotFound);
    let row = |text: &str| serde_json::from_str::<Row>(text).expect("a row");
    let unknown = arrival.insert("settings", row(r#"{"key": "a", "value": "1", "colour": "red"}"#), &mut none);
    assert!(matches!(unknown, Err(StoreError::Unreadable(_))));
    let orphan = row(r#"{"order_id": "1", "version": 1, "data": "{}", "author": "", "saved_at": ""}"#);
    arrival.insert("order_versions", orphan, &mut none).expect("a row alone");
    assert!(matches!(arrival.finish(now()), Err(StoreError::Unreadable(_))));
    let newer = Arrival::create(&folder.path().join("newer.db"), &key, SCHEMA + 1).err();
    assert!(matches!(newer, Some(StoreError::Newer)));
}

#[test]
fn going_back_to_a_copy_keeps_what_was_signed_since() {
    let base = base();
    let path = base.folder.path().join("base.db");
    let copy = base.folder.path().join("copy.db");
    let mut old = order("6083-1");
    let envelope = base
        .store
        .write(now(), |write| {
            orders::add(write, &old, "тест")?;
            send(write, old.id, ContractStatus::Sent)
        })
        .expect("an order sent before the copy");
    copies::copy(&path, &key(), &copy, &mut |_, _| ControlFlow::Continue(())).expect("a copy");
    let new = order("6083-2");
    let plain = order("6083-3");
    base.store
        .write(now(), |write| {
            sign(write, old.id, envelope)?;
            old.manager = "Позже".into();
            orders::save(write, &old, 1, "тест")?;
            orders::add(write, &new, "тест")?;
            orders::add(write, &plain, "тест")?;
            let id = send(write, new.id, ContractStatus::Sent)?;
            sign(write, new.id, id)
        })
        .expect("work after the copy");
    drop(base.store);

    signed::bring(&copy, &path, &key()).expect("signings");
    signed::bring(&copy, &path, &key()).expect("a second time changes nothing");
    let restored = Store::open(&copy, &key(), now()).expect("the restored base");
    let get = |id| restored.read(|read| orders::get(read, id));
    let back = get(old.id).expect("the old order");
    assert_ne!(back.order.manager, "Позже", "the order is as in the copy");
    assert_eq!(back.order.contract.status, ContractStatus::Signed, "and still signed");
    assert_eq!(get(new.id).expect("it was signed, so it stays").order.contract.status, ContractStatus::Signed);
    assert!(matches!(get(plain.id), Err(StoreError::NotFound)), "an order never sent is as in the copy");
    for id in [old.id, new.id] {
        let sealed = restored.read(|read| files::of_order(read, id)).expect("files");
        assert_eq!(sealed.len(), 1);
        assert_eq!(restored.read(|read| envelopes::events_of_order(read, id)).expect("evidence").len(), 1);
    }
    let again = restored.write(now(), |write| orders::save(write, &back.order, back.version, "тест"));
    assert!(again.is_ok(), "it can be saved on");
}
