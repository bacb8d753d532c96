//! Block «Туроператор»: what the check of its card does not look at.

use super::Problems;
use crate::Order;

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    let Some(operator) = &order.operator else { return };
    problems.email("operator.email", &operator.email);
    for (index, guarantee) in operator.guarantees.iter().enumerate() {
        let at = |key: &str| format!("operator.guarantees.{index}.{key}");
        problems.in_order(&at("to"), guarantee.from, guarantee.to, "Срок заканчивается раньше, чем начинается");
    }
}
