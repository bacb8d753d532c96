//! The worker of the outbox: brings envelopes to the portal.

use crate::error::{Code, Error};
use crate::file_letters;
use crate::office::Office;
use crate::signing::Manifest;
use crate::wire::event::Tag;
use agency_core::ids::{EnvelopeId, LetterId, OutboxId};
use agency_core::{ContractStatus, crash};
use agency_portal::api::PutEnvelope;
use agency_store::outbox::{self, Due};
use agency_store::{StoreResult, Write, envelopes, orders};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// An effect outside. Each may be repeated: the portal knows an envelope by its
/// id and answers a second request as the first; a letter keeps its Message-ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub(crate) enum Effect {
    /// Hands a frozen document over.
    Submit { envelope: EnvelopeId },
    /// Takes an envelope back.
    Revoke { envelope: EnvelopeId, reason: String },
    /// Tries a failed letter again.
    Retry { envelope: EnvelopeId },
    /// Sends a letter with files.
    FileLetter { letter: LetterId },
}

impl Effect {
    /// Adds the effect to a transaction. `turn` tells a wish from an earlier one of the same kind.
    pub(crate) fn add(&self, write: &Write<'_>, turn: u64) -> StoreResult<()> {
        let (subject, key) = match self {
            Self::Submit { envelope } => (envelope.to_string(), format!("submit:{envelope}")),
            Self::Revoke { envelope, .. } => (envelope.to_string(), format!("revoke:{envelope}")),
            Self::Retry { envelope } => (envelope.to_string(), format!("retry:{envelope}:{turn}")),
            Self::FileLetter { letter } => (letter.to_string(), format!("letter:{letter}")),
        };
        outbox::add(write, &subject, &key, self)
    }
}

/// The longest the worker rests: a clock set back must not stop it for good.
const LONGEST_REST: Duration = Duration::from_secs(30);

/// Rest after the base could not be read or written.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Works until the office is closed.
pub(crate) async fn run(office: Arc<Office>) {
    loop {
        let rest = match work(&office).await {
            Ok(true) => continue,
            Ok(false) => rest(&office).await,
            Err(error) => {
                // a full disk must not make a busy loop
                tracing::error!(%error, "outbox");
                AFTER_FAILURE
            }
        };
        // a time-out is the normal way to wake up for a row that comes due
        let _ = tokio::time::timeout(rest, office.outbox_wakeup.notified()).await;
    }
}

async fn rest(office: &Office) -> Duration {
    let now = office.now();
    match office.read(outbox::next_at).await {
        Ok(Some(at)) => (at - now).to_std().unwrap_or_default().clamp(Duration::from_millis(50), LONGEST_REST),
        _ => LONGEST_REST,
    }
}

/// Does one row; tells whether there was one.
async fn work(office: &Arc<Office>) -> Result<bool, Error> {
    let now = office.now();
    let due: Option<Due<Effect>> = office.read(move |read| outbox::next_due(read, now)).await?;
    let Some(due) = due else { return Ok(false) };
    match perform(office, &due.effect).await {
        Ok(()) => office.write(move |write| outbox::done(write, due.id)).await?,
        Err(error) if is_passing(&error) => {
            tracing::warn!(code = ?error.code, attempts = due.attempts, "the other side is away");
            office.write(move |write| outbox::again(write, due.id, due.attempts, &error.title)).await?;
        }
        Err(error) => give_up(office, due.id, &due.effect, error).await?,
    }
    Ok(true)
}

async fn perform(office: &Office, effect: &Effect) -> Result<(), Error> {
    match effect {
        Effect::Submit { envelope } => {
            let id = *envelope;
            let (info, pdf) =
                office.read(move |read| Ok((envelopes::get(read, id)?, envelopes::pdf(read, id)?))).await?;
            let manifest: Manifest = serde_json::from_str(&info.manifest).map_err(|error| Error::unreadable(&error))?;
            let envelope = PutEnvelope { terms: manifest.terms, places: manifest.places, pdf };
            crash::point("send.before_portal");
            office.portal.client.submit(id, &envelope).await?;
            crash::point("send.after_portal");
            Ok(())
        }
        Effect::Revoke { envelope, reason } => match office.portal.client.revoke(*envelope, reason).await {
            // the portal never took it, so there is no link: it is revoked here
            Err(error) if error.code == Code::NotFound => revoke_here(office, *envelope).await,
            other => other,
        },
        Effect::Retry { envelope } => office.portal.client.retry(*envelope).await,
        Effect::FileLetter { letter } => file_letters::deliver(office, *letter).await,
    }
}

/// Whether the same request may pass later.
fn is_passing(error: &Error) -> bool {
    matches!(error.code, Code::PortalAway | Code::MailAway | Code::Storage)
}

async fn revoke_here(office: &Office, id: EnvelopeId) -> Result<(), Error> {
    office.write(move |write| set_status(write, id, ContractStatus::Revoked)).await?;
    office.bus.stale(&[Tag::Orders]);
    Ok(())
}

fn set_status(write: &Write<'_>, id: EnvelopeId, status: ContractStatus) -> StoreResult<()> {
    let order = envelopes::get(write, id)?.order_id;
    envelopes::set_status(write, id, status)?;
    envelopes::set_problem(write, id, None, false)?;
    orders::set_contract_status(write, order, status)
}

/// The other side refused for good: the envelope or letter says so, and a person decides.
async fn give_up(office: &Office, id: OutboxId, effect: &Effect, error: Error) -> Result<(), Error> {
    tracing::error!(code = ?error.code, "an effect was refused");
    let problem = error.to_string();
    let (envelope, is_submission) = match *effect {
        Effect::Submit { envelope } => (envelope, true),
        Effect::Revoke { envelope, .. } | Effect::Retry { envelope } => (envelope, false),
        Effect::FileLetter { letter } => return file_letters::give_up(office, id, letter, problem).await,
    };
    office
        .write(move |write| {
            if is_submission {
                set_status(write, envelope, ContractStatus::SendFailed)?;
            }
            envelopes::set_problem(write, envelope, Some(&problem), is_submission)?;
            outbox::failed(write, id, &problem)
        })
        .await?;
    office.bus.stale(&[Tag::Orders]);
    Ok(())
}
