//! The shapes of what a screen shows of a contract; the window's types are made from them.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::super::rules::State;
use super::super::{Confirmation, Contract, Waiver, store};
use crate::approval::{Case, CaseMay, ContentLine};
use crate::catalogue::{AnnexKind, Severity};
use crate::due::DueItem;
use crate::problem::Problem;
use crate::question::Question;
use crate::reasons::{FindingRow, Reason, SourceRow};
use crate::register::Link;

/// Numbers of requirements by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct Counts {
    /// Requirements that apply.
    pub applies: usize,
    /// Without evidence.
    pub missing: usize,
    /// Undecided.
    pub unknown: usize,
    /// With evidence.
    pub met: usize,
    /// Left out on purpose.
    pub waived: usize,
    /// Not yet due.
    pub not_yet: usize,
    /// Recommended, without evidence.
    pub recommended: usize,
}

/// The article that meets a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ClausePlace {
    /// Id of the clause.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Which annex.
    pub annex: AnnexKind,
    /// Number of the article.
    pub article: u32,
    /// Whether it is signed.
    pub pinned: bool,
}

/// A requirement of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RequirementRow {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it asks for.
    pub summary: String,
    /// Area.
    pub area: String,
    /// Area in words.
    pub area_text: String,
    /// How strict.
    pub severity: Severity,
    /// Kind of basis.
    pub basis: String,
    /// Kind of basis in words.
    pub basis_text: String,
    /// Phase.
    pub phase: String,
    /// How it stands.
    pub state: State,
    /// Why it applies, in words.
    pub because_text: String,
    /// The facts that made it apply.
    pub because: Vec<Reason>,
    /// Unknown facts that would decide it.
    pub undecided: Vec<Reason>,
    /// Sources.
    pub sources: Vec<SourceRow>,
    /// Papers and lists it appears in.
    pub outputs: Vec<String>,
    /// Forms.
    pub forms: Vec<String>,
    /// ISO date from which it binds.
    pub effective_from: Option<String>,
    /// 施行後は必須・今は推奨.
    pub after_enforcement: bool,
    /// The article that meets it.
    pub clause: Option<ClausePlace>,
    /// What meets it, in words.
    pub evidence_text: Option<String>,
    /// What is missing and what to do, in words.
    pub remedy_text: Option<String>,
    /// Its waiver.
    pub waiver: Option<Waiver>,
    /// Its confirmation.
    pub confirmation: Option<Confirmation>,
    /// Remark of the catalogue.
    pub note: Option<String>,
}

/// An annex that the contract calls for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AnnexSummary {
    /// Which.
    pub kind: AnnexKind,
    /// Title.
    pub title: String,
    /// Number of its articles.
    pub articles: usize,
    /// Whether it is signed.
    pub pinned: bool,
}

/// One term of a lineage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Term {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Number of the term.
    pub term: u32,
    /// ISO date.
    pub starts_on: Option<String>,
    /// ISO date.
    pub ends_on: Option<String>,
}

/// A waiver or a re-outsourcing with its application and its approval.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ContractCase {
    /// What it is about, as `contract_apply` takes it.
    pub matter: String,
    /// The same in words.
    pub title: String,
    /// Whether it is approved, here or outside this ledger.
    pub approved: bool,
    /// What is applied for, in words.
    pub content: Vec<ContentLine>,
    /// Its application and its approval.
    #[serde(flatten)]
    pub case: Case,
    /// What the person who looks may do about it.
    pub may: CaseMay,
}

/// Everything a screen shows of a contract.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ContractView {
    /// The record.
    pub contract: Contract,
    /// Where it is in its life.
    pub status: store::Status,
    /// Numbers of requirements.
    pub counts: Counts,
    /// Requirements that apply or cannot be decided, unmet first.
    pub requirements: Vec<RequirementRow>,
    /// Findings of the rules.
    pub findings: Vec<FindingRow>,
    /// Questions, those with the largest effect first within a group.
    pub questions: Vec<Question>,
    /// Due dates, nearest first.
    pub due: Vec<DueItem>,
    /// Annexes.
    pub annexes: Vec<AnnexSummary>,
    /// Terms of the lineage.
    pub terms: Vec<Term>,
    /// Cloud uses and accounts that name it.
    pub links: Vec<Link>,
    /// Waivers and re-outsourcings with their applications.
    pub cases: Vec<ContractCase>,
    /// ISO date if this is the record as it was.
    pub as_of: Option<String>,
    /// Hash of the end of the history.
    pub head: String,
}

/// A requirement by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A document and what it says, behind a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Why {
    /// Title and section of the document.
    pub document: String,
    /// What the requirement asks for.
    pub text: String,
}

/// What a draft would change (この回答で変わること).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Change {
    /// Requirements that begin to apply.
    pub added: Vec<Named>,
    /// Requirements that no longer apply.
    pub removed: Vec<Named>,
    /// Counts of the record as saved.
    pub before: Counts,
    /// Counts with the draft.
    pub after: Counts,
    /// Annexes of the record as saved.
    pub annexes_before: Vec<AnnexKind>,
    /// Annexes with the draft.
    pub annexes_after: Vec<AnnexKind>,
    /// Sources behind the added requirements.
    pub why: Vec<Why>,
}

/// A draft looked at without saving.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ContractCheck {
    /// What would hinder saving.
    pub problems: Vec<Problem>,
    /// The record as it would be.
    pub view: ContractView,
    /// What would change.
    pub change: Change,
    /// What was understood of dates, amounts and numbers, by field.
    pub normal: BTreeMap<String, String>,
}
