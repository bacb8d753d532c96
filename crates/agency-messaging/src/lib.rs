//! SMS services and mail: typed outcomes, redacted exchanges.
//!
//! An adapter never says «no error was found»: it returns one of
//! [`SendOutcome`]'s three cases, decided as that service's documentation says.
//! What went over the wire comes back as an [`Exchange`] with every secret, code
//! and full phone already removed (invariant I4), ready for «История СМС».

pub mod mail;
pub mod sms;
pub mod tls;

pub use mail::{Attachment, Letter, MailError, MailErrorKind, Mailer};
pub use sms::{
    Balance, DeliveryStatus, Exchange, RejectKind, SendOutcome, SendReport, ServiceError, SmsMessage, SmsService,
};
