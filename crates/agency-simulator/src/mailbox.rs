//! Letters as the mailbox shows them.

use chrono::{DateTime, Utc};
use mail_parser::{MessageParser, MimeHeaders};
use serde::Serialize;

/// A file taken out of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttachedFile {
    /// Name, decoded.
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Length in bytes.
    pub size: usize,
    /// Contents, decoded.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A letter taken by the mail server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Running number in the simulator, from 1.
    pub number: u64,
    /// When it was taken.
    pub received_at: DateTime<Utc>,
    /// Login that handed it over, if any.
    pub login: Option<String>,
    /// Whether it came over TLS.
    pub over_tls: bool,
    /// Envelope sender.
    pub envelope_from: String,
    /// Envelope recipients.
    pub envelope_to: Vec<String>,
    /// Message-ID with its angle brackets, as sent; empty if none.
    pub message_id: String,
    /// «From» for people: name and address.
    pub from: String,
    /// «To» for people.
    pub to: String,
    /// Subject, decoded.
    pub subject: String,
    /// Plain text, decoded; empty if none.
    pub text: String,
    /// HTML, decoded; empty if none.
    pub html: String,
    /// Attachments, decoded.
    pub attachments: Vec<AttachedFile>,
    /// The letter as received, without the dot-stuffing.
    #[serde(skip)]
    pub raw: Vec<u8>,
}

/// How a letter came in.
pub(crate) struct Envelope {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) login: Option<String>,
    pub(crate) over_tls: bool,
}

impl Mail {
    /// Reads a letter; what cannot be parsed is shown as plain text.
    pub(crate) fn read(raw: Vec<u8>, envelope: Envelope, received_at: DateTime<Utc>) -> Self {
        let mut mail = Self {
            number: 0,
            received_at,
            login: envelope.login,
            over_tls: envelope.over_tls,
            envelope_from: envelope.from,
            envelope_to: envelope.to,
            message_id: String::new(),
            from: String::new(),
            to: String::new(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
            attachments: Vec::new(),
            raw: Vec::new(),
        };
        match MessageParser::default().parse(&raw) {
            Some(message) => mail.fill(&message),
            None => mail.text = String::from_utf8_lossy(&raw).into_owned(),
        }
        mail.raw = raw;
        mail
    }

    fn fill(&mut self, message: &mail_parser::Message<'_>) {
        self.message_id = message.message_id().map(|id| format!("<{id}>")).unwrap_or_default();
        self.from = people(message.from());
        self.to = people(message.to());
        self.subject = message.subject().unwrap_or_default().to_owned();
        // mail-parser makes the missing one of text and HTML from the other; only what was sent counts.
        let sent = |parts: &[u32], html: bool| {
            parts
                .iter()
                .filter_map(|&id| message.part(id))
                .filter(|part| part.is_text_html() == html)
                .filter_map(|part| part.text_contents())
                .collect::<Vec<_>>()
                .join("\n")
        };
        self.text = sent(&message.text_body, false);
        self.html = sent(&message.html_body, true);
        self.attachments = message
            .attachments()
            .map(|part| AttachedFile {
                name: part.attachment_name().unwrap_or("файл").to_owned(),
                mime: part.content_type().map_or_else(
                    || "application/octet-stream".to_owned(),
                    |kind| match kind.subtype() {
                        Some(subtype) => format!("{}/{subtype}", kind.ctype()),
                        None => kind.ctype().to_owned(),
                    },
                ),
                size: part.contents().len(),
                bytes: part.contents().to_vec(),
            })
            .collect();
    }
}

fn people(address: Option<&mail_parser::Address<'_>>) -> String {
    let Some(address) = address else { return String::new() };
    address
        .iter()
        .map(|one| match (one.name(), one.address()) {
            (Some(name), Some(mail)) => format!("{name} <{mail}>"),
            (None, Some(mail)) => mail.to_owned(),
            (Some(name), None) => name.to_owned(),
            (None, None) => String::new(),
        })
        .collect::<Vec<_>>()
        .join(", ")
}
