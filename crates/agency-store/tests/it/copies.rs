//! Copies of a base at work, and what a check finds.

use super::{Base, base, key, now, order};
use agency_core::ids::FileId;
use agency_store::files::{self, NewFile};
use agency_store::{Store, StoreError, copies, orders, settings};
use std::io::{Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

fn go_on(_done: u64, _total: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A base with an order and a file of some size.
fn filled() -> (Base, PathBuf) {
    let base = base();
    let path = base.folder.path().join("base.db");
    let order = order("6083-1");
    base.store
        .write(now(), |write| {
            orders::add(write, &order, "тест")?;
            let content: Vec<u8> = (0..8_000_000_u32).map(|n| (n % 251) as u8).collect();
            let file = NewFile {
                id: FileId::new(),
                order_id: order.id,
                name: "Паспорт.pdf",
                kind: "Документ туриста",
                mime: "application/pdf",
                sealed: false,
                content: &content,
            };
            files::add(write, &file)
        })
        .expect("an order with a file");
    (base, path)
}

#[test]
fn a_copy_is_one_moment_of_a_base_that_is_written_to_meanwhile() {
    let (base, path) = filled();
    let to = base.folder.path().join("copy.db");
    let mut steps = 0;
    copies::copy(&path, &key(), &to, &mut |_, total| {
        assert!(total > 1000);
        steps += 1;
        // a manager saves between two steps, and is not held up
        base.store.write(now(), |write| settings::put(write, "step", &steps)).expect("a write in the middle");
        ControlFlow::Continue(())
    })
    .expect("a copy");
    assert!(steps > 2, "the work is done in steps");
    assert!(!to.with_extension("db-wal").exists(), "a copy is one file");
    assert_eq!(copies::orders(&to, &key()).expect("orders"), 1);
    assert_eq!(copies::check(&to, &key(), &mut go_on).expect("a check"), Vec::<String>::new());
    let copy = Store::open(&to, &key(), now()).expect("the copy opens");
    assert_eq!(copy.read(|read| settings::get::<u32>(read, "step")).expect("a read"), None);
}

#[test]
fn a_copy_can_be_stopped() {
    let (base, path) = filled();
    let to = base.folder.path().join("copy.db");
    let stopped = copies::copy(&path, &key(), &to, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(StoreError::Stopped)));
}

fn spoil(path: &Path) {
    let length = std::fs::metadata(path).expect("the file").len();
    let mut file = std::fs::OpenOptions::new().write(true).open(path).expect("the file");
    file.seek(SeekFrom::Start(length / 2)).expect("the middle");
    file.write_all(&[7; 64]).expect("a few wrong bytes");
}

#[test]
fn a_spoilt_page_is_found_by_a_check_and_is_never_copied_as_good() {
    let (base, path) = filled();
    let folder = base.folder;
    drop(base.store);
    assert_eq!(copies::check(&path, &key(), &mut go_on).expect("a check"), Vec::<String>::new());
    spoil(&path);
    let wrong = copies::check(&path, &key(), &mut go_on).expect("a check");
    assert!(!wrong.is_empty());
    let copied = copies::copy(&path, &key(), &folder.path().join("copy.db"), &mut go_on);
    assert!(matches!(copied, Err(StoreError::Damaged)), "{copied:?}");
}
