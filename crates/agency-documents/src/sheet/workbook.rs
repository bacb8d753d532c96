//! Workbooks of Excel: xlsx cell by cell, and the old xls.

use super::{Cell, Epoch, Limits, Refusal, Sheet, Table};
use calamine::{
    DataType, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Reads the first visible sheet of an xlsx that has anything in it.
pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refusal> {
    check_packing(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| xlsx_refusal(&error, None))?;
    let epoch = if book.has_1904_epoch() { Epoch::Year1904 } else { Epoch::Year1900 };
    for name in visible(book.sheets_metadata()) {
        let mut table = Table::new(limits);
        let mut last_row = None;
        let mut cells = match book.worksheet_cells_reader(&name) {
            // a sheet with a chart alone
            Err(XlsxError::NotAWorksheet(_)) => continue,
            cells => cells.map_err(|error| xlsx_refusal(&error, None))?,
        };
        while let Some(cell) = cells.next_cell().map_err(|error| xlsx_refusal(&error, last_row))? {
            let (row, column) = cell.get_position();
            table.put(row as usize, column as usize, value(cell.get_value()))?;
            last_row = Some(row + 1);
        }
        drop(cells);
        for area in book.merge_cells_by_sheet_name(&name).map_err(|error| xlsx_refusal(&error, last_row))? {
            table.merge(corner(area.start), corner(area.end))?;
        }
        match table.finish(epoch) {
            Err(Refusal::Empty) => {}
            sheet => return sheet,
        }
    }
    Err(Refusal::Empty)
}

/// Reads the first visible sheet of an xls that has anything in it.
pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Sheet, Refusal> {
    // a workbook under a password is packed into the old container too
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(mark.len()).any(|window| window == mark) {
        return Err(Refusal::Encrypted);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| xls_refusal(&error))?;
    for name in visible(book.sheets_metadata()) {
        let range = book.worksheet_range(&name).map_err(|error| xls_refusal(&error))?;
        let (top, left) = range.start().map_or((0, 0), corner);
        let mut table = Table::new(limits);
        let mut epoch = Epoch::Year1900;
        for (row, column, cell) in range.used_cells() {
            if cell.get_datetime().is_some_and(|at| is_1904(&at)) {
                epoch = Epoch::Year1904;
            }
            table.put(top + row, left + column, value(cell))?;
        }
        for area in book.merge_cells_by_sheet_name(&name).map_err(|error| xls_refusal(&error))? {
            table.merge(corner(area.start), corner(area.end))?;
        }
        match table.finish(epoch) {
            Err(Refusal::Empty) => {}
            sheet => return sheet,
        }
    }
    Err(Refusal::Empty)
}

/// Refuses what would unpack to more than the limit: first by what the
/// directory says, then by unpacking, for the directory may lie.
fn check_packing(bytes: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged(None))?;
    if archive.decompressed_size().is_some_and(|size| size > u128::from(limits.unpacked)) {
        return Err(Refusal::UnpackedTooBig);
    }
    let mut left = limits.unpacked;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let entry = match archive.by_index(index) {
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Refusal::Encrypted),
            entry => entry.map_err(|_| Refusal::Damaged(None))?,
        };
        is_workbook |= entry.name().is_ok_and(|name| name.starts_with("xl/"));
        let unpacked = io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(|_| Refusal::Damaged(None))?;
        left = left.checked_sub(unpacked).ok_or(Refusal::UnpackedTooBig)?;
    }
    if is_workbook {
        Ok(())
    } else {
        Err(Refusal::NotATable("архив ZIP или документ другой программы"))
    }
}

fn visible(sheets: &[calamine::Sheet]) -> Vec<String> {
    let is_shown =
        |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet;
    sheets.iter().filter(is_shown).map(|sheet| sheet.name.clone()).collect()
}

fn corner((row, column): (u32, u32)) -> (usize, usize) {
    (row as usize, column as usize)
}

fn value(data: &impl DataType) -> Cell {
    if let Some(text) = data.get_string().or_else(|| data.get_datetime_iso()).or_else(|| data.get_duration_iso()) {
        return Cell::text_of(text);
    }
    if let Some(at) = data.get_datetime() {
        return match at.as_datetime() {
            Some(moment) if at.is_datetime() => Cell::Date(moment),
            _ => Cell::Number(at.as_f64()),
        };
    }
    if let Some(error) = data.get_error() {
        return Cell::Error(error.to_string());
    }
    if let Some(truth) = data.get_bool() {
        return Cell::Truth(truth);
    }
    data.get_float().or_else(|| data.get_int().map(|number| number as f64)).map_or(Cell::Empty, Cell::Number)
}

/// Whether a date is counted from 1904: day 1 is then in that year.
fn is_1904(at: &ExcelDateTime) -> bool {
    let same_in_1900 = ExcelDateTime::new(at.as_f64(), ExcelDateTimeType::DateTime, false);
    at.is_datetime() && at.as_datetime() != same_in_1900.as_datetime()
}

fn xlsx_refusal(error: &XlsxError, last_row: Option<u32>) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged(last_row),
    }
}

fn xls_refusal(error: &XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Encrypted,
        _ => Refusal::Damaged(None),
    }
}
