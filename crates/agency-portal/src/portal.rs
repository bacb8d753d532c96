//! The portal as a value: storage, ports, keys.

use crate::ports::{Clock, Delivery, Documents};
use crate::storage::{PortalStore, Sqlite};
use agency_core::ids::EnvelopeId;
use agency_signing::{CodeKey, Command, Context, Envelope, ExecuteError, Limits, Origin, StoreError, execute, sha256};
use chrono::{DateTime, Utc};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Notify, watch};

/// How a portal is set up.
#[derive(Clone)]
pub struct PortalConfig {
    /// The portal's own database file; its folder exists.
    pub database: PathBuf,
    /// SQLCipher key of that file.
    pub database_key: [u8; 32],
    /// Key of the hashes of codes and phones; never changes for a database.
    pub code_key: [u8; 32],
    /// Bearer token of the desktop.
    pub api_token: String,
    /// Where tourists reach the portal, without a slash at the end: `https://sign.example.ru`.
    pub public_url: String,
    /// Take the tourist's address from the last entry of `X-Forwarded-For`: only behind a proxy of one's own.
    pub trust_forwarded_for: bool,
    /// Digits of a code, 4–8; 6 unless the agency wants otherwise.
    pub code_digits: u32,
}

/// What the portal works with.
#[derive(Clone)]
pub struct PortalPorts {
    /// SMS and mail.
    pub delivery: Arc<dyn Delivery>,
    /// Work on PDF bytes.
    pub documents: Arc<dyn Documents>,
    /// The clock; [`system_clock`] in production.
    pub clock: Clock,
}

/// The clock of the operating system.
pub fn system_clock() -> Clock {
    Arc::new(Utc::now)
}

/// A portal; clones are the same portal.
#[derive(Clone)]
pub struct Portal {
    shared: Arc<Shared>,
}

struct Shared {
    store: Arc<dyn PortalStore>,
    feed_id: String,
    ports: PortalPorts,
    code_key: CodeKey,
    api_token_hash: [u8; 32],
    public_url: String,
    trust_forwarded_for: bool,
    limits: Limits,
    wake: Notify,
    changed: watch::Sender<u64>,
    closing: AtomicBool,
}

impl Portal {
    /// Opens the database (creating and migrating it) and takes over unfinished work of an earlier process.
    pub async fn open(config: PortalConfig, ports: PortalPorts) -> Result<Self, StoreError> {
        let store = Sqlite::open(&config.database, &config.database_key).await?;
        store.release_claims().await?;
        let feed_id = store.feed_id().await?;
        Ok(Self {
            shared: Arc::new(Shared {
                store: Arc::new(store),
                feed_id,
                ports,
                code_key: CodeKey::new(config.code_key),
                api_token_hash: sha256(config.api_token.as_bytes()),
                public_url: config.public_url.trim_end_matches('/').to_owned(),
                trust_forwarded_for: config.trust_forwarded_for,
                limits: Limits::with_code_digits(config.code_digits),
                wake: Notify::new(),
                changed: watch::channel(0).0,
                closing: AtomicBool::new(false),
            }),
        })
    }

    pub(crate) fn store(&self) -> &dyn PortalStore {
        self.shared.store.as_ref()
    }

    pub(crate) fn feed_id(&self) -> &str {
        &self.shared.feed_id
    }

    pub(crate) fn delivery(&self) -> &dyn Delivery {
        self.shared.ports.delivery.as_ref()
    }

    pub(crate) fn documents(&self) -> Arc<dyn Documents> {
        Arc::clone(&self.shared.ports.documents)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.shared.ports.clock)()
    }

    pub(crate) fn code_key(&self) -> &CodeKey {
        &self.shared.code_key
    }

    pub(crate) fn limits(&self) -> Limits {
        self.shared.limits
    }

    pub(crate) fn public_url(&self) -> &str {
        &self.shared.public_url
    }

    pub(crate) fn trusts_forwarded_for(&self) -> bool {
        self.shared.trust_forwarded_for
    }

    pub(crate) fn api_token_hash(&self) -> &[u8; 32] {
        &self.shared.api_token_hash
    }

    /// Carries out a command and lets the worker and the feed know.
    pub(crate) async fn execute(
        &self,
        id: EnvelopeId,
        command: &Command,
        origin: Origin,
    ) -> Result<Envelope, ExecuteError> {
        let context = Context { now: self.now(), origin, key: self.code_key() };
        let result = execute(self.store(), id, command, &context).await;
        self.announce();
        result
    }

    /// Something may have changed: wakes the worker, waiting feeds and waiting pages.
    pub(crate) fn announce(&self) {
        self.shared.changed.send_modify(|count| *count += 1);
        self.shared.wake.notify_one();
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.shared.changed.subscribe()
    }

    pub(crate) async fn woken(&self) {
        self.shared.wake.notified().await;
    }

    /// No more waiting: feeds answer at once, the worker takes nothing new.
    pub(crate) fn close(&self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.announce();
    }

    /// Waits for [`Self::close`].
    pub(crate) async fn closed(&self) {
        // The sender lives in this very portal, so waiting cannot fail.
        let _ = self.changes().wait_for(|_| self.is_closing()).await;
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.shared.closing.load(Ordering::Relaxed)
    }
}
