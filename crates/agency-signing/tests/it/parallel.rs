//! Two at once: one wins, the other is told so.

use crate::fixture::*;
use agency_signing::{Command, Context, ExecuteError, LinkToken, Origin, Refusal, Status, execute};
use std::sync::Arc;

async fn at_once(store: &Arc<MemoryStore>, desk: &Desk, commands: Vec<Command>) -> Vec<Result<(), ExecuteError>> {
    let mut tasks = Vec::new();
    for command in commands {
        let (store, id, now) = (Arc::clone(store), desk.envelope.id, desk.now);
        tasks.push(tokio::spawn(async move {
            let key = key();
            let context = Context { now, origin: Origin::default(), key: &key };
            execute(store.as_ref(), id, &command, &context).await.map(drop)
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.expect("no panic"));
    }
    results
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_right_codes_one_signs() {
    for _ in 0..20 {
        let desk = Desk::with_code();
        let store = Arc::new(MemoryStore::default());
        store.insert(&desk.envelope, &desk.records);
        let results = at_once(&store, &desk, vec![enter("481920"); 8]).await;
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let losers = results.iter().filter(|r| matches!(r, Err(ExecuteError::Refused(Refusal::AlreadySigned))));
        assert_eq!(losers.count(), 7);
        let state = store.state.lock().expect("a lock");
        let (envelope, _, records) = &state[&desk.envelope.id];
        assert_eq!(envelope.status, Status::Accepted);
        assert_eq!(agency_signing::verify(records).as_ref(), Ok(&envelope.head));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_guesses_do_not_get_more_tries() {
    let desk = Desk::with_code();
    let store = Arc::new(MemoryStore::default());
    store.insert(&desk.envelope, &desk.records);
    let guesses = (0..40).map(|n| enter(&format!("{n:06}"))).collect();
    let results = at_once(&store, &desk, guesses).await;
    let wrong = results.iter().filter(|r| matches!(r, Err(ExecuteError::Refused(Refusal::WrongCode { .. }))));
    assert_eq!(wrong.count(), 5);
    let dead = results.iter().filter(|r| matches!(r, Err(ExecuteError::Refused(Refusal::CodeExhausted))));
    assert_eq!(dead.count(), 35);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_phone_gets_ten_codes_from_parallel_envelopes() {
    let store = Arc::new(MemoryStore::default());
    let desks: Vec<Desk> = (0..30).map(|_| Desk::read()).collect();
    let mut tasks = Vec::new();
    for desk in &desks {
        store.insert(&desk.envelope, &desk.records);
        let (store, id, now, command) = (Arc::clone(&store), desk.envelope.id, desk.now, desk.tick_all());
        tasks.push(tokio::spawn(async move {
            let key = key();
            execute(store.as_ref(), id, &command, &Context { now, origin: Origin::default(), key: &key }).await
        }));
    }
    let mut queued = 0;
    for task in tasks {
        queued += task.await.expect("no panic").expect("the ticks are taken").sends.len();
    }
    assert_eq!(queued, 10);
}

#[tokio::test]
async fn an_unknown_envelope_is_said_to_be_unknown() {
    let store = Arc::new(MemoryStore::default());
    let hash = LinkToken::generate().expect("random bytes").hash();
    let result = at_once(&store, &Desk::new(), vec![Command::IssueLink { hash }]).await;
    assert!(matches!(result[0], Err(ExecuteError::NotFound)));
}
