//! Publications of the list in the database.

use db::Tx;
use serde_json::Value as Json;

use super::Published;
use crate::problem::Error;

/// The newest publications, at most so many, the newest first.
pub fn newest(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Published>, Error> {
    let sql = "SELECT record FROM sns_publications ORDER BY number DESC LIMIT ?1";
    let texts = tx.query(sql, &[most.into()], |row| row.text(0))?;
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// Keeps a publication.
pub fn save(tx: &mut Tx<'_>, published: &Published) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO sns_publications (number, published_on, record) VALUES (?1, ?2, ?3)
         ON CONFLICT (number) DO UPDATE SET record = excluded.record",
        &[published.number.into(), published.on.to_string().into(), serde_json::to_string(published)?.into()],
    )?;
    Ok(())
}

/// Every publication as it is kept, with its number.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT number, record FROM sns_publications ORDER BY number";
    for (number, record) in tx.query(sql, &[], |row| Ok((row.integer(0)?, row.text(1)?)))? {
        see(&number.to_string(), &serde_json::from_str(&record)?);
    }
    Ok(())
}
