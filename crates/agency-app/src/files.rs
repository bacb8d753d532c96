//! Files of an order.

use crate::app::App;
use crate::error::{Code, Error};
use crate::office::blocking;
use crate::wire::Empty;
use crate::wire::order::{FileContents, FileRef};
use agency_store::files;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::fs;

/// A file with its contents.
pub(crate) async fn read_file(app: &App, request: FileRef) -> Result<FileContents, Error> {
    let (info, content) = app.office().await?.read(move |read| files::get(read, request.id)).await?;
    Ok(FileContents { name: info.name, mime: info.mime, base64: BASE64_STANDARD.encode(content) })
}

/// Opens a copy of a file in the system's own program. The copy lies in a
/// folder of this run, readable by the person only, and goes with the next start.
pub(crate) async fn open_file(app: &App, request: FileRef) -> Result<Empty, Error> {
    let office = app.office().await?;
    let (info, content) = office.read(move |read| files::get(read, request.id)).await?;
    let folder = office.folder.join("opened").join(info.id.to_string());
    let host = app.config.host.clone();
    let opened = blocking(move || -> std::io::Result<bool> {
        fs::create_dir_all(&folder)?;
        let path = folder.join(safe_name(&info.name));
        fs::write(&path, content)?;
        Ok(host.open_file(&path))
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
