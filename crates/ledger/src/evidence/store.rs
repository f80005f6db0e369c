//! Evidence in the database.

use db::Tx;

use crate::problem::Error;

/// Keeps a file, if it is not there.
pub fn save(tx: &mut Tx<'_>, hash: &str, content: &[u8]) -> Result<(), Error> {
    let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
    let sql = "INSERT INTO evidence (hash, content, size) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING";
    tx.execute(sql, &[hash.into(), db::Value::Blob(content.to_vec()), size.into()])?;
    Ok(())
}

/// The content of a file.
pub fn load(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Vec<u8>>, Error> {
    Ok(tx.query_one("SELECT content FROM evidence WHERE hash = ?1", &[hash.into()], |row| row.blob(0))?)
}

/// Whether a file is there.
pub fn has(tx: &mut Tx<'_>, hash: &str) -> Result<bool, Error> {
    let sql = "SELECT count(*) FROM evidence WHERE hash = ?1";
    Ok(tx.query_one(sql, &[hash.into()], |row| row.integer(0))?.is_some_and(|count| count > 0))
}

/// The hashes of all files.
pub fn hashes(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    Ok(tx.query("SELECT hash FROM evidence ORDER BY hash", &[], |row| row.text(0))?)
}
