//! Tables as files: reading what an agency brings (xlsx, xls, csv) and writing
//! xlsx for Excel.
//!
//! A file comes from outside, so everything is limited before it is held in
//! memory, and a file that is not read is refused with a reason for a person.

mod delimited;
mod read;
mod workbook;
mod write;

pub use read::read;
pub use write::{Column, Kind, Value, WriteError, write};

use agency_core::dates::{date_from_text, short_date, short_date_time};
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::borrow::Cow;

/// How much of a file is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, bytes.
    pub bytes: usize,
    /// Size of all that is packed in the file, and of the text read, bytes.
    pub unpacked: u64,
    /// Rows, the header included.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Cells with something in them, merged areas filled.
    pub cells: usize,
}

impl Default for Limits {
    /// 20 MB, 512 MB unpacked, 100 000 rows and a header, 200 columns, 5 million cells.
    fn default() -> Self {
        Self { bytes: 20 << 20, unpacked: 512 << 20, rows: 100_001, columns: 200, cells: 5_000_000 }
    }
}

/// Longest text of a cell, characters: Excel's own limit.
const LONGEST_TEXT: usize = 32_767;

/// A value of a cell. A formula is its last computed value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or spaces alone.
    #[default]
    Empty,
    /// A text without spaces around it.
    Text(String),
    /// A number.
    Number(f64),
    /// A cell formatted as date or time.
    Date(NaiveDateTime),
    /// «ИСТИНА» or «ЛОЖЬ».
    Truth(bool),
    /// An error of Excel: `#REF!`.
    Error(String),
}

impl Cell {
    /// A text cell; spaces around are dropped.
    pub(crate) fn text_of(text: &str) -> Self {
        match text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
            "" => Self::Empty,
            text => Self::Text(text.to_owned()),
        }
    }

    /// The value as a person sees it: numbers without grouping, dates as `06.03.2025`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            // the shortest decimal that is this number, never with an exponent
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(at) if at.date() <= FIRST_DAY => Cow::Owned(at.format("%H:%M").to_string()),
            Self::Date(at) if at.time() == chrono::NaiveTime::MIN => Cow::Owned(short_date(at.date())),
            Self::Date(at) => Cow::Owned(short_date_time(*at)),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "да" } else { "нет" }),
        }
    }

    /// The day the cell means: a date, a text in one of the Russian forms, or a
    /// bare serial number of the workbook's epoch.
    pub fn date(&self, epoch: Epoch) -> Option<NaiveDate> {
        match self {
            Self::Date(at) if at.date() > FIRST_DAY => Some(at.date()),
            Self::Text(text) => date_from_text(text),
            Self::Number(number) => epoch.date(*number),
            _ => None,
        }
    }
}

/// The last day of which Excel's own cells know only the time: serial 0.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 31).expect("a day of the calendar");

/// The day from which a workbook counts dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Epoch {
    /// Excel for Windows.
    #[default]
    Year1900,
    /// Excel for old Macs.
    Year1904,
}

impl Epoch {
    /// The day of a serial number, from 1910 to 2119: numbers below are years or
    /// counts, not dates.
    fn date(self, serial: f64) -> Option<NaiveDate> {
        let first = match self {
            Self::Year1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
            Self::Year1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        };
        let day = (3_654.0..80_000.0).contains(&serial).then(|| Days::new(serial as u64))?;
        first.checked_add_days(day)
    }
}

/// A row with anything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Cells from the first column to the last filled one.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell by its column, from 0; empty beyond the last filled one.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A table: the first visible sheet with anything in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Rows with anything in them, from the top.
    pub rows: Vec<Row>,
    /// How serial numbers are counted.
    pub epoch: Epoch,
}

impl Sheet {
    /// Columns of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

/// Why a file is not read as a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Over [`Limits::bytes`]; the limit in megabytes.
    #[error("file is over {0} MB")]
    FileTooBig(usize),
    /// Over [`Limits::unpacked`]: a «zip bomb» or far too much data.
    #[error("unpacked contents are too large")]
    UnpackedTooBig,
    /// The first row over [`Limits::rows`], and the limit.
    #[error("too many rows: row {row}")]
    TooManyRows {
        /// Number of the row.
        row: u32,
        /// The limit.
        limit: usize,
    },
    /// A row with a cell over [`Limits::columns`], and the limit.
    #[error("too many columns in row {row}")]
    TooManyColumns {
        /// Number of the row.
        row: u32,
        /// The limit.
        limit: usize,
    },
    /// Over [`Limits::cells`], reached at this row.
    #[error("too many cells by row {0}")]
    TooManyCells(u32),
    /// A text longer than Excel itself holds, in this row.
    #[error("a text is too long in row {0}")]
    TextTooLong(u32),
    /// A workbook under a password.
    #[error("workbook is encrypted")]
    Encrypted,
    /// Another kind of file, in words.
    #[error("not a table: {0}")]
    NotATable(&'static str),
    /// A web page or XML named as a table.
    #[error("a web page named as a table")]
    WebPage,
    /// It begins as a table, but cannot be read; with the last row read.
    #[error("damaged after row {0:?}")]
    Damaged(Option<u32>),
    /// Nothing in it.
    #[error("the table is empty")]
    Empty,
}

impl Refusal {
    /// The reason and what to do, for a person.
    pub fn reason(&self) -> String {
        match self {
            Self::FileTooBig(limit) => format!("Файл больше {limit} МБ. Разделите таблицу на несколько файлов."),
            Self::UnpackedTooBig => {
                "Содержимое файла слишком велико после распаковки. Сохраните таблицу заново или разделите её.".into()
            }
            Self::TooManyRows { row, limit } => {
                format!("Строка {row} лишняя: принимается не больше {limit} строк. Разделите таблицу на части.")
            }
            Self::TooManyColumns { row, limit } => {
                format!("В строке {row} больше {limit} столбцов. Уберите лишние столбцы.")
            }
            Self::TooManyCells(row) => {
                format!("К строке {row} набралось слишком много ячеек. Уберите лишние столбцы или разделите таблицу.")
            }
            Self::TextTooLong(row) => format!(
                "В строке {row} текст длиннее {LONGEST_TEXT} знаков. Возможно, в файле CSV не закрыта кавычка."
            ),
            Self::Encrypted => "Файл защищён паролем. Откройте его в Excel и сохраните без пароля.".into(),
            Self::NotATable(what) => format!("Это {what}, а не таблица. Нужен файл .xlsx, .xls или .csv."),
            Self::WebPage => {
                "Это веб-страница или XML, а не таблица Excel. Откройте файл в Excel и сохраните как «Книга Excel (.xlsx)».".into()
            }
            Self::Damaged(Some(row)) => {
                format!("Файл повреждён после строки {row}. Откройте его в Excel и сохраните заново.")
            }
            Self::Damaged(None) => "Файл таблицы повреждён. Откройте его в Excel и сохраните заново.".into(),
            Self::Empty => "В таблице нет ни одной заполненной ячейки.".into(),
        }
    }
}

/// Rows being read, held to the limits.
struct Table<'a> {
    limits: &'a Limits,
    rows: Vec<Vec<Cell>>,
    filled: usize,
    text_bytes: u64,
}

impl<'a> Table<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, rows: Vec::new(), filled: 0, text_bytes: 0 }
    }

    /// Puts a value at row and column, both from 0.
    fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), Refusal> {
        if cell == Cell::Empty {
            return Ok(());
        }
        let number = u32::try_from(row + 1).unwrap_or(u32::MAX);
        if row >= self.limits.rows {
            return Err(Refusal::TooManyRows { row: number, limit: self.limits.rows });
        }
        if column >= self.limits.columns {
            return Err(Refusal::TooManyColumns { row: number, limit: self.limits.columns });
        }
        if let Cell::Text(text) = &cell {
            if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
                return Err(Refusal::TextTooLong(number));
            }
            self.text_bytes += text.len() as u64;
        }
        self.filled += 1;
        if self.filled > self.limits.cells {
            return Err(Refusal::TooManyCells(number));
        }
        if self.text_bytes > self.limits.unpacked {
            return Err(Refusal::UnpackedTooBig);
        }
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    /// Fills a merged area, its corners included, with the value of its first cell.
    fn merge(&mut self, first: (usize, usize), last: (usize, usize)) -> Result<(), Refusal> {
        let Some(cell) = self.rows.get(first.0).and_then(|row| row.get(first.1)).cloned() else { return Ok(()) };
        // a whole column or row may be merged: no wider than the table, which is known to be in the limits
        let bottom = last.0.min(self.rows.len().saturating_sub(1));
        let right = last.1.min(self.limits.columns - 1);
        for row in first.0..=bottom {
            for column in first.1..=right {
                if (row, column) != first {
                    self.put(row, column, cell.clone())?;
                }
            }
        }
        Ok(())
    }

    fn finish(self, epoch: Epoch) -> Result<Sheet, Refusal> {
        let rows: Vec<Row> = (1..)
            .zip(self.rows)
            .filter(|(_, cells)| !cells.is_empty())
            .map(|(number, cells)| Row { number, cells })
            .collect();
        if rows.is_empty() { Err(Refusal::Empty) } else { Ok(Sheet { rows, epoch }) }
    }
}
