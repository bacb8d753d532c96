//! Text tables: csv in the encodings and with the separators of Russian Excel.

use super::{Cell, Epoch, Limits, Refusal, Sheet, Table};
use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use std::borrow::Cow;

/// Reads a csv.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refusal> {
    let text = decode(bytes)?;
    let mut table = Table::new(limits);
    // Excel's own line about the separator is not data
    let hint = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
    let mut records = reader(&text, hint.unwrap_or_else(|| separator(&text)));
    let mut record = ByteRecord::new();
    let mut row = 0;
    loop {
        // the reader passes over empty lines, but people count them
        let rest = text.get(records.position().byte() as usize..).unwrap_or_default();
        let ended = if text[..text.len() - rest.len()].ends_with('\r') { rest.strip_prefix('\n') } else { None };
        row += ended.unwrap_or(rest).bytes().take_while(|b| b"\r\n".contains(b)).filter(|b| *b == b'\n').count();
        if !records.read_byte_record(&mut record).map_err(|_| Refusal::Damaged(u32::try_from(row).ok()))? {
            return table.finish(Epoch::default());
        }
        let fields = if row == 0 && hint.is_some() { ByteRecord::new() } else { std::mem::take(&mut record) };
        for (column, field) in fields.iter().enumerate() {
            table.put(row, column, Cell::text_of(&String::from_utf8_lossy(field)))?;
        }
        row += 1;
    }
}

/// The text of a file: by its mark, else UTF-8, else Windows-1251.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let text = if bytes.starts_with(&[0xff, 0xfe]) {
        UTF_16LE.decode(bytes).0
    } else if bytes.starts_with(&[0xfe, 0xff]) {
        UTF_16BE.decode(bytes).0
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8.decode(bytes).0
    } else {
        WINDOWS_1251.decode(bytes).0
    };
    // 0x1a ends texts of old programs
    let is_binary = text.chars().take(64 * 1024).any(|c| c.is_control() && !"\t\r\n\u{1a}\u{c}".contains(c));
    if is_binary {
        return Err(Refusal::NotATable("файл другой программы"));
    }
    let start = text.trim_start().get(..1).unwrap_or_default();
    if start == "<" { Err(Refusal::WebPage) } else { Ok(text) }
}

/// The separator that cuts the first records into the most equal fields.
fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let widths: Vec<usize> =
            reader(text, separator).byte_records().take(20).map_while(Result::ok).map(|record| record.len()).collect();
        let equal = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths.iter().filter(|width| **width > 1).map(|width| (equal(*width), *width)).max().unwrap_or((0, 0))
    };
    b";,\t".iter().copied().max_by_key(|separator| score(*separator)).unwrap_or(b';')
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}
