//! Tour operators (туроператоры) and their financial guarantees.

use crate::ids::OperatorId;
use crate::money::Money;
use crate::order::TourKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Form of financial guarantee (132-ФЗ, ст. 17.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeKind {
    /// Договор страхования ответственности.
    #[default]
    Insurance,
    /// Банковская гарантия.
    BankGuarantee,
}

impl GuaranteeKind {
    /// The words printed in the contract.
    pub fn label(self) -> &'static str {
        match self {
            Self::Insurance => "договор страхования гражданской ответственности туроператора",
            Self::BankGuarantee => "банковская гарантия",
        }
    }
}

/// One period of financial guarantee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Guarantee {
    /// Form.
    pub kind: GuaranteeKind,
    /// Размер.
    pub amount: Option<Money>,
    /// Номер договора.
    pub number: String,
    /// Дата договора.
    pub date: Option<NaiveDate>,
    /// Первый день действия.
    pub from: Option<NaiveDate>,
    /// Последний день действия.
    pub to: Option<NaiveDate>,
    /// Кто предоставил.
    pub guarantor: String,
    /// Адрес гаранта.
    pub guarantor_address: String,
    /// Почтовый адрес гаранта.
    pub guarantor_post_address: String,
}

impl Guarantee {
    /// Whether it is in force on a day (both ends included).
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from.is_some_and(|from| from <= day) && self.to.is_some_and(|to| day <= to)
    }
}

/// A tour operator: a record of the directory, and its snapshot in an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TourOperator {
    /// Identity in the directory.
    pub id: OperatorId,
    /// Полное наименование.
    #[serde(default)]
    pub full_name: String,
    /// Сокращённое наименование.
    #[serde(default)]
    pub short_name: String,
    /// Номер в Едином федеральном реестре туроператоров.
    #[serde(default)]
    pub registry_number: String,
    /// ИНН.
    #[serde(default)]
    pub inn: String,
    /// ОГРН.
    #[serde(default)]
    pub ogrn: String,
    /// Адрес.
    #[serde(default)]
    pub address: String,
    /// Почтовый адрес.
    #[serde(default)]
    pub post_address: String,
    /// Телефон.
    #[serde(default)]
    pub phone: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// Сайт.
    #[serde(default)]
    pub site: String,
    /// Сферы туроператорской деятельности.
    #[serde(default)]
    pub scope: Vec<TourKind>,
    /// Финансовое обеспечение by periods.
    #[serde(default)]
    pub guarantees: Vec<Guarantee>,
    /// Объединение туроператоров with the phone of emergency help.
    #[serde(default)]
    pub association: String,
    /// Фонд персональной ответственности.
    #[serde(default)]
    pub personal_liability_fund: String,
    /// Номер агентского договора.
    #[serde(default)]
    pub agency_agreement_number: String,
    /// Дата агентского договора.
    #[serde(default)]
    pub agency_agreement_date: Option<NaiveDate>,
}

impl TourOperator {
    /// A card with nothing but its identity.
    pub fn empty(id: OperatorId) -> Self {
        Self {
            id,
            full_name: String::new(),
            short_name: String::new(),
            registry_number: String::new(),
            inn: String::new(),
            ogrn: String::new(),
            address: String::new(),
            post_address: String::new(),
            phone: String::new(),
            email: String::new(),
            site: String::new(),
            scope: Vec::new(),
            guarantees: Vec::new(),
            association: String::new(),
            personal_liability_fund: String::new(),
            agency_agreement_number: String::new(),
            agency_agreement_date: None,
        }
    }

    /// The name people use: the short one, else the full one.
    pub fn name(&self) -> &str {
        let short = self.short_name.trim();
        if short.is_empty() { self.full_name.trim() } else { short }
    }
}
