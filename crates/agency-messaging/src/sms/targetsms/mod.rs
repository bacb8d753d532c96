//! TargetSMS by its JSON interface (`/sendsmsjson.php`, the operation is in `type`).
//!
//! Success is `action` = `send` with an id. Errors are Russian sentences. A
//! numeric `client_id_sms` makes a repeat harmless: the service answers with the
//! id of the first message.

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::shown_login,
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Address of the real service.
pub const BASE_URL: &str = "https://sms.targetsms.ru";

/// Name for people.
const NAME: &str = "TargetSMS";
const PATH: &str = "sendsmsjson.php";

/// How an account is entered.
#[derive(Clone, Debug)]
pub enum TargetSmsCredentials {
    /// Login and password of the cabinet.
    Password {
        /// Login.
        login: String,
        /// Password.
        password: SecretString,
    },
    /// A token made in the cabinet.
    Token(SecretString),
}

/// An account at TargetSMS.
#[derive(Clone, Debug)]
pub struct TargetSmsAccount {
    /// How it is entered.
    pub credentials: TargetSmsCredentials,
    /// Approved sender: up to 11 letters and digits, or 15 digits.
    pub sender: String,
}

/// The adapter.
pub struct TargetSms {
    account: TargetSmsAccount,
    line: Line,
}

impl TargetSms {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: TargetSmsAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: TargetSmsAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        let secret = match &account.credentials {
            TargetSmsCredentials::Password { password, .. } => password.clone(),
            TargetSmsCredentials::Token(token) => token.clone(),
        };
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![secret])?, account })
    }

    /// Adds the account to a document.
    fn signed(&self, mut document: Value) -> Value {
        if let TargetSmsCredentials::Password { login, password } = &self.account.credentials {
            document["security"] = json!({ "login": login, "password": password.expose_secret() });
        }
        document
    }

    fn request<'a>(&self, document: &'a Value) -> Request<'a> {
        let header = match &self.account.credentials {
            TargetSmsCredentials::Token(token) => Some(("authorization", format!("Bearer {}", token.expose_secret()))),
            TargetSmsCredentials::Password { .. } => None,
        };
        Request { header, ..Request::json(PATH, document) }
    }

    fn send_document(&self, message: &SmsMessage, text: &str, phone: &str) -> Value {
        json!({
            "type": "sms",
            "message": [{
                "type": "sms",
                "sender": self.account.sender,
                "text": text,
                "abonent": [{
                    "phone": phone,
                    "number_sms": "1",
                    "client_id_sms": numeric_id(&message.client_id),
                }],
            }],
        })
    }

    /// The document as «История СМС» may show it.
    fn shown(&self, message: &SmsMessage) -> String {
        let text = self.line.redactor(Some(message)).clean(&message.masked_text);
        let mut shown = self.send_document(message, &text, &message.phone.masked());
        if let TargetSmsCredentials::Password { login, .. } = &self.account.credentials {
            shown["security"] = json!({ "login": shown_login(login), "password": "***" });
        }
        shown.to_string()
    }

    async fn ask<T>(
        &self,
        what: &'static str,
        document: Value,
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let document = self.signed(document);
        self.line.ask(what, self.request(&document), read, refusals::meaning).await
    }
}

/// Our id as the number the service wants: 15 digits, the same for the same id.
fn numeric_id(client_id: &str) -> String {
    let hash = Sha256::digest(client_id.as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    format!("{:015}", 100_000_000_000_000 + number % 900_000_000_000_000)
}

#[async_trait]
impl SmsService for TargetSms {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let document = self.signed(self.send_document(message, &message.text, message.phone.digits()));
        let request = self.request(&document);
        self.line.send(request, self.shown(message), message, answer::sent, refusals::meaning).await
    }

    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        let document = json!({ "type": "state", "get_state": [id] });
        self.ask("state", document, |answer| answer::status(answer, id)).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("balance", json!({ "type": "balance" }), answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        self.ask("originator", json!({ "type": "originator" }), answer::senders).await.map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::numeric_id;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_become_numbers_that_stay_the_same(id in "[a-z0-9-]{1,40}") {
            let number = numeric_id(&id);
            prop_assert_eq!(number.len(), 15);
            prop_assert!(number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0'));
            prop_assert_eq!(number, numeric_id(&id));
        }
    }
}
