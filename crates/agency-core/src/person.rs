//! People of an order: the customer (заказчик) and the tourists.

use crate::document::IdentityDocument;
use crate::ids::TouristId;
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

/// The person who signs the contract (заказчик).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Customer {
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
}

impl Default for Customer {
    fn default() -> Self {
        Self {
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
        }
    }
}

impl Customer {
    /// «Иванов Иван Иванович», without empty parts.
    pub fn full_name(&self) -> String {
        full_name(&self.last_name, &self.first_name, &self.middle_name)
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
}

fn russia() -> String {
    "RUS".into()
}

impl Tourist {
    /// An empty card.
    pub fn empty(id: TouristId) -> Self {
        Self {
            id,
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
