//! What an envelope is about; fixed when it is created.

use agency_core::{Email, Money, Phone};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// The terms of one signing, as the desktop sends them with the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// Номер заявки.
    pub order_number: String,
    /// Номер договора.
    pub contract_number: String,
    /// Дата договора.
    pub contract_date: NaiveDate,
    /// The agency.
    pub agency: AgencyTerms,
    /// The customer who signs.
    pub customer: CustomerTerms,
    /// The trip in a few words, for the tourist's page.
    pub tour: TourTerms,
    /// Общая цена.
    pub total: Money,
    /// The document.
    pub document: DocumentTerms,
    /// Whether people other than the customer travel, so that acting on their behalf must be confirmed.
    pub on_behalf: bool,
    /// Whether the spent code is printed in the blue box.
    pub code_in_stamp: bool,
    /// Hours the link lives: 1–720.
    pub link_hours: u32,
    /// Version of the program that made the document.
    pub app_version: String,
}

/// The agency as the tourist and the protocol see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyTerms {
    /// Сокращённое наименование: «ООО «Ромашка Тур»».
    pub name: String,
    /// Phone for questions, as printed.
    pub phone: String,
    /// ИНН.
    pub inn: String,
    /// Подписант: position and name.
    pub signer: String,
}

/// The customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerTerms {
    /// ФИО.
    pub name: String,
    /// Document with its number masked: «Паспорт РФ 45 ** № ****56».
    pub document_masked: String,
    /// Phone the codes go to.
    pub phone: Phone,
    /// Address the link and the signed contract go to.
    pub email: Email,
}

/// The trip.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TourTerms {
    /// «Турция, Аланья».
    pub destination: String,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
}

/// The document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentTerms {
    /// «Договор о реализации туристского продукта».
    pub title: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// Pages.
    pub pages: u32,
}

/// A term that cannot be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct TermsError {
    /// The field, as in JSON.
    pub field: &'static str,
    /// What is wrong with it, in Russian.
    pub why: &'static str,
}

impl Terms {
    /// How long the link lives.
    pub fn link_life(&self) -> TimeDelta {
        TimeDelta::hours(i64::from(self.link_hours))
    }

    /// Refuses terms that would break a page, a letter header or a limit.
    pub fn check(&self) -> Result<(), TermsError> {
        let texts = [
            ("order_number", &self.order_number, 40, true),
            ("contract_number", &self.contract_number, 40, true),
            ("agency.name", &self.agency.name, 200, true),
            ("agency.phone", &self.agency.phone, 100, false),
            ("agency.inn", &self.agency.inn, 20, false),
            ("agency.signer", &self.agency.signer, 200, false),
            ("customer.name", &self.customer.name, 200, true),
            ("customer.document_masked", &self.customer.document_masked, 100, false),
            ("tour.destination", &self.tour.destination, 200, false),
            ("document.title", &self.document.title, 200, true),
            ("app_version", &self.app_version, 40, true),
        ];
        for (field, text, longest, required) in texts {
            if required && text.trim().is_empty() {
                return Err(TermsError { field, why: "не заполнено" });
            }
            if text.chars().count() > longest {
                return Err(TermsError { field, why: "слишком длинный текст" });
            }
            if text.chars().any(char::is_control) {
                return Err(TermsError { field, why: "содержит управляющие символы" });
            }
        }
        if !(1..=720).contains(&self.link_hours) {
            return Err(TermsError {
                field: "link_hours", why: "срок ссылки — от 1 часа до 30 суток"
            });
        }
        if self.total < Money(0) {
            return Err(TermsError { field: "total", why: "сумма меньше нуля" });
        }
        let is_hash = self.document.sha256.len() == 64
            && self.document.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !is_hash {
            return Err(TermsError { field: "document.sha256", why: "не похоже на SHA-256" });
        }
        if !(1..=500).contains(&self.document.pages) {
            return Err(TermsError {
                field: "document.pages", why: "в документе от 1 до 500 страниц"
            });
        }
        Ok(())
    }
}
