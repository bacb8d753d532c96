//! Block «Туристы».

use super::{CheckLevel, Rows, Today};
use crate::dates::age_on;
use crate::{DocumentKind, Order, Tourist, Visa};

pub(super) fn check(order: &Order, today: Today, rows: &mut Rows) {
    if order.tourists.is_empty() {
        rows.push(CheckLevel::Red, super::Block::Tourists, "Туристы", "tourists", "Не добавлен ни один турист");
    }
    for tourist in &order.tourists {
        card(order, tourist, rows);
    }
    children(order, today, rows);
}

fn card(order: &Order, tourist: &Tourist, rows: &mut Rows) {
    let at = |field: &str| format!("tourists.{}.{field}", tourist.id);
    rows.text(order, &at("last_name"), &tourist.last_name);
    rows.text(order, &at("first_name"), &tourist.first_name);
    if order.goes_abroad() {
        rows.text(order, &at("last_name_latin"), &tourist.last_name_latin);
        rows.text(order, &at("first_name_latin"), &tourist.first_name_latin);
    }
    rows.known(order, &at("gender"), tourist.gender.is_some());
    rows.known(order, &at("birth_date"), tourist.birth_date.is_some());
    rows.text(order, &at("citizenship"), &tourist.citizenship);
    let document = &tourist.document;
    rows.text(order, &at("document.number"), &document.number);
    if document.kind != DocumentKind::TravelPassport {
        rows.text(order, &at("document.issued_by"), &document.issued_by);
    }
    rows.known(order, &at("document.issued_on"), document.issued_on.is_some());
    if document.kind.expires() {
        rows.known(order, &at("document.expires_on"), document.expires_on.is_some());
    }
    if tourist.visa == Some(Visa::Present) {
        rows.text(order, &at("visa_number"), &tourist.visa_number);
        rows.known(order, &at("visa_expires_on"), tourist.visa_expires_on.is_some());
    }
}

/// a child travels without an adult of the same surname, and no consent
/// of the parents is noted. The order does not know who is whose parent, so
/// this is a reminder.
fn children(order: &Order, today: Today, rows: &mut Rows) {
    let day = order.tour.end.unwrap_or(today);
    let is_minor = |tourist: &&Tourist| tourist.birth_date.is_some_and(|birth| age_on(birth, day) < 18);
    let (children, adults): (Vec<_>, Vec<_>) = order.tourists.iter().partition(is_minor);
    for child in children.into_iter().filter(|child| !child.child_consent) {
        if !adults.iter().any(|adult| same_family(&adult.last_name, &child.last_name)) {
            rows.push(
                CheckLevel::Warning,
                super::Block::Tourists,
                &format!("Турист {}: согласие родителей", child.full_name()),
                &format!("tourists.{}.child_consent", child.id),
                "Ребёнок едет без взрослого с той же фамилией: может понадобиться согласие родителей или доверенность",
            );
        }
    }
}

/// «Щербаков» and «Щербакова» are one family; endings of three letters differ at most.
fn same_family(one: &str, other: &str) -> bool {
    let stem = |name: &str| {
        let lower: Vec<char> = name.trim().to_lowercase().replace('ё', "е").chars().collect();
        let keep = lower.len().saturating_sub(if lower.len() > 5 { 2 } else { 0 });
        lower[..keep].iter().collect::<String>()
    };
    let (one, other) = (stem(one), stem(other));
    !one.is_empty() && (one.starts_with(&other) || other.starts_with(&one))
}
