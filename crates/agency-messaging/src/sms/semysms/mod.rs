//! SemySMS: messages leave from the agency's own Android phone (API v3).
//!
//! Success is `code` 0 with an id. There are no sender names and no prices; a
//! message is sent from a device. No catalogue of errors is published, so the
//! service's own sentence is shown.

mod answer;
mod refusals;

use super::{
    Balance, DeliveryStatus, SendReport, Sender, ServiceError, SmsMessage, SmsService,
    http::{Answer, Request, Timeouts},
    line::Line,
    redaction::fields_as_json,
    reply::Read,
};
use agency_core::Phone;
use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

/// Address of the real service.
pub const BASE_URL: &str = "https://semysms.net";

/// Device word that lets the service choose among the phones that are on.
pub const ANY_DEVICE: &str = "active";

/// Name for people.
const NAME: &str = "SemySMS";
/// A message is looked for on no more devices than this.
const MOST_DEVICES: usize = 10;

/// An account at SemySMS.
#[derive(Clone, Debug)]
pub struct SemySmsAccount {
    /// Token of the API.
    pub token: SecretString,
    /// Id of the phone to send from, or [`ANY_DEVICE`].
    pub device: String,
}

/// The adapter.
pub struct SemySms {
    account: SemySmsAccount,
    line: Line,
}

impl SemySms {
    /// An adapter at [`BASE_URL`] or another address that speaks the same
    /// protocol. Refused when the address is not `https` (or `http` on this computer).
    pub fn new(account: SemySmsAccount, base_url: &str) -> Result<Self, ServiceError> {
        Self::with_timeouts(account, base_url, Timeouts::default())
    }

    /// The same with other time limits.
    pub fn with_timeouts(account: SemySmsAccount, base_url: &str, timeouts: Timeouts) -> Result<Self, ServiceError> {
        Ok(Self { line: Line::new(NAME, base_url, timeouts, vec![account.token.clone()])?, account })
    }

    fn device(&self) -> &str {
        let device = self.account.device.trim();
        if device.is_empty() { ANY_DEVICE } else { device }
    }

    async fn ask<T>(
        &self,
        path: &'static str,
        parameters: &[(&'static str, &str)],
        read: impl FnOnce(&Answer) -> Read<T>,
    ) -> Result<T, ServiceError> {
        let mut form = vec![("token", self.account.token.expose_secret())];
        form.extend_from_slice(parameters);
        self.line.ask(path, Request::form(path, &form), read, refusals::meaning).await
    }

    async fn devices(&self) -> Result<Vec<Sender>, ServiceError> {
        self.ask("api/3/devices.php", &[], answer::devices).await
    }
}

#[async_trait]
impl SmsService for SemySms {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn send(&self, message: &SmsMessage) -> SendReport {
        let form = [
            ("token", self.account.token.expose_secret()),
            ("device", self.device()),
            ("phone", message.phone.e164()),
            ("msg", message.text.as_str()),
        ];
        let redactor = self.line.redactor(Some(message));
        let shown = fields_as_json(&[
            ("token", "***".into()),
            ("device", self.device().to_owned()),
            ("phone", message.phone.masked()),
            ("msg", redactor.clean(&message.masked_text)),
        ]);
        let request = Request::form("api/3/sms.php", &form);
        self.line.send(request, shown, message, answer::sent, refusals::meaning).await
    }

    /// The history of messages is kept by device, so with [`ANY_DEVICE`] the
    /// message is looked for on each.
    async fn status(&self, id: &str, _: &Phone) -> Result<DeliveryStatus, ServiceError> {
        let devices = if self.device() == ANY_DEVICE {
            self.devices().await?.into_iter().map(|device| device.name).take(MOST_DEVICES).collect()
        } else {
            vec![self.device().to_owned()]
        };
        for device in devices {
            let filter = [("device", device.as_str()), ("list_id", id)];
            let found = self.ask("api/3/outbox_sms.php", &filter, |answer| answer::status(answer, id)).await?;
            if found != DeliveryStatus::Unknown {
                return Ok(found);
            }
        }
        Ok(DeliveryStatus::Unknown)
    }

    async fn balance(&self) -> Result<Balance, ServiceError> {
        self.ask("api/3/user.php", &[], answer::balance).await
    }

    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        self.devices().await.map(Some)
    }
}
