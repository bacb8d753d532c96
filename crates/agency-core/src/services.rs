//! Services of a tour: what is filled decides the orange rows of the check.

use crate::ids::{ServiceId, TouristId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Money;

/// Kind of a service, as listed in block «Детали тура».
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Экскурсионная программа.
    Excursions,
    /// Страхование.
    Insurance,
    /// Услуги по перевозке в стране временного пребывания.
    Transfer,
    /// Средство размещения.
    Accommodation,
    /// Услуги по перевозке (туда и обратно).
    Transport,
    /// Питание, when it is not part of the stay.
    Meals,
    /// Гид, гид-переводчик, инструктор-проводник.
    Guide,
    /// Визовая поддержка.
    Visa,
    /// Дополнительные услуги.
    Other,
}

impl ServiceKind {
    /// Every kind, in the order of the contract's booking sheet.
    pub const ALL: [Self; 9] = [
        Self::Transport,
        Self::Accommodation,
        Self::Meals,
        Self::Transfer,
        Self::Excursions,
        Self::Guide,
        Self::Visa,
        Self::Insurance,
        Self::Other,
    ];

    /// The name in paths of fields, in templates and in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Excursions => "excursions",
            Self::Insurance => "insurance",
            Self::Transfer => "transfer",
            Self::Accommodation => "accommodation",
            Self::Transport => "transport",
            Self::Meals => "meals",
            Self::Guide => "guide",
            Self::Visa => "visa",
            Self::Other => "other",
        }
    }

    /// The name of the row in «Проверка заполнения договора» and of the section on screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Excursions => "Экскурсионная программа",
            Self::Insurance => "Страхование",
            Self::Transfer => "Услуги по перевозке в стране временного пребывания",
            Self::Accommodation => "Средство размещения",
            Self::Transport => "Услуги по перевозке",
            Self::Meals => "Питание",
            Self::Guide => "Гид, гид-переводчик, инструктор-проводник",
            Self::Visa => "Визовая поддержка",
            Self::Other => "Дополнительные услуги",
        }
    }
}

/// One service of a tour. A field that is empty makes the service «заполнена
/// частично»; [`Service::missing`] names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Service {
    /// Identity inside the order.
    pub id: ServiceId,
    /// What kind it is, with its fields.
    #[serde(flatten)]
    pub details: ServiceDetails,
}

/// Fields of a service by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ServiceDetails {
    /// Средство размещения.
    Accommodation(Accommodation),
    /// Перевозка туда или обратно.
    Transport(Transport),
    /// Перевозка в стране временного пребывания.
    Transfer(Transfer),
    /// Страхование.
    Insurance(Insurance),
    /// Экскурсионная программа.
    Excursions(Excursions),
    /// Питание.
    Meals(Meals),
    /// Гид.
    Guide(Guide),
    /// Визовая поддержка.
    Visa(VisaSupport),
    /// Дополнительная услуга.
    Other(OtherService),
}

/// Средство размещения.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Accommodation {
    /// Название.
    pub hotel: String,
    /// Город или курорт и адрес.
    pub address: String,
    /// Категория: `5*`, `Apts`, «без категории».
    pub category: String,
    /// Заезд.
    pub check_in: Option<NaiveDate>,
    /// Выезд.
    pub check_out: Option<NaiveDate>,
    /// Категория номера: Standard, Family.
    pub room: String,
    /// Тип размещения: `DBL`, `DBL+CHD`.
    pub occupancy: String,
    /// Питание: `BB`, `AI`, `UAI`.
    pub meal: String,
}

/// Перевозка туда или обратно.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Transport {
    /// Вид: авиа, ж/д, автобус.
    pub mode: String,
    /// Перевозчик.
    pub carrier: String,
    /// Номер рейса или поезда.
    pub number: String,
    /// Откуда.
    pub from: String,
    /// Куда.
    pub to: String,
    /// Отправление, local time of the place.
    pub departs_at: Option<NaiveDateTime>,
    /// Прибытие, local time of the place.
    pub arrives_at: Option<NaiveDateTime>,
    /// Класс обслуживания.
    pub class: String,
    /// Багаж.
    pub baggage: String,
    /// Чартерный рейс.
    pub charter: bool,
    /// Номера билетов, once issued.
    pub tickets: String,
}

/// Трансфер в стране временного пребывания.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Transfer {
    /// Вид: индивидуальный, групповой.
    pub mode: String,
    /// Маршрут.
    pub route: String,
    /// Дата.
    pub date: Option<NaiveDate>,
}

/// Страхование.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Insurance {
    /// Вид: медицинское, от невыезда.
    pub subject: String,
    /// Страховщик.
    pub insurer: String,
    /// Номер полиса.
    pub policy_number: String,
    /// Дата полиса.
    pub policy_date: Option<NaiveDate>,
    /// Страховая сумма с валютой: «50 000 USD».
    pub coverage: String,
    /// Территория.
    pub territory: String,
    /// Начало действия.
    pub from: Option<NaiveDate>,
    /// Конец действия.
    pub to: Option<NaiveDate>,
    /// Застрахованные; empty means every tourist of the order.
    pub insured: Vec<TouristId>,
    /// Франшиза; empty means none.
    pub deductible: String,
}

/// Экскурсионная программа.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Excursions {
    /// Название или перечень.
    pub program: String,
    /// Дата.
    pub date: Option<NaiveDate>,
    /// Продолжительность.
    pub duration: String,
    /// Язык.
    pub language: String,
    /// С экскурсоводом.
    pub with_guide: bool,
}

/// Питание, when it is not part of the stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Meals {
    /// Тип питания: `BB`, «трёхразовое».
    pub meal: String,
    /// Первый день.
    pub from: Option<NaiveDate>,
    /// Последний день.
    pub to: Option<NaiveDate>,
    /// Подробности.
    pub details: String,
}

/// Гид, гид-переводчик or инструктор-проводник.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Guide {
    /// Кто: экскурсовод, гид-переводчик, инструктор-проводник.
    pub role: String,
    /// Язык.
    pub language: String,
    /// Подробности.
    pub details: String,
}

/// Визовая поддержка агентства.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct VisaSupport {
    /// Страна, ISO 3166 alpha-3.
    pub country: String,
    /// Тип визы: туристическая однократная.
    pub visa_type: String,
    /// Срок подачи документов.
    pub submit_by: Option<NaiveDate>,
    /// Консульский сбор с валютой: «90 EUR».
    pub fee: String,
}

/// Дополнительная услуга.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OtherService {
    /// Название.
    pub name: String,
    /// Подробности.
    pub details: String,
    /// Количество; empty means one.
    pub quantity: Option<u32>,
    /// Цена, if priced apart.
    pub price: Option<Money>,
}

impl Service {
    /// The kind of this service.
    pub fn kind(&self) -> ServiceKind {
        match &self.details {
            ServiceDetails::Accommodation(_) => ServiceKind::Accommodation,
            ServiceDetails::Transport(_) => ServiceKind::Transport,
            ServiceDetails::Transfer(_) => ServiceKind::Transfer,
            ServiceDetails::Insurance(_) => ServiceKind::Insurance,
            ServiceDetails::Excursions(_) => ServiceKind::Excursions,
            ServiceDetails::Meals(_) => ServiceKind::Meals,
            ServiceDetails::Guide(_) => ServiceKind::Guide,
            ServiceDetails::Visa(_) => ServiceKind::Visa,
            ServiceDetails::Other(_) => ServiceKind::Other,
        }
    }

    /// Labels of the fields that are still empty, in the order of the form;
    /// none of them means the service is «заполнена».
    pub fn missing(&self) -> Vec<&'static str> {
        let mut missing = Missing::default();
        match &self.details {
            ServiceDetails::Accommodation(a) => {
                missing.text(&a.hotel, "название");
                missing.text(&a.address, "адрес");
                missing.text(&a.category, "категория");
                missing.value(a.check_in.as_ref(), "заезд");
                missing.value(a.check_out.as_ref(), "выезд");
                missing.text(&a.room, "категория номера");
                missing.text(&a.occupancy, "тип размещения");
                missing.text(&a.meal, "питание");
            }
            ServiceDetails::Transport(t) => {
                missing.text(&t.mode, "вид перевозки");
                missing.text(&t.carrier, "перевозчик");
                missing.text(&t.number, "номер рейса");
                missing.text(&t.from, "откуда");
                missing.text(&t.to, "куда");
                missing.value(t.departs_at.as_ref(), "отправление");
                missing.value(t.arrives_at.as_ref(), "прибытие");
                missing.text(&t.class, "класс");
                missing.text(&t.baggage, "багаж");
            }
            ServiceDetails::Transfer(t) => {
                missing.text(&t.mode, "вид трансфера");
                missing.text(&t.route, "маршрут");
                missing.value(t.date.as_ref(), "дата");
            }
            ServiceDetails::Insurance(i) => {
                missing.text(&i.subject, "вид страхования");
                missing.text(&i.insurer, "страховщик");
                missing.text(&i.policy_number, "номер полиса");
                missing.value(i.policy_date.as_ref(), "дата полиса");
                missing.text(&i.coverage, "страховая сумма");
                missing.text(&i.territory, "территория");
                missing.value(i.from.as_ref(), "начало действия");
                missing.value(i.to.as_ref(), "конец действия");
            }
            ServiceDetails::Excursions(e) => {
                missing.text(&e.program, "название или перечень");
                missing.value(e.date.as_ref(), "дата");
                missing.text(&e.duration, "продолжительность");
                missing.text(&e.language, "язык");
            }
            ServiceDetails::Meals(m) => {
                missing.text(&m.meal, "тип питания");
                missing.value(m.from.as_ref(), "первый день");
                missing.value(m.to.as_ref(), "последний день");
            }
            ServiceDetails::Guide(g) => missing.text(&g.role, "кто сопровождает"),
            ServiceDetails::Visa(v) => {
                missing.text(&v.country, "страна");
                missing.text(&v.visa_type, "тип визы");
                missing.value(v.submit_by.as_ref(), "срок подачи");
                missing.text(&v.fee, "консульский сбор");
            }
            ServiceDetails::Other(o) => missing.text(&o.name, "название"),
        }
        missing.0
    }
}

#[derive(Default)]
struct Missing(Vec<&'static str>);

impl Missing {
    fn text(&mut self, value: &str, label: &'static str) {
        if value.trim().is_empty() {
            self.0.push(label);
        }
    }

    fn value<T>(&mut self, value: Option<&T>, label: &'static str) {
        if value.is_none() {
            self.0.push(label);
        }
    }
}
