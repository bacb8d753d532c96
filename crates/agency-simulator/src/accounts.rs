//! Accounts of the simulated services.

use agency_core::Money;
use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// An account at a service; the same login set again replaces it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// Host of the service (`smsc.ru`, `sms.ru`) or `smtp`.
    pub service: String,
    /// Login.
    pub login: String,
    /// Password.
    pub password: String,
    /// API key that stands for login and password, where the service has one.
    pub api_key: Option<String>,
    /// Money left, in kopecks.
    pub balance_kopecks: Money,
    /// Price of one part of a message, in kopecks.
    pub price_kopecks: Money,
    /// Currency code as the service writes it.
    pub currency: String,
    /// Sender names allowed; empty: any.
    pub senders: Vec<String>,
    /// Words that make a message forbidden, without regard to case.
    pub forbidden_words: Vec<String>,
    /// Addresses allowed to use the account; empty: any.
    pub allowed_ips: Vec<IpAddr>,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            service: String::new(),
            login: String::new(),
            password: String::new(),
            api_key: None,
            balance_kopecks: Money::rubles(1_000),
            price_kopecks: Money(410),
            currency: "RUR".into(),
            senders: Vec::new(),
            forbidden_words: Vec::new(),
            allowed_ips: Vec::new(),
        }
    }
}

impl Account {
    /// An account with the usual balance and price.
    pub fn new(service: &str, login: &str, password: &str) -> Self {
        Self { service: service.into(), login: login.into(), password: password.into(), ..Self::default() }
    }

    /// Whether the password is right, plain or as its lower-case MD5 in hex
    /// (SMSC.ru takes both).
    pub(crate) fn password_or_md5_is(&self, given: &str) -> bool {
        given == self.password || given == md5_hex(&self.password)
    }

    pub(crate) fn allows_ip(&self, ip: IpAddr) -> bool {
        self.allowed_ips.is_empty() || self.allowed_ips.contains(&ip)
    }

    /// Whether this sender name and text would be refused as forbidden.
    pub(crate) fn forbids(&self, sender: Option<&str>, text: &str) -> bool {
        let name_is_unknown = !self.senders.is_empty()
            && sender.is_some_and(|sender| !sender.is_empty() && !self.senders.iter().any(|known| known == sender));
        let text = text.to_lowercase();
        name_is_unknown || self.forbidden_words.iter().any(|word| text.contains(&word.to_lowercase()))
    }
}

fn md5_hex(text: &str) -> String {
    Md5::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_taken_plain_and_as_lower_case_md5() {
        let account = Account::new("smsc.ru", "alex", "123");
        assert!(account.password_or_md5_is("123"));
        assert!(account.password_or_md5_is("202cb962ac59075b964b07152d234b70"));
        assert!(!account.password_or_md5_is("202CB962AC59075B964B07152D234B70"));
        assert!(!account.password_or_md5_is(""));
    }

    #[test]
    fn names_and_words_can_be_forbidden() {
        let account = Account {
            senders: vec!["TurAgent".into()],
            forbidden_words: vec!["казино".into()],
            ..Account::new("smsc.ru", "alex", "123")
        };
        assert!(!account.forbids(Some("TurAgent"), "Код 1234"));
        assert!(!account.forbids(None, "Код 1234"));
        assert!(account.forbids(Some("Other"), "Код 1234"));
        assert!(account.forbids(None, "Лучшее КАЗИНО"));
    }
}
