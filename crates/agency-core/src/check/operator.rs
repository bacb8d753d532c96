//! Block «Туроператор».

use super::{Block, CheckLevel, Rows, Today};
use crate::{ContractKind, Order, TourKind, TourOperator};

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    if order.contract.kind == ContractKind::SeparateServices {
        return; // no operator behind separate services
    }
    let Some(operator) = &order.operator else {
        rows.field(order, CheckLevel::Red, "operator", "Туроператор не выбран");
        return;
    };
    requisites(order, operator, rows);
    scope(order, operator, rows);
    guarantee(order, operator, today, rows);
    if order.tour.kind == Some(TourKind::Outbound) {
        rows.required(order, "operator.association", &operator.association);
        rows.required(order, "operator.personal_liability_fund", &operator.personal_liability_fund);
    }
    rows.required(order, "operator.agency_agreement_number", &operator.agency_agreement_number);
    rows.present(order, "operator.agency_agreement_date", operator.agency_agreement_date.is_some());
}

fn requisites(order: &Order, operator: &TourOperator, rows: &mut Rows) {
    rows.required(order, "operator.full_name", &operator.full_name);
    rows.required(order, "operator.registry_number", &operator.registry_number);
    rows.required(order, "operator.inn", &operator.inn);
    rows.required(order, "operator.ogrn", &operator.ogrn);
    rows.required(order, "operator.address", &operator.address);
    rows.required(order, "operator.post_address", &operator.post_address);
    if [&operator.phone, &operator.email, &operator.site].iter().all(|contact| contact.trim().is_empty()) {
        rows.push(
            CheckLevel::Red,
            Block::Operator,
            "Контакты туроператора",
            "operator.phone",
            "Нужен телефон, e-mail или сайт",
        );
    }
}

/// the operator works in this kind of tourism.
fn scope(order: &Order, operator: &TourOperator, rows: &mut Rows) {
    if let Some(kind) = order.tour.kind
        && !operator.scope.contains(&kind)
    {
        rows.field(
            order,
            CheckLevel::Red,
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
        rows.push(CheckLevel::Red, Block::Operator, LABEL, ANCHOR, "Нет действующего финобеспечения туроператора");
        return;
    };
    let incomplete = current.amount.is_none()
        || current.date.is_none()
        || [&current.number, &current.guarantor, &current.guarantor_address, &current.guarantor_post_address]
            .iter()
            .any(|text| text.trim().is_empty());
    if incomplete {
        rows.push(
            CheckLevel::Red,
            Block::Operator,
            LABEL,
            ANCHOR,
            "Заполните размер, номер, дату и кто предоставил обеспечение, с адресом и почтовым адресом",
        );
    }
    let last_day = operator.guarantees.iter().filter_map(|guarantee| guarantee.to).max();
    if let (Some(last_day), Some(end)) = (last_day, order.tour.end)
        && last_day < end
    {
        rows.push(
            CheckLevel::Warning,
            Block::Operator,
            LABEL,
            ANCHOR,
            "Финобеспечение заканчивается до конца тура — добавьте следующий период",
        );
    }
}
