//! What people do about a due date: done, not applicable, put off, handed on, open again. Bound to the one date: when the
//! record moves it, the new date is told of as if nothing had been done.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DueItem, store};
use crate::approval::Actor;
use crate::history::{Op, Writing};
use crate::ledger::Ledger;
use crate::person::{Named, Person};
use crate::problem::{Error, Problem};

/// The longest text.
const TEXT: usize = 500;

/// Days from today for which a date may be put off even beyond itself.
const LONGEST: u64 = 31;

/// How a due date stands after what was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActState {
    /// Still to be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Does not apply.
    NotApplicable,
}

/// What was done about one due date (対応).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DueAct {
    /// Id.
    pub id: String,
    /// Register.
    pub register: String,
    /// Id of the record.
    pub record: String,
    /// Id of the rule.
    pub rule: String,
    /// Which of several.
    pub what: Option<String>,
    /// ISO date.
    pub due_on: String,
    /// How it stands.
    pub state: ActState,
    /// What was done, or why it does not apply, was put off or handed on.
    pub note: Option<String>,
    /// ISO date until which nobody is told.
    pub snoozed_until: Option<String>,
    /// Whom it was handed on to.
    pub person: Option<String>,
    /// The section it was handed on to.
    pub section: Option<String>,
    /// ISO date of the last step.
    pub on: String,
    /// Who took it.
    pub by: String,
    /// Number of this version.
    pub revision: i64,
}

impl DueAct {
    /// Whether it is about this date of its record.
    pub(crate) fn is_about(&self, due: &super::Due) -> bool {
        self.rule == due.rule && self.what == due.what && self.due_on == due.due_on.to_string()
    }

    /// Whether nothing is left to do.
    pub fn is_settled(&self) -> bool {
        self.state != ActState::Open
    }
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DueStep {
    /// It is done; `note` says what was done.
    Done,
    /// It does not apply; `note` says why.
    NotApplicable,
    /// Nobody is told until a day; `note` says why.
    Snooze,
    /// Somebody else does it.
    HandOn,
    /// It is open again, for whoever answers for the record.
    Reopen,
}

impl DueStep {
    /// The word for it in locale keys (`cli.due.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotApplicable => "not_applicable",
            Self::Snooze => "snooze",
            Self::HandOn => "hand_on",
            Self::Reopen => "reopen",
        }
    }
}

/// A step about one due date.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueActRequest {
    /// Register.
    pub register: String,
    /// Id of the record.
    pub record: String,
    /// Id of the rule.
    pub rule: String,
    /// Which of several.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub what: Option<String>,
    /// ISO date.
    pub due_on: String,
    /// What to do.
    pub step: DueStep,
    /// What was done, or why.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub note: Option<String>,
    /// A date as typed, until which nobody is told.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub until: Option<String>,
    /// Whom it is handed on to.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub person: Option<String>,
    /// The section it is handed on to.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub section: Option<String>,
    /// The version of what was done that whoever acts has seen; 0 where nothing was done yet.
    #[serde(default)]
    pub revision: i64,
}

impl DueActRequest {
    /// What the due date becomes.
    fn apply(&self, before: &DueAct, today: NaiveDate) -> Result<DueAct, Error> {
        let text =
            |typed: &Option<String>| typed.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let mut act = before.clone();
        let mut problems = Vec::new();
        let note = text(&self.note);
        if let Some(length) = note.as_ref().map(|note| note.chars().count()).filter(|length| *length > TEXT) {
            problems.push(Problem::at("note", "too_long").with("limit", TEXT).with("length", length));
        }
        let needs_note = matches!(self.step, DueStep::Done | DueStep::NotApplicable | DueStep::Snooze);
        if needs_note && note.is_none() {
            problems.push(Problem::at("note", "required"));
        }
        act.note = note;
        match self.step {
            DueStep::Done => act.state = ActState::Done,
            DueStep::NotApplicable => act.state = ActState::NotApplicable,
            DueStep::Reopen => {
                act.state = ActState::Open;
                (act.snoozed_until, act.person, act.section) = (None, None, None);
            }
            DueStep::Snooze => match text(&self.until).as_deref().map(|typed| (typed, crate::date::parse(typed))) {
                None => problems.push(Problem::at("until", "required")),
                Some((typed, Err(error))) => {
                    problems.push(Problem::at("until", crate::contract::date_code(&error)).with("value", typed));
                }
                Some((typed, Ok(until))) if until <= today => {
                    problems.push(Problem::at("until", "snooze_past").with("value", typed));
                }
                Some((typed, Ok(until))) if until > latest(&before.due_on, today) => {
                    let latest = crate::date::wareki(latest(&before.due_on, today));
                    problems.push(Problem::at("until", "snooze_far").with("value", typed).with("latest", latest));
                }
                Some((_, Ok(until))) => {
                    (act.state, act.snoozed_until) = (ActState::Open, Some(until.to_string()));
                }
            },
            DueStep::HandOn => {
                (act.state, act.snoozed_until) = (ActState::Open, None);
                (act.person, act.section) = (text(&self.person), text(&self.section));
                if act.person.is_none() && act.section.is_none() {
                    problems.push(Problem::at("person", "hand_on_to_whom"));
                }
            }
        }
        Error::unless_none(problems)?;
        Ok(act)
    }
}

/// The last day until which a date may be put off: the date itself, or a month from today where that is later.
fn latest(due_on: &str, today: NaiveDate) -> NaiveDate {
    let month = today.checked_add_days(chrono::Days::new(LONGEST)).unwrap_or(today);
    due_on.parse().map_or(month, |due_on: NaiveDate| due_on.max(month))
}

/// Takes out what was done about the dates of a record that goes, with rows of history that say so.
pub(crate) fn remove_acts(writing: &mut Writing<'_, '_>, register: &str, id: &str) -> Result<(), Error> {
    for act in store::acts(writing.tx, Some((register, id)))? {
        store::remove_act(writing.tx, &act.id)?;
        writing.note("due_act", &act.id, Some(&serde_json::to_value(&act)?), None)?;
    }
    Ok(())
}

/// Carries a new name into the dates that were handed on and are open, each with a row of history.
pub(crate) fn rename(writing: &mut Writing<'_, '_>, named: Named, (old, new): (&str, &str)) -> Result<(), Error> {
    for before in store::acts(writing.tx, None)?.into_iter().filter(|act| !act.is_settled()) {
        let mut act = before.clone();
        let name = match named {
            Named::Person => &mut act.person,
            Named::Section => &mut act.section,
        };
        if name.as_deref() != Some(old) {
            continue;
        }
        *name = Some(new.to_owned());
        act.revision += 1;
        keep(writing, &act, Some(&before))?;
    }
    Ok(())
}

/// Keeps an act with its row of history; the dates of its record are derived anew.
fn keep(writing: &mut Writing<'_, '_>, act: &DueAct, before: Option<&DueAct>) -> Result<(), Error> {
    store::save_act(writing.tx, act)?;
    match act.register.as_str() {
        "contract" => crate::contract::mark_for_recheck(writing.tx, &act.record)?,
        register => store::mark(writing.tx, register, &act.record)?,
    }
    let before = before.map(serde_json::to_value).transpose()?;
    writing.note("due_act", &act.id, before.as_ref(), Some(&serde_json::to_value(act)?))
}

impl Ledger {
    /// The due date of a rule for the record with this id, number or title, also one that is done.
    ///
    /// # Errors
    /// `due_gone` if there is none, `due_several` if it is not clear which one is meant.
    pub fn find_due(
        &mut self,
        record: &str,
        rule: &str,
        what: Option<&str>,
        due_on: Option<NaiveDate>,
    ) -> Result<DueItem, Error> {
        self.refresh_dues()?;
        let asked = store::Asked {
            named: Some(record.to_owned()),
            rule: Some(rule.to_uppercase()),
            settled: true,
            ..store::Asked::default()
        };
        let mut kept = self.read(|tx| store::list(tx, &asked, i64::MAX))?;
        let due_on = due_on.map(|day| day.to_string());
        kept.retain(|due| {
            what.is_none_or(|what| due.what.as_deref() == Some(what))
                && due_on.as_ref().is_none_or(|day| due.due_on == *day)
        });
        if kept.len() > 1 {
            let days = kept.iter().map(|due| [due.due_on.as_str(), due.what.as_deref().unwrap_or_default()].join(" "));
            let days: Vec<String> = days.collect();
            return Err(Problem::new("due_several").with("found", days.join(" / ")).into());
        }
        let today = self.today();
        let found = self.worded_dues(kept, today)?;
        found.into_iter().next().ok_or_else(|| Error::code("due_gone"))
    }

    /// Takes a step about one due date, which stays in the history.
    ///
    /// # Errors
    /// `due_gone` if the record no longer has this date, `role_missing` for an auditor, `changed_elsewhere` if somebody else
    /// has done something about it meanwhile, and problems by field.
    pub fn act_on_due(&mut self, request: &DueActRequest) -> Result<DueAct, Error> {
        self.refresh_dues()?;
        let today = self.today();
        self.write(Op::DueAct, |writing| {
            Actor::may_write(writing, today)?;
            let key = DueAct {
                register: request.register.clone(),
                record: request.record.clone(),
                rule: request.rule.clone(),
                what: request.what.clone().filter(|what| !what.is_empty()),
                due_on: request.due_on.clone(),
                ..DueAct::default()
            };
            let before = store::act(writing.tx, &key)?;
            if !exists(writing, &key)? {
                return Err(Error::code("due_gone"));
            }
            if before.as_ref().map_or(0, |before| before.revision) != request.revision {
                let id = before.map(|before| before.id).unwrap_or_default();
                return Err(writing.changed_elsewhere("due_act", &id));
            }
            if request.step == DueStep::HandOn {
                known(writing, request, today)?;
            }
            let mut act = request.apply(before.as_ref().unwrap_or(&key), today)?;
            let actor = Actor::or_account(writing, today)?;
            if act.id.is_empty() {
                act.id = uuid::Uuid::now_v7().to_string();
            }
            act.on = today.to_string();
            act.by = actor.person.name;
            act.revision += 1;
            keep(writing, &act, before.as_ref())?;
            Ok(act)
        })
    }
}

/// Whether the person is there on a day and the section is registered: nobody would see what is handed on to nobody.
fn known(writing: &mut Writing<'_, '_>, request: &DueActRequest, today: NaiveDate) -> Result<(), Error> {
    let typed =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let mut problems = Vec::new();
    if let Some(person) = typed(&request.person) {
        let today = today.to_string();
        let works = |known: &Person| known.name == person && known.until.as_ref().is_none_or(|until| *until >= today);
        if !crate::person::all(writing.tx)?.iter().any(works) {
            problems.push(Problem::at("person", "person_unknown").with("value", person));
        }
    }
    if let Some(section) = typed(&request.section)
        && !crate::person::all_sections(writing.tx)?.iter().any(|known| known.name == section)
    {
        problems.push(Problem::at("section", "section_unknown").with("value", section));
    }
    Error::unless_none(problems)
}

/// Whether the record has this date.
fn exists(writing: &mut Writing<'_, '_>, key: &DueAct) -> Result<bool, Error> {
    let asked = store::Asked {
        settled: true,
        rule: Some(key.rule.clone()),
        record: Some((key.register.clone(), key.record.clone())),
        ..store::Asked::default()
    };
    let dues = store::list(writing.tx, &asked, i64::MAX)?;
    Ok(dues.iter().any(|due| due.what == key.what && due.due_on == key.due_on))
}
