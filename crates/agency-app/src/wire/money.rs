//! Payments of an order and «Финансы».

use super::Page;
use agency_core::finance::report::{CommissionLine, DebtLine, Debts, FinanceFilter, Month, PaymentLine, Totals};
use agency_core::finance::{Balance, Commission, Direction, Due, Payment, PaymentStatus};
use agency_core::ids::{OperatorId, OrderId, PaymentId};
use agency_core::{Money, PaymentMethod};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How one side of an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SideState {
    /// Plan and payments.
    pub balance: Balance,
    /// What is still to be paid; below zero when too much was.
    pub rest: Money,
    /// What of it is late today.
    pub overdue: Money,
    /// What of the plan is to be paid next; the sum offered for a payment.
    pub next: Money,
    /// Status of the payment.
    pub status: PaymentStatus,
}

/// Payments of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OrderPayments {
    /// Payments, newest first, with those that were taken back.
    pub payments: Vec<Payment>,
    /// The plan as it is covered.
    pub plan: Vec<Due>,
    /// The tourist's side.
    pub tourist: SideState,
    /// The operator's side.
    pub operator: SideState,
    /// What the agency earns.
    pub commission: Commission,
    /// The order is off or only an enquiry: nothing is due.
    pub is_void: bool,
    /// Today, as late payments are told by.
    pub today: NaiveDate,
}

/// Adds a payment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddPayment {
    /// The order.
    pub order_id: OrderId,
    /// Identity, made by the window: a second request with it adds nothing.
    pub id: PaymentId,
    /// Where the money goes.
    pub direction: Direction,
    /// Sum.
    pub sum: Money,
    /// Day.
    pub date: NaiveDate,
    /// Способ оплаты.
    pub method: PaymentMethod,
    /// Number of the receipt or payment order.
    pub document: String,
    /// Примечание.
    pub note: String,
}

/// Takes a payment back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CancelPayment {
    /// The order.
    pub order_id: OrderId,
    /// The payment.
    pub id: PaymentId,
    /// Why.
    pub reason: String,
}

/// Names one payment.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct PaymentRef {
    /// The order.
    pub order_id: OrderId,
    /// The payment.
    pub id: PaymentId,
}

/// Asks for the sums of the office.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GetFinance {
    /// Which money.
    pub filter: FinanceFilter,
}

/// Sums of the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finance {
    /// Payments: received and paid out.
    pub payments: Totals,
    /// Debts of tourists, and what of them is late.
    pub tourist_debts: Totals,
    /// Debts to operators, and what of them is late.
    pub operator_debts: Totals,
    /// What is late of both.
    pub overdue: Totals,
    /// What was paid too much: below zero.
    pub overpaid: Totals,
    /// Commission: planned and by payments.
    pub commission: Totals,
    /// Payments by months.
    pub months: Vec<Month>,
    /// Today, as late payments are told by.
    pub today: NaiveDate,
}

/// What the filters of «Финансы» offer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FinanceChoices {
    /// Managers whom orders name.
    pub managers: Vec<String>,
    /// Operators whom orders name.
    pub operators: Vec<OperatorChoice>,
}

/// An operator of a filter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OperatorChoice {
    /// Identity.
    pub id: OperatorId,
    /// Name.
    pub name: String,
}

/// Asks for a slice of «Платежи» or «Комиссия».
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FinanceSlice {
    /// Which money.
    pub filter: FinanceFilter,
    /// Slice.
    pub page: Page,
}

/// «Платежи».
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PaymentLines {
    /// Rows.
    pub rows: Vec<PaymentLine>,
    /// Sums of all rows: received, paid out.
    pub totals: Totals,
}

/// Asks for a slice of a table of debts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListDebts {
    /// Which money.
    pub filter: FinanceFilter,
    /// Which debts.
    pub debts: Debts,
    /// Slice.
    pub page: Page,
}

/// A table of debts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DebtLines {
    /// Rows.
    pub rows: Vec<DebtLine>,
    /// Sums of all rows: what is left, what is late.
    pub totals: Totals,
}

/// «Комиссия».
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CommissionLines {
    /// Rows.
    pub rows: Vec<CommissionLine>,
    /// Sums of all rows: plan, fact.
    pub totals: Totals,
}

/// A table of «Финансы».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FinanceTable {
    /// Платежи.
    Payments,
    /// Долги туристов.
    TouristDebts,
    /// Долги туроператорам.
    OperatorDebts,
    /// Просрочено.
    Overdue,
    /// К возврату.
    Overpaid,
    /// Комиссия.
    Commission,
}

/// Asks for a table as a workbook.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportFinance {
    /// Which money.
    pub filter: FinanceFilter,
    /// Which table.
    pub table: FinanceTable,
}
