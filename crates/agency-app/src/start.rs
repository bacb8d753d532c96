//! Opening an agency: the demo, the own one, the recovery key.

use crate::app::{App, State};
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

const BASE: &str = "base.db";
const BASE_ID: &str = "base-id";
const LAST_MODE: &str = "last-mode";

/// Opens what was open when the program was closed.
pub(crate) async fn resume(app: &App) {
    let was_demo = fs::read_to_string(app.config.data_folder.join(LAST_MODE)).is_ok_and(|mode| mode == "demo");
    let state = if was_demo { open_demo(app).await.map(State::Open) } else { office_state(app).await };
    *app.state.write().await = state.unwrap_or_else(State::Broken);
}

/// Where the program stands.
pub(crate) async fn get_start(app: &App, _: Empty) -> Result<Start, Error> {
    Ok(match &*app.state.read().await {
        State::Welcome => Start::Welcome,
        State::Locked => Start::Locked,
        State::Broken(error) => Start::Broken { title: error.title.clone(), advice: error.advice.clone() },
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
    let _turn = app.opening.lock().await;
    app.stop().await;
    let office = open_demo(app).await?;
    enter(app, State::Open(office), "demo").await
}

/// Closes the demo agency.
pub(crate) async fn leave_demo(app: &App, _: Empty) -> Result<Start, Error> {
    let _turn = app.opening.lock().await;
    app.stop().await;
    let state = office_state(app).await.unwrap_or_else(State::Broken);
    enter(app, state, "office").await
}

/// Makes the base of an own agency.
pub(crate) async fn create_office(app: &App, request: CreateOffice) -> Result<RecoveryKey, Error> {
    let _turn = app.opening.lock().await;
    let folder = office_folder(app);
    if folder.join(BASE).exists() {
        // never a new key over an existing base
        return Err(Error::new(Code::Invalid).with("Агентство уже создано: закройте окно и откройте программу снова."));
    }
    app.stop().await;
    let (key, base_id) = (new_key()?, new_base_id());
    let recovery_key = key.recovery_text();
    let secrets = app.config.secrets.clone();
    let now = app.config.clock.now();
    let (base_folder, keep_key, keep_id) = (folder.clone(), key.clone(), base_id.clone());
    let store = blocking(move || -> Result<Store, Error> {
        secrets.set(&key_name(&keep_id), &keep_key.to_hex())?;
        fs::create_dir_all(&base_folder).map_err(storage)?;
        fs::write(base_folder.join(BASE_ID), &keep_id).map_err(storage)?;
        let store = Store::open(&base_folder.join(BASE), &keep_key, now)?;
        store.write(now, |write| settings::put(write, AGENCY, &request.agency))?;
        Ok(store)
    })
    .await??;
    let office = open_office(app, Mode::Office, folder, key, base_id, app.config.secrets.clone(), store).await?;
    enter(app, State::Open(office), "office").await?;
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
    let key = Key::from_recovery_text(&request.recovery_key)
        .map_err(|_| Error::new(Code::WrongKey).with("В ключе опечатка или он введён не целиком."))?;
    let _turn = app.opening.lock().await;
    app.stop().await;
    let folder = office_folder(app);
    let base_id = known_base_id(&folder).unwrap_or_else(new_base_id);
    let (base_folder, now, secrets) = (folder.clone(), app.config.clock.now(), app.config.secrets.clone());
    let (keep_key, keep_id) = (key.clone(), base_id.clone());
    let store = blocking(move || -> Result<Store, Error> {
        let store = Store::open(&base_folder.join(BASE), &keep_key, now)?;
        fs::write(base_folder.join(BASE_ID), &keep_id).map_err(storage)?;
        secrets.set(&key_name(&keep_id), &keep_key.to_hex())?;
        Ok(store)
    })
    .await??;
    let office = open_office(app, Mode::Office, folder, key, base_id, app.config.secrets.clone(), store).await?;
    enter(app, State::Open(office), "office").await
}

async fn enter(app: &App, state: State, mode: &str) -> Result<Start, Error> {
    fs::create_dir_all(&app.config.data_folder).map_err(storage)?;
    fs::write(app.config.data_folder.join(LAST_MODE), mode).map_err(storage)?;
    *app.state.write().await = state;
    app.bus.stale(&Tag::ALL);
    get_start(app, Empty {}).await
}

/// The own agency, if it was set up.
async fn office_state(app: &App) -> Result<State, Error> {
    let folder = office_folder(app);
    if !folder.join(BASE).exists() {
        return Ok(State::Welcome);
    }
    let Some(base_id) = known_base_id(&folder) else { return Ok(State::Locked) };
    let (secrets, name) = (app.config.secrets.clone(), key_name(&base_id));
    let Some(hex) = blocking(move || secrets.get(&name)).await?? else { return Ok(State::Locked) };
    let Ok(key) = Key::from_hex(&hex) else { return Ok(State::Locked) };
    let (path, opening_key, now) = (folder.join(BASE), key.clone(), app.config.clock.now());
    let store = match blocking(move || Store::open(&path, &opening_key, now)).await? {
        Ok(store) => store,
        Err(StoreError::WrongKey) => return Ok(State::Locked),
        Err(error) => return Err(error.into()),
    };
    let secrets = app.config.secrets.clone();
    Ok(State::Open(open_office(app, Mode::Office, folder, key, base_id, secrets, store).await?))
}

/// The demo: invented data, so its key may lie beside it and no keyring is needed.
async fn open_demo(app: &App) -> Result<Arc<Office>, Error> {
    let folder = app.config.data_folder.join("demo");
    let secrets: Arc<dyn Secrets> = Arc::new(Folder::new(&folder));
    let now = app.config.clock.now();
    let (base_folder, keeper) = (folder.clone(), secrets.clone());
    let (store, key) = blocking(move || -> Result<(Store, Key), Error> {
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
    Office::open(app.config.clone(), app.bus.clone(), opening).await
}

fn office_folder(app: &App) -> PathBuf {
    app.config.data_folder.join("office")
}

fn known_base_id(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(BASE_ID)).ok().filter(|id| !id.trim().is_empty())
}

fn new_base_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

fn key_name(base_id: &str) -> String {
    format!("{base_id}/base-key")
}

pub(crate) fn new_key() -> Result<Key, Error> {
    let mut bytes = [0; 32];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(Error::internal)?;
    Ok(Key::new(bytes))
}

fn storage(error: std::io::Error) -> Error {
    tracing::error!(kind = %error.kind(), "data folder");
    Error::new(Code::Storage)
}

impl From<SecretError> for Error {
    fn from(error: SecretError) -> Self {
        tracing::error!(cause = %error, "keyring");
        Self::new(Code::Keyring)
    }
}
