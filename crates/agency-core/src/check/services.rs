//! Services: the orange rows, in the order of seed 000, and what a missing
//! service means by law.

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
    // a kind beyond the seed's rows speaks once it is added
    for kind in ServiceKind::ALL {
        let is_row = ROWS.iter().any(|(row, _)| *row == kind);
        if !is_row && order.services_of(kind).next().is_some() {
            service(order, kind, &format!("services.{}", kind.key()), rows);
        }
    }
    tour_product(order, rows);
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
        && !has(ServiceKind::Excursions)
        && !has(ServiceKind::Guide);
    let no_transport = order.tour.kind == Some(TourKind::Outbound) && !has(ServiceKind::Transport);
    if left_out || only_accommodation || no_transport {
        rows.field(
            order,
            CheckLevel::Warning,
            "contract.kind",
            "Набор услуг не составляет турпродукт (132-ФЗ, ст. 1): оформите как отдельные услуги или добавьте услуги",
        );
    }
}
