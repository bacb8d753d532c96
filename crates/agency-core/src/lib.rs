//! Domain types and rules of a travel agency: no IO, no clock, no async.
//!
//! Everything here is a value or a pure function, so every rule can be tested
//! with a table. Time and randomness come in as arguments.
//!
//! Data that a manager types is kept as typed (`String`, `Option`): an order is
//! a draft for most of its life and nothing may be lost because it is not yet
//! right. [`check`] says what is missing or wrong; the parsed types
//! ([`Phone`], [`Email`], [`Money`]) are made where a value is used.

pub mod agency;
pub mod audit;
pub mod changes;
pub mod check;
pub mod client;
pub mod client_table;
pub mod comparison;
pub mod contract;
pub mod copying;
pub mod countries;
pub mod crash;
pub mod dates;
pub mod document;
pub mod email;
pub mod expiry;
pub mod fields;
pub mod files;
pub mod finance;
pub mod grid;
pub mod ids;
pub mod money;
pub mod operator;
pub mod order;
pub mod person;
pub mod phone;
pub mod requisites;
pub mod services;
pub mod staff;
pub mod today;
pub mod translit;
pub mod validate;
pub mod words;

pub use agency::{Agency, LegalForm};
pub use audit::{AuditEntry, AuditKind, AuditSubject, Change, SubjectKind};
pub use client::{Client, ClientKey, ClientProblem, Consent, ConsentAction, ConsentKind, ConsentWay};
pub use contract::{BookingStatus, Contract, ContractKind, ContractStatus};
pub use document::{DocumentKind, IdentityDocument};
pub use email::Email;
pub use money::Money;
pub use operator::{Guarantee, GuaranteeKind, TourOperator};
pub use order::{DocumentsGiven, Order, OrderStatus, PaymentDue, PaymentMethod, Price, Tour, TourKind};
pub use person::{Customer, CustomerKind, Gender, IdentityCheck, IdentityCheckWay, Organisation, Tourist, Visa};
pub use phone::Phone;
pub use services::{Service, ServiceKind};
pub use staff::{OfficeCard, Right, Rights, Role, StaffMember};
