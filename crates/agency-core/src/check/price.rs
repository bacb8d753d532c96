//! Block «Стоимость и оплата».

use super::{Block, Rows};
use crate::{Money, Order};

const BLOCK: Block = Block::Price;

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let price = &order.price;
    let total = rows.present(BLOCK, "Общая цена турпродукта", "price.total", price.total);
    if total.is_some_and(|total| total <= Money(0)) {
        rows.red(BLOCK, "Общая цена турпродукта", "price.total", "Цена должна быть больше нуля");
    }
    if let Some(prepayment) = price.prepayment {
        if prepayment <= Money(0) || total.is_some_and(|total| prepayment > total) {
            rows.red(BLOCK, "Аванс", "price.prepayment", "Аванс больше нуля и не больше общей цены");
        }
        let by = rows.present(BLOCK, "Срок аванса", "price.prepayment_by", price.prepayment_by);
        if let (Some(by), Some(date)) = (by, order.contract.date)
            && by < date
        {
            rows.red(BLOCK, "Срок аванса", "price.prepayment_by", "Срок раньше даты договора");
        }
    }
    final_payment(order, rows);
    rows.present(BLOCK, "Способ оплаты", "price.method", price.method);
}

/// prepayment ≤ final payment ≤ start of the tour.
fn final_payment(order: &Order, rows: &mut Rows) {
    const LABEL: &str = "Окончательная оплата";
    const ANCHOR: &str = "price.final_by";
    let Some(by) = rows.present(BLOCK, LABEL, ANCHOR, order.price.final_by) else { return };
    if order.tour.start.is_some_and(|start| by > start) {
        rows.red(BLOCK, LABEL, ANCHOR, "Оплата позже начала тура");
    }
    if order.price.prepayment.is_some() && order.price.prepayment_by.is_some_and(|first| by < first) {
        rows.red(BLOCK, LABEL, ANCHOR, "Окончательная оплата раньше аванса");
    }
}
