//! What the answers of returned sheets say of a contract: which of them stand, which are worse than a year ago, and what is wrong
//! with them. Pure; the rules of the record itself are in `contract/rules.rs`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::rules::{Evidence, RequirementState, State, judged_year};
use super::super::{Assessment, Contract, Finding, in_year};
use super::{ContractAnswer, ContractReturn, Fulfilment};

/// The requirement of a periodic check (DOMAIN A.3).
const CHECKED: &str = "OV-01";

/// Why an answer is a finding; the locale key is `finding.<code>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Not wholly done, without a plan or its last day.
    Missing,
    /// Not wholly done, and the last day of the plan is over.
    Passed,
}

impl Lack {
    /// The code of the finding.
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "sheet_plan_missing",
            Self::Passed => "sheet_plan_passed",
        }
    }
}

impl ContractAnswer {
    /// What is wrong with it on a day.
    pub fn lack(&self, today: NaiveDate) -> Option<Lack> {
        if !matches!(self.answer, Fulfilment::Partial | Fulfilment::NotDone) {
            return None;
        }
        match (&self.plan, &self.plan_until) {
            (Some(_), Some(until)) => (*until < today.to_string()).then_some(Lack::Passed),
            _ => Some(Lack::Missing),
        }
    }

    /// Whether less is done than another answer said.
    pub fn is_worse_than(&self, before: &Self) -> bool {
        self.answer.rank() > before.answer.rank()
    }
}

/// Answers by requirement.
pub type Answers = BTreeMap<String, ContractAnswer>;

/// The answers that stand of a fiscal year: the newest to each question. `returns` come oldest first.
pub fn of_year(returns: &[ContractReturn], year: i32) -> Answers {
    let own = returns.iter().filter(|accepted| accepted.fiscal_year == year);
    own.flat_map(|accepted| accepted.answers.clone()).collect()
}

/// The newest fiscal year before another in which there are answers.
pub fn year_before(returns: &[ContractReturn], year: i32) -> Option<i32> {
    returns.iter().map(|accepted| accepted.fiscal_year).filter(|before| *before < year).max()
}

/// What the newest answers say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Returned {
    /// ISO date of the newest answers about this term.
    answered_on: Option<String>,
    answers: Answers,
}

impl Returned {
    /// Of the sheets that came back for a contract and its terms before, oldest first, as far as they were there on a day.
    pub fn of(returns: &[ContractReturn], contract: &Contract, on: NaiveDate) -> Self {
        let on = on.to_string();
        let there: Vec<ContractReturn> = returns.iter().filter(|accepted| accepted.file.on <= on).cloned().collect();
        let answers = there.last().map(|newest| of_year(&there, newest.fiscal_year)).unwrap_or_default();
        // What was answered about another term is no check of this one.
        let own = there.iter().filter(|accepted| accepted.contract == contract.id);
        Self { answered_on: own.map(|accepted| accepted.answered_on.clone()).max(), answers }
    }

    /// The least that is done: 0 everything, 1 something in part, 2 something not at all.
    pub fn worst(&self) -> u8 {
        let rank = |answer: &ContractAnswer| answer.answer.rank();
        self.answers.values().map(rank).max().unwrap_or(0)
    }

    /// The days on which a plan is to be carried out.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.answers.values().filter_map(|answer| answer.plan_until.as_ref()?.parse().ok())
    }

    /// Adds to what follows from a contract: its periodic check, and answers that lack a plan or are overdue. `renewed` says
    /// whether there is a next term, which then carries them on.
    pub fn add_to(&self, assessment: &mut Assessment<'_>, contract: &Contract, renewed: bool, today: NaiveDate) {
        let year = judged_year(contract, today);
        if let Some(on) = self.answered_on.as_ref().filter(|on| in_year(on, year)) {
            let unmet = |state| matches!(state, State::Missing | State::Recommended);
            let checks = assessment.requirements.iter_mut();
            for check in checks.filter(|entry| entry.requirement.id == CHECKED && unmet(entry.state)) {
                check.state = State::Met;
                check.evidence = Some(Evidence::Attribute { code: "sheet", value: on.clone() });
                check.lack = None;
            }
        }
        let over = contract.ends_on.as_ref().is_some_and(|end| *end < today.to_string());
        if contract.closed_on.is_some() || (renewed && over) {
            return;
        }
        let binds = |entry: &&RequirementState<'_>| !matches!(entry.state, State::Waived | State::Unknown);
        for entry in assessment.requirements.iter().filter(binds) {
            let id = &entry.requirement.id;
            let Some((answer, lack)) = self.answers.get(id).and_then(|answer| Some((answer, answer.lack(today)?)))
            else {
                continue;
            };
            let mut args = BTreeMap::from([
                ("requirement", id.clone()),
                ("title", id.clone()),
                ("answer", answer.answer.code().to_owned()),
            ]);
            args.extend(answer.plan_until.clone().map(|until| ("until", until)));
            assessment.findings.push(Finding {
                code: lack.code(),
                field: Some(format!("sheet.{id}")),
                severity: entry.requirement.severity,
                args,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(answer: Fulfilment, plan: Option<&str>, until: Option<&str>) -> ContractAnswer {
        let text = |text: Option<&str>| text.map(str::to_owned);
        ContractAnswer { answer, evidence: None, plan: text(plan), plan_until: text(until) }
    }

    #[test]
    fn what_is_not_wholly_done_needs_a_plan_whose_day_has_not_passed() {
        use Fulfilment::{Done, NotApplicable, NotDone, Partial};
        let today = "2026-11-27".parse().unwrap();
        for (given, expected) in [
            (answer(Done, None, None), None),
            (answer(NotApplicable, None, None), None),
            (answer(Partial, None, None), Some(Lack::Missing)),
            (answer(NotDone, Some("規程を作る"), None), Some(Lack::Missing)),
            (answer(NotDone, None, Some("2027-03-31")), Some(Lack::Missing)),
            (answer(Partial, Some("規程を作る"), Some("2026-11-27")), None),
            (answer(Partial, Some("規程を作る"), Some("2026-11-26")), Some(Lack::Passed)),
        ] {
            assert_eq!(given.lack(today), expected, "{given:?}");
        }
    }

    #[test]
    fn worse_is_what_is_done_less() {
        use Fulfilment::{Done, NotApplicable, NotDone, Partial};
        let worse: Vec<(Fulfilment, Fulfilment)> = Fulfilment::ALL
            .into_iter()
            .flat_map(|before| Fulfilment::ALL.map(|now| (before, now)))
            .filter(|(before, now)| answer(*now, None, None).is_worse_than(&answer(*before, None, None)))
            .collect();
        assert_eq!(
            worse,
            [(Done, Partial), (Done, NotDone), (Partial, NotDone), (NotApplicable, Partial), (NotApplicable, NotDone)]
        );
    }
}
