//! Files of an order.

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::order::{FileContents, FileRef};
use agency_core::files::is_dangerous;
use agency_store::files;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// A file with its contents.
pub(crate) async fn read_file(app: &App, request: FileRef) -> Result<FileContents, Error> {
    let (info, content) = app.office().await?.read(move |read| files::get(read, request.id)).await?;
    Ok(FileContents { name: info.name, mime: info.mime, base64: BASE64_STANDARD.encode(content) })
}

/// Folder of the copies that other programs show.
const OPENED: &str = "opened";

/// Opens a copy of a file in the system's own program. The copy is readable by
/// the person only, and goes when the agency is closed or opened again.
pub(crate) async fn open_file(app: &App, request: FileRef) -> Result<Empty, Error> {
    let office = app.office().await?;
    let (info, content) = office.read(move |read| files::get(read, request.id)).await?;
    if is_dangerous(&info.name) {
        return Err(Error::new(Code::DangerousFile));
    }
    let folder = office.folder.join(OPENED).join(info.id.to_string());
    let host = app.config.host.clone();
    let opened = blocking(move || -> std::io::Result<bool> {
        let path = folder.join(safe_name(&info.name));
        if fs::read(&path).ok().as_deref() != Some(&content) {
            private_folder(&folder)?;
            fs::write(&path, content)?;
        }
        let opened = host.open_file(&path);
        if !opened {
            fs::remove_dir_all(&folder)?;
        }
        Ok(opened)
    })
    .await?;
    match opened {
        Ok(true) => Ok(Empty {}),
        Ok(false) => Err(Error::new(Code::NotHere)),
        Err(error) => {
            tracing::error!(kind = %error.kind(), "copy of a file");
            Err(Error::new(Code::Storage))
        }
    }
}

/// Removes the copies of an earlier look; what another program holds open stays till next time.
pub(crate) fn forget_opened(folder: &Path) {
    match fs::remove_dir_all(folder.join(OPENED)) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(kind = %error.kind(), "copies of opened files"),
    }
}

fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A name no file system objects to: the colon of «11:13» becomes a dash.
pub fn safe_name(name: &str) -> String {
    let safe: String =
        name.chars().map(|c| if "<>:\"/\\|?*".contains(c) || c.is_control() { '-' } else { c }).collect();
    let safe = safe.trim_matches(['.', ' ']);
    if safe.is_empty() { "файл".into() } else { safe.into() }
}

#[cfg(test)]
mod tests {
    use super::safe_name;
    use rstest::rstest;

    #[rstest]
    #[case("Договор 6083-1234 от 06 мар 2025 11:13.pdf", "Договор 6083-1234 от 06 мар 2025 11-13.pdf")]
    #[case("../../etc/passwd", "-..-etc-passwd")]
    #[case("..", "файл")]
    #[case("a\u{0}b\n", "a-b-")]
    fn a_name_stays_inside_its_folder(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(safe_name(name), expected);
    }
}
