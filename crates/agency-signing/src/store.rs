//! The door to storage: load with a version, commit against it.

use crate::command::{Command, Context, Decision, Facts, Refusal};
use crate::decide::decide;
use crate::envelope::Envelope;
use agency_core::ids::EnvelopeId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

/// An envelope with what a decision about it is made on.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The envelope.
    pub envelope: Envelope,
    /// Grows by one with every commit.
    pub version: u64,
    /// Facts from outside the envelope.
    pub facts: Facts,
}

/// Storage failed.
#[derive(Debug, thiserror::Error)]
#[error("storage: {0}")]
pub struct StoreError(pub String);

/// Why a decision was not stored.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// What it was decided on has changed meanwhile.
    #[error("the envelope has changed meanwhile")]
    Conflict,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Storage of envelopes with their evidence and outbox.
#[async_trait]
pub trait EnvelopeStore: Send + Sync {
    /// The envelope as it is now; codes of its phone are counted over the 24 hours before `now`.
    async fn load(&self, id: EnvelopeId, now: DateTime<Utc>) -> Result<Option<Loaded>, StoreError>;

    /// Stores a decision as a whole and durably, if the version (and the phone's
    /// count, where the decision used it) is still the one it was made on.
    async fn commit(&self, version: u64, decision: &Decision) -> Result<(), CommitError>;
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum ExecuteError {
    /// There is no such envelope.
    #[error("no such envelope")]
    NotFound,
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Storage failed, or everybody else was faster too many times.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tries of one command against parallel ones. Every conflict means that
/// another command went through, so this bounds the company, not the luck.
const TRIES: usize = 200;

/// Decides and stores; decides again when another command came first.
pub async fn execute(
    store: &(impl EnvelopeStore + ?Sized),
    id: EnvelopeId,
    command: &Command,
    context: &Context<'_>,
) -> Result<Envelope, ExecuteError> {
    for _ in 0..TRIES {
        let loaded = store.load(id, context.now).await?.ok_or(ExecuteError::NotFound)?;
        let decision = decide(&loaded.envelope, loaded.facts, command, context)?;
        if !decision.changed {
            return decision.refusal.map_or(Ok(decision.next), |refusal| Err(refusal.into()));
        }
        match store.commit(loaded.version, &decision).await {
            Ok(()) => return decision.refusal.map_or(Ok(decision.next), |refusal| Err(refusal.into())),
            Err(CommitError::Conflict) => {}
            Err(CommitError::Store(error)) => return Err(error.into()),
        }
    }
    Err(StoreError("too many parallel changes of one envelope".into()).into())
}
