//! SMS.ru: `/sms/send`, `/sms/status`, `/sms/cost`, `/my/balance`, `/my/senders` with `json=1`.
//!
//! Success is `OK` with 100 at the top and for the number. A refused number may
//! carry an id all the same. There is no idempotency key: repeats are refused
//! per number (230–233).

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, Price, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::fields_as_json,
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

/// Address of the real service.
pub const BASE_URL: &str = "https://sms.ru";

/// Name for people.
const NAME: &str = "SMS.ru";

/// An account at SMS.ru.
#[derive(Clone, Debug)]
pub struct SmsRuAccount {
    /// Key `api_id`.
    pub api_id: SecretString,
    /// Approved sender name, 3–11 Latin characters. None: the account's own default.
    pub sender: Option<String>,
}

/// The adapter.
pub struct SmsRu {
    account: SmsRuAccount,
    line: Line,
}

impl SmsRu {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: SmsRuAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: SmsRuAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![account.api_id.clone()])?, account })
    }

    fn message_form<'a>(&'a self, phone: &'a Phone, text: &'a str) -> Vec<(&'static str, &'a str)> {
        let mut form = vec![("api_id", self.account.api_id.expose_secret()), ("to", phone.digits()), ("msg", text)];
        form.extend(self.account.sender.as_deref().filter(|sender| !sender.is_empty()).map(|sender| ("from", sender)));
        form.push(("json", "1"));
        form
    }

    async fn ask<T>(
        &self,
        path: &'static str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = vec![("api_id", self.account.api_id.expose_secret()), ("json", "1")];
        form.extend_from_slice(parameters);
        self.line.ask(path, Request::form(path, &form), read, refusals::meaning).await
    }
}

#[async_trait]
impl SmsService for SmsRu {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = self.message_form(&message.phone, &message.text);
        let redactor = self.line.redactor(Some(message));
        let shown: Vec<_> = form
            .iter()
            .map(|&(name, value)| match name {
                "api_id" => (name, "***".to_owned()),
                "to" => (name, message.phone.masked()),
                "msg" => (name, redactor.clean(&message.masked_text)),
                _ => (name, value.to_owned()),
            })
            .collect();
        let read = |answer: &Answer| answer::sent(answer, message.phone.digits());
        let request = Request::form("sms/send", &form);
        self.line.send(request, fields_as_json(&shown), message, read, refusals::meaning).await
    }

    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        self.ask("sms/status", &[("sms_id", id)], |answer| answer::status(answer, id)).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("my/balance", &[], answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        self.ask("my/senders", &[], answer::senders).await.map(Some)
    }

    async fn price(&self, phone: &Phone, text: &str) -> Result<Option<Price>, ServiceError> {
        let form = self.message_form(phone, text);
        let read = |answer: &Answer| answer::price(answer, phone.digits());
        self.line.ask("sms/cost", Request::form("sms/cost", &form), read, refusals::meaning).await.map(Some)
    }
}
