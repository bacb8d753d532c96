//! Invariant I3: life, tries, pauses, daily limits.

use crate::fixture::*;
use agency_signing::command::SendResult;
use agency_signing::{CodeView, Command, Refusal, SendState, Status};
use chrono::TimeDelta;
use rstest::rstest;

#[test]
fn the_right_code_signs_once() {
    let mut desk = Desk::with_code();
    desk.enter("481 920").expect("the right code");
    assert_eq!(desk.envelope.status, Status::Accepted);
    assert_eq!(desk.enter("481920"), Err(Refusal::AlreadySigned));
}

#[test]
fn five_wrong_tries_kill_the_code_and_the_right_one_comes_too_late() {
    let mut desk = Desk::with_code();
    for left in (0..5).rev() {
        assert_eq!(desk.enter("000000"), Err(Refusal::WrongCode { left }));
    }
    assert_eq!(desk.enter("481920"), Err(Refusal::CodeExhausted));
    assert_eq!(desk.envelope.code_view(desk.now), CodeView::Exhausted);
    assert_eq!(desk.kinds().iter().filter(|kind| **kind == "code.entered_wrong").count(), 5);
}

#[rstest]
#[case(299, Ok(()))]
#[case(300, Err(Refusal::CodeExpired))]
fn a_code_lives_five_minutes(#[case] seconds: i64, #[case] expected: Result<(), Refusal>) {
    let mut desk = Desk::with_code();
    desk.wait(seconds);
    assert_eq!(desk.enter("481920"), expected);
}

#[test]
fn a_newer_code_cancels_the_older_one() {
    let mut desk = Desk::with_code();
    desk.wait(60);
    desk.done(Command::RequestCode);
    desk.send("555555");
    assert_eq!(desk.enter("481920"), Err(Refusal::WrongCode { left: 4 }));
    desk.enter("555555").expect("the newer code");
}

#[rstest]
#[case("48192")]
#[case("сорок")]
#[case("")]
fn what_is_not_a_code_costs_no_try(#[case] typed: &str) {
    let mut desk = Desk::with_code();
    let records = desk.records.len();
    assert_eq!(desk.enter(typed), Err(Refusal::CodeFormat));
    assert_eq!(desk.records.len(), records);
    assert_eq!(desk.envelope.code.as_ref().expect("a code").wrong, 0);
}

#[test]
fn without_a_code_there_is_nothing_to_enter() {
    assert_eq!(Desk::consented().enter("481920"), Err(Refusal::NoCode));
}

#[test]
fn a_changed_document_is_not_signed() {
    let mut desk = Desk::with_code();
    let changed = Command::EnterCode { code: agency_signing::Code::parse("481920", 6), shown_sha256: "00".repeat(32) };
    assert_eq!(desk.run(changed), Err(Refusal::DocumentChanged));
}

#[test]
fn pauses_grow_and_the_fifth_code_is_the_last_of_the_day() {
    let mut desk = Desk::with_code();
    for (pause, code) in [(60, "100001"), (120, "100002"), (300, "100003"), (300, "100004")] {
        let until = desk.envelope.sends.last().expect("a send").requested_at + TimeDelta::seconds(pause);
        desk.now = until - TimeDelta::seconds(1);
        assert_eq!(desk.run(Command::RequestCode), Err(Refusal::Pause { until }));
        desk.now = until;
        desk.done(Command::RequestCode);
        desk.send(code);
    }
    desk.wait(3600);
    let until = start() + TimeDelta::hours(24);
    assert_eq!(desk.run(Command::RequestCode), Err(Refusal::LinkDailyLimit { until }));
    desk.now = until;
    desk.done(Command::RequestCode);
}

#[test]
fn the_fifteenth_wrong_entry_of_the_day_locks_the_link_for_a_day() {
    let mut desk = Desk::with_code();
    for round in 0..3 {
        for attempt in 0..5 {
            let answer = desk.enter("000000");
            if (round, attempt) == (2, 4) {
                let until = desk.now + TimeDelta::hours(24);
                assert_eq!(answer, Err(Refusal::Locked { until }));
            } else {
                assert_eq!(answer, Err(Refusal::WrongCode { left: 4 - attempt }));
            }
        }
        desk.wait(300);
        if round < 2 {
            desk.done(Command::RequestCode);
            desk.send("481920");
        }
    }
    let until = desk.envelope.locked_until.expect("a lock");
    assert_eq!(desk.run(Command::RequestCode), Err(Refusal::Locked { until }));
    assert_eq!(desk.enter("481920"), Err(Refusal::Locked { until }));
    assert_eq!(desk.kinds().last(), Some(&"code.locked"));
    // The counters are part of what is stored, so a restart changes nothing.
    let stored = serde_json::to_string(&desk.envelope).expect("json");
    desk.envelope = serde_json::from_str(&stored).expect("the same envelope");
    assert_eq!(desk.enter("481920"), Err(Refusal::Locked { until }));
    desk.now = until;
    desk.done(Command::RequestCode);
    desk.send("777777");
    desk.enter("777777").expect("a new day");
}

#[test]
fn ten_codes_a_day_go_to_one_phone_whatever_the_envelope() {
    let mut desk = Desk::read();
    desk.phone.count = 10;
    desk.phone.oldest = Some(start() - TimeDelta::hours(20));
    desk.done(desk.tick_all());
    assert!(desk.envelope.sends.is_empty(), "the ticks are kept, no code goes");
    let until = start() + TimeDelta::hours(4);
    assert_eq!(desk.run(Command::RequestCode), Err(Refusal::PhoneDailyLimit { until }));
}

#[test]
fn a_refused_sms_does_not_use_up_the_day_but_keeps_the_pause() {
    let mut desk = Desk::consented();
    for round in 0..12 {
        let by_number = round % 2 == 0;
        let outcome = if by_number { SendResult::NumberRefused } else { SendResult::Rejected };
        desk.send_with("481920", outcome);
        assert_eq!(desk.phone.count, 0);
        assert_eq!(desk.envelope.code_view(desk.now), CodeView::Failed { by_number });
        assert_eq!(desk.enter("481920"), Err(Refusal::NoCode));
        assert!(matches!(desk.run(Command::RequestCode), Err(Refusal::Pause { .. })));
        desk.wait(300);
        desk.done(Command::RequestCode);
    }
}

#[test]
fn an_sms_of_unknown_outcome_is_not_repeated_and_its_code_is_taken() {
    let mut desk = Desk::consented();
    desk.send_with("481920", SendResult::Unknown);
    assert_eq!(desk.envelope.status, Status::CodeSent);
    assert!(matches!(desk.envelope.code_view(desk.now), CodeView::Ready { unknown: true, .. }));
    let again = issue(&desk.envelope, "222222", desk.now);
    assert_eq!(desk.run(Command::BeginSend { code: again }), Err(Refusal::NotNow));
    desk.enter("481920").expect("it did arrive");
}

#[test]
fn a_request_overtaken_by_a_newer_one_is_not_sent() {
    let mut desk = Desk::consented();
    let late = issue(&desk.envelope, "111111", desk.now);
    desk.wait(60);
    desk.done(Command::RequestCode);
    assert_eq!(desk.run(Command::BeginSend { code: late }), Err(Refusal::NotNow));
    desk.send("222222");
    assert_eq!(desk.envelope.sends.last().map(|send| send.state.clone()), Some(SendState::Accepted));
}

#[test]
fn the_code_may_arrive_before_the_services_answer() {
    let mut desk = Desk::consented();
    let code = issue(&desk.envelope, "481920", desk.now);
    desk.done(Command::BeginSend { code });
    desk.enter("481920").expect("the right code");
    assert_eq!(desk.envelope.status, Status::Accepted);
    let late = Command::FinishSend { number: 1, outcome: SendResult::Accepted, details: serde_json::json!({}) };
    desk.done(late);
    assert_eq!(desk.envelope.status, Status::Accepted);
}

#[test]
fn the_record_names_the_code_that_was_entered_not_the_one_still_queued() {
    let mut desk = Desk::with_code();
    desk.wait(60);
    desk.done(Command::RequestCode);
    desk.enter("481920").expect("the first code lives until the second is made");
    let accepted = desk.records.iter().find(|record| record.kind.as_str() == "code.accepted").expect("a record");
    assert_eq!(accepted.data["number"], 1);
}
