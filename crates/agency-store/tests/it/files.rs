//! Files that come in parts, the trash, and what a sealed file refuses.

use super::{Base, base, key, now, order};
use agency_core::ids::{FileId, OrderId};
use agency_store::files::{self, NewFile};
use agency_store::uploads::{self, Upload};
use agency_store::{StoreError, orders};
use chrono::TimeDelta;
use rusqlite::Connection;

fn with_order() -> (Base, OrderId) {
    let base = base();
    let order = order("6083-1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    (base, order.id)
}

fn upload(order_id: OrderId, size: u64) -> Upload {
    Upload {
        id: FileId::new(), order_id, name: "паспорт.pdf".into(), kind: "Паспорт".into(), for_tourist: false, size
    }
}

#[test]
fn parts_become_one_file_and_the_same_contents_are_noticed() {
    let (base, order) = with_order();
    let parts: Vec<Vec<u8>> = (0..3_u8).map(|number| vec![number; 1_000_000]).collect();
    let whole: Vec<u8> = parts.concat();
    for expected in [None, Some("паспорт.pdf".to_owned())] {
        let upload = upload(order, whole.len() as u64);
        base.store.write(now(), |write| uploads::begin(write, &upload)).expect("a beginning");
        for (number, part) in (0..).zip(&parts) {
            base.store.write(now(), |write| uploads::add_part(write, upload.id, number, part)).expect("a part");
        }
        // a part that is sent twice after a lost answer is the same part
        base.store.write(now(), |write| uploads::add_part(write, upload.id, 0, &parts[0])).expect("the first again");
        assert!(base.store.read(|read| files::of_order(read, order)).expect("files").len() < 2, "not in sight yet");
        let same = base.store.write(now(), |write| uploads::finish(write, upload.id)).expect("a file");
        assert_eq!(same, expected);
        let (info, content) = base.store.read(|read| files::get(read, upload.id)).expect("the file");
        assert_eq!((info.mime.as_str(), info.size), ("application/pdf", 3_000_000));
        assert!(content == whole, "the bytes are as sent");
    }
}

#[test]
fn a_file_that_is_not_whole_never_becomes_one() {
    let (base, order) = with_order();
    let short = upload(order, 10);
    base.store.write(now(), |write| uploads::begin(write, &short)).expect("a beginning");
    base.store.write(now(), |write| uploads::add_part(write, short.id, 0, b"12345")).expect("half");
    let missing = base.store.write(now(), |write| uploads::finish(write, short.id));
    assert!(matches!(missing, Err(StoreError::Conflict)), "{missing:?}");
    let gap = base.store.write(now(), |write| {
        uploads::add_part(write, short.id, 2, b"67890")?;
        uploads::finish(write, short.id)
    });
    assert!(matches!(gap, Err(StoreError::Conflict)), "{gap:?}");
    let more = base.store.write(now(), |write| uploads::add_part(write, short.id, 1, b"678901"));
    assert!(matches!(more, Err(StoreError::Conflict)), "{more:?}");

    // the program ends here; at the next start nothing of it is left
    let later = now() + TimeDelta::hours(1);
    base.store.write(later, |write| uploads::forget_before(write, later)).expect("forgotten");
    let gone = base.store.write(now(), |write| uploads::add_part(write, short.id, 0, b"1"));
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    drop(base.store);
    let raw = Connection::open(base.folder.path().join("base.db")).expect("the file");
    raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
    let left: u32 = raw.query_row("SELECT count(*) FROM file_parts", [], |row| row.get(0)).expect("a count");
    assert_eq!(left, 0);
}

#[test]
fn a_kept_part_and_a_sealed_file_refuse_every_change() {
    let (base, order) = with_order();
    let kept = upload(order, 5);
    let sealed = FileId::new();
    base.store
        .write(now(), |write| {
            uploads::begin(write, &kept)?;
            uploads::add_part(write, kept.id, 0, b"12345")?;
            uploads::finish(write, kept.id)?;
            uploads::cancel(write, kept.id)?;
            let file = NewFile {
                id: sealed,
                order_id: order,
                name: "Договор.pdf",
                kind: "Документ туриста",
                mime: "application/pdf",
                sealed: true,
                content: b"%PDF",
            };
            files::add(write, &file)
        })
        .expect("two files");
    assert!(base.store.write(now(), |write| files::set_trashed(write, sealed, true)).is_err());
    assert!(base.store.write(now(), |write| files::change(write, sealed, "x", "Виза", true)).is_err());
    base.store.write(now(), |write| files::set_trashed(write, kept.id, true)).expect("into the trash");
    assert_eq!(base.store.read(|read| files::trash_of_order(read, order)).expect("the trash").len(), 1);
    assert_eq!(base.store.read(|read| files::of_order(read, order)).expect("files").len(), 1);
    base.store.write(now(), |write| files::set_trashed(write, kept.id, false)).expect("back");
    assert_eq!(base.store.read(|read| files::get(read, kept.id)).expect("the file").1, b"12345");

    drop(base.store);
    let raw = Connection::open(base.folder.path().join("base.db")).expect("the file");
    raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
    for statement in
        ["UPDATE file_parts SET content = x''", "DELETE FROM file_parts", "DELETE FROM files WHERE sealed = 1"]
    {
        assert!(raw.execute_batch(statement).is_err(), "{statement}");
    }
}
