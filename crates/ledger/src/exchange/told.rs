//! What a person is told of an import: the file in words, counts, and every cell that stops its row or is asked about.
//! What becomes of the rows is decided in `plan.rs`; what a screen shows of the file itself is in `preview.rs`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use paper::book::{Book, BookKind, Encoding};

use super::advice::Advisor;
use super::import::{Prepared, heading_set};
use super::plan::Planned;
use super::read::{Note, Row};
use super::table::heading_key;
use super::types::{Action, Correction, ImportNote, ImportResult};
use crate::problem::Error;
use crate::wording::{Lang, text};

impl Prepared {
    /// The headings of the file, by which a mapping is found again.
    pub(super) fn heading_set(&self) -> String {
        heading_set(&self.reading)
    }

    /// The workbook, as it is in the file.
    pub(super) fn book(&self) -> &Book {
        &self.book
    }

    /// The format of the file in words.
    pub(super) fn kind(&self, lang: Lang) -> String {
        let key = match self.book.kind {
            BookKind::Xlsx => "xlsx",
            BookKind::Xls => "xls",
            BookKind::Ods => "ods",
            BookKind::Text { encoding: Encoding::Cp932, .. } => "cp932",
            BookKind::Text { encoding: Encoding::Utf8, .. } => "utf8",
            BookKind::Text { .. } => "utf16",
        };
        text(lang, &format!("exchange.kind.{key}"), &[])
    }

    /// What a person should know about the file.
    pub(super) fn warnings(&self, lang: Lang) -> Vec<String> {
        let mut warnings = Vec::new();
        let uncomputed: usize = self.reading.tables.iter().map(|table| table.uncomputed()).sum();
        if uncomputed > 0 {
            warnings.push(text(lang, "exchange.warning.uncomputed", &[("count", &uncomputed.to_string())]));
        }
        let is_text = matches!(self.book.kind, BookKind::Text { .. });
        let other = Path::new(&self.request.file).extension().is_some_and(|extension| {
            is_text != ["csv", "tsv", "txt"].iter().any(|name| extension.eq_ignore_ascii_case(name))
        });
        if other {
            warnings.push(text(lang, "exchange.warning.other_format", &[("kind", &self.kind(lang))]));
        }
        warnings
    }

    /// Whether the person corrected this cell.
    pub(super) fn is_corrected(&self, sheet: usize, row: u32, column: u32) -> bool {
        let at =
            |correction: &Correction| (correction.sheet, correction.row, correction.column) == (sheet, row, column);
        self.request.corrections.iter().flatten().any(at)
    }

    /// The notes that stop a row, those of the ledger among them.
    pub(super) fn stopping(&self, row: &Row, planned: &Planned) -> Vec<Note> {
        let table = &self.reading.tables[row.table];
        let objections = planned.objections.iter().filter_map(|(field, code)| {
            let meant = |column: &super::table::Column| column.meaning.is_some_and(|meaning| meaning.field == *field);
            let column = table.columns.iter().position(meant)?;
            Some(Note { column, code, value: super::read::typed(table, row.at, table.columns[column].index) })
        });
        row.rejected.iter().cloned().chain(objections).collect()
    }

    /// What an import did or would do, row by row where a person has to know.
    pub(super) fn result(&self, told: &Told<'_>) -> Result<ImportResult, Error> {
        let rows = &self.reading.rows;
        let advisor = Advisor::of(&self.reading, told.lang)?;
        let count = |action: Action| told.planned.iter().filter(|planned| planned.action == action).count();
        let taken = |planned: &Planned| planned.action != Action::Rejected;
        let (mut rejected, mut queries) = (Vec::new(), self.missing_headings(told.lang));
        for (at, (row, planned)) in rows.iter().zip(told.planned).enumerate() {
            let record = told.made.get(&at).or(planned.id.as_ref());
            if taken(planned) {
                queries.extend(row.queries.iter().map(|note| self.note(&advisor, row, note, false, record)));
            } else {
                let notes = self.stopping(row, planned);
                rejected.extend(notes.iter().map(|note| self.note(&advisor, row, note, true, None)));
            }
        }
        let section = self.reading.spec.fields.iter().position(|field| field.field == "section");
        let named = rows.iter().zip(told.planned).filter(|(_, planned)| taken(planned));
        let unknown: BTreeSet<String> = named
            .filter_map(|(row, _)| row.text(section?).map(str::to_owned))
            .filter(|name| !told.sections.contains(name))
            .collect();
        Ok(ImportResult {
            rows: rows.len(),
            created: count(Action::Create),
            updated: count(Action::Update),
            unchanged: count(Action::Unchanged),
            rejected,
            queries,
            rejected_rows: count(Action::Rejected),
            renewals: 0,
            warnings: self.warnings(told.lang),
            unknown_sections: unknown.into_iter().collect(),
            batch: None,
        })
    }

    /// What a person decided about headings that the file does not have, told beside the headings that were found.
    fn missing_headings(&self, lang: Lang) -> Vec<ImportNote> {
        let tables = &self.reading.tables;
        let found: HashSet<String> =
            tables.iter().flat_map(|table| &table.columns).map(|column| heading_key(&column.heading)).collect();
        let sheet = tables.first().map(|table| table.sheet().name.clone()).filter(|name| !name.is_empty());
        let row = tables.first().map_or(1, |table| table.headings.0);
        let decided = self.request.mapping.iter().flatten();
        let missing = decided.filter(|(heading, _)| !found.contains(&heading_key(heading)));
        let note = |(heading, field): (&String, &Option<String>)| ImportNote {
            sheet: sheet.clone(),
            row,
            column: heading.clone(),
            code: "heading_missing".to_owned(),
            value: field.clone().unwrap_or_default(),
            message: text(lang, "exchange.note.heading_missing", &[("heading", heading)]),
            title: None,
            record: None,
        };
        missing.map(note).collect()
    }

    fn note(
        &self,
        advisor: &Advisor<'_>,
        row: &Row,
        note: &Note,
        rejected: bool,
        record: Option<&String>,
    ) -> ImportNote {
        let table = &self.reading.tables[row.table];
        let sheet = &table.sheet().name;
        ImportNote {
            sheet: (!sheet.is_empty()).then(|| sheet.clone()),
            row: row.number,
            column: table.columns[note.column].heading.clone(),
            code: note.code.to_owned(),
            value: note.value.clone(),
            message: advisor.message(row, note, rejected),
            title: row.text(self.reading.spec.title).map(str::to_owned),
            record: record.cloned(),
        }
    }
}

/// What an import is told of beside its rows.
pub struct Told<'a> {
    pub planned: &'a [Planned],
    /// Ids of the records that were made, by row.
    pub made: &'a HashMap<usize, String>,
    pub sections: &'a [String],
    pub lang: Lang,
}

/// The key of the words for what is wrong with a cell; what a register refuses in a form as well is worded there.
pub(super) fn note_key(lang: Lang, code: &str) -> String {
    let own = format!("exchange.note.{code}");
    if crate::wording::table(lang).contains_key(&own) { own } else { format!("problem.{code}") }
}
