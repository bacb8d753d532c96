//! Block «Стоимость и оплата».

use super::Problems;
use crate::{Money, Order, PaymentDue, Price};

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    let price = &order.price;
    let signed = order.contract.date;
    if price.total.is_some_and(|total| total <= Money(0)) {
        problems.red("price.total", "Цена должна быть больше нуля");
    }
    if let Some(prepayment) = price.prepayment {
        if prepayment <= Money(0) || price.total.is_some_and(|total| prepayment > total) {
            problems.red("price.prepayment", "Аванс больше нуля и не больше общей цены");
        }
        problems.in_order("price.prepayment_by", signed, price.prepayment_by, "Срок раньше даты договора");
        problems.in_order("price.final_by", price.prepayment_by, price.final_by, "Окончательная оплата раньше аванса");
    }
    problems.in_order("price.final_by", price.final_by, order.tour.start, "Оплата позже начала тура");
    schedules(order, problems);
    internal(price, problems);
    currency(price, problems);
}

/// the lines of the schedule make the total.
fn schedules(order: &Order, problems: &mut Problems) {
    let price = &order.price;
    lines("price.schedule", &price.schedule, problems);
    for line in &price.schedule {
        let field = format!("price.schedule.{}.by", line.id);
        problems.in_order(&field, order.contract.date, line.by, "Срок раньше даты договора");
        problems.in_order(&field, line.by, order.tour.start, "Оплата позже начала тура");
    }
    if let Some(sum) = whole(&price.schedule)
        && price.total.is_some_and(|total| total != sum)
    {
        let total = price.total.unwrap_or_default();
        problems.red("price.schedule", format!("Сумма графика {sum}\u{a0}₽, а общая цена {total}\u{a0}₽"));
    }
    lines("price.operator_schedule", &price.operator_schedule, problems);
    if let Some(sum) = whole(&price.operator_schedule)
        && price.operator_total.is_some_and(|total| total != sum)
    {
        let total = price.operator_total.unwrap_or_default();
        problems
            .warning("price.operator_schedule", format!("Сумма графика {sum}\u{a0}₽, а туроператору {total}\u{a0}₽"));
    }
}

fn lines(path: &str, schedule: &[PaymentDue], problems: &mut Problems) {
    for line in schedule {
        if line.sum.is_some_and(|sum| sum <= Money(0)) {
            problems.red(&format!("{path}.{}.sum", line.id), "Сумма больше нуля");
        }
    }
}

/// The sum of a schedule, once every line has one.
fn whole(schedule: &[PaymentDue]) -> Option<Money> {
    let sums: Option<Vec<i64>> = schedule.iter().map(|line| line.sum.map(|sum| sum.0)).collect();
    sums.filter(|sums| !sums.is_empty()).map(|sums| Money(sums.into_iter().fold(0, i64::saturating_add)))
}

/// Discount, commission and the operator's part.
fn internal(price: &Price, problems: &mut Problems) {
    for (field, sum) in [
        ("price.discount", price.discount),
        ("price.bonus", price.bonus),
        ("price.commission", price.commission),
        ("price.operator_total", price.operator_total),
    ] {
        if sum.is_some_and(|sum| sum < Money(0)) {
            problems.red(field, "Сумма не бывает меньше нуля");
        }
    }
    if let Some(total) = price.total {
        if price.commission.is_some_and(|commission| commission > total) {
            problems.warning("price.commission", "Вознаграждение больше цены тура");
        }
        if price.operator_total.is_some_and(|operator| operator > total) {
            problems.warning("price.operator_total", "Туроператору больше, чем платит турист");
        }
    }
}

fn currency(price: &Price, problems: &mut Problems) {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    problems.text("price.currency", &price.currency, is_code, "Код валюты — три буквы: EUR, USD, CNY");
    problems.text("price.rate", &price.rate, is_positive_decimal, "Курс — число: 98,45");
    problems.text("price.in_currency", &price.in_currency, is_positive_decimal, "Цена в валюте — число: 2 150,00");
}

/// `2 150,00` or `98.45`, above zero.
fn is_positive_decimal(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}')).collect();
    let mut parts = plain.splitn(2, [',', '.']);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    parts.next().is_some_and(is_number)
        && parts.next().is_none_or(is_number)
        && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}
