//! Block «Туристы».

use super::{Block, Rows, Today};
use crate::dates::age_on;
use crate::{DocumentKind, Order, Tourist};

const BLOCK: Block = Block::Tourists;

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    if order.tourists.is_empty() {
        rows.red(BLOCK, "Туристы", "tourists", "Не добавлен ни один турист");
    }
    for tourist in &order.tourists {
        Card { order, tourist, today }.check(rows);
    }
}

/// One tourist with the order around.
struct Card<'a> {
    order: &'a Order,
    tourist: &'a Tourist,
    today: Today,
}

impl Card<'_> {
    fn check(&self, rows: &mut Rows) {
        let tourist = self.tourist;
        self.required(rows, "Фамилия", "last_name", &tourist.last_name);
        self.required(rows, "Имя", "first_name", &tourist.first_name);
        if self.goes_abroad() {
            self.latin(rows, "Фамилия латиницей", "last_name_latin", &tourist.last_name_latin);
            self.latin(rows, "Имя латиницей", "first_name_latin", &tourist.first_name_latin);
        }
        rows.present(BLOCK, &self.label("Пол"), &self.anchor("gender"), tourist.gender);
        let birth = rows.present(BLOCK, &self.label("Дата рождения"), &self.anchor("birth_date"), tourist.birth_date);
        if birth.is_some_and(|birth| birth > self.today) {
            rows.red(BLOCK, &self.label("Дата рождения"), &self.anchor("birth_date"), "Дата рождения в будущем");
        }
        self.required(rows, "Гражданство", "citizenship", &tourist.citizenship);
        self.document(rows);
    }

    fn document(&self, rows: &mut Rows) {
        let document = &self.tourist.document;
        if self.required(rows, "Номер документа", "document.number", &document.number) && !document.has_valid_number()
        {
            self.red(
                rows,
                "Номер документа",
                "document.number",
                &format!("Серия и номер не подходят для документа «{}»", document.kind.label()),
            );
        }
        if !self.document_suits_trip() {
            self.red(rows, "Документ", "document.kind", "Для поездки за границу нужен загранпаспорт");
        }
        self.expiry(rows);
    }

    /// R-07 for citizens of Russia; the five countries that accept other
    /// documents come with the country data.
    fn document_suits_trip(&self) -> bool {
        !(self.goes_abroad()
            && self.tourist.citizenship == "RUS"
            && matches!(self.tourist.document.kind, DocumentKind::RussianPassport | DocumentKind::BirthCertificate))
    }

    /// a travel passport outlives the tour.
    fn expiry(&self, rows: &mut Rows) {
        const LABEL: &str = "Действителен до";
        const FIELD: &str = "document.expires_on";
        let document = &self.tourist.document;
        if !matches!(document.kind, DocumentKind::TravelPassport | DocumentKind::ForeignPassport) {
            return;
        }
        let expires = rows.present(BLOCK, &self.label(LABEL), &self.anchor(FIELD), document.expires_on);
        let (Some(expires), Some(end)) = (expires, self.order.tour.end) else { return };
        if expires <= end {
            self.red(rows, LABEL, FIELD, "Паспорт заканчивается до конца тура");
        } else if end.checked_add_months(chrono::Months::new(6)).is_some_and(|half_year| expires < half_year) {
            rows.warning(
                BLOCK,
                &self.label(LABEL),
                &self.anchor(FIELD),
                "Паспорт действует меньше 6 месяцев после тура: проверьте правила страны",
            );
        }
    }

    fn goes_abroad(&self) -> bool {
        self.order.tour.countries.iter().any(|country| country != "RUS")
    }

    fn latin(&self, rows: &mut Rows, label: &str, field: &str, value: &str) {
        let is_latin = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_uppercase() || "' -".contains(c))
        };
        if self.required(rows, label, field, value) && !is_latin(value.trim()) {
            self.red(rows, label, field, "Пишется заглавными латинскими буквами, как в загранпаспорте");
        }
    }

    fn required(&self, rows: &mut Rows, label: &str, field: &str, value: &str) -> bool {
        rows.required(BLOCK, &self.label(label), &self.anchor(field), value)
    }

    fn red(&self, rows: &mut Rows, label: &str, field: &str, reason: &str) {
        rows.red(BLOCK, &self.label(label), &self.anchor(field), reason);
    }

    /// «Турист Иванов Иван: Дата рождения».
    fn label(&self, field: &str) -> String {
        let name = format!("{} {}", self.tourist.last_name.trim(), self.tourist.first_name.trim());
        match name.trim() {
            "" => {
                let place = self.order.tourists.iter().position(|other| other.id == self.tourist.id).unwrap_or(0) + 1;
                format!("Турист {place}: {field}")
            }
            name => format!("Турист {name}: {field}"),
        }
    }

    fn anchor(&self, field: &str) -> String {
        format!("tourists.{}.{field}", self.tourist.id)
    }
}

/// Whether the tourist is a child (under 18) when the tour ends.
pub(super) fn is_minor(tourist: &Tourist, order: &Order, today: Today) -> bool {
    let day = order.tour.end.unwrap_or(today);
    tourist.birth_date.is_some_and(|birth| age_on(birth, day) < 18)
}
