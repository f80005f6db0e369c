//! Records as JSON Lines, whole: what `export` writes with every list inside a record, and takes back.
//! Papers of signed contracts are not in them; such a contract comes in as one whose signing alone is known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::kept::{self, Keeping};
use super::plan::{Term, record_identity, renewals, same_records};
use super::types::{ImportNote, ImportRequest, ImportResult};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::{Identity, Register};
use crate::wording::{self, Lang};

/// The largest file, in bytes.
const LIMIT: u64 = 200 * 1024 * 1024;

/// A line and the record on it.
struct Line {
    number: u32,
    /// As it stands in the file.
    typed: Json,
    /// As its register keeps it.
    read: Json,
}

/// What becomes of a line in the ledger.
enum Step {
    /// A new record; of a contract with its id.
    Create {
        record: Json,
        papers_lost: bool,
    },
    /// A record that changes, by its id.
    Update {
        id: String,
        after: Json,
    },
    Unchanged,
    /// The ledger refuses what a field says.
    Refused {
        field: String,
        code: &'static str,
        /// What the field says, where it is not a field of the line itself.
        value: Option<String>,
    },
}

impl Ledger {
    /// Imports records as JSON Lines; with `write` unset it only tells what would be done.
    pub(super) fn import_lines(&mut self, request: &ImportRequest, write: bool) -> Result<ImportResult, Error> {
        let (register, today, lang) = (request.register, self.today(), self.lang);
        let (office, sections) = (self.office()?.as_facts(), self.section_names()?);
        let lines = in_order(read(request)?);
        let mut result = ImportResult { rows: lines.len(), ..ImportResult::default() };
        let lines = sound(lines, register, (today, lang), &mut result);
        let keeping = Keeping { register, office: &office, today };
        let steps = if write {
            let progress = self.progress();
            progress.begin();
            let done = self.write(Op::Import, |writing| {
                let existing = keeping.identities(writing.tx)?;
                let steps = steps(&keeping, writing.tx, &existing, &lines)?;
                let first = writing.next_number();
                let mut tell = |done: usize| match progress.tell("write", done as u64, lines.len() as u64).is_break() {
                    true => Err(Error::code("import_cancelled")),
                    false => Ok(()),
                };
                let renewals = take(&keeping, writing, &existing, (&lines, &steps), &mut tell)?;
                let batch = match writing.next_number() {
                    next if next > first => {
                        let file = super::import::file_name(&request.file);
                        Some(super::store::add_batch(writing.tx, register, &file, (first, next - 1))?)
                    }
                    _ => None,
                };
                Ok((steps, renewals, batch))
            });
            progress.end();
            let steps;
            (steps, result.renewals, result.batch) = done?;
            steps
        } else {
            // A look waits for nobody's saving, and nobody's saving for it.
            self.read(|tx| {
                let existing = keeping.identities(tx)?;
                steps(&keeping, tx, &existing, &lines)
            })?
        };
        count(&lines, &steps, &sections, lang, &mut result);
        Ok(result)
    }
}

/// The lines whose records can be taken; the others are told.
fn sound(
    lines: Vec<Line>,
    register: Register,
    (today, lang): (NaiveDate, Lang),
    result: &mut ImportResult,
) -> Vec<Line> {
    let mut sound = Vec::with_capacity(lines.len());
    for line in lines {
        match kept::read(register, &line.typed, today) {
            Ok(read) => sound.push(Line { read, ..line }),
            Err(error) => {
                result.rejected_rows += 1;
                result.rejected.extend(error.problems.into_iter().map(|problem| {
                    let value = problem.args.get("value").cloned().unwrap_or_default();
                    let message = wording::problem(lang, &problem);
                    line.note(&problem.field.unwrap_or_default(), &problem.code, value, message)
                }));
            }
        }
    }
    sound
}

/// Decides for every line. A record with an id is that one; without, it is found as the row of a spreadsheet is.
fn steps(keeping: &Keeping<'_>, tx: &mut Tx<'_>, existing: &[Identity], lines: &[Line]) -> Result<Vec<Step>, Error> {
    let own = |line: &Line| match line.id() {
        Some(id) => Identity { id: id.to_owned(), ..Identity::default() },
        None => record_identity(keeping.register, &line.read),
    };
    let own: Vec<Option<Identity>> = lines.iter().map(|line| Some(own(line))).collect();
    let found = same_records(keeping.register, &own, existing);
    let mut known: HashSet<String> = existing.iter().map(|own| own.id.clone()).collect();
    // Which contract follows which: only one can be the next term of another.
    let mut next: HashMap<String, String> =
        existing.iter().filter_map(|own| Some((own.renewed_from.clone()?, own.id.clone()))).collect();
    let mut steps = Vec::with_capacity(lines.len());
    for (line, found) in lines.iter().zip(found) {
        let step = match found {
            Some(at) => changed(keeping, tx, existing, &existing[at].id, line)?,
            None => {
                let mut record = line.read.clone();
                let papers_lost = kept::lose_papers(keeping.register, &mut record);
                if keeping.register == Register::Contract && line.id().is_none() {
                    record["id"] = keeping.free_id(tx, "")?.into();
                }
                match keeping.lacks(tx, &record, None)? {
                    Some((field, code, value)) => Step::Refused { field, code, value: Some(value) },
                    None => Step::Create { record, papers_lost },
                }
            }
        };
        let (Step::Create { record, .. } | Step::Update { after: record, .. }) = &step else {
            steps.push(step);
            continue;
        };
        let text = |field: &str| record.get(field).and_then(Json::as_str).map(str::to_owned);
        let (id, before) = (text("id").unwrap_or_default(), text("renewed_from"));
        let refused = before.as_ref().and_then(|before| match next.get(before) {
            // The terms before come first, so that what is not known by now is nowhere.
            _ if !known.contains(before) => Some("term_missing"),
            Some(other) if *other != id => Some("term_taken"),
            _ => None,
        });
        steps.push(match refused {
            Some(code) => Step::Refused { field: "renewed_from".to_owned(), code, value: None },
            None => {
                if let Some(left) = found.and_then(|at| existing[at].renewed_from.as_ref()) {
                    next.remove(left);
                }
                next.extend(before.map(|before| (before, id.clone())));
                known.insert(id);
                step
            }
        });
    }
    Ok(steps)
}

/// What becomes of a record that the ledger has.
fn changed(
    keeping: &Keeping<'_>,
    tx: &mut Tx<'_>,
    existing: &[Identity],
    id: &str,
    line: &Line,
) -> Result<Step, Error> {
    let before = keeping.load(tx, id)?;
    let by_id = line.id().is_some();
    let mut after = kept::overlaid(&before, &line.typed, &line.read, by_id);
    keeping.hold(&before, &mut after)?;
    let refused = after.as_object().into_iter().flatten().find_map(|(field, value)| {
        let differs = before.get(field) != Some(value);
        let refused = differs.then(|| keeping.object(existing, &before, (field, value), by_id)).flatten()?;
        Some((field.clone(), refused))
    });
    if let Some((field, code)) = refused {
        return Ok(Step::Refused { field, code, value: None });
    }
    if kept::same(&before, &after) || kept::same(&before, &line.typed) {
        return Ok(Step::Unchanged);
    }
    if let Some((field, code, value)) = keeping.lacks(tx, &after, Some(&before))? {
        return Ok(Step::Refused { field, code, value: Some(value) });
    }
    if let (Json::Object(before), Json::Object(after)) = (&before, &mut after) {
        keeping.date_holder(before, after);
    }
    Ok(Step::Update { id: id.to_owned(), after })
}

/// Writes what was decided; gives how many contracts became the next term of another.
fn take(
    keeping: &Keeping<'_>,
    writing: &mut Writing<'_, '_>,
    existing: &[Identity],
    (lines, steps): (&[Line], &[Step]),
    tell: &mut dyn FnMut(usize) -> Result<(), Error>,
) -> Result<usize, Error> {
    let made = lines.iter().zip(steps).filter_map(|(line, step)| match step {
        Step::Create { record, .. } => Some((line, record_identity(keeping.register, record))),
        _ => None,
    });
    let mut terms: Vec<Term> = existing.iter().map(|own| Term::of(own, false)).collect();
    // A record with an id says itself which term it follows.
    terms.extend(made.map(|(line, own)| Term::of(&own, line.id().is_none() && own.renewed_from.is_none())));
    let renewed = if keeping.register == Register::Contract { renewals(&terms) } else { Vec::new() };
    let linked: HashSet<&str> =
        terms.iter().filter(|term| term.renewed_from.is_some()).map(|term| term.id.as_str()).collect();
    let moved: HashSet<&str> =
        renewed.iter().map(|(_, term)| term.as_str()).filter(|term| linked.contains(term)).collect();
    for own in existing.iter().filter(|own| moved.contains(own.id.as_str())) {
        keeping.unlink(writing, &own.id)?;
    }
    // A term that leaves its place to a new one is linked again at the end.
    let placed = |record: &Json| {
        let mut record = record.clone();
        if record.get("id").and_then(Json::as_str).is_some_and(|id| moved.contains(id)) {
            record["renewed_from"] = Json::Null;
        }
        record
    };
    for (done, step) in steps.iter().enumerate() {
        if done % 256 == 0 {
            tell(done)?;
        }
        match step {
            Step::Create { record, .. } => drop(keeping.put(writing, placed(record), None)?),
            Step::Update { id, after } => {
                let before = keeping.load(writing.tx, id)?;
                keeping.put(writing, placed(after), Some(before))?;
            }
            Step::Unchanged | Step::Refused { .. } => {}
        }
    }
    for (before, term) in &renewed {
        keeping.link(writing, before, term)?;
    }
    Ok(renewed.len() - moved.len())
}

/// Counts what becomes of the lines, and tells what is to be known of them.
fn count(lines: &[Line], steps: &[Step], sections: &[String], lang: Lang, result: &mut ImportResult) {
    let mut unknown = BTreeSet::new();
    let say = |code: &str| wording::text(lang, &super::told::note_key(lang, code), &[]);
    for (line, step) in lines.iter().zip(steps) {
        match step {
            Step::Create { record, papers_lost } => {
                result.created += 1;
                if *papers_lost {
                    let asked = line.note("pins", "annex_missing", String::new(), say("annex_missing"));
                    let id = record.get("id").and_then(Json::as_str).map(str::to_owned);
                    result.queries.push(ImportNote { record: id, ..asked });
                }
            }
            Step::Update { .. } => result.updated += 1,
            Step::Unchanged => result.unchanged += 1,
            Step::Refused { field, code, value } => {
                result.rejected_rows += 1;
                let value = value.as_deref().or_else(|| line.text(field)).unwrap_or_default().to_owned();
                result.rejected.push(line.note(field, code, value, say(code)));
                continue;
            }
        }
        let section = line.read.get("section").and_then(Json::as_str);
        unknown.extend(section.filter(|section| !sections.iter().any(|known| known == section)));
    }
    result.rejected.sort_by_key(|note| note.row);
    result.unknown_sections = unknown.into_iter().map(str::to_owned).collect();
}

impl Line {
    fn text(&self, field: &str) -> Option<&str> {
        self.typed.get(field).and_then(Json::as_str)
    }

    fn id(&self) -> Option<&str> {
        self.text("id").filter(|id| !id.is_empty())
    }

    fn note(&self, column: &str, code: &str, value: String, message: String) -> ImportNote {
        ImportNote {
            sheet: None,
            row: self.number,
            column: column.to_owned(),
            code: code.to_owned(),
            value,
            message,
            title: ["title", "service", "name"].iter().find_map(|field| self.text(field)).map(str::to_owned),
            record: None,
        }
    }
}

fn read(request: &ImportRequest) -> Result<Vec<Line>, Error> {
    let path = std::path::Path::new(&request.file);
    let name = super::import::file_name(&request.file);
    let unreadable = |error: std::io::Error| crate::book::unreadable(error.into(), path);
    if std::fs::metadata(path).map_err(unreadable)?.len() > LIMIT {
        return Err(Problem::at("file", "import_too_large")
            .with("file", name)
            .with("limit", LIMIT / 1024 / 1024)
            .into());
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Error::from(Problem::at("file", "import_undecodable").with("file", &name).with("line", line))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |detail: String| {
            Problem::at("file", "import_line_unreadable").with("line", index + 1).with("detail", detail)
        };
        let typed: Json = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        if !typed.is_object() {
            return Err(wrong("{ … }".to_owned()).into());
        }
        lines.push(Line { number: u32::try_from(index + 1).unwrap_or(u32::MAX), typed, read: Json::Null });
    }
    Ok(lines)
}

/// The lines so that a term comes after the one it renews.
fn in_order(lines: Vec<Line>) -> Vec<Line> {
    let text = |record: &Json, key: &str| record.get(key).and_then(Json::as_str).map(str::to_owned);
    let mut waiting: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let ids: BTreeSet<String> = lines.iter().filter_map(|line| text(&line.typed, "id")).collect();
    let mut ready = std::collections::VecDeque::new();
    for line in lines {
        match text(&line.typed, "renewed_from").filter(|before| ids.contains(before)) {
            Some(before) => waiting.entry(before).or_default().push(line),
            None => ready.push_back(line),
        }
    }
    let mut ordered = Vec::new();
    while let Some(line) = ready.pop_front() {
        if let Some(next) = text(&line.typed, "id").and_then(|id| waiting.remove(&id)) {
            ready.extend(next);
        }
        ordered.push(line);
    }
    // A circle has no first term; the store refuses it with a reason.
    ordered.extend(waiting.into_values().flatten());
    ordered
}
