//! What the portal keeps, behind a trait: SQL stays in this module's folders.

pub mod sqlite;

use agency_core::ids::EnvelopeId;
use agency_documents::SignaturePlace;
use agency_signing::{Decision, EnvelopeStore, Job, LinkHash, Record, Status, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

pub use sqlite::Sqlite;

/// An error without the words of the parser, which may quote what it has read.
pub(crate) fn json_error(error: &serde_json::Error) -> StoreError {
    StoreError(format!("json: {:?} at {}:{}", error.classify(), error.line(), error.column()))
}

/// A new envelope with its document.
pub struct NewEnvelope {
    /// State, first evidence, first jobs.
    pub decision: Decision,
    /// The frozen bytes.
    pub document: Vec<u8>,
    /// Where the customer's mark goes.
    pub places: Vec<SignaturePlace>,
}

/// What became of storing a new envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// Stored.
    New,
    /// The very same envelope was stored before.
    Same,
    /// Another envelope has this id.
    Different,
}

/// An image of a page.
pub struct PageImage {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// PNG bytes.
    pub png: Vec<u8>,
}

/// A signed file.
pub struct SealedFile {
    /// SHA-256 as it was when stored, lower-case hex.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// One line of the event feed.
pub struct FeedRow {
    /// Its cursor.
    pub position: u64,
    /// Status of the envelope after the event.
    pub status: Status,
    /// The record.
    pub record: Record,
}

/// A job taken by a worker until its lease ends.
#[derive(Clone, Copy, Debug)]
pub struct ClaimedJob {
    /// Whose.
    pub envelope: EnvelopeId,
    /// What.
    pub job: Job,
    /// Which try, from 1.
    pub attempt: u32,
    /// When the lease ends; tells this claim from others of the same job.
    pub lease_until: DateTime<Utc>,
}

/// Everything the portal keeps.
#[async_trait]
pub trait PortalStore: EnvelopeStore {
    /// Stores a new envelope as a whole.
    async fn insert(&self, new: NewEnvelope) -> Result<Inserted, StoreError>;

    /// The envelope a link belongs to.
    async fn find_link(&self, hash: &LinkHash) -> Result<Option<EnvelopeId>, StoreError>;

    /// The frozen bytes.
    async fn document(&self, id: EnvelopeId) -> Result<Option<Vec<u8>>, StoreError>;

    /// Where the customer's mark goes.
    async fn places(&self, id: EnvelopeId) -> Result<Vec<SignaturePlace>, StoreError>;

    /// The whole evidence of an envelope, in order.
    async fn evidence(&self, id: EnvelopeId) -> Result<Vec<Record>, StoreError>;

    /// Random name of this base's event feed, the same for ever.
    async fn feed_id(&self) -> Result<String, StoreError>;

    /// Events of all envelopes after a cursor.
    async fn feed(&self, after: u64, limit: u32) -> Result<Vec<FeedRow>, StoreError>;

    /// Keeps the image of a page.
    async fn put_page(&self, id: EnvelopeId, page: u32, image: PageImage) -> Result<(), StoreError>;

    /// The image of a page.
    async fn page(&self, id: EnvelopeId, page: u32) -> Result<Option<PageImage>, StoreError>;

    /// Numbers and pixel sizes of the kept images: page, width, height.
    async fn page_sizes(&self, id: EnvelopeId) -> Result<Vec<(u32, u32, u32)>, StoreError>;

    /// Stores the signed file durably; a file that is there already stays as it is.
    async fn put_sealed(&self, id: EnvelopeId, file: SealedFile, now: DateTime<Utc>) -> Result<(), StoreError>;

    /// Reads the signed file back.
    async fn sealed(&self, id: EnvelopeId) -> Result<Option<SealedFile>, StoreError>;

    /// Takes due jobs; nobody else gets them before `lease_until`.
    async fn claim_due(
        &self,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<ClaimedJob>, StoreError>;

    /// Gives back what a process that is no more had taken.
    async fn release_claims(&self) -> Result<(), StoreError>;

    /// Closes a job that has become pointless, unless it was started anew since it was taken.
    async fn finish_job(&self, claimed: ClaimedJob) -> Result<(), StoreError>;

    /// When the next job is due.
    async fn next_due(&self) -> Result<Option<DateTime<Utc>>, StoreError>;
}
