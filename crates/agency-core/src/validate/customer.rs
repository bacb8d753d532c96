//! Block «Заказчик».

use super::Problems;
use crate::dates::age_on;
use crate::requisites::{
    is_account, is_bik, is_correspondent_account, is_kpp, is_ogrn, is_ogrnip, is_organisation_inn, is_person_inn,
};
use crate::{Customer, CustomerKind, DocumentKind, Order, Organisation, Phone};
use chrono::{Days, Months, NaiveDate};

const CODE_PHONE: &str = "Нужен российский мобильный номер: на него придёт код подписания";
const LINK_EMAIL: &str = "Адрес написан неверно: на него придёт ссылка на договор";

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    let customer = &order.customer;
    let on = order.contract.date.unwrap_or(problems.today);
    match customer.kind {
        CustomerKind::Person => person(customer, on, problems),
        kind @ (CustomerKind::Organisation | CustomerKind::Entrepreneur) => {
            organisation(&customer.organisation, kind, problems);
            problems.phone("customer.phone", &customer.phone);
            problems.email("customer.email", &customer.email);
        }
    }
    if customer.identity_checked.on.is_some_and(|day| day > problems.today) {
        problems.red("customer.identity_checked.on", "Дата проверки в будущем");
    }
}

fn person(customer: &Customer, on: NaiveDate, problems: &mut Problems) {
    problems.name("customer.last_name", &customer.last_name);
    problems.name("customer.first_name", &customer.first_name);
    problems.name("customer.middle_name", &customer.middle_name);
    problems.birth("customer.birth_date", customer.birth_date);
    if customer.birth_date.is_some_and(|birth| birth <= problems.today && age_on(birth, on) < 18) {
        problems.red("customer.birth_date", "Заказчику меньше 18 лет на дату договора");
    }
    let document = &customer.document;
    problems.document("customer.document", document, customer.birth_date);
    if document.expires_on.is_some_and(|expires| expires < on) {
        problems.red("customer.document.expires_on", "Документ недействителен на дату договора");
    }
    if let (DocumentKind::RussianPassport, Some(issued), Some(birth)) =
        (document.kind, document.issued_on, customer.birth_date)
    {
        russian_passport(problems, birth, issued, on);
    }
    problems.text(
        "customer.registration_address",
        &customer.registration_address,
        |address| address.chars().count() >= 10,
        "Укажите город, улицу и дом",
    );
    code_phone("customer.phone", &customer.phone, problems);
    problems.text("customer.email", &customer.email, |email| crate::Email::parse(email).is_ok(), LINK_EMAIL);
    problems.text("customer.inn", &customer.inn, is_person_inn, "ИНН — 12 цифр с верными контрольными цифрами");
}

fn code_phone(field: &str, phone: &str, problems: &mut Problems) {
    problems.text(field, phone, |phone| Phone::parse(phone).is_ok_and(|phone| phone.is_russian_mobile()), CODE_PHONE);
}

/// a Russian passport is replaced at 20 and 45, within 90 days.
fn russian_passport(problems: &mut Problems, birth: NaiveDate, issued: NaiveDate, on: NaiveDate) {
    const FIELD: &str = "customer.document.issued_on";
    let birthday = |years: u32| birth.checked_add_months(Months::new(years * 12));
    if issued > problems.today || issued < birth {
        return; // said already
    }
    if birthday(14).is_some_and(|fourteen| issued < fourteen) || issued > on {
        problems.red(FIELD, "Паспорт РФ выдают с 14 лет и не позже даты договора");
        return;
    }
    for years in [20, 45] {
        let Some(day) = birthday(years) else { continue };
        let last_day = day.checked_add_days(Days::new(90)).unwrap_or(day);
        if issued >= day || on < day {
            continue;
        }
        if on > last_day {
            problems.red(FIELD, format!("Паспорт недействителен: его меняют в {years} лет"));
        } else {
            problems.warning(FIELD, format!("Идёт срок замены паспорта в {years} лет"));
        }
    }
}

/// Requisites; ИП has twelve digits of ИНН, ОГРНИП and no КПП.
fn organisation(organisation: &Organisation, kind: CustomerKind, problems: &mut Problems) {
    let at = |key: &str| format!("customer.organisation.{key}");
    if kind == CustomerKind::Organisation {
        let reason = "ИНН организации — 10 цифр с верной контрольной цифрой";
        problems.text(&at("inn"), &organisation.inn, is_organisation_inn, reason);
        problems.text(&at("kpp"), &organisation.kpp, is_kpp, "КПП — 9 знаков: 773601001");
        problems.text(&at("ogrn"), &organisation.ogrn, is_ogrn, "ОГРН — 13 цифр с верной контрольной цифрой");
    } else {
        let reason = "ИНН предпринимателя — 12 цифр с верными контрольными цифрами";
        problems.text(&at("inn"), &organisation.inn, is_person_inn, reason);
        problems.text(&at("ogrn"), &organisation.ogrn, is_ogrnip, "ОГРНИП — 15 цифр с верной контрольной цифрой");
    }
    let bik = organisation.bik.trim();
    problems.text(&at("bik"), bik, is_bik, "БИК — 9 цифр");
    let reason = "Счёт не подходит к БИК: проверьте оба номера";
    problems.text(&at("account"), &organisation.account, |account| is_account(account, bik), reason);
    problems.text(
        &at("correspondent_account"),
        &organisation.correspondent_account,
        |account| is_correspondent_account(account, bik),
        reason,
    );
    problems.name(&at("signer_name"), &organisation.signer_name);
    code_phone(&at("signer_phone"), &organisation.signer_phone, problems);
    problems.text(
        &at("signer_email"),
        &organisation.signer_email,
        |email| crate::Email::parse(email).is_ok(),
        LINK_EMAIL,
    );
}
