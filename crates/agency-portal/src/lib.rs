//! The tourist's signing pages and the API the desktop speaks.
//!
//! # Embedding
//!
//! ```no_run
//! # use agency_portal::*;
//! # async fn run(delivery: std::sync::Arc<dyn Delivery>, documents: std::sync::Arc<dyn Documents>)
//! # -> Result<(), Box<dyn std::error::Error>> {
//! // The listener comes first: the links in the letters need its address.
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let config = PortalConfig {
//!     database: "portal.db".into(),
//!     database_key: [1; 32],       // SQLCipher; from the keyring
//!     code_key: [2; 32],           // hashes of codes and phones; from the keyring
//!     api_token: "secret".into(),  // `Authorization: Bearer …` of the desktop
//!     public_url: format!("http://{}", listener.local_addr()?),
//!     trust_forwarded_for: false,
//!     code_digits: 6,
//! };
//! let ports = PortalPorts { delivery, documents, clock: system_clock() };
//! let portal = Portal::open(config, ports).await?;
//! let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
//! let server = tokio::spawn(serve(listener, portal, async { drop(stopped.await) }));
//! // … GET/PUT/POST /api/v1/… with the types of [`api`] …
//! stop.send(()).ok();
//! server.await??;
//! # Ok(()) }
//! ```
//!
//! [`serve`] also runs the worker that sends letters and codes and seals files,
//! and goes on with what an earlier process left unfinished. Tests drive
//! [`Portal::router`] and [`Portal::run_due`] themselves.

pub mod api;
mod drawing;
mod http;
mod jobs;
mod letters;
mod pages;
mod portal;
pub mod ports;
mod protocol;
mod reference;
pub mod storage;
mod wording;

pub use http::serve;
pub use portal::{Portal, PortalConfig, PortalPorts, system_clock};
pub use ports::{Clock, Delivery, DocumentError, Documents, NotReady, SealInput};
