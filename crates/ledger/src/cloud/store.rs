//! Cloud uses in the database: the narrow row that lists use, and the record itself.

use chrono::NaiveDate;
use db::{DbError, Row, Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::{Cloud, CloudStatus, Standing};
use crate::filter::Filter;
use crate::problem::Error;
use crate::register::{Duty, Held, Identity, Register};

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CloudQuery {
    /// Words that all occur in number, service, provider, section, manager, purpose or address.
    pub text: Option<String>,
    /// Cloud uses in this state.
    pub status: Option<CloudStatus>,
    /// Cloud uses whose approval stands today, or has lapsed.
    pub standing: Option<Standing>,
    /// Cloud uses of the section with this name.
    pub section: Option<String>,
    /// Cloud uses with findings, or without.
    pub findings: Option<bool>,
    /// A column of the list.
    pub sort: Option<String>,
    /// Greatest first.
    pub descending: Option<bool>,
    /// Rows to leave out at the beginning.
    pub offset: Option<i64>,
    /// Rows to give, at most 500.
    pub limit: Option<i64>,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Name of the service.
    pub service: String,
    /// Name of the provider.
    pub provider: String,
    /// Section.
    pub section: Option<String>,
    /// Manager.
    pub manager: Option<String>,
    /// Where it is between application and end.
    pub status: CloudStatus,
    /// ISO date.
    pub decided_on: Option<String>,
    /// ISO date.
    pub expires_on: Option<String>,
    /// ISO date of the last day on which the approval stands.
    pub stands_until: Option<String>,
    /// ISO date of the next check.
    pub next_check_on: Option<String>,
    /// How the approval stands.
    pub standing: Standing,
    /// Number of findings.
    pub findings: i64,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CloudPage {
    /// Rows of the page.
    pub rows: Vec<CloudRow>,
    /// Rows that match.
    pub total: i64,
    /// Cloud uses in the register.
    pub all: i64,
}

/// Findings of a row, as they were derived for it (`due/derived.rs`).
const FINDINGS: &str =
    "coalesce((SELECT d.findings FROM derived d WHERE d.register = 'cloud' AND d.record_id = clouds.id), 0)";

const APPROVED: &str = "status IN ('approved', 'conditional')";

/// Uses whose approval stands on a day: approved ones that nothing has lapsed of, and those that end on a day to come.
fn stands(day: &str) -> String {
    format!(
        "(({APPROVED} AND (stands_until IS NULL OR stands_until >= {day})) OR (status = 'ended' AND stands_until >= {day}))"
    )
}

pub fn list(tx: &mut Tx<'_>, query: &CloudQuery, today: NaiveDate) -> Result<CloudPage, Error> {
    let mut filter = Filter::all();
    filter.words(query.text.as_deref());
    let day = || [Value::Text(today.to_string())];
    match query.standing {
        None => {}
        Some(Standing::None) => {
            let runs_out = "(status = 'ended' AND stands_until >= {})";
            filter.add(&format!("NOT {APPROVED} AND (stands_until IS NULL OR NOT {runs_out})"), day());
        }
        Some(Standing::Stands) => filter.add(&stands("{}"), [day(), day()].concat()),
        Some(Standing::Lapsed) => filter.add(&format!("{APPROVED} AND stands_until < {{}}"), day()),
    }
    filter.equal("status", query.status.map(CloudStatus::code));
    filter.equal("section", query.section.as_deref());
    if let Some(some) = query.findings {
        filter.add(&format!("{FINDINGS} {} 0", if some { ">" } else { "=" }), []);
    }
    let column = match query.sort.as_deref() {
        Some("service") => "service",
        Some("provider") => "provider",
        Some("section") => "section",
        Some("manager") => "manager",
        Some("status") => "status",
        Some("decided_on") => "decided_on",
        Some("expires_on") => "expires_on",
        Some("stands_until") => "stands_until",
        Some("next_check_on") => "next_check_on",
        Some("findings") => FINDINGS,
        _ => "number",
    };
    let direction = if query.descending == Some(true) { "DESC" } else { "ASC" };
    let condition = &filter.sql;
    let sql = format!("SELECT count(*) FROM clouds WHERE {condition}");
    let total = tx.query_one(&sql, &filter.values, |row| row.integer(0))?.unwrap_or(0);
    let all = count(tx)?;
    let (limit, offset) = (query.limit.unwrap_or(100).clamp(0, 500), query.offset.unwrap_or(0).max(0));
    let places = filter.values.len();
    // Unknown values come last in both directions, and equal ones by id.
    let sql = format!(
        "SELECT id, number, service, provider, section, manager, status, decided_on, expires_on,
                stands_until, next_check_on, {FINDINGS}
         FROM clouds WHERE {condition} ORDER BY {column} IS NULL, {column} {direction}, id {direction} LIMIT ?{} OFFSET ?{}",
        places + 1,
        places + 2,
    );
    let values: Vec<Value> = filter.values.into_iter().chain([limit.into(), offset.into()]).collect();
    let today = today.to_string();
    let rows = tx.query(&sql, &values, |row| list_row(row, &today))?;
    Ok(CloudPage { rows, total, all })
}

/// The cloud uses whose approval has lapsed, the longest ago first.
pub fn lapsed(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<CloudRow>, Error> {
    let sql = format!(
        "SELECT id, number, service, provider, section, manager, status, decided_on, expires_on, stands_until, next_check_on, {FINDINGS}
         FROM clouds WHERE {APPROVED} AND stands_until < ?1 ORDER BY stands_until, service, id"
    );
    let today = today.to_string();
    Ok(tx.query(&sql, &[today.as_str().into()], |row| list_row(row, &today))?)
}

/// The cloud uses whose approval stands on a day, by number, each with the last day on which it does.
pub fn standing(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<(Cloud, Option<String>)>, Error> {
    let sql = format!(
        "SELECT r.record, c.stands_until FROM cloud_records r JOIN clouds c ON c.id = r.id
         WHERE {} ORDER BY c.number IS NULL, c.number, c.id",
        stands("?1")
    );
    let rows = tx.query(&sql, &[today.to_string().into()], |row| Ok((row.text(0)?, row.opt_text(1)?)))?;
    rows.into_iter().map(|(record, until)| Ok((serde_json::from_str(&record)?, until))).collect()
}

/// How an approval stands on a day, by its state and the last day on which it does.
fn standing_of(status: CloudStatus, until: Option<&str>, today: &str) -> Standing {
    match until {
        Some(until) if status == CloudStatus::Ended && until >= today => Standing::Stands,
        _ => Standing::of(status.is_approved(), until, today),
    }
}

/// Every use with how its approval stands on a day, by id.
pub fn all_standing(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<(Cloud, Standing)>, Error> {
    let sql = "SELECT r.record, c.stands_until FROM cloud_records r JOIN clouds c ON c.id = r.id ORDER BY c.id";
    let today = today.to_string();
    let read = |(record, until): (String, Option<String>)| {
        let cloud: Cloud = serde_json::from_str(&record)?;
        let standing = standing_of(cloud.status, until.as_deref(), &today);
        Ok((cloud, standing))
    };
    tx.query(sql, &[], |row| Ok((row.text(0)?, row.opt_text(1)?)))?.into_iter().map(read).collect()
}

fn list_row(row: &Row<'_>, today: &str) -> Result<CloudRow, DbError> {
    let status = row.text(6)?;
    let status: CloudStatus = serde_json::from_value(status.into()).unwrap_or_default();
    let stands_until = row.opt_text(9)?;
    Ok(CloudRow {
        id: row.text(0)?,
        number: row.opt_text(1)?,
        service: row.text(2)?,
        provider: row.text(3)?,
        section: row.opt_text(4)?,
        manager: row.opt_text(5)?,
        standing: standing_of(status, stands_until.as_deref(), today),
        status,
        decided_on: row.opt_text(7)?,
        expires_on: row.opt_text(8)?,
        stands_until,
        next_check_on: row.opt_text(10)?,
        findings: row.integer(11)?,
    })
}

pub fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.query_one("SELECT count(*) FROM clouds", &[], |row| row.integer(0))?.unwrap_or(0))
}

pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Cloud>, Error> {
    let text = tx.query_one("SELECT record FROM cloud_records WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Cloud>, Error> {
    let sql =
        "SELECT r.record FROM cloud_records r JOIN clouds c ON c.id = r.id ORDER BY c.number IS NULL, c.number, c.id";
    parsed(tx.query(sql, &[], |row| row.text(0))?)
}

/// Every record as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT id, record FROM cloud_records ORDER BY id";
    for (id, record) in tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&id, &serde_json::from_str(&record)?);
    }
    Ok(())
}

/// The cloud use with this number, else with this name of the service; the one that was decided last.
pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM clouds WHERE number = ?1 OR service = ?1
               ORDER BY CASE WHEN number = ?1 THEN 0 ELSE 1 END, decided_on IS NULL, decided_on DESC, id DESC LIMIT 1";
    Ok(tx.query_one(sql, &[name.into()], |row| row.text(0))?)
}

/// The cloud uses that have not ended and bear this name in a column.
pub fn open_with(tx: &mut Tx<'_>, column: &str, name: &str) -> Result<Vec<Cloud>, Error> {
    let sql = format!(
        "SELECT r.record FROM cloud_records r JOIN clouds c ON c.id = r.id
         WHERE c.status <> 'ended' AND c.{column} = ?1 ORDER BY c.id"
    );
    parsed(tx.query(&sql, &[name.into()], |row| row.text(0))?)
}

/// The cloud uses that have not ended, with who manages them.
pub fn held(tx: &mut Tx<'_>) -> Result<Vec<Held>, Error> {
    let sql = "SELECT r.record FROM cloud_records r JOIN clouds c ON c.id = r.id
               WHERE c.status <> 'ended' ORDER BY c.number, c.id";
    let held = |cloud: Cloud| Held {
        register: Register::Cloud,
        id: cloud.id,
        number: cloud.number,
        title: cloud.service,
        section: cloud.section,
        since: cloud.manager_since,
        revision: cloud.revision,
        people: cloud.manager.into_iter().map(|manager| (Duty::Manager, manager)).collect(),
    };
    Ok(parsed(tx.query(sql, &[], |row| row.text(0))?)?.into_iter().map(held).collect())
}

fn parsed(texts: Vec<String>) -> Result<Vec<Cloud>, Error> {
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// Writes the record and its row; false if the stored revision is not the expected one. None is expected of a new one.
pub fn save(
    tx: &mut Tx<'_>,
    cloud: &Cloud,
    stands_until: Option<NaiveDate>,
    expected: Option<i64>,
) -> Result<bool, Error> {
    let sql = if expected.is_none() { include_str!("insert.sql") } else { include_str!("update.sql") };
    let mut values: Vec<Value> = vec![
        cloud.id.as_str().into(),
        cloud.number.clone().into(),
        cloud.service.as_str().into(),
        cloud.provider.name.as_str().into(),
        cloud.section.clone().into(),
        cloud.manager.clone().into(),
        cloud.status.code().into(),
        cloud.decided_on.clone().into(),
        cloud.expires_on.clone().into(),
        cloud.ended_on.clone().into(),
        search_text(cloud).into(),
        cloud.revision.into(),
        stands_until.map(|until| until.to_string()).into(),
        cloud.next_check_on.clone().into(),
    ];
    values.extend(expected.map(Value::from));
    if tx.execute(sql, &values)? == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO cloud_records (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        &[cloud.id.as_str().into(), serde_json::to_string(cloud)?.into()],
    )?;
    crate::due::store::mark(tx, "cloud", &cloud.id)?;
    crate::company::keep_parties(tx, Register::Cloud, &cloud.id, cloud.into())?;
    Ok(true)
}

fn search_text(cloud: &Cloud) -> String {
    let own = [
        cloud.number.as_deref(),
        Some(cloud.service.as_str()),
        Some(cloud.provider.name.as_str()),
        cloud.provider.corporate_number.as_deref(),
        cloud.section.as_deref(),
        cloud.manager.as_deref(),
        cloud.purpose.as_deref(),
        cloud.url.as_deref(),
    ];
    own.into_iter().flatten().map(crate::fold::fold).collect::<Vec<_>>().join("\n")
}

/// Number of findings of a cloud use, as they were derived.
pub fn findings_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<i64>, Error> {
    let sql = "SELECT findings FROM derived WHERE register = 'cloud' AND record_id = ?1";
    Ok(tx.query_one(sql, &[id.into()], |row| row.opt_integer(0))?.flatten())
}

/// What tells each cloud use, in the order in which they were made.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, number, service, provider, section, decided_on, expires_on FROM clouds ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity {
            id: row.text(0)?,
            number: row.opt_text(1)?,
            title: row.text(2)?,
            partner: row.text(3)?,
            section: row.opt_text(4)?,
            start: row.opt_text(5)?,
            end: row.opt_text(6)?,
            amount: None,
            renewed_from: None,
        })
    })?)
}

/// Whether another use than this has the number.
pub fn number_taken(tx: &mut Tx<'_>, number: &str, id: &str) -> Result<bool, Error> {
    let sql = "SELECT count(*) FROM clouds WHERE number = ?1 AND id <> ?2";
    Ok(tx.query_one(sql, &[number.into(), id.into()], |row| row.integer(0))?.unwrap_or(0) > 0)
}

/// The uses that name a contract: id, service, and whether they have not ended.
pub fn of_contract(tx: &mut Tx<'_>, contract: &str) -> Result<Vec<(String, String, bool)>, Error> {
    let sql = "SELECT record FROM cloud_records WHERE instr(record, ?1) > 0 ORDER BY id";
    let found = parsed(tx.query(sql, &[contract.into()], |row| row.text(0))?)?.into_iter();
    let own = found.filter(|cloud| cloud.contract.as_deref() == Some(contract));
    Ok(own.map(|cloud| (cloud.id, cloud.service, cloud.status != CloudStatus::Ended)).collect())
}

/// Takes out a cloud use.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    crate::due::store::forget(tx, "cloud", id)?;
    crate::company::keep_parties(tx, Register::Cloud, id, Vec::new())?;
    tx.execute("DELETE FROM cloud_records WHERE id = ?1", &[id.into()])?;
    tx.execute("DELETE FROM clouds WHERE id = ?1", &[id.into()])?;
    Ok(())
}
