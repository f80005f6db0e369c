//! Open records whose people are gone, over all registers, and how many records each person answers for.
//! Who is to take them over is not proposed here; a list of transfers does that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::same_section;
use crate::fold::fold;
use crate::ledger::Ledger;
use crate::person::Person;
use crate::problem::Error;
use crate::register::{Duty, Held, Load, Register};
use crate::wording::text;

/// Why a record is without the person it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OrphanReason")]
pub enum Why {
    /// The person has left the office.
    Left,
    /// The person has gone to another section.
    Moved,
    /// It names nobody.
    Nobody,
}

impl Why {
    /// The word for it in locale keys (`orphan.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Moved => "moved",
            Self::Nobody => "nobody",
        }
    }
}

/// An open record without the person it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Orphan {
    /// Register.
    pub register: Register,
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title, service or name.
    pub title: String,
    /// Section.
    pub section: Option<String>,
    /// What the person did for it.
    pub duty: Duty,
    /// The same in words.
    pub duty_text: String,
    /// Who is named.
    pub holder: Option<String>,
    /// Why that is not enough.
    pub why: Why,
    /// The same in words.
    pub why_text: String,
}

/// Open records without the people they name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Orphans {
    /// Contracts, cloud uses and accounts, in this order.
    pub rows: Vec<Orphan>,
    /// How many there are.
    pub total: i64,
}

/// How many open records a person answers for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct PersonHolding {
    /// Id of the person.
    pub person: String,
    /// Contracts.
    pub contracts: i64,
    /// Cloud uses.
    pub clouds: i64,
    /// Accounts.
    pub sns: i64,
    /// Incidents.
    pub incidents: i64,
}

/// The people of the office as records name them.
struct People {
    by_name: BTreeMap<String, Vec<Person>>,
    /// Sections in which a person was before, by id; folded.
    former: BTreeMap<String, BTreeSet<String>>,
    today: String,
}

impl People {
    fn named(&self, name: &str) -> &[Person] {
        self.by_name.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    fn is_there(&self, person: &Person) -> bool {
        person.until.as_deref().is_none_or(|until| until >= self.today.as_str())
    }

    /// Whether somebody of this name is known and no longer in the office, with the last day.
    fn left(&self, name: &str) -> Option<String> {
        let named = self.named(name);
        if named.iter().any(|person| self.is_there(person)) {
            return None;
        }
        named.iter().filter_map(|person| person.until.clone()).max()
    }

    /// Everybody of this name, if all of them are in other sections than the record's.
    fn elsewhere(&self, name: &str, section: Option<&str>) -> Option<Vec<&Person>> {
        section?;
        let there: Vec<&Person> = self.named(name).iter().filter(|person| self.is_there(person)).collect();
        let other = |person: &&Person| person.section.is_some() && !same_section(person.section.as_deref(), section);
        (!there.is_empty() && there.iter().all(other)).then_some(there)
    }

    /// The section to which whoever is named has gone. Somebody who never was in the record's section, or got the record
    /// in the new one, holds it rightly.
    fn moved(&self, name: &str, section: Option<&str>, since: Option<&str>) -> Option<String> {
        let gone = |person: &&Person| match (since, person.from.as_deref()) {
            (Some(since), Some(from)) => since < from,
            _ => {
                let former = self.former.get(&person.id);
                former.is_some_and(|former| section.is_some_and(|section| former.contains(&fold(section))))
            }
        };
        let elsewhere = self.elsewhere(name, section)?;
        elsewhere.iter().all(gone).then(|| elsewhere.first()?.section.clone()).flatten()
    }

    /// What is wrong with one duty.
    fn verdict(&self, held: &Held, duty: Duty, name: &str) -> Option<(Why, String)> {
        if let Some(until) = self.left(name) {
            return Some((Why::Left, until));
        }
        // Since when somebody posts or stands in is not recorded.
        let since = held.since.as_deref().filter(|_| duty.answers());
        let bound = duty.answers() || duty == Duty::Deputy;
        let section = held.section.as_deref();
        self.moved(name, section, since).filter(|_| bound).map(|to| (Why::Moved, to))
    }
}

impl Ledger {
    /// Open records in all registers whose owner, manager or deputy has left, has gone to another section, or is nobody;
    /// of those who post or can recover an account, who has left. At most `limit` rows are given.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn orphans(&mut self, limit: usize) -> Result<Orphans, Error> {
        let people = self.people()?;
        let (loads, mut others) =
            self.read(|tx| Ok((crate::contract::loads(tx)?, super::held_beside_contracts(tx)?)))?;
        let mut rows = Vec::new();
        let mut total = 0;
        for load in &loads {
            let name = load.name.as_deref();
            let section = load.section.as_deref();
            let whole = name.is_none_or(|name| people.left(name).is_some());
            if whole {
                total += load.count;
            }
            let suspicious = whole || name.is_some_and(|name| people.elsewhere(name, section).is_some());
            if !suspicious || (whole && rows.len() >= limit) {
                continue;
            }
            let most = i64::try_from(if name.is_none() { limit } else { usize::MAX }).unwrap_or(i64::MAX);
            let held = self.read(|tx| crate::contract::held(tx, name, most))?;
            for held in held.into_iter().filter(|held| held.section == load.section) {
                let found = self.orphans_of(&held, &people);
                if !whole {
                    total += i64::try_from(found.len()).unwrap_or(0);
                }
                rows.extend(found);
            }
        }
        others.sort_by_key(|held| held.register);
        for held in &others {
            let found = self.orphans_of(held, &people);
            total += i64::try_from(found.len()).unwrap_or(0);
            rows.extend(found);
        }
        rows.truncate(limit);
        Ok(Orphans { rows, total })
    }

    fn orphans_of(&self, held: &Held, people: &People) -> Vec<Orphan> {
        let answers = if held.register == Register::Cloud { Duty::Manager } else { Duty::Owner };
        let orphan = |duty: Duty, holder: Option<&str>, why: Why, detail: &str| Orphan {
            register: held.register,
            id: held.id.clone(),
            number: held.number.clone(),
            title: held.title.clone(),
            section: held.section.clone(),
            duty,
            duty_text: self.duty_words(&[duty]),
            holder: holder.map(str::to_owned),
            why,
            why_text: self.why_words(why, detail),
        };
        let mut found = Vec::new();
        if held.answering().is_none() {
            found.push(orphan(answers, None, Why::Nobody, ""));
        }
        for (duty, name) in &held.people {
            if let Some((why, detail)) = people.verdict(held, *duty, name) {
                found.push(orphan(*duty, Some(name), why, &detail));
            }
        }
        found
    }

    fn why_words(&self, why: Why, detail: &str) -> String {
        let shown = match (detail.parse::<NaiveDate>(), self.lang) {
            (Ok(day), crate::wording::Lang::Ja) => crate::date::wareki(day),
            _ => detail.to_owned(),
        };
        text(self.lang, &format!("orphan.{}", why.code()), &[("detail", &shown)])
    }

    fn people(&mut self) -> Result<People, Error> {
        let today = self.today().to_string();
        let (persons, former) = self.read(|tx| Ok((crate::person::all(tx)?, crate::history::former_sections(tx)?)))?;
        let mut by_name: BTreeMap<String, Vec<Person>> = BTreeMap::new();
        for person in persons {
            by_name.entry(fold(&person.name)).or_default().push(person);
        }
        let mut sections: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (person, section) in former {
            sections.entry(person).or_default().insert(fold(&section));
        }
        Ok(People { by_name, former: sections, today })
    }

    /// How many open records each person answers for; people without any are left out.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn person_holdings(&mut self) -> Result<Vec<PersonHolding>, Error> {
        let (persons, mut loads, others) = self
            .read(|tx| Ok((crate::person::all(tx)?, crate::contract::loads(tx)?, super::held_beside_contracts(tx)?)))?;
        loads.extend(others.iter().map(Load::of));
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        persons.iter().for_each(|person| *names.entry(fold(&person.name)).or_default() += 1);
        let mut by_name: BTreeMap<String, Vec<&Load>> = BTreeMap::new();
        for load in &loads {
            if let Some(name) = &load.name {
                by_name.entry(fold(name)).or_default().push(load);
            }
        }
        let mut holdings = Vec::new();
        for person in &persons {
            let name = fold(&person.name);
            let alone = names.get(&name) == Some(&1);
            let mut holding = PersonHolding { person: person.id.clone(), ..PersonHolding::default() };
            for load in by_name.get(&name).into_iter().flatten() {
                if alone || same_section(load.section.as_deref(), person.section.as_deref()) {
                    match load.register {
                        Register::Cloud => holding.clouds += load.count,
                        Register::Sns => holding.sns += load.count,
                        Register::Incident => holding.incidents += load.count,
                        _ => holding.contracts += load.count,
                    }
                }
            }
            if holding.contracts + holding.clouds + holding.sns + holding.incidents > 0 {
                holdings.push(holding);
            }
        }
        Ok(holdings)
    }
}
