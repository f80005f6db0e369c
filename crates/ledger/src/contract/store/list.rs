//! The list of contracts: what it asks for, its rows, and how they are found without reading any record.

use chrono::NaiveDate;
use db::{DbError, Row, Tx, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::filter::Filter;
use crate::problem::Error;
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
