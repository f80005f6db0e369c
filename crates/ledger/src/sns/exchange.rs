//! What an import needs of the register: who is there, a record as JSON, and how one is kept or taken out again.

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::{Medium, REGISTER, Sns, address, put, same, store};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::{Identity, Register};

/// What tells each account.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    store::identities(tx)
}

/// An account as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    store::load(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// Keeps an account as the next revision of what it was; gives its id.
pub(crate) fn put_json(
    writing: &mut Writing<'_, '_>,
    record: Json,
    before: Option<Json>,
    today: NaiveDate,
) -> Result<String, Error> {
    let base: Option<Sns> = before.map(serde_json::from_value).transpose()?;
    let mut record: Sns = serde_json::from_value(record)?;
    if let Some(base) = &base {
        record.revision = base.revision;
    }
    Ok(put(writing, record, base.as_ref(), today)?.id)
}

/// Why an account refuses another value in a field: what was decided here, no file changes.
pub(crate) fn object(record: &Json, path: &str) -> Option<&'static str> {
    let decided = record.get("application").is_some_and(|application| !application.is_null());
    match path {
        "status" if decided => Some("status_by_application"),
        "number" | "decided_on" | "expires_on" | "closed_on" if decided => Some("decided_by_application"),
        _ => None,
    }
}

/// Why a file may not name an account so: the address or the name is another account's of the same medium, as when two were
/// exchanged. A register that took it would have one account answer for the posts of the other. One that is closed has no
/// posts any more, and its name and address may be given again.
pub(crate) fn of_other(existing: &[Identity], record: &Json, path: &str, after: &Json) -> Option<&'static str> {
    let text = |field: &str| record.get(field).and_then(Json::as_str).unwrap_or_default();
    let medium: Medium = serde_json::from_value(record.get("medium")?.clone()).ok()?;
    let typed = after.as_str().filter(|typed| !typed.is_empty())?;
    let read = |url: &str| address(url, Some(medium));
    // The title of an account's identity is its address, the partner its name; one that is closed has an end.
    let is_other = |other: &&Identity| other.id != text("id") && other.end.is_none() && !other.title.is_empty();
    let mut others = existing.iter().filter(is_other);
    match path {
        "url" => {
            let new = read(typed);
            others.any(|other| same(&new, &read(&other.title))).then_some("address_of_other")
        }
        "handle" => {
            let new = read(&format!("@{typed}"));
            others.any(|other| same(&new, &read(&other.title))).then_some("address_of_other")
        }
        "name" => {
            let named = |other: &Identity| other.partner == typed && address(&other.title, None).medium == Some(medium);
            others.any(named).then_some("name_of_other")
        }
        _ => None,
    }
}

/// Takes an account out of the register, with a row of history that says so.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    crate::approval::remove_of(writing, Register::Sns, id)?;
    let before = json(writing.tx, id)?;
    store::remove(writing.tx, id)?;
    writing.note(REGISTER, id, before.as_ref(), None)
}

/// A whole record with its dates as the register keeps them, and the address in its one form where no id tells it.
pub(crate) fn read_json(record: &Json, today: NaiveDate) -> Result<Json, Error> {
    let whole: Sns = serde_json::from_value(record.clone())?;
    let fields = record.as_object().cloned().unwrap_or_default();
    let draft = super::SnsDraft { id: None, revision: whole.revision, fields };
    let known = Some(&whole).filter(|whole| !whole.id.is_empty());
    Ok(serde_json::to_value(draft.parse(known, today)?)?)
}
