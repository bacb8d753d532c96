//! Invariant I7, and what never enters the evidence.

use crate::fixture::*;
use agency_signing::evidence::{BrokenWhy, verify_to};
use agency_signing::{BrokenAt, Command, Record, verify};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

fn signed() -> Desk {
    let mut desk = Desk::with_code();
    assert!(desk.enter("654321").is_err());
    desk.enter("481920").expect("the right code");
    desk.done(Command::Seal { sha256: "cc".repeat(32), bytes: 150_000 });
    desk
}

#[test]
fn an_untouched_chain_ends_at_the_head_of_the_envelope() {
    let desk = signed();
    assert_eq!(verify(&desk.records).as_ref(), Ok(&desk.envelope.head));
    let lines: Vec<String> = desk.records.iter().map(|r| serde_json::to_string(r).expect("json")).collect();
    let read: Vec<Record> = lines.iter().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(verify(&read).as_ref(), Ok(&desk.envelope.head), "also after a way through text");
}

#[rstest]
#[case::removed(|r: &mut Vec<Record>| { r.remove(4); }, 5, BrokenWhy::Order)]
#[case::first_removed(|r: &mut Vec<Record>| { r.remove(0); }, 1, BrokenWhy::Order)]
#[case::last_removed(|r: &mut Vec<Record>| { r.pop(); }, 14, BrokenWhy::Truncated)]
#[case::reordered(|r: &mut Vec<Record>| r.swap(4, 5), 5, BrokenWhy::Order)]
#[case::reordered_and_renumbered(
    |r: &mut Vec<Record>| { r.swap(4, 5); r[4].seq = 5; r[5].seq = 6; }, 5, BrokenWhy::Link)]
#[case::inserted(|r: &mut Vec<Record>| r.insert(4, r[4].clone()), 6, BrokenWhy::Order)]
#[case::data(|r: &mut Vec<Record>| r[0].data["total_kopecks"] = json!(1), 1, BrokenWhy::Content)]
#[case::time(|r: &mut Vec<Record>| r[3].at_utc += chrono::TimeDelta::seconds(1), 4, BrokenWhy::Content)]
#[case::address(|r: &mut Vec<Record>| r[5].ip = Some("192.0.2.8".into()), 6, BrokenWhy::Content)]
#[case::rehashed(
    |r: &mut Vec<Record>| { r[5].ip = None; r[5].hash = r[5].computed_hash(); }, 7, BrokenWhy::Link)]
#[case::other_envelope(
    |r: &mut Vec<Record>| r[5].envelope_id = agency_core::ids::EnvelopeId::new(), 6, BrokenWhy::Envelope)]
fn every_change_is_found(#[case] change: fn(&mut Vec<Record>), #[case] seq: u64, #[case] why: BrokenWhy) {
    let desk = signed();
    let mut records = desk.records.clone();
    change(&mut records);
    assert_eq!(verify_to(&records, &desk.envelope.head), Err(BrokenAt { seq, why }));
}

proptest! {
    #[test]
    fn any_changed_byte_of_the_stored_text_is_found(at in 0_usize..100_000, byte in 0x20_u8..0x7f) {
        let desk = signed();
        let mut text = serde_json::to_string(&desk.records).expect("json").into_bytes();
        let at = at % text.len();
        prop_assume!(text[at] != byte && text[at].is_ascii());
        text[at] = byte;
        if let Ok(records) = serde_json::from_slice::<Vec<Record>>(&text) {
            prop_assert!(records == desk.records || verify_to(&records, &desk.envelope.head).is_err());
        }
    }
}

#[test]
fn the_hash_can_be_recomputed_without_this_program() {
    let desk = signed();
    let record = &desk.records[1];
    let canonical = format!(
        "{{\"actor\":\"system\",\"at_utc\":\"{at}\",\"data\":{{\"message_id\":\"<1@portal>\",\
         \"to\":\"sh***@mail.ru\"}},\"doc_sha256\":\"{SHA}\",\"envelope_id\":\"{id}\",\"ip\":\"192.0.2.7\",\
         \"prev_hash\":\"{prev}\",\"seq\":2,\"type\":\"link.emailed\",\"ua\":\"Mozilla/5.0\"}}",
        at = "2025-03-06T08:13:40Z",
        id = record.envelope_id,
        prev = desk.records[0].hash,
    );
    assert_eq!(record.hash, agency_signing::sha256_hex(format!("{canonical}{}", desk.records[0].hash).as_bytes()));
}

#[test]
fn codes_tokens_passports_and_phones_never_enter_the_evidence() {
    let mut desk = Desk::new();
    let token = agency_signing::LinkToken::generate().expect("random bytes");
    desk.done(Command::IssueLink { hash: token.hash() });
    desk.done(Command::InviteSent { message_id: "<1@portal>".into() });
    desk.done(Command::Download);
    desk.done(desk.tick_all());
    desk.send("481920");
    assert!(desk.enter("654321").is_err());
    desk.enter("481920").expect("the right code");
    let evidence = serde_json::to_string(&desk.records).expect("json");
    for secret in ["481920", "654321", token.as_str(), token.hash().as_str(), "9001234567", PASSPORT] {
        assert!(!evidence.contains(secret), "{secret} is in the evidence");
    }
    assert!(evidence.contains("+790****567"));
}
