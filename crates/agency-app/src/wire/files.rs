//! «Файлы» of an order.

use super::order::FileRow;
use agency_core::ids::{FileId, LetterId, OrderId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Everything the block shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderFiles {
    /// Files, newest first.
    pub files: Vec<FileRow>,
    /// Files in the trash, newest first.
    pub trash: Vec<FileRow>,
    /// Letters with files, newest first.
    pub letters: Vec<LetterRow>,
    /// What a file can be.
    pub kinds: Vec<String>,
    /// The largest file that is kept, in bytes.
    #[ts(type = "number")]
    pub largest: u64,
}

/// How far a letter came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterStep {
    /// Goes out as soon as the mail server answers.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Refused; may be tried again.
    Failed,
}

/// A letter with files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterRow {
    /// Identity.
    pub id: LetterId,
    /// Recipient.
    pub to: String,
    /// Names of the files.
    pub files: Vec<String>,
    /// How far it came.
    pub step: LetterStep,
    /// Why it does not go on, in Russian.
    pub problem: Option<String>,
    /// Who sent it.
    pub author: String,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the mail server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Begins to take a file in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BeginUpload {
    /// The order.
    pub order_id: OrderId,
    /// Name with extension.
    pub name: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// «Для туриста».
    pub for_tourist: bool,
}

/// A part of a file on its way in: at most 8 MB.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct UploadPart {
    /// The file.
    pub id: FileId,
    /// Place of the part, from 0.
    pub number: u32,
    /// Contents in Base64.
    pub base64: String,
}

/// A file came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Uploaded {
    /// Name of a file of the order with the same contents.
    pub same_as: Option<String>,
}

/// Changes what is said of a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeFile {
    /// The file.
    pub id: FileId,
    /// Name with extension.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// «Для туриста».
    pub for_tourist: bool,
}

/// Names files.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FileRefs {
    /// Identities.
    pub ids: Vec<FileId>,
}

/// How a file can be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "as", rename_all = "snake_case")]
pub enum FilePreview {
    /// Page by page.
    Pages {
        /// Number of pages.
        pages: u32,
    },
    /// As a picture the window draws itself.
    Picture,
    /// Not here.
    None {
        /// Why, and what to do, in Russian.
        reason: String,
    },
}

/// A page of a PDF file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct FilePage {
    /// The file.
    pub id: FileId,
    /// Page, from 0.
    pub page: u32,
    /// Width in pixels.
    pub width: u32,
}

/// Asks for a letter with these files as it would be written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DraftLetter {
    /// The order.
    pub order_id: OrderId,
    /// The files.
    pub ids: Vec<FileId>,
}

/// A letter with files, to be read over before it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterDraft {
    /// E-mail of the customer.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Names of the files that only the office sees.
    pub own_files: Vec<String>,
}

/// Sends files to the tourist.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SendFiles {
    /// The order.
    pub order_id: OrderId,
    /// The files.
    pub ids: Vec<FileId>,
    /// Recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Files that only the office sees may go too.
    pub own_too: bool,
}

/// Tries a letter again.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct RetryLetter {
    /// The order.
    pub order_id: OrderId,
    /// The letter.
    pub id: LetterId,
}
