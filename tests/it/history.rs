//! Unsaved edits, older states of an order, and orders made from it.

use crate::harness::Office;
use agency_app::Error;
use agency_app::error::Code;
use agency_app::wire::Empty;
use agency_app::wire::history::{ListVersions, OlderOrder, OrderVersions, RestoreVersion, SaveDraft, VersionRef};
use agency_app::wire::order::{CheckDraft, DraftCheck, OrderDetails, OrderRef, SaveOrder};
use agency_core::check::CheckLevel;
use agency_core::{ContractStatus, Money};

async fn saved(office: &Office, details: &OrderDetails, change: impl FnOnce(&mut agency_core::Order)) -> OrderDetails {
    let mut order = details.order.clone();
    change(&mut order);
    office.call("save_order", SaveOrder { order, version: details.version }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn unsaved_edits_come_back_after_a_restart_until_they_are_saved_or_thrown_away() {
    let mut office = Office::ready().await;
    let details = office.order().await;
    let id = details.order.id;
    let mut typed = details.order.clone();
    typed.customer.phone = "+7 900 1".into();
    let keep = SaveDraft { order: typed.clone(), version: details.version };
    office.call::<Empty>("save_draft", &keep).await;
    office.restart().await;

    let draft = office.get(id).await.draft.expect("the draft");
    assert_eq!((draft.order, draft.base, draft.version), (typed.clone(), details.order.clone(), details.version));
    assert_eq!(office.get(id).await.order, details.order, "nothing is saved yet");

    let newer = saved(&office, &details, |order| order.notes = "звонить вечером".into()).await;
    assert_eq!(newer.draft, None, "what is saved is no draft");
    office.call::<Empty>("save_draft", &keep).await;
    let both = office.get(id).await;
    let draft = both.draft.expect("both sides are kept");
    assert!(draft.version < both.version && draft.base == details.order && both.order == newer.order);

    office.call::<Empty>("discard_draft", OrderRef { id }).await;
    assert_eq!(office.get(id).await.draft, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_save_keeps_what_was_typed() {
    let office = Office::ready().await;
    let details = office.order().await;
    saved(&office, &details, |order| order.notes = "раньше".into()).await;
    let mut order = details.order.clone();
    order.notes = "позже".into();
    let refused: Result<OrderDetails, Error> =
        office.try_call("save_order", SaveOrder { order, version: details.version }).await;
    assert_eq!(refused.expect_err("refused").code, Code::OrderChanged);
    let both = office.get(details.order.id).await;
    assert_eq!((both.order.notes.as_str(), both.draft.expect("a draft").order.notes.as_str()), ("раньше", "позже"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_state_is_read_and_restored_while_the_contract_stays_signed() {
    let office = Office::ready().await;
    let first = office.order().await;
    let id = first.order.id;
    let second = saved(&office, &first, |order| {
        order.price.total = Some(Money::rubles(99));
        order.tourists.remove(2);
        order.contract.status = ContractStatus::SignedOnPaper;
    })
    .await;

    let history: OrderVersions = office.call("list_versions", ListVersions { id, before: None }).await;
    let numbers: Vec<u32> = history.versions.iter().map(|state| state.version).collect();
    assert_eq!((numbers, history.has_more), (vec![3, 2, 1], false));
    let labels: Vec<&str> = history.versions[0].changes.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(labels, ["Турист Щербаков Матвей", "Общая цена турпродукта"]);

    let older: OlderOrder = office.call("get_version", VersionRef { id, version: first.version }).await;
    assert_eq!(older.changes.len(), 2);
    let restore = RestoreVersion { id, version: first.version, present: second.version };
    let restored: OrderDetails = office.call("restore_version", restore).await;
    let mut expected = first.order.clone();
    expected.contract.status = ContractStatus::SignedOnPaper;
    assert_eq!(restored.order, expected);
    assert_eq!(restored.version, second.version + 1);

    let late: Result<OrderDetails, Error> = office.try_call("restore_version", restore).await;
    assert_eq!(late.expect_err("refused").code, Code::OrderChanged);
    let none: Result<OrderDetails, Error> =
        office.try_call("restore_version", RestoreVersion { version: 77, ..restore }).await;
    assert_eq!(none.expect_err("refused").code, Code::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_copied_and_a_tour_repeated_under_numbers_of_their_own() {
    let office = Office::ready().await;
    let details = office.order().await;
    let copy: OrderDetails = office.call("copy_order", OrderRef { id: details.order.id }).await;
    let repeated: OrderDetails = office.call("repeat_order", OrderRef { id: details.order.id }).await;
    for made in [&copy, &repeated] {
        assert_ne!(made.order.number, details.order.number);
        assert_eq!(made.order.number, made.order.contract.number);
        assert_eq!(made.order.customer, details.order.customer);
        assert_eq!((made.version, made.files.len()), (1, 0));
    }
    assert_ne!(copy.order.number, repeated.order.number);
    assert_eq!(copy.order.price.total, details.order.price.total);
    assert_eq!((repeated.order.price.total, repeated.order.tour.start), (None, None));
    assert_eq!(office.get(details.order.id).await.order, details.order, "the older one is untouched");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_checked_as_it_is_typed() {
    let office = Office::ready().await;
    let details = office.order().await;
    let mut order = details.order.clone();
    order.customer.email = "ivan@".into();
    order.contract.city.clear();
    order.tourists[0].last_name = "Юрьев".into();
    let found: DraftCheck = office.call("check_draft", CheckDraft { order }).await;
    let reds: Vec<&str> =
        found.check.iter().filter(|row| row.level == CheckLevel::Red).map(|row| row.anchor.as_str()).collect();
    assert_eq!(reds, ["contract.city", "customer.email"]);
    assert!(found.problems.iter().any(|problem| problem.field == "customer.email"));
    assert!(found.problems.iter().any(|problem| problem.reason.contains("IUREV")), "{:?}", found.problems);
    assert_eq!(found.latin_names[0].last_name, "IUREV");
    assert!(found.total_in_words.starts_with("Двести восемнадцать тысяч пятьсот рублей"), "{}", found.total_in_words);
    assert_eq!(office.get(details.order.id).await.order, details.order, "nothing is saved");
}
