//! Import of clients from a table: read, try, import, take back.
//!
//! The table waits in memory between the steps; another one takes its place. Rows
//! are stored in batches that nobody sees before the last is there, so the office
//! goes on working and a cancelled or broken import leaves nothing.

use crate::app::{App, Bus};
use crate::clients::{XLSX, known_by, today};
use crate::desk::Desk;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::client_import::{
    ClientImportRef, ClientImportRow, ClientImports, ClientTable, ColumnMeaning, ColumnMeanings, ImportPreview,
    ImportRow, ImportState, PreviewClientImport, ReadClientTable, RunClientImport, TableColumn, UndoneClientImport,
};
use crate::wire::event::{AppEvent, Tag};
use crate::wire::order::FileContents;
use agency_core::client::{Client, ClientKey};
use agency_core::client_table::{ClientColumn, ColumnValue, client_of_row};
use agency_core::ids::{ClientId, ClientImportId};
use agency_core::{AuditEntry, AuditKind};
use agency_documents::sheet::{self, Column, Kind, Limits, Row, Sheet, Value};
use agency_store::clients::{self, ClientImport};
use agency_store::{Store, settings};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Rows stored or checked between two looks at whether to go on.
const BATCH: usize = 500;
/// Rows among which the header is looked for.
const HEADER_ROWS: usize = 20;
/// Values shown of a column.
const SAMPLES: usize = 3;
/// Setting with the meanings people gave to headers.
const MEANINGS: &str = "clients.import_columns";

type Meanings = Vec<Option<ClientColumn>>;

/// The table that waits for its import.
#[derive(Default)]
pub(crate) struct Waiting {
    table: Mutex<Option<Arc<Table>>>,
    cancelled: AtomicBool,
}

impl Waiting {
    fn find(&self, id: ClientImportId) -> Result<Arc<Table>, Error> {
        let table = self.table.lock().unwrap_or_else(PoisonError::into_inner).clone();
        table
            .filter(|table| table.id == id)
            .ok_or_else(|| Error::new(Code::NotFound).advising("Выберите файл ещё раз."))
    }

    fn check(&self) -> Result<(), Error> {
        if self.cancelled.load(Ordering::Acquire) { Err(Error::new(Code::Cancelled)) } else { Ok(()) }
    }
}

struct Table {
    id: ClientImportId,
    file_name: String,
    sheet: Sheet,
    /// Index of the header among the rows.
    header: usize,
    /// What the rows come to with these meanings.
    tried: Mutex<Option<Arc<Tried>>>,
}

struct Tried {
    meanings: Meanings,
    rows: Vec<TriedRow>,
}

struct TriedRow {
    number: u32,
    client: Client,
    state: ImportState,
    reasons: Vec<String>,
}

impl Tried {
    fn count(&self, state: ImportState) -> u32 {
        self.rows.iter().filter(|row| row.state == state).count() as u32
    }
}

impl Table {
    fn rows(&self) -> &[Row] {
        self.sheet.rows.get(self.header + 1..).unwrap_or_default()
    }

    fn title(&self, column: usize) -> String {
        self.sheet.rows.get(self.header).map(|row| row.cell(column).text().into_owned()).unwrap_or_default()
    }
}

/// Meanings a column can be given.
pub(crate) async fn list_column_meanings(_: &App, _: Empty) -> Result<ColumnMeanings, Error> {
    let meaning = |column: &ClientColumn| ColumnMeaning { column: *column, label: column.label().to_owned() };
    Ok(ColumnMeanings { meanings: ClientColumn::ALL.iter().map(meaning).collect() })
}

/// Reads a table and guesses what its columns mean.
pub(crate) async fn read_client_table(app: &App, request: ReadClientTable) -> Result<ClientTable, Error> {
    let office = app.office().await?;
    let remembered: BTreeMap<String, Option<ClientColumn>> =
        office.read(|read| Ok(settings::get(read, MEANINGS)?.unwrap_or_default())).await?;
    let file_name = request.name;
    let sheet = blocking(move || {
        let refuse = |reason: String| Error::new(Code::TableRefused).with(reason);
        let bytes =
            BASE64_STANDARD.decode(request.base64).map_err(|_| refuse("Файл передан не целиком.".to_owned()))?;
        sheet::read(&bytes, &Limits::default()).map_err(|refusal| refuse(refusal.reason()))
    })
    .await??;
    let meaning = |title: &str| remembered.get(title).copied().unwrap_or_else(|| ClientColumn::guess(title));
    // a merged title above the header repeats one word
    let known = |row: &Row| row.cells.iter().filter_map(|cell| meaning(&cell.text())).collect::<BTreeSet<_>>().len();
    let header =
        (0..sheet.rows.len().min(HEADER_ROWS)).rev().max_by_key(|index| known(&sheet.rows[*index])).unwrap_or(0);
    let table = Arc::new(Table { id: ClientImportId::new(), file_name, sheet, header, tried: Mutex::default() });
    let columns = (0..table.sheet.width()).map(|column| {
        let title = table.title(column);
        let samples = table.rows().iter().map(|row| row.cell(column).text()).filter(|text| !text.is_empty());
        TableColumn {
            samples: samples.take(SAMPLES).map(|text| text.chars().take(80).collect()).collect(),
            meaning: meaning(&title),
            title,
        }
    });
    let mut columns: Vec<TableColumn> = columns.collect();
    // one meaning, one column: the first that claims it
    let mut taken = Vec::new();
    for column in &mut columns {
        match column.meaning {
            Some(meaning) if taken.contains(&meaning) => column.meaning = None,
            Some(meaning) => taken.push(meaning),
            None => {}
        }
    }
    let answer =
        ClientTable { id: table.id, file_name: table.file_name.clone(), rows: table.rows().len() as u32, columns };
    if answer.rows == 0 {
        return Err(Error::new(Code::TableRefused).with("Под заголовком нет ни одной строки."));
    }
    *office.client_import.table.lock().unwrap_or_else(PoisonError::into_inner) = Some(table);
    Ok(answer)
}

/// Tries an import without storing anything.
pub(crate) async fn preview_client_import(app: &App, request: PreviewClientImport) -> Result<ImportPreview, Error> {
    let office = app.office().await?;
    let table = office.client_import.find(request.id)?;
    let tried = try_out(&office, &app.bus, table, request.meanings).await?;
    let [new, duplicate, invalid] =
        [ImportState::New, ImportState::Duplicate, ImportState::Invalid].map(|state| tried.count(state));
    let wanted = tried.rows.iter().filter(|row| request.state.is_none_or(|state| row.state == state));
    let rows = wanted.clone().skip(request.page.offset as usize).take(request.page.limit.min(500) as usize);
    Ok(ImportPreview { rows: rows.map(shown).collect(), total: wanted.count() as u32, new, duplicate, invalid })
}

fn shown(row: &TriedRow) -> ImportRow {
    let documents = row.client.documents.iter().filter(|document| !document.number.is_empty());
    let document = |document: &agency_core::IdentityDocument| {
        format!("{} {}", document.kind.label(), document.series_and_number())
    };
    ImportRow {
        number: row.number,
        state: row.state,
        name: row.client.name(),
        birth_date: row.client.birth_date,
        phones: row.client.phones.join(", "),
        emails: row.client.emails.join(", "),
        documents: documents.map(document).collect::<Vec<_>>().join(", "),
        reasons: row.reasons.clone(),
    }
}

/// What the rows come to; kept, since the next step asks the same.
async fn try_out(office: &Desk, bus: &Bus, table: Arc<Table>, meanings: Meanings) -> Result<Arc<Tried>, Error> {
    let tried = table.tried.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(tried) = tried.filter(|tried| tried.meanings == meanings) {
        return Ok(tried);
    }
    office.client_import.cancelled.store(false, Ordering::Release);
    let (desk, bus, today) = (office.clone(), bus.clone(), today(office));
    blocking(move || {
        let rows = try_rows(&desk, &bus, &table, &meanings, today)?;
        let tried = Arc::new(Tried { meanings, rows });
        *table.tried.lock().unwrap_or_else(PoisonError::into_inner) = Some(tried.clone());
        Ok(tried)
    })
    .await?
}

fn try_rows(
    office: &Desk,
    bus: &Bus,
    table: &Table,
    meanings: &Meanings,
    today: NaiveDate,
) -> Result<Vec<TriedRow>, Error> {
    let mut seen: HashMap<(ClientKey, String), u32> = HashMap::new();
    let mut tried = Vec::with_capacity(table.rows().len());
    for batch in table.rows().chunks(BATCH) {
        office.client_import.check()?;
        let first = tried.len();
        for row in batch {
            let mut row = try_row(row, table, meanings, today);
            if row.state == ImportState::New {
                let keys = row.client.keys().into_iter().filter(|(key, _)| ClientKey::EXACT.contains(key));
                for key in keys {
                    if let Some(number) = seen.get(&key) {
                        row.state = ImportState::Duplicate;
                        row.reasons = vec![format!("Повторяет строку {number}: совпадает {}", key.0.label())];
                        break;
                    }
                    seen.insert(key, row.number);
                }
            }
            tried.push(row);
        }
        find_known(&office.store, &mut tried[first..])?;
        bus.send(AppEvent::ClientImport { done: tried.len() as u32, total: table.rows().len() as u32 });
    }
    Ok(tried)
}

fn try_row(row: &Row, table: &Table, meanings: &Meanings, today: NaiveDate) -> TriedRow {
    let cells = meanings.iter().enumerate().filter_map(|(index, meaning)| Some((row.cell(index), (*meaning)?)));
    let texts: Vec<_> = cells.map(|(cell, column)| (column, cell.text(), cell.date(table.sheet.epoch))).collect();
    let values: Vec<_> =
        texts.iter().map(|(column, text, date)| ColumnValue { column: *column, text, date: *date }).collect();
    let (client, problems) = client_of_row(ClientId::new(), &values, today);
    let reasons: Vec<String> = problems.into_iter().map(|problem| problem.reason).collect();
    let state = if reasons.is_empty() { ImportState::New } else { ImportState::Invalid };
    TriedRow { number: row.number, client, state, reasons }
}

/// Marks the rows whose clients the base has already.
fn find_known(store: &Store, rows: &mut [TriedRow]) -> Result<(), Error> {
    let found = store.read(|read| {
        let find = |row: &TriedRow| match row.state {
            ImportState::New => clients::find_exact(read, &row.client),
            _ => Ok(None),
        };
        rows.iter().map(find).collect::<Result<Vec<_>, _>>()
    })?;
    for (row, found) in rows.iter_mut().zip(found) {
        if let Some((key, _, name)) = found {
            row.state = ImportState::Duplicate;
            row.reasons = vec![known_by(key, &name)];
        }
    }
    Ok(())
}

/// Imports the new rows of a table.
pub(crate) async fn run_client_import(app: &App, request: RunClientImport) -> Result<ClientImportRow, Error> {
    let office = app.office().await?;
    let table = office.client_import.find(request.id)?;
    // the base may have changed since the preview
    *table.tried.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let tried = try_out(&office, &app.bus, table.clone(), request.meanings).await?;
    clear_unfinished(&office).await?;
    let stored = store_rows(&office, &app.bus, &table, &tried).await;
    if stored.is_err() {
        clear_unfinished(&office).await?;
    }
    stored?;
    let (id, file_name) = (table.id, table.file_name.clone());
    let headers = (0..tried.meanings.len()).map(|column| table.title(column));
    let given: Vec<_> = headers.zip(tried.meanings.clone()).filter(|(title, _)| !title.is_empty()).collect();
    office
        .write(move |write| {
            let added = clients::finish_import(write, id)?;
            let mut remembered: BTreeMap<String, Option<ClientColumn>> =
                settings::get(write, MEANINGS)?.unwrap_or_default();
            remembered.extend(given);
            settings::put(write, MEANINGS, &remembered)?;
            let text = format!("Импорт клиентов из файла «{file_name}»: добавлено {added}");
            agency_store::audit::record(write, &AuditEntry::new(AuditKind::Data, text))
        })
        .await?;
    app.bus.stale(&[Tag::Clients]);
    let imports = office.read(clients::imports).await?;
    let done = imports.into_iter().find(|import| import.id == id).ok_or_else(|| Error::new(Code::NotFound))?;
    Ok(import_row(done))
}

async fn store_rows(office: &Desk, bus: &Bus, table: &Table, tried: &Tried) -> Result<(), Error> {
    let (id, file_name) = (table.id, table.file_name.clone());
    let left = (tried.count(ImportState::Duplicate), tried.count(ImportState::Invalid));
    let author = office.actor()?.author();
    let begun = {
        let (store, now) = (office.store.clone(), office.now());
        blocking(move || store.write_as(now, author, |write| clients::begin_import(write, id, &file_name, left)))
            .await?
    };
    begun?;
    let new: Vec<Client> =
        tried.rows.iter().filter(|row| row.state == ImportState::New).map(|row| row.client.clone()).collect();
    let total = new.len() as u32;
    let mut done = 0;
    for batch in new.chunks(BATCH) {
        office.client_import.check()?;
        let batch = batch.to_vec();
        done += batch.len() as u32;
        office.write_quietly(move |write| clients::add_imported(write, id, &batch)).await?;
        bus.send(AppEvent::ClientImport { done, total });
    }
    Ok(())
}

/// Removes what an import has left that was cancelled or cut off.
async fn clear_unfinished(office: &Desk) -> Result<(), Error> {
    while office.write_quietly(|write| clients::drop_unfinished(write, BATCH as u32)).await? {}
    Ok(())
}

/// Stops the preview or the import that is under way.
pub(crate) async fn cancel_client_import(app: &App, _: Empty) -> Result<Empty, Error> {
    app.office().await?.client_import.cancelled.store(true, Ordering::Release);
    Ok(Empty {})
}

/// Rows that were left out, as they came, with the reasons.
pub(crate) async fn refused_client_rows(app: &App, request: ClientImportRef) -> Result<FileContents, Error> {
    let table = app.office().await?.client_import.find(request.id)?;
    let tried = table.tried.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let tried = tried.ok_or_else(|| Error::new(Code::NotFound).advising("Сначала посмотрите результат проверки."))?;
    let bytes = blocking(move || refused_workbook(&table, &tried)).await??;
    Ok(FileContents {
        name: "Строки с ошибками.xlsx".into(), mime: XLSX.into(), base64: BASE64_STANDARD.encode(bytes)
    })
}

fn refused_workbook(table: &Table, tried: &Tried) -> Result<Vec<u8>, Error> {
    let titles: Vec<String> = (0..table.sheet.width()).map(|column| table.title(column)).collect();
    let mut columns = vec![
        Column { title: "Строка", kind: Kind::Integer, width: 8 },
        Column { title: "Причина", kind: Kind::Text, width: 60 },
    ];
    columns.extend(titles.iter().map(|title| Column { title, kind: Kind::Text, width: 20 }));
    let refused = table.rows().iter().zip(&tried.rows).filter(|(_, tried)| tried.state != ImportState::New);
    let rows = refused.map(|(row, tried)| {
        let mut values = vec![Value::from(tried.number), Value::from(tried.reasons.join("; "))];
        values.extend((0..titles.len()).map(|column| Value::from(row.cell(column).text().into_owned())));
        values
    });
    sheet::write("Строки с ошибками", &columns, rows).map_err(Error::internal)
}

/// Imports, newest first.
pub(crate) async fn list_client_imports(app: &App, _: Empty) -> Result<ClientImports, Error> {
    let imports = app.office().await?.read(clients::imports).await?;
    Ok(ClientImports { rows: imports.into_iter().map(import_row).collect() })
}

fn import_row(import: ClientImport) -> ClientImportRow {
    ClientImportRow {
        id: import.id,
        file_name: import.file_name,
        added: import.added,
        duplicates: import.duplicates,
        invalid: import.invalid,
        author: import.author,
        finished_at: import.finished_at,
        undone_at: import.undone_at,
    }
}

/// «Отменить импорт»: takes out what nobody has worked with since.
pub(crate) async fn undo_client_import(app: &App, request: ClientImportRef) -> Result<UndoneClientImport, Error> {
    let office = app.office().await?;
    let mut removed = 0;
    loop {
        let undone =
            office.write_quietly(move |write| clients::undo_import_batch(write, request.id, BATCH as u32)).await?;
        removed += undone.removed;
        if !undone.is_more {
            let entry = AuditEntry::new(AuditKind::Data, format!("Импорт клиентов отменён, удалено {removed}"));
            office.write(move |write| agency_store::audit::record(write, &entry)).await?;
            app.bus.stale(&[Tag::Clients]);
            return Ok(UndoneClientImport { removed, kept: undone.kept });
        }
    }
}
