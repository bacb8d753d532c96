//! Mail: letters, and the servers that take them.

pub mod letters;
pub mod smtp;

use agency_core::Email;
use async_trait::async_trait;

/// A file attached to a letter.
#[derive(Clone)]
pub struct Attachment {
    /// Name, Cyrillic allowed: «Договор 6083-1234.pdf».
    pub name: String,
    /// MIME type.
    pub mime: String,
    /// Contents.
    pub bytes: Vec<u8>,
}

/// A letter ready to go.
#[derive(Clone)]
pub struct Letter {
    /// Kept from the first try on, so that a repeat is the same letter: `<id@host>`.
    pub message_id: String,
    /// Recipient.
    pub to: Email,
    /// Name of the recipient, for the header.
    pub to_name: String,
    /// Subject; control characters are refused.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Attachments.
    pub attachments: Vec<Attachment>,
}

/// Class of a mail failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailErrorKind {
    /// Server not reached or busy: try later.
    Temporary,
    /// Login or password refused.
    Credentials,
    /// The address of the recipient is refused.
    Recipient,
    /// Secure connection failed: certificate, or no TLS offered.
    Tls,
    /// The letter itself was refused or could not be built.
    Letter,
}

/// Why a letter was not taken by the server.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?}: {message}")]
pub struct MailError {
    /// Class of the failure.
    pub kind: MailErrorKind,
    /// What happened, in Russian.
    pub message: String,
    /// What to do, in Russian.
    pub advice: String,
}

/// Something that takes letters.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands a letter to the mail server.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;
}
