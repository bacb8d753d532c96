//! SMSint («СМС Интел») by its JSON interface v1.0; the balance by the older one.
//!
//! Success is `success` = true at the top and for the message. Codes of errors
//! are not published, so the service's own sentence is shown. The token of
//! sending gives no balance: that takes login and password of the «XML и JSON
//! протокол».

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, Price, RejectKind, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

/// Address of the real service.
pub const BASE_URL: &str = "https://lcab.smsint.ru";

/// Name for people.
const NAME: &str = "SMSint";

/// An account at SMSint.
#[derive(Clone, Debug)]
pub struct SmsIntAccount {
    /// Token of sending, the header `X-Token`.
    pub token: SecretString,
    /// Sender name. None: the account's own default.
    pub sender: Option<String>,
    /// Login and password of the older protocol, which alone tells the balance and the names.
    pub protocol: Option<(String, SecretString)>,
}

/// The adapter.
pub struct SmsInt {
    account: SmsIntAccount,
    line: Line,
}

impl SmsInt {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: SmsIntAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: SmsIntAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        let password = account.protocol.as_ref().map(|(_, password)| password.clone());
        let secrets = [account.token.clone()].into_iter().chain(password).collect();
        Ok(Self { line: Line::new(NAME, base_url, timeouts, secrets)?, account })
    }

    fn message_document(&self, phone: &str, text: &str, id: Option<&str>, only_checks: bool) -> Value {
        let mut message = json!({ "recipient": phone, "text": text });
        if let Some(id) = id {
            message["id"] = id.into();
        }
        if let Some(sender) = self.account.sender.as_deref().filter(|sender| !sender.is_empty()) {
            message["source"] = sender.into();
        }
        json!({ "messages": [message], "validate": only_checks })
    }

    fn request<'a>(&self, path: &'static str, document: &'a Value) -> Request<'a> {
        let header = Some(("x-token", self.account.token.expose_secret().to_owned()));
        Request { header, ..Request::json(path, document) }
    }

    /// Asks the older interface.
    async fn info<T>(&self, read: impl FnOnce(&Answer) -> Read<T>) -> Result<T, ServiceError> {
        let Some((login, password)) = &self.account.protocol else {
            return Err(ServiceError {
                code: "no_login".into(),
                kind: RejectKind::Request,
                message: "По токену SMSint не сообщает баланс и имена отправителя.".into(),
                advice:
                    "Чтобы видеть их, укажите в «Интеграции → СМС» логин и пароль «XML и JSON протокола» из кабинета \
                         SMSint. Отправке сообщений они не нужны."
                        .into(),
            });
        };
        let form = [("login", login.as_str()), ("password", password.expose_secret())];
        let request = Request::form("lcabApi/info.php", &form);
        self.line.ask("info", request, read, refusals::of_protocol).await
    }
}

#[async_trait]
impl SmsService for SmsInt {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let id = Some(message.client_id.as_str());
        let document = self.message_document(message.phone.digits(), &message.text, id, false);
        let text = self.line.redactor(Some(message)).clean(&message.masked_text);
        let shown = self.message_document(&message.phone.masked(), &text, id, false).to_string();
        let request = self.request("json/v1.0/sms/send/text", &document);
        self.line.send(request, shown, message, answer::sent, refusals::meaning).await
    }

    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        let document = json!([id]);
        let request = self.request("json/v1.0/sms/status", &document);
        self.line.ask("status", request, |answer| answer::status(answer, id), refusals::meaning).await
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.info(answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        if self.account.protocol.is_none() {
            return Ok(None);
        }
        self.info(answer::senders).await.map(Some)
    }

    async fn price(&self, phone: &Phone, text: &str) -> Result<Option<Price>, ServiceError> {
        let document = self.message_document(phone.digits(), text, None, true);
        let request = self.request("json/v1.0/sms/send/text", &document);
        self.line.ask("validate", request, answer::price, refusals::meaning).await
    }
}
