//! Applications in the database.

use db::{Tx, Value};
use serde_json::Value as Json;

use super::{Application, Waiting};
use crate::problem::Error;
use crate::register::Register;

const OPEN: &str = "state IN ('review', 'decision', 'returned')";

/// One application.
pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Application>, Error> {
    one(tx, "SELECT record FROM applications WHERE id = ?1", &[id.into()])
}

/// The application about a matter of a record that somebody still has to do something about; none for the record itself.
pub fn open(
    tx: &mut Tx<'_>,
    register: Register,
    record: &str,
    matter: Option<&str>,
) -> Result<Option<Application>, Error> {
    let sql =
        format!("SELECT record FROM applications WHERE register = ?1 AND record_id = ?2 AND matter = ?3 AND {OPEN}");
    one(tx, &sql, &[register.code().into(), record.into(), matter.unwrap_or_default().into()])
}

/// The applications about matters of a record that somebody still has to do something about.
pub fn open_of(tx: &mut Tx<'_>, register: Register, record: &str) -> Result<Vec<Application>, Error> {
    let sql = format!("SELECT record FROM applications WHERE register = ?1 AND record_id = ?2 AND {OPEN} ORDER BY id");
    parsed(tx.query(&sql, &[register.code().into(), record.into()], |row| row.text(0))?)
}

/// The newest application about a matter of a record that was approved; none for the record itself.
pub fn latest(
    tx: &mut Tx<'_>,
    register: Register,
    record: &str,
    matter: Option<&str>,
) -> Result<Option<Application>, Error> {
    let sql = "SELECT record FROM applications WHERE register = ?1 AND record_id = ?2 AND matter = ?3
               AND state IN ('approved', 'conditional') AND kind IN ('new', 'change', 'renewal') ORDER BY id DESC LIMIT 1";
    one(tx, sql, &[register.code().into(), record.into(), matter.unwrap_or_default().into()])
}

/// Every application of a record, newest first.
pub fn of_record(tx: &mut Tx<'_>, register: Register, record: &str) -> Result<Vec<Application>, Error> {
    let sql = "SELECT record FROM applications WHERE register = ?1 AND record_id = ?2 ORDER BY id DESC";
    parsed(tx.query(sql, &[register.code().into(), record.into()], |row| row.text(0))?)
}

/// Every open application, oldest first.
pub fn waiting(tx: &mut Tx<'_>) -> Result<Vec<Waiting>, Error> {
    let sql = format!(
        "SELECT id, register, record_id, matter, kind, state, title, section, applicant, applied_on
         FROM applications WHERE {OPEN} ORDER BY applied_on, id"
    );
    let word = |text: String| Json::String(text);
    let rows = tx.query(&sql, &[], |row| {
        Ok((
            (row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?, row.text(4)?, row.text(5)?),
            (row.text(6)?, row.opt_text(7)?, row.text(8)?, row.text(9)?),
        ))
    })?;
    let read = |((id, register, record, matter, kind, state), (title, section, applicant, applied_on))| {
        let matter: String = matter;
        Ok(Waiting {
            id,
            register: serde_json::from_value(word(register))?,
            record,
            matter: Some(matter).filter(|matter| !matter.is_empty()),
            kind: serde_json::from_value(word(kind))?,
            state: serde_json::from_value(word(state))?,
            title,
            section,
            applicant,
            applied_on,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Takes out an application.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM applications WHERE id = ?1", &[id.into()])?;
    Ok(())
}

/// The greatest number that was given behind a prefix; 0 for none.
pub fn last_number(tx: &mut Tx<'_>, register: Register, prefix: &str) -> Result<u32, Error> {
    let sql = "SELECT number FROM applications WHERE register = ?1 AND number IS NOT NULL";
    let given = tx.query(sql, &[register.code().into()], |row| row.text(0))?;
    Ok(given.iter().filter_map(|number| number.strip_prefix(prefix)?.parse().ok()).max().unwrap_or(0))
}

/// Writes an application.
pub fn save(tx: &mut Tx<'_>, application: &Application) -> Result<(), Error> {
    let number = application.decision.as_ref().and_then(|decision| decision.number.clone());
    let values: Vec<Value> = vec![
        application.id.as_str().into(),
        application.register.code().into(),
        application.record.as_str().into(),
        application.matter.clone().unwrap_or_default().into(),
        application.kind.code().into(),
        application.state.code().into(),
        application.title.as_str().into(),
        application.section.clone().into(),
        application.by.name.as_str().into(),
        application.by.person.as_str().into(),
        application.by.on.as_str().into(),
        number.into(),
        serde_json::to_string(application)?.into(),
        application.revision.into(),
    ];
    tx.execute(include_str!("save.sql"), &values)?;
    Ok(())
}

/// Every application as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT id, record FROM applications ORDER BY id";
    for (id, record) in tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&id, &serde_json::from_str(&record)?);
    }
    Ok(())
}

fn one(tx: &mut Tx<'_>, sql: &str, values: &[Value]) -> Result<Option<Application>, Error> {
    let text = tx.query_one(sql, values, |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

fn parsed(texts: Vec<String>) -> Result<Vec<Application>, Error> {
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}
