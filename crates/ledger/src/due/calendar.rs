//! Due dates as a calendar file (.ics): one entry for each date, the same in every file, struck out once it is settled or gone.
//! How a calendar file is written is in `paper`; here is what its entries are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{NaiveDate, Utc};
use paper::icalendar::{Calendar, Event, Method, Organizer};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rule::{Rule, Rules};
use super::{DueItem, DueQuery, store};
use crate::history::sha256;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::text;

/// Days for which something that is settled or gone is still struck out in calendar files.
const STRUCK_OUT: u64 = 400;

/// An entry as it stood in the last file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvent {
    /// What it is the same entry by in every file.
    pub uid: String,
    /// ISO date.
    pub due_on: String,
    /// In one line.
    pub summary: String,
    /// Record, section and owner, each in a line.
    pub description: String,
    /// Whether it is settled, gone, or somebody else's.
    pub cancelled: bool,
    /// How often it changed.
    pub sequence: i64,
}

impl KeptEvent {
    /// Whether nothing that a calendar shows differs.
    fn looks_like(&self, other: &Self) -> bool {
        (&self.due_on, &self.summary, &self.description, self.cancelled)
            == (&other.due_on, &other.summary, &other.description, other.cancelled)
    }
}

/// Writing a calendar file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DueCalendarSave {
    /// Path of the file.
    pub path: String,
    /// Whose dates.
    #[serde(default)]
    pub query: DueQuery,
}

/// A calendar file that was written.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DueCalendar {
    /// Path of the file.
    pub path: String,
    /// Entries that are open.
    pub open: usize,
    /// Entries that are struck out.
    pub cancelled: usize,
}

impl Ledger {
    /// Writes every due date that is known today as a calendar file; one that is there is replaced whole. Of the query, whose
    /// dates are wanted counts.
    ///
    /// # Errors
    /// `disk_full`, `export_unwritable`; then the next file has the same changes.
    pub fn write_due_calendar(&mut self, request: &DueCalendarSave) -> Result<DueCalendar, Error> {
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let asked = store::Asked { settled: true, ..self.asked_of(&request.query)? };
        let audience = audience(&asked);
        let (kept, known, settings) = self
            .read(|tx| Ok((store::list(tx, &asked, i64::MAX)?, store::events(tx, &audience)?, store::settings(tx)?)))?;
        let rules = settings.rules()?;
        let items = self.worded_dues(kept, today)?;
        let alarms: BTreeMap<String, Vec<u32>> =
            items.iter().map(|item| (uid(item), alarms(&rules, &item.rule))).collect();
        let events = entries(&items, known.clone(), today, |key, args| text(lang, key, args));
        let office = self.office()?.name;
        let calendar = Calendar {
            product: format!("-//Sekisho//Sekisho {}//{}", env!("CARGO_PKG_VERSION"), lang.code().to_uppercase()),
            name: text(lang, "due.calendar", &[("office", &office)]),
            organizer: Organizer { name: office, address: None },
            method: Method::Publish,
            stamp: Utc::now(),
            events: events.iter().filter_map(|event| written(event, &alarms)).collect(),
        };
        crate::exchange::write_whole(Path::new(&request.path), calendar.to_ics().as_bytes())?;
        // Remembered after the file is there: a file that could not be written has told nobody.
        if events != known {
            self.derive(|tx| store::keep_events(tx, &audience, &events))?;
        }
        let cancelled = calendar.events.iter().filter(|event| event.cancelled).count();
        Ok(DueCalendar { path: request.path.clone(), open: calendar.events.len() - cancelled, cancelled })
    }
}

/// Whose dates a file holds, as it is remembered by: the people and sections that are asked for; empty for all.
fn audience(asked: &store::Asked) -> String {
    let names = asked.owner.iter().chain(asked.mine.as_ref().map(|mine| &mine.name)).map(|name| format!("@{name}"));
    let sections = asked.section.iter().chain(&asked.sections).map(|name| format!("#{name}"));
    names.chain(sections).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("\u{1f}")
}

/// The entries of the next file: what falls due now, and what stood in the last one and is settled or gone.
fn entries(
    items: &[DueItem],
    known: Vec<KeptEvent>,
    today: NaiveDate,
    words: impl Fn(&str, &[(&str, &str)]) -> String,
) -> Vec<KeptEvent> {
    let mut known: BTreeMap<String, KeptEvent> = known.into_iter().map(|event| (event.uid.clone(), event)).collect();
    let mut entries = Vec::new();
    for item in items {
        let before = known.remove(&uid(item));
        let cancelled = item.act.as_ref().is_some_and(|act| act.is_settled());
        // What was settled before any file told of it is in no calendar.
        if cancelled && before.is_none() {
            continue;
        }
        let who: Vec<&str> = [&item.section, &item.owner].into_iter().flatten().map(String::as_str).collect();
        let record = [item.record.number.as_deref().unwrap_or_default(), &item.record.title].join(" ");
        let lines = [item.rule.as_str(), record.trim(), &who.join(" ")].join("\n");
        let now = KeptEvent {
            uid: uid(item),
            due_on: item.due_on.clone(),
            summary: words("due.event", &[("what", &item.title), ("record", &item.record.title)]),
            description: lines.trim_end().to_owned(),
            cancelled,
            sequence: 0,
        };
        let sequence = before.map_or(0, |before| before.sequence + i64::from(!before.looks_like(&now)));
        entries.push(KeptEvent { sequence, ..now });
    }
    let oldest = today.checked_sub_days(chrono::Days::new(STRUCK_OUT)).unwrap_or(today).to_string();
    let gone = known.into_values().filter(|event| event.due_on >= oldest).map(|event| KeptEvent {
        cancelled: true,
        sequence: event.sequence + i64::from(!event.cancelled),
        ..event
    });
    entries.extend(gone);
    entries.sort_by(|a, b| (&a.due_on, &a.uid).cmp(&(&b.due_on, &b.uid)));
    entries
}

/// What an entry is the same by: record, rule, which of several, and date.
fn uid(item: &DueItem) -> String {
    let what = item.what.as_deref().unwrap_or_default();
    let parts = [item.record.kind.as_str(), &item.record.id, &item.rule, what, &item.due_on];
    let hash = sha256(parts.join("\u{1f}").as_bytes());
    format!("{}@sekisho", hash.get(..32).unwrap_or(&hash))
}

/// Days before the date on which a calendar reminds: the lead times of its rule.
fn alarms(rules: &Rules, id: &str) -> Vec<u32> {
    let rule: Option<&Rule> = rules.all().find(|rule| rule.id == id);
    let days = rule.into_iter().flat_map(|rule| &rule.lead_days).filter_map(|days| u32::try_from(*days).ok());
    days.collect::<BTreeSet<u32>>().into_iter().rev().collect()
}

fn written(event: &KeptEvent, alarms: &BTreeMap<String, Vec<u32>>) -> Option<Event> {
    let day = event.due_on.parse().ok()?;
    Some(Event {
        uid: event.uid.clone(),
        sequence: u32::try_from(event.sequence).unwrap_or(u32::MAX),
        first: day,
        last: day,
        summary: event.summary.clone(),
        description: event.description.clone(),
        alarms: alarms.get(&event.uid).cloned().unwrap_or_default(),
        cancelled: event.cancelled,
    })
}
