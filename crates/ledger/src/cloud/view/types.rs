//! The shapes of what a screen shows of a cloud use; the window's types are made from them.

use serde::Serialize;
use ts_rs::TS;

use super::super::Standing;
use super::super::rules::CloudState;
use super::super::{Cloud, CloudAnswer};
use crate::approval::{Application, ApplicationKind, ApplicationState, Outcome};
use crate::catalogue::Severity;
use crate::facts::FactRow;
use crate::problem::Problem;
use crate::question::Question;
use crate::reasons::{FindingRow, SourceRow};
use crate::register::Link;

/// Numbers of requirements by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct CloudCounts {
    /// Requirements that apply.
    pub applies: usize,
    /// Not met.
    pub missing: usize,
    /// Undecided.
    pub unknown: usize,
    /// Not answered.
    pub unanswered: usize,
    /// Met, some on a condition.
    pub met: usize,
}

/// A line of the check sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudRequirementRow {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it asks for.
    pub summary: String,
    /// How strict.
    pub severity: Severity,
    /// Kind of basis in words.
    pub basis_text: String,
    /// Phase.
    pub phase: String,
    /// How it stands.
    pub state: CloudState,
    /// The same in words.
    pub state_text: String,
    /// Whether it is asked on the check sheet.
    pub asked: bool,
    /// Why it applies, in words.
    pub because_text: String,
    /// Sources.
    pub sources: Vec<SourceRow>,
    /// The answer.
    pub answer: Option<CloudAnswer>,
    /// The answer in words.
    pub answer_text: Option<String>,
    /// The answer that was approved before, if it was another.
    pub former_text: Option<String>,
    /// Whether the answer is another than the one that was approved before.
    pub changed: bool,
    /// What of the record meets it, in words.
    pub by_record_text: Option<String>,
    /// Number of comments on it.
    pub comments: usize,
    /// Remark of the catalogue.
    pub note: Option<String>,
}

/// Something that stands in the way of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Hindrance {
    /// What it is.
    pub code: String,
    /// The requirement it is about.
    pub requirement: Option<String>,
    /// Whether an exception for that requirement lifts it.
    pub exceptable: bool,
    /// Outcomes it stands in the way of.
    pub blocks: Vec<Outcome>,
    /// In words.
    pub text: String,
}

/// A field of the application that this use needs, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldNeed {
    /// Name of the field.
    pub field: String,
    /// Whether it is asked.
    pub asked: bool,
    /// Requirements that ask for it, in words.
    pub because_text: String,
}

/// A bound field that is other than it was when it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudChange {
    /// Dotted path of the field.
    pub field: String,
    /// Its name in words.
    pub label: String,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
}

/// An application in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PastApplication {
    /// Id.
    pub id: String,
    /// What was applied for.
    pub kind: ApplicationKind,
    /// The same in words.
    pub kind_text: String,
    /// Where it is.
    pub state: ApplicationState,
    /// The same in words.
    pub state_text: String,
    /// Who applied.
    pub applicant: String,
    /// ISO date.
    pub applied_on: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// ISO date.
    pub decided_on: Option<String>,
    /// Number of the approval.
    pub number: Option<String>,
    /// SHA-256 of what was seen.
    pub hash: String,
}

/// What the person who looks at it may do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct CloudMay {
    /// Whether the account is that of a person in the ledger.
    pub known: bool,
    /// Name of that person.
    pub name: String,
    /// Change the record.
    pub edit: bool,
    /// Apply for these.
    pub apply: Vec<ApplicationKind>,
    /// Say something about the application.
    pub comment: bool,
    /// Review it.
    pub review: bool,
    /// Send it back.
    pub send_back: bool,
    /// Decide it.
    pub decide: bool,
    /// Decide it in the approver's place (代決).
    pub act: bool,
    /// Whether it is the person's own application.
    pub own: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Suspend the use.
    pub suspend: bool,
    /// Let it go on.
    pub resume: bool,
}

/// Everything a screen shows of a cloud use.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CloudView {
    /// The record.
    pub cloud: Cloud,
    /// The state in words.
    pub status_text: String,
    /// How the approval stands.
    pub standing: Standing,
    /// ISO date until which it does.
    pub stands_until: Option<String>,
    /// What is known, in words.
    pub facts: Vec<FactRow>,
    /// Numbers of requirements.
    pub counts: CloudCounts,
    /// The check sheet, in the order of the catalogue.
    pub requirements: Vec<CloudRequirementRow>,
    /// Findings of the rules.
    pub findings: Vec<FindingRow>,
    /// What stands in the way of an approval.
    pub hinders: Vec<Hindrance>,
    /// Questions about facts.
    pub questions: Vec<Question>,
    /// Fields of the application that depend on the facts.
    pub fields: Vec<FieldNeed>,
    /// What the person who looks may do.
    pub may: CloudMay,
    /// SHA-256 of what an approval is bound to, as it is now.
    pub hash: String,
    /// The approval with which it is compared.
    pub previous: Option<PastApplication>,
    /// What changed since that approval.
    pub changes: Vec<CloudChange>,
    /// The open application, else the one on which the approval rests.
    pub application: Option<Application>,
    /// All applications, newest first.
    pub past: Vec<PastApplication>,
    /// Title of the contract under which it is used.
    pub contract_title: Option<String>,
    /// Official accounts that run on it.
    pub sns: Vec<Link>,
    /// ISO date, if it is shown as it was.
    pub as_of: Option<String>,
    /// Hash of the end of the history.
    pub head: String,
}

/// A draft looked at without saving.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CloudCheckup {
    /// What would hinder saving.
    pub problems: Vec<Problem>,
    /// The record as it would be.
    pub view: CloudView,
    /// Changes that would reopen the approval; empty if saving leaves it.
    pub reopens: Vec<CloudChange>,
}
