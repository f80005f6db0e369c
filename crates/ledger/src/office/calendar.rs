//! When the office is closed, as its settings keep it: the days around the new year, and days of its own.
//! Deliberately not here: holidays and what follows from a closed day (`date::Calendar`).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::date::{self, Calendar, DateProblem, NEW_YEAR, OwnDay, Season};
use crate::draft::{LINE, clean, date_code};
use crate::problem::Problem;

/// One day about which the office has its say (臨時の閉庁日・開庁日).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeDay {
    /// The day: 2026-08-14 as saved, in any form as typed.
    #[serde(default)]
    pub on: Option<String>,
    /// Whether the office is closed; else it is open although it would be closed.
    pub closed: bool,
    /// What the day is, in the office's words.
    #[serde(default)]
    pub name: Option<String>,
}

/// When the office is closed, beside weekends and holidays (閉庁日).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficeCalendar {
    /// First of the days around the new year: 12-29 as saved; none if the office does not close.
    pub closed_from: Option<String>,
    /// The last of them: 01-03.
    pub closed_until: Option<String>,
    /// Single days, in their order.
    #[serde(default)]
    pub days: Vec<OfficeDay>,
}

impl Default for OfficeCalendar {
    fn default() -> Self {
        Self {
            closed_from: Some(NEW_YEAR.from.to_string()),
            closed_until: Some(NEW_YEAR.until.to_string()),
            days: Vec::new(),
        }
    }
}

/// The longest season, in days: a longer one has its ends exchanged.
const LONGEST_SEASON: usize = 31;

impl OfficeCalendar {
    /// The calendar that follows. A day that cannot be read, which none is that was saved, is left out.
    pub fn calendar(&self) -> Calendar {
        let read = |typed: &Option<String>| typed.as_deref().and_then(|typed| date::parse_month_day(typed).ok());
        let season = read(&self.closed_from).zip(read(&self.closed_until)).map(|(from, until)| Season { from, until });
        let own = |day: &OfficeDay| {
            let name = day.name.clone().unwrap_or_default();
            Some((date::parse(day.on.as_deref()?).ok()?, OwnDay { closed: day.closed, name }))
        };
        Calendar::new(season, self.days.iter().filter_map(own))
    }

    /// Reads what was typed, and puts it into the form and the order in which it is kept.
    pub(super) fn read(&mut self, problems: &mut Vec<Problem>) {
        let before = problems.len();
        for (field, typed) in [("closed_from", &mut self.closed_from), ("closed_until", &mut self.closed_until)] {
            *typed = typed.take().map(|text| clean(&text, false)).filter(|text| !text.is_empty());
            let Some(text) = typed.as_deref() else { continue };
            match date::parse_month_day(text) {
                Ok(day) => *typed = Some(day.to_string()),
                Err(problem) => {
                    let code = match problem {
                        DateProblem::Impossible => "date_impossible",
                        DateProblem::Unreadable | DateProblem::Incomplete => "month_day_unreadable",
                    };
                    problems.push(Problem::at(format!("calendar.{field}"), code).with("value", text));
                }
            }
        }
        match (&self.closed_from, &self.closed_until) {
            (Some(_), None) => problems.push(Problem::at("calendar.closed_until", "required")),
            (None, Some(_)) => problems.push(Problem::at("calendar.closed_from", "required")),
            _ => {}
        }
        self.read_days(problems);
        if problems.len() > before {
            return;
        }
        if let Some(length) = self.calendar().season().map(|season| season.length()).filter(|it| *it > LONGEST_SEASON) {
            let problem = Problem::at("calendar.closed_until", "season_long");
            problems.push(problem.with("days", length).with("limit", LONGEST_SEASON));
        }
        self.days.sort_by(|a, b| a.on.cmp(&b.on));
    }

    fn read_days(&mut self, problems: &mut Vec<Problem>) {
        let mut seen = Vec::new();
        for (at, day) in self.days.iter_mut().enumerate() {
            let field = |name: &str| format!("calendar.days.{at}.{name}");
            let name = clean(day.name.as_deref().unwrap_or_default(), false);
            let length = name.chars().count();
            match length {
                0 => problems.push(Problem::at(field("name"), "required")),
                length if length > LINE => {
                    problems.push(Problem::at(field("name"), "too_long").with("limit", LINE).with("length", length));
                }
                _ => {}
            }
            day.name = Some(name).filter(|name| !name.is_empty());
            let typed = clean(day.on.as_deref().unwrap_or_default(), false);
            if typed.is_empty() {
                problems.push(Problem::at(field("on"), "required"));
                continue;
            }
            match date::parse(&typed).map(date::iso) {
                Ok(on) if seen.contains(&on) => problems.push(Problem::at(field("on"), "day_twice").with("on", on)),
                Ok(on) => {
                    seen.push(on.clone());
                    day.on = Some(on);
                }
                Err(problem) => problems.push(Problem::at(field("on"), date_code(&problem)).with("value", typed)),
            }
        }
    }
}
