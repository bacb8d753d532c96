//! The agency's own requisites («Реквизиты агентства»).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Legal form of the agency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// ООО, АО and other organisations.
    #[default]
    Organisation,
    /// Индивидуальный предприниматель.
    Entrepreneur,
}

/// Requisites of the agency as printed in contracts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Agency {
    /// Legal form.
    pub form: LegalForm,
    /// Полное наименование.
    pub full_name: String,
    /// Сокращённое наименование: «ООО «Ромашка»».
    pub short_name: String,
    /// Город, the default place of a contract.
    pub city: String,
    /// Местонахождение.
    pub address: String,
    /// Почтовый адрес.
    pub post_address: String,
    /// ИНН.
    pub inn: String,
    /// КПП; empty for ИП.
    pub kpp: String,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// Номер в реестре турагентов: `РТА 0049975`.
    pub registry_number: String,
    /// Расчётный счёт.
    pub account: String,
    /// БИК.
    pub bik: String,
    /// Банк.
    pub bank: String,
    /// Корреспондентский счёт.
    pub correspondent_account: String,
    /// Телефон.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Сайт.
    pub site: String,
    /// Режим работы.
    pub working_hours: String,
    /// Подписант.
    pub signer_name: String,
    /// Подписант в родительном падеже; kept, never computed.
    pub signer_name_genitive: String,
    /// Должность.
    pub signer_position: String,
    /// Должность в родительном падеже.
    pub signer_position_genitive: String,
    /// Основание в родительном падеже: «Устава».
    pub signer_basis: String,
}

impl Agency {
    /// Images needed before contracts can be signed electronically: ИП —
    /// signature only, an organisation — signature and stamp (seed 000).
    pub fn needs_stamp(&self) -> bool {
        self.form == LegalForm::Organisation
    }
}
