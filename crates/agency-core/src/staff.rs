//! Сотрудники и офисы: who works in the agency, where, and what each may do.

use crate::ids::{OfficeId, StaffId};
use crate::{Email, Phone};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Роль.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Менеджер: keeps orders, may do what the switches allow.
    #[default]
    Manager,
    /// Руководитель: may do everything; at least one is always there.
    Head,
}

impl Role {
    /// The role as shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Manager => "Менеджер",
            Self::Head => "Руководитель",
        }
    }
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Выгрузка: Excel, full export, copies of the base.
    Export,
    /// Удаление: orders, clients, files, payments to the trash.
    Delete,
    /// Интеграции: SMS, mail, requisites, stamp and signature.
    Integrations,
    /// Чужие заявки: seeing them.
    OthersRead,
    /// Чужие заявки: changing them.
    OthersEdit,
    /// Деньги: payments, debts, commission.
    Money,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 6] =
        [Self::Export, Self::Delete, Self::Integrations, Self::OthersRead, Self::OthersEdit, Self::Money];

    /// The right as shown beside its switch.
    pub fn label(self) -> &'static str {
        match self {
            Self::Export => "Выгрузка в Excel и файлы",
            Self::Delete => "Удаление заявок, клиентов и файлов",
            Self::Integrations => "Интеграции, реквизиты, печать и подпись",
            Self::OthersRead => "Просмотр чужих заявок",
            Self::OthersEdit => "Изменение чужих заявок",
            Self::Money => "Деньги: платежи и отчёты",
        }
    }
}

/// The switches of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Rights {
    /// [`Right::Export`].
    pub export: bool,
    /// [`Right::Delete`].
    pub delete: bool,
    /// [`Right::Integrations`].
    pub integrations: bool,
    /// [`Right::OthersRead`].
    pub others_read: bool,
    /// [`Right::OthersEdit`].
    pub others_edit: bool,
    /// [`Right::Money`].
    pub money: bool,
}

impl Default for Rights {
    /// What a manager may do unless the head decides otherwise: the daily work,
    /// but nothing that takes data out or away.
    fn default() -> Self {
        Self { export: false, delete: false, integrations: false, others_read: true, others_edit: false, money: true }
    }
}

impl Rights {
    /// Everything: what a head may do.
    pub const ALL: Self =
        Self { export: true, delete: true, integrations: true, others_read: true, others_edit: true, money: true };

    /// Whether a right is given.
    pub fn allow(self, right: Right) -> bool {
        match right {
            Right::Export => self.export,
            Right::Delete => self.delete,
            Right::Integrations => self.integrations,
            Right::OthersRead => self.others_read,
            Right::OthersEdit => self.others_edit,
            Right::Money => self.money,
        }
    }
}

/// Сотрудник.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffMember {
    /// Identity.
    pub id: StaffId,
    /// ФИО, as shown in orders.
    pub name: String,
    /// Роль.
    pub role: Role,
    /// Офис, if the agency keeps several.
    pub office_id: Option<OfficeId>,
    /// Телефон as typed.
    pub phone: String,
    /// E-mail as typed.
    pub email: String,
    /// Whether the person works here; who has left stays in the history.
    pub active: bool,
    /// Switches of a manager; a head may do everything whatever they say.
    pub rights: Rights,
}

impl StaffMember {
    /// What the person may do.
    pub fn effective_rights(&self) -> Rights {
        match self.role {
            Role::Head => Rights::ALL,
            // changing what one cannot see makes no sense
            Role::Manager => Rights { others_edit: self.rights.others_edit && self.rights.others_read, ..self.rights },
        }
    }

    /// Why the card cannot be saved, in Russian.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push("Укажите ФИО сотрудника.".to_owned());
        }
        if !self.phone.trim().is_empty() && Phone::parse(&self.phone).is_err() {
            problems.push("Телефон сотрудника написан неверно.".to_owned());
        }
        if !self.email.trim().is_empty() && Email::parse(&self.email).is_err() {
            problems.push("E-mail сотрудника написан неверно.".to_owned());
        }
        problems
    }
}

/// Офис агентства.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeCard {
    /// Identity.
    pub id: OfficeId,
    /// Название, as shown in orders.
    pub name: String,
    /// Адрес.
    pub address: String,
    /// Телефон as typed.
    pub phone: String,
    /// Whether it is open; a closed one stays in its orders.
    pub active: bool,
}

/// The shortest PIN or password, in characters.
pub const SHORTEST_PIN: usize = 4;

/// Wrong PINs that are taken without a pause.
pub const FREE_PIN_TRIES: u32 = 5;

/// How long no PIN is taken after so many wrong ones in a row: nothing up to the
/// fifth, then 30 s, 1, 2, 5 and 15 minutes after each further one.
pub fn pause_after_wrong_pins(failures: u32) -> TimeDelta {
    let seconds = match failures {
        0..FREE_PIN_TRIES => 0,
        FREE_PIN_TRIES => 30,
        6 => 60,
        7 => 120,
        8 => 300,
        _ => 900,
    };
    TimeDelta::seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn manager() -> StaffMember {
        StaffMember {
            id: StaffId::new(),
            name: "Иванова Анна".into(),
            role: Role::Manager,
            office_id: None,
            phone: String::new(),
            email: String::new(),
            active: true,
            rights: Rights::default(),
        }
    }

    #[rstest]
    #[case(Right::Export, false)]
    #[case(Right::Delete, false)]
    #[case(Right::Integrations, false)]
    #[case(Right::OthersRead, true)]
    #[case(Right::OthersEdit, false)]
    #[case(Right::Money, true)]
    fn a_new_manager_does_the_daily_work_only(#[case] right: Right, #[case] allowed: bool) {
        assert_eq!(manager().effective_rights().allow(right), allowed);
    }

    #[test]
    fn a_head_may_do_everything_whatever_the_switches_say() {
        let head = StaffMember { role: Role::Head, ..manager() };
        assert!(Right::ALL.into_iter().all(|right| head.effective_rights().allow(right)));
    }

    #[test]
    fn who_may_not_see_other_orders_may_not_change_them() {
        let rights = Rights { others_read: false, others_edit: true, ..Rights::default() };
        assert!(!StaffMember { rights, ..manager() }.effective_rights().others_edit);
    }

    #[rstest]
    #[case("Иванова", "", "", 0)]
    #[case("Иванова", "+7 906 680-55-55", "a@b.ru", 0)]
    #[case(" ", "12", "нет", 3)]
    fn a_card_says_what_is_wrong(
        #[case] name: &str,
        #[case] phone: &str,
        #[case] email: &str,
        #[case] problems: usize,
    ) {
        let member = StaffMember { name: name.into(), phone: phone.into(), email: email.into(), ..manager() };
        assert_eq!(member.problems().len(), problems);
    }
}
