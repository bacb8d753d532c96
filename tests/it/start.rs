//! Starting: welcome, demo, own agency, recovery key.

use crate::harness::Office;
use agency_app::Code;
use agency_app::wire::Empty;
use agency_app::wire::grid::{OrderCount, OrderRows};
use agency_app::wire::start::{CreateOffice, Mode, RecoveryKey, Start};
use serde_json::json;

async fn orders(office: &Office) -> u32 {
    office.call::<OrderCount>("count_orders", json!({})).await.total
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_offers_a_choice_and_the_demo_remembers_itself() {
    let mut office = Office::empty().await;
    assert_eq!(office.call::<Start>("get_start", Empty {}).await, Start::Welcome);
    let refused = office
        .try_call::<OrderRows>(
            "list_orders",
            json!({
                "sort": "updated", "descending": true, "page": { "offset": 0, "limit": 50 },
            }),
        )
        .await;
    assert_eq!(refused.expect_err("no agency is open").code, Code::NotOpen);

    let opened: Start = office.call("start_demo", Empty {}).await;
    let Start::Open { mode: Mode::Demo, demo: Some(_), .. } = opened else { panic!("{opened:?}") };
    let filled = orders(&office).await;
    assert!(filled > 1, "{filled} orders");

    office.restart().await;
    let Start::Open { mode: Mode::Demo, .. } = office.call::<Start>("get_start", Empty {}).await else {
        panic!("the demo is open again")
    };
    assert_eq!(orders(&office).await, filled, "the demo is filled once");
    assert_eq!(office.call::<Start>("leave_demo", Empty {}).await, Start::Welcome);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_key_is_replaced_by_the_recovery_key_and_never_by_a_new_one() {
    let mut office = Office::empty().await;
    let request = CreateOffice { agency: agency_testkit::agency() };
    let key: RecoveryKey = office.call("create_office", &request).await;
    let shown: RecoveryKey = office.call("get_recovery_key", Empty {}).await;
    assert_eq!(shown.recovery_key, key.recovery_key, "it can be printed again");
    office.call::<serde_json::Value>("create_order", Empty {}).await;

    office.app.stop().await;
    std::fs::remove_file(office.folder.path().join("secrets.json")).expect("the keyring is emptied");
    office.restart().await;
    assert_eq!(office.call::<Start>("get_start", Empty {}).await, Start::Locked);
    let again = office.try_call::<RecoveryKey>("create_office", &request).await.map(drop);
    assert_eq!(again.expect_err("no new key over a base").code, Code::Invalid);

    for wrong in ["", "ABCD", &"0".repeat(56)] {
        let refused = office.try_call::<Start>("open_with_recovery_key", json!({ "recovery_key": wrong })).await;
        assert_eq!(refused.expect_err("a wrong key").code, Code::WrongKey, "{wrong}");
    }
    let typed = key.recovery_key.to_lowercase().replace('-', " ");
    let opened: Start = office.call("open_with_recovery_key", json!({ "recovery_key": typed })).await;
    assert!(matches!(opened, Start::Open { mode: Mode::Office, .. }));
    assert_eq!(orders(&office).await, 1);

    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    assert!(matches!(start, Start::Open { .. }), "the key is in the keyring again");
}

/// Puts another file in the place of a base, with nothing beside it. The old
/// file is not written into: whoever still closes it does not touch the new one.
pub(crate) fn replace(base: &std::path::Path, bytes: &[u8]) {
    let fresh = base.with_extension("fresh");
    std::fs::write(&fresh, bytes).expect("another file");
    for ending in ["db-wal", "db-shm"] {
        // both are gone after a clean close
        let _ = std::fs::remove_file(base.with_extension(ending));
    }
    std::fs::rename(&fresh, base).expect("the file is replaced");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_base_is_shown_as_such_and_left_alone() {
    let mut office = Office::ready().await;
    office.app.stop().await;
    let base = office.folder.path().join("office/base.db");
    let garbage = vec![7; 64 * 1024];
    replace(&base, &garbage);
    office.restart().await;
    let start: Start = office.call("get_start", Empty {}).await;
    assert!(matches!(start, Start::Locked | Start::Broken { .. }), "{start:?}");
    assert_eq!(std::fs::read(&base).expect("the file"), garbage, "nothing is written over it");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_stay_usable_when_only_the_portal_is_broken() {
    let mut office = Office::ready().await;
    let id = office.order().await.order.id;
    office.app.stop().await;
    replace(&office.folder.path().join("office/portal.db"), &vec![7; 64 * 1024]);
    office.restart().await;
    assert_eq!(orders(&office).await, 1);
    let dialog: agency_app::wire::contract::SigningDialog =
        office.call("get_signing_dialog", agency_app::wire::order::OrderRef { id }).await;
    assert!(dialog.blocks.iter().any(|block| block.text.contains("Портал подписания не запустился")));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opened_file_leaves_no_copy_behind() {
    let office = Office::ready().await;
    let id = office.order().await.order.id;
    office.send(id).await;
    crate::harness::sign(&office.tourist()).await;
    let details = office.until_status(id, agency_core::ContractStatus::Signed).await;
    let refused =
        office.try_call::<Empty>("open_file", agency_app::wire::order::FileRef { id: details.files[0].id }).await;
    assert_eq!(refused.expect_err("no desktop here").code, Code::NotHere);
    let opened = office.folder.path().join("office/opened");
    let left = std::fs::read_dir(&opened).map(Iterator::count).unwrap_or(0);
    assert_eq!(left, 0, "no copy of a passport lies in clear");
}
