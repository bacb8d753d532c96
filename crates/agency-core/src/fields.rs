//! The fields of an order by their paths: how each is called and how its value
//! reads. One table serves the check, validation and the history of changes.
//!
//! A path is dotted, with ids for the records of lists: `contract.date`,
//! `tourists.<id>.birth_date`, `services.<id>.check_in`,
//! `price.schedule.<id>.sum`, `operator.guarantees.0.to`.

use crate::check::Block;
use crate::contract::{BookingStatus, ContractKind};
use crate::operator::GuaranteeKind;
use crate::order::{DocumentsGiven, Order, OrderStatus, PaymentMethod, TourKind};
use crate::person::{CustomerKind, Gender, IdentityCheckWay, Tourist, Visa};
use crate::services::{Service, ServiceKind};
use crate::{DocumentKind, Money, countries, dates};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// How the value of a field reads.
#[derive(Clone, Copy)]
enum Form {
    /// As it is; lists with commas.
    Text,
    /// ISO date.
    Day,
    /// ISO date and time.
    Moment,
    /// Kopecks.
    Sum,
    /// Yes or no.
    Flag,
    /// A whole number.
    Count,
    /// Country code or codes.
    Country,
    /// A word of an enumeration, or several.
    Word(fn(&Value) -> Option<&'static str>),
    /// Ids of tourists.
    Tourists,
    /// Says nothing to a person.
    Opaque,
    /// Never a change of its own: it goes with another field.
    Silent,
}

fn word<T: DeserializeOwned>(value: &Value, label: fn(T) -> &'static str) -> Option<&'static str> {
    serde_json::from_value(value.clone()).ok().map(label)
}

macro_rules! fields {
    ($($path:literal $label:literal $form:expr;)+) => {
        const FIELDS: &[(&str, &str, Form)] = &[$(($path, $label, $form)),+];
    };
}

use Form::{Count, Country, Day, Flag, Moment, Opaque, Silent, Sum, Text, Tourists, Word};

fields! {
    "id" "Заявка" Silent;
    "number" "Номер заявки" Text;
    "status" "Статус заявки" Word(|v| word(v, OrderStatus::label));
    "is_quote" "Запрос на расчёт" Flag;
    "manager" "Менеджер" Text;
    "manager_id" "Менеджер" Silent;
    "office_id" "Офис" Opaque;
    "lead_source" "Источник лида" Text;
    "lead_kind" "Тип лида" Text;
    "documents_given" "Документы туристу" Word(|v| word(v, DocumentsGiven::label));
    "documents_given_on" "Документы выданы" Day;
    "notes" "Заметки" Text;

    "contract.number" "Номер договора" Text;
    "contract.date" "Дата договора" Day;
    "contract.city" "Место заключения" Text;
    "contract.status" "Статус договора" Silent;
    "contract.kind" "Вид договора" Word(|v| word(v, ContractKind::label));
    "contract.docs_from_tourist_by" "Срок предоставления документов от туриста" Day;
    "contract.docs_to_tourist_by" "Срок передачи документов туристу" Moment;
    "contract.template" "Шаблон договора" Text;
    "contract.confirm_by" "Срок подтверждения бронирования" Day;
    "contract.confirm_within" "Срок подтверждения бронирования словами" Text;
    "contract.booking_number" "Номер брони" Text;
    "contract.booking_status" "Статус брони" Word(|v| word(v, BookingStatus::label));

    "customer.kind" "Кто заказчик" Word(|v| word(v, CustomerKind::label));
    "customer.client_id" "Карточка клиента" Silent;
    "customer.last_name" "Фамилия" Text;
    "customer.first_name" "Имя" Text;
    "customer.middle_name" "Отчество" Text;
    "customer.no_middle_name" "Нет отчества" Flag;
    "customer.gender" "Пол" Word(|v| word(v, Gender::label));
    "customer.birth_date" "Дата рождения" Day;
    "customer.citizenship" "Гражданство" Country;
    "customer.registration_address" "Адрес регистрации" Text;
    "customer.actual_address" "Адрес фактического проживания" Text;
    "customer.lives_at_registration" "Живёт по адресу регистрации" Flag;
    "customer.phone" "Телефон" Text;
    "customer.email" "E-mail" Text;
    "customer.inn" "ИНН" Text;
    "customer.is_tourist" "Заказчик едет" Flag;
    "customer.identity_checked.way" "Личность проверена: как" Word(|v| word(v, IdentityCheckWay::label));
    "customer.identity_checked.by" "Личность проверена: кем" Text;
    "customer.identity_checked.on" "Личность проверена: когда" Day;

    "customer.document.kind" "Документ" Word(|v| word(v, DocumentKind::label));
    "customer.document.series" "Серия документа" Text;
    "customer.document.number" "Номер документа" Text;
    "customer.document.issued_by" "Кем выдан документ" Text;
    "customer.document.issued_on" "Дата выдачи документа" Day;
    "customer.document.department_code" "Код подразделения" Text;
    "customer.document.expires_on" "Действителен до" Day;

    "customer.organisation.form" "Форма организации" Text;
    "customer.organisation.full_name" "Полное наименование" Text;
    "customer.organisation.short_name" "Сокращённое наименование" Text;
    "customer.organisation.inn" "ИНН" Text;
    "customer.organisation.kpp" "КПП" Text;
    "customer.organisation.ogrn" "ОГРН" Text;
    "customer.organisation.legal_address" "Юридический адрес" Text;
    "customer.organisation.post_address" "Почтовый адрес" Text;
    "customer.organisation.account" "Расчётный счёт" Text;
    "customer.organisation.bik" "БИК" Text;
    "customer.organisation.bank" "Банк" Text;
    "customer.organisation.correspondent_account" "Корреспондентский счёт" Text;
    "customer.organisation.signer_name" "Подписант" Text;
    "customer.organisation.signer_name_genitive" "Подписант в родительном падеже" Text;
    "customer.organisation.signer_position" "Должность подписанта" Text;
    "customer.organisation.signer_position_genitive" "Должность в родительном падеже" Text;
    "customer.organisation.signer_basis" "Действует на основании" Text;
    "customer.organisation.signer_phone" "Телефон подписанта" Text;
    "customer.organisation.signer_email" "E-mail подписанта" Text;

    "tourists.*.client_id" "Карточка клиента" Silent;
    "tourists.*.last_name" "Фамилия" Text;
    "tourists.*.first_name" "Имя" Text;
    "tourists.*.middle_name" "Отчество" Text;
    "tourists.*.no_middle_name" "Нет отчества" Flag;
    "tourists.*.last_name_latin" "Фамилия латиницей" Text;
    "tourists.*.first_name_latin" "Имя латиницей" Text;
    "tourists.*.gender" "Пол" Word(|v| word(v, Gender::label));
    "tourists.*.birth_date" "Дата рождения" Day;
    "tourists.*.citizenship" "Гражданство" Country;
    "tourists.*.document.kind" "Документ" Word(|v| word(v, DocumentKind::label));
    "tourists.*.document.series" "Серия документа" Text;
    "tourists.*.document.number" "Номер документа" Text;
    "tourists.*.document.issued_by" "Кем выдан документ" Text;
    "tourists.*.document.issued_on" "Дата выдачи документа" Day;
    "tourists.*.document.department_code" "Код подразделения" Text;
    "tourists.*.document.expires_on" "Действителен до" Day;
    "tourists.*.visa" "Виза" Word(|v| word(v, Visa::label));
    "tourists.*.visa_number" "Номер визы" Text;
    "tourists.*.visa_expires_on" "Виза действительна до" Day;
    "tourists.*.birth_place" "Место рождения" Text;
    "tourists.*.phone" "Телефон" Text;
    "tourists.*.email" "E-mail" Text;
    "tourists.*.child_consent" "Согласие родителей есть" Flag;
    "tourists.*.notes" "Особенности" Text;

    "tour.kind" "Вид туризма" Word(|v| word(v, TourKind::label));
    "tour.countries" "Страна" Country;
    "tour.resorts" "Город, курорт" Text;
    "tour.departure_city" "Город вылета" Text;
    "tour.route" "Маршрут" Text;
    "tour.start" "Начало тура" Day;
    "tour.end" "Окончание тура" Day;
    "tour.purpose" "Цель поездки" Text;
    "tour.program" "Программа пребывания" Text;

    "services.accommodation.hotel" "Название" Text;
    "services.accommodation.address" "Адрес" Text;
    "services.accommodation.category" "Категория" Text;
    "services.accommodation.check_in" "Заезд" Day;
    "services.accommodation.check_out" "Выезд" Day;
    "services.accommodation.room" "Категория номера" Text;
    "services.accommodation.occupancy" "Тип размещения" Text;
    "services.accommodation.meal" "Питание" Text;
    "services.transport.mode" "Вид перевозки" Text;
    "services.transport.carrier" "Перевозчик" Text;
    "services.transport.number" "Номер рейса" Text;
    "services.transport.from" "Откуда" Text;
    "services.transport.to" "Куда" Text;
    "services.transport.departs_at" "Отправление" Moment;
    "services.transport.arrives_at" "Прибытие" Moment;
    "services.transport.class" "Класс" Text;
    "services.transport.baggage" "Багаж" Text;
    "services.transport.charter" "Чартерный рейс" Flag;
    "services.transport.tickets" "Номера билетов" Text;
    "services.transfer.mode" "Вид трансфера" Text;
    "services.transfer.route" "Маршрут" Text;
    "services.transfer.date" "Дата" Day;
    "services.insurance.subject" "Вид страхования" Text;
    "services.insurance.insurer" "Страховщик" Text;
    "services.insurance.policy_number" "Номер полиса" Text;
    "services.insurance.policy_date" "Дата полиса" Day;
    "services.insurance.coverage" "Страховая сумма" Text;
    "services.insurance.territory" "Территория" Text;
    "services.insurance.from" "Начало действия" Day;
    "services.insurance.to" "Конец действия" Day;
    "services.insurance.insured" "Застрахованные" Tourists;
    "services.insurance.deductible" "Франшиза" Text;
    "services.excursions.program" "Название или перечень" Text;
    "services.excursions.date" "Дата" Day;
    "services.excursions.duration" "Продолжительность" Text;
    "services.excursions.language" "Язык" Text;
    "services.excursions.with_guide" "С экскурсоводом" Flag;
    "services.meals.meal" "Тип питания" Text;
    "services.meals.from" "Первый день" Day;
    "services.meals.to" "Последний день" Day;
    "services.meals.details" "Подробности" Text;
    "services.guide.role" "Кто сопровождает" Text;
    "services.guide.language" "Язык" Text;
    "services.guide.details" "Подробности" Text;
    "services.visa.country" "Страна" Country;
    "services.visa.visa_type" "Тип визы" Text;
    "services.visa.submit_by" "Срок подачи" Day;
    "services.visa.fee" "Консульский сбор" Text;
    "services.other.name" "Название" Text;
    "services.other.details" "Подробности" Text;
    "services.other.quantity" "Количество" Count;
    "services.other.price" "Цена" Sum;
    "services_not_included" "Не входит в турпродукт" Word(|v| word(v, ServiceKind::label));

    "price.total" "Общая цена турпродукта" Sum;
    "price.prepayment" "Аванс" Sum;
    "price.prepayment_by" "Срок аванса" Day;
    "price.final_by" "Окончательная оплата" Day;
    "price.method" "Способ оплаты" Word(|v| word(v, PaymentMethod::label));
    "price.currency" "Валюта" Text;
    "price.rate" "Курс" Text;
    "price.in_currency" "Цена в валюте" Text;
    "price.schedule.*.sum" "Сумма" Sum;
    "price.schedule.*.by" "Срок" Day;
    "price.schedule.*.note" "Примечание" Text;
    "price.schedule" "График платежей" Text;
    "price.discount" "Скидка" Sum;
    "price.bonus" "Бонусы" Sum;
    "price.commission" "Вознаграждение агента" Sum;
    "price.included" "Что входит в цену" Text;
    "price.operator_total" "К оплате туроператору" Sum;
    "price.operator_schedule.*.sum" "Сумма" Sum;
    "price.operator_schedule.*.by" "Срок" Day;
    "price.operator_schedule.*.note" "Примечание" Text;
    "price.operator_schedule" "График платежей туроператору" Text;

    "operator" "Туроператор" Text;
    "operator.id" "Туроператор" Silent;
    "operator.full_name" "Наименование туроператора" Text;
    "operator.short_name" "Сокращённое наименование туроператора" Text;
    "operator.registry_number" "Номер в реестре туроператоров" Text;
    "operator.inn" "ИНН туроператора" Text;
    "operator.ogrn" "ОГРН туроператора" Text;
    "operator.address" "Адрес туроператора" Text;
    "operator.post_address" "Почтовый адрес туроператора" Text;
    "operator.phone" "Телефон туроператора" Text;
    "operator.email" "E-mail туроператора" Text;
    "operator.site" "Сайт туроператора" Text;
    "operator.scope" "Сфера деятельности туроператора" Word(|v| word(v, TourKind::label));
    "operator.guarantees.*.kind" "Форма" Word(|v| word(v, GuaranteeKind::label));
    "operator.guarantees.*.amount" "Размер" Sum;
    "operator.guarantees.*.number" "Номер договора" Text;
    "operator.guarantees.*.date" "Дата договора" Day;
    "operator.guarantees.*.from" "Первый день действия" Day;
    "operator.guarantees.*.to" "Последний день действия" Day;
    "operator.guarantees.*.guarantor" "Кто предоставил" Text;
    "operator.guarantees.*.guarantor_address" "Адрес гаранта" Text;
    "operator.guarantees.*.guarantor_post_address" "Почтовый адрес гаранта" Text;
    "operator.association" "Объединение туроператоров" Text;
    "operator.personal_liability_fund" "Фонд персональной ответственности" Text;
    "operator.agency_agreement_number" "Договор агента с туроператором: номер" Text;
    "operator.agency_agreement_date" "Договор агента с туроператором: дата" Day;
}

/// The path as the table knows it: `*` for a record of a list, the kind for a service.
fn pattern(order: &Order, path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let in_list = |index: usize| {
        matches!(
            (parts.first(), parts.get(1)),
            (Some(&"tourists"), _) if index == 1
        ) || (index == 2
            && matches!(parts[..2], ["price", "schedule" | "operator_schedule"] | ["operator", "guarantees"]))
    };
    let mut out: Vec<String> = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        out.push(if in_list(index) {
            "*".into()
        } else if index == 1 && parts[0] == "services" {
            service(order, part).map_or_else(|| (*part).to_owned(), |service| service.kind().key().to_owned())
        } else {
            (*part).to_owned()
        });
    }
    out.join(".")
}

fn find(order: &Order, path: &str) -> Option<&'static (&'static str, &'static str, Form)> {
    let pattern = pattern(order, path);
    FIELDS.iter().find(|(known, ..)| *known == pattern)
}

fn service<'a>(order: &'a Order, id: &str) -> Option<&'a Service> {
    order.services.iter().find(|service| service.id.to_string() == id)
}

fn tourist<'a>(order: &'a Order, id: &str) -> Option<(usize, &'a Tourist)> {
    order.tourists.iter().enumerate().find(|(_, tourist)| tourist.id.to_string() == id)
}

/// The name of a field with what it is of: «Дата договора», «Турист Иванов
/// Иван: Дата рождения», «Средство размещения: Заезд».
pub fn title(order: &Order, path: &str) -> String {
    let label = find(order, path).map_or_else(|| path.to_owned(), |(_, label, _)| (*label).to_owned());
    match record_title(order, path) {
        Some(record) => format!("{record}: {label}"),
        None => label,
    }
}

/// The record of a list a path leads into: «Турист Иванов Иван».
pub(crate) fn record_title(order: &Order, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    match parts.as_slice() {
        ["tourists", id, ..] => tourist(order, id).map(|(index, tourist)| tourist_title(index, tourist)),
        ["services", id, ..] => service(order, id).map(|service| service.kind().label().to_owned()),
        ["price", "schedule", _, ..] => Some("График платежей".into()),
        ["price", "operator_schedule", _, ..] => Some("График платежей туроператору".into()),
        ["operator", "guarantees", _, ..] => Some("Финансовое обеспечение туроператора".into()),
        _ => None,
    }
}

/// «Турист Иванов Иван», or by the place in the list while there is no name.
pub(crate) fn tourist_title(index: usize, tourist: &Tourist) -> String {
    let name = format!("{} {}", tourist.last_name.trim(), tourist.first_name.trim());
    match name.trim() {
        "" => format!("Турист {}", index + 1),
        name => format!("Турист {name}"),
    }
}

/// The block of the order's page a field is in.
pub fn block(path: &str) -> Block {
    match path.split('.').next().unwrap_or_default() {
        "customer" => Block::Customer,
        "tourists" => Block::Tourists,
        "tour" | "services" | "services_not_included" => Block::Tour,
        "price" => Block::Price,
        "operator" => Block::Operator,
        "agency" => Block::Agency,
        _ => Block::Contract,
    }
}

/// Where a field stands in the form.
pub(crate) fn place(order: &Order, path: &str) -> usize {
    let pattern = pattern(order, path);
    let inside =
        |known: &str| known.strip_prefix(&pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    FIELDS.iter().position(|(known, ..)| inside(known)).unwrap_or(FIELDS.len())
}

/// Whether a change of the field is worth a line of the history.
pub(crate) fn is_silent(order: &Order, path: &str) -> bool {
    matches!(find(order, path), Some((.., Silent)))
}

/// A value as a person reads it; empty for nothing.
pub(crate) fn reading(order: &Order, path: &str, value: &Value) -> String {
    let form = find(order, path).map_or(Text, |(.., form)| *form);
    if let Value::Array(list) = value {
        return list.iter().map(|item| one(order, form, item)).collect::<Vec<_>>().join(", ");
    }
    one(order, form, value)
}

fn one(order: &Order, form: Form, value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    match (form, value) {
        (_, Value::Null) | (Opaque | Silent, _) => String::new(),
        (Flag, value) => if value.as_bool() == Some(true) { "да" } else { "нет" }.into(),
        (Day, _) => text.parse().map_or_else(|_| text.to_owned(), dates::short_date),
        (Moment, _) => text.parse().map_or_else(|_| text.to_owned(), dates::short_date_time),
        (Sum, value) => value.as_i64().map(|kopecks| format!("{}\u{a0}₽", Money(kopecks))).unwrap_or_default(),
        (Country, _) => countries::country_name(text).unwrap_or(text).to_owned(),
        (Word(label), value) => label(value).unwrap_or(text).to_owned(),
        (Tourists, _) => tourist(order, text).map(|(_, tourist)| tourist.full_name()).unwrap_or_default(),
        (Text | Count, Value::String(text)) => text.clone(),
        (Text | Count, value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::tests::full_order;
    use std::collections::BTreeSet;

    fn leaves(value: &Value, path: &str, into: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    leaves(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, into);
                }
            }
            Value::Array(list) if list.first().is_some_and(Value::is_object) => {
                for (index, item) in list.iter().enumerate() {
                    let id = item.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
                    leaves(item, &format!("{path}.{id}"), into);
                }
            }
            _ => into.push(path.to_owned()),
        }
    }

    #[test]
    fn every_field_of_an_order_is_in_the_table_and_nothing_else() {
        let order = full_order();
        let mut paths = Vec::new();
        leaves(&serde_json::to_value(&order).expect("json"), "", &mut paths);
        let is_tag = |path: &str| {
            let head = path.split('.').next().unwrap_or_default();
            (head == "services" && (path.ends_with(".id") || path.ends_with(".kind")))
                || (matches!(head, "tourists" | "price") && path.ends_with(".id"))
        };
        let found: BTreeSet<String> =
            paths.iter().filter(|path| !is_tag(path)).map(|path| pattern(&order, path)).collect();
        let lists = ["price.schedule", "price.operator_schedule", "operator"];
        let table: BTreeSet<String> =
            FIELDS.iter().map(|(path, ..)| (*path).to_owned()).filter(|path| !lists.contains(&path.as_str())).collect();
        assert_eq!(found, table);
    }

    #[test]
    fn a_title_says_whose_field_it_is() {
        let order = full_order();
        let tourist = order.tourists[0].id;
        assert_eq!(title(&order, "contract.date"), "Дата договора");
        assert_eq!(title(&order, &format!("tourists.{tourist}.birth_date")), "Турист Щербаков Иван: Дата рождения");
        let stay = order.services_of(ServiceKind::Accommodation).next().expect("a stay").id;
        assert_eq!(title(&order, &format!("services.{stay}.check_in")), "Средство размещения: Заезд");
        assert_eq!(
            title(&order, "operator.guarantees.0.to"),
            "Финансовое обеспечение туроператора: Последний день действия"
        );
    }
}
