//! The check sheets of a contract as a screen shows them: what was issued, what came back, and this year's answers beside those of
//! the year before.

use serde::Serialize;
use ts_rs::TS;

use super::standing::{of_year, year_before};
use super::{ContractAnswer, ContractReturn, FORM, place, store};
use crate::catalogue::Catalogue;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::reasons::title;
use crate::sheet;

/// A check sheet that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractSheetIssue {
    /// Number.
    pub number: String,
    /// Version.
    pub version: i64,
    /// ISO date.
    pub issued_on: String,
    /// Number of questions.
    pub questions: usize,
    /// Whether it came back and was accepted.
    pub returned: bool,
}

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractSheetRow {
    /// Id of the requirement.
    pub requirement: String,
    /// Title of the requirement.
    pub title: String,
    /// The answer of the newest year.
    pub answer: Option<ContractAnswer>,
    /// The answer of the year before.
    pub before: Option<ContractAnswer>,
    /// Whether less is done than in the year before.
    pub worse: bool,
    /// Why it is a finding, `sheet_plan_missing` or `sheet_plan_passed`; nothing if it is none.
    pub lack: Option<String>,
}

/// The check sheets of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractSheets {
    /// What was issued, newest first.
    pub issues: Vec<ContractSheetIssue>,
    /// What came back, of the terms before too, newest first.
    pub returns: Vec<ContractReturn>,
    /// Newest fiscal year with answers.
    pub fiscal_year: Option<i32>,
    /// The fiscal year with answers before that.
    pub year_before: Option<i32>,
    /// Questions with their answers.
    pub rows: Vec<ContractSheetRow>,
}

impl Ledger {
    /// The check sheets of a contract with their answers.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract_sheets(&mut self, id: &str) -> Result<ContractSheets, Error> {
        let (contract, today, lang) = (self.contract(id)?, self.today(), self.lang);
        let (issues, mut returns) = self
            .read(|tx| Ok((sheet::of_record(tx, FORM.register, &contract.id)?, store::until_term(tx, &contract)?)))?;
        let fiscal_year = returns.last().map(|newest| newest.fiscal_year);
        let year_before = fiscal_year.and_then(|year| year_before(&returns, year));
        let now = fiscal_year.map(|year| of_year(&returns, year)).unwrap_or_default();
        let before = year_before.map(|year| of_year(&returns, year)).unwrap_or_default();
        // What was asked and not answered is shown as such.
        let newest = returns.last().map(|newest| newest.number.clone());
        let asked = issues.iter().filter(|issue| Some(&issue.number) == newest.as_ref());
        let asked = asked.flat_map(|issue| &issue.questions).map(|question| &question.id);
        let mut ids: Vec<&String> = now.keys().chain(before.keys()).chain(asked).collect();
        let catalogue = Catalogue::shipped()?;
        ids.sort_by_key(|id| (place(catalogue, id), *id));
        ids.dedup();
        let row = |id: &String| {
            let (answer, before) = (now.get(id), before.get(id));
            ContractSheetRow {
                requirement: id.clone(),
                title: catalogue.requirement(id).map_or_else(String::new, |known| title(lang, known).to_owned()),
                worse: answer.zip(before).is_some_and(|(answer, before)| answer.is_worse_than(before)),
                lack: answer.and_then(|answer| answer.lack(today)).map(|lack| lack.code().to_owned()),
                answer: answer.cloned(),
                before: before.cloned(),
            }
        };
        let rows = ids.into_iter().map(row).collect();
        let issues = issues.into_iter().map(|issue| ContractSheetIssue {
            returned: returns.iter().any(|accepted| accepted.number == issue.number),
            number: issue.number,
            version: issue.version,
            issued_on: issue.issued_on,
            questions: issue.questions.len(),
        });
        let issues = issues.collect();
        returns.reverse();
        Ok(ContractSheets { issues, returns, fiscal_year, year_before, rows })
    }
}
