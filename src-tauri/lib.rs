//! Desktop shell: a window, one command, events and notifications. No rule of
//! the business lives here; everything asked of the program goes to agency-app.

mod desktop;
mod log;
mod rpc;

use agency_app::{App, Config, Keyring, SystemClock};
use std::path::PathBuf;
use std::sync::Arc;
use tauri::Manager;

/// Runs the program until its window is closed.
///
/// # Panics
/// When the system has no window toolkit at all.
pub fn run() {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::open_url, rpc::save_file, rpc::choose_path])
        .setup(|tauri| {
            desktop::be_the_only_one(tauri.handle())?;
            let data_folder = data_folder(tauri)?;
            log::start(&data_folder);
            let config = Config {
                data_folder,
                secrets: Arc::new(Keyring),
                clock: Arc::new(SystemClock),
                host: Arc::new(desktop::Desktop::new(tauri.handle().clone())),
                simulator: None,
                version: env!("CARGO_PKG_VERSION"),
            };
            let app = tauri::async_runtime::block_on(App::start(config));
            desktop::forward_events(tauri.handle().clone(), &app);
            tauri.manage(app);
            // not before: a second start of the program must not show a window of its own
            for window in tauri.config().app.windows.clone() {
                tauri::WebviewWindowBuilder::from_config(tauri.handle(), &window)?.build()?;
            }
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the window toolkit of the system works")
        .run(|handle, event| {
            if let tauri::RunEvent::Exit = event {
                // who starts the program while it closes gets a window, not a nod from one that is going
                tauri_plugin_single_instance::destroy(handle);
                tauri::async_runtime::block_on(handle.state::<App>().stop());
            }
        });
}

/// The user's data folder; `AGENCY_DATA_DIR` names another one, for a second
/// profile or a test.
fn data_folder(tauri: &tauri::App) -> tauri::Result<PathBuf> {
    match std::env::var_os("AGENCY_DATA_DIR") {
        Some(folder) => Ok(folder.into()),
        None => tauri.path().app_data_dir(),
    }
}
