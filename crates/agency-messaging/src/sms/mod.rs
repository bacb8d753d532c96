//! The one interface of all SMS services.

mod http;
mod line;
mod parts;
mod redaction;
mod reply;
pub mod semysms;
pub mod smsc;
pub mod smsint;
pub mod smsru;
pub mod stream_telecom;
pub mod targetsms;
pub mod unisender;

pub use http::Timeouts;
pub use parts::{Encoding, Parts, parts};

use agency_core::Phone;
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A message to send.
#[derive(Clone)]
pub struct SmsMessage {
    /// Our own id of the message (≤ 40 Latin letters, digits, `-`): services keep it as a label.
    pub client_id: String,
    /// Recipient.
    pub phone: Phone,
    /// Text. May hold a one-time code, so it is never logged.
    pub text: String,
    /// The same text with its secret parts masked; this one goes to history.
    pub masked_text: String,
}

/// A request and its answer as they may be shown: no secret, no code, no full phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Request in the service's own shape, redacted.
    pub request: String,
    /// Answer as received, redacted; empty when none came.
    pub answer: String,
}

/// What became of a message, as far as the service's answer tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum SendOutcome {
    /// The service took it.
    Accepted {
        /// Id given by the service.
        id: String,
        /// Parts billed, if told.
        parts: Option<u32>,
        /// Cost as the service writes it, in the account's currency, if told.
        cost: Option<String>,
    },
    /// The service refused it: nothing was sent.
    Rejected {
        /// The service's own code, as text: `6`.
        code: String,
        /// Class of the refusal.
        kind: RejectKind,
        /// What happened, in Russian, for a person.
        message: String,
        /// What to do, in Russian.
        advice: String,
        /// Id of the message, when the service registered it all the same.
        id: Option<String>,
    },
    /// Nobody knows: a time-out or an answer that is not the service's. Never
    /// sent again by itself (invariant I5).
    Unknown {
        /// Why it is not known, in Russian.
        why: String,
    },
}

/// Class of a refusal: what a program may do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectKind {
    /// Login, password, key or address filter.
    Credentials,
    /// Not enough money.
    Money,
    /// Text or sender name forbidden.
    Forbidden,
    /// Number wrong or out of reach.
    Number,
    /// Too many requests; a later try may pass.
    TooOften,
    /// The same message was sent a moment ago: the first copy was probably accepted.
    Duplicate,
    /// Request malformed: our fault or a setting's.
    Request,
    /// The service could not be reached at all: nothing left this computer.
    Unreachable,
}

/// Outcome with the exchange behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendReport {
    /// What became of the message.
    pub outcome: SendOutcome,
    /// What went over the wire, redacted.
    pub exchange: Exchange,
}

/// Delivery status common to all services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// In the service's queue.
    Queued,
    /// Handed to the operator.
    Sent,
    /// Delivered.
    Delivered,
    /// Cannot be delivered.
    Undelivered,
    /// Its life time ended.
    Expired,
    /// Refused after acceptance.
    Rejected,
    /// The service does not know.
    Unknown,
}

/// Money (or messages) left in the account, as the service writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Amount as text: `83.60`.
    pub amount: String,
    /// Currency code, if told: `RUR`; `SMS` where the service counts messages.
    pub currency: Option<String>,
}

/// What a message may come from: a sender name, or a device of the agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The name, or the id of the device.
    pub name: String,
    /// Whether the service lets it be used now.
    pub is_ready: bool,
}

/// What a message would cost, as told before sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// Amount in the account's currency, as text: `4.1`.
    pub amount: String,
    /// Parts billed, if told.
    pub parts: Option<u32>,
}

/// Why a question to the service (balance, status) got no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct ServiceError {
    /// The service's own code, or a transport word: `timeout`, `not_json`.
    pub code: String,
    /// Class of the failure.
    pub kind: RejectKind,
    /// What happened, in Russian.
    pub message: String,
    /// What to do, in Russian.
    pub advice: String,
}

/// An SMS service with its account.
#[async_trait]
pub trait SmsService: Send + Sync {
    /// Name for people: «SMSC.ru».
    fn name(&self) -> &'static str;

    /// Hands a message over. Never repeats by itself.
    async fn send(&self, message: &SmsMessage) -> SendReport;

    /// Asks what became of a message it took.
    async fn status(&self, id: &str, phone: &Phone) -> Result<DeliveryStatus, ServiceError>;

    /// Asks what is left in the account.
    async fn balance(&self) -> Result<Balance, ServiceError>;

    /// Asks what the account may send from; `None` where the service has no such list.
    async fn senders(&self) -> Result<Option<Vec<Sender>>, ServiceError> {
        Ok(None)
    }

    /// Asks what a message would cost, sending nothing; `None` where the service cannot tell.
    async fn price(&self, phone: &Phone, text: &str) -> Result<Option<Price>, ServiceError> {
        let _ = (phone, text);
        Ok(None)
    }
}
