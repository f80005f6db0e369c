//! Who is told of what on a day: dates put into one parcel for each person, before anybody asks what was told already. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::store::Known;
use super::{Channel, ToldItem};
use crate::due::moment::{ESCALATED, is_escalated, moment};
use crate::due::recipients::{People, Reason, Told, recipients, superiors};
use crate::due::rule::{Rule, Rules};
use crate::due::{DueItem, KeptDue};

/// One date, with its words.
pub struct Item {
    pub due: KeptDue,
    pub item: DueItem,
    /// What ends it, in words.
    pub task: Option<String>,
}

/// One date for one person.
#[derive(Clone)]
pub struct ForOne {
    /// Place in the list of all dates.
    pub at: usize,
    pub moments: Vec<String>,
    pub reasons: Vec<Reason>,
}

/// Everything for one person.
#[derive(Clone)]
pub struct Parcel {
    pub recipient: String,
    pub name: String,
    pub address: Option<String>,
    pub items: Vec<ForOne>,
}

/// Everything for everybody.
pub struct Plan {
    /// Sorted by date.
    pub items: Vec<Item>,
    /// By recipient.
    pub parcels: Vec<Parcel>,
    /// Places of the dates that nobody is told of.
    pub unreached: Vec<usize>,
}

/// Whom each date is told to on a day over a channel. Deputies are by the id of their account.
pub fn plan(
    dues: Vec<(KeptDue, DueItem)>,
    rules: &Rules,
    people: &People<'_>,
    deputies: &BTreeMap<String, String>,
    (day, channel): (NaiveDate, Channel),
) -> Plan {
    let rules: BTreeMap<&str, &Rule> = rules.all().map(|rule| (rule.id.as_str(), rule)).collect();
    let mut parcels: BTreeMap<String, Parcel> = BTreeMap::new();
    let mut unreached = Vec::new();
    let mut items = Vec::new();
    for (at, (due, item)) in dues.into_iter().enumerate() {
        let rule = rules.get(due.rule.as_str()).copied();
        let deputy = deputies.get(&due.id).filter(|_| due.register == "sns").map(String::as_str);
        let by = |told| if channel == Channel::Mail { people.by_mail(told) } else { told };
        let mut add = |told: Vec<Told<'_>>, moment: &str| {
            for (whom, reason) in told {
                let parcel = parcels.entry(whom.key()).or_insert_with(|| Parcel {
                    recipient: whom.key(),
                    name: whom.name().to_owned(),
                    address: whom.address().map(str::to_owned),
                    items: Vec::new(),
                });
                match parcel.items.last_mut().filter(|one| one.at == at) {
                    Some(one) => {
                        one.moments.push(moment.to_owned());
                        one.reasons.extend((!one.reasons.contains(&reason)).then_some(reason));
                    }
                    None => {
                        parcel.items.push(ForOne { at, moments: vec![moment.to_owned()], reasons: vec![reason] });
                    }
                }
            }
        };
        if let Some(rule) = rule
            && let Some(moment) = moment(rule, &due, day)
        {
            let told = by(recipients(&due, deputy, rule, people));
            if told.is_empty() {
                unreached.push(at);
            }
            add(told, &moment);
            if is_escalated(rule, &due, day) {
                add(by(superiors(&due, deputy, rule, people)), ESCALATED);
            }
        }
        items.push(Item { task: rule.and_then(|rule| rule.stop_when.clone()), due, item });
    }
    Plan { items, parcels: parcels.into_values().collect(), unreached }
}

impl ForOne {
    /// As the log keeps it.
    pub fn told(&self, item: &Item) -> ToldItem {
        let due = &item.due;
        ToldItem {
            register: due.register.clone(),
            record: due.id.clone(),
            title: due.number.clone().unwrap_or_else(|| item.item.record.title.clone()),
            rule: due.rule.clone(),
            what: due.what.clone(),
            task: item.item.title.clone(),
            due_on: due.due_on.clone(),
            moments: self.moments.clone(),
            reasons: self.reasons.clone(),
        }
    }
}

impl Parcel {
    /// Leaves what was not told yet.
    pub fn keep_new(&mut self, items: &[Item], known: &Known, at: &str) {
        for one in &mut self.items {
            let due = &items[one.at].due;
            one.moments.retain(|moment| !known.has(due, moment, at));
        }
        self.items.retain(|one| !one.moments.is_empty());
    }

    /// Whether it holds a date that has passed and of which this person was not told since.
    pub fn is_newly_late(&self, items: &[Item], known: &Known, day: &str) -> bool {
        self.items.iter().any(|one| {
            let due = &items[one.at].due;
            due.due_on.as_str() < day && !known.told_after(due)
        })
    }
}
