//! The service's error codes.

/// A refusal of the service. The number is what counts; the wording differs
/// between its hosts and languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Parameters,
    Credentials,
    Money,
    Blocked,
    Date,
    Forbidden,
    Phone,
    Undeliverable,
    TooOften,
}

impl Refusal {
    pub(crate) fn code(self) -> i32 {
        match self {
            Self::Parameters => 1,
            Self::Credentials => 2,
            Self::Money => 3,
            Self::Blocked => 4,
            Self::Date => 5,
            Self::Forbidden => 6,
            Self::Phone => 7,
            Self::Undeliverable => 8,
            Self::TooOften => 9,
        }
    }

    pub(crate) fn from_code(code: i32) -> Option<Self> {
        [
            Self::Parameters,
            Self::Credentials,
            Self::Money,
            Self::Blocked,
            Self::Date,
            Self::Forbidden,
            Self::Phone,
            Self::Undeliverable,
            Self::TooOften,
        ]
        .into_iter()
        .find(|refusal| refusal.code() == code)
    }

    pub(crate) fn wording(self) -> &'static str {
        match self {
            Self::Parameters => "parameters error",
            Self::Credentials => "authorise error",
            Self::Money => "no money",
            Self::Blocked => "ip is blocked",
            Self::Date => "invalid date",
            Self::Forbidden => "message is denied",
            Self::Phone => "invalid number",
            Self::Undeliverable => "message can not be delivered",
            Self::TooOften => "duplicate request, wait a minute",
        }
    }
}

/// Codes of messages that were registered all the same and have an id.
pub(crate) fn is_registered(code: i32) -> bool {
    matches!(code, 3 | 6 | 7 | 8)
}
