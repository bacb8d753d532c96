//! What a file is, by its contents and never by its name.

use super::{Limits, Refusal, Sheet, delimited, workbook};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a table from a file of any accepted kind: xlsx, xls or csv (UTF-8,
/// UTF-16 with a mark, Windows-1251; comma, semicolon or tab).
///
/// # Errors
/// The file is not a table, is damaged or over a limit.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refusal> {
    if bytes.len() > limits.bytes {
        return Err(Refusal::FileTooBig(limits.bytes >> 20));
    }
    if let Some(what) = other_kind(bytes) {
        return Err(Refusal::NotATable(what));
    }
    if bytes.starts_with(b"PK") {
        return guarded(|| workbook::xlsx(bytes, limits));
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return guarded(|| workbook::xls(bytes, limits));
    }
    delimited::read(bytes, limits)
}

/// A file so broken that its reader stops in the middle is a damaged file.
fn guarded(work: impl FnOnce() -> Result<Sheet, Refusal>) -> Result<Sheet, Refusal> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Refusal::Damaged(None)))
}

/// Files people rename or pick by mistake.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (&[0xff, 0xd8, 0xff], "картинка JPEG"),
        (b"\x89PNG", "картинка PNG"),
        (b"GIF8", "картинка GIF"),
        (b"BM", "картинка BMP"),
        (b"%PDF", "документ PDF"),
        (b"{\\rtf", "документ RTF"),
        (b"Rar!", "архив RAR"),
        (b"7z\xbc\xaf", "архив 7z"),
        (&[0x1f, 0x8b], "архив GZIP"),
        (b"MZ", "программа"),
    ];
    // «BM» and «MZ» may also begin a text
    let is_text = !bytes.iter().take(4096).any(|byte| *byte < b'\t');
    KINDS
        .iter()
        .find(|(start, _)| bytes.starts_with(start) && !(is_text && start.iter().all(u8::is_ascii_uppercase)))
        .map(|(_, what)| *what)
}
