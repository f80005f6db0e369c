//! The registers as an import sees them: who is there, one record as JSON, and how it is kept with its row of history.
//! Each register keeps its own rows; here is only which one is asked.

use std::collections::HashSet;
use std::sync::mpsc::sync_channel;

use chrono::NaiveDate;
use db::Tx;
use serde_json::{Map, Value as Json};

use crate::facts::Facts;
use crate::history::Writing;
use crate::problem::{Error, Problem};
use crate::register::{Duty, Identity, Register};
use crate::{cloud, company, contract, incident, person, sns};

/// A register, and what its rows depend on beside the record.
pub(crate) struct Keeping<'a> {
    pub register: Register,
    pub office: &'a Facts,
    pub today: NaiveDate,
}

/// Where a contract stands among the terms of its lineage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub renewed_from: Option<String>,
    pub lineage: String,
    pub term: u32,
    /// Whether the next term comes with the same import.
    pub renewed: bool,
    /// Whether the term before was in the ledger already.
    pub follows_old: bool,
}

/// A record to be made.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// The row that it is made of.
    pub row: usize,
    pub id: String,
    pub place: Place,
}

/// So many contracts are handed over at once by the thread that composes them, and so many parcels wait at most.
const PARCEL: usize = 64;
const AHEAD: usize = 4;

impl Keeping<'_> {
    /// What tells each record of the register.
    pub fn identities(&self, tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
        match self.register {
            Register::Contract => contract::identities(tx),
            Register::Cloud => cloud::identities(tx),
            Register::Sns => sns::identities(tx),
            Register::Contractor => company::identities(tx),
            Register::Incident => incident::identities(tx),
            Register::Person => person::identities(tx),
            Register::Section => person::section_identities(tx),
            Register::Transfer => Ok(Vec::new()),
        }
    }

    /// A record as the import compares it; sections name the one above instead of its id.
    pub fn load(&self, tx: &mut Tx<'_>, id: &str) -> Result<Json, Error> {
        let record = match self.register {
            Register::Contract => contract::json(tx, id)?,
            Register::Cloud => cloud::json(tx, id)?,
            Register::Sns => sns::json(tx, id)?,
            Register::Contractor => company::json(tx, id)?,
            Register::Incident => incident::json(tx, id)?,
            Register::Person => person::json(tx, id)?,
            Register::Section => person::section_json(tx, id)?,
            Register::Transfer => None,
        };
        record.ok_or_else(|| Problem::new("record_missing").with("id", id).into())
    }

    /// What no file changes of a record, whatever it says: the application on which an approval rests and what it gave, a
    /// suspension of a cloud use, the ids of entries.
    pub fn hold(&self, before: &Json, after: &mut Json) -> Result<(), Error> {
        let held: &[&str] = match self.register {
            Register::Contract => {
                *after = contract::settled(before, after)?;
                &[]
            }
            Register::Cloud => &["application", "suspension"],
            Register::Sns => &["application"],
            _ => &[],
        };
        for field in held {
            after[*field] = before.get(*field).cloned().unwrap_or_default();
        }
        Ok(())
    }

    /// Why a record refuses another value in a field; one that comes as a whole, with its id, may say more.
    pub fn object(
        &self,
        existing: &[Identity],
        record: &Json,
        (path, after): (&str, &Json),
        whole: bool,
    ) -> Option<&'static str> {
        let agreed = record.get("agreed").is_some_and(|agreed| !agreed.is_null());
        match self.register {
            Register::Contract => (agreed && !whole && path == "signed_on").then_some("signed_fixed"),
            Register::Cloud => cloud::object(record, path),
            Register::Sns => sns::object(record, path).or_else(|| sns::of_other(existing, record, path, after)),
            _ => None,
        }
    }

    /// Why a record that comes as a whole cannot be kept as it is: a field, what is wrong with it, and what it says.
    pub fn lacks(
        &self,
        tx: &mut Tx<'_>,
        record: &Json,
        before: Option<&Json>,
    ) -> Result<Option<(String, &'static str, String)>, Error> {
        match self.register {
            Register::Cloud => cloud::lacks(tx, record, before),
            Register::Contract => contract::lacks(tx, record, before),
            _ => Ok(None),
        }
    }

    /// The id for a new record: the one that is given, if it is free and sound, else a new one.
    pub fn free_id(&self, tx: &mut Tx<'_>, id: &str) -> Result<String, Error> {
        if uuid::Uuid::try_parse(id).is_ok() && self.load(tx, id).is_err() {
            return Ok(id.to_owned());
        }
        Ok(uuid::Uuid::now_v7().to_string())
    }

    /// Makes new records of the fields that rows settle. Contracts are composed on a thread of their own, a step ahead
    /// of the one that writes them.
    pub fn create_all(
        &self,
        writing: &mut Writing<'_, '_>,
        new: &[Made],
        fields: &(dyn Fn(&Made) -> Map<String, Json> + Sync),
        tell: &mut dyn FnMut() -> Result<(), Error>,
    ) -> Result<(), Error> {
        let record = |made: &Made| {
            let mut record = fields(made);
            record.insert("id".to_owned(), made.id.clone().into());
            record
        };
        if self.register != Register::Contract {
            for made in new {
                tell()?;
                self.put(writing, Json::Object(record(made)), None)?;
            }
            return Ok(());
        }
        for place in new.iter().map(|made| &made.place).filter(|place| place.follows_old) {
            if let Some(before) = &place.renewed_from {
                contract::mark_renewed(writing.tx, before)?;
            }
        }
        let last_days = person::last_days(writing.tx)?;
        let since = crate::due::began(writing.tx)?;
        let (office, today) = (self.office, self.today);
        let mut deriving = contract::Deriving::of(writing.tx)?;
        let compose = |made: &Made| {
            let mut record = record(made);
            record.insert("renewed_from".to_owned(), made.place.renewed_from.clone().into());
            record.insert("lineage".to_owned(), made.place.lineage.clone().into());
            record.insert("term".to_owned(), made.place.term.into());
            let owner = record.get("owner").and_then(Json::as_str);
            let owner_until = owner.and_then(|owner| last_days.get(owner)).copied();
            let beside = contract::Beside { renewed: made.place.renewed, owner_until, since };
            contract::compose(Json::Object(record), beside, &mut deriving, office, today)
        };
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            // Whoever writes may have given up; then nobody waits for the rest.
            scope.spawn(move || {
                let mut compose = compose;
                let mut parcels = new.chunks(PARCEL).map(|made| made.iter().map(&mut compose).collect::<Vec<_>>());
                parcels.all(|parcel| send.send(parcel).is_ok())
            });
            for composed in receive.into_iter().flatten() {
                tell()?;
                contract::add(writing, composed?)?;
            }
            Ok(())
        })
    }

    /// The lineage of a contract, and its number among the terms.
    pub fn lineage(&self, tx: &mut Tx<'_>, id: &str) -> Result<(String, u32), Error> {
        let record = self.load(tx, id)?;
        let lineage = record.get("lineage").and_then(Json::as_str).unwrap_or(id).to_owned();
        let term = record.get("term").and_then(Json::as_u64).and_then(|term| u32::try_from(term).ok());
        Ok((lineage, term.unwrap_or(1)))
    }

    /// Changes a record.
    pub fn update(
        &self,
        writing: &mut Writing<'_, '_>,
        id: &str,
        change: impl FnOnce(&mut Map<String, Json>),
    ) -> Result<(), Error> {
        let before = self.load(writing.tx, id)?;
        let mut after = before.clone();
        if let Json::Object(record) = &mut after {
            change(record);
        }
        self.put(writing, after, Some(before)).map(drop)
    }

    /// Since when somebody else than before holds a record: today, where nothing else is said.
    pub fn date_holder(&self, before: &Map<String, Json>, after: &mut Map<String, Json>) {
        let holder = match self.register {
            Register::Contract | Register::Sns | Register::Incident => Duty::Owner.code(),
            Register::Cloud => Duty::Manager.code(),
            Register::Contractor | Register::Person | Register::Section | Register::Transfer => return,
        };
        let since = format!("{holder}_since");
        let is_same = |field: &str| before.get(field) == after.get(field);
        if !is_same(holder) && is_same(&since) {
            let held = after.get(holder).is_some_and(|holder| !holder.is_null());
            after.insert(since, held.then(|| self.today.to_string()).into());
        }
    }

    /// Keeps a record as the next revision of what it was.
    pub fn put(&self, writing: &mut Writing<'_, '_>, record: Json, before: Option<Json>) -> Result<String, Error> {
        match self.register {
            Register::Contract => contract::put_json(writing, record, before, self.office, self.today),
            Register::Cloud => cloud::put_json(writing, record, before, self.today),
            Register::Sns => sns::put_json(writing, record, before, self.today),
            Register::Contractor => company::put_json(writing, record, before),
            Register::Incident => incident::put_json(writing, record, before, self.today),
            Register::Person => person::put_json(writing, record, before),
            Register::Section => person::put_section_json(writing, record, before),
            Register::Transfer => Err(Error::unexpected("transfers are not kept")),
        }
    }

    /// Whether another record that is not among `going` stands on this one.
    pub fn is_needed(&self, tx: &mut Tx<'_>, id: &str, going: &HashSet<&str>) -> Result<bool, Error> {
        match self.register {
            Register::Contract => contract::is_needed(tx, id, going),
            Register::Section => person::section_is_needed(tx, id, going),
            _ => Ok(false),
        }
    }

    /// Whether another contract has the place after the term before that a record would take again.
    pub fn is_displaced(&self, tx: &mut Tx<'_>, id: &str, record: &Json) -> Result<bool, Error> {
        let before = record.get("renewed_from").and_then(Json::as_str);
        match before.filter(|_| self.register == Register::Contract) {
            Some(before) => contract::is_needed(tx, before, &HashSet::from([id])),
            None => Ok(false),
        }
    }

    /// Counts the terms after a contract that stays where it is.
    pub fn count_on(&self, writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
        if self.register != Register::Contract {
            return Ok(());
        }
        let record = self.load(writing.tx, id)?;
        match record.get("renewed_from").and_then(Json::as_str) {
            Some(before) => self.link(writing, before, id),
            None => Ok(()),
        }
    }

    /// Takes a record out of the register.
    pub fn remove(&self, writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
        crate::due::remove_acts(writing, self.register.code(), id)?;
        match self.register {
            Register::Contract => contract::remove(writing, id),
            Register::Cloud => cloud::remove(writing, id),
            Register::Sns => sns::remove(writing, id),
            Register::Contractor => company::remove(writing, id),
            Register::Incident => incident::remove(writing, id),
            Register::Person => person::remove(writing, id),
            Register::Section => person::remove_section(writing, id),
            Register::Transfer => Ok(()),
        }
    }

    /// Makes a record what it was.
    pub fn restore(&self, writing: &mut Writing<'_, '_>, id: &str, mut record: Json) -> Result<(), Error> {
        if self.register == Register::Section {
            // The history knows the section above by its id.
            let above = record.get("parent").and_then(Json::as_str).map(str::to_owned);
            let above = above.map(|above| person::section_json(writing.tx, &above)).transpose()?.flatten();
            record["parent"] = above.and_then(|above| above.get("name").cloned()).unwrap_or_default();
        }
        let before = self.load(writing.tx, id)?;
        self.put(writing, record, Some(before)).map(drop)
    }

    /// Takes a contract away from the term before it; it is linked again in the same transaction.
    pub fn unlink(&self, writing: &mut Writing<'_, '_>, term: &str) -> Result<(), Error> {
        contract::unlink_term(writing, term, self.office, self.today)
    }

    /// Makes a contract the next term of another: the term before, and then the term itself.
    pub fn link(&self, writing: &mut Writing<'_, '_>, before: &str, term: &str) -> Result<(), Error> {
        contract::link_terms(writing, before, term, self.office, self.today)
    }
}

/// A whole record as its register keeps it, or everything that is wrong with it.
pub(super) fn read(register: Register, record: &Json, today: NaiveDate) -> Result<Json, Error> {
    let (read, mut problems) = match register {
        Register::Contract => contract::read_json(record, today)?,
        Register::Cloud => (cloud::read_json(record, today)?, Vec::new()),
        Register::Sns => (sns::read_json(record, today)?, Vec::new()),
        Register::Contractor => (company::read_json(record)?, Vec::new()),
        Register::Incident => (incident::read_json(record, today)?, Vec::new()),
        Register::Person => (person::read_json(record)?, Vec::new()),
        Register::Section => (person::read_section_json(record)?, Vec::new()),
        Register::Transfer => return Err(Error::unexpected("transfers are not kept")),
    };
    unknown_fields(record, &read, "", &mut problems);
    Error::unless_none(problems)?;
    Ok(read)
}

/// Names every field of a record that its register does not have, and that would be lost.
fn unknown_fields(typed: &Json, read: &Json, path: &str, problems: &mut Vec<Problem>) {
    let within = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match (typed, read) {
        (Json::Object(typed), Json::Object(read)) => {
            for (name, value) in typed {
                match read.get(name) {
                    // What stands below these is told by the catalogue.
                    Some(_) if path.is_empty() && (name == "facts" || name == "answers") => {}
                    Some(read) => unknown_fields(value, read, &within(name), problems),
                    None => {
                        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                        let problem = Problem::at(within(name), "field_unknown");
                        problems.push(problem.with("name", within(name)).with("value", shown));
                    }
                }
            }
        }
        (Json::Array(typed), Json::Array(read)) => {
            for (at, (typed, read)) in typed.iter().zip(read).enumerate() {
                unknown_fields(typed, read, &within(&at.to_string()), problems);
            }
        }
        _ => {}
    }
}

/// What belongs to the ledger in a record, not to whoever writes it down without its id.
const LEDGERS_OWN: [&str; 8] = ["id", "revision", "lineage", "term", "renewed_from", "pins", "agreed", "catalogue"];

/// A record of the ledger with what a line says of it: `read` has the values of the fields that were `typed`, and a
/// field that was not typed stays. Without an id nothing is taken away, and its place in the ledger is its own.
pub(super) fn overlaid(before: &Json, typed: &Json, read: &Json, by_id: bool) -> Json {
    let mut after = before.clone();
    let mut typed = typed.clone();
    if let Json::Object(fields) = &mut typed {
        fields.retain(|name, _| by_id || !LEDGERS_OWN.contains(&name.as_str()));
    }
    overlay(&mut after, &typed, read, by_id);
    after
}

fn overlay(after: &mut Json, typed: &Json, read: &Json, by_id: bool) {
    let (Json::Object(after), Json::Object(typed)) = (after, typed) else { return };
    for (name, typed) in typed {
        let Some(value) = read.get(name) else { continue };
        // Of facts and answers an exported record has all that there are.
        let is_list = by_id && (name == "facts" || name == "answers");
        match (after.get_mut(name), value) {
            (Some(inner @ Json::Object(_)), Json::Object(_)) if !is_list => overlay(inner, typed, value, by_id),
            _ if !by_id && is_empty(value) => {}
            _ => drop(after.insert(name.clone(), value.clone())),
        }
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// Whether two records say the same, whatever their revisions.
pub(super) fn same(one: &Json, other: &Json) -> bool {
    let bare = |record: &Json| {
        let mut record = record.clone();
        if let Json::Object(fields) = &mut record {
            fields.remove("revision");
            fields.retain(|_, value| !value.is_null());
        }
        record
    };
    bare(one) == bare(other)
}

/// Annexes as signed are not part of a record; one that comes without them is signed by its date alone.
pub(super) fn lose_papers(register: Register, record: &mut Json) -> bool {
    let has = register == Register::Contract
        && record.get("pins").and_then(Json::as_array).is_some_and(|pins| !pins.is_empty());
    if has {
        record["pins"] = Json::Array(Vec::new());
    }
    has
}
