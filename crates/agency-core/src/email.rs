//! E-mail addresses.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// An e-mail address with a lower-case domain, at most 254 characters; a
/// domain may be international (`ivan@почта.рф`).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Email(String);

/// The text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct EmailError;

impl Email {
    /// Reads a typed address: one `@`, a dotted domain, a top-level label of two letters or more.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(EmailError)?;
        let local_is_right = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
        let labels: Vec<&str> = domain.split('.').collect();
        let domain_is_right = labels.len() >= 2
            && labels.iter().all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
            && labels.last().is_some_and(|top| top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit()));
        if local_is_right && domain_is_right && text.chars().count() <= 254 {
            Ok(Self(format!("{local}@{}", domain.to_lowercase())))
        } else {
            Err(EmailError)
        }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `iv***@mail.ru`: enough for a person to recognise, not enough to write to.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let shown: String = local.chars().take(if local.chars().count() > 3 { 2 } else { 1 }).collect();
        format!("{shown}***@{domain}")
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(text: String) -> Result<Self, EmailError> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(" Ivan.Petrov+tour@Mail.RU ", "Ivan.Petrov+tour@mail.ru")]
    #[case("ivan@почта.рф", "ivan@почта.рф")]
    fn addresses_are_read(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(Email::parse(typed).expect("an address").as_str(), expected);
    }

    #[rstest]
    #[case("ivan@")]
    #[case("a b@c.ru")]
    #[case("ivan@mail")]
    #[case("ivan@mail.r")]
    #[case("ivan@@mail.ru")]
    #[case("ivan@mail..ru")]
    #[case("ivan\r\nBcc: x@mail.ru")]
    fn other_texts_are_refused(#[case] typed: &str) {
        assert_eq!(Email::parse(typed), Err(EmailError));
    }

    #[test]
    fn the_mask_hides_the_name() {
        assert_eq!(Email::parse("ivanov@mail.ru").expect("an address").masked(), "iv***@mail.ru");
    }
}
