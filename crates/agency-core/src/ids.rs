//! Identifiers: UUIDv7 newtypes, made where the record is made (also offline),
//! so that several desktops can later share one base.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new time-ordered id.
            #[expect(clippy::new_without_default, reason = "an id is made on purpose, never by default")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// An order (заявка).
    OrderId
);
id!(
    /// A service inside an order: one stay, one flight, one policy.
    ServiceId
);
id!(
    /// A tourist inside an order.
    TouristId
);
id!(
    /// A record of the tour operator directory.
    OperatorId
);
id!(
    /// A member of the agency's staff.
    StaffId
);
id!(
    /// An office of the agency.
    OfficeId
);
id!(
    /// A person or organisation in the directory of clients.
    ClientId
);
id!(
    /// A payment of the tourist or to the operator.
    PaymentId
);
id!(
    /// One line of a schedule of payments.
    PaymentDueId
);
id!(
    /// A file kept with an order.
    FileId
);
id!(
    /// One sending of one contract for signing.
    EnvelopeId
);
id!(
    /// A row of the outbox: one effect to be done exactly once.
    OutboxId
);
id!(
    /// A row of «История СМС».
    SmsId
);
id!(
    /// A letter with files of an order.
    LetterId
);
id!(
    /// A merge of clients.
    ClientMergeId
);
id!(
    /// An import of clients from a table.
    ClientImportId
);
