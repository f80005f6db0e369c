//! People and sections (所属): who may answer for a record.
//! What they answer for is in the registers; roles are words here and are enforced by the operations that need them.

mod exchange;
mod store;

use chrono::NaiveDate;
use db::Tx;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

pub(crate) use exchange::{
    identities, json, last_days, put_json, put_section_json, read_json, read_section_json, remove, remove_section,
    section_identities, section_is_needed, section_json, with_below,
};

use crate::draft::date_code;
use crate::facts::Facts;
use crate::history::{Op, Writing, canonical};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// What a person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Any section that applies for something.
    Applicant,
    /// Procurement.
    Procurement,
    /// Security office.
    Security,
    /// Public relations.
    Pr,
    /// Decides.
    Approver,
    /// Reads all, changes nothing.
    Auditor,
    /// Keeps people and settings.
    Admin,
}

impl Role {
    /// The word for it in records, also of the locale key `role.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Procurement => "procurement",
            Self::Security => "security",
            Self::Pr => "pr",
            Self::Approver => "approver",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
        }
    }
}

/// Whose name changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// A section's.
    Section,
    /// A person's.
    Person,
}

/// A section of the office, in a tree below an executive body (執行機関).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Section {
    /// Id; empty for a new one.
    #[serde(default)]
    pub id: String,
    /// Name, unique in the office.
    pub name: String,
    /// Id of the section above.
    #[serde(default)]
    pub parent: Option<String>,
    /// Executive body.
    #[serde(default)]
    pub body: Option<String>,
    /// Mail address, for what no person is told of.
    #[serde(default)]
    pub email: Option<String>,
    /// Number of this version; 0 for a new one.
    #[serde(default)]
    pub revision: i64,
}

/// A person (職員).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
pub struct Person {
    /// Id; empty for a new one.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Name of the section.
    #[serde(default)]
    pub section: Option<String>,
    /// Mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Accounts of the operating system or the database.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// Roles.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// ISO date from which the person is in the section.
    #[serde(default)]
    pub from: Option<String>,
    /// ISO date until which.
    #[serde(default)]
    pub until: Option<String>,
    /// Number of this version; 0 for a new one.
    #[serde(default)]
    pub revision: i64,
}

/// People of a section go with its new name.
fn move_people(writing: &mut Writing<'_, '_>, (old, new): (&str, &str)) -> Result<(), Error> {
    let people = store::persons(writing.tx)?;
    for before in people.into_iter().filter(|person| person.section.as_deref() == Some(old)) {
        let person = Person { section: Some(new.to_owned()), revision: before.revision + 1, ..before.clone() };
        store::save_person(writing.tx, &person)?;
        let (old, new) = (serde_json::to_value(&before)?, serde_json::to_value(&person)?);
        writing.note("person", &person.id, Some(&old), Some(&new))?;
    }
    Ok(())
}

/// Carries a new name into the open records of every register, each with a row of history.
fn carry(
    writing: &mut Writing<'_, '_>,
    named: Named,
    names: (&str, &str),
    office: &Facts,
    today: NaiveDate,
) -> Result<(), Error> {
    crate::contract::rename(writing, named, names, office, today)?;
    crate::cloud::rename(writing, named, names)?;
    crate::sns::rename(writing, named, names)?;
    crate::incident::rename(writing, named, names)?;
    crate::due::rename(writing, named, names)
}

/// Everybody, by section and name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Person>, Error> {
    store::persons(tx)
}

/// Every section, in the order in which they were entered.
pub(crate) fn all_sections(tx: &mut Tx<'_>) -> Result<Vec<Section>, Error> {
    store::sections(tx)
}

/// Shows every section or person as it is kept, with its id.
pub(crate) fn walk(tx: &mut Tx<'_>, register: &str, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    if register == "section" {
        for section in store::sections(tx)? {
            see(&section.id, &serde_json::to_value(&section)?);
        }
    } else {
        for person in store::persons(tx)? {
            see(&person.id, &serde_json::to_value(&person)?);
        }
    }
    Ok(())
}

/// What the history says of a section or a person, as this program would say it: these are kept in columns, so that an
/// entry written before a field was added reads otherwise.
pub(crate) fn reread(register: &str, text: &str) -> Option<String> {
    fn again<T: DeserializeOwned + Serialize>(text: &str) -> Option<String> {
        let read: T = serde_json::from_str(text).ok()?;
        Some(canonical(&serde_json::to_value(read).ok()?))
    }
    match register {
        "section" => again::<Section>(text),
        "person" => again::<Person>(text),
        _ => None,
    }
}

/// The last day of the person with this name; none while one of that name stays, or if nobody of that name is known.
pub(crate) fn last_day(tx: &mut Tx<'_>, name: &str) -> Result<Option<NaiveDate>, Error> {
    let days: Option<Vec<NaiveDate>> =
        store::until(tx, name)?.into_iter().map(|until| until?.parse::<NaiveDate>().ok()).collect();
    Ok(days.and_then(|days| days.into_iter().max()))
}

/// Reads what was typed of a person; every problem at once.
fn check(person: &mut Person) -> Result<(), Error> {
    let mut problems = Vec::new();
    person.name = person.name.trim().to_owned();
    if person.name.is_empty() {
        problems.push(Problem::at("name", "required"));
    }
    for (field, date) in [("from", &mut person.from), ("until", &mut person.until)] {
        match date.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(crate::date::parse) {
            None => *date = None,
            Some(Ok(read)) => *date = Some(read.to_string()),
            Some(Err(problem)) => {
                let typed = date.clone().unwrap_or_default();
                problems.push(Problem::at(field, date_code(&problem)).with("value", typed));
            }
        }
    }
    if let (Some(from), Some(until)) = (&person.from, &person.until)
        && until < from
        && problems.is_empty()
    {
        problems.push(Problem::at("until", "period_reversed").with("start", from).with("end", until));
    }
    person.accounts.retain(|account| !account.trim().is_empty());
    Error::unless_none(problems)
}

impl Ledger {
    /// The names of all sections.
    pub(crate) fn section_names(&mut self) -> Result<Vec<String>, Error> {
        Ok(self.list_sections()?.into_iter().map(|section| section.name).collect())
    }

    /// All sections, in the order in which they were entered.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_sections(&mut self) -> Result<Vec<Section>, Error> {
        self.read(store::sections)
    }

    /// Saves a section; a new one has an empty id.
    ///
    /// # Errors
    /// `required`, `duplicate`, `section_circle`, `section_missing`, `changed_elsewhere`.
    pub fn save_section(&mut self, mut section: Section) -> Result<Section, Error> {
        section.name = section.name.trim().to_owned();
        section.email = section.email.map(|email| email.trim().to_owned()).filter(|email| !email.is_empty());
        if section.name.is_empty() {
            return Err(Problem::at("name", "required").into());
        }
        let (office, today) = (self.office()?.as_facts(), self.today());
        self.write(Op::SectionSave, |writing| {
            let all = store::sections(writing.tx)?;
            let before = all.iter().find(|other| other.id == section.id && !section.id.is_empty()).cloned();
            if before.as_ref().map_or(0, |before| before.revision) != section.revision {
                return Err(writing.changed_elsewhere("section", &section.id));
            }
            if before.as_ref() == Some(&section) {
                return Ok(section);
            }
            if all.iter().any(|other| other.name == section.name && other.id != section.id) {
                return Err(Problem::at("name", "duplicate").with("value", &section.name).into());
            }
            if section.id.is_empty() {
                section.id = uuid::Uuid::now_v7().to_string();
            }
            let mut above = section.parent.clone();
            while let Some(id) = above {
                if id == section.id {
                    return Err(Problem::at("parent", "section_circle").into());
                }
                let parent = all.iter().find(|other| other.id == id);
                above = parent.ok_or_else(|| Problem::at("parent", "section_missing"))?.parent.clone();
            }
            section.revision += 1;
            store::save_section(writing.tx, &section, all.len())?;
            if let Some(before) = before.as_ref().filter(|before| before.name != section.name) {
                let names = (before.name.as_str(), section.name.as_str());
                move_people(writing, names)?;
                carry(writing, Named::Section, names, &office, today)?;
            }
            let before = before.map(serde_json::to_value).transpose()?;
            writing.note("section", &section.id, before.as_ref(), Some(&serde_json::to_value(&section)?))?;
            Ok(section)
        })
    }

    /// Makes sections of these names, as an import found them; names that are known already are left.
    ///
    /// # Errors
    /// If the ledger cannot be written.
    pub fn add_sections(&mut self, names: &[String]) -> Result<Vec<Section>, Error> {
        self.write(Op::SectionSave, |writing| {
            for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
                if !store::sections(writing.tx)?.iter().any(|section| section.name == name) {
                    put_section_json(writing, serde_json::json!({ "name": name }), None)?;
                }
            }
            store::sections(writing.tx)
        })
    }

    /// All people by name.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_persons(&mut self) -> Result<Vec<Person>, Error> {
        self.read(store::persons)
    }

    /// Saves a person; a new one has an empty id. Dates are taken as people type them.
    ///
    /// # Errors
    /// `required`, `date_unreadable`, `period_reversed`, `duplicate` (an account that another person has), `changed_elsewhere`.
    pub fn save_person(&mut self, mut person: Person) -> Result<Person, Error> {
        check(&mut person)?;
        let (office, today) = (self.office()?.as_facts(), self.today());
        self.write(Op::PersonSave, |writing| {
            let all = store::persons(writing.tx)?;
            let before = all.iter().find(|other| other.id == person.id && !person.id.is_empty()).cloned();
            if before.as_ref().map_or(0, |before| before.revision) != person.revision {
                return Err(writing.changed_elsewhere("person", &person.id));
            }
            if before.as_ref() == Some(&person) {
                return Ok(person);
            }
            let has =
                |other: &Person, account: &str| other.accounts.iter().any(|own| own.eq_ignore_ascii_case(account));
            let taken = |account: &&String| all.iter().any(|other| other.id != person.id && has(other, account));
            if let Some(account) = person.accounts.iter().find(taken) {
                return Err(Problem::at("accounts", "duplicate").with("value", account).into());
            }
            if person.id.is_empty() {
                person.id = uuid::Uuid::now_v7().to_string();
            }
            person.revision += 1;
            store::save_person(writing.tx, &person)?;
            if let Some(before) = before.as_ref().filter(|before| before.name != person.name)
                && all.iter().filter(|other| other.name == before.name).count() == 1
            {
                carry(writing, Named::Person, (&before.name, &person.name), &office, today)?;
            }
            for name in before.iter().map(|before| &before.name).chain([&person.name]) {
                crate::contract::mark_owner_for_recheck(writing.tx, name)?;
            }
            crate::due::store::mark_all(writing.tx)?;
            let before = before.map(serde_json::to_value).transpose()?;
            writing.note("person", &person.id, before.as_ref(), Some(&serde_json::to_value(&person)?))?;
            Ok(person)
        })
    }

    /// The person who works under this account of the operating system, if an admin has entered it.
    pub(crate) fn person_of(&mut self, account: &str) -> Result<Option<Person>, Error> {
        Ok(self
            .list_persons()?
            .into_iter()
            .find(|person| person.accounts.iter().any(|own| own.eq_ignore_ascii_case(account))))
    }
}
