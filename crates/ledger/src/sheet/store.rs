//! Issued check sheets in the database.

use chrono::NaiveDate;
use db::Tx;
use serde_json::Value as Json;

use super::Issue;
use crate::problem::Error;

/// The sheet with this number.
pub fn load(tx: &mut Tx<'_>, number: &str) -> Result<Option<Issue>, Error> {
    json(tx, number)?.map(serde_json::from_value).transpose().map_err(Error::from)
}

/// The sheet with this number, if it is one of this register.
pub fn load_of(tx: &mut Tx<'_>, register: &str, number: &str) -> Result<Option<Issue>, Error> {
    let sql = "SELECT record FROM sheets WHERE register = ?1 AND number = ?2";
    let text = tx.query_one(sql, &[register.into(), number.into()], |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

/// The sheet with this number as it is kept.
pub fn json(tx: &mut Tx<'_>, number: &str) -> Result<Option<Json>, Error> {
    let text = tx.query_one("SELECT record FROM sheets WHERE number = ?1", &[number.into()], |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

/// The newest sheet of a record.
pub fn newest(tx: &mut Tx<'_>, register: &str, record: &str) -> Result<Option<Issue>, Error> {
    Ok(of_record(tx, register, record)?.into_iter().next())
}

/// Every sheet of a record, newest first.
pub fn of_record(tx: &mut Tx<'_>, register: &str, record: &str) -> Result<Vec<Issue>, Error> {
    let sql = "SELECT record FROM sheets WHERE register = ?1 AND record_id = ?2 ORDER BY version DESC";
    let texts = tx.query(sql, &[register.into(), record.into()], |row| row.text(0))?;
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// The next free number of a fiscal year: 令和8年度 makes `S8-001`.
pub fn next_number(tx: &mut Tx<'_>, letter: char, today: NaiveDate) -> Result<String, Error> {
    /// The year before 令和元年.
    const REIWA: i32 = 2018;
    let prefix = format!("{letter}{}-", crate::date::fiscal_year(today) - REIWA);
    let sql = "SELECT number FROM sheets WHERE number LIKE ?1";
    let given = tx.query(sql, &[format!("{prefix}%").into()], |row| row.text(0))?;
    let last: u32 = given.iter().filter_map(|number| number.strip_prefix(&prefix)?.parse().ok()).max().unwrap_or(0);
    Ok(format!("{prefix}{:03}", last + 1))
}

/// Keeps a sheet.
pub fn insert(tx: &mut Tx<'_>, register: &str, issue: &Issue) -> Result<(), Error> {
    let sql = "INSERT INTO sheets (number, register, record_id, version, issued_on, mark, record) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = [
        issue.number.as_str().into(),
        register.into(),
        issue.record.as_str().into(),
        issue.version.into(),
        issue.issued_on.as_str().into(),
        issue.mark.as_str().into(),
        serde_json::to_string(issue)?.into(),
    ];
    tx.execute(sql, &values)?;
    Ok(())
}

/// Takes out a sheet.
pub fn remove(tx: &mut Tx<'_>, number: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM sheets WHERE number = ?1", &[number.into()])?;
    Ok(())
}

/// Every sheet of a register as it is kept, with its number.
pub fn walk(tx: &mut Tx<'_>, register: &str, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT number, record FROM sheets WHERE register = ?1 ORDER BY number";
    for (number, record) in tx.query(sql, &[register.into()], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&number, &serde_json::from_str(&record)?);
    }
    Ok(())
}
