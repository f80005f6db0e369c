//! An import: from the file to the records, all in one transaction. What a screen sees of it beforehand is in `preview.rs`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex};

use paper::book::{Book, BookKind, Cell, Encoding, ReadOptions, read_book};
use serde_json::{Map, Value as Json};

use super::advice::Advisor;
use super::kept::{Keeping, Made, Place};
use super::plan::{Planned, Term, apply, identity, plan, renewals};
use super::read::{Note, Reading, Row, read};
use super::spec::Spec;
use super::store;
use super::table::{Decisions, heading_key};
use super::types::{Action, Correction, ImportNote, ImportRequest, ImportResult, ImportRun};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::{Identity, Register};
use crate::wording::{Lang, text};

/// A file as it was read for a request; kept until another is looked at, so that paging through it costs nothing.
#[derive(Debug)]
pub(crate) struct Prepared {
    request: ImportRequest,
    stamp: Option<Stamp>,
    book: Arc<Book>,
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

/// A record to be made of a row, with the id that it will have.
struct New {
    row: usize,
    own: Identity,
}

fn new_records(
    spec: &Spec,
    rows: &[Row],
    planned: &[Planned],
    keeping: &Keeping<'_>,
    writing: &mut Writing<'_, '_>,
) -> Result<Vec<New>, Error> {
    let mut new = Vec::new();
    for (at, _) in planned.iter().enumerate().filter(|(_, planned)| planned.action == Action::Create) {
        let own = identity(spec, &rows[at]);
        let id = keeping.free_id(writing.tx, &own.id)?;
        new.push(New { row: at, own: Identity { id, ..own } });
    }
    Ok(new)
}

/// The order in which new records can be made: the term before comes before.
fn in_order_of_terms(new: &[New], renewed: &[(String, String)]) -> Vec<usize> {
    let at: HashMap<&str, usize> = new.iter().enumerate().map(|(at, new)| (new.own.id.as_str(), at)).collect();
    let before: HashMap<&str, &str> = renewed.iter().map(|(before, term)| (term.as_str(), before.as_str())).collect();
    let mut placed = vec![false; new.len()];
    let mut order = Vec::with_capacity(new.len());
    for start in 0..new.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(at_now) = next.filter(|at| !placed[*at]) {
            placed[at_now] = true;
            chain.push(at_now);
            next = before.get(new[at_now].own.id.as_str()).and_then(|id| at.get(id)).copied();
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Where new terms stand in their lineages; filled as they are made.
struct Places {
    before: HashMap<String, String>,
    renewed: HashSet<String>,
    made: HashMap<String, (String, u32)>,
}

impl Places {
    fn of(renewed: &[(String, String)]) -> Self {
        Self {
            before: renewed.iter().map(|(before, term)| (term.clone(), before.clone())).collect(),
            renewed: renewed.iter().map(|(before, _)| before.clone()).collect(),
            made: HashMap::new(),
        }
    }

    /// The place of a term that is about to be made.
    fn take(&mut self, keeping: &Keeping<'_>, tx: &mut db::Tx<'_>, id: &str) -> Result<Place, Error> {
        let renewed_from = self.before.get(id).cloned();
        let known = renewed_from.as_ref().and_then(|before| self.made.get(before)).cloned();
        let follows_old = renewed_from.is_some() && known.is_none();
        let (lineage, term) = match (&renewed_from, known) {
            (None, _) => (id.to_owned(), 1),
            (Some(_), Some((lineage, term))) => (lineage, term + 1),
            (Some(before), None) => {
                let (lineage, term) = keeping.lineage(tx, before)?;
                (lineage, term + 1)
            }
        };
        self.made.insert(id.to_owned(), (lineage.clone(), term));
        Ok(Place { renewed_from, lineage, term, renewed: self.renewed.contains(id), follows_old })
    }
}

fn planned(
    keeping: &Keeping<'_>,
    reading: &Reading,
    existing: &[Identity],
    tx: &mut db::Tx<'_>,
) -> Result<Vec<Planned>, Error> {
    plan(reading, existing, &mut |id| keeping.load(tx, id), &|record, path| keeping.object(record, path, false))
}

impl Prepared {
    /// The headings of the file, by which a mapping is found again.
    fn heading_set(&self) -> String {
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

    fn result(&self, told: &Told<'_>) -> Result<ImportResult, Error> {
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
struct Told<'a> {
    planned: &'a [Planned],
    /// Ids of the records that were made, by row.
    made: &'a HashMap<usize, String>,
    sections: &'a [String],
    lang: Lang,
}

fn heading_set(reading: &Reading) -> String {
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
