//! What the window may ask of the shell.

use agency_app::files::safe_name;
use agency_app::{App, Code, Error, command};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use tauri::State;
use tauri_plugin_dialog::DialogExt;
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
        return Err(Error::new(Code::BadRequest));
    }
    handle.opener().open_url(url, None::<&str>).map_err(Error::internal)
}

/// Keeps a copy of a file where the person chooses; `false` when they change their mind.
#[tauri::command]
pub(crate) async fn save_file(handle: tauri::AppHandle, name: String, base64: String) -> Result<bool, Error> {
    let bytes = BASE64_STANDARD.decode(base64).map_err(|_| Error::new(Code::BadRequest))?;
    let (answer, chosen) = tokio::sync::oneshot::channel();
    handle.dialog().file().set_file_name(safe_name(&name)).save_file(move |path| {
        // nobody waits for the answer any more when the window is closed
        let _ = answer.send(path);
    });
    let Some(path) = chosen.await.ok().flatten().and_then(|path| path.into_path().ok()) else { return Ok(false) };
    tokio::fs::write(path, bytes).await.map_err(|error| {
        tracing::warn!(kind = %error.kind(), "copy of a file");
        Error::new(Code::Storage)
    })?;
    Ok(true)
}

/// What a person chooses.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    Folder,
    File,
    Save,
}

/// A folder, a file, or where a file of this name is to be kept; nothing when they change their mind.
#[tauri::command]
pub(crate) async fn choose_path(handle: tauri::AppHandle, what: What, name: String) -> Option<String> {
    let (answer, chosen) = tokio::sync::oneshot::channel();
    // nobody waits for the answer any more when the window is closed
    let done = move |path| drop(answer.send(path));
    let dialog = handle.dialog().file();
    match what {
        What::Folder => dialog.pick_folder(done),
        What::File => dialog.add_filter("zip", &["zip"]).pick_file(done),
        What::Save => dialog.set_file_name(safe_name(&name)).add_filter("zip", &["zip"]).save_file(done),
    }
    let path = chosen.await.ok().flatten()?.into_path().ok()?;
    Some(path.to_string_lossy().into_owned())
}
