//! A real listener: limits on what comes over the wire, and an end that leaves nothing behind.

use crate::harness::*;
use agency_portal::{Portal, PortalPorts, RunningPortal, serve, start as start_portal, system_clock};
use rstest::rstest;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

async fn running(world: &World) -> (SocketAddr, RunningPortal, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let ports =
        PortalPorts { delivery: world.delivery.clone(), documents: world.documents.clone(), clock: system_clock() };
    let running = start_portal(listener, config(folder.path().join("portal.db")), ports).await.expect("it starts");
    (address, running, folder)
}

async fn say(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request.as_bytes()).await.expect("the request goes");
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    // A server that refuses to read on may also reset the connection.
    drop(read.expect("an answer in time"));
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn the_listener_answers_refuses_and_stops() {
    let world = World::new().await;
    let (address, portal, _folder) = running(&world).await;
    let answer = say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");

    let headers: String = (0..200).map(|n| format!("X-{n}: 1\r\n")).collect();
    let answer = say(address, &format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{headers}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");

    let answer = say(address, &format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(100_000))).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");

    let answer = say(address, "NONSENSE\r\n\r\n").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");

    let doubled = "POST /s/x/code HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc";
    assert!(say(address, doubled).await.starts_with("HTTP/1.1 400"));

    let idle = TcpStream::connect(address).await.expect("a connection");
    tokio::time::timeout(Duration::from_secs(20), portal.stop()).await.expect("an idle connection does not hold it");
    drop(idle);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_waiting_feed_does_not_hold_the_end() {
    let world = World::new().await;
    let (address, portal, _folder) = running(&world).await;
    let request = format!(
        "GET /api/v1/events?after=0&wait=55 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nConnection: close\r\n\r\n"
    );
    let mut waiting = TcpStream::connect(address).await.expect("a connection");
    waiting.write_all(request.as_bytes()).await.expect("the request goes");
    // Connections are taken in order: when the second one is answered, the first one is at work.
    say(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    tokio::time::timeout(Duration::from_secs(9), portal.stop()).await.expect("it stops");
    let mut answer = String::new();
    waiting.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.contains("\"events\":[]"), "{answer}");
}

#[rstest]
#[case::told_to_stop(true)]
#[case::dropped(false)]
#[tokio::test(start_paused = true)]
async fn an_effect_that_hangs_does_not_outlive_the_portal(#[case] is_told: bool) {
    let world = World::invited().await;
    world.delivery.mail.hangs.store(true, Ordering::Relaxed);
    let owners = Arc::strong_count(&world.delivery);
    let folder = tempfile::tempdir().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let ports =
        PortalPorts { delivery: world.delivery.clone(), documents: world.documents.clone(), clock: system_clock() };
    let portal = Portal::open(config(folder.path().join("portal.db")), ports).await.expect("it opens");
    let router = portal.router();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, portal, async { drop(stopped.await) }));
    put_envelopes(router, 1).await;
    while world.letters().len() < 2 {
        tokio::task::yield_now().await;
    }
    if is_told {
        stop.send(()).expect("it runs");
        server.await.expect("no panic").expect("a graceful end");
    } else {
        server.abort();
        assert!(server.await.is_err());
    }
    let ended = async {
        while Arc::strong_count(&world.delivery) > owners {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(1), ended).await.expect("neither worker nor job is left");
}
