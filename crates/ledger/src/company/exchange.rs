//! What an import needs of the register: who is there, a company as JSON, and how one is kept or taken out again.
//! A company that only records name is exported too, so that a table can be filled in and brought back.

use db::Tx;
use serde_json::Value as Json;

use super::{Company, CompanyDraft, REGISTER, parties, put, store};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::Identity;

/// What tells each company.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    store::identities(tx)
}

/// A company as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    parties::load(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// Keeps a company as the next revision of what it was; gives its id.
pub(crate) fn put_json(writing: &mut Writing<'_, '_>, record: Json, before: Option<Json>) -> Result<String, Error> {
    let base: Option<Company> = before.map(serde_json::from_value).transpose()?;
    let mut company: Company = serde_json::from_value(record)?;
    company.revision = base.as_ref().map_or(0, |base| base.revision);
    company.merged_into = base.as_ref().and_then(|base| base.merged_into.clone());
    Ok(put(writing, company, base.as_ref())?.id)
}

/// Takes a company out of the register, with a row of history that says so; records may go on naming it.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    let Some(before) = store::load(writing.tx, id)? else { return Ok(()) };
    store::remove(writing.tx, id)?;
    parties::settle_company(writing.tx, std::iter::once(&before))?;
    writing.note(REGISTER, id, Some(&serde_json::to_value(&before)?), None)
}

/// A whole company with its dates as the register keeps them.
pub(crate) fn read_json(record: &Json) -> Result<Json, Error> {
    let whole: Company = serde_json::from_value(record.clone())?;
    let fields = record.as_object().cloned().unwrap_or_default();
    let draft = CompanyDraft { id: None, revision: whole.revision, fields };
    Ok(serde_json::to_value(draft.parse(Some(&whole))?)?)
}
