//! Reading: page images, the download, the ticks.

use super::Draft;
use crate::command::Refusal;
use crate::consent::{TEXT_VERSION, agreement_sha256};
use crate::evidence::{Actor, EventType};
use crate::status::Status;
use serde_json::json;

impl Draft<'_> {
    pub(super) fn show_page(&mut self, page: u32) -> Result<(), Refusal> {
        self.check_open()?;
        if page >= self.next.terms.document.pages {
            return Err(Refusal::NotNow);
        }
        if !self.next.pages_seen.contains(&page) {
            self.opened();
            self.next.pages_seen.insert(page);
            let pages = self.next.terms.document.pages;
            if self.next.pages_seen.len() == pages as usize {
                self.event(Actor::Tourist, EventType::DocumentRead, json!({"pages": pages}));
            }
        }
        Ok(())
    }

    pub(super) fn download(&mut self) -> Result<(), Refusal> {
        self.check_open()?;
        if !self.next.downloaded {
            self.opened();
            self.next.downloaded = true;
            self.event(Actor::Tourist, EventType::DocumentDownloaded, json!({}));
        }
        Ok(())
    }

    /// The first look, whichever way.
    fn opened(&mut self) {
        if matches!(self.next.status, Status::Created | Status::Invited | Status::SendFailed) {
            self.become_status(Status::Opened);
            self.next.reason = None;
            self.event(Actor::Tourist, EventType::LinkOpened, json!({}));
        }
    }

    /// «Продолжить»: all pages shown, all texts ticked; asks for the first code.
    /// A second press, or one in another tab, changes nothing.
    pub(super) fn proceed(&mut self, ticked: &[String]) -> Result<(), Refusal> {
        self.check_open()?;
        let pages = self.next.unread_pages();
        if !pages.is_empty() {
            return Err(Refusal::Unread { pages });
        }
        if self.next.consented_at.is_none() {
            let required = self.next.required_consents();
            let keys: Vec<String> = required
                .iter()
                .filter(|consent| !ticked.contains(&consent.sha256))
                .map(|consent| consent.key.clone())
                .collect();
            if !keys.is_empty() {
                return Err(Refusal::ConsentsMissing { keys });
            }
            for consent in required {
                let mut data = json!({
                    "key": consent.key,
                    "text": consent.text,
                    "text_sha256": consent.sha256,
                    "text_version": TEXT_VERSION,
                });
                if consent.key == "ack.esign" {
                    data["agreement_sha256"] = json!(agreement_sha256(&self.next.terms));
                }
                self.event(Actor::Tourist, EventType::ConsentGiven, data);
            }
            self.next.consented_at = Some(self.now);
        }
        let may_send = self.next.check_send(self.now, self.facts.phone).is_ok();
        if may_send && !self.next.has_live_code(self.now) {
            self.queue_code();
        }
        Ok(())
    }
}
