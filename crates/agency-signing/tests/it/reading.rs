//! Reading, ticks, «Продолжить».

use crate::fixture::*;
use agency_signing::{Command, Job, JobEffect, Refusal, Status, consents};
use rstest::rstest;

#[test]
fn the_first_page_opens_and_the_last_completes() {
    let mut desk = Desk::new();
    desk.done(Command::InviteSent { message_id: "<1@portal>".into() });
    desk.done(Command::ShowPage { page: 1 });
    assert_eq!(desk.envelope.status, Status::Opened);
    assert_eq!(desk.run(desk.tick_all()), Err(Refusal::Unread { pages: vec![1, 3] }));
    desk.done(Command::ShowPage { page: 0 });
    desk.done(Command::ShowPage { page: 0 });
    desk.done(Command::ShowPage { page: 2 });
    assert_eq!(desk.run(Command::ShowPage { page: 3 }), Err(Refusal::NotNow));
    assert_eq!(desk.kinds()[2..], ["link.opened", "document.read"]);
}

#[test]
fn the_download_counts_as_all_pages() {
    let mut desk = Desk::new();
    desk.done(Command::Download);
    desk.done(Command::Download);
    assert_eq!(desk.kinds(), ["envelope.created", "link.opened", "document.downloaded"]);
    desk.done(desk.tick_all());
}

#[rstest]
#[case(0, "ack.esign")]
#[case(1, "ack.read")]
#[case(2, "ack.safety")]
#[case(3, "ack.on_behalf")]
fn every_tick_is_needed(#[case] missing: usize, #[case] key: &str) {
    let mut desk = Desk::read();
    let mut ticked: Vec<String> = consents(&desk.envelope.terms).into_iter().map(|c| c.sha256).collect();
    ticked[missing] = "another text".into();
    assert_eq!(desk.run(Command::Continue { ticked }), Err(Refusal::ConsentsMissing { keys: vec![key.into()] }));
    assert!(desk.envelope.consented_at.is_none());
}

#[test]
fn who_travels_alone_confirms_nothing_for_others() {
    let mut terms = terms();
    terms.on_behalf = false;
    let keys: Vec<String> = consents(&terms).into_iter().map(|c| c.key).collect();
    assert_eq!(keys, ["ack.esign", "ack.read", "ack.safety"]);
}

#[test]
fn the_exact_texts_and_their_hashes_are_recorded() {
    let desk = Desk::consented();
    let given: Vec<_> = desk.records.iter().filter(|record| record.kind.as_str() == "consent.given").collect();
    let expected = consents(&desk.envelope.terms);
    assert_eq!(given.len(), expected.len());
    for (record, consent) in given.iter().zip(expected) {
        assert_eq!(record.data["text"], consent.text);
        assert_eq!(record.data["text_sha256"], agency_signing::sha256_hex(consent.text.as_bytes()));
        assert_eq!(record.ip.as_deref(), Some("192.0.2.7"));
    }
    assert_eq!(given[0].data["agreement_sha256"].as_str().map(str::len), Some(64));
}

#[test]
fn pressing_continue_twice_sends_one_code() {
    let mut desk = Desk::consented();
    desk.done(desk.tick_all());
    desk.send("481920");
    desk.wait(299);
    desk.done(desk.tick_all());
    let sends = desk.jobs.iter().filter(|job| matches!(job, JobEffect::Start(Job::SendCode { .. }, _))).count();
    assert_eq!(sends, 1);
    desk.wait(1);
    desk.done(desk.tick_all());
    assert_eq!(desk.envelope.sends.len(), 2, "the first code is dead by now");
}

#[test]
fn a_code_cannot_be_asked_for_before_the_ticks() {
    assert_eq!(Desk::read().run(Command::RequestCode), Err(Refusal::NotNow));
}
