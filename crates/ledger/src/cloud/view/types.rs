//! The shapes of what a screen shows of a cloud use; the window's types are made from them.

use serde::Serialize;
use ts_rs::TS;

use super::super::Standing;
use super::super::rules::CloudState;
use super::super::{Cloud, CloudAnswer};
use crate::approval::{BoundChange, Case, CaseMay, Outcome};
use crate::catalogue::Severity;
use crate::due::DueItem;
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

/// What the person who looks at it may do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct CloudMay {
    /// About its application.
    #[serde(flatten)]
    pub case: CaseMay,
    /// Change the record.
    pub edit: bool,
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
    /// Its application and its approval.
    #[serde(flatten)]
    pub case: Case,
    /// Title of the contract under which it is used.
    pub contract_title: Option<String>,
    /// What falls due, nearest first.
    pub due: Vec<DueItem>,
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
    pub reopens: Vec<BoundChange>,
}
