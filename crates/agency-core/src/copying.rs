//! New orders made from an older one.

use crate::contract::{Contract, ContractStatus};
use crate::ids::{OrderId, PaymentDueId, ServiceId, TouristId};
use crate::order::{DocumentsGiven, Order, OrderStatus, Price, Tour};
use crate::services::ServiceDetails;
use std::collections::HashMap;

/// «Скопировать заявку»: everything but what belongs to one sale — numbers, the
/// contract's status and dates, the booking, what was handed over. Records of
/// lists get identities of their own.
pub fn copy(order: &Order, id: OrderId, number: &str) -> Order {
    let mut copy = order.clone();
    copy.id = id;
    number.clone_into(&mut copy.number);
    copy.status = OrderStatus::New;
    copy.documents_given = DocumentsGiven::NotGiven;
    copy.documents_given_on = None;
    copy.contract = Contract {
        number: number.to_owned(),
        city: order.contract.city.clone(),
        kind: order.contract.kind,
        template: order.contract.template.clone(),
        confirm_within: order.contract.confirm_within.clone(),
        status: ContractStatus::default(),
        ..Contract::default()
    };
    renew_ids(&mut copy);
    copy
}

/// «Повторить тур»: the same people, the same tour and operator, without dates,
/// prices and all that was issued for the older trip.
pub fn repeat(order: &Order, id: OrderId, number: &str) -> Order {
    let mut repeated = copy(order, id, number);
    repeated.is_quote = false;
    repeated.lead_source.clear();
    repeated.lead_kind.clear();
    repeated.notes.clear();
    repeated.tour = Tour { start: None, end: None, ..repeated.tour };
    repeated.price = Price { method: order.price.method, currency: order.price.currency.clone(), ..Price::default() };
    for tourist in &mut repeated.tourists {
        tourist.visa_number.clear();
        tourist.visa_expires_on = None;
        tourist.child_consent = false;
    }
    for service in &mut repeated.services {
        match &mut service.details {
            ServiceDetails::Accommodation(stay) => (stay.check_in, stay.check_out) = (None, None),
            ServiceDetails::Transport(ride) => {
                (ride.departs_at, ride.arrives_at) = (None, None);
                ride.number.clear();
                ride.tickets.clear();
            }
            ServiceDetails::Transfer(transfer) => transfer.date = None,
            ServiceDetails::Insurance(policy) => {
                (policy.policy_date, policy.from, policy.to) = (None, None, None);
                policy.policy_number.clear();
            }
            ServiceDetails::Excursions(excursions) => excursions.date = None,
            ServiceDetails::Meals(meals) => (meals.from, meals.to) = (None, None),
            ServiceDetails::Visa(visa) => {
                visa.submit_by = None;
                visa.fee.clear();
            }
            ServiceDetails::Other(other) => other.price = None,
            ServiceDetails::Guide(_) => {}
        }
    }
    repeated
}

/// Gives every record of the order an identity of its own.
pub(crate) fn renew_ids(order: &mut Order) {
    let mut renewed = HashMap::new();
    for tourist in &mut order.tourists {
        let new = TouristId::new();
        renewed.insert(std::mem::replace(&mut tourist.id, new), new);
    }
    for service in &mut order.services {
        service.id = ServiceId::new();
        if let ServiceDetails::Insurance(policy) = &mut service.details {
            policy.insured = policy.insured.iter().filter_map(|id| renewed.get(id).copied()).collect();
        }
    }
    for line in order.price.schedule.iter_mut().chain(&mut order.price.operator_schedule) {
        line.id = PaymentDueId::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::{changes, tests::full_order};
    use std::collections::BTreeSet;

    fn older() -> Order {
        let mut order = full_order();
        order.contract.status = ContractStatus::Signed;
        order.documents_given = DocumentsGiven::Given;
        let first = order.tourists[0].id;
        for service in &mut order.services {
            if let ServiceDetails::Insurance(policy) = &mut service.details {
                policy.insured = vec![first];
                policy.policy_number = "1".into();
            }
        }
        order
    }

    /// Labels of blocks and fields that differ, records of lists left out.
    fn differing(before: &Order, after: &Order) -> BTreeSet<String> {
        let of_a_list = |field: &str| {
            ["tourists.", "services.", "price.schedule.", "price.operator_schedule."]
                .iter()
                .any(|list| field.starts_with(list))
        };
        changes(before, after)
            .into_iter()
            .filter(|change| !of_a_list(&change.field))
            .map(|change| change.field)
            .collect()
    }

    #[test]
    fn a_copy_lacks_only_what_belongs_to_one_sale() {
        let order = older();
        let copy = copy(&order, OrderId::new(), "77");
        let expected = [
            "number",
            "status",
            "documents_given",
            "contract.number",
            "contract.date",
            "contract.docs_to_tourist_by",
            "contract.confirm_by",
            "contract.booking_number",
        ];
        assert_eq!(differing(&order, &copy), expected.map(String::from).into());
        assert_eq!(copy.contract.status, ContractStatus::Draft);
        assert_eq!(copy.tourists.len(), 3);
        assert_eq!(copy.services.len(), order.services.len());
        let ids = |order: &Order| order.services.iter().map(|service| service.id).collect::<BTreeSet<_>>();
        assert!(ids(&order).is_disjoint(&ids(&copy)));
        let insured = copy.services.iter().find_map(|service| match &service.details {
            ServiceDetails::Insurance(policy) => Some(policy.insured.clone()),
            _ => None,
        });
        assert_eq!(insured, Some(vec![copy.tourists[0].id]), "the same person is insured");
    }

    #[test]
    fn a_repeated_tour_has_people_and_places_but_no_dates_or_prices() {
        let order = older();
        let repeated = repeat(&order, OrderId::new(), "77");
        assert_eq!(repeated.customer, order.customer);
        assert_eq!(repeated.operator, order.operator);
        assert_eq!(repeated.tour.route, order.tour.route);
        assert_eq!(repeated.price.total, None);
        let text = serde_json::to_string(&(&repeated.tour, &repeated.services, &repeated.price)).expect("json");
        assert!(!text.contains("2027"), "a date is left: {text}");
        assert!(text.contains("Авиакомпания Пример"));
    }
}
