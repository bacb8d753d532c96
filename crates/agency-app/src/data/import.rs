//! An export becomes a base. The file comes from anywhere, so nothing in it is
//! believed: names, sizes, checksums and references are looked at first, and
//! the present base changes only when all of it was good.

use super::export::{FORMAT, MANIFEST, Manifest, VERSION, file_entry, hex, table_entry};
use super::replace::{BASE, Incoming};
use super::restore::{Keep, put};
use super::work::AtWork;
use super::{Place, may_replace, place, record};
use crate::app::{App, State};
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::start;
use crate::wire::data::{FilePath, Imported, WorkKind};
use crate::wire::start::Mode;
use agency_core::AuditKind;
use agency_store::transfer::{Arrival, Row};
use agency_store::{Key, StoreError};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// The list of contents is never longer, in bytes.
const LARGEST_MANIFEST: u64 = 1 << 20;
/// A row is never longer, in bytes.
const LONGEST_ROW: u64 = 64 << 20;
/// A file is never larger, in bytes.
const LARGEST_FILE: u64 = 1 << 30;
/// Unpacked, an export is at most so many times as large as packed (text shrinks to a tenth)…
const SWELLING: u64 = 100;
/// …once it is larger than this, in bytes.
const SMALL: u64 = 16 << 20;

/// «Загрузить выгрузку»: into a fresh installation, or in the place of the present base.
pub(crate) async fn import_base(app: &App, request: FilePath) -> Result<Imported, Error> {
    may_replace(app).await?;
    let _turn = app.opening().await?;
    let is_fresh = matches!(*app.state.read().await, State::Welcome);
    let mut place = place(app).await?;
    if is_fresh {
        // never over a base, whatever the window believed
        place = Place { key: None, base_id: None, ..place };
        if place.folder.join(BASE).exists() {
            return Err(
                Error::new(Code::Invalid).with("Агентство уже создано: закройте окно и откройте программу снова.")
            );
        }
    }
    let at_work = app.work.begin(WorkKind::Import, &app.bus)?;
    let key = match &place.key {
        Some(key) => key.clone(),
        None => start::new_key()?,
    };
    let (folder, new_key, now) = (place.folder.clone(), key.clone(), app.config.clock.now());
    let (incoming, orders, at_work) =
        blocking(move || read(Path::new(&request.path), &folder, &new_key, now, at_work)).await??;
    let recovery_key = (place.key.is_none() && place.mode == Mode::Office).then(|| key.recovery_text());
    let start = put(app, place, incoming, key, at_work, Keep::Nothing).await?;
    record(app, AuditKind::Data, "База загружена из выгрузки".into()).await?;
    Ok(Imported { start, orders, recovery_key })
}

fn refused(why: impl Into<String>) -> Error {
    Error::new(Code::ImportRefused).with(why)
}

fn damaged() -> Error {
    refused("Файл повреждён или изменён после выгрузки.")
}

fn read(
    path: &Path,
    folder: &Path,
    key: &Key,
    now: DateTime<Utc>,
    mut at_work: AtWork,
) -> Result<(Incoming, u64, AtWork), Error> {
    let file = File::open(path).map_err(|_| refused("Файл не открывается."))?;
    let packed = file.metadata()?.len();
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| refused("Это не выгрузка: файл не архив zip."))?;
    let manifest = manifest(&mut zip)?;
    look_at_names(&mut zip, &manifest, packed)?;
    std::fs::create_dir_all(folder)?;
    let incoming = Incoming::begin(folder)?;
    let base = incoming.path(BASE);
    let arrival = Arrival::create(&base, key, manifest.schema).map_err(|error| match error {
        StoreError::Newer => refused("Файл выгружен более новой версией программы: обновите её."),
        other => other.into(),
    })?;
    let known = arrival.tables()?;
    if manifest.tables.keys().any(|table| !known.contains(table)) {
        return Err(refused("В файле есть данные, которых эта программа не знает."));
    }
    // contents are read from a second place of the file while a table is read from the first
    let mut contents = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|_| damaged())?;
    let total: u64 = manifest.tables.values().map(|table| table.rows).sum();
    let mut done = 0;
    for (table, facts) in &manifest.tables {
        let entry = zip.by_name(&table_entry(table)).map_err(|_| damaged())?;
        let size = entry.size();
        let mut lines = Lines { reader: BufReader::new(entry.take(size)), hash: Sha256::new() };
        let mut rows = 0;
        while let Some(row) = lines.next()? {
            let mut find = |sha256: &str| content(&mut contents, sha256).map_err(|_| StoreError::NotFound);
            arrival.insert(table, row, &mut find).map_err(belongs)?;
            rows += 1;
            done += 1;
            if at_work.step(done, total).is_break() {
                return Err(Error::new(Code::Stopped));
            }
        }
        if rows != facts.rows || hex(lines.hash) != facts.sha256 {
            return Err(damaged());
        }
    }
    agency_core::crash::point("import.half");
    arrival.finish(now).map_err(belongs)?;
    let orders = manifest.tables.get("orders").map_or(0, |table| table.rows);
    Ok((incoming, orders, at_work))
}

fn manifest<R: Read + std::io::Seek>(zip: &mut ZipArchive<R>) -> Result<Manifest, Error> {
    let entry = zip.by_name(MANIFEST).map_err(|_| refused("Это не выгрузка программы: в архиве нет manifest.json."))?;
    let mut text = Vec::new();
    entry.take(LARGEST_MANIFEST).read_to_end(&mut text).map_err(|_| damaged())?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| refused("Это не выгрузка программы."))?;
    if manifest.format != FORMAT {
        return Err(refused("Это не выгрузка программы."));
    }
    if manifest.version > VERSION {
        return Err(refused("Файл выгружен более новой версией программы: обновите её."));
    }
    Ok(manifest)
}

/// Every entry must be one that the list names, of a believable size.
fn look_at_names<R: Read + std::io::Seek>(
    zip: &mut ZipArchive<R>,
    manifest: &Manifest,
    packed: u64,
) -> Result<(), Error> {
    let tables: HashSet<String> = manifest.tables.keys().map(|table| table_entry(table)).collect();
    let (mut files, mut unpacked) = (0, 0_u64);
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|_| damaged())?;
        let name = entry.name().map_err(|_| damaged())?;
        let is_file = name.strip_prefix("files/").is_some_and(is_sha256);
        if is_file {
            files += 1;
        } else if *name != *MANIFEST && !tables.contains(&*name) {
            return Err(refused("В архиве есть посторонние файлы."));
        }
        if entry.encrypted() || (is_file && entry.size() > LARGEST_FILE) {
            return Err(damaged());
        }
        unpacked = unpacked.saturating_add(entry.size());
    }
    if zip.len() as u64 != files + tables.len() as u64 + 1 || files != manifest.files {
        return Err(damaged());
    }
    if unpacked > SMALL && unpacked / SWELLING > packed {
        return Err(refused("Архив подозрительно сжат: при распаковке он займёт весь диск."));
    }
    Ok(())
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The contents of a file, which must be what its name says.
fn content<R: Read + std::io::Seek>(zip: &mut ZipArchive<R>, sha256: &str) -> Result<Vec<u8>, Error> {
    if !is_sha256(sha256) {
        return Err(damaged());
    }
    let entry = zip.by_name(&file_entry(sha256)).map_err(|_| damaged())?;
    let size = entry.size();
    let mut bytes = Vec::new();
    // no more than was announced and looked at
    entry.take(size).read_to_end(&mut bytes).map_err(|_| damaged())?;
    let mut hash = Sha256::new();
    hash.update(&bytes);
    if hex(hash) == sha256 { Ok(bytes) } else { Err(damaged()) }
}

/// A row that the tables refuse does not come from a sound base.
fn belongs(error: StoreError) -> Error {
    match error {
        StoreError::Full | StoreError::ReadOnly => error.into(),
        cause => {
            tracing::warn!(%cause, "a row of an export was refused");
            damaged()
        }
    }
}

/// Rows, one JSON object a line, with the checksum of all that was read.
struct Lines<R> {
    reader: BufReader<R>,
    hash: Sha256,
}

impl<R: Read> Lines<R> {
    fn next(&mut self) -> Result<Option<Row>, Error> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LONGEST_ROW).read_until(b'\n', &mut line).map_err(|_| damaged())?;
        if read == 0 {
            return Ok(None);
        }
        self.hash.update(&line);
        serde_json::from_slice(&line).map(Some).map_err(|_| damaged())
    }
}
