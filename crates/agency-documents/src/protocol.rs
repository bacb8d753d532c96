//! What the signing marks say: the blue box and «Протокол подписания».

use agency_core::Phone;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The blue box over the customer's signature line (seed 000), five lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampBox {
    /// Moment of the successful code check, by the portal's clock; printed in МСК.
    pub signed_at: DateTime<Utc>,
    /// The spent code as typed; `None` hides the line's value by setting.
    pub code: Option<String>,
    /// Phone the code went to; printed in full, it is the customer's own contract.
    pub phone: Phone,
    /// Name of the customer.
    pub name: String,
}

/// «Протокол подписания»: the last page of a signed contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protocol {
    /// Identity of the signing (the envelope's id).
    pub signing_id: String,
    /// Номер заявки.
    pub order_number: String,
    /// Номер договора.
    pub contract_number: String,
    /// Title of the document.
    pub title: String,
    /// Pages of the original, without this protocol.
    pub original_pages: u32,
    /// SHA-256 of the original bytes, lower-case hex.
    pub original_sha256: String,
    /// Length of the original in bytes: the first so many bytes of the signed file are it.
    pub original_bytes: u64,
    /// Version of the program that made the document.
    pub app_version: String,
    /// Agency: name, ИНН, signer.
    pub agency: ProtocolParty,
    /// Customer: name, masked passport, phone, e-mail.
    pub customer: ProtocolParty,
    /// Events in their order.
    pub events: Vec<ProtocolEvent>,
    /// SMS sent for this signing.
    pub sms: Vec<ProtocolSms>,
    /// Ticks the customer made.
    pub consents: Vec<ProtocolConsent>,
    /// Hash of the last evidence event before the seal, lower-case hex.
    pub chain_head: String,
}

/// A party as lines of «label: value».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolParty {
    /// Label and value.
    pub lines: Vec<(String, String)>,
}

/// One event of the protocol's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolEvent {
    /// When, by the portal's clock.
    pub at: DateTime<Utc>,
    /// What happened, in Russian.
    pub what: String,
    /// Network address the request came from, if it came from the tourist.
    pub address: Option<String>,
    /// The browser's User-Agent, shortened.
    pub device: Option<String>,
}

/// One SMS of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolSms {
    /// Service that took it: «SMSC.ru».
    pub service: String,
    /// Id the service gave, if it answered.
    pub message_id: Option<String>,
    /// When it was handed over.
    pub sent_at: DateTime<Utc>,
    /// Outcome in Russian: «принято сервисом», «исход неизвестен».
    pub outcome: String,
    /// Text with the code masked.
    pub masked_text: String,
}

/// One tick with the exact text it stood beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtocolConsent {
    /// The text shown.
    pub text: String,
    /// SHA-256 of the text in UTF-8, lower-case hex.
    pub text_sha256: String,
    /// When it was ticked.
    pub given_at: DateTime<Utc>,
}
