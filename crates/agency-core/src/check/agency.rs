//! «Реквизиты агентства».

use super::{Block, CheckLevel, CheckRow, EMPTY, Rows};
use crate::requisites::{is_account, is_bik, is_correspondent_account, is_kpp, is_ogrn, is_ogrnip};
use crate::requisites::{is_organisation_inn, is_person_inn};
use crate::{Agency, Email, LegalForm};

const BLOCK: Block = Block::Agency;

/// Checks the requisites alone, for their own screen.
pub fn check_agency(agency: &Agency) -> Vec<CheckRow> {
    let mut rows = Rows::default();
    check(agency, &mut rows);
    rows.0
}

pub(super) fn check(agency: &Agency, rows: &mut Rows) {
    let organisation = agency.form == LegalForm::Organisation;
    required(rows, "Полное наименование агентства", "agency.full_name", &agency.full_name);
    required(rows, "Сокращённое наименование агентства", "agency.short_name", &agency.short_name);
    required(rows, "Местонахождение агентства", "agency.address", &agency.address);
    required(rows, "Почтовый адрес агентства", "agency.post_address", &agency.post_address);
    let is_inn = if organisation { is_organisation_inn } else { is_person_inn };
    let is_number = if organisation { is_ogrn } else { is_ogrnip };
    let inn_reason = if organisation {
        "ИНН организации — 10 цифр с верной контрольной цифрой"
    } else {
        "ИНН предпринимателя — 12 цифр с верными контрольными цифрами"
    };
    valid(rows, "ИНН агентства", "agency.inn", &agency.inn, is_inn, inn_reason);
    if organisation {
        valid(rows, "КПП агентства", "agency.kpp", &agency.kpp, is_kpp, "КПП — 9 знаков");
    }
    let ogrn_label = if organisation { "ОГРН агентства" } else { "ОГРНИП агентства" };
    valid(rows, ogrn_label, "agency.ogrn", &agency.ogrn, is_number, "Не сходится контрольная цифра");
    required(rows, "Номер в реестре турагентов", "agency.registry_number", &agency.registry_number);
    bank(agency, rows);
    required(rows, "Телефон агентства", "agency.phone", &agency.phone);
    valid(
        rows,
        "E-mail агентства",
        "agency.email",
        &agency.email,
        |email| Email::parse(email).is_ok(),
        "Адрес написан неверно",
    );
    signer(agency, rows);
}

/// A text that must be there. Tells whether it is, so that its form can be checked.
fn required(rows: &mut Rows, label: &str, anchor: &str, value: &str) -> bool {
    let filled = !value.trim().is_empty();
    if !filled {
        rows.push(CheckLevel::Red, BLOCK, label, anchor, EMPTY);
    }
    filled
}

/// A text that must be there and have a form.
fn valid(rows: &mut Rows, label: &str, anchor: &str, value: &str, is_valid: impl FnOnce(&str) -> bool, reason: &str) {
    if required(rows, label, anchor, value) && !is_valid(value.trim()) {
        rows.push(CheckLevel::Red, BLOCK, label, anchor, reason);
    }
}

fn bank(agency: &Agency, rows: &mut Rows) {
    required(rows, "Банк агентства", "agency.bank", &agency.bank);
    valid(rows, "БИК", "agency.bik", &agency.bik, is_bik, "БИК — 9 цифр");
    valid(
        rows,
        "Расчётный счёт",
        "agency.account",
        &agency.account,
        |account| is_account(account, agency.bik.trim()),
        "Счёт не подходит к БИК: проверьте оба номера",
    );
    valid(
        rows,
        "Корреспондентский счёт",
        "agency.correspondent_account",
        &agency.correspondent_account,
        |account| is_correspondent_account(account, agency.bik.trim()),
        "Счёт не подходит к БИК: проверьте оба номера",
    );
}

fn signer(agency: &Agency, rows: &mut Rows) {
    required(rows, "Подписант", "agency.signer_name", &agency.signer_name);
    if agency.form == LegalForm::Entrepreneur {
        return; // ИП acts on its own behalf: no position, no basis but ОГРНИП
    }
    required(rows, "Подписант в родительном падеже", "agency.signer_name_genitive", &agency.signer_name_genitive);
    required(rows, "Должность подписанта", "agency.signer_position", &agency.signer_position);
    required(
        rows,
        "Должность в родительном падеже",
        "agency.signer_position_genitive",
        &agency.signer_position_genitive,
    );
    required(rows, "Действует на основании", "agency.signer_basis", &agency.signer_basis);
}
