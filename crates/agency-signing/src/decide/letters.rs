//! The letter with the link and the letter with the signed file.

use super::Draft;
use crate::command::{Job, JobEffect, Refusal};
use crate::evidence::{Actor, EventType};
use crate::status::Status;
use crate::token::LinkHash;
use chrono::{DateTime, Utc};
use serde_json::json;

impl Draft<'_> {
    pub(super) fn issue_link(&mut self, hash: &LinkHash) -> Result<(), Refusal> {
        self.check_open()?;
        // The link was opened already: the letter has arrived, though its sending was never recorded.
        if self.next.status != Status::Created {
            return Err(Refusal::NotNow);
        }
        self.next.links.push(hash.clone());
        self.link = Some(hash.clone());
        let (number, until) = (self.next.links.len(), self.next.expires_at);
        self.event(Actor::System, EventType::LinkCreated, json!({"number": number, "expires_at": until}));
        Ok(())
    }

    pub(super) fn invite_sent(&mut self, message_id: &str) -> Result<(), Refusal> {
        if self.next.status == Status::Created {
            self.become_status(Status::Invited);
        }
        let to = self.next.terms.customer.email.masked();
        self.event(Actor::System, EventType::LinkEmailed, json!({"to": to, "message_id": message_id}));
        self.done(Job::Invite);
        Ok(())
    }

    pub(super) fn invite_delayed(&mut self, reason: &str, retry_at: DateTime<Utc>) -> Result<(), Refusal> {
        self.check_open()?;
        self.event(Actor::System, EventType::LinkEmailDelayed, json!({"reason": reason, "retry_at": retry_at}));
        self.jobs.push(JobEffect::Again(Job::Invite, retry_at));
        Ok(())
    }

    pub(super) fn invite_failed(&mut self, reason: &str) -> Result<(), Refusal> {
        self.check_open()?;
        // An earlier letter may have reached the tourist, who is reading by now: then only the record stays.
        if self.next.status == Status::Created {
            self.become_status(Status::SendFailed);
            self.next.reason = Some(reason.to_owned());
        }
        self.event(Actor::System, EventType::LinkEmailFailed, json!({"reason": reason}));
        self.done(Job::Invite);
        Ok(())
    }

    pub(super) fn copy_sent(&mut self, message_id: &str) -> Result<(), Refusal> {
        self.next.copy_failed = false;
        let to = self.next.terms.customer.email.masked();
        self.event(Actor::System, EventType::CopyEmailed, json!({"to": to, "message_id": message_id}));
        self.done(Job::SendCopy);
        Ok(())
    }

    pub(super) fn copy_delayed(&mut self, reason: &str, retry_at: DateTime<Utc>) -> Result<(), Refusal> {
        self.event(Actor::System, EventType::CopyEmailDelayed, json!({"reason": reason, "retry_at": retry_at}));
        self.jobs.push(JobEffect::Again(Job::SendCopy, retry_at));
        Ok(())
    }

    pub(super) fn copy_failed(&mut self, reason: &str) -> Result<(), Refusal> {
        self.next.copy_failed = true;
        self.event(Actor::System, EventType::CopyEmailFailed, json!({"reason": reason}));
        self.done(Job::SendCopy);
        Ok(())
    }

    /// A failed invitation starts anew with its full time; a failed copy is sent again.
    pub(super) fn retry(&mut self, by: &str) -> Result<(), Refusal> {
        let job = match self.next.status {
            Status::SendFailed => {
                self.become_status(Status::Created);
                self.next.reason = None;
                self.next.expires_at = self.now + self.next.terms.link_life();
                self.start(Job::Expire, self.next.expires_at);
                Job::Invite
            }
            Status::Signed if self.next.copy_failed => {
                self.next.copy_failed = false;
                Job::SendCopy
            }
            _ => return Err(Refusal::NotNow),
        };
        self.event(Actor::Agency, EventType::RetryRequested, json!({"by": by, "what": job.key()}));
        self.start(job, self.now);
        Ok(())
    }
}
