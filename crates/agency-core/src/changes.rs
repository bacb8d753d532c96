//! What changed between two states of an order, in the words of its form.

use crate::fields;
use crate::order::Order;
use crate::person::Tourist;
use crate::services::{Service, ServiceDetails};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

/// One changed field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldChange {
    /// Path of the field, to open it.
    pub field: String,
    /// «Турист Иванов Иван: Дата рождения».
    pub label: String,
    /// Value before; empty for nothing.
    pub before: String,
    /// Value after; empty for nothing.
    pub after: String,
}

/// The fields two states differ in, in the order of the form. The contract's
/// status is no part of a state; neither are ids of directories.
///
/// # Panics
/// Never: an order is always JSON.
pub fn changes(before: &Order, after: &Order) -> Vec<FieldChange> {
    let json = |order: &Order| serde_json::to_value(order).expect("domain types have only text keys");
    let mut walk = Walk { before, after, found: Vec::new() };
    walk.compare("", &json(before), &json(after));
    walk.found.sort_by_key(|change| fields::place(after, &change.field).min(fields::place(before, &change.field)));
    walk.found
}

struct Walk<'a> {
    before: &'a Order,
    after: &'a Order,
    found: Vec<FieldChange>,
}

impl Walk<'_> {
    fn compare(&mut self, path: &str, old: &Value, new: &Value) {
        if old == new || (!path.is_empty() && fields::is_silent(self.after, path)) {
            return;
        }
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => self.objects(path, old, new),
            (Value::Array(old), Value::Array(new)) if old.iter().chain(new).any(Value::is_object) => {
                self.lists(path, old, new);
            }
            (Value::Object(_), Value::Null) | (Value::Null, Value::Object(_)) => {
                self.push(path, whole(self.before, path, old), whole(self.after, path, new));
            }
            _ => {
                let read = |order: &Order, value| fields::reading(order, path, value);
                self.push(path, read(self.before, old), read(self.after, new));
            }
        }
    }

    fn objects(&mut self, path: &str, old: &Map<String, Value>, new: &Map<String, Value>) {
        let is_other = path == "operator" && old.get("id") != new.get("id");
        if is_other {
            let (old, new) = (Value::Object(old.clone()), Value::Object(new.clone()));
            self.push(path, whole(self.before, path, &old), whole(self.after, path, &new));
        }
        for key in new.keys().chain(old.keys().filter(|key| !new.contains_key(*key))) {
            let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let nothing = Value::Null;
            let (old, new) = (old.get(key).unwrap_or(&nothing), new.get(key).unwrap_or(&nothing));
            if !(is_other && (key == "short_name" || key == "full_name")) {
                self.compare(&inner, old, new);
            }
        }
    }

    /// Records of a list: by their ids, else by their places.
    fn lists(&mut self, path: &str, old: &[Value], new: &[Value]) {
        let id = |index: usize, item: &Value| {
            item.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned)
        };
        let ids = |list: &[Value]| list.iter().enumerate().map(|(index, item)| id(index, item)).collect::<Vec<_>>();
        let (old_ids, new_ids) = (ids(old), ids(new));
        for (item, id) in old.iter().zip(&old_ids).filter(|(_, id)| !new_ids.contains(id)) {
            let inner = format!("{path}.{id}");
            self.record(self.before, &inner, whole(self.before, &inner, item), String::new());
        }
        for (item, id) in new.iter().zip(&new_ids) {
            let inner = format!("{path}.{id}");
            match old_ids.iter().position(|old| old == id) {
                None => self.record(self.after, &inner, String::new(), whole(self.after, &inner, item)),
                Some(index) if old[index].get("kind") != item.get("kind") && path == "services" => {
                    let before = whole(self.before, &inner, &old[index]);
                    self.record(self.after, &inner, before, whole(self.after, &inner, item));
                }
                Some(index) => self.compare(&inner, &old[index], item),
            }
        }
        let kept = |ids: &[String], others: &[String]| {
            ids.iter().filter(|id| others.contains(id)).cloned().collect::<Vec<_>>()
        };
        if kept(&old_ids, &new_ids) != kept(&new_ids, &old_ids) {
            self.found.push(FieldChange {
                field: path.to_owned(),
                label: format!("Порядок: {}", list_name(path)),
                before: String::new(),
                after: String::new(),
            });
        }
    }

    fn record(&mut self, order: &Order, path: &str, before: String, after: String) {
        let label = fields::record_title(order, path).unwrap_or_else(|| fields::title(order, path));
        self.found.push(FieldChange { field: path.to_owned(), label, before, after });
    }

    fn push(&mut self, path: &str, before: String, after: String) {
        self.found.push(FieldChange { field: path.to_owned(), label: fields::title(self.after, path), before, after });
    }
}

fn list_name(path: &str) -> &'static str {
    match path {
        "tourists" => "туристы",
        "services" => "услуги",
        _ => "строки графика",
    }
}

/// A whole record in a few words.
fn whole(order: &Order, path: &str, value: &Value) -> String {
    if value.is_null() {
        return String::new();
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let parts = match path.split('.').next().unwrap_or_default() {
        "tourists" => serde_json::from_value::<Tourist>(value.clone()).map(|t| vec![t.full_name()]).unwrap_or_default(),
        "services" => serde_json::from_value::<Service>(value.clone()).map(|s| service_words(&s)).unwrap_or_default(),
        "price" => ["sum", "by", "note"]
            .iter()
            .filter_map(|key| Some(fields::reading(order, &format!("{path}.{key}"), value.get(*key)?)))
            .collect(),
        _ => ["short_name", "full_name", "number", "guarantor"].iter().map(|key| text(key)).collect(),
    };
    let words: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match (path, words.first()) {
        (_, None) => "без данных".into(),
        ("operator", Some(name)) => name.clone(),
        _ => words.join(", "),
    }
}

fn service_words(service: &Service) -> Vec<String> {
    match &service.details {
        ServiceDetails::Accommodation(a) => vec![a.hotel.clone(), a.category.clone()],
        ServiceDetails::Transport(t) => vec![t.number.clone(), t.from.clone(), t.to.clone()],
        ServiceDetails::Transfer(t) => vec![t.route.clone()],
        ServiceDetails::Insurance(i) => vec![i.subject.clone(), i.insurer.clone()],
        ServiceDetails::Excursions(e) => vec![e.program.clone()],
        ServiceDetails::Meals(m) => vec![m.meal.clone()],
        ServiceDetails::Guide(g) => vec![g.role.clone()],
        ServiceDetails::Visa(v) => vec![v.visa_type.clone()],
        ServiceDetails::Other(o) => vec![o.name.clone()],
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::ids::{PaymentDueId, ServiceId, TouristId};
    use crate::services::{Accommodation, Excursions, Guide, Insurance, Meals, OtherService, Transfer, VisaSupport};
    use crate::{Money, PaymentDue};
    use rstest::rstest;

    /// The demo order with a service of every kind and a line in every list.
    pub(crate) fn full_order() -> Order {
        let mut order: Order =
            serde_json::from_str(include_str!("../../../tests/fixtures/orders/6083-1234.json")).expect("an order");
        let details = [
            ServiceDetails::Accommodation(Accommodation::default()),
            ServiceDetails::Transfer(Transfer::default()),
            ServiceDetails::Insurance(Insurance::default()),
            ServiceDetails::Excursions(Excursions::default()),
            ServiceDetails::Meals(Meals::default()),
            ServiceDetails::Guide(Guide::default()),
            ServiceDetails::Visa(VisaSupport::default()),
            ServiceDetails::Other(OtherService::default()),
        ];
        order.services.extend(details.map(|details| Service { id: ServiceId::new(), details }));
        let due = || PaymentDue { id: PaymentDueId::new(), sum: Some(Money(100)), by: None, note: String::new() };
        order.price.schedule.push(due());
        order.price.operator_schedule.push(due());
        order
    }

    fn lines(before: &Order, after: &Order) -> Vec<String> {
        changes(before, after).iter().map(|c| format!("{}: {} → {}", c.label, c.before, c.after)).collect()
    }

    #[rstest]
    #[case::text(|o: &mut Order| o.customer.phone = "+7 900".into(), "Телефон: +7 906 680-55-55 → +7 900")]
    #[case::day(|o: &mut Order| o.tour.end = None, "Окончание тура: 22.06.2027 → ")]
    #[case::sum(|o: &mut Order| o.price.total = Some(Money(1_050)), "Общая цена турпродукта: 218\u{a0}500,00\u{a0}₽ → 10,50\u{a0}₽")]
    #[case::word(|o: &mut Order| o.price.method = None, "Способ оплаты: система быстрых платежей → ")]
    #[case::flag(|o: &mut Order| o.is_quote = true, "Запрос на расчёт: нет → да")]
    #[case::countries(|o: &mut Order| o.tour.countries.push("GEO".into()), "Страна: Турция → Турция, Грузия")]
    #[case::tourist(|o: &mut Order| o.tourists[1].last_name_latin = "X".into(), "Турист Щербакова Алёна: Фамилия латиницей: SHCHERBAKOVA → X")]
    #[case::tourist_gone(|o: &mut Order| { o.tourists.remove(2); }, "Турист Щербаков Матвей: Щербаков Матвей Иванович → ")]
    #[case::tourist_new(|o: &mut Order| o.tourists.push(Tourist::empty(TouristId::new())), "Турист 4:  → без данных")]
    #[case::moved(|o: &mut Order| o.tourists.swap(0, 1), "Порядок: туристы:  → ")]
    #[case::service(|o: &mut Order| { o.services.remove(0); }, "Услуги по перевозке: ПР 2141, Москва (Внуково), Анталья → ")]
    #[case::operator(|o: &mut Order| o.operator = None, "Туроператор: ООО «Туроператор Пример» → ")]
    #[case::guarantee(|o: &mut Order| o.operator.as_mut().expect("operator").guarantees.clear(), "Финансовое обеспечение туроператора: ГОТО-48/26-0173, АО «Страховая компания Пример» → ")]
    fn a_change_reads_as_the_form_says_it(#[case] change: impl FnOnce(&mut Order), #[case] expected: &str) {
        let before = full_order();
        let mut after = before.clone();
        change(&mut after);
        assert_eq!(lines(&before, &after), [expected]);
    }

    #[test]
    fn equal_states_have_no_changes_and_the_contract_status_is_none() {
        let order = full_order();
        assert_eq!(changes(&order, &order), []);
        let mut other = order.clone();
        other.contract.status = crate::ContractStatus::Signed;
        assert_eq!(changes(&order, &other), []);
    }

    /// Takes away every key a bit of `mask` stands for, but identities and kinds.
    fn thin(value: &mut Value, mask: &mut impl Iterator<Item = bool>) {
        match value {
            Value::Object(map) => {
                map.retain(|key, _| matches!(key.as_str(), "id" | "number" | "kind") || mask.next().unwrap_or(true));
                map.values_mut().for_each(|value| thin(value, mask));
            }
            Value::Array(list) => list.iter_mut().for_each(|value| thin(value, mask)),
            _ => {}
        }
    }

    proptest::proptest! {
        /// An order kept by an older version of the program lacks keys; it is read, and reads the same again.
        #[test]
        fn an_order_that_lacks_any_of_its_fields_is_read(mask in proptest::collection::vec(proptest::bool::weighted(0.8), 0..400)) {
            let mut json = serde_json::to_value(full_order()).expect("json");
            thin(&mut json, &mut mask.into_iter());
            let order: Order = serde_json::from_value(json).expect("an older order");
            let again: Order = serde_json::from_str(&serde_json::to_string(&order).expect("json")).expect("an order");
            proptest::prop_assert_eq!(changes(&order, &again), []);
            proptest::prop_assert_eq!(&order, &again);
            let full = full_order();
            proptest::prop_assert_eq!(changes(&order, &full).is_empty(), changes(&full, &order).is_empty());
        }
    }
}
