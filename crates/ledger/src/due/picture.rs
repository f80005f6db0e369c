//! Pictures of what falls due: eighteen months of terms, approvals and certificates (`timeline.rs`), a month day by day
//! (`month.rs`), and what falls to each section (`load.rs`). Each is data from which a screen draws and a table is made;
//! how it is drawn is not here.

mod load;
mod month;
mod spans;
mod store;
mod timeline;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use load::{DueLoad, LoadMonth, LoadRow, LoadSection};
pub use month::{DueDay, DueDayQuery, DueMonth};
pub use spans::{Span, SpanState};
pub use timeline::{Timeline, TimelineGroup, TimelineKind, TimelineQuery, TimelineRow};

use super::{DueQuery, Whose};
use crate::contract::date_code;
use crate::date::{DateProblem, fiscal_year, parse_fiscal_year, parse_month};
use crate::problem::{Error, Problem};

/// Whose dates a picture shows, and of when.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct PictureQuery {
    /// Whose.
    pub whose: Option<Whose>,
    /// Name of whoever answers.
    pub owner: Option<String>,
    /// Name of a section.
    pub section: Option<String>,
    /// The fiscal year (年度) as typed, for the month view the month, for the timeline either; the one of today without it.
    pub when: Option<String>,
}

impl PictureQuery {
    /// The part that says whose.
    fn whose(&self) -> DueQuery {
        DueQuery { whose: self.whose, owner: self.owner.clone(), section: self.section.clone(), ..DueQuery::default() }
    }

    /// The fiscal year that is asked for.
    fn year(&self, today: NaiveDate) -> Result<Year, Error> {
        let typed = self.when.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        let year = match typed {
            Some(typed) => parse_fiscal_year(typed).map_err(|error| unreadable(typed, &error))?,
            None => fiscal_year(today),
        };
        Year::of(year).ok_or_else(|| unreadable(typed.unwrap_or_default(), &DateProblem::Impossible))
    }

    /// The eighteen months that a timeline shows, so that 31 March is never at its edge: from April of the fiscal year that is
    /// asked for, or from the half of a year in which the month lies.
    fn shown(&self, today: NaiveDate) -> Result<Shown, Error> {
        let typed = self.when.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        let first = match typed {
            None => Some((fiscal_year(today), 4)),
            Some(typed) => match parse_fiscal_year(typed) {
                Ok(year) => Some((year, 4)),
                Err(_) => {
                    let month = parse_month(typed).map_err(|error| unreadable(typed, &error))?;
                    let half = if (4..10).contains(&month.month()) { 4 } else { 10 };
                    Some((if month.month() < 4 { month.year() - 1 } else { month.year() }, half))
                }
            },
        };
        let first = first.and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
        let shown = first.and_then(Shown::from);
        shown.ok_or_else(|| unreadable(typed.unwrap_or_default(), &DateProblem::Impossible))
    }

    /// The first day of the month that is asked for: 2026-12, R8.12, 令和8年12月, or any day of it.
    fn month(&self, today: NaiveDate) -> Result<NaiveDate, Error> {
        let day = match self.when.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
            Some(typed) => parse_month(typed).map_err(|error| unreadable(typed, &error))?,
            None => today,
        };
        Ok(day.with_day(1).unwrap_or(day))
    }
}

fn unreadable(typed: &str, error: &DateProblem) -> Error {
    Problem::at("when", date_code(error)).with("value", typed).into()
}

/// A fiscal year (年度), from April to March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Year {
    number: i32,
    first: NaiveDate,
    last: NaiveDate,
}

impl Year {
    /// None where the calendar has no such year.
    fn of(number: i32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(number, 4, 1)?;
        Some(Self { number, first, last: NaiveDate::from_ymd_opt(number + 1, 3, 31)? })
    }

    /// Its months as they begin ISO dates (`2026-04`), April first.
    fn months(&self) -> impl Iterator<Item = String> + use<> {
        let number = self.number;
        (4..16).map(move |month| match month {
            13.. => format!("{:04}-{:02}", number + 1, month - 12),
            _ => format!("{number:04}-{month:02}"),
        })
    }
}

/// The months that a timeline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    first: NaiveDate,
    last: NaiveDate,
}

impl Shown {
    /// Eighteen months from a day on; none where the calendar ends before.
    fn from(first: NaiveDate) -> Option<Self> {
        Some(Self { first, last: first.checked_add_months(Months::new(18))?.pred_opt()? })
    }

    /// The month (`2026-10`) in which what is shown half a year before or after begins.
    fn turned(self, halves: i32) -> String {
        crate::date::months_after(self.first, halves * 6).unwrap_or(self.first).format("%Y-%m").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(when: &str) -> PictureQuery {
        PictureQuery { when: Some(when.to_owned()), ..PictureQuery::default() }
    }

    #[test]
    fn a_fiscal_year_is_read_as_people_write_it_and_ends_in_march() {
        let today = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
        for typed in ["2026", "R8", "令和８年度", ""] {
            let year = query(typed).year(today).unwrap();
            assert_eq!((year.number, year.last.to_string().as_str()), (2026, "2027-03-31"), "{typed}");
        }
        let months: Vec<String> = Year::of(2026).unwrap().months().collect();
        assert_eq!((months.len(), months[0].as_str(), months[11].as_str()), (12, "2026-04", "2027-03"));
        assert_eq!(query("来年度").year(today).unwrap_err().problems[0].code, "date_unreadable");
    }

    #[test]
    fn a_timeline_shows_eighteen_months_from_the_half_that_is_asked_for() {
        let today = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        for (typed, first, last, before, after) in [
            ("", "2026-04-01", "2027-09-30", "2025-10", "2026-10"),
            ("R9", "2027-04-01", "2028-09-30", "2026-10", "2027-10"),
            ("2026-10", "2026-10-01", "2028-03-31", "2026-04", "2027-04"),
            ("令和9年3月", "2026-10-01", "2028-03-31", "2026-04", "2027-04"),
            ("R8.9", "2026-04-01", "2027-09-30", "2025-10", "2026-10"),
        ] {
            let shown = query(typed).shown(today).unwrap();
            let told = [shown.first.to_string(), shown.last.to_string(), shown.turned(-1), shown.turned(1)];
            assert_eq!(told, [first, last, before, after], "{typed}");
        }
        assert_eq!(query("そのうち").shown(today).unwrap_err().problems[0].code, "date_unreadable");
    }
}
