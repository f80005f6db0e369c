//! Lists of companies: filtered, counted, sorted and paged by the database.

use chrono::NaiveDate;
use db::{Tx, Value};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::filter::Filter;
use crate::problem::Error;

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct CompanyQuery {
    /// Words that all occur in names, spellings, number, representative, address or remark.
    pub text: Option<String>,
    /// Companies with findings, or without.
    pub findings: Option<bool>,
    /// Companies that are abroad themselves or by who controls them, or not.
    pub abroad: Option<bool>,
    /// Companies that are suspended from designation today, or not.
    pub suspended: Option<bool>,
    /// Companies without a corporate number, or with one.
    pub number_missing: Option<bool>,
    /// Companies that stand behind a contract that is not over.
    pub running: Option<bool>,
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
pub struct CompanyRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Whether it or who controls it is abroad.
    pub abroad: bool,
    /// Whether it is suspended from designation today.
    pub suspended: bool,
    /// Number of contracts that name it, as contractor or below.
    pub contracts: i64,
    /// Number of those that are not over.
    pub running: i64,
    /// Number of cloud uses.
    pub clouds: i64,
    /// Number of accounts.
    pub accounts: i64,
    /// Number of findings.
    pub findings: i64,
    /// Whether somebody keeps it; else only records name it.
    pub kept: bool,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CompanyPage {
    /// Rows of the page.
    pub rows: Vec<CompanyRow>,
    /// Rows that match.
    pub total: i64,
    /// Companies in the register.
    pub all: i64,
}

/// Whether a company is suspended on a day.
fn suspended(day: &str) -> String {
    format!("(c.suspended_from IS NOT NULL AND c.suspended_from <= {day} AND c.suspended_until >= {day})")
}

/// The records of a register that name a company, as the rest of a subquery.
const BEHIND: &str = "FROM party_names n JOIN parties p
    ON p.name_key = n.name_key AND p.corporate_number = n.corporate_number WHERE n.contractor_id = c.id";

/// How many findings a company has on a day; the same rules as `rules.rs` says in words.
fn findings(day: &str) -> String {
    format!(
        "(c.conflicts
          + (CASE WHEN c.lapses_on < {day} AND EXISTS (SELECT 1 {BEHIND} AND p.register = 'contract' AND p.until_on >= {day})
             THEN 1 ELSE 0 END)
          + (SELECT count(DISTINCT p.record_id) {BEHIND} AND c.suspended_from IS NOT NULL AND p.register = 'contract'
             AND p.tier = 0 AND p.from_on >= c.suspended_from AND p.from_on <= c.suspended_until))"
    )
}

fn filter_of(query: &CompanyQuery, today: &str) -> Filter {
    let mut filter = Filter::all();
    filter.add("c.merged_into IS NULL", []);
    for word in query.text.iter().flat_map(|text| text.split_whitespace()) {
        let folded = crate::fold::fold(word);
        if !folded.is_empty() {
            filter.add(
                "(instr(c.search_text, {}) > 0 OR instr(c.seen_text, {}) > 0)",
                [folded.clone().into(), folded.into()],
            );
        }
    }
    let not = |wanted: bool| if wanted { "" } else { "NOT " };
    if let Some(abroad) = query.abroad {
        filter.add("c.abroad = {}", [abroad.into()]);
    }
    if let Some(wanted) = query.suspended {
        filter.add(&format!("{}{}", not(wanted), suspended("{}")), [today.into(), today.into()]);
    }
    if let Some(missing) = query.number_missing {
        filter.add(if missing { "c.corporate_number IS NULL" } else { "c.corporate_number IS NOT NULL" }, []);
    }
    if let Some(wanted) = query.running {
        let condition =
            format!("{}EXISTS (SELECT 1 {BEHIND} AND p.register = 'contract' AND p.until_on >= {{}})", not(wanted));
        filter.add(&condition, [today.into()]);
    }
    if let Some(wanted) = query.findings {
        let sign = if wanted { ">" } else { "=" };
        filter.add(&format!("{} {sign} 0", findings("{}")), [today.into(), today.into()]);
    }
    filter
}

pub fn list(tx: &mut Tx<'_>, query: &CompanyQuery, today: NaiveDate) -> Result<CompanyPage, Error> {
    let today = today.to_string();
    let filter = filter_of(query, &today);
    let count = |tx: &mut Tx<'_>, condition: &str, values: &[Value]| -> Result<i64, Error> {
        let sql = format!("SELECT count(*) FROM contractors c WHERE {condition}");
        Ok(tx.query_one(&sql, values, |row| row.integer(0))?.unwrap_or(0))
    };
    let all = count(tx, "c.merged_into IS NULL", &[])?;
    let total = count(tx, &filter.sql, &filter.values)?;
    let direction = if query.descending == Some(true) { "DESC" } else { "ASC" };
    let places = filter.values.len();
    let day = format!("?{}", places + 3);
    let number_of = |condition: &str| format!("(SELECT count(DISTINCT p.record_id) {BEHIND} AND {condition})");
    let contracts = number_of("p.register = 'contract'");
    let running = number_of(&format!("p.register = 'contract' AND p.until_on >= {day}"));
    let (clouds, accounts) = (number_of("p.register = 'cloud'"), number_of("p.register = 'sns'"));
    let findings = findings(&day);
    let sorted = match query.sort.as_deref() {
        Some("corporate_number") => "c.corporate_number",
        Some("contracts") => &contracts,
        Some("running") => &running,
        Some("clouds") => &clouds,
        Some("accounts") => &accounts,
        Some("findings") => &findings,
        _ => "c.name",
    };
    let sql = format!(
        "SELECT c.id, c.name, c.corporate_number, c.abroad, CASE WHEN {suspended} THEN 1 ELSE 0 END, {contracts}, {running}, {clouds}, {accounts},
                {findings}, c.revision
         FROM (SELECT c.id AS hit, {sorted} AS sorted FROM contractors c WHERE {condition}
               ORDER BY {sorted} IS NULL, {sorted} {direction}, c.id {direction} LIMIT ?{limit} OFFSET ?{offset}) page
         JOIN contractors c ON c.id = page.hit
         ORDER BY page.sorted IS NULL, page.sorted {direction}, c.id {direction}",
        suspended = suspended(&day),
        condition = filter.sql,
        limit = places + 1,
        offset = places + 2,
    );
    let (limit, offset) = (query.limit.unwrap_or(100).clamp(0, 500), query.offset.unwrap_or(0).max(0));
    let values: Vec<Value> =
        filter.values.iter().cloned().chain([limit.into(), offset.into(), today.as_str().into()]).collect();
    let rows = tx.query(&sql, &values, |row| {
        Ok(CompanyRow {
            id: row.text(0)?,
            name: row.text(1)?,
            corporate_number: row.opt_text(2)?,
            abroad: row.integer(3)? != 0,
            suspended: row.integer(4)? != 0,
            contracts: row.integer(5)?,
            running: row.integer(6)?,
            clouds: row.integer(7)?,
            accounts: row.integer(8)?,
            findings: row.integer(9)?,
            kept: row.integer(10)? > 0,
        })
    })?;
    Ok(CompanyPage { rows, total, all })
}

/// A record that is not over, with the company behind it.
pub type Behind = (String, String, String, i64, Option<i64>, Option<String>, String);

/// Every record that is not over with the company behind it: company, its name, register, tier, yen, section, record.
pub fn concentration(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<Behind>, Error> {
    let sql = "SELECT c.id, c.name, p.register, min(p.tier), max(p.amount_yen), max(p.section), p.record_id
               FROM parties p JOIN party_names n ON n.name_key = p.name_key AND n.corporate_number = p.corporate_number
               JOIN contractors c ON c.id = n.contractor_id
               WHERE p.until_on >= ?1 GROUP BY c.id, c.name, p.register, p.record_id ORDER BY c.id";
    Ok(tx.query(sql, &[today.to_string().into()], |row| {
        Ok((
            row.text(0)?,
            row.text(1)?,
            row.text(2)?,
            row.integer(3)?,
            row.opt_integer(4)?,
            row.opt_text(5)?,
            row.text(6)?,
        ))
    })?)
}
