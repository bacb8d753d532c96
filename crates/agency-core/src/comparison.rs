//! What differs between an order's snapshot of an operator and the directory.

use crate::Order;
use crate::changes::{FieldChange, changes};
use crate::ids::OrderId;
use crate::operator::TourOperator;

/// Fields of an operator that differ, in the order of its card; the id is no field.
pub fn differences(before: &TourOperator, after: &TourOperator) -> Vec<FieldChange> {
    let id = OrderId::new();
    let holding = |card: &TourOperator| Order {
        operator: Some(TourOperator { id: after.id, ..card.clone() }),
        ..Order::empty(id, "")
    };
    changes(&holding(before), &holding(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OperatorId;
    use crate::{Guarantee, Money, TourKind};
    use rstest::rstest;

    fn operator() -> TourOperator {
        let period = Guarantee {
            amount: Some(Money(5_000_000_000)),
            number: "ГО-1".into(),
            to: Some("2027-08-31".parse().expect("a date")),
            ..Guarantee::default()
        };
        TourOperator {
            short_name: "ООО «Пример»".into(),
            inn: "7708451268".into(),
            scope: vec![TourKind::Outbound, TourKind::Domestic],
            guarantees: vec![period],
            ..TourOperator::empty(OperatorId::new())
        }
    }

    fn changed(change: impl FnOnce(&mut TourOperator)) -> Vec<(String, String)> {
        let before = operator();
        let mut after = TourOperator { id: OperatorId::new(), ..before.clone() };
        change(&mut after);
        differences(&before, &after).into_iter().map(|change| (change.before, change.after)).collect()
    }

    #[test]
    fn the_same_card_under_another_id_does_not_differ() {
        assert!(changed(|_| {}).is_empty());
    }

    #[rstest]
    #[case(|o: &mut TourOperator| o.inn = "7707083893".into(), "7708451268", "7707083893")]
    #[case(|o: &mut TourOperator| o.scope.truncate(1), "выездной, внутренний", "выездной")]
    #[case(|o: &mut TourOperator| o.guarantees[0].to = None, "31.08.2027", "")]
    fn a_changed_field_is_told_with_both_values(
        #[case] change: fn(&mut TourOperator),
        #[case] before: &str,
        #[case] after: &str,
    ) {
        assert_eq!(changed(change), [(before.to_owned(), after.to_owned())]);
    }
}
