//! Scripted misbehaviour: a queue that requests take from.

use serde::{Deserialize, Serialize};

/// Where the connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Close {
    /// Not one byte of the answer goes out.
    BeforeAnswer,
    /// HTTP: the head and half of the body go out.
    MidAnswer,
    /// SMTP: the answer goes out, then the connection ends.
    AfterAnswer,
}

/// One fault. Without an answer of its own (`error_code`, `body`, `http_status`,
/// `close` before the answer) the request is carried out as usual, only held or delayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// Host of the service (`smsc.ru`, `sms.ru`) or `smtp`.
    pub service: String,
    /// A service: `send`, `status`, `balance`, `senders`, `price`. SMTP: `connect`, `ehlo`, `starttls`,
    /// `auth`, `mail`, `rcpt`, `data`, `message` (the final answer). Empty: any.
    pub route: String,
    /// How many requests it meets.
    pub times: u32,
    /// Whether the request is carried out behind the false answer: the letter or
    /// message goes through and only the sender does not know it.
    pub carry_out: bool,
    /// Real milliseconds before the answer.
    pub delay_ms: u64,
    /// Wait until released.
    pub hold: bool,
    /// The service's error code in the format asked for, or the SMTP reply code.
    pub error_code: Option<i32>,
    /// HTTP status of the answer.
    pub http_status: Option<u16>,
    /// Content-Type of the answer.
    pub content_type: Option<String>,
    /// Location header, for a redirect.
    pub location: Option<String>,
    /// Body of the answer, or the text after an SMTP code.
    pub body: Option<String>,
    /// Encoding of `body`: `utf-8` unless said, `windows-1251`, `koi8-r`.
    pub charset: Option<String>,
    /// Cut the connection.
    pub close: Option<Close>,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            service: String::new(),
            route: String::new(),
            times: 1,
            carry_out: false,
            delay_ms: 0,
            hold: false,
            error_code: None,
            http_status: None,
            content_type: None,
            location: None,
            body: None,
            charset: None,
            close: None,
        }
    }
}

impl Fault {
    /// A fault at a service's route that changes nothing yet.
    pub fn at(service: &str, route: &str) -> Self {
        Self { service: service.into(), route: route.into(), ..Self::default() }
    }

    pub(crate) fn meets(&self, service: &str, route: &str) -> bool {
        self.service == service && (self.route.is_empty() || self.route == route)
    }

    /// Whether the fault answers in the service's place.
    pub(crate) fn replaces_answer(&self) -> bool {
        self.error_code.is_some()
            || self.http_status.is_some()
            || self.body.is_some()
            || self.close == Some(Close::BeforeAnswer)
    }
}
