//! What records were at each of their versions, for views that ask who or what was there before.
//! Deliberately not here: the words for people, and whether the chain is whole.

use chrono::{DateTime, TimeDelta};
use db::Tx;
use serde_json::Value as Json;

use super::{Op, store};
use crate::ledger::Ledger;
use crate::problem::Error;

/// A record as one row of the history left it.
pub(crate) struct RecordVersion {
    /// ISO date in Japan on which it was written.
    pub on: String,
    /// Code of the operation.
    pub op: String,
    /// The record; none if it was taken out.
    pub after: Option<Json>,
}

/// A change of one record as the history keeps it.
pub(crate) struct RecordChange {
    /// Register.
    pub register: String,
    /// What it was; none if it was made.
    pub before: Option<Json>,
    /// What it became.
    pub after: Option<Json>,
}

impl Ledger {
    /// Every version of a record, the oldest first.
    pub(crate) fn record_versions(&mut self, register: &str, record: &str) -> Result<Vec<RecordVersion>, Error> {
        let rows = self.read(|tx| store::of_record(tx, register, record))?;
        let version = |row: store::Row| {
            let after = row.after.map(|text| serde_json::from_str(&text)).transpose()?;
            Ok(RecordVersion { on: day_in_japan(&row.at), op: row.op, after })
        };
        rows.into_iter().rev().map(version).collect()
    }

    /// What an operation changed in the rows of these numbers.
    pub(crate) fn changes_of(&mut self, op: Op, numbers: (i64, i64)) -> Result<Vec<RecordChange>, Error> {
        let rows = self.read(|tx| store::between(tx, op.code(), numbers))?;
        let change = |row: store::Row| {
            let parse = |text: Option<String>| text.map(|text| serde_json::from_str(&text)).transpose();
            let (before, after) = (parse(row.before)?, parse(row.after)?);
            Ok(RecordChange { register: row.register, before, after })
        };
        rows.into_iter().map(change).collect()
    }
}

/// The sections in which people were before the one they are in, each with the id of the person.
pub(crate) fn former_sections(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    for (person, before) in store::before(tx, "person")? {
        let before: Json = serde_json::from_str(&before)?;
        if let Some(section) = before.get("section").and_then(Json::as_str) {
            found.push((person, section.to_owned()));
        }
    }
    Ok(found)
}

/// The day in Japan (UTC+9) on which something was written.
fn day_in_japan(at: &str) -> String {
    let instant = DateTime::parse_from_rfc3339(at).map(|at| at.naive_utc() + TimeDelta::hours(9));
    instant.map_or_else(|_| at.chars().take(10).collect(), |instant| instant.date().to_string())
}
