//! Spreadsheets and text tables that people hand in (表計算ファイル・CSV): a file of unknown origin becomes plain cells.
//! Deliberately not here: what a cell means. Headings, eras, units and totals are the business of whoever asks for the
//! cells; here nothing is guessed, and no file is trusted: sizes are bounded before anything is unpacked.

use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod compound;
mod gather;
mod ods;
mod package;
mod sniff;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod xls;
mod xlsx;

/// Reads a file; its size is looked at before its content. `progress` hears how much of how much is done and may stop
/// the reading.
pub fn read_book(path: &Path, options: &ReadOptions, progress: Progress<'_>) -> Result<Book, BookError> {
    let data = std::fs::metadata(path)?;
    if !data.is_file() {
        return Err(BookError::NotASpreadsheet);
    }
    if data.len() > options.limits.file_bytes {
        return Err(BookError::TooLarge { limit_bytes: options.limits.file_bytes });
    }
    read_book_bytes(&std::fs::read(path)?, options, progress)
}

/// Reads the content of a file. What kind of file it is follows from the content alone.
pub fn read_book_bytes(bytes: &[u8], options: &ReadOptions, progress: Progress<'_>) -> Result<Book, BookError> {
    let limit_bytes = options.limits.file_bytes;
    if bytes.len() as u64 > limit_bytes {
        return Err(BookError::TooLarge { limit_bytes });
    }
    let mut gathering = gather::Gathering::new(options.limits, progress);
    let (kind, pictures) = match sniff::kind(bytes, options)? {
        sniff::Kind::Zip => package::read(bytes, &mut gathering)?,
        sniff::Kind::Compound => (xls::read(bytes, &mut gathering)?, 0),
        sniff::Kind::Text => (text::read(bytes, options, &mut gathering)?, 0),
    };
    let sheets = gathering.finish()?;
    Ok(Book { kind, sheets, pictures })
}

/// Who hears of the progress: done, of how much (bytes); a break means that nobody waits for the book any more.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// What a file holds (ブック).
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// How the file is written.
    pub kind: BookKind,
    /// Its sheets in their order, those without a filled cell too.
    pub sheets: Vec<Sheet>,
    /// How many pictures lie in a package; what they show is not read. Of other files nothing is known of them.
    pub pictures: usize,
}

/// How a file is written (ファイル形式).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookKind {
    /// Office Open XML workbook.
    Xlsx,
    /// Binary workbook of Excel 97–2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Text with delimiters.
    Text {
        /// How the characters were written.
        encoding: Encoding,
        /// Comma or tab.
        delimiter: char,
    },
}

/// How the characters of a text file are written (文字コード).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Encoding {
    /// UTF-8, with or without a mark at its beginning.
    Utf8,
    /// UTF-16, low byte first ("Unicode text" of Excel).
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Shift_JIS as Windows writes it.
    Cp932,
}

/// One sheet (シート).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Name on its tab; empty for a text file.
    pub name: String,
    /// Whether a person does not see it.
    pub hidden: bool,
    /// Rows with a filled cell, from above.
    pub rows: Vec<SheetRow>,
    /// Merged cells (結合セル).
    pub merges: Vec<Merge>,
    /// Row (from 1) and column (from 0) of formulas whose value was never kept.
    pub uncomputed: Vec<(u32, u32)>,
}

/// The filled cells of one row (行).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetRow {
    /// Number as a spreadsheet program shows it, from 1.
    pub number: u32,
    /// Column from 0, ascending, and what stands there.
    pub cells: Vec<(u32, Cell)>,
}

/// A block of merged cells; rows from 1, columns from 0, ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Uppermost row.
    pub first_row: u32,
    /// Lowest row.
    pub last_row: u32,
    /// Leftmost column.
    pub first_column: u32,
    /// Rightmost column.
    pub last_column: u32,
}

/// What a cell holds (セル).
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, never empty.
    Text(String),
    /// Number; a time of day or a duration is one too, in days.
    Number(f64),
    /// Day; a time of that day is left out.
    Date(NaiveDate),
    /// Truth value.
    Bool(bool),
    /// Error as it is shown, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// The cell as a person would type it: digits without exponent, ISO days, `TRUE` and `FALSE`.
    pub fn plain(&self) -> String {
        self.shown().into_owned()
    }

    /// The same, borrowed where the cell is a text.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) | Cell::Error(text) => text.into(),
            Cell::Number(number) => plain_number(*number).into(),
            Cell::Date(day) => day.to_string().into(),
            Cell::Bool(true) => "TRUE".into(),
            Cell::Bool(false) => "FALSE".into(),
        }
    }
}

/// Spreadsheets show fifteen digits; the binary dust behind them was never typed.
fn plain_number(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions {
    /// How a text file is written, if a person says so; otherwise it is found out.
    pub encoding: Option<Encoding>,
    /// What separates the fields of a text file, if somebody knows; otherwise it is found out.
    pub delimiter: Option<char>,
    /// How much is read at most.
    pub limits: Limits,
}

/// How much a file may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of one unpacked part that is no sheet, such as the shared texts.
    pub part_bytes: u64,
    /// Bytes of one unpacked sheet.
    pub sheet_bytes: u64,
    /// Filled cells of the file.
    pub cells: u64,
    /// Rows of the file with a filled cell.
    pub rows: u32,
    /// Columns of a sheet with a filled cell.
    pub columns: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 100 << 20,
            part_bytes: 192 << 20,
            sheet_bytes: 768 << 20,
            cells: 6_000_000,
            rows: 300_000,
            columns: 1_000,
        }
    }
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file is too large.
    #[error("larger than {limit_bytes} bytes")]
    TooLarge {
        /// How large it may be.
        limit_bytes: u64,
    },
    /// There are too many filled cells.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// How many there may be.
        limit: u64,
    },
    /// There are too many rows with content.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// How many there may be.
        limit: u32,
    },
    /// There are too many columns with content.
    #[error("more than {limit} columns")]
    TooManyColumns {
        /// How many there may be.
        limit: u32,
    },
    /// The file would unpack to far more than it seems to hold.
    #[error("unpacks to too much")]
    Bomb,
    /// The file is encrypted.
    #[error("encrypted with a password")]
    Password,
    /// The file is another thing, whatever its name says.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// The file is a table, but in a way of writing that is not read.
    #[error("a spreadsheet of another format: {name}")]
    OtherFormat {
        /// `xlsb`, `html`, `mhtml`, `xml-2003`, `fods` or `sylk`.
        name: &'static str,
    },
    /// The file is incomplete or contradicts itself.
    #[error("damaged")]
    Damaged,
    /// Some lines of the text are UTF-8 and others are not.
    #[error("encodings are mixed from line {line}")]
    MixedEncodings {
        /// First line that differs from those before it.
        line: u32,
    },
    /// Bytes of the text are no characters.
    #[error("line {line} cannot be decoded")]
    Undecodable {
        /// Line with the first such byte.
        line: u32,
    },
    /// A quotation mark opens a field and none closes it.
    #[error("the quotation mark of line {line} is never closed")]
    UnterminatedQuote {
        /// Line where the field begins.
        line: u32,
    },
    /// Nothing is written in the file.
    #[error("no filled cell")]
    Empty,
    /// Nobody waits for the book any more.
    #[error("cancelled")]
    Cancelled,
}
