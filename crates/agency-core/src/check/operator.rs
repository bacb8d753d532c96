//! Block «Туроператор».

use super::{Block, Rows, Today};
use crate::requisites::{is_ogrn, is_organisation_inn};
use crate::{ContractKind, Order, TourKind, TourOperator};

const BLOCK: Block = Block::Operator;

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
    let outbound = order.tour.kind == Some(TourKind::Outbound);
    if outbound {
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
    rows.required(BLOCK, "Номер в реестре туроператоров", "operator.registry_number", &operator.registry_number);
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
    const LABEL: &str = "Финансовое обеспечение туроператора";
    const ANCHOR: &str = "operator.guarantees";
    let day = order.contract.date.unwrap_or(today);
    let Some(current) = operator.guarantees.iter().find(|guarantee| guarantee.covers(day)) else {
        rows.red(BLOCK, LABEL, ANCHOR, "Нет действующего финобеспечения туроператора");
        return;
    };
    let incomplete = current.amount.is_none()
        || current.date.is_none()
        || [&current.number, &current.guarantor, &current.guarantor_address].iter().any(|text| text.trim().is_empty());
    if incomplete {
        rows.red(BLOCK, LABEL, ANCHOR, "Заполните размер, номер, дату и кто предоставил обеспечение");
    }
    let last_day = operator.guarantees.iter().filter_map(|guarantee| guarantee.to).max();
    if let (Some(last_day), Some(end)) = (last_day, order.tour.end)
        && last_day < end
    {
        rows.warning(BLOCK, LABEL, ANCHOR, "Финобеспечение заканчивается до конца тура — добавьте следующий период");
    }
}
