//! One long work at a time, with its progress and a way to stop it.

use crate::app::Bus;
use crate::error::{Code, Error};
use crate::wire::data::WorkKind;
use crate::wire::event::AppEvent;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Progress is told no oftener.
const PAUSE: Duration = Duration::from_millis(100);

/// Whether something is at work, and whether it shall stop.
#[derive(Default)]
pub(crate) struct Work {
    busy: AtomicBool,
    stop: AtomicBool,
    ended: Notify,
}

impl Work {
    /// Begins a work; a second one is refused until the first has ended.
    pub(crate) fn begin(self: &Arc<Self>, kind: WorkKind, bus: &Bus) -> Result<AtWork, Error> {
        if self.busy.swap(true, Ordering::AcqRel) {
            return Err(Error::new(Code::Busy));
        }
        self.stop.store(false, Ordering::Release);
        Ok(AtWork { work: self.clone(), kind, bus: bus.clone(), told: None })
    }

    /// Waits until nothing is at work.
    pub(crate) async fn ended(&self) {
        loop {
            let ended = self.ended.notified();
            if !self.busy.load(Ordering::Acquire) {
                return;
            }
            ended.await;
        }
    }

    /// Asks whatever is at work to stop.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Release);
    }
}

/// A work under way; it has ended when this is dropped.
pub(crate) struct AtWork {
    work: Arc<Work>,
    kind: WorkKind,
    bus: Bus,
    told: Option<Instant>,
}

impl AtWork {
    /// Tells how far it is; `Break` when it shall stop.
    pub(crate) fn step(&mut self, done: u64, total: u64) -> ControlFlow<()> {
        if self.told.is_none_or(|told| told.elapsed() >= PAUSE) {
            self.told = Some(Instant::now());
            self.bus.send(AppEvent::Progress { work: self.kind, done, total });
        }
        if self.work.stop.load(Ordering::Acquire) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.work.busy.store(false, Ordering::Release);
        self.work.ended.notify_waiters();
    }
}
