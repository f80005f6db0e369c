//! Incidents in the database: the narrow row that lists use, and the record itself.

use chrono::NaiveDate;
use db::{Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::{Incident, IncidentKind, REGISTER, duty, rules};
use crate::date::Calendar;
use crate::filter::Filter;
use crate::problem::Error;
use crate::register::{Duty, Held, Identity, Link, Register};

/// Whether an incident is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IncidentState {
    /// Something is still to be done.
    Open,
    /// Closed.
    Closed,
}

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct IncidentQuery {
    /// Words that all occur in number, title, section, owner or what is said about it.
    pub text: Option<String>,
    /// Incidents in this state.
    pub state: Option<IncidentState>,
    /// Incidents of the section with this name.
    pub section: Option<String>,
    /// A column of the list.
    pub sort: Option<String>,
    /// Smallest first; without a column and this, the newest come first.
    pub descending: Option<bool>,
    /// Rows to leave out at the beginning.
    pub offset: Option<i64>,
    /// Rows to give, at most 500.
    pub limit: Option<i64>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Section.
    pub section: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// What happened.
    pub kinds: Vec<IncidentKind>,
    /// ISO date of the day on which the office knew.
    pub known_on: Option<String>,
    /// Number of persons.
    pub persons: Option<i64>,
    /// Whether it is reported to the commission; none while that is not settled.
    pub reported: Option<bool>,
    /// ISO date by which the next report is made; none where none is open.
    pub next_on: Option<String>,
    /// Days from today to that; negative once it has passed.
    pub next_days: Option<i64>,
    /// ISO date.
    pub closed_on: Option<String>,
    /// Number of findings.
    pub findings: usize,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IncidentPage {
    /// Rows of the page.
    pub rows: Vec<IncidentRow>,
    /// Rows that match.
    pub total: i64,
    /// Incidents in the register.
    pub all: i64,
}

pub fn list(
    tx: &mut Tx<'_>,
    query: &IncidentQuery,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<IncidentPage, Error> {
    let mut filter = Filter::all();
    filter.words(query.text.as_deref());
    match query.state {
        Some(IncidentState::Open) => filter.add("closed_on IS NULL", []),
        Some(IncidentState::Closed) => filter.add("closed_on IS NOT NULL", []),
        None => {}
    }
    filter.equal("section", query.section.as_deref());
    let column = match query.sort.as_deref() {
        Some("number") => "number",
        Some("title") => "title",
        Some("section") => "section",
        Some("owner") => "owner",
        Some("closed_on") => "closed_on",
        _ => "coalesce(known_on, recorded_on)",
    };
    // The newest first, unless a column is asked for.
    let descending = query.descending.unwrap_or(query.sort.is_none());
    let direction = if descending { "DESC" } else { "ASC" };
    let condition = &filter.sql;
    let sql = format!("SELECT count(*) FROM incidents WHERE {condition}");
    let total = tx.query_one(&sql, &filter.values, |row| row.integer(0))?.unwrap_or(0);
    let all = tx.query_one("SELECT count(*) FROM incidents", &[], |row| row.integer(0))?.unwrap_or(0);
    let (limit, offset) = (query.limit.unwrap_or(100).clamp(0, 500), query.offset.unwrap_or(0).max(0));
    let places = filter.values.len();
    let sql = format!(
        "SELECT record FROM incidents WHERE {condition}
         ORDER BY {column} IS NULL, {column} {direction}, id {direction} LIMIT ?{} OFFSET ?{}",
        places + 1,
        places + 2,
    );
    let values: Vec<Value> = filter.values.into_iter().chain([limit.into(), offset.into()]).collect();
    let records = parsed(tx.query(&sql, &values, |row| row.text(0))?)?;
    Ok(IncidentPage {
        rows: records.into_iter().map(|one| IncidentRow::of(one, calendar, today)).collect(),
        total,
        all,
    })
}

impl IncidentRow {
    fn of(incident: Incident, calendar: &Calendar, today: NaiveDate) -> Self {
        let clock = duty::clock(&incident, calendar);
        let next = clock.and_then(|clock| clock.open(&incident).map(|(_, on)| on).min());
        Self {
            reported: duty::verdict(&incident).reported,
            next_on: next.map(|on| on.to_string()),
            next_days: next.map(|on| (on - today).num_days()),
            findings: rules::assess(&incident, clock.as_ref(), today).len(),
            id: incident.id,
            number: incident.number,
            title: incident.title,
            section: incident.section,
            owner: incident.owner,
            kinds: incident.kinds,
            known_on: incident.known_on,
            persons: incident.persons,
            closed_on: incident.closed_on,
        }
    }
}

fn parsed(texts: Vec<String>) -> Result<Vec<Incident>, Error> {
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Incident>, Error> {
    let text = tx.query_one("SELECT record FROM incidents WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

/// The id of the newest incident with this id, number or title.
pub fn find(tx: &mut Tx<'_>, typed: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM incidents WHERE id = ?1 OR number = ?1 OR title = ?1 ORDER BY id <> ?1, id DESC LIMIT 1";
    Ok(tx.query_one(sql, &[typed.into()], |row| row.text(0))?)
}

/// The incidents that are not closed.
pub fn open(tx: &mut Tx<'_>) -> Result<Vec<Incident>, Error> {
    parsed(tx.query("SELECT record FROM incidents WHERE closed_on IS NULL ORDER BY id", &[], |row| row.text(0))?)
}

/// Every incident, in the order in which they were entered.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Incident>, Error> {
    parsed(tx.query("SELECT record FROM incidents ORDER BY id", &[], |row| row.text(0))?)
}

/// Every record as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT id, record FROM incidents ORDER BY id";
    for (id, record) in tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&id, &serde_json::from_str(&record)?);
    }
    Ok(())
}

/// The incidents that happened in a record, the newest first.
pub fn naming(tx: &mut Tx<'_>, register: Register, id: &str) -> Result<Vec<Link>, Error> {
    let column = match register {
        Register::Contract => "contract_id",
        Register::Cloud => "cloud_id",
        Register::Sns => "sns_id",
        _ => return Ok(Vec::new()),
    };
    let sql = format!("SELECT id, title, closed_on FROM incidents WHERE {column} = ?1 ORDER BY id DESC");
    Ok(tx.query(&sql, &[id.into()], |row| {
        Ok(Link {
            register: Register::Incident,
            id: row.text(0)?,
            title: row.text(1)?,
            open: row.opt_text(2)?.is_none(),
        })
    })?)
}

/// The incidents that are not closed, with who looks after them.
pub fn held(tx: &mut Tx<'_>) -> Result<Vec<Held>, Error> {
    let held = |incident: Incident| Held {
        register: Register::Incident,
        id: incident.id,
        number: incident.number,
        title: incident.title,
        section: incident.section,
        since: incident.owner_since,
        revision: incident.revision,
        people: incident.owner.into_iter().map(|name| (Duty::Owner, name)).collect(),
    };
    Ok(open(tx)?.into_iter().map(held).collect())
}

/// What tells each incident, in the order in which they were entered.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, number, title, section, known_on, closed_on FROM incidents ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity {
            id: row.text(0)?,
            number: row.opt_text(1)?,
            title: row.text(2)?,
            section: row.opt_text(3)?,
            start: row.opt_text(4)?,
            end: row.opt_text(5)?,
            ..Identity::default()
        })
    })?)
}

/// Writes the record and its row; false if the stored revision is not the expected one. None is expected of a new one.
pub fn save(tx: &mut Tx<'_>, incident: &Incident, expected: Option<i64>) -> Result<bool, Error> {
    let sql = if expected.is_none() { include_str!("insert.sql") } else { include_str!("update.sql") };
    let mut values: Vec<Value> = vec![
        incident.id.as_str().into(),
        incident.number.clone().into(),
        incident.title.as_str().into(),
        incident.section.clone().into(),
        incident.owner.clone().into(),
        incident.contract.clone().into(),
        incident.cloud.clone().into(),
        incident.sns.clone().into(),
        incident.known_on.clone().into(),
        incident.recorded_on.clone().into(),
        incident.closed_on.clone().into(),
        search_text(incident).into(),
        serde_json::to_string(incident)?.into(),
        incident.revision.into(),
    ];
    values.extend(expected.map(Value::from));
    if tx.execute(sql, &values)? == 0 {
        return Ok(false);
    }
    crate::due::store::mark(tx, REGISTER, &incident.id)?;
    Ok(true)
}

fn search_text(incident: &Incident) -> String {
    let own = [
        Some(&incident.title),
        incident.number.as_ref(),
        incident.section.as_ref(),
        incident.owner.as_ref(),
        incident.known_by.as_ref(),
        incident.overview.as_ref(),
        incident.items.as_ref(),
        incident.cause.as_ref(),
    ];
    own.into_iter().flatten().map(|text| crate::fold::fold(text)).collect::<Vec<_>>().join("\n")
}

/// Takes out an incident.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    crate::due::store::forget(tx, REGISTER, id)?;
    tx.execute("DELETE FROM incidents WHERE id = ?1", &[id.into()])?;
    Ok(())
}
