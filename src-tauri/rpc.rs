//! The two things the window may ask of the shell.

use agency_app::{App, Error, command};
use serde_json::Value;
use tauri::State;
use tauri_plugin_opener::OpenerExt;

/// Runs a command of the list.
#[tauri::command]
pub(crate) async fn rpc(app: State<'_, App>, command: String, payload: Value) -> Result<Value, Error> {
    command::dispatch(&app, &command, payload).await
}

/// Opens a web address in the system's browser; nothing but http and https.
#[tauri::command]
pub(crate) fn open_url(handle: tauri::AppHandle, url: String) -> Result<(), Error> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(Error::new(agency_app::Code::BadRequest));
    }
    handle.opener().open_url(url, None::<&str>).map_err(Error::internal)
}
