//! Stream Telecom by its REST interface, with login and API password in every call.
//!
//! Success is HTTP 200 with an array of ids; an error is another HTTP status
//! with `Code` and `Desc`. There is no idempotency key.

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::{fields_as_json, shown_login},
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

/// Address of the real service.
pub const BASE_URL: &str = "https://gateway.api.sc";

/// Name for people.
const NAME: &str = "Stream Telecom";
/// Life of a message, in minutes: a day.
const VALIDITY: &str = "1440";

/// An account at Stream Telecom.
#[derive(Clone, Debug)]
pub struct StreamTelecomAccount {
    /// Login, usually a phone number.
    pub login: String,
    /// Separate password of the API.
    pub password: SecretString,
    /// Sender name.
    pub sender: String,
}

/// The adapter.
pub struct StreamTelecom {
    account: StreamTelecomAccount,
    line: Line,
}

impl StreamTelecom {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: StreamTelecomAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(
        account: StreamTelecomAccount,
        base_url: &str,
        timeouts: Timeouts,
    ) -> Result<Self, ServiceError> {
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![account.password.clone()])?, account })
    }

    async fn ask<T>(
        &self,
        path: &'static str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = vec![("login", self.account.login.as_str()), ("pass", self.account.password.expose_secret())];
        form.extend_from_slice(parameters);
        self.line.ask(path, Request::form(path, &form), read, refusals::meaning).await
    }
}

#[async_trait]
impl SmsService for StreamTelecom {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = [
            ("login", self.account.login.as_str()),
            ("pass", self.account.password.expose_secret()),
            ("sourceAddress", self.account.sender.as_str()),
            ("destinationAddress", message.phone.digits()),
            ("data", message.text.as_str()),
            ("validity", VALIDITY),
        ];
        let redactor = self.line.redactor(Some(message));
        let shown = fields_as_json(&[
            ("login", shown_login(&self.account.login)),
            ("pass", "***".into()),
            ("sourceAddress", self.account.sender.clone()),
            ("destinationAddress", message.phone.masked()),
            ("data", redactor.clean(&message.masked_text)),
            ("validity", VALIDITY.into()),
        ]);
        let request = Request::form("rest/Send/SendSms/", &form);
        self.line.send(request, shown, message, answer::sent, refusals::meaning).await
    }

    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        self.ask("rest/State/state.php", &[("messageId", id)], answer::status).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("rest/Balance/balance.php", &[], answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        self.ask("rest/Statistic/originator.php", &[], answer::senders).await.map(Some)
    }
}
