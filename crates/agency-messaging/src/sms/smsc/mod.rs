//! SMSC.ru by its public HTTP interface (`/sys/send.php`, `status.php`, `balance.php`).
//!
//! Success is `id` and `cnt` without `error_code`, and nothing else. The
//! service has no idempotency key: `id` is only a label, so nothing is ever
//! repeated here, and whatever may have arrived is [`SendOutcome::Unknown`].

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, Exchange, RejectKind, SendOutcome, SendReport, ServiceError, SmsMessage, SmsService,
    http::{Answer, Failure, Timeouts, Transport},
    redaction::{Redactor, fields_as_json},
};
use agency_core::Phone;
use answer::{Read, Sent};
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

/// Address of the real service.
pub const BASE_URL: &str = "https://smsc.ru";

/// Name for people.
const NAME: &str = "SMSC.ru";

/// How an account is entered.
#[derive(Clone, Debug)]
pub enum SmscCredentials {
    /// Login with the password of the account or, better, its separate API password.
    Password {
        /// Login.
        login: String,
        /// Password.
        password: SecretString,
    },
    /// An API key, which stands for both.
    ApiKey(SecretString),
}

/// An account at SMSC.ru.
#[derive(Clone, Debug)]
pub struct SmscAccount {
    /// How it is entered.
    pub credentials: SmscCredentials,
    /// Registered sender name: up to 11 Latin characters or 15 digits. None: the account's own default.
    pub sender: Option<String>,
}

/// The adapter.
pub struct Smsc {
    account: SmscAccount,
    transport: Transport,
}

impl Smsc {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: SmscAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: SmscAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        Ok(Self { account, transport: Transport::new(NAME, base_url, timeouts)? })
    }

    fn secret(&self) -> &str {
        match &self.account.credentials {
            SmscCredentials::Password { password, .. } => password.expose_secret(),
            SmscCredentials::ApiKey(key) => key.expose_secret(),
        }
    }

    fn credentials(&self) -> Vec<(&'static str, &str)> {
        match &self.account.credentials {
            SmscCredentials::Password { login, password } => vec![("login", login), ("psw", password.expose_secret())],
            SmscCredentials::ApiKey(key) => vec![("apikey", key.expose_secret())],
        }
    }

    /// The form of `send.php`.
    fn send_form<'a>(&'a self, message: &'a SmsMessage) -> Vec<(&'static str, &'a str)> {
        let mut form = self.credentials();
        form.extend([("phones", message.phone.e164()), ("mes", message.text.as_str())]);
        if let Some(sender) = self.account.sender.as_deref().filter(|sender| !sender.is_empty()) {
            form.push(("sender", sender));
        }
        form.extend([("id", message.client_id.as_str()), ("charset", "utf-8"), ("fmt", "3"), ("cost", "3")]);
        form
    }

    /// The same form as «История СМС» may show it.
    fn shown_form(form: &[(&'static str, &str)], message: &SmsMessage, redactor: &Redactor) -> String {
        let shown: Vec<_> = form
            .iter()
            .map(|&(name, value)| {
                let value = match name {
                    "psw" | "apikey" => "***".to_owned(),
                    "phones" => message.phone.masked(),
                    "mes" => redactor.clean(&message.masked_text),
                    "login" => Redactor::new(&[], None).clean(value),
                    _ => value.to_owned(),
                };
                (name, value)
            })
            .collect();
        fields_as_json(&shown)
    }

    /// Asks a script that sends nothing.
    async fn ask<T>(
        &self,
        script: &str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = self.credentials();
        form.extend_from_slice(parameters);
        form.extend([("charset", "utf-8"), ("fmt", "3")]);
        let error = match self.transport.post_form(&format!("sys/{script}.php"), &form).await {
            Ok(answer) => match read(&answer) {
                Read::Success(success) => return Ok(success),
                Read::Refused { code, .. } => {
                    let refusal = refusals::of_question(code);
                    ServiceError {
                        code: code.to_string(),
                        kind: refusal.kind,
                        message: refusal.message,
                        advice: refusal.advice.into(),
                    }
                }
                Read::Odd { code, why } => no_answer(&code, why),
            },
            Err(Failure::NotSent) => unreachable_service(),
            Err(Failure::Lost { code, why, .. }) => no_answer(code, why),
        };
        tracing::warn!(service = NAME, script, code = error.code, "question not answered");
        Err(error)
    }
}

fn unreachable_service() -> ServiceError {
    ServiceError {
        code: "unreachable".into(),
        kind: RejectKind::Unreachable,
        message: refusals::UNREACHABLE.into(),
        advice: refusals::CHECK_INTERNET.into(),
    }
}

fn no_answer(code: &str, why: String) -> ServiceError {
    ServiceError {
        code: code.into(),
        kind: RejectKind::Unreachable,
        message: format!("{why}."),
        advice: refusals::TRY_LATER.into(),
    }
}

fn unknown(why: &str) -> SendOutcome {
    SendOutcome::Unknown { why: format!("{why}. Неизвестно, принято ли сообщение.") }
}

/// The outcome of a read answer. An id is kept unless it carries something secret.
fn outcome(read: Read<Sent>, message: &SmsMessage, redactor: &Redactor) -> SendOutcome {
    let id_shown = |id: String| if id == message.client_id { id } else { redactor.clean(&id) };
    match read {
        Read::Success(Sent { id, parts, cost }) => SendOutcome::Accepted {
            id: id_shown(id),
            parts: Some(parts),
            cost: cost.filter(|cost| redactor.clean(cost) == *cost),
        },
        Read::Refused { code, id } => {
            let refusal = refusals::of_message(code);
            SendOutcome::Rejected {
                code: code.to_string(),
                kind: refusal.kind,
                message: refusal.message,
                advice: refusal.advice.into(),
                id: id.map(id_shown),
            }
        }
        Read::Odd { why, .. } => unknown(&why),
    }
}

#[async_trait]
impl SmsService for Smsc {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = self.send_form(message);
        let redactor = Redactor::new(&[self.secret()], Some(message));
        let (outcome, answer) = match self.transport.post_form("sys/send.php", &form).await {
            Ok(answer) => (outcome(answer::sent(&answer), message, &redactor), redactor.answer(&answer.text, false)),
            Err(Failure::NotSent) => {
                let ServiceError { code, kind, message, advice } = unreachable_service();
                (SendOutcome::Rejected { code, kind, message, advice, id: None }, String::new())
            }
            Err(Failure::Lost { why, received, .. }) => (unknown(&why), redactor.answer(&received, true)),
        };
        match &outcome {
            SendOutcome::Accepted { .. } => tracing::info!(service = NAME, "message accepted"),
            SendOutcome::Rejected { code, .. } => tracing::warn!(service = NAME, code, "message rejected"),
            SendOutcome::Unknown { .. } => tracing::warn!(service = NAME, "outcome of a message unknown"),
        }
        SendReport { outcome, exchange: Exchange { request: Self::shown_form(&form, message, &redactor), answer } }
    }

    async fn status(&self, id: &str, phone: &Phone) -> Result<DeliveryStatus, ServiceError> {
        self.ask("status", &[("phone", phone.e164()), ("id", id)], answer::status).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("balance", &[("cur", "1")], answer::balance).await
    }
}
