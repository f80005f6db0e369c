//! An account as a screen shows it: requirements with reasons and evidence, findings, its application, who answered for it,
//! and what the person who looks may do. Nothing is judged here; `rules.rs` and `catalogue/` do that.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::TS;

use super::rules::{SnsAssessment, SnsFinding, SnsRequirement, SnsState, assess, days_since_post};
use super::{REGISTER, Sns, SnsDraft, SnsPaperRow, SnsStatus, apply, bound, paper};
use crate::approval::{self, Actor, ApplicationKind, BoundChange, Case, CaseMay, CaseOf, Standing, differences};
use crate::catalogue::{Catalogue, Severity};
use crate::due::DueItem;
use crate::facts::{FactRow, FactValue, fact_rows, value_text};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::question::{Asked, Question};
use crate::reasons::{FindingRow, SourceRow, basis, because, sources, title};
use crate::register::Register;
use crate::wording::{Lang, day, text};

/// Groups of the facts form, in its order.
const GROUPS: [(&str, &[&str]); 2] = [
    ("information", &["confidentiality", "availability", "handles_personal_info", "sns_collects_pi"]),
    ("operation", &["sns_two_way", "sns_contractor", "sns_private_device", "sns_paid_third_party"]),
];

/// Numbers of requirements by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct SnsCounts {
    /// Requirements that apply.
    pub applies: usize,
    /// Without evidence.
    pub missing: usize,
    /// Undecided.
    pub unknown: usize,
    /// With evidence.
    pub met: usize,
}

/// A requirement of the panel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsRequirementRow {
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
    /// How it stands.
    pub state: SnsState,
    /// The same in words.
    pub state_text: String,
    /// Why it applies, in words.
    pub because_text: String,
    /// Sources.
    pub sources: Vec<SourceRow>,
    /// What meets it, in words.
    pub evidence_text: Option<String>,
    /// What is missing and what to do, in words.
    pub remedy_text: Option<String>,
}

/// What the person who looks at an account may do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct SnsMay {
    /// About its application.
    #[serde(flatten)]
    pub case: CaseMay,
    /// Change the record.
    pub edit: bool,
}

/// An official account as a screen shows it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SnsView {
    /// The record.
    pub sns: Sns,
    /// The medium in words.
    pub medium_text: String,
    /// The state in words.
    pub status_text: String,
    /// How the approval stands.
    pub standing: Standing,
    /// What is known, in words.
    pub facts: Vec<FactRow>,
    /// Numbers of requirements.
    pub counts: SnsCounts,
    /// Requirements that apply or cannot be decided, in the order of the catalogue.
    pub requirements: Vec<SnsRequirementRow>,
    /// Findings of the rules, the grave ones first.
    pub findings: Vec<FindingRow>,
    /// Questions about facts.
    pub questions: Vec<Question>,
    /// What stands in the way of an approval, in words.
    pub hinders: Vec<String>,
    /// Days since the last post of an account in use.
    pub days_since_post: Option<i64>,
    /// Its application and its approval.
    #[serde(flatten)]
    pub case: Case,
    /// What the person who looks may do.
    pub may: SnsMay,
    /// The papers that can be written about it.
    pub papers: Vec<SnsPaperRow>,
    /// Title of the contract under which it is run.
    pub contract_title: Option<String>,
    /// Name of the cloud use under which it runs.
    pub cloud_title: Option<String>,
    /// What falls due, nearest first.
    pub due: Vec<DueItem>,
    /// ISO date, if it is shown as it was.
    pub as_of: Option<String>,
    /// Hash of the end of the history.
    pub head: String,
}

/// A draft looked at without saving.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SnsCheckup {
    /// What would hinder saving.
    pub problems: Vec<Problem>,
    /// The record as it would be.
    pub view: SnsView,
    /// Changes that would have an approval asked for anew; empty if saving leaves it.
    pub reopens: Vec<BoundChange>,
}

impl Ledger {
    /// An account with everything that follows from it, today or as it was at the end of a day.
    ///
    /// # Errors
    /// `record_missing`, `record_missing_then`.
    pub fn view_sns(&mut self, id: &str, on: Option<NaiveDate>) -> Result<SnsView, Error> {
        let sns = match on {
            None => self.sns(id)?,
            Some(on) => {
                let json = self.record_on(REGISTER, id, on)?;
                serde_json::from_value(json.ok_or_else(|| Problem::new("record_missing_then").with("on", on))?)?
            }
        };
        let mut view = self.sns_view(sns, on.unwrap_or_else(|| self.today()))?;
        if let Some(on) = on {
            let day = on.to_string();
            view.may = SnsMay::default();
            // What was applied for and decided later was not known on that day.
            view.case.past.retain(|past| past.applied_on <= day);
            (view.case.application, view.case.previous) = (None, None);
            (view.case.changes, view.case.since_seen) = (Vec::new(), Vec::new());
            view.as_of = Some(day);
        }
        Ok(view)
    }

    /// An empty account with its questions, for the form of a new one.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn blank_sns(&mut self) -> Result<SnsView, Error> {
        self.sns_view(Sns::default(), self.today())
    }

    /// Looks at a draft without saving: its problems, what follows, and whether saving asks for an approval anew.
    ///
    /// # Errors
    /// `record_missing` if the draft is of an account that does not exist.
    pub fn check_sns(&mut self, draft: &SnsDraft) -> Result<SnsCheckup, Error> {
        let base = draft.id().map(|id| self.sns(id)).transpose()?;
        let (sns, problems) = draft.read(base.as_ref(), self.today())?;
        let reopens = match base.as_ref().filter(|base| base.is_approved() && base.status != SnsStatus::Closed) {
            None => Vec::new(),
            Some(base) => changes(self.lang, differences(&bound::content(base, None)?, &bound::content(&sns, None)?)),
        };
        Ok(SnsCheckup { problems, view: self.sns_view(sns, self.today())?, reopens })
    }

    fn sns_view(&mut self, sns: Sns, today: NaiveDate) -> Result<SnsView, Error> {
        let (catalogue, lang, account) = (Catalogue::shipped()?, self.lang, self.actor().to_owned());
        let office = self.office()?.as_facts();
        let head = self.history_head()?.hash;
        let contract_title = self.contract_title(sns.contract.as_deref())?;
        let cloud_title = self.cloud_title(sns.cloud.as_deref())?;
        let due = self.dues_of("sns", &sns.id, today)?;
        let (beside, applications, actor) = self.read(|tx| {
            Ok((
                apply::beside(tx, &sns, today)?,
                approval::of_record(tx, Register::Sns, &sns.id)?,
                Actor::of(tx, &account, today).ok(),
            ))
        })?;
        let assessment = assess(&sns, &beside, catalogue, &office, today);
        let case = CaseOf::new(&applications, sns.application.as_deref());
        let content = bound::content(&sns, case.open.map(|open| open.kind))?;
        let before = case.before().map(|before| bound::bound(&before));
        // What an application for something else adds is no change of what was approved.
        let changed =
            before.map(|before| changes(lang, differences(&before, &bound::bound(&content)))).unwrap_or_default();
        let approved = bound::Approved::of(&applications, &sns)?;
        let may = SnsMay {
            case: case.may(actor.as_ref(), &apply::kinds(&sns, approved.is_some())),
            edit: actor.as_ref().is_none_or(Actor::acts),
        };
        Ok(SnsView {
            medium_text: text(lang, &format!("medium.{}", sns.medium.code()), &[]),
            status_text: status(lang, &sns, sns.standing(today), case.open.map(|open| open.kind)),
            standing: sns.standing(today),
            facts: fact_rows(lang, &assessment.facts),
            counts: SnsCounts::of(&assessment),
            requirements: assessment
                .requirements
                .iter()
                .map(|entry| requirement_row(lang, catalogue, &sns, &assessment, entry))
                .collect(),
            findings: assessment.findings.iter().map(|finding| finding_row(lang, finding)).collect(),
            questions: questions(lang, catalogue, &sns, &assessment, &office, today),
            hinders: assessment
                .findings
                .iter()
                .filter(|finding| finding.hinders)
                .map(|finding| worded(lang, finding))
                .collect(),
            days_since_post: days_since_post(&sns, today),
            papers: paper::rows(lang, &sns, paper::notice_kind(sns.status, case.shown())),
            case: case.view(lang, &content, changed, changes),
            may,
            contract_title,
            cloud_title,
            due,
            as_of: None,
            head,
            sns,
        })
    }
}

impl SnsCounts {
    fn of(assessment: &SnsAssessment<'_>) -> Self {
        let count = |state: SnsState| assessment.requirements.iter().filter(|entry| entry.state == state).count();
        let unknown = count(SnsState::Unknown);
        Self {
            applies: assessment.requirements.len() - unknown,
            missing: count(SnsState::Missing),
            unknown,
            met: count(SnsState::Met),
        }
    }
}

/// The state in words, with what an application waits for. That its approval has lapsed does not hide that it is suspended.
fn status(lang: Lang, sns: &Sns, standing: Standing, open: Option<ApplicationKind>) -> String {
    let code = match (standing, sns.status) {
        (Standing::Lapsed, SnsStatus::Suspended) => "suspended_lapsed",
        (Standing::Lapsed, _) => "lapsed",
        _ => sns.status.code(),
    };
    let state = text(lang, &format!("sns_status.{code}"), &[]);
    match open {
        Some(kind) if sns.status != SnsStatus::Applied => {
            let kind = text(lang, &format!("application_kind.{}", kind.code()), &[]);
            text(lang, "sns_status.waits", &[("status", &state), ("kind", &kind)])
        }
        _ => state,
    }
}

fn requirement_row(
    lang: Lang,
    catalogue: &Catalogue,
    sns: &Sns,
    assessment: &SnsAssessment<'_>,
    entry: &SnsRequirement<'_>,
) -> SnsRequirementRow {
    let requirement = entry.requirement;
    let confirmed = entry.confirmation.and_then(|place| sns.confirmations.get(place));
    let evidence = match (&entry.by_record, confirmed) {
        (Some((code, value)), _) => Some(text(lang, &format!("sns_evidence.{code}"), &[("value", &day(lang, value))])),
        (None, Some(one)) => {
            let args = [("on", day(lang, &one.on)), ("source", one.source.clone())];
            let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
            Some(text(lang, "evidence.confirmation", &args))
        }
        (None, None) => None,
    };
    let lacks = matches!(entry.state, SnsState::Missing | SnsState::Recommended);
    SnsRequirementRow {
        id: requirement.id.clone(),
        title: title(lang, requirement).to_owned(),
        summary: requirement.summary.clone(),
        severity: requirement.severity,
        basis_text: text(lang, &format!("basis.{}", requirement.basis), &[]),
        state: entry.state,
        state_text: text(lang, &format!("sns_state.{}", state_code(entry.state)), &[]),
        because_text: because(lang, requirement, "sns", &assessment.facts),
        sources: sources(lang, catalogue, requirement),
        evidence_text: evidence,
        remedy_text: lacks.then(|| text(lang, &format!("sns_remedy.{}", requirement.id), &[])),
    }
}

/// The word of a state in locale keys (`sns_state.<code>`).
fn state_code(state: SnsState) -> &'static str {
    match state {
        SnsState::Missing => "missing",
        SnsState::Unknown => "unknown",
        SnsState::Recommended => "recommended",
        SnsState::Met => "met",
        SnsState::NotYet => "not_yet",
    }
}

fn finding_row(lang: Lang, finding: &SnsFinding) -> FindingRow {
    FindingRow {
        code: finding.code.to_owned(),
        field: finding.field.clone(),
        requirement: finding.requirement.map(str::to_owned),
        severity: finding.severity,
        text: worded(lang, finding),
        basis: basis(lang, finding.code),
    }
}

/// A finding in words.
fn worded(lang: Lang, finding: &SnsFinding) -> String {
    let shown = |name: &str, value: &str| match name {
        "duty" => text(lang, &format!("duty.{value}"), &[]),
        "names" => value.replace('\n', &text(lang, "reason.list", &[])),
        _ => day(lang, value),
    };
    let args: Vec<(&str, String)> = finding.args.iter().map(|(name, value)| (*name, shown(name, value))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text(lang, &format!("finding.{}", finding.code), &args)
}

fn questions(
    lang: Lang,
    catalogue: &Catalogue,
    sns: &Sns,
    assessment: &SnsAssessment<'_>,
    office: &crate::facts::Facts,
    today: NaiveDate,
) -> Vec<Question> {
    let undecided = assessment.requirements.iter().filter(|entry| entry.state == SnsState::Unknown);
    let derived = super::rules::derived_facts(&Sns { facts: crate::facts::Facts::new(), ..sns.clone() }, today);
    Asked {
        catalogue,
        record_type: "sns",
        facts: &assessment.facts,
        office,
        derived: &derived,
        undecided: undecided.map(|entry| entry.requirement).collect(),
    }
    .questions(lang, &GROUPS)
}

/// Bound fields that differ, in words.
pub(crate) fn changes(lang: Lang, differences: Vec<(String, Json, Json)>) -> Vec<BoundChange> {
    let change = |(field, before, after): (String, Json, Json)| BoundChange {
        label: match field.strip_prefix("facts.") {
            Some(fact) => text(lang, &format!("fact.{fact}.label"), &[]),
            None => text(lang, &format!("sns_field.{field}"), &[]),
        },
        before: value(lang, &field, &before),
        after: value(lang, &field, &after),
        field,
    };
    differences.into_iter().map(change).collect()
}

/// The value of a bound field, in words; none where there is nothing.
fn value(lang: Lang, field: &str, json: &Json) -> Option<String> {
    if let Some(fact) = field.strip_prefix("facts.") {
        let known: FactValue = serde_json::from_value(json.clone()).ok()?;
        return Some(value_text(lang, fact, &known));
    }
    match json {
        Json::Null => None,
        Json::Bool(yes) => Some(text(lang, if *yes { "answer.yes" } else { "answer.no" }, &[])),
        Json::String(word) if field == "medium" => Some(text(lang, &format!("medium.{word}"), &[])),
        Json::String(words) => Some(day(lang, words)).filter(|words| !words.is_empty()),
        Json::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(|item| value(lang, "", item)).collect();
            Some(parts.join(&text(lang, "reason.list", &[]))).filter(|words| !words.is_empty())
        }
        Json::Object(fields) => {
            let parts = fields.iter().filter_map(|(name, inner)| {
                let label = text(lang, &format!("sns_field.{field}.{name}"), &[]);
                let value = value(lang, "", inner)?;
                Some(text(lang, "sns_field.pair", &[("label", &label), ("value", &value)]))
            });
            Some(parts.collect::<Vec<_>>().join("\n")).filter(|words| !words.is_empty())
        }
        Json::Number(number) => Some(number.to_string()),
    }
}
