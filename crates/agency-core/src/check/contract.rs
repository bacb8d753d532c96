//! Block «Данные договора».

use super::{Block, Rows, Today};
use crate::Order;
use crate::dates::short_date;
use chrono::Days;

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    let block = Block::Contract;
    let contract = &order.contract;
    rows.valid(
        block,
        "Номер договора",
        "contract.number",
        &contract.number,
        |number| number.chars().count() <= 40,
        "Номер длиннее 40 знаков",
    );
    if let Some(date) = rows.present(block, "Дата договора", "contract.date", contract.date) {
        if date > today {
            rows.warning(block, "Дата договора", "contract.date", "Дата договора в будущем");
        }
        if order.tour.start.is_some_and(|start| date > start) {
            rows.red(block, "Дата договора", "contract.date", "Договор заключён позже начала тура");
        }
    }
    rows.required(block, "Место заключения", "contract.city", &contract.city);
    docs_from_tourist(order, rows);
    docs_to_tourist(order, rows);
}

/// not before the contract, before the start of the tour.
fn docs_from_tourist(order: &Order, rows: &mut Rows) {
    const LABEL: &str = "Срок предоставления документов от туриста";
    const ANCHOR: &str = "contract.docs_from_tourist_by";
    let Some(by) = rows.present(Block::Contract, LABEL, ANCHOR, order.contract.docs_from_tourist_by) else { return };
    if order.contract.date.is_some_and(|date| by < date) {
        rows.red(Block::Contract, LABEL, ANCHOR, "Срок раньше даты договора");
    }
    if order.tour.start.is_some_and(|start| by >= start) {
        rows.red(Block::Contract, LABEL, ANCHOR, "Документы нужны до начала тура");
    }
}

/// at least 24 hours before the start of the tour.
fn docs_to_tourist(order: &Order, rows: &mut Rows) {
    const LABEL: &str = "Срок передачи документов туристу";
    const ANCHOR: &str = "contract.docs_to_tourist_by";
    let Some(by) = rows.present(Block::Contract, LABEL, ANCHOR, order.contract.docs_to_tourist_by) else { return };
    let Some(start) = order.tour.start else { return };
    let latest = start.checked_sub_days(Days::new(1)).unwrap_or(start);
    if by.date() > latest || (by.date() == latest && by.time() > chrono::NaiveTime::MIN) {
        rows.red(
            Block::Contract,
            LABEL,
            ANCHOR,
            format!("Документы передают не позже чем за 24 часа до начала тура, то есть до {}", short_date(latest)),
        );
    }
}
