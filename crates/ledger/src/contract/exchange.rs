//! What an import needs of the register: who is there, a record as JSON, and how one is kept, linked or taken out again.

use std::collections::HashSet;

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::derived::{self, ContractColumns};
use super::{Beside, Contract, Deriving, REGISTER, Returned, keep, selection, sheet, store};
use crate::facts::{FactValue, Facts};
use crate::history::{Writing, canonical_text};
use crate::problem::{Error, Problem};
use crate::register::Identity;

/// What tells each contract.
pub(crate) fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    store::identities(tx)
}

/// The day on which a contract begins, if both are known.
pub(crate) fn starts_on(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, Error> {
    Ok(store::load(tx, id)?.and_then(|contract| contract.starts_on))
}

/// What an account that is run under a contract has to know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunContract {
    /// Title.
    pub title: String,
    /// Whether it is closed, or its last day has passed.
    pub over: bool,
    /// The day on which it was closed or ended, once it is over.
    pub ended_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// Whether it says that it is about running accounts.
    pub runs_sns: Option<bool>,
}

/// The contract under which an account is run.
pub(crate) fn run_for(tx: &mut Tx<'_>, id: &str, today: NaiveDate) -> Result<Option<RunContract>, Error> {
    let of = |contract: Contract| {
        let date = |iso: &Option<String>| iso.as_ref().and_then(|iso| iso.parse::<NaiveDate>().ok());
        let ends_on = date(&contract.ends_on);
        // One that renews by itself goes on until somebody ends it.
        let ran_out = ends_on.filter(|end| *end < today && contract.auto_renewal != Some(true));
        let ended_on = date(&contract.closed_on).or(ran_out);
        RunContract {
            over: ended_on.is_some(),
            ended_on,
            ends_on,
            runs_sns: match contract.facts.get("runs_sns") {
                Some(FactValue::Bool(runs)) => Some(*runs),
                _ => None,
            },
            title: contract.title,
        }
    };
    Ok(store::load(tx, id)?.map(of))
}

/// A contract as JSON.
pub(crate) fn json(tx: &mut Tx<'_>, id: &str) -> Result<Option<Json>, Error> {
    store::load(tx, id)?.map(serde_json::to_value).transpose().map_err(Error::from)
}

/// Keeps a contract as the next revision of what it was; gives its id.
pub(crate) fn put_json(
    writing: &mut Writing<'_, '_>,
    record: Json,
    before: Option<Json>,
    office: &Facts,
    today: NaiveDate,
) -> Result<String, Error> {
    let base: Option<Contract> = before.map(serde_json::from_value).transpose()?;
    let mut contract: Contract = serde_json::from_value(record)?;
    if let Some(base) = &base {
        contract.revision = base.revision;
    }
    Ok(keep(writing, contract, base.as_ref(), office, today)?.id)
}

/// A new contract with everything that its rows hold. It is composed beside the thread that writes.
pub(crate) struct Composed {
    contract: Contract,
    row: ContractColumns,
    record: String,
    canonical: String,
}

/// Composes a new contract, of which the import knows whether its next term comes with it and when its owner leaves.
pub(crate) fn compose(
    record: Json,
    beside: Beside,
    deriving: &mut Deriving<'_>,
    office: &Facts,
    today: NaiveDate,
) -> Result<Composed, Error> {
    let mut contract: Contract = serde_json::from_value(record)?;
    contract.place();
    contract.forget_applications();
    contract.revision = 1;
    let row = derived::row(&contract, deriving, office, (beside, &Returned::default()), today);
    let record = serde_json::to_string(&contract)?;
    let canonical = canonical_text(&record);
    Ok(Composed { contract, row, record, canonical })
}

/// Writes a new contract with its row of history.
pub(crate) fn add(writing: &mut Writing<'_, '_>, composed: Composed) -> Result<(), Error> {
    let Composed { contract, row, record, canonical } = composed;
    if !store::save(writing.tx, &contract, record, &row, 0)? {
        return Err(writing.changed_elsewhere(REGISTER, &contract.id));
    }
    writing.note_text(REGISTER, &contract.id, None, Some(canonical))
}

/// A term of a contract that was here before has come; what follows for the old one is to be looked at again.
pub(crate) fn mark_renewed(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    store::mark_for_recheck(tx, id)
}

/// Takes a contract away from the term before it, so that another can follow that one.
pub(crate) fn unlink_term(
    writing: &mut Writing<'_, '_>,
    term: &str,
    office: &Facts,
    today: NaiveDate,
) -> Result<(), Error> {
    let missing = || Problem::new("record_missing").with("id", term);
    let base = store::load(writing.tx, term)?.ok_or_else(missing)?;
    let contract = Contract { renewed_from: None, ..base.clone() };
    keep(writing, contract, Some(&base), office, today).map(drop)
}

/// Makes a contract the next term of another; the terms after it count on.
pub(crate) fn link_terms(
    writing: &mut Writing<'_, '_>,
    before: &str,
    term: &str,
    office: &Facts,
    today: NaiveDate,
) -> Result<(), Error> {
    let missing = |id: &str| Problem::new("record_missing").with("id", id);
    let old = store::load(writing.tx, before)?.ok_or_else(|| missing(before))?;
    let (lineage, mut number) = (old.lineage, old.term);
    let mut next = Some(term.to_owned());
    let mut renewed_from = before.to_owned();
    while let Some(id) = next {
        let base = store::load(writing.tx, &id)?.ok_or_else(|| missing(&id))?;
        number += 1;
        let contract = Contract {
            renewed_from: Some(std::mem::replace(&mut renewed_from, id.clone())),
            lineage: lineage.clone(),
            term: number,
            ..base.clone()
        };
        if contract != base {
            keep(writing, contract, Some(&base), office, today)?;
        }
        next = store::renewal_of(writing.tx, &id)?;
    }
    Ok(())
}

/// Whether a contract stands before the term of another one that is not among `going`.
pub(crate) fn is_needed(tx: &mut Tx<'_>, id: &str, going: &HashSet<&str>) -> Result<bool, Error> {
    Ok(store::renewal_of(tx, id)?.is_some_and(|next| !going.contains(next.as_str())))
}

/// A record of a file beside what the contract was, with what a file does not say: ids of entries, and what was decided here.
pub(crate) fn settled(before: &Json, after: &Json) -> Result<Json, Error> {
    let base: Contract = serde_json::from_value(before.clone())?;
    let mut contract: Contract = serde_json::from_value(after.clone())?;
    contract.settle(&base);
    Ok(serde_json::to_value(contract)?)
}

/// What a record of a file names that is not here: a sheet that came back is kept only with its file.
pub(crate) fn lacks(tx: &mut Tx<'_>, record: &Json, before: Option<&Json>) -> Result<Option<Lacks>, Error> {
    let contract: Contract = serde_json::from_value(record.clone())?;
    let before: Option<Contract> = before.map(|before| serde_json::from_value(before.clone())).transpose()?;
    let selection = |contract: &Contract| contract.selection.clone().unwrap_or_default().statements;
    let known = before.as_ref().map(selection).unwrap_or_default();
    for (index, statement) in selection(&contract).iter().enumerate() {
        let file = &statement.file;
        let is_known = known.iter().any(|known| known.file.hash == file.hash);
        if !is_known && !crate::evidence::is_kept(tx, &file.hash)? {
            let at = format!("selection.statements.{index}.file");
            return Ok(Some((at, "evidence_not_here", file.name.clone())));
        }
    }
    Ok(None)
}

/// The field that names a file, what is wrong with it, and the name of the file.
pub(crate) type Lacks = (String, &'static str, String);

/// Takes a contract out of the register, with a row of history that says so.
pub(crate) fn remove(writing: &mut Writing<'_, '_>, id: &str) -> Result<(), Error> {
    let before = json(writing.tx, id)?;
    crate::approval::remove_of(writing, crate::register::Register::Contract, id)?;
    if let Some(term_before) = before.as_ref().and_then(|before| before["renewed_from"].as_str()) {
        store::mark_for_recheck(writing.tx, term_before)?;
    }
    crate::due::store::mark_of_contract(writing.tx, id)?;
    sheet::remove_of(writing, id)?;
    selection::remove_of(writing, id)?;
    store::remove(writing.tx, id)?;
    writing.note(REGISTER, id, before.as_ref(), None)
}

/// A whole record with its dates and amounts as the register keeps them, and what is wrong with it.
pub(crate) fn read_json(record: &Json, today: NaiveDate) -> Result<(Json, Vec<Problem>), Error> {
    let whole: Contract = serde_json::from_value(record.clone())?;
    let fields = record.as_object().cloned().unwrap_or_default();
    let draft = super::ContractDraft { id: None, revision: whole.revision, fields };
    let (contract, problems) = draft.read(Some(&whole), today)?;
    Ok((serde_json::to_value(contract)?, problems))
}
