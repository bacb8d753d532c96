//! The signed file.

use super::Draft;
use crate::command::{Job, JobEffect, Refusal};
use crate::envelope::Sealed;
use crate::evidence::{Actor, EventType};
use crate::status::Status;
use chrono::{DateTime, Utc};
use serde_json::json;

impl Draft<'_> {
    pub(super) fn seal(&mut self, sha256: &str, bytes: u64) -> Result<(), Refusal> {
        if self.next.status != Status::Accepted {
            return Err(Refusal::NotNow);
        }
        self.become_status(Status::Signed);
        self.next.sealed = Some(Sealed { at: self.now, sha256: sha256.to_owned(), bytes });
        if let Some(acceptance) = &mut self.next.acceptance {
            acceptance.spent_code = None;
        }
        self.next.reason = None;
        self.event(Actor::System, EventType::SealDone, json!({"sha256": sha256, "bytes": bytes}));
        self.done(Job::Seal);
        self.start(Job::SendCopy, self.now);
        Ok(())
    }

    pub(super) fn seal_failed(&mut self, reason: &str, retry_at: DateTime<Utc>) -> Result<(), Refusal> {
        if self.next.status != Status::Accepted {
            return Err(Refusal::NotNow);
        }
        self.next.reason = Some(reason.to_owned());
        self.event(Actor::System, EventType::SealFailed, json!({"reason": reason, "retry_at": retry_at}));
        self.jobs.push(JobEffect::Again(Job::Seal, retry_at));
        Ok(())
    }

    pub(super) fn download_copy(&mut self) -> Result<(), Refusal> {
        if self.next.sealed.is_none() {
            return Err(Refusal::NotNow);
        }
        if !self.next.copy_downloaded {
            self.next.copy_downloaded = true;
            self.event(Actor::Tourist, EventType::CopyDownloaded, json!({}));
        }
        Ok(())
    }
}
