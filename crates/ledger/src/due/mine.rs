//! Which dates are one's own (自分): those that a digest tells this person, as whoever answers, as a deputy, for a role or
//! because they stay undone. The same functions say whom a digest goes to (`due/recipients.rs`); here their answers are
//! gathered for one person, so that a list of very many dates is filtered where it lies. The condition is in `mine/store.rs`.

pub(super) mod store;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::moment::is_escalated;
use super::recipients::{People, Told, above_by_rule, by_rule, recipients, superiors};
use super::rule::{Recipient, Rule, Rules};
use super::{KeptDue, store as dues};
use crate::ledger::Ledger;
use crate::person::{Person, Section};
use crate::problem::Error;

/// Whoever answers and the section, as records name them; empty where they name nobody.
pub type Pair = (String, String);

/// What is told to one person on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mine {
    /// The name of the person, or the account that is nobody's.
    pub name: String,
    /// Those as whose dates this person is told of all dates, whatever the section.
    pub owners: BTreeSet<String>,
    /// The same for one section only.
    pub pairs: BTreeSet<Pair>,
    /// Accounts whose deputy is told, because whoever answers is not there; whether this person is the deputy.
    pub deputies: BTreeMap<String, bool>,
    /// Rules that tell whoever answers.
    pub by_owner: BTreeSet<String>,
    /// Rules that tell this person whoever answers.
    pub by_rule: BTreeSet<String>,
    /// Rules that tell whoever answers of what was due by an ISO date.
    pub late_owner: Vec<(String, String)>,
    /// Rules that tell this person of it whoever answers.
    pub late_rule: Vec<(String, String)>,
}

/// Everything that says who is told what.
pub(super) struct Telling {
    pub persons: Vec<Person>,
    pub sections: Vec<Section>,
    /// Deputies by the id of their account.
    pub deputies: BTreeMap<String, String>,
    pub rules: Rules,
}

fn has(told: &[Told<'_>], me: &str) -> bool {
    told.iter().any(|(whom, _)| whom.key() == me)
}

/// What of a record says who answers for its date.
fn probe(register: &str, id: &str, (owner, section): &Pair) -> KeptDue {
    let named = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    KeptDue {
        rule: String::new(),
        due_on: String::new(),
        notice_on: String::new(),
        what: None,
        register: register.to_owned(),
        id: id.to_owned(),
        title: String::new(),
        number: None,
        owner: named(owner),
        section: named(section),
        act: None,
    }
}

impl Telling {
    /// Whether a date is told to a person on a day.
    fn tells(&self, due: &KeptDue, people: &People<'_>, me: &str, day: NaiveDate) -> bool {
        let Some(rule) = self.rules.all().find(|rule| rule.id == due.rule) else { return false };
        let deputy = self.deputies.get(&due.id).filter(|_| due.register == "sns").map(String::as_str);
        has(&recipients(due, deputy, rule, people), me)
            || is_escalated(rule, due, day) && has(&superiors(due, deputy, rule, people), me)
    }

    /// What is told to a person on a day, of records with these pairs; `accounts` are those that have a deputy.
    fn mine(&self, me: &Person, pairs: Vec<Pair>, accounts: &[(String, Pair)], day: NaiveDate) -> Mine {
        let iso = day.to_string();
        let people = People::on(&iso, &self.persons, &self.sections);
        let mut mine = Mine { name: me.name.clone(), ..Mine::default() };
        let mut shared = BTreeSet::new();
        for pair in pairs {
            if has(&people.answering(&probe("", "", &pair), None), &me.id) {
                mine.pairs.insert(pair);
            } else {
                shared.insert(pair.0);
            }
        }
        mine.owners =
            mine.pairs.iter().map(|(owner, _)| owner.clone()).filter(|owner| !shared.contains(owner)).collect();
        mine.pairs.retain(|(owner, _)| shared.contains(owner));
        for (id, pair) in accounts {
            let Some(deputy) = self.deputies.get(id) else { continue };
            let due = probe("sns", id, pair);
            let told = people.answering(&due, Some(deputy));
            if told.iter().any(|(_, reason)| *reason == super::recipients::Reason::Deputy) {
                mine.deputies.insert(id.clone(), has(&told, &me.id));
            }
        }
        for rule in self.rules.all() {
            if rule.to.contains(&Recipient::Owner) {
                mine.by_owner.insert(rule.id.clone());
            }
            if has(&by_rule(rule, &people), &me.id) {
                mine.by_rule.insert(rule.id.clone());
            }
            let Some((escalation, by)) = late_by(rule, day) else { continue };
            if escalation.contains(&Recipient::Owner) {
                mine.late_owner.push((rule.id.clone(), by.clone()));
            }
            if has(&above_by_rule(rule, &people), &me.id) {
                mine.late_rule.push((rule.id.clone(), by));
            }
        }
        mine
    }
}

/// Whom a rule tells of what stays undone, and the last ISO date of which they are told on a day.
fn late_by(rule: &Rule, day: NaiveDate) -> Option<(&[Recipient], String)> {
    let escalation = rule.escalate.as_ref()?;
    let last = day.checked_sub_days(Days::new(u64::from(escalation.after_days.max(1))))?;
    Some((&escalation.to, last.to_string()))
}

impl Ledger {
    /// Everything that says who is told what.
    pub(super) fn telling(&mut self) -> Result<Telling, Error> {
        let rules = self.read(dues::settings)?.rules()?;
        self.read(|tx| {
            let deputies = crate::sns::all(tx)?.into_iter().filter_map(|sns| Some((sns.id, sns.deputy?))).collect();
            let (persons, sections) = (crate::person::all(tx)?, crate::person::all_sections(tx)?);
            Ok(Telling { persons, sections, deputies, rules })
        })
    }

    /// What is told today to a person, or to an account that is nobody's: what names the account itself.
    pub(super) fn mine_of(&mut self, me: Option<&Person>, account: &str) -> Result<Mine, Error> {
        let telling = self.telling()?;
        let Some(me) = me else {
            let by_owner = telling.rules.all().map(|rule| rule.id.clone()).collect();
            let owners = BTreeSet::from([account.to_owned()]);
            return Ok(Mine { name: account.to_owned(), owners, by_owner, ..Mine::default() });
        };
        let (pairs, accounts) = self.read(|tx| Ok((store::pairs(tx)?, store::accounts(tx)?)))?;
        Ok(telling.mine(me, pairs, &accounts, self.today()))
    }

    /// Leaves of dates as they are seen on a day those that are told to whoever is working.
    pub(super) fn retain_mine(&mut self, kept: &mut Vec<KeptDue>, day: NaiveDate) -> Result<(), Error> {
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let telling = self.telling()?;
        let iso = day.to_string();
        let people = People::on(&iso, &telling.persons, &telling.sections);
        kept.retain(|due| match &me {
            Some(me) => telling.tells(due, &people, &me.id, day),
            None => due.owner.as_ref() == Some(&account),
        });
        Ok(())
    }
}
