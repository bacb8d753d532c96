//! The worker at rest: how often it looks into the base, counted by its looks at the clock.

use crate::harness::*;
use agency_portal::{Portal, PortalPorts, serve};
use rusqlite::Connection;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

struct Working {
    world: World,
    looks: Arc<AtomicUsize>,
    database: std::path::PathBuf,
    server: JoinHandle<std::io::Result<()>>,
    _folder: tempfile::TempDir,
}

/// A running portal with so many letters to send, and all of them hang.
async fn working(letters: usize, prepare: fn(&Connection)) -> Working {
    let world = World::new().await;
    world.delivery.mail.hangs.store(true, Ordering::Relaxed);
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("portal.db");
    let looks = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&looks);
    let beginning = tokio::time::Instant::now();
    let ports = PortalPorts {
        delivery: world.delivery.clone(),
        documents: world.documents.clone(),
        clock: Arc::new(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            start() + beginning.elapsed()
        }),
    };
    let portal = Portal::open(config(database.clone()), ports).await.expect("it opens");
    put_envelopes(portal.router(), letters).await;
    prepare(&connect(&database));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let server = tokio::spawn(serve(listener, portal, std::future::pending()));
    Working { world, looks, database, server, _folder: folder }
}

fn connect(database: &std::path::Path) -> Connection {
    let connection = Connection::open(database).expect("a database");
    connection.pragma_update(None, "key", format!("x'{}'", "01".repeat(32))).expect("the key");
    connection
}

async fn letters_reach(working: &Working, count: usize, patience: Duration) {
    let come = async {
        while working.world.letters().len() < count {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(patience, come).await.expect("the letters in time");
}

#[tokio::test(start_paused = true)]
async fn a_base_that_cannot_be_written_is_not_asked_all_the_time() {
    let working = working(1, |base| {
        base.execute_batch(
            "CREATE TRIGGER full BEFORE UPDATE ON jobs BEGIN SELECT RAISE (ABORT, 'database or disk is full'); END",
        )
        .expect("a trigger");
    })
    .await;
    let before = working.looks.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(60)).await;
    let looks = working.looks.load(Ordering::Relaxed) - before;
    assert!((10..=40).contains(&looks), "{looks} looks in a minute");
    connect(&working.database).execute_batch("DROP TRIGGER full").expect("there is room again");
    letters_reach(&working, 1, Duration::from_secs(5)).await;
    working.server.abort();
}

#[tokio::test(start_paused = true)]
async fn with_all_hands_full_the_next_job_waits_for_a_free_one() {
    let working = working(9, |_| {}).await;
    letters_reach(&working, 8, Duration::from_secs(5)).await;
    let before = working.looks.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_secs(50)).await;
    let looks = working.looks.load(Ordering::Relaxed) - before;
    assert!(looks <= 5, "{looks} looks with nothing to be done");
    assert_eq!(working.world.letters().len(), 8);
    letters_reach(&working, 9, Duration::from_secs(15)).await;
    working.server.abort();
}
