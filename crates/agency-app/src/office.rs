//! An open agency: its base, its portal, and the work that goes on behind.

use crate::app::{Bus, Config};
use crate::client_import::Waiting;
use crate::data;
use crate::data::copies::Source;
use crate::data::work::Work;
use crate::error::{Code, Error};
use crate::integration::Accounts;
use crate::portal::Portal;
use crate::secrets::Secrets;
use crate::session::Session;
use crate::wire::start::{DemoLinks, Mode};
use crate::{contract, files, mirror, order_files, outbox};
use agency_simulator::Running;
use agency_store::{Key, Read, Store, StoreError, StoreResult, Write};
use chrono::{DateTime, Utc};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;
use tokio::task::JoinSet;

/// Everything one open agency consists of.
pub(crate) struct Office {
    pub(crate) mode: Mode,
    pub(crate) folder: PathBuf,
    pub(crate) key: Key,
    /// Prefix of this base's names in the keyring.
    pub(crate) base_id: String,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) config: Arc<Config>,
    pub(crate) bus: Bus,
    pub(crate) work: Arc<Work>,
    /// What is known of the copies.
    pub(crate) known: data::Known,
    pub(crate) store: Arc<Store>,
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) portal: Portal,
    pub(crate) previews: contract::Previews,
    /// The file whose pages are being looked at.
    pub(crate) shown_file: order_files::Shown,
    pub(crate) client_import: Waiting,
    /// Who works now.
    pub(crate) session: Mutex<Session>,
    /// Wakes the outbox when a row was added.
    pub(crate) outbox_wakeup: Notify,
    simulator: tokio::sync::Mutex<Option<Running>>,
    demo_links: Option<DemoLinks>,
    tasks: tokio::sync::Mutex<JoinSet<()>>,
}

/// What an office is opened with.
pub(crate) struct Opening {
    pub(crate) mode: Mode,
    pub(crate) folder: PathBuf,
    pub(crate) key: Key,
    /// Prefix of this base's names in the keyring.
    pub(crate) base_id: String,
    pub(crate) secrets: Arc<dyn Secrets>,
    pub(crate) store: Arc<Store>,
    pub(crate) simulator: Option<Running>,
}

impl Office {
    /// Starts the portal and the work behind.
    pub(crate) async fn open(
        config: Arc<Config>,
        bus: Bus,
        work: Arc<Work>,
        opening: Opening,
    ) -> Result<Arc<Self>, Error> {
        files::forget_opened(&opening.folder);
        let accounts = Arc::new(Accounts::new(
            opening.store.clone(),
            opening.secrets.clone(),
            opening.base_id.clone(),
            opening
                .simulator
                .as_ref()
                .map(|simulator| format!("http://{}", simulator.http_addr))
                .or_else(|| config.simulator.clone()),
        ));
        let portal =
            Portal::start(&opening.folder, &opening.key, &opening.store, accounts.clone(), config.clock.clone()).await;
        let office = Arc::new(Self {
            mode: opening.mode,
            folder: opening.folder,
            key: opening.key,
            base_id: opening.base_id,
            secrets: opening.secrets,
            config,
            bus,
            work,
            known: data::Known::default(),
            store: opening.store,
            accounts,
            portal,
            previews: contract::Previews::default(),
            shown_file: order_files::Shown::default(),
            client_import: Waiting::default(),
            session: Mutex::default(),
            outbox_wakeup: Notify::new(),
            demo_links: opening
                .simulator
                .as_ref()
                .map(|simulator| DemoLinks { mail_url: simulator.mail_url(), phone_url: simulator.phone_url() }),
            simulator: tokio::sync::Mutex::new(opening.simulator),
            tasks: tokio::sync::Mutex::new(JoinSet::new()),
        });
        office.begin_session().await?;
        office.forget_uploads().await?;
        let mut tasks = office.tasks.lock().await;
        tasks.spawn(outbox::run(office.clone()));
        tasks.spawn(mirror::run(office.clone()));
        if office.mode == Mode::Office {
            tasks.spawn(data::run(office.clone()));
        }
        drop(tasks);
        Ok(office)
    }

    /// Stops the work behind and the portal. Must be called: the work behind
    /// keeps the office alive.
    pub(crate) async fn close(&self) {
        self.tasks.lock().await.shutdown().await;
        files::forget_opened(&self.folder);
        self.portal.stop().await;
        if let Some(simulator) = self.simulator.lock().await.take() {
            simulator.stop().await;
        }
    }

    /// What a copy of this agency is made of.
    pub(crate) fn source(&self) -> Source {
        Source { folder: self.folder.clone(), key: self.key.clone(), base_id: self.base_id.clone() }
    }

    /// Pages of the simulator, in the demo.
    pub(crate) fn demo_links(&self) -> Option<DemoLinks> {
        self.demo_links.clone()
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.config.clock.now()
    }

    /// Reads the base on a blocking thread.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Read<'_>) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.store.clone();
        blocking(move || store.read(work)).await?.map_err(Error::from)
    }

    /// Writes the base in one transaction on a blocking thread.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Write<'_>) -> StoreResult<T> + Send + 'static,
    ) -> Result<T, Error> {
        let (store, now) = (self.store.clone(), self.now());
        blocking(move || store.write(now, work)).await?.map_err(Error::from)
    }
}

/// Runs work that waits or computes long on a blocking thread.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::new(Code::WrongKey),
            StoreError::Newer => Self::new(Code::NewerBase),
            StoreError::Damaged => Self::new(Code::DamagedBase),
            StoreError::NotFound => Self::new(Code::NotFound),
            StoreError::Conflict => Self::new(Code::OrderChanged),
            StoreError::NotUnique(_) => Self::new(Code::NumberTaken),
            StoreError::Full => Self::new(Code::DiskFull),
            StoreError::ReadOnly => Self::new(Code::ReadOnly),
            StoreError::Stopped => Self::new(Code::Stopped),
            StoreError::Io(cause) => {
                tracing::error!(%cause, "storage failure");
                Self::new(Code::Storage)
            }
            StoreError::Unreadable(_) => Self::internal(error),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        StoreError::from(error).into()
    }
}
