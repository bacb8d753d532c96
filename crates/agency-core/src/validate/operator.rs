//! Block «Туроператор».

use super::Problems;
use crate::requisites::{is_ogrn, is_organisation_inn};
use crate::{Money, Order};

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    let Some(operator) = &order.operator else { return };
    let inn = "Не сходится контрольная цифра ИНН";
    problems.text("operator.inn", &operator.inn, is_organisation_inn, inn);
    problems.text("operator.ogrn", &operator.ogrn, is_ogrn, "Не сходится контрольная цифра ОГРН");
    problems.email("operator.email", &operator.email);
    let number = operator.registry_number.trim();
    if !number.is_empty() && !is_registry_number(number) {
        problems.warning("operator.registry_number", "Обычно номер выглядит так: РТО 019876");
    }
    for (index, guarantee) in operator.guarantees.iter().enumerate() {
        let at = |key: &str| format!("operator.guarantees.{index}.{key}");
        problems.in_order(&at("to"), guarantee.from, guarantee.to, "Срок заканчивается раньше, чем начинается");
        if guarantee.amount.is_some_and(|amount| amount <= Money(0)) {
            problems.red(&at("amount"), "Размер больше нуля");
        }
    }
}

/// `РТО 019876`: a mark of the register and six digits.
fn is_registry_number(text: &str) -> bool {
    ["РТО", "МВТ", "МТ3", "ВНТ"].iter().any(|mark| {
        text.strip_prefix(mark)
            .map(str::trim_start)
            .is_some_and(|number| number.len() == 6 && number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
