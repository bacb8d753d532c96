//! Where a request came from, for the evidence.

use crate::portal::Portal;
use agency_signing::Origin;
use axum::extract::FromRequestParts;
use axum::http::header::{HeaderMap, USER_AGENT};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

/// Characters of a User-Agent that are kept.
const UA_LENGTH: usize = 200;

/// Address of the other end of the connection, put into the request by the listener.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Extracts the [`Origin`] of a request.
pub(crate) struct ClientOrigin(pub(crate) Origin);

impl FromRequestParts<Portal> for ClientOrigin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        let forwarded = if portal.trusts_forwarded_for() { forwarded_for(&parts.headers) } else { None };
        let ip = forwarded.or(peer).map(|ip| ip.to_canonical().to_string());
        Ok(Self(Origin { ip, ua: user_agent(&parts.headers) }))
    }
}

/// The last entry: the one our own proxy wrote. Those before it are the client's word.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = String::from_utf8_lossy(headers.get(USER_AGENT)?.as_bytes()).into_owned();
    let short: String = text.chars().filter(|c| !c.is_control()).take(UA_LENGTH).collect();
    (!short.is_empty()).then_some(short)
}
