//! Quarters of a fiscal year (四半期): April to June is the first (地方自治法第208条第1項: the year begins on 1 April).

use chrono::{Datelike, Months, NaiveDate};

use super::{fiscal_year, fiscal_year_text};

/// A quarter of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: u32,
}

impl Quarter {
    /// That in which a day lies.
    pub fn of(date: NaiveDate) -> Self {
        Self { year: fiscal_year(date), number: (date.month() + 8) % 12 / 3 + 1 }
    }

    /// As records have it, in the order of time as text too: `2026-3`.
    pub fn code(self) -> String {
        format!("{}-{}", self.year, self.number)
    }

    /// Its first day.
    pub fn begins_on(self) -> NaiveDate {
        let april = NaiveDate::from_ymd_opt(self.year, 4, 1).unwrap_or_default();
        april.checked_add_months(Months::new(3 * (self.number - 1))).unwrap_or(april)
    }

    /// The one before.
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    /// In words: 令和8年度第3四半期.
    pub fn wareki(self) -> String {
        format!("{}第{}四半期", fiscal_year_text(self.year), self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_begins_in_april_july_october_and_january() {
        for (day, code, first, before) in [
            ("2026-04-01", "2026-1", "2026-04-01", "2025-4"),
            ("2026-06-30", "2026-1", "2026-04-01", "2025-4"),
            ("2026-07-01", "2026-2", "2026-07-01", "2026-1"),
            ("2026-11-27", "2026-3", "2026-10-01", "2026-2"),
            ("2026-12-31", "2026-3", "2026-10-01", "2026-2"),
            ("2027-01-01", "2026-4", "2027-01-01", "2026-3"),
            ("2027-03-31", "2026-4", "2027-01-01", "2026-3"),
        ] {
            let quarter = Quarter::of(day.parse().unwrap());
            let found = (quarter.code(), quarter.begins_on().to_string(), quarter.before().code());
            assert_eq!(found, (code.to_owned(), first.to_owned(), before.to_owned()), "{day}");
        }
        assert_eq!(Quarter::of("2019-04-30".parse().unwrap()).wareki(), "令和元年度第1四半期");
    }
}
