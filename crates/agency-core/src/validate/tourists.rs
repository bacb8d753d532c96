//! Block «Туристы».

use super::Problems;
use crate::translit::passport_latin;
use crate::{DocumentKind, Order, Tourist};

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    for tourist in &order.tourists {
        Card { order, tourist }.validate(problems);
    }
}

/// One tourist with the order around.
struct Card<'a> {
    order: &'a Order,
    tourist: &'a Tourist,
}

impl Card<'_> {
    fn validate(&self, problems: &mut Problems) {
        let tourist = self.tourist;
        problems.name(&self.at("last_name"), &tourist.last_name);
        problems.name(&self.at("first_name"), &tourist.first_name);
        problems.name(&self.at("middle_name"), &tourist.middle_name);
        self.latin(problems, "last_name_latin", &tourist.last_name_latin, &tourist.last_name);
        self.latin(problems, "first_name_latin", &tourist.first_name_latin, &tourist.first_name);
        problems.birth(&self.at("birth_date"), tourist.birth_date);
        problems.document(&self.at("document"), &tourist.document, tourist.birth_date);
        if !self.document_suits_trip() {
            problems.red(&self.at("document.kind"), "Для поездки за границу нужен загранпаспорт");
        }
        self.expiry(problems);
        if let (Some(expires), Some(end)) = (tourist.visa_expires_on, self.order.tour.end)
            && expires < end
        {
            problems.red(&self.at("visa_expires_on"), "Виза заканчивается до конца тура");
        }
        problems.phone(&self.at("phone"), &tourist.phone);
        problems.email(&self.at("email"), &tourist.email);
    }

    /// Capital Latin letters; a name written otherwise than a passport would is worth a look.
    fn latin(&self, problems: &mut Problems, field: &str, value: &str, name: &str) {
        let is_latin = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.chars().all(|c| c.is_ascii_uppercase() || "' -".contains(c))
        };
        let (value, expected) = (value.trim(), passport_latin(name));
        if value.is_empty() {
            return;
        }
        if !is_latin(value) {
            problems.red(&self.at(field), "Пишется заглавными латинскими буквами, как в загранпаспорте");
        } else if is_latin(&expected) && value != expected {
            problems.warning(&self.at(field), format!("По правилам загранпаспорта — {expected}: сверьте с паспортом"));
        }
    }

    /// R-07 for citizens of Russia; the five countries that accept other
    /// documents come with the country data.
    fn document_suits_trip(&self) -> bool {
        !(self.order.goes_abroad()
            && self.tourist.citizenship == "RUS"
            && matches!(self.tourist.document.kind, DocumentKind::RussianPassport | DocumentKind::BirthCertificate))
    }

    /// a travel passport outlives the tour.
    fn expiry(&self, problems: &mut Problems) {
        let document = &self.tourist.document;
        if !document.kind.expires() {
            return;
        }
        let (Some(expires), Some(end)) = (document.expires_on, self.order.tour.end) else { return };
        let field = self.at("document.expires_on");
        if expires <= end {
            problems.red(&field, "Паспорт заканчивается до конца тура");
        } else if end.checked_add_months(chrono::Months::new(6)).is_some_and(|half_year| expires < half_year) {
            problems.warning(&field, "Паспорт действует меньше 6 месяцев после тура: проверьте правила страны");
        }
    }

    fn at(&self, field: &str) -> String {
        format!("tourists.{}.{field}", self.tourist.id)
    }
}
