//! «Журнал изменений»: append-only, chained, found by its filters.

use super::{base, key, now};
use agency_core::ids::StaffId;
use agency_core::{AuditEntry, AuditKind, Change, SubjectKind};
use agency_store::audit::{self, AuditFilter};
use agency_store::{Author, Store, StoreError, staff};
use chrono::TimeDelta;
use rusqlite::Connection;

fn whole() -> AuditFilter {
    AuditFilter { limit: 100, ..AuditFilter::default() }
}

fn record(store: &Store, day: i64, author: Author, entry: &AuditEntry) {
    store.write_as(now() + TimeDelta::days(day), author, |write| audit::record(write, entry)).expect("an entry");
}

fn anna(store: &Store) -> Author {
    let member = agency_core::StaffMember {
        id: StaffId::new(),
        name: "Семёнова Анна".into(),
        role: agency_core::Role::Manager,
        office_id: None,
        phone: String::new(),
        email: String::new(),
        active: true,
        rights: agency_core::Rights::default(),
    };
    store.write(now(), |write| staff::put(write, &member)).expect("a member");
    Author { id: Some(member.id), name: member.name }
}

#[test]
fn entries_are_found_by_who_when_kind_and_words() {
    let base = base();
    let anna = anna(&base.store);
    let change = Change::of("Телефон", "", "+7 906 680-55-55");
    let order =
        AuditEntry::new(AuditKind::Order, "Заявка 6083 сохранена").about(SubjectKind::Order, "o-1").with(change);
    record(&base.store, 0, anna.clone(), &order);
    record(&base.store, 1, Author::program(), &AuditEntry::new(AuditKind::Signing, "Договор подписан"));
    record(&base.store, 2, anna.clone(), &AuditEntry::new(AuditKind::SignIn, "Выход"));

    let found = |filter: AuditFilter| {
        let (rows, total) = base.store.read(|read| audit::list(read, &filter)).expect("a slice");
        assert_eq!(rows.len() as u32, total);
        rows.into_iter().map(|row| row.seq).collect::<Vec<_>>()
    };
    assert_eq!(found(whole()), [3, 2, 1], "newest first");
    assert_eq!(found(AuditFilter { staff: anna.id, ..whole() }), [3, 1]);
    assert_eq!(found(AuditFilter { kinds: vec![AuditKind::Signing, AuditKind::SignIn], ..whole() }), [3, 2]);
    assert_eq!(found(AuditFilter { from: Some(now() + TimeDelta::days(1)), ..whole() }), [3, 2]);
    assert_eq!(found(AuditFilter { until: Some(now() + TimeDelta::days(1)), ..whole() }), [1]);
    assert_eq!(found(AuditFilter { subject: Some("o-1".into()), ..whole() }), [1]);
    assert_eq!(found(AuditFilter { search: "СЕМЕНОВА".into(), ..whole() }), [3, 1]);
    assert_eq!(found(AuditFilter { search: "телефон 6083".into(), ..whole() }), [1]);
    let (rows, total) =
        base.store.read(|read| audit::list(read, &AuditFilter { offset: 1, limit: 1, ..whole() })).expect("a slice");
    assert_eq!((rows.len(), total), (1, 3));
    assert_eq!(rows[0].staff_name, "Программа");
}

#[test]
fn an_entry_is_neither_changed_nor_removed_and_a_forgery_is_found() {
    let base = base();
    for text in ["Первая", "Вторая", "Третья"] {
        record(&base.store, 0, Author::program(), &AuditEntry::new(AuditKind::Order, text));
    }
    assert_eq!(base.store.read(audit::first_broken).expect("a walk"), None);

    let path = base.folder.path().join("base.db");
    drop(base.store);
    let forge = |statements: &str| {
        let raw = Connection::open(&path).expect("the file");
        raw.pragma_update(None, "key", format!("x'{}'", key().to_hex())).expect("the key");
        raw.execute_batch(statements)
    };
    for refused in ["UPDATE audit SET text = 'x'", "DELETE FROM audit WHERE seq = 2"] {
        let error = forge(refused).expect_err(refused);
        assert!(error.to_string().contains("append-only"), "{error}");
    }
    forge("DROP TRIGGER audit_stays; UPDATE audit SET text = 'Другая' WHERE seq = 2").expect("a forgery");
    let store = Store::open(&path, &key(), now()).expect("the base");
    assert_eq!(store.read(audit::first_broken).expect("a walk"), Some(2));
}

#[test]
fn a_change_that_fails_leaves_no_entry() {
    let base = base();
    let failed: Result<(), StoreError> = base.store.write(now(), |write| {
        audit::record(write, &AuditEntry::new(AuditKind::Order, "Заявка"))?;
        assert!(write.is_recorded());
        Err(StoreError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(base.store.read(|read| audit::list(read, &whole())).expect("a slice").1, 0);
}
