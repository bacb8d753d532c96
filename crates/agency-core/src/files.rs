//! Files of an order: names, types, what is dangerous.

/// The largest file that is kept, in bytes: 100 MB.
pub const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// The most that goes into one letter, in bytes: what mail servers usually take.
pub const LARGEST_LETTER: u64 = 18 * 1024 * 1024;

/// What a file can be; the first is meant unless the manager says more.
pub const KINDS: [&str; 11] = [
    "Документ туриста",
    "Паспорт",
    "Виза",
    "Билет",
    "Ваучер",
    "Страховой полис",
    "Подтверждение бронирования",
    "Счёт",
    "Чек",
    "Согласие",
    "Другое",
];

/// The kind of a new file.
pub const USUAL_KIND: &str = KINDS[0];

/// Extensions that other programs may run or that open pages with scripts. Such
/// files are kept and saved, but never opened from the program.
const DANGEROUS: [&str; 52] = [
    "apk",
    "app",
    "appref-ms",
    "bat",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "desktop",
    "dll",
    "dmg",
    "docm",
    "exe",
    "gadget",
    "hta",
    "htm",
    "html",
    "inf",
    "iso",
    "jar",
    "js",
    "jse",
    "lnk",
    "mht",
    "mhtml",
    "msc",
    "msi",
    "msp",
    "pif",
    "pkg",
    "potm",
    "pptm",
    "ps1",
    "py",
    "reg",
    "rpm",
    "scf",
    "scr",
    "sh",
    "svg",
    "url",
    "vb",
    "vbe",
    "vbs",
    "wsf",
    "wsh",
    "xhtml",
    "xlam",
    "xlsm",
    "xltm",
    "xml",
];

const TYPES: [(&str, &str); 24] = [
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("bmp", "image/bmp"),
    ("heic", "image/heic"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("rtf", "application/rtf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("zip", "application/zip"),
    ("eml", "message/rfc822"),
    ("mp4", "video/mp4"),
    ("mp3", "audio/mpeg"),
    ("json", "application/json"),
];

/// The extension in lower case; empty when there is none.
fn extension(name: &str) -> String {
    match name.trim_end_matches(['.', ' ']).rsplit_once('.') {
        Some((_, extension)) => extension.trim().to_lowercase(),
        None => String::new(),
    }
}

/// The MIME type that follows from the name.
pub fn mime_of(name: &str) -> &'static str {
    let extension = extension(name);
    TYPES.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, mime)| mime)
}

/// Whether a file is never opened from the program, only saved.
pub fn is_dangerous(name: &str) -> bool {
    DANGEROUS.contains(&extension(name).as_str())
}

/// A name as it is kept: one line, no path, and none of the signs that turn the
/// reading direction, so that `…fdp.exe` cannot look like `…exe.pdf`.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let clean: String = last.chars().filter(is_plain).take(180).collect();
    let clean = clean.trim().trim_end_matches('.').trim();
    if clean.is_empty() { "файл".into() } else { clean.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("паспорт.PDF", "application/pdf", false)]
    #[case("фото.jpeg", "image/jpeg", false)]
    #[case("договор.exe", "application/octet-stream", true)]
    #[case("договор.pdf.Exe. ", "application/octet-stream", true)]
    #[case("таблица.xlsm", "application/octet-stream", true)]
    #[case("страница.html", "application/octet-stream", true)]
    #[case("без расширения", "application/octet-stream", false)]
    fn types_follow_from_the_name(#[case] name: &str, #[case] mime: &str, #[case] dangerous: bool) {
        assert_eq!(mime_of(name), mime);
        assert_eq!(is_dangerous(name), dangerous);
    }

    #[rstest]
    #[case("C:\\Users\\a\\паспорт.pdf", "паспорт.pdf")]
    #[case("../../etc/passwd", "passwd")]
    #[case("счёт\u{202e}fdp.exe", "счётfdp.exe")]
    #[case("a\r\nb.pdf", "ab.pdf")]
    #[case("  ...  ", "файл")]
    #[case("", "файл")]
    fn a_name_is_one_plain_line(#[case] name: &str, #[case] expected: &str) {
        assert_eq!(clean_name(name), expected);
    }
}
