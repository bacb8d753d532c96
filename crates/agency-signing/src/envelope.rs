//! The aggregate: one sending of one contract.

use crate::code::IssuedCode;
use crate::command::Refusal;
use crate::consent::consents;
use crate::evidence::Head;
use crate::limits::Limits;
use crate::status::Status;
use crate::terms::Terms;
use crate::token::LinkHash;
use agency_core::ids::EnvelopeId;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything the rules need to know of an envelope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Identity, given by the desktop.
    pub id: EnvelopeId,
    /// What is signed, by whom.
    pub terms: Terms,
    /// Limits in force for this envelope.
    pub limits: Limits,
    /// Keyed hash of the phone.
    pub phone_hash: String,
    /// Where it stands.
    pub status: Status,
    /// Reason of a refusal, a revocation or a failed letter, in words.
    pub reason: Option<String>,
    /// When the portal took it.
    pub created_at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// Links sent so far; each works until the envelope is closed.
    pub links: Vec<LinkHash>,
    /// Pages whose image was loaded, from 0.
    pub pages_seen: BTreeSet<u32>,
    /// The original was downloaded as a whole.
    pub downloaded: bool,
    /// When the ticks were made.
    pub consented_at: Option<DateTime<Utc>>,
    /// Codes asked for, oldest first.
    pub sends: Vec<CodeSend>,
    /// The newest code, while it may be used.
    pub code: Option<IssuedCode>,
    /// Moments of wrong entries in the last 24 hours.
    pub wrong: Vec<DateTime<Utc>>,
    /// No code may be asked for or entered before this moment.
    pub locked_until: Option<DateTime<Utc>>,
    /// The successful code check.
    pub acceptance: Option<Acceptance>,
    /// The signed file.
    pub sealed: Option<Sealed>,
    /// Whether the letter with the signed file failed for good.
    pub copy_failed: bool,
    /// Whether the signed file was downloaded by the tourist.
    pub copy_downloaded: bool,
    /// End of the evidence chain.
    pub head: Head,
}

/// One request for a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSend {
    /// Number inside the envelope, from 1.
    pub number: u32,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// What became of the SMS.
    pub state: SendState,
}

/// What became of an SMS with a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SendState {
    /// Waits for the worker.
    Queued,
    /// The code's hash is stored; the SMS may be on its way.
    Sending {
        /// Service it goes through.
        service: String,
    },
    /// The service took it.
    Accepted,
    /// The service refused it; nothing was sent.
    Rejected,
    /// The service refused the number itself; nothing was sent.
    NumberRefused,
    /// Nobody knows.
    Unknown,
}

impl SendState {
    /// Whether it is certain that nothing was sent.
    pub fn is_refused(&self) -> bool {
        matches!(self, Self::Rejected | Self::NumberRefused)
    }
}

/// The moment of signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// When the right code came, by the portal's clock.
    pub at: DateTime<Utc>,
    /// The spent code for the blue box, if the terms want it there; erased with the seal.
    pub spent_code: Option<String>,
    /// End of the chain at that moment; the protocol prints it and shows events up to it.
    pub head: Head,
}

/// The signed file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// When it was verified and stored.
    pub at: DateTime<Utc>,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
}

/// What the code page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeView {
    /// No code was asked for.
    None,
    /// The SMS is being handed over.
    Sending,
    /// A code can be entered.
    Ready {
        /// Until when.
        expires_at: DateTime<Utc>,
        /// Tries left.
        tries_left: u32,
        /// Whether a wrong one was entered already.
        wrong: bool,
        /// Whether it is unknown that the SMS went.
        unknown: bool,
    },
    /// The code's time is over.
    Expired,
    /// The code's tries are used up.
    Exhausted,
    /// The SMS was refused.
    Failed {
        /// Because of the number, which only the agency can change.
        by_number: bool,
    },
}

impl Envelope {
    /// Pages not yet shown, from 1 as people count; empty when all were shown or the PDF was downloaded.
    pub fn unread_pages(&self) -> Vec<u32> {
        if self.downloaded {
            return Vec::new();
        }
        (0..self.terms.document.pages).filter(|page| !self.pages_seen.contains(page)).map(|page| page + 1).collect()
    }

    /// Refuses when the customer can no longer act.
    pub fn check_open(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self.status {
            Status::Accepted | Status::Signed => Err(Refusal::AlreadySigned),
            Status::Declined => Err(Refusal::Declined),
            Status::Revoked => Err(Refusal::Revoked),
            Status::Expired => Err(Refusal::Expired),
            _ if now >= self.expires_at => Err(Refusal::Expired),
            _ => Ok(()),
        }
    }

    /// Refuses a request for a code by lock, daily limits and pause.
    pub fn check_send(&self, now: DateTime<Utc>, phone: PhoneSends) -> Result<(), Refusal> {
        self.check_lock(now)?;
        let today: Vec<&CodeSend> = self.sends.iter().filter(|send| send.requested_at > now - Limits::day()).collect();
        // A refused SMS never left, so it does not use up the day.
        let sent: Vec<&&CodeSend> = today.iter().filter(|send| !send.state.is_refused()).collect();
        if sent.len() >= self.limits.sends_per_link as usize {
            return Err(Refusal::LinkDailyLimit { until: sent[0].requested_at + Limits::day() });
        }
        if phone.count >= self.limits.sends_per_phone {
            let until = phone.oldest.unwrap_or(now) + Limits::day();
            return Err(Refusal::PhoneDailyLimit { until });
        }
        if let Some(last) = today.last() {
            let until = last.requested_at + Limits::pause_after(today.len());
            if now < until {
                return Err(Refusal::Pause { until });
            }
        }
        Ok(())
    }

    /// Refuses while the link is locked.
    pub fn check_lock(&self, now: DateTime<Utc>) -> Result<(), Refusal> {
        match self.locked_until {
            Some(until) if now < until => Err(Refusal::Locked { until }),
            _ => Ok(()),
        }
    }

    /// What the code page shows now.
    pub fn code_view(&self, now: DateTime<Utc>) -> CodeView {
        let Some(last) = self.sends.last() else { return CodeView::None };
        match (&last.state, &self.code) {
            (SendState::Queued | SendState::Sending { .. }, _) => CodeView::Sending,
            (SendState::Rejected, _) => CodeView::Failed { by_number: false },
            (SendState::NumberRefused, _) => CodeView::Failed { by_number: true },
            (_, None) => CodeView::Expired,
            (_, Some(code)) if code.wrong >= self.limits.tries_per_code => CodeView::Exhausted,
            (_, Some(code)) if now >= code.expires_at => CodeView::Expired,
            (state, Some(code)) => CodeView::Ready {
                expires_at: code.expires_at,
                tries_left: self.limits.tries_per_code - code.wrong,
                wrong: code.wrong > 0,
                unknown: *state == SendState::Unknown,
            },
        }
    }

    /// Whether an SMS is being handed over.
    pub fn is_sending(&self) -> bool {
        self.sends.last().is_some_and(|send| matches!(send.state, SendState::Queued | SendState::Sending { .. }))
    }

    /// Whether a code is on its way or can still be entered, so that «Продолжить» need not ask for another.
    pub fn has_live_code(&self, now: DateTime<Utc>) -> bool {
        matches!(self.code_view(now), CodeView::Sending | CodeView::Ready { .. })
    }

    /// Hashes of the texts that must be ticked.
    pub fn required_consents(&self) -> Vec<crate::consent::Consent> {
        consents(&self.terms)
    }

    /// Until when the signed copy is served by the link: 30 days after signing.
    pub fn copy_served_until(&self) -> Option<DateTime<Utc>> {
        self.sealed.as_ref().map(|sealed| sealed.at + TimeDelta::days(30))
    }
}

/// Codes sent to a phone in the last 24 hours over all envelopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhoneSends {
    /// How many.
    pub count: u32,
    /// When the oldest of them was asked for.
    pub oldest: Option<DateTime<Utc>>,
}
