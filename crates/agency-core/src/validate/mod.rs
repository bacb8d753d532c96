//! Values that are there and cannot be right: formats, checksums, dates in the
//! wrong order. What is missing for a contract is the check's subject
//! ([`crate::check`]), which takes these problems over as rows.

mod contract;
mod customer;
mod operator;
mod price;
mod services;
mod tourists;

use crate::check::CheckLevel;
use crate::{DocumentKind, Email, IdentityDocument, Order, Phone};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A filled field whose value is wrong, or worth a second look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldProblem {
    /// Path of the field, see [`crate::fields`].
    pub field: String,
    /// Red for a wrong value, a warning for a doubtful one.
    pub level: CheckLevel,
    /// What is wrong and what is expected.
    pub reason: String,
}

/// The problems of an order, in the order of its form. Empty fields have none.
/// `today` is the day in the agency.
pub fn validate(order: &Order, today: NaiveDate) -> Vec<FieldProblem> {
    let mut problems = Problems { today, found: Vec::new() };
    contract::validate(order, &mut problems);
    customer::validate(order, &mut problems);
    tourists::validate(order, &mut problems);
    services::validate(order, &mut problems);
    price::validate(order, &mut problems);
    operator::validate(order, &mut problems);
    problems.found
}

/// Problems being gathered.
struct Problems {
    today: NaiveDate,
    found: Vec<FieldProblem>,
}

impl Problems {
    fn push(&mut self, level: CheckLevel, field: &str, reason: impl Into<String>) {
        self.found.push(FieldProblem { field: field.to_owned(), level, reason: reason.into() });
    }

    fn red(&mut self, field: &str, reason: impl Into<String>) {
        self.push(CheckLevel::Red, field, reason);
    }

    fn warning(&mut self, field: &str, reason: impl Into<String>) {
        self.push(CheckLevel::Warning, field, reason);
    }

    /// A text that has a form once it is there.
    fn text(&mut self, field: &str, value: &str, is_valid: impl FnOnce(&str) -> bool, reason: &str) {
        let value = value.trim();
        if !value.is_empty() && !is_valid(value) {
            self.red(field, reason);
        }
    }

    /// A name as documents write it: letters, spaces, hyphens, apostrophes.
    fn name(&mut self, field: &str, value: &str) {
        let is_part = |c: char| c.is_alphabetic() || " -'’.".contains(c);
        self.text(field, value, |name| name.chars().all(is_part), "Есть посторонние знаки");
        let value = value.trim();
        let letters = value.chars().filter(|c| c.is_alphabetic()).count();
        let starts_small = value.starts_with(char::is_lowercase);
        let all_large = letters > 2 && !value.contains(char::is_lowercase);
        if value.chars().all(is_part) && (starts_small || all_large) {
            self.warning(field, "Имена пишут с заглавной буквы: «Иванов»");
        }
    }

    fn phone(&mut self, field: &str, value: &str) {
        self.text(field, value, |phone| Phone::parse(phone).is_ok(), "Номер написан неверно: +7 900 123-45-67");
    }

    fn email(&mut self, field: &str, value: &str) {
        self.text(field, value, |email| Email::parse(email).is_ok(), "Адрес написан неверно");
    }

    /// A day a person was born.
    fn birth(&mut self, field: &str, value: Option<NaiveDate>) {
        let Some(birth) = value else { return };
        if birth > self.today {
            self.red(field, "Дата рождения в будущем");
        } else if crate::dates::age_on(birth, self.today) > 115 {
            self.red(field, "Проверьте год рождения");
        }
    }

    /// Shape of the number, the code and the dates of an identity document.
    fn document(&mut self, path: &str, document: &IdentityDocument, birth: Option<NaiveDate>) {
        if !document.number.trim().is_empty() && !document.has_valid_number() {
            self.red(
                &format!("{path}.number"),
                format!(
                    "Серия и номер не подходят для документа «{}»: {}",
                    document.kind.label(),
                    document.kind.number_shape()
                ),
            );
        }
        if document.kind == DocumentKind::RussianPassport {
            self.text(
                &format!("{path}.department_code"),
                &document.department_code,
                IdentityDocument::is_department_code,
                "Код подразделения пишется так: 770-001",
            );
        }
        self.text(
            &format!("{path}.issued_by"),
            &document.issued_by,
            |by| by.chars().count() >= 5,
            "Кем выдан — не короче пяти знаков",
        );
        let field = format!("{path}.issued_on");
        let Some(issued) = document.issued_on else { return };
        if issued > self.today {
            self.red(&field, "Дата выдачи в будущем");
        } else if birth.is_some_and(|birth| birth <= self.today && issued < birth) {
            self.red(&field, "Документ выдан раньше рождения");
        }
        if document.expires_on.is_some_and(|expires| expires < issued) {
            self.red(&format!("{path}.expires_on"), "Срок действия заканчивается раньше выдачи");
        }
    }

    /// The second of two days is not before the first.
    fn in_order(&mut self, field: &str, first: Option<NaiveDate>, second: Option<NaiveDate>, reason: &str) {
        if let (Some(first), Some(second)) = (first, second)
            && second < first
        {
            self.red(field, reason);
        }
    }
}

#[cfg(test)]
mod tests;
