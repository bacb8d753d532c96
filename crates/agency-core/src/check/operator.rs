//! Block «Туроператор».

use super::{Block, CheckRow, Rows, Today};
use crate::requisites::{is_ogrn, is_operator_number, is_organisation_inn};
use crate::{ContractKind, Money, Order, TourKind, TourOperator};

const BLOCK: Block = Block::Operator;
const REGISTRY: &str = "Номер в реестре туроператоров";
const GUARANTEE: &str = "Финансовое обеспечение туроператора";
const NO_GUARANTEE: &str = "Нет действующего финобеспечения туроператора";

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    if order.contract.kind == ContractKind::SeparateServices {
        return; // no operator behind separate services
    }
    let Some(operator) = &order.operator else {
        rows.red(BLOCK, "Туроператор", "operator", "Туроператор не выбран");
        return;
    };
    requisites(operator, rows);
    scope(order, operator, rows);
    guarantee(order, operator, today, rows);
    agreement(operator, order.tour.kind == Some(TourKind::Outbound), rows);
}

/// The card of the directory by itself: what any contract with this operator
/// would lack. Rows of guarantees speak of `today`.
pub fn check_operator(operator: &TourOperator, today: Today) -> Vec<CheckRow> {
    let mut rows = Rows::default();
    requisites(operator, &mut rows);
    if operator.scope.is_empty() {
        rows.red(BLOCK, "Сферы деятельности", "operator.scope", "Отметьте хотя бы одну сферу");
    }
    if let Err(reason) = in_force(operator, today) {
        rows.red(BLOCK, GUARANTEE, "operator.guarantees", reason);
    }
    agreement(operator, operator.scope.contains(&TourKind::Outbound), &mut rows);
    rows.sorted()
}

fn agreement(operator: &TourOperator, is_outbound: bool, rows: &mut Rows) {
    if is_outbound {
        rows.required(BLOCK, "Объединение туроператоров", "operator.association", &operator.association);
        rows.required(
            BLOCK,
            "Фонд персональной ответственности",
            "operator.personal_liability_fund",
            &operator.personal_liability_fund,
        );
    }
    rows.required(
        BLOCK,
        "Договор агента с туроператором: номер",
        "operator.agency_agreement_number",
        &operator.agency_agreement_number,
    );
    rows.present(
        BLOCK,
        "Договор агента с туроператором: дата",
        "operator.agency_agreement_date",
        operator.agency_agreement_date,
    );
}

fn requisites(operator: &TourOperator, rows: &mut Rows) {
    rows.required(BLOCK, "Наименование туроператора", "operator.full_name", &operator.full_name);
    if rows.required(BLOCK, REGISTRY, "operator.registry_number", &operator.registry_number)
        && !is_operator_number(operator.registry_number.trim())
    {
        // the pattern is not verified against the register: a warning only
        rows.warning(BLOCK, REGISTRY, "operator.registry_number", "Обычно номер выглядит так: РТО 012345");
    }
    rows.valid(
        BLOCK,
        "ИНН туроператора",
        "operator.inn",
        &operator.inn,
        is_organisation_inn,
        "Не сходится контрольная цифра ИНН",
    );
    rows.valid(
        BLOCK,
        "ОГРН туроператора",
        "operator.ogrn",
        &operator.ogrn,
        is_ogrn,
        "Не сходится контрольная цифра ОГРН",
    );
    rows.required(BLOCK, "Адрес туроператора", "operator.address", &operator.address);
    rows.required(BLOCK, "Почтовый адрес туроператора", "operator.post_address", &operator.post_address);
    if [&operator.phone, &operator.email, &operator.site].iter().all(|contact| contact.trim().is_empty()) {
        rows.red(BLOCK, "Контакты туроператора", "operator.phone", "Нужен телефон, e-mail или сайт");
    }
}

/// the operator works in this kind of tourism.
fn scope(order: &Order, operator: &TourOperator, rows: &mut Rows) {
    if let Some(kind) = order.tour.kind
        && !operator.scope.contains(&kind)
    {
        rows.red(
            BLOCK,
            "Сфера деятельности туроператора",
            "operator.scope",
            format!("В сферах туроператора нет: {} туризм", kind.label()),
        );
    }
}

/// a guarantee in force on the day of the contract; a warning when the
/// last known period ends before the tour does.
fn guarantee(order: &Order, operator: &TourOperator, today: Today, rows: &mut Rows) {
    const ANCHOR: &str = "operator.guarantees";
    match in_force(operator, order.contract.date.unwrap_or(today)) {
        Err(reason @ NO_GUARANTEE) => return rows.red(BLOCK, GUARANTEE, ANCHOR, reason),
        Err(reason) => rows.red(BLOCK, GUARANTEE, ANCHOR, reason),
        Ok(()) => {}
    }
    let last_day = operator.guarantees.iter().filter_map(|guarantee| guarantee.to).max();
    if let (Some(last_day), Some(end)) = (last_day, order.tour.end)
        && last_day < end
    {
        rows.warning(
            BLOCK,
            GUARANTEE,
            ANCHOR,
            "Финобеспечение заканчивается до конца тура — добавьте следующий период",
        );
    }
}

/// Whether a whole guarantee is in force on a day, else why not.
fn in_force(operator: &TourOperator, day: Today) -> Result<(), &'static str> {
    let current = operator.guarantees.iter().find(|guarantee| guarantee.covers(day)).ok_or(NO_GUARANTEE)?;
    if current.amount.is_some_and(|amount| amount <= Money(0)) {
        return Err("Размер обеспечения должен быть больше нуля");
    }
    let texts = [&current.number, &current.guarantor, &current.guarantor_address, &current.guarantor_post_address];
    if current.amount.is_none() || current.date.is_none() || texts.iter().any(|text| text.trim().is_empty()) {
        return Err("Заполните размер, номер, дату, кто предоставил обеспечение и его адреса");
    }
    Ok(())
}
