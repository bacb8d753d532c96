//! The grid «Заявки»: slices, counts, values of filters, changes of many orders, export.

use crate::app::App;
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::grid::{
    ChangeOrders, CountOrders, CountryValue, ExportOrders, KeptOrder, ListOrders, OfficeValue, OrderColumn, OrderCount,
    OrderIds, OrderRows, OrderValues, OrdersChanged, OrdersDeleted, OrdersUndone,
};
use crate::wire::order::FileContents;
use agency_core::countries::country_name;
use agency_core::dates::short_date;
use agency_core::grid::{OrderChange, OrderRow};
use agency_core::ids::OrderId;
use agency_core::{AuditEntry, AuditKind, Right, SubjectKind};
use agency_documents::sheet::{self, Kind, Value};
use agency_store::orders::{self, Keeps, Slice, TextColumn, Viewer};
use agency_store::{Read, StoreError, StoreResult, audit, staff};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::Local;

/// A slice of the grid is never longer.
const LONGEST_PAGE: u32 = 500;
/// Orders changed at once at most.
const MOST_CHANGED: usize = 5000;
/// Rows of an exported table at most: Excel has no more.
const MOST_EXPORTED: u32 = 1_048_575;

/// A slice of the grid.
pub(crate) async fn list_orders(app: &App, request: ListOrders) -> Result<OrderRows, Error> {
    let office = app.office().await?;
    let viewer = viewer(&office)?;
    let limit = request.page.limit.min(LONGEST_PAGE);
    let slice = Slice {
        filter: request.filter,
        sort: request.sort,
        descending: request.descending,
        offset: request.page.offset,
        limit: limit + 1,
    };
    let mut rows = office.read(move |read| orders::list(read, &slice, &viewer)).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    Ok(OrderRows { rows, more })
}

/// How many orders a filter lets through.
pub(crate) async fn count_orders(app: &App, request: CountOrders) -> Result<OrderCount, Error> {
    let office = app.office().await?;
    let viewer = viewer(&office)?;
    let total = office.read(move |read| orders::count(read, &request.filter, &viewer)).await?;
    Ok(OrderCount { total })
}

/// Who looks at the grid, and what day it is there.
pub(crate) fn viewer(office: &Desk) -> Result<Viewer, Error> {
    let actor = office.actor()?;
    Ok(Viewer {
        staff: Some(actor.id),
        name: actor.name.clone(),
        own_only: !actor.may(Right::OthersRead),
        today: office.now().with_timezone(&Local).date_naive(),
    })
}

/// Values of the filters' drop-downs.
pub(crate) async fn list_order_values(app: &App, _: Empty) -> Result<OrderValues, Error> {
    app.office().await?.read(values).await
}

fn values(read: &Read<'_>) -> StoreResult<OrderValues> {
    let mut countries: Vec<CountryValue> = orders::countries(read)?
        .into_iter()
        .map(|code| CountryValue { code: code.into(), name: country_name(code).unwrap_or(code).into() })
        .collect();
    countries.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(OrderValues {
        managers: orders::texts(read, TextColumn::Manager)?,
        offices: orders::offices(read)?.into_iter().map(|(id, name)| OfficeValue { id, name }).collect(),
        lead_sources: orders::texts(read, TextColumn::LeadSource)?,
        lead_kinds: orders::texts(read, TextColumn::LeadKind)?,
        operators: orders::texts(read, TextColumn::Operator)?,
        departure_cities: orders::texts(read, TextColumn::DepartureCity)?,
        countries,
    })
}

/// Changes many orders in one step.
pub(crate) async fn change_orders(app: &App, request: ChangeOrders) -> Result<OrdersChanged, Error> {
    let office = app.office().await?;
    few_enough(request.ids.len())?;
    let before = office
        .write(move |write| {
            let mut before = Vec::new();
            for id in request.ids {
                if let Some(was) = orders::change(write, id, &request.change, &write.author.name)? {
                    let number = orders::get(write, id)?.order.number;
                    let entry = AuditEntry::new(AuditKind::Order, told(&number, &request.change));
                    audit::record(write, &entry.about(SubjectKind::Order, id))?;
                    before.push(was);
                }
            }
            Ok(before)
        })
        .await?;
    app.bus.stale(&[Tag::Orders]);
    Ok(OrdersChanged { before })
}

fn few_enough(count: usize) -> Result<(), Error> {
    if count <= MOST_CHANGED {
        return Ok(());
    }
    Err(Error::new(Code::Invalid).with(format!("За один раз меняется не больше {MOST_CHANGED} заявок.")))
}

/// The journal's sentence for a change of one order.
fn told(number: &str, change: &OrderChange) -> String {
    match change {
        OrderChange::SetStatus { status } => format!("Заявка {number}: статус «{}»", status.label()),
        OrderChange::SetManager { manager, .. } if manager.is_empty() => format!("Заявка {number}: менеджер снят"),
        OrderChange::SetManager { manager, .. } => format!("Заявка {number}: менеджер {manager}"),
        OrderChange::Archive => format!("Заявка {number} перенесена в архив"),
        OrderChange::Unarchive => format!("Заявка {number} возвращена из архива"),
        OrderChange::Trash => format!("Заявка {number} перенесена в корзину"),
        OrderChange::Untrash => format!("Заявка {number} восстановлена из корзины"),
    }
}

/// Makes orders what they were before a change.
pub(crate) async fn undo_orders(app: &App, request: OrdersChanged) -> Result<OrdersUndone, Error> {
    let office = app.office().await?;
    few_enough(request.before.len())?;
    let actor = office.actor()?.clone();
    let undone = office
        .write(move |write| {
            let mut done = OrdersUndone { undone: 0, kept: Vec::new() };
            for before in &request.before {
                let number = match orders::get(write, before.id) {
                    Err(StoreError::NotFound) => continue,
                    stored => stored?.order.number,
                };
                // an order given to somebody else may be taken back by who had it
                let may = actor.may(Right::OthersEdit)
                    || actor.is_manager(&staff::manager_of(write, before.id)?)
                    || actor.is_manager(&orders::manager_before(write, before.id)?);
                if may && orders::undo(write, before, &write.author.name)? {
                    done.undone += 1;
                    let entry = AuditEntry::new(AuditKind::Order, format!("Заявка {number}: изменение отменено"));
                    audit::record(write, &entry.about(SubjectKind::Order, before.id))?;
                } else {
                    done.kept.push(number);
                }
            }
            Ok(done)
        })
        .await?;
    app.bus.stale(&[Tag::Orders]);
    Ok(undone)
}

/// Deletes orders of the trash for ever.
pub(crate) async fn delete_orders(app: &App, request: OrderIds) -> Result<OrdersDeleted, Error> {
    let office = app.office().await?;
    few_enough(request.ids.len())?;
    let deleted = office
        .write(move |write| {
            let mut done = OrdersDeleted { deleted: 0, kept: Vec::new() };
            for id in request.ids {
                let number = orders::get(write, id)?.order.number;
                match orders::delete(write, id)? {
                    None => {
                        done.deleted += 1;
                        audit::record(
                            write,
                            &AuditEntry::new(AuditKind::Order, format!("Заявка {number} удалена навсегда")),
                        )?;
                    }
                    Some(keeps) => done.kept.push(KeptOrder { number, reason: reason(keeps).into() }),
                }
            }
            Ok(done)
        })
        .await?;
    app.bus.stale(&[Tag::Orders, Tag::SmsHistory]);
    Ok(deleted)
}

fn reason(keeps: Keeps) -> &'static str {
    match keeps {
        Keeps::NotInTrash => "Заявка не в корзине: сначала перенесите её туда.",
        Keeps::Signed => "Договор подписан: заявка с подписанным договором не удаляется.",
        Keeps::Sent => "Договор отправляли на подписание: журнал подписания не удаляется.",
        Keeps::Paid => "По заявке есть платежи: они не удаляются.",
    }
}

/// Exports the grid as it is shown to an Excel file.
pub(crate) async fn export_orders(app: &App, request: ExportOrders) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let viewer = viewer(&office)?;
    let today = viewer.today;
    let ExportOrders { filter, sort, descending, columns, only } = request;
    if columns.is_empty() {
        return Err(Error::new(Code::Invalid).with("Выберите хотя бы одну колонку."));
    }
    let slice = Slice { filter, sort, descending, offset: 0, limit: MOST_EXPORTED };
    let rows = office
        .write(move |write| {
            let mut rows = orders::list(write, &slice, &viewer)?;
            if !only.is_empty() {
                let only: std::collections::HashSet<OrderId> = only.into_iter().collect();
                rows.retain(|row| only.contains(&row.id));
            }
            let text = format!("Заявки выгружены в Excel, строк: {}", rows.len());
            audit::record(write, &AuditEntry::new(AuditKind::Export, text))?;
            Ok(rows)
        })
        .await?;
    let book = blocking(move || {
        let heads: Vec<sheet::Column<'_>> = columns.iter().map(|column| head(*column)).collect();
        let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, *column)).collect());
        sheet::write("Заявки", &heads, cells)
    })
    .await?
    .map_err(Error::internal)?;
    Ok(FileContents {
        name: format!("Заявки {}.xlsx", short_date(today)),
        mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".into(),
        base64: BASE64_STANDARD.encode(book),
    })
}

/// Title, kind and width in characters of an exported column.
fn head(column: OrderColumn) -> sheet::Column<'static> {
    let (title, kind, width) = match column {
        OrderColumn::Number => ("Номер заявки", Kind::Text, 14),
        OrderColumn::ContractNumber => ("Номер договора", Kind::Text, 16),
        OrderColumn::Customer => ("Заказчик", Kind::Text, 34),
        OrderColumn::Tourists => ("Туристов", Kind::Integer, 10),
        OrderColumn::Destination => ("Страна, курорт", Kind::Text, 28),
        OrderColumn::DepartureCity => ("Город вылета", Kind::Text, 18),
        OrderColumn::TourStart => ("Начало тура", Kind::Date, 13),
        OrderColumn::TourEnd => ("Окончание тура", Kind::Date, 13),
        OrderColumn::Operator => ("Туроператор", Kind::Text, 20),
        OrderColumn::Manager => ("Менеджер", Kind::Text, 24),
        OrderColumn::Office => ("Офис", Kind::Text, 20),
        OrderColumn::LeadSource => ("Источник лида", Kind::Text, 18),
        OrderColumn::LeadKind => ("Тип лида", Kind::Text, 18),
        OrderColumn::PaymentMethod => ("Тип оплаты", Kind::Text, 22),
        OrderColumn::Total => ("Сумма, руб.", Kind::Money, 14),
        OrderColumn::DocumentsGiven => ("Документы туристу", Kind::Text, 18),
        OrderColumn::Status => ("Статус заявки", Kind::Text, 24),
        OrderColumn::ContractStatus => ("Статус договора", Kind::Text, 32),
        OrderColumn::Created => ("Создана", Kind::Date, 12),
        OrderColumn::Updated => ("Изменена", Kind::Date, 12),
    };
    sheet::Column { title, kind, width }
}

fn cell(row: &OrderRow, column: OrderColumn) -> Value {
    match column {
        OrderColumn::Number => row.number.as_str().into(),
        OrderColumn::ContractNumber => row.contract_number.as_str().into(),
        OrderColumn::Customer => row.customer.as_str().into(),
        OrderColumn::Tourists => row.tourists.into(),
        OrderColumn::Destination => row.destination.as_str().into(),
        OrderColumn::DepartureCity => row.departure_city.as_str().into(),
        OrderColumn::TourStart => row.tour_start.into(),
        OrderColumn::TourEnd => row.tour_end.into(),
        OrderColumn::Operator => row.operator.as_str().into(),
        OrderColumn::Manager => row.manager.as_str().into(),
        OrderColumn::Office => row.office.as_str().into(),
        OrderColumn::LeadSource => row.lead_source.as_str().into(),
        OrderColumn::LeadKind => row.lead_kind.as_str().into(),
        OrderColumn::PaymentMethod => row.payment_method.map(|method| method.label()).into(),
        OrderColumn::Total => row.total.into(),
        OrderColumn::DocumentsGiven => row.documents_given.label().into(),
        OrderColumn::Status => row.status.label().into(),
        OrderColumn::ContractStatus => row.contract_status.label().into(),
        OrderColumn::Created => row.created_at.with_timezone(&Local).date_naive().into(),
        OrderColumn::Updated => row.updated_at.with_timezone(&Local).date_naive().into(),
    }
}
