//! Opening an agency: the demo, the own one, the recovery key.

use crate::app::{App, State};
use crate::data;
use crate::data::copies::{self, Source};
use crate::data::replace::{self, BASE, BASE_ID, Incoming};
use crate::demo;
use crate::error::{Code, Error};
use crate::office::{Office, Opening, blocking};
use crate::secrets::{Folder, SecretError, Secrets};
use crate::session::{self, LOCK_MINUTES};
use crate::wire::Empty;
use crate::wire::event::Tag;
use crate::wire::start::{CreateOffice, Mode, OpenWithRecoveryKey, RecoveryKey, Start};
use agency_core::Agency;
use agency_store::{Key, Store, StoreError, settings};
use rand::TryRngCore;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Setting with the requisites.
pub(crate) const AGENCY: &str = "agency";

const LAST_MODE: &str = "last-mode";
/// A base is never smaller, in bytes: what is shorter was cut off.
const SMALLEST_BASE: u64 = 512;

/// Opens what was open when the program was closed.
pub(crate) async fn resume(app: &App) {
    let turn = app.first_turn().await;
    // another window may have been quicker
    if matches!(*app.state.read().await, State::Open(_)) {
        return;
    }
    let state = match &turn {
        Ok(_) => last_state(app).await,
        Err(error) => State::Broken(error.clone()),
    };
    *app.state.write().await = state;
}

/// Tries again to open what could not be opened.
pub(crate) async fn retry_start(app: &App, _: Empty) -> Result<Start, Error> {
    resume(app).await;
    app.bus.stale(&Tag::ALL);
    get_start(app, Empty {}).await
}

/// The agency that was open last; what keeps it from opening otherwise.
async fn last_state(app: &App) -> State {
    let was_demo = fs::read_to_string(app.config.data_folder.join(LAST_MODE)).is_ok_and(|mode| mode == "demo");
    let state = if was_demo { open_demo(app).await.map(State::Open) } else { office_state(app).await };
    state.unwrap_or_else(State::Broken)
}

/// Opens the agency of that mode after its files were changed.
pub(crate) async fn reopen(app: &App, mode: Mode) -> Result<Start, Error> {
    let state = match mode {
        Mode::Demo => open_demo(app).await.map(State::Open),
        Mode::Office => office_state(app).await,
    };
    enter(app, state.unwrap_or_else(State::Broken), mode).await
}

/// Where the program stands.
pub(crate) async fn get_start(app: &App, _: Empty) -> Result<Start, Error> {
    Ok(match &*app.state.read().await {
        State::Welcome => Start::Welcome,
        State::Locked => Start::Locked,
        State::Broken(error) => Start::Broken { error: error.clone() },
        State::Open(office) => {
            let (agency, lock_minutes) = office
                .read(|read| {
                    let agency: Agency = settings::get(read, AGENCY)?.unwrap_or_default();
                    Ok((agency, settings::get(read, LOCK_MINUTES)?.unwrap_or(0)))
                })
                .await?;
            let (who, locked) = office.me().await?;
            Start::Open {
                mode: office.mode,
                agency_name: agency.short_name,
                version: app.config.version.to_owned(),
                data_folder: office.folder.display().to_string(),
                demo: office.demo_links(),
                who,
                locked,
                lock_minutes,
            }
        }
    })
}

/// Opens the demo agency, making it on first use.
pub(crate) async fn start_demo(app: &App, _: Empty) -> Result<Start, Error> {
    let _turn = app.opening().await?;
    app.close_agency().await?;
    match open_demo(app).await {
        Ok(office) => enter(app, State::Open(office), Mode::Demo).await,
        Err(error) => Err(go_back(app, error).await),
    }
}

/// Closes the demo agency.
pub(crate) async fn leave_demo(app: &App, _: Empty) -> Result<Start, Error> {
    let _turn = app.opening().await?;
    app.close_agency().await?;
    reopen(app, Mode::Office).await
}

/// What was open before an opening failed is open again.
async fn go_back(app: &App, error: Error) -> Error {
    *app.state.write().await = last_state(app).await;
    app.bus.stale(&Tag::ALL);
    error
}

/// Makes the base of an own agency.
pub(crate) async fn create_office(app: &App, request: CreateOffice) -> Result<RecoveryKey, Error> {
    let _turn = app.opening().await?;
    let folder = office_folder(app);
    if folder.join(BASE).exists() || known_base_id(&folder).is_some() {
        // never a new key over an existing base
        return Err(Error::new(Code::Invalid).with("Агентство уже создано: закройте окно и откройте программу снова."));
    }
    app.close_agency().await?;
    let (key, base_id) = (new_key()?, new_base_id());
    let recovery_key = key.recovery_text();
    let (secrets, now) = (app.config.secrets.clone(), app.config.clock.now());
    let made = blocking(move || -> Result<(), Error> {
        secrets.set(&key_name(&base_id), &key.to_hex())?;
        let incoming = Incoming::begin(&folder)?;
        let store = Store::open(&incoming.path(BASE), &key, now)?;
        store.write(now, |write| settings::put(write, AGENCY, &request.agency))?;
        drop(store);
        fs::write(incoming.path(BASE_ID), &base_id)?;
        Ok(incoming.commit()?)
    });
    if let Err(error) = made.await.flatten() {
        return Err(go_back(app, error).await);
    }
    reopen(app, Mode::Office).await?;
    Ok(RecoveryKey { recovery_key })
}

/// The recovery key of the open own agency, to print it again.
pub(crate) async fn get_recovery_key(app: &App, _: Empty) -> Result<RecoveryKey, Error> {
    let office = app.office().await?;
    if office.mode == Mode::Demo {
        return Err(Error::new(Code::NotFound).with("У демо-агентства нет ключа восстановления: его данные придуманы."));
    }
    Ok(RecoveryKey { recovery_key: office.key.recovery_text() })
}

/// Opens a base whose key is not in the keyring, and keeps the key there again.
pub(crate) async fn open_with_recovery_key(app: &App, request: OpenWithRecoveryKey) -> Result<Start, Error> {
    let key = typed_key(&request.recovery_key)?;
    let _turn = app.opening().await?;
    app.close_agency().await?;
    let folder = office_folder(app);
    let secrets = app.config.secrets.clone();
    let kept = blocking(move || -> Result<(), Error> {
        match agency_store::copies::schema(&folder.join(BASE), &key) {
            Ok(_) => {}
            // the right key of a spoilt file: it is told so, and a copy can take its place
            Err(StoreError::WrongKey | StoreError::Damaged) if opens_a_copy(&folder, &key) => {}
            Err(error) => return Err(error.into()),
        }
        let base_id = known_base_id(&folder).unwrap_or_else(new_base_id);
        fs::write(folder.join(BASE_ID), &base_id)?;
        Ok(secrets.set(&key_name(&base_id), &key.to_hex())?)
    });
    if let Err(error) = kept.await.flatten() {
        return Err(go_back(app, error).await);
    }
    reopen(app, Mode::Office).await
}

/// Reads a typed recovery key.
pub(crate) fn typed_key(text: &str) -> Result<Key, Error> {
    Key::from_recovery_text(text)
        .map_err(|_| Error::new(Code::WrongKey).with("В ключе опечатка или он введён не целиком."))
}

async fn enter(app: &App, state: State, mode: Mode) -> Result<Start, Error> {
    fs::create_dir_all(&app.config.data_folder)?;
    let word = if mode == Mode::Demo { "demo" } else { "office" };
    fs::write(app.config.data_folder.join(LAST_MODE), word)?;
    *app.state.write().await = state;
    app.bus.stale(&Tag::ALL);
    get_start(app, Empty {}).await
}

/// The own agency, if it was set up.
async fn office_state(app: &App) -> Result<State, Error> {
    let folder = office_folder(app);
    let settled = folder.clone();
    blocking(move || replace::settle(&settled)).await??;
    let base_id = known_base_id(&folder);
    let Ok(base) = fs::metadata(folder.join(BASE)) else {
        return if base_id.is_some() { Err(Error::new(Code::MissingBase)) } else { Ok(State::Welcome) };
    };
    let Some(base_id) = base_id else { return Ok(State::Locked) };
    let Some(key) = kept_key(app.config.secrets.clone(), base_id.clone()).await? else { return Ok(State::Locked) };
    if base.len() < SMALLEST_BASE {
        // an empty file would be taken for a new base
        return Err(Error::new(Code::DamagedBase));
    }
    let now = app.config.clock.now();
    let source = Source { folder: folder.clone(), key: key.clone(), base_id: base_id.clone() };
    let opened = blocking(move || {
        let opened = data::copy_before_migration(&source, now)
            .and_then(|()| Store::open(&source.folder.join(BASE), &source.key, now));
        match opened {
            Err(StoreError::WrongKey) if opens_a_copy(&source.folder, &source.key) => Err(StoreError::Damaged),
            other => other,
        }
    });
    let store = match opened.await? {
        Ok(store) => store,
        Err(StoreError::WrongKey) => return Ok(State::Locked),
        Err(error) => return Err(error.into()),
    };
    let secrets = app.config.secrets.clone();
    Ok(State::Open(open_office(app, Mode::Office, folder, key, base_id, secrets, store).await?))
}

/// Whether a key opens one of the copies: then it is the right one, and a base it does not open is spoilt.
fn opens_a_copy(folder: &Path, key: &Key) -> bool {
    let copies_folder = folder.join(copies::FOLDER);
    copies::list(&copies_folder)
        .iter()
        .any(|row| agency_store::copies::schema(&copies_folder.join(&row.name).join(BASE), key).is_ok())
}

/// The demo: invented data, so its key may lie beside it and no keyring is needed.
async fn open_demo(app: &App) -> Result<Arc<Office>, Error> {
    let folder = app.config.data_folder.join("demo");
    let secrets: Arc<dyn Secrets> = Arc::new(Folder::new(&folder));
    let now = app.config.clock.now();
    let (base_folder, keeper) = (folder.clone(), secrets.clone());
    let (store, key) = blocking(move || -> Result<(Store, Key), Error> {
        replace::settle(&base_folder)?;
        let name = key_name("demo");
        let key = match keeper.get(&name)? {
            Some(hex) => Key::from_hex(&hex).map_err(|_| Error::new(Code::WrongKey))?,
            None => {
                let key = new_key()?;
                keeper.set(&name, &key.to_hex())?;
                key
            }
        };
        let store = Store::open(&base_folder.join(BASE), &key, now)?;
        store.write(now, demo::fill)?;
        Ok((store, key))
    })
    .await??;
    open_office(app, Mode::Demo, folder, key, "demo".into(), secrets, store).await
}

async fn open_office(
    app: &App,
    mode: Mode,
    folder: PathBuf,
    key: Key,
    base_id: String,
    secrets: Arc<dyn Secrets>,
    store: Store,
) -> Result<Arc<Office>, Error> {
    let store = Arc::new(store);
    let (filled, now) = (store.clone(), app.config.clock.now());
    blocking(move || session::ensure_head(&filled, now)).await??;
    let simulator = match mode {
        Mode::Demo => Some(demo::start_simulator(&store, secrets.as_ref(), &base_id, app.config.clock.now()).await?),
        Mode::Office => None,
    };
    let opening = Opening { mode, folder, key, base_id, secrets, store, simulator };
    Office::open(app.config.clone(), app.bus.clone(), app.work.clone(), opening).await
}

pub(crate) fn office_folder(app: &App) -> PathBuf {
    app.config.data_folder.join("office")
}

pub(crate) fn known_base_id(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(BASE_ID)).ok().filter(|id| !id.trim().is_empty())
}

pub(crate) fn new_base_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

pub(crate) fn key_name(base_id: &str) -> String {
    format!("{base_id}/base-key")
}

pub(crate) fn new_key() -> Result<Key, Error> {
    let mut bytes = [0; 32];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(Error::internal)?;
    Ok(Key::new(bytes))
}

/// The key kept under the name of a base.
pub(crate) async fn kept_key(secrets: Arc<dyn Secrets>, base_id: String) -> Result<Option<Key>, Error> {
    let hex = blocking(move || secrets.get(&key_name(&base_id))).await??;
    Ok(hex.and_then(|hex| Key::from_hex(&hex).ok()))
}

impl From<SecretError> for Error {
    fn from(error: SecretError) -> Self {
        tracing::error!(cause = %error, "keyring");
        Self::new(Code::Keyring)
    }
}
