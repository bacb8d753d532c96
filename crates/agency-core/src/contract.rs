//! Contract data of an order and the life of a contract.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the contract sells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// Турпродукт (132-ФЗ, ст. 1).
    #[default]
    TourProduct,
    /// Отдельные услуги.
    SeparateServices,
}

/// Where the booking with the operator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// Запрошена.
    Requested,
    /// Подтверждена.
    Confirmed,
    /// Не подтверждена.
    NotConfirmed,
    /// Аннулирована.
    Cancelled,
}

impl BookingStatus {
    /// The words shown to people and printed in the booking sheet.
    pub fn label(self) -> &'static str {
        match self {
            Self::Requested => "запрошена",
            Self::Confirmed => "подтверждена",
            Self::NotConfirmed => "не подтверждена",
            Self::Cancelled => "аннулирована",
        }
    }
}

impl ContractKind {
    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::TourProduct => "Турпродукт",
            Self::SeparateServices => "Отдельные услуги",
        }
    }
}

/// Status of a contract. The two words a manager knows from ТурОфис are
/// «На формировании» and «Согласован и подписан электронно».
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractStatus {
    /// На формировании.
    #[default]
    Draft,
    /// Сформирован.
    Prepared,
    /// Отправлен на подписание.
    Sent,
    /// Просмотрен.
    Viewed,
    /// Код отправлен.
    CodeSent,
    /// Согласован и подписан электронно.
    Signed,
    /// Подписан на бумаге.
    SignedOnPaper,
    /// Отклонён заказчиком.
    Declined,
    /// Отозван агентством.
    Revoked,
    /// Истёк срок ссылки.
    Expired,
    /// Ошибка отправки.
    SendFailed,
}

impl ContractStatus {
    /// Every status, in the order a contract lives through them.
    pub const ALL: [Self; 11] = [
        Self::Draft,
        Self::Prepared,
        Self::Sent,
        Self::Viewed,
        Self::CodeSent,
        Self::Signed,
        Self::SignedOnPaper,
        Self::Declined,
        Self::Revoked,
        Self::Expired,
        Self::SendFailed,
    ];

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "На формировании",
            Self::Prepared => "Сформирован",
            Self::Sent => "Отправлен на подписание",
            Self::Viewed => "Просмотрен",
            Self::CodeSent => "Код отправлен",
            Self::Signed => "Согласован и подписан электронно",
            Self::SignedOnPaper => "Подписан на бумаге",
            Self::Declined => "Отклонён заказчиком",
            Self::Revoked => "Отозван агентством",
            Self::Expired => "Истёк срок ссылки",
            Self::SendFailed => "Ошибка отправки",
        }
    }

    /// Whether a manager may set it by hand. The rest follows from events; in
    /// particular «Согласован и подписан электронно» comes only from the portal
    /// after the sealed file is stored and verified (invariant I2).
    pub fn is_set_by_manager(self) -> bool {
        matches!(self, Self::Draft | Self::Prepared | Self::SignedOnPaper)
    }

    /// Whether the contract is signed, in any form.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Signed | Self::SignedOnPaper)
    }

    /// Whether a link is out and the tourist may still sign.
    pub fn is_out_for_signing(self) -> bool {
        matches!(self, Self::Sent | Self::Viewed | Self::CodeSent | Self::SendFailed)
    }
}

/// Block «Данные договора и бронирования».
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Contract {
    /// Номер договора.
    pub number: String,
    /// Дата договора.
    pub date: Option<NaiveDate>,
    /// Место заключения.
    pub city: String,
    /// Статус договора.
    pub status: ContractStatus,
    /// Вид договора.
    pub kind: ContractKind,
    /// Срок предоставления документов от туриста.
    pub docs_from_tourist_by: Option<NaiveDate>,
    /// Срок передачи документов туристу, wall-clock time of the agency; at
    /// least 24 hours before the start (ПП РФ № 1852).
    pub docs_to_tourist_by: Option<NaiveDateTime>,
    /// Шаблон договора и редакция, by name; empty means the built-in one.
    pub template: String,
    /// Срок подтверждения бронирования.
    pub confirm_by: Option<NaiveDate>,
    /// The same in words, «3 рабочих дня», when there is no date.
    pub confirm_within: String,
    /// Номер брони у туроператора (PNR).
    pub booking_number: String,
    /// Статус брони.
    pub booking_status: Option<BookingStatus>,
}
