//! Letters: delays, failures, repeats.

use crate::fixture::*;
use agency_signing::{Command, Job, JobEffect, LinkToken, Refusal, Status};
use chrono::TimeDelta;

fn link() -> Command {
    Command::IssueLink { hash: LinkToken::generate().expect("random bytes").hash() }
}

#[test]
fn a_delayed_letter_gets_another_link_and_goes_later() {
    let mut desk = Desk::new();
    desk.done(link());
    let retry_at = desk.now + TimeDelta::seconds(30);
    desk.done(Command::InviteDelayed { reason: "сервер недоступен".into(), retry_at });
    assert_eq!(desk.jobs.last(), Some(&JobEffect::Again(Job::Invite, retry_at)));
    desk.done(link());
    desk.done(Command::InviteSent { message_id: "<1@portal>".into() });
    assert_eq!(desk.envelope.links.len(), 2, "both links work");
    assert_eq!(desk.envelope.status, Status::Invited);
    assert_eq!(desk.run(link()), Err(Refusal::NotNow), "the letter has gone");
}

#[test]
fn a_refused_letter_waits_for_the_manager_and_starts_with_full_time() {
    let mut desk = Desk::new();
    desk.done(Command::InviteFailed { reason: "Адрес не принят".into() });
    assert_eq!(desk.envelope.status, Status::SendFailed);
    assert_eq!(desk.envelope.reason.as_deref(), Some("Адрес не принят"));
    desk.wait(48 * 3600);
    desk.done(Command::Retry { by: "Петрова".into() });
    assert_eq!(desk.envelope.status, Status::Created);
    assert_eq!(desk.envelope.reason, None);
    assert_eq!(desk.envelope.expires_at, desk.now + TimeDelta::hours(72));
    assert_eq!(
        desk.jobs[desk.jobs.len() - 2..],
        [JobEffect::Start(Job::Expire, desk.envelope.expires_at), JobEffect::Start(Job::Invite, desk.now)]
    );
}

#[test]
fn a_letter_read_before_its_failure_is_known_stays_read() {
    let mut desk = Desk::new();
    desk.done(link());
    desk.done(Command::ShowPage { page: 0 });
    desk.done(Command::InviteFailed { reason: "соединение прервано".into() });
    assert_eq!(desk.envelope.status, Status::Opened);
    assert_eq!(desk.envelope.reason, None);
}

#[test]
fn a_failed_copy_is_sent_again_on_request_only() {
    let mut desk = Desk::with_code();
    desk.enter("481920").expect("the right code");
    desk.done(Command::Seal { sha256: "cc".repeat(32), bytes: 1 });
    assert_eq!(desk.run(Command::Retry { by: "Петрова".into() }), Err(Refusal::NotNow));
    desk.done(Command::CopyFailed { reason: "ящик переполнен".into() });
    assert_eq!(desk.envelope.status, Status::Signed);
    desk.done(Command::Retry { by: "Петрова".into() });
    assert_eq!(desk.jobs.last(), Some(&JobEffect::Start(Job::SendCopy, desk.now)));
}

#[test]
fn a_seal_is_tried_until_it_stands() {
    let mut desk = Desk::with_code();
    desk.enter("481920").expect("the right code");
    let retry_at = desk.now + TimeDelta::seconds(30);
    desk.done(Command::SealFailed { reason: "на диске нет места".into(), retry_at });
    assert_eq!(desk.envelope.status, Status::Accepted);
    desk.done(Command::Seal { sha256: "cc".repeat(32), bytes: 1 });
    assert_eq!(desk.run(Command::Seal { sha256: "dd".repeat(32), bytes: 1 }), Err(Refusal::NotNow));
    assert_eq!(desk.envelope.sealed.expect("sealed").sha256, "cc".repeat(32));
}
