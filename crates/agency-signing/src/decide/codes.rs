//! Codes: asked for, sent, entered.

use super::Draft;
use crate::code::{Binding, Code, IssuedCode};
use crate::command::{Job, PhoneEffect, Refusal, SendResult};
use crate::envelope::{Acceptance, CodeSend, SendState};
use crate::evidence::{Actor, EventType};
use crate::limits::Limits;
use crate::status::Status;
use serde_json::{Value, json};

impl Draft<'_> {
    pub(super) fn request_code(&mut self) -> Result<(), Refusal> {
        self.check_open()?;
        if self.next.consented_at.is_none() {
            return Err(Refusal::NotNow);
        }
        self.next.check_send(self.now, self.facts.phone)?;
        self.queue_code();
        Ok(())
    }

    /// Counts the request and queues the SMS; the code itself is made when the SMS goes.
    pub(super) fn queue_code(&mut self) {
        let number = self.next.sends.last().map_or(1, |send| send.number + 1);
        let day_ago = self.now - Limits::day();
        self.next.sends.retain(|send| send.requested_at > day_ago);
        self.next.sends.push(CodeSend { number, requested_at: self.now, state: SendState::Queued });
        self.phone = Some(PhoneEffect::Take { number, seen: self.facts.phone.count, at: self.now });
        let phone = self.next.terms.customer.phone.masked();
        self.event(Actor::Tourist, EventType::CodeRequested, json!({"number": number, "phone": phone}));
        self.start(Job::SendCode { number }, self.now);
    }

    pub(super) fn begin_send(&mut self, code: &IssuedCode) -> Result<(), Refusal> {
        self.check_open()?;
        let number = code.number;
        let last = self.next.sends.last_mut().ok_or(Refusal::NotNow)?;
        if last.number != number || last.state != SendState::Queued {
            return Err(Refusal::NotNow);
        }
        last.state = SendState::Sending;
        // The newer code takes the place of the older one, which is dead from now on.
        self.next.code = Some(code.clone());
        let phone = self.next.terms.customer.phone.masked();
        let until = code.expires_at;
        self.event(
            Actor::System,
            EventType::CodeSending,
            json!({"number": number, "phone": phone, "expires_at": until}),
        );
        Ok(())
    }

    /// Also taken after the envelope was closed meanwhile: what was sent stays on record.
    pub(super) fn finish_send(&mut self, number: u32, outcome: SendResult, details: &Value) -> Result<(), Refusal> {
        let position = self.next.sends.iter().position(|send| send.number == number).ok_or(Refusal::NotNow)?;
        let is_newest = position + 1 == self.next.sends.len();
        let send = &mut self.next.sends[position];
        if !matches!(send.state, SendState::Queued | SendState::Sending) {
            return Err(Refusal::NotNow);
        }
        let (state, kind) = match outcome {
            SendResult::Accepted => (SendState::Accepted, EventType::CodeSent),
            SendResult::Rejected => (SendState::Rejected, EventType::CodeFailed),
            SendResult::NumberRefused => (SendState::NumberRefused, EventType::CodeFailed),
            SendResult::Unknown => (SendState::Unknown, EventType::CodeUnknown),
        };
        let is_refused = state.is_refused();
        send.state = state;
        if is_refused {
            self.phone = Some(PhoneEffect::Release { number });
            if is_newest {
                self.next.code = None;
            }
        } else if self.next.status == Status::Opened {
            self.become_status(Status::CodeSent);
        }
        self.event(Actor::System, kind, details.clone());
        self.done(Job::SendCode { number });
        Ok(())
    }

    pub(super) fn enter_code(&mut self, typed: Option<&Code>, shown_sha256: &str) -> Result<(), Refusal> {
        self.check_open()?;
        if shown_sha256 != self.next.terms.document.sha256 {
            return Err(Refusal::DocumentChanged);
        }
        self.next.check_lock(self.now)?;
        let tries = self.next.limits.tries_per_code;
        let issued = self.next.code.as_mut().ok_or(Refusal::NoCode)?;
        if issued.wrong >= tries {
            return Err(Refusal::CodeExhausted);
        }
        if self.now >= issued.expires_at {
            return Err(Refusal::CodeExpired);
        }
        let typed = typed.ok_or(Refusal::CodeFormat)?;
        let binding =
            Binding { document_sha256: shown_sha256, envelope: self.next.id, phone: &self.next.terms.customer.phone };
        if issued.matches(self.key, typed, binding) {
            let number = issued.number;
            self.accept(number, typed);
        } else {
            issued.wrong += 1;
            let left = tries - issued.wrong;
            self.wrong_code(left);
        }
        Ok(())
    }

    fn wrong_code(&mut self, left: u32) {
        let day_ago = self.now - Limits::day();
        self.next.wrong.retain(|at| *at > day_ago);
        self.next.wrong.push(self.now);
        let today = self.next.wrong.len();
        self.event(Actor::Tourist, EventType::CodeEnteredWrong, json!({"left": left, "today": today}));
        self.refusal = Some(Refusal::WrongCode { left });
        if today >= self.next.limits.tries_per_link as usize {
            let until = self.now + Limits::day();
            self.next.locked_until = Some(until);
            self.next.code = None;
            self.event(Actor::System, EventType::CodeLocked, json!({"until": until}));
            self.refusal = Some(Refusal::Locked { until });
        }
    }

    /// `number` is that of the code itself: a newer one may have been asked for meanwhile.
    fn accept(&mut self, number: u32, code: &Code) {
        self.next.code = None;
        // The SMS may have come before the service's answer did.
        self.become_status(Status::Accepted);
        self.event(Actor::Tourist, EventType::CodeAccepted, json!({"number": number}));
        self.next.acceptance = Some(Acceptance {
            at: self.now,
            spent_code: self.next.terms.code_in_stamp.then(|| code.as_str().to_owned()),
            head: self.next.head.clone(),
        });
        self.start(Job::Seal, self.now);
        self.done(Job::Expire);
    }
}
