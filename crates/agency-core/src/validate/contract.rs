//! Blocks «Данные договора» and «Детали тура», their dates.

use super::Problems;
use crate::Order;
use crate::dates::{short_date, weekdays_between};
use chrono::Days;

/// Fewer working days for the tourist's documents deserve a second look.
const DAYS_FOR_DOCUMENTS: usize = 3;

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    let (contract, start) = (&order.contract, order.tour.start);
    problems.text(
        "contract.number",
        &contract.number,
        |number| number.chars().count() <= 40,
        "Номер длиннее 40 знаков",
    );
    if let Some(date) = contract.date {
        if date > problems.today {
            problems.warning("contract.date", "Дата договора в будущем");
        }
        problems.in_order("contract.date", Some(date), start, "Договор заключён позже начала тура");
    }
    docs_from_tourist(order, problems);
    docs_to_tourist(order, problems);
    if let (Some(by), Some(date)) = (contract.confirm_by, contract.date)
        && by < date
    {
        problems.warning("contract.confirm_by", "Срок раньше даты договора");
    }
    if order.documents_given_on.is_some_and(|day| day > problems.today) {
        problems.red("documents_given_on", "Дата выдачи в будущем");
    }
    problems.in_order("tour.end", start, order.tour.end, "Тур заканчивается раньше, чем начинается");
}

/// not before the contract, before the start of the tour.
fn docs_from_tourist(order: &Order, problems: &mut Problems) {
    const FIELD: &str = "contract.docs_from_tourist_by";
    let Some(by) = order.contract.docs_from_tourist_by else { return };
    if order.tour.start.is_some_and(|start| by >= start) {
        problems.red(FIELD, "Документы нужны до начала тура");
    }
    let Some(date) = order.contract.date else { return };
    if by < date {
        problems.red(FIELD, "Срок раньше даты договора");
    } else if weekdays_between(date, by) < DAYS_FOR_DOCUMENTS {
        problems.warning(FIELD, "На документы остаётся меньше трёх рабочих дней");
    }
}

/// at least 24 hours before the start of the tour.
fn docs_to_tourist(order: &Order, problems: &mut Problems) {
    let (Some(by), Some(start)) = (order.contract.docs_to_tourist_by, order.tour.start) else { return };
    let latest = start.checked_sub_days(Days::new(1)).unwrap_or(start);
    if by > latest.and_time(chrono::NaiveTime::MIN) {
        problems.red(
            "contract.docs_to_tourist_by",
            format!("Документы передают не позже чем за 24 часа до начала тура, то есть до {}", short_date(latest)),
        );
    }
}
