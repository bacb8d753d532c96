//! Starting, steering and stopping a simulator.

use crate::{
    accounts::Account, deliveries::Delivery, faults::Fault, http, mailbox::Mail, messages::ReceivedSms,
    options::Options, smtp, world::World,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{net::TcpListener, task::JoinSet};

/// How long connections may take to end after a stop.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

/// Where a simulator listens, always on 127.0.0.1, and what time it has.
#[derive(Clone, Debug, Default)]
pub struct SimulatorConfig {
    /// Port of the services, pages and control; 0: any free one.
    pub http_port: u16,
    /// Port of the mail server (plain with STARTTLS); 0: any free one.
    pub smtp_port: u16,
    /// Port of the mail server under TLS from the first byte; 0: any free one.
    pub smtps_port: u16,
    /// A fixed start of time, moved only by [`Running::advance`]; None: the system's clock.
    pub now: Option<DateTime<Utc>>,
}

/// Why a simulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A port is taken or not allowed.
    #[error("cannot listen on 127.0.0.1:{port}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        #[source]
        source: std::io::Error,
    },
    /// The mail server's certificate could not be made.
    #[error("cannot make the mail server's certificate")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The simulated services.
pub struct Simulator;

impl Simulator {
    /// Starts listening; returns when every port accepts connections.
    pub async fn start(config: SimulatorConfig) -> Result<Running, StartError> {
        let identity = smtp::Identity::new().map_err(StartError::Certificate)?;
        let (http_listener, http_addr) = listen(config.http_port).await?;
        let (smtp_listener, smtp_addr) = listen(config.smtp_port).await?;
        let (smtps_listener, smtps_addr) = listen(config.smtps_port).await?;
        let ca_pem = identity.ca_pem.clone();
        let world = Arc::new(World::new(config.now));
        let identity = Arc::new(identity);
        let mut tasks = JoinSet::new();
        tasks.spawn(http::serve(http_listener, world.clone()));
        tasks.spawn(smtp::serve(smtp_listener, world.clone(), identity.clone(), smtp::Security::Plain));
        tasks.spawn(smtp::serve(smtps_listener, world.clone(), identity, smtp::Security::Tls));
        Ok(Running { http_addr, smtp_addr, smtps_addr, ca_pem, world, tasks })
    }
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), StartError> {
    let listen_error = |source| StartError::Listen { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(listen_error)?;
    let address = listener.local_addr().map_err(listen_error)?;
    Ok((listener, address))
}

/// A started simulator. Dropping it stops it.
pub struct Running {
    /// Address of the services, pages and control.
    pub http_addr: SocketAddr,
    /// Address of the mail server, plain with STARTTLS.
    pub smtp_addr: SocketAddr,
    /// Address of the mail server under TLS from the first byte.
    pub smtps_addr: SocketAddr,
    /// Certificate of the authority behind the mail server's certificate, PEM.
    pub ca_pem: String,
    world: Arc<World>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Base address of a service: `http://127.0.0.1:PORT/smsc.ru`.
    pub fn service_url(&self, service: &str) -> String {
        format!("http://{}/{service}", self.http_addr)
    }

    /// Address of the phone page.
    pub fn phone_url(&self) -> String {
        self.service_url("phone")
    }

    /// Address of the mailbox page.
    pub fn mail_url(&self) -> String {
        self.service_url("mail")
    }

    /// Messages taken so far, oldest first, with their statuses as of now.
    pub fn messages(&self) -> Vec<ReceivedSms> {
        self.world.state().taken_messages()
    }

    /// Letters taken so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.world.state().mails.iter().cloned().collect()
    }

    /// Queues a fault.
    pub fn push_fault(&self, fault: Fault) {
        self.world.state().push_fault(fault);
    }

    /// Sets an account; the same login of the same service is replaced.
    pub fn set_account(&self, account: Account) {
        self.world.state().set_account(account);
    }

    /// Sets how messages to a phone fare.
    pub fn set_delivery(&self, delivery: Delivery) {
        self.world.state().set_delivery(delivery);
    }

    /// Sets the options.
    pub fn set_options(&self, options: Options) {
        self.world.state().options = options;
    }

    /// The simulator's time.
    pub fn now(&self) -> DateTime<Utc> {
        self.world.state().now()
    }

    /// Moves the clock ahead.
    pub fn advance(&self, by: TimeDelta) {
        self.world.advance(by);
    }

    /// Lets held requests go on.
    pub fn release(&self) {
        self.world.release();
    }

    /// Requests of an SMSC.ru login being served at this moment.
    pub fn in_flight(&self, login: &str) -> u32 {
        self.world.state().limits.in_flight(login)
    }

    /// Forgets messages, letters, faults and scripts; brings the first accounts back.
    pub fn reset(&self) {
        self.world.reset();
    }

    /// Stops listening and ends open connections.
    pub async fn stop(mut self) {
        self.world.stop();
        let all_ended = async { while self.tasks.join_next().await.is_some() {} };
        // What has not ended by then is aborted when the set is dropped.
        let _ = tokio::time::timeout(STOP_PATIENCE, all_ended).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.world.stop();
    }
}
