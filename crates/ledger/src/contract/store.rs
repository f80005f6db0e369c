//! Contracts in the database: the record itself, its narrow row, and annexes as signed. Lists are in `store/list.rs`.

mod list;

use chrono::{Datelike, NaiveDate};
use db::{DbError, Tx, Value};

use super::derived::ContractColumns;
use super::{Contract, REGISTER};
use crate::catalogue::AnnexKind;
use crate::due::{Due, store as dues};
use crate::problem::Error;
use crate::register::{Duty, Held, Identity, Load, Register};

pub use list::{ContractPage, ContractQuery, ContractRow, NextDue, Status, list, matching, status, sums};

pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Contract>, Error> {
    let text = tx.query_one("SELECT record FROM contract_records WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    text.map(|text| read(&text)).transpose()
}

/// A record as it is kept; one that an earlier version of the program wrote gets what it did not know.
fn read(text: &str) -> Result<Contract, Error> {
    let mut contract: Contract = serde_json::from_str(text)?;
    contract.number_subcontracts();
    Ok(contract)
}

pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Contract>, Error> {
    let sql = "SELECT r.record FROM contract_records r JOIN contracts c ON c.id = r.id ORDER BY c.number, c.id";
    parsed(tx.query(sql, &[], |row| row.text(0))?)
}

/// Every record as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, mut see: impl FnMut(&str, String) -> Result<(), Error>) -> Result<(), Error> {
    let rows =
        tx.query("SELECT id, record FROM contract_records ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))?;
    rows.into_iter().try_for_each(|(id, record)| see(&id, record))
}

/// Contracts whose derived columns may have changed by this day.
pub fn to_recheck(tx: &mut Tx<'_>, today: NaiveDate, limit: i64) -> Result<Vec<Contract>, Error> {
    let sql = "SELECT r.record FROM contract_records r JOIN contracts c ON c.id = r.id
               WHERE c.recheck_on <= ?1 ORDER BY c.recheck_on LIMIT ?2";
    parsed(tx.query(sql, &[today.to_string().into(), limit.into()], |row| row.text(0))?)
}

fn parsed(texts: Vec<String>) -> Result<Vec<Contract>, Error> {
    texts.iter().map(|text| read(text)).collect()
}

/// Every contract is to be looked at again.
pub fn mark_all_for_recheck(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = ''", &[])?;
    Ok(())
}

/// A contract is to be looked at again, because something beside it changed.
pub fn mark_for_recheck(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = '' WHERE id = ?1", &[id.into()])?;
    Ok(())
}

/// Ids of the contracts that are not closed and bear this name in a column.
pub fn open_with(tx: &mut Tx<'_>, column: &str, name: &str) -> Result<Vec<String>, Error> {
    let sql = format!("SELECT id FROM contracts WHERE closed_on IS NULL AND {column} = ?1 ORDER BY id");
    Ok(tx.query(&sql, &[name.into()], |row| row.text(0))?)
}

/// How many open contracts each owner has in each section.
pub fn loads(tx: &mut Tx<'_>) -> Result<Vec<Load>, Error> {
    let sql = "SELECT owner, section, count(*) FROM contracts WHERE closed_on IS NULL GROUP BY owner, section";
    Ok(tx.query(sql, &[], |row| {
        let (name, section) = (row.opt_text(0)?, row.opt_text(1)?);
        Ok(Load { register: Register::Contract, name, section, count: row.integer(2)? })
    })?)
}

/// The open contracts of an owner, or those that have none.
pub fn held(tx: &mut Tx<'_>, owner: Option<&str>, limit: i64) -> Result<Vec<Held>, Error> {
    let sql = "SELECT r.record FROM contracts c JOIN contract_records r ON r.id = c.id
               WHERE c.closed_on IS NULL AND c.owner = ?1 ORDER BY c.number, c.id LIMIT ?2";
    let ownerless = "SELECT r.record FROM contracts c JOIN contract_records r ON r.id = c.id
               WHERE c.closed_on IS NULL AND c.owner IS NULL ORDER BY c.number, c.id LIMIT ?1";
    let texts = match owner {
        Some(owner) => tx.query(sql, &[owner.into(), limit.into()], |row| row.text(0))?,
        None => tx.query(ownerless, &[limit.into()], |row| row.text(0))?,
    };
    let held = |contract: Contract| Held {
        register: Register::Contract,
        id: contract.id,
        number: contract.number,
        title: contract.title,
        section: contract.section,
        since: contract.owner_since,
        revision: contract.revision,
        people: contract.owner.into_iter().map(|owner| (Duty::Owner, owner)).collect(),
    };
    Ok(parsed(texts)?.into_iter().map(held).collect())
}

/// The contracts of an owner are to be looked at again.
pub fn mark_owner_for_recheck(tx: &mut Tx<'_>, owner: &str) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = '' WHERE owner = ?1", &[owner.into()])?;
    Ok(())
}

/// The version of the catalogue for which the derived columns were computed.
pub fn derived_for(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'derived_for'", &[], |row| row.text(0))?)
}

pub fn set_derived_for(tx: &mut Tx<'_>, version: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('derived_for', ?1, 1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &[version.into()],
    )?;
    Ok(())
}

/// The quarter since which it is kept what risk follows from.
pub fn exposed_from(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'exposed_from'", &[], |row| row.text(0))?)
}

/// Keeps that quarter, once.
pub fn begin_exposures(tx: &mut Tx<'_>, quarter: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('exposed_from', ?1, 1) ON CONFLICT (name) DO NOTHING",
        &[quarter.into()],
    )?;
    Ok(())
}

/// The terms of a lineage in order: id, title, term, start and end.
pub fn terms(tx: &mut Tx<'_>, lineage: &str) -> Result<Vec<super::Term>, Error> {
    let sql = "SELECT id, title, term, starts_on, ends_on FROM contracts WHERE lineage = ?1 ORDER BY term";
    Ok(tx.query(sql, &[lineage.into()], |row| {
        Ok(super::Term {
            id: row.text(0)?,
            title: row.text(1)?,
            term: u32::try_from(row.integer(2)?).unwrap_or(u32::MAX),
            starts_on: row.opt_text(3)?,
            ends_on: row.opt_text(4)?,
        })
    })?)
}

pub fn renewal_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT id FROM contracts WHERE renewed_from = ?1", &[id.into()], |row| row.text(0))?)
}

/// The contract with this number whose term begins last.
pub fn newest_with_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM contracts WHERE number = ?1 ORDER BY starts_on IS NULL, starts_on DESC, id DESC LIMIT 1";
    Ok(tx.query_one(sql, &[number.into()], |row| row.text(0))?)
}

/// Whether another lineage uses this number in the same fiscal year.
pub fn number_taken(tx: &mut Tx<'_>, contract: &Contract) -> Result<bool, Error> {
    let Some(number) = &contract.number else { return Ok(false) };
    let sql = "SELECT starts_on FROM contracts WHERE number = ?1 AND lineage <> ?2";
    let others = tx.query(sql, &[number.as_str().into(), contract.lineage.as_str().into()], |row| row.opt_text(0))?;
    let year = |on: &Option<String>| {
        on.as_ref()
            .and_then(|on| on.parse::<NaiveDate>().ok())
            .map(|on| if on.month() >= 4 { on.year() } else { on.year() - 1 })
    };
    let own = year(&contract.starts_on);
    Ok(others.iter().any(|other| year(other) == own))
}

/// Writes the record, as JSON too, and its row; false if the stored revision is not the expected one.
pub fn save(
    tx: &mut Tx<'_>,
    contract: &Contract,
    record: String,
    row: &ContractColumns,
    expected: i64,
) -> Result<bool, Error> {
    let sql = if expected == 0 { include_str!("insert.sql") } else { include_str!("update.sql") };
    let next = if expected == 0 { row.dues.first() } else { next_open(tx, &contract.id, &row.dues)? };
    let mut values = columns(contract, row, next);
    if expected > 0 {
        values.push(expected.into());
        keep_exposure(tx, &contract.id, row)?;
    }
    let touched = match tx.execute(sql, &values) {
        Err(DbError::Conflict { .. }) if expected == 0 => 0,
        other => other?,
    };
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO contract_records (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        &[contract.id.as_str().into(), record.into()],
    )?;
    crate::company::keep_parties(tx, Register::Contract, &contract.id, contract.into())?;
    if expected == 0 {
        dues::add(tx, contract.into(), &row.dues, &[])?;
    } else {
        dues::keep(tx, contract.into(), &row.dues)?;
        dues::mark_of_contract(tx, &contract.id)?;
    }
    Ok(true)
}

/// The nearest due date about which nobody has said that it is done or does not apply.
fn next_open<'d>(tx: &mut Tx<'_>, id: &str, dues: &'d [Due]) -> Result<Option<&'d Due>, Error> {
    let acts = dues::acts(tx, Some((REGISTER, id)))?;
    let settled = |due: &Due| acts.iter().any(|act| act.is_settled() && act.is_about(due));
    Ok(dues.iter().find(|due| !settled(due)))
}

fn columns(contract: &Contract, row: &ContractColumns, next: Option<&Due>) -> Vec<Value> {
    vec![
        contract.id.as_str().into(),
        contract.number.clone().into(),
        contract.title.as_str().into(),
        contract.contractor.name.as_str().into(),
        contract.section.clone().into(),
        contract.owner.clone().into(),
        contract.signed_on.clone().into(),
        contract.starts_on.clone().into(),
        contract.ends_on.clone().into(),
        contract.closed_on.clone().into(),
        contract.amount_yen.into(),
        row.personal_info.into(),
        row.my_number.into(),
        contract.lineage.as_str().into(),
        i64::from(contract.term).into(),
        contract.renewed_from.clone().into(),
        row.search_text.as_str().into(),
        contract.revision.into(),
        row.findings.into(),
        row.unknown.into(),
        next.map(|next| crate::date::iso(next.due_on)).into(),
        next.map(|next| next.rule.clone()).into(),
        row.recheck_on.as_str().into(),
        row.exposure.as_str().into(),
        row.quarter.as_str().into(),
    ]
}

/// What the risk followed from until now is kept under its quarter, if it was seen in an earlier one and changes.
fn keep_exposure(tx: &mut Tx<'_>, id: &str, row: &ContractColumns) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO contract_exposures (contract_id, quarter, exposure)
         SELECT id, exposed_since, exposure FROM contracts WHERE id = ?1 AND exposed_since < ?2 AND exposure <> ?3
         ON CONFLICT (contract_id, quarter) DO UPDATE SET exposure = excluded.exposure",
        &[id.into(), row.quarter.as_str().into(), row.exposure.as_str().into()],
    )?;
    Ok(())
}

/// Renews the derived columns of a row without touching the record.
pub fn save_derived(tx: &mut Tx<'_>, contract: &Contract, row: &ContractColumns) -> Result<(), Error> {
    let next = next_open(tx, &contract.id, &row.dues)?;
    keep_exposure(tx, &contract.id, row)?;
    tx.execute(
        include_str!("derive.sql"),
        &[
            contract.id.as_str().into(),
            row.findings.into(),
            row.unknown.into(),
            next.map(|next| crate::date::iso(next.due_on)).into(),
            next.map(|next| next.rule.clone()).into(),
            row.recheck_on.as_str().into(),
            row.search_text.as_str().into(),
            row.exposure.as_str().into(),
            row.quarter.as_str().into(),
        ],
    )?;
    dues::keep(tx, contract.into(), &row.dues)
}

/// Number of findings of a contract, as they were derived.
pub fn findings_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<i64>, Error> {
    Ok(tx.query_one("SELECT findings FROM contracts WHERE id = ?1", &[id.into()], |row| row.integer(0))?)
}

pub fn keep_annex(tx: &mut Tx<'_>, id: &str, kind: AnnexKind, paper: &str, hash: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO contract_annexes (contract_id, kind, paper, hash) VALUES (?1, ?2, ?3, ?4)",
        &[id.into(), kind.code().into(), paper.into(), hash.into()],
    )?;
    Ok(())
}

/// Annexes as signed, as JSON with their hashes.
pub fn annexes(tx: &mut Tx<'_>, id: &str) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT paper, hash FROM contract_annexes WHERE contract_id = ?1";
    Ok(tx.query(sql, &[id.into()], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

/// What tells each contract, in the order in which they were made.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, number, title, contractor, section, starts_on, ends_on, renewed_from, amount_yen
         FROM contracts ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity {
            id: row.text(0)?,
            number: row.opt_text(1)?,
            title: row.text(2)?,
            partner: row.text(3)?,
            section: row.opt_text(4)?,
            start: row.opt_text(5)?,
            end: row.opt_text(6)?,
            renewed_from: row.opt_text(7)?,
            amount: row.opt_integer(8)?,
        })
    })?)
}

/// Takes out a contract that was never signed here.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    dues::forget(tx, REGISTER, id)?;
    crate::company::keep_parties(tx, Register::Contract, id, Vec::new())?;
    for sql in [
        "UPDATE contracts SET renewed_from = NULL WHERE renewed_from = ?1",
        "DELETE FROM contract_exposures WHERE contract_id = ?1",
        "DELETE FROM contract_records WHERE id = ?1",
        "DELETE FROM contracts WHERE id = ?1",
    ] {
        tx.execute(sql, &[id.into()])?;
    }
    Ok(())
}
