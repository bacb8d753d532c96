//! The whole base as one file that any program can read: a zip with JSON and
//! the files. Its shape is told in docs/EXPORT.md.

use super::replace::BASE;
use super::work::AtWork;
use super::{place, record};
use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::data::{Exported, FilePath, WorkKind};
use agency_core::AuditKind;
use agency_store::transfer::Departure;
use agency_store::{Key, StoreError, StoreResult, copies};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a file of ours calls itself.
pub(super) const FORMAT: &str = "turoffice-export";
/// Shape of the zip: grows when a reader of this version could not read it.
pub(super) const VERSION: u32 = 1;
pub(super) const MANIFEST: &str = "manifest.json";

/// What the zip holds, to be read first.
#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: String,
    pub(super) version: u32,
    /// Version of the tables: a newer program brings older rows up to date.
    pub(super) schema: usize,
    pub(super) made_at: DateTime<Utc>,
    pub(super) program: String,
    /// By name of the table.
    pub(super) tables: BTreeMap<String, TableFacts>,
    pub(super) files: u64,
}

#[derive(Serialize, Deserialize)]
pub(super) struct TableFacts {
    pub(super) rows: u64,
    /// Of the whole entry, lower-case hex.
    pub(super) sha256: String,
}

pub(super) fn table_entry(table: &str) -> String {
    format!("tables/{table}.jsonl")
}

pub(super) fn file_entry(sha256: &str) -> String {
    format!("files/{sha256}")
}

pub(super) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// «Выгрузить базу».
pub(crate) async fn export_base(app: &App, request: FilePath) -> Result<Exported, Error> {
    app.office().await?;
    let place = place(app).await?;
    let key = place.key.ok_or_else(|| Error::new(Code::WrongKey))?;
    let at_work = app.work.begin(WorkKind::Export, &app.bus)?;
    let (now, program) = (app.config.clock.now(), app.config.version);
    let exported = blocking(move || -> Result<Exported, Error> {
        let path = PathBuf::from(request.path);
        let mut unfinished = path.clone().into_os_string();
        unfinished.push(".part");
        let unfinished = PathBuf::from(unfinished);
        let written = write(&place.folder.join(BASE), &key, &unfinished, now, program, at_work);
        let (orders, files) = written.inspect_err(|_| {
            // nothing half-written stays behind
            let _ = fs::remove_file(&unfinished);
        })?;
        fs::rename(&unfinished, &path)?;
        let size = fs::metadata(&path)?.len();
        Ok(Exported { path: path.display().to_string(), size, orders, files })
    })
    .await??;
    record(app, AuditKind::Export, "База выгружена целиком".into()).await?;
    Ok(exported)
}

fn write(
    base: &Path,
    key: &Key,
    to: &Path,
    now: DateTime<Utc>,
    program: &str,
    mut at_work: AtWork,
) -> Result<(u64, u64), Error> {
    let schema = copies::schema(base, key)?;
    let departure = Departure::open(base, key)?;
    let tables = departure.tables()?;
    let total: u64 = tables.iter().map(|table| table.rows).sum::<u64>() * 2;
    let mut done = 0;
    let mut step = |rows: u64| {
        done += rows;
        if at_work.step(done, total).is_break() { Err(StoreError::Stopped) } else { Ok(()) }
    };
    let mut zip = ZipWriter::new(BufWriter::new(File::create(to)?));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
    // most files are packed in themselves
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let mut facts = BTreeMap::new();
    for table in &tables {
        zip.start_file(table_entry(&table.name), packed).map_err(zip_error)?;
        let mut hash = Sha256::new();
        departure.rows(&table.name, |row| {
            let mut line = serde_json::to_vec(row)?;
            line.push(b'\n');
            hash.update(&line);
            zip.write_all(&line)?;
            step(1)
        })?;
        facts.insert(table.name.clone(), TableFacts { rows: table.rows, sha256: hex(hash) });
    }
    agency_core::crash::point("export.half");
    let mut written = HashSet::new();
    for table in &tables {
        departure.files(&table.name, |sha256, bytes| -> StoreResult<()> {
            if written.insert(sha256.to_owned()) {
                zip.start_file(file_entry(sha256), plain).map_err(zip_error)?;
                zip.write_all(bytes)?;
            }
            step(1)
        })?;
    }
    let files = written.len() as u64;
    let orders = facts.get("orders").map_or(0, |table| table.rows);
    let manifest = Manifest {
        format: FORMAT.into(),
        version: VERSION,
        schema,
        made_at: now,
        program: program.into(),
        tables: facts,
        files,
    };
    zip.start_file(MANIFEST, packed).map_err(zip_error)?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest).map_err(|error| Error::unreadable(&error))?)?;
    let file = zip.finish().map_err(zip_error)?.into_inner().map_err(|error| Error::from(error.into_error()))?;
    file.sync_all()?;
    Ok((orders, files))
}

fn zip_error(error: zip::result::ZipError) -> StoreError {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => StoreError::Io(other.to_string()),
    }
}
