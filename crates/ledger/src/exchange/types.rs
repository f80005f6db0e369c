//! What window and command line ask of an import or export, and what they are told.

use std::collections::BTreeMap;

use paper::book::Encoding;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Register;

/// A file to import, and how a person wants it understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportRequest {
    /// What the file holds.
    pub register: Register,
    /// Its path.
    pub file: String,
    /// How its characters are written, where the person knows better.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub encoding: Option<Encoding>,
    /// Fields for headings by decision of a person, or none for "not read"; without it a remembered one is used.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mapping: Option<BTreeMap<String, Option<String>>>,
    /// Cells that the person corrected.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub corrections: Option<Vec<Correction>>,
}

/// A cell with what the person put in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Correction {
    /// Place of the sheet in the file, from 0.
    pub sheet: usize,
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// What is to be read there.
    pub value: String,
}

/// Which lines of a preview are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShowLines {
    /// Every line, also those that are not read.
    #[default]
    All,
    /// New records.
    Create,
    /// Records that change.
    Update,
    /// Records that stay as they are.
    Unchanged,
    /// Rows that cannot be taken.
    Rejected,
    /// Rows that are taken and asked about.
    Asked,
}

/// A look at what an import would do.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct PreviewRequest {
    /// The file and how it is understood.
    pub import: ImportRequest,
    /// Which table of the file is looked at, from 0.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub table: Option<usize>,
    /// Which lines are wanted.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub show: Option<ShowLines>,
    /// Lines to leave out at the beginning.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub offset: Option<usize>,
    /// Lines to give, at most 500.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub limit: Option<usize>,
}

/// What an import would do; nothing has been written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ImportPreview {
    /// Name of the file without its folder.
    pub file_name: String,
    /// Its format in words.
    pub kind: String,
    /// How its characters are written, if it is a text.
    pub encoding: Option<Encoding>,
    /// Every sheet, read or not.
    pub sheets: Vec<SheetInfo>,
    /// The tables found, in the order of the file.
    pub tables: Vec<TableInfo>,
    /// The table whose columns and lines follow.
    pub table: usize,
    /// Rows of all tables.
    pub counts: ImportCounts,
    /// Columns of the table.
    pub columns: Vec<PreviewColumn>,
    /// Fields that a heading may be given.
    pub fields: Vec<FieldChoice>,
    /// Lines of the table.
    pub lines: Vec<PreviewLine>,
    /// Lines that match, of this table.
    pub total: usize,
    /// Cells to be corrected or confirmed, of all tables, at most 500.
    pub notes: Vec<PreviewNote>,
    /// Number of such cells.
    pub notes_total: usize,
    /// Name of the remembered mapping that was used.
    pub remembered: Option<String>,
    /// What a person should know about the file, in words.
    pub warnings: Vec<String>,
}

/// A sheet of the file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SheetInfo {
    /// Name; empty for a text file.
    pub name: String,
    /// Why it is not read, in words.
    pub skipped: Option<String>,
}

/// A table of the file.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TableInfo {
    /// Name of its sheet; empty for a text file.
    pub sheet: String,
    /// The cells it reaches over, such as A5:P57.
    pub range: String,
    /// Its data rows.
    pub rows: usize,
    /// Lines that are not read.
    pub skipped: usize,
    /// Unit of amounts named above the headings, in words.
    pub unit: Option<String>,
}

/// How many rows will become what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportCounts {
    /// Data rows.
    pub rows: usize,
    /// New records.
    pub create: usize,
    /// Records that change.
    pub update: usize,
    /// Records that stay as they are.
    pub unchanged: usize,
    /// Rows that cannot be taken.
    pub rejected: usize,
    /// Rows that are taken and asked about.
    pub asked: usize,
    /// Lines that are not read: titles, totals, remarks.
    pub skipped: usize,
}

/// A column of the sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewColumn {
    /// Place in the sheet, from 0.
    pub index: u32,
    /// Letters of the column.
    pub letters: String,
    /// Heading as in the sheet.
    pub heading: String,
    /// Field it is read as; none if it is not read.
    pub field: Option<String>,
    /// The same in words.
    pub field_text: Option<String>,
    /// Some values as typed.
    pub examples: Vec<String>,
    /// Whether its values are set to the right, as amounts are.
    pub right: bool,
}

/// A field that a heading may be given.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FieldChoice {
    /// Path of the field.
    pub field: String,
    /// In words.
    pub text: String,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A new record.
    Create,
    /// A record changes.
    Update,
    /// The record is as the row says.
    Unchanged,
    /// The row is not taken.
    Rejected,
}

/// What a line of the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Not read.
    Skipped,
    /// The headings.
    Heading,
    /// A row of data.
    Data,
}

/// A line of the sheet.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewLine {
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// Last row, where several lines that are not read stand together.
    pub last_row: u32,
    /// What it is.
    pub kind: LineKind,
    /// What becomes of it.
    pub action: Option<Action>,
    /// Whether something is asked about it.
    pub asked: bool,
    /// Its filled cells.
    pub cells: Vec<PreviewCell>,
    /// What would change in the record.
    pub changes: Vec<PreviewChange>,
}

/// A cell of a preview.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewCell {
    /// Column, from 0.
    pub column: u32,
    /// As typed.
    pub text: String,
    /// The code of what is wrong with it.
    pub code: Option<String>,
    /// Whether it stops the row.
    pub rejected: bool,
    /// Whether the person corrected it.
    pub corrected: bool,
}

/// A field that an import would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreviewChange {
    /// Path of the field.
    pub field: String,
    /// The field in words.
    pub text: String,
    /// What the ledger has.
    pub before: Option<String>,
    /// What the file has.
    pub after: Option<String>,
}

/// A cell to be corrected or confirmed.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreviewNote {
    /// Place of the table.
    pub table: usize,
    /// Place of the sheet in the file, for a correction.
    pub sheet: usize,
    /// Name of the sheet.
    pub sheet_name: String,
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Heading.
    pub heading: String,
    /// What is wrong.
    pub code: String,
    /// Whether it stops the row.
    pub rejected: bool,
    /// The cell as typed.
    pub value: String,
    /// What happened and what to do.
    pub message: String,
    /// A value that would do, if there is one to propose.
    pub suggestion: Option<String>,
    /// Values to choose from, as they may be typed.
    pub choices: Vec<String>,
}

/// An import to be carried out.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ImportRun {
    /// The file and how it is understood.
    pub import: ImportRequest,
    /// Name under which the mapping is remembered for these headings.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub remember: Option<String>,
}

/// A cell that the answer of an import tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportNote {
    /// Sheet; none for a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sheet: Option<String>,
    /// Row as the spreadsheet numbers it.
    pub row: u32,
    /// Heading.
    pub column: String,
    /// What is wrong.
    pub code: String,
    /// The cell as typed.
    pub value: String,
    /// What happened and what to do, in words.
    pub message: String,
    /// What the row calls itself: title, service, name.
    pub title: Option<String>,
    /// Id of the record that the row became or is.
    pub record: Option<String>,
}

/// What an import did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct ImportResult {
    /// Data rows.
    pub rows: usize,
    /// Records made.
    pub created: usize,
    /// Records changed.
    pub updated: usize,
    /// Records that were as the rows say.
    pub unchanged: usize,
    /// Rows that were not taken, cell by cell.
    pub rejected: Vec<ImportNote>,
    /// Rows that were taken and are asked about, cell by cell.
    pub queries: Vec<ImportNote>,
    /// Number of rows that were not taken.
    pub rejected_rows: usize,
    /// Records that became the next term of an earlier one.
    pub renewals: usize,
    /// Sections named in the rows that the ledger does not have.
    pub unknown_sections: Vec<String>,
    /// What a person should know about the file, in words.
    pub warnings: Vec<String>,
    /// Number by which the import can be taken back; none where nothing was written.
    pub batch: Option<i64>,
}

/// Where to write the rows that cannot be taken.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RejectedSave {
    /// The file and how it is understood.
    pub import: ImportRequest,
    /// Path of the workbook to write.
    pub file: String,
}

/// How dates stand in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// R8.4.1.
    #[default]
    Wareki,
    /// 2026-04-01.
    Iso,
}

/// How the characters of a text table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextForm {
    /// UTF-8 with the mark that Excel needs.
    #[default]
    Utf8,
    /// Shift_JIS as Windows writes it.
    Cp932,
}

/// A register to be written as a table.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ExportRequest {
    /// Which register.
    pub register: Register,
    /// Path; its ending (xlsx, csv, jsonl) says the format.
    pub file: String,
    /// How dates are shown.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub dates: Option<DateForm>,
    /// How the characters of a CSV are written.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub encoding: Option<TextForm>,
}

/// A character that the chosen encoding does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LostCharacter {
    /// Row of the table, the headings being 1.
    pub row: usize,
    /// Heading.
    pub column: String,
    /// The character.
    pub character: String,
}

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportResult {
    /// Its path.
    pub file: String,
    /// Records in it.
    pub records: usize,
    /// Characters that were replaced by a geta mark (〓).
    pub lost: Vec<LostCharacter>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SavedFile {
    /// Its path.
    pub file: String,
    /// Rows or records in it.
    pub rows: usize,
}

/// A file to be written.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct FileRequest {
    /// Its path.
    pub file: String,
}

/// A number by which an import is taken back.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub struct BatchRequest {
    /// The number.
    pub batch: i64,
}

/// What taking back an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UndoResult {
    /// Records that are gone again.
    pub removed: usize,
    /// Records that are as they were before.
    pub restored: usize,
    /// Records that were changed since and stay.
    pub kept: usize,
}

/// Where a long operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct ProgressInfo {
    /// What it is doing, as a locale key below `progress.`.
    pub stage: &'static str,
    /// Done so far.
    pub done: u64,
    /// Of how much; 0 if that is not known.
    pub total: u64,
}
