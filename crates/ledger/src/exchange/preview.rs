//! What a screen shows of an import before anything is written: the sheet in its own order, how its headings are
//! understood, what becomes of each row, and which cells are to be corrected or confirmed.

use std::collections::HashMap;

use paper::book::{BookKind, Cell};

use super::advice;
use super::import::{Prepared, file_name};
use super::plan::Planned;
use super::read::{Note, Row};
use super::spec::{Kind, Spec};
use super::table::{Line, Table};
use super::types::{
    Action, FieldChoice, ImportCounts, ImportPreview, LineKind, PreviewCell, PreviewChange, PreviewColumn, PreviewLine,
    PreviewNote, PreviewRequest, SheetInfo, ShowLines, TableInfo,
};
use super::words::Words;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// The most lines of one page, and the most notes of one answer.
const PAGE: usize = 500;
/// Values shown beside a heading.
const EXAMPLES: usize = 3;

impl Ledger {
    /// Looks at a file as an import would take it; nothing is written.
    ///
    /// # Errors
    /// Why the file cannot be read, `import_no_headings`, `import_cancelled`.
    pub fn preview_import(&mut self, request: &PreviewRequest) -> Result<ImportPreview, Error> {
        let prepared = self.prepare(&request.import)?;
        let planned = self.planned(&prepared)?;
        let look = Look { prepared: &prepared, planned: &planned, lang: self.lang };
        let table = request.table.unwrap_or(0).min(prepared.reading.tables.len() - 1);
        let lines = look.lines(table, request.show.unwrap_or_default());
        let page = lines.iter().skip(request.offset.unwrap_or(0)).take(request.limit.unwrap_or(100).min(PAGE));
        let (notes, notes_total) = look.notes()?;
        Ok(ImportPreview {
            file_name: file_name(&request.import.file),
            kind: prepared.kind(self.lang),
            encoding: match prepared.book().kind {
                BookKind::Text { encoding, .. } => Some(encoding),
                _ => None,
            },
            sheets: look.sheets()?,
            tables: prepared.reading.tables.iter().map(|table| look.table(table)).collect(),
            table,
            counts: look.counts(),
            columns: look.columns(table),
            fields: fields(prepared.reading.spec, self.lang),
            lines: page.map(|line| look.line(table, line)).collect(),
            total: lines.len(),
            notes,
            notes_total,
            remembered: prepared.remembered.clone(),
            warnings: prepared.warnings(self.lang),
        })
    }
}

/// A line of a table: the places of its rows in the sheet, and its data row.
struct Place {
    first: usize,
    last: usize,
    line: Line,
    row: Option<usize>,
}

struct Look<'a> {
    prepared: &'a Prepared,
    planned: &'a [Planned],
    lang: Lang,
}

impl Look<'_> {
    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        text(self.lang, key, args)
    }

    fn sheets(&self) -> Result<Vec<SheetInfo>, Error> {
        let words = Words::shipped()?;
        let info = |(at, sheet): (usize, &paper::book::Sheet)| {
            let read = self.prepared.reading.tables.iter().any(|table| table.sheet_index() == at);
            let why = if sheet.hidden {
                "hidden"
            } else if words.skips_sheet(&sheet.name) {
                "example"
            } else {
                "no_headings"
            };
            let skipped = (!read).then(|| self.say(&format!("exchange.sheet.{why}"), &[]));
            SheetInfo { name: sheet.name.clone(), skipped }
        };
        Ok(self.prepared.book().sheets.iter().enumerate().map(info).collect())
    }

    fn table(&self, table: &Table) -> TableInfo {
        let rows = &table.sheet().rows;
        let left = table.columns.iter().map(|column| column.index).min().unwrap_or(0);
        let right = table.columns.iter().map(|column| column.index).max().unwrap_or(0);
        let last = rows.last().map_or(table.headings.1, |row| row.number);
        let data = table.lines.iter().filter(|line| **line == Line::Data).count();
        TableInfo {
            sheet: table.sheet().name.clone(),
            range: format!("{}{}:{}{last}", letters(left), table.headings.0, letters(right)),
            rows: data,
            skipped: table.lines.iter().filter(|line| **line == Line::Skipped).count(),
            unit: self.unit(table),
        }
    }

    fn unit(&self, table: &Table) -> Option<String> {
        let of_heading = table.columns.iter().find_map(|column| column.meaning?.unit);
        let unit = of_heading.or(table.unit)?;
        Some(self.say(&format!("exchange.unit.{unit}"), &[]))
    }

    fn counts(&self) -> ImportCounts {
        let mut counts = ImportCounts { rows: self.planned.len(), ..ImportCounts::default() };
        for (row, planned) in self.prepared.reading.rows.iter().zip(self.planned) {
            match planned.action {
                Action::Create => counts.create += 1,
                Action::Update => counts.update += 1,
                Action::Unchanged => counts.unchanged += 1,
                Action::Rejected => counts.rejected += 1,
            }
            counts.asked += usize::from(planned.action != Action::Rejected && !row.queries.is_empty());
        }
        let lines = self.prepared.reading.tables.iter().flat_map(|table| &table.lines);
        counts.skipped = lines.filter(|line| **line == Line::Skipped).count();
        counts
    }

    fn columns(&self, table: usize) -> Vec<PreviewColumn> {
        let (spec, table) = (self.prepared.reading.spec, &self.prepared.reading.tables[table]);
        let data: Vec<usize> = (0..table.lines.len()).filter(|at| table.lines[*at] == Line::Data).take(200).collect();
        let column = |column: &super::table::Column| {
            let mut examples: Vec<String> = Vec::new();
            for cell in data.iter().filter_map(|at| table.shown(*at, column.index)).map(Cell::plain) {
                if examples.len() < EXAMPLES && !cell.trim().is_empty() && !examples.contains(&cell) {
                    examples.push(cell);
                }
            }
            let field = column.meaning.map(|meaning| &spec.fields[meaning.field]);
            PreviewColumn {
                index: column.index,
                letters: letters(column.index),
                heading: column.heading.clone(),
                field: field.map(|field| field.field.clone()),
                field_text: field.map(|field| field_text(&field.field, self.lang)),
                right: field.is_some_and(|field| matches!(field.kind, Kind::Amount | Kind::Notice | Kind::Count)),
                examples,
            }
        };
        table.columns.iter().map(column).collect()
    }

    /// The lines that are wanted; lines that are not read stand together.
    fn lines(&self, table: usize, show: ShowLines) -> Vec<Place> {
        let lines = &self.prepared.reading.tables[table].lines;
        let mut rows = self.prepared.reading.rows.iter().enumerate().filter(|(_, row)| row.table == table).peekable();
        let mut places: Vec<Place> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let row = match line {
                Line::Data => rows.next().map(|(row, _)| row),
                _ => None,
            };
            match places.last_mut() {
                Some(last) if *line != Line::Data && last.line == *line => last.last = at,
                _ => places.push(Place { first: at, last: at, line: *line, row }),
            }
        }
        places.retain(|place| match (show, place.row) {
            (ShowLines::All, _) => true,
            (_, None) => false,
            (show, Some(row)) => self.is_wanted(row, show),
        });
        places
    }

    fn is_wanted(&self, row: usize, show: ShowLines) -> bool {
        let action = self.planned[row].action;
        match show {
            ShowLines::All => true,
            ShowLines::Create => action == Action::Create,
            ShowLines::Update => action == Action::Update,
            ShowLines::Unchanged => action == Action::Unchanged,
            ShowLines::Rejected => action == Action::Rejected,
            ShowLines::Asked => action != Action::Rejected && !self.prepared.reading.rows[row].queries.is_empty(),
        }
    }

    fn line(&self, table_at: usize, place: &Place) -> PreviewLine {
        let table = &self.prepared.reading.tables[table_at];
        let rows = &table.sheet().rows;
        let (number, last_row) = (rows[place.first].number, rows[place.last].number);
        let bare = |kind, cells| PreviewLine {
            row: number,
            last_row,
            kind,
            action: None,
            asked: false,
            cells,
            changes: Vec::new(),
        };
        let plain =
            |column: u32, text: String| PreviewCell { column, text, code: None, rejected: false, corrected: false };
        match place.row {
            None if place.line == Line::Heading => {
                let cells = table.columns.iter().map(|column| plain(column.index, column.heading.clone()));
                bare(LineKind::Heading, cells.collect())
            }
            None => {
                let cells = rows[place.first].cells.iter().map(|(index, cell)| plain(*index, cell.plain()));
                bare(LineKind::Skipped, cells.collect())
            }
            Some(at) => {
                let (row, planned) = (&self.prepared.reading.rows[at], &self.planned[at]);
                let rejected = planned.action == Action::Rejected;
                let notes = if rejected { self.prepared.stopping(row, planned) } else { row.queries.clone() };
                let mut marks: HashMap<usize, &Note> = notes.iter().map(|note| (note.column, note)).collect();
                let cells = table.columns.iter().enumerate().filter_map(|(column_at, column)| {
                    let text = table.shown(place.first, column.index).map(Cell::plain);
                    let note = marks.remove(&column_at);
                    let corrected = self.prepared.is_corrected(table.sheet_index(), number, column.index);
                    (text.is_some() || note.is_some() || corrected).then(|| PreviewCell {
                        column: column.index,
                        text: text.unwrap_or_default(),
                        code: note.map(|note| note.code.to_owned()),
                        rejected: rejected && note.is_some(),
                        corrected,
                    })
                });
                PreviewLine {
                    action: Some(planned.action),
                    asked: !rejected && !row.queries.is_empty(),
                    changes: self.changes(planned),
                    ..bare(LineKind::Data, cells.collect())
                }
            }
        }
    }

    fn changes(&self, planned: &Planned) -> Vec<PreviewChange> {
        let spec = self.prepared.reading.spec;
        let change = |(field, before, after): &(usize, serde_json::Value, serde_json::Value)| {
            let path = &spec.fields[*field].field;
            PreviewChange {
                field: path.clone(),
                text: field_text(path, self.lang),
                before: advice::shown(before),
                after: advice::shown(after),
            }
        };
        planned.changes.iter().map(change).collect()
    }

    /// The cells to be corrected or confirmed, what stops a row first.
    fn notes(&self) -> Result<(Vec<PreviewNote>, usize), Error> {
        let advisor = advice::Advisor::of(&self.prepared.reading, self.lang)?;
        let mut total = 0;
        let mut notes = Vec::new();
        for rejected in [true, false] {
            for (row, planned) in self.prepared.reading.rows.iter().zip(self.planned) {
                if (planned.action == Action::Rejected) != rejected {
                    continue;
                }
                let found = if rejected { self.prepared.stopping(row, planned) } else { row.queries.clone() };
                total += found.len();
                for note in found {
                    if notes.len() < PAGE {
                        notes.push(self.note(&advisor, row, note, rejected));
                    }
                }
            }
        }
        Ok((notes, total))
    }

    fn note(&self, advisor: &advice::Advisor<'_>, row: &Row, note: Note, rejected: bool) -> PreviewNote {
        let table = &self.prepared.reading.tables[row.table];
        let column = &table.columns[note.column];
        PreviewNote {
            table: row.table,
            sheet: table.sheet_index(),
            sheet_name: table.sheet().name.clone(),
            row: row.number,
            column: column.index,
            heading: column.heading.clone(),
            code: note.code.to_owned(),
            rejected,
            message: advisor.message(row, &note, rejected),
            suggestion: advisor.suggestion(row, &note),
            choices: advisor.choices(&note),
            value: note.value,
        }
    }
}

/// Every field that a heading may be given, in the order of the register.
fn fields(spec: &Spec, lang: Lang) -> Vec<FieldChoice> {
    let known = spec.fields.iter().filter(|field| !matches!(field.kind, Kind::Id));
    known.map(|field| FieldChoice { field: field.field.clone(), text: field_text(&field.field, lang) }).collect()
}

/// A field in words.
pub(super) fn field_text(path: &str, lang: Lang) -> String {
    match path.strip_prefix("facts.") {
        Some(fact) => {
            let (short, label) = (format!("fact.{fact}.short"), format!("fact.{fact}.label"));
            let found = text(lang, &short, &[]);
            if found == short { text(lang, &label, &[]) } else { found }
        }
        None => text(lang, &format!("exchange.field.{path}"), &[]),
    }
}

/// The letters of a column: 0 is A, 26 is AA.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        if column < 26 {
            break;
        }
        column = column / 26 - 1;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(super::letters(column), expected);
        }
    }
}
