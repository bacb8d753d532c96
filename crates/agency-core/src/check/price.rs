//! Block «Стоимость и оплата».

use super::Rows;
use crate::Order;

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let price = &order.price;
    rows.known(order, "price.total", price.total.is_some());
    if price.prepayment.is_some() {
        rows.known(order, "price.prepayment_by", price.prepayment_by.is_some());
    }
    rows.known(order, "price.final_by", price.final_by.is_some());
    for line in &price.schedule {
        rows.known(order, &format!("price.schedule.{}.sum", line.id), line.sum.is_some());
        rows.known(order, &format!("price.schedule.{}.by", line.id), line.by.is_some());
    }
    rows.known(order, "price.method", price.method.is_some());
}
