//! The embedded portal and the client of its API.
//!
//! The desktop speaks HTTP to the portal wherever it runs, so the embedded one
//! and a hosted one are the same code path.

use crate::clock::Clock;
use crate::error::{Code, Error};
use crate::integration::Accounts;
use crate::office::blocking;
use agency_core::ids::EnvelopeId;
use agency_messaging::{Mailer, SmsService};
use agency_portal::api::{ApiError, ErrorCode, Events, PutEnvelope, Retry, Revoke};
use agency_portal::{Delivery, NotReady, PdfDocuments, PortalConfig, PortalPorts, RunningPortal};
use agency_store::{Key, Store, settings};
use async_trait::async_trait;
use reqwest::{RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Mutex;

/// Setting with the port links were made with.
const PORT: &str = "portal.port";
/// Calls that do not wait for news answer within this time.
const TIMEOUT: Duration = Duration::from_secs(30);
/// Who asks, for the evidence.
const BY: &str = "менеджер";

/// The embedded portal with its client.
pub(crate) struct Portal {
    pub(crate) client: PortalClient,
    /// Why it does not work, if it does not: orders stay usable without it.
    pub(crate) problem: Option<Error>,
    running: Mutex<Option<RunningPortal>>,
}

impl Portal {
    /// Opens the portal's database beside the base and listens on the loopback
    /// interface, on the port of the links already sent if it is free.
    pub(crate) async fn start(
        folder: &Path,
        key: &Key,
        store: &Arc<Store>,
        accounts: Arc<Accounts>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        match Self::open(folder, key, store, accounts, clock).await {
            Ok(portal) => portal,
            Err(problem) => {
                tracing::error!(%problem, "the portal does not start");
                Self { client: PortalClient::nowhere(), problem: Some(problem), running: Mutex::new(None) }
            }
        }
    }

    async fn open(
        folder: &Path,
        key: &Key,
        store: &Arc<Store>,
        accounts: Arc<Accounts>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Error> {
        let listener = listen(store, clock.as_ref()).await?;
        let url = format!("http://{}", listener.local_addr().map_err(Error::internal)?);
        let api_token = crate::start::new_key()?.to_hex();
        let config = PortalConfig {
            database: folder.join("portal.db"),
            database_key: *key.derive("portal base").bytes(),
            code_key: *key.derive("portal codes").bytes(),
            api_token: api_token.clone(),
            public_url: url.clone(),
            trust_forwarded_for: false,
            code_digits: 6,
        };
        let ports = PortalPorts {
            delivery: Arc::new(AccountDelivery(accounts)),
            documents: Arc::new(PdfDocuments),
            clock: Arc::new(move || clock.now()),
        };
        let running = agency_portal::start(listener, config, ports).await.map_err(Error::internal)?;
        Ok(Self { client: PortalClient::new(url, api_token), problem: None, running: Mutex::new(Some(running)) })
    }

    pub(crate) async fn stop(&self) {
        if let Some(running) = self.running.lock().await.take() {
            running.stop().await;
        }
    }
}

async fn listen(store: &Arc<Store>, clock: &dyn Clock) -> Result<TcpListener, Error> {
    let known = store.read(|read| settings::get::<u16>(read, PORT))?;
    if let Some(port) = known {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => tracing::warn!(port, kind = %error.kind(), "port of earlier links is taken"),
        }
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(Error::internal)?;
    let port = listener.local_addr().map_err(Error::internal)?.port();
    store.write(clock.now(), |write| settings::put(write, PORT, &port))?;
    Ok(listener)
}

/// The agency's own accounts as the portal's channels.
struct AccountDelivery(Arc<Accounts>);

#[async_trait]
impl Delivery for AccountDelivery {
    async fn sms(&self) -> Result<Arc<dyn SmsService>, NotReady> {
        let accounts = self.0.clone();
        blocking(move || accounts.sms()).await.and_then(|service| service).map_err(not_ready)
    }

    async fn mailer(&self) -> Result<Arc<dyn Mailer>, NotReady> {
        let accounts = self.0.clone();
        blocking(move || accounts.mailer()).await.and_then(|mailer| mailer).map_err(not_ready)
    }
}

fn not_ready(error: Error) -> NotReady {
    NotReady { message: error.title, advice: error.advice }
}

/// Speaks `/api/v1`.
pub(crate) struct PortalClient {
    http: reqwest::Client,
    /// `None` while there is no portal: every call is answered «away».
    url: Option<String>,
    token: String,
}

impl PortalClient {
    fn new(url: String, token: String) -> Self {
        Self { http: http(), url: Some(url), token }
    }

    fn nowhere() -> Self {
        Self { http: http(), url: None, token: String::new() }
    }

    /// Hands a frozen document over; a repeat is the same envelope.
    pub(crate) async fn submit(&self, id: EnvelopeId, envelope: &PutEnvelope) -> Result<(), Error> {
        let request = self.http.put(self.address(&format!("envelopes/{id}"))).json(envelope).timeout(TIMEOUT);
        self.send(request).await.map(drop)
    }

    /// Takes an envelope back.
    pub(crate) async fn revoke(&self, id: EnvelopeId, reason: &str) -> Result<(), Error> {
        let body = Revoke { reason: reason.to_owned(), by: BY.to_owned() };
        self.send(self.http.post(self.address(&format!("envelopes/{id}/revoke"))).json(&body).timeout(TIMEOUT))
            .await
            .map(drop)
    }

    /// Tries a failed letter again.
    pub(crate) async fn retry(&self, id: EnvelopeId) -> Result<(), Error> {
        let body = Retry { by: BY.to_owned() };
        self.send(self.http.post(self.address(&format!("envelopes/{id}/retry"))).json(&body).timeout(TIMEOUT))
            .await
            .map(drop)
    }

    /// Events after a cursor; waits for one up to `patience`.
    pub(crate) async fn events(&self, after: u64, patience: Duration) -> Result<Events, Error> {
        let wait = patience.as_secs();
        let request = self
            .http
            .get(self.address("events"))
            .query(&[("after", after), ("wait", wait)])
            .timeout(patience + TIMEOUT);
        read_json(self.send(request).await?).await
    }

    /// The signed file.
    pub(crate) async fn signed_pdf(&self, id: EnvelopeId) -> Result<Vec<u8>, Error> {
        let request = self.http.get(self.address(&format!("envelopes/{id}/signed.pdf"))).timeout(TIMEOUT);
        Ok(self.send(request).await?.bytes().await.map_err(away)?.to_vec())
    }

    fn address(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.url.as_deref().unwrap_or_default())
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, Error> {
        if self.url.is_none() {
            return Err(Error::new(Code::PortalAway));
        }
        let response = request.bearer_auth(&self.token).send().await.map_err(away)?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(Error::new(Code::PortalAway));
        }
        let refusal: ApiError = read_json(response).await?;
        let code = match refusal.code {
            ErrorCode::NotFound => Code::NotFound,
            ErrorCode::NotNow => Code::NothingSent,
            _ => Code::PortalRefused,
        };
        Err(Error::new(code).with(refusal.message))
    }
}

/// # Panics
/// When the TLS library cannot be set up at all: nothing of the program works then.
fn http() -> reqwest::Client {
    agency_messaging::tls::install_provider();
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(10))
        .build()
        .expect("an HTTP client of fixed settings")
}

async fn read_json<T: DeserializeOwned>(response: Response) -> Result<T, Error> {
    let bytes = response.bytes().await.map_err(away)?;
    serde_json::from_slice(&bytes).map_err(|_| {
        tracing::error!("the portal answered in an unknown form");
        Error::new(Code::PortalRefused)
    })
}

/// The address is left out: it would tell nothing, and the error is shown.
fn away(error: reqwest::Error) -> Error {
    tracing::debug!(error = %error.without_url(), "portal");
    Error::new(Code::PortalAway)
}
