//! Block «Заказчик».

use super::{Block, Rows, Today};
use crate::dates::age_on;
use crate::{DocumentKind, Email, Order, Phone};
use chrono::{Days, Months, NaiveDate};

const BLOCK: Block = Block::Customer;

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    let customer = &order.customer;
    let on = order.contract.date.unwrap_or(today);
    name(rows, "Фамилия", "customer.last_name", &customer.last_name);
    name(rows, "Имя", "customer.first_name", &customer.first_name);
    if !customer.no_middle_name {
        name(rows, "Отчество", "customer.middle_name", &customer.middle_name);
    }
    if let Some(birth) = rows.present(BLOCK, "Дата рождения", "customer.birth_date", customer.birth_date)
        && age_on(birth, on) < 18
    {
        rows.red(BLOCK, "Дата рождения", "customer.birth_date", "Заказчику меньше 18 лет на дату договора");
    }
    rows.required(BLOCK, "Гражданство", "customer.citizenship", &customer.citizenship);
    document(order, on, rows);
    rows.valid(
        BLOCK,
        "Адрес регистрации",
        "customer.registration_address",
        &customer.registration_address,
        |address| address.chars().count() >= 10,
        "Укажите город, улицу и дом",
    );
    if !customer.lives_at_registration {
        rows.required(BLOCK, "Адрес фактического проживания", "customer.actual_address", &customer.actual_address);
    }
    rows.valid(
        BLOCK,
        "Телефон",
        "customer.phone",
        &customer.phone,
        |phone| Phone::parse(phone).is_ok_and(|phone| phone.is_russian_mobile()),
        "Нужен российский мобильный номер: на него придёт код подписания",
    );
    rows.valid(
        BLOCK,
        "E-mail",
        "customer.email",
        &customer.email,
        |email| Email::parse(email).is_ok(),
        "Адрес написан неверно: на него придёт ссылка на договор",
    );
}

/// A name as documents write it: letters, spaces, hyphens, apostrophes.
fn name(rows: &mut Rows, label: &str, anchor: &str, value: &str) {
    rows.valid(
        BLOCK,
        label,
        anchor,
        value,
        |name| name.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c)),
        "Есть посторонние знаки",
    );
}

fn document(order: &Order, on: NaiveDate, rows: &mut Rows) {
    let document = &order.customer.document;
    let filled = rows.required(BLOCK, "Номер документа", "customer.document.number", &document.number);
    if filled && !document.has_valid_number() {
        rows.red(
            BLOCK,
            "Номер документа",
            "customer.document.number",
            format!("Серия и номер не подходят для документа «{}»", document.kind.label()),
        );
    }
    rows.required(BLOCK, "Кем выдан документ", "customer.document.issued_by", &document.issued_by);
    let issued = rows.present(BLOCK, "Дата выдачи документа", "customer.document.issued_on", document.issued_on);
    if let (Some(issued), Some(birth)) = (issued, order.customer.birth_date)
        && document.kind == DocumentKind::RussianPassport
    {
        russian_passport(rows, birth, issued, on);
    }
}

/// a Russian passport is replaced at 20 and 45, within 90 days.
fn russian_passport(rows: &mut Rows, birth: NaiveDate, issued: NaiveDate, on: NaiveDate) {
    const LABEL: &str = "Дата выдачи документа";
    const ANCHOR: &str = "customer.document.issued_on";
    let birthday = |years: u32| birth.checked_add_months(Months::new(years * 12));
    if birthday(14).is_some_and(|fourteen| issued < fourteen) || issued > on {
        rows.red(BLOCK, LABEL, ANCHOR, "Паспорт РФ выдают с 14 лет и не позже даты договора");
        return;
    }
    for years in [20, 45] {
        let Some(day) = birthday(years) else { continue };
        let last_day = day.checked_add_days(Days::new(90)).unwrap_or(day);
        if issued >= day || on < day {
            continue;
        }
        if on > last_day {
            rows.red(BLOCK, LABEL, ANCHOR, format!("Паспорт недействителен: его меняют в {years} лет"));
        } else {
            rows.warning(BLOCK, LABEL, ANCHOR, format!("Идёт срок замены паспорта в {years} лет"));
        }
    }
}
