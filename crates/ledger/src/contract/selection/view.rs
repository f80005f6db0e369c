//! The selection of a contract as a screen shows it: criteria by candidates with totals and places, and what was stated about the
//! supply chain. Nothing is judged here.

use serde::Serialize;
use ts_rs::TS;

use super::judge::{self, Standing};
use super::sheet::items;
use super::{Candidate, Score, SelectionForm, Stated, Statement};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::reasons::title;
use crate::sheet;

/// A requirement by which candidates are judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelectionCriterion {
    /// Id of the requirement.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// What it asks for.
    pub summary: String,
    /// Whether who fails it is unfit.
    pub gate: bool,
    /// Its weight.
    pub weight: u32,
}

/// A candidate at a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelectionCell {
    /// How it was judged.
    pub score: Option<Score>,
    /// What it stated on its sheet.
    pub stated: Option<Stated>,
}

/// A candidate with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelectionCandidate {
    /// Id within the contract.
    pub id: String,
    /// Name.
    pub name: String,
    /// Corporate number.
    pub corporate_number: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether it is the contractor of the record.
    pub contractor: bool,
    /// Its judgements, in the order of the criteria.
    pub cells: Vec<SelectionCell>,
}

/// An item of the supply-chain sheet with what the contractor stated last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SupplyItem {
    /// Id of the item.
    pub item: String,
    /// Title.
    pub title: String,
    /// The answer.
    pub stated: Option<Stated>,
    /// ISO date of the answer.
    pub answered_on: Option<String>,
}

/// A sheet of the selection that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelectionIssue {
    /// Which sheet.
    pub form: SelectionForm,
    /// Number.
    pub number: String,
    /// Version.
    pub version: i64,
    /// ISO date.
    pub issued_on: String,
    /// Number of questions.
    pub questions: usize,
    /// How many came back and were accepted.
    pub returned: usize,
}

/// The selection of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SelectionView {
    /// The criteria, in the order of the catalogue.
    pub criteria: Vec<SelectionCriterion>,
    /// The candidates as they were entered.
    pub candidates: Vec<SelectionCandidate>,
    /// The supply-chain sheet of the contractor.
    pub supply_chain: Vec<SupplyItem>,
    /// Whether requirements about the supply chain apply to the contract.
    pub supply_chain_applies: bool,
    /// Sheets that were issued, newest first.
    pub issues: Vec<SelectionIssue>,
    /// Sheets that came back, newest first.
    pub statements: Vec<Statement>,
}

impl Ledger {
    /// The selection of a contract.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract_selection(&mut self, id: &str) -> Result<SelectionView, Error> {
        let (contract, lang) = (self.contract(id)?, self.lang);
        let criteria = self.criteria_of(&contract)?;
        let issued = self.read(|tx| {
            let of = |which: SelectionForm, tx: &mut db::Tx<'_>| {
                Ok::<_, Error>((which, sheet::of_record(tx, which.form().register, &contract.id)?))
            };
            Ok([of(SelectionForm::Selection, tx)?, of(SelectionForm::SupplyChain, tx)?])
        })?;
        let selection = contract.selection.clone().unwrap_or_default();
        let issue = |which: SelectionForm, issue: sheet::Issue| SelectionIssue {
            form: which,
            returned: selection.statements.iter().filter(|statement| statement.number == issue.number).count(),
            number: issue.number,
            version: issue.version,
            issued_on: issue.issued_on,
            questions: issue.questions.len(),
        };
        let issues = issued.into_iter().flat_map(|(which, issues)| issues.into_iter().map(move |one| (which, one)));
        let issues: Vec<SelectionIssue> = issues.map(|(which, one)| issue(which, one)).collect();
        let shown = criteria.iter().map(|criterion| SelectionCriterion {
            requirement: criterion.requirement.id.clone(),
            title: title(lang, criterion.requirement).to_owned(),
            summary: criterion.requirement.summary.clone(),
            gate: criterion.gate,
            weight: judge::weight(&selection, &criterion.requirement.id),
        });
        let candidate = |(candidate, standing): (&Candidate, Standing)| {
            let own = selection
                .stated(SelectionForm::Selection, |statement| statement.candidate.as_ref() == Some(&candidate.id));
            let cell = |criterion: &judge::Criterion<'_>| {
                let id = criterion.requirement.id.as_str();
                SelectionCell {
                    score: candidate.score(id).cloned(),
                    stated: own.get(id).map(|(stated, _)| (*stated).clone()),
                }
            };
            let number = candidate.corporate_number.as_deref();
            SelectionCandidate {
                id: candidate.id.clone(),
                name: candidate.name.clone(),
                corporate_number: candidate.corporate_number.clone(),
                standing,
                chosen: selection.chosen.as_ref() == Some(&candidate.id),
                contractor: judge::is_contractor(&contract.contractor, &candidate.name, number),
                cells: criteria.iter().map(cell).collect(),
            }
        };
        let standings = judge::standings(&criteria, &selection);
        let candidates = selection.candidates.iter().zip(standings).map(candidate).collect();
        let stated = selection.stated(SelectionForm::SupplyChain, judge::of_contractor(&contract));
        let item = |item: &super::sheet::Item| {
            let own = stated.get(item.id.as_str());
            SupplyItem {
                item: item.id.clone(),
                title: item.title.clone(),
                stated: own.map(|(stated, _)| (*stated).clone()),
                answered_on: own.map(|(_, on)| (*on).to_owned()),
            }
        };
        let about = |criterion: &judge::Criterion<'_>| {
            items().iter().any(|item| item.requirement() == criterion.requirement.id)
        };
        Ok(SelectionView {
            supply_chain: items().iter().map(item).collect(),
            supply_chain_applies: criteria.iter().any(about),
            criteria: shown.collect(),
            candidates,
            issues,
            statements: selection.statements.iter().rev().cloned().collect(),
        })
    }
}
