//! A mail server that takes every letter and delivers none.

mod command;
mod session;
mod tls;

pub(crate) use tls::Identity;

use crate::{faults::Fault, world::World};
use session::{End, Session};
use std::{io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// The service's name in accounts and faults.
pub(crate) const SERVICE: &str = "smtp";
/// Connections served at once; more wait.
const MAX_CONNECTIONS: usize = 64;
/// How long a connection may last.
const MAX_LIFE: Duration = Duration::from_secs(10 * 60);

/// How a port begins.
#[derive(Clone, Copy)]
pub(crate) enum Security {
    /// Plain, STARTTLS offered.
    Plain,
    /// TLS from the first byte.
    Tls,
}

pub(crate) async fn serve(listener: TcpListener, world: Arc<World>, identity: Arc<Identity>, security: Security) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let accept = async {
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::debug!(%error, "connection not accepted");
                    continue;
                }
            };
            let (world, identity) = (world.clone(), identity.clone());
            tokio::spawn(async move {
                let conversation = converse(stream, &world, &identity, security);
                tokio::select! {
                    ended = tokio::time::timeout(MAX_LIFE, conversation) => {
                        if let Ok(Err(error)) = ended {
                            tracing::debug!(%error, "mail connection broke");
                        }
                    }
                    () = world.until_stopped() => {}
                }
                drop(place);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = world.until_stopped() => {}
    }
}

async fn converse(stream: TcpStream, world: &World, identity: &Identity, security: Security) -> io::Result<()> {
    match security {
        Security::Plain => match Session::new(stream, world, false).greet_and_run().await? {
            End::Closed => Ok(()),
            End::StartTls(stream) => over_tls(identity.acceptor.accept(stream).await?, world, false).await,
        },
        Security::Tls => over_tls(identity.acceptor.accept(stream).await?, world, true).await,
    }
}

/// Over TLS STARTTLS is not offered, so the session simply ends.
async fn over_tls<S>(stream: S, world: &World, greet: bool) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let session = Session::new(stream, world, true);
    if greet { session.greet_and_run().await } else { session.run().await }.map(|_end| ())
}

/// The reply a fault puts in the server's place.
fn fault_reply(fault: &Fault, usual: &str) -> String {
    match (fault.error_code, &fault.body) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        (Some(code), None) => format!("{code} {}", wording(code)),
        (None, Some(text)) => text.clone(),
        (None, None) => usual.to_owned(),
    }
}

fn wording(code: i32) -> &'static str {
    match code {
        421 => "4.3.2 Service not available, closing connection",
        450 | 451 => "4.3.0 Try again later",
        452 => "4.3.1 Insufficient system storage",
        454 => "4.7.0 TLS not available",
        535 => "5.7.8 Authentication credentials invalid",
        550 => "5.1.1 No such user here",
        552 => "5.3.4 Message too big",
        553 => "5.1.3 Bad address",
        554 => "5.7.1 Message refused",
        _ => "Scripted answer",
    }
}
