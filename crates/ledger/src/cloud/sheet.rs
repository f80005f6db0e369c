//! The check sheet for a provider (回答票, after form F-11): what a provider is asked about a use, and what the answers do to its
//! record. How a sheet is issued, laid out and read back is in `sheet.rs`; nothing is written by reading.

use std::sync::LazyLock;

use chrono::NaiveDate;
use db::Tx;
use paper::table::ColumnKind;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::rules::CloudState;
use super::{Cloud, CloudAnswer, CloudDraft, CloudView, SourceKind, Verdict};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::sheet::{self, Answering, Asked, Form, Found, Given, Issue, Notes, SheetFile, SheetNote};
use crate::wording::Lang;

static FORM: LazyLock<Form> = LazyLock::new(|| Form {
    register: "cloud",
    history: "cloud_sheet",
    letter: 'S',
    columns: &[
        Answering { key: "detail", width: 34.0, kind: ColumnKind::Text },
        Answering { key: "source", width: 30.0, kind: ColumnKind::Text },
        Answering { key: "seen", width: 11.0, kind: ColumnKind::Date },
        Answering { key: "risk", width: 28.0, kind: ColumnKind::Text },
    ],
    blanks: &[],
    choices: &["conforms", "conditional", "nonconforming", "not_applicable"],
    guide: 10,
    wording: serde_json::from_str(include_str!("../../../../templates/papers/cloud_sheet.json")).unwrap_or_default(),
});

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

/// What a provider is asked about a use: requirements that apply to it and that a provider can answer.
fn asked(view: &CloudView) -> Asked {
    let cloud = &view.cloud;
    let applying = view.requirements.iter().filter(|row| row.state != CloudState::Unknown);
    Asked {
        record: cloud.id.clone(),
        title: cloud.service.clone(),
        head: vec![FORM.say("line.service", &[("service", &cloud.service), ("provider", &cloud.provider.name)])],
        questions: FORM.questions(applying.map(|row| (row.id.as_str(), row.title.as_str()))),
        section: cloud.section.clone(),
        contact: cloud.manager.clone(),
    }
}

impl Ledger {
    /// Writes the check sheet for the provider into a folder and keeps what is asked under its number.
    ///
    /// # Errors
    /// `record_missing`, `sheet_no_questions`, `date_…` of the day, `folder_unwritable` with the folder.
    pub fn save_cloud_sheet(&mut self, request: &CloudSheetSave) -> Result<SheetFile, Error> {
        // The sheet is Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let view = self.view_cloud(&request.id, None);
        self.lang = lang;
        self.issue_sheet(&FORM, Op::CloudSheetIssue, &asked(&view?), &request.folder, request.due_on.as_deref())
    }

    /// Reads a check sheet that came back: its answers, and everything that is odd about it. Writes nothing.
    ///
    /// # Errors
    /// `record_missing`, `import_…` for a file that cannot be read.
    pub fn read_cloud_sheet(&mut self, request: &CloudSheetRead) -> Result<CloudSheetReading, Error> {
        let cloud = self.cloud(&request.id)?;
        let found = sheet::found(&FORM, &sheet::open(&request.file)?);
        let (issue, newest) = self.read(|tx| sheet::issued(tx, &FORM, found.number.as_deref(), &cloud.id))?;
        Ok(judge(self.lang, &cloud, &found, issue.as_ref(), newest.as_ref(), self.today()))
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

/// What a returned sheet means for a use.
fn judge(
    lang: Lang,
    cloud: &Cloud,
    found: &Found,
    issue: Option<&Issue>,
    newest: Option<&Issue>,
    today: NaiveDate,
) -> CloudSheetReading {
    let mut notes = Notes::new(lang);
    let given = sheet::check(&FORM, &mut notes, &cloud.id, found, issue, newest);
    let number = found.number.clone().unwrap_or_default();
    let answers = given.iter().filter_map(|given| answer(&mut notes, given, &number, today));
    let answers: Vec<SheetAnswer> = answers.map(|answer| settle(cloud, answer)).collect();
    let (notes, usable) = notes.end();
    CloudSheetReading {
        number: found.number.clone(),
        version: issue.map(|issue| issue.version),
        issued_on: issue.map(|issue| issue.issued_on.clone()),
        answers: if usable { answers } else { Vec::new() },
        notes,
        usable,
    }
}

/// One answer, if there is one that can be taken.
fn answer(notes: &mut Notes, given: &Given, number: &str, today: NaiveDate) -> Option<SheetAnswer> {
    let (id, row) = (given.requirement.as_str(), given.row);
    let verdict = Verdict::ALL.into_iter().find(|verdict| verdict.code() == given.answer)?;
    let (detail, source) = (given.text("detail"), given.text("source"));
    if verdict == Verdict::NotApplicable && detail.is_none() && source.is_none() {
        notes.of_row(false, "sheet_reason_missing", id, row, None);
        return None;
    }
    let seen_on = match given.day("seen") {
        Some(Ok(day)) => day,
        // The reply is what was seen, and that is today.
        None => today,
        Some(Err(typed)) => {
            notes.of_row(false, "sheet_date_unreadable", id, row, Some(&typed));
            today
        }
    };
    let answer = CloudAnswer {
        answer: verdict,
        detail,
        source: source.or_else(|| Some(FORM.say("source", &[("number", number)]))),
        source_kind: Some(SourceKind::Reply),
        seen_on: Some(seen_on.to_string()),
        risk: given.text("risk"),
        ..CloudAnswer::default()
    };
    Some(SheetAnswer { requirement: id.to_owned(), row, answer, current: None, changes: true })
}

/// Puts an answer beside the one that the record holds: a risk that nobody mentions stays, and is still accepted.
fn settle(cloud: &Cloud, mut answer: SheetAnswer) -> SheetAnswer {
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
    answer
}

/// Takes out the sheets of a use that is taken out itself, each with a row of history that says so.
pub(super) fn remove_of(writing: &mut Writing<'_, '_>, cloud: &str) -> Result<(), Error> {
    sheet::remove_of(writing, &FORM, cloud)
}

/// Every sheet as it is kept, with its number.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    sheet::walk(tx, FORM.register, see)
}

#[cfg(test)]
mod tests;
