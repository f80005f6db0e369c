//! What follows from a contract: which requirements apply, how each is met, and what is wrong with the record.
//! Pure: no database, no clock. Every finding names its basis; a finding never blocks saving.

mod applying;
mod objections;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::selection::judge::{self, Criterion};
use super::{Contract, DeliverableKind, InspectionMethod, Pin, Waiver};
use crate::catalogue::{AnnexKind, Catalogue, Clauses, Plan, Requirement, Severity, Truth, with_office};
use crate::contractor::is_abroad;
use crate::facts::{FactValue, Facts};
pub use applying::Applying;
use objections::object;
pub use objections::{cancelled, erasure_certificate, owner_left};

/// How a requirement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RequirementState")]
pub enum State {
    /// It binds and has no evidence (不足).
    Missing,
    /// A fact is unknown that decides it (要確認).
    Unknown,
    /// It has evidence (充足).
    Met,
    /// It was left out on purpose (適用除外).
    Waived,
    /// Its time has not come (時期前).
    NotYet,
    /// It is recommended and has no evidence (推奨).
    Recommended,
}

/// What meets a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// An article of an annex.
    Clause {
        /// Which annex.
        annex: AnnexKind,
        /// Number of the article.
        article: u32,
        /// The clause.
        clause: String,
        /// Whether it is signed, so that it cannot change.
        pinned: bool,
    },
    /// A line of the requirement table for the specification.
    SpecSheet {
        /// Whether it is signed.
        pinned: bool,
    },
    /// Something in the record itself; the locale key is `evidence.<code>`.
    Attribute {
        /// What.
        code: &'static str,
        /// Value for the text.
        value: String,
    },
    /// A record made by a person.
    Confirmation(usize),
    /// A waiver.
    Waiver(usize),
}

/// How one requirement stands for one contract.
#[derive(Debug, Clone)]
pub struct RequirementState<'c> {
    /// The requirement.
    pub requirement: &'c Requirement,
    /// How it stands.
    pub state: State,
    /// What meets it.
    pub evidence: Option<Evidence>,
    /// Why there is no evidence, as part of the locale key `remedy.<code>`.
    pub lack: Option<&'static str>,
    /// The contract begins before the rule is in force (施行後は必須・今は推奨).
    pub after_enforcement: bool,
}

/// Something that a rule objects to; the locale key is `finding.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub code: &'static str,
    /// The field it is about.
    pub field: Option<String>,
    /// How grave it is.
    pub severity: Severity,
    /// Values for the text.
    pub args: BTreeMap<&'static str, String>,
}

/// Everything that follows from a contract.
#[derive(Debug, Clone)]
pub struct Assessment<'c> {
    /// Facts as conditions see them: answered, derived from the record, and of the office.
    pub facts: Facts,
    /// Requirements that apply or cannot be decided, in catalogue order.
    pub requirements: Vec<RequirementState<'c>>,
    /// Objections of the rules below.
    pub findings: Vec<Finding>,
    /// The annexes as they would be written now.
    pub plan: Arc<Plan>,
    /// The criteria by which candidates are judged.
    pub criteria: Vec<Criterion<'c>>,
}

impl Assessment<'_> {
    /// Number of requirements in this state.
    pub fn count(&self, state: State) -> usize {
        self.requirements.iter().filter(|entry| entry.state == state).count()
    }

    /// What the list shows as 指摘: unmet requirements that bind, and grave objections.
    pub fn findings_count(&self) -> usize {
        self.count(State::Missing) + self.findings.iter().filter(|finding| finding.severity == Severity::Must).count()
    }
}

/// Judges a contract. `office` are the facts of the office.
pub fn assess<'c>(
    contract: &Contract,
    catalogue: &'c Catalogue,
    clauses: &'c Clauses,
    office: &Facts,
    today: NaiveDate,
) -> Assessment<'c> {
    assess_next(contract, &mut Applying::of(catalogue, clauses), office, today)
}

/// Judges one of many contracts.
pub fn assess_next<'c>(
    contract: &Contract,
    applying: &mut Applying<'c>,
    office: &Facts,
    today: NaiveDate,
) -> Assessment<'c> {
    let catalogue = applying.catalogue;
    let facts = with_office(derived_facts(contract), office);
    let iso = today.to_string();
    let waived: BTreeMap<&str, usize> = contract
        .waivers
        .iter()
        .enumerate()
        .filter(|(_, waiver)| is_effective(waiver, catalogue, &iso))
        .map(|(index, waiver)| (waiver.requirement.as_str(), index))
        .collect();
    let applicable = applying.applicable(&facts);
    let binding: Vec<&Requirement> = applicable
        .iter()
        .filter(|(requirement, truth)| *truth == Some(true) && !waived.contains_key(requirement.id.as_str()))
        .map(|(requirement, _)| *requirement)
        .collect();
    let plan = applying.plan(&binding);
    let criteria = judge::criteria(contract, binding.iter().copied());
    let judge = Judge { contract, plan: &plan, waived: &waived, criteria: &criteria, today, iso: &iso };
    let requirements: Vec<RequirementState<'c>> =
        applicable.iter().map(|(requirement, truth)| judge.state(requirement, *truth)).collect();
    let mut findings = object(contract, &facts, catalogue, today);
    findings.extend(judge::object(contract, &criteria, &requirements, &iso));
    Assessment { facts, requirements, findings, plan, criteria }
}

/// A waiver counts only with a reason, for a `must` only with an approver, and only as long as it was approved
/// (GV-06: recording why a requirement does not apply).
fn is_effective(waiver: &Waiver, catalogue: &Catalogue, today: &str) -> bool {
    let filled = |text: &str| !text.trim().is_empty();
    let approved = waiver.approver.as_deref().is_some_and(filled);
    if waiver.has_lapsed(today) {
        return false;
    }
    catalogue
        .requirement(&waiver.requirement)
        .is_some_and(|requirement| filled(&waiver.reason) && (requirement.severity == Severity::Should || approved))
}

/// The facts of a contract together with those that other fields of the record settle.
pub fn derived_facts(contract: &Contract) -> Facts {
    let mut facts = contract.facts.clone();
    let mut set = |fact: &str, value: FactValue| {
        facts.insert(fact.to_owned(), value);
    };
    if let Some(start) = &contract.starts_on {
        set("start_date", FactValue::Text(start.clone()));
    }
    if let Some(end) = &contract.ends_on {
        set("end_date", FactValue::Text(end.clone()));
    }
    if let Some(auto) = contract.auto_renewal {
        set("auto_renewal", FactValue::Bool(auto));
    }
    if !contract.subcontracts.is_empty() {
        set("has_subcontract", FactValue::Bool(true));
    }
    if !contract.certificates.is_empty() {
        let kinds: BTreeSet<String> =
            contract.certificates.iter().map(|certificate| certificate.kind.clone()).collect();
        set("certs", FactValue::Set(kinds.into_iter().collect()));
    }
    // DOMAIN B.1: the head office and the holder of the majority of votes both count.
    let abroad =
        |country: &Option<String>| country.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(is_abroad);
    match (abroad(&contract.contractor.country), abroad(&contract.contractor.parent_country)) {
        (Some(true), _) | (_, Some(true)) => set("foreign_control", FactValue::Bool(true)),
        (Some(false), Some(false)) => set("foreign_control", FactValue::Bool(false)),
        _ => {}
    }
    facts
}

struct Judge<'a> {
    contract: &'a Contract,
    plan: &'a Plan,
    waived: &'a BTreeMap<&'a str, usize>,
    criteria: &'a [Criterion<'a>],
    today: NaiveDate,
    /// The same day as records write it, to compare with theirs.
    iso: &'a str,
}

impl Judge<'_> {
    fn state<'c>(&self, requirement: &'c Requirement, truth: Truth) -> RequirementState<'c> {
        let must = requirement.severity == Severity::Must;
        let after_enforcement = must
            && requirement
                .effective_from
                .as_ref()
                .is_some_and(|from| self.contract.starts_on.as_ref().is_some_and(|start| start < from));
        let entry = |state, evidence, lack| RequirementState { requirement, state, evidence, lack, after_enforcement };
        if truth.is_none() {
            return entry(State::Unknown, None, None);
        }
        // What both sides have signed binds: a waiver recorded later does not take it out of the paper.
        if let Some(agreed) = self.pinned(requirement) {
            return entry(State::Met, Some(agreed), None);
        }
        if let Some(index) = self.waived.get(requirement.id.as_str()) {
            return entry(State::Waived, Some(Evidence::Waiver(*index)), None);
        }
        let (evidence, lack) = self.evidence(requirement);
        if evidence.is_some() {
            return entry(State::Met, evidence, None);
        }
        if self.too_early(requirement) {
            return entry(State::NotYet, None, None);
        }
        let binds = must && !after_enforcement;
        entry(if binds { State::Missing } else { State::Recommended }, None, Some(lack))
    }

    fn evidence(&self, requirement: &Requirement) -> (Option<Evidence>, &'static str) {
        let mut lack = "confirm";
        if requirement.needs_clause() {
            match self.clause(requirement) {
                Ok(found) => return (Some(found), ""),
                Err(code) => lack = code,
            }
        } else if requirement.belongs_to(AnnexKind::SpecSheet) {
            match self.spec_sheet() {
                Some(found) => return (Some(found), ""),
                None => lack = "spec_sheet",
            }
        }
        if let Some((code, value)) = self.attribute(&requirement.id) {
            return (Some(Evidence::Attribute { code, value }), "");
        }
        // 総務省ガイドライン 8.1 (3): what is to be checked regularly is not done for good by one confirmation.
        let yearly = matches!(requirement.id.as_str(), "OV-01" | "OV-05");
        let counts = |entry: &&super::Confirmation| {
            entry.requirement == requirement.id
                && self.has_come(&entry.on)
                && (!yearly || in_year(&entry.on, judged_year(self.contract, self.today)))
        };
        let confirmed = self.contract.confirmations.iter().position(|entry| counts(&entry));
        (confirmed.map(Evidence::Confirmation), lack)
    }

    /// The article, or the line of the specification's table, that was signed for a requirement.
    fn pinned(&self, requirement: &Requirement) -> Option<Evidence> {
        let found = |pin: &Pin| {
            let clause = pin.clauses.iter().find(|clause| clause.requirements.contains(&requirement.id))?;
            Some(match pin.kind {
                AnnexKind::SpecSheet => Evidence::SpecSheet { pinned: true },
                annex => Evidence::Clause { annex, article: clause.article, clause: clause.id.clone(), pinned: true },
            })
        };
        self.contract.pins.iter().find_map(found)
    }

    fn clause(&self, requirement: &Requirement) -> Result<Evidence, &'static str> {
        if !self.contract.pins.is_empty() {
            return Err("not_in_signed");
        }
        if self.contract.signed_on.is_some() {
            return Err("signed_without_annex");
        }
        // 地方自治法234条5項: a draft that nobody has signed binds nobody once the work has begun.
        if self.begun() {
            return Err("not_signed");
        }
        let (annex, article, clause) = self.plan.place_of(&requirement.id).ok_or("no_clause")?;
        Ok(Evidence::Clause { annex, article, clause: clause.to_owned(), pinned: false })
    }

    fn spec_sheet(&self) -> Option<Evidence> {
        let drafted = self.contract.pins.is_empty() && self.contract.signed_on.is_none() && !self.begun();
        drafted.then_some(Evidence::SpecSheet { pinned: false })
    }

    fn begun(&self) -> bool {
        self.contract.starts_on.as_deref().is_some_and(|start| self.has_come(start))
    }

    /// Whether an ISO date is today or before: what is planned is not done.
    fn has_come(&self, iso: &str) -> bool {
        iso <= self.iso
    }

    /// Requirements that fields of the record meet by themselves.
    fn attribute(&self, id: &str) -> Option<(&'static str, String)> {
        let contract = self.contract;
        match id {
            // 契約の自動更新: the notice period is managed.
            "CX-11" => match (contract.notice_days, contract.notice_months) {
                (Some(days), _) => Some(("notice_days", days.to_string())),
                (None, months) => months.map(|months| ("notice_months", months.to_string())),
            },
            // 省令第80号附則2項: the program judges by the start of the term.
            "GV-03" => contract.starts_on.clone().map(|start| ("transitional", start)),
            "SE-03" => {
                let valid = |certificate: &&super::Certificate| {
                    certificate.valid_until.as_ref().is_none_or(|until| until.as_str() >= self.iso)
                };
                let found = contract.certificates.iter().find(valid).map(|found| ("certificate", found.kind.clone()));
                found.or_else(|| self.selected(id))
            }
            // 総務省ガイドライン 8.1 (3): checked in this fiscal year.
            "OV-01" => self.checked(|_| true).or_else(|| self.reported()),
            "OV-05" => self.checked(|method| method == InspectionMethod::Onsite),
            "OV-04" => {
                let closing = contract.closing.as_ref();
                let dates = closing.map(|closing| [&closing.erasure_certificate_on, &closing.returned_on]);
                let dates = dates.into_iter().flatten().flatten().chain(erasure_certificate(contract));
                let on = dates.into_iter().find(|on| self.has_come(on))?;
                Some(("returned", on.clone()))
            }
            "OV-07" => contract
                .owner
                .as_ref()
                .zip(contract.section.as_ref())
                .map(|(owner, section)| ("owner", format!("{section} {owner}"))),
            _ => self.selected(id),
        }
    }

    fn selected(&self, id: &str) -> Option<(&'static str, String)> {
        judge::proof(self.contract, self.criteria, id, self.iso)
    }

    fn checked(&self, accepts: impl Fn(InspectionMethod) -> bool) -> Option<(&'static str, String)> {
        let year = judged_year(self.contract, self.today);
        let found = self.contract.inspections.iter().find(|inspection| {
            accepts(inspection.method) && in_year(&inspection.on, year) && self.has_come(&inspection.on)
        });
        found.map(|inspection| ("inspection", inspection.on.clone()))
    }

    fn reported(&self) -> Option<(&'static str, String)> {
        let year = judged_year(self.contract, self.today);
        let reports = self.contract.deliverables.iter().filter(|entry| entry.kind == DeliverableKind::PeriodicReport);
        let on =
            reports.filter_map(|entry| entry.received_on.as_ref()).find(|on| in_year(on, year) && self.has_come(on))?;
        Some(("report", on.clone()))
    }

    /// What can only be done during or after the term is not missed before.
    fn too_early(&self, requirement: &Requirement) -> bool {
        let contract = self.contract;
        match requirement.phase.as_str() {
            "perform" | "operate" => !self.begun(),
            "end" => {
                contract.closed_on.is_none() && contract.ends_on.as_ref().is_none_or(|end| end.as_str() >= self.iso)
            }
            "renew" => contract.renewed_from.is_none(),
            _ => false,
        }
    }
}

/// The fiscal year whose checks count: this one, or the last in which the contract ran.
pub fn judged_year(contract: &Contract, today: NaiveDate) -> i32 {
    let ends = [&contract.ends_on, &contract.closed_on].into_iter().flatten();
    let last = ends.filter_map(|end| end.parse::<NaiveDate>().ok()).chain([today]).min();
    crate::date::fiscal_year(last.unwrap_or(today))
}

/// Whether an ISO date lies in this fiscal year.
pub fn in_year(iso: &str, fiscal_year: i32) -> bool {
    iso.parse::<NaiveDate>().is_ok_and(|date| crate::date::fiscal_year(date) == fiscal_year)
}
