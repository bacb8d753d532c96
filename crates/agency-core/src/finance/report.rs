//! What «Финансы» asks for and shows: money of the whole office.

use super::{Direction, Side};
use crate::PaymentMethod;
use crate::ids::{OfficeId, OperatorId, OrderId, PaymentId};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which date the period speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PeriodOf {
    /// Day of the payment; of a debt, the day it is due.
    #[default]
    Payment,
    /// First day of the tour.
    TourStart,
}

/// Which money is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FinanceFilter {
    /// Date of the period.
    pub period_of: PeriodOf,
    /// First day, included.
    pub from: Option<NaiveDate>,
    /// Last day, included.
    pub to: Option<NaiveDate>,
    /// Manager by name.
    pub manager: Option<String>,
    /// Tour operator.
    pub operator: Option<OperatorId>,
    /// Office.
    pub office: Option<OfficeId>,
}

/// The order a row of money belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderOfLine {
    /// Identity.
    pub id: OrderId,
    /// Номер заявки.
    pub number: String,
    /// ФИО заказчика.
    pub customer: String,
    /// Менеджер.
    pub manager: String,
    /// Туроператор.
    pub operator: String,
    /// Начало тура.
    pub tour_start: Option<NaiveDate>,
}

/// A row of «Платежи».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentLine {
    /// The order.
    pub order: OrderOfLine,
    /// The payment.
    pub id: PaymentId,
    /// Where the money went.
    pub direction: Direction,
    /// Sum.
    pub sum: Money,
    /// Day.
    pub date: NaiveDate,
    /// Способ оплаты.
    pub method: PaymentMethod,
    /// Number of the document.
    pub document: String,
    /// Примечание.
    pub note: String,
}

/// Which debts are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Debts {
    /// What tourists are still to pay.
    Tourists,
    /// What operators are still to get.
    Operators,
    /// What either side should have been paid before today.
    Overdue,
    /// What was paid too much: to be given back.
    Overpaid,
}

/// A row of a table of debts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DebtLine {
    /// The order.
    pub order: OrderOfLine,
    /// Whose plan.
    pub side: Side,
    /// Sum of the plan.
    pub planned: Money,
    /// Payments less refunds.
    pub paid: Money,
    /// What of the plan should have been paid before today and is not.
    pub overdue: Money,
    /// The first day that is not paid yet.
    pub due_by: Option<NaiveDate>,
}

/// A row of «Комиссия».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CommissionLine {
    /// The order.
    pub order: OrderOfLine,
    /// Price for the tourist.
    pub total: Money,
    /// What the operator gets.
    pub net: Money,
    /// Planned commission.
    pub plan: Option<Money>,
    /// Received from the tourist less paid to the operator, in the period.
    pub fact: Money,
}

/// Sums of a whole table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Totals {
    /// How many rows.
    pub rows: u32,
    /// Payments: received; debts: what is left; commission: plan.
    pub first: Money,
    /// Payments: paid out; debts: overdue of it; commission: fact.
    pub second: Money,
}

/// Payments of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Month {
    /// `2026-11`.
    pub month: String,
    /// From tourists, refunds taken off.
    pub from_tourists: Money,
    /// To operators, refunds taken off.
    pub to_operators: Money,
}
