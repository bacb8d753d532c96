//! The order (заявка): the aggregate everything else hangs on.

use crate::contract::Contract;
use crate::ids::{OfficeId, OrderId, PaymentDueId, StaffId};
use crate::money::Money;
use crate::operator::TourOperator;
use crate::person::{Customer, Tourist};
use crate::services::{Service, ServiceKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Status of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Новая.
    #[default]
    New,
    /// В работе.
    InProgress,
    /// Подтверждена.
    Confirmed,
    /// Документы готовы к выдаче.
    DocumentsReady,
    /// Документы выданы.
    DocumentsIssued,
    /// Заявка закрыта.
    Closed,
    /// Отказ.
    Refused,
    /// Аннулирована.
    Cancelled,
}

/// Whether the tourist has the documents for the trip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentsGiven {
    /// Не выданы.
    #[default]
    NotGiven,
    /// Выданы частично.
    Partly,
    /// Выданы.
    Given,
}

impl DocumentsGiven {
    /// Every value, from none to all.
    pub const ALL: [Self; 3] = [Self::NotGiven, Self::Partly, Self::Given];

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::NotGiven => "Не выданы",
            Self::Partly => "Выданы частично",
            Self::Given => "Выданы",
        }
    }
}

/// Kind of tourism.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TourKind {
    /// Выездной.
    Outbound,
    /// Внутренний.
    Domestic,
    /// Въездной.
    Inbound,
}

impl OrderStatus {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::New => "Новая",
            Self::InProgress => "В работе",
            Self::Confirmed => "Подтверждена",
            Self::DocumentsReady => "Документы готовы к выдаче",
            Self::DocumentsIssued => "Документы выданы",
            Self::Closed => "Заявка закрыта",
            Self::Refused => "Отказ",
            Self::Cancelled => "Аннулирована",
        }
    }

    /// Every status, in the order an order lives through them.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::InProgress,
        Self::Confirmed,
        Self::DocumentsReady,
        Self::DocumentsIssued,
        Self::Closed,
        Self::Refused,
        Self::Cancelled,
    ];

    /// Whether the work is done, so that the order goes to the archive.
    pub fn is_archived(self) -> bool {
        matches!(self, Self::DocumentsIssued | Self::Closed | Self::Refused | Self::Cancelled)
    }

    /// Whether nobody travels.
    pub fn is_cancelled(self) -> bool {
        matches!(self, Self::Refused | Self::Cancelled)
    }
}

impl TourKind {
    /// The word printed in documents.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outbound => "выездной",
            Self::Domestic => "внутренний",
            Self::Inbound => "въездной",
        }
    }
}

/// Basic data of block «Детали тура».
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Tour {
    /// Вид туризма.
    pub kind: Option<TourKind>,
    /// Страны, ISO 3166 alpha-3.
    pub countries: Vec<String>,
    /// Города и курорты.
    pub resorts: String,
    /// Город вылета или отправления.
    pub departure_city: String,
    /// Маршрут.
    pub route: String,
    /// Начало тура.
    pub start: Option<NaiveDate>,
    /// Окончание тура.
    pub end: Option<NaiveDate>,
    /// Цель поездки.
    pub purpose: String,
    /// Программа пребывания.
    pub program: String,
}

impl Tour {
    /// Nights between start and end; `None` until both are known and in order.
    pub fn nights(&self) -> Option<i64> {
        let nights = (self.end? - self.start?).num_days();
        (nights >= 0).then_some(nights)
    }
}

/// Way of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Наличные.
    Cash,
    /// Банковская карта.
    Card,
    /// Безналичный расчёт.
    BankTransfer,
    /// Система быстрых платежей.
    Sbp,
    /// Кредит или рассрочка.
    Credit,
}

impl PaymentMethod {
    /// Every way, as drop-downs list them.
    pub const ALL: [Self; 5] = [Self::Cash, Self::Card, Self::BankTransfer, Self::Sbp, Self::Credit];

    /// The words printed in the contract.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cash => "наличные",
            Self::Card => "банковская карта",
            Self::BankTransfer => "безналичный расчёт",
            Self::Sbp => "система быстрых платежей",
            Self::Credit => "кредит или рассрочка",
        }
    }
}

/// One line of a schedule of payments (график платежей).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentDue {
    /// Identity inside the order.
    pub id: PaymentDueId,
    /// Сумма.
    #[serde(default)]
    pub sum: Option<Money>,
    /// Срок.
    #[serde(default)]
    pub by: Option<NaiveDate>,
    /// Примечание.
    #[serde(default)]
    pub note: String,
}

/// Block «Стоимость и оплата». The price is in roubles (ПП РФ № 1852).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Price {
    /// Общая цена турпродукта.
    pub total: Option<Money>,
    /// Аванс; none when all is paid at once.
    pub prepayment: Option<Money>,
    /// Срок аванса.
    pub prepayment_by: Option<NaiveDate>,
    /// Срок окончательной оплаты.
    pub final_by: Option<NaiveDate>,
    /// Способ оплаты.
    pub method: Option<PaymentMethod>,
    /// Currency of the operator's price, ISO 4217: `EUR`; for information only.
    pub currency: String,
    /// Rate of that currency in roubles, a decimal as typed: `98,45`.
    pub rate: String,
    /// Price in that currency, a decimal as typed: `2 150,00`.
    pub in_currency: String,
    /// График платежей of the tourist; empty when prepayment and balance say it all.
    pub schedule: Vec<PaymentDue>,
    /// Скидка, already taken off the total.
    pub discount: Option<Money>,
    /// Бонусы, already taken off the total.
    pub bonus: Option<Money>,
    /// Вознаграждение агента; internal, never printed.
    pub commission: Option<Money>,
    /// Что входит и что не входит в цену, in words; services are listed apart.
    pub included: String,
    /// What the agency owes the operator, net of the commission; internal.
    pub operator_total: Option<Money>,
    /// График платежей туроператору; internal.
    pub operator_schedule: Vec<PaymentDue>,
}

impl Price {
    /// What is left after the prepayment.
    pub fn balance(&self) -> Option<Money> {
        self.total.map(|total| Money(total.0 - self.prepayment.unwrap_or_default().0))
    }
}

/// An order with all its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Order {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// Статус заявки.
    #[serde(default)]
    pub status: OrderStatus,
    /// «Запрос на расчёт»: asked for a price, nothing is sold yet.
    #[serde(default)]
    pub is_quote: bool,
    /// Менеджер, by name.
    #[serde(default)]
    pub manager: String,
    /// Менеджер, as a member of the staff.
    #[serde(default)]
    pub manager_id: Option<StaffId>,
    /// Офис.
    #[serde(default)]
    pub office_id: Option<OfficeId>,
    /// Источник лида.
    #[serde(default)]
    pub lead_source: String,
    /// Тип лида.
    #[serde(default)]
    pub lead_kind: String,
    /// Документы туристу.
    #[serde(default)]
    pub documents_given: DocumentsGiven,
    /// When the documents were given.
    #[serde(default)]
    pub documents_given_on: Option<NaiveDate>,
    /// Заметки, for the office alone.
    #[serde(default)]
    pub notes: String,
    /// Данные договора и бронирования.
    #[serde(default)]
    pub contract: Contract,
    /// Заказчик.
    #[serde(default)]
    pub customer: Customer,
    /// Туристы.
    #[serde(default)]
    pub tourists: Vec<Tourist>,
    /// Детали тура.
    #[serde(default)]
    pub tour: Tour,
    /// Услуги.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Kinds of services marked «не входит в турпродукт».
    #[serde(default)]
    pub services_not_included: BTreeSet<ServiceKind>,
    /// Стоимость и оплата.
    #[serde(default)]
    pub price: Price,
    /// Туроператор: a snapshot, so that a later change of the directory does not change a contract.
    #[serde(default)]
    pub operator: Option<TourOperator>,
}

impl Order {
    /// A new order with nothing but its number.
    pub fn empty(id: OrderId, number: impl Into<String>) -> Self {
        Self {
            id,
            number: number.into(),
            status: OrderStatus::default(),
            is_quote: false,
            manager: String::new(),
            manager_id: None,
            office_id: None,
            lead_source: String::new(),
            lead_kind: String::new(),
            documents_given: DocumentsGiven::default(),
            documents_given_on: None,
            notes: String::new(),
            contract: Contract::default(),
            customer: Customer::default(),
            tourists: Vec::new(),
            tour: Tour::default(),
            services: Vec::new(),
            services_not_included: BTreeSet::new(),
            price: Price::default(),
            operator: None,
        }
    }

    /// Whether the tour leaves Russia.
    pub fn goes_abroad(&self) -> bool {
        self.tour.countries.iter().any(|country| country != "RUS")
    }

    /// Services of one kind, in the order they were added.
    pub fn services_of(&self, kind: ServiceKind) -> impl Iterator<Item = &Service> {
        self.services.iter().filter(move |service| service.kind() == kind)
    }
}
