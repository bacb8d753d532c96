//! What the database itself refuses.

use crate::harness::*;
use agency_portal::storage::Sqlite;
use agency_signing::EnvelopeStore;
use agency_signing::evidence::verify_to;
use axum::http::StatusCode;
use rstest::rstest;
use rusqlite::Connection;

fn connect(world: &World) -> Connection {
    let connection = Connection::open(world.database()).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    connection
}

#[rstest]
#[case("UPDATE evidence SET record = '{}'")]
#[case("DELETE FROM evidence")]
#[case("UPDATE sealed_files SET bytes = x'00'")]
#[case("DELETE FROM sealed_files")]
#[case("UPDATE documents SET bytes = x'00'")]
#[case("DELETE FROM documents")]
#[case("DELETE FROM envelopes")]
#[case("UPDATE feed SET id = ''")]
#[case("DELETE FROM feed")]
#[tokio::test]
async fn what_is_proof_cannot_be_changed(#[case] statement: &str) {
    let world = World::signed().await;
    assert!(connect(&world).execute(statement, []).is_err());
    assert!(verify_to(&world.evidence().await, &world.view().await.head).is_ok());
}

#[tokio::test]
async fn a_record_removed_behind_the_triggers_back_is_found() {
    let world = World::signed().await;
    let connection = connect(&world);
    connection
        .execute_batch("DROP TRIGGER evidence_is_not_removed; DELETE FROM evidence WHERE seq = 5")
        .expect("removed");
    let broken = verify_to(&world.evidence().await, &world.view().await.head).expect_err("a gap");
    assert_eq!(broken.seq, 5);
}

#[tokio::test]
async fn a_broken_chain_is_not_sealed() {
    let world = World::with_code().await;
    connect(&world)
        .execute_batch("DROP TRIGGER evidence_is_not_removed; DELETE FROM evidence WHERE seq = 3")
        .expect("removed");
    world.enter(&world.code()).await;
    world.run().await;
    let view = world.view().await;
    assert!(view.reason.is_some_and(|reason| reason.contains("журнал нарушен на записи 3")));
    assert!(view.signed_sha256.is_none());
}

#[rstest]
#[case("UPDATE envelopes SET state = json_set(state, '$.status', 'Щербакова')")]
#[case("UPDATE envelopes SET state = json_set(state, '$.terms.total', 'Щербакова')")]
#[case("UPDATE envelopes SET state = json_set(state, '$.Щербакова', 'Щербакова', '$.terms.Щербакова', 1)")]
#[tokio::test]
async fn an_error_of_storage_quotes_nothing_personal(#[case] damage: &str) {
    let world = World::invited().await;
    connect(&world).execute(damage, []).expect("damaged");
    let store = Sqlite::open(&world.database(), &[1; 32]).await.expect("it opens");
    let error = store.load(world.id, start()).await.expect_err("what is stored is no envelope");
    assert!(error.to_string().starts_with("storage: json: Data at 1:"), "{error}");
    assert!(!error.to_string().contains("Щербакова"), "{error}");
}

#[tokio::test]
async fn an_envelope_stored_by_an_earlier_version_is_still_the_same() {
    let world = World::new().await;
    let mut put = envelope();
    put.terms.tour = Default::default();
    put.places[0].x_mm = 110.33;
    world.put(&put).await;
    // Without the fields that have a default, and in another order.
    connect(&world)
        .execute_batch(
            "UPDATE envelopes SET terms = json_patch('{\"total\":0}', json_set(terms, '$.tour', json('{}')));
             UPDATE envelopes SET places = json_array(json_patch('{\"width_mm\":0}', places -> 0))",
        )
        .expect("rewritten");
    assert_eq!(world.put(&put).await.status, StatusCode::OK);
    put.terms.tour.destination = "Турция".into();
    assert_eq!(world.put(&put).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn another_key_does_not_open_the_file_and_leaves_it_alone() {
    let world = World::invited().await;
    let before = std::fs::read(world.database()).expect("a file");
    assert!(Sqlite::open(&world.database(), &[9; 32]).await.is_err());
    assert_eq!(std::fs::read(world.database()).expect("a file"), before);
    assert_eq!(world.get("").await.status, 200);
}

#[tokio::test]
async fn every_commit_is_durable() {
    let world = World::invited().await;
    let connection = connect(&world);
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("a mode");
    assert_eq!(mode, "wal");
    let check: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).expect("a check");
    assert_eq!(check, "ok");
}
