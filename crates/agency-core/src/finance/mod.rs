//! Payments of an order against its plan: who owes what, and by when.
//!
//! The plan comes from the price («Аванс», «График», what the operator is to
//! get); payments cover it from its earliest date on. All sums are kopecks.

pub mod report;

use crate::ids::{OrderId, PaymentDueId, PaymentId};
use crate::money::Money;
use crate::order::{Order, OrderStatus, PaymentDue, PaymentMethod, Price};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who is on the other side of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The tourist (заказчик), who pays the agency.
    Tourist,
    /// The tour operator, whom the agency pays.
    Operator,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Tourist, Self::Operator];
}

/// Where the money of a payment goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Оплата от туриста.
    FromTourist,
    /// Возврат туристу.
    RefundToTourist,
    /// Оплата туроператору.
    ToOperator,
    /// Возврат от туроператора.
    RefundFromOperator,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 4] = [Self::FromTourist, Self::RefundToTourist, Self::ToOperator, Self::RefundFromOperator];

    /// The words of a table.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FromTourist => "Оплата от туриста",
            Self::RefundToTourist => "Возврат туристу",
            Self::ToOperator => "Оплата туроператору",
            Self::RefundFromOperator => "Возврат от туроператора",
        }
    }

    /// Whose plan the payment counts for.
    pub const fn side(self) -> Side {
        match self {
            Self::FromTourist | Self::RefundToTourist => Side::Tourist,
            Self::ToOperator | Self::RefundFromOperator => Side::Operator,
        }
    }

    /// What a payment of `sum` adds to what is paid of its plan.
    pub const fn counted(self, sum: Money) -> Money {
        match self {
            Self::FromTourist | Self::ToOperator => sum,
            Self::RefundToTourist | Self::RefundFromOperator => Money(-sum.0),
        }
    }

    /// What a payment of `sum` adds to the money of the agency.
    pub const fn received(self, sum: Money) -> Money {
        match self {
            Self::FromTourist | Self::RefundFromOperator => sum,
            Self::RefundToTourist | Self::ToOperator => Money(-sum.0),
        }
    }
}

/// A payment that was taken back: it stays in the list and counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cancellation {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A payment of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Payment {
    /// Identity.
    pub id: PaymentId,
    /// The order.
    pub order_id: OrderId,
    /// Where the money goes.
    pub direction: Direction,
    /// Sum, above zero.
    pub sum: Money,
    /// Day of the payment.
    pub date: NaiveDate,
    /// Способ оплаты.
    pub method: PaymentMethod,
    /// Number of the receipt or payment order.
    pub document: String,
    /// Примечание.
    pub note: String,
    /// Who entered it.
    pub author: String,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Number of the receipt the program made, if it did.
    pub receipt: Option<u32>,
    /// Set when it was taken back.
    pub cancelled: Option<Cancellation>,
}

/// A row of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Due {
    /// Whose payment.
    pub side: Side,
    /// What it is: «Аванс», «Окончательная оплата» or the note of the schedule.
    pub title: String,
    /// Sum.
    pub sum: Money,
    /// Last day; none when it is not agreed.
    pub by: Option<NaiveDate>,
    /// What of it is not paid yet.
    pub open: Money,
}

/// How far the tourist has paid (reference § 9.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Не оплачена.
    Unpaid,
    /// Частично оплачена.
    Partly,
    /// Полностью оплачена.
    Paid,
    /// More came than was planned: something is to be given back.
    Overpaid,
}

/// Plan and payments of one side of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Balance {
    /// Sum of the plan.
    pub planned: Money,
    /// Payments less refunds; cancelled ones do not count.
    pub paid: Money,
}

impl Balance {
    /// What is still to be paid; below zero when too much was.
    pub const fn rest(self) -> Money {
        Money(self.planned.0 - self.paid.0)
    }

    /// The status of the order's payment.
    pub const fn status(self) -> PaymentStatus {
        if self.paid.0 > self.planned.0 {
            PaymentStatus::Overpaid
        } else if self.paid.0 <= 0 {
            PaymentStatus::Unpaid
        } else if self.paid.0 < self.planned.0 {
            PaymentStatus::Partly
        } else {
            PaymentStatus::Paid
        }
    }
}

/// What the agency earns on an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Commission {
    /// As agreed: «Вознаграждение агента», else the price less what the operator gets.
    pub plan: Option<Money>,
    /// What is left with the agency now: received from the tourist less paid to the operator.
    pub fact: Money,
}

/// Whether nothing is to be paid for an order: it is off, or only an enquiry.
pub fn is_void(order: &Order) -> bool {
    order.is_quote || matches!(order.status, OrderStatus::Refused | OrderStatus::Cancelled)
}

/// The plan of an order, by side and then by date, rows without a date last.
/// A void order has none: what was paid for it is to be given back.
pub fn plan(order: &Order) -> Vec<Due> {
    if is_void(order) {
        return Vec::new();
    }
    let price = &order.price;
    let mut dues = rows(Side::Tourist, &of_tourist(price), price.total, "Оплата");
    dues.extend(rows(Side::Operator, &price.operator_schedule, price.operator_total, "Оплата туроператору"));
    dues
}

/// The tourist's schedule: as agreed, or the prepayment and the rest.
fn of_tourist(price: &Price) -> Vec<PaymentDue> {
    if !price.schedule.is_empty() {
        return price.schedule.clone();
    }
    let row = |sum, by, note: &str| PaymentDue { id: PaymentDueId::new(), sum, by, note: note.into() };
    let mut schedule = Vec::new();
    if price.prepayment.is_some_and(|sum| sum.0 > 0) {
        schedule.push(row(price.prepayment, price.prepayment_by, "Аванс"));
    }
    if let Some(rest) = price.balance().filter(|rest| rest.0 > 0) {
        schedule.push(row(Some(rest), price.final_by, "Окончательная оплата"));
    }
    schedule
}

/// Rows of a schedule, made to add up to the total where there is one: what the
/// schedule does not name is due without a date, what it has too much is left out.
fn rows(side: Side, schedule: &[PaymentDue], total: Option<Money>, untitled: &str) -> Vec<Due> {
    let mut left = total.map_or(i64::MAX, |total| total.0.max(0));
    let mut dated: Vec<&PaymentDue> = schedule.iter().collect();
    dated.sort_by_key(|due| (due.by.is_none(), due.by));
    let due = |title: &str, sum: i64, by| Due {
        side,
        title: Some(title.trim()).filter(|title| !title.is_empty()).unwrap_or(untitled).to_owned(),
        sum: Money(sum),
        by,
        open: Money(sum),
    };
    let mut dues = Vec::new();
    for row in dated {
        let sum = row.sum.map_or(0, |sum| sum.0).clamp(0, left);
        if sum > 0 {
            left -= sum;
            dues.push(due(&row.note, sum, row.by));
        }
    }
    if total.is_some() && left > 0 {
        dues.push(due("", left, None));
    }
    dues
}

/// Covers the rows of one side, from the first on, with what was paid of them.
pub fn cover(dues: &mut [Due], side: Side, paid: Money) {
    let mut left = paid.0.max(0);
    for due in dues.iter_mut().filter(|due| due.side == side) {
        let covered = left.min(due.sum.0);
        due.open = Money(due.sum.0 - covered);
        left -= covered;
    }
}

/// Plan and payments of one side.
pub fn balance(dues: &[Due], payments: &[Payment], side: Side) -> Balance {
    let of_side = dues.iter().filter(|due| due.side == side);
    let counted = payments
        .iter()
        .filter(|payment| payment.cancelled.is_none() && payment.direction.side() == side)
        .map(|payment| payment.direction.counted(payment.sum).0);
    Balance { planned: Money(of_side.map(|due| due.sum.0).sum()), paid: Money(counted.sum()) }
}

/// What should have been paid before `today` and is not. Rows must be [covered](cover).
pub fn overdue(dues: &[Due], side: Side, today: NaiveDate) -> Money {
    let late = dues.iter().filter(|due| due.side == side && due.by.is_some_and(|by| by < today));
    Money(late.map(|due| due.open.0).sum())
}

/// What the agency earns, planned and by the payments so far.
pub fn commission(order: &Order, tourist: Balance, operator: Balance) -> Commission {
    Commission { plan: planned_commission(order), fact: Money(tourist.paid.0 - operator.paid.0) }
}

/// «Вознаграждение агента», else the price less what the operator gets; none of a void order.
pub fn planned_commission(order: &Order) -> Option<Money> {
    if is_void(order) {
        return None;
    }
    let price = &order.price;
    let difference = price.total.zip(price.operator_total).map(|(total, net)| Money(total.0 - net.0));
    price.commission.or(difference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn order(price: Price) -> Order {
        Order { price, ..Order::empty(OrderId::new(), "1") }
    }

    fn row(sum: i64, by: Option<&str>) -> PaymentDue {
        PaymentDue { id: PaymentDueId::new(), sum: Some(Money(sum)), by: by.map(day), note: String::new() }
    }

    fn sums(dues: &[Due], side: Side) -> Vec<(i64, Option<NaiveDate>)> {
        dues.iter().filter(|due| due.side == side).map(|due| (due.sum.0, due.by)).collect()
    }

    fn paid(direction: Direction, sum: i64) -> Payment {
        Payment {
            id: PaymentId::new(),
            order_id: OrderId::new(),
            direction,
            sum: Money(sum),
            date: day("2026-11-20"),
            method: PaymentMethod::Cash,
            document: String::new(),
            note: String::new(),
            author: String::new(),
            created_at: DateTime::UNIX_EPOCH,
            receipt: None,
            cancelled: None,
        }
    }

    #[test]
    fn prepayment_and_rest_are_the_plan_when_there_is_no_schedule() {
        let order = order(Price {
            total: Some(Money(1_000)),
            prepayment: Some(Money(400)),
            prepayment_by: Some(day("2026-11-23")),
            final_by: Some(day("2027-05-20")),
            operator_total: Some(Money(900)),
            ..Price::default()
        });
        let plan = plan(&order);
        let titles: Vec<_> = plan.iter().map(|due| due.title.as_str()).collect();
        assert_eq!(titles, ["Аванс", "Окончательная оплата", "Оплата туроператору"]);
        assert_eq!(sums(&plan, Side::Tourist), [(400, Some(day("2026-11-23"))), (600, Some(day("2027-05-20")))]);
        assert_eq!(sums(&plan, Side::Operator), [(900, None)]);
    }

    #[rstest]
    #[case::all_at_once(Some(500), &[], &[500])]
    #[case::less_than_the_total(Some(500), &[200, 100], &[200, 100, 200])]
    #[case::more_than_the_total(Some(500), &[400, 300, 200], &[400, 100])]
    #[case::no_total(None, &[400, 300], &[400, 300])]
    #[case::nothing(None, &[], &[])]
    #[case::free(Some(0), &[100], &[])]
    fn a_schedule_adds_up_to_the_total(#[case] total: Option<i64>, #[case] schedule: &[i64], #[case] expected: &[i64]) {
        let price = Price {
            total: total.map(Money),
            schedule: schedule.iter().map(|sum| row(*sum, None)).collect(),
            ..Price::default()
        };
        let plan = plan(&order(price));
        assert_eq!(plan.iter().map(|due| due.sum.0).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_are_paid_in_the_order_of_their_dates() {
        let price = Price {
            total: Some(Money(600)),
            schedule: vec![row(100, None), row(300, Some("2026-12-10")), row(200, Some("2026-12-01"))],
            ..Price::default()
        };
        let mut dues = plan(&order(price));
        cover(&mut dues, Side::Tourist, Money(250));
        assert_eq!(
            dues.iter().map(|due| (due.sum.0, due.open.0)).collect::<Vec<_>>(),
            [(200, 0), (300, 250), (100, 100)]
        );
        assert_eq!(overdue(&dues, Side::Tourist, day("2026-12-10")), Money(0), "the last day is not late");
        assert_eq!(overdue(&dues, Side::Tourist, day("2026-12-11")), Money(250));
        assert_eq!(overdue(&dues, Side::Operator, day("2027-12-11")), Money(0));
    }

    #[rstest]
    #[case(OrderStatus::Cancelled, false)]
    #[case(OrderStatus::Refused, false)]
    #[case(OrderStatus::New, true)]
    fn nothing_is_due_for_a_void_order(#[case] status: OrderStatus, #[case] is_quote: bool) {
        let price = Price { total: Some(Money(500)), commission: Some(Money(50)), ..Price::default() };
        let order = Order { status, is_quote, ..order(price) };
        assert!(plan(&order).is_empty());
        assert_eq!(planned_commission(&order), None);
        let paid = balance(&plan(&order), &[paid(Direction::FromTourist, 200)], Side::Tourist);
        assert_eq!((paid.rest(), paid.status()), (Money(-200), PaymentStatus::Overpaid), "to be given back");
    }

    #[rstest]
    #[case(500, 0, PaymentStatus::Unpaid)]
    #[case(500, 1, PaymentStatus::Partly)]
    #[case(500, 500, PaymentStatus::Paid)]
    #[case(500, 501, PaymentStatus::Overpaid)]
    #[case(0, 0, PaymentStatus::Unpaid)]
    fn the_status_follows_the_sums(#[case] planned: i64, #[case] paid: i64, #[case] status: PaymentStatus) {
        assert_eq!(Balance { planned: Money(planned), paid: Money(paid) }.status(), status);
    }

    #[rstest]
    #[case(Some(70), Some(1_000), Some(900), Some(70))]
    #[case(None, Some(1_000), Some(900), Some(100))]
    #[case(None, Some(1_000), None, None)]
    #[case(None, None, Some(900), None)]
    fn commission_is_named_or_the_difference(
        #[case] named: Option<i64>,
        #[case] total: Option<i64>,
        #[case] net: Option<i64>,
        #[case] expected: Option<i64>,
    ) {
        let price = Price {
            commission: named.map(Money),
            total: total.map(Money),
            operator_total: net.map(Money),
            ..Price::default()
        };
        assert_eq!(planned_commission(&order(price)), expected.map(Money));
    }

    #[test]
    fn a_cancelled_payment_and_the_other_side_do_not_count() {
        let mut taken_back = paid(Direction::FromTourist, 300);
        taken_back.cancelled =
            Some(Cancellation { at: DateTime::UNIX_EPOCH, by: String::new(), reason: "ошибка".into() });
        let payments = [
            paid(Direction::FromTourist, 500),
            paid(Direction::RefundToTourist, 100),
            paid(Direction::ToOperator, 350),
            paid(Direction::RefundFromOperator, 50),
            taken_back,
        ];
        let order = order(Price { total: Some(Money(1_000)), operator_total: Some(Money(900)), ..Price::default() });
        let dues = plan(&order);
        let [tourist, operator] = Side::ALL.map(|side| balance(&dues, &payments, side));
        assert_eq!((tourist.paid, operator.paid), (Money(400), Money(300)));
        assert_eq!(commission(&order, tourist, operator), Commission { plan: Some(Money(100)), fact: Money(100) });
    }

    proptest! {
        #[test]
        fn what_is_open_is_the_plan_less_what_is_paid(
            total in proptest::option::of(0..2_000_i64),
            schedule in proptest::collection::vec((0..500_i64, proptest::option::of(0..90_i64)), 0..6),
            paid in -500..3_000_i64,
        ) {
            let start = day("2026-11-01");
            let schedule = schedule
                .into_iter()
                .map(|(sum, after)| PaymentDue {
                    by: after.map(|days| start + chrono::TimeDelta::days(days)),
                    ..row(sum, None)
                })
                .collect();
            let mut dues = plan(&order(Price { total: total.map(Money), schedule, ..Price::default() }));
            cover(&mut dues, Side::Tourist, Money(paid));
            let planned: i64 = dues.iter().map(|due| due.sum.0).sum();
            let open: i64 = dues.iter().map(|due| due.open.0).sum();
            prop_assert_eq!(open, planned - paid.clamp(0, planned));
            if let Some(total) = total {
                prop_assert_eq!(planned, total);
            }
            prop_assert!(dues.iter().all(|due| (0..=due.sum.0).contains(&due.open.0) && due.sum.0 > 0));
            prop_assert!(dues.windows(2).all(|pair| pair[0].open.0 == 0 || pair[1].open == pair[1].sum));
            prop_assert!(overdue(&dues, Side::Tourist, start + chrono::TimeDelta::days(100)).0 <= open);
        }
    }
}
