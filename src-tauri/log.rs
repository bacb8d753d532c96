//! The log: a file a day beside the data, kept for two weeks.

use std::path::Path;
use tracing_appender::rolling::{Builder, Rotation};
use tracing_subscriber::EnvFilter;

const DAYS_KEPT: usize = 14;

/// Starts the log. Without a writable folder the program works on without one.
pub(crate) fn start(data_folder: &Path) {
    let folder = data_folder.join("logs");
    // the writer complains on the console when it looks for old logs in a folder that is not there yet
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let files = Builder::new()
        .rotation(Rotation::DAILY)
        .filename_prefix("turoffice")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder);
    let filter = EnvFilter::try_from_env("AGENCY_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let Ok(files) = files else { return };
    // a second log in one process (tests) keeps the first
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(files).try_init();
}
