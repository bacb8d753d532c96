//! What differs between an order's snapshot of an operator and the directory.

use crate::Money;
use crate::audit::Change;
use crate::dates::short_date;
use crate::operator::{Guarantee, TourOperator};
use crate::order::TourKind;
use chrono::NaiveDate;

/// Fields of an operator that differ, in the order of its card; the id is no field.
/// White space around a text is no difference.
pub fn differences(before: &TourOperator, after: &TourOperator) -> Vec<Change> {
    let mut older = fields(before);
    let mut newer = fields(after);
    // a guarantee that only one side has is compared with nothing
    let periods = before.guarantees.len().max(after.guarantees.len());
    let blank = Guarantee::default();
    for index in 0..periods {
        older.extend(guarantee(index, before.guarantees.get(index).unwrap_or(&blank), index < before.guarantees.len()));
        newer.extend(guarantee(index, after.guarantees.get(index).unwrap_or(&blank), index < after.guarantees.len()));
    }
    older
        .into_iter()
        .zip(newer)
        .filter_map(|((label, before), (_, after))| Change::of(&label, &before, &after))
        .collect()
}

fn fields(operator: &TourOperator) -> Vec<(String, String)> {
    let text = |label: &str, value: &str| (label.to_owned(), value.trim().to_owned());
    let mut kinds = [TourKind::Outbound, TourKind::Domestic, TourKind::Inbound].to_vec();
    kinds.retain(|kind| operator.scope.contains(kind));
    let scope: Vec<&str> = kinds.into_iter().map(TourKind::label).collect();
    vec![
        text("Полное наименование", &operator.full_name),
        text("Сокращённое наименование", &operator.short_name),
        text("Номер в ЕФРТ", &operator.registry_number),
        text("ИНН", &operator.inn),
        text("ОГРН", &operator.ogrn),
        text("Адрес", &operator.address),
        text("Почтовый адрес", &operator.post_address),
        text("Телефон", &operator.phone),
        text("E-mail", &operator.email),
        text("Сайт", &operator.site),
        text("Сферы деятельности", &scope.join(", ")),
        text("Объединение туроператоров", &operator.association),
        text("Фонд персональной ответственности", &operator.personal_liability_fund),
        text("Номер агентского договора", &operator.agency_agreement_number),
        text("Дата агентского договора", &date(operator.agency_agreement_date)),
    ]
}

fn guarantee(index: usize, guarantee: &Guarantee, is_there: bool) -> Vec<(String, String)> {
    let kind = if is_there { guarantee.kind.label() } else { "" };
    let period = match (guarantee.from, guarantee.to) {
        (None, None) => String::new(),
        (from, to) => format!("{} – {}", date(from), date(to)),
    };
    [
        ("вид", kind.to_owned()),
        ("размер", guarantee.amount.map_or_else(String::new, |Money(sum)| format!("{} ₽", Money(sum).short()))),
        ("номер", guarantee.number.trim().to_owned()),
        ("дата", date(guarantee.date)),
        ("срок действия", period),
        ("кто предоставил", guarantee.guarantor.trim().to_owned()),
        ("адрес гаранта", guarantee.guarantor_address.trim().to_owned()),
        ("почтовый адрес гаранта", guarantee.guarantor_post_address.trim().to_owned()),
    ]
    .map(|(name, value)| (format!("Обеспечение {}: {name}", index + 1), value))
    .into()
}

fn date(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, short_date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OperatorId;
    use rstest::rstest;

    fn operator() -> TourOperator {
        let period = Guarantee {
            amount: Some(Money(5_000_000_000)),
            number: "ГО-1".into(),
            from: Some("2026-09-01".parse().expect("a date")),
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

    fn changed(change: impl FnOnce(&mut TourOperator)) -> Vec<(String, String, String)> {
        let before = operator();
        let mut after = TourOperator { id: OperatorId::new(), ..before.clone() };
        change(&mut after);
        differences(&before, &after).into_iter().map(|change| (change.field, change.before, change.after)).collect()
    }

    #[test]
    fn the_same_card_under_another_id_does_not_differ() {
        assert!(changed(|_| {}).is_empty());
        assert!(changed(|operator| operator.inn.push(' ')).is_empty());
        assert!(changed(|operator| operator.scope.reverse()).is_empty(), "the order of spheres says nothing");
    }

    #[rstest]
    #[case(|o: &mut TourOperator| o.inn = "7707083893".into(), "ИНН", "7708451268", "7707083893")]
    #[case(|o: &mut TourOperator| o.scope.truncate(1), "Сферы деятельности", "выездной, внутренний", "выездной")]
    #[case(
        |o: &mut TourOperator| o.guarantees[0].to = None,
        "Обеспечение 1: срок действия", "01.09.2026 – 31.08.2027", "01.09.2026 – "
    )]
    #[case(|o: &mut TourOperator| o.guarantees[0].amount = None, "Обеспечение 1: размер", "50\u{a0}000\u{a0}000 ₽", "")]
    fn a_changed_field_is_named_with_both_values(
        #[case] change: fn(&mut TourOperator),
        #[case] label: &str,
        #[case] before: &str,
        #[case] after: &str,
    ) {
        assert_eq!(changed(change), [(label.to_owned(), before.to_owned(), after.to_owned())]);
    }

    #[test]
    fn a_new_period_is_compared_with_nothing() {
        let rows = changed(|operator| {
            operator.guarantees.push(Guarantee { number: "ГО-2".into(), ..Guarantee::default() });
        });
        let labels: Vec<&str> = rows.iter().map(|(label, ..)| label.as_str()).collect();
        assert_eq!(labels, ["Обеспечение 2: вид", "Обеспечение 2: номер"]);
        assert!(rows.iter().all(|(_, before, _)| before.is_empty()));
    }
}
