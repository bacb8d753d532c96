//! Clients: the list, one card, duplicates, what an order takes.

use super::Page;
use super::integration::SmsHistoryRow;
use agency_core::client::{Client, ClientKey, ClientProblem, Consent, ConsentAction, ConsentKind, ConsentWay};
use agency_core::ids::{ClientId, ClientMergeId, OrderId, TouristId};
use agency_core::person::{Customer, CustomerKind, Tourist};
use agency_core::{Money, OrderStatus};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Column the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientSortBy {
    /// ФИО or name.
    #[default]
    Name,
    /// Last change.
    Updated,
    /// When the card was made.
    Created,
    /// Day of the year.
    Birthday,
    /// First expiry of a document.
    Expiry,
}

/// Consents a client of the list has or lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentFilter {
    /// Есть согласие на обработку ПДн.
    PersonalData,
    /// Нет согласия на обработку ПДн.
    NoPersonalData,
    /// Есть согласие на рекламу.
    Advertising,
    /// Нет согласия на рекламу.
    NoAdvertising,
}

/// Which clients are shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientWish {
    /// Words to find in names, phones, e-mails, documents, tags.
    pub search: String,
    /// Persons, organisations or entrepreneurs only.
    pub kind: Option<CustomerKind>,
    /// By consent.
    pub consent: Option<ConsentFilter>,
    /// Only those with a birthday this month.
    pub birthday_this_month: bool,
    /// Only those with a document that has expired or soon will.
    pub document_expiring: bool,
    /// The trash instead of the list.
    pub in_trash: bool,
    /// Order of rows.
    pub sort: ClientSortBy,
    /// Largest first.
    pub descending: bool,
}

/// A slice of the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListClients {
    /// Which clients.
    pub wish: ClientWish,
    /// Slice.
    pub page: Page,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientRow {
    /// Identity.
    pub id: ClientId,
    /// A person, an organisation or an entrepreneur.
    pub kind: CustomerKind,
    /// ФИО or name.
    pub name: String,
    /// Main phone.
    pub phone: String,
    /// Main e-mail.
    pub email: String,
    /// Дата рождения.
    pub birth_date: Option<NaiveDate>,
    /// First expiry of a document.
    pub document_expires: Option<NaiveDate>,
    /// Whether that day is past or near.
    pub is_expiring: bool,
    /// Метки.
    pub tags: Vec<String>,
    /// Consent to the processing of personal data is in force.
    pub personal_data: bool,
    /// Consent to advertising is in force.
    pub advertising: bool,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// A slice of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientRows {
    /// Rows.
    pub rows: Vec<ClientRow>,
    /// How many rows there are in all.
    pub total: u32,
}

/// Names one client.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ClientRef {
    /// Identity.
    pub id: ClientId,
}

/// Names several clients.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClientRefs {
    /// Identities.
    pub ids: Vec<ClientId>,
}

/// How many clients a command moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MovedClients {
    /// Clients.
    pub count: u32,
}

/// An order of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientOrderRow {
    /// The order.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// The client is its customer.
    pub is_customer: bool,
    /// The client is one of its tourists.
    pub is_tourist: bool,
    /// Countries and resorts in words.
    pub destination: String,
    /// Начало тура.
    pub tour_start: Option<NaiveDate>,
    /// Окончание тура.
    pub tour_end: Option<NaiveDate>,
    /// Общая цена.
    pub total: Option<Money>,
    /// Статус заявки.
    pub status: OrderStatus,
}

/// A merge of the card's journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientMergeRow {
    /// Identity.
    pub id: ClientMergeId,
    /// Names of the cards merged into this one.
    pub names: Vec<String>,
    /// Who did it.
    pub author: String,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// One client with everything the card shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClientDetails {
    /// The card.
    pub client: Client,
    /// Version to save against.
    pub version: u32,
    /// ФИО or name.
    pub name: String,
    /// What is wrong in the card.
    pub problems: Vec<ClientProblem>,
    /// When the card was made.
    pub created_at: DateTime<Utc>,
    /// When it went to the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// Journal of consents, newest first.
    pub consents: Vec<Consent>,
    /// Consent to the processing of personal data is in force.
    pub personal_data: bool,
    /// Consent to advertising is in force.
    pub advertising: bool,
    /// Orders, newest first.
    pub orders: Vec<ClientOrderRow>,
    /// SMS sent about them, newest first.
    pub messages: Vec<SmsHistoryRow>,
    /// Cards merged into this one, newest first.
    pub merges: Vec<ClientMergeRow>,
    /// Clients that may be this one.
    pub similar: Vec<ClientRow>,
}

/// Saves a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveClient {
    /// The whole card.
    pub client: Client,
    /// The version the change was made on; none for a new client.
    pub version: Option<u32>,
}

/// Adds a line to the journal of consents.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordConsent {
    /// The client.
    pub id: ClientId,
    /// What it is about.
    pub kind: ConsentKind,
    /// Given or withdrawn.
    pub action: ConsentAction,
    /// The day of it.
    pub on: NaiveDate,
    /// How.
    pub way: ConsentWay,
    /// The words agreed to.
    pub text: String,
    /// Where the proof is.
    pub proof: String,
}

/// Tags in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientTags {
    /// By name.
    pub tags: Vec<String>,
}

/// A client of a group, whole, so that values can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuplicateClient {
    /// The card.
    pub client: Client,
    /// Version to merge against.
    pub version: u32,
    /// ФИО or name.
    pub name: String,
    /// How many orders.
    pub orders: u32,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// Clients that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DuplicateClients {
    /// What they share.
    pub keys: Vec<ClientKey>,
    /// The clients, oldest first.
    pub clients: Vec<DuplicateClient>,
    /// The card that keeps all they know, as a proposal: the oldest, completed by the others.
    pub proposal: Client,
}

/// Groups of clients that may be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientDuplicates {
    /// The first groups.
    pub groups: Vec<DuplicateClients>,
    /// How many groups there are in all.
    pub total: u32,
}

/// Makes several clients one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MergeClients {
    /// The client that stays, with the chosen values.
    pub client: Client,
    /// Its version.
    pub version: u32,
    /// The clients that become part of it.
    pub others: Vec<ClientId>,
}

/// Names a merge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ClientMergeRef {
    /// Identity.
    pub id: ClientMergeId,
}

/// What undoing a merge did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UndoneMerge {
    /// The client that had stayed.
    pub id: ClientId,
    /// Its values are those of before; else it was changed since and keeps them.
    pub restored: bool,
}

/// Asks for the people an order takes from a client.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClientForOrder {
    /// The client.
    pub id: ClientId,
    /// Countries of the tour, alpha-3: abroad a tourist travels with the travel passport.
    pub countries: Vec<String>,
}

/// A client as the people of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientSnapshot {
    /// As its customer.
    pub customer: Customer,
    /// As a tourist, with a new identity.
    pub tourist: Tourist,
}

/// «Сохранить в клиенты»: the people of an order as they are on the screen.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct KeepPeople {
    /// The customer.
    pub customer: Option<Customer>,
    /// Tourists.
    pub tourists: Vec<Tourist>,
}

/// The client of a tourist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptTourist {
    /// The tourist inside the order.
    pub id: TouristId,
    /// The client.
    pub client_id: ClientId,
}

/// The clients of the people of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeptPeople {
    /// The client of the customer.
    pub customer: Option<ClientId>,
    /// The clients of the tourists.
    pub tourists: Vec<KeptTourist>,
    /// Clients added.
    pub added: u32,
    /// Clients that got something new.
    pub completed: u32,
}
