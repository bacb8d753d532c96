//! Payments, the plan they cover, and the office's sums over them.

use super::{base, now, order};
use agency_core::finance::report::{Debts, FinanceFilter, PeriodOf};
use agency_core::finance::{self, Direction, Payment, Side};
use agency_core::ids::{FileId, OrderId, PaymentId};
use agency_core::{Money, Order, OrderStatus, PaymentMethod, Price};
use agency_store::files::{self, NewFile};
use agency_store::finance::Slice;
use agency_store::{Store, StoreError, finance as office, orders, payments};
use chrono::{DateTime, NaiveDate, TimeDelta};
use proptest::prelude::*;

const ALL: Slice = Slice { offset: 0, limit: 1_000 };

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn payment(order: OrderId, direction: Direction, kopecks: i64, date: &str) -> Payment {
    Payment {
        id: PaymentId::new(),
        order_id: order,
        direction,
        sum: Money(kopecks),
        date: day(date),
        method: PaymentMethod::Cash,
        document: " 17 ".into(),
        note: String::new(),
        author: "Анна".into(),
        created_at: DateTime::UNIX_EPOCH,
        receipt: None,
        cancelled: None,
    }
}

/// An order of 1 000 roubles, 300 of them in advance, 900 for the operator.
fn priced(number: &str) -> Order {
    let mut order = order(number);
    order.price = Price {
        total: Some(Money::rubles(1_000)),
        prepayment: Some(Money::rubles(300)),
        prepayment_by: Some(day("2026-11-10")),
        final_by: Some(day("2026-12-10")),
        operator_total: Some(Money::rubles(900)),
        ..Price::default()
    };
    order
}

fn add(store: &Store, payment: &Payment) {
    store.write(now(), |write| payments::add(write, payment)).expect("a payment");
}

fn open(store: &Store, order: OrderId) -> Vec<(Side, i64)> {
    let plan = store.read(|read| payments::plan_of_order(read, order)).expect("a plan");
    plan.into_iter().map(|due| (due.side, due.open.0 / 100)).collect()
}

#[test]
fn a_payment_covers_the_plan_and_a_cancelled_one_uncovers_it() {
    use Side::{Operator, Tourist};
    let base = base();
    let order = priced("1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    assert_eq!(open(&base.store, order.id), [(Tourist, 300), (Tourist, 700), (Operator, 900)]);

    let paid = payment(order.id, Direction::FromTourist, 45_000, "2026-11-20");
    add(&base.store, &paid);
    add(&base.store, &payment(order.id, Direction::ToOperator, 20_000, "2026-11-21"));
    assert_eq!(open(&base.store, order.id), [(Tourist, 0), (Tourist, 550), (Operator, 700)]);

    base.store.write(now(), |write| payments::cancel(write, paid.id, "Анна", " ошиблась суммой ")).expect("taken back");
    assert_eq!(open(&base.store, order.id), [(Tourist, 300), (Tourist, 700), (Operator, 700)]);
    let again = base.store.write(now(), |write| payments::cancel(write, paid.id, "Анна", "ещё раз"));
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");

    let kept = base.store.read(|read| payments::of_order(read, order.id)).expect("payments");
    assert_eq!(kept.len(), 2, "a payment that was taken back stays in the list");
    assert_eq!(kept[1].document, "17");
    let cancelled = kept[1].cancelled.as_ref().expect("taken back");
    assert_eq!((cancelled.by.as_str(), cancelled.reason.as_str()), ("Анна", "ошиблась суммой"));
}

#[test]
fn a_changed_price_is_covered_anew() {
    let base = base();
    let mut order = priced("1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    add(&base.store, &payment(order.id, Direction::FromTourist, 50_000, "2026-11-20"));
    order.price.total = Some(Money::rubles(400));
    order.price.operator_total = None;
    base.store.write(now(), |write| orders::save(write, &order, 1, "тест")).expect("saved");
    assert_eq!(open(&base.store, order.id), [(Side::Tourist, 0), (Side::Tourist, 0)]);
    let overpaid = |read: &agency_store::Read<'_>| {
        office::debts(read, &FinanceFilter::default(), Debts::Overpaid, day("2026-11-20"), ALL)
    };
    let (rows, totals) = base.store.read(overpaid).expect("rows");
    assert_eq!(
        (rows[0].planned, rows[0].paid, totals.first),
        (Money::rubles(400), Money::rubles(500), Money::rubles(-100))
    );
}

#[test]
fn sums_must_be_above_zero_and_orders_must_be_there() {
    let base = base();
    let order = priced("1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    for wrong in [
        payment(order.id, Direction::FromTourist, 0, "2026-11-20"),
        payment(order.id, Direction::FromTourist, -5, "2026-11-20"),
        payment(OrderId::new(), Direction::FromTourist, 5, "2026-11-20"),
    ] {
        assert!(base.store.write(now(), |write| payments::add(write, &wrong)).is_err());
    }
    assert!(base.store.read(|read| payments::of_order(read, order.id)).expect("payments").is_empty());
}

#[test]
fn receipts_are_numbered_and_made_once() {
    let base = base();
    let order = priced("1");
    base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
    for expected in 1..=2_u32 {
        let paid = payment(order.id, Direction::FromTourist, 100, "2026-11-20");
        add(&base.store, &paid);
        let file = FileId::new();
        base.store
            .write(now(), |write| {
                let number = payments::next_receipt(write)?;
                assert_eq!(number, expected);
                let content = NewFile {
                    id: file,
                    order_id: order.id,
                    name: "Квитанция.pdf",
                    kind: "Квитанция",
                    mime: "application/pdf",
                    sealed: false,
                    content: b"%PDF",
                };
                files::add(write, &content)?;
                payments::put_receipt(write, number, paid.id, file)
            })
            .expect("a receipt");
        assert_eq!(base.store.read(|read| payments::receipt_file(read, paid.id)).expect("a file"), Some(file));
        let kept = base.store.read(|read| payments::get(read, paid.id)).expect("the payment");
        assert_eq!(kept.receipt, Some(expected));
        let twice = base.store.write(now(), |write| payments::put_receipt(write, expected + 1, paid.id, file));
        assert!(twice.is_err(), "a payment has one receipt");
    }
}

/// What the office holds, for comparison with SQL.
struct Kept {
    order: Order,
    payments: Vec<Payment>,
}

/// Direction, kopecks, days from today, taken back.
type PaymentDraft = (u8, i64, i64, bool);
/// Manager, total, net, prepayment, days to the start, payments.
type OrderDraft = (u8, Option<i64>, Option<i64>, Option<i64>, i64, Vec<PaymentDraft>);

fn drafts() -> impl Strategy<Value = Vec<OrderDraft>> {
    let payment = (0..4_u8, 1..90_000_i64, -40..40_i64, any::<bool>());
    let order = (
        0..4_u8,
        proptest::option::of(0..200_000_i64),
        proptest::option::of(0..200_000_i64),
        proptest::option::of(0..100_000_i64),
        -30..60_i64,
        proptest::collection::vec(payment, 0..5),
    );
    proptest::collection::vec(order, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The sums of SQL are those of the rules over the same orders.
    #[test]
    fn sums_of_the_office_are_those_of_its_orders(
        generated in drafts(),
        from in proptest::option::of(-30..10_i64),
        to in proptest::option::of(-10..50_i64),
        manager in proptest::option::of(0..3_u8),
        by_tour in any::<bool>(),
    ) {
        let today = day("2026-11-20");
        let after = |days: i64| today + TimeDelta::days(days);
        let base = base();
        let mut kept = Vec::new();
        for (index, (manager, total, net, prepayment, start, paid)) in generated.into_iter().enumerate() {
            let mut order = order(&index.to_string());
            order.manager = format!("Менеджер {}", manager % 3);
            order.status = if manager == 3 { OrderStatus::Cancelled } else { OrderStatus::InProgress };
            order.tour.start = Some(after(start));
            order.price = Price {
                total: total.map(Money),
                operator_total: net.map(Money),
                prepayment: prepayment.map(Money),
                prepayment_by: Some(after(start - 20)),
                final_by: Some(after(start - 5)),
                ..Price::default()
            };
            base.store.write(now(), |write| orders::add(write, &order, "тест")).expect("an order");
            let mut payments_of_order = Vec::new();
            for (direction, sum, days, is_cancelled) in paid {
                let mut one = payment(order.id, Direction::ALL[usize::from(direction)], sum, "2026-11-20");
                one.date = after(days);
                add(&base.store, &one);
                if is_cancelled {
                    base.store.write(now(), |write| payments::cancel(write, one.id, "Анна", "ошибка")).expect("taken back");
                }
                payments_of_order.push(base.store.read(|read| payments::get(read, one.id)).expect("the payment"));
            }
            kept.push(Kept { order, payments: payments_of_order });
        }
        let filter = FinanceFilter {
            period_of: if by_tour { PeriodOf::TourStart } else { PeriodOf::Payment },
            from: from.map(after),
            to: to.map(after),
            manager: manager.map(|manager| format!("Менеджер {manager}")),
            ..FinanceFilter::default()
        };
        let in_period = |date: Option<NaiveDate>| {
            date.is_none_or(|date| filter.from.is_none_or(|from| from <= date) && filter.to.is_none_or(|to| date <= to))
        };
        let is_asked = |order: &&Kept| filter.manager.as_ref().is_none_or(|manager| *manager == order.order.manager);
        let asked: Vec<&Kept> = kept.iter().filter(is_asked).collect();
        let counted = |kept: &Kept, payment: &Payment| {
            payment.cancelled.is_none() && in_period(if by_tour { kept.order.tour.start } else { Some(payment.date) })
        };

        // payments
        let (rows, totals) = base.store.read(|read| office::payments(read, &filter, ALL)).expect("payments");
        let expected: Vec<i64> = asked
            .iter()
            .flat_map(|kept| kept.payments.iter().filter(|payment| counted(kept, payment)))
            .map(|payment| payment.direction.received(payment.sum).0)
            .collect();
        prop_assert_eq!(rows.len(), expected.len());
        prop_assert_eq!(totals.first.0 - totals.second.0, expected.iter().sum::<i64>());
        let months = base.store.read(|read| office::months(read, &filter)).expect("months");
        prop_assert_eq!(
            months.iter().map(|month| month.from_tourists.0 - month.to_operators.0).sum::<i64>(),
            expected.iter().sum::<i64>()
        );

        // debts
        for (side, debts) in [(Side::Tourist, Debts::Tourists), (Side::Operator, Debts::Operators)] {
            let wanted = asked.iter().filter_map(|kept| {
                let mut dues = finance::plan(&kept.order);
                let balance = finance::balance(&dues, &kept.payments, side);
                finance::cover(&mut dues, side, balance.paid);
                let due_by = dues.iter().filter(|due| due.side == side && due.open.0 > 0).filter_map(|due| due.by).min();
                let is_in = if by_tour {
                    in_period(kept.order.tour.start)
                } else {
                    due_by.is_none_or(|by| filter.to.is_none_or(|to| by <= to))
                };
                (is_in && balance.rest().0 > 0).then(|| (balance.rest().0, finance::overdue(&dues, side, today).0))
            });
            let (sums, overdue): (Vec<i64>, Vec<i64>) = wanted.unzip();
            let (rows, totals) =
                base.store.read(|read| office::debts(read, &filter, debts, today, ALL)).expect("debts");
            prop_assert_eq!(rows.len(), sums.len());
            prop_assert_eq!((totals.first.0, totals.second.0), (sums.iter().sum::<i64>(), overdue.iter().sum::<i64>()));
        }

        // commission
        let wanted: Vec<(Option<Money>, i64)> = asked
            .iter()
            .filter(|kept| !by_tour || in_period(kept.order.tour.start))
            .filter_map(|kept| {
                let facts: Vec<i64> = kept
                    .payments
                    .iter()
                    .filter(|payment| payment.cancelled.is_none() && (by_tour || in_period(Some(payment.date))))
                    .map(|payment| payment.direction.received(payment.sum).0)
                    .collect();
                let plan = finance::planned_commission(&kept.order);
                (!facts.is_empty() || (by_tour && plan.is_some())).then(|| (plan, facts.iter().sum()))
            })
            .collect();
        let (rows, totals) = base.store.read(|read| office::commission(read, &filter, ALL)).expect("commission");
        prop_assert_eq!(rows.len(), wanted.len());
        prop_assert_eq!(totals.first.0, wanted.iter().filter_map(|(plan, _)| *plan).map(|plan| plan.0).sum::<i64>());
        prop_assert_eq!(totals.second.0, wanted.iter().map(|(_, fact)| *fact).sum::<i64>());
    }
}
