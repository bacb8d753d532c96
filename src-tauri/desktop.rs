//! What the desktop does for the core: files, notifications, the window.

use agency_app::wire::event::{AppEvent, Tag};
use agency_app::{App, Host};
use std::path::Path;
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_notification::NotificationExt;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::broadcast::error::RecvError;

/// The desktop as the core sees it.
pub(crate) struct Desktop(AppHandle);

impl Desktop {
    pub(crate) fn new(handle: AppHandle) -> Self {
        Self(handle)
    }
}

impl Host for Desktop {
    fn open_file(&self, path: &Path) -> bool {
        self.0
            .opener()
            .open_path(path.to_string_lossy(), None::<&str>)
            .inspect_err(|error| tracing::warn!(%error, "no program for this file"))
            .is_ok()
    }
}

/// How often and how long it is tried to find out whether the program is open already.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Leaves the work to the program that is open already, and asks it to come to
/// the front. A program that is about to close may be gone between the question
/// and the request, which the plugin takes for a failure: then it is asked anew.
pub(crate) fn be_the_only_one(handle: &AppHandle) -> tauri::Result<()> {
    let mut tries = 1;
    loop {
        let plugin = tauri_plugin_single_instance::init(|handle, _arguments, _folder| focus(handle));
        match handle.plugin(plugin) {
            Err(error) if tries < TRIES => {
                tracing::debug!(%error, "the other program is closing");
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            result => return result,
        }
    }
}

/// Brings the window to the front: a second start of the program.
pub(crate) fn focus(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        for result in [window.unminimize(), window.show(), window.set_focus()] {
            if let Err(error) = result {
                tracing::warn!(%error, "window to the front");
            }
        }
    }
}

/// Passes events on to the window, and shows those a person waits for.
pub(crate) fn forward_events(handle: AppHandle, app: &App) {
    let mut events = app.events();
    tauri::async_runtime::spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                Err(RecvError::Lagged(_)) => AppEvent::Stale { tags: Tag::ALL.to_vec() },
                Err(RecvError::Closed) => return,
            };
            notify(&handle, &event);
            if let Err(error) = handle.emit("agency-event", &event) {
                tracing::warn!(%error, "event to the window");
            }
        }
    });
}

fn notify(handle: &AppHandle, event: &AppEvent) {
    let AppEvent::ContractSigned { order_number, customer, .. } = event else { return };
    let shown = handle
        .notification()
        .builder()
        .title("Договор подписан")
        .body(format!("Заявка № {order_number}: {customer}"))
        .show();
    if let Err(error) = shown {
        tracing::warn!(%error, "notification");
    }
}
