//! «Журнал изменений».

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::audit::{AuditCheck, AuditLine, AuditLines, AuditWish, ListAudit};
use crate::wire::order::FileContents;
use agency_core::{AuditEntry, AuditKind, dates};
use agency_documents::sheet::{self, Column, Kind, Value};
use agency_store::audit::{self, AuditFilter, AuditRow};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// A slice of the journal is never longer.
const LONGEST_PAGE: u32 = 500;

/// A slice of «Журнал изменений».
pub(crate) async fn list_audit(app: &App, request: ListAudit) -> Result<AuditLines, Error> {
    let filter =
        AuditFilter { offset: request.page.offset, limit: request.page.limit.min(LONGEST_PAGE), ..request.wish.into() };
    let (rows, total) = app.office().await?.read(move |read| audit::list(read, &filter)).await?;
    Ok(AuditLines { rows: rows.into_iter().map(AuditLine::from).collect(), total })
}

/// Whether anybody changed the journal past the program.
pub(crate) async fn check_audit(app: &App, _: Empty) -> Result<AuditCheck, Error> {
    Ok(AuditCheck { first_broken: app.office().await?.read(audit::first_broken).await? })
}

/// The journal as a table for Excel; the export itself is an entry too.
pub(crate) async fn export_audit(app: &App, request: AuditWish) -> Result<FileContents, Error> {
    let office = app.office().await?;
    let filter = AuditFilter { limit: LONGEST_TABLE, ..request.into() };
    let (rows, total) = office.read(move |read| audit::list(read, &filter)).await?;
    if total > LONGEST_TABLE {
        let reason = format!("Записей {total}, а в таблицу входит {LONGEST_TABLE}. Выберите меньший период.");
        return Err(Error::new(Code::Invalid).with(reason));
    }
    let bytes = blocking(move || sheet::write("Журнал изменений", &COLUMNS, rows.into_iter().map(table_row)))
        .await?
        .map_err(Error::internal)?;
    let entry = AuditEntry::new(AuditKind::Export, format!("Журнал изменений выгружен в Excel, записей: {total}"));
    office.write(move |write| audit::record(write, &entry)).await?;
    let today = dates::moscow(office.now()).date_naive();
    Ok(FileContents {
        name: format!("Журнал изменений {}.xlsx", dates::short_date(today)),
        mime: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".into(),
        base64: BASE64_STANDARD.encode(bytes),
    })
}

/// Entries that go into one table.
const LONGEST_TABLE: u32 = 500_000;

const COLUMNS: [Column<'static>; 6] = [
    Column { title: "Дата", kind: Kind::Date, width: 12 },
    Column { title: "Время (МСК)", kind: Kind::Text, width: 12 },
    Column { title: "Кто", kind: Kind::Text, width: 28 },
    Column { title: "Раздел", kind: Kind::Text, width: 14 },
    Column { title: "Что произошло", kind: Kind::Text, width: 60 },
    Column { title: "Поля", kind: Kind::Text, width: 80 },
];

fn table_row(row: AuditRow) -> Vec<Value> {
    let at = dates::moscow(row.at);
    let fields: Vec<String> = row
        .changes
        .iter()
        .map(|change| format!("{}: «{}» → «{}»", change.field, change.before, change.after))
        .collect();
    vec![
        at.date_naive().into(),
        at.format("%H:%M:%S").to_string().into(),
        row.staff_name.into(),
        row.kind.label().into(),
        row.text.into(),
        fields.join("\n").into(),
    ]
}

impl From<AuditWish> for AuditFilter {
    fn from(wish: AuditWish) -> Self {
        Self {
            staff: wish.staff,
            kinds: wish.kinds,
            from: wish.from.map(dates::moscow_midnight),
            until: wish.to.and_then(|day| day.succ_opt()).map(dates::moscow_midnight),
            subject: None,
            search: wish.search,
            offset: 0,
            limit: 0,
        }
    }
}

impl From<AuditRow> for AuditLine {
    fn from(row: AuditRow) -> Self {
        Self {
            seq: row.seq,
            at: row.at,
            staff_name: row.staff_name,
            kind: row.kind,
            text: row.text,
            subject: row.subject,
            changes: row.changes,
        }
    }
}
