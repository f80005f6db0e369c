//! Rows of the history in the database.

use db::{Tx, Value};

use crate::problem::Error;

/// One row of the chain.
pub struct Row {
    pub seq: i64,
    pub id: String,
    pub at: String,
    pub by: String,
    pub op: String,
    pub register: String,
    pub record: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub previous: String,
    pub hash: String,
}

/// The stored end of the chain.
pub struct Head {
    pub seq: i64,
    pub hash: String,
}

const COLUMNS: &str =
    "seq, id, written_at, actor, op, register, record_id, before_json, after_json, previous_hash, hash";

fn read(row: &db::Row<'_>) -> Result<Row, db::DbError> {
    Ok(Row {
        seq: row.integer(0)?,
        id: row.text(1)?,
        at: row.text(2)?,
        by: row.text(3)?,
        op: row.text(4)?,
        register: row.text(5)?,
        record: row.text(6)?,
        before: row.opt_text(7)?,
        after: row.opt_text(8)?,
        previous: row.text(9)?,
        hash: row.text(10)?,
    })
}

pub fn head(tx: &mut Tx<'_>) -> Result<Option<Head>, Error> {
    let head = tx.query_one("SELECT seq, hash FROM history_head WHERE name = 'head'", &[], |row| {
        Ok(Head { seq: row.integer(0)?, hash: row.text(1)? })
    })?;
    Ok(head)
}

pub fn save_head(tx: &mut Tx<'_>, head: &Head) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO history_head (name, seq, hash) VALUES ('head', ?1, ?2)
         ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        &[head.seq.into(), head.hash.as_str().into()],
    )?;
    Ok(())
}

pub fn append(tx: &mut Tx<'_>, row: Row) -> Result<(), Error> {
    tx.execute(
        include_str!("append.sql"),
        &[
            row.seq.into(),
            row.id.into(),
            row.at.into(),
            row.by.into(),
            row.op.into(),
            row.register.into(),
            row.record.into(),
            row.before.into(),
            row.after.into(),
            row.previous.into(),
            row.hash.into(),
        ],
    )?;
    Ok(())
}

pub fn newest(tx: &mut Tx<'_>, offset: i64, limit: i64) -> Result<Vec<Row>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM history ORDER BY seq DESC LIMIT ?1 OFFSET ?2");
    Ok(tx.query(&sql, &[limit.into(), offset.into()], read)?)
}

pub fn of_record(tx: &mut Tx<'_>, register: &str, record: &str) -> Result<Vec<Row>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM history WHERE register = ?1 AND record_id = ?2 ORDER BY seq DESC");
    Ok(tx.query(&sql, &[register.into(), record.into()], read)?)
}

/// What the records of a register were before each change, with their ids.
pub fn before(tx: &mut Tx<'_>, register: &str) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT record_id, before_json FROM history WHERE register = ?1 AND before_json IS NOT NULL";
    Ok(tx.query(sql, &[register.into()], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

/// The rows of an operation with numbers from one to another.
pub fn between(tx: &mut Tx<'_>, op: &str, numbers: (i64, i64)) -> Result<Vec<Row>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM history WHERE seq BETWEEN ?1 AND ?2 AND op = ?3 ORDER BY seq");
    Ok(tx.query(&sql, &[numbers.0.into(), numbers.1.into(), op.into()], read)?)
}

/// The record after the last row written before an instant.
pub fn last_before(tx: &mut Tx<'_>, register: &str, record: &str, instant: &str) -> Result<Option<String>, Error> {
    let found = tx.query_one(
        "SELECT after_json FROM history WHERE register = ?1 AND record_id = ?2 AND written_at < ?3 ORDER BY seq DESC LIMIT 1",
        &[register.into(), record.into(), instant.into()],
        |row| row.opt_text(0),
    )?;
    Ok(found.flatten())
}

pub fn written(tx: &mut Tx<'_>, register: &str, numbers: (i64, i64)) -> Result<Vec<super::Written>, Error> {
    let sql = "SELECT first.record_id, first.before_json,
                      CASE WHEN EXISTS (SELECT 1 FROM history later WHERE later.register = ?1
                                        AND later.record_id = first.record_id AND later.seq > ?3) THEN 0 ELSE 1 END
               FROM history first
               WHERE first.register = ?1 AND first.seq BETWEEN ?2 AND ?3
                 AND NOT EXISTS (SELECT 1 FROM history earlier WHERE earlier.register = ?1
                                 AND earlier.record_id = first.record_id AND earlier.seq BETWEEN ?2 AND first.seq - 1)
               ORDER BY first.seq";
    Ok(tx.query(sql, &[register.into(), numbers.0.into(), numbers.1.into()], |row| {
        Ok(super::Written { record: row.text(0)?, before: row.opt_text(1)?, untouched: row.boolean(2)? })
    })?)
}

/// All rows in order, a thousand at a time.
pub fn walk(tx: &mut Tx<'_>, mut step: impl FnMut(Row)) -> Result<(), Error> {
    let sql = format!("SELECT {COLUMNS} FROM history WHERE seq > ?1 ORDER BY seq LIMIT 1000");
    let mut last = i64::MIN;
    loop {
        let rows = tx.query(&sql, &[Value::Integer(last)], read)?;
        let Some(end) = rows.last().map(|row| row.seq) else { return Ok(()) };
        last = end;
        rows.into_iter().for_each(&mut step);
    }
}
