//! Opening, keys, what a stranger sees of the file.

use super::{base, key, now, order};
use agency_store::{Key, Store, StoreError, orders, settings};
use rusqlite::Connection;

#[test]
fn a_base_opens_with_its_key_only_and_shows_nothing_without_it() {
    let base = base();
    let order = order("6083-1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    let path = base.folder.path().join("base.db");
    drop(base.store);

    let wrong = Store::open(&path, &Key::new([8; 32]), now()).err();
    assert!(matches!(wrong, Some(StoreError::WrongKey)), "{wrong:?}");
    for file in std::fs::read_dir(base.folder.path()).expect("the folder") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("its bytes");
        for secret in [b"SQLite format 3".as_slice(), "Щербаков".as_bytes(), b"6083-1"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "plain text in the file");
        }
    }
    let again = Store::open(&path, &key(), now()).expect("the same base");
    assert_eq!(again.read(|read| orders::get(read, order.id)).expect("the order").order, order);
}

#[test]
fn a_base_from_a_newer_program_is_left_alone() {
    let base = base();
    let path = base.folder.path().join("base.db");
    drop(base.store);
    {
        let raw = Connection::open(&path).expect("the file");
        raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
        raw.pragma_update(None, "user_version", 999).expect("a version");
    }
    assert!(matches!(Store::open(&path, &key(), now()).err(), Some(StoreError::Newer)));
}

#[test]
fn a_damaged_file_is_not_taken_for_a_base() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("base.db");
    std::fs::write(&path, vec![42; 8192]).expect("a file");
    assert!(matches!(Store::open(&path, &key(), now()).err(), Some(StoreError::WrongKey)));
    assert_eq!(std::fs::read(&path).expect("the file"), vec![42; 8192], "the file is as it was");
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let base = base();
    let failed: Result<(), StoreError> = base.store.write(now(), |write| {
        settings::put(write, "agency", &"ООО")?;
        orders::add(write, &order("6083-1"), "тест")?;
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(base.store.read(|read| settings::get::<String>(read, "agency")).expect("a read"), None);
    let order = order("6083-1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("the number is free");
}

#[test]
fn a_panic_in_a_transaction_rolls_it_back() {
    let base = base();
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = base.store.write(now(), |write| -> Result<(), StoreError> {
            settings::put(write, "agency", &"ООО")?;
            panic!("a fault in a use case");
        });
    }));
    assert!(result.is_err());
    assert_eq!(base.store.read(|read| settings::get::<String>(read, "agency")).expect("a read"), None);
}

#[test]
fn an_older_base_is_migrated_and_keeps_what_it_had() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("base.db");
    {
        // the library is set up by its first base, not by the raw file below
        drop(Store::open(&folder.path().join("first.db"), &key(), now()).expect("a base"));
        // a base of schema version 0 with something in it
        let raw = Connection::open(&path).expect("a file");
        raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
        raw.execute_batch("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('прежнее');").expect("a table");
    }
    assert_eq!(agency_store::copies::schema(&path, &key()).expect("a version"), 0);
    drop(Store::open(&path, &key(), now()).expect("the migrated base"));
    assert_eq!(agency_store::copies::schema(&path, &key()).expect("a version"), agency_store::SCHEMA);
    let raw = Connection::open(&path).expect("the file");
    raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
    let kept: String = raw.query_row("SELECT text FROM notes", [], |row| row.get(0)).expect("the note");
    assert_eq!(kept, "прежнее");
}

#[rstest::rstest]
#[case::full(rusqlite::ffi::SQLITE_FULL, "the disk takes nothing more")]
#[case::quota(rusqlite::ffi::SQLITE_IOERR_WRITE, "the disk takes nothing more")]
#[case::read_only(rusqlite::ffi::SQLITE_READONLY, "the base is read-only")]
#[case::no_right_to_the_folder(rusqlite::ffi::SQLITE_CANTOPEN, "the base is read-only")]
#[case::damaged(rusqlite::ffi::SQLITE_CORRUPT, "the base is damaged")]
#[case::another_key(rusqlite::ffi::SQLITE_NOTADB, "the key does not open this base")]
fn a_failure_of_the_disk_is_told_by_what_to_do(#[case] code: i32, #[case] meaning: &str) {
    let failure = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
    assert_eq!(StoreError::from(failure).to_string(), meaning);
}
