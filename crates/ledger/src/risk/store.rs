//! What the risk of contracts follows from, in the database: read beside the narrow rows of the register, never written here.
//! The office's own method lies among the settings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use db::{Tx, Value};

use super::{Known, RiskQuery, RiskSettings};
use crate::contract::exposure::Exposure;
use crate::filter::Filter;
use crate::problem::Error;

/// What a list needs of a contract beside its risk.
pub struct Named {
    pub number: Option<String>,
    pub title: String,
    pub contractor: String,
    pub section: Option<String>,
    pub owner: Option<String>,
}

/// Signed or begun: before that nobody has anything that could be lost.
const BINDS: &str = "(signed_on IS NOT NULL OR starts_on <= {})";

fn filter_of(query: &RiskQuery) -> Filter {
    let mut filter = Filter::all();
    filter.words(query.text.as_deref());
    filter.equal("section", query.section.as_deref());
    filter
}

/// Contracts that are judged: signed or begun and not closed. A term that is over and has a next one is judged there.
pub fn judged(tx: &mut Tx<'_>, query: &RiskQuery, today: NaiveDate) -> Result<Vec<Known>, Error> {
    let today = || Value::from(today.to_string());
    let mut filter = filter_of(query);
    filter.add("closed_on IS NULL", []);
    filter.add(BINDS, [today()]);
    filter.add(
        "(ends_on IS NULL OR ends_on >= {} OR NOT EXISTS (SELECT 1 FROM contracts n WHERE n.renewed_from = c.id))",
        [today()],
    );
    let sql = format!("SELECT id, exposure, exposed_since FROM contracts c WHERE {}", filter.sql);
    let rows = tx.query(&sql, &filter.values, |row| Ok((row.text(0)?, row.opt_text(1)?, row.opt_text(2)?)))?;
    let known = |(id, exposure, since): (String, Option<String>, Option<String>)| {
        Some(Known { id, exposure: Exposure::from_text(&exposure?)?, since: since? })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// What the risk of a contract follows from now, and since which quarter.
pub fn known(tx: &mut Tx<'_>, id: &str) -> Result<Option<Known>, Error> {
    let sql = "SELECT exposure, exposed_since FROM contracts WHERE id = ?1";
    let row = tx.query_one(sql, &[id.into()], |row| Ok((row.opt_text(0)?, row.opt_text(1)?)))?;
    let known = |(exposure, since): (Option<String>, Option<String>)| {
        Some(Known { id: id.to_owned(), exposure: Exposure::from_text(&exposure?)?, since: since? })
    };
    Ok(row.and_then(known))
}

/// What it followed from at the end of a quarter, of every contract of which that has changed since.
pub fn earlier(tx: &mut Tx<'_>, quarter: &str) -> Result<BTreeMap<String, Exposure>, Error> {
    let sql = "SELECT contract_id, exposure FROM contract_exposures WHERE quarter <= ?1 ORDER BY contract_id, quarter";
    let rows = tx.query(sql, &[quarter.into()], |row| Ok((row.text(0)?, row.text(1)?)))?;
    Ok(rows.into_iter().filter_map(|(id, text)| Some((id, Exposure::from_text(&text)?))).collect())
}

/// The same of one contract.
pub fn earlier_of(tx: &mut Tx<'_>, id: &str, quarter: &str) -> Result<Option<Exposure>, Error> {
    let sql = "SELECT exposure FROM contract_exposures WHERE contract_id = ?1 AND quarter <= ?2
               ORDER BY quarter DESC LIMIT 1";
    let text = tx.query_one(sql, &[id.into(), quarter.into()], |row| row.text(0))?;
    Ok(text.and_then(|text| Exposure::from_text(&text)))
}

/// Whether the ledger saw any contract by the end of a quarter.
pub fn was_known(tx: &mut Tx<'_>, quarter: &str) -> Result<bool, Error> {
    for sql in [
        "SELECT 1 FROM contract_exposures WHERE quarter <= ?1 LIMIT 1",
        "SELECT 1 FROM contracts WHERE exposed_since <= ?1 LIMIT 1",
    ] {
        if tx.query_one(sql, &[quarter.into()], |row| row.integer(0))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the risk followed from of contracts that were closed between two days.
pub fn closed_since(
    tx: &mut Tx<'_>,
    query: &RiskQuery,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Exposure>, Error> {
    let mut filter = filter_of(query);
    filter.add("closed_on >= {} AND closed_on <= {}", [from.to_string().into(), until.to_string().into()]);
    filter.add(BINDS, [from.to_string().into()]);
    let sql = format!("SELECT exposure FROM contracts WHERE {}", filter.sql);
    let texts = tx.query(&sql, &filter.values, |row| row.opt_text(0))?;
    Ok(texts.into_iter().flatten().filter_map(|text| Exposure::from_text(&text)).collect())
}

/// What a list says of a contract beside its risk.
pub fn named(tx: &mut Tx<'_>, id: &str) -> Result<Option<Named>, Error> {
    let sql = "SELECT number, title, contractor, section, owner FROM contracts WHERE id = ?1";
    Ok(tx.query_one(sql, &[id.into()], |row| {
        Ok(Named {
            number: row.opt_text(0)?,
            title: row.text(1)?,
            contractor: row.text(2)?,
            section: row.opt_text(3)?,
            owner: row.opt_text(4)?,
        })
    })?)
}

/// The office's own method as it is kept.
pub fn settings_text(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'risk_method'", &[], |row| row.text(0))?)
}

/// The office's own method.
pub fn settings(tx: &mut Tx<'_>) -> Result<RiskSettings, Error> {
    Ok(settings_text(tx)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// Keeps the office's own method.
pub fn save_settings(tx: &mut Tx<'_>, settings: &RiskSettings) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('risk_method', ?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, revision = excluded.revision",
        &[serde_json::to_string(settings)?.into(), settings.revision.into()],
    )?;
    Ok(())
}
