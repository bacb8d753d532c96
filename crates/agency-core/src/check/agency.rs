//! «Реквизиты агентства».

use super::{Block, CheckRow, Rows};
use crate::requisites::{is_account, is_bik, is_correspondent_account, is_kpp, is_ogrn, is_ogrnip};
use crate::requisites::{is_organisation_inn, is_person_inn};
use crate::{Agency, Email, LegalForm};

const BLOCK: Block = Block::Agency;

/// Checks the requisites alone, for their own screen.
pub fn check_agency(agency: &Agency) -> Vec<CheckRow> {
    let mut rows = Rows::default();
    check(agency, &mut rows);
    rows.sorted()
}

pub(super) fn check(agency: &Agency, rows: &mut Rows) {
    let organisation = agency.form == LegalForm::Organisation;
    rows.required(BLOCK, "Полное наименование агентства", "agency.full_name", &agency.full_name);
    rows.required(BLOCK, "Сокращённое наименование агентства", "agency.short_name", &agency.short_name);
    rows.required(BLOCK, "Местонахождение агентства", "agency.address", &agency.address);
    rows.required(BLOCK, "Почтовый адрес агентства", "agency.post_address", &agency.post_address);
    let is_inn = if organisation { is_organisation_inn } else { is_person_inn };
    let is_number = if organisation { is_ogrn } else { is_ogrnip };
    let inn_reason = if organisation {
        "ИНН организации — 10 цифр с верной контрольной цифрой"
    } else {
        "ИНН предпринимателя — 12 цифр с верными контрольными цифрами"
    };
    rows.valid(BLOCK, "ИНН агентства", "agency.inn", &agency.inn, is_inn, inn_reason);
    if organisation {
        rows.valid(BLOCK, "КПП агентства", "agency.kpp", &agency.kpp, is_kpp, "КПП — 9 знаков");
    }
    let ogrn_label = if organisation { "ОГРН агентства" } else { "ОГРНИП агентства" };
    rows.valid(BLOCK, ogrn_label, "agency.ogrn", &agency.ogrn, is_number, "Не сходится контрольная цифра");
    rows.required(BLOCK, "Номер в реестре турагентов", "agency.registry_number", &agency.registry_number);
    bank(agency, rows);
    rows.required(BLOCK, "Телефон агентства", "agency.phone", &agency.phone);
    rows.valid(
        BLOCK,
        "E-mail агентства",
        "agency.email",
        &agency.email,
        |email| Email::parse(email).is_ok(),
        "Адрес написан неверно",
    );
    signer(agency, rows);
}

fn bank(agency: &Agency, rows: &mut Rows) {
    rows.required(BLOCK, "Банк агентства", "agency.bank", &agency.bank);
    rows.valid(BLOCK, "БИК", "agency.bik", &agency.bik, is_bik, "БИК — 9 цифр");
    rows.valid(
        BLOCK,
        "Расчётный счёт",
        "agency.account",
        &agency.account,
        |account| is_account(account, agency.bik.trim()),
        "Счёт не подходит к БИК: проверьте оба номера",
    );
    rows.valid(
        BLOCK,
        "Корреспондентский счёт",
        "agency.correspondent_account",
        &agency.correspondent_account,
        |account| is_correspondent_account(account, agency.bik.trim()),
        "Счёт не подходит к БИК: проверьте оба номера",
    );
}

fn signer(agency: &Agency, rows: &mut Rows) {
    rows.required(BLOCK, "Подписант", "agency.signer_name", &agency.signer_name);
    if agency.form == LegalForm::Entrepreneur {
        return; // ИП acts on its own behalf: no position, no basis but ОГРНИП
    }
    rows.required(BLOCK, "Подписант в родительном падеже", "agency.signer_name_genitive", &agency.signer_name_genitive);
    rows.required(BLOCK, "Должность подписанта", "agency.signer_position", &agency.signer_position);
    rows.required(
        BLOCK,
        "Должность в родительном падеже",
        "agency.signer_position_genitive",
        &agency.signer_position_genitive,
    );
    rows.required(BLOCK, "Действует на основании", "agency.signer_basis", &agency.signer_basis);
}
