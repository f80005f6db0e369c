//! Telling people what falls due, though nobody opens the program: one digest for each person and day, and a log of what was
//! told to whom and when. A row of the log is taken before anything is sent, so that two computers at one ledger tell nobody
//! twice; what failed is tried again by the next run. Whom and when is in `due/{recipients,moment}.rs`, the words in
//! `tell/digest.rs`, the office's mail server in `tell/mail.rs`, the person at this computer in `tell/desk.rs`.

mod desk;
mod digest;
mod mail;
mod plan;
pub(crate) mod store;

use chrono::{NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use desk::{DueNews, DueNewsShown, NewsLine};
pub use mail::{MailSave, MailSecurity, MailSettings, MailTest, MailTested, MailView, MemoryPasswords, Passwords};
pub(crate) use mail::{OsPasswords, walk as walk_mail};
use plan::{Parcel, Plan};
pub(crate) use store::walk as walk_told;

use super::recipients::{People, Reason};
use super::{DueItem, store as dues};
use crate::approval::Actor;
use crate::history::{Op, sha256};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};

/// Over which way somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By mail.
    Mail,
    /// On the screen of the computer at which the person works.
    Desktop,
}

impl Channel {
    /// The word for it in the log, also of the locale key `told.channel.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Desktop => "desktop",
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ToldOutcome")]
pub enum Outcome {
    /// It would be sent: a look ahead.
    Planned,
    /// It is being sent.
    Sending,
    /// It was taken.
    Told,
    /// It was not taken for now; the next run tries again.
    Later,
    /// It was refused; somebody has to do something, and the next run tries again.
    Refused,
    /// Nobody answered whether it was taken; the next run sends the same message again.
    Unanswered,
}

impl Outcome {
    /// The word for it in the log, also of the locale key `told.outcome.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Sending => "sending",
            Self::Told => "told",
            Self::Later => "later",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
        }
    }
}

/// One date in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ToldItem {
    /// Register.
    pub register: String,
    /// Id of the record.
    pub record: String,
    /// Number or title of the record, as it was told.
    pub title: String,
    /// Id of the rule.
    pub rule: String,
    /// Which of several.
    pub what: Option<String>,
    /// What to do, as it was told.
    pub task: String,
    /// ISO date.
    pub due_on: String,
    /// At which of its moments.
    pub moments: Vec<String>,
    /// Why this person.
    pub reasons: Vec<Reason>,
}

/// One message to one person (通知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Digest {
    /// Id: the same for the same dates to the same person, however often it is sent.
    pub id: String,
    /// Over which way.
    pub channel: Channel,
    /// Whom: the id of a person, or `section:` and that of a section.
    pub recipient: String,
    /// Name of the person or the section.
    pub name: String,
    /// Mail address.
    pub address: Option<String>,
    /// ISO date of the day it is about.
    pub on: String,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was not taken.
    pub problem: Option<Problem>,
    /// How often it was tried.
    pub tries: u32,
    /// Its subject.
    pub subject: String,
    /// The dates in it.
    pub items: Vec<ToldItem>,
    /// Whether the history has a row of it: once it was taken. What was tried before is in the log alone.
    #[serde(default = "noted")]
    pub noted: bool,
}

/// Ledgers of before have a row for every try.
fn noted() -> bool {
    true
}

/// A message with its text.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TellMessage {
    /// The message as the log keeps it.
    pub digest: Digest,
    /// Its text, which the log does not keep.
    pub body: String,
}

/// Tells everybody what falls due.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TellRequest {
    /// A date as typed; today without it.
    pub on: Option<String>,
    /// Only look: nothing is sent and nothing is logged.
    pub dry_run: Option<bool>,
}

/// What was told.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Telling {
    /// ISO date.
    pub on: String,
    /// One message for each person.
    pub messages: Vec<TellMessage>,
    /// Messages that were not taken.
    pub failed: usize,
    /// People who were told today already, and are told of the rest tomorrow.
    pub held: usize,
    /// Dates that nobody is there to be told of, or nobody with a mail address.
    pub unreached: Vec<DueItem>,
}

/// What of the log is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ToldQuery {
    /// A date as typed, from which on.
    pub since: Option<String>,
    /// Only what was not taken.
    pub failed: Option<bool>,
    /// At most so many messages; 200 without it.
    pub limit: Option<i64>,
}

/// What was told, the newest first.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ToldLog {
    /// Messages.
    pub digests: Vec<Digest>,
    /// How many there are.
    pub total: i64,
}

/// A parcel that this run may deliver.
struct Taken {
    digest: Digest,
    parcel: Parcel,
}

impl Ledger {
    /// Sends everybody one message about what falls due, unless it was told already, and logs it.
    ///
    /// # Errors
    /// `mail_off` where the office has no mail server, `mail_password_missing` if this computer does not hold its password,
    /// `role_missing` for an auditor. What becomes of a single message is a result, not an error.
    pub fn tell_due(&mut self, request: &TellRequest) -> Result<Telling, Error> {
        let day = crate::draft::day("on", request.on.as_deref())?.unwrap_or_else(|| self.today());
        let dry = request.dry_run == Some(true);
        let server = if dry { None } else { Some(self.mail_server()?) };
        let Plan { items, parcels, unreached } = self.plan_telling(day, Channel::Mail)?;
        let (taken, held) = self.take(Channel::Mail, parcels, &items, day, dry)?;
        let office = self.office()?.name;
        let mut messages: Vec<TellMessage> = taken
            .into_iter()
            .map(|Taken { mut digest, parcel }| {
                let text = digest::text(self.lang, &office, &digest.name, &parcel, &items, day);
                digest.subject = text.subject;
                TellMessage { digest, body: text.body }
            })
            .collect();
        if let Some(server) = server {
            let outcomes = mail::deliver(&server, &messages);
            for (message, outcome) in messages.iter_mut().zip(outcomes) {
                (message.digest.outcome, message.digest.problem) = outcome;
                message.digest.at = now();
            }
            self.settle(messages.iter().map(|message| &message.digest))?;
        }
        let failed =
            messages.iter().filter(|message| !matches!(message.digest.outcome, Outcome::Planned | Outcome::Told));
        let unreached = unreached.into_iter().map(|at| items[at].item.clone()).collect();
        Ok(Telling { on: day.to_string(), failed: failed.count(), messages, held, unreached })
    }

    /// What was told to whom and when.
    ///
    /// # Errors
    /// `date_unreadable` and its like, or if the ledger cannot be read.
    pub fn told_due(&mut self, query: &ToldQuery) -> Result<ToldLog, Error> {
        let since = crate::draft::day("since", query.since.as_deref())?.map(|day| day.to_string());
        let failed = query.failed == Some(true);
        let limit = query.limit.unwrap_or(200).clamp(0, 10_000);
        self.read(|tx| {
            let total = store::count(tx, since.as_deref(), failed)?;
            Ok(ToldLog { digests: store::digests(tx, since.as_deref(), failed, limit)?, total })
        })
    }

    /// Everything that people are told of on a day, with whom.
    fn plan_telling(&mut self, day: NaiveDate, channel: Channel) -> Result<Plan, Error> {
        let kept = self.open_dues(day, super::by(day, None), dues::Asked::default())?;
        let words = self.worded_dues(kept.clone(), day)?;
        let super::mine::Telling { persons, sections, deputies, rules } = self.telling()?;
        let iso = day.to_string();
        let people = People::on(&iso, &persons, &sections);
        Ok(plan::plan(kept.into_iter().zip(words).collect(), &rules, &people, &deputies, (day, channel)))
    }

    /// Takes of each parcel what was not told yet, so that no other run tells it; with how many people are left for
    /// tomorrow because they were told something today. A look takes nothing.
    fn take(
        &mut self,
        channel: Channel,
        parcels: Vec<Parcel>,
        items: &[plan::Item],
        day: NaiveDate,
        look: bool,
    ) -> Result<(Vec<Taken>, usize), Error> {
        let today = self.today();
        let iso = day.to_string();
        let at = now();
        let pick = |tx: &mut db::Tx<'_>| {
            let (mut taken, mut held) = (Vec::new(), 0);
            for mut parcel in parcels.clone() {
                let known = store::known(tx, channel, &parcel.recipient)?;
                parcel.keep_new(items, &known, &at);
                if parcel.items.is_empty() {
                    continue;
                }
                if channel == Channel::Mail && known.told_on(&iso, &at) && !parcel.is_newly_late(items, &known, &iso) {
                    held += 1;
                    continue;
                }
                let told: Vec<ToldItem> = parcel.items.iter().map(|one| one.told(&items[one.at])).collect();
                let id = digest_id(channel, &parcel.recipient, &told);
                let before = store::digest(tx, &id)?;
                let digest = Digest {
                    id,
                    channel,
                    recipient: parcel.recipient.clone(),
                    name: parcel.name.clone(),
                    address: parcel.address.clone(),
                    on: iso.clone(),
                    at: at.clone(),
                    outcome: if look { Outcome::Planned } else { Outcome::Sending },
                    problem: None,
                    tries: before.as_ref().map_or(0, |before| before.tries) + 1,
                    subject: String::new(),
                    items: told,
                    noted: before.is_some_and(|before| before.noted),
                };
                if !look {
                    store::take(tx, &digest)?;
                }
                taken.push(Taken { digest, parcel });
            }
            Ok((taken, held))
        };
        if look {
            return self.read(pick);
        }
        self.write(Op::DueTell, |writing| {
            Actor::may_write(writing, today)?;
            pick(writing.tx)
        })
    }

    /// Keeps what became of messages; one that was taken gets a row of history.
    fn settle<'a>(&mut self, digests: impl Iterator<Item = &'a Digest>) -> Result<(), Error> {
        self.write(Op::DueTell, |writing| {
            for digest in digests {
                let before = store::digest(writing.tx, &digest.id)?.filter(|before| before.noted);
                let digest = Digest { noted: digest.noted || digest.outcome == Outcome::Told, ..digest.clone() };
                store::settle(writing.tx, &digest)?;
                if digest.noted {
                    let before = before.map(serde_json::to_value).transpose()?;
                    writing.note("told", &digest.id, before.as_ref(), Some(&serde_json::to_value(&digest)?))?;
                }
            }
            Ok(())
        })
    }
}

/// Now, as RFC 3339 in UTC.
fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// One id for the same dates at the same moments to the same person.
fn digest_id(channel: Channel, recipient: &str, items: &[ToldItem]) -> String {
    let line = |item: &ToldItem| {
        let what = item.what.as_deref().unwrap_or_default();
        [&item.register, &item.record, &item.rule, what, &item.due_on, &item.moments.join(",")].join("\t")
    };
    let mut lines: Vec<String> = items.iter().map(line).collect();
    lines.sort();
    let hash = sha256(format!("{}\n{recipient}\n{}", channel.code(), lines.join("\n")).as_bytes());
    hash.chars().take(32).collect()
}

#[cfg(test)]
mod tests;
