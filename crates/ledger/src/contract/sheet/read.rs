//! What a returned check sheet means for a contract, before anything is accepted.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::standing::{Answers, of_year, year_before};
use super::{ContractAnswer, ContractReturn, ContractSheetRead, FORM, Fulfilment, report, store};
use crate::contract::Contract;
use crate::evidence::Attachment;
use crate::history::sha256;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::sheet::{self, Found, Given, Issue, Notes, SheetNote};

/// An answer of a returned sheet, as it would be accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractSheetAnswer {
    /// Id of the requirement.
    pub requirement: String,
    /// Title of the requirement.
    pub title: String,
    /// Row of the file.
    pub row: u32,
    /// The answer.
    pub answer: ContractAnswer,
    /// The answer that was accepted in this fiscal year.
    pub current: Option<ContractAnswer>,
    /// The answer of an earlier fiscal year.
    pub before: Option<ContractAnswer>,
    /// Whether less is done than in that year.
    pub worse: bool,
    /// Whether it is another than what was accepted in this fiscal year.
    pub changes: bool,
}

/// A returned sheet, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractSheetReading {
    /// Id of the contract; none where no contract is known.
    pub contract: Option<String>,
    /// Title of the contract.
    pub title: Option<String>,
    /// Revision of the contract.
    pub revision: i64,
    /// Number that stands in the file.
    pub number: Option<String>,
    /// Version of that issue.
    pub version: Option<i64>,
    /// ISO date of that issue.
    pub issued_on: Option<String>,
    /// Who answered.
    pub respondent: Option<String>,
    /// ISO date of the answers.
    pub answered_on: String,
    /// Fiscal year of the answers.
    pub fiscal_year: i32,
    /// The earlier fiscal year with which they are compared.
    pub year_before: Option<i32>,
    /// Report that would be noted as received.
    pub report: Option<String>,
    /// Whether this very file was accepted before.
    pub taken: bool,
    /// Answers that can be accepted, in the order of the sheet.
    pub answers: Vec<ContractSheetAnswer>,
    /// What is odd, what makes it unusable first.
    pub notes: Vec<SheetNote>,
    /// Whether it can be accepted.
    pub usable: bool,
}

impl ContractSheetReading {
    /// The return as it is kept.
    pub(super) fn accepted(self, contract: &Contract, file: Attachment) -> ContractReturn {
        ContractReturn {
            id: uuid::Uuid::now_v7().to_string(),
            contract: contract.id.clone(),
            title: contract.title.clone(),
            number: self.number.unwrap_or_default(),
            version: self.version.unwrap_or_default(),
            fiscal_year: self.fiscal_year,
            answered_on: self.answered_on,
            respondent: self.respondent,
            file,
            answers: self.answers.into_iter().map(|answer| (answer.requirement, answer.answer)).collect(),
        }
    }
}

impl Ledger {
    /// Reads a check sheet that came back: its answers beside those of the year before, and everything that is odd about it.
    /// Writes nothing.
    ///
    /// # Errors
    /// `record_missing`, `import_…` for a file that cannot be read.
    pub fn read_contract_sheet(&mut self, request: &ContractSheetRead) -> Result<ContractSheetReading, Error> {
        let book = sheet::open(&request.file)?;
        let hash = std::fs::read(&request.file).map(|bytes| sha256(&bytes)).map_err(Error::unexpected)?;
        let found = sheet::found(&FORM, &book);
        let number = found.number.as_deref();
        let contract = self.contract_of_sheet(&FORM, request.id.as_deref(), number)?;
        let record = contract.as_ref().map(|contract| contract.id.clone()).unwrap_or_default();
        let (issued, returns) = self.read(|tx| {
            let returns = contract.as_ref().map(|contract| store::until_term(tx, contract)).transpose()?;
            Ok((sheet::issued(tx, &FORM, number, &record)?, returns.unwrap_or_default()))
        })?;
        let mut notes = Notes::new(self.lang);
        let returned = Read { found: &found, issue: issued.0.as_ref(), today: self.today() };
        let given = sheet::check(&FORM, &mut notes, &record, &found, returned.issue, issued.1.as_ref());
        Ok(returned.reading(notes, &given, contract.as_ref(), &returns, &hash))
    }
}

/// A returned sheet with the issue that it answers.
struct Read<'a> {
    found: &'a Found,
    issue: Option<&'a Issue>,
    today: NaiveDate,
}

impl Read<'_> {
    fn reading(
        &self,
        mut notes: Notes,
        given: &[Given],
        contract: Option<&Contract>,
        returns: &[ContractReturn],
        hash: &str,
    ) -> ContractSheetReading {
        let own = |issue: &&Issue| contract.is_some_and(|contract| contract.id == issue.record);
        let known = self.issue.filter(own).is_some();
        let respondent = self.found.blank("respondent");
        if known && respondent.is_none() {
            notes.add(false, Problem::at("file", "sheet_respondent_missing"));
        }
        let answered_on = if known { self.found.answered_on(&mut notes, self.issue, self.today) } else { self.today };
        let fiscal_year = crate::date::fiscal_year(answered_on);
        let year_before = year_before(returns, fiscal_year);
        let id = contract.map(|contract| contract.id.as_str());
        let accepted: Vec<ContractReturn> =
            returns.iter().filter(|accepted| Some(accepted.contract.as_str()) == id).cloned().collect();
        let current = of_year(&accepted, fiscal_year);
        let before = year_before.map(|year| of_year(returns, year)).unwrap_or_default();
        let answers = given.iter().filter_map(|given| {
            let answer = answer(&mut notes, given)?;
            Some(self.beside(given, answer, &current, &before))
        });
        let answers: Vec<ContractSheetAnswer> = answers.collect();
        let (notes, usable) = notes.end();
        let report = contract.and_then(|contract| {
            let at = report(contract, fiscal_year)?;
            Some(contract.deliverables.get(at)?.title.clone())
        });
        ContractSheetReading {
            contract: contract.map(|contract| contract.id.clone()),
            title: contract.map(|contract| contract.title.clone()),
            revision: contract.map(|contract| contract.revision).unwrap_or_default(),
            number: self.found.number.clone(),
            version: self.issue.map(|issue| issue.version),
            issued_on: self.issue.map(|issue| issue.issued_on.clone()),
            respondent,
            answered_on: answered_on.to_string(),
            fiscal_year,
            year_before,
            report: report.filter(|_| usable),
            taken: accepted.iter().any(|accepted| accepted.file.hash == hash),
            answers: if usable { answers } else { Vec::new() },
            notes,
            usable,
        }
    }

    /// An answer beside those that were given before.
    fn beside(
        &self,
        given: &Given,
        answer: ContractAnswer,
        current: &Answers,
        before: &Answers,
    ) -> ContractSheetAnswer {
        let id = given.requirement.as_str();
        let asked = self.issue.and_then(|issue| issue.questions.iter().find(|question| question.id == id));
        let (current, before) = (current.get(id).cloned(), before.get(id).cloned());
        ContractSheetAnswer {
            requirement: id.to_owned(),
            title: asked.map(|question| question.title.clone()).unwrap_or_default(),
            row: given.row,
            worse: before.as_ref().is_some_and(|before| answer.is_worse_than(before)),
            changes: current.as_ref() != Some(&answer),
            answer,
            current,
            before,
        }
    }
}

/// One answer, if there is one that can be accepted.
fn answer(notes: &mut Notes, given: &Given) -> Option<ContractAnswer> {
    let (id, row) = (given.requirement.as_str(), given.row);
    let fulfilment = Fulfilment::ALL.into_iter().find(|answer| answer.code() == given.answer)?;
    let evidence = given.text("evidence");
    if fulfilment == Fulfilment::NotApplicable && evidence.is_none() {
        notes.of_row(false, "sheet_reason_missing", id, row, None);
        return None;
    }
    let plan_until = match given.day("plan_until") {
        Some(Err(typed)) => {
            notes.of_row(false, "sheet_plan_day", id, row, Some(&typed));
            None
        }
        Some(Ok(day)) => Some(day.to_string()),
        None => None,
    };
    Some(ContractAnswer { answer: fulfilment, evidence, plan: given.text("plan"), plan_until })
}
