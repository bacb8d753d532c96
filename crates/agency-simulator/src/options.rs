//! Choices where a service's documentation is silent, and switches of the mail server.

use serde::{Deserialize, Serialize};

/// All options; a part left out keeps its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// SMSC.ru.
    pub smsc: SmscOptions,
    /// The mail server.
    pub smtp: SmtpOptions,
}

/// Which requests SMSC.ru takes for identical (error 9); its documentation says
/// «identical» and no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateRule {
    /// All parameters equal.
    #[default]
    Request,
    /// Numbers, text and sender equal, whatever the `id`.
    PhoneAndText,
    /// Nothing is a duplicate.
    Never,
}

/// What SMSC.ru's documentation leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmscOptions {
    /// Most numbers in one request; more is error 1. None: no bound.
    pub max_phones: Option<usize>,
    /// Wording of `fmt=0` when a cost is asked for; `{cnt}`, `{id}`, `{cost}`, `{balance}`.
    pub text_with_cost: String,
    /// Wording of `fmt=0` when only the price is asked for; `{cnt}`, `{cost}`.
    pub text_price: String,
    /// Costs and balances in JSON as numbers instead of strings; both were seen.
    pub money_as_numbers: bool,
    /// Ids in JSON always as strings.
    pub ids_as_strings: bool,
    /// What is a duplicate.
    pub duplicate_rule: DuplicateRule,
    /// Wrong log-ins in ten minutes after which the address is blocked (error 4). None: never.
    pub block_after_errors: Option<u32>,
}

impl Default for SmscOptions {
    fn default() -> Self {
        Self {
            max_phones: None,
            text_with_cost: "OK - {cnt} SMS, ID - {id}".into(),
            text_price: "{cost} ({cnt} SMS)".into(),
            money_as_numbers: false,
            ids_as_strings: false,
            duplicate_rule: DuplicateRule::default(),
            block_after_errors: None,
        }
    }
}

/// Switches of the mail server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmtpOptions {
    /// Offer STARTTLS on the plain port.
    pub offer_starttls: bool,
    /// Take letters only after AUTH.
    pub require_auth: bool,
    /// Take AUTH only over TLS.
    pub auth_needs_tls: bool,
    /// Largest letter in bytes (SIZE).
    pub max_size: usize,
}

impl Default for SmtpOptions {
    fn default() -> Self {
        Self { offer_starttls: true, require_auth: true, auth_needs_tls: false, max_size: 25 * 1024 * 1024 }
    }
}
