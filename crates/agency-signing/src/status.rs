//! States of an envelope.

use agency_core::ContractStatus;
use serde::{Deserialize, Serialize};

/// Where an envelope stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Taken by the portal; the letter has not gone yet.
    Created,
    /// The mail server took the letter.
    Invited,
    /// The document was looked at.
    Opened,
    /// A code went out.
    CodeSent,
    /// The right code came; the signed file is being made.
    Accepted,
    /// The signed file is stored and verified.
    Signed,
    /// The customer declined.
    Declined,
    /// The agency revoked it.
    Revoked,
    /// The link's time is over.
    Expired,
    /// The letter cannot be sent; waits for the manager.
    SendFailed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 10] = [
        Self::Created,
        Self::Invited,
        Self::Opened,
        Self::CodeSent,
        Self::Accepted,
        Self::Signed,
        Self::Declined,
        Self::Revoked,
        Self::Expired,
        Self::SendFailed,
    ];

    /// The same word as in JSON and in the base.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Invited => "invited",
            Self::Opened => "opened",
            Self::CodeSent => "code_sent",
            Self::Accepted => "accepted",
            Self::Signed => "signed",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
            Self::SendFailed => "send_failed",
        }
    }

    /// Whether the customer may still read, sign or decline.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Invited | Self::Opened | Self::CodeSent | Self::SendFailed)
    }

    /// The transition table. A letter may be lost between the mail server and
    /// our commit, so a link may be opened before the envelope is «invited».
    pub fn may_become(self, next: Self) -> bool {
        use Status::{Accepted, CodeSent, Created, Declined, Expired, Invited, Opened, Revoked, SendFailed, Signed};
        match self {
            Created => matches!(next, Invited | Opened | SendFailed | Declined | Revoked | Expired),
            SendFailed => matches!(next, Created | Opened | Declined | Revoked | Expired),
            Invited => matches!(next, Opened | Declined | Revoked | Expired),
            Opened => matches!(next, CodeSent | Accepted | Declined | Revoked | Expired),
            CodeSent => matches!(next, Accepted | Declined | Revoked | Expired),
            Accepted => matches!(next, Signed),
            Signed | Declined | Revoked | Expired => false,
        }
    }

    /// The contract's status a manager sees.
    pub fn contract_status(self) -> ContractStatus {
        match self {
            // «Отправлен на подписание» means that the mail server took the letter.
            Self::Created => ContractStatus::Prepared,
            Self::Invited => ContractStatus::Sent,
            Self::Opened => ContractStatus::Viewed,
            // Until the sealed file is durable the contract is not signed (invariant I2).
            Self::CodeSent | Self::Accepted => ContractStatus::CodeSent,
            Self::Signed => ContractStatus::Signed,
            Self::Declined => ContractStatus::Declined,
            Self::Revoked => ContractStatus::Revoked,
            Self::Expired => ContractStatus::Expired,
            Self::SendFailed => ContractStatus::SendFailed,
        }
    }
}
