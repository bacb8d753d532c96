//! The grid «Заявки»: what it filters and sorts by, what a row shows, what is
//! done to many orders at once.

use crate::contract::ContractStatus;
use crate::ids::{OfficeId, OrderId, StaffId};
use crate::money::Money;
use crate::order::{DocumentsGiven, OrderStatus, PaymentMethod};
use crate::services::ServiceKind;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Tab of the grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderTab {
    /// «Все»: sold and in work, neither quotes nor archive nor trash.
    #[default]
    All,
    /// «Мои»: of «Все», those of who asks.
    Mine,
    /// «Запросы на расчёт».
    Quotes,
    /// «Архивные».
    Archived,
    /// «Корзина».
    Trash,
}

/// A day of the quick filters, counted from today by the computer's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TripDay {
    /// Сегодня.
    Today,
    /// Завтра.
    Tomorrow,
    /// Через 3 дня.
    InThreeDays,
    /// Через 5 дней.
    InFiveDays,
}

impl TripDay {
    /// The day itself.
    pub fn after(self, today: NaiveDate) -> NaiveDate {
        let days = match self {
            Self::Today => 0,
            Self::Tomorrow => 1,
            Self::InThreeDays => 3,
            Self::InFiveDays => 5,
        };
        today + Days::new(days)
    }
}

/// What the grid shows. Empty texts and lists do not filter; several values of
/// one list mean «any of them»; an empty text in a list means «не указано».
/// Typed words are found at the beginning of any word; letter case and ё/е do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OrderFilter {
    /// Tab.
    pub tab: OrderTab,
    /// Words to find anywhere: numbers, names, phones, passports, e-mail, places, operator, manager.
    pub search: String,
    /// Номер заявки.
    pub number: String,
    /// Номер договора.
    pub contract_number: String,
    /// ФИО туриста, in Russian or Latin letters.
    pub tourist: String,
    /// Фамилия заказчика or the name of the organisation.
    pub customer: String,
    /// Начало тура from this day.
    pub start_from: Option<NaiveDate>,
    /// Начало тура to this day.
    pub start_to: Option<NaiveDate>,
    /// Вылет; looks into the archive as well, cancelled orders apart.
    pub departs: Option<TripDay>,
    /// Прилёт; looks into the archive as well, cancelled orders apart.
    pub returns: Option<TripDay>,
    /// Менеджер, by name.
    pub managers: Vec<String>,
    /// Офис.
    pub offices: Vec<OfficeId>,
    /// Источник лида.
    pub lead_sources: Vec<String>,
    /// Тип лида.
    pub lead_kinds: Vec<String>,
    /// Тип оплаты.
    pub payment_methods: Vec<PaymentMethod>,
    /// Тип услуги: orders with a service of any of these kinds.
    pub services: Vec<ServiceKind>,
    /// Туроператор, by its short name.
    pub operators: Vec<String>,
    /// Город вылета.
    pub departure_cities: Vec<String>,
    /// Страна тура, ISO 3166 alpha-3.
    pub countries: Vec<String>,
    /// Документы туристу.
    pub documents_given: Vec<DocumentsGiven>,
    /// Статус заявки.
    pub statuses: Vec<OrderStatus>,
    /// Статус договора.
    pub contract_statuses: Vec<ContractStatus>,
}

/// Column the grid is sorted by. Rows without a value come last in either direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderSort {
    /// Last change.
    #[default]
    Updated,
    /// Создана.
    Created,
    /// Номер заявки; digits count as numbers, so 9 comes before 10.
    Number,
    /// Номер договора; as the number.
    ContractNumber,
    /// Заказчик.
    Customer,
    /// How many tourists.
    Tourists,
    /// Страна, курорт.
    Destination,
    /// Город вылета.
    DepartureCity,
    /// Начало тура.
    TourStart,
    /// Окончание тура.
    TourEnd,
    /// Туроператор.
    Operator,
    /// Менеджер.
    Manager,
    /// Офис.
    Office,
    /// Источник лида.
    LeadSource,
    /// Тип лида.
    LeadKind,
    /// Тип оплаты.
    PaymentMethod,
    /// Сумма.
    Total,
    /// Документы туристу.
    DocumentsGiven,
    /// Статус заявки, in the order an order lives through them.
    Status,
    /// Статус договора, in the order a contract lives through them.
    ContractStatus,
}

impl OrderSort {
    /// Every column.
    pub const ALL: [Self; 20] = [
        Self::Updated,
        Self::Created,
        Self::Number,
        Self::ContractNumber,
        Self::Customer,
        Self::Tourists,
        Self::Destination,
        Self::DepartureCity,
        Self::TourStart,
        Self::TourEnd,
        Self::Operator,
        Self::Manager,
        Self::Office,
        Self::LeadSource,
        Self::LeadKind,
        Self::PaymentMethod,
        Self::Total,
        Self::DocumentsGiven,
        Self::Status,
        Self::ContractStatus,
    ];
}

/// A row of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderRow {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// Номер договора.
    pub contract_number: String,
    /// ФИО заказчика or the name of the organisation.
    pub customer: String,
    /// How many tourists.
    pub tourists: u32,
    /// Countries and resorts in words.
    pub destination: String,
    /// Город вылета.
    pub departure_city: String,
    /// Начало тура.
    pub tour_start: Option<NaiveDate>,
    /// Окончание тура.
    pub tour_end: Option<NaiveDate>,
    /// Туроператор, its short name.
    pub operator: String,
    /// Менеджер.
    pub manager: String,
    /// Офис.
    pub office: String,
    /// Источник лида.
    pub lead_source: String,
    /// Тип лида.
    pub lead_kind: String,
    /// Тип оплаты.
    pub payment_method: Option<PaymentMethod>,
    /// Общая цена.
    pub total: Option<Money>,
    /// Документы туристу.
    pub documents_given: DocumentsGiven,
    /// Статус заявки.
    pub status: OrderStatus,
    /// Статус договора.
    pub contract_status: ContractStatus,
    /// «Запрос на расчёт».
    pub is_quote: bool,
    /// When it went to the archive.
    pub archived_at: Option<DateTime<Utc>>,
    /// When it went to the trash.
    pub trashed_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// A change of many orders at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum OrderChange {
    /// Статус заявки. «Документы выданы», «Заявка закрыта», «Отказ» and
    /// «Аннулирована» also move to the archive, the others bring back from it.
    SetStatus {
        /// New status.
        status: OrderStatus,
    },
    /// Менеджер.
    SetManager {
        /// Name.
        manager: String,
        /// Member of the staff.
        manager_id: Option<StaffId>,
    },
    /// To the archive.
    Archive,
    /// Back from the archive.
    Unarchive,
    /// To the trash.
    Trash,
    /// Back from the trash.
    Untrash,
}

/// What an order was before a change of many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderBefore {
    /// Identity.
    pub id: OrderId,
    /// Version the change made: an order that was saved since is not undone.
    pub version: u32,
    /// Статус заявки.
    pub status: OrderStatus,
    /// Менеджер.
    pub manager: String,
    /// Менеджер as a member of the staff.
    pub manager_id: Option<StaffId>,
    /// When it had gone to the archive.
    pub archived_at: Option<DateTime<Utc>>,
    /// When it had gone to the trash.
    pub trashed_at: Option<DateTime<Utc>>,
}
