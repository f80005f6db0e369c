//! What an import needs of the register: who is there, a record as JSON, and how one is kept or taken out again.

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::draft::evidence;
use super::{Cloud, Origin, REGISTER, put, store};
use crate::history::Writing;
use crate::problem::Error;
use crate::register::{Identity, Register};

/// What tells each cloud use.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    store::identities(tx)
}

/// A cloud use as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    store::load(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// Keeps a cloud use as the next revision of what it was; gives its id.
///
/// An approval that rests on an application of another ledger is taken over without it.
pub(crate) fn put_json(
    writing: &mut Writing<'_, '_>,
    record: Json,
    before: Option<Json>,
    today: NaiveDate,
) -> Result<String, Error> {
    let base: Option<Cloud> = before.map(serde_json::from_value).transpose()?;
    let mut record: Cloud = serde_json::from_value(record)?;
    if let Some(base) = &base {
        record.revision = base.revision;
    }
    if let Some(application) = &record.application {
        let known = crate::approval::load(writing.tx, application)?;
        if known.is_none_or(|known| known.record != record.id) {
            record.application = None;
        }
    }
    Ok(put(writing, record, base.as_ref(), Origin::File, today)?.id)
}

/// Why a cloud use refuses another value in a field: what was decided here, or is being decided, no file changes.
pub(crate) fn object(record: &Json, path: &str) -> Option<&'static str> {
    let decided = record.get("application").is_some_and(|application| !application.is_null());
    let status = record.get("status").and_then(Json::as_str);
    let open = matches!(status, Some("draft" | "applied" | "returned" | "refused"));
    match path {
        "status" if decided || open => Some("status_by_application"),
        "number" | "conditions" | "decided_on" | "expires_on" | "ended_on" if decided => Some("decided_by_application"),
        _ => None,
    }
}

/// Why a whole record cannot be kept: a file that it names is not in the ledger, or something is to be seen in a file that it
/// does not name. A record that comes from another ledger comes without its files. What it named before is no problem of today.
pub(crate) fn lacks(tx: &mut Tx<'_>, record: &Json, before: Option<&Json>) -> Result<Option<Lacks>, Error> {
    let cloud: Cloud = serde_json::from_value(record.clone())?;
    let before: Cloud = before.map_or_else(|| Ok(Cloud::default()), |before| serde_json::from_value(before.clone()))?;
    for (index, file) in cloud.attachments.iter().enumerate() {
        if !before.has_file(&file.hash) && !crate::evidence::is_kept(tx, &file.hash)? {
            return Ok(Some((format!("attachments.{index}.hash"), "evidence_not_here", file.name.clone())));
        }
    }
    let known = evidence(&before);
    let hangs = |(at, hash): &(String, String)| !cloud.has_file(hash) && known.get(at) != Some(hash);
    Ok(evidence(&cloud).into_iter().find(hangs).map(|(at, hash)| (at, "evidence_not_attached", hash)))
}

/// The field that names a file, what is wrong with it, and the name of the file.
pub(crate) type Lacks = (String, &'static str, String);

/// Takes a cloud use out of the register, with a row of history that says so.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    crate::approval::remove_of(writing, Register::Cloud, id)?;
    super::sheet::remove_of(writing, id)?;
    let before = json(writing.tx, id)?;
    store::remove(writing.tx, id)?;
    writing.note(REGISTER, id, before.as_ref(), None)
}

/// A whole record with its dates as the register keeps them.
pub(crate) fn read_json(record: &Json, today: NaiveDate) -> Result<Json, Error> {
    let whole: Cloud = serde_json::from_value(record.clone())?;
    let fields = record.as_object().cloned().unwrap_or_default();
    let draft = super::CloudDraft { id: None, revision: whole.revision, fields };
    Ok(serde_json::to_value(draft.parse(Some(&whole), today)?)?)
}
