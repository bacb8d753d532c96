//! SQLite, encrypted with SQLCipher: one file, one writing and one reading connection.

mod envelopes;
mod files;
mod jobs;

use super::{ClaimedJob, FeedRow, Inserted, NewEnvelope, PageImage, PortalStore, SealedFile, json_error};
use agency_core::ids::EnvelopeId;
use agency_documents::SignaturePlace;
use agency_signing::{CommitError, Decision, EnvelopeStore, LinkHash, Loaded, Record, StoreError};
use async_trait::async_trait;
use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("../../../migrations/0001_initial.sql")),
    M::up(include_str!("../../../migrations/0002_feed.sql")),
];

/// Version of the schema this program writes.
pub const SCHEMA: usize = MIGRATIONS.len();

/// Storage in one encrypted file.
#[derive(Clone)]
pub struct Sqlite {
    writer: Arc<Mutex<Connection>>,
    reader: Arc<Mutex<Connection>>,
}

impl Sqlite {
    /// Opens or creates the file. A wrong key is an error; the file is left alone then.
    pub async fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let path = path.to_owned();
        let key = *key;
        tokio::task::spawn_blocking(move || {
            let mut writer = connect(&path, &key)?;
            Migrations::from_slice(MIGRATIONS)
                .to_latest(&mut writer)
                .map_err(|error| StoreError(format!("migration: {error}")))?;
            let reader = connect(&path, &key)?;
            Ok(Self { writer: Arc::new(Mutex::new(writer)), reader: Arc::new(Mutex::new(reader)) })
        })
        .await
        .map_err(|error| StoreError(error.to_string()))?
    }

    async fn write<T, E>(&self, work: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        on(Arc::clone(&self.writer), work).await
    }

    async fn read<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
    {
        on(Arc::clone(&self.reader), work).await
    }
}

async fn on<T, E>(
    connection: Arc<Mutex<Connection>>,
    work: impl FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    tokio::task::spawn_blocking(move || {
        // A panic in the middle rolls its transaction back, so the connection is still good.
        let mut connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        work(&mut connection)
    })
    .await
    .map_err(|error| E::from(StoreError(error.to_string())))?
}

fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection, StoreError> {
    let connection = Connection::open(path).map_err(sql)?;
    let hex = key.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string does not fail");
        hex
    });
    connection.pragma_update(None, "key", format!("x'{hex}'")).map_err(sql)?;
    connection
        .execute_batch(
            "PRAGMA busy_timeout = 10000;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -16000;",
        )
        .map_err(sql)?;
    Ok(connection)
}

/// Database errors name tables and codes, never values.
fn sql(error: rusqlite::Error) -> StoreError {
    StoreError(error.to_string())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| json_error(&error))
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| json_error(&error))
}

fn time_text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn time(text: &str) -> Result<DateTime<Utc>, StoreError> {
    text.parse().map_err(|error| StoreError(format!("time: {error}")))
}

#[async_trait]
impl EnvelopeStore for Sqlite {
    async fn load(&self, id: EnvelopeId, now: DateTime<Utc>) -> Result<Option<Loaded>, StoreError> {
        self.read(move |connection| envelopes::load(connection, id, now)).await
    }

    async fn commit(&self, version: u64, decision: &Decision) -> Result<(), CommitError> {
        let decision = decision.clone();
        self.write(move |connection| envelopes::commit(connection, version, &decision)).await
    }
}

#[async_trait]
impl PortalStore for Sqlite {
    async fn insert(&self, new: NewEnvelope) -> Result<Inserted, StoreError> {
        self.write(move |connection| envelopes::insert(connection, &new)).await
    }

    async fn find_link(&self, hash: &LinkHash) -> Result<Option<EnvelopeId>, StoreError> {
        let hash = hash.clone();
        self.read(move |connection| envelopes::find_link(connection, &hash)).await
    }

    async fn document(&self, id: EnvelopeId) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(move |connection| files::document(connection, id)).await
    }

    async fn places(&self, id: EnvelopeId) -> Result<Vec<SignaturePlace>, StoreError> {
        self.read(move |connection| envelopes::places(connection, id)).await
    }

    async fn evidence(&self, id: EnvelopeId) -> Result<Vec<Record>, StoreError> {
        self.read(move |connection| envelopes::evidence(connection, id)).await
    }

    async fn feed_id(&self) -> Result<String, StoreError> {
        self.read(|connection| envelopes::feed_id(connection)).await
    }

    async fn feed(&self, after: u64, limit: u32) -> Result<Vec<FeedRow>, StoreError> {
        self.read(move |connection| envelopes::feed(connection, after, limit)).await
    }

    async fn put_page(&self, id: EnvelopeId, page: u32, image: PageImage) -> Result<(), StoreError> {
        self.write(move |connection| files::put_page(connection, id, page, &image)).await
    }

    async fn page(&self, id: EnvelopeId, page: u32) -> Result<Option<PageImage>, StoreError> {
        self.read(move |connection| files::page(connection, id, page)).await
    }

    async fn page_sizes(&self, id: EnvelopeId) -> Result<Vec<(u32, u32, u32)>, StoreError> {
        self.read(move |connection| files::page_sizes(connection, id)).await
    }

    async fn put_sealed(&self, id: EnvelopeId, file: SealedFile, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(move |connection| files::put_sealed(connection, id, &file, now)).await
    }

    async fn sealed(&self, id: EnvelopeId) -> Result<Option<SealedFile>, StoreError> {
        self.read(move |connection| files::sealed(connection, id)).await
    }

    async fn claim_due(
        &self,
        now: DateTime<Utc>,
        lease_until: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        self.write(move |connection| jobs::claim_due(connection, now, lease_until, limit)).await
    }

    async fn release_claims(&self) -> Result<(), StoreError> {
        self.write(|connection| jobs::release_claims(connection)).await
    }

    async fn finish_job(&self, claimed: ClaimedJob) -> Result<(), StoreError> {
        self.write(move |connection| jobs::finish_claimed(connection, claimed)).await
    }

    async fn next_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|connection| jobs::next_due(connection)).await
    }
}
