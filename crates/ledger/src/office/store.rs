//! The office in the database: one row of settings.

use db::Tx;

use super::Office;
use crate::problem::Error;

/// The settings as they are kept.
pub fn text(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'office'", &[], |row| row.text(0))?)
}

pub fn load(tx: &mut Tx<'_>) -> Result<Option<Office>, Error> {
    text(tx)?.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

pub fn save(tx: &mut Tx<'_>, office: &Office) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('office', ?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, revision = excluded.revision",
        &[serde_json::to_string(office)?.into(), office.revision.into()],
    )?;
    Ok(())
}
