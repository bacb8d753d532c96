//! Wire types of `/api/v1`, for the portal and its clients alike.
//!
//! Every call carries `Authorization: Bearer <token>`. Errors come as [`ApiError`].
//!
//! | Call | Answer |
//! |---|---|
//! | `PUT /api/v1/envelopes/{id}` with [`PutEnvelope`] | 201 or, for a repeat, 200 with [`EnvelopeView`] |
//! | `GET /api/v1/envelopes/{id}` | [`EnvelopeView`] |
//! | `GET /api/v1/envelopes/{id}/signed.pdf` | the signed file, its SHA-256 in `ETag` |
//! | `GET /api/v1/envelopes/{id}/evidence.jsonl` | one [`Record`] a line |
//! | `POST /api/v1/envelopes/{id}/revoke` with [`Revoke`] | [`EnvelopeView`] |
//! | `POST /api/v1/envelopes/{id}/retry` with [`Retry`] | [`EnvelopeView`] |
//! | `GET /api/v1/events?after=CURSOR&wait=SECONDS` | [`Events`] |

use agency_core::ContractStatus;
use agency_core::ids::EnvelopeId;
use agency_documents::SignaturePlace;
use agency_messaging::{Exchange, SendOutcome};
use agency_signing::{Head, Record, Status, Terms};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A new envelope. Sending it again under the same id changes nothing; another
/// content under the same id is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PutEnvelope {
    /// What is signed, by whom, on which terms.
    pub terms: Terms,
    /// Where the customer's mark goes.
    pub places: Vec<SignaturePlace>,
    /// The frozen PDF; base64 in JSON.
    #[serde(with = "base64_bytes")]
    pub pdf: Vec<u8>,
}

/// Where an envelope stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvelopeView {
    /// The envelope.
    pub id: EnvelopeId,
    /// Its status.
    pub status: Status,
    /// The contract's status that follows from it.
    pub contract_status: ContractStatus,
    /// Why it was declined, revoked or could not be sent, for people.
    pub reason: Option<String>,
    /// When the portal took it.
    pub created_at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// Moment of the successful code check, once the signed file is stored.
    pub signed_at: Option<DateTime<Utc>>,
    /// SHA-256 of the original, lower-case hex.
    pub document_sha256: String,
    /// SHA-256 of the signed file, lower-case hex.
    pub signed_sha256: Option<String>,
    /// End of the evidence chain.
    pub head: Head,
    /// Whether `retry` would do something: the invitation or the copy could not be sent.
    pub can_retry: bool,
}

/// `POST …/revoke`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    /// Why; the tourist sees it.
    pub reason: String,
    /// Who in the agency.
    pub by: String,
}

/// `POST …/retry`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retry {
    /// Who in the agency.
    pub by: String,
}

/// Query of the feed.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct EventsQuery {
    /// Events after this cursor of the same [`Events::feed_id`]; 0 for all.
    #[serde(default)]
    pub after: u64,
    /// Seconds to wait for an event when there is none, at most 55.
    #[serde(default)]
    pub wait: u64,
}

/// A page of the feed, oldest first, at most 200 events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Events {
    /// Random name of the portal's base, given when the base was made and never
    /// changed; lower-case hex. Cursors of one feed mean nothing in another: a
    /// client whose cursor was got under another `feed_id` drops what came with
    /// this answer and asks again from 0.
    pub feed_id: String,
    /// The events.
    pub events: Vec<Event>,
    /// Cursor to ask with next time; the old one when there was nothing.
    pub cursor: u64,
}

/// One event of one envelope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its cursor.
    pub cursor: u64,
    /// The envelope.
    pub envelope_id: EnvelopeId,
    /// Status of the envelope after it.
    pub status: Status,
    /// The contract's status that follows from it.
    pub contract_status: ContractStatus,
    /// What happened, in Russian.
    pub label: String,
    /// The evidence.
    pub record: Record,
    /// The SMS, for `code.sent`, `code.failed` and `code.unknown`.
    pub sms: Option<SmsSent>,
}

/// A line for «История СМС»; also the `data` of its evidence record. Redacted: no code, no full phone, no password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmsSent {
    /// Number of the code inside the envelope, from 1.
    pub number: u32,
    /// When it was handed to the service.
    pub sent_at: DateTime<Utc>,
    /// Service: «SMSC.ru».
    pub service: String,
    /// Phone, masked.
    pub phone: String,
    /// Text with the code masked.
    pub text: String,
    /// What became of it: id, parts and cost, or why not.
    pub result: SendOutcome,
    /// Request and answer.
    pub exchange: Exchange,
}

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// What a program may act on.
    pub code: ErrorCode,
    /// What happened, in Russian.
    pub message: String,
}

/// What a program may act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Wrong or missing token: 401.
    Unauthorized,
    /// No such envelope, or no signed file yet: 404.
    NotFound,
    /// The request cannot be understood or holds impossible terms: 400, 415 or 422.
    Invalid,
    /// The bytes are not those the terms name: 422.
    DocumentMismatch,
    /// Another envelope has this id: 409.
    EnvelopeDiffers,
    /// The envelope is in no state for this: 409.
    NotNow,
    /// Too many bytes: 413.
    TooLarge,
    /// The portal failed; the message holds a reference that is also in its log: 500.
    Internal,
}

mod base64_bytes {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(serde::de::Error::custom)
    }
}
