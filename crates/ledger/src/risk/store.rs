//! What the risk of contracts follows from, in the database: read beside the narrow rows of the register, never written here.
//! The office's own method lies among the settings.

use chrono::NaiveDate;
use db::{Tx, Value};

use super::{Known, RiskQuery, RiskSettings};
use crate::contract::exposure::Exposure;
use crate::date::Quarter;
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

/// Contracts that are judged: signed or begun and not closed. A term that is over and has a next one is judged there.
/// Those that were closed since the end of the last quarter come with them, in the same pass.
pub fn judged(tx: &mut Tx<'_>, query: &RiskQuery, today: NaiveDate) -> Result<Vec<Known>, Error> {
    let quarter = Quarter::of(today);
    let (first, before) = (quarter.begins_on(), quarter.before().code());
    let today = || Value::from(today.to_string());
    let mut filter = Filter::all();
    filter.add("(closed_on IS NULL OR (closed_on >= {} AND closed_on <= {}))", [first.to_string().into(), today()]);
    filter.words(query.text.as_deref());
    filter.equal("section", query.section.as_deref());
    // Signed or begun: before that nobody has anything that could be lost.
    filter.add("(signed_on IS NOT NULL OR starts_on <= {})", [today()]);
    filter.add(
        "(ends_on IS NULL OR ends_on >= {} OR NOT EXISTS (SELECT 1 FROM contracts n WHERE n.renewed_from = c.id))",
        [today()],
    );
    filter.values.extend([before.into(), first.to_string().into()]);
    let (before, first) = (filter.values.len() - 1, filter.values.len());
    let sql = format!(
        "SELECT id, exposure, exposed_since, closed_on IS NOT NULL,
                CASE WHEN coalesce(signed_on, starts_on) >= ?{first} AND coalesce(starts_on, signed_on) >= ?{first} THEN NULL
                     WHEN exposed_since > ?{before} THEN (
                         SELECT e.exposure FROM contract_exposures e WHERE e.contract_id = c.id AND e.quarter <= ?{before}
                         ORDER BY e.quarter DESC LIMIT 1
                     ) ELSE exposure END
         FROM contracts c WHERE {}",
        filter.sql
    );
    let rows =
        tx.query(&sql, &filter.values, |row| Ok((row.text(0)?, row.opt_text(1)?, row.boolean(3)?, row.opt_text(4)?)))?;
    let known = |(id, exposure, closed, then): (String, Option<String>, bool, Option<String>)| {
        let then = then.and_then(|then| Exposure::from_text(&then));
        Some(Known { id, exposure: Exposure::from_text(&exposure?)?, then, closed })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// What the risk of one contract follows from, whatever its state.
pub fn known(tx: &mut Tx<'_>, id: &str, today: NaiveDate) -> Result<Option<Known>, Error> {
    let quarter = Quarter::of(today);
    let (first, before) = (quarter.begins_on().to_string(), quarter.before().code());
    let sql =
        "SELECT exposure, exposed_since, closed_on IS NOT NULL, signed_on, starts_on FROM contracts WHERE id = ?1";
    let row = tx.query_one(sql, &[id.into()], |row| {
        Ok((row.opt_text(0)?, row.opt_text(1)?, row.boolean(2)?, [row.opt_text(3)?, row.opt_text(4)?]))
    })?;
    let Some((Some(exposure), Some(since), closed, begun)) = row else { return Ok(None) };
    let Some(exposure) = Exposure::from_text(&exposure) else { return Ok(None) };
    let then = match begun.into_iter().flatten().min() {
        Some(begun) if begun >= first => None,
        _ if since <= before => Some(exposure),
        _ => earlier_of(tx, id, &before)?,
    };
    Ok(Some(Known { id: id.to_owned(), exposure, then, closed }))
}

/// What it followed from at the end of a quarter, of a contract of which that has changed since.
fn earlier_of(tx: &mut Tx<'_>, id: &str, quarter: &str) -> Result<Option<Exposure>, Error> {
    let sql = "SELECT exposure FROM contract_exposures WHERE contract_id = ?1 AND quarter <= ?2
               ORDER BY quarter DESC LIMIT 1";
    let text = tx.query_one(sql, &[id.into(), quarter.into()], |row| row.text(0))?;
    Ok(text.and_then(|text| Exposure::from_text(&text)))
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
