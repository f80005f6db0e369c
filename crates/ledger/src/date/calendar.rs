//! The calendar of an office (開庁日・閉庁日): holidays, weekends, the days it closes around the new year, and what it
//! corrects by itself.
//!
//! Deliberately not here: which holidays there are (`holidays.rs`), where an office keeps its corrections (`office`),
//! and the clock.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{Holiday, holiday};
use super::read::DateProblem;

/// A day of every year (月日), such as 12-29.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl MonthDay {
    /// The month and day of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { month: day.month(), day: day.day() }
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Reads a day of every year as typed: 12-29, 12/29, 12.29, 12月29日, １２月２９日.
pub fn parse_month_day(text: &str) -> Result<MonthDay, DateProblem> {
    let text = super::read::clean(text).replace('月', "-").replace(['/', '.'], "-");
    let (month, day) = text.trim_end_matches('日').split_once('-').ok_or(DateProblem::Unreadable)?;
    let number = |text: &str| match text.len() {
        1 | 2 if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().map_err(|_| DateProblem::Unreadable),
        _ => Err(DateProblem::Unreadable),
    };
    let (month, day) = (number(month)?, number(day)?);
    // A leap year, so that 29 February is one of them.
    NaiveDate::from_ymd_opt(2024, month, day).map(MonthDay::of).ok_or(DateProblem::Impossible)
}

/// The days around the new year on which offices are closed: 29 December to 3 January
/// (地方自治法第4条の2第2項第3号, 行政機関の休日に関する法律第1条第1項第3号).
pub const NEW_YEAR: Season = Season { from: MonthDay { month: 12, day: 29 }, until: MonthDay { month: 1, day: 3 } };

/// Days of every year on which an office is closed (年末年始の休日), both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Season {
    /// First day.
    pub from: MonthDay,
    /// Last day; before the first one, it is one of the next year.
    pub until: MonthDay,
}

impl Season {
    /// Whether a day is one of them.
    pub fn holds(&self, day: NaiveDate) -> bool {
        let day = MonthDay::of(day);
        match self.from <= self.until {
            true => (self.from..=self.until).contains(&day),
            false => day >= self.from || day <= self.until,
        }
    }

    /// How many days these are in a leap year.
    pub fn length(&self) -> usize {
        let year = NaiveDate::from_ymd_opt(2024, 1, 1).into_iter().flat_map(|first| first.iter_days().take(366));
        year.filter(|day| self.holds(*day)).count()
    }
}

/// What an office says about one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDay {
    /// Whether it is closed on that day.
    pub closed: bool,
    /// Why, in the office's words.
    pub name: String,
}

/// Why an office is closed on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed<'a> {
    /// The office says so, with its words.
    Own(&'a str),
    /// A holiday.
    Holiday(Holiday),
    /// The days around the new year.
    Season,
    /// Saturday or Sunday (地方自治法第4条の2第2項第1号).
    Weekend,
}

/// Which days an office is open on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    season: Option<Season>,
    days: BTreeMap<NaiveDate, OwnDay>,
}

impl Default for Calendar {
    /// The calendar of the law, without anything of an office's own.
    fn default() -> Self {
        Self::new(Some(NEW_YEAR), [])
    }
}

impl Calendar {
    /// The calendar of an office that closes in a season, and has its say about some days.
    pub fn new(season: Option<Season>, days: impl IntoIterator<Item = (NaiveDate, OwnDay)>) -> Self {
        Self { season, days: days.into_iter().collect() }
    }

    /// The days of every year on which the office closes.
    pub fn season(&self) -> Option<Season> {
        self.season
    }

    /// The holiday by law on a day, whatever the office does on it.
    pub fn holiday(&self, day: NaiveDate) -> Option<Holiday> {
        holiday(day)
    }

    /// What the office itself says about a day.
    pub fn own(&self, day: NaiveDate) -> Option<&OwnDay> {
        self.days.get(&day)
    }

    /// Why the office is closed on a day, or nothing if it is open.
    pub fn closed(&self, day: NaiveDate) -> Option<Closed<'_>> {
        if let Some(own) = self.days.get(&day) {
            return own.closed.then_some(Closed::Own(&own.name));
        }
        if let Some(holiday) = holiday(day) {
            return Some(Closed::Holiday(holiday));
        }
        if self.season.is_some_and(|season| season.holds(day)) {
            return Some(Closed::Season);
        }
        is_weekend(day).then_some(Closed::Weekend)
    }

    /// Whether the office is closed on a day.
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        self.closed(day).is_some()
    }

    /// The first open day from a day on, which may be itself; itself too if there is none within a year.
    pub fn next_open(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().take(YEAR).find(|day| !self.is_closed(*day)).unwrap_or(day)
    }

    /// The last open day up to a day, which may be itself; itself too if there is none within a year.
    pub fn previous_open(&self, day: NaiveDate) -> NaiveDate {
        let earlier = std::iter::successors(Some(day), NaiveDate::pred_opt);
        earlier.take(YEAR).find(|day| !self.is_closed(*day)).unwrap_or(day)
    }

    /// The day by which an incident must be reported within `days` of the day on which anyone in the office `knew`,
    /// which is day one; a last day on a weekend, a holiday or 29 December to 3 January moves to the next open day
    /// (個人情報保護法施行規則第43条・第44条, 番号法第29条の4 and the guidelines on both).
    ///
    /// Days and seasons on which the office itself chose to be closed move nothing, for the commission is open then.
    /// A holiday that the office took out of its calendar is none.
    pub fn incident_day(&self, knew: NaiveDate, days: u32) -> Option<NaiveDate> {
        let taken_out = |day: NaiveDate| self.days.get(&day).is_some_and(|own| !own.closed);
        let rests = |day| is_weekend(day) || NEW_YEAR.holds(day) || holiday(day).is_some() && !taken_out(day);
        super::incident_due(knew, days, &rests)
    }
}

/// How far an open day is looked for.
const YEAR: usize = 366;

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn own(on: &str, closed: bool) -> (NaiveDate, OwnDay) {
        (day(on), OwnDay { closed, name: on.to_owned() })
    }

    #[test]
    fn a_due_day_rolls_to_an_open_one_in_either_direction() {
        let calendar = Calendar::default();
        for (on, next, previous) in [
            ("2026-11-24", "2026-11-24", "2026-11-24"),
            ("2026-11-23", "2026-11-24", "2026-11-20"),
            ("2026-12-28", "2026-12-28", "2026-12-28"),
            ("2026-12-29", "2027-01-04", "2026-12-28"),
            ("2027-01-03", "2027-01-04", "2026-12-28"),
            ("2027-05-03", "2027-05-06", "2027-04-30"),
            ("2028-12-30", "2029-01-04", "2028-12-28"),
            ("2024-02-29", "2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(
                (calendar.next_open(day(on)), calendar.previous_open(day(on))),
                (day(next), day(previous)),
                "{on}"
            );
        }
    }

    #[test]
    fn why_a_day_is_closed_is_told() {
        let calendar = Calendar::new(
            Some(NEW_YEAR),
            [own("2026-08-14", true), own("2026-11-23", false), own("2026-11-28", false)],
        );
        let key = |on| match calendar.closed(day(on)) {
            None => "open",
            Some(Closed::Own(name)) => {
                if name == on {
                    "own"
                } else {
                    name
                }
            }
            Some(Closed::Holiday(holiday)) => holiday.key,
            Some(Closed::Season) => "season",
            Some(Closed::Weekend) => "weekend",
        };
        for (on, why) in [
            ("2026-08-13", "open"),
            ("2026-08-14", "own"),
            ("2026-08-15", "weekend"),
            ("2026-11-03", "holiday.culture"),
            ("2026-11-23", "open"),
            ("2026-11-28", "open"),
            ("2026-12-28", "open"),
            ("2026-12-31", "season"),
            ("2027-01-01", "holiday.new_year"),
            ("2027-01-02", "season"),
        ] {
            assert_eq!(key(on), why, "{on}");
        }
        assert_eq!(calendar.holiday(day("2026-11-23")).map(|holiday| holiday.key), Some("holiday.labour"));
        assert_eq!(calendar.own(day("2026-11-28")).map(|own| own.closed), Some(false));
    }

    #[test]
    fn an_office_may_have_another_season_or_none() {
        let season =
            |from, until| Season { from: parse_month_day(from).unwrap(), until: parse_month_day(until).unwrap() };
        let summer = Calendar::new(Some(season("8/13", "8/15")), []);
        assert!(summer.is_closed(day("2026-08-13")) && !summer.is_closed(day("2026-12-30")));
        assert!(!Calendar::new(None, []).is_closed(day("2026-12-30")));
        assert_eq!((NEW_YEAR.length(), season("8/13", "8/15").length(), season("1/3", "12/29").length()), (6, 3, 362));
        let never = Calendar::new(Some(season("1/1", "12/31")), []);
        assert_eq!(never.next_open(day("2026-08-13")), day("2026-08-13"));
        assert_eq!(never.previous_open(NaiveDate::MIN), NaiveDate::MIN);
    }

    #[test]
    fn an_incident_rolls_over_the_days_of_the_law_and_no_others() {
        let calendar = Calendar::default();
        for (knew, days, due) in [
            ("2026-12-01", 30, "2027-01-04"),
            ("2027-04-05", 30, "2027-05-06"),
            ("2026-11-22", 60, "2027-01-20"),
            ("2026-11-19", 5, "2026-11-24"),
            ("2026-11-20", 3, "2026-11-24"),
            ("2026-12-05", 1, "2026-12-07"),
        ] {
            assert_eq!(calendar.incident_day(day(knew), days), Some(day(due)), "{knew} {days}");
        }
        let own = Calendar::new(None, [own("2026-11-24", true), own("2027-05-04", false), own("2026-11-22", false)]);
        assert_eq!(own.incident_day(day("2026-11-20"), 3), Some(day("2026-11-24")));
        assert_eq!(own.incident_day(day("2026-12-01"), 30), Some(day("2027-01-04")));
        assert_eq!(own.incident_day(day("2027-04-05"), 30), Some(day("2027-05-04")));
    }

    #[test]
    fn a_day_of_every_year_is_read_as_people_write_it() {
        for text in ["12-29", "12/29", "12.29", "12月29日", " １２月２９日 ", "十二月二十九日"] {
            assert_eq!(parse_month_day(text).map(|day| day.to_string()), Ok("12-29".to_owned()), "{text}");
        }
        assert_eq!(parse_month_day("1/3").map(|day| day.to_string()), Ok("01-03".to_owned()));
        assert_eq!(parse_month_day("2-29").map(|day| day.to_string()), Ok("02-29".to_owned()));
        for text in ["2-30", "13/1", "0/1", "4/31"] {
            assert_eq!(parse_month_day(text), Err(DateProblem::Impossible), "{text}");
        }
        for text in ["", "12", "1229", "R8.12.29", "2026-12-29", "12/x", "-1/2", "123/1"] {
            assert_eq!(parse_month_day(text), Err(DateProblem::Unreadable), "{text}");
        }
    }
}
