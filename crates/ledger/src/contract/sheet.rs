//! The check sheet for a contractor (委託先情報セキュリティ対策確認票, form F-04): what a contractor is asked about a contract, and
//! what becomes of its answers. How a sheet is issued, laid out and read back is in `sheet.rs`; what answers mean from year to
//! year is in `sheet/standing.rs`. Each accepted return stays as it came; nothing is written by reading.

mod read;
mod standing;
mod store;
mod view;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use db::Tx;
use paper::table::ColumnKind;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::rules::State;
use super::{Contract, ContractView, DeliverableKind, REGISTER, in_year, keep};
use crate::approval::Actor;
use crate::catalogue::Catalogue;
use crate::evidence::{self, Attachment};
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::sheet::{self, Answering, Asked, Form, SheetFile};
use crate::wording::Lang;

pub use read::{ContractSheetAnswer, ContractSheetReading};
pub(crate) use standing::Returned;
pub(crate) use store::answered_in;
pub(super) use store::returned;
pub use view::{ContractSheetIssue, ContractSheetRow, ContractSheets};

/// Word of the history for sheets that came back.
const RETURNS: &str = "contract_return";

static FORM: LazyLock<Form> = LazyLock::new(|| Form {
    register: "contract",
    history: "contract_sheet",
    letter: 'K',
    columns: &[
        Answering { key: "evidence", width: 34.0, kind: ColumnKind::Text },
        Answering { key: "plan", width: 34.0, kind: ColumnKind::Text },
        Answering { key: "plan_until", width: 12.0, kind: ColumnKind::Date },
    ],
    blanks: &[("respondent", ColumnKind::Text), ("answered_on", ColumnKind::Date)],
    choices: &["done", "partial", "not_done", "not_applicable"],
    guide: 10,
    wording: serde_json::from_str(include_str!("../../../../templates/papers/contract_sheet.json")).unwrap_or_default(),
});

/// How far a contractor does what is asked (実施の状況).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// 実施.
    Done,
    /// 一部実施.
    Partial,
    /// 未実施.
    NotDone,
    /// 該当なし.
    NotApplicable,
}

impl Fulfilment {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Done, Self::Partial, Self::NotDone, Self::NotApplicable];

    /// The word for it in sheets and in the locale key `sheet_answer.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partial => "partial",
            Self::NotDone => "not_done",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// How much is left to be done: 0 nothing, 1 a part, 2 all of it.
    fn rank(self) -> u8 {
        match self {
            Self::Done | Self::NotApplicable => 0,
            Self::Partial => 1,
            Self::NotDone => 2,
        }
    }
}

/// An answer of a contractor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContractAnswer {
    /// How far it is done.
    pub answer: Fulfilment,
    /// Evidence, or the reason why it does not apply (根拠・証跡).
    pub evidence: Option<String>,
    /// What will be done (改善計画).
    pub plan: Option<String>,
    /// ISO date until which it will be done (改善期限).
    pub plan_until: Option<String>,
}

/// A check sheet that came back and was accepted (返送された確認票).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContractReturn {
    /// UUIDv7.
    pub id: String,
    /// Id of the contract.
    pub contract: String,
    /// Title of the contract then.
    pub title: String,
    /// Number of the sheet.
    pub number: String,
    /// Version of the sheet.
    pub version: i64,
    /// Fiscal year of the answers.
    pub fiscal_year: i32,
    /// ISO date of the answers.
    pub answered_on: String,
    /// Who answered.
    pub respondent: Option<String>,
    /// The file as it came; its day is that on which it was accepted.
    pub file: Attachment,
    /// Answers by requirement.
    pub answers: BTreeMap<String, ContractAnswer>,
}

/// A check sheet to be written.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractSheetSave {
    /// Id of the contract.
    pub id: String,
    /// Folder.
    pub folder: String,
    /// Until when the contractor is to answer, as typed; two weeks if nothing is said.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub due_on: Option<String>,
}

/// A check sheet that came back.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractSheetRead {
    /// Id of the contract; none for the one whose number stands in the file.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub id: Option<String>,
    /// The file.
    pub file: String,
}

/// A check sheet that is accepted.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractSheetApply {
    /// Id of the contract.
    pub id: String,
    /// Revision of it that the person saw.
    pub revision: i64,
    /// The file.
    pub file: String,
}

/// What a contractor is asked about a contract: what applies to it and is the contractor's to do.
fn asked(view: &ContractView, catalogue: &Catalogue) -> Asked {
    let contract = &view.contract;
    let applying = view.requirements.iter().filter(|row| !matches!(row.state, State::Unknown | State::Waived));
    let mut applying: Vec<(&str, &str)> = applying.map(|row| (row.id.as_str(), row.title.as_str())).collect();
    // As in the catalogue and not by how they stand, so that a confirmation does not make another sheet.
    applying.sort_by_key(|(id, _)| place(catalogue, id));
    let number = contract.number.clone().unwrap_or_else(|| FORM.say("no_number", &[]));
    Asked {
        record: contract.id.clone(),
        title: contract.title.clone(),
        head: vec![
            FORM.say("line.contract", &[("number", &number), ("title", &contract.title)]),
            FORM.say("line.contractor", &[("contractor", &contract.contractor.name)]),
        ],
        questions: FORM.questions(applying.into_iter()),
        section: contract.section.clone(),
        contact: contract.owner.clone(),
    }
}

/// Where a requirement stands in the catalogue.
fn place(catalogue: &Catalogue, id: &str) -> usize {
    catalogue.requirements.iter().position(|requirement| requirement.id == id).unwrap_or(usize::MAX)
}

/// The report that a returned sheet is, if the contract names one: the nearest that is owed in the year of the answers.
fn report(contract: &Contract, fiscal_year: i32) -> Option<usize> {
    let words: Vec<String> = FORM.wording.report.iter().map(|word| crate::fold::fold(word)).collect();
    let named = contract.deliverables.iter().enumerate().filter(|(_, entry)| {
        let title = crate::fold::fold(&entry.title);
        entry.kind == DeliverableKind::PeriodicReport
            && entry.received_on.is_none()
            && entry.due_on.as_ref().is_none_or(|due| in_year(due, fiscal_year))
            && words.iter().any(|word| title.contains(word.as_str()))
    });
    named.min_by_key(|(_, entry)| entry.due_on.clone()).map(|(at, _)| at)
}

impl Ledger {
    /// Writes the check sheet for the contractor into a folder and keeps what is asked under its number.
    ///
    /// # Errors
    /// `record_missing`, `sheet_no_questions`, `date_…` of the day, `folder_unwritable` with the folder.
    pub fn save_contract_sheet(&mut self, request: &ContractSheetSave) -> Result<SheetFile, Error> {
        // The sheet is Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let view = self.view_contract(&request.id, None);
        self.lang = lang;
        let asked = asked(&view?, Catalogue::shipped()?);
        self.issue_sheet(&FORM, Op::ContractSheetIssue, &asked, &request.folder, request.due_on.as_deref())
    }

    /// Accepts a check sheet that came back: it is kept with its answers and its file, and if the contract names it among the
    /// reports that it owes, as that report. A file that was accepted before is not accepted twice.
    ///
    /// # Errors
    /// What makes the sheet unusable (`sheet_…`), `sheet_nothing`, `changed_elsewhere`, `evidence_…` of the file.
    pub fn apply_contract_sheet(&mut self, request: &ContractSheetApply) -> Result<Contract, Error> {
        let mut given = evidence::Given::read(&request.file)?;
        let reading =
            self.read_contract_sheet(&ContractSheetRead { id: Some(request.id.clone()), file: request.file.clone() })?;
        Error::unless_none(reading.notes.iter().filter(|note| note.blocks).map(|note| note.problem.clone()).collect())?;
        if reading.answers.is_empty() {
            return Err(Problem::at("answers", "sheet_nothing").into());
        }
        let (today, office) = (self.today(), self.office()?.as_facts());
        given.attachment.on = today.to_string();
        given.attachment.by = self.actor().to_owned();
        self.write(Op::ContractSheetApply, |writing| {
            Actor::may_write(writing, today)?;
            let missing = || Problem::new("record_missing").with("id", &request.id);
            let base = super::load(writing.tx, &request.id)?.ok_or_else(missing)?;
            let known = store::of_contract(writing.tx, &base.id)?;
            if known.iter().any(|accepted| accepted.file.hash == given.attachment.hash) {
                return Ok(base);
            }
            if base.revision != request.revision {
                return Err(writing.changed_elsewhere(REGISTER, &base.id));
            }
            let accepted = reading.accepted(&base, given.attachment.clone());
            given.keep(writing)?;
            store::insert(writing.tx, &accepted)?;
            writing.note(RETURNS, &accepted.id, None, Some(&serde_json::to_value(&accepted)?))?;
            for term in super::store::terms(writing.tx, &base.lineage)? {
                super::store::mark_for_recheck(writing.tx, &term.id)?;
            }
            let mut contract = base.clone();
            let report = report(&base, accepted.fiscal_year).and_then(|at| contract.deliverables.get_mut(at));
            let Some(report) = report else { return Ok(base) };
            report.received_on = Some(today.to_string());
            keep(writing, contract, Some(&base), &office, today)
        })
    }
}

impl Ledger {
    /// The contract that a returned sheet is about: the one with this id, else that of the issue with this number.
    pub(super) fn contract_of_sheet(
        &mut self,
        form: &Form,
        id: Option<&str>,
        number: Option<&str>,
    ) -> Result<Option<Contract>, Error> {
        match id {
            Some(id) => self.contract(id).map(Some),
            None => self.read(|tx| {
                let issue = number.map(|number| sheet::issue_of(tx, form, number)).transpose()?.flatten();
                issue.map(|issue| super::load(tx, &issue.record)).transpose().map(Option::flatten)
            }),
        }
    }
}

/// Takes out the sheets of a contract that is taken out itself, and those that came back, each with a row of history.
pub(super) fn remove_of(writing: &mut Writing<'_, '_>, contract: &str) -> Result<(), Error> {
    for kept in store::of_contract(writing.tx, contract)? {
        store::remove(writing.tx, &kept.id)?;
        writing.note(RETURNS, &kept.id, Some(&serde_json::to_value(&kept)?), None)?;
    }
    sheet::remove_of(writing, &FORM, contract)
}

/// Every issued sheet as it is kept, with its number, those of a selection too.
pub(crate) fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    sheet::walk(tx, FORM.register, &mut *see)?;
    super::selection::walk(tx, see)
}

/// Every sheet that came back as it is kept, with its id.
pub(crate) fn walk_returns(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    store::walk(tx, see)
}

#[cfg(test)]
pub(super) mod tests;
