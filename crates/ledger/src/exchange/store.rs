//! What the ledger remembers of imports: how headings were understood, and which rows of the history one import wrote.

use std::collections::BTreeMap;

use db::Tx;

use crate::problem::Error;
use crate::register::Register;

/// A mapping that was remembered.
pub struct KnownMapping {
    pub name: String,
    /// The headings for which it was made.
    pub headings: String,
    /// Fields by heading.
    pub columns: BTreeMap<String, Option<String>>,
}

/// An import that was carried out.
pub struct Batch {
    pub register: Register,
    /// First and last row of the history that it wrote.
    pub history: (i64, i64),
    pub undone: bool,
}

pub fn mappings(tx: &mut Tx<'_>, register: Register) -> Result<Vec<KnownMapping>, Error> {
    let sql = "SELECT name, headings, mapping FROM import_mappings WHERE register = ?1 ORDER BY name";
    let rows = tx.query(sql, &[register.code().into()], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))?;
    rows.into_iter()
        .map(|(name, headings, columns)| Ok(KnownMapping { name, headings, columns: serde_json::from_str(&columns)? }))
        .collect()
}

pub fn remember(
    tx: &mut Tx<'_>,
    register: Register,
    name: &str,
    headings: &str,
    columns: &BTreeMap<String, Option<String>>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO import_mappings (id, name, register, headings, mapping, revision) VALUES (?1, ?2, ?3, ?4, ?5, 1)
         ON CONFLICT (register, name) DO UPDATE SET headings = excluded.headings, mapping = excluded.mapping,
             revision = import_mappings.revision + 1",
        &[
            uuid::Uuid::now_v7().to_string().into(),
            name.into(),
            register.code().into(),
            headings.into(),
            serde_json::to_string(columns)?.into(),
        ],
    )?;
    Ok(())
}

/// Notes an import and gives the number by which it can be taken back.
pub fn add_batch(tx: &mut Tx<'_>, register: Register, file_name: &str, history: (i64, i64)) -> Result<i64, Error> {
    tx.execute(
        "INSERT INTO imports (first_seq, last_seq, register, file_name, undone) VALUES (?1, ?2, ?3, ?4, 0)",
        &[history.0.into(), history.1.into(), register.code().into(), file_name.into()],
    )?;
    Ok(history.0)
}

pub fn batch(tx: &mut Tx<'_>, number: i64) -> Result<Option<Batch>, Error> {
    let sql = "SELECT register, first_seq, last_seq, undone FROM imports WHERE first_seq = ?1";
    let row = tx.query_one(sql, &[number.into()], |row| {
        Ok((row.text(0)?, row.integer(1)?, row.integer(2)?, row.boolean(3)?))
    })?;
    row.map(|(register, first, last, undone)| {
        let register = serde_json::from_value(register.into())?;
        Ok(Batch { register, history: (first, last), undone })
    })
    .transpose()
}

pub fn mark_undone(tx: &mut Tx<'_>, number: i64) -> Result<(), Error> {
    tx.execute("UPDATE imports SET undone = 1 WHERE first_seq = ?1", &[number.into()])?;
    Ok(())
}
