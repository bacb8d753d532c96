//! Block «Данные договора».

use super::Rows;
use crate::Order;

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let contract = &order.contract;
    rows.text(order, "contract.number", &contract.number);
    rows.known(order, "contract.date", contract.date.is_some());
    rows.text(order, "contract.city", &contract.city);
    rows.known(order, "contract.docs_from_tourist_by", contract.docs_from_tourist_by.is_some());
    rows.known(order, "contract.docs_to_tourist_by", contract.docs_to_tourist_by.is_some());
}
