//! Frozen documents, evidence and signed files never change (I1, I7, I8).

use super::{base, key, now, order};
use agency_core::ContractStatus;
use agency_core::ids::{EnvelopeId, FileId, OrderId, SmsId};
use agency_store::envelopes::{self, EnvelopeEvent, EnvelopeInfo};
use agency_store::files::{self, NewFile};
use agency_store::sms_history::{self, SmsRecord};
use agency_store::{Store, orders};
use rusqlite::Connection;

fn envelope(store: &Store) -> (OrderId, EnvelopeId) {
    let order = order("1");
    let id = EnvelopeId::new();
    let info = EnvelopeInfo {
        id,
        order_id: order.id,
        order_digest: "digest".into(),
        document_sha256: "hash".into(),
        manifest: "{}".into(),
        status: ContractStatus::Prepared,
        problem: None,
        can_retry: false,
        created_at: now(),
    };
    store
        .write(now(), |write| {
            orders::add(write, &order, "тест")?;
            envelopes::add(write, &info, b"%PDF frozen")?;
            Ok(())
        })
        .expect("an envelope");
    (order.id, id)
}

fn event(seq: u64) -> EnvelopeEvent {
    EnvelopeEvent {
        seq, at: now(), text: "Ссылка отправлена".into(), failed: false, record: "{}".into()
    }
}

#[test]
fn signed_files_evidence_and_frozen_documents_refuse_every_change() {
    let base = base();
    let (order_id, id) = envelope(&base.store);
    let file = NewFile {
        id: FileId::new(),
        order_id,
        name: "Договор.pdf",
        kind: "Документ туриста",
        mime: "application/pdf",
        sealed: true,
        content: b"%PDF signed",
    };
    base.store
        .write(now(), |write| {
            files::add(write, &file)?;
            envelopes::add_event(write, id, &event(1))
        })
        .expect("a signed file");
    let path = base.folder.path().join("base.db");
    drop(base.store);
    let raw = Connection::open(&path).expect("the file");
    raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
    for sql in [
        "UPDATE files SET content = x'00'",
        "UPDATE files SET name = 'other'",
        "DELETE FROM files",
        "UPDATE envelope_events SET text = 'other'",
        "DELETE FROM envelope_events",
        "UPDATE envelopes SET pdf = x'00'",
        "UPDATE envelopes SET document_sha256 = 'other'",
        "UPDATE order_versions SET data = '{}'",
        "DELETE FROM order_versions",
    ] {
        assert!(raw.execute(sql, []).is_err(), "{sql} must be refused");
    }
}

#[test]
fn the_same_file_and_the_same_event_twice_are_one() {
    let base = base();
    let (order_id, id) = envelope(&base.store);
    let file_id = FileId::new();
    for content in [b"first".as_slice(), b"second"] {
        let file = NewFile {
            id: file_id,
            order_id,
            name: "Договор.pdf",
            kind: "Документ туриста",
            mime: "application/pdf",
            sealed: true,
            content,
        };
        base.store.write(now(), |write| files::add(write, &file)).expect("a file");
    }
    let (info, content) = base.store.read(|read| files::get(read, file_id)).expect("the file");
    assert_eq!((content.as_slice(), info.size), (b"first".as_slice(), 5));
    assert!(base.store.write(now(), |write| envelopes::add_event(write, id, &event(1))).expect("an event"));
    assert!(!base.store.write(now(), |write| envelopes::add_event(write, id, &event(1))).expect("a repeat"));
    assert_eq!(base.store.read(|read| envelopes::events(read, id)).expect("events").len(), 1);
}

#[test]
fn a_sending_gets_its_date_of_signing() {
    let base = base();
    let (order_id, envelope_id) = envelope(&base.store);
    let record = SmsRecord {
        id: SmsId::new(),
        order_id,
        envelope_id,
        code_number: 1,
        order_number: "6083-1234".into(),
        sent_at: now(),
        signed_at: None,
        service: "SMSC.ru".into(),
        phone_masked: "+790****567".into(),
        outcome: "unknown".into(),
        explanation: "Исход неизвестен".into(),
        parts: None,
        cost: None,
        request: "{}".into(),
        answer: String::new(),
    };
    let accepted = SmsRecord { outcome: "accepted".into(), explanation: "Принято".into(), ..record.clone() };
    base.store
        .write(now(), |write| {
            sms_history::put(write, &record)?;
            sms_history::set_signed(write, envelope_id, 1, now())?;
            sms_history::put(write, &accepted)
        })
        .expect("a sending");
    let (rows, total) = base.store.read(|read| sms_history::list(read, "6083-1234", 0, 10)).expect("rows");
    assert_eq!(total, 1);
    assert_eq!(rows[0], SmsRecord { signed_at: Some(now()), ..accepted }, "a later outcome keeps the date");
    assert_eq!(base.store.read(|read| sms_history::list(read, "semysms", 0, 10)).expect("rows").1, 0);
}
