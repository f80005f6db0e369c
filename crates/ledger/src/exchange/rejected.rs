//! The rows that could not be taken, as a workbook: each reason beside its cell, ready to be corrected and imported again.

use std::path::Path;

use paper::book::Cell;
use paper::table::{Column, ColumnKind, Mark, Table, Value};

use super::advice::Advisor;
use super::export::{heading, write_whole};
use super::read::Row;
use super::spec::{Kind, Spec};
use super::types::{Action, DateForm, RejectedSave, SavedFile};
use super::words::Words;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::text;

impl Ledger {
    /// Writes the rows of a file that cannot be taken.
    ///
    /// # Errors
    /// As `run_import`, and why the workbook cannot be written.
    pub fn save_rejected(&mut self, request: &RejectedSave) -> Result<SavedFile, Error> {
        let prepared = self.prepare(&request.import)?;
        let planned = self.planned(&prepared)?;
        let (reading, lang, words) = (&prepared.reading, self.lang, Words::shipped()?);
        let advisor = Advisor::of(reading, lang)?;
        let mut sheets = Vec::new();
        let mut rows = 0;
        for (at, table) in reading.tables.iter().enumerate() {
            let of_table = reading
                .rows
                .iter()
                .zip(planned.iter())
                .filter(|(row, planned)| row.table == at && planned.action == Action::Rejected);
            let of_table: Vec<_> = of_table.map(|(row, planned)| (row, prepared.stopping(row, planned))).collect();
            if of_table.is_empty() {
                continue;
            }
            rows += of_table.len();
            let wrong: Vec<usize> = (0..table.columns.len())
                .filter(|column| of_table.iter().any(|(_, notes)| notes.iter().any(|note| note.column == *column)))
                .collect();
            let section = lost_section(reading.spec, table);
            let mut columns = Vec::new();
            for (index, column) in table.columns.iter().enumerate() {
                let kind = column.meaning.map(|meaning| reading.spec.fields[meaning.field].kind);
                let is_date = matches!(kind, Some(Kind::Date));
                let kind = if is_date { ColumnKind::Date } else { ColumnKind::Text };
                columns.push(Column {
                    heading: head(column, table, reading.spec),
                    width: 18.0,
                    kind,
                    ..Column::default()
                });
                if wrong.contains(&index) {
                    let reason = text(lang, "exchange.reason", &[("column", column.alone.trim())]);
                    columns.push(Column { heading: reason, width: 44.0, ..Column::default() });
                }
            }
            if let Some(field) = section {
                columns.push(Column {
                    heading: heading(&reading.spec.fields[field]).to_owned(),
                    width: 16.0,
                    ..Column::default()
                });
            }
            let row_values = |(row, notes): &(&Row, Vec<super::read::Note>)| {
                let mut values = Vec::new();
                for (index, column) in table.columns.iter().enumerate() {
                    let note = notes.iter().find(|note| note.column == index);
                    let meant = row.cells.get(index).map(Option::as_ref);
                    let is_section = column.meaning.map(|meaning| meaning.field) == section_field(reading.spec);
                    let value = match meant.unwrap_or_else(|| table.resolved(words, row.at, column.index)) {
                        // Named at the beginning of its group only.
                        None if is_section => section_of(row, reading.spec),
                        Some(Cell::Date(date)) => Value::Date(*date),
                        Some(cell) => Value::Text(cell.plain()),
                        None => Value::Empty,
                    };
                    let message = note.map(|note| advisor.message(row, note, true));
                    values.push(match &message {
                        Some(note) => {
                            Value::Marked { value: Box::new(value), severity: Mark::Rejected, note: note.clone() }
                        }
                        None => value,
                    });
                    if wrong.contains(&index) {
                        values.push(message.map_or(Value::Empty, Value::Text));
                    }
                }
                if let Some(field) = section {
                    values.push(row.text(field).map_or(Value::Empty, |text| Value::Text(text.to_owned())));
                }
                values
            };
            let name = if table.sheet().name.is_empty() {
                text(lang, "exchange.rejected", &[])
            } else {
                table.sheet().name.clone()
            };
            sheets.push(Table { name, columns, rows: of_table.iter().map(row_values).collect(), ..Table::default() });
        }
        let bytes = self.workbook(&sheets, DateForm::Wareki)?;
        write_whole(Path::new(&request.file), &bytes)?;
        Ok(SavedFile { file: request.file.clone(), rows })
    }
}

fn section_field(spec: &Spec) -> Option<usize> {
    spec.fields.iter().position(|field| field.kind == Kind::Section)
}

fn section_of(row: &Row, spec: &Spec) -> Value {
    let text = section_field(spec).and_then(|field| row.text(field));
    text.map_or(Value::Empty, |text| Value::Text(text.to_owned()))
}

/// The section field, where rows have it from a banner or a line above the headings only.
fn lost_section(spec: &Spec, table: &super::table::Table) -> Option<usize> {
    let field = section_field(spec)?;
    let has_column = table.columns.iter().any(|column| column.meaning.is_some_and(|meaning| meaning.field == field));
    (!has_column && table.sections.iter().any(Option::is_some)).then_some(field)
}

/// The heading as one cell, with a unit that stands above the table only.
fn head(column: &super::table::Column, table: &super::table::Table, spec: &Spec) -> String {
    let is_amount = |field: usize| spec.fields[field].kind == Kind::Amount;
    match (column.meaning, table.unit) {
        (Some(meaning), Some(unit)) if meaning.unit.is_none() && is_amount(meaning.field) => {
            let unit = text(crate::wording::Lang::Ja, &format!("exchange.unit.{unit}"), &[]);
            format!("{}({unit})", column.alone)
        }
        _ => column.alone.clone(),
    }
}
