//! Going back to a copy: the present state is kept first, and what was signed
//! since the copy stays signed.

use super::copies::{self, Source, portal_key};
use super::replace::{BASE, BASE_ID, Incoming, PORTAL, keep_aside};
use super::work::AtWork;
use super::{Place, may_replace, place, record};
use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::start;
use crate::wire::data::{CopyKind, CopyRef, RestoreCopy, WorkKind};
use crate::wire::event::Tag;
use crate::wire::start::{Mode, Start};
use agency_core::AuditKind;
use agency_store::{Key, Store, StoreError, signed};
use chrono::{DateTime, Utc};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// «Восстановить из копии».
pub(crate) async fn restore_copy(app: &App, request: RestoreCopy) -> Result<Start, Error> {
    may_replace(app).await?;
    let _turn = app.opening().await?;
    let place = place(app).await?;
    let at_work = app.work.begin(WorkKind::Restore, &app.bus)?;
    let from = copy_folder(&place.folder, &request.copy)?;
    let key = key_of(&place, &from, request.recovery_key.as_deref()).await?;
    let now = app.config.clock.now();
    let (folder, staged_key, copy) = (place.folder.clone(), key.clone(), from.clone());
    let (incoming, at_work) = blocking(move || stage(&folder, &copy, &staged_key, now, at_work)).await??;
    let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let start = put(app, place, incoming, key, at_work, Keep::Signings).await?;
    record(app, AuditKind::Data, format!("База восстановлена из копии «{name}»")).await?;
    Ok(start)
}

/// What of the present base comes along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// What was sent and signed since, when it is a copy of this very base.
    Signings,
    /// Nothing: another base comes.
    Nothing,
}

/// Puts a staged base in the place of the present one, which is copied first.
pub(super) async fn put(
    app: &App,
    place: Place,
    mut incoming: Incoming,
    key: Key,
    mut at_work: AtWork,
    keep: Keep,
) -> Result<Start, Error> {
    let (mode, now) = (place.mode, app.config.clock.now());
    let Place { folder, secrets, base_id, key: present, office, .. } = place;
    drop(office);
    let closed = app.close_agency().await;
    let done = match closed {
        Ok(()) => {
            blocking(move || -> Result<(), Error> {
                let is_same = present.as_ref().is_some_and(|present| present.bytes() == key.bytes());
                let is_sound = match (present, &base_id) {
                    (Some(present), Some(base_id)) => {
                        let source = Source { folder: folder.clone(), key: present, base_id: base_id.clone() };
                        keep_present(&source, now, &mut at_work)?
                    }
                    _ => keep_unreadable(&folder, now)?,
                };
                if is_same && is_sound && keep == Keep::Signings {
                    signed::bring(&incoming.path(BASE), &folder.join(BASE), &key)?;
                }
                if is_same {
                    keep_portal(&folder, &mut incoming, &key, now)?;
                } else {
                    let fresh = start::new_base_id();
                    secrets.set(&start::key_name(&fresh), &key.to_hex())?;
                    fs::write(incoming.path(BASE_ID), fresh)?;
                    if !incoming.path(PORTAL).exists() {
                        // the present one belongs to another base
                        incoming.remove(PORTAL);
                    }
                }
                Ok(incoming.commit()?)
            })
            .await
            .flatten()
        }
        Err(error) => Err(error),
    };
    let opened = start::reopen(app, mode).await;
    app.bus.stale(&Tag::ALL);
    done?;
    opened
}

/// The folder a copy is in.
fn copy_folder(folder: &Path, copy: &CopyRef) -> Result<PathBuf, Error> {
    let found = match copy {
        CopyRef::Here { name } => {
            let copies_folder = folder.join(copies::FOLDER);
            copies::list(&copies_folder).iter().any(|row| row.name == *name).then(|| copies_folder.join(name))
        }
        CopyRef::Elsewhere { path } => {
            let path = PathBuf::from(path);
            let path = if path.is_file() { path.parent().map(Path::to_owned) } else { Some(path) };
            path.filter(|path| path.join(BASE).is_file())
        }
    };
    found.ok_or_else(|| Error::new(Code::CopyRefused).with("В этой папке нет копии: в ней должен лежать файл base.db."))
}

/// The key that opens a copy: the typed one, the one kept under the name of its base, the present one.
async fn key_of(place: &Place, copy: &Path, typed: Option<&str>) -> Result<Key, Error> {
    if let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) {
        if place.mode == Mode::Demo {
            return Err(Error::new(Code::CopyRefused).with("В учебном режиме восстанавливаются только его копии."));
        }
        return start::typed_key(typed);
    }
    let kept = match copies::base_id(copy) {
        Some(base_id) => start::kept_key(place.secrets.clone(), base_id).await?,
        None => None,
    };
    let key = kept.or_else(|| place.key.clone());
    key.ok_or_else(|| Error::new(Code::WrongKey).with("Введите ключ восстановления этой копии."))
}

/// Brings the copy beside the base, on the same disk, and sees whether it is good.
fn stage(
    folder: &Path,
    copy: &Path,
    key: &Key,
    now: DateTime<Utc>,
    mut at_work: AtWork,
) -> Result<(Incoming, AtWork), Error> {
    let incoming = Incoming::begin(folder)?;
    for name in [BASE, PORTAL] {
        for ending in ["", "-wal"] {
            let name = format!("{name}{ending}");
            if copy.join(&name).is_file() {
                fs::copy(copy.join(&name), incoming.path(&name))?;
                writable(&incoming.path(&name))?;
            }
        }
    }
    let base = incoming.path(BASE);
    let mut step = |done, total| at_work.step(done, total);
    let looked = agency_store::copies::check(&base, key, &mut step)
        .and_then(|problems| if problems.is_empty() { Ok(()) } else { Err(StoreError::Damaged) })
        .and_then(|()| Store::open(&base, key, now).map(drop));
    looked.map_err(|error| match error {
        StoreError::WrongKey => Error::new(Code::WrongKey).with("Ключ не открывает эту копию: она от другой базы."),
        StoreError::Damaged => Error::new(Code::CopyRefused).with("Копия повреждена."),
        other => other.into(),
    })?;
    let portal = incoming.path(PORTAL);
    if portal.exists() {
        let sound = agency_store::copies::check(&portal, &portal_key(key), &mut step);
        match sound {
            Ok(problems) if problems.is_empty() => {}
            Err(StoreError::Stopped) => return Err(Error::new(Code::Stopped)),
            _ => {
                tracing::warn!("the portal's file of the copy is damaged and is left out");
                fs::remove_file(&portal)?;
            }
        }
    }
    for name in [BASE, PORTAL] {
        // all of it is in the file itself after a clean close
        match fs::remove_file(incoming.path(&format!("{name}-wal"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    agency_core::crash::point("restore.staged");
    Ok((incoming, at_work))
}

/// A copy on a disk that is only read comes with that mark.
fn writable(path: &Path) -> std::io::Result<()> {
    let mut rights = fs::metadata(path)?.permissions();
    if rights.readonly() {
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o600);
        #[cfg(not(unix))]
        rights.set_readonly(false);
        fs::set_permissions(path, rights)?;
    }
    Ok(())
}

/// Copies the present state; a damaged one is kept as it is. Tells whether it is sound.
fn keep_present(source: &Source, now: DateTime<Utc>, at_work: &mut AtWork) -> Result<bool, Error> {
    if !source.folder.join(BASE).exists() {
        return Ok(false);
    }
    match copies::make(source, CopyKind::Replacement, now, &mut |done, total| at_work.step(done, total)) {
        Ok(_) => Ok(agency_store::copies::schema(&source.folder.join(BASE), &source.key)? == agency_store::SCHEMA),
        Err(error @ (StoreError::Full | StoreError::ReadOnly | StoreError::Stopped)) => Err(error.into()),
        // whatever it is, it is no base any more
        Err(error) => {
            tracing::warn!(%error, "the present base cannot be copied and is kept aside");
            keep_unreadable(&source.folder, now)
        }
    }
}

fn keep_unreadable(folder: &Path, now: DateTime<Utc>) -> Result<bool, Error> {
    keep_aside(folder, &aside_name(now))?;
    Ok(false)
}

fn aside_name(now: DateTime<Utc>) -> String {
    now.format("%Y-%m-%dT%H%M%SZ").to_string()
}

/// The portal's own file is never set back while it is sound: what it has sent
/// stays sent, and what was signed stays signed.
fn keep_portal(folder: &Path, incoming: &mut Incoming, key: &Key, now: DateTime<Utc>) -> Result<(), Error> {
    let present = folder.join(PORTAL);
    if !present.exists() {
        return Ok(());
    }
    let looked = agency_store::copies::check(&present, &portal_key(key), &mut |_, _| ControlFlow::Continue(()));
    let is_sound = looked.is_ok_and(|problems| problems.is_empty());
    match (is_sound, incoming.path(PORTAL).exists()) {
        (true, true) => fs::remove_file(incoming.path(PORTAL))?,
        (true, false) => {}
        (false, comes) => {
            keep_aside(folder, &aside_name(now))?;
            if !comes {
                incoming.remove(PORTAL);
            }
        }
    }
    Ok(())
}
