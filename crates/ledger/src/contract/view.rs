//! A contract as a screen shows it: requirements with reasons in words, questions that still matter, findings, due dates, papers.
//! Nothing is judged here; `rules.rs` and `catalogue/` do that.

mod cases;
mod chain;
mod change;
mod questions;
mod types;
mod words;

use chrono::NaiveDate;

pub(crate) use cases::changes as matter_changes;
pub use chain::{Chain, ChainEdge, ChainKind, ChainNode, ChainState};
pub use types::{AnnexSummary, Change, ContractCase, ContractCheck, ContractView, Counts, RequirementRow, Term};
pub use words::evidence;

use super::rules::{Evidence, RequirementState, State};
use super::{Assessment, Beside, Contract, ContractDraft, assess, owner_left, sheet, store};
use crate::approval::Actor;
use crate::catalogue::{AnnexKind, Catalogue, Clauses, Severity};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::reasons::{FindingRow, Reason, basis, because, left_behind, reason, sources, title, titled};
use crate::wording::{Lang, text};
use change::{change, normal};
use questions::questions;
use types::ClausePlace;
use words::remedy;

impl Counts {
    fn of(assessment: &Assessment<'_>) -> Self {
        let unknown = assessment.count(State::Unknown);
        Self {
            applies: assessment.requirements.len() - unknown,
            missing: assessment.count(State::Missing),
            unknown,
            met: assessment.count(State::Met),
            waived: assessment.count(State::Waived),
            not_yet: assessment.count(State::NotYet),
            recommended: assessment.count(State::Recommended),
        }
    }
}

impl Ledger {
    /// A contract with everything that follows from it, today or as it was on a day; the rules are those of the
    /// catalogue and the office of today, judged as of that day.
    ///
    /// # Errors
    /// `record_missing`, `record_missing_then`.
    pub fn view_contract(&mut self, id: &str, on: Option<NaiveDate>) -> Result<ContractView, Error> {
        let contract = match on {
            None => self.contract(id)?,
            Some(on) => self.contract_on(id, on)?,
        };
        let mut view = self.view(contract, on.unwrap_or_else(|| self.today()))?;
        view.as_of = on.map(|on| on.to_string());
        // What was applied for and decided later was not known on that day.
        view.cases.retain(|_| on.is_none());
        Ok(view)
    }

    /// An empty contract with its questions, for the form of a new one.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn blank_contract(&mut self) -> Result<ContractView, Error> {
        self.view(Contract { term: 1, ..Contract::default() }, self.today())
    }

    /// Looks at a draft without saving: problems, consequences, and what would change.
    ///
    /// # Errors
    /// `record_missing` if the draft is of a contract that does not exist.
    pub fn check_contract(&mut self, draft: &ContractDraft) -> Result<ContractCheck, Error> {
        let base = draft.id().map(|id| self.contract(id)).transpose()?;
        let (contract, problems) = draft.read(base.as_ref(), self.today())?;
        let (catalogue, clauses, today) = (Catalogue::shipped()?, Clauses::shipped()?, self.today());
        let office = self.office()?.as_facts();
        let before = assess(&base.unwrap_or_default(), catalogue, clauses, &office, today);
        let after = assess(&contract, catalogue, clauses, &office, today);
        let change = change(self.lang, catalogue, &before, &after);
        let normal = normal(draft, &contract, &problems);
        Ok(ContractCheck { problems, view: self.view(contract, today)?, change, normal })
    }

    fn view(&mut self, contract: Contract, today: NaiveDate) -> Result<ContractView, Error> {
        let (catalogue, clauses, lang) = (Catalogue::shipped()?, Clauses::shipped()?, self.lang);
        let office = self.office()?.as_facts();
        let head = self.history_head()?.hash;
        let lineage = contract.lineage.clone();
        let account = self.actor().to_owned();
        let (terms, beside, returned, taken, cases) = self.read(|tx| {
            let actor = Actor::of(tx, &account, today).ok();
            Ok((
                store::terms(tx, &lineage)?,
                Beside::of(tx, &contract)?,
                sheet::returned(tx, &contract, today)?,
                store::number_taken(tx, &contract)?,
                cases::cases(tx, lang, &contract, actor.as_ref())?,
            ))
        })?;
        let mut assessment = assess(&contract, catalogue, clauses, &office, today);
        assessment.findings.extend(owner_left(&contract, beside.owner_until, today));
        returned.add_to(&mut assessment, &contract, beside.renewed, today);
        let mut requirements: Vec<RequirementRow> = assessment
            .requirements
            .iter()
            .map(|entry| requirement_row(lang, catalogue, clauses, &contract, &assessment, entry))
            .collect();
        requirements.sort_by_key(|row| row.state as u8);
        let mut findings: Vec<FindingRow> =
            assessment.findings.iter().map(|finding| finding_row(lang, finding)).collect();
        if taken {
            let number = contract.number.clone().unwrap_or_default();
            findings.push(FindingRow {
                code: "number_taken".to_owned(),
                field: Some("number".to_owned()),
                requirement: None,
                severity: Severity::Should,
                text: text(lang, "finding.number_taken", &[("number", &number)]),
                basis: basis(lang, "number_taken"),
            });
        }
        let mut links = self.clouds_of_contract(&contract.id)?;
        links.extend(self.sns_naming(&contract.id)?);
        if contract.closed_on.is_some() {
            findings.extend(left_behind(lang, &links));
        }
        let due = self.due_items(&contract, &assessment.facts, beside, today)?;
        Ok(ContractView {
            status: store::status(
                contract.signed_on.as_deref(),
                contract.starts_on.as_deref(),
                contract.ends_on.as_deref(),
                contract.closed_on.as_deref(),
                today,
            ),
            counts: Counts::of(&assessment),
            requirements,
            findings,
            questions: questions(lang, catalogue, &contract, &assessment, &office),
            due,
            annexes: annexes(lang, &contract, &assessment),
            terms,
            links,
            cases,
            as_of: None,
            head,
            contract,
        })
    }
}

fn requirement_row(
    lang: Lang,
    catalogue: &Catalogue,
    clauses: &Clauses,
    contract: &Contract,
    assessment: &Assessment<'_>,
    entry: &RequirementState<'_>,
) -> RequirementRow {
    let requirement = entry.requirement;
    let reasons: Vec<Reason> = requirement
        .condition
        .reasons("contract", &assessment.facts)
        .into_iter()
        .map(|comparison| Reason { fact: comparison.fact.clone(), text: reason(lang, comparison, &assessment.facts) })
        .collect();
    let undecided = entry.state == State::Unknown;
    let clause = match &entry.evidence {
        Some(Evidence::Clause { annex, article, clause, pinned }) => Some(ClausePlace {
            id: clause.clone(),
            title: clauses.get(clause).map(|clause| clause.title.clone()).unwrap_or_default(),
            annex: *annex,
            article: *article,
            pinned: *pinned,
        }),
        _ => None,
    };
    RequirementRow {
        id: requirement.id.clone(),
        title: title(lang, requirement).to_owned(),
        summary: requirement.summary.clone(),
        area: requirement.area.clone(),
        area_text: text(lang, &format!("area.{}", requirement.area), &[]),
        severity: requirement.severity,
        basis: requirement.basis.clone(),
        basis_text: text(lang, &format!("basis.{}", requirement.basis), &[]),
        phase: requirement.phase.clone(),
        state: entry.state,
        because_text: because(lang, requirement, "contract", &assessment.facts),
        because: if undecided { Vec::new() } else { reasons.clone() },
        undecided: if undecided { reasons } else { Vec::new() },
        sources: sources(lang, catalogue, requirement),
        outputs: requirement.outputs.clone(),
        forms: requirement.forms.clone(),
        effective_from: requirement.effective_from.clone(),
        after_enforcement: entry.after_enforcement,
        clause,
        evidence_text: entry.evidence.as_ref().map(|found| evidence(lang, contract, found)),
        remedy_text: entry.lack.map(|code| remedy(lang, code, requirement)),
        waiver: contract.waivers.iter().find(|waiver| waiver.requirement == requirement.id).cloned(),
        confirmation: contract.confirmations.iter().find(|entry| entry.requirement == requirement.id).cloned(),
        note: requirement.note.clone(),
    }
}

fn finding_row(lang: Lang, finding: &super::Finding) -> FindingRow {
    let words: Vec<(&str, String)> = finding
        .args
        .iter()
        .map(|(name, value)| {
            let shown = match (*name, value.parse::<NaiveDate>()) {
                ("kind", _) => text(lang, &format!("certificate.{value}"), &[]),
                ("answer", _) => text(lang, &format!("sheet_answer.{value}"), &[]),
                ("title", _) => titled(lang, value),
                (_, Ok(date)) if lang == Lang::Ja => crate::date::wareki(date),
                _ => value.clone(),
            };
            (*name, shown)
        })
        .collect();
    let args: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
    FindingRow {
        code: finding.code.to_owned(),
        field: finding.field.clone(),
        requirement: finding.args.get("requirement").cloned(),
        severity: finding.severity,
        text: text(lang, &format!("finding.{}", finding.code), &args),
        basis: basis(lang, finding.code),
    }
}

fn annexes(lang: Lang, contract: &Contract, assessment: &Assessment<'_>) -> Vec<AnnexSummary> {
    let summary = |kind: AnnexKind, articles, pinned| AnnexSummary {
        kind,
        title: text(lang, &format!("annex.{}", kind.code()), &[]),
        articles,
        pinned,
    };
    if contract.pins.is_empty() {
        return assessment.plan.annexes.iter().map(|(kind, entries)| summary(*kind, entries.len(), false)).collect();
    }
    contract
        .pins
        .iter()
        .filter(|pin| AnnexKind::CLAUSES.contains(&pin.kind))
        .map(|pin| summary(pin.kind, pin.clauses.len(), true))
        .collect()
}
