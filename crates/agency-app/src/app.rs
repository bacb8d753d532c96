//! The running program: which agency is open, and the events of it.

use crate::clock::Clock;
use crate::desk::{Call, Desk};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::office::Office;
use crate::secrets::Secrets;
use crate::start;
use crate::wire::event::{AppEvent, Tag};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{Mutex, RwLock, broadcast};

/// What a program around the core provides.
pub struct Config {
    /// Folder of all data; made if it is not there.
    pub data_folder: PathBuf,
    /// Keys and passwords of the own agency.
    pub secrets: Arc<dyn Secrets>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// The host.
    pub host: Arc<dyn Host>,
    /// Address of a simulator that stands in for the internet's SMS services in
    /// the own agency too; `None` in the shipped program.
    pub simulator: Option<String>,
    /// Version of the program, as shown and as printed in protocols.
    pub version: &'static str,
}

/// Where the program stands.
pub(crate) enum State {
    Welcome,
    Locked,
    Broken(Error),
    Open(Arc<Office>),
}

/// The program. Cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) config: Arc<Config>,
    pub(crate) state: Arc<RwLock<State>>,
    pub(crate) bus: Bus,
    /// Held while an agency is opened or closed: one at a time.
    pub(crate) opening: Arc<Mutex<()>>,
    /// The command this copy of the program serves.
    call: Option<Arc<Call>>,
}

/// Tells every window what happened.
#[derive(Clone)]
pub(crate) struct Bus(broadcast::Sender<AppEvent>);

impl Bus {
    pub(crate) fn send(&self, event: AppEvent) {
        // no window is no failure: the data is asked for when one opens
        let _ = self.0.send(event);
    }

    pub(crate) fn stale(&self, tags: &[Tag]) {
        self.send(AppEvent::Stale { tags: tags.to_vec() });
    }
}

impl App {
    /// Starts the program with the agency that was open last, if any.
    pub async fn start(config: Config) -> Self {
        let app = Self {
            config: Arc::new(config),
            state: Arc::new(RwLock::new(State::Welcome)),
            bus: Bus(broadcast::channel(256).0),
            opening: Arc::default(),
            call: None,
        };
        start::resume(&app).await;
        app
    }

    /// Events from now on.
    pub fn events(&self) -> broadcast::Receiver<AppEvent> {
        self.bus.0.subscribe()
    }

    /// Closes the open agency: work in progress stops at a point it resumes from.
    pub async fn stop(&self) {
        let closed = std::mem::replace(&mut *self.state.write().await, State::Welcome);
        if let State::Open(office) = closed {
            office.close().await;
        }
    }

    /// The program as one command sees it.
    pub(crate) fn on_call(&self, call: Call) -> Self {
        Self { call: Some(Arc::new(call)), ..self.clone() }
    }

    /// The open agency.
    pub(crate) async fn office(&self) -> Result<Desk, Error> {
        match &*self.state.read().await {
            State::Open(office) => Ok(Desk::new(office.clone(), self.call.clone())),
            State::Broken(error) => Err(error.clone()),
            State::Welcome | State::Locked => Err(Error::new(Code::NotOpen)),
        }
    }
}
