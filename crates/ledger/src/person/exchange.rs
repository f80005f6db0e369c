//! What an import needs of people and sections: who is there, a record as JSON, and how one is kept or taken out again.
//! A section names the one above by its name here, as ledgers do.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::{Person, Section, store};
use crate::history::Writing;
use crate::problem::{Error, Problem};
use crate::register::Identity;

const PERSON: &str = "person";
const SECTION: &str = "section";

/// What tells each person.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let identity =
        |person: Person| Identity { id: person.id, title: person.name, section: person.section, ..Identity::default() };
    Ok(store::persons(tx)?.into_iter().map(identity).collect())
}

/// The last day of everybody who leaves, by name; a name that also stays is not among them.
pub(crate) fn last_days(tx: &mut Tx<'_>) -> Result<BTreeMap<String, NaiveDate>, Error> {
    let mut days: BTreeMap<String, Option<NaiveDate>> = BTreeMap::new();
    for person in store::persons(tx)? {
        let until = person.until.as_deref().and_then(|until| until.parse().ok());
        let known = days.entry(person.name).or_insert(until);
        *known = known.zip(until).map(|(known, until): (NaiveDate, NaiveDate)| known.max(until));
    }
    Ok(days.into_iter().filter_map(|(name, until)| Some((name, until?))).collect())
}

/// What tells each section.
pub(crate) fn section_identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let identity = |section: Section| Identity { id: section.id, title: section.name, ..Identity::default() };
    Ok(store::sections(tx)?.into_iter().map(identity).collect())
}

/// A person as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    store::person(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// A section as JSON, with the name of the one above.
pub(crate) fn section_json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    let sections = store::sections(tx)?;
    let names: BTreeMap<&str, &str> =
        sections.iter().map(|section| (section.id.as_str(), section.name.as_str())).collect();
    let Some(section) = sections.iter().find(|section| section.id == id) else { return Ok(None) };
    let mut json = serde_json::to_value(section)?;
    json["parent"] = section.parent.as_deref().and_then(|parent| names.get(parent).copied()).into();
    Ok(Some(json))
}

/// Keeps a person as the next revision of what it was; gives the id.
pub(crate) fn put_json(writing: &mut Writing<'_, '_>, record: Json, before: Option<Json>) -> Result<String, Error> {
    let base: Option<Person> = before.map(serde_json::from_value).transpose()?;
    let mut person: Person = serde_json::from_value(record)?;
    if person.id.is_empty() {
        person.id = uuid::Uuid::now_v7().to_string();
    }
    person.revision = base.as_ref().map_or(0, |base| base.revision) + 1;
    store::save_person(writing.tx, &person)?;
    for name in base.iter().map(|base| &base.name).chain([&person.name]) {
        crate::contract::mark_owner_for_recheck(writing.tx, name)?;
    }
    crate::due::store::mark_all(writing.tx)?;
    let before = base.map(serde_json::to_value).transpose()?;
    writing.note(PERSON, &person.id, before.as_ref(), Some(&serde_json::to_value(&person)?))?;
    Ok(person.id)
}

/// Keeps a section as the next revision of what it was; one above it that is not known yet is made. Gives the id.
pub(crate) fn put_section_json(
    writing: &mut Writing<'_, '_>,
    record: Json,
    before: Option<Json>,
) -> Result<String, Error> {
    let all = store::sections(writing.tx)?;
    let mut section: Section = serde_json::from_value(record)?;
    let base =
        before.and_then(|before| all.iter().find(|other| before.get("id").and_then(Json::as_str) == Some(&other.id)));
    section.parent = match section.parent.as_deref().filter(|parent| *parent != section.name) {
        None => None,
        Some(parent) => match all.iter().find(|other| other.name == parent) {
            Some(parent) => Some(parent.id.clone()).filter(|parent| !is_below(&all, parent, &section.id)),
            None => {
                let above = serde_json::json!({ "name": parent, "body": section.body });
                Some(put_section_json(writing, above, None)?)
            }
        },
    };
    // A section that was made for one below it is found by its name when its own row comes.
    let known = base.or_else(|| all.iter().find(|other| other.name == section.name));
    section.id = known.map_or_else(|| uuid::Uuid::now_v7().to_string(), |known| known.id.clone());
    section.revision = known.map_or(0, |known| known.revision) + 1;
    let position = store::sections(writing.tx)?.len();
    store::save_section(writing.tx, &section, position)?;
    let before = known.map(serde_json::to_value).transpose()?;
    writing.note(SECTION, &section.id, before.as_ref(), Some(&serde_json::to_value(&section)?))?;
    Ok(section.id)
}

/// Whether a section is the other or stands somewhere below it.
fn is_below(all: &[Section], section: &str, other: &str) -> bool {
    let mut at = Some(section.to_owned());
    let mut steps = all.len();
    while let Some(id) = at.take_if(|_| steps > 0) {
        if id == other {
            return true;
        }
        steps -= 1;
        at = all.iter().find(|section| section.id == id).and_then(|section| section.parent.clone());
    }
    false
}

/// The section with this name and those below it, by name; the name alone where no section has it.
pub(crate) fn with_below(all: &[Section], name: &str) -> Vec<String> {
    let Some(top) = all.iter().find(|section| section.name == name) else { return vec![name.to_owned()] };
    all.iter().filter(|section| is_below(all, &section.id, &top.id)).map(|section| section.name.clone()).collect()
}

/// Whether a section has others below it that are not among `going`.
pub(crate) fn section_is_needed(tx: &mut Tx<'_>, id: &str, going: &HashSet<&str>) -> Result<bool, Error> {
    let all = store::sections(tx)?;
    Ok(all.iter().any(|other| other.parent.as_deref() == Some(id) && !going.contains(other.id.as_str())))
}

/// Takes a person out of the register, with a row of history that says so.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    let before = json(writing.tx, id)?;
    store::remove_person(writing.tx, id)?;
    if let Some(name) = before.as_ref().and_then(|before| before["name"].as_str()) {
        crate::contract::mark_owner_for_recheck(writing.tx, name)?;
    }
    crate::due::store::mark_all(writing.tx)?;
    writing.note(PERSON, id, before.as_ref(), None)
}

/// Takes a section out of the register, with a row of history that says so.
pub(crate) fn remove_section(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    let before = store::sections(writing.tx)?.into_iter().find(|section| section.id == id);
    let before = before.map(serde_json::to_value).transpose()?;
    store::remove_section(writing.tx, id)?;
    writing.note(SECTION, id, before.as_ref(), None)
}

/// A whole person with dates as the register keeps them.
pub(crate) fn read_json(record: &Json) -> Result<Json, Error> {
    let mut person: Person = serde_json::from_value(record.clone())?;
    super::check(&mut person)?;
    Ok(serde_json::to_value(person)?)
}

/// A whole section.
pub(crate) fn read_section_json(record: &Json) -> Result<Json, Error> {
    match record.get("name").and_then(Json::as_str).map(str::trim) {
        Some(name) if !name.is_empty() => Ok(serde_json::to_value(serde_json::from_value::<Section>(record.clone())?)?),
        _ => Err(Problem::at("name", "required").into()),
    }
}
