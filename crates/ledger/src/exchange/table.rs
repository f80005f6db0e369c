//! Where the tables of a workbook are: heading rows, which lines are data, and what the other lines are.
//! What the cells of a data row say is read in `read.rs`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use paper::book::{Book, Cell, Sheet, SheetRow};

use super::headings::Finder;
use super::spec::{Kind, Meaning, Spec};
use super::words::{Words, plain};
use crate::register::Register;

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Place in the sheet, from 0.
    pub index: u32,
    /// The heading as in the sheet; under a group's heading both with a space between.
    pub heading: String,
    /// The same in one cell, so that it is read alike: the lower heading in brackets.
    pub alone: String,
    /// What it means, if anything.
    pub meaning: Option<Meaning>,
}

/// What a line of a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Above the headings, or a remark, a total, an example …: not read.
    Skipped,
    /// The headings.
    Heading,
    /// A record.
    Data,
}

/// A sheet with a table in it.
#[derive(Debug)]
pub struct Table {
    book: Arc<Book>,
    at: usize,
    pub columns: Vec<Column>,
    /// First and last row of the headings, from 1.
    pub headings: (u32, u32),
    /// What each row of the sheet is, in the order of `sheet.rows`.
    pub lines: Vec<Line>,
    /// The section that holds for a row without a section column, by the order of `sheet.rows`.
    pub sections: Vec<Option<String>>,
    /// Unit of amounts named above the headings, in yen.
    pub unit: Option<i64>,
    /// Whether Sekisho wrote it.
    pub own: bool,
    merges: Merges,
}

/// What a person decided about headings: the field for a heading, or none to leave it out.
pub type Decisions = HashMap<String, Option<String>>;

/// A heading as decisions and remembered mappings know it: neither white space nor brackets matter.
pub fn heading_key(heading: &str) -> String {
    plain(heading).replace(['(', ')'], "").to_lowercase()
}

/// The merged regions of a sheet by column, for the rows that they reach.
#[derive(Debug, Default)]
pub struct Merges {
    pub down: HashMap<u32, Vec<(u32, u32)>>,
    across: HashMap<u32, Vec<(u32, u32)>>,
}

impl Merges {
    fn of(sheet: &Sheet) -> Self {
        let mut merges = Self::default();
        for merge in &sheet.merges {
            if merge.last_row > merge.first_row {
                merges.down.entry(merge.first_column).or_default().push((merge.first_row, merge.last_row));
            }
            if merge.last_column > merge.first_column {
                merges.across.entry(merge.first_row).or_default().push((merge.first_column, merge.last_column));
            }
        }
        merges.down.values_mut().chain(merges.across.values_mut()).for_each(|regions| regions.sort_unstable());
        merges
    }

    /// The row whose value this cell shows, if it is inside a region that reaches down to it.
    pub fn above(&self, row: u32, column: u32) -> Option<u32> {
        region(self.down.get(&column)?, row).filter(|first| *first < row)
    }

    /// The column whose value stands over this one in a row of headings.
    pub fn left(&self, row: u32, column: u32) -> Option<u32> {
        region(self.across.get(&row)?, column).filter(|first| *first < column)
    }
}

fn region(regions: &[(u32, u32)], at: u32) -> Option<u32> {
    let (first, last) = regions[..regions.partition_point(|(first, _)| *first <= at)].last()?;
    (*last >= at).then_some(*first)
}

/// The cell of a row in a column, if it is filled.
pub fn cell(row: &SheetRow, column: u32) -> Option<&Cell> {
    let at = row.cells.binary_search_by_key(&column, |(index, _)| *index).ok()?;
    Some(&row.cells[at].1)
}

/// The sheets that hold a table of this register, in order; hidden ones and examples are left out.
pub fn tables(book: &Arc<Book>, spec: &Spec, words: &Words, decisions: &Decisions) -> Vec<Table> {
    let readable = |at: &usize| !book.sheets[*at].hidden && !words.skips_sheet(&book.sheets[*at].name);
    (0..book.sheets.len()).filter(readable).filter_map(|at| table(book, at, spec, words, decisions)).collect()
}

fn table(book: &Arc<Book>, at_sheet: usize, spec: &Spec, words: &Words, decisions: &Decisions) -> Option<Table> {
    let sheet = &book.sheets[at_sheet];
    let merges = Merges::of(sheet);
    let finder = Finder { sheet, spec, words, decisions, merges: &merges };
    let (at, rows, own, columns) = (0..sheet.rows.len()).find_map(|at| finder.headings(at))?;
    let last = &sheet.rows[at + rows - 1];
    let headings = (sheet.rows[at].number, last.number);
    let above = || sheet.rows[..at].iter().flat_map(|row| &row.cells).map(|(_, cell)| cell.plain());
    let unit = above().find_map(|text| named_unit(words, &text));
    let mut section =
        above().find_map(|text| words.labelled_section(&text)).or_else(|| words.sheet_section(&sheet.name));
    let mut table = Table {
        book: Arc::clone(book),
        at: at_sheet,
        columns,
        headings,
        lines: vec![Line::Skipped; at],
        sections: vec![None; at],
        unit,
        own,
        merges: Merges::default(),
    };
    table.lines.extend(std::iter::repeat_n(Line::Heading, rows));
    table.sections.extend(std::iter::repeat_n(None, rows));
    let judge = Judge::of(&table, spec, words, &merges);
    let (mut lines, mut sections) = (Vec::new(), Vec::new());
    for row in &sheet.rows[at + rows..] {
        let line = judge.line(row);
        if line == Line::Skipped
            && let [(_, cell)] = row.cells.as_slice()
            && !words.begins_note(&cell.plain())
            && let Some(banner) = words.banner_section(&cell.plain())
        {
            section = Some(banner);
        }
        lines.push(line);
        sections.push(section.clone().filter(|_| line == Line::Data));
    }
    table.lines.extend(lines);
    table.sections.extend(sections);
    table.merges = merges;
    Some(table)
}

impl Table {
    /// The sheet it stands on.
    pub fn sheet(&self) -> &Sheet {
        &self.book.sheets[self.at]
    }

    /// The sheet's place in the workbook.
    pub fn sheet_index(&self) -> usize {
        self.at
    }

    /// What a cell means: 〃 is the value above, 同左 the value to the left.
    pub fn resolved(&self, words: &Words, mut at: usize, mut column: u32) -> Option<&Cell> {
        loop {
            let cell = self.shown(at, column)?;
            let Cell::Text(text) = cell else { return Some(cell) };
            if words.ditto.iter().any(|word| word == text.trim()) {
                at = (0..at).rev().find(|above| self.lines[*above] == Line::Data)?;
            } else if words.ditto_left.iter().any(|word| word == text.trim()) {
                column = column.checked_sub(1)?;
            } else {
                return Some(cell);
            }
        }
    }

    /// How many formulas in rows of data never had their value kept.
    pub fn uncomputed(&self) -> usize {
        let is_data = |row: &u32| {
            let at = self.sheet().rows.binary_search_by_key(row, |row| row.number);
            at.is_ok_and(|at| self.lines[at] == Line::Data)
        };
        self.sheet().uncomputed.iter().filter(|(row, _)| is_data(row)).count()
    }

    /// What a cell shows: its own value, or that of a region merged down to it.
    pub fn shown(&self, at: usize, column: u32) -> Option<&Cell> {
        let sheet = self.sheet();
        let row = &sheet.rows[at];
        cell(row, column).or_else(|| {
            let first = self.merges.above(row.number, column)?;
            let above = sheet.rows[..at].binary_search_by_key(&first, |row| row.number).ok()?;
            cell(&sheet.rows[above], column)
        })
    }
}

/// A unit in a line above the headings: （単位：千円）.
fn named_unit(words: &Words, text: &str) -> Option<i64> {
    let text = plain(text);
    let (_, rest) = text.split_once(&words.unit_label)?;
    crate::amount::leading_unit(rest.trim_start_matches(|c| c == '=' || words.modifier_separators.contains(c)))
}

/// Tells data from everything else that stands below headings.
struct Judge<'a> {
    words: &'a Words,
    rows: &'a [SheetRow],
    merges: &'a Merges,
    /// Whether one filled cell can be a record: a section, a person.
    short: bool,
    title: Vec<u32>,
    partner: Vec<u32>,
    dates: Vec<u32>,
    amounts: Vec<u32>,
    /// The column of ids, in a table that Sekisho wrote: a row that has one is a record, whatever its words look like.
    ids: Vec<u32>,
    /// Headings by column, for the line that repeats them.
    headings: HashMap<u32, Vec<String>>,
}

impl<'a> Judge<'a> {
    fn of(table: &'a Table, spec: &Spec, words: &'a Words, merges: &'a Merges) -> Self {
        let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<u32> {
            let meant = |column: &&Column| column.meaning.is_some_and(|meaning| wanted(meaning.field));
            table.columns.iter().filter(meant).map(|column| column.index).collect()
        };
        let kind = |field: usize| spec.fields[field].kind;
        let mut partner = of(&|field| field == spec.partner);
        if partner.is_empty() {
            partner = of(&|field| kind(field) == Kind::Handle);
        }
        let heading = |column: &Column| {
            let parts = column.heading.split(' ').chain([column.heading.as_str()]);
            (column.index, parts.map(|part| plain(part).into_owned()).filter(|text| !text.is_empty()).collect())
        };
        Self {
            words,
            rows: &table.sheet().rows,
            merges,
            short: matches!(spec.register, Register::Section | Register::Person | Register::Contractor),
            title: of(&|field| field == spec.title),
            partner,
            dates: of(&|field| matches!(kind(field), Kind::Date | Kind::Period)),
            amounts: of(&|field| kind(field) == Kind::Amount),
            ids: of(&|field| kind(field) == Kind::Id),
            headings: table.columns.iter().map(heading).collect(),
        }
    }

    fn has(&self, row: &SheetRow, columns: &[u32]) -> bool {
        columns.iter().filter_map(|column| cell(row, *column)).any(|cell| !self.words.is_empty(&cell.shown()))
    }

    /// Whether one of these cells is filled, or shows a value that is merged down to it.
    fn shows(&self, row: &SheetRow, columns: &[u32]) -> bool {
        self.has(row, columns)
            || columns.iter().any(|column| {
                let first = self.merges.above(row.number, *column);
                let above = first.and_then(|first| self.rows.binary_search_by_key(&first, |row| row.number).ok());
                above.is_some_and(|above| self.has(&self.rows[above], &[*column]))
            })
    }

    fn has_amount(&self, row: &SheetRow) -> bool {
        let nothing = |cell: &Cell| {
            let text = cell.shown();
            self.words.is_empty(&text) || crate::amount::parse(&text, 1) == Some(0)
        };
        self.amounts.iter().filter_map(|column| cell(row, *column)).any(|cell| !nothing(cell))
    }

    fn line(&self, row: &SheetRow) -> Line {
        if self.has(row, &self.ids) {
            return Line::Data;
        }
        let shown = row.cells.iter().map(|(index, cell)| (*index, cell.shown()));
        let filled: Vec<(u32, Cow<'_, str>)> = shown.filter(|(_, text)| !text.trim().is_empty()).collect();
        let Some((column, first)) = filled.first() else { return Line::Skipped };
        let title = self.has(row, &self.title);
        // What only a merge brings makes no record of a blank row, but a total has neither partner nor date.
        let is_blank = !title && !self.has(row, &self.partner) && !self.has(row, &self.dates) && !self.has_amount(row);
        let (partner, date) = (self.shows(row, &self.partner), self.shows(row, &self.dates));
        let in_title = self.title.contains(column) && !self.words.is_banner(first);
        let is_lone = filled.len() < 2 && !(in_title && (self.short || (partner && date)));
        let totals = |(_, text): &(u32, Cow<'_, str>)| {
            if self.short { self.words.is_total_word(text) } else { self.words.is_total(text) }
        };
        let is_total = || !partner && !date && filled.iter().any(totals);
        let is_note = || self.words.begins_note(first) && !partner && !date && !self.has_amount(row);
        let out_of_use = || {
            let title = self.title.iter().filter_map(|column| cell(row, *column)).map(Cell::shown).next();
            !partner && title.is_some_and(|title| self.words.is_out_of_use(&title))
        };
        let skipped = is_blank
            || is_lone
            || is_total()
            || is_note()
            || self.words.is_example(first)
            || out_of_use()
            || self.repeats_headings(&filled)
            || filled.iter().all(|(_, text)| is_column_number(text));
        if skipped { Line::Skipped } else { Line::Data }
    }

    /// Whether the headings stand there once more, as they do for printing.
    fn repeats_headings(&self, filled: &[(u32, Cow<'_, str>)]) -> bool {
        let same = |(index, text): &&(u32, Cow<'_, str>)| {
            self.headings.get(index).is_some_and(|headings| headings.iter().any(|heading| *heading == plain(text)))
        };
        // More than half of the cells, and two at least; a row of data is told from it by its first cells.
        let allowed = filled.len().saturating_sub(1) / 2;
        let others = filled.iter().filter(|cell| !same(cell)).take(allowed + 1).count();
        others <= allowed && filled.len() - others >= 2
    }
}

/// (1), ①, 1: what numbers the columns of a printed form.
fn is_column_number(text: &str) -> bool {
    let text = plain(text);
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
    !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit())
}
