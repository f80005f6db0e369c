//! The check sheet that goes to a provider as a workbook and comes back (回答票, after form F-11): what was asked under which
//! number is kept, so that an answer to something else is told from one to this.
//! The workbook is in `sheet/form.rs`, reading a returned one in `sheet/read.rs`; nothing is written by reading.

mod form;
mod read;
mod store;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use chrono::Days;
use db::Tx;
use paper::book::{ReadOptions, read_book};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use ts_rs::TS;

use super::rules::CloudState;
use super::{Cloud, CloudDraft, CloudView};
use crate::draft::date_code;
use crate::history::{Op, Writing, canonical, sha256};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording::Lang;

pub use read::{CloudSheetReading, SheetAnswer, SheetNote};

/// Word of the history for check sheets.
const HISTORY: &str = "cloud_sheet";
/// Letter of their numbers.
const LETTER: char = 'S';
/// Days that a provider has where nobody names one.
const DUE_DAYS: u64 = 14;

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Question {
    /// Id of the requirement.
    id: String,
    /// Title of the requirement.
    title: String,
    /// The question.
    text: String,
}

/// A check sheet that went to a provider (発行した回答票).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Issue {
    /// Number (発行番号).
    number: String,
    /// Id of the cloud use.
    cloud: String,
    /// Name of the service then.
    title: String,
    /// Version, from 1 for each use.
    version: i64,
    /// ISO date.
    issued_on: String,
    /// Mark of number, use, version and questions (照合値).
    mark: String,
    /// What was asked, in the order of the sheet.
    questions: Vec<Question>,
}

/// A check sheet to be written.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudSheetSave {
    /// Id of the cloud use.
    pub id: String,
    /// Folder.
    pub folder: String,
    /// Until when the provider is to answer, as typed; two weeks if nothing is said.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<String>,
}

/// A check sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudSheetFile {
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

/// A check sheet that came back.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudSheetRead {
    /// Id of the cloud use.
    pub id: String,
    /// The file.
    pub file: String,
}

/// Answers of a returned check sheet to be taken over.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CloudSheetApply {
    /// Id of the cloud use.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// The file.
    pub file: String,
    /// Requirements whose answers are taken; none for all of them.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub answers: Option<Vec<String>>,
}

#[derive(Default, Deserialize)]
struct Wording {
    words: BTreeMap<String, String>,
    /// How each answer may be written, by its code.
    answers: BTreeMap<String, Vec<String>>,
    questions: BTreeMap<String, String>,
}

static WORDING: LazyLock<Wording> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../templates/papers/cloud_sheet.json")).unwrap_or_default()
});

/// A text of the sheet.
fn say(key: &str, args: &[(&str, &str)]) -> String {
    let words = WORDING.words.get(key).cloned().unwrap_or_else(|| key.to_owned());
    args.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
}

/// What a provider is asked about a use: requirements that apply to it and that a provider can answer.
fn questions(view: &CloudView) -> Vec<Question> {
    let asked = view.requirements.iter().filter(|row| row.state != CloudState::Unknown);
    let question = |row: &super::view::CloudRequirementRow| {
        let text = WORDING.questions.get(&row.id)?.clone();
        Some(Question { id: row.id.clone(), title: row.title.clone(), text })
    };
    asked.filter_map(question).collect()
}

impl Issue {
    fn new(number: String, cloud: &Cloud, version: i64, issued_on: String, questions: Vec<Question>) -> Self {
        let asked = json!({ "number": number, "cloud": cloud.id, "version": version, "questions": questions });
        // Sixteen digits in groups of four: short enough to be compared by eye.
        let hash = sha256(canonical(&asked).as_bytes());
        let groups: Vec<&str> = (0..4).filter_map(|at| hash.get(4 * at..4 * at + 4)).collect();
        let mark = groups.join("-");
        Self { number, cloud: cloud.id.clone(), title: cloud.service.clone(), version, issued_on, mark, questions }
    }
}

impl Ledger {
    /// Writes the check sheet for the provider into a folder and keeps what is asked under its number. Where the same is asked
    /// as in the newest sheet of this use, that one is written again.
    ///
    /// # Errors
    /// `record_missing`, `sheet_no_questions`, `date_…` of the day, `folder_unwritable` with the folder.
    pub fn save_cloud_sheet(&mut self, request: &CloudSheetSave) -> Result<CloudSheetFile, Error> {
        let today = self.today();
        let due = match request.due_on.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
            None => today.checked_add_days(Days::new(DUE_DAYS)).unwrap_or(today),
            Some(typed) => crate::date::parse(typed)
                .map_err(|problem| Problem::at("due_on", date_code(&problem)).with("value", typed))?,
        };
        // The sheet is Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let view = self.view_cloud(&request.id, None);
        self.lang = lang;
        let view = view?;
        let asked = questions(&view);
        if asked.is_empty() {
            return Err(Error::code("sheet_no_questions"));
        }
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        let issue = self.write(Op::CloudSheetIssue, |writing| {
            let newest = store::newest(writing.tx, &view.cloud.id)?;
            if let Some(newest) = newest.as_ref().filter(|newest| newest.questions == asked) {
                return Ok(newest.clone());
            }
            let number = store::next_number(writing.tx, LETTER, today)?;
            let version = newest.map_or(1, |newest| newest.version + 1);
            let issue = Issue::new(number, &view.cloud, version, today.to_string(), asked);
            store::insert(writing.tx, &issue)?;
            writing.note(HISTORY, &issue.number, None, Some(&serde_json::to_value(&issue)?))?;
            Ok(issue)
        })?;
        let bytes = self.sheet_workbook(&issue, &view.cloud, due)?;
        let path = crate::folder::write_beside(folder, &form::file_name(&issue), &bytes)?;
        Ok(CloudSheetFile {
            path: path.to_string_lossy().into_owned(),
            number: issue.number,
            version: issue.version,
            issued_on: issue.issued_on,
            due_on: due.to_string(),
            mark: issue.mark,
            questions: issue.questions.len(),
        })
    }

    /// Reads a check sheet that came back: its answers, and everything that is odd about it. Writes nothing.
    ///
    /// # Errors
    /// `record_missing`, `import_…` for a file that cannot be read.
    pub fn read_cloud_sheet(&mut self, request: &CloudSheetRead) -> Result<CloudSheetReading, Error> {
        let cloud = self.cloud(&request.id)?;
        let path = Path::new(&request.file);
        let book = read_book(path, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(()))
            .map_err(|error| crate::book::unreadable(error, path))?;
        let found = read::found(&book);
        let (issue, newest) = self.read(|tx| {
            let issue = match &found.number {
                Some(number) => store::load(tx, number)?,
                None => None,
            };
            Ok((issue, store::newest(tx, &cloud.id)?))
        })?;
        Ok(read::judge(self.lang, &cloud, found, issue, newest, self.today()))
    }

    /// Takes answers of a returned check sheet into the record, through its ordinary save: an approval reopens if one changes.
    ///
    /// # Errors
    /// What makes the sheet unusable (`sheet_…`), `sheet_answer_absent`, `sheet_nothing`, and as `save_cloud`.
    pub fn apply_cloud_sheet(&mut self, request: &CloudSheetApply) -> Result<Cloud, Error> {
        let reading = self.read_cloud_sheet(&CloudSheetRead { id: request.id.clone(), file: request.file.clone() })?;
        Error::unless_none(reading.notes.into_iter().filter(|note| note.blocks).map(|note| note.problem).collect())?;
        let wanted = |id: &String| request.answers.as_ref().is_none_or(|chosen| chosen.contains(id));
        let known = |id: &&String| !reading.answers.iter().any(|answer| answer.requirement == **id);
        let absent = request.answers.iter().flatten().filter(known);
        Error::unless_none(
            absent.map(|id| Problem::at("answers", "sheet_answer_absent").with("requirement", id)).collect(),
        )?;
        let taken: Vec<SheetAnswer> =
            reading.answers.into_iter().filter(|answer| wanted(&answer.requirement)).collect();
        if taken.is_empty() {
            return Err(Problem::at("answers", "sheet_nothing").into());
        }
        let mut answers = self.cloud(&request.id)?.answers;
        answers.extend(taken.into_iter().map(|answer| (answer.requirement, answer.answer)));
        let fields = [("answers".to_owned(), serde_json::to_value(answers)?)].into_iter().collect();
        let draft = CloudDraft { id: Some(request.id.clone()), revision: request.revision, fields };
        let today = self.today();
        self.write(Op::CloudSheetApply, |writing| super::save(writing, &draft, today))
    }
}

/// Takes out the sheets of a use that is taken out itself, each with a row of history that says so.
pub(super) fn remove_of(writing: &mut Writing<'_, '_>, cloud: &str) -> Result<(), Error> {
    for issue in store::of_cloud(writing.tx, cloud)? {
        store::remove(writing.tx, &issue.number)?;
        writing.note(HISTORY, &issue.number, Some(&serde_json::to_value(&issue)?), None)?;
    }
    Ok(())
}

/// Every sheet as it is kept, with its number.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}

#[cfg(test)]
mod tests;
