//! Unisender: `sendSms`, `checkSms`, `getUserInfo`.
//!
//! Success is `result` with an id and no `error`; the HTTP status says nothing.
//! There is no idempotency key, only a refusal of a second message to the same
//! number within a minute.

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, SendReport, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::fields_as_json,
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

/// Address of the real service.
pub const BASE_URL: &str = "https://api.unisender.com";

/// Name for people.
const NAME: &str = "Unisender";

/// An account at Unisender.
#[derive(Clone, Debug)]
pub struct UnisenderAccount {
    /// Key of the API.
    pub api_key: SecretString,
    /// Registered sender name, 3–11 Latin characters.
    pub sender: String,
}

/// The adapter.
pub struct Unisender {
    account: UnisenderAccount,
    line: Line,
}

impl Unisender {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: UnisenderAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: UnisenderAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![account.api_key.clone()])?, account })
    }

    async fn ask<T>(
        &self,
        path: &'static str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = vec![("api_key", self.account.api_key.expose_secret())];
        form.extend_from_slice(parameters);
        self.line.ask(path, json_request(path, &form), read, refusals::meaning).await
    }
}

fn json_request<'a>(path: &'static str, form: &'a [(&'static str, &'a str)]) -> Request<'a> {
    Request { query: Some("format=json"), ..Request::form(path, form) }
}

#[async_trait]
impl SmsService for Unisender {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = [
            ("api_key", self.account.api_key.expose_secret()),
            ("phone", message.phone.digits()),
            ("sender", self.account.sender.as_str()),
            ("text", message.text.as_str()),
        ];
        let redactor = self.line.redactor(Some(message));
        let shown = fields_as_json(&[
            ("api_key", "***".into()),
            ("phone", message.phone.masked()),
            ("sender", self.account.sender.clone()),
            ("text", redactor.clean(&message.masked_text)),
        ]);
        let request = json_request("ru/api/sendSms", &form);
        self.line.send(request, shown, message, answer::sent, refusals::meaning).await
    }

    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        self.ask("ru/api/checkSms", &[("sms_id", id)], answer::status).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("ru/api/getUserInfo", &[], answer::balance).await
    }
}
