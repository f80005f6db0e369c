//! Which row of a sheet holds the headings of a ledger, and what each of them means.
//! What the lines below them are is decided in `table.rs`.

use std::collections::{BTreeSet, HashMap};

use paper::book::{Cell, Sheet, SheetRow};

use super::spec::{Kind, Meaning, Spec};
use super::table::{Column, Decisions, Merges, cell, heading_key};
use super::words::Words;
use crate::date::Side;
use crate::register::Register;

/// Rows that are looked at to tell what a column holds.
const SAMPLE: usize = 20;

/// A sheet in which headings are looked for.
pub struct Finder<'a> {
    pub sheet: &'a Sheet,
    pub spec: &'a Spec,
    pub words: &'a Words,
    pub decisions: &'a Decisions,
    pub merges: &'a Merges,
}

impl Finder<'_> {
    /// The headings that begin in this row: its index, number of rows, whether Sekisho wrote them, and the columns.
    pub fn headings(&self, at: usize) -> Option<(usize, usize, bool, Vec<Column>)> {
        self.makes_ledger(&self.columns(at, false).1).then_some(())?;
        let rows = if self.has_children(at) { 2 } else { 1 };
        let (own, columns) = self.columns(at, rows == 2);
        Some((at, rows, own, columns))
    }

    fn columns(&self, at: usize, two: bool) -> (bool, Vec<Column>) {
        let paths = self.paths(at, two);
        let own = self.spec.is_own(paths.iter().map(|(_, path)| path.as_slice()));
        let column = |(index, path): (u32, Vec<String>)| Column {
            index,
            heading: path.join(" "),
            alone: alone(&path),
            meaning: self.meaning(&path, own),
        };
        let mut columns = paths.into_iter().map(column).collect::<Vec<_>>();
        self.spread_periods(at + usize::from(two), &mut columns);
        self.choose(&mut columns);
        (own, columns)
    }

    /// A period under one heading that reaches over several columns (始期, ～, 終期 without headings of their own) has
    /// its end in the last of them.
    fn spread_periods(&self, at: usize, columns: &mut Vec<Column>) {
        let Some(period) = columns.iter().position(|column| {
            column.meaning.is_some_and(|meaning| self.spec.fields[meaning.field].kind == Kind::Period)
        }) else {
            return;
        };
        let (Some(start), Some(end)) = (self.spec.index("starts_on"), self.spec.index("ends_on")) else { return };
        let next = columns.iter().map(|column| column.index).filter(|index| *index > columns[period].index).min();
        let first = columns[period].index;
        // The next heading stands right beside it: nothing is left for an end of its own.
        if next.is_some_and(|next| next == first + 1) {
            return;
        }
        let is_day = |row: &SheetRow, column: u32| {
            let found = cell(row, column).map(|cell| super::value::date(self.words, cell));
            matches!(found, Some(Side::On(_) | Side::Signing { .. }))
        };
        let rows = self.sheet.rows.iter().skip(at + 1).filter(|row| is_day(row, first)).take(SAMPLE);
        let mut days: HashMap<u32, usize> = HashMap::new();
        let mut count = 0;
        for row in rows {
            count += 1;
            let beside = row.cells.iter().map(|(index, _)| *index).filter(|index| *index > first);
            for index in beside.filter(|index| next.is_none_or(|next| *index < next) && is_day(row, *index)) {
                *days.entry(index).or_default() += 1;
            }
        }
        let last = days.into_iter().filter(|(_, days)| days * 2 >= count).map(|(index, _)| index).max();
        if let (Some(last), Some(meaning)) = (last, columns[period].meaning) {
            let ends =
                Column { index: last, meaning: Some(Meaning { field: end, ..meaning }), ..columns[period].clone() };
            columns[period].meaning = Some(Meaning { field: start, ..meaning });
            columns.insert(period + 1, ends);
        }
    }

    /// A heading for the title and at least two others; a list of sections has few columns to know it by.
    fn makes_ledger(&self, columns: &[Column]) -> bool {
        let found: BTreeSet<usize> =
            columns.iter().filter_map(|column| column.meaning).map(|meaning| meaning.field).collect();
        let others = found.iter().filter(|field| **field != self.spec.title).count();
        let needed = if self.spec.register == Register::Section { 1 } else { 2 };
        found.contains(&self.spec.title) && others >= needed
    }

    fn meaning(&self, path: &[String], own: bool) -> Option<Meaning> {
        match self.decisions.get(&heading_key(&path.join(" "))) {
            None => self.spec.meaning(self.words, path, own),
            Some(None) => None,
            Some(Some(field)) => {
                let read = self.spec.meaning(self.words, path, own);
                let field = self.spec.index(field)?;
                let blank = Meaning { field, unit: None, tax: None, stage: None, child: false };
                Some(Meaning { field, ..read.unwrap_or(blank) })
            }
        }
    }

    /// Of several columns for one field the first is read; amounts are chosen by what they include.
    fn choose(&self, columns: &mut [Column]) {
        let amount = |meaning: &Meaning| self.spec.fields[meaning.field].kind == Kind::Amount;
        let with_tax = columns
            .iter()
            .filter_map(|column| column.meaning)
            .any(|meaning| amount(&meaning) && meaning.tax != Some(super::spec::Tax::Excluded));
        let mut seen = Vec::new();
        for column in columns {
            let Some(meaning) = column.meaning else { continue };
            let excluded = meaning.tax == Some(super::spec::Tax::Excluded);
            let key = (meaning.field, if amount(&meaning) { meaning.stage } else { None });
            if (amount(&meaning) && with_tax && excluded) || seen.contains(&key) {
                column.meaning = None;
            } else {
                seen.push(key);
            }
        }
    }

    fn text(&self, at: usize, column: u32) -> Option<String> {
        cell(&self.sheet.rows[at], column).map(Cell::plain).filter(|text| !text.trim().is_empty())
    }

    /// The heading of a column in this row, also one that is merged over it.
    fn top(&self, at: usize, column: u32) -> Option<String> {
        let row = self.sheet.rows[at].number;
        self.text(at, column).or_else(|| self.text(at, self.merges.left(row, column)?)).or_else(|| {
            let first = self.merges.above(row, column)?;
            let above = self.sheet.rows[..at].binary_search_by_key(&first, |row| row.number).ok()?;
            self.text(above, column)
        })
    }

    /// The heading of the group over a column of sub-headings; without merged cells it stands further left.
    fn group(&self, at: usize, column: u32) -> Option<String> {
        self.top(at, column).or_else(|| {
            let row = &self.sheet.rows[at];
            let (left, cell) = row.cells.iter().rev().find(|(index, _)| *index < column)?;
            self.text(at + 1, *left).map(|_| cell.plain())
        })
    }

    fn paths(&self, at: usize, two: bool) -> Vec<(u32, Vec<String>)> {
        let mut indices: Vec<u32> = self.sheet.rows[at].cells.iter().map(|(index, _)| *index).collect();
        let number = self.sheet.rows[at].number;
        indices.extend(self.merges.down.keys().filter(|column| self.merges.above(number, **column).is_some()));
        if two {
            indices.extend(self.sheet.rows[at + 1].cells.iter().map(|(index, _)| *index));
        }
        indices.sort_unstable();
        indices.dedup();
        let path = |index: u32| {
            let child = if two { self.text(at + 1, index) } else { None };
            let top = if child.is_some() { self.group(at, index) } else { self.top_alone(at, index) };
            let path: Vec<String> = top.into_iter().chain(child).collect();
            (!path.is_empty()).then_some((index, path))
        };
        indices.into_iter().filter_map(path).collect()
    }

    /// A heading without one below it; only the first column of a merged one counts.
    fn top_alone(&self, at: usize, column: u32) -> Option<String> {
        let row = self.sheet.rows[at].number;
        if self.merges.left(row, column).is_some() { None } else { self.top(at, column) }
    }

    /// Whether the next row holds headings below those of this one.
    fn has_children(&self, at: usize) -> bool {
        let (Some(row), Some(next)) = (self.sheet.rows.get(at), self.sheet.rows.get(at + 1)) else { return false };
        if next.number != row.number + 1 || next.cells.iter().any(|(_, cell)| !matches!(cell, Cell::Text(_))) {
            return false;
        }
        // A title stands alone; what is written below it is the first record.
        let titled = |column: &Column| column.meaning.is_some_and(|meaning| meaning.field == self.spec.title);
        if self
            .columns(at, false)
            .1
            .iter()
            .filter(|column| titled(column))
            .any(|column| self.text(at + 1, column.index).is_some())
        {
            return false;
        }
        next.cells.iter().any(|(index, _)| {
            let path: Vec<String> = self.group(at, *index).into_iter().chain(self.text(at + 1, *index)).collect();
            let counts_units = path.len() == 2
                && self
                    .spec
                    .meaning(self.words, &path, false)
                    .is_some_and(|meaning| meaning.unit.is_some() || meaning.tax.is_some() || meaning.stage.is_some());
            path.len() == 2
                && (counts_units || self.spec.meaning(self.words, &path, false).is_some_and(|meaning| meaning.child))
        })
    }
}

fn alone(path: &[String]) -> String {
    match path {
        [group, below] => format!("{}({})", group.trim(), below.trim()),
        path => path.concat().trim().to_owned(),
    }
}
