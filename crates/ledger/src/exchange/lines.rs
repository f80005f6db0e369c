//! Records as JSON Lines, whole: what `export` writes with every list inside a record, and takes back.
//! Papers of signed contracts are not in them; such a contract comes in as one whose signing alone is known.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::kept::Keeping;
use super::types::{ImportNote, ImportRequest, ImportResult};
use crate::history::Op;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording;

/// The largest file, in bytes.
const LIMIT: u64 = 200 * 1024 * 1024;

/// A line and the record on it.
struct Line {
    number: u32,
    record: Json,
}

impl Ledger {
    /// Imports records as JSON Lines; with `write` unset it only tells what would be done.
    pub(super) fn import_lines(&mut self, request: &ImportRequest, write: bool) -> Result<ImportResult, Error> {
        let lines = in_order(read(request)?);
        let (office, today) = (self.office()?.as_facts(), self.today());
        let register = request.register;
        let (sections, lang) = (self.section_names()?, self.lang);
        let mut result = ImportResult {
            rows: lines.len(),
            created: 0,
            updated: 0,
            unchanged: 0,
            rejected: Vec::new(),
            queries: Vec::new(),
            rejected_rows: 0,
            renewals: 0,
            unknown_sections: Vec::new(),
            warnings: Vec::new(),
            batch: None,
        };
        let mut unknown = BTreeSet::new();
        let progress = self.progress();
        progress.begin();
        let mut take = |writing: &mut crate::history::Writing<'_, '_>| -> Result<(), Error> {
            let keeping = Keeping { register, office: &office, today };
            let known: BTreeSet<String> = keeping.identities(writing.tx)?.into_iter().map(|own| own.id).collect();
            let first = writing.next_number();
            for (done, Line { number, record }) in lines.iter().enumerate() {
                if done % 256 == 0 && progress.tell("write", done as u64, lines.len() as u64).is_break() {
                    return Err(Error::code("import_cancelled"));
                }
                let text = |field: &str| record.get(field).and_then(Json::as_str).map(str::to_owned);
                let title = ["title", "service", "name"].iter().find_map(|field| text(field));
                let note = |column: &str, code: &str, value: String, message: String| ImportNote {
                    sheet: None,
                    row: *number,
                    column: column.to_owned(),
                    code: code.to_owned(),
                    value,
                    message,
                    title: title.clone(),
                    record: None,
                };
                let problems = super::kept::problems(register, record);
                if !problems.is_empty() {
                    result.rejected_rows += 1;
                    result.rejected.extend(problems.into_iter().map(|problem| {
                        let value = problem.args.get("value").cloned().unwrap_or_default();
                        let message = wording::problem(lang, &problem);
                        note(&problem.field.unwrap_or_default(), &problem.code, value, message)
                    }));
                    continue;
                }
                let mut record = record.clone();
                let id = record.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
                let before = if known.contains(&id) { Some(keeping.load(writing.tx, &id)?) } else { None };
                if before.is_none() && super::kept::lose_papers(register, &mut record) {
                    let message = wording::text(lang, "exchange.note.annex_missing", &[]);
                    let asked = note("pins", "annex_missing", String::new(), message);
                    result.queries.push(ImportNote { record: Some(id.clone()), ..asked });
                }
                if let Some(section) = record.get("section").and_then(Json::as_str)
                    && !sections.iter().any(|known| known == section)
                {
                    unknown.insert(section.to_owned());
                }
                match &before {
                    Some(before) if super::kept::same(before, &record) => result.unchanged += 1,
                    Some(_) => {
                        keeping.put(writing, record, before)?;
                        result.updated += 1;
                    }
                    None => {
                        keeping.put(writing, record, None)?;
                        result.created += 1;
                    }
                }
            }
            if writing.next_number() > first {
                let history = (first, writing.next_number() - 1);
                let file = super::import::file_name(&request.file);
                result.batch = Some(super::store::add_batch(writing.tx, register, &file, history)?);
            }
            // Nothing is kept of a look.
            if write { Ok(()) } else { Err(Error::code(LOOKED)) }
        };
        let done = self.write(Op::Import, |writing| take(writing));
        progress.end();
        match done {
            Err(error) if error.problems.iter().any(|problem| problem.code == LOOKED) => result.batch = None,
            done => done?,
        }
        result.unknown_sections = unknown.into_iter().collect();
        Ok(result)
    }
}

/// Ends the transaction of a look, so that nothing of it stays.
const LOOKED: &str = "looked";

fn read(request: &ImportRequest) -> Result<Vec<Line>, Error> {
    let path = std::path::Path::new(&request.file);
    let name = super::import::file_name(&request.file);
    let unreadable = |error: std::io::Error| super::unreadable(error.into(), path);
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
        let record: Json = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        if !record.is_object() {
            return Err(wrong("{ … }".to_owned()).into());
        }
        lines.push(Line { number: u32::try_from(index + 1).unwrap_or(u32::MAX), record });
    }
    Ok(lines)
}

/// The lines so that a term comes after the one it renews.
fn in_order(lines: Vec<Line>) -> Vec<Line> {
    let text = |record: &Json, key: &str| record.get(key).and_then(Json::as_str).map(str::to_owned);
    let mut waiting: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let ids: BTreeSet<String> = lines.iter().filter_map(|line| text(&line.record, "id")).collect();
    let mut ready = std::collections::VecDeque::new();
    for line in lines {
        match text(&line.record, "renewed_from").filter(|before| ids.contains(before)) {
            Some(before) => waiting.entry(before).or_default().push(line),
            None => ready.push_back(line),
        }
    }
    let mut ordered = Vec::new();
    while let Some(line) = ready.pop_front() {
        if let Some(next) = text(&line.record, "id").and_then(|id| waiting.remove(&id)) {
            ready.extend(next);
        }
        ordered.push(line);
    }
    // A circle has no first term; the store refuses it with a reason.
    ordered.extend(waiting.into_values().flatten());
    ordered
}
