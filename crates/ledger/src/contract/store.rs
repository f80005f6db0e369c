//! Contracts in the database: the narrow row that lists use, the record itself, and annexes as signed.

use chrono::{Datelike, NaiveDate};
use db::{DbError, Row, Tx, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::derived::ContractColumns;
use super::{Contract, REGISTER};
use crate::catalogue::AnnexKind;
use crate::due::{Due, store as dues};
use crate::filter::Filter;
use crate::problem::Error;
use crate::register::{Duty, Held, Identity, Load, Register};
use crate::wording::{Lang, text};

/// Where a contract is in its life, judged by its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ContractStatus")]
pub enum Status {
    /// Not signed, and its term has not begun.
    Draft,
    /// Signed, and its term has not begun.
    Signed,
    /// Its term has begun (履行中).
    Running,
    /// Its term is over, and it is not closed.
    Ended,
    /// Closed.
    Closed,
}

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ContractQuery {
    /// Words that all occur in number, title, contractor, section or owner.
    pub text: Option<String>,
    /// Contracts whose term touches this fiscal year.
    pub fiscal_year: Option<i32>,
    /// Contracts in this state.
    pub status: Option<Status>,
    /// Contracts of the section with this name.
    pub section: Option<String>,
    /// Whether personal information is handled.
    pub personal_info: Option<bool>,
    /// Whether My Number work is entrusted.
    pub my_number: Option<bool>,
    /// Whether there are findings.
    pub findings: Option<bool>,
    /// Whether something is unknown.
    pub unknown: Option<bool>,
    /// A column of the list.
    pub sort: Option<String>,
    /// Greatest first.
    pub descending: Option<bool>,
    /// Rows to leave out at the beginning.
    pub offset: Option<i64>,
    /// Rows to give, at most 500.
    pub limit: Option<i64>,
}

/// The next thing to do for a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NextDue {
    /// ISO date.
    pub on: String,
    /// In words.
    pub title: String,
    /// Whether the date has passed.
    pub overdue: bool,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractRow {
    /// Id.
    pub id: String,
    /// Number.
    pub number: Option<String>,
    /// Title.
    pub title: String,
    /// Name of the contractor.
    pub contractor: String,
    /// Section.
    pub section: Option<String>,
    /// Owner.
    pub owner: Option<String>,
    /// ISO date.
    pub starts_on: Option<String>,
    /// ISO date.
    pub ends_on: Option<String>,
    /// Yen.
    pub amount_yen: Option<i64>,
    /// The next due date.
    pub next_due: Option<NextDue>,
    /// Number of findings.
    pub findings: i64,
    /// Number of requirements that cannot be decided.
    pub unknown: i64,
    /// Where it is in its life.
    pub status: Status,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ContractPage {
    /// Rows of the page.
    pub rows: Vec<ContractRow>,
    /// Rows that match.
    pub total: i64,
    /// Contracts in the register.
    pub all: i64,
}

/// What a query keeps on a day.
fn filter_of(query: &ContractQuery, today: NaiveDate) -> Filter {
    let mut filter = Filter::all();
    let today = today.to_string();
    filter.words(query.text.as_deref());
    if let Some(year) = query.fiscal_year {
        let (first, last) = (format!("{year}-04-01"), format!("{}-03-31", year.saturating_add(1)));
        filter.add(
            "(starts_on IS NULL OR starts_on <= {}) AND (ends_on IS NULL OR ends_on >= {})",
            [last.into(), first.into()],
        );
    }
    match query.status {
        None => {}
        Some(Status::Closed) => filter.add("closed_on IS NOT NULL", []),
        Some(Status::Ended) => filter.add("closed_on IS NULL AND ends_on < {}", [today.into()]),
        Some(Status::Running) => filter.add(
            "closed_on IS NULL AND starts_on <= {} AND (ends_on IS NULL OR ends_on >= {})",
            [today.clone().into(), today.into()],
        ),
        Some(Status::Signed) => filter.add(
            "closed_on IS NULL AND signed_on IS NOT NULL AND (starts_on IS NULL OR starts_on > {})
             AND (ends_on IS NULL OR ends_on >= {})",
            [today.clone().into(), today.into()],
        ),
        Some(Status::Draft) => filter.add(
            "closed_on IS NULL AND (ends_on IS NULL OR ends_on >= {})
             AND signed_on IS NULL AND (starts_on IS NULL OR starts_on > {})",
            [today.clone().into(), today.into()],
        ),
    }
    filter.equal("section", query.section.as_deref());
    for (column, wanted) in [("personal_info", query.personal_info), ("my_number", query.my_number)] {
        if let Some(wanted) = wanted {
            filter.add(&format!("{column} = {{}}"), [wanted.into()]);
        }
    }
    for (column, wanted) in [("findings", query.findings), ("unknown", query.unknown)] {
        match wanted {
            Some(true) => filter.add(&format!("{column} > 0"), []),
            Some(false) => filter.add(&format!("{column} = 0"), []),
            None => {}
        }
    }
    filter
}

/// The column to sort by.
fn sort_column(query: &ContractQuery) -> &'static str {
    match query.sort.as_deref() {
        Some("title") => "title",
        Some("contractor") => "contractor",
        Some("section") => "section",
        Some("starts_on") => "starts_on",
        Some("ends_on") => "ends_on",
        Some("amount_yen") => "amount_yen",
        Some("next_due") => "next_due_on",
        Some("findings") => "findings",
        _ => "number",
    }
}

const LIST_COLUMNS: &str = "id, number, title, contractor, section, owner, starts_on, ends_on, amount_yen,
    next_due_on, next_due_rule, findings, unknown, signed_on, closed_on";

pub fn list(tx: &mut Tx<'_>, query: &ContractQuery, today: NaiveDate, lang: Lang) -> Result<ContractPage, Error> {
    let filter = filter_of(query, today);
    let all = tx.query_one("SELECT count(*) FROM contracts", &[], |row| row.integer(0))?.unwrap_or(0);
    let (limit, offset) = (query.limit.unwrap_or(100).clamp(0, 500), query.offset.unwrap_or(0).max(0));
    let direction = if query.descending == Some(true) { "DESC" } else { "ASC" };
    let places = filter.values.len();
    // One scan finds, counts and sorts, in the narrow index where it suffices; only the rows of the page are read whole.
    // Unknown values come last in both directions, and equal ones by id.
    let sql = format!(
        "WITH hits AS MATERIALIZED (SELECT id AS hit, {column} AS sorted FROM contracts WHERE {condition}),
              page AS (SELECT hit, sorted FROM hits ORDER BY sorted IS NULL, sorted {direction}, hit {direction}
                       LIMIT ?{limit} OFFSET ?{offset})
         SELECT {LIST_COLUMNS}, (SELECT count(*) FROM hits) FROM page JOIN contracts ON id = hit
         ORDER BY sorted IS NULL, sorted {direction}, hit {direction}",
        column = sort_column(query),
        condition = filter.sql,
        limit = places + 1,
        offset = places + 2,
    );
    let sought: Vec<Value> = filter.values.iter().cloned().chain([limit.into(), offset.into()]).collect();
    let mut total = None;
    let rows = tx.query(&sql, &sought, |row| {
        total = Some(row.integer(15)?);
        list_row(row, today, lang)
    })?;
    // A page beyond the end, or of no rows, does not tell how many there are.
    let total = match total {
        Some(total) => total,
        None if offset == 0 && limit > 0 => 0,
        None => count(tx, &filter)?,
    };
    Ok(ContractPage { rows, total, all })
}

fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<i64, Error> {
    let sql = format!("SELECT count(*) FROM contracts WHERE {}", filter.sql);
    Ok(tx.query_one(&sql, &filter.values, |row| row.integer(0))?.unwrap_or(0))
}

/// How many contracts match.
pub fn matching(tx: &mut Tx<'_>, query: &ContractQuery, today: NaiveDate) -> Result<i64, Error> {
    count(tx, &filter_of(query, today))
}

/// Sums of findings and of undecided requirements over the whole register.
pub fn sums(tx: &mut Tx<'_>) -> Result<(i64, i64), Error> {
    let sql = "SELECT coalesce(sum(findings), 0), coalesce(sum(unknown), 0) FROM contracts";
    let found = tx.query_one(sql, &[], |row| Ok((row.integer(0)?, row.integer(1)?)))?;
    Ok(found.unwrap_or_default())
}

fn list_row(row: &Row<'_>, today: NaiveDate, lang: Lang) -> Result<ContractRow, DbError> {
    let (starts_on, ends_on) = (row.opt_text(6)?, row.opt_text(7)?);
    let (signed_on, closed_on) = (row.opt_text(13)?, row.opt_text(14)?);
    let next_due = match (row.opt_text(9)?, row.opt_text(10)?) {
        (Some(on), Some(rule)) => {
            let overdue = on < today.to_string();
            Some(NextDue { title: text(lang, &format!("due.{rule}.short"), &[]), overdue, on })
        }
        _ => None,
    };
    Ok(ContractRow {
        id: row.text(0)?,
        number: row.opt_text(1)?,
        title: row.text(2)?,
        contractor: row.text(3)?,
        section: row.opt_text(4)?,
        owner: row.opt_text(5)?,
        status: status(signed_on.as_deref(), starts_on.as_deref(), ends_on.as_deref(), closed_on.as_deref(), today),
        starts_on,
        ends_on,
        amount_yen: row.opt_integer(8)?,
        next_due,
        findings: row.integer(11)?,
        unknown: row.integer(12)?,
    })
}

/// Where a contract with these ISO dates is in its life.
pub fn status(
    signed: Option<&str>,
    starts: Option<&str>,
    ends: Option<&str>,
    closed: Option<&str>,
    today: NaiveDate,
) -> Status {
    let today = today.to_string();
    if closed.is_some() {
        Status::Closed
    } else if ends.is_some_and(|ends| ends < today.as_str()) {
        Status::Ended
    } else if starts.is_some_and(|starts| starts <= today.as_str()) {
        Status::Running
    } else if signed.is_some() {
        Status::Signed
    } else {
        Status::Draft
    }
}

pub fn load(tx: &mut Tx<'_>, id: &str) -> Result<Option<Contract>, Error> {
    let text = tx.query_one("SELECT record FROM contract_records WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    text.map(|text| read(&text)).transpose()
}

/// A record as it is kept; one that an earlier version of the program wrote gets what it did not know.
fn read(text: &str) -> Result<Contract, Error> {
    let mut contract: Contract = serde_json::from_str(text)?;
    contract.number_subcontracts();
    Ok(contract)
}

pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Contract>, Error> {
    let sql = "SELECT r.record FROM contract_records r JOIN contracts c ON c.id = r.id ORDER BY c.number, c.id";
    parsed(tx.query(sql, &[], |row| row.text(0))?)
}

/// Every record as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, mut see: impl FnMut(&str, String) -> Result<(), Error>) -> Result<(), Error> {
    let rows =
        tx.query("SELECT id, record FROM contract_records ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))?;
    rows.into_iter().try_for_each(|(id, record)| see(&id, record))
}

/// Contracts whose derived columns may have changed by this day.
pub fn to_recheck(tx: &mut Tx<'_>, today: NaiveDate, limit: i64) -> Result<Vec<Contract>, Error> {
    let sql = "SELECT r.record FROM contract_records r JOIN contracts c ON c.id = r.id
               WHERE c.recheck_on <= ?1 ORDER BY c.recheck_on LIMIT ?2";
    parsed(tx.query(sql, &[today.to_string().into(), limit.into()], |row| row.text(0))?)
}

fn parsed(texts: Vec<String>) -> Result<Vec<Contract>, Error> {
    texts.iter().map(|text| read(text)).collect()
}

/// Every contract is to be looked at again.
pub fn mark_all_for_recheck(tx: &mut Tx<'_>) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = ''", &[])?;
    Ok(())
}

/// A contract is to be looked at again, because something beside it changed.
pub fn mark_for_recheck(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = '' WHERE id = ?1", &[id.into()])?;
    Ok(())
}

/// Ids of the contracts that are not closed and bear this name in a column.
pub fn open_with(tx: &mut Tx<'_>, column: &str, name: &str) -> Result<Vec<String>, Error> {
    let sql = format!("SELECT id FROM contracts WHERE closed_on IS NULL AND {column} = ?1 ORDER BY id");
    Ok(tx.query(&sql, &[name.into()], |row| row.text(0))?)
}

/// How many open contracts each owner has in each section.
pub fn loads(tx: &mut Tx<'_>) -> Result<Vec<Load>, Error> {
    let sql = "SELECT owner, section, count(*) FROM contracts WHERE closed_on IS NULL GROUP BY owner, section";
    Ok(tx.query(sql, &[], |row| {
        let (name, section) = (row.opt_text(0)?, row.opt_text(1)?);
        Ok(Load { register: Register::Contract, name, section, count: row.integer(2)? })
    })?)
}

/// The open contracts of an owner, or those that have none.
pub fn held(tx: &mut Tx<'_>, owner: Option<&str>, limit: i64) -> Result<Vec<Held>, Error> {
    let sql = "SELECT r.record FROM contracts c JOIN contract_records r ON r.id = c.id
               WHERE c.closed_on IS NULL AND c.owner = ?1 ORDER BY c.number, c.id LIMIT ?2";
    let ownerless = "SELECT r.record FROM contracts c JOIN contract_records r ON r.id = c.id
               WHERE c.closed_on IS NULL AND c.owner IS NULL ORDER BY c.number, c.id LIMIT ?1";
    let texts = match owner {
        Some(owner) => tx.query(sql, &[owner.into(), limit.into()], |row| row.text(0))?,
        None => tx.query(ownerless, &[limit.into()], |row| row.text(0))?,
    };
    let held = |contract: Contract| Held {
        register: Register::Contract,
        id: contract.id,
        number: contract.number,
        title: contract.title,
        section: contract.section,
        since: contract.owner_since,
        revision: contract.revision,
        people: contract.owner.into_iter().map(|owner| (Duty::Owner, owner)).collect(),
    };
    Ok(parsed(texts)?.into_iter().map(held).collect())
}

/// The contracts of an owner are to be looked at again.
pub fn mark_owner_for_recheck(tx: &mut Tx<'_>, owner: &str) -> Result<(), Error> {
    tx.execute("UPDATE contracts SET recheck_on = '' WHERE owner = ?1", &[owner.into()])?;
    Ok(())
}

/// The version of the catalogue for which the derived columns were computed.
pub fn derived_for(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'derived_for'", &[], |row| row.text(0))?)
}

pub fn set_derived_for(tx: &mut Tx<'_>, version: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('derived_for', ?1, 1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        &[version.into()],
    )?;
    Ok(())
}

/// The terms of a lineage in order: id, title, term, start and end.
pub fn terms(tx: &mut Tx<'_>, lineage: &str) -> Result<Vec<super::Term>, Error> {
    let sql = "SELECT id, title, term, starts_on, ends_on FROM contracts WHERE lineage = ?1 ORDER BY term";
    Ok(tx.query(sql, &[lineage.into()], |row| {
        Ok(super::Term {
            id: row.text(0)?,
            title: row.text(1)?,
            term: u32::try_from(row.integer(2)?).unwrap_or(u32::MAX),
            starts_on: row.opt_text(3)?,
            ends_on: row.opt_text(4)?,
        })
    })?)
}

pub fn renewal_of(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT id FROM contracts WHERE renewed_from = ?1", &[id.into()], |row| row.text(0))?)
}

/// The contract with this number whose term begins last.
pub fn newest_with_number(tx: &mut Tx<'_>, number: &str) -> Result<Option<String>, Error> {
    let sql = "SELECT id FROM contracts WHERE number = ?1 ORDER BY starts_on IS NULL, starts_on DESC, id DESC LIMIT 1";
    Ok(tx.query_one(sql, &[number.into()], |row| row.text(0))?)
}

/// Whether another lineage uses this number in the same fiscal year.
pub fn number_taken(tx: &mut Tx<'_>, contract: &Contract) -> Result<bool, Error> {
    let Some(number) = &contract.number else { return Ok(false) };
    let sql = "SELECT starts_on FROM contracts WHERE number = ?1 AND lineage <> ?2";
    let others = tx.query(sql, &[number.as_str().into(), contract.lineage.as_str().into()], |row| row.opt_text(0))?;
    let year = |on: &Option<String>| {
        on.as_ref()
            .and_then(|on| on.parse::<NaiveDate>().ok())
            .map(|on| if on.month() >= 4 { on.year() } else { on.year() - 1 })
    };
    let own = year(&contract.starts_on);
    Ok(others.iter().any(|other| year(other) == own))
}

/// Writes the record, as JSON too, and its row; false if the stored revision is not the expected one.
pub fn save(
    tx: &mut Tx<'_>,
    contract: &Contract,
    record: String,
    row: &ContractColumns,
    expected: i64,
) -> Result<bool, Error> {
    let sql = if expected == 0 { include_str!("insert.sql") } else { include_str!("update.sql") };
    let next = if expected == 0 { row.dues.first() } else { next_open(tx, &contract.id, &row.dues)? };
    let mut values = columns(contract, row, next);
    if expected > 0 {
        values.push(expected.into());
    }
    let touched = match tx.execute(sql, &values) {
        Err(DbError::Conflict { .. }) if expected == 0 => 0,
        other => other?,
    };
    if touched == 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO contract_records (id, record) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET record = excluded.record",
        &[contract.id.as_str().into(), record.into()],
    )?;
    if expected == 0 {
        dues::add(tx, REGISTER, &contract.id, &row.dues)?;
    } else {
        dues::keep(tx, REGISTER, &contract.id, &row.dues)?;
        dues::mark_of_contract(tx, &contract.id)?;
    }
    Ok(true)
}

/// The nearest due date about which nobody has said that it is done or does not apply.
fn next_open<'d>(tx: &mut Tx<'_>, id: &str, dues: &'d [Due]) -> Result<Option<&'d Due>, Error> {
    let acts = dues::acts(tx, Some((REGISTER, id)))?;
    let settled = |due: &Due| acts.iter().any(|act| act.is_settled() && act.is_about(due));
    Ok(dues.iter().find(|due| !settled(due)))
}

fn columns(contract: &Contract, row: &ContractColumns, next: Option<&Due>) -> Vec<Value> {
    vec![
        contract.id.as_str().into(),
        contract.number.clone().into(),
        contract.title.as_str().into(),
        contract.contractor.name.as_str().into(),
        contract.section.clone().into(),
        contract.owner.clone().into(),
        contract.signed_on.clone().into(),
        contract.starts_on.clone().into(),
        contract.ends_on.clone().into(),
        contract.closed_on.clone().into(),
        contract.amount_yen.into(),
        row.personal_info.into(),
        row.my_number.into(),
        contract.lineage.as_str().into(),
        i64::from(contract.term).into(),
        contract.renewed_from.clone().into(),
        row.search_text.as_str().into(),
        contract.revision.into(),
        row.findings.into(),
        row.unknown.into(),
        next.map(|next| crate::date::iso(next.due_on)).into(),
        next.map(|next| next.rule.clone()).into(),
        row.recheck_on.as_str().into(),
    ]
}

/// Renews the derived columns of a row without touching the record.
pub fn save_derived(tx: &mut Tx<'_>, id: &str, row: &ContractColumns) -> Result<(), Error> {
    let next = next_open(tx, id, &row.dues)?;
    tx.execute(
        include_str!("derive.sql"),
        &[
            id.into(),
            row.findings.into(),
            row.unknown.into(),
            next.map(|next| crate::date::iso(next.due_on)).into(),
            next.map(|next| next.rule.clone()).into(),
            row.recheck_on.as_str().into(),
            row.search_text.as_str().into(),
        ],
    )?;
    dues::keep(tx, REGISTER, id, &row.dues)
}

pub fn keep_annex(tx: &mut Tx<'_>, id: &str, kind: AnnexKind, paper: &str, hash: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO contract_annexes (contract_id, kind, paper, hash) VALUES (?1, ?2, ?3, ?4)",
        &[id.into(), kind.code().into(), paper.into(), hash.into()],
    )?;
    Ok(())
}

/// Annexes as signed, as JSON with their hashes.
pub fn annexes(tx: &mut Tx<'_>, id: &str) -> Result<Vec<(String, String)>, Error> {
    let sql = "SELECT paper, hash FROM contract_annexes WHERE contract_id = ?1";
    Ok(tx.query(sql, &[id.into()], |row| Ok((row.text(0)?, row.text(1)?)))?)
}

/// What tells each contract, in the order in which they were made.
pub fn identities(tx: &mut Tx<'_>) -> Result<Vec<Identity>, Error> {
    let sql = "SELECT id, number, title, contractor, section, starts_on, ends_on, renewed_from, amount_yen
         FROM contracts ORDER BY id";
    Ok(tx.query(sql, &[], |row| {
        Ok(Identity {
            id: row.text(0)?,
            number: row.opt_text(1)?,
            title: row.text(2)?,
            partner: row.text(3)?,
            section: row.opt_text(4)?,
            start: row.opt_text(5)?,
            end: row.opt_text(6)?,
            renewed_from: row.opt_text(7)?,
            amount: row.opt_integer(8)?,
        })
    })?)
}

/// Takes out a contract that was never signed here.
pub fn remove(tx: &mut Tx<'_>, id: &str) -> Result<(), Error> {
    dues::forget(tx, REGISTER, id)?;
    for sql in [
        "UPDATE contracts SET renewed_from = NULL WHERE renewed_from = ?1",
        "DELETE FROM contract_records WHERE id = ?1",
        "DELETE FROM contracts WHERE id = ?1",
    ] {
        tx.execute(sql, &[id.into()])?;
    }
    Ok(())
}
