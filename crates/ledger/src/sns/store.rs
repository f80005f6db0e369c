//! Official accounts in the database: the narrow row that lists use, and the record itself.

use chrono::NaiveDate;
use db::{Tx, Value};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use super::{Medium, Sns, SnsStatus};
use crate::approval::Standing;
use crate::filter::Filter;
use crate::problem::Error;
use crate::register::{Duty, Held, Identity, Register};

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct SnsQuery {
    /// Words that all occur in name, handle, address, section, owner, deputy, operators or purpose.
    pub text: Option<String>,
    /// Accounts in this state.
    pub status: Option<SnsStatus>,
    /// Accounts whose approval stands today, or has lapsed.
    pub standing: Option<Standing>,
    /// Accounts of the section with this name.
    pub section: Option<String>,
    /// Accounts of this medium.
    pub medium: Option<Medium>,
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
pub struct SnsRow {
    /// Id.
    pub id: String,
    /// Medium.
    pub medium: Medium,
    /// Name of the account.
    pub name: String,
    /// Handle without @.
    pub handle: Option<String>,
    /// Address in its one form.
    pub url: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// Owner.
    pub owner: Option<String>,
    /// Where it is between application and closing.
    pub status: SnsStatus,
    /// ISO date.
    pub opened_on: Option<String>,
    /// ISO date.
    pub last_post_on: Option<String>,
    /// Number of the approval.
    pub number: Option<String>,
    /// ISO date of the last day of the approval.
    pub expires_on: Option<String>,
    /// How the approval stands.
    pub standing: Standing,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SnsPage {
    /// Rows of the page.
    pub rows: Vec<SnsRow>,
    /// Rows that match.
    pub total: i64,
    /// Accounts in the register.
    pub all: i64,
}

pub fn list(tx: &mut Tx<'_>, query: &SnsQuery, today: NaiveDate) -> Result<SnsPage, Error> {
    let mut filter = Filter::all();
    filter.words(query.text.as_deref());
    if let Some(standing) = query.standing {
        // Told by the records: there are few accounts, and no column says it.
        let ids = all(tx)?.into_iter().filter(|sns| sns.standing(today) == standing).map(|sns| sns.id);
        let ids: Vec<Value> = ids.map(Value::from).collect();
        let places = vec!["{}"; ids.len()].join(", ");
        filter.add(&if ids.is_empty() { "1 = 0".to_owned() } else { format!("sns_accounts.id IN ({places})") }, ids);
    }
    filter.equal("status", query.status.map(SnsStatus::code));
    filter.equal("section", query.section.as_deref());
    filter.equal("medium", query.medium.map(Medium::code));
    let column = match query.sort.as_deref() {
        Some("medium") => "medium",
        Some("handle") => "handle",
        Some("section") => "section",
        Some("owner") => "owner",
        Some("status") => "status",
        Some("opened_on") => "opened_on",
        Some("last_post_on") => "last_post_on",
        _ => "name",
    };
    let direction = if query.descending == Some(true) { "DESC" } else { "ASC" };
    let condition = &filter.sql;
    let sql = format!("SELECT count(*) FROM sns_accounts WHERE {condition}");
    let total = tx.query_one(&sql, &filter.values, |row| row.integer(0))?.unwrap_or(0);
    let all = count(tx)?;
    let (limit, offset) = (query.limit.unwrap_or(100).clamp(0, 500), query.offset.unwrap_or(0).max(0));
    let places = filter.values.len();
    // Unknown values come last in both directions, and equal ones by id.
    let sql = format!(
        "SELECT sns_accounts.id, r.record FROM sns_accounts JOIN sns_records r ON r.id = sns_accounts.id
         WHERE {condition} ORDER BY {column} IS NULL, {column} {direction}, sns_accounts.id {direction} LIMIT ?{} OFFSET ?{}",
        places + 1,
        places + 2,
    );
    let values: Vec<Value> = filter.values.into_iter().chain([limit.into(), offset.into()]).collect();
    let records = parsed(tx.query(&sql, &values, |row| row.text(1))?)?;
    Ok(SnsPage { rows: records.into_iter().map(|sns| SnsRow::of(sns, today)).collect(), total, all })
}

impl SnsRow {
    fn of(sns: Sns, today: NaiveDate) -> Self {
        Self {
            standing: sns.standing(today),
            id: sns.id,
            medium: sns.medium,
            name: sns.name,
            handle: sns.handle,
            url: sns.url,
            section: sns.section,
            owner: sns.owner,
            status: sns.status,
            opened_on: sns.opened_on,
            last_post_on: sns.last_post_on,
            number: sns.number,
            expires_on: sns.expires_on,
        }
    }
}

/// The accounts in use whose approval has lapsed, the longest ago first.
pub fn lapsed(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<SnsRow>, Error> {
    let mut lapsed: Vec<Sns> = open(tx)?;
    lapsed.retain(|sns| sns.standing(today) == Standing::Lapsed);
    lapsed.sort_by(|one, other| (&one.expires_on, &one.name).cmp(&(&other.expires_on, &other.name)));
    Ok(lapsed.into_iter().map(|sns| SnsRow::of(sns, today)).collect())
}

pub fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(tx.query_one("SELECT count(*) FROM sns_accounts", &[], |row| row.integer(0))?.unwrap_or(0))
}

pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Sns>, Error> {
    let text = tx.query_one("SELECT record FROM sns_records WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
}

pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Sns>, Error> {
    let sql = "SELECT r.record FROM sns_records r JOIN sns_accounts a ON a.id = r.id ORDER BY a.name, a.id";
    parsed(tx.query(sql, &[], |row| row.text(0))?)
}

/// Every record as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &Json)) -> Result<(), Error> {
    let sql = "SELECT id, record FROM sns_records ORDER BY id";
    for (id, record) in tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))? {
        see(&id, &serde_json::from_str(&record)?);
    }
    Ok(())
}

/// The accounts with this address, else with this handle, else with this name, the newest first: id, address, whether it is
/// closed.
pub fn named(tx: &mut Tx<'_>, url: &str, handle: &str, name: &str) -> Result<Vec<(String, String, bool)>, Error> {
    for (column, value) in [("url", url), ("handle", handle), ("name", name)] {
        let sql = format!("SELECT id, url, status FROM sns_accounts WHERE {column} = ?1 ORDER BY id DESC");
        let found = tx.query(&sql, &[value.into()], |row| {
            let id = row.text(0)?;
            let place = row.opt_text(1)?.unwrap_or_else(|| id.clone());
            Ok((id, place, row.text(2)? == "closed"))
        })?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// The accounts that are not closed.
pub fn open(tx: &mut Tx<'_>) -> Result<Vec<Sns>, Error> {
    let sql = "SELECT r.record FROM sns_records r JOIN sns_accounts a ON a.id = r.id
               WHERE a.status <> 'closed' ORDER BY a.id";
    parsed(tx.query(sql, &[], |row| row.text(0))?)
}

/// The accounts that are not closed, with who does what for them.
pub fn held(tx: &mut Tx<'_>) -> Result<Vec<Held>, Error> {
    let held = |sns: Sns| {
        let one = |duty: Duty, name: Option<String>| name.map(|name| (duty, name));
        let people = one(Duty::Owner, sns.owner)
            .into_iter()
            .chain(one(Duty::Deputy, sns.deputy))
            .chain(sns.operators.into_iter().map(|name| (Duty::Operators, name)))
            .chain(one(Duty::RecoveryHolder, sns.recovery_holder))
            .chain(one(Duty::FactorHolder, sns.factor_holder))
            .chain(one(Duty::CodesHolder, sns.codes_holder));
        Held {
            register: Register::Sns,
            id: sns.id,
            number: None,
            title: sns.name,
            section: sns.section,
            since: sns.owner_since,
            revision: sns.revision,
            people: people.collect(),
        }
    };
    Ok(open(tx)?.into_iter().map(held).collect())
}

fn parsed(texts: Vec<String>) -> Result<Vec<Sns>, Error> {
    texts.into_iter().map(|text| serde_json::from_str(&text).map_err(Error::from)).collect()
}

/// Writes the record and its row; false if the stored revision is not the expected one. None is expected of a new one.
pub fn save(tx: &mut Tx<'_>, sns: &Sns, expected: Option<i64>) -> Result<bool, Error> {
    let sql = if expected.is_none() { include_str!("insert.sql") } else { include_str!("update.sql") };
    let mut values: Vec<Value> = vec![
        sns.id.as_str().into(),
        sns.medium.code().into(),
        sns.name.as_str().into(),
        sns.handle.clone().into(),
        sns.url.clone().into(),
        sns.section.clone().into(),
        sns.owner.clone().into(),
        sns.status.code().into(),
        sns.opened_on.clone().into(),
        sns.last_post_on.clone().into(),
        sns.closed_on.clone().into(),
        search_text(sns).into(),
        sns.revision.into(),
    ];
    values.extend(expected.map(Value::from));
    if tx.execute(sql, &values)? == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO sns_records (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        &[sns.id.as_str().into(), serde_json::to_string(sns)?.into()],
    )?;
    crate::due::store::mark(tx, "sns", &sns.id)?;
    crate::company::keep_parties(tx, Register::Sns, &sns.id, crate::company::operators(sns))?;
    Ok(true)
}

fn search_text(sns: &Sns) -> String {
    let own = [
        Some(sns.name.as_str()),
        sns.handle.as_deref(),
        sns.url.as_deref(),
        sns.section.as_deref(),
        sns.owner.as_deref(),
        sns.deputy.as_deref(),
        sns.purpose.as_deref(),
    ];
    let parts = own.into_iter().flatten().chain(sns.operators.iter().map(String::as_str));
    parts.map(crate::fold::fold).collect::<Vec<_>>().join("\n")
}

/// What tells each account, in the order in which they were made.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    // The end of one that is closed without a day is empty.
    let sql = "SELECT id, coalesce(url, ''), name, section,
                      CASE WHEN status = 'closed' THEN coalesce(closed_on, '') END
               FROM sns_accounts ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity {
            id: row.text(0)?,
            number: None,
            title: row.text(1)?,
            partner: row.text(2)?,
            section: row.opt_text(3)?,
            start: None,
            end: row.opt_text(4)?,
            amount: None,
            renewed_from: None,
        })
    })?)
}

/// The accounts that name a record of another register: id, name, and whether they have not closed.
pub fn naming(tx: &mut Tx<'_>, id: &str) -> Result<Vec<(String, String, bool)>, Error> {
    let sql = "SELECT record FROM sns_records WHERE instr(record, ?1) > 0 ORDER BY id";
    let found = parsed(tx.query(sql, &[id.into()], |row| row.text(0))?)?.into_iter();
    let own =
        found.filter(|account| [&account.contract, &account.cloud].into_iter().flatten().any(|named| named == id));
    Ok(own.map(|account| (account.id, account.name, account.status != SnsStatus::Closed)).collect())
}

/// Whether another account has this approval number.
pub fn number_taken(tx: &mut Tx<'_>, number: &str, id: &str) -> Result<bool, Error> {
    Ok(all(tx)?.iter().any(|other| other.id != id && other.number.as_deref() == Some(number)))
}

/// Names of the other accounts that are not closed and are the same on their medium, however each was typed.
pub fn same(tx: &mut Tx<'_>, sns: &Sns) -> Result<Vec<String>, Error> {
    let own = sns.address();
    let sql = "SELECT name, url, handle FROM sns_accounts
               WHERE medium = ?1 AND id <> ?2 AND status <> 'closed' ORDER BY id";
    let others = tx.query(sql, &[sns.medium.code().into(), sns.id.as_str().into()], |row| {
        Ok((row.text(0)?, row.opt_text(1)?, row.opt_text(2)?))
    })?;
    let same = |url: &Option<String>, handle: &Option<String>| {
        super::same(&own, &super::read_address(url.as_deref(), handle.as_deref(), sns.medium))
    };
    Ok(others.into_iter().filter(|(_, url, handle)| same(url, handle)).map(|(name, ..)| name).collect())
}

/// Takes out an account.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    crate::due::store::forget(tx, "sns", id)?;
    crate::company::keep_parties(tx, Register::Sns, id, Vec::new())?;
    tx.execute("DELETE FROM sns_records WHERE id = ?1", &[id.into()])?;
    tx.execute("DELETE FROM sns_accounts WHERE id = ?1", &[id.into()])?;
    Ok(())
}
