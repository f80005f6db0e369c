//! The log of what was told in the database: one row for each date, person, channel and moment, and one for each message.

use std::collections::BTreeMap;

use chrono::{Duration, SecondsFormat};
use db::{Row, Tx};

use super::{Channel, Digest, Outcome};
use crate::due::KeptDue;
use crate::problem::Error;

/// After so many minutes a message that is being sent is taken for one whose sender is gone.
const GONE_AFTER: i64 = 60;

/// What one person was told of over one channel.
#[derive(Default)]
pub struct Known(BTreeMap<Key, Row1>);

/// Register, record, rule, which of several, date, moment.
type Key = (String, String, String, String, String, String);

struct Row1 {
    told_on: String,
    at: String,
    outcome: String,
}

impl Row1 {
    /// Whether it was told, or is being told at this instant.
    fn holds(&self, now: &str) -> bool {
        self.outcome == Outcome::Told.code()
            || self.outcome == Outcome::Sending.code() && self.at.as_str() > before(now).as_str()
    }
}

fn key(due: &KeptDue, moment: &str) -> Key {
    let what = due.what.clone().unwrap_or_default();
    (due.register.clone(), due.id.clone(), due.rule.clone(), what, due.due_on.clone(), moment.to_owned())
}

/// The instant before which a sender is gone.
fn before(now: &str) -> String {
    let instant = chrono::DateTime::parse_from_rfc3339(now).ok();
    let before = instant.and_then(|now| now.checked_sub_signed(Duration::minutes(GONE_AFTER)));
    before.map(|at| at.to_utc().to_rfc3339_opts(SecondsFormat::Millis, true)).unwrap_or_default()
}

impl Known {
    /// Whether a date was told at a moment, or is being told.
    pub fn has(&self, due: &KeptDue, moment: &str, now: &str) -> bool {
        self.0.get(&key(due, moment)).is_some_and(|row| row.holds(now))
    }

    /// Whether anything was told on a day.
    pub fn told_on(&self, day: &str, now: &str) -> bool {
        self.0.values().any(|row| row.told_on == day && row.holds(now))
    }

    /// Whether a date was told after it had passed.
    pub fn told_after(&self, due: &KeptDue) -> bool {
        let own = self.0.range(key(due, "")..).take_while(|(key, _)| {
            key.0 == due.register
                && key.1 == due.id
                && key.2 == due.rule
                && key.3 == due.what.as_deref().unwrap_or_default()
                && key.4 == due.due_on
        });
        own.into_iter().any(|(_, row)| row.outcome == Outcome::Told.code() && row.told_on > due.due_on)
    }
}

/// What a person was told of.
pub fn known(tx: &mut Tx<'_>, channel: Channel, recipient: &str) -> Result<Known, Error> {
    let sql = "SELECT register, record_id, rule, what, due_on, moment, told_on, at, outcome FROM told
               WHERE channel = ?1 AND recipient = ?2";
    let rows = tx.query(sql, &[channel.code().into(), recipient.into()], |row: &Row<'_>| {
        let key = (row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?, row.text(4)?, row.text(5)?);
        Ok((key, Row1 { told_on: row.text(6)?, at: row.text(7)?, outcome: row.text(8)? }))
    })?;
    Ok(Known(rows.into_iter().collect()))
}

/// Takes the dates of a message for whoever sends it now.
pub fn take(tx: &mut Tx<'_>, digest: &Digest) -> Result<(), Error> {
    for item in &digest.items {
        for moment in &item.moments {
            tx.execute(
                "INSERT INTO told (channel, recipient, register, record_id, rule, what, due_on, moment, digest_id, told_on, at, outcome)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (channel, recipient, register, record_id, rule, what, due_on, moment)
                 DO UPDATE SET digest_id = excluded.digest_id, told_on = excluded.told_on, at = excluded.at, outcome = excluded.outcome",
                &[
                    digest.channel.code().into(),
                    digest.recipient.as_str().into(),
                    item.register.as_str().into(),
                    item.record.as_str().into(),
                    item.rule.as_str().into(),
                    item.what.as_deref().unwrap_or_default().into(),
                    item.due_on.as_str().into(),
                    moment.as_str().into(),
                    digest.id.as_str().into(),
                    digest.on.as_str().into(),
                    digest.at.as_str().into(),
                    digest.outcome.code().into(),
                ],
            )?;
        }
    }
    Ok(())
}

/// Keeps what became of a message.
pub fn settle(tx: &mut Tx<'_>, digest: &Digest) -> Result<(), Error> {
    tx.execute(
        "UPDATE told SET outcome = ?1, at = ?2 WHERE channel = ?3 AND recipient = ?4 AND digest_id = ?5",
        &[
            digest.outcome.code().into(),
            digest.at.as_str().into(),
            digest.channel.code().into(),
            digest.recipient.as_str().into(),
            digest.id.as_str().into(),
        ],
    )?;
    tx.execute(
        "INSERT INTO digests (id, channel, recipient, told_on, outcome, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET told_on = excluded.told_on, outcome = excluded.outcome, record = excluded.record",
        &[
            digest.id.as_str().into(),
            digest.channel.code().into(),
            digest.recipient.as_str().into(),
            digest.on.as_str().into(),
            digest.outcome.code().into(),
            serde_json::to_string(digest)?.into(),
        ],
    )?;
    Ok(())
}

/// One message.
pub fn digest(tx: &mut Tx<'_>, id: &str) -> Result<Option<Digest>, Error> {
    let text = tx.query_one("SELECT record FROM digests WHERE id = ?1", &[id.into()], |row| row.text(0))?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

const ASKED: &str = "told_on >= ?1 AND (?2 = 0 OR outcome <> 'told')";

/// Messages since an ISO date, the newest first.
pub fn digests(tx: &mut Tx<'_>, since: Option<&str>, failed: bool, limit: i64) -> Result<Vec<Digest>, Error> {
    let sql = format!("SELECT record FROM digests WHERE {ASKED} ORDER BY told_on DESC, id LIMIT ?3");
    let texts = tx.query(&sql, &[since.unwrap_or_default().into(), failed.into(), limit.into()], |row| row.text(0))?;
    let mut digests: Vec<Digest> =
        texts.into_iter().map(|text| serde_json::from_str(&text)).collect::<Result<_, _>>()?;
    digests.sort_by(|a, b| (&b.on, &b.at, &a.name).cmp(&(&a.on, &a.at, &b.name)));
    Ok(digests)
}

/// How many there are.
pub fn count(tx: &mut Tx<'_>, since: Option<&str>, failed: bool) -> Result<i64, Error> {
    let sql = format!("SELECT count(*) FROM digests WHERE {ASKED}");
    Ok(tx.query_one(&sql, &[since.unwrap_or_default().into(), failed.into()], |row| row.integer(0))?.unwrap_or(0))
}

/// Every message that the history has a row of, as it is kept, with its id.
pub fn walk(tx: &mut Tx<'_>, see: &mut dyn FnMut(&str, &serde_json::Value)) -> Result<(), Error> {
    for (id, text) in
        tx.query("SELECT id, record FROM digests ORDER BY id", &[], |row| Ok((row.text(0)?, row.text(1)?)))?
    {
        let digest: serde_json::Value = serde_json::from_str(&text)?;
        if digest.get("noted") != Some(&false.into()) {
            see(&id, &digest);
        }
    }
    Ok(())
}

/// The office's mail server, as JSON.
pub fn mail_text(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    Ok(tx.query_one("SELECT value FROM settings WHERE name = 'mail'", &[], |row| row.text(0))?)
}

/// Keeps the office's mail server.
pub fn save_mail(tx: &mut Tx<'_>, text: &str, revision: i64) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO settings (name, value, revision) VALUES ('mail', ?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value, revision = excluded.revision",
        &[text.into(), revision.into()],
    )?;
    Ok(())
}
