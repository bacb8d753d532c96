//! The outbox: once per key, back-off, nothing lost.

use super::{base, now};
use agency_store::outbox;
use chrono::Duration;

#[test]
fn an_effect_asked_for_twice_is_one_row() {
    let base = base();
    for _ in 0..2 {
        base.store.write(now(), |write| outbox::add(write, "1", "submit:1", &"effect")).expect("a row");
    }
    let row = base.store.read(|read| outbox::next_due::<String>(read, now())).expect("a read").expect("a due row");
    base.store.write(now(), |write| outbox::done(write, row.id)).expect("done");
    assert_eq!(base.store.read(outbox::next_at).expect("a time"), None);
}

#[test]
fn a_failed_try_comes_due_later_and_later() {
    let base = base();
    base.store.write(now(), |write| outbox::add(write, "1", "submit:1", &"effect")).expect("a row");
    let mut at = now();
    for seconds in [2, 4, 8, 16, 32, 64, 128, 256, 300, 300] {
        let due = base.store.read(|read| outbox::next_due::<String>(read, at)).expect("a read").expect("a due row");
        base.store.write(at, |write| outbox::again(write, due.id, due.attempts, "портал не отвечает")).expect("again");
        let early = at + Duration::seconds(seconds) - Duration::milliseconds(1);
        assert_eq!(base.store.read(|read| outbox::next_due::<String>(read, early)).expect("a read"), None);
        at += Duration::seconds(seconds);
        assert_eq!(base.store.read(outbox::next_at).expect("a time"), Some(at));
    }
}

#[test]
fn a_done_effect_stays_done_and_a_failed_one_wakes_on_a_new_wish() {
    let base = base();
    let add = |key: &str| base.store.write(now(), |write| outbox::add(write, "1", key, &"effect")).expect("a row");
    let due = || base.store.read(|read| outbox::next_due::<String>(read, now())).expect("a read");
    add("submit:1");
    let row = due().expect("a due row");
    base.store.write(now(), |write| outbox::failed(write, row.id, "отказ")).expect("failed");
    assert_eq!(due(), None);
    add("submit:1");
    assert_eq!(due().map(|row| row.attempts), Some(0), "the same row, with a fresh count of tries");
    base.store.write(now(), |write| outbox::done(write, row.id)).expect("done");
    add("submit:1");
    assert_eq!(due(), None, "what is done is not done again");
}

#[test]
fn effects_on_one_subject_keep_their_order_and_others_pass() {
    let base = base();
    let add = |subject: &str, key: &str| {
        base.store.write(now(), |write| outbox::add(write, subject, key, &key)).expect("a row");
    };
    let due = || base.store.read(|read| outbox::next_due::<String>(read, now())).expect("a read");
    add("a", "submit:a");
    let submit = due().expect("a due row");
    base.store.write(now(), |write| outbox::again(write, submit.id, 0, "портал не отвечает")).expect("again");
    add("a", "revoke:a");
    assert_eq!(due(), None, "the revocation waits for the hand-over");
    add("b", "submit:b");
    assert_eq!(due().map(|row| row.effect).as_deref(), Some("submit:b"));
}
