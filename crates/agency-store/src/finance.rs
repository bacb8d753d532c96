//! Money of the whole office: payments, debts, commission, by period and by
//! whose they are. Orders in the trash count for nothing here.

use crate::error::StoreResult;
use crate::store::{Read, from_word, id, word};
use agency_core::Money;
use agency_core::finance::Side;
use agency_core::finance::report::{
    CommissionLine, DebtLine, Debts, FinanceFilter, Month, OrderOfLine, PaymentLine, PeriodOf, Totals,
};
use agency_core::ids::OperatorId;
use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// A slice of a table.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// Rows to skip.
    pub offset: u32,
    /// Rows to return.
    pub limit: u32,
}

/// Conditions with their values, joined by AND.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn of(filter: &FinanceFilter) -> Self {
        let mut all = Self { sql: vec!["o.trashed_at IS NULL".into()], values: Vec::new() };
        if let Some(manager) = &filter.manager {
            all.and("o.manager = ?", Value::Text(manager.clone()));
        }
        if let Some(operator) = filter.operator {
            all.and("s.operator_id = ?", Value::Text(operator.to_string()));
        }
        if let Some(office) = filter.office {
            all.and("s.office_id = ?", Value::Text(office.to_string()));
        }
        all
    }

    /// Conditions for payments themselves: of the period by either date.
    fn of_payments(filter: &FinanceFilter) -> Self {
        let mut all = Self::of(filter);
        all.sql.push("p.cancelled_at IS NULL".into());
        match filter.period_of {
            PeriodOf::Payment => all.period("p.date", filter),
            PeriodOf::TourStart => all.period("o.tour_start", filter),
        }
        all
    }

    fn period(&mut self, column: &str, filter: &FinanceFilter) {
        if let Some(from) = filter.from {
            self.and(&format!("{column} >= ?"), Value::Text(from.to_string()));
        }
        if let Some(to) = filter.to {
            self.and(&format!("{column} <= ?"), Value::Text(to.to_string()));
        }
    }

    fn and(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        self.sql.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    fn sql(&self) -> String {
        self.sql.join(" AND ")
    }
}

const ORDER: &str = "o.id AS order_id, o.number, o.customer, o.manager, s.operator, o.tour_start";

fn order_of(row: &Row<'_>) -> rusqlite::Result<OrderOfLine> {
    Ok(OrderOfLine {
        id: id(row, "order_id")?,
        number: row.get("number")?,
        customer: row.get("customer")?,
        manager: row.get("manager")?,
        operator: row.get("operator")?,
        tour_start: row.get("tour_start")?,
    })
}

fn totals(read: &Read<'_>, sql: &str, values: &[Value]) -> StoreResult<Totals> {
    let totals = read.sql.prepare_cached(sql)?.query_row(params_from_iter(values), |row| {
        Ok(Totals {
            rows: row.get(0)?,
            first: Money(row.get::<_, Option<i64>>(1)?.unwrap_or(0)),
            second: Money(row.get::<_, Option<i64>>(2)?.unwrap_or(0)),
        })
    })?;
    Ok(totals)
}

fn collect<T>(
    read: &Read<'_>,
    sql: &str,
    values: &[Value],
    of_row: impl Fn(&Row<'_>) -> StoreResult<T>,
) -> StoreResult<Vec<T>> {
    let mut statement = read.sql.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(of_row(row)?);
    }
    Ok(found)
}

/// «Платежи»: those that were not taken back, newest first.
///
/// # Errors
/// Storage failure.
pub fn payments(read: &Read<'_>, filter: &FinanceFilter, slice: Slice) -> StoreResult<(Vec<PaymentLine>, Totals)> {
    let conditions = Conditions::of_payments(filter);
    let from = format!(
        "FROM payments p JOIN orders o ON o.id = p.order_id JOIN order_sums s ON s.order_id = o.id WHERE {}",
        conditions.sql()
    );
    let totals = totals(
        read,
        &format!(
            "SELECT count(*),
               sum(p.sum_kopecks) FILTER (WHERE p.direction IN ('from_tourist', 'refund_from_operator')),
               sum(p.sum_kopecks) FILTER (WHERE p.direction IN ('to_operator', 'refund_to_tourist')) {from}"
        ),
        &conditions.values,
    )?;
    let sql = format!(
        "SELECT {ORDER}, p.id, p.direction, p.sum_kopecks, p.date, p.method, p.document, p.note {from}
         ORDER BY p.date DESC, p.created_at DESC, p.id DESC LIMIT {} OFFSET {}",
        slice.limit, slice.offset
    );
    let rows = collect(read, &sql, &conditions.values, |row| {
        Ok(PaymentLine {
            order: order_of(row)?,
            id: id(row, "id")?,
            direction: from_word(&row.get::<_, String>("direction")?)?,
            sum: Money(row.get("sum_kopecks")?),
            date: row.get("date")?,
            method: from_word(&row.get::<_, String>("method")?)?,
            document: row.get("document")?,
            note: row.get("note")?,
        })
    })?;
    Ok((rows, totals))
}

/// Debts as they stand on `today`, the earliest first. A period by payment takes
/// what is due up to its last day, also what is late and what has no date: it
/// is owed all the same. A sum in `Totals` is below zero for what is overpaid.
///
/// # Errors
/// Storage failure.
pub fn debts(
    read: &Read<'_>,
    filter: &FinanceFilter,
    debts: Debts,
    today: NaiveDate,
    slice: Slice,
) -> StoreResult<(Vec<DebtLine>, Totals)> {
    let mut conditions = Conditions::of(filter);
    if filter.period_of == PeriodOf::TourStart {
        conditions.period("o.tour_start", filter);
    } else if let Some(to) = filter.to.filter(|_| debts != Debts::Overpaid) {
        conditions.and("coalesce(due_by, '') <= ?", Value::Text(to.to_string()));
    }
    conditions.sql.push(match debts {
        Debts::Tourists | Debts::Operators => "planned > paid".into(),
        Debts::Overdue => "overdue > 0".into(),
        Debts::Overpaid => "planned < paid".into(),
    });
    conditions.values.push(Value::Text(today.to_string()));
    let today = format!("?{}", conditions.values.len());
    let sides: &[Side] = match debts {
        Debts::Tourists => &[Side::Tourist],
        Debts::Operators => &[Side::Operator],
        Debts::Overdue | Debts::Overpaid => &Side::ALL,
    };
    let mut of_sides = Vec::new();
    for side in sides {
        let side = word(side)?;
        of_sides.push(format!(
            "SELECT s.order_id, s.office_id, s.operator_id, s.operator, '{side}' AS side, s.{side}_planned AS planned,
               s.{side}_paid AS paid,
               (SELECT min(d.due_by) FROM order_dues d
                WHERE d.order_id = s.order_id AND d.side = '{side}' AND d.open_kopecks > 0) AS due_by,
               (SELECT coalesce(sum(d.open_kopecks), 0) FROM order_dues d
                WHERE d.order_id = s.order_id AND d.side = '{side}' AND d.due_by < {today}) AS overdue
             FROM order_sums s WHERE s.{side}_planned <> s.{side}_paid"
        ));
    }
    let from = format!(
        "FROM ({}) s JOIN orders o ON o.id = s.order_id WHERE {}",
        of_sides.join(" UNION ALL "),
        conditions.sql()
    );
    let totals =
        totals(read, &format!("SELECT count(*), sum(planned - paid), sum(overdue) {from}"), &conditions.values)?;
    let sql = format!(
        "SELECT {ORDER}, s.side, s.planned, s.paid, s.due_by, s.overdue {from}
         ORDER BY s.due_by NULLS LAST, o.tour_start NULLS LAST, o.id, s.side LIMIT {} OFFSET {}",
        slice.limit, slice.offset
    );
    let rows = collect(read, &sql, &conditions.values, |row| {
        Ok(DebtLine {
            order: order_of(row)?,
            side: from_word(&row.get::<_, String>("side")?)?,
            planned: Money(row.get("planned")?),
            paid: Money(row.get("paid")?),
            overdue: Money(row.get("overdue")?),
            due_by: row.get("due_by")?,
        })
    })?;
    Ok((rows, totals))
}

/// «Комиссия» by orders, the latest tour first. A period by payment takes orders
/// with payments in it and counts those; one by tour takes orders that begin in
/// it and counts all their payments.
///
/// # Errors
/// Storage failure.
pub fn commission(read: &Read<'_>, filter: &FinanceFilter, slice: Slice) -> StoreResult<(Vec<CommissionLine>, Totals)> {
    let mut conditions = Conditions::of(filter);
    let mut counted = String::from("p.order_id = s.order_id AND p.cancelled_at IS NULL");
    match filter.period_of {
        PeriodOf::TourStart => {
            conditions.period("o.tour_start", filter);
            conditions.sql.push("(s.commission IS NOT NULL OR fact IS NOT NULL)".into());
        }
        PeriodOf::Payment => {
            let mut period = Conditions { sql: Vec::new(), values: std::mem::take(&mut conditions.values) };
            period.period("p.date", filter);
            conditions.values = period.values;
            for condition in period.sql {
                counted.push_str(&format!(" AND {condition}"));
            }
            conditions.sql.push("fact IS NOT NULL".into());
        }
    }
    let from = format!(
        "FROM (SELECT s.*,
                 (SELECT sum(CASE WHEN p.direction IN ('from_tourist', 'refund_from_operator')
                          THEN p.sum_kopecks ELSE -p.sum_kopecks END)
                  FROM payments p WHERE {counted}) AS fact
               FROM order_sums s) s
         JOIN orders o ON o.id = s.order_id WHERE {}",
        conditions.sql()
    );
    let totals = totals(read, &format!("SELECT count(*), sum(s.commission), sum(s.fact) {from}"), &conditions.values)?;
    let sql = format!(
        "SELECT {ORDER}, s.tourist_planned, s.operator_planned, s.commission, s.fact {from}
         ORDER BY o.tour_start DESC NULLS LAST, o.id LIMIT {} OFFSET {}",
        slice.limit, slice.offset
    );
    let rows = collect(read, &sql, &conditions.values, |row| {
        Ok(CommissionLine {
            order: order_of(row)?,
            total: Money(row.get("tourist_planned")?),
            net: Money(row.get("operator_planned")?),
            plan: row.get::<_, Option<i64>>("commission")?.map(Money),
            fact: Money(row.get::<_, Option<i64>>("fact")?.unwrap_or(0)),
        })
    })?;
    Ok((rows, totals))
}

/// Payments by months, of the payment or of the tour's start; months without
/// payments are left out.
///
/// # Errors
/// Storage failure.
pub fn months(read: &Read<'_>, filter: &FinanceFilter) -> StoreResult<Vec<Month>> {
    let conditions = Conditions::of_payments(filter);
    let date = match filter.period_of {
        PeriodOf::Payment => "p.date",
        PeriodOf::TourStart => "o.tour_start",
    };
    let sum = |plus: &str, minus: &str| {
        format!("sum(CASE p.direction WHEN '{plus}' THEN p.sum_kopecks WHEN '{minus}' THEN -p.sum_kopecks ELSE 0 END)")
    };
    let sql = format!(
        "SELECT substr({date}, 1, 7) AS month, {} AS from_tourists, {} AS to_operators
         FROM payments p JOIN orders o ON o.id = p.order_id JOIN order_sums s ON s.order_id = o.id
         WHERE {} AND {date} IS NOT NULL GROUP BY month ORDER BY month",
        sum("from_tourist", "refund_to_tourist"),
        sum("to_operator", "refund_from_operator"),
        conditions.sql()
    );
    collect(read, &sql, &conditions.values, |row| {
        Ok(Month {
            month: row.get("month")?,
            from_tourists: Money(row.get("from_tourists")?),
            to_operators: Money(row.get("to_operators")?),
        })
    })
}

/// Managers whom orders name: what the filter offers.
///
/// # Errors
/// Storage failure.
pub fn managers(read: &Read<'_>) -> StoreResult<Vec<String>> {
    let sql = "SELECT DISTINCT manager FROM orders WHERE manager <> '' AND trashed_at IS NULL ORDER BY manager";
    collect(read, sql, &[], |row| Ok(row.get(0)?))
}

/// Operators whom orders name, by name.
///
/// # Errors
/// Storage failure.
pub fn operators(read: &Read<'_>) -> StoreResult<Vec<(OperatorId, String)>> {
    let sql = "SELECT operator_id, max(operator) AS name FROM order_sums WHERE operator_id IS NOT NULL
               GROUP BY operator_id ORDER BY name";
    collect(read, sql, &[], |row| Ok((id(row, "operator_id")?, row.get("name")?)))
}
