//! «Финансы»: money of the whole office.

use crate::app::App;
use crate::error::Error;
use crate::payments::today;
use crate::wire::Empty;
use crate::wire::money::{
    CommissionLines, DebtLines, ExportFinance, Finance, FinanceChoices, FinanceSlice, FinanceTable, GetFinance,
    ListDebts, OperatorChoice, PaymentLines,
};
use crate::wire::order::FileContents;
use agency_core::finance::Side;
use agency_core::finance::report::{Debts, FinanceFilter, OrderOfLine, Totals};
use agency_core::{AuditEntry, AuditKind, Money, dates};
use agency_documents::sheet::{self, Column, Kind, Value};
use agency_store::finance::{self, Slice};
use agency_store::{Read, StoreResult, audit};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDate;

/// A slice of a table is never longer.
const LONGEST_PAGE: u32 = 500;
/// Sums alone, no rows.
const SUMS: Slice = Slice { offset: 0, limit: 0 };
/// As many rows as a sheet of Excel holds.
const SHEET: Slice = Slice { offset: 0, limit: 1_000_000 };

fn slice(page: crate::wire::Page) -> Slice {
    Slice { offset: page.offset, limit: page.limit.min(LONGEST_PAGE) }
}

/// Sums of the office and its months.
pub(crate) async fn get_finance(app: &App, request: GetFinance) -> Result<Finance, Error> {
    let office = app.office().await?;
    let (today, filter) = (today(office.now()), request.filter);
    office
        .read(move |read| {
            let debts = |kind| -> StoreResult<Totals> { Ok(finance::debts(read, &filter, kind, today, SUMS)?.1) };
            Ok(Finance {
                payments: finance::payments(read, &filter, SUMS)?.1,
                tourist_debts: debts(Debts::Tourists)?,
                operator_debts: debts(Debts::Operators)?,
                overdue: debts(Debts::Overdue)?,
                overpaid: debts(Debts::Overpaid)?,
                commission: finance::commission(read, &filter, SUMS)?.1,
                months: finance::months(read, &filter)?,
                today,
            })
        })
        .await
}

/// What the filters offer.
pub(crate) async fn get_finance_choices(app: &App, _: Empty) -> Result<FinanceChoices, Error> {
    let office = app.office().await?;
    office
        .read(|read| {
            let operators = finance::operators(read)?.into_iter().map(|(id, name)| OperatorChoice { id, name });
            Ok(FinanceChoices { managers: finance::managers(read)?, operators: operators.collect() })
        })
        .await
}

/// A slice of «Платежи».
pub(crate) async fn list_finance_payments(app: &App, request: FinanceSlice) -> Result<PaymentLines, Error> {
    let office = app.office().await?;
    let (rows, totals) = office.read(move |read| finance::payments(read, &request.filter, slice(request.page))).await?;
    Ok(PaymentLines { rows, totals })
}

/// A slice of a table of debts.
pub(crate) async fn list_debts(app: &App, request: ListDebts) -> Result<DebtLines, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    let (rows, totals) = office
        .read(move |read| finance::debts(read, &request.filter, request.debts, today, slice(request.page)))
        .await?;
    Ok(DebtLines { rows, totals })
}

/// A slice of «Комиссия».
pub(crate) async fn list_commission(app: &App, request: FinanceSlice) -> Result<CommissionLines, Error> {
    let office = app.office().await?;
    let (rows, totals) =
        office.read(move |read| finance::commission(read, &request.filter, slice(request.page))).await?;
    Ok(CommissionLines { rows, totals })
}

/// A table as a workbook of Excel, with its totals in the last row.
pub(crate) async fn export_finance(app: &App, request: ExportFinance) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let today = today(office.now());
    let title = title(request.table);
    let file = office
        .write(move |write| {
            let book = workbook(write, &request.filter, request.table, today)?;
            audit::record(write, &AuditEntry::new(AuditKind::Export, format!("Выгрузка «Финансы: {title}» в Excel")))?;
            Ok(book)
        })
        .await?;
    let bytes = sheet::write(title, &file.columns, file.rows).map_err(Error::internal)?;
    Ok(FileContents {
        name: format!("{title} {}.xlsx", dates::short_date(today)),
        mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".into(),
        base64: BASE64_STANDARD.encode(bytes),
    })
}

fn title(table: FinanceTable) -> &'static str {
    match table {
        FinanceTable::Payments => "Платежи",
        FinanceTable::TouristDebts => "Долги туристов",
        FinanceTable::OperatorDebts => "Долги туроператорам",
        FinanceTable::Overdue => "Просрочено",
        FinanceTable::Overpaid => "К возврату",
        FinanceTable::Commission => "Комиссия",
    }
}

/// A table ready to be written.
struct Table {
    columns: Vec<Column<'static>>,
    rows: Vec<Vec<Value>>,
}

const ORDER_COLUMNS: [Column<'static>; 5] = [
    Column { title: "Заявка", kind: Kind::Text, width: 14 },
    Column { title: "Заказчик", kind: Kind::Text, width: 34 },
    Column { title: "Менеджер", kind: Kind::Text, width: 28 },
    Column { title: "Туроператор", kind: Kind::Text, width: 28 },
    Column { title: "Начало тура", kind: Kind::Date, width: 12 },
];

fn order_values(order: &OrderOfLine) -> Vec<Value> {
    vec![
        order.number.as_str().into(),
        order.customer.as_str().into(),
        order.manager.as_str().into(),
        order.operator.as_str().into(),
        order.tour_start.into(),
    ]
}

const fn money(title: &'static str) -> Column<'static> {
    Column { title, kind: Kind::Money, width: 16 }
}

const fn date(title: &'static str) -> Column<'static> {
    Column { title, kind: Kind::Date, width: 12 }
}

const fn text(title: &'static str, width: u16) -> Column<'static> {
    Column { title, kind: Kind::Text, width }
}

fn workbook(read: &Read<'_>, filter: &FinanceFilter, table: FinanceTable, today: NaiveDate) -> StoreResult<Table> {
    let debts = match table {
        FinanceTable::Payments => return payments_table(read, filter),
        FinanceTable::Commission => return commission_table(read, filter),
        FinanceTable::TouristDebts => Debts::Tourists,
        FinanceTable::OperatorDebts => Debts::Operators,
        FinanceTable::Overdue => Debts::Overdue,
        FinanceTable::Overpaid => Debts::Overpaid,
    };
    let (lines, totals) = finance::debts(read, filter, debts, today, SHEET)?;
    let columns = ORDER_COLUMNS.into_iter().chain([
        text("Кто платит", 14),
        money("План"),
        money("Оплачено"),
        money("Остаток"),
        money("Просрочено"),
        date("Срок"),
    ]);
    let mut rows: Vec<Vec<Value>> = lines
        .iter()
        .map(|line| {
            let side = if line.side == Side::Tourist { "турист" } else { "агентство" };
            let rest = Money(line.planned.0 - line.paid.0);
            let mut row = order_values(&line.order);
            row.extend([
                side.into(),
                line.planned.into(),
                line.paid.into(),
                rest.into(),
                line.overdue.into(),
                line.due_by.into(),
            ]);
            row
        })
        .collect();
    rows.push(total_row(8, &[totals.first, totals.second]));
    Ok(Table { columns: columns.collect(), rows })
}

fn payments_table(read: &Read<'_>, filter: &FinanceFilter) -> StoreResult<Table> {
    let (lines, totals) = finance::payments(read, filter, SHEET)?;
    let columns = ORDER_COLUMNS.into_iter().chain([
        date("Дата"),
        text("Платёж", 24),
        money("Получено"),
        money("Выплачено"),
        text("Способ", 24),
        text("Документ", 18),
        text("Примечание", 30),
    ]);
    let mut rows: Vec<Vec<Value>> = lines
        .iter()
        .map(|line| {
            let is_received = line.direction.received(line.sum) > Money(0);
            let mut row = order_values(&line.order);
            row.extend([
                line.date.into(),
                line.direction.label().into(),
                is_received.then_some(line.sum).into(),
                (!is_received).then_some(line.sum).into(),
                line.method.label().into(),
                line.document.as_str().into(),
                line.note.as_str().into(),
            ]);
            row
        })
        .collect();
    rows.push(total_row(7, &[totals.first, totals.second]));
    Ok(Table { columns: columns.collect(), rows })
}

fn commission_table(read: &Read<'_>, filter: &FinanceFilter) -> StoreResult<Table> {
    let (lines, totals) = finance::commission(read, filter, SHEET)?;
    let columns = ORDER_COLUMNS.into_iter().chain([
        money("Цена для туриста"),
        money("К оплате туроператору"),
        money("Комиссия, план"),
        money("Комиссия, факт"),
    ]);
    let mut rows: Vec<Vec<Value>> = lines
        .iter()
        .map(|line| {
            let mut row = order_values(&line.order);
            row.extend([line.total.into(), line.net.into(), line.plan.into(), line.fact.into()]);
            row
        })
        .collect();
    rows.push(total_row(7, &[totals.first, totals.second]));
    Ok(Table { columns: columns.collect(), rows })
}

/// «Итого» and the sums, the first of them in the column at `place`.
fn total_row(place: usize, sums: &[Money]) -> Vec<Value> {
    let mut row = vec![Value::Empty; place];
    row[0] = "Итого".into();
    row.extend(sums.iter().map(|sum| Value::Money(*sum)));
    row
}
