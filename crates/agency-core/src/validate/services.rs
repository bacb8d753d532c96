//! Dates of services.

use super::Problems;
use crate::Order;
use crate::services::ServiceDetails;
use chrono::TimeDelta;

/// Clocks of departure and arrival may differ by this much.
const WIDEST_ZONES: TimeDelta = TimeDelta::hours(12);

pub(super) fn validate(order: &Order, problems: &mut Problems) {
    for service in &order.services {
        let at = |key: &str| format!("services.{}.{key}", service.id);
        match &service.details {
            ServiceDetails::Accommodation(stay) => {
                problems.in_order(&at("check_out"), stay.check_in, stay.check_out, "Выезд раньше заезда");
            }
            ServiceDetails::Transport(ride) => {
                if let (Some(departs), Some(arrives)) = (ride.departs_at, ride.arrives_at)
                    && arrives + WIDEST_ZONES < departs
                {
                    problems.red(&at("arrives_at"), "Прибытие раньше отправления");
                }
            }
            ServiceDetails::Insurance(policy) => {
                problems.in_order(&at("to"), policy.from, policy.to, "Полис заканчивается раньше, чем начинается");
            }
            ServiceDetails::Meals(meals) => {
                problems.in_order(&at("to"), meals.from, meals.to, "Последний день раньше первого");
            }
            ServiceDetails::Visa(visa) => {
                if let (Some(by), Some(start)) = (visa.submit_by, order.tour.start)
                    && by >= start
                {
                    problems.red(&at("submit_by"), "Документы на визу подают до начала тура");
                }
            }
            ServiceDetails::Other(other) => {
                if other.quantity == Some(0) {
                    problems.red(&at("quantity"), "Количество больше нуля");
                }
            }
            ServiceDetails::Transfer(_) | ServiceDetails::Excursions(_) | ServiceDetails::Guide(_) => {}
        }
    }
}
