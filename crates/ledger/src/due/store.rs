//! What falls due, kept as rows beside the records, and what people did about it: screens count, group and page both without
//! reading any record. The rows hold for the day on which they were derived (`due/derived.rs`).

use db::{Row, Tx, Value};

use super::act::DueAct;
use super::calendar::KeptEvent;
use super::settings::ReminderSettings;
use super::{Due, KeptDue};
use crate::date::iso;
use crate::filter::Filter;
use crate::home::PersonLoad;
use crate::problem::Error;

/// One row for each date: its record as lists show it, and what was done about it.
const LISTED: &str = "
    SELECT d.rule, d.due_on, d.notice_on, d.what, d.register, d.record_id,
           coalesce(c.title, u.service, s.name, '') AS title, coalesce(c.number, u.number) AS number,
           CASE WHEN a.person IS NULL AND a.section IS NULL THEN coalesce(c.owner, u.manager, s.owner) ELSE a.person END AS owner,
           coalesce(a.section, c.section, u.section, s.section) AS section,
           a.snoozed_until AS snoozed_until, coalesce(a.settled, 0) AS settled, a.record AS act
    FROM dues d
    LEFT JOIN contracts c ON d.register = 'contract' AND c.id = d.record_id
    LEFT JOIN clouds u ON d.register = 'cloud' AND u.id = d.record_id
    LEFT JOIN sns_accounts s ON d.register = 'sns' AND s.id = d.record_id
    LEFT JOIN due_acts a ON a.register = d.register AND a.record_id = d.record_id AND a.rule = d.rule
        AND a.what = d.what AND a.due_on = d.due_on";

/// Which dates are asked for; days are ISO dates.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Due by this day.
    pub due_by: String,
    /// Or to be told of by this one.
    pub notice_by: String,
    /// Dates that were put off beyond this day are left out; all are given without it.
    pub awake_on: Option<String>,
    /// With those that are done or do not apply.
    pub settled: bool,
    /// Whoever answers, by name.
    pub owner: Option<String>,
    /// Sections.
    pub sections: Vec<String>,
    /// One record, by register and id.
    pub record: Option<(String, String)>,
}

impl Asked {
    /// The conditions on rows of the list.
    fn filter(&self) -> Filter {
        let mut filter = Filter::all();
        let days = [self.due_by.as_str().into(), self.notice_by.as_str().into()];
        filter.add("(due_on <= {} OR notice_on <= {})", days);
        if !self.settled {
            filter.add("settled = 0", []);
        }
        if let Some(day) = &self.awake_on {
            filter.add("(snoozed_until IS NULL OR snoozed_until <= {})", [day.as_str().into()]);
        }
        filter.equal("owner", self.owner.as_deref());
        if !self.sections.is_empty() {
            let places = vec!["{}"; self.sections.len()].join(", ");
            let names = self.sections.iter().map(|section| Value::from(section.as_str()));
            filter.add(&format!("section IN ({places})"), names);
        }
        if let Some((register, id)) = &self.record {
            filter.equal("register", Some(register));
            filter.equal("record_id", Some(id));
        }
        filter
    }
}

/// Replaces what is kept for a record.
pub fn keep(tx: &mut Tx<'_>, register: &str, id: &str, dues: &[Due]) -> Result<(), Error> {
    tx.execute("DELETE FROM dues WHERE register = ?1 AND record_id = ?2", &[register.into(), id.into()])?;
    add(tx, register, id, dues)
}

/// Keeps what is due for a new record.
pub fn add(tx: &mut Tx<'_>, register: &str, id: &str, dues: &[Due]) -> Result<(), Error> {
    for due in dues {
        tx.execute(
            "INSERT INTO dues (register, record_id, rule, what, due_on, notice_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &[
                register.into(),
                id.into(),
                due.rule.as_str().into(),
                due.what.as_deref().unwrap_or_default().into(),
                iso(due.due_on).into(),
                iso(due.notice_on).into(),
            ],
        )?;
    }
    Ok(())
}

/// Takes out what is kept for a record that is gone.
pub fn forget(tx: &mut Tx<'_>, register: &str, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM dues WHERE register = ?1 AND record_id = ?2", &[register.into(), id.into()])?;
    tx.execute("DELETE FROM derived WHERE register = ?1 AND record_id = ?2", &[register.into(), id.into()])?;
    Ok(())
}

/// What is asked for, sorted by date, rule and record.
pub fn list(tx: &mut Tx<'_>, asked: &Asked, limit: i64) -> Result<Vec<KeptDue>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.push(limit.into());
    let sql = format!(
        "SELECT rule, due_on, notice_on, what, register, record_id, title, number, owner, section, act
         FROM ({LISTED}) AS listed WHERE {condition} ORDER BY due_on, rule, record_id, what LIMIT ?{}",
        values.len()
    );
    let rows = tx.query(&sql, &values, |row: &Row<'_>| {
        let kept = KeptDue {
            rule: row.text(0)?,
            due_on: row.text(1)?,
            notice_on: row.text(2)?,
            what: Some(row.text(3)?).filter(|what| !what.is_empty()),
            register: row.text(4)?,
            id: row.text(5)?,
            title: row.text(6)?,
            number: row.opt_text(7)?,
            owner: row.opt_text(8)?,
            section: row.opt_text(9)?,
            act: None,
        };
        Ok((kept, row.opt_text(10)?))
    })?;
    let with_act = |(kept, act): (KeptDue, Option<String>)| {
        Ok(KeptDue { act: act.map(|act| serde_json::from_str(&act)).transpose()?, ..kept })
    };
    rows.into_iter().map(with_act).collect()
}

/// How many are asked for.
pub fn count(tx: &mut Tx<'_>, asked: &Asked) -> Result<i64, Error> {
    let Filter { sql: condition, values } = asked.filter();
    let sql = format!("SELECT count(*) FROM ({LISTED}) AS listed WHERE {condition}");
    Ok(tx.query_one(&sql, &values, |row| row.integer(0))?.unwrap_or(0))
}

/// Numbers of due dates by month (`2026-04`) from an ISO date on.
pub fn months(tx: &mut Tx<'_>, first: &str, asked: &Asked) -> Result<Vec<(String, i64)>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.push(first.into());
    let sql = format!(
        "SELECT month, count(*) FROM (
             SELECT substr(due_on, 1, 7) AS month FROM ({LISTED}) AS listed WHERE {condition} AND due_on >= ?{}
         ) AS months GROUP BY month",
        values.len()
    );
    Ok(tx.query(&sql, &values, |row| Ok((row.text(0)?, row.integer(1)?)))?)
}

/// What falls to each owner: before `today`, by `week` and by the day asked for, all ISO dates; the most burdened first.
pub fn people(tx: &mut Tx<'_>, today: &str, week: &str, asked: &Asked) -> Result<Vec<PersonLoad>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.extend([today.into(), week.into()]);
    let (today, week) = (values.len() - 1, values.len());
    let sql = format!(
        "SELECT section, owner, sum(overdue), sum(week), count(*) - sum(overdue) FROM (
             SELECT coalesce(section, '') AS section, coalesce(owner, '') AS owner,
                 CASE WHEN due_on < ?{today} THEN 1 ELSE 0 END AS overdue,
                 CASE WHEN due_on >= ?{today} AND due_on <= ?{week} THEN 1 ELSE 0 END AS week
             FROM ({LISTED}) AS listed WHERE {condition} AND register <> 'office'
         ) AS loads
         GROUP BY section, owner ORDER BY 3 DESC, 4 DESC, 5 DESC, section, owner"
    );
    Ok(tx.query(&sql, &values, |row| {
        Ok(PersonLoad {
            section: row.text(0)?,
            owner: row.text(1)?,
            overdue: row.integer(2)?,
            week: row.integer(3)?,
            month: row.integer(4)?,
        })
    })?)
}

/// What was done about a due date.
pub fn act(tx: &mut Tx<'_>, key: &DueAct) -> Result<Option<DueAct>, Error> {
    let sql = "SELECT record FROM due_acts
               WHERE register = ?1 AND record_id = ?2 AND rule = ?3 AND what = ?4 AND due_on = ?5";
    let text = tx.query_one(sql, &place(key), |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

fn place(act: &DueAct) -> [Value; 5] {
    [
        act.register.as_str().into(),
        act.record.as_str().into(),
        act.rule.as_str().into(),
        act.what.as_deref().unwrap_or_default().into(),
        act.due_on.as_str().into(),
    ]
}

/// Keeps what was done about a due date.
pub fn save_act(tx: &mut Tx<'_>, act: &DueAct) -> Result<(), Error> {
    let [register, record, rule, what, due_on] = place(act);
    tx.execute(
        "INSERT INTO due_acts (id, register, record_id, rule, what, due_on, settled, snoozed_until, person, section, record, revision)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET settled = excluded.settled, snoozed_until = excluded.snoozed_until,
             person = excluded.person, section = excluded.section, record = excluded.record, revision = excluded.revision",
        &[
            act.id.as_str().into(),
            register,
            record,
            rule,
            what,
            due_on,
            act.is_settled().into(),
            act.snoozed_until.clone().into(),
            act.person.clone().into(),
            act.section.clone().into(),
            serde_json::to_string(act)?.into(),
            act.revision.into(),
        ],
    )?;
    Ok(())
}

/// Everything that was done about the due dates of a record, or of all.
pub fn acts(tx: &mut Tx<'_>, record: Option<(&str, &str)>) -> Result<Vec<DueAct>, Error> {
    let texts = match record {
        Some((register, id)) => {
            let sql = "SELECT record FROM due_acts WHERE register = ?1 AND record_id = ?2 ORDER BY id";
            tx.query(sql, &[register.into(), id.into()], |row| row.text(0))?
        }
        None => tx.query("SELECT record FROM due_acts ORDER BY id", &[], |row| row.text(0))?,
    };
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// Every act as it is kept, with its id.
pub fn walk_acts(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &serde_json::Value)) -> Result<(), Error> {
    for (id, text) in
        tx.query("SELECT id, record FROM due_acts ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))?
    {
        see(&id, &serde_json::from_str(&text)?);
    }
    Ok(())
}

/// The office's own reminder rules, as JSON.
pub fn settings_text(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'reminders'", &[], |row| row.text(0))?)
}

/// The office's own reminder rules.
pub fn settings(tx: &mut Tx<'_>) -> Result<ReminderSettings, Error> {
    Ok(settings_text(tx)?.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default())
}

/// Keeps the office's own reminder rules.
pub fn save_settings(tx: &mut Tx<'_>, settings: &ReminderSettings) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('reminders', ?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, revision = excluded.revision",
        &[serde_json::to_string(settings)?.into(), settings.revision.into()],
    )?;
    Ok(())
}

/// The records of a register whose dues do not hold on a day, at most so many.
pub fn stale(tx: &mut Tx<'_>, register: &str, today: &str, limit: i64) -> Result<Vec<String>, Error> {
    let table = if register == "cloud" { "clouds" } else { "sns_accounts" };
    let sql = format!(
        "SELECT r.id FROM {table} r LEFT JOIN derived d ON d.register = ?1 AND d.record_id = r.id
         WHERE d.record_id IS NULL OR d.revision <> r.revision OR d.recheck_on <= ?2 ORDER BY r.id LIMIT ?3"
    );
    Ok(tx.query(&sql, &[register.into(), today.into(), limit.into()], |row| row.text(0))?)
}

/// What was derived of a record beside its dues.
pub struct Derived<'a> {
    /// Register.
    pub register: &'a str,
    /// Id.
    pub id: &'a str,
    /// The version of the record.
    pub revision: i64,
    /// ISO date on which to derive it again.
    pub recheck_on: String,
    /// The contract on which it depends.
    pub contract: Option<&'a str>,
    /// Number of findings; none where it depends on other records of the register.
    pub findings: Option<usize>,
}

/// Keeps what was derived of a record.
pub fn save_derived(tx: &mut Tx<'_>, derived: &Derived<'_>, dues: &[Due]) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO derived (register, record_id, revision, recheck_on, contract_id, findings) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (register, record_id) DO UPDATE SET revision = excluded.revision, recheck_on = excluded.recheck_on,
             contract_id = excluded.contract_id, findings = excluded.findings",
        &[
            derived.register.into(),
            derived.id.into(),
            derived.revision.into(),
            derived.recheck_on.as_str().into(),
            derived.contract.into(),
            derived.findings.map(|count| i64::try_from(count).unwrap_or(i64::MAX)).into(),
        ],
    )?;
    keep(tx, derived.register, derived.id, dues)
}

/// When the dues of the office itself were derived, as an ISO date; none before the first time.
pub fn office_derived_on(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let sql = "SELECT recheck_on FROM derived WHERE register = 'office'";
    Ok(tx.query_one(sql, &[], |row| row.text(0))?)
}

/// What is derived of cloud uses, accounts and the office is to be derived anew: a person, the office or a rule changed.
pub fn mark_all(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.execute("UPDATE derived SET recheck_on = '' WHERE recheck_on <> ''", &[])?;
    Ok(())
}

/// The same of what depends on one contract.
pub fn mark_of_contract(tx: &mut Tx<'_>, contract: &str) -> Result<(), Error> {
    tx.execute("UPDATE derived SET recheck_on = '' WHERE contract_id = ?1", &[contract.into()])?;
    Ok(())
}

/// The ISO date on which the ledger began; none for one that nothing was written to.
pub fn began_on(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let sql = "SELECT substr(written_at, 1, 10) FROM history ORDER BY seq LIMIT 1";
    Ok(tx.query_one(sql, &[], |row| row.text(0))?)
}

/// The entries of the last calendar file, by date.
pub fn events(tx: &mut Tx<'_>) -> Result<Vec<KeptEvent>, Error> {
    let sql = "SELECT uid, due_on, summary, description, owner, section, cancelled, sequence FROM due_events ORDER BY due_on, uid";
    Ok(tx.query(sql, &[], |row| {
        Ok(KeptEvent {
            uid: row.text(0)?,
            due_on: row.text(1)?,
            summary: row.text(2)?,
            description: row.text(3)?,
            owner: row.opt_text(4)?,
            section: row.opt_text(5)?,
            cancelled: row.boolean(6)?,
            sequence: row.integer(7)?,
        })
    })?)
}

/// Keeps the entries of a calendar file in the place of those of the last one.
pub fn keep_events(tx: &mut Tx<'_>, events: &[KeptEvent]) -> Result<(), Error> {
    tx.execute("DELETE FROM due_events", &[])?;
    for event in events {
        tx.execute(
            "INSERT INTO due_events (uid, due_on, summary, description, owner, section, cancelled, sequence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            &[
                event.uid.as_str().into(),
                event.due_on.as_str().into(),
                event.summary.as_str().into(),
                event.description.as_str().into(),
                event.owner.clone().into(),
                event.section.clone().into(),
                event.cancelled.into(),
                event.sequence.into(),
            ],
        )?;
    }
    Ok(())
}
