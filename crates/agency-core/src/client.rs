//! Clients of the agency: people and organisations, whatever they order.
//!
//! A client is the lasting record; the customer and the tourists of an order are
//! snapshots of it, so that a contract keeps what was true when it was made.

use crate::dates::age_on;
use crate::document::{DocumentKind, IdentityDocument};
use crate::email::Email;
use crate::ids::{ClientId, TouristId};
use crate::order::Order;
use crate::person::{Customer, CustomerKind, Gender, Organisation, Tourist};
use crate::phone::Phone;
use crate::requisites::{is_account, is_kpp, is_ogrn, is_ogrnip, is_organisation_inn, is_person_inn};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A person, an organisation or an entrepreneur the agency works for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Client {
    /// Identity.
    pub id: ClientId,
    /// A person, an organisation or an entrepreneur.
    #[serde(default)]
    pub kind: CustomerKind,
    /// Requisites; used unless the client is a person.
    #[serde(default)]
    pub organisation: Organisation,
    /// Фамилия.
    #[serde(default)]
    pub last_name: String,
    /// Имя.
    #[serde(default)]
    pub first_name: String,
    /// Отчество.
    #[serde(default)]
    pub middle_name: String,
    /// The person has no отчество.
    #[serde(default)]
    pub no_middle_name: bool,
    /// Фамилия латиницей, as in the travel passport.
    #[serde(default)]
    pub last_name_latin: String,
    /// Имя латиницей, as in the travel passport.
    #[serde(default)]
    pub first_name_latin: String,
    /// Пол.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Дата рождения.
    #[serde(default)]
    pub birth_date: Option<NaiveDate>,
    /// Место рождения.
    #[serde(default)]
    pub birth_place: String,
    /// Citizenship, ISO 3166 alpha-3.
    #[serde(default = "russia")]
    pub citizenship: String,
    /// Identity documents, the main one first.
    #[serde(default)]
    pub documents: Vec<IdentityDocument>,
    /// Адрес регистрации.
    #[serde(default)]
    pub registration_address: String,
    /// Адрес фактического проживания; not used while `lives_at_registration`.
    #[serde(default)]
    pub actual_address: String,
    /// The person lives where registered.
    #[serde(default = "yes")]
    pub lives_at_registration: bool,
    /// Phones as typed, the main one first.
    #[serde(default)]
    pub phones: Vec<String>,
    /// E-mails as typed, the main one first.
    #[serde(default)]
    pub emails: Vec<String>,
    /// ИНН физического лица.
    #[serde(default)]
    pub inn: String,
    /// Заметки for the office alone.
    #[serde(default)]
    pub notes: String,
    /// Метки: «постоянный», «VIP».
    #[serde(default)]
    pub tags: Vec<String>,
}

fn russia() -> String {
    "RUS".into()
}

fn yes() -> bool {
    true
}

impl Client {
    /// An empty card.
    pub fn empty(id: ClientId) -> Self {
        Self::of_customer(id, &Customer::default())
    }

    /// A record of a customer.
    pub fn of_customer(id: ClientId, customer: &Customer) -> Self {
        Self {
            id,
            kind: customer.kind,
            organisation: customer.organisation.clone(),
            last_name: customer.last_name.clone(),
            first_name: customer.first_name.clone(),
            middle_name: customer.middle_name.clone(),
            no_middle_name: customer.no_middle_name,
            last_name_latin: String::new(),
            first_name_latin: String::new(),
            gender: customer.gender,
            birth_date: customer.birth_date,
            birth_place: String::new(),
            citizenship: customer.citizenship.clone(),
            documents: filled(&customer.document),
            registration_address: customer.registration_address.clone(),
            actual_address: customer.actual_address.clone(),
            lives_at_registration: customer.lives_at_registration,
            phones: some_text(&customer.phone),
            emails: some_text(&customer.email),
            inn: customer.inn.clone(),
            notes: String::new(),
            tags: Vec::new(),
        }
    }

    /// A record of a tourist.
    pub fn of_tourist(id: ClientId, tourist: &Tourist) -> Self {
        Self {
            last_name: tourist.last_name.clone(),
            first_name: tourist.first_name.clone(),
            middle_name: tourist.middle_name.clone(),
            no_middle_name: tourist.no_middle_name,
            last_name_latin: tourist.last_name_latin.clone(),
            first_name_latin: tourist.first_name_latin.clone(),
            gender: tourist.gender,
            birth_date: tourist.birth_date,
            birth_place: tourist.birth_place.clone(),
            citizenship: tourist.citizenship.clone(),
            documents: filled(&tourist.document),
            phones: some_text(&tourist.phone),
            emails: some_text(&tourist.email),
            ..Self::empty(id)
        }
    }

    /// The customer of an order, filled from the record.
    pub fn customer(&self) -> Customer {
        Customer {
            kind: self.kind,
            client_id: Some(self.id),
            organisation: self.organisation.clone(),
            last_name: self.last_name.clone(),
            first_name: self.first_name.clone(),
            middle_name: self.middle_name.clone(),
            no_middle_name: self.no_middle_name,
            gender: self.gender,
            birth_date: self.birth_date,
            citizenship: self.citizenship.clone(),
            document: self.document_of(&[DocumentKind::RussianPassport]),
            registration_address: self.registration_address.clone(),
            actual_address: self.actual_address.clone(),
            lives_at_registration: self.lives_at_registration,
            phone: self.phones.first().cloned().unwrap_or_default(),
            email: self.emails.first().cloned().unwrap_or_default(),
            inn: self.inn.clone(),
            ..Customer::default()
        }
    }

    /// A tourist of an order, filled from the record; abroad with the travel
    /// passport where there is one.
    pub fn tourist(&self, id: TouristId, abroad: bool) -> Tourist {
        use DocumentKind::{BirthCertificate, ForeignPassport, RussianPassport, TravelPassport};
        let document = if abroad {
            self.document_of(&[TravelPassport, ForeignPassport])
        } else {
            self.document_of(&[RussianPassport, BirthCertificate])
        };
        Tourist {
            client_id: Some(self.id),
            last_name: self.last_name.clone(),
            first_name: self.first_name.clone(),
            middle_name: self.middle_name.clone(),
            no_middle_name: self.no_middle_name,
            last_name_latin: self.last_name_latin.clone(),
            first_name_latin: self.first_name_latin.clone(),
            gender: self.gender,
            birth_date: self.birth_date,
            birth_place: self.birth_place.clone(),
            citizenship: self.citizenship.clone(),
            document,
            phone: self.phones.first().cloned().unwrap_or_default(),
            email: self.emails.first().cloned().unwrap_or_default(),
            ..Tourist::empty(id)
        }
    }

    /// The first document of the first of these kinds that there is, else the main one.
    fn document_of(&self, kinds: &[DocumentKind]) -> IdentityDocument {
        let wanted = kinds.iter().find_map(|kind| self.documents.iter().find(|document| document.kind == *kind));
        wanted.or(self.documents.first()).cloned().unwrap_or_default()
    }

    /// «Иванов Иван Иванович», or the name of an organisation.
    pub fn name(&self) -> String {
        self.customer().full_name()
    }

    /// Takes from another record of the same client what this one lacks;
    /// nothing that is filled changes. Tells whether anything came.
    pub fn complete_from(&mut self, other: &Self) -> bool {
        let before = self.clone();
        for (mine, theirs) in self.texts_mut().into_iter().zip(other.clone().texts_mut()) {
            if mine.trim().is_empty() {
                mine.clone_from(theirs);
            }
        }
        self.gender = self.gender.or(other.gender);
        self.birth_date = self.birth_date.or(other.birth_date);
        if before.middle_name.trim().is_empty() && other.no_middle_name {
            self.no_middle_name = self.middle_name.trim().is_empty();
        }
        if before.registration_address.trim().is_empty() && before.actual_address.trim().is_empty() {
            self.lives_at_registration = other.lives_at_registration;
        }
        for document in &other.documents {
            match self.documents.iter_mut().find(|known| is_same_document(known, document)) {
                Some(known) => complete_document(known, document),
                None => self.documents.push(document.clone()),
            }
        }
        add_new(&mut self.phones, &other.phones, phone_key);
        add_new(&mut self.emails, &other.emails, email_key);
        add_new(&mut self.tags, &other.tags, |tag| Some(plain(tag)));
        *self != before
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let o = &mut self.organisation;
        vec![
            &mut self.last_name,
            &mut self.first_name,
            &mut self.middle_name,
            &mut self.last_name_latin,
            &mut self.first_name_latin,
            &mut self.birth_place,
            &mut self.citizenship,
            &mut self.registration_address,
            &mut self.actual_address,
            &mut self.inn,
            &mut self.notes,
            &mut o.form,
            &mut o.full_name,
            &mut o.short_name,
            &mut o.inn,
            &mut o.kpp,
            &mut o.ogrn,
            &mut o.legal_address,
            &mut o.post_address,
            &mut o.account,
            &mut o.bik,
            &mut o.bank,
            &mut o.correspondent_account,
            &mut o.signer_name,
            &mut o.signer_name_genitive,
            &mut o.signer_position,
            &mut o.signer_position_genitive,
            &mut o.signer_basis,
            &mut o.signer_phone,
            &mut o.signer_email,
        ]
    }

    /// The day the first of the documents expires.
    pub fn first_expiry(&self) -> Option<NaiveDate> {
        self.documents.iter().filter_map(|document| document.expires_on).min()
    }

    /// What is wrong in the card. What is merely missing is no problem: a client
    /// may be a name and a phone.
    pub fn problems(&self, today: NaiveDate) -> Vec<ClientProblem> {
        let mut problems = Vec::new();
        let mut say = |field: String, reason: &str| problems.push(ClientProblem { field, reason: reason.to_owned() });
        if self.name().is_empty() {
            match self.kind {
                CustomerKind::Person => say("last_name".into(), "Укажите фамилию или имя"),
                _ => say("organisation.full_name".into(), "Укажите наименование"),
            }
        }
        if self.birth_date.is_some_and(|birth| birth > today) {
            say("birth_date".into(), "Дата рождения в будущем");
        } else if self.birth_date.is_some_and(|birth| age_on(birth, today) > 120) {
            say("birth_date".into(), "По этой дате клиенту больше 120 лет");
        }
        for (index, document) in self.documents.iter().enumerate() {
            if !document.number.trim().is_empty() && !document.has_valid_number() {
                let reason = format!("Серия и номер не подходят для документа «{}»", document.kind.label());
                say(format!("documents.{index}.number"), &reason);
            }
            if document.issued_on.is_some_and(|issued| issued > today) {
                say(format!("documents.{index}.issued_on"), "Дата выдачи в будущем");
            }
        }
        for (index, phone) in self.phones.iter().enumerate() {
            if Phone::parse(phone).is_err() {
                say(format!("phones.{index}"), "Это не номер телефона");
            }
        }
        for (index, email) in self.emails.iter().enumerate() {
            if Email::parse(email).is_err() {
                say(format!("emails.{index}"), "Адрес написан неверно");
            }
        }
        let wrong = |text: &str, is_right: fn(&str) -> bool| !text.trim().is_empty() && !is_right(text.trim());
        if wrong(&self.inn, is_person_inn) {
            say("inn".into(), "ИНН физического лица — 12 цифр с контрольной суммой");
        }
        let o = &self.organisation;
        let is_entrepreneur = self.kind == CustomerKind::Entrepreneur;
        if self.kind != CustomerKind::Person {
            if wrong(&o.inn, if is_entrepreneur { is_person_inn } else { is_organisation_inn }) {
                say("organisation.inn".into(), "ИНН не проходит проверку контрольной суммы");
            }
            if wrong(&o.ogrn, if is_entrepreneur { is_ogrnip } else { is_ogrn }) {
                say("organisation.ogrn".into(), "ОГРН не проходит проверку контрольной суммы");
            }
            if !is_entrepreneur && wrong(&o.kpp, is_kpp) {
                say("organisation.kpp".into(), "КПП — девять знаков");
            }
            if !o.account.trim().is_empty() && !is_account(o.account.trim(), o.bik.trim()) {
                say("organisation.account".into(), "Счёт не подходит к БИК");
            }
        }
        problems
    }

    /// What tells this client from others, see [`ClientKey`].
    pub fn keys(&self) -> Vec<(ClientKey, String)> {
        let mut keys = Vec::new();
        for phone in self.phones.iter().filter_map(|phone| phone_key(phone)) {
            keys.push((ClientKey::Phone, phone.clone()));
            keys.extend(
                names_key(&self.last_name, &self.first_name).map(|n| (ClientKey::PhoneAndName, format!("{phone} {n}"))),
            );
        }
        keys.extend(self.emails.iter().filter_map(|email| email_key(email)).map(|key| (ClientKey::Email, key)));
        keys.extend(self.documents.iter().filter_map(document_key).map(|key| (ClientKey::Document, key)));
        let name = [self.last_name.as_str(), &self.first_name, &self.middle_name];
        keys.extend(name_and_birth(name, self.birth_date).map(|key| (ClientKey::NameAndBirth, key)));
        if self.kind != CustomerKind::Person {
            keys.extend(digits_key(&self.organisation.inn).map(|key| (ClientKey::Inn, key)));
        }
        keys.sort();
        keys.dedup();
        keys
    }
}

/// By what two records may be one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientKey {
    /// Телефон. Families share one, so it proves nothing alone.
    Phone,
    /// E-mail. Shared as well.
    Email,
    /// Kind, series and number of a document.
    Document,
    /// Фамилия, имя, отчество and the day of birth.
    NameAndBirth,
    /// A phone with фамилия and имя.
    PhoneAndName,
    /// ИНН of an organisation or entrepreneur.
    Inn,
}

impl ClientKey {
    /// The keys that say who somebody is: a person of an order with one of them
    /// is that client.
    pub const EXACT: [Self; 4] = [Self::Document, Self::NameAndBirth, Self::PhoneAndName, Self::Inn];
    /// The keys by which duplicates are looked for.
    pub const SUSPECT: [Self; 5] = [Self::Phone, Self::Email, Self::Document, Self::NameAndBirth, Self::Inn];

    /// «телефон», as a reason names it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Phone => "телефон",
            Self::Email => "e-mail",
            Self::Document => "документ",
            Self::NameAndBirth => "ФИО и дата рождения",
            Self::PhoneAndName => "телефон и имя",
            Self::Inn => "ИНН",
        }
    }
}

/// A person of an order as the directory sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderPerson {
    /// Whether it is the customer; else a tourist.
    pub is_customer: bool,
    /// The record the person was filled from.
    pub client_id: Option<ClientId>,
    /// The exact keys of the person.
    pub keys: Vec<(ClientKey, String)>,
}

/// The customer and the tourists of an order.
pub fn people_of(order: &Order) -> Vec<OrderPerson> {
    let nobody = ClientId(uuid::Uuid::nil());
    let exact = |client: Client| {
        client.keys().into_iter().filter(|(key, _)| ClientKey::EXACT.contains(key)).collect::<Vec<_>>()
    };
    let customer = OrderPerson {
        is_customer: true,
        client_id: order.customer.client_id,
        keys: exact(Client::of_customer(nobody, &order.customer)),
    };
    let tourists = order.tourists.iter().map(|tourist| OrderPerson {
        is_customer: false,
        client_id: tourist.client_id,
        keys: exact(Client::of_tourist(nobody, tourist)),
    });
    std::iter::once(customer).chain(tourists).collect()
}

/// A wrong value in a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClientProblem {
    /// Path of the field: `phones.0`, `documents.1.number`.
    pub field: String,
    /// Why.
    pub reason: String,
}

/// What a client agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Обработка персональных данных (152-ФЗ ст. 9).
    PersonalData,
    /// Рекламные сообщения (38-ФЗ ст. 18).
    Advertising,
}

/// How a consent was given or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentWay {
    /// На бумаге, с подписью.
    Paper,
    /// Электронно, с кодом из СМС.
    Code,
    /// На сайте.
    Site,
    /// Письмом или сообщением.
    Message,
    /// Устно.
    Spoken,
}

/// Whether a consent begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentAction {
    /// Дано.
    Given,
    /// Отозвано.
    Withdrawn,
}

/// A line of the journal of consents. Lines are added, never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Consent {
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
    /// Where the proof is: «скан в папке», «договор 6083-1234».
    pub proof: String,
    /// Who wrote the line.
    pub author: String,
    /// When the line was written.
    pub recorded_at: DateTime<Utc>,
}

/// Whether a consent is in force, by its journal in the order it was written:
/// the line with the latest day counts, of one day the later line.
pub fn is_in_force(journal: &[Consent], kind: ConsentKind) -> bool {
    let last = journal.iter().filter(|line| line.kind == kind).max_by_key(|line| line.on);
    last.is_some_and(|line| line.action == ConsentAction::Given)
}

fn filled(document: &IdentityDocument) -> Vec<IdentityDocument> {
    let is_empty = *document == IdentityDocument { kind: document.kind, ..IdentityDocument::default() };
    if is_empty { Vec::new() } else { vec![document.clone()] }
}

fn some_text(text: &str) -> Vec<String> {
    if text.trim().is_empty() { Vec::new() } else { vec![text.trim().to_owned()] }
}

fn add_new(mine: &mut Vec<String>, theirs: &[String], key: impl Fn(&str) -> Option<String>) {
    for text in theirs {
        let same = |known: &String| key(known).map_or_else(|| known == text, |known| Some(known) == key(text));
        if !mine.iter().any(same) {
            mine.push(text.clone());
        }
    }
}

fn complete_document(mine: &mut IdentityDocument, theirs: &IdentityDocument) {
    mine.issued_on = mine.issued_on.or(theirs.issued_on);
    mine.expires_on = mine.expires_on.or(theirs.expires_on);
    for (mine, theirs) in
        [(&mut mine.issued_by, &theirs.issued_by), (&mut mine.department_code, &theirs.department_code)]
    {
        if mine.trim().is_empty() {
            mine.clone_from(theirs);
        }
    }
}

fn is_same_document(first: &IdentityDocument, second: &IdentityDocument) -> bool {
    first.kind == second.kind
        && squeezed(&first.series) == squeezed(&second.series)
        && squeezed(&first.number) == squeezed(&second.number)
}

/// Lower case, `ё` as `е`, single spaces.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('ё', "е").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone, in upper case.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn phone_key(text: &str) -> Option<String> {
    Phone::parse(text).ok().map(|phone| phone.e164().to_owned())
}

fn email_key(text: &str) -> Option<String> {
    Email::parse(text).ok().map(|email| email.as_str().to_lowercase())
}

fn digits_key(text: &str) -> Option<String> {
    Some(squeezed(text)).filter(|key| !key.is_empty())
}

fn document_key(document: &IdentityDocument) -> Option<String> {
    let number = squeezed(&format!("{}{}", document.series, document.number));
    // shorter ones are no numbers of documents
    (number.chars().count() >= 5).then(|| format!("{:?} {number}", document.kind))
}

fn names_key(last: &str, first: &str) -> Option<String> {
    let (last, first) = (plain(last), plain(first));
    (!last.is_empty() && !first.is_empty()).then(|| format!("{last} {first}"))
}

fn name_and_birth([last, first, middle]: [&str; 3], birth: Option<NaiveDate>) -> Option<String> {
    Some(format!("{} {} {}", names_key(last, first)?, plain(middle), birth?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn passport(kind: DocumentKind, series: &str, number: &str) -> IdentityDocument {
        IdentityDocument { kind, series: series.into(), number: number.into(), ..IdentityDocument::default() }
    }

    fn anna() -> Client {
        Client {
            last_name: "Семёнова".into(),
            first_name: "Анна".into(),
            birth_date: Some(day("1985-03-06")),
            documents: vec![
                passport(DocumentKind::RussianPassport, "45 08", "123456"),
                passport(DocumentKind::TravelPassport, "75", "1234567"),
            ],
            phones: vec!["8 (906) 680-55-55".into(), "+7 495 123-45-67".into()],
            emails: vec!["Anna@Mail.ru".into()],
            ..Client::empty(ClientId::new())
        }
    }

    #[test]
    fn an_order_takes_the_document_that_fits() {
        let client = anna();
        assert_eq!(client.customer().document.kind, DocumentKind::RussianPassport);
        assert_eq!(client.tourist(TouristId::new(), true).document.kind, DocumentKind::TravelPassport);
        assert_eq!(client.tourist(TouristId::new(), false).document.kind, DocumentKind::RussianPassport);
        assert_eq!(client.customer().client_id, Some(client.id));
        assert_eq!(client.customer().phone, "8 (906) 680-55-55");
    }

    #[test]
    fn a_client_made_of_its_own_customer_is_the_same_client() {
        let client = anna();
        let again = Client::of_customer(ClientId::new(), &client.customer());
        let exact = |client: &Client| {
            client.keys().into_iter().filter(|(key, _)| ClientKey::EXACT.contains(key)).collect::<Vec<_>>()
        };
        assert!(exact(&again).iter().all(|key| exact(&client).contains(key)));
        assert_eq!(again.name(), "Семёнова Анна");
    }

    #[test]
    fn spelling_does_not_make_another_client() {
        let mut other = anna();
        other.last_name = " СЕМЕНОВА ".into();
        other.phones = vec!["+79066805555".into(), "84951234567".into()];
        other.emails = vec!["anna@mail.ru".into()];
        other.documents[0] = passport(DocumentKind::RussianPassport, "4508", "123 456");
        assert_eq!(other.keys(), anna().keys());
    }

    #[test]
    fn completing_adds_what_is_missing_and_changes_nothing_else() {
        let mut mine =
            Client { birth_date: None, documents: Vec::new(), phones: vec!["+7 906 680-55-55".into()], ..anna() };
        mine.first_name = "Аня".into();
        assert!(mine.complete_from(&anna()));
        assert_eq!(mine.first_name, "Аня");
        assert_eq!(mine.birth_date, anna().birth_date);
        assert_eq!(mine.documents, anna().documents);
        assert_eq!(mine.phones, ["+7 906 680-55-55", "+7 495 123-45-67"]);
        let before = mine.clone();
        assert!(!mine.complete_from(&anna()));
        assert_eq!(mine, before);
    }

    #[rstest]
    #[case(|c: &mut Client| c.phones[0] = "12".into(), "phones.0")]
    #[case(|c: &mut Client| c.emails[0] = "anna@".into(), "emails.0")]
    #[case(|c: &mut Client| c.documents[1].number = "12".into(), "documents.1.number")]
    #[case(|c: &mut Client| c.birth_date = Some(day("2030-01-01")), "birth_date")]
    #[case(|c: &mut Client| c.birth_date = Some(day("1885-01-01")), "birth_date")]
    #[case(|c: &mut Client| (c.last_name, c.first_name) = Default::default(), "last_name")]
    #[case(|c: &mut Client| c.inn = "500100732258".into(), "inn")]
    #[case(|c: &mut Client| c.kind = CustomerKind::Organisation, "organisation.full_name")]
    fn wrong_values_are_named(#[case] change: fn(&mut Client), #[case] field: &str) {
        let today = day("2026-11-21");
        let mut client = anna();
        assert_eq!(client.problems(today), []);
        change(&mut client);
        assert_eq!(client.problems(today).iter().map(|p| p.field.as_str()).collect::<Vec<_>>(), [field]);
    }

    #[test]
    fn a_consent_is_in_force_until_it_is_withdrawn() {
        let line = |action, on: &str| Consent {
            kind: ConsentKind::Advertising,
            action,
            on: day(on),
            way: ConsentWay::Paper,
            text: String::new(),
            proof: String::new(),
            author: String::new(),
            recorded_at: DateTime::UNIX_EPOCH,
        };
        let mut journal = vec![line(ConsentAction::Given, "2025-01-01")];
        assert!(is_in_force(&journal, ConsentKind::Advertising));
        assert!(!is_in_force(&journal, ConsentKind::PersonalData));
        journal.push(line(ConsentAction::Withdrawn, "2025-02-01"));
        assert!(!is_in_force(&journal, ConsentKind::Advertising));
        journal.push(line(ConsentAction::Given, "2025-02-01"));
        assert!(is_in_force(&journal, ConsentKind::Advertising));
    }
}
