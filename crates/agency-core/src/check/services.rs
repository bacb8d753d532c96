//! Services: the orange rows, in the order of seed 000, and what a missing
//! service means by law.

use super::tourists::is_minor;
use super::{Block, CheckLevel, Rows};
use crate::{ContractKind, Order, ServiceKind, TourKind};

const BLOCK: Block = Block::Tour;

/// Rows of the seed's window, in its order.
const ROWS: [(ServiceKind, &str); 4] = [
    (ServiceKind::Excursions, "services.excursions"),
    (ServiceKind::Insurance, "services.insurance"),
    (ServiceKind::Transfer, "services.transfer"),
    (ServiceKind::Accommodation, "services.accommodation"),
];

pub(super) fn check(order: &Order, rows: &mut Rows) {
    for (kind, anchor) in ROWS {
        if !order.services_not_included.contains(&kind) {
            service(order, kind, anchor, rows);
        }
    }
    if order.services_of(ServiceKind::Transport).next().is_some() {
        service(order, ServiceKind::Transport, "services.transport", rows);
    }
    tour_product(order, rows);
    children(order, rows);
}

/// neither filled nor marked «не входит».
fn service(order: &Order, kind: ServiceKind, anchor: &str, rows: &mut Rows) {
    let mut of_kind = order.services_of(kind).peekable();
    if of_kind.peek().is_none() {
        rows.push(CheckLevel::Orange, BLOCK, kind.label(), anchor, "Услуга не добавлена");
        return;
    }
    let mut missing: Vec<&str> = of_kind.flat_map(|service| service.missing()).collect();
    missing.dedup();
    if !missing.is_empty() {
        rows.push(
            CheckLevel::Orange,
            BLOCK,
            kind.label(),
            anchor,
            format!("Данные по услуге заполнены частично, нет: {}", missing.join(", ")),
        );
    }
}

/// since 01.03.2026 (132-ФЗ, ст. 1) an outbound tour product is transport
/// and accommodation; a domestic one is accommodation and one more service.
/// An accommodation that is not added has its orange row already, so this
/// speaks only when it is marked «не входит».
fn tour_product(order: &Order, rows: &mut Rows) {
    if order.contract.kind != ContractKind::TourProduct {
        return;
    }
    let has = |kind| order.services_of(kind).next().is_some();
    let left_out = order.services_not_included.contains(&ServiceKind::Accommodation);
    let only_accommodation = order.tour.kind == Some(TourKind::Domestic)
        && has(ServiceKind::Accommodation)
        && !has(ServiceKind::Transport)
        && !has(ServiceKind::Excursions);
    let no_transport = order.tour.kind == Some(TourKind::Outbound) && !has(ServiceKind::Transport);
    if left_out || only_accommodation || no_transport {
        rows.warning(
            Block::Contract,
            "Вид договора",
            "contract.kind",
            "Набор услуг не составляет турпродукт (132-ФЗ, ст. 1): оформите как отдельные услуги или добавьте услуги",
        );
    }
}

/// a child travels without an adult of the same surname. The order does
/// not know who is whose parent, so this is a reminder.
fn children(order: &Order, rows: &mut Rows) {
    let Some(day) = order.tour.end else { return };
    let (children, adults): (Vec<_>, Vec<_>) = order.tourists.iter().partition(|tourist| is_minor(tourist, order, day));
    for child in children {
        let has_family = adults.iter().any(|adult| same_family(&adult.last_name, &child.last_name));
        if !has_family {
            rows.warning(
                Block::Tourists,
                &format!("Турист {}: согласие родителей", child.full_name()),
                &format!("tourists.{}.last_name", child.id),
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
