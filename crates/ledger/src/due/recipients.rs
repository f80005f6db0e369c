//! Whom a due date is told to: whoever answers for the record, or whom it was handed to; the roles that its rule names; who
//! else once it stays undone. Somebody is always found where the office has anybody: a record that nobody answers for is
//! told to the office. Pure. When somebody is told is in `due/moment.rs`, how in `due/tell.rs`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::KeptDue;
use super::rule::{Recipient, Rule};
use crate::fold::fold;
use crate::person::{Person, Role, Section};

/// Why somebody is told of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ToldReason")]
pub enum Reason {
    /// Answers for the record.
    Owner,
    /// The date was handed to them.
    HandedOn,
    /// Stands in for whoever answers, who is not there.
    Deputy,
    /// Of the section of the record, for which nobody answers.
    Section,
    /// Has a role that the rule names.
    Role,
    /// Nobody answers for the record, and its section has nobody either.
    NoOwner,
    /// Nobody has the role that the rule names.
    NoRole,
    /// It stays undone.
    Escalated,
    /// Whoever should be told has no mail address.
    NoAddress,
}

impl Reason {
    /// The word for it in locale keys (`tell.reason.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::HandedOn => "handed_on",
            Self::Deputy => "deputy",
            Self::Section => "section",
            Self::Role => "role",
            Self::NoOwner => "no_owner",
            Self::NoRole => "no_role",
            Self::Escalated => "escalated",
            Self::NoAddress => "no_address",
        }
    }
}

/// Somebody who is told.
#[derive(Debug, Clone, Copy)]
pub enum Whom<'a> {
    /// A person.
    Person(&'a Person),
    /// A section, at its mail address.
    Section(&'a Section),
}

impl Whom<'_> {
    /// What the log knows them by, whatever they are called later.
    pub fn key(self) -> String {
        match self {
            Self::Person(person) => person.id.clone(),
            Self::Section(section) => format!("section:{}", section.id),
        }
    }

    /// Name for people.
    pub fn name(&self) -> &str {
        match self {
            Self::Person(person) => &person.name,
            Self::Section(section) => &section.name,
        }
    }

    /// Mail address.
    pub fn address(&self) -> Option<&str> {
        let address = match self {
            Self::Person(person) => &person.email,
            Self::Section(section) => &section.email,
        };
        address.as_deref().map(str::trim).filter(|address| !address.is_empty())
    }
}

/// Somebody who is told, and why.
pub type Told<'a> = (Whom<'a>, Reason);

/// The people of the office on a day.
pub struct People<'a> {
    sections: &'a [Section],
    there: Vec<(&'a Person, String)>,
}

impl<'a> People<'a> {
    /// Of these, those who are there on the day.
    pub fn on(day: &str, persons: &'a [Person], sections: &'a [Section]) -> Self {
        let is_there = |person: &&Person| {
            person.from.as_deref().is_none_or(|from| from <= day)
                && person.until.as_deref().is_none_or(|until| until >= day)
        };
        let there = persons.iter().filter(is_there).map(|person| (person, fold(&person.name))).collect();
        Self { sections, there }
    }

    /// The person of this name; of several, those of the section, else all of them: told in vain costs less than not told.
    fn named(&self, name: &str, section: Option<&str>) -> Vec<&'a Person> {
        let name = fold(name);
        let all: Vec<&Person> = self.there.iter().filter(|(_, own)| *own == name).map(|(person, _)| *person).collect();
        let near: Vec<&Person> = all.iter().filter(|person| person.section.as_deref() == section).copied().collect();
        if near.is_empty() { all } else { near }
    }

    fn with_role(&self, role: Role) -> impl Iterator<Item = &'a Person> {
        self.there.iter().map(|(person, _)| *person).filter(move |person| person.roles.contains(&role))
    }

    /// A section at its address, else its people, else those of the section above.
    fn of_section(&self, name: &str) -> Vec<Whom<'a>> {
        let mut at = self.sections.iter().find(|section| section.name == name);
        let mut named = Some(name);
        // A circle of sections cannot be saved; the number of steps is bounded all the same.
        for _ in 0..=self.sections.len() {
            if let Some(section) = at.filter(|section| Whom::Section(section).address().is_some()) {
                return vec![Whom::Section(section)];
            }
            let name = at.map(|section| section.name.as_str()).or(named.take());
            let people: Vec<Whom<'a>> = self
                .there
                .iter()
                .filter(|(person, _)| name.is_some() && person.section.as_deref() == name)
                .map(|(person, _)| Whom::Person(person))
                .collect();
            if !people.is_empty() {
                return people;
            }
            let Some(parent) = at.and_then(|section| section.parent.as_deref()) else { break };
            at = self.sections.iter().find(|section| section.id == parent);
        }
        Vec::new()
    }

    /// Those who look after what nobody answers for: the security office, else the administrators.
    fn office(&self) -> Vec<Whom<'a>> {
        let office: Vec<Whom<'a>> = self.with_role(Role::Security).map(Whom::Person).collect();
        if office.is_empty() { self.with_role(Role::Admin).map(Whom::Person).collect() } else { office }
    }

    /// Whoever answers for a date.
    pub fn answering(&self, due: &KeptDue, deputy: Option<&str>) -> Vec<Told<'a>> {
        let section = due.section.as_deref().filter(|section| !section.is_empty());
        let named = |name: Option<&str>| name.map(|name| self.named(name, section)).unwrap_or_default();
        let because = |people: Vec<&'a Person>, reason: Reason| -> Vec<Told<'a>> {
            people.into_iter().map(|person| (Whom::Person(person), reason)).collect()
        };
        let owner = named(due.owner.as_deref().filter(|name| !name.trim().is_empty()));
        if !owner.is_empty() {
            return because(owner, if is_handed_on(due) { Reason::HandedOn } else { Reason::Owner });
        }
        let deputies = named(deputy.filter(|_| !is_handed_on(due)));
        if !deputies.is_empty() {
            return because(deputies, Reason::Deputy);
        }
        let of_section = section.map(|section| self.of_section(section)).unwrap_or_default();
        if !of_section.is_empty() {
            let reason = if is_handed_on(due) { Reason::HandedOn } else { Reason::Section };
            return of_section.into_iter().map(|whom| (whom, reason)).collect();
        }
        self.office().into_iter().map(|whom| (whom, Reason::NoOwner)).collect()
    }

    fn in_roles(&self, to: &[Recipient], reason: Reason) -> Vec<Told<'a>> {
        let roles = to.iter().filter_map(|recipient| role(*recipient));
        roles.flat_map(|role| self.with_role(role)).map(|person| (Whom::Person(person), reason)).collect()
    }

    /// The same by mail: whoever has no address is told by way of the own section, else of the office.
    pub fn by_mail(&self, told: Vec<Told<'a>>) -> Vec<Told<'a>> {
        let way = |(whom, reason): Told<'a>| {
            if whom.address().is_some() {
                return vec![(whom, reason)];
            }
            let section = match whom {
                Whom::Person(person) => person.section.as_deref(),
                Whom::Section(_) => None,
            };
            let section = section.and_then(|name| self.sections.iter().find(|section| section.name == name));
            let instead: Vec<Whom<'a>> = match section.map(Whom::Section).filter(|whom| whom.address().is_some()) {
                Some(section) => vec![section],
                None => self.office(),
            };
            let reached = instead.into_iter().filter(|whom| whom.address().is_some());
            reached.map(|whom| (whom, Reason::NoAddress)).collect()
        };
        once(told.into_iter().flat_map(way).collect())
    }
}

/// The role behind a recipient; none for whoever answers for the record.
pub fn role(recipient: Recipient) -> Option<Role> {
    match recipient {
        Recipient::Owner => None,
        Recipient::Procurement => Some(Role::Procurement),
        Recipient::Security => Some(Role::Security),
        Recipient::Pr => Some(Role::Pr),
        Recipient::Approver => Some(Role::Approver),
    }
}

fn is_handed_on(due: &KeptDue) -> bool {
    due.act.as_ref().is_some_and(|act| act.person.is_some() || act.section.is_some())
}

/// Whom a date is told to in the first place: each once, for the first reason. A date that was handed on goes to whom it
/// was handed and to nobody else. Empty only where the office has nobody to look after it.
pub fn recipients<'a>(due: &KeptDue, deputy: Option<&str>, rule: &Rule, people: &People<'a>) -> Vec<Told<'a>> {
    if is_handed_on(due) {
        return once(people.answering(due, None));
    }
    let mut told = Vec::new();
    if rule.to.contains(&Recipient::Owner) {
        told.extend(people.answering(due, deputy));
    }
    told.extend(by_rule(rule, people));
    once(told)
}

/// Whom a rule tells whoever answers: those with its roles; the office where nobody has them and it tells nobody else.
pub fn by_rule<'a>(rule: &Rule, people: &People<'a>) -> Vec<Told<'a>> {
    let told = people.in_roles(&rule.to, Reason::Role);
    if told.is_empty() && !rule.to.contains(&Recipient::Owner) {
        return people.office().into_iter().map(|whom| (whom, Reason::NoRole)).collect();
    }
    told
}

/// Who else is told of what stays undone; the office where nobody has the role.
pub fn superiors<'a>(due: &KeptDue, deputy: Option<&str>, rule: &Rule, people: &People<'a>) -> Vec<Told<'a>> {
    let mut told = above_by_rule(rule, people);
    if rule.escalate.as_ref().is_some_and(|escalation| escalation.to.contains(&Recipient::Owner)) {
        let own = people.answering(due, deputy);
        told.extend(own.into_iter().map(|(whom, _)| (whom, Reason::Escalated)));
    }
    once(told)
}

/// Who else a rule tells of what stays undone, whoever answers.
pub fn above_by_rule<'a>(rule: &Rule, people: &People<'a>) -> Vec<Told<'a>> {
    let Some(escalation) = &rule.escalate else { return Vec::new() };
    let told = people.in_roles(&escalation.to, Reason::Escalated);
    if told.is_empty() && !escalation.to.contains(&Recipient::Owner) {
        return people.office().into_iter().map(|whom| (whom, Reason::Escalated)).collect();
    }
    told
}

/// Each once, for the first reason.
fn once(told: Vec<Told<'_>>) -> Vec<Told<'_>> {
    let mut known = std::collections::BTreeSet::new();
    told.into_iter().filter(|(whom, _)| known.insert(whom.key())).collect()
}

#[cfg(test)]
mod tests;
