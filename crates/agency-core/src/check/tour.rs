//! Block «Детали тура», its basic part.

use super::Rows;
use crate::{Order, ServiceKind};

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let tour = &order.tour;
    rows.present(order, "tour.kind", tour.kind.is_some());
    rows.present(order, "tour.countries", !tour.countries.is_empty());
    rows.required(order, "tour.resorts", &tour.resorts);
    if order.services_of(ServiceKind::Transport).next().is_some() {
        rows.required(order, "tour.departure_city", &tour.departure_city);
    }
    rows.required(order, "tour.route", &tour.route);
    rows.present(order, "tour.start", tour.start.is_some());
    rows.present(order, "tour.end", tour.end.is_some());
}
