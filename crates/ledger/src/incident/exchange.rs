//! What an import needs of the register: who is there, a record as JSON, and how one is kept or taken out again.

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::{Incident, IncidentDraft, REGISTER, places_exist, store, write};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::Identity;

/// What tells each incident.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    store::identities(tx)
}

/// An incident as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    store::load(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// Keeps an incident as the next revision of what it was; gives its id.
pub(crate) fn put_json(
    writing: &mut Writing<'_, '_>,
    record: Json,
    before: Option<Json>,
    today: NaiveDate,
) -> Result<String, Error> {
    let base: Option<Incident> = before.map(serde_json::from_value).transpose()?;
    let mut incident: Incident = serde_json::from_value(record)?;
    if let Some(base) = &base {
        incident.revision = base.revision;
    }
    incident.recorded_on.get_or_insert_with(|| today.to_string());
    places_exist(writing.tx, &incident, base.as_ref())?;
    Ok(write(writing, incident, base.as_ref())?.id)
}

/// Takes an incident out of the register, with a row of history that says so.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    let before = json(writing.tx, id)?;
    store::remove(writing.tx, id)?;
    writing.note(REGISTER, id, before.as_ref(), None)
}

/// A whole incident with its dates as the register keeps them.
pub(crate) fn read_json(record: &Json, today: NaiveDate) -> Result<Json, Error> {
    let whole: Incident = serde_json::from_value(record.clone())?;
    let fields = record.as_object().cloned().unwrap_or_default();
    let draft = IncidentDraft { id: None, revision: whole.revision, fields };
    Ok(serde_json::to_value(draft.parse(Some(&whole), today)?)?)
}
