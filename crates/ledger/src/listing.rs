//! Lists that come from outside and become no records: a proxy log, a public list of registered services. The heading row is
//! found by the words of `templates/cloud/lists.json`, and each row is given by field.
//! Ledgers that become records are read by `exchange`.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::LazyLock;

use paper::book::{Book, Cell, ReadOptions, SheetRow, read_book};
use serde::Deserialize;

use crate::book::unreadable;
use crate::exchange::heading_key;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// Rows at the beginning of a sheet among which the headings are looked for.
const HEAD: usize = 30;

/// Headings by field.
type Fields = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
struct Lists {
    usage: Fields,
    services: Fields,
}

static LISTS: LazyLock<Result<Lists, Error>> =
    LazyLock::new(|| Ok(serde_json::from_str(include_str!("../../../templates/cloud/lists.json"))?));

/// What kind of list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Hosts that were used, from a proxy.
    Usage,
    /// Services that a scheme has registered.
    Services,
}

/// A row by field, as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Number of the row as a spreadsheet shows it.
    pub row: u32,
    cells: HashMap<String, Cell>,
}

impl Entry {
    /// What stands in a field, trimmed; none where nothing does.
    pub fn text(&self, field: &str) -> Option<String> {
        let text = self.cells.get(field)?.plain().trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    }
}

/// A list that was read.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// Headings that were understood, by field.
    pub headings: BTreeMap<String, String>,
    /// Its rows.
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// Reads a list. `mapping` says which heading is which field, where the words do not know it; `needed` is the field
    /// without which it is no such list.
    ///
    /// # Errors
    /// Why the file cannot be read, as for an import; `list_no_headings` with the headings that were looked for.
    pub(crate) fn read_list(
        &mut self,
        kind: List,
        file: &str,
        mapping: &BTreeMap<String, String>,
        needed: &str,
    ) -> Result<Listing, Error> {
        let path = Path::new(file);
        let progress = self.progress();
        progress.begin();
        let book = read_book(path, &ReadOptions::default(), &mut |done, total| progress.tell("read", done, total));
        progress.end();
        let book = book.map_err(|error| unreadable(error, path))?;
        let lists = LISTS.as_ref().map_err(Clone::clone)?;
        let fields = match kind {
            List::Usage => &lists.usage,
            List::Services => &lists.services,
        };
        listing(&book, fields, mapping, needed).ok_or_else(|| {
            let known = fields.get(needed).map(|words| words.join("、")).unwrap_or_default();
            Problem::at("file", "list_no_headings").with("headings", known).into()
        })
    }
}

/// The first table with the needed heading; a list of one column without headings is that field alone.
fn listing(book: &Book, fields: &Fields, mapping: &BTreeMap<String, String>, needed: &str) -> Option<Listing> {
    for sheet in book.sheets.iter().filter(|sheet| !sheet.hidden) {
        for (at, row) in sheet.rows.iter().take(HEAD).enumerate() {
            let found = headings(row, fields, mapping);
            if !found.iter().any(|(_, field, _)| field == needed) {
                continue;
            }
            let entries = sheet.rows[at + 1..].iter().map(|row| entry(row, &found)).collect();
            let headings = found.into_iter().map(|(_, field, heading)| (field, heading)).collect();
            return Some(Listing { headings, entries });
        }
    }
    let alone = |row: &&SheetRow| row.cells.len() == 1;
    let sheet = book.sheets.iter().find(|sheet| !sheet.rows.is_empty() && sheet.rows.iter().all(|row| alone(&row)))?;
    if !sheet.rows.iter().any(|row| row.cells.iter().any(|(_, cell)| cell.plain().contains('.'))) {
        return None;
    }
    let column = [(0, needed.to_owned(), String::new())];
    Some(Listing { headings: BTreeMap::new(), entries: sheet.rows.iter().map(|row| entry(row, &column)).collect() })
}

/// The columns of a heading row that mean something: place, field, words.
fn headings(row: &SheetRow, fields: &Fields, mapping: &BTreeMap<String, String>) -> Vec<(u32, String, String)> {
    let mut found: Vec<(u32, String, String)> = Vec::new();
    for (column, cell) in &row.cells {
        let words = cell.plain();
        let key = heading_key(&words);
        let told = mapping.iter().find(|(heading, _)| heading_key(heading) == key).map(|(_, field)| field.clone());
        let known = || fields.iter().find(|(_, names)| names.iter().any(|name| heading_key(name) == key));
        let field = told.or_else(|| known().map(|(field, _)| field.clone()));
        if let Some(field) = field.filter(|field| !found.iter().any(|(_, other, _)| other == field)) {
            found.push((*column, field, words));
        }
    }
    found
}

fn entry(row: &SheetRow, columns: &[(u32, String, String)]) -> Entry {
    let field = |place: u32| columns.iter().find(|(column, ..)| *column == place).map(|(_, field, _)| field.clone());
    let cells = row.cells.iter().filter_map(|(column, cell)| Some((field(*column)?, cell.clone()))).collect();
    Entry { row: row.number, cells }
}
