//! Writing a table as xlsx.

use super::LONGEST_TEXT;
use agency_core::Money;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// How values of a column are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As written.
    Text,
    /// `06.03.2025`.
    Date,
    /// `125 000,00`.
    Money,
    /// `12`.
    Integer,
}

/// A column of a table to be written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column<'a> {
    /// Its header.
    pub title: &'a str,
    /// How its values are shown.
    pub kind: Kind,
    /// Width in characters.
    pub width: u16,
}

/// A value of a cell to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// A text; stays a text, whatever it begins with.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A sum; Excel computes with roubles.
    Money(Money),
    /// A whole number.
    Integer(i64),
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<Money> for Value {
    fn from(sum: Money) -> Self {
        Self::Money(sum)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// The table cannot be a workbook: more rows or columns than Excel has.
#[derive(Debug, thiserror::Error)]
#[error("not written as a workbook: {0}")]
pub struct WriteError(#[from] XlsxError);

/// Writes a workbook with one sheet: a header that stays in sight and filters,
/// then the rows.
///
/// # Errors
/// More rows or columns than Excel has.
pub fn write(
    title: &str,
    columns: &[Column<'_>],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(title))?;
    let header = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E8_EDF3))
        .set_border_bottom(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    let formats = Formats::new();
    for (index, column) in (0..).zip(columns) {
        sheet.set_column_width(index, column.width)?;
        sheet.write_string_with_format(0, index, cut(column.title), &header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut last = 0;
    for (index, row) in (1..).zip(rows) {
        for (column, value) in (0..).zip(&row) {
            formats.put(sheet, (index, column), value)?;
        }
        last = index;
    }
    if let Some(right) = u16::try_from(columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        sheet.autofilter(0, 0, last, right)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Formats of the values.
struct Formats {
    text: Format,
    quoted: Format,
    date: Format,
    money: Format,
    integer: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            text: top(),
            quoted: top().set_quote_prefix(),
            date: top().set_num_format("dd.mm.yyyy"),
            money: top().set_num_format("#,##0.00"),
            integer: top().set_num_format("0"),
        }
    }

    fn put(&self, sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value) -> Result<(), XlsxError> {
        match value {
            Value::Empty => return Ok(()),
            Value::Text(text) => {
                // a text cell is never computed; the prefix keeps it so when somebody edits it
                let format = if text.starts_with(['=', '+', '-', '@']) { &self.quoted } else { &self.text };
                sheet.write_string_with_format(row, column, cut(text), format)?
            }
            Value::Date(date) => match excel_date(*date) {
                Some(at) => sheet.write_datetime_with_format(row, column, at, &self.date)?,
                None => {
                    sheet.write_string_with_format(row, column, agency_core::dates::short_date(*date), &self.text)?
                }
            },
            Value::Money(sum) => sheet.write_number_with_format(row, column, sum.0 as f64 / 100.0, &self.money)?,
            Value::Integer(number) => sheet.write_number_with_format(row, column, *number as f64, &self.integer)?,
        };
        Ok(())
    }
}

/// Excel has no days before 1900.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok()
}

/// A text no longer than a cell holds.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT { text.to_owned() } else { text.chars().take(LONGEST_TEXT).collect() }
}

/// A name Excel takes: no signs of its references, at most 31 characters.
fn sheet_name(title: &str) -> String {
    let name: String = title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(31).collect();
    if name.trim().is_empty() { "Лист1".into() } else { name }
}
