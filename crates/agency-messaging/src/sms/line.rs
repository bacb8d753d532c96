//! Talking to a service with an account: one request, one typed result.

use super::{
    Exchange, RejectKind, SendOutcome, SendReport, ServiceError, SmsMessage,
    http::{Answer, Failure, Request, Timeouts, Transport},
    redaction::Redactor,
    reply::{Read, Refusal, Sent},
};
use secrecy::{ExposeSecret, SecretString};

/// Meaning of a service's refusal: its code and, where it has none, its sentence.
pub(crate) type Meaning = fn(code: &str, said: Option<&str>) -> Refusal;

/// The line to one service with what must never be shown.
pub(crate) struct Line {
    service: &'static str,
    transport: Transport,
    secrets: Vec<SecretString>,
}

impl Line {
    /// Refused when the address is not `https` (or `http` on this computer).
    pub(crate) fn new(
        service: &'static str,
        base_url: &str,
        timeouts: Timeouts,
        secrets: Vec<SecretString>,
    ) -> Result<Self, ServiceError> {
        Ok(Self { service, transport: Transport::new(service, base_url, timeouts)?, secrets })
    }

    /// Hides the secrets of the account and of a message.
    pub(crate) fn redactor(&self, message: Option<&SmsMessage>) -> Redactor {
        let secrets: Vec<&str> = self.secrets.iter().map(ExposeSecret::expose_secret).collect();
        Redactor::new(&secrets, message)
    }

    /// Hands a message over, once. `shown` is the request as history may show it.
    pub(crate) async fn send(
        &self,
        request: Request<'_>,
        shown: String,
        message: &SmsMessage,
        read: impl FnOnce(&Answer) -> Read<Sent>,
        meaning: Meaning,
    ) -> SendReport {
        let redactor = self.redactor(Some(message));
        let (outcome, answer) = match self.transport.post(request).await {
            Ok(answer) => {
                (self.outcome(read(&answer), message, &redactor, meaning), redactor.answer(&answer.text, false))
            }
            Err(Failure::NotSent) => {
                let ServiceError { code, kind, advice, .. } = self.unreachable();
                let message = format!("Не удалось связаться с {}: сообщение не отправлено.", self.service);
                (SendOutcome::Rejected { code, kind, message, advice, id: None }, String::new())
            }
            Err(Failure::Lost { why, received, .. }) => (unknown(&why), redactor.answer(&received, true)),
        };
        let service = self.service;
        match &outcome {
            SendOutcome::Accepted { .. } => tracing::info!(service, "message accepted"),
            SendOutcome::Rejected { kind, .. } => tracing::warn!(service, ?kind, "message rejected"),
            SendOutcome::Unknown { .. } => tracing::warn!(service, "outcome of a message unknown"),
        }
        SendReport { outcome, exchange: Exchange { request: shown, answer } }
    }

    /// Asks something that sends nothing. `what` is a word for logs.
    pub(crate) async fn ask<T>(
        &self,
        what: &'static str,
        request: Request<'_>,
        read: impl FnOnce(&Answer) -> Read<T>,
        meaning: Meaning,
    ) -> Result<T, ServiceError> {
        let error = match self.transport.post(request).await {
            Ok(answer) => match read(&answer) {
                Read::Success(success) => return Ok(success),
                Read::Refused { code, said, .. } => {
                    let said = said.map(|said| self.redactor(None).clean(&said));
                    let Refusal { kind, message, advice } = meaning(&code, said.as_deref());
                    ServiceError { code, kind, message, advice }
                }
                Read::Odd { code, why } => no_answer(&code, &why),
            },
            Err(Failure::NotSent) => self.unreachable(),
            Err(Failure::Lost { code, why, .. }) => no_answer(code, &why),
        };
        tracing::warn!(service = self.service, what, kind = ?error.kind, "question not answered");
        Err(error)
    }

    /// The outcome of a read answer. An id is kept unless it carries something secret.
    fn outcome(&self, read: Read<Sent>, message: &SmsMessage, redactor: &Redactor, meaning: Meaning) -> SendOutcome {
        let id_shown = |id: String| if id == message.client_id { id } else { redactor.clean(&id) };
        match read {
            Read::Success(Sent { id, parts, cost }) => SendOutcome::Accepted {
                id: id_shown(id),
                parts,
                cost: cost.filter(|cost| redactor.clean(cost) == *cost),
            },
            Read::Refused { code, said, id } => {
                let said = said.map(|said| redactor.clean(&said));
                let refusal = meaning(&code, said.as_deref());
                SendOutcome::Rejected {
                    code: redactor.clean(&code),
                    kind: refusal.kind,
                    message: refusal.message,
                    advice: refusal.advice,
                    id: id.map(id_shown),
                }
            }
            Read::Odd { why, .. } => unknown(&why),
        }
    }

    fn unreachable(&self) -> ServiceError {
        ServiceError {
            code: "unreachable".into(),
            kind: RejectKind::Unreachable,
            message: format!("Не удалось связаться с {}.", self.service),
            advice: "Проверьте подключение к интернету и повторите попытку.".into(),
        }
    }
}

fn no_answer(code: &str, why: &str) -> ServiceError {
    ServiceError {
        code: code.into(),
        kind: RejectKind::Unreachable,
        message: format!("{why}."),
        advice: "Повторите запрос через несколько минут.".into(),
    }
}

fn unknown(why: &str) -> SendOutcome {
    SendOutcome::Unknown { why: format!("{why}. Неизвестно, принято ли сообщение.") }
}
