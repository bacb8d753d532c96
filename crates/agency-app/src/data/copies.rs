//! Copies of the base and the portal's file: one folder each, complete or not there.

use super::keep::kept;
use super::replace::{BASE, PORTAL, sync_folder};
use crate::wire::data::{CopyKind, CopyRow};
use agency_store::{Key, StoreError, StoreResult, copies};
use chrono::{DateTime, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Folder of the copies, beside the base.
pub(crate) const FOLDER: &str = "backups";
/// Folder of the copies inside the second place that a person chose.
const SECOND_FOLDER: &str = "Копии ТурОфиса";
/// What a copy tells without being opened; holds no data of a person.
const FACTS: &str = "copy.json";
/// Ending of a copy that is not complete yet.
const UNFINISHED: &str = "part";

/// What a copy is made of.
#[derive(Clone)]
pub(crate) struct Source {
    pub(crate) folder: PathBuf,
    pub(crate) key: Key,
    pub(crate) base_id: String,
}

#[derive(Serialize, Deserialize)]
struct Facts {
    base_id: String,
    kind: CopyKind,
    made_at: DateTime<Utc>,
    orders: u64,
}

/// Key of the portal's file.
pub(crate) fn portal_key(key: &Key) -> Key {
    key.derive("portal base")
}

/// Makes a copy and lets those go whose time is over. `step` is asked on the way.
pub(crate) fn make(
    source: &Source,
    kind: CopyKind,
    now: DateTime<Utc>,
    step: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> StoreResult<PathBuf> {
    let copies_folder = source.folder.join(FOLDER);
    fs::create_dir_all(&copies_folder)?;
    forget_unfinished(&copies_folder)?;
    let name = name(now, kind);
    let unfinished = copies_folder.join(format!("{name}.{UNFINISHED}"));
    let made = fill(source, kind, now, &unfinished, step);
    if let Err(error) = made {
        // a full disk is relieved of what it could not hold
        let _ = fs::remove_dir_all(&unfinished);
        return Err(error);
    }
    let finished = copies_folder.join(name);
    fs::rename(&unfinished, &finished)?;
    sync_folder(&copies_folder)?;
    prune(&copies_folder, &source.base_id)?;
    Ok(finished)
}

fn fill(
    source: &Source,
    kind: CopyKind,
    now: DateTime<Utc>,
    folder: &Path,
    step: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> StoreResult<()> {
    fs::create_dir_all(folder)?;
    let base = folder.join(BASE);
    // the portal's file comes second: the base must not know of events that the portal does not
    copies::copy(&source.folder.join(BASE), &source.key, &base, step)?;
    agency_core::crash::point("copy.half");
    let portal = source.folder.join(PORTAL);
    if portal.exists()
        && let Err(error) = copies::copy(&portal, &portal_key(&source.key), &folder.join(PORTAL), step)
    {
        match error {
            StoreError::WrongKey | StoreError::Damaged => {
                tracing::warn!("the portal's file is damaged, the copy holds the base alone");
                fs::remove_file(folder.join(PORTAL)).or_else(ignore_missing)?;
            }
            other => return Err(other),
        }
    }
    let orders = match copies::orders(&base, &source.key) {
        Ok(orders) => orders,
        // a base of a time before there were orders
        Err(StoreError::Unreadable(_)) => 0,
        Err(error) => return Err(error),
    };
    let facts = Facts { base_id: source.base_id.clone(), kind, made_at: now.trunc_subsecs(3), orders };
    let path = folder.join(FACTS);
    fs::write(&path, serde_json::to_vec_pretty(&facts)?)?;
    File::open(&path)?.sync_all()?;
    Ok(sync_folder(folder)?)
}

/// Complete copies in a folder of copies, newest first.
pub(crate) fn list(copies_folder: &Path) -> Vec<CopyRow> {
    found(copies_folder).into_iter().map(|(row, _)| row).collect()
}

/// Name of the base a copy is of.
pub(crate) fn base_id(copy: &Path) -> Option<String> {
    facts(copy).map(|facts| facts.base_id)
}

fn found(copies_folder: &Path) -> Vec<(CopyRow, String)> {
    let Ok(entries) = fs::read_dir(copies_folder) else { return Vec::new() };
    let mut copies: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let Facts { base_id, kind, made_at, orders } = facts(&path).filter(|_| is_finished(&path))?;
            Some((CopyRow { name, kind, made_at, orders, size: size(&path) }, base_id))
        })
        .collect();
    copies.sort_by(|(a, _), (b, _)| (b.made_at, &b.name).cmp(&(a.made_at, &a.name)));
    copies
}

/// Puts a finished copy into a second folder too, and reads it back.
pub(crate) fn put_second(copy: &Path, second: &Path) -> StoreResult<()> {
    let base_id = base_id(copy).ok_or(StoreError::NotFound)?;
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    if !second.is_dir() {
        // a memory stick that is not there is not made up for by a folder of its name
        return Err(StoreError::NotFound);
    }
    // a folder of our own: what else lies there is not ours to clear away
    let second = &second.join(SECOND_FOLDER);
    fs::create_dir_all(second)?;
    forget_unfinished(second)?;
    let unfinished = second.join(format!("{name}.{UNFINISHED}"));
    let put = || -> StoreResult<()> {
        fs::create_dir_all(&unfinished)?;
        for entry in fs::read_dir(copy)? {
            let from = entry?.path();
            let to = unfinished.join(from.file_name().unwrap_or_default());
            fs::copy(&from, &to)?;
            File::open(&to)?.sync_all()?;
            if digest(&from)? != digest(&to)? {
                return Err(StoreError::Damaged);
            }
        }
        fs::rename(&unfinished, second.join(&*name))?;
        Ok(sync_folder(second)?)
    };
    put().inspect_err(|_| {
        let _ = fs::remove_dir_all(&unfinished);
    })?;
    prune(second, &base_id)
}

/// Removes copies of this base whose time is over.
fn prune(copies_folder: &Path, of_base: &str) -> StoreResult<()> {
    let copies: Vec<_> = found(copies_folder).into_iter().filter(|(_, base_id)| base_id == of_base).collect();
    let times: Vec<_> = copies.iter().map(|(row, _)| (row.made_at, row.kind)).collect();
    for ((row, _), stays) in copies.iter().zip(kept(&times)) {
        if !stays {
            fs::remove_dir_all(copies_folder.join(&row.name))?;
        }
    }
    Ok(())
}

fn forget_unfinished(copies_folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(copies_folder)? {
        let path = entry?.path();
        if !is_finished(&path) && path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    Ok(())
}

fn is_finished(copy: &Path) -> bool {
    copy.extension().is_none_or(|ending| ending != UNFINISHED)
}

fn facts(copy: &Path) -> Option<Facts> {
    serde_json::from_slice(&fs::read(copy.join(FACTS)).ok()?).ok()
}

fn name(now: DateTime<Utc>, kind: CopyKind) -> String {
    let kind = match kind {
        CopyKind::Daily => "daily",
        CopyKind::Exit => "exit",
        CopyKind::Manual => "manual",
        CopyKind::Migration => "migration",
        CopyKind::Replacement => "replacement",
    };
    format!("{}-{kind}", now.format("%Y-%m-%dT%H%M%S%3fZ"))
}

/// Bytes of the files in a folder.
fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries.filter_map(|entry| entry.ok()?.metadata().ok()).map(|metadata| metadata.len()).sum()
}

fn digest(path: &Path) -> io::Result<Vec<u8>> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hash.finalize().to_vec()),
            read => hash.update(&buffer[..read]),
        }
    }
}

fn ignore_missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
