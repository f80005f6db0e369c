//! What an office changes about the reminder rules: switched off, changed, added. The shipped rules are never overwritten,
//! so that an update of the program brings its own without touching the office's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::rule::{Escalation, Recipient, Rule, Rules};
use super::store;
use crate::approval::Actor;
use crate::history::Op;
use crate::ledger::Ledger;
use crate::person::Role;
use crate::problem::{Error, Problem};

/// The longest lead time and the farthest date of a rule, in days.
const FARTHEST: i64 = 3_660;

/// What an office says differently of a shipped rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct RuleChange {
    /// Days before the date on which people are told.
    pub lead_days: Option<Vec<i64>>,
    /// Whom.
    pub to: Option<Vec<Recipient>>,
    /// Days after which people are told again while it is overdue; 0 for never.
    pub again_days: Option<u32>,
    /// Who else is told, and when.
    pub escalate: Option<Escalation>,
}

/// What an office says of the rules (通知規則の設定).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReminderSettings {
    /// Shipped rules that are switched off.
    pub off: BTreeSet<String>,
    /// Shipped rules that are changed.
    pub changed: BTreeMap<String, RuleChange>,
    /// Rules of the office itself.
    pub own: Vec<Rule>,
    /// Ids of rules of the office that are gone; none is used again, since what was done about their dates stays.
    pub retired: BTreeSet<String>,
    /// Number of this version; 0 before the first save.
    pub revision: i64,
}

impl ReminderSettings {
    /// The rules that hold.
    ///
    /// # Errors
    /// Problems of the office's own conditions.
    pub fn rules(&self) -> Result<Rules, Error> {
        let shipped = Rules::shipped()?.iter().filter(|rule| !self.off.contains(&rule.id)).map(|rule| {
            let mut rule = rule.clone();
            if let Some(change) = self.changed.get(&rule.id) {
                rule.lead_days = change.lead_days.clone().unwrap_or(rule.lead_days);
                rule.to = change.to.clone().unwrap_or(rule.to);
                rule.again_days = change.again_days.or(rule.again_days).filter(|days| *days > 0);
                rule.escalate = change.escalate.clone().or(rule.escalate);
            }
            rule
        });
        Rules::of(shipped.chain(self.own.iter().cloned()))
    }

    fn check(&mut self) -> Result<(), Error> {
        let shipped: BTreeSet<&str> = Rules::shipped()?.iter().map(|rule| rule.id.as_str()).collect();
        let mut problems = Vec::new();
        for id in self.off.iter().chain(self.changed.keys()) {
            if !shipped.contains(id.as_str()) {
                problems.push(Problem::at("off", "rule_unknown").with("rule", id));
            }
        }
        for (id, change) in &self.changed {
            if let Some(lead_days) = &change.lead_days {
                problems.extend(lead(&format!("changed.{id}.lead_days"), lead_days));
            }
            if change.to.as_ref().is_some_and(Vec::is_empty) {
                problems.push(Problem::at(format!("changed.{id}.to"), "required"));
            }
            problems.extend(escalation(&format!("changed.{id}.escalate"), change.escalate.as_ref()));
        }
        let mut known = BTreeSet::new();
        for (place, rule) in self.own.iter_mut().enumerate() {
            let at = |field: &str| format!("own.{place}.{field}");
            rule.id = rule.id.trim().to_owned();
            rule.title = rule.title.trim().to_owned();
            for (field, text) in [("id", &rule.id), ("title", &rule.title)] {
                if text.is_empty() {
                    problems.push(Problem::at(at(field), "required"));
                }
            }
            if rule.anchors.is_empty() {
                problems.push(Problem::at(at("anchors"), "required"));
            }
            if rule.to.is_empty() {
                problems.push(Problem::at(at("to"), "required"));
            }
            let used = shipped.contains(rule.id.as_str()) || self.retired.contains(&rule.id);
            if used || !known.insert(rule.id.clone()) {
                problems.push(Problem::at(at("id"), "duplicate").with("value", &rule.id));
            }
            if rule.days.abs() > FARTHEST || i64::from(rule.months).abs() > FARTHEST / 30 {
                problems.push(Problem::at(at("days"), "rule_too_far").with("limit", FARTHEST));
            }
            problems.extend(lead(&at("lead_days"), &rule.lead_days));
            problems.extend(escalation(&at("escalate"), rule.escalate.as_ref()));
        }
        Error::unless_none(problems)?;
        self.rules().map(|_| ())
    }
}

/// Somebody has to be told of what stays undone, and not after years.
fn escalation(at: &str, escalation: Option<&Escalation>) -> Option<Problem> {
    let escalation = escalation?;
    if escalation.to.is_empty() {
        return Some(Problem::at(at, "required"));
    }
    let far = i64::from(escalation.after_days) > FARTHEST;
    far.then(|| Problem::at(at, "rule_too_far").with("limit", FARTHEST))
}

fn lead(field: &str, days: &[i64]) -> Option<Problem> {
    if days.is_empty() {
        return Some(Problem::at(field, "required"));
    }
    let far = days.iter().any(|days| days.abs() > FARTHEST);
    far.then(|| Problem::at(field, "rule_too_far").with("limit", FARTHEST))
}

/// The rules of the office with what the program ships, for whoever changes them.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Reminders {
    /// Rules as they came with the program.
    pub shipped: Vec<Rule>,
    /// What the office says differently.
    pub settings: ReminderSettings,
    /// Whether whoever is working may change them.
    pub may_change: bool,
}

/// Shows the settings as they are kept.
pub(crate) fn walk(tx: &mut db::Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    if let Some(text) = store::settings_text(tx)? {
        see("reminders", &serde_json::from_str(&text)?);
    }
    Ok(())
}

impl Ledger {
    /// The reminder rules.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn reminders(&mut self) -> Result<Reminders, Error> {
        let (account, today) = (self.actor().to_owned(), self.today());
        let (settings, may_change) = self.read(|tx| {
            let may = Actor::of(tx, &account, today).map_or(true, |actor| actor.may_set_rules());
            Ok((store::settings(tx)?, may))
        })?;
        Ok(Reminders { shipped: Rules::shipped()?.to_vec(), settings, may_change })
    }

    /// Saves what the office says of the rules; everything that falls due is computed anew.
    ///
    /// # Errors
    /// Problems by field, `role_missing`, or `changed_elsewhere`.
    pub fn save_reminders(&mut self, mut settings: ReminderSettings) -> Result<Reminders, Error> {
        let today = self.today();
        self.write(Op::RemindersSave, |writing| {
            let actor = Actor::or_account(writing, today)?;
            if !actor.may_set_rules() {
                actor.must_have(Role::Security)?;
            }
            let before = store::settings(writing.tx)?;
            if before.revision != settings.revision {
                return Err(writing.changed_elsewhere("reminders", "reminders"));
            }
            settings.retired.clone_from(&before.retired);
            let stay: BTreeSet<&String> = settings.own.iter().map(|rule| &rule.id).collect();
            let gone = before.own.iter().map(|rule| &rule.id).filter(|id| !stay.contains(id));
            settings.retired.extend(gone.cloned().collect::<Vec<_>>());
            settings.check()?;
            if before == settings {
                return Ok(());
            }
            settings.revision += 1;
            store::save_settings(writing.tx, &settings)?;
            store::mark_all(writing.tx)?;
            crate::contract::mark_all_for_recheck(writing.tx)?;
            let before = (before.revision > 0).then(|| serde_json::to_value(&before)).transpose()?;
            writing.note("reminders", "reminders", before.as_ref(), Some(&serde_json::to_value(&settings)?))
        })?;
        self.refresh_dues()?;
        self.reminders()
    }
}
