//! What falls due, kept as rows beside the records, and what people did about it: screens count, group and page both without
//! reading any record. The rows hold for the day on which they were derived (`due/derived.rs`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use db::{DbError, Row, Tx, Value};

use super::act::DueAct;
use super::calendar::KeptEvent;
use super::mine::Mine;
use super::settings::ReminderSettings;
pub use super::source::{OF_OFFICE, Source};
use super::{Due, KeptDue};
use crate::date::iso;
use crate::filter::Filter;
use crate::home::PersonLoad;
use crate::problem::Error;

/// By which day, as an ISO date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// What is due by then.
    Due(String),
    /// What people are told of by then; that includes what is due.
    Told(String),
}

impl By {
    /// Whether a date is among them.
    pub fn takes(&self, due: &KeptDue) -> bool {
        match self {
            Self::Due(day) => due.due_on <= *day,
            Self::Told(day) => due.notice_on <= *day,
        }
    }
}

/// Which dates are asked for; days are ISO dates.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// By which day; all without it.
    pub by: Option<By>,
    /// Dates that were put off beyond this day are left out; all are given without it.
    pub awake_on: Option<String>,
    /// With those that are done or do not apply.
    pub settled: bool,
    /// Whoever answers, by name.
    pub owner: Option<String>,
    /// The section that answers.
    pub section: Option<String>,
    /// What is told to whoever asks, where only that is asked for.
    pub mine: Option<Mine>,
    /// The section of whoever asks and those below it, likewise.
    pub sections: Vec<String>,
    /// One record, by register and id.
    pub record: Option<(String, String)>,
    /// Records with this id, number or title.
    pub named: Option<String>,
    /// Of this rule.
    pub rule: Option<String>,
}

impl Asked {
    /// Whether a date that this person and this section answer for is asked for; whose own it is counts apart.
    pub fn is_answered_by(&self, owner: Option<&String>, section: Option<&String>) -> bool {
        let filters = [(&self.owner, owner), (&self.section, section)];
        filters.iter().all(|(asked, is)| asked.as_ref().is_none_or(|asked| *is == Some(asked)))
            && (self.sections.is_empty() || section.is_some_and(|section| self.sections.contains(section)))
    }

    /// The conditions on rows of `dues d`.
    pub(super) fn filter(&self) -> Filter {
        let mut filter = Filter::all();
        match &self.by {
            None => {}
            Some(By::Due(day)) => filter.add("d.due_on <= {}", [day.as_str().into()]),
            Some(By::Told(day)) => filter.add("d.notice_on <= {}", [day.as_str().into()]),
        }
        if !self.settled {
            filter.add("d.settled = 0", []);
        }
        if let Some(day) = &self.awake_on {
            filter.add("(d.snoozed_until IS NULL OR d.snoozed_until <= {})", [day.as_str().into()]);
        }
        filter.equal("d.owner", self.owner.as_deref());
        if let Some(mine) = &self.mine {
            super::mine::store::told(&mut filter, mine);
        }
        filter.equal("d.section", self.section.as_deref());
        if !self.sections.is_empty() {
            let places = vec!["{}"; self.sections.len()].join(", ");
            let names = self.sections.iter().map(|section| Value::from(section.as_str()));
            filter.add(&format!("d.section IN ({places})"), names);
        }
        if let Some((register, id)) = &self.record {
            filter.equal("d.register", Some(register));
            filter.equal("d.record_id", Some(id));
        }
        if let Some(named) = &self.named {
            let name = || Value::from(named.as_str());
            filter.add("(d.record_id = {} OR d.number = {} OR d.title = {})", [name(), name(), name()]);
        }
        filter.equal("d.rule", self.rule.as_deref());
        filter
    }
}

/// Replaces what is kept for a record.
pub fn keep(tx: &mut Tx<'_>, source: Source<'_>, dues: &[Due]) -> Result<(), Error> {
    let record = [source.register.into(), source.id.into()];
    tx.execute("DELETE FROM dues WHERE register = ?1 AND record_id = ?2", &record)?;
    if dues.is_empty() {
        return Ok(());
    }
    let acts = acts(tx, Some((source.register, source.id)))?;
    add(tx, source, dues, &acts)
}

/// Keeps what is due for a record of which nothing is kept, with what was done about its dates.
pub fn add(tx: &mut Tx<'_>, source: Source<'_>, dues: &[Due], acts: &[DueAct]) -> Result<(), Error> {
    for due in dues {
        let act = acts.iter().find(|act| act.is_about(due));
        let (owner, section) = source.answering(act);
        tx.execute(
            "INSERT INTO dues (register, record_id, rule, what, due_on, notice_on, title, number, owner, section, settled, snoozed_until, act_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            &[
                source.register.into(),
                source.id.into(),
                due.rule.as_str().into(),
                due.what.as_deref().unwrap_or_default().into(),
                iso(due.due_on).into(),
                iso(due.notice_on).into(),
                source.title.into(),
                source.number.into(),
                owner.into(),
                section.into(),
                act.is_some_and(DueAct::is_settled).into(),
                act.and_then(|act| act.snoozed_until.as_deref()).into(),
                act.map(|act| act.id.as_str()).into(),
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
    list_as(tx, asked, limit, |kept| kept)
}

/// The same, each made into something else as it is read.
pub fn list_as<T>(
    tx: &mut Tx<'_>,
    asked: &Asked,
    limit: i64,
    mut made: impl FnMut(KeptDue) -> T,
) -> Result<Vec<T>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.push(limit.into());
    let sql = format!(
        "SELECT {COLUMNS} FROM {WITH_ACTS} WHERE {condition} ORDER BY d.due_on, d.rule, d.record_id, d.what LIMIT ?{}",
        values.len()
    );
    let mut unreadable = None;
    let rows = tx.query(&sql, &values, |row| {
        let (mut due, act) = kept(row)?;
        match act.map(|act| serde_json::from_str(&act)).transpose() {
            Ok(act) => due.act = act,
            Err(error) => unreadable = Some(error),
        }
        Ok(made(due))
    })?;
    match unreadable {
        Some(error) => Err(error.into()),
        None => Ok(rows),
    }
}

/// Rows with what was done about each.
pub(super) const WITH_ACTS: &str = "dues d LEFT JOIN due_acts a ON a.id = d.act_id";

/// What `kept` reads of them.
pub(super) const COLUMNS: &str =
    "d.rule, d.due_on, d.notice_on, d.what, d.register, d.record_id, d.title, d.number, d.owner, d.section, a.record";

pub(super) type WithAct = (KeptDue, Option<String>);

/// A row of these columns.
pub(super) fn kept(row: &Row<'_>) -> Result<WithAct, DbError> {
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
}

/// Due dates with what was done about them.
pub(super) fn with_acts(rows: Vec<WithAct>) -> Result<Vec<KeptDue>, Error> {
    let with_act =
        |(kept, act): WithAct| Ok(KeptDue { act: act.map(|act| serde_json::from_str(&act)).transpose()?, ..kept });
    rows.into_iter().map(with_act).collect()
}

/// How many are asked for, and how many of them were due before an ISO date.
pub fn count(tx: &mut Tx<'_>, asked: &Asked, before: &str) -> Result<(i64, i64), Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.push(before.into());
    let late = values.len();
    let sql = format!(
        "SELECT count(*), coalesce(sum(CASE WHEN d.due_on < ?{late} THEN 1 ELSE 0 END), 0) FROM dues d WHERE {condition}"
    );
    Ok(tx.query_one(&sql, &values, |row| Ok((row.integer(0)?, row.integer(1)?)))?.unwrap_or_default())
}

/// Numbers of due dates by month (`2026-04`) from an ISO date on.
pub fn months(tx: &mut Tx<'_>, first: &str, asked: &Asked) -> Result<BTreeMap<String, i64>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.push(first.into());
    // By day first: rows lie in this order, so that nothing is sorted.
    let sql = format!(
        "SELECT d.due_on, count(*) FROM dues d WHERE {condition} AND d.due_on >= ?{} GROUP BY d.due_on",
        values.len()
    );
    let days: Vec<(String, i64)> = tx.query(&sql, &values, |row| Ok((row.text(0)?, row.integer(1)?)))?;
    let mut months = BTreeMap::new();
    for (mut day, count) in days {
        day.truncate("2026-04".len());
        *months.entry(day).or_default() += count;
    }
    Ok(months)
}

/// What falls to each owner: before `today`, by `week` and by the day asked for, all ISO dates; the most burdened first.
pub fn people(tx: &mut Tx<'_>, today: &str, week: &str, asked: &Asked) -> Result<Vec<PersonLoad>, Error> {
    let Filter { sql: condition, mut values } = asked.filter();
    values.extend([today.into(), week.into()]);
    let (today, week) = (values.len() - 1, values.len());
    let sql = format!(
        "SELECT coalesce(d.section, ''), coalesce(d.owner, ''),
             sum(CASE WHEN d.due_on < ?{today} THEN 1 ELSE 0 END),
             sum(CASE WHEN d.due_on >= ?{today} AND d.due_on <= ?{week} THEN 1 ELSE 0 END),
             sum(CASE WHEN d.due_on >= ?{today} THEN 1 ELSE 0 END)
         FROM dues d WHERE {condition} AND d.register <> 'office'
         GROUP BY coalesce(d.section, ''), coalesce(d.owner, '') ORDER BY 3 DESC, 4 DESC, 5 DESC, 1, 2"
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

/// Takes out what was done about a due date.
pub fn remove_act(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM due_acts WHERE id = ?1", &[id.into()])?;
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
    let sql = "SELECT record_id FROM derived WHERE register = ?1 AND recheck_on <= ?2 ORDER BY recheck_on, record_id LIMIT ?3";
    Ok(tx.query(sql, &[register.into(), today.into(), limit.into()], |row| row.text(0))?)
}

/// What was derived of a record beside its dues.
pub struct Derived<'a> {
    /// ISO date on which to derive it again.
    pub recheck_on: String,
    /// The contract on which it depends.
    pub contract: Option<&'a str>,
    /// Number of findings; none where it depends on other records of the register.
    pub findings: Option<usize>,
}

/// Keeps what was derived of a record or the office.
pub fn save_derived(tx: &mut Tx<'_>, source: Source<'_>, derived: &Derived<'_>, dues: &[Due]) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO derived (register, record_id, recheck_on, contract_id, findings) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (register, record_id) DO UPDATE SET recheck_on = excluded.recheck_on,
             contract_id = excluded.contract_id, findings = excluded.findings",
        &[
            source.register.into(),
            source.id.into(),
            derived.recheck_on.as_str().into(),
            derived.contract.into(),
            derived.findings.map(|count| i64::try_from(count).unwrap_or(i64::MAX)).into(),
        ],
    )?;
    keep(tx, source, dues)
}

/// What is derived of a record or the office is to be derived anew.
pub fn mark(tx: &mut Tx<'_>, register: &str, id: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO derived (register, record_id, recheck_on) VALUES (?1, ?2, '')
         ON CONFLICT (register, record_id) DO UPDATE SET recheck_on = excluded.recheck_on",
        &[register.into(), id.into()],
    )?;
    Ok(())
}

/// When the dues of the office itself were derived, as an ISO date; none before the first time.
pub fn office_derived_on(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let sql = "SELECT recheck_on FROM derived WHERE register = 'office'";
    Ok(tx.query_one(sql, &[], |row| row.text(0))?)
}

/// What is derived of cloud uses, accounts, incidents and the office is to be derived anew: a person, the office or a rule changed.
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
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'began_on'", &[], |row| row.text(0))?)
}

/// Keeps the day on which the ledger began.
pub fn set_began_on(tx: &mut Tx<'_>, today: NaiveDate) -> Result<(), Error> {
    tx.execute("INSERT INTO settings (name, value, revision) VALUES ('began_on', ?1, 1)", &[iso(today).into()])?;
    Ok(())
}

/// The entries of the last calendar file for an audience, by date.
pub fn events(tx: &mut Tx<'_>, audience: &str) -> Result<Vec<KeptEvent>, Error> {
    let sql = "SELECT uid, due_on, summary, description, cancelled, sequence FROM due_events
               WHERE audience = ?1 ORDER BY due_on, uid";
    Ok(tx.query(sql, &[audience.into()], |row| {
        Ok(KeptEvent {
            uid: row.text(0)?,
            due_on: row.text(1)?,
            summary: row.text(2)?,
            description: row.text(3)?,
            cancelled: row.boolean(4)?,
            sequence: row.integer(5)?,
        })
    })?)
}

/// Keeps the entries of a calendar file in the place of those of the last one for the audience.
pub fn keep_events(tx: &mut Tx<'_>, audience: &str, events: &[KeptEvent]) -> Result<(), Error> {
    tx.execute("DELETE FROM due_events WHERE audience = ?1", &[audience.into()])?;
    for event in events {
        tx.execute(
            "INSERT INTO due_events (audience, uid, due_on, summary, description, cancelled, sequence)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            &[
                audience.into(),
                event.uid.as_str().into(),
                event.due_on.as_str().into(),
                event.summary.as_str().into(),
                event.description.as_str().into(),
                event.cancelled.into(),
                event.sequence.into(),
            ],
        )?;
    }
    Ok(())
}
