//! A check sheet as it came back. First what stands in the file (`found`), then what that means for the issue it answers
//! (`check`); both are pure. People merge cells, add rows and save with other programs: that is told and borne. What would
//! make an answer one to another question is not. What an answer means for a record is the business of its register.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use paper::book::{Book, Cell, Sheet};
use serde::Serialize;
use ts_rs::TS;

use super::{Form, Issue, Question};
use crate::draft::clean;
use crate::problem::Problem;
use crate::wording::{self, Lang};

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

/// Columns of what was asked, and of the answer.
const ASKED: [&str; 5] = ["number", "id", "title", "text", "answer"];
/// Columns without which nothing can be said.
const NEEDED: [&str; 3] = ["id", "text", "answer"];

/// What stands in a file.
pub(crate) struct Found {
    /// Number that stands in it.
    pub number: Option<String>,
    mark: Option<String>,
    /// Texts above the headings.
    lines: Vec<String>,
    /// Fields above the headings, by their keys.
    blanks: BTreeMap<&'static str, Cell>,
    /// Whether a row of headings was found.
    headings: bool,
    /// Columns that are gone.
    missing: Vec<&'static str>,
    rows: Vec<FoundRow>,
    /// Rows in which fields are merged.
    merged: BTreeSet<u32>,
    /// Rows with a formula that has no value.
    uncomputed: BTreeSet<u32>,
    /// Name of the sheet, if nobody sees it.
    hidden: Option<String>,
    /// Names of further sheets with such a table.
    others: Vec<String>,
    pictures: usize,
}

struct FoundRow {
    row: u32,
    number: String,
    id: String,
    title: String,
    text: String,
    answer: String,
    cells: BTreeMap<&'static str, Cell>,
}

/// An answer that is one of those to choose from.
pub(crate) struct Given {
    /// Id of the requirement.
    pub requirement: String,
    /// Row of the file.
    pub row: u32,
    /// Code of the answer.
    pub answer: String,
    cells: BTreeMap<&'static str, Cell>,
}

impl Given {
    /// What was written in a column; nothing where it is empty.
    pub fn text(&self, key: &str) -> Option<String> {
        self.cells.get(key).map(|cell| clean(&cell.plain(), true)).filter(|text| !text.is_empty())
    }

    /// The day in a column: as it was read, or as it was written where it cannot be read.
    pub fn day(&self, key: &str) -> Option<Result<NaiveDate, String>> {
        day(self.cells.get(key)?)
    }
}

fn day(cell: &Cell) -> Option<Result<NaiveDate, String>> {
    let typed = clean(&cell.plain(), false);
    if typed.is_empty() {
        return None;
    }
    let read = crate::date::parse(&typed).or_else(|_| crate::date::parse_serial(&typed));
    Some(read.map_err(|_| typed))
}

impl Found {
    /// What was written in a field above the table; nothing where it is empty.
    pub fn blank(&self, key: &str) -> Option<String> {
        self.blanks.get(key).map(|cell| clean(&cell.plain(), true)).filter(|text| !text.is_empty())
    }

    /// The day in a field above the table, as `Given::day` gives it.
    pub fn blank_day(&self, key: &str) -> Option<Result<NaiveDate, String>> {
        day(self.blanks.get(key)?)
    }

    /// The day on which an issue was answered; today where none is written that can be one, which is told.
    pub fn answered_on(&self, notes: &mut Notes, issue: Option<&Issue>, today: NaiveDate) -> NaiveDate {
        let mut say = |code: &str, value: &str| notes.add(false, Problem::at("file", code).with("value", value));
        match self.blank_day("answered_on") {
            None => say("sheet_day_missing", ""),
            Some(Err(typed)) => say("sheet_day_unreadable", &typed),
            Some(Ok(day)) => {
                let issued = issue.and_then(|issue| issue.issued_on.parse::<NaiveDate>().ok());
                if day <= today && issued.is_none_or(|issued| issued <= day) {
                    return day;
                }
                say("sheet_day_odd", &day.to_string());
            }
        }
        today
    }
}

/// What stands in a file.
pub(crate) fn found(form: &Form, book: &Book) -> Found {
    let tables: Vec<(&Sheet, u32, Columns)> = book
        .sheets
        .iter()
        .filter_map(|sheet| headings(form, sheet).map(|(top, columns)| (sheet, top, columns)))
        .collect();
    let seen = tables.iter().position(|(sheet, ..)| !sheet.hidden);
    let chosen = tables.get(seen.unwrap_or_default());
    // What stands above the table goes before what stands on other sheets.
    let above = |(sheet, top, _): &(&Sheet, u32, Columns)| texts(sheet, Some(*top));
    let lines: Vec<String> = chosen.map(above).unwrap_or_default();
    let elsewhere: Vec<String> = book.sheets.iter().flat_map(|sheet| texts(sheet, None)).collect();
    let label = |key: &str| {
        let label = form.say(key, &[]);
        lines.iter().chain(&elsewhere).find_map(|text| labelled(text, &label))
    };
    let mut found = Found {
        number: label("label.number").map(|number| number.to_ascii_uppercase()),
        mark: label("label.mark"),
        lines,
        blanks: BTreeMap::new(),
        headings: chosen.is_some(),
        missing: Vec::new(),
        rows: Vec::new(),
        merged: BTreeSet::new(),
        uncomputed: BTreeSet::new(),
        hidden: None,
        others: Vec::new(),
        pictures: book.pictures,
    };
    let Some((sheet, top, columns)) = chosen else { return found };
    let further = tables.iter().filter(|(other, ..)| !std::ptr::eq(*other, *sheet) && !other.hidden);
    found.others = further.map(|(other, ..)| other.name.clone()).collect();
    found.hidden = Some(sheet.name.clone()).filter(|_| sheet.hidden);
    let place = |name: &str| columns.iter().find(|(known, _)| *known == name).map(|(_, column)| *column);
    found.missing = keys(form).filter(|name| place(name).is_none()).collect();
    found.blanks = blanks(form, sheet, *top);
    for row in sheet.rows.iter().filter(|row| row.number > *top) {
        let at = |name: &str| cell(sheet, row.number, place(name)?);
        let text = |name: &str| at(name).map(|cell| clean(&cell.plain(), true)).unwrap_or_default();
        let cells = form.columns.iter().filter_map(|column| Some((column.key, at(column.key)?.clone())));
        found.rows.push(FoundRow {
            row: row.number,
            number: crate::fold::nfkc(&text("number")).into_owned(),
            id: crate::fold::nfkc(&text("id")).to_uppercase(),
            title: text("title"),
            text: text("text"),
            answer: text("answer"),
            cells: cells.collect(),
        });
    }
    let first = place("answer").unwrap_or_default();
    for merge in sheet.merges.iter().filter(|merge| merge.last_row > *top && merge.last_column >= first) {
        found.merged.extend(merge.first_row.max(top + 1)..=merge.last_row);
    }
    let last = found.rows.last().map_or(*top, |row| row.row);
    found.merged.retain(|row| *row <= last);
    found.uncomputed =
        sheet.uncomputed.iter().map(|(row, _)| *row).filter(|row| (top + 1..=last).contains(row)).collect();
    found
}

/// Every column of a form.
fn keys(form: &Form) -> impl Iterator<Item = &'static str> {
    ASKED.into_iter().chain(form.columns.iter().map(|column| column.key))
}

/// The texts of a sheet, of the rows above one of them if it is given.
fn texts(sheet: &Sheet, above: Option<u32>) -> Vec<String> {
    let rows = sheet.rows.iter().filter(|row| above.is_none_or(|top| row.number < top));
    let cells = rows.flat_map(|row| &row.cells);
    cells.filter_map(|(_, cell)| if let Cell::Text(text) = cell { Some(text.clone()) } else { None }).collect()
}

/// What follows a label in a text: a number or a mark, of letters, digits and hyphens.
fn labelled(text: &str, label: &str) -> Option<String> {
    let text = crate::fold::nfkc(text);
    let rest = text.split_once(label)?.1.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let value: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    Some(value).filter(|value| !value.is_empty())
}

/// A text as labels and headings are compared.
fn key(text: &str) -> String {
    crate::fold::fold(text).split_whitespace().collect()
}

/// The fields above the table: right of their labels, or behind them in the same cell.
fn blanks(form: &Form, sheet: &Sheet, top: u32) -> BTreeMap<&'static str, Cell> {
    let mut found = BTreeMap::new();
    for (name, _) in form.blanks {
        let label = key(&form.say(&format!("field.{name}"), &[]));
        let value = sheet.rows.iter().filter(|row| row.number < top).find_map(|row| {
            let (at, own) = row.cells.iter().find(|(_, cell)| key(&cell.plain()).starts_with(&label))?;
            let right = row.cells.iter().find(|(column, cell)| column > at && !clean(&cell.plain(), false).is_empty());
            let behind = || {
                let text = own.plain();
                let (_, rest) = text.split_once([':', '\u{ff1a}'])?;
                Some(Cell::Text(rest.trim().to_owned()))
            };
            right.map(|(_, cell)| cell.clone()).or_else(behind)
        });
        found.extend(value.map(|value| (*name, value)));
    }
    found
}

/// Which column is which.
type Columns = Vec<(&'static str, u32)>;

/// The row of headings, and which column is which.
fn headings(form: &Form, sheet: &Sheet) -> Option<(u32, Columns)> {
    let known: Vec<(&'static str, String)> =
        keys(form).map(|name| (name, key(&form.say(&format!("column.{name}"), &[])))).collect();
    sheet.rows.iter().find_map(|row| {
        let named = row.cells.iter().filter_map(|(column, cell)| {
            let text = key(&cell.plain());
            known.iter().find(|(_, heading)| *heading == text).map(|(name, _)| (*name, *column))
        });
        let columns: Columns = named.collect();
        let has = |name: &&str| columns.iter().any(|(known, _)| known == name);
        NEEDED.iter().all(has).then_some((row.number, columns))
    })
}

/// A cell; one that is merged with those above it holds what stands in the uppermost.
fn cell(sheet: &Sheet, row: u32, column: u32) -> Option<&Cell> {
    let direct = |row: u32| {
        let row = &sheet.rows[sheet.rows.binary_search_by_key(&row, |other| other.number).ok()?];
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
pub(crate) struct Notes {
    lang: Lang,
    notes: Vec<SheetNote>,
}

impl Notes {
    /// Of nothing yet.
    pub fn new(lang: Lang) -> Self {
        Self { lang, notes: Vec::new() }
    }

    /// Adds something.
    pub fn add(&mut self, blocks: bool, problem: Problem) {
        self.notes.push(SheetNote { text: wording::problem(self.lang, &problem), problem, blocks });
    }

    /// Adds something about the answer in a row.
    pub fn of_row(&mut self, blocks: bool, code: &str, id: &str, row: u32, value: Option<&str>) {
        let problem = Problem::at(format!("answers.{id}"), code).with("requirement", id).with("row", row);
        self.add(blocks, value.into_iter().fold(problem, |problem, value| problem.with("value", value)));
    }

    /// What was gathered, with what makes the sheet unusable first, and whether nothing does.
    pub fn end(self) -> (Vec<SheetNote>, bool) {
        let mut notes = self.notes;
        notes.sort_by_key(|note| !note.blocks);
        let usable = !notes.iter().any(|note| note.blocks);
        (notes, usable)
    }
}

/// What a returned sheet means for a record: everything odd about it, and the answers to what was asked.
pub(crate) fn check(
    form: &Form,
    notes: &mut Notes,
    record: &str,
    found: &Found,
    issue: Option<&Issue>,
    newest: Option<&Issue>,
) -> Vec<Given> {
    let at_file = |code: &str| Problem::at("file", code);
    let number = found.number.clone().unwrap_or_default();
    match (issue, found.number.is_some()) {
        (None, false) => notes.add(true, at_file("sheet_no_number")),
        (None, true) => notes.add(true, at_file("sheet_other_issue").with("number", &number)),
        (Some(issue), _) if issue.record != record => {
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
    let Some(issue) = issue.filter(|issue| issue.record == record && found.headings) else { return Vec::new() };
    around(form, notes, found, issue);
    rows(form, notes, issue, found)
}

/// What is odd around the rows.
fn around(form: &Form, notes: &mut Notes, found: &Found, issue: &Issue) {
    let at_file = |code: &str| Problem::at("file", code);
    let version = form.say("label.version", &[("version", &issue.version.to_string())]);
    let lines: Vec<String> = found.lines.iter().map(|line| standard(line)).collect();
    if !lines.iter().any(|line| line.contains(&standard(&version))) {
        notes.add(false, at_file("sheet_head_altered").with("value", &version));
    }
    for head in &issue.head {
        if !lines.contains(&standard(head)) {
            notes.add(false, at_file("sheet_head_altered").with("value", head));
        }
    }
    for name in &found.missing {
        let column = form.say(&format!("column.{name}"), &[]);
        notes.add(false, at_file("sheet_column_missing").with("column", column));
    }
    if let Some(name) = &found.hidden {
        notes.add(false, at_file("sheet_hidden").with("sheet", name));
    }
    for name in &found.others {
        notes.add(false, at_file("sheet_twofold").with("sheet", name));
    }
    if found.pictures > 0 {
        notes.add(false, at_file("sheet_pictures").with("count", found.pictures));
    }
}

/// The answers to the questions of an issue, with what is odd about each row.
fn rows(form: &Form, notes: &mut Notes, issue: &Issue, found: &Found) -> Vec<Given> {
    let mut given = Vec::new();
    let mut used = BTreeSet::new();
    let mut last = 0;
    for (number, question) in (1..).zip(&issue.questions) {
        let id = question.id.as_str();
        let mut own = found.rows.iter().filter(|row| row.id == question.id);
        let Some(row) = own.next() else {
            notes.add(false, Problem::at(format!("answers.{id}"), "sheet_question_missing").with("requirement", id));
            continue;
        };
        used.insert(row.row);
        let (same, other): (Vec<&FoundRow>, Vec<&FoundRow>) = own.partition(|other| other.answer == row.answer);
        used.extend(same.iter().filter(|same| alike(&same.text, &question.text)).map(|same| same.row));
        if is_altered(found, row, question) {
            notes.of_row(true, "sheet_question_altered", id, row.row, None);
            continue;
        }
        let numbered = found.missing.contains(&"number") || row.number == number.to_string();
        if !numbered || row.row < last {
            notes.of_row(false, "sheet_order", id, row.row, Some(&row.number));
        }
        last = row.row;
        if let Some(other) = other.first() {
            used.extend(other.row..=other.row);
            notes.of_row(false, "sheet_answer_twice", id, other.row, None);
            continue;
        }
        given.extend(answer(form, notes, id, row));
    }
    for row in found.rows.iter().filter(|row| !used.contains(&row.row)) {
        let others = row.cells.values().map(|cell| clean(&cell.plain(), true));
        let asked = [&row.id, &row.title, &row.text, &row.answer].into_iter().cloned();
        if let Some(words) = asked.chain(others).find(|part| !part.is_empty()) {
            let words: String = words.chars().take(40).collect();
            notes.add(false, Problem::at("file", "sheet_row_extra").with("row", row.row).with("value", words));
        }
    }
    for row in &found.merged {
        notes.add(false, Problem::at("file", "sheet_merged").with("row", row));
    }
    for row in &found.uncomputed {
        notes.add(false, Problem::at("file", "sheet_uncomputed").with("row", row));
    }
    given
}

/// Whether a row asks something else. Commas and conjunctions are the office's own; everything else is as it was asked.
fn is_altered(found: &Found, row: &FoundRow, question: &Question) -> bool {
    !alike(&row.text, &question.text) || (!found.missing.contains(&"title") && !alike(&row.title, &question.title))
}

/// Whether two texts say the same, whatever their spaces, comma and spelling of conjunctions.
fn alike(one: &str, other: &str) -> bool {
    standard(one) == standard(other)
}

fn standard(text: &str) -> String {
    let words = ["nb", "mt", "or", "either"].iter().fold(text.to_owned(), |text, name| {
        let word = |form: &str| wording::text(Lang::Ja, &format!("style.{form}.{name}"), &[]);
        text.replace(&word("kanji"), &word("hiragana"))
    });
    let words = words.replace('\u{ff0c}', "\u{3001}");
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The answer of a row, if there is one that can be taken; a field that shows an error is told and taken for empty.
fn answer(form: &Form, notes: &mut Notes, id: &str, row: &FoundRow) -> Option<Given> {
    if row.answer.is_empty() {
        notes.of_row(false, "sheet_answer_missing", id, row.row, None);
        return None;
    }
    let Some(code) = form.answer(&row.answer) else {
        notes.of_row(false, "sheet_answer_unknown", id, row.row, Some(&row.answer));
        return None;
    };
    // An answer that says that there is none yet.
    if !form.choices.contains(&code) {
        notes.of_row(false, "sheet_answer_missing", id, row.row, None);
        return None;
    }
    let mut cells = row.cells.clone();
    cells.retain(|_, cell| match cell {
        Cell::Error(error) => {
            notes.of_row(false, "sheet_error", id, row.row, Some(error));
            false
        }
        _ => true,
    });
    Some(Given { requirement: id.to_owned(), row: row.row, answer: code.to_owned(), cells })
}
