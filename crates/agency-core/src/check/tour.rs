//! Block «Детали тура», its basic part.

use super::{Block, Rows};
use crate::{Order, ServiceKind};

const BLOCK: Block = Block::Tour;

pub(super) fn check(order: &Order, rows: &mut Rows) {
    let tour = &order.tour;
    rows.present(BLOCK, "Вид туризма", "tour.kind", tour.kind);
    if tour.countries.is_empty() {
        rows.red(BLOCK, "Страна", "tour.countries", super::EMPTY);
    }
    rows.required(BLOCK, "Город, курорт", "tour.resorts", &tour.resorts);
    if order.services_of(ServiceKind::Transport).next().is_some() {
        rows.required(BLOCK, "Город вылета", "tour.departure_city", &tour.departure_city);
    }
    rows.required(BLOCK, "Маршрут", "tour.route", &tour.route);
    let start = rows.present(BLOCK, "Начало тура", "tour.start", tour.start);
    let end = rows.present(BLOCK, "Окончание тура", "tour.end", tour.end);
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        rows.red(BLOCK, "Окончание тура", "tour.end", "Тур заканчивается раньше, чем начинается");
    }
}
