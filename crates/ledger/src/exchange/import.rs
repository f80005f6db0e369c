//! An import: from the file to the records, all in one transaction. What a screen sees of it beforehand is in `preview.rs`,
//! what a person is told of it in `told.rs`.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};

use paper::book::{Book, BookKind, Cell, Encoding, ReadOptions, read_book};
use serde_json::{Map, Value as Json};

use super::kept::{Keeping, Made};
use super::plan::{Planned, Term, apply, plan, renewals};
use super::read::{Reading, read};
use super::spec::Spec;
use super::store;
use super::table::{Decisions, heading_key};
use super::terms::{New, Places, in_order_of_terms, new_records};
use super::told::Told;
use super::types::{Action, Correction, ImportRequest, ImportResult, ImportRun};
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::{Identity, Register};

/// A file as it was read for a request; kept until another is looked at, so that paging through it costs nothing.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(super) request: ImportRequest,
    stamp: Option<Stamp>,
    pub(super) book: Arc<Book>,
    pub(super) reading: Reading,
    /// Name of the remembered mapping that was used.
    pub(super) remembered: Option<String>,
    /// What was planned, and the revision of the ledger for which it holds.
    plan: Mutex<Option<(i64, Arc<Vec<Planned>>)>>,
}

/// Size and time of a file, by which a change of it is noticed.
type Stamp = (u64, std::time::SystemTime);

impl Ledger {
    /// Imports a file: everything that can be taken, or nothing at all if anything fails.
    ///
    /// # Errors
    /// Why the file cannot be read, `import_no_headings`, `import_cancelled`.
    pub fn run_import(&mut self, run: &ImportRun) -> Result<ImportResult, Error> {
        if is_lines(&run.import.file) {
            return self.import_lines(&run.import, true);
        }
        let progress = self.progress();
        progress.begin();
        let prepared = self.prepare(&run.import)?;
        let (spec, register) = (prepared.reading.spec, run.import.register);
        let (office, today) = (self.office()?.as_facts(), self.today());
        let done = self.write(Op::Import, |writing| {
            let keeping = Keeping { register, office: &office, today };
            let existing = keeping.identities(writing.tx)?;
            let planned = planned(&keeping, &prepared.reading, &existing, writing.tx)?;
            let first = writing.next_number();
            let rows = &prepared.reading.rows;
            let new = new_records(spec, rows, &planned, &keeping, writing)?;
            let terms =
                existing.iter().map(|own| Term::of(own, false)).chain(new.iter().map(|new| Term::of(&new.own, true)));
            let renewed =
                if register == Register::Contract { renewals(&terms.collect::<Vec<_>>()) } else { Vec::new() };
            let mut done = 0;
            let mut tell = || {
                done += 1;
                if done % 256 == 0 && progress.tell("write", done, rows.len() as u64).is_break() {
                    return Err(Error::code("import_cancelled"));
                }
                Ok(())
            };
            let mut places = Places::of(&renewed);
            let mut ordered = Vec::with_capacity(new.len());
            for New { row, own } in in_order_of_terms(&new, &renewed).into_iter().map(|at| &new[at]) {
                let place = places.take(&keeping, writing.tx, &own.id)?;
                ordered.push(Made { row: *row, id: own.id.clone(), place });
            }
            let fields = |made: &Made| {
                let mut record = Map::new();
                apply(spec, &rows[made.row], &mut record);
                record
            };
            // A term that leaves its place to a new one: only one at a time can follow the one before.
            let linked: HashSet<&str> =
                existing.iter().filter(|own| own.renewed_from.is_some()).map(|own| own.id.as_str()).collect();
            let moved: Vec<&str> =
                renewed.iter().map(|(_, term)| term.as_str()).filter(|term| linked.contains(term)).collect();
            for term in &moved {
                keeping.unlink(writing, term)?;
            }
            keeping.create_all(writing, &ordered, &fields, &mut tell)?;
            for (row, planned) in rows.iter().zip(&planned) {
                if let (Action::Update, Some(id)) = (planned.action, &planned.id) {
                    tell()?;
                    keeping.update(writing, id, |record| {
                        let before = record.clone();
                        apply(spec, row, record);
                        keeping.date_holder(&before, record);
                    })?;
                }
            }
            // A year that comes later than the next takes its place before the terms that are there.
            for (before, term) in renewed.iter().filter(|(_, term)| !places.made.contains_key(term)) {
                keeping.link(writing, before, term)?;
            }
            if let Some(name) = run.remember.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                let columns = run.import.mapping.clone().unwrap_or_default();
                store::remember(writing.tx, register, name, &prepared.heading_set(), &columns)?;
            }
            let batch = match writing.next_number() {
                next if next > first => {
                    Some(store::add_batch(writing.tx, register, &file_name(&run.import.file), (first, next - 1))?)
                }
                _ => None,
            };
            let made: HashMap<usize, String> = new.into_iter().map(|new| (new.row, new.own.id)).collect();
            Ok((planned, made, renewed.len() - moved.len(), batch))
        });
        progress.end();
        let (planned, made, renewed, batch) = done?;
        let told = Told { planned: &planned, made: &made, sections: &self.section_names()?, lang: self.lang };
        let mut result = prepared.result(&told)?;
        (result.renewals, result.batch) = (renewed, batch);
        Ok(result)
    }

    /// What an import would do, and the records that would be made of the file; nothing is written.
    ///
    /// # Errors
    /// As `run_import`.
    pub fn try_import(&mut self, request: &ImportRequest) -> Result<(ImportResult, Json), Error> {
        if is_lines(&request.file) {
            return Ok((self.import_lines(request, false)?, Json::Array(Vec::new())));
        }
        let prepared = self.prepare(request)?;
        let planned = self.planned(&prepared)?;
        let told = Told { planned: &planned, made: &HashMap::new(), sections: &self.section_names()?, lang: self.lang };
        Ok((prepared.result(&told)?, super::readout::readout(&prepared.reading)))
    }

    /// Reads the file of a request, or takes it as it was read a moment ago.
    pub(super) fn prepare(&mut self, request: &ImportRequest) -> Result<Arc<Prepared>, Error> {
        let path = Path::new(&request.file);
        let stamp = std::fs::metadata(path).ok().and_then(|data| Some((data.len(), data.modified().ok()?)));
        if let Some(known) = self.prepared.as_ref().filter(|known| known.request == *request && known.stamp == stamp) {
            return Ok(Arc::clone(known));
        }
        let same_file = |known: &&Arc<Prepared>| {
            known.request.file == request.file && known.request.encoding == request.encoding && known.stamp == stamp
        };
        let progress = self.progress();
        progress.begin();
        let known = self.prepared.take();
        let book = match known.as_ref().filter(same_file) {
            Some(known) => Ok(Arc::clone(&known.book)),
            None => {
                let options = ReadOptions { encoding: request.encoding, ..ReadOptions::default() };
                read_book(path, &options, &mut |done, total| progress.tell("read", done, total))
                    .map(Arc::new)
                    .map_err(|error| crate::book::unreadable(error, path))
            }
        };
        let mut tell = |done: usize| progress.tell("check", done as u64, 0);
        let read = book.and_then(|book| match self.understand(request, &book, &mut tell) {
            Ok((reading, remembered)) => Ok((book, reading, remembered)),
            // The lines above the headings may have more commas than the headings have tabs, or the other way round.
            Err(error) if error.problems.iter().all(|problem| problem.code == "import_no_headings") => {
                let other =
                    other_delimiter(&book, path, request.encoding).map(Arc::new).ok_or_else(|| error.clone())?;
                let (reading, remembered) = self.understand(request, &other, &mut tell).map_err(|_| error)?;
                Ok((other, reading, remembered))
            }
            Err(error) => Err(error),
        });
        progress.end();
        let (book, reading, remembered) = read.map_err(|error| naming(error, &request.file))?;
        let prepared =
            Arc::new(Prepared { request: request.clone(), stamp, book, reading, remembered, plan: Mutex::default() });
        self.prepared = Some(Arc::clone(&prepared));
        Ok(prepared)
    }

    /// Finds the tables by what the person decided, else by a mapping remembered for the same headings.
    fn understand(
        &mut self,
        request: &ImportRequest,
        book: &Arc<Book>,
        tell: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<(Reading, Option<String>), Error> {
        let corrected = match &request.corrections {
            Some(corrections) if !corrections.is_empty() => Arc::new(corrected(book, corrections)),
            _ => Arc::clone(book),
        };
        let spec = Spec::shipped(request.register)?;
        if let Some(mapping) = &request.mapping {
            let decisions: Decisions =
                mapping.iter().map(|(heading, field)| (heading_key(heading), field.clone())).collect();
            if let Some(field) = decisions.values().flatten().find(|field| spec.index(field).is_none()) {
                return Err(Problem::at("mapping", "mapping_field_unknown").with("value", field).into());
            }
            return Ok((read(&corrected, spec, &decisions, tell)?, None));
        }
        let first = read(&corrected, spec, &Decisions::new(), tell);
        for known in self.read(|tx| store::mappings(tx, request.register))? {
            let decisions: Decisions =
                known.columns.into_iter().map(|(heading, field)| (heading_key(&heading), field)).collect();
            let same = |reading: &Reading| heading_set(reading) == known.headings;
            match &first {
                Ok(reading) if !same(reading) => continue,
                _ => {}
            }
            if let Ok(reading) = read(&corrected, spec, &decisions, tell)
                && same(&reading)
            {
                return Ok((reading, Some(known.name)));
            }
        }
        Ok((first?, None))
    }

    /// What becomes of the rows in the ledger as it is now.
    pub(super) fn planned(&mut self, prepared: &Prepared) -> Result<Arc<Vec<Planned>>, Error> {
        let revision = self.history_head()?.seq;
        let known = prepared.plan.lock().ok().and_then(|plan| plan.clone());
        if let Some((_, plan)) = known.filter(|(known, _)| *known == revision) {
            return Ok(plan);
        }
        let (office, today) = (self.office()?.as_facts(), self.today());
        let plan = Arc::new(self.read(|tx| {
            let keeping = Keeping { register: prepared.request.register, office: &office, today };
            let existing = keeping.identities(tx)?;
            planned(&keeping, &prepared.reading, &existing, tx)
        })?);
        if let Ok(mut known) = prepared.plan.lock() {
            *known = Some((revision, Arc::clone(&plan)));
        }
        Ok(plan)
    }
}

/// Headings that are missing are missing in the file where it has no sheets.
fn naming(mut error: Error, file: &str) -> Error {
    for problem in error.problems.iter_mut().filter(|problem| problem.code == "import_no_headings") {
        if let Some(sheets) = problem.args.get_mut("sheets").filter(|sheets| sheets.is_empty()) {
            *sheets = file_name(file);
        }
    }
    error
}

/// A text table read with the delimiter that it was not read with before.
fn other_delimiter(book: &Book, path: &Path, encoding: Option<Encoding>) -> Option<Book> {
    let BookKind::Text { delimiter, .. } = book.kind else { return None };
    let delimiter = Some(if delimiter == ',' { '\t' } else { ',' });
    let options = ReadOptions { encoding, delimiter, ..ReadOptions::default() };
    read_book(path, &options, &mut |_, _| ControlFlow::Continue(())).ok()
}

fn planned(
    keeping: &Keeping<'_>,
    reading: &Reading,
    existing: &[Identity],
    tx: &mut db::Tx<'_>,
) -> Result<Vec<Planned>, Error> {
    plan(reading, existing, &mut |id| keeping.load(tx, id), &|record, path, after| {
        keeping.object(existing, record, (path, after), false)
    })
}

/// The headings of a file as one text, whatever their order.
pub(super) fn heading_set(reading: &Reading) -> String {
    let mut headings: Vec<String> =
        reading.tables.iter().flat_map(|table| &table.columns).map(|column| heading_key(&column.heading)).collect();
    headings.sort();
    headings.dedup();
    headings.join("\u{1f}")
}

/// The workbook with the cells that a person corrected.
fn corrected(book: &Book, corrections: &[Correction]) -> Book {
    let mut book = book.clone();
    for Correction { sheet, row, column, value } in corrections {
        let Some(sheet) = book.sheets.get_mut(*sheet) else { continue };
        let Ok(at) = sheet.rows.binary_search_by_key(row, |row| row.number) else { continue };
        let cells = &mut sheet.rows[at].cells;
        match (cells.binary_search_by_key(column, |(index, _)| *index), value.is_empty()) {
            (Ok(at), true) => drop(cells.remove(at)),
            (Ok(at), false) => cells[at].1 = Cell::Text(value.clone()),
            (Err(_), true) => {}
            (Err(at), false) => cells.insert(at, (*column, Cell::Text(value.clone()))),
        }
    }
    book
}

/// The name of a file without its folder.
pub(crate) fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
}

/// Whether a file holds records as JSON Lines, as `export` writes them.
pub(super) fn is_lines(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("jsonl"))
}
