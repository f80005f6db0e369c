//! What falls due for contracts, kept as rows beside them: screens count, group and page it without reading any record.
//! The rows hold for the day on which they were derived; a question about another day is answered from the records.

use db::{Row, Tx};

use crate::date::iso;
use crate::due::{Due, KeptDue, notice_on};
use crate::home::PersonLoad;
use crate::problem::Error;

/// Replaces what is kept for a contract.
pub fn keep(tx: &mut Tx<'_>, contract: &str, dues: &[Due]) -> Result<(), Error> {
    tx.execute("DELETE FROM contract_dues WHERE contract_id = ?1", &[contract.into()])?;
    add(tx, contract, dues)
}

/// Keeps what is due for a new contract.
pub fn add(tx: &mut Tx<'_>, contract: &str, dues: &[Due]) -> Result<(), Error> {
    for due in dues {
        tx.execute(
            "INSERT INTO contract_dues (contract_id, rule, due_on, notice_on, what) VALUES (?1, ?2, ?3, ?4, ?5)",
            &[
                contract.into(),
                due.rule.into(),
                iso(due.due_on).into(),
                iso(notice_on(due)).into(),
                due.what.clone().into(),
            ],
        )?;
    }
    Ok(())
}

/// What is due by one ISO date or to be told of by another, sorted by date, rule and record.
pub fn list(tx: &mut Tx<'_>, due_by: &str, notice_by: &str, limit: i64) -> Result<Vec<KeptDue>, Error> {
    let sql = "SELECT d.rule, d.due_on, d.notice_on, d.what, c.id, c.title, c.owner, c.section
               FROM contract_dues d JOIN contracts c ON c.id = d.contract_id
               WHERE d.due_on <= ?1 OR d.notice_on <= ?2
               ORDER BY d.due_on, d.rule, c.id, d.what LIMIT ?3";
    Ok(tx.query(sql, &[due_by.into(), notice_by.into(), limit.into()], |row: &Row<'_>| {
        Ok(KeptDue {
            rule: row.text(0)?,
            due_on: row.text(1)?,
            notice_on: row.text(2)?,
            what: row.opt_text(3)?,
            id: row.text(4)?,
            title: row.text(5)?,
            owner: row.opt_text(6)?,
            section: row.opt_text(7)?,
        })
    })?)
}

/// How many are due by one ISO date or to be told of by another.
pub fn count(tx: &mut Tx<'_>, due_by: &str, notice_by: &str) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM contract_dues WHERE due_on <= ?1 OR notice_on <= ?2";
    Ok(tx.query_one(sql, &[due_by.into(), notice_by.into()], |row| row.integer(0))?.unwrap_or(0))
}

/// Numbers of due dates by month (`2026-04`) between two ISO dates.
pub fn months(tx: &mut Tx<'_>, first: &str, last: &str) -> Result<Vec<(String, i64)>, Error> {
    let sql = "SELECT substr(due_on, 1, 7), count(*) FROM contract_dues WHERE due_on BETWEEN ?1 AND ?2
               GROUP BY substr(due_on, 1, 7)";
    Ok(tx.query(sql, &[first.into(), last.into()], |row| Ok((row.text(0)?, row.integer(1)?)))?)
}

/// What falls to each owner: before `today`, by `week` and by `month`, all ISO dates; the most burdened first.
pub fn people(tx: &mut Tx<'_>, today: &str, week: &str, month: &str) -> Result<Vec<PersonLoad>, Error> {
    let sql = "SELECT section, owner, sum(overdue), sum(week), count(*) - sum(overdue) FROM (
                   SELECT coalesce(c.section, '') AS section, coalesce(c.owner, '') AS owner,
                       CASE WHEN d.due_on < ?1 THEN 1 ELSE 0 END AS overdue,
                       CASE WHEN d.due_on >= ?1 AND d.due_on <= ?2 THEN 1 ELSE 0 END AS week
                   FROM contract_dues d JOIN contracts c ON c.id = d.contract_id WHERE d.due_on <= ?3
               ) AS loads
               GROUP BY section, owner ORDER BY 3 DESC, 4 DESC, 5 DESC, section, owner";
    Ok(tx.query(sql, &[today.into(), week.into(), month.into()], |row| {
        Ok(PersonLoad {
            section: row.text(0)?,
            owner: row.text(1)?,
            overdue: row.integer(2)?,
            week: row.integer(3)?,
            month: row.integer(4)?,
        })
    })?)
}
