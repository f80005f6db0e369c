//! The records that a workbook holds: every data row with what its cells say, what stops it, and what is only asked.
//! Pure: it knows no ledger. What becomes of the rows there is in `plan.rs`.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use paper::book::{Book, Cell};

use super::known::Known;
use super::spec::{Field, Kind, Spec, Stage};
use super::table::{Decisions, Line, Table, tables};
use super::value::{self, Code, Value};
use super::words::Words;
use crate::date::{DateProblem, Side};
use crate::problem::Error;

/// A cell that stops its row or is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Column of the table, by its place there.
    pub column: usize,
    pub code: Code,
    /// The cell as typed, before any reading.
    pub value: String,
}

/// A data row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Index of its table.
    pub table: usize,
    /// Index in the rows of the sheet.
    pub at: usize,
    /// The row as the spreadsheet numbers it.
    pub number: u32,
    /// What was read, by field; none where the cell does not settle the value.
    pub values: Vec<(usize, Option<Value>)>,
    pub rejected: Vec<Note>,
    pub queries: Vec<Note>,
    /// The cells of a rejected row as they were meant, by column of the table.
    pub cells: Vec<Option<Cell>>,
}

impl Row {
    /// What was read for a field; none if the table has no such column.
    pub fn value(&self, field: usize) -> Option<&Option<Value>> {
        self.values.iter().find(|(index, _)| *index == field).map(|(_, value)| value)
    }

    /// The text read for a field.
    pub fn text(&self, field: usize) -> Option<&str> {
        match self.value(field)? {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// What a workbook holds.
#[derive(Debug)]
pub struct Reading {
    pub spec: &'static Spec,
    pub tables: Vec<Table>,
    /// Data rows in the order of the file.
    pub rows: Vec<Row>,
}

/// Reads every table of a workbook; `progress` hears of rows done and may break off.
///
/// # Errors
/// `import_no_headings` if no sheet has a heading row, `import_cancelled`.
pub fn read(
    book: &Arc<Book>,
    spec: &'static Spec,
    decisions: &Decisions,
    progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Reading, Error> {
    let words = Words::shipped()?;
    let tables = tables(book, spec, words, decisions);
    if tables.is_empty() {
        return Err(super::no_headings(spec, book));
    }
    let mut rows = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let mut reader = Reader::of(table, spec, words);
        for at in (0..table.lines.len()).filter(|at| table.lines[*at] == Line::Data) {
            rows.push(Row { table: index, ..reader.row(at) });
            if rows.len() % 1024 == 0 && progress(rows.len()).is_break() {
                return Err(Error::code("import_cancelled"));
            }
        }
    }
    let mut reading = Reading { spec, tables, rows };
    reading.ask_about_duplicates();
    Ok(reading)
}

impl Reading {
    /// Of rows that are the same entry the later ones are asked about.
    fn ask_about_duplicates(&mut self) {
        let spec = self.spec;
        let mut numbers: HashSet<(usize, String)> = HashSet::new();
        let mut entries: HashSet<String> = HashSet::new();
        let number = spec.fields.iter().position(|field| field.kind == Kind::Code);
        for index in 0..self.rows.len() {
            let row = &self.rows[index];
            if !row.rejected.is_empty() {
                continue;
            }
            let columns = &self.tables[row.table].columns;
            let mut at = None;
            if let Some((field, typed)) = number.and_then(|field| Some((field, row.text(field)?)))
                && !numbers.insert((row.table, typed.to_owned()))
            {
                at = column_of(columns, field);
            }
            if let Some((field, key)) = super::entry_key(spec, row)
                && !entries.insert(key)
                && at.is_none()
            {
                let filled = |at: &usize| !typed(&self.tables[row.table], row.at, columns[*at].index).trim().is_empty();
                let handle = spec.fields.iter().position(|field| field.kind == Kind::Handle);
                // An account is told by its address, which may stand in the column of handles.
                at = column_of(columns, field)
                    .filter(|at| spec.register != super::Register::Sns || filled(at))
                    .or_else(|| column_of(columns, handle?))
                    .or_else(|| column_of(columns, field));
            }
            if let Some(column) = at {
                let table = &self.tables[row.table];
                let value = typed(table, row.at, table.columns[column].index);
                self.rows[index].queries.push(Note { column, code: "duplicate", value });
            }
        }
    }
}

fn column_of(columns: &[super::table::Column], field: usize) -> Option<usize> {
    columns.iter().position(|column| column.meaning.is_some_and(|meaning| meaning.field == field))
}

/// A cell as typed; an empty one is the empty text.
pub fn typed(table: &Table, at: usize, column: u32) -> String {
    table.shown(at, column).map(Cell::plain).unwrap_or_default()
}

struct Reader<'t> {
    table: &'t Table,
    spec: &'static Spec,
    words: &'static Words,
    /// The cells of the nearest data row above, for 〃; by column of the table.
    above: Vec<Option<&'t Cell>>,
    /// Whether the section column names a group only at its beginning.
    section_holds: bool,
    section: Option<String>,
    /// The columns that mean something, the day of signing before what may refer to it.
    columns: Vec<(usize, usize)>,
    known: Vec<KnownColumn>,
}

/// What the texts of a column were read as before, by what is asked of them.
#[derive(Default)]
struct KnownColumn {
    values: Known<Result<Option<Value>, Code>>,
    days: Known<Side>,
    periods: Known<(Side, Side)>,
}

/// A row under way: its cells, and what was found.
struct Draft<'c> {
    cells: &'c [Option<&'c Cell>],
    row: Row,
}

impl<'t> Reader<'t> {
    fn of(table: &'t Table, spec: &'static Spec, words: &'static Words) -> Self {
        let above = vec![None; table.columns.len()];
        let section_holds = !table.own && sections_hold(table, spec, words);
        let meant = table.columns.iter().enumerate();
        let mut columns: Vec<(usize, usize)> =
            meant.filter_map(|(at, column)| Some((at, column.meaning?.field))).collect();
        columns.sort_by_key(|(_, field)| *field);
        let known = table.columns.iter().map(|_| KnownColumn::default()).collect();
        Self { table, spec, words, above, section_holds, section: None, columns, known }
    }

    fn row(&mut self, at: usize) -> Row {
        let cells = self.cells(at);
        let number = self.table.sheet().rows[at].number;
        // A period is two values, and a section may stand above the table.
        let values = Vec::with_capacity(self.columns.len() + 2);
        let mut draft = Draft { cells: &cells, row: Row { at, number, values, ..Row::default() } };
        let mut dates = Vec::new();
        for index in 0..self.columns.len() {
            let (column, field) = self.columns[index];
            match self.spec.fields[field].kind {
                Kind::Date => dates.push((column, field)),
                Kind::Amount => {}
                Kind::Period => self.period(&mut draft, column),
                Kind::Section => self.section(&mut draft, column, field),
                _ => self.plain(&mut draft, column, field),
            }
        }
        self.dates(&mut draft, &dates);
        self.amount(&mut draft);
        if let Some(field) = self.section_field()
            && column_of(&self.table.columns, field).is_none()
            && let Some(section) = &self.table.sections[at]
        {
            draft.row.values.push((field, Some(Value::Text(section.clone()))));
        }
        super::sns_values(self.spec, &mut draft.row, |field| {
            let column = column_of(&self.table.columns, field)?;
            Some(cells[column].map(Cell::plain).unwrap_or_default())
        });
        self.required(&mut draft);
        let mut row = draft.row;
        if !row.rejected.is_empty() {
            row.queries.clear();
            row.cells = cells.iter().map(|cell| cell.cloned()).collect();
        }
        self.above = cells;
        row
    }

    fn section_field(&self) -> Option<usize> {
        self.spec.fields.iter().position(|field| field.kind == Kind::Section)
    }

    /// The cells of a row with 〃 and 同左 replaced by what they mean.
    fn cells(&self, at: usize) -> Vec<Option<&'t Cell>> {
        let table = self.table;
        let mut cells = Vec::with_capacity(self.table.columns.len());
        for (index, column) in self.table.columns.iter().enumerate() {
            let shown = table.shown(at, column.index);
            let mark = match shown {
                Some(Cell::Text(text)) => text.trim(),
                _ => "",
            };
            cells.push(if self.words.ditto.iter().any(|word| word == mark) {
                self.above[index]
            } else if self.words.ditto_left.iter().any(|word| word == mark) {
                column.index.checked_sub(1).and_then(|left| table.resolved(self.words, at, left))
            } else {
                shown
            });
        }
        cells
    }

    fn note(&self, draft: &Draft<'_>, column: usize, code: Code) -> Note {
        Note { column, code, value: typed(self.table, draft.row.at, self.table.columns[column].index) }
    }

    fn reject(&self, draft: &mut Draft<'_>, column: usize, code: Code) {
        let note = self.note(draft, column, code);
        if !draft.row.rejected.contains(&note) {
            draft.row.rejected.push(note);
        }
    }

    fn ask(&self, draft: &mut Draft<'_>, column: usize, code: Code) {
        let note = self.note(draft, column, code);
        if !draft.row.queries.contains(&note) {
            draft.row.queries.push(note);
        }
    }

    fn plain(&mut self, draft: &mut Draft<'_>, column: usize, field: usize) {
        let Field { kind, field: path, .. } = &self.spec.fields[field];
        let (words, own) = (self.words, self.table.own);
        let text = |cell: &Cell| value::text(words, cell);
        // Such a column says nothing where it does not name a class or a registration.
        let silent = matches!(kind, Kind::Ismap | Kind::Class);
        let Some(cell) = draft.cells[column] else {
            if !silent {
                draft.row.values.push((field, None));
            }
            return;
        };
        // These are read together, in `super::sns_values`.
        if matches!(kind, Kind::Address | Kind::Handle) {
            return;
        }
        let read = || -> Result<Option<Value>, Code> {
            match kind {
                Kind::Text => Ok(text(cell).map(Value::Text)),
                Kind::Lines => Ok(value::lines(words, cell).map(Value::Text)),
                // A number as the ledger has it comes back unchanged.
                Kind::Code if own => Ok(text(cell).map(Value::Text)),
                Kind::Code => Ok(value::code(words, cell).map(Value::Text)),
                Kind::Id => Ok(value::code(words, cell).map(Value::Text)),
                Kind::CorporateNumber => value::corporate_number(words, cell).map(|read| read.map(Value::Text)),
                Kind::Method => value::method(words, cell).map(|read| read.map(Value::Text)),
                Kind::Notice => Ok(value::notice(words, cell).map(Value::Number)),
                Kind::Count => Ok(value::count(cell).map(Value::Number)),
                Kind::Mark => Ok(words.mark(&cell.plain()).map(Value::Mark)),
                Kind::Medium => Ok(text(cell)
                    .map(|text| Value::Text(value::listed(&words.media, &text).unwrap_or_else(|| "other".to_owned())))),
                Kind::Mfa => Ok(value::second_factor(words, &cell.plain()).map(Value::Mark)),
                Kind::SnsStatus => {
                    Ok(text(cell).and_then(|text| value::listed(&words.sns_status, &text)).map(Value::Text))
                }
                Kind::CloudStatus => {
                    Ok(text(cell).and_then(|text| value::listed(&words.cloud_status, &text)).map(Value::Text))
                }
                Kind::Class => Ok(text(cell).and_then(|text| value::class(words, &text)).map(Value::Text)),
                Kind::Ismap => {
                    Ok(text(cell).and_then(|text| value::ismap(words, &text)).map(|found| Value::List(vec![found])))
                }
                Kind::List => Ok(text(cell).map(|text| Value::List(super::own::items(words, &text)))),
                Kind::Roles | Kind::Fact => super::own::read(*kind, path, words, cell),
                // Each has its own reader.
                Kind::Address | Kind::Handle | Kind::Section | Kind::Date | Kind::Period | Kind::Amount => Ok(None),
            }
        };
        let read = match kind {
            // Hardly any of these comes twice.
            Kind::Text | Kind::Lines | Kind::Code | Kind::Id => read(),
            _ => self.known[column].values.read(cell, read),
        };
        match read {
            Ok(None) if silent => {}
            Ok(value) => {
                self.check_text(draft, column, *kind, value.as_ref());
                draft.row.values.push((field, value));
            }
            Err(code) => {
                draft.row.values.push((field, None));
                self.ask(draft, column, code);
            }
        }
    }

    /// Texts that look different on every machine, or that no field can hold.
    fn check_text(&self, draft: &mut Draft<'_>, column: usize, kind: Kind, value: Option<&Value>) {
        let Some(Value::Text(text)) = value else { return };
        let field = self.table.columns[column].meaning.map(|meaning| meaning.field);
        let named = kind == Kind::Section || field == Some(self.spec.title) || field == Some(self.spec.partner);
        if named && text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}')) {
            self.ask(draft, column, "character_private_use");
        }
        if kind != Kind::Lines && text.len() > super::LINE && text.chars().count() > super::LINE {
            self.reject(draft, column, "too_long");
        }
    }

    fn section(&mut self, draft: &mut Draft<'_>, column: usize, field: usize) {
        let mut section = draft.cells[column].and_then(|cell| value::text(self.words, cell));
        if self.section_holds {
            section = section.or_else(|| self.section.take());
            self.section.clone_from(&section);
        }
        let value = section.map(Value::Text);
        self.check_text(draft, column, Kind::Section, value.as_ref());
        draft.row.values.push((field, value));
    }

    /// The dates in columns of their own.
    fn dates(&mut self, draft: &mut Draft<'_>, dates: &[(usize, usize)]) {
        let mut bounds = Vec::new();
        for (column, field) in dates {
            let stops = self.spec.fields[*field].stops;
            let side = draft.cells[*column].map_or(Side::Missing, |cell| self.day(*column, cell));
            let value = self.side(draft, side, *column, stops);
            draft.row.values.push((*field, value.map(Value::Date)));
            if stops {
                bounds.push((*column, value));
            }
        }
        if let [(_, Some(start)), (column, Some(end))] = bounds.as_slice()
            && end < start
        {
            self.reject(draft, *column, "period_reversed");
        }
    }

    fn day(&mut self, column: usize, cell: &Cell) -> Side {
        self.known[column].days.read(cell, || value::date(self.words, cell))
    }

    fn period(&mut self, draft: &mut Draft<'_>, column: usize) {
        let (mut start, mut end) = (Side::Missing, Side::Missing);
        if let Some(cell) = draft.cells[column] {
            (start, end) = self.known[column].periods.read(cell, || value::period(self.words, cell, None));
            // Only what begins with the day of signing depends on it.
            if let (Side::Signing { .. }, Some(signed)) = (start, self.signed_on(draft)) {
                (start, end) = value::period(self.words, cell, Some(signed));
            }
        }
        let (start, end) = (self.side(draft, start, column, true), self.side(draft, end, column, true));
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            self.reject(draft, column, "period_reversed");
        }
        for (field, value) in [("starts_on", start), ("ends_on", end)] {
            if let Some(index) = self.spec.index(field) {
                draft.row.values.push((index, value.map(Value::Date)));
            }
        }
    }

    /// The day that one side of a period or a date column means; what it lacks is asked, what it cannot be stops the row.
    fn side(&mut self, draft: &mut Draft<'_>, side: Side, column: usize, stops: bool) -> Option<chrono::NaiveDate> {
        match side {
            Side::Missing => None,
            Side::On(read) => {
                if read.outside_era {
                    self.ask(draft, column, "date_impossible");
                }
                Some(read.on)
            }
            Side::Signing { next_day } => {
                let signed = self.signed_on(draft);
                let day = if next_day { signed.and_then(|day| day.succ_opt()) } else { signed };
                if day.is_none() {
                    self.ask(draft, column, "date_unreadable");
                }
                day
            }
            Side::Not(problem) => {
                let code = crate::draft::date_code(&problem);
                if stops && problem != DateProblem::Incomplete {
                    self.reject(draft, column, code);
                } else {
                    self.ask(draft, column, code);
                }
                None
            }
        }
    }

    fn signed_on(&mut self, draft: &Draft<'_>) -> Option<chrono::NaiveDate> {
        let column = column_of(&self.table.columns, self.spec.index("signed_on")?)?;
        match self.day(column, draft.cells[column]?) {
            Side::On(read) => Some(read.on),
            _ => None,
        }
    }

    /// The amount of a row: that after a change where it is filled, else the first.
    fn amount(&self, draft: &mut Draft<'_>) {
        let meant = |(at, column): (usize, &super::table::Column)| {
            let meaning = column.meaning.filter(|meaning| self.spec.fields[meaning.field].kind == Kind::Amount)?;
            Some((meaning.stage != Some(Stage::Changed), at, meaning))
        };
        let mut columns: Vec<_> = self.table.columns.iter().enumerate().filter_map(meant).collect();
        columns.sort_by_key(|(later, at, _)| (*later, *at));
        let Some((_, _, first)) = columns.first() else { return };
        let field = first.field;
        for (_, column, meaning) in &columns {
            let Some(cell) = draft.cells[*column] else { continue };
            let unit = meaning.unit.or(self.table.unit).unwrap_or(1);
            match value::amount(self.words, cell, unit) {
                Ok(None) => {}
                Ok(Some(yen)) => {
                    draft.row.values.push((field, Some(Value::Number(yen))));
                    return;
                }
                Err(code) => {
                    self.ask(draft, *column, code);
                    break;
                }
            }
        }
        draft.row.values.push((field, None));
    }

    fn required(&self, draft: &mut Draft<'_>) {
        let Some(column) = column_of(&self.table.columns, self.spec.title) else { return };
        if draft.row.text(self.spec.title).is_none() {
            self.reject(draft, column, "required");
        }
    }
}

/// A section column that is filled in its first data row and empty in at least half of the others names groups.
fn sections_hold(table: &Table, spec: &Spec, words: &Words) -> bool {
    let Some(field) = spec.fields.iter().position(|field| field.kind == Kind::Section) else { return false };
    let Some(column) = column_of(&table.columns, field).map(|column| table.columns[column].index) else { return false };
    let filled = (0..table.lines.len())
        .filter(|at| table.lines[*at] == Line::Data)
        .map(|at| table.shown(at, column).is_some_and(|cell| !words.is_empty(&cell.shown())));
    let filled: Vec<bool> = filled.collect();
    let empty = filled.iter().skip(1).filter(|filled| !**filled).count();
    filled.first() == Some(&true) && filled.len() > 1 && empty * 2 >= filled.len() - 1
}

#[cfg(test)]
mod tests;
