//! What may be asked of an envelope and how the rules answer.

use crate::code::{Code, CodeKey, IssuedCode};
use crate::envelope::{Envelope, PhoneSends};
use crate::evidence::Record;
use crate::token::LinkHash;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something to be done with an envelope.
#[derive(Clone)]
pub enum Command {
    /// A link was made for the letter.
    IssueLink {
        /// Its hash.
        hash: LinkHash,
    },
    /// The mail server took the letter.
    InviteSent {
        /// Message-ID of the letter.
        message_id: String,
    },
    /// The mail server is busy or away.
    InviteDelayed {
        /// Why, in Russian.
        reason: String,
        /// When to try again.
        retry_at: DateTime<Utc>,
    },
    /// The letter cannot go until somebody helps.
    InviteFailed {
        /// Why and what to do, in Russian.
        reason: String,
    },
    /// A page image was loaded.
    ShowPage {
        /// Page, from 0.
        page: u32,
    },
    /// The original was downloaded.
    Download,
    /// «Продолжить»: the ticks, each as the hash of the text it stood beside.
    Continue {
        /// Hashes of the ticked texts.
        ticked: Vec<String>,
    },
    /// «Отправить код ещё раз».
    RequestCode,
    /// The worker made a code and is about to hand the SMS over.
    BeginSend {
        /// The code as it is stored, with the number of the request.
        code: IssuedCode,
    },
    /// The SMS service answered, or did not.
    FinishSend {
        /// Which request.
        number: u32,
        /// What became of it.
        outcome: SendResult,
        /// Service, id, parts, cost, redacted exchange: kept in the evidence.
        details: Value,
    },
    /// «Подписать договор».
    EnterCode {
        /// The code; `None` when what was typed is not one.
        code: Option<Code>,
        /// SHA-256 of the stored document, computed now.
        shown_sha256: String,
    },
    /// The signed file is stored, re-opened and verified.
    Seal {
        /// SHA-256 of the file.
        sha256: String,
        /// Its length.
        bytes: u64,
    },
    /// The signed file could not be made or stored.
    SealFailed {
        /// Why, in Russian.
        reason: String,
        /// When to try again.
        retry_at: DateTime<Utc>,
    },
    /// The mail server took the letter with the signed file.
    CopySent {
        /// Message-ID of the letter.
        message_id: String,
    },
    /// The letter with the signed file will be tried again.
    CopyDelayed {
        /// Why, in Russian.
        reason: String,
        /// When to try again.
        retry_at: DateTime<Utc>,
    },
    /// The letter with the signed file cannot go.
    CopyFailed {
        /// Why and what to do, in Russian.
        reason: String,
    },
    /// The tourist downloaded the signed file.
    DownloadCopy,
    /// The customer declines.
    Decline {
        /// Why, as typed; may be empty.
        reason: String,
    },
    /// The agency takes the envelope back.
    Revoke {
        /// Why.
        reason: String,
        /// Who.
        by: String,
    },
    /// The manager asks to try a failed letter again.
    Retry {
        /// Who.
        by: String,
    },
    /// The time is over.
    Expire,
}

/// What became of an SMS, for the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendResult {
    /// The service took it.
    Accepted,
    /// The service refused it: nothing was sent.
    Rejected,
    /// The service refused the number itself.
    NumberRefused,
    /// Nobody knows.
    Unknown,
}

/// Where a request came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Network address.
    pub ip: Option<String>,
    /// User-Agent, shortened.
    pub ua: Option<String>,
}

/// What the rules need besides the envelope.
pub struct Context<'a> {
    /// The clock.
    pub now: DateTime<Utc>,
    /// Where the request came from.
    pub origin: Origin,
    /// Key of the code's hash.
    pub key: &'a CodeKey,
}

/// Work that is done after a decision is stored, exactly as long as its row is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Make a link and send the letter with it.
    Invite,
    /// Make a code and send it.
    SendCode {
        /// Which request.
        number: u32,
    },
    /// Make, store and verify the signed file.
    Seal,
    /// Send the letter with the signed file.
    SendCopy,
    /// End the envelope's time.
    Expire,
}

impl Job {
    /// Identity inside the envelope: a job is never queued twice.
    pub fn key(self) -> String {
        match self {
            Self::Invite => "invite".into(),
            Self::SendCode { number } => format!("code:{number}"),
            Self::Seal => "seal".into(),
            Self::SendCopy => "copy".into(),
            Self::Expire => "expire".into(),
        }
    }
}

/// A change of the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobEffect {
    /// Queue it from its first try.
    Start(Job, DateTime<Utc>),
    /// Try it once more; its tries go on counting.
    Again(Job, DateTime<Utc>),
    /// It is done.
    Done(Job),
}

/// A change of the count of codes per phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneEffect {
    /// One more, provided that so far there are exactly `seen` in the last 24
    /// hours: the store refuses the commit as a conflict otherwise.
    Take {
        /// Which request.
        number: u32,
        /// The count the decision was made on.
        seen: u32,
        /// When.
        at: DateTime<Utc>,
    },
    /// The SMS was refused: give it back.
    Release {
        /// Which request.
        number: u32,
    },
}

/// What a command leads to: stored as a whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The envelope after it.
    pub next: Envelope,
    /// Whether there is anything to store.
    pub changed: bool,
    /// New evidence, already chained.
    pub events: Vec<Record>,
    /// Changes of the outbox.
    pub jobs: Vec<JobEffect>,
    /// A new link.
    pub link: Option<LinkHash>,
    /// Change of the phone's count.
    pub phone: Option<PhoneEffect>,
    /// The answer is «no», and yet there is something to store: a wrong code.
    pub refusal: Option<Refusal>,
}

/// Loaded facts besides the envelope that a decision is made on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Codes sent to this phone.
    pub phone: PhoneSends,
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The right code was entered before.
    #[error("already signed")]
    AlreadySigned,
    /// The customer declined before.
    #[error("declined by the customer")]
    Declined,
    /// The agency revoked it.
    #[error("revoked by the agency")]
    Revoked,
    /// The link's time is over.
    #[error("the link has expired")]
    Expired,
    /// Pages that were never shown, from 1.
    #[error("pages not shown yet: {pages:?}")]
    Unread {
        /// The pages.
        pages: Vec<u32>,
    },
    /// Not everything is ticked.
    #[error("consents missing: {keys:?}")]
    ConsentsMissing {
        /// Keys of the missing ticks.
        keys: Vec<String>,
    },
    /// A code was asked for a moment ago.
    #[error("pause between codes until {until}")]
    Pause {
        /// When the next may be asked for.
        until: DateTime<Utc>,
    },
    /// Enough codes for this link today.
    #[error("daily limit of the link until {until}")]
    LinkDailyLimit {
        /// When the next may be asked for.
        until: DateTime<Utc>,
    },
    /// Enough codes for this phone today.
    #[error("daily limit of the phone until {until}")]
    PhoneDailyLimit {
        /// When the next may be asked for.
        until: DateTime<Utc>,
    },
    /// Too many wrong codes.
    #[error("locked until {until}")]
    Locked {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// There is no code to compare with.
    #[error("no code to enter")]
    NoCode,
    /// What was typed is not a code.
    #[error("not a code")]
    CodeFormat,
    /// The code's time is over.
    #[error("the code has expired")]
    CodeExpired,
    /// The code's tries are used up.
    #[error("the code's tries are used up")]
    CodeExhausted,
    /// A wrong code.
    #[error("wrong code, {left} tries left")]
    WrongCode {
        /// Tries left for this code.
        left: u32,
    },
    /// The stored document is not the one the terms name.
    #[error("the document was changed")]
    DocumentChanged,
    /// The envelope is in no state for this.
    #[error("not now")]
    NotNow,
}
