//! A month day by day: which days the office is closed on and why, and what falls due on each. Weeks begin on Sunday, as the
//! calendars of Japanese offices do.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PictureQuery, store};
use crate::date::Closed;
use crate::due::{DueItem, DueList, MOST, Whose, store as dues};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// Dates that a day of the picture names; the others are counted.
const NAMED: i64 = 3;

/// A day of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DueDay {
    /// ISO date.
    pub on: String,
    /// Whether it belongs to the month, not only to one of its weeks.
    pub in_month: bool,
    /// Why the office is closed, in words; on a weekend that is nothing else there are none.
    pub closed_for: Option<String>,
    /// Whether the office is closed.
    pub closed: bool,
    /// Dates that fall on it.
    pub count: i64,
    /// The first of them.
    pub items: Vec<DueItem>,
}

/// A month.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DueMonth {
    /// The month, as ISO dates begin (`2026-12`).
    pub month: String,
    /// The month before.
    pub before: String,
    /// The month after.
    pub after: String,
    /// ISO date.
    pub today: String,
    /// Whole weeks from Sunday to Saturday.
    pub days: Vec<DueDay>,
    /// Dates in the month.
    pub total: i64,
}

/// What falls due on one day.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DueDayQuery {
    /// Whose.
    pub whose: Option<Whose>,
    /// Name of whoever answers.
    pub owner: Option<String>,
    /// Name of a section.
    pub section: Option<String>,
    /// The day as typed; today without it.
    pub on: Option<String>,
}

impl Ledger {
    /// A month with its open dates; what was put off stands on its own day.
    ///
    /// # Errors
    /// `date_unreadable` for a month that is none, or if the ledger cannot be read.
    pub fn due_month(&mut self, query: &PictureQuery) -> Result<DueMonth, Error> {
        self.refresh_dues()?;
        let (today, lang) = (self.today(), self.lang);
        let first = query.month(today)?;
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        let begins = back_to_sunday(first);
        let ends = back_to_sunday(next.checked_add_days(Days::new(6)).unwrap_or(next));
        let last = ends.pred_opt().unwrap_or(ends);
        let asked = dues::Asked { by: Some(dues::By::Due(last.to_string())), ..self.asked_of(&query.whose())? };
        let store::Days { first: kept, counts } =
            self.read(|tx| store::days(tx, &asked, &begins.to_string(), NAMED))?;
        let counts: BTreeMap<String, i64> = counts.into_iter().collect();
        let mut items: BTreeMap<String, Vec<DueItem>> = BTreeMap::new();
        for item in self.worded_dues(kept, today)? {
            items.entry(item.due_on.clone()).or_default().push(item);
        }
        let calendar = self.office()?.calendar();
        let days: Vec<DueDay> = begins
            .iter_days()
            .take_while(|day| *day <= last)
            .map(|day| {
                let on = day.to_string();
                let closed = calendar.closed(day);
                DueDay {
                    in_month: (first..next).contains(&day),
                    closed: closed.is_some(),
                    closed_for: closed.and_then(|closed| reason(closed, lang)),
                    count: counts.get(&on).copied().unwrap_or(0),
                    items: items.remove(&on).unwrap_or_default(),
                    on,
                }
            })
            .collect();
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        Ok(DueMonth {
            month: month(first),
            before: month(first.pred_opt().unwrap_or(first)),
            after: month(next),
            today: today.to_string(),
            total: days.iter().filter(|day| day.in_month).map(|day| day.count).sum(),
            days,
        })
    }

    /// What falls due on one day; at most 2,000.
    ///
    /// # Errors
    /// `date_unreadable` and its like for a day that is none, or if the ledger cannot be read.
    pub fn due_day(&mut self, query: &DueDayQuery) -> Result<DueList, Error> {
        self.refresh_dues()?;
        let today = self.today();
        let day = match query.on.as_deref().filter(|typed| !typed.trim().is_empty()) {
            Some(typed) => crate::date::parse(typed).map_err(|error| super::unreadable(typed, &error))?,
            None => today,
        };
        let whose =
            PictureQuery { whose: query.whose, owner: query.owner.clone(), section: query.section.clone(), when: None };
        let asked = dues::Asked { by: Some(dues::By::Due(day.to_string())), ..self.asked_of(&whose.whose())? };
        let store::Days { first: kept, counts } = self.read(|tx| store::days(tx, &asked, &day.to_string(), MOST))?;
        let account = self.actor().to_owned();
        let me = self.person_of(&account)?;
        let (me, section) = me.map_or((None, None), |person| (Some(person.name), person.section));
        let total = counts.into_iter().map(|(_, count)| count).sum();
        Ok(DueList { items: self.worded_dues(kept, today)?, total, me, section })
    }
}

/// The Sunday on which the week of a day begins.
fn back_to_sunday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_sunday()))).unwrap_or(day)
}

/// Why an office is closed, in words.
fn reason(closed: Closed<'_>, lang: Lang) -> Option<String> {
    match closed {
        Closed::Weekend => None,
        Closed::Holiday(holiday) => Some(holiday.name(lang)),
        Closed::Season => Some(text(lang, "closed.season", &[])),
        Closed::Own(name) if name.trim().is_empty() => Some(text(lang, "closed.own", &[])),
        Closed::Own(name) => Some(name.to_owned()),
    }
}
