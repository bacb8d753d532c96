//! Block «Детали тура», its basic part.

use super::Rows;
use crate::{Order, ServiceKind};

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let tour = &order.tour;
    rows.known(order, "tour.kind", tour.kind.is_some());
    rows.known(order, "tour.countries", !tour.countries.is_empty());
    rows.text(order, "tour.resorts", &tour.resorts);
    if order.services_of(ServiceKind::Transport).next().is_some() {
        rows.text(order, "tour.departure_city", &tour.departure_city);
    }
    rows.text(order, "tour.route", &tour.route);
    rows.known(order, "tour.start", tour.start.is_some());
    rows.known(order, "tour.end", tour.end.is_some());
}
