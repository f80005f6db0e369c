//! The history of every write: a chain of rows in which each carries the hash of the one before.
//! What a chain can and cannot prove is in SECURITY.md; which operation changes what is decided by the registers.

mod canonical;
mod op;
mod store;
mod versions;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use ts_rs::TS;

pub use canonical::{canonical, canonical_text};
pub use op::Op;
pub(crate) use versions::{RecordChange, RecordVersion, former_sections};

use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::wording;

/// A record that some rows of the history wrote.
pub(crate) struct Written {
    /// Its id.
    pub record: String,
    /// What it was before, as canonical JSON; none if those rows made it.
    pub before: Option<String>,
    /// Whether nothing wrote it since.
    pub untouched: bool,
}

/// The hash before the first row.
const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A change inside one transaction, with what it leaves in the history.
pub struct Writing<'a, 'tx> {
    /// The transaction, for the stores of the registers.
    pub tx: &'a mut Tx<'tx>,
    op: Op,
    actor: String,
    head: store::Head,
    noted: bool,
}

impl<'a, 'tx> Writing<'a, 'tx> {
    pub(crate) fn begin(tx: &'a mut Tx<'tx>, op: Op, actor: &str) -> Result<Self, Error> {
        let head = store::head(tx)?.unwrap_or(store::Head { seq: 0, hash: GENESIS.to_owned() });
        Ok(Self { tx, op, actor: actor.to_owned(), head, noted: false })
    }

    /// Appends one row: what this record was and what it is now.
    ///
    /// # Errors
    /// If the store refuses the row.
    pub fn note(
        &mut self,
        register: &str,
        record: &str,
        before: Option<&Json>,
        after: Option<&Json>,
    ) -> Result<(), Error> {
        self.note_text(register, record, before.map(canonical), after.map(canonical))
    }

    /// The same for records that are canonical JSON already.
    pub(crate) fn note_text(
        &mut self,
        register: &str,
        record: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<(), Error> {
        let mut row = store::Row {
            seq: self.head.seq + 1,
            id: uuid::Uuid::now_v7().to_string(),
            at: Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true),
            by: self.actor.clone(),
            op: self.op.code().to_owned(),
            register: register.to_owned(),
            record: record.to_owned(),
            before,
            after,
            previous: self.head.hash.clone(),
            hash: String::new(),
        };
        row.hash = hash(&row);
        let head = store::Head { seq: row.seq, hash: row.hash.clone() };
        store::append(self.tx, row)?;
        self.head = head;
        self.noted = true;
        Ok(())
    }

    /// Whether nothing was written to the ledger before.
    pub(crate) fn is_first(&self) -> bool {
        self.head.seq == 0
    }

    /// The account that is working.
    pub(crate) fn actor(&self) -> &str {
        &self.actor
    }

    /// Why a save found another revision: who saved it, and when.
    pub(crate) fn changed_elsewhere(&mut self, register: &str, record: &str) -> Error {
        store::of_record(self.tx, register, record).map_or_else(|error| error, |rows| saved_by(&rows))
    }

    /// Why something that was seen is no longer so: who wrote last, and when.
    pub(crate) fn changed_since(&mut self) -> Error {
        store::newest(self.tx, 0, 1).map_or_else(|error| error, |rows| saved_by(&rows))
    }

    /// The number that the next row will have.
    pub(crate) fn next_number(&self) -> i64 {
        self.head.seq + 1
    }

    /// The records that rows of these numbers wrote of a register, in order: each with what it was before the first of
    /// them, and whether nothing wrote it since the last.
    pub(crate) fn written(&mut self, register: &str, numbers: (i64, i64)) -> Result<Vec<Written>, Error> {
        store::written(self.tx, register, numbers)
    }

    pub(crate) fn end(self) -> Result<(), Error> {
        if self.noted { store::save_head(self.tx, &self.head) } else { Ok(()) }
    }
}

/// Who saved a record last, and when.
fn saved_by(rows: &[store::Row]) -> Error {
    let (by, at) = rows.first().map(|row| (row.by.as_str(), row.at.as_str())).unwrap_or_default();
    Problem::new("changed_elsewhere").with("by", by).with("at", at).into()
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// Hash of a row: SHA-256 over the previous hash, a line feed, and the row as canonical JSON without number and hash.
fn hash(row: &store::Row) -> String {
    // As `canonical(&content(row))`, without taking the record apart again.
    let size = row.before.as_ref().map_or(0, String::len) + row.after.as_ref().map_or(0, String::len);
    let mut text = Vec::with_capacity(size + size / 4 + 400);
    text.extend_from_slice(row.previous.as_bytes());
    text.push(b'\n');
    let fields = [
        ("{\"after\":", row.after.as_deref()),
        (",\"at\":", Some(row.at.as_str())),
        (",\"before\":", row.before.as_deref()),
        (",\"by\":", Some(row.by.as_str())),
        (",\"id\":", Some(row.id.as_str())),
        (",\"op\":", Some(row.op.as_str())),
        (",\"record\":", Some(row.record.as_str())),
        (",\"register\":", Some(row.register.as_str())),
    ];
    for (name, value) in fields {
        text.extend_from_slice(name.as_bytes());
        // Writing to a Vec cannot fail.
        let _ = serde_json::to_writer(&mut text, &value);
    }
    text.push(b'}');
    sha256(&text)
}

/// What of a row its hash is made over.
fn content(row: &store::Row) -> Json {
    serde_json::json!({
        "id": row.id, "at": row.at, "by": row.by, "op": row.op, "register": row.register,
        "record": row.record, "before": row.before, "after": row.after,
    })
}

/// One row of the history as people see it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct HistoryRow {
    /// Number in the chain, from 1.
    pub seq: i64,
    /// Id of the row.
    pub id: String,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// Which operation.
    pub op: String,
    /// The operation in words.
    pub op_text: String,
    /// Register of the record.
    pub register: String,
    /// Id of the record.
    pub record: String,
    /// Title or name of the record after (or before) the change.
    pub title: Option<String>,
    /// Hash of the row.
    pub hash: String,
    /// Which fields changed.
    pub changes: Vec<FieldChange>,
}

/// A field that a row changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FieldChange {
    /// Dotted path of the field.
    pub field: String,
    /// Value before.
    pub before: Option<String>,
    /// Value after.
    pub after: Option<String>,
}

/// The result of walking the chain.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Verification {
    /// Whether nothing was found.
    pub ok: bool,
    /// Number of rows.
    pub rows: i64,
    /// Hash of the last row.
    pub head: String,
    /// What was found.
    pub problems: Vec<ChainProblem>,
}

/// A break of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChainProblem {
    /// `edited`, `deleted`, `reordered`, `truncated` or `restored_copy` of the chain; `record_differs`, `record_missing`,
    /// `record_without_history` or `annex_differs` of what stands beside it.
    pub code: String,
    /// Row where it was noticed.
    pub seq: Option<i64>,
    /// The same in words.
    pub text: String,
}

/// The last row of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HistoryHead {
    /// Number of rows.
    pub seq: i64,
    /// Hash of the last row.
    pub hash: String,
}

impl Ledger {
    /// The whole history, a row a line, as the hashes were made over it.
    pub(crate) fn history_lines(&mut self) -> Result<Vec<u8>, Error> {
        let mut text = String::new();
        self.read(|tx| {
            store::walk(tx, |row| {
                let mut json = content(&row);
                json["seq"] = row.seq.into();
                json["hash"] = row.hash.into();
                text.push_str(&canonical(&json));
                text.push('\n');
            })
        })?;
        Ok(text.into_bytes())
    }

    /// The newest rows first, `limit` of them after `offset`.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn list_history(&mut self, offset: i64, limit: i64) -> Result<Vec<HistoryRow>, Error> {
        let rows = self.read(|tx| store::newest(tx, offset, limit))?;
        Ok(rows.into_iter().map(|row| self.worded(row)).collect())
    }

    /// All rows of one record, newest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn record_history(&mut self, register: &str, record: &str) -> Result<Vec<HistoryRow>, Error> {
        let rows = self.read(|tx| store::of_record(tx, register, record))?;
        Ok(rows.into_iter().map(|row| self.worded(row)).collect())
    }

    /// The record as it was at the end of a day in Japan, if it existed then.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub(crate) fn record_on(&mut self, register: &str, record: &str, on: NaiveDate) -> Result<Option<Json>, Error> {
        let text = self.read(|tx| store::last_before(tx, register, record, &end_of_day(on)))?;
        text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::from)
    }

    /// The end of the chain, to be printed and compared later.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn history_head(&mut self) -> Result<HistoryHead, Error> {
        let head = self.read(store::head)?.unwrap_or(store::Head { seq: 0, hash: GENESIS.to_owned() });
        Ok(HistoryHead { seq: head.seq, hash: head.hash })
    }

    /// Why a save found another revision: who saved it, and when.
    pub(crate) fn changed_elsewhere(&mut self, register: &str, record: &str) -> Error {
        self.read(|tx| store::of_record(tx, register, record)).map_or_else(|error| error, |rows| saved_by(&rows))
    }

    fn worded(&self, row: store::Row) -> HistoryRow {
        let parse = |text: &Option<String>| text.as_ref().and_then(|text| serde_json::from_str::<Json>(text).ok());
        let (before, after) = (parse(&row.before), parse(&row.after));
        let title = after.as_ref().or(before.as_ref()).and_then(|json| {
            ["title", "name", "service"].iter().find_map(|key| json.get(key)).and_then(Json::as_str).map(str::to_owned)
        });
        HistoryRow {
            seq: row.seq,
            id: row.id,
            at: row.at,
            op_text: wording::text(self.lang, &format!("op.{}", row.op), &[]),
            by: row.by,
            op: row.op,
            register: row.register,
            record: row.record,
            title,
            hash: row.hash,
            changes: changes(before.as_ref(), after.as_ref()),
        }
    }
}

/// A break of the chain as part of the locale key `chain.<code>`, with the row where it shows.
pub(crate) type Break = (&'static str, Option<i64>);

/// Walks the whole chain and names every break; `see` gets each row's register, record and what it says of the record.
pub(crate) fn check_chain(
    tx: &mut Tx<'_>,
    printed: Option<&str>,
    mut see: impl FnMut(&str, &str, Option<&str>),
) -> Result<(Vec<Break>, HistoryHead), Error> {
    let genesis = || HistoryHead { seq: 0, hash: GENESIS.to_owned() };
    let mut links = Vec::new();
    store::walk(tx, |row| {
        see(&row.register, &row.record, row.after.as_deref());
        links.push(Link::of(row));
    })?;
    let stored = store::head(tx)?.map_or_else(genesis, |head| HistoryHead { seq: head.seq, hash: head.hash });
    let last = links.last().map_or_else(genesis, |last| HistoryHead { seq: last.seq, hash: last.hash.clone() });
    Ok((breaks(&links, &stored, printed), last))
}

/// The first instant after a day in Japan (UTC+9), as the history writes instants.
fn end_of_day(on: NaiveDate) -> String {
    let midnight = on.and_hms_opt(15, 0, 0).unwrap_or_default();
    DateTime::<Utc>::from_naive_utc_and_offset(midnight, Utc).to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// What the chain needs of a row.
struct Link {
    seq: i64,
    previous: String,
    hash: String,
    sound: bool,
}

impl Link {
    fn of(row: store::Row) -> Self {
        Self { sound: hash(&row) == row.hash, seq: row.seq, previous: row.previous, hash: row.hash }
    }
}

/// Every break of the chain, with the row where it shows.
fn breaks(links: &[Link], stored: &HistoryHead, printed: Option<&str>) -> Vec<Break> {
    let known: BTreeSet<&str> = links.iter().map(|link| link.hash.as_str()).collect();
    let mut found = Vec::new();
    // Rows after which another is missing, or which were written anew with a hash that fits.
    let mut torn = Vec::new();
    let (mut seq, mut hash) = (0, GENESIS);
    for link in links {
        if link.seq != seq + 1 {
            found.push(("deleted", Some(seq + 1)));
        } else if link.previous != hash {
            if known.contains(link.previous.as_str()) || link.previous == GENESIS {
                found.push(("reordered", Some(link.seq)));
            } else {
                torn.push(seq);
            }
        }
        if !link.sound {
            found.push(("edited", Some(link.seq)));
        }
        (seq, hash) = (link.seq, &link.hash);
    }
    // The chain ends as it should and is too short: rows were taken out and the others numbered anew.
    let shortened = seq < stored.seq && hash == stored.hash;
    for seq in torn {
        let entry = if shortened { ("deleted", Some(seq + 1)) } else { ("edited", Some(seq)) };
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    if seq < stored.seq && !shortened {
        found.push(("truncated", Some(seq)));
    } else if hash != stored.hash && found.is_empty() {
        found.push(("edited", Some(seq)));
    }
    let printed = printed.map(|printed| printed.trim().to_ascii_lowercase()).filter(|printed| !printed.is_empty());
    if let Some(printed) = printed
        && (printed.len() < 8 || !known.iter().chain([&GENESIS]).any(|hash| hash.starts_with(&printed)))
    {
        found.push(("restored_copy", None));
    }
    found
}

/// The fields in which two records differ, as dotted paths with short values.
fn changes(before: Option<&Json>, after: Option<&Json>) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare("", before.unwrap_or(&Json::Null), after.unwrap_or(&Json::Null), &mut found);
    found
}

fn compare(path: &str, before: &Json, after: &Json, found: &mut Vec<FieldChange>) {
    if before == after || path == "revision" {
        return;
    }
    let empty = serde_json::Map::new();
    if path.matches('.').count() < 1
        && (before.is_object() || after.is_object())
        && (before.is_object() || before.is_null())
        && (after.is_object() || after.is_null())
    {
        let (old, new) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
        let mut keys: Vec<&String> = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))).collect();
        keys.sort();
        for key in keys {
            let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            compare(&inner, old.get(key).unwrap_or(&Json::Null), new.get(key).unwrap_or(&Json::Null), found);
        }
        return;
    }
    let short = |json: &Json| match json {
        Json::Null => None,
        Json::String(text) => Some(text.clone()),
        Json::Array(items) if items.is_empty() => None,
        other => Some(canonical(other)),
    };
    let (before, after) = (short(before), short(after));
    if before != after {
        found.push(FieldChange { field: path.to_owned(), before, after });
    }
}

#[cfg(test)]
mod tests;
