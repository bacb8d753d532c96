//! SMSC.ru by its public HTTP interface (`/sys/send.php`, `status.php`, `balance.php`).
//!
//! Success is `id` and `cnt` without `error_code`, and nothing else. The
//! service has no idempotency key: `id` is only a label, so nothing is ever
//! repeated here, and whatever may have arrived is
//! [`SendOutcome::Unknown`](super::SendOutcome::Unknown).

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, Price, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::{Redactor, fields_as_json, shown_login},
    reply::Read,
};
use agency_core::Phone;
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
    line: Line,
}

impl Smsc {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: SmscAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: SmscAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        let secret = match &account.credentials {
            SmscCredentials::Password { password, .. } => password.clone(),
            SmscCredentials::ApiKey(key) => key.clone(),
        };
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![secret])?, account })
    }

    fn credentials(&self) -> Vec<(&'static str, &str)> {
        match &self.account.credentials {
            SmscCredentials::Password { login, password } => vec![("login", login), ("psw", password.expose_secret())],
            SmscCredentials::ApiKey(key) => vec![("apikey", key.expose_secret())],
        }
    }

    /// The form of `send.php`; `cost` is 3 to send and be told the price, 1 to be told it only.
    fn send_form<'a>(
        &'a self,
        phone: &'a Phone,
        text: &'a str,
        id: Option<&'a str>,
        cost: &'a str,
    ) -> Vec<(&'static str, &'a str)> {
        let mut form = self.credentials();
        form.extend([("phones", phone.e164()), ("mes", text)]);
        if let Some(sender) = self.account.sender.as_deref().filter(|sender| !sender.is_empty()) {
            form.push(("sender", sender));
        }
        form.extend(id.map(|id| ("id", id)));
        form.extend([("charset", "utf-8"), ("fmt", "3"), ("cost", cost)]);
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
                    "login" => shown_login(value),
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
        path: &'static str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = self.credentials();
        form.extend_from_slice(parameters);
        form.extend([("charset", "utf-8"), ("fmt", "3")]);
        self.line.ask(path, Request::form(path, &form), read, refusals::of_question).await
    }
}

#[async_trait]
impl SmsService for Smsc {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = self.send_form(&message.phone, &message.text, Some(&message.client_id), "3");
        let shown = Self::shown_form(&form, message, &self.line.redactor(Some(message)));
        let request = Request::form("sys/send.php", &form);
        self.line.send(request, shown, message, answer::sent, refusals::of_message).await
    }

    async fn status(&self, id: &str, phone: &Phone) -> Result<DeliveryStatus, ServiceError> {
        self.ask("sys/status.php", &[("phone", phone.e164()), ("id", id)], answer::status).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("sys/balance.php", &[("cur", "1")], answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        self.ask("sys/senders.php", &[("get", "1"), ("all", "1")], answer::senders).await.map(Some)
    }

    async fn price(&self, phone: &Phone, text: &str) -> Result<Option<Price>, ServiceError> {
        let form = self.send_form(phone, text, None, "1");
        let request = Request::form("sys/send.php", &form);
        self.line.ask("price", request, answer::price, refusals::of_message).await.map(Some)
    }
}
