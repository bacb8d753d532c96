//! The running program: which agency is open, and the events of it.

use crate::clock::Clock;
use crate::data;
use crate::data::lock::Lock;
use crate::data::work::Work;
use crate::desk::{Call, Desk};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::office::{Office, blocking};
use crate::secrets::Secrets;
use crate::start;
use crate::wire::event::{AppEvent, Tag};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, MutexGuard, RwLock, broadcast};

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
    /// The long work under way.
    pub(crate) work: Arc<Work>,
    /// Held while an agency is opened or closed: one at a time. Inside, the
    /// data folder, while it is this program's.
    folder: Arc<Mutex<Option<Lock>>>,
    /// The command this copy of the program serves.
    call: Option<Arc<Call>>,
}

/// A turn at opening or closing an agency.
pub(crate) struct Turn<'a>(
    #[expect(dead_code, reason = "held until the end of the turn")] MutexGuard<'a, Option<Lock>>,
);

/// How long closing waits for commands that still use the base.
const LAST_USES: Duration = Duration::from_secs(10);

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
            work: Arc::default(),
            folder: Arc::default(),
            call: None,
        };
        start::resume(&app).await;
        app
    }

    /// The turn to open or to close an agency; refused while the data folder is another program's.
    pub(crate) async fn opening(&self) -> Result<Turn<'_>, Error> {
        let turn = self.folder.lock().await;
        if turn.is_none() {
            return Err(Error::new(Code::InUse));
        }
        Ok(Turn(turn))
    }

    /// The turn at the start, which takes the data folder unless it is held already.
    pub(crate) async fn first_turn(&self) -> Result<Turn<'_>, Error> {
        let mut turn = self.folder.lock().await;
        if turn.is_none() {
            let folder = self.config.data_folder.clone();
            *turn = Some(blocking(move || Lock::take(&folder)).await??);
        }
        Ok(Turn(turn))
    }

    /// Events from now on.
    pub fn events(&self) -> broadcast::Receiver<AppEvent> {
        self.bus.0.subscribe()
    }

    /// Closes the open agency and leaves the data folder: work in progress stops
    /// at a point it resumes from, and a copy is made.
    pub async fn stop(&self) {
        // an opening under way ends first, so that nothing is left open behind
        let mut folder = self.folder.lock().await;
        self.work.stop();
        self.work.ended().await;
        let open = match &*self.state.read().await {
            State::Open(office) => Some(office.clone()),
            _ => None,
        };
        if let Some(office) = open {
            office.close().await;
            data::make_on_exit(&office).await;
        }
        if let Err(error) = self.close_agency().await {
            tracing::warn!(%error, "the base is still in use");
        }
        *folder = None;
    }

    /// Closes the open agency and waits until nothing uses its files.
    pub(crate) async fn close_agency(&self) -> Result<(), Error> {
        let closed = std::mem::replace(&mut *self.state.write().await, State::Welcome);
        let State::Open(office) = closed else { return Ok(()) };
        office.close().await;
        let store = Arc::downgrade(&office.store);
        drop(office);
        let gone = async {
            while store.strong_count() > 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(LAST_USES, gone).await.map_err(|_| Error::new(Code::Busy))
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
