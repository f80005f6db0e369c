//! An application as a screen shows it beside its record: what it says, what changed since the approval before, and what the
//! person who looks may do about it. The steps themselves ask again.

use serde::Serialize;
use serde_json::Value as Json;
use ts_rs::TS;

use super::content::{Difference, differences};
use super::{Actor, Application, ApplicationKind, ApplicationState, hash_of};
use crate::person::Role;
use crate::register::Register;
use crate::wording::{Lang, text};

/// What the person who looks has to do about an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MyStep {
    /// Review it.
    Review,
    /// Decide it.
    Decide,
    /// Answer what it was sent back for.
    Answer,
}

/// A bound field that is other than it was when it was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct BoundChange {
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

/// What the person who looks may do about an application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct CaseMay {
    /// Whether the account is that of a person in the ledger.
    pub known: bool,
    /// Name of that person.
    pub name: String,
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
}

/// A line of what is applied for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContentLine {
    /// Name of the field.
    pub field: String,
    /// The same in words.
    pub label: String,
    /// Its value in words.
    pub value: String,
}

/// What is applied for and approved about a record, or about a matter of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Case {
    /// The open application, else the one on which the approval rests.
    pub application: Option<Application>,
    /// The approval with which it is compared.
    pub previous: Option<PastApplication>,
    /// What changed since that approval.
    pub changes: Vec<BoundChange>,
    /// What changed since the open application was reviewed or sent back last.
    pub since_seen: Vec<BoundChange>,
    /// All applications, newest first.
    pub past: Vec<PastApplication>,
    /// SHA-256 of what an approval is bound to, as it is now.
    pub hash: String,
}

/// What an application says, as lines, from its content in words.
pub(crate) fn content_lines(worded: Vec<BoundChange>) -> Vec<ContentLine> {
    let line = |line: BoundChange| Some(ContentLine { field: line.field, label: line.label, value: line.after? });
    worded.into_iter().filter_map(line).collect()
}

/// The applications about one record, or about one matter of it, beside what it says now.
pub(crate) struct CaseOf<'a> {
    applications: &'a [Application],
    /// The one that somebody still has to do something about.
    pub open: Option<&'a Application>,
    /// The one on which the approval rests.
    pub deciding: Option<&'a Application>,
}

impl<'a> CaseOf<'a> {
    /// Of the applications, newest first; `deciding` is the id of the one on which the approval rests.
    pub fn new(applications: &'a [Application], deciding: Option<&str>) -> Self {
        let find = |id: &str| applications.iter().find(|application| application.id == id);
        Self {
            applications,
            open: applications.iter().find(|application| application.state.is_open()),
            deciding: deciding.and_then(find),
        }
    }

    /// The content with which the record is compared: what was approved before the open application, else what is approved.
    pub fn before(&self) -> Option<Json> {
        match self.open {
            Some(open) => open.before.clone(),
            None => self.deciding.map(|deciding| deciding.content.clone()),
        }
    }

    /// What was there when the open application was reviewed or sent back last.
    pub fn seen(&self) -> Option<&'a Json> {
        self.open.and_then(|open| open.seen.as_ref())
    }

    /// The application that a screen shows.
    pub fn shown(&self) -> Option<&'a Application> {
        self.open.or(self.deciding)
    }

    /// The decision before the open application, or the one on which the approval rests.
    fn previous(&self) -> Option<&'a Application> {
        if self.open.is_some() { self.applications.iter().find(|one| one.gave_approval()) } else { self.deciding }
    }

    /// The case as a screen shows it, with the content as it is now; `worded` says differences as the register does.
    pub fn view(
        &self,
        lang: Lang,
        content: &Json,
        changes: Vec<BoundChange>,
        worded: fn(Lang, Vec<Difference>) -> Vec<BoundChange>,
    ) -> Case {
        Case {
            application: self.shown().cloned(),
            previous: self.previous().map(|application| past(lang, application)),
            changes,
            since_seen: self.seen().map(|seen| worded(lang, differences(seen, content))).unwrap_or_default(),
            past: self.applications.iter().map(|application| past(lang, application)).collect(),
            hash: hash_of(content),
        }
    }

    /// What the person who looks may do; `kinds` are what can be applied for where nothing is open.
    pub fn may(&self, actor: Option<&Actor>, kinds: &[ApplicationKind]) -> CaseMay {
        let Some(actor) = actor else { return CaseMay::default() };
        let mut may = CaseMay { known: true, name: actor.person.name.clone(), ..CaseMay::default() };
        let acts = actor.acts();
        let Some(open) = self.open else {
            may.apply = if acts { kinds.to_vec() } else { Vec::new() };
            return may;
        };
        let (reviewer, approver) = (actor.has(open.register.reviewer()), actor.has(Role::Approver));
        let state = open.state;
        let decidable = state == ApplicationState::Decision || (state == ApplicationState::Review && reviewer);
        let step = open.step_for(actor);
        may.apply = if state == ApplicationState::Returned && acts { vec![open.kind] } else { Vec::new() };
        may.comment = acts;
        may.review = step == Some(MyStep::Review);
        may.send_back = state != ApplicationState::Returned && (reviewer || approver);
        may.decide = decidable && approver && open.is_others(actor);
        may.act = decidable && reviewer && !approver && open.is_others(actor);
        may.own = open.applied(actor);
        may.withdraw = may.own;
        may
    }
}

/// The step about an application in a state that falls to a person, as far as roles go.
pub(crate) fn step_by_role(register: Register, state: ApplicationState, actor: &Actor) -> Option<MyStep> {
    match state {
        ApplicationState::Returned => Some(MyStep::Answer),
        ApplicationState::Review if actor.has(register.reviewer()) => Some(MyStep::Review),
        ApplicationState::Decision if actor.has(Role::Approver) => Some(MyStep::Decide),
        _ => None,
    }
}

impl Application {
    /// Whether it ended with an approval of the record itself, and not of its pause, its going on or its end.
    pub(crate) fn gave_approval(&self) -> bool {
        matches!(self.state, ApplicationState::Approved | ApplicationState::Conditional) && self.kind.is_of_use()
    }

    /// The step about it that falls to a person: nobody reviews or decides what he applied for or changed himself.
    pub(crate) fn step_for(&self, actor: &Actor) -> Option<MyStep> {
        step_by_role(self.register, self.state, actor).filter(|step| match step {
            MyStep::Answer => self.applied(actor),
            MyStep::Review => !self.applied(actor),
            MyStep::Decide => self.is_others(actor),
        })
    }
}

fn past(lang: Lang, application: &Application) -> PastApplication {
    let decision = application.decision.as_ref();
    PastApplication {
        id: application.id.clone(),
        kind: application.kind,
        kind_text: text(lang, &format!("application_kind.{}", application.kind.code()), &[]),
        state: application.state,
        state_text: text(lang, &format!("application_state.{}", application.state.code()), &[]),
        applicant: application.by.name.clone(),
        applied_on: application.by.on.clone(),
        decided_by: decision.map(|decision| decision.by.name.clone()),
        decided_on: decision.map(|decision| decision.by.on.clone()),
        number: decision.and_then(|decision| decision.number.clone()),
        hash: application.hash.clone(),
    }
}
