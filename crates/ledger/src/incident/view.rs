//! What a screen shows of an incident: whether it is reported and why, the steps with their days, what is wrong.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::duty::{self, Clock, Verdict};
use super::rules::{self, Found};
use super::{Incident, IncidentDraft, IncidentPaperRow, REGISTER, ReportKind, paper};
use crate::catalogue::Severity;
use crate::due::DueItem;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::reasons::{FindingRow, basis};
use crate::register::{Link, Register};
use crate::wording::{self, Lang, text};

/// A fact that would settle whether an incident is reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnknownField {
    /// Field of the record.
    pub field: String,
    /// What it asks, in words.
    pub label: String,
}

/// Whether an incident is reported to the commission, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentVerdict {
    /// Whether it is; none while what is known does not settle it.
    pub reported: Option<bool>,
    /// In a sentence.
    pub text: String,
    /// Why it is, each with its law.
    pub reasons: Vec<String>,
    /// What would settle it.
    pub unknown: Vec<UnknownField>,
}

/// A step that the law asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "IncidentStepKind")]
pub enum StepKind {
    /// The first report (速報).
    Initial,
    /// The persons are told (本人への通知).
    Persons,
    /// The last report (確報).
    Final,
}

impl StepKind {
    /// The word for it in locale keys (`incident_step.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Persons => "persons",
            Self::Final => "final",
        }
    }
}

/// A step with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentStep {
    /// Which.
    pub kind: StepKind,
    /// What to do, in words.
    pub title: String,
    /// Where it comes from.
    pub basis: String,
    /// ISO date of the last day; none where the law names no day.
    pub due_on: Option<String>,
    /// Days from today to it; negative once it has passed.
    pub days: Option<i64>,
    /// ISO date on which it was done.
    pub done_on: Option<String>,
    /// Whether nothing more is to be done about it.
    pub done: bool,
}

/// An incident with everything that follows from it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentView {
    /// The record.
    pub incident: Incident,
    /// ISO date from which the days count.
    pub day_one: Option<String>,
    /// Whether it is reported.
    pub verdict: IncidentVerdict,
    /// What the law asks for, in order; empty where it need not be reported.
    pub steps: Vec<IncidentStep>,
    /// What is wrong.
    pub findings: Vec<FindingRow>,
    /// The records in which it happened.
    pub links: Vec<Link>,
    /// The contractor in whose work it happened.
    pub contractor: Option<String>,
    /// What falls due, nearest first.
    pub due: Vec<DueItem>,
    /// Papers that can be written.
    pub papers: Vec<IncidentPaperRow>,
}

/// What follows from a draft as far as it can be read.
#[derive(Debug, Clone, Serialize, TS)]
pub struct IncidentCheckup {
    /// What follows.
    pub view: IncidentView,
    /// What cannot be read.
    pub problems: Vec<Problem>,
}

impl Ledger {
    /// An incident with everything that follows from it.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn view_incident(&mut self, id: &str) -> Result<IncidentView, Error> {
        let incident = self.incident(id)?;
        let due = self.dues_of(REGISTER, id, self.today())?;
        self.judged(incident, due)
    }

    /// An incident that nobody has entered, for the form.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn blank_incident(&mut self) -> Result<IncidentView, Error> {
        self.judged(Incident::default(), Vec::new())
    }

    /// What follows from a draft; nothing is written.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn check_incident(&mut self, draft: &IncidentDraft) -> Result<IncidentCheckup, Error> {
        let base = draft.id().map(|id| self.incident(id)).transpose()?;
        let (incident, problems) = draft.read(base.as_ref(), self.today());
        Ok(IncidentCheckup { view: self.judged(incident, Vec::new())?, problems })
    }

    fn judged(&mut self, incident: Incident, due: Vec<DueItem>) -> Result<IncidentView, Error> {
        let (today, lang) = (self.today(), self.lang);
        let calendar = self.office()?.calendar();
        let clock = duty::clock(&incident, &calendar);
        let verdict = duty::verdict(&incident);
        let found = rules::assess(&incident, clock.as_ref(), today);
        let (links, contractor) = self.places_of(&incident)?;
        Ok(IncidentView {
            day_one: duty::day_one(&incident).map(|day| day.to_string()),
            steps: clock.map(|clock| steps(lang, &incident, &clock, today)).unwrap_or_default(),
            verdict: worded(lang, &verdict),
            findings: found.iter().map(|found| finding(lang, found)).collect(),
            papers: paper::rows(lang, &incident),
            links,
            contractor,
            due,
            incident,
        })
    }

    /// The records in which it happened, and the contractor. One that was taken out since is left out.
    fn places_of(&mut self, incident: &Incident) -> Result<(Vec<Link>, Option<String>), Error> {
        let places: Vec<(Register, String)> =
            incident.places().map(|(register, id)| (register, id.to_owned())).collect();
        let (mut links, mut contractor) = (Vec::new(), None);
        for (register, id) in places {
            let (title, open) = match register {
                Register::Contract => {
                    let Ok(contract) = self.contract(&id) else { continue };
                    contractor = Some(contract.contractor.name).filter(|name| !name.is_empty());
                    (contract.title, contract.closed_on.is_none())
                }
                Register::Cloud => {
                    let Ok(cloud) = self.cloud(&id) else { continue };
                    (cloud.service, cloud.ended_on.is_none())
                }
                _ => {
                    let Ok(sns) = self.sns(&id) else { continue };
                    (sns.name, sns.closed_on.is_none())
                }
            };
            links.push(Link { register, id, title, open });
        }
        Ok((links, contractor))
    }
}

/// What a field is called.
pub(super) fn label(lang: Lang, field: &str) -> String {
    text(lang, &format!("incident_field.{field}"), &[])
}

fn worded(lang: Lang, verdict: &Verdict) -> IncidentVerdict {
    let code = match verdict.reported {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    let field = |field: &&str| UnknownField { field: (*field).to_owned(), label: label(lang, field) };
    IncidentVerdict {
        reported: verdict.reported,
        text: text(lang, &format!("incident_verdict.{code}"), &[]),
        reasons: verdict
            .reasons
            .iter()
            .map(|reason| text(lang, &format!("incident_reason.{}", reason.code()), &[]))
            .collect(),
        unknown: verdict.unknown.iter().map(field).collect(),
    }
}

fn steps(lang: Lang, incident: &Incident, clock: &Clock, today: NaiveDate) -> Vec<IncidentStep> {
    let last = incident.reported_on(&[ReportKind::Final]);
    let first = incident.reported_on(&[ReportKind::Initial, ReportKind::Final]);
    let told = incident.notice.on.as_deref();
    [
        (StepKind::Initial, Some(clock.initial), first, first.is_some()),
        (StepKind::Persons, None, told, told.is_some() || incident.notice.instead.is_some()),
        (StepKind::Final, Some(clock.last), last, last.is_some()),
    ]
    .into_iter()
    .map(|(kind, due, done_on, done)| IncidentStep {
        kind,
        title: text(lang, &format!("incident_step.{}", kind.code()), &[]),
        basis: text(lang, &format!("incident_step.{}.basis", kind.code()), &[]),
        due_on: due.map(|due| due.to_string()),
        days: due.map(|due| (due - today).num_days()),
        done_on: done_on.map(str::to_owned),
        done,
    })
    .collect()
}

fn finding(lang: Lang, found: &Found) -> FindingRow {
    let listed = |fields: &[&str]| {
        let labels: Vec<String> = fields.iter().map(|field| label(lang, field)).collect();
        labels.join(&text(lang, "ui.list_separator", &[]))
    };
    let args: Vec<(&str, String)> = match found {
        Found::Undecided(fields) | Found::Lacks(fields) => vec![("fields", listed(fields))],
        Found::Late(_, on) => vec![("on", wording::day(lang, &on.to_string()))],
        Found::ContractorLate(days) => vec![("days", days.to_string())],
        _ => Vec::new(),
    };
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let code = format!("incident_{}", found.code());
    FindingRow {
        field: found.field().map(str::to_owned),
        requirement: None,
        severity: if found.is_must() { Severity::Must } else { Severity::Should },
        text: text(lang, &format!("finding.{code}"), &args),
        basis: basis(lang, &code),
        code,
    }
}
