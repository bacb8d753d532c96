//! People of an order: the customer (заказчик) and the tourists.

use crate::document::IdentityDocument;
use crate::ids::{ClientId, TouristId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Sex as documents state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Мужской.
    Male,
    /// Женский.
    Female,
}

impl Gender {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Male => "мужской",
            Self::Female => "женский",
        }
    }
}

/// Who the customer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// Физическое лицо.
    #[default]
    Person,
    /// Организация.
    Organisation,
    /// Индивидуальный предприниматель.
    Entrepreneur,
}

impl CustomerKind {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Person => "Физическое лицо",
            Self::Organisation => "Организация",
            Self::Entrepreneur => "Индивидуальный предприниматель",
        }
    }
}

/// Requisites of a customer that is an organisation or an entrepreneur.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Organisation {
    /// Форма: ООО, АО, ИП.
    pub form: String,
    /// Полное наименование.
    pub full_name: String,
    /// Сокращённое наименование.
    pub short_name: String,
    /// ИНН: ten digits, twelve of an entrepreneur.
    pub inn: String,
    /// КПП; none of an entrepreneur.
    pub kpp: String,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// Юридический адрес.
    pub legal_address: String,
    /// Почтовый адрес; empty when it is the legal one.
    pub post_address: String,
    /// Расчётный счёт.
    pub account: String,
    /// БИК.
    pub bik: String,
    /// Банк.
    pub bank: String,
    /// Корреспондентский счёт.
    pub correspondent_account: String,
    /// Подписант.
    pub signer_name: String,
    /// Подписант в родительном падеже; kept, never computed.
    pub signer_name_genitive: String,
    /// Должность; none of an entrepreneur.
    pub signer_position: String,
    /// Должность в родительном падеже.
    pub signer_position_genitive: String,
    /// Основание в родительном падеже: «Устава», «Доверенности № 5 от …».
    pub signer_basis: String,
    /// Phone of the signer in person: codes go to it.
    pub signer_phone: String,
    /// E-mail of the signer: the link and the signed contract go to it.
    pub signer_email: String,
}

/// How the identity of the customer was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheckWay {
    /// Лично, по документу.
    InPerson,
    /// Скан документа и селфи.
    Scan,
    /// Оплата с именной карты или счёта.
    Payment,
    /// УКЭП или Госключ.
    QualifiedSignature,
}

impl IdentityCheckWay {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::InPerson => "лично, по документу",
            Self::Scan => "скан документа и селфи",
            Self::Payment => "оплата с именной карты или счёта",
            Self::QualifiedSignature => "УКЭП или Госключ",
        }
    }
}

/// «Личность проверена»: how, by whom and when (ПП РФ № 747).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IdentityCheck {
    /// Как; none until checked.
    pub way: Option<IdentityCheckWay>,
    /// Кем.
    pub by: String,
    /// Когда.
    pub on: Option<NaiveDate>,
}

/// Who orders the tour and signs the contract (заказчик).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Customer {
    /// A person, an organisation or an entrepreneur.
    pub kind: CustomerKind,
    /// The record of the directory it was filled from.
    pub client_id: Option<ClientId>,
    /// Requisites; used unless the customer is a person.
    pub organisation: Organisation,
    /// Фамилия.
    pub last_name: String,
    /// Имя.
    pub first_name: String,
    /// Отчество; empty with `no_middle_name`.
    pub middle_name: String,
    /// The person has no отчество, so its absence is not a gap.
    pub no_middle_name: bool,
    /// Пол; contracts agree with it («именуемый», «именуемая»).
    pub gender: Option<Gender>,
    /// Дата рождения.
    pub birth_date: Option<NaiveDate>,
    /// Citizenship, ISO 3166 alpha-3; `RUS` by default.
    pub citizenship: String,
    /// Identity document.
    pub document: IdentityDocument,
    /// Адрес регистрации.
    pub registration_address: String,
    /// Адрес фактического проживания; not used while `lives_at_registration`.
    pub actual_address: String,
    /// The person lives where registered.
    pub lives_at_registration: bool,
    /// Phone as typed; codes go to it, so signing needs a Russian mobile.
    pub phone: String,
    /// E-mail as typed; the link and the signed contract go to it.
    pub email: String,
    /// ИНН физического лица.
    pub inn: String,
    /// Заказчик едет: a tourist of the order has the same data.
    pub is_tourist: bool,
    /// Личность проверена.
    pub identity_checked: IdentityCheck,
}

impl Default for Customer {
    fn default() -> Self {
        Self {
            kind: CustomerKind::default(),
            client_id: None,
            organisation: Organisation::default(),
            last_name: String::new(),
            first_name: String::new(),
            middle_name: String::new(),
            no_middle_name: false,
            gender: None,
            birth_date: None,
            citizenship: "RUS".into(),
            document: IdentityDocument::default(),
            registration_address: String::new(),
            actual_address: String::new(),
            lives_at_registration: true,
            phone: String::new(),
            email: String::new(),
            inn: String::new(),
            is_tourist: false,
            identity_checked: IdentityCheck::default(),
        }
    }
}

impl Customer {
    /// «Иванов Иван Иванович», without empty parts; the name of an
    /// organisation or entrepreneur, the short one if there is one.
    pub fn full_name(&self) -> String {
        match self.kind {
            CustomerKind::Person => full_name(&self.last_name, &self.first_name, &self.middle_name),
            CustomerKind::Organisation | CustomerKind::Entrepreneur => {
                let names = [&self.organisation.short_name, &self.organisation.full_name];
                names.map(|name| name.trim()).into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
            }
        }
    }

    /// The person who signs: the customer, or the signer of the organisation.
    pub fn signer_name(&self) -> String {
        match self.kind {
            CustomerKind::Person => self.full_name(),
            CustomerKind::Organisation | CustomerKind::Entrepreneur => self.organisation.signer_name.trim().to_owned(),
        }
    }

    /// How the signature names its person: «Иванов Иван Иванович», or the signer with the organisation:
    /// «Орлова Вера Павловна (ООО «Фирма»)».
    pub fn signs_as(&self) -> String {
        let (name, signer) = (self.full_name(), self.signer_name());
        match self.kind {
            CustomerKind::Organisation | CustomerKind::Entrepreneur if !signer.is_empty() && !name.is_empty() => {
                format!("{signer} ({name})")
            }
            _ => name,
        }
    }

    /// What the signer is recognised by: the masked document of a person, the
    /// numbers of an organisation, which are public.
    pub fn identity_shown(&self) -> String {
        match self.kind {
            CustomerKind::Person => self.document.masked(),
            CustomerKind::Organisation | CustomerKind::Entrepreneur => {
                format!("ИНН\u{a0}{}", self.organisation.inn.trim())
            }
        }
    }

    /// Phone codes go to, as typed.
    pub fn signer_phone(&self) -> &str {
        match self.kind {
            CustomerKind::Person => &self.phone,
            CustomerKind::Organisation | CustomerKind::Entrepreneur => &self.organisation.signer_phone,
        }
    }

    /// E-mail the link goes to, as typed.
    pub fn signer_email(&self) -> &str {
        match self.kind {
            CustomerKind::Person => &self.email,
            CustomerKind::Organisation | CustomerKind::Entrepreneur => &self.organisation.signer_email,
        }
    }

    /// The address the person lives at.
    pub fn living_address(&self) -> &str {
        if self.lives_at_registration { &self.registration_address } else { &self.actual_address }
    }
}

/// Where the visa of a tourist stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Visa {
    /// Не требуется.
    NotRequired,
    /// Есть.
    Present,
    /// Оформляет агентство.
    ByAgency,
    /// Оформляет турист.
    ByTourist,
}

impl Visa {
    /// The words printed in the contract.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotRequired => "не требуется",
            Self::Present => "есть",
            Self::ByAgency => "оформляет агентство",
            Self::ByTourist => "оформляет турист",
        }
    }
}

/// A person who travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tourist {
    /// Identity inside the order; stays when the name changes.
    pub id: TouristId,
    /// The record of the directory the card was filled from.
    #[serde(default)]
    pub client_id: Option<ClientId>,
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
    /// Citizenship, ISO 3166 alpha-3.
    #[serde(default = "russia")]
    pub citizenship: String,
    /// Document for the trip.
    #[serde(default)]
    pub document: IdentityDocument,
    /// Visa, where the trip needs one.
    #[serde(default)]
    pub visa: Option<Visa>,
    /// Номер визы, once there is one.
    #[serde(default)]
    pub visa_number: String,
    /// Last day of the visa.
    #[serde(default)]
    pub visa_expires_on: Option<NaiveDate>,
    /// Место рождения, for visa forms.
    #[serde(default)]
    pub birth_place: String,
    /// Phone as typed.
    #[serde(default)]
    pub phone: String,
    /// E-mail as typed.
    #[serde(default)]
    pub email: String,
    /// Согласие родителей на выезд ребёнка есть.
    #[serde(default)]
    pub child_consent: bool,
    /// Особенности: food, health; for the office alone.
    #[serde(default)]
    pub notes: String,
}

fn russia() -> String {
    "RUS".into()
}

impl Tourist {
    /// An empty card.
    pub fn empty(id: TouristId) -> Self {
        Self {
            id,
            client_id: None,
            last_name: String::new(),
            first_name: String::new(),
            middle_name: String::new(),
            no_middle_name: false,
            last_name_latin: String::new(),
            first_name_latin: String::new(),
            gender: None,
            birth_date: None,
            citizenship: russia(),
            document: IdentityDocument::default(),
            visa: None,
            visa_number: String::new(),
            visa_expires_on: None,
            birth_place: String::new(),
            phone: String::new(),
            email: String::new(),
            child_consent: false,
            notes: String::new(),
        }
    }

    /// «Иванов Иван Иванович», without empty parts.
    pub fn full_name(&self) -> String {
        full_name(&self.last_name, &self.first_name, &self.middle_name)
    }

    /// «IVANOV IVAN», without empty parts.
    pub fn latin_name(&self) -> String {
        full_name(&self.last_name_latin, &self.first_name_latin, "")
    }
}

fn full_name(last: &str, first: &str, middle: &str) -> String {
    [last, first, middle].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
