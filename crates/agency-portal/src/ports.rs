//! What the portal needs from the program that embeds it.

use agency_documents::{Protocol, SignaturePlace, StampBox};
use agency_messaging::{Mailer, SmsService};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// The clock.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// A channel that is not set up yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotReady {
    /// What is missing, in Russian: «СМС-сервис не подключён».
    pub message: String,
    /// What to do, in Russian.
    pub advice: String,
}

/// Channels to the tourist, with the settings of this moment.
#[async_trait]
pub trait Delivery: Send + Sync {
    /// The SMS service codes go through.
    async fn sms(&self) -> Result<Arc<dyn SmsService>, NotReady>;

    /// The mail server letters go through.
    async fn mailer(&self) -> Result<Arc<dyn Mailer>, NotReady>;
}

/// A document could not be shown or sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("document: {0}")]
pub struct DocumentError(pub String);

/// What goes into a signed file.
pub struct SealInput<'a> {
    /// The frozen bytes; they stay the first bytes of the result.
    pub original: &'a [u8],
    /// Where the blue boxes go.
    pub places: &'a [SignaturePlace],
    /// The blue box.
    pub stamp: &'a StampBox,
    /// The last page.
    pub protocol: &'a Protocol,
}

/// Work on PDF bytes. Blocking: the portal calls it off the async threads.
pub trait Documents: Send + Sync {
    /// Number of pages.
    fn page_count(&self, pdf: &[u8]) -> Result<u32, DocumentError>;

    /// A page (from 0) as PNG of the given width.
    fn page_png(&self, pdf: &[u8], page: u32, width_px: u32) -> Result<Vec<u8>, DocumentError>;

    /// The signed file; the same input gives the same bytes.
    fn seal(&self, input: &SealInput<'_>) -> Result<Vec<u8>, DocumentError>;

    /// Checks a signed file as a stranger would; returns the SHA-256 of the original inside it, lower-case hex.
    fn verify(&self, signed: &[u8]) -> Result<String, DocumentError>;
}
