//! Check sheets of contracts that came back, in the database.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::super::Contract;
use super::ContractReturn;
use super::standing::Returned;
use crate::problem::Error;

/// Keeps a sheet that came back.
pub fn insert(tx: &mut Tx<'_>, accepted: &ContractReturn) -> Result<(), Error> {
    let sql = "INSERT INTO contract_returns (id, contract_id, number, fiscal_year, answered_on, record) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = [
        accepted.id.as_str().into(),
        accepted.contract.as_str().into(),
        accepted.number.as_str().into(),
        i64::from(accepted.fiscal_year).into(),
        accepted.answered_on.as_str().into(),
        serde_json::to_string(accepted)?.into(),
    ];
    tx.execute(sql, &values)?;
    Ok(())
}

/// The sheets that came back for a contract, oldest first.
pub fn of_contract(tx: &mut Tx<'_>, contract: &str) -> Result<Vec<ContractReturn>, Error> {
    let sql = "SELECT record FROM contract_returns WHERE contract_id = ?1 ORDER BY id";
    let texts = tx.query(sql, &[contract.into()], |row| row.text(0))?;
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// The sheets that came back for a contract and its terms before, oldest first.
pub fn until_term(tx: &mut Tx<'_>, contract: &Contract) -> Result<Vec<ContractReturn>, Error> {
    let sql = "SELECT r.record FROM contracts c JOIN contract_returns r ON r.contract_id = c.id \
        WHERE c.lineage = ?1 AND c.term <= ?2 ORDER BY r.fiscal_year, r.answered_on, r.id";
    let values = [contract.lineage.as_str().into(), i64::from(contract.term).into()];
    let texts = tx.query(sql, &values, |row| row.text(0))?;
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// The contracts of which a sheet of a fiscal year came back.
pub fn answered_in(tx: &mut Tx<'_>, fiscal_year: i32) -> Result<BTreeSet<String>, Error> {
    let sql = "SELECT DISTINCT contract_id FROM contract_returns WHERE fiscal_year = ?1";
    Ok(tx.query(sql, &[i64::from(fiscal_year).into()], |row| row.text(0))?.into_iter().collect())
}

/// What the newest answers say of a contract, as far as they were there on a day.
pub fn returned(tx: &mut Tx<'_>, contract: &Contract, on: NaiveDate) -> Result<Returned, Error> {
    Ok(Returned::of(&until_term(tx, contract)?, contract, on))
}

/// Takes out a sheet that came back.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM contract_returns WHERE id = ?1", &[id.into()])?;
    Ok(())
}

/// Every sheet that came back as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT id, record FROM contract_returns ORDER BY id";
    for (id, record) in tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&id, &serde_json::from_str(&record)?);
    }
    Ok(())
}
