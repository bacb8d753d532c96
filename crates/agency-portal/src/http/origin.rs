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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&["203.0.113.9"], Some("203.0.113.9"))]
    #[case(&["6.6.6.6, 203.0.113.9"], Some("203.0.113.9"))]
    #[case(&["6.6.6.6", "2001:db8::7"], Some("2001:db8::7"))]
    #[case(&["203.0.113.9, <script>"], None)]
    #[case(&[], None)]
    fn only_the_entry_of_our_own_proxy_counts(#[case] values: &[&'static str], #[case] ip: Option<&str>) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        }
        assert_eq!(forwarded_for(&headers).map(|ip| ip.to_string()).as_deref(), ip);
    }

    #[test]
    fn a_long_or_broken_user_agent_is_shortened_and_cleaned() {
        let mut headers = HeaderMap::new();
        let value = [b"Mozilla\t\xff ".as_slice(), &[b'x'; 500]].concat();
        headers.insert(USER_AGENT, axum::http::HeaderValue::from_bytes(&value).expect("a header"));
        let agent = user_agent(&headers).expect("a text");
        assert!(agent.starts_with("Mozilla\u{fffd} xxx") && agent.chars().count() == UA_LENGTH);
    }
}
