//! A check sheet as it came back. First what stands in the file (`found`), then what that means for the issue it answers
//! (`judge`); both are pure. Providers merge cells, add rows and save with other programs: that is told and borne. What would
//! make an answer one to another question is not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use paper::book::{Book, Cell, Sheet};
use serde::Serialize;
use ts_rs::TS;

use super::{Issue, WORDING, say};
use crate::cloud::{Cloud, CloudAnswer, SourceKind, Verdict};
use crate::draft::clean;
use crate::problem::Problem;
use crate::wording::{self, Lang};

/// An answer of a returned sheet, as it would be taken into the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetAnswer {
    /// Id of the requirement.
    pub requirement: String,
    /// Row of the file.
    pub row: u32,
    /// The answer.
    pub answer: CloudAnswer,
    /// The answer that the record holds now.
    pub current: Option<CloudAnswer>,
    /// Whether taking it changes the record.
    pub changes: bool,
}

/// Something odd about a returned sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetNote {
    /// What.
    pub problem: Problem,
    /// In words.
    pub text: String,
    /// Whether nothing can be taken from the sheet.
    pub blocks: bool,
}

/// A returned sheet, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudSheetReading {
    /// Number that stands in it.
    pub number: Option<String>,
    /// Version of that issue.
    pub version: Option<i64>,
    /// ISO date of that issue.
    pub issued_on: Option<String>,
    /// Answers that can be taken, in the order of the sheet.
    pub answers: Vec<SheetAnswer>,
    /// What is odd, what makes it unusable first.
    pub notes: Vec<SheetNote>,
    /// Whether answers can be taken.
    pub usable: bool,
}

/// What stands in a file.
pub(super) struct Found {
    pub(super) number: Option<String>,
    mark: Option<String>,
    /// Whether a row of headings was found.
    headings: bool,
    /// Columns that are gone.
    missing: Vec<&'static str>,
    rows: Vec<FoundRow>,
    /// Rows in which fields are merged.
    merged: BTreeSet<u32>,
}

struct FoundRow {
    row: u32,
    id: String,
    title: String,
    text: String,
    answer: String,
    detail: String,
    source: String,
    seen: Option<Cell>,
    risk: String,
}

const COLUMNS: [&str; 8] = ["id", "title", "text", "answer", "detail", "source", "seen", "risk"];
/// Columns without which nothing can be said.
const NEEDED: [&str; 3] = ["id", "text", "answer"];

/// What stands in a file.
pub(super) fn found(book: &Book) -> Found {
    let mut found = Found {
        number: labelled(book, &say("label.number", &[])),
        mark: labelled(book, &say("label.mark", &[])),
        headings: false,
        missing: Vec::new(),
        rows: Vec::new(),
        merged: BTreeSet::new(),
    };
    let Some((sheet, top, columns)) = book.sheets.iter().find_map(|sheet| {
        let (top, columns) = headings(sheet)?;
        Some((sheet, top, columns))
    }) else {
        return found;
    };
    found.headings = true;
    let place = |name: &str| columns.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
    found.missing = COLUMNS.into_iter().filter(|name| place(name).is_none()).collect();
    for row in sheet.rows.iter().filter(|row| row.number > top) {
        let at = |name: &str| cell(sheet, row.number, place(name)?);
        let text = |name: &str| at(name).map(|cell| clean(&cell.plain(), true)).unwrap_or_default();
        let found_row = FoundRow {
            row: row.number,
            id: crate::fold::nfkc(&text("id")).to_uppercase(),
            title: text("title"),
            text: text("text"),
            answer: text("answer"),
            detail: text("detail"),
            source: text("source"),
            seen: at("seen").cloned(),
            risk: text("risk"),
        };
        found.rows.push(found_row);
    }
    let first = place("answer").unwrap_or_default();
    for merge in sheet.merges.iter().filter(|merge| merge.last_row > top && merge.last_column >= first) {
        found.merged.extend(merge.first_row.max(top + 1)..=merge.last_row);
    }
    let last = found.rows.last().map_or(top, |row| row.row);
    found.merged.retain(|row| *row <= last);
    found
}

/// What follows a label anywhere in the file: a number or a mark, of letters, digits and hyphens.
fn labelled(book: &Book, label: &str) -> Option<String> {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    let texts = cells.filter_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text) } else { None });
    texts.filter_map(|text| crate::fold::nfkc(text).split_once(label).map(|(_, rest)| rest.to_owned())).find_map(
        |rest| {
            let rest = rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
            let value: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            Some(value).filter(|value| !value.is_empty())
        },
    )
}

/// The row of headings, and which column is which.
fn headings(sheet: &Sheet) -> Option<(u32, Vec<(&'static str, u32)>)> {
    let key = |text: &str| crate::fold::fold(text).split_whitespace().collect::<String>();
    let known = COLUMNS.map(|name| (name, key(&say(&format!("column.{name}"), &[]))));
    sheet.rows.iter().find_map(|row| {
        let named = row.cells.iter().filter_map(|(column, cell)| {
            let text = key(&cell.plain());
            known.iter().find(|(_, heading)| *heading == text).map(|(name, _)| (*name, *column))
        });
        let columns: Vec<(&'static str, u32)> = named.collect();
        let has = |name: &&str| columns.iter().any(|(known, _)| known == name);
        NEEDED.iter().all(has).then_some((row.number, columns))
    })
}

/// A cell; one that is merged with those above it holds what stands in the uppermost.
fn cell(sheet: &Sheet, row: u32, column: u32) -> Option<&Cell> {
    let direct = |row: u32| {
        let row = sheet.rows.iter().find(|other| other.number == row)?;
        row.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell)
    };
    direct(row).or_else(|| {
        let covers = |merge: &&paper::book::Merge| {
            merge.first_column == column && (merge.first_row..=merge.last_row).contains(&row)
        };
        direct(sheet.merges.iter().find(covers)?.first_row)
    })
}

/// Gathers what is odd.
struct Notes {
    lang: Lang,
    notes: Vec<SheetNote>,
}

impl Notes {
    fn add(&mut self, blocks: bool, problem: Problem) {
        self.notes.push(SheetNote { text: wording::problem(self.lang, &problem), problem, blocks });
    }

    fn of_row(&mut self, blocks: bool, code: &str, id: &str, row: u32, value: Option<&str>) {
        let problem = Problem::at(format!("answers.{id}"), code).with("requirement", id).with("row", row);
        self.add(blocks, value.into_iter().fold(problem, |problem, value| problem.with("value", value)));
    }
}

/// What a returned sheet means for a use.
pub(super) fn judge(
    lang: Lang,
    cloud: &Cloud,
    found: Found,
    issue: Option<Issue>,
    newest: Option<Issue>,
    today: NaiveDate,
) -> CloudSheetReading {
    let mut notes = Notes { lang, notes: Vec::new() };
    let at_file = |code: &str| Problem::at("file", code);
    let number = found.number.clone().unwrap_or_default();
    match (&issue, found.number.is_some()) {
        (None, false) => notes.add(true, at_file("sheet_no_number")),
        (None, true) => notes.add(true, at_file("sheet_other_issue").with("number", &number)),
        (Some(issue), _) if issue.cloud != cloud.id => {
            notes.add(true, at_file("sheet_other_record").with("number", &number).with("title", &issue.title));
        }
        (Some(issue), _) => {
            if let Some(newest) = newest.filter(|newest| newest.version > issue.version) {
                let problem = at_file("sheet_superseded").with("number", &number);
                notes.add(true, problem.with("newer", &newest.number).with("on", &newest.issued_on));
            }
            if found.mark.as_ref().is_none_or(|mark| !mark.eq_ignore_ascii_case(&issue.mark)) {
                let mark = found.mark.clone().unwrap_or_default();
                notes.add(true, at_file("sheet_mark").with("value", mark).with("mark", &issue.mark));
            }
        }
    }
    if !found.headings {
        notes.add(true, at_file("sheet_no_headings"));
    }
    for name in &found.missing {
        if found.headings {
            let column = say(&format!("column.{name}"), &[]);
            notes.add(false, at_file("sheet_column_missing").with("column", column));
        }
    }
    let own = issue.as_ref().filter(|issue| issue.cloud == cloud.id && found.headings);
    let mut answers = own.map(|issue| rows(&mut notes, issue, &found, today)).unwrap_or_default();
    for answer in &mut answers {
        settle(cloud, answer);
    }
    let mut notes = notes.notes;
    notes.sort_by_key(|note| !note.blocks);
    let usable = !notes.iter().any(|note| note.blocks);
    CloudSheetReading {
        number: found.number,
        version: issue.as_ref().map(|issue| issue.version),
        issued_on: issue.map(|issue| issue.issued_on),
        answers: if usable { answers } else { Vec::new() },
        notes,
        usable,
    }
}

/// The answers to the questions of an issue, with what is odd about each row.
fn rows(notes: &mut Notes, issue: &Issue, found: &Found, today: NaiveDate) -> Vec<SheetAnswer> {
    let mut answers = Vec::new();
    let mut used = BTreeSet::new();
    for question in &issue.questions {
        let id = question.id.as_str();
        let mut own = found.rows.iter().filter(|row| row.id == question.id);
        let Some(row) = own.next() else {
            notes.add(false, Problem::at(format!("answers.{id}"), "sheet_question_missing").with("requirement", id));
            continue;
        };
        used.insert(row.row);
        let (same, other): (Vec<&FoundRow>, Vec<&FoundRow>) = own.partition(|other| other.answer == row.answer);
        used.extend(same.iter().map(|same| same.row));
        // Commas and conjunctions are the office's own; everything else is as it was asked.
        let altered = !alike(&row.text, &question.text)
            || (!found.missing.contains(&"title") && !alike(&row.title, &question.title));
        if altered {
            notes.of_row(true, "sheet_question_altered", id, row.row, None);
            continue;
        }
        if let Some(other) = other.first() {
            used.extend(other.row..=other.row);
            notes.of_row(false, "sheet_answer_twice", id, other.row, None);
            continue;
        }
        answers.extend(answer(notes, id, row, &issue.number, today));
    }
    for row in found.rows.iter().filter(|row| !used.contains(&row.row)) {
        let parts = [&row.id, &row.title, &row.text, &row.answer, &row.detail, &row.source, &row.risk];
        if let Some(words) = parts.into_iter().find(|part| !part.is_empty()) {
            let words: String = words.chars().take(40).collect();
            notes.add(false, Problem::at("file", "sheet_row_extra").with("row", row.row).with("value", words));
        }
    }
    for row in &found.merged {
        notes.add(false, Problem::at("file", "sheet_merged").with("row", row));
    }
    answers
}

/// Whether two texts say the same, whatever their spaces, comma and spelling of conjunctions.
fn alike(one: &str, other: &str) -> bool {
    let standard = |text: &str| {
        let words = ["nb", "mt", "or", "either"].iter().fold(text.to_owned(), |text, name| {
            let word = |form: &str| wording::text(Lang::Ja, &format!("style.{form}.{name}"), &[]);
            text.replace(&word("kanji"), &word("hiragana"))
        });
        let words = words.replace('\u{ff0c}', "\u{3001}");
        words.chars().filter(|c| !c.is_whitespace()).collect::<String>()
    };
    standard(one) == standard(other)
}

/// One answer, if there is one that can be taken.
fn answer(notes: &mut Notes, id: &str, row: &FoundRow, number: &str, today: NaiveDate) -> Option<SheetAnswer> {
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    if row.answer.is_empty() {
        notes.of_row(false, "sheet_answer_missing", id, row.row, None);
        return None;
    }
    let folded = crate::fold::fold(&row.answer);
    let known = |verdict: &Verdict| {
        let words = WORDING.answers.get(verdict.code()).into_iter().flatten();
        words.map(|word| crate::fold::fold(word)).any(|word| word == folded)
    };
    let Some(verdict) = Verdict::ALL.into_iter().find(known) else {
        notes.of_row(false, "sheet_answer_unknown", id, row.row, Some(&row.answer));
        return None;
    };
    if verdict == Verdict::Unverified {
        notes.of_row(false, "sheet_answer_missing", id, row.row, None);
        return None;
    }
    let reasoned = given(&row.detail).is_some() || given(&row.source).is_some();
    if verdict == Verdict::NotApplicable && !reasoned {
        notes.of_row(false, "sheet_reason_missing", id, row.row, None);
        return None;
    }
    let seen = row.seen.as_ref().map(|cell| clean(&cell.plain(), false)).filter(|typed| !typed.is_empty());
    let seen_on = match seen {
        // The reply is what was seen, and that is today.
        None => today,
        Some(typed) => {
            let read = crate::date::parse(&typed);
            match read.or_else(|problem| crate::date::parse_serial(&typed).map_err(|_| problem)) {
                Ok(day) => day,
                Err(_) => {
                    notes.of_row(false, "sheet_date_unreadable", id, row.row, Some(&typed));
                    today
                }
            }
        }
    };
    let answer = CloudAnswer {
        answer: verdict,
        detail: given(&row.detail),
        source: given(&row.source).or_else(|| Some(say("source", &[("number", number)]))),
        source_kind: Some(SourceKind::Reply),
        seen_on: Some(seen_on.to_string()),
        risk: given(&row.risk),
        ..CloudAnswer::default()
    };
    Some(SheetAnswer { requirement: id.to_owned(), row: row.row, answer, current: None, changes: true })
}

/// Puts an answer beside the one that the record holds: a risk that nobody mentions stays, and is still accepted.
fn settle(cloud: &Cloud, answer: &mut SheetAnswer) {
    answer.current = cloud.answers.get(&answer.requirement).cloned();
    if let Some(current) = &answer.current {
        let new = &mut answer.answer;
        if new.risk.is_none() {
            new.risk.clone_from(&current.risk);
        }
        if new.risk == current.risk {
            new.risk_acceptor.clone_from(&current.risk_acceptor);
        }
        if new.source == current.source {
            new.evidence.clone_from(&current.evidence);
        }
    }
    answer.changes = answer.current.as_ref() != Some(&answer.answer);
}
