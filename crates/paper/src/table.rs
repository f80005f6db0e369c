//! Tables that people take along (表・台帳の書き出し): rows of values become a workbook or a text file.
//! Deliberately not here: which columns a list has and how a day is worded in an era; both are given from outside.
//! What a person may have typed is never handed on as a formula.

use chrono::NaiveDate;

use crate::Orientation;

mod csv;
#[cfg(test)]
mod tests;
mod xlsx;

pub use csv::to_csv;
pub use xlsx::to_xlsx;

/// One table (表).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Name of its sheet; what a workbook does not allow in it is put right.
    pub name: String,
    /// Lines above the headings.
    pub title: Vec<String>,
    /// Fields below those lines that somebody else fills in.
    pub blanks: Vec<Blank>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a value for each column; missing ones are empty.
    pub rows: Vec<Vec<Value>>,
    /// How many columns, from the first, are printed; all of them if nothing is said.
    pub printed: Option<usize>,
    /// How its sheet is printed; lying, without words of its own, if nothing is said.
    pub page: Option<PageSetup>,
    /// Columns, from 0, that somebody else fills in; then everything else is locked, without a password.
    pub open: Vec<usize>,
}

/// A field above the table that somebody fills in (記入欄).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blank {
    /// What belongs into it.
    pub label: String,
    /// Column of the label, from 0; the field stands right of it.
    pub column: u16,
    /// How its value is shown.
    pub kind: ColumnKind,
}

/// One column (列).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Words of the heading.
    pub heading: String,
    /// Width in narrow characters; a Japanese one takes two.
    pub width: f64,
    /// What may be chosen here (プルダウン); anything may be typed if there is nothing.
    pub choices: Vec<String>,
    /// How its values are shown.
    pub kind: ColumnKind,
    /// Whether the column is folded away.
    pub hidden: bool,
}

/// How the values of a column are shown (表示形式).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// As text, so that the zeros of a number typed later stay.
    #[default]
    Text,
    /// As days.
    Date,
    /// As amounts with separated thousands.
    Amount,
    /// As plain numbers.
    Number,
}

/// What stands in a field (値).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a formula.
    Text(String),
    /// Whole number. A workbook keeps fifteen digits of it.
    Integer(i64),
    /// Day.
    Date(NaiveDate),
    /// A value that somebody has to look at.
    Marked {
        /// The value itself.
        value: Box<Value>,
        /// How badly.
        severity: Mark,
        /// Why, shown beside the field.
        note: String,
    },
}

impl Value {
    /// The value without its marks.
    pub fn bare(&self) -> &Value {
        let mut value = self;
        while let Value::Marked { value: inner, .. } = value {
            value = inner;
        }
        value
    }
}

/// Why a field is marked (印).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It was not taken over (取り込めない).
    Rejected,
    /// It was taken over and is asked about (要確認).
    Asked,
}

/// How a sheet is printed (印刷設定), always on A4 and as wide as one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageSetup {
    /// How the sheet lies.
    pub orientation: Orientation,
    /// Words at the head of each page.
    pub header: String,
    /// Words at the foot of each page, beside its number.
    pub footer: String,
}

/// How a workbook shows days (日付の表示).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateShow {
    /// By eras: R8.4.1.
    Wareki,
    /// 2026-04-01.
    Iso,
}

/// How a workbook looks, and who made it when; given from outside so that the same table is the same file.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// How days are shown.
    pub dates: DateShow,
    /// Name of the font.
    pub font: String,
    /// Its size in points.
    pub font_size: f64,
    /// Day of writing in the properties of the file.
    pub created: NaiveDate,
    /// Name of the office or person there.
    pub author: String,
}

impl Look {
    /// Days in eras, in the font of Japanese Windows.
    pub fn new(created: NaiveDate, author: &str) -> Look {
        Look {
            dates: DateShow::Wareki,
            font: "Yu Gothic".to_owned(),
            font_size: 10.0,
            created,
            author: author.to_owned(),
        }
    }
}

/// How the characters of a text file are written (文字コード).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvEncoding {
    /// UTF-8 with a mark at the beginning, which Excel needs.
    Utf8Bom,
    /// Shift_JIS as Windows reads it, for programs that know nothing else.
    Cp932,
}

/// A text file (CSV) and what it could not keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csv {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that the encoding does not have, in the order of the file.
    pub lost: Vec<Lost>,
}

/// A character that was replaced by a geta mark (〓).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Row of the file from 1, title and headings counted.
    pub row: usize,
    /// Column from 0.
    pub column: usize,
    /// The character.
    pub character: char,
}

/// Why a workbook was not written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A sheet has no more rows.
    #[error("more rows than a sheet has")]
    TooManyRows,
    /// A field holds less.
    #[error("the text in row {row}, column {column} is longer than a field")]
    TextTooLong {
        /// Row of the table from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
    /// The file could not be put together.
    #[error("writing failed: {0}")]
    Writing(String),
}

/// Beginnings that make programs take a text for a formula, or for a mark that there is none.
const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
