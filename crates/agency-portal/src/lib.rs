//! The tourist's signing pages and the API the desktop speaks.
//!
//! # Embedding
//!
//! ```no_run
//! # use agency_portal::*;
//! # use std::sync::Arc;
//! # async fn run(delivery: Arc<dyn Delivery>) -> Result<(), Box<dyn std::error::Error>> {
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
//! let ports = PortalPorts { delivery, documents: Arc::new(PdfDocuments), clock: system_clock() };
//! let running = start(listener, config, ports).await?;
//! // … GET/PUT/POST /api/v1/… with the types of [`api`] …
//! running.stop().await;
//! # Ok(()) }
//! ```
//!
//! A running portal also works: it sends letters and codes and seals files, and
//! goes on with what an earlier process left unfinished. [`start`] is
//! [`Portal::open`] and [`serve`] in a task of its own; tests drive
//! [`Portal::router`] and [`Portal::run_due`] themselves.

pub mod api;
mod drawing;
mod http;
mod jobs;
mod letters;
mod pages;
mod pdf;
mod portal;
pub mod ports;
mod protocol;
mod reference;
pub mod storage;
mod wording;

pub use http::{RunningPortal, serve, start};
pub use pdf::PdfDocuments;
pub use portal::{Portal, PortalConfig, PortalPorts, system_clock};
pub use ports::{Clock, Delivery, DocumentError, Documents, NotReady, SealInput};
pub use storage::sqlite::SCHEMA;
