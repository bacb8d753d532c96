//! Ends other than signing.

use super::Draft;
use crate::command::{Job, Refusal};
use crate::evidence::{Actor, EventType};
use crate::status::Status;
use serde_json::json;

/// Characters of a typed reason that are kept.
const REASON: usize = 500;

impl Draft<'_> {
    pub(super) fn decline(&mut self, reason: &str) -> Result<(), Refusal> {
        self.check_open()?;
        let reason = shortened(reason);
        self.event(Actor::Tourist, EventType::Declined, json!({"reason": reason}));
        self.close(Status::Declined, (!reason.is_empty()).then_some(reason));
        Ok(())
    }

    pub(super) fn revoke(&mut self, reason: &str, by: &str) -> Result<(), Refusal> {
        self.check_open()?;
        let reason = shortened(reason);
        self.event(Actor::Agency, EventType::Revoked, json!({"reason": reason, "by": shortened(by)}));
        self.close(Status::Revoked, (!reason.is_empty()).then_some(reason));
        Ok(())
    }

    pub(super) fn expire(&mut self) -> Result<(), Refusal> {
        if !self.next.status.is_open() || self.now < self.next.expires_at {
            return Err(Refusal::NotNow);
        }
        self.event(Actor::System, EventType::Expired, json!({"expired_at": self.next.expires_at}));
        self.close(Status::Expired, None);
        Ok(())
    }

    fn close(&mut self, status: Status, reason: Option<String>) {
        self.become_status(status);
        self.next.reason = reason;
        self.next.code = None;
        self.done(Job::Invite);
        self.done(Job::Expire);
    }
}

/// One line, without control characters, of bounded length.
fn shortened(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(REASON).collect();
    line.trim().to_owned()
}
