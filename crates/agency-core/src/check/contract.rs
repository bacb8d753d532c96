//! Block «Данные договора».

use super::Rows;
use crate::Order;

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let contract = &order.contract;
    rows.required(order, "contract.number", &contract.number);
    rows.present(order, "contract.date", contract.date.is_some());
    rows.required(order, "contract.city", &contract.city);
    rows.present(order, "contract.docs_from_tourist_by", contract.docs_from_tourist_by.is_some());
    rows.present(order, "contract.docs_to_tourist_by", contract.docs_to_tourist_by.is_some());
}
