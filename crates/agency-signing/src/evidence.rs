//! The evidence: append-only records, each holding the hash of the one before.

use crate::hex::sha256_hex;
use agency_core::ids::EnvelopeId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt::Write;

/// Who caused an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The agency's desktop.
    Agency,
    /// The person with the link.
    Tourist,
    /// The portal itself.
    System,
}

macro_rules! event_types {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $russian:literal;)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum EventType {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl EventType {
            /// Every type.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in the record.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The same in Russian, for the protocol and the manager's timeline.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $russian,)* }
            }
        }
    };
}

event_types! {
    /// The portal took the document and the terms.
    EnvelopeCreated = "envelope.created", "Договор принят к подписанию";
    /// A link was made; its hash is stored.
    LinkCreated = "link.created", "Создана ссылка";
    /// The mail server took the letter.
    LinkEmailed = "link.emailed", "Письмо со ссылкой отправлено";
    /// The letter did not go; it will be tried again by itself.
    LinkEmailDelayed = "link.email_delayed", "Письмо задерживается, отправка повторится";
    /// The letter cannot go until somebody helps.
    LinkEmailFailed = "link.email_failed", "Письмо не отправлено";
    /// The first look at the document.
    LinkOpened = "link.opened", "Договор открыт";
    /// All pages were loaded.
    DocumentRead = "document.read", "Показаны все страницы договора";
    /// The original was downloaded.
    DocumentDownloaded = "document.downloaded", "Договор скачан";
    /// A tick with its text.
    ConsentGiven = "consent.given", "Дано согласие";
    /// A code was asked for.
    CodeRequested = "code.requested", "Запрошен код";
    /// The code's hash is stored; the SMS is about to be handed over.
    CodeSending = "code.sending", "Код передаётся СМС-сервису";
    /// The service took the SMS.
    CodeSent = "code.sent", "СМС с кодом отправлено";
    /// The service refused the SMS.
    CodeFailed = "code.failed", "СМС с кодом не отправлено";
    /// Nobody knows whether the SMS went.
    CodeUnknown = "code.unknown", "Исход отправки СМС неизвестен";
    /// A wrong code.
    CodeEnteredWrong = "code.entered_wrong", "Введён неверный код";
    /// Too many wrong codes: the link is locked for a day.
    CodeLocked = "code.locked", "Ввод кода заблокирован на сутки";
    /// The right code.
    CodeAccepted = "code.accepted", "Код принят, договор подписан заказчиком";
    /// The signed file is stored and verified.
    SealDone = "seal.done", "Подписанный файл сохранён и проверен";
    /// The signed file could not be made or stored; it will be tried again.
    SealFailed = "seal.failed", "Подписанный файл не сохранён, попытка повторится";
    /// The letter with the signed file was taken by the mail server.
    CopyEmailed = "copy.emailed", "Подписанный договор отправлен на почту";
    /// The letter with the signed file waits for another try.
    CopyEmailDelayed = "copy.email_delayed", "Письмо с договором задерживается, отправка повторится";
    /// The letter with the signed file cannot go.
    CopyEmailFailed = "copy.email_failed", "Письмо с договором не отправлено";
    /// The signed file was downloaded by the tourist.
    CopyDownloaded = "copy.downloaded", "Подписанный договор скачан";
    /// The customer declined.
    Declined = "decline", "Заказчик отказался подписывать";
    /// The agency revoked the envelope.
    Revoked = "void", "Отозвано агентством";
    /// The link's time is over.
    Expired = "link.expired", "Истёк срок ссылки";
    /// The manager asked to try again.
    RetryRequested = "retry.requested", "Отправка повторена менеджером";
}

/// One record. Field order in JSON does not matter: the hash is taken over the canonical form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Number inside the envelope, from 1.
    pub seq: u64,
    /// When, by the portal's clock.
    pub at_utc: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The envelope.
    pub envelope_id: EnvelopeId,
    /// SHA-256 of the document this is about, lower-case hex.
    pub doc_sha256: String,
    /// Network address of the request, when there was one.
    pub ip: Option<String>,
    /// User-Agent of the request, shortened.
    pub ua: Option<String>,
    /// Details; never a code, a token, a passport number or a full phone.
    pub data: Value,
    /// Hash of the record before; 64 zeros for the first.
    pub prev_hash: String,
    /// SHA-256 over the canonical JSON of all other fields followed by `prev_hash`, lower-case hex.
    pub hash: String,
}

/// Where a chain ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the last record; 0 when there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { seq: 0, hash: "0".repeat(64) }
    }
}

/// The first record that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("evidence is broken at record {seq}: {why}")]
pub struct BrokenAt {
    /// The number the record should have had.
    pub seq: u64,
    /// What does not fit.
    pub why: BrokenWhy,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenWhy {
    /// A record is missing, doubled or out of its place.
    #[error("a record is missing, doubled or out of order")]
    Order,
    /// The record speaks of another envelope.
    #[error("a record of another envelope")]
    Envelope,
    /// It does not continue the record before.
    #[error("it does not continue the record before")]
    Link,
    /// Its content was changed.
    #[error("its content was changed")]
    Content,
    /// The chain ends before the known head, or past it.
    #[error("the chain does not end at the known head")]
    Truncated,
}

impl Record {
    /// The hash this content should have.
    pub fn computed_hash(&self) -> String {
        let mut value = serde_json::to_value(self).expect("a record is always valid JSON");
        if let Value::Object(fields) = &mut value {
            fields.remove("hash");
        }
        let mut text = canonical(&value);
        text.push_str(&self.prev_hash);
        sha256_hex(text.as_bytes())
    }
}

/// Walks a chain from its first record; returns its head. To find records cut
/// off at the end, compare the head with one kept elsewhere: [`verify_to`].
pub fn verify(records: &[Record]) -> Result<Head, BrokenAt> {
    let mut head = Head::default();
    for record in records {
        let seq = head.seq + 1;
        let why = if record.seq != seq {
            Some(BrokenWhy::Order)
        } else if record.envelope_id != records[0].envelope_id {
            Some(BrokenWhy::Envelope)
        } else if record.prev_hash != head.hash {
            Some(BrokenWhy::Link)
        } else if record.hash != record.computed_hash() {
            Some(BrokenWhy::Content)
        } else {
            None
        };
        if let Some(why) = why {
            return Err(BrokenAt { seq, why });
        }
        head = Head { seq, hash: record.hash.clone() };
    }
    Ok(head)
}

/// Like [`verify`], and the chain must end exactly at a head known from elsewhere.
pub fn verify_to(records: &[Record], known: &Head) -> Result<(), BrokenAt> {
    let head = verify(records)?;
    if head == *known { Ok(()) } else { Err(BrokenAt { seq: head.seq + 1, why: BrokenWhy::Truncated }) }
}

/// JSON with keys in order, no spaces, UTF-8; what any language can make again.
fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write_canonical(value, &mut out);
    out
}

fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort();
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(&Value::String(key.clone()), out);
                out.push(':');
                write_canonical(&fields[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        scalar => write!(out, "{scalar}").expect("writing to a string does not fail"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn canonical_json_has_sorted_keys_and_no_spaces() {
        let value = json!({"b": [1, {"z": null, "a": "«ё»\n"}], "a": true});
        assert_eq!(canonical(&value), r#"{"a":true,"b":[1,{"a":"«ё»\n","z":null}]}"#);
    }

    #[test]
    fn words_of_types_are_those_in_json() {
        for kind in EventType::ALL {
            assert_eq!(serde_json::to_value(kind).expect("json"), json!(kind.as_str()));
            assert!(!kind.label().is_empty());
        }
    }
}
