//! Check sheets (確認票・回答票) that go out as workbooks and come back: what was asked under which number is kept, so that an
//! answer to something else is told from one to this. The workbook is in `sheet/form.rs`, reading a returned one in
//! `sheet/read.rs`. Deliberately not here: which register a sheet belongs to, what it asks, and what an answer does to a record.

mod form;
mod read;
mod store;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{Days, NaiveDate};
use db::Tx;
use paper::book::{Book, ReadOptions, read_book};
use paper::table::ColumnKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use ts_rs::TS;

use crate::approval::Actor;
use crate::draft::date_code;
use crate::history::{Op, Writing, canonical, sha256};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

pub use read::SheetNote;
pub(crate) use read::{Found, Given, Notes, check, found};
#[cfg(test)]
pub(crate) use store::load;
pub(crate) use store::{of_record, walk};

/// Days that whoever answers has where nobody names a day.
const DUE_DAYS: u64 = 14;

/// Wording of a sheet, as its file under `templates/papers` holds it.
#[derive(Default, Deserialize)]
pub(crate) struct Wording {
    words: BTreeMap<String, String>,
    /// How each answer may be written, by its code; the first is the one to choose.
    pub answers: BTreeMap<String, Vec<String>>,
    /// What is asked about a requirement, by its id.
    pub questions: BTreeMap<String, String>,
    /// Words by which a report that a sheet stands for is known.
    #[serde(default)]
    pub report: Vec<String>,
}

/// A column right of the answer, filled in by whoever answers.
pub(crate) struct Answering {
    /// Key of its heading, `column.<key>`.
    pub key: &'static str,
    /// Width in narrow characters.
    pub width: f64,
    /// Text or day.
    pub kind: ColumnKind,
}

/// What the sheets of one register are like.
pub(crate) struct Form {
    /// The register.
    pub register: &'static str,
    /// Word of the history for its sheets.
    pub history: &'static str,
    /// Letter of their numbers.
    pub letter: char,
    /// Columns right of the answer.
    pub columns: &'static [Answering],
    /// Fields above the table, each with the key of its label, `field.<key>`.
    pub blanks: &'static [(&'static str, ColumnKind)],
    /// Codes of the answers to choose from.
    pub choices: &'static [&'static str],
    /// Paragraphs of the page that says how to fill it in.
    pub guide: usize,
    /// Its words.
    pub wording: Wording,
}

impl Form {
    /// A text of the sheet.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let words = self.wording.words.get(key).cloned().unwrap_or_else(|| key.to_owned());
        args.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    }

    /// The answer that somebody wrote, by its code; none where it is not one of those known.
    pub fn answer(&self, written: &str) -> Option<&str> {
        let folded = crate::fold::fold(written);
        let known = |words: &Vec<String>| words.iter().any(|word| crate::fold::fold(word) == folded);
        self.wording.answers.iter().find(|(_, words)| known(words)).map(|(code, _)| code.as_str())
    }

    /// The questions about these requirements, given by id and title, in their order.
    pub fn questions<'a>(&self, requirements: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Question> {
        let question = |(id, title): (&str, &str)| {
            let text = self.wording.questions.get(id)?.clone();
            Some(Question { id: id.to_owned(), title: title.to_owned(), text })
        };
        requirements.filter_map(question).collect()
    }
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Question {
    /// Id of the requirement.
    pub id: String,
    /// Title of the requirement.
    pub title: String,
    /// The question.
    pub text: String,
}

/// A check sheet that went out (発行した票).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Issue {
    /// Number (発行番号).
    pub number: String,
    /// Id of the record; sheets of cloud uses were once kept under another word.
    #[serde(alias = "cloud")]
    pub record: String,
    /// Title of the record then.
    pub title: String,
    /// Version, from 1 for each record.
    pub version: i64,
    /// ISO date.
    pub issued_on: String,
    /// Mark of number, record, version, head and questions (照合値).
    pub mark: String,
    /// Lines that say which record it is about; none in sheets that were issued before these were kept.
    #[serde(default)]
    pub head: Vec<String>,
    /// What was asked, in the order of the sheet.
    pub questions: Vec<Question>,
}

impl Issue {
    fn new(number: String, version: i64, issued_on: String, asked: &Asked) -> Self {
        let Asked { record, title, head, questions, .. } = asked;
        let content =
            json!({ "number": number, "record": record, "version": version, "head": head, "questions": questions });
        // Sixteen digits in groups of four: short enough to be compared by eye.
        let hash = sha256(canonical(&content).as_bytes());
        let groups: Vec<&str> = (0..4).filter_map(|at| hash.get(4 * at..4 * at + 4)).collect();
        Self {
            number,
            record: record.clone(),
            title: title.clone(),
            version,
            issued_on,
            mark: groups.join("-"),
            head: head.clone(),
            questions: questions.clone(),
        }
    }

    /// Whether nothing else would be asked.
    fn asks(&self, asked: &Asked) -> bool {
        self.questions == asked.questions && (self.head.is_empty() || self.head == asked.head)
    }
}

/// What a register asks.
pub(crate) struct Asked {
    /// Id of the record.
    pub record: String,
    /// Title of the record.
    pub title: String,
    /// Lines that say which record it is about.
    pub head: Vec<String>,
    /// The questions.
    pub questions: Vec<Question>,
    /// Section that asks, if whoever works has none.
    pub section: Option<String>,
    /// Person to turn to, if nobody is known who works.
    pub contact: Option<String>,
}

/// A check sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetFile {
    /// Where it is.
    pub path: String,
    /// Number.
    pub number: String,
    /// Version.
    pub version: i64,
    /// ISO date on which this version was issued.
    pub issued_on: String,
    /// ISO date until which it is to be answered.
    pub due_on: String,
    /// Mark of what is asked.
    pub mark: String,
    /// Number of questions.
    pub questions: usize,
}

impl Ledger {
    /// Writes a check sheet into a folder and keeps what is asked under its number. Where the same is asked as in the newest
    /// sheet of this record, that one is written again.
    ///
    /// # Errors
    /// `sheet_no_questions`, `date_…` of the day, `folder_unwritable` with the folder, `role_missing` for who only reads.
    pub(crate) fn issue_sheet(
        &mut self,
        form: &Form,
        op: Op,
        asked: &Asked,
        folder: &str,
        due_on: Option<&str>,
    ) -> Result<SheetFile, Error> {
        let today = self.today();
        let due = due_day(due_on, today)?;
        if asked.questions.is_empty() {
            return Err(Error::code("sheet_no_questions"));
        }
        let folder = Path::new(folder);
        crate::folder::make(folder)?;
        let issue = self.write(op, |writing| {
            Actor::may_write(writing, today)?;
            let newest = store::newest(writing.tx, form.register, &asked.record)?;
            if let Some(newest) = newest.as_ref().filter(|newest| newest.asks(asked)) {
                return Ok(newest.clone());
            }
            let number = store::next_number(writing.tx, form.letter, today)?;
            let version = newest.map_or(1, |newest| newest.version + 1);
            let issue = Issue::new(number, version, today.to_string(), asked);
            store::insert(writing.tx, form.register, &issue)?;
            writing.note(form.history, &issue.number, None, Some(&serde_json::to_value(&issue)?))?;
            Ok(issue)
        })?;
        let bytes = self.sheet_workbook(form, &issue, asked, due)?;
        let path = crate::folder::write_beside(folder, &form.file_name(&issue), &bytes)?;
        Ok(SheetFile {
            path: path.to_string_lossy().into_owned(),
            number: issue.number,
            version: issue.version,
            issued_on: issue.issued_on,
            due_on: due.to_string(),
            mark: issue.mark,
            questions: issue.questions.len(),
        })
    }
}

/// Until when a sheet is to be answered.
fn due_day(typed: Option<&str>, today: NaiveDate) -> Result<NaiveDate, Error> {
    match typed.map(str::trim).filter(|typed| !typed.is_empty()) {
        None => Ok(today.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(today)),
        Some(typed) => Ok(crate::date::parse(typed)
            .map_err(|problem| Problem::at("due_on", date_code(&problem)).with("value", typed))?),
    }
}

/// The cells of a file that came back.
///
/// # Errors
/// `import_…` for a file that cannot be read.
pub(crate) fn open(file: &str) -> Result<Book, Error> {
    let path = Path::new(file);
    read_book(path, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(()))
        .map_err(|error| crate::book::unreadable(error, path))
}

/// Takes out the sheets of a record that is taken out itself, each with a row of history that says so.
pub(crate) fn remove_of(writing: &mut Writing<'_, '_>, form: &Form, record: &str) -> Result<(), Error> {
    let mut kept: Vec<(String, Json)> = Vec::new();
    for issue in store::of_record(writing.tx, form.register, record)? {
        kept.extend(store::json(writing.tx, &issue.number)?.map(|json| (issue.number, json)));
    }
    for (number, json) in kept {
        store::remove(writing.tx, &number)?;
        writing.note(form.history, &number, Some(&json), None)?;
    }
    Ok(())
}

/// The sheet with this number and the newest one of the record that it belongs to.
pub(crate) fn issued(
    tx: &mut Tx<'_>,
    form: &Form,
    number: Option<&str>,
    record: &str,
) -> Result<(Option<Issue>, Option<Issue>), Error> {
    let issue = match number {
        Some(number) => store::load(tx, number)?,
        None => None,
    };
    Ok((issue, store::newest(tx, form.register, record)?))
}

/// The sheet with this number, if it is one of this register.
pub(crate) fn issue_of(tx: &mut Tx<'_>, form: &Form, number: &str) -> Result<Option<Issue>, Error> {
    store::load_of(tx, form.register, number)
}

#[cfg(test)]
pub(crate) fn remove(tx: &mut Tx<'_>, number: &str) -> Result<(), Error> {
    store::remove(tx, number)
}
