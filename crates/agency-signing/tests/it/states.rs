//! The transition table, and that commands keep to it.

use crate::fixture::*;
use agency_signing::{Command, Job, JobEffect, Refusal, Status};
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case(Status::Created, &[Status::Invited, Status::Opened, Status::SendFailed, Status::Declined, Status::Revoked, Status::Expired])]
#[case(Status::Invited, &[Status::Opened, Status::Declined, Status::Revoked, Status::Expired])]
#[case(Status::Opened, &[Status::CodeSent, Status::Accepted, Status::Declined, Status::Revoked, Status::Expired])]
#[case(Status::CodeSent, &[Status::Accepted, Status::Declined, Status::Revoked, Status::Expired])]
#[case(Status::Accepted, &[Status::Signed])]
#[case(Status::SendFailed, &[Status::Created, Status::Opened, Status::Declined, Status::Revoked, Status::Expired])]
#[case(Status::Signed, &[])]
#[case(Status::Declined, &[])]
#[case(Status::Revoked, &[])]
#[case(Status::Expired, &[])]
fn an_envelope_moves_only_along_the_table(#[case] from: Status, #[case] to: &[Status]) {
    let allowed: Vec<Status> = Status::ALL.into_iter().filter(|next| from.may_become(*next)).collect();
    let mut expected = to.to_vec();
    expected.sort_by_key(|status| Status::ALL.iter().position(|s| s == status));
    assert_eq!(allowed, expected);
}

#[test]
fn the_whole_way_leaves_its_trace() {
    let mut desk = Desk::with_code();
    desk.enter("481920").expect("the right code");
    assert_eq!(desk.envelope.status, Status::Accepted);
    desk.done(Command::Seal { sha256: "cc".repeat(32), bytes: 150_000 });
    desk.done(Command::CopySent { message_id: "<2@portal>".into() });
    desk.done(Command::DownloadCopy);
    assert_eq!(desk.envelope.status, Status::Signed);
    assert_eq!(
        desk.kinds(),
        [
            "envelope.created",
            "link.emailed",
            "link.opened",
            "document.read",
            "consent.given",
            "consent.given",
            "consent.given",
            "consent.given",
            "code.requested",
            "code.sending",
            "code.sent",
            "code.accepted",
            "seal.done",
            "copy.emailed",
            "copy.downloaded",
        ]
    );
}

#[test]
fn a_contract_is_signed_only_after_the_seal() {
    let mut desk = Desk::with_code();
    desk.enter("481920").expect("the right code");
    assert!(!desk.envelope.status.contract_status().is_signed());
    let signing = desk.envelope.acceptance.clone().expect("an acceptance");
    assert_eq!(signing.spent_code.as_deref(), Some("481920"));
    assert_eq!(signing.head, desk.envelope.head);
    desk.done(Command::Seal { sha256: "cc".repeat(32), bytes: 150_000 });
    assert!(desk.envelope.status.contract_status().is_signed());
    assert_eq!(desk.envelope.acceptance.expect("an acceptance").spent_code, None);
}

#[test]
fn a_code_hidden_by_setting_is_not_kept_at_all() {
    let mut terms = terms();
    terms.code_in_stamp = false;
    let mut desk = Desk::with(terms);
    for page in 0..3 {
        desk.done(Command::ShowPage { page });
    }
    desk.done(desk.tick_all());
    desk.send("481920");
    desk.enter("481920").expect("the right code");
    assert_eq!(desk.envelope.acceptance.as_ref().expect("an acceptance").spent_code, None);
    assert!(!serde_json::to_string(&desk.envelope).expect("json").contains("481920"));
}

#[rstest]
#[case::declined(Command::Decline { reason: "Передумал\u{7}".into() }, Refusal::Declined)]
#[case::revoked(Command::Revoke { reason: "Изменилась цена".into(), by: "Петрова".into() }, Refusal::Revoked)]
fn a_closed_envelope_takes_nothing_more(#[case] close: Command, #[case] refusal: Refusal) {
    let mut desk = Desk::with_code();
    desk.done(close);
    assert_eq!(desk.enter("481920"), Err(refusal.clone()));
    assert_eq!(desk.run(Command::ShowPage { page: 0 }), Err(refusal.clone()));
    assert_eq!(desk.run(Command::Download), Err(refusal.clone()));
    assert_eq!(desk.run(desk.tick_all()), Err(refusal.clone()));
    assert_eq!(desk.run(Command::RequestCode), Err(refusal.clone()));
    assert_eq!(desk.run(Command::Decline { reason: String::new() }), Err(refusal));
    assert!(desk.envelope.reason.is_some_and(|reason| !reason.contains('\u{7}')));
    assert!(desk.jobs.contains(&JobEffect::Done(Job::Expire)));
}

#[test]
fn after_signing_it_can_be_neither_declined_nor_revoked_nor_expire() {
    let mut desk = Desk::with_code();
    desk.enter("481920").expect("the right code");
    desk.wait(100 * 3600);
    assert_eq!(desk.run(Command::Decline { reason: String::new() }), Err(Refusal::AlreadySigned));
    let revoke = Command::Revoke { reason: "поздно".into(), by: "Петрова".into() };
    assert_eq!(desk.run(revoke), Err(Refusal::AlreadySigned));
    assert_eq!(desk.run(Command::Expire), Err(Refusal::NotNow));
    assert_eq!(desk.enter("481920"), Err(Refusal::AlreadySigned));
}

#[test]
fn the_link_ends_with_its_time_even_before_the_job_says_so() {
    let mut desk = Desk::with_code();
    desk.now = desk.envelope.expires_at - chrono::TimeDelta::seconds(1);
    assert_eq!(desk.run(Command::Expire), Err(Refusal::NotNow));
    assert_eq!(desk.enter("481920"), Err(Refusal::CodeExpired));
    desk.wait(1);
    assert_eq!(desk.enter("481920"), Err(Refusal::Expired));
    desk.done(Command::Expire);
    assert_eq!(desk.envelope.status, Status::Expired);
    assert_eq!(desk.kinds().last(), Some(&"link.expired"));
}

fn any_command() -> impl Strategy<Value = u8> {
    0_u8..16
}

proptest! {
    #[test]
    fn no_sequence_of_commands_leaves_the_table_or_breaks_the_chain(
        steps in prop::collection::vec((any_command(), 0_i64..4000), 1..60)
    ) {
        let mut desk = Desk::new();
        for (step, seconds) in steps {
            desk.wait(seconds);
            let before = desk.envelope.status;
            let number = desk.envelope.sends.last().map_or(1, |send| send.number);
            let command = match step {
                0 => Command::InviteSent { message_id: "<1@portal>".into() },
                1 => Command::InviteFailed { reason: "адрес не принят".into() },
                2..=4 => Command::ShowPage { page: u32::from(step) - 2 },
                5 => Command::Download,
                6 => desk.tick_all(),
                7 => Command::RequestCode,
                8 => Command::BeginSend { code: issue(&desk.envelope, "481920", desk.now) },
                9 => Command::FinishSend {
                    number,
                    outcome: agency_signing::command::SendResult::Accepted,
                    details: serde_json::json!({}),
                },
                10 => enter("481920"),
                11 => enter("481921"),
                12 => Command::Seal { sha256: "cc".repeat(32), bytes: 1 },
                13 => Command::Retry { by: "Петрова".into() },
                14 => Command::Expire,
                _ => Command::InviteDelayed { reason: "сервер недоступен".into(), retry_at: desk.now },
            };
            let was_accepted = desk.envelope.acceptance.clone();
            // A refusal is as good an answer as any; what matters is what is left behind.
            let _ = desk.run(command);
            let after = desk.envelope.status;
            let passed_opened = before.may_become(Status::Opened) && Status::Opened.may_become(after);
            prop_assert!(before == after || before.may_become(after) || passed_opened, "{before:?} -> {after:?}");
            if let Some(acceptance) = was_accepted {
                prop_assert_eq!(desk.envelope.acceptance.as_ref().map(|a| a.at), Some(acceptance.at));
            }
            if after == Status::Signed {
                prop_assert!(desk.envelope.sealed.is_some());
            }
        }
        let head = agency_signing::verify(&desk.records);
        prop_assert_eq!(head.as_ref(), Ok(&desk.envelope.head));
        prop_assert!(desk.records.iter().filter(|r| r.kind.as_str() == "code.accepted").count() <= 1);
    }
}
