//! Every adapter against the simulator of its service: a message goes its whole way.

use crate::services::{ALL, Name, message};
use agency_core::{Money, Phone};
use agency_messaging::{DeliveryStatus, RejectKind, SendOutcome, SmsService, sms::Timeouts};
use agency_simulator::{Account, Running, Simulator, SimulatorConfig};
use chrono::TimeDelta;
use rstest::rstest;

async fn start() -> Running {
    let now = Some("2025-03-13T14:56:20Z".parse().expect("a time"));
    Simulator::start(SimulatorConfig { now, ..SimulatorConfig::default() }).await.expect("the simulator starts")
}

fn account(name: Name) -> Account {
    Account {
        api_key: Some(Name::SECRET.into()),
        senders: vec!["TurAgent".into()],
        ..Account::new(name.host(), Name::LOGIN, Name::SECRET)
    }
}

fn service(running: &Running, name: Name) -> Box<dyn SmsService> {
    name.service(&running.service_url(name.host()), Timeouts::default())
}

fn phone() -> Phone {
    message().phone
}

#[rstest]
#[tokio::test]
async fn a_message_goes_its_whole_way(#[values(0, 1, 2, 3, 4, 5, 6)] index: usize) {
    let name = ALL[index];
    let running = start().await;
    running.set_account(account(name));
    let service = service(&running, name);

    let before = service.balance().await.expect("a balance").amount;
    let report = service.send(&message()).await;
    let SendOutcome::Accepted { id, .. } = &report.outcome else { panic!("{name:?}: {report:?}") };
    assert_ne!(service.balance().await.expect("a balance").amount, before, "{name:?} is paid");
    let taken = running.messages();
    assert_eq!(taken.len(), 1);
    assert_eq!((taken[0].text.as_str(), taken[0].phone.as_str()), (message().text.as_str(), phone().digits()));

    running.advance(TimeDelta::seconds(3));
    assert_eq!(service.status(id, &phone()).await, Ok(DeliveryStatus::Delivered), "{name:?}");
    let senders = service.senders().await.expect("an answer");
    if let Some(senders) = senders {
        let expected = if matches!(name, Name::SemySms) { "15" } else { "TurAgent" };
        assert!(senders.iter().any(|sender| sender.name == expected && sender.is_ready), "{name:?}: {senders:?}");
    }
    if let Some(price) = service.price(&phone(), "Проверка").await.expect("an answer") {
        assert!(price.amount.starts_with("4.1"), "{name:?}: {price:?}");
        assert_eq!(running.messages().len(), 1, "a price sends nothing");
    }
}

#[rstest]
#[tokio::test]
async fn a_wrong_key_and_an_empty_account_are_refused(#[values(0, 1, 2, 3, 4, 5, 6)] index: usize) {
    let name = ALL[index];
    let running = start().await;
    let report = service(&running, name).send(&message()).await;
    assert!(matches!(report.outcome, SendOutcome::Rejected { .. }), "{name:?}: {report:?}");

    running.set_account(Account { balance_kopecks: Money(0), ..account(name) });
    let report = service(&running, name).send(&message()).await;
    let SendOutcome::Rejected { kind, .. } = &report.outcome else { panic!("{name:?}: {report:?}") };
    let expected = if matches!(name, Name::SemySms | Name::SmsInt) { RejectKind::Request } else { RejectKind::Money };
    assert_eq!(*kind, expected, "{name:?}");
    assert!(running.messages().is_empty());
}

#[tokio::test]
async fn a_repeat_at_targetsms_sends_nothing_and_gives_the_first_id() {
    let running = start().await;
    running.set_account(account(Name::TargetSms));
    let service = service(&running, Name::TargetSms);
    let first = service.send(&message()).await.outcome;
    assert_eq!(service.send(&message()).await.outcome, first);
    assert_eq!(running.messages().len(), 1);
}

#[rstest]
#[case(Name::Unisender)]
#[case(Name::Smsc)]
#[case(Name::SmsRu)]
#[case(Name::StreamTelecom)]
#[tokio::test]
async fn services_without_a_key_of_repeats_refuse_them(#[case] name: Name) {
    let running = start().await;
    running.set_account(account(name));
    let service = service(&running, name);
    assert!(matches!(service.send(&message()).await.outcome, SendOutcome::Accepted { .. }));
    let again = service.send(&message()).await.outcome;
    assert!(matches!(again, SendOutcome::Rejected { kind: RejectKind::Duplicate, .. }), "{again:?}");
    assert_eq!(running.messages().len(), 1);
}
