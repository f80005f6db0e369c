//! What follows from a selection: by which criteria candidates are judged, who is fit and in which place, which requirements it
//! proves, and what is wrong with it. Pure: `today` is an argument.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::super::rules::{RequirementState, State};
use super::super::{Contract, Finding};
use super::draft::MOST_POINTS;
use super::sheet::{is_answered, items};
use super::{Answered, Candidate, Judgement, Selection, SelectionForm, Statement, SupplyVerdict};
use crate::catalogue::{Requirement, Severity};
use crate::contractor::Contractor;
use crate::fold::fold;

/// Requirements of the phase of selection that the office itself carries out; no candidate is judged by them.
const OFFICES_OWN: [&str; 7] = ["SE-01", "SE-02", "SE-04", "CX-01", "PI-10", "PI-14", "SC-06"];
/// That the annex was shown before the bid.
const SHOWN: &str = "PI-14";

/// A requirement by which candidates are judged.
#[derive(Debug, Clone, Copy)]
pub struct Criterion<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// Whether who fails it is unfit (必須); else it only counts by its points.
    pub gate: bool,
}

/// The criteria among the requirements that bind a contract.
pub fn criteria<'c>(contract: &Contract, binding: impl Iterator<Item = &'c Requirement>) -> Vec<Criterion<'c>> {
    let of_candidates =
        binding.filter(|requirement| requirement.phase == "select" && !OFFICES_OWN.contains(&requirement.id.as_str()));
    let criterion = |requirement: &'c Requirement| {
        let early = |from: &String| contract.starts_on.as_ref().is_some_and(|start| start < from);
        let gate = requirement.severity == Severity::Must && !requirement.effective_from.as_ref().is_some_and(early);
        Criterion { requirement, gate }
    };
    of_candidates.map(criterion).collect()
}

/// Whether a candidate may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// It fails nothing that is needed, or that was accepted (適格).
    Fit,
    /// Something that is needed was not judged yet, or could not be seen (未確認).
    Open,
    /// It fails something that is needed (不適格).
    Unfit,
}

impl Fit {
    /// The word for it in the locale key `fit.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Open => "open",
            Self::Unfit => "unfit",
        }
    }
}

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CandidateStanding")]
pub struct Standing {
    /// Whether it may be chosen.
    pub fit: Fit,
    /// Points times weights.
    pub total: u32,
    /// The most that can be had.
    pub most: u32,
    /// Place among those that are not unfit, from 1; equal totals share it. None where nobody gave points.
    pub rank: Option<usize>,
}

/// The weight of a criterion.
pub fn weight(selection: &Selection, criterion: &str) -> u32 {
    selection.weights.get(criterion).copied().unwrap_or(1)
}

fn fit(criteria: &[Criterion<'_>], candidate: &Candidate) -> Fit {
    let of = |criterion: &Criterion<'_>| {
        let score = candidate.score(&criterion.requirement.id);
        match score.and_then(|score| score.judgement) {
            Some(Judgement::Meets | Judgement::Partly) => Fit::Fit,
            Some(Judgement::Fails) if score.is_some_and(super::Score::is_accepted) => Fit::Fit,
            Some(Judgement::Fails) => Fit::Unfit,
            Some(Judgement::NotSeen) | None => Fit::Open,
        }
    };
    let found: Vec<Fit> = criteria.iter().filter(|criterion| criterion.gate).map(of).collect();
    let has = |fit: Fit| found.contains(&fit);
    match (has(Fit::Unfit), has(Fit::Open)) {
        (true, _) => Fit::Unfit,
        (false, true) => Fit::Open,
        (false, false) => Fit::Fit,
    }
}

/// Where every candidate stands, in their order.
pub fn standings(criteria: &[Criterion<'_>], selection: &Selection) -> Vec<Standing> {
    let weighed =
        |criterion: &Criterion<'_>, points: u32| points.saturating_mul(weight(selection, &criterion.requirement.id));
    let most = criteria.iter().map(|criterion| weighed(criterion, MOST_POINTS)).sum();
    let standing = |candidate: &Candidate| {
        let points = |criterion: &Criterion<'_>| {
            let score = candidate.score(&criterion.requirement.id)?;
            Some(weighed(criterion, score.points?))
        };
        let counted: Vec<u32> = criteria.iter().filter_map(points).collect();
        let total = counted.iter().sum();
        (Standing { fit: fit(criteria, candidate), total, most, rank: None }, !counted.is_empty())
    };
    let counted: Vec<(Standing, bool)> = selection.candidates.iter().map(standing).collect();
    let ranked = |(one, has): &&(Standing, bool)| *has && one.fit != Fit::Unfit;
    let place = |one: &(Standing, bool)| {
        let better = counted.iter().filter(ranked).filter(|(other, _)| other.total > one.0.total).count();
        Standing { rank: ranked(&one).then_some(better + 1), ..one.0 }
    };
    counted.iter().map(place).collect()
}

/// Whether a company of this name and number is the contractor.
pub fn is_contractor(contractor: &Contractor, name: &str, number: Option<&str>) -> bool {
    match (contractor.corporate_number.as_deref(), number) {
        (Some(own), Some(number)) => own == number,
        _ => !contractor.name.is_empty() && fold(&contractor.name) == fold(name),
    }
}

/// Whether a statement is the contractor's.
pub fn of_contractor(contract: &Contract) -> impl Fn(&Statement) -> bool + '_ {
    |statement| is_contractor(&contract.contractor, &statement.company, statement.corporate_number.as_deref())
}

/// What came too late: the day on which the annex was shown lies after this one.
fn shown_late<'a>(contract: &'a Contract, selection: &'a Selection) -> Option<(&'a String, &'a String)> {
    let shown = selection.shown_on.as_ref()?;
    let limits = [&selection.decided_on, &contract.signed_on];
    limits.into_iter().flatten().find(|limit| shown > *limit).map(|limit| (shown, limit))
}

/// What the selection proves of a requirement, as evidence of the record itself. `iso` is today.
pub fn proof(contract: &Contract, criteria: &[Criterion<'_>], id: &str, iso: &str) -> Option<(&'static str, String)> {
    let selection = contract.selection.as_ref()?;
    let has_come = |on: &&String| on.as_str() <= iso;
    match id {
        "PI-14" | "SE-04" => {
            let shown = selection.shown_on.as_ref().filter(has_come)?;
            return shown_late(contract, selection).is_none().then(|| ("annex_shown", shown.clone()));
        }
        "SC-01" => return judged(contract, selection, iso).map(|on| ("supply_chain_judged", on)),
        "SC-04" => {
            stated(contract, selection, id)?;
            return judged(contract, selection, iso).map(|on| ("supply_chain_judged", on));
        }
        "SC-02" | "SC-07" => return stated(contract, selection, id).map(|on| ("supply_chain", on)),
        _ => {}
    }
    if let Some(on) = chosen_contractor(contract, selection, iso).and_then(|(chosen, on)| {
        let proven = match id {
            "SE-02" => fit(criteria, chosen) == Fit::Fit,
            _ => chosen.score(id).is_some_and(|score| score.judgement == Some(Judgement::Meets)),
        };
        proven.then_some(on)
    }) {
        return Some(("selected", on.clone()));
    }
    // SD-10: ownership is on the supply-chain sheet; who works where is in the list of workers.
    if id == "SD-10" && contract.workers.iter().any(|worker| worker.place.is_some()) {
        return stated(contract, selection, "SC-02").map(|on| ("supply_chain_workers", on));
    }
    None
}

/// The candidate that was chosen, if the decision has been made and the contract is with it.
fn chosen_contractor<'a>(
    contract: &Contract,
    selection: &'a Selection,
    iso: &str,
) -> Option<(&'a Candidate, &'a String)> {
    let on = selection.decided_on.as_ref().filter(|on| on.as_str() <= iso)?;
    let chosen = selection.chosen()?;
    let own = is_contractor(&contract.contractor, &chosen.name, chosen.corporate_number.as_deref());
    own.then_some((chosen, on))
}

/// The day on which the contractor had answered all that a requirement asks on the supply-chain sheet.
fn stated(contract: &Contract, selection: &Selection, id: &str) -> Option<String> {
    let stated = selection.stated(SelectionForm::SupplyChain, of_contractor(contract));
    let own: Vec<&super::sheet::Item> = items().iter().filter(|item| item.requirement() == id).collect();
    let answered = |item: &&super::sheet::Item| {
        let (stated, on) = stated.get(item.id.as_str())?;
        // A pledge that is not given is no pledge.
        let given = id != "SC-07" || stated.answer == Answered::Yes;
        (given && is_answered(item, stated)).then_some(*on)
    };
    let days: Option<Vec<&str>> = own.iter().map(answered).collect();
    days?.into_iter().max().map(str::to_owned)
}

/// The day on which the office judged, with its reason, what the contractor stated about its supply chain.
fn judged(contract: &Contract, selection: &Selection, iso: &str) -> Option<String> {
    let judgement = &selection.supply_chain;
    let on = judgement.judged_on.as_ref().filter(|on| on.as_str() <= iso)?;
    let borne = match judgement.verdict? {
        SupplyVerdict::Accepted => true,
        SupplyVerdict::Reduced => judgement.accepted_by.is_some(),
        SupplyVerdict::Refused => false,
    };
    let there = selection
        .statements
        .iter()
        .any(|statement| statement.form == SelectionForm::SupplyChain && of_contractor(contract)(statement));
    (borne && there && judgement.reason.is_some()).then(|| on.clone())
}

/// What is wrong with a selection, and with a contract that has none.
pub fn object(
    contract: &Contract,
    criteria: &[Criterion<'_>],
    requirements: &[RequirementState<'_>],
    iso: &str,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |code, severity, field: &str, args: &[(&'static str, &str)]| {
        let args: BTreeMap<&'static str, String> =
            args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        findings.push(Finding { code, field: Some(field.to_owned()), severity, args });
    };
    let nothing = Selection::default();
    let selection = contract.selection.as_ref().unwrap_or(&nothing);
    let begun = contract.signed_on.is_some() || contract.starts_on.as_deref().is_some_and(|start| start <= iso);
    // A requirement that was confirmed or left out by somebody is no finding, whatever days there are.
    let unshown = requirements
        .iter()
        .find(|entry| entry.requirement.id == SHOWN && matches!(entry.state, State::Missing | State::Recommended));
    if let Some(entry) = unshown.filter(|_| begun && contract.closed_on.is_none()) {
        let severity = entry.requirement.severity;
        match shown_late(contract, selection) {
            Some((shown, limit)) => {
                let args = [("shown", shown.as_str()), ("limit", limit)];
                add("annex_shown_late", severity, "selection.shown_on", &args);
            }
            None => add("annex_not_shown", severity, "selection.shown_on", &[]),
        }
    }
    if let Some(chosen) = selection.chosen() {
        let contractor = &contract.contractor;
        if !contractor.name.is_empty() && !is_contractor(contractor, &chosen.name, chosen.corporate_number.as_deref()) {
            let args = [("name", chosen.name.as_str()), ("contractor", &contractor.name)];
            add("selected_other", Severity::Must, "selection.chosen", &args);
        }
        if fit(criteria, chosen) == Fit::Unfit {
            add("selected_unfit", Severity::Must, "selection.chosen", &[("name", &chosen.name)]);
        }
    }
    if selection.supply_chain.verdict == Some(SupplyVerdict::Refused) && begun && contract.closed_on.is_none() {
        add("supply_chain_refused", Severity::Must, "selection.supply_chain.verdict", &[]);
    }
    findings
}
