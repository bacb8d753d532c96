//! Who may do what, the lock, PINs, and the journal of all of it.

use crate::harness::Office;
use agency_app::wire::Empty;
use agency_app::wire::audit::{AuditCheck, AuditLines};
use agency_app::wire::order::OrderDetails;
use agency_app::wire::staff::{SignInPeople, Staff};
use agency_app::wire::start::{RecoveryKey, Start};
use agency_app::{Code, Error};
use agency_core::ids::StaffId;
use agency_core::{AuditKind, Rights, Role, StaffMember};
use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};

const HEAD_PIN: &str = "2580";
const PIN: &str = "парольАнны";

struct Team {
    office: Office,
    head: StaffId,
    anna: StaffMember,
}

fn anna(rights: Rights) -> StaffMember {
    StaffMember {
        id: StaffId::new(),
        name: "Семёнова Анна".into(),
        role: Role::Manager,
        office_id: None,
        phone: String::new(),
        email: String::new(),
        active: true,
        rights,
    }
}

impl Team {
    /// A head with a PIN and a manager with one.
    async fn new(rights: Rights) -> Self {
        let office = Office::empty().await;
        let _: RecoveryKey = office.call("create_office", json!({ "agency": agency_testkit::agency() })).await;
        let staff: Staff = office.call("list_staff", Empty {}).await;
        let [head] = staff.staff.as_slice() else { panic!("one head: {staff:?}") };
        assert_eq!((head.member.name.as_str(), head.member.role), ("Лебедева Анна Викторовна", Role::Head));
        let (head, anna) = (head.member.id, anna(rights));
        let _: Staff = office.call("save_member", json!({ "member": anna })).await;
        let _: Staff = office.call("set_pin", json!({ "id": head, "current": null, "pin": HEAD_PIN })).await;
        let _: Staff = office.call("set_pin", json!({ "id": anna.id, "current": null, "pin": PIN })).await;
        Self { office, head, anna }
    }

    async fn sign_in(&self, id: StaffId, pin: &str) -> Result<Start, Error> {
        self.office.try_call("sign_in", json!({ "id": id, "pin": pin })).await
    }

    async fn refusal(&self, command: &str, request: Value) -> Option<Code> {
        self.office.try_call::<Value>(command, request).await.err().map(|error| error.code)
    }

    async fn journal(&self) -> AuditLines {
        let wish = json!({ "wish": {}, "page": { "offset": 0, "limit": 100 } });
        self.office.call("list_audit", wish).await
    }
}

fn who(start: &Start) -> (Option<String>, bool) {
    match start {
        Start::Open { who, locked, .. } => (who.as_ref().map(|me| me.name.clone()), *locked),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_people_choose_who_works_and_one_without_a_pin_opens_at_once() {
    let mut office = Office::empty().await;
    let _: RecoveryKey = office.call("create_office", json!({ "agency": agency_testkit::agency() })).await;
    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    assert_eq!(who(&start), (Some("Лебедева Анна Викторовна".into()), false));

    let _: Staff = office.call("save_member", json!({ "member": anna(Rights::default()) })).await;
    office.restart().await;
    assert_eq!(who(&office.call("get_start", Empty {}).await), (None, false));
    let refused = office.try_call::<Value>("list_operators", Empty {}).await;
    assert_eq!(refused.expect_err("nobody has signed in").code, Code::ScreenLocked);
    let people: SignInPeople = office.call("list_sign_in", Empty {}).await;
    assert_eq!(people.people.len(), 2);
    let start: Start = office.call("sign_in", json!({ "id": people.people[1].id, "pin": null })).await;
    assert_eq!(who(&start), (Some("Семёнова Анна".into()), false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_meets_the_rights_at_the_door_of_every_command() {
    let team = Team::new(Rights::default()).await;
    let others: OrderDetails = team.office.call("create_order", Empty {}).await;
    assert_eq!(others.order.manager, "Лебедева Анна Викторовна");
    team.sign_in(team.anna.id, PIN).await.expect("Анна signs in");
    let own: OrderDetails = team.office.call("create_order", Empty {}).await;

    let save = |details: &OrderDetails| json!({ "order": details.order, "version": details.version });
    let cases = [
        ("get_order", json!({ "id": others.order.id }), None),
        ("save_order", save(&others), Some(Code::Forbidden)),
        ("save_order", save(&own), None),
        ("send_for_signing", json!({ "id": others.order.id }), Some(Code::Forbidden)),
        ("get_sms_settings", json!({}), Some(Code::Forbidden)),
        ("save_agency", json!({ "agency": agency_testkit::agency() }), Some(Code::Forbidden)),
        ("remove_image", json!({ "which": "stamp" }), Some(Code::Forbidden)),
        ("save_member", json!({ "member": anna(Rights::ALL) }), Some(Code::Forbidden)),
        ("get_recovery_key", json!({}), Some(Code::Forbidden)),
        ("list_audit", json!({}), Some(Code::Forbidden)),
        ("set_pin", json!({ "id": team.head, "current": null, "pin": "0000" }), Some(Code::Forbidden)),
    ];
    for (command, request, expected) in cases {
        assert_eq!(team.refusal(command, request).await, expected, "{command}");
    }

    team.sign_in(team.head, HEAD_PIN).await.expect("the head signs in");
    let journal = team.journal().await;
    let refused = journal.rows.iter().filter(|row| row.kind == AuditKind::Refusal && row.staff_name == "Семёнова Анна");
    assert!(refused.count() >= 7, "each refusal is in the journal");
    let checked: AuditCheck = team.office.call("check_audit", Empty {}).await;
    assert_eq!(checked.first_broken, None);
}

#[rstest]
#[case(Rights { others_read: false, ..Rights::default() }, Some(Code::Forbidden), Some(Code::Forbidden))]
#[case(Rights::default(), None, Some(Code::Forbidden))]
#[case(Rights { others_edit: true, ..Rights::default() }, None, None)]
#[tokio::test(flavor = "multi_thread")]
async fn the_switches_open_other_managers_orders(
    #[case] rights: Rights,
    #[case] read: Option<Code>,
    #[case] edit: Option<Code>,
) {
    let team = Team::new(rights).await;
    let others: OrderDetails = team.office.call("create_order", Empty {}).await;
    team.sign_in(team.anna.id, PIN).await.expect("Анна signs in");
    assert_eq!(team.refusal("get_order", json!({ "id": others.order.id })).await, read);
    let save = json!({ "order": others.order, "version": others.version });
    assert_eq!(team.refusal("save_order", save).await, edit);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_program_answers_nothing_until_the_pin() {
    let team = Team::new(Rights::default()).await;
    let order: OrderDetails = team.office.call("create_order", Empty {}).await;
    assert_eq!(who(&team.office.call("lock", Empty {}).await), (Some("Лебедева Анна Викторовна".into()), true));
    for (command, request) in [
        ("get_order", json!({ "id": order.order.id })),
        ("save_order", json!({ "order": order.order, "version": order.version })),
        ("get_recovery_key", json!({})),
        ("sign_out", json!({})),
    ] {
        assert_eq!(team.refusal(command, request).await, Some(Code::ScreenLocked), "{command}");
    }
    assert_eq!(team.sign_in(team.head, "0000").await.expect_err("a wrong PIN").code, Code::WrongPin);
    let start = team.sign_in(team.head, HEAD_PIN).await.expect("the PIN");
    assert_eq!(who(&start), (Some("Лебедева Анна Викторовна".into()), false));
    let texts: Vec<_> = team.journal().await.rows.into_iter().map(|row| row.text).collect();
    for expected in ["Программа заблокирована", "Блокировка снята", "Неверный PIN: Лебедева Анна Викторовна, попытка 1"]
    {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_are_slowed_down_also_across_a_restart() {
    let mut team = Team::new(Rights::default()).await;
    for attempt in 1..5 {
        assert_eq!(team.sign_in(team.head, "0000").await.expect_err("wrong").code, Code::WrongPin, "{attempt}");
    }
    assert_eq!(team.sign_in(team.head, "0000").await.expect_err("the fifth").code, Code::PinClosed);
    team.office.restart().await;
    assert_eq!(team.sign_in(team.head, HEAD_PIN).await.expect_err("closed").code, Code::PinClosed, "the right one too");
    team.sign_in(team.anna.id, PIN).await.expect("others go on");

    team.office.later(TimeDelta::seconds(31));
    assert_eq!(team.sign_in(team.head, "0000").await.expect_err("the sixth").code, Code::PinClosed);
    team.office.later(TimeDelta::seconds(31));
    assert_eq!(team.sign_in(team.head, HEAD_PIN).await.expect_err("a minute now").code, Code::PinClosed);
    team.office.later(TimeDelta::seconds(31));
    team.sign_in(team.head, HEAD_PIN).await.expect("after the pause");
    assert_eq!(team.sign_in(team.head, "0000").await.expect_err("counted anew").code, Code::WrongPin);
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_side_by_side_give_no_more_than_five() {
    let team = Team::new(Rights::default()).await;
    let tries = (0..12).map(|_| team.sign_in(team.head, "0000"));
    let mut codes = Vec::new();
    for result in futures_util::future::join_all(tries).await {
        codes.push(result.expect_err("wrong").code);
    }
    assert_eq!(codes.iter().filter(|code| **code == Code::WrongPin).count(), 4);
    assert_eq!(codes.iter().filter(|code| **code == Code::PinClosed).count(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_pin_is_reset_by_the_head_and_the_heads_own_by_the_recovery_key() {
    let team = Team::new(Rights::default()).await;
    let key: RecoveryKey = team.office.call("get_recovery_key", Empty {}).await;
    let _: Staff =
        team.office.call("set_pin", json!({ "id": team.anna.id, "current": null, "pin": "новый-пин" })).await;
    team.sign_in(team.anna.id, "новый-пин").await.expect("the reset PIN");

    let reset = |key: &str, pin: &str| json!({ "id": team.head, "recovery_key": key, "pin": pin });
    assert_eq!(team.refusal("reset_pin", reset("ABCD", "9999")).await, Some(Code::WrongKey));
    assert_eq!(team.refusal("reset_pin", reset(&key.recovery_key, "12")).await, Some(Code::Invalid));
    let _: SignInPeople = team.office.call("reset_pin", reset(&key.recovery_key, "9999")).await;
    team.sign_in(team.head, "9999").await.expect("the PIN set by the key");

    let own = |current: &str| json!({ "id": team.head, "current": current, "pin": null });
    assert_eq!(
        team.refusal("set_pin", own("0000")).await,
        Some(Code::WrongPin),
        "the own PIN asks for the present one"
    );
    let staff: Staff = team.office.call("set_pin", own("9999")).await;
    assert!(staff.staff.iter().any(|row| row.member.id == team.head && !row.has_pin));
    assert_eq!(team.refusal("lock", json!({})).await, Some(Code::Invalid), "nothing to unlock with");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_working_head_always_stays() {
    let team = Team::new(Rights::default()).await;
    let staff: Staff = team.office.call("list_staff", Empty {}).await;
    let head = staff.staff.iter().find(|row| row.member.id == team.head).expect("the head").member.clone();
    for broken in [
        StaffMember { role: Role::Manager, ..head.clone() },
        StaffMember { active: false, ..head.clone() },
        StaffMember { name: "семенова  анна".into(), ..head.clone() },
    ] {
        assert_eq!(team.refusal("save_member", json!({ "member": broken })).await, Some(Code::Invalid), "{broken:?}");
    }
    let left = StaffMember { active: false, ..team.anna.clone() };
    team.sign_in(team.anna.id, PIN).await.expect("Анна");
    team.sign_in(team.head, HEAD_PIN).await.expect("the head");
    let _: Staff = team.office.call("save_member", json!({ "member": left })).await;
    assert_eq!(team.sign_in(team.anna.id, PIN).await.expect_err("has left").code, Code::NotFound);
}
