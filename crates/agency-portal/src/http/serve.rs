//! The listener: connections with limits, the worker beside them, a graceful end.

use super::Peer;
use crate::portal::{Portal, PortalConfig, PortalPorts};
use agency_signing::StoreError;
use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

/// Open connections at one time; further ones wait in the system's queue.
const CONNECTIONS: usize = 1024;
/// A client that dawdles over its headers is dropped.
const HEADER_TIME: Duration = Duration::from_secs(10);
/// Header lines of a request.
const HEADERS: usize = 64;
/// Bytes of a request's head.
const HEAD_BYTES: usize = 32 << 10;
/// What is at work when the portal stops may take so long.
const GRACE: Duration = Duration::from_secs(10);

/// A portal at work in a task of its own.
pub struct RunningPortal {
    stop: oneshot::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl RunningPortal {
    /// Lets requests and effects at work finish (at most ten seconds), breaks off the rest and ends.
    pub async fn stop(self) {
        // A portal that has ended already needs no word.
        let _ = self.stop.send(());
        match self.task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the portal ended with an error"),
            Err(error) => tracing::error!(%error, "the portal has failed"),
        }
    }
}

/// Opens a portal and serves it until it is stopped.
pub async fn start(
    listener: TcpListener,
    config: PortalConfig,
    ports: PortalPorts,
) -> Result<RunningPortal, StoreError> {
    let portal = Portal::open(config, ports).await?;
    let (stop, stopped) = oneshot::channel::<()>();
    // A dropped handle is a wish to stop too.
    let task = tokio::spawn(serve(listener, portal, async { drop(stopped.await) }));
    Ok(RunningPortal { stop, task })
}

/// Serves the portal and runs its worker until `shutdown` is ready; then lets
/// requests and effects at work finish (at most ten seconds) and breaks off the rest.
/// Nothing of the portal goes on after that, nor when the future is dropped.
pub async fn serve(
    listener: TcpListener,
    portal: Portal,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = portal.router();
    // A set, not a handle: what is in a set ends with it, a task whose handle is dropped goes on.
    let mut worker = JoinSet::new();
    worker.spawn({
        let portal = portal.clone();
        async move { portal.work().await }
    });
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let (stop, stopped) = watch::channel(false);
    let mut connections = JoinSet::new();
    tokio::pin!(shutdown);
    loop {
        let place = tokio::select! {
            () = &mut shutdown => break,
            place = Arc::clone(&places).acquire_owned() => place.map_err(io::Error::other)?,
        };
        let accepted = tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (router, stopped) = (router.clone(), stopped.clone());
                connections.spawn(async move {
                    converse(stream, peer, router, stopped).await;
                    drop(place);
                });
            }
            Err(error) => {
                // Out of descriptors, most likely: others will be closed in a moment.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    portal.close();
    stop.send_replace(true);
    let finish = async {
        while connections.join_next().await.is_some() {}
        if let Some(Err(error)) = worker.join_next().await {
            tracing::error!(%error, "the worker has failed");
        }
    };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("stopped before everything at work was finished; it goes on at the next start");
    }
    // Whoever opens the base next must be alone with it.
    connections.shutdown().await;
    worker.shutdown().await;
    Ok(())
}

async fn converse(stream: TcpStream, peer: SocketAddr, router: Router, mut stopped: watch::Receiver<bool>) {
    let is_used = Arc::new(AtomicBool::new(false));
    let used = Arc::clone(&is_used);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        used.store(true, Ordering::Relaxed);
        request.extensions_mut().insert(Peer(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        result = &mut connection => return log_end(result),
        _ = stopped.changed() => connection.as_mut().graceful_shutdown(),
    }
    // Browsers open connections in advance: one that never asked anything would be waited for in vain.
    if !is_used.load(Ordering::Relaxed) {
        return;
    }
    log_end(connection.await);
}

fn log_end(result: Result<(), hyper::Error>) {
    if let Err(error) = result {
        tracing::debug!(%error, "a connection ended early");
    }
}
