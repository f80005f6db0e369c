//! Dates as people in Japanese offices write and read them: 和暦, 年度 and what is typed for them.
//!
//! The era table below is data of the calendar, not wording; it is the one place outside
//! `locales/` and `templates/` where Japanese text stands.
//! Deliberately not here: what an office closes by itself (its settings) and the clock.

mod calendar;
mod holidays;
mod length;
mod period;
mod quarter;
mod read;

use chrono::Datelike;

pub use chrono::{NaiveDate, NaiveTime};

pub use calendar::{Calendar, Closed, MonthDay, NEW_YEAR, OwnDay, Season, parse_month_day};
pub use holidays::Holiday;
pub use length::{Length, before, parse_every, parse_length};
pub use period::{Side, end_after_months, fiscal_years, months_after, parse_period, parse_side};
pub use quarter::Quarter;

use period::incident_due;
pub use read::{DateProblem, ReadDate, parse, parse_fiscal_year, parse_month, parse_noting_era, parse_serial};

/// One era (元号) and the day it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Era {
    name: &'static str,
    letter: char,
    begins: (i32, u32, u32),
}

impl Era {
    /// The Gregorian year of its year `number`, counted on past its end.
    fn gregorian(self, number: i32) -> i32 {
        self.begins.0 + number - 1
    }

    fn begins_on(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.begins.0, self.begins.1, self.begins.2)
    }
}

/// The eras since Meiji, newest first. Reiwa: 元号を改める政令 (平成31年政令第143号); Heisei:
/// 昭和64年政令第1号; before: 元号法附則第2項 and the imperial edicts of 1868, 1912 and 1926.
/// Dates before 1873-01-01 belong to the lunisolar calendar and are not converted.
pub(crate) const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', begins: (2019, 5, 1) },
    Era { name: "平成", letter: 'H', begins: (1989, 1, 8) },
    Era { name: "昭和", letter: 'S', begins: (1926, 12, 25) },
    Era { name: "大正", letter: 'T', begins: (1912, 7, 30) },
    Era { name: "明治", letter: 'M', begins: (1868, 10, 23) },
];

/// The era of a day and the year within it; `None` before Meiji.
fn era_of(date: NaiveDate) -> Option<(Era, i32)> {
    let era = ERAS.into_iter().find(|era| era.begins_on().is_some_and(|first| first <= date))?;
    Some((era, date.year() - era.begins.0 + 1))
}

/// The day and the time of day at this computer.
pub fn now() -> (NaiveDate, NaiveTime) {
    let now = chrono::Local::now();
    (now.date_naive(), now.time())
}

/// A date as records have it: 2026-04-01.
pub fn iso(date: NaiveDate) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let Some(year) = u32::try_from(year).ok().filter(|year| *year <= 9999) else { return date.to_string() };
    let digit = |number: u32| char::from_digit(number % 10, 10).unwrap_or('0');
    let mut text = String::with_capacity(10);
    text.extend([digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-']);
    text.extend([digit(month / 10), digit(month), '-', digit(day / 10), digit(day)]);
    text
}

/// A date in words: 令和8年4月1日, 令和元年5月1日.
pub fn wareki(date: NaiveDate) -> String {
    format!("{}{}月{}日", year_text(date), date.month(), date.day())
}

/// A date in words with its day of the week: 令和8年12月8日（火）.
pub fn wareki_weekday(date: NaiveDate) -> String {
    let day = ["月", "火", "水", "木", "金", "土", "日"][date.weekday().num_days_from_monday() as usize];
    format!("{}（{day}）", wareki(date))
}

/// A date in words by the Gregorian year: 2026年4月1日.
pub fn seireki(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A date for narrow columns: R8.4.1.
pub fn wareki_short(date: NaiveDate) -> String {
    match era_of(date) {
        Some((era, year)) => format!("{}{year}.{}.{}", era.letter, date.month(), date.day()),
        None => date.to_string(),
    }
}

/// The fiscal year (年度) of a day: April to March (地方自治法第208条第1項).
pub fn fiscal_year(date: NaiveDate) -> i32 {
    if date.month() >= 4 { date.year() } else { date.year() - 1 }
}

/// A fiscal year in words: 令和8年度; that of 2019 is 令和元年度 although it began in Heisei.
pub fn fiscal_year_text(year: i32) -> String {
    // The era of 1 May names the year: Reiwa began one month into the fiscal year, and the
    // ministries called all of it 令和元年度 (新元号への移行に伴う予算の呼称, 2019-04-01).
    match NaiveDate::from_ymd_opt(year, 5, 1) {
        Some(may) => format!("{}度", year_text(may)),
        None => format!("{year}年度"),
    }
}

fn year_text(date: NaiveDate) -> String {
    match era_of(date) {
        Some((era, 1)) => format!("{}元年", era.name),
        Some((era, year)) => format!("{}{year}年", era.name),
        None => format!("{}年", date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn a_date_is_written_as_records_have_it() {
        for date in ["0001-01-01", "1999-12-31", "2026-04-01", "9999-10-20"] {
            assert_eq!(iso(date.parse().unwrap()), date);
        }
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(iso(date), date.to_string());
        }
    }

    #[test]
    fn dates_are_written_in_the_era_of_their_day() {
        for (iso, words, short) in [
            ("2026-04-01", "令和8年4月1日", "R8.4.1"),
            ("2019-05-01", "令和元年5月1日", "R1.5.1"),
            ("2019-04-30", "平成31年4月30日", "H31.4.30"),
            ("1989-01-08", "平成元年1月8日", "H1.1.8"),
            ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
            ("1926-12-25", "昭和元年12月25日", "S1.12.25"),
            ("1926-12-24", "大正15年12月24日", "T15.12.24"),
            ("1912-07-30", "大正元年7月30日", "T1.7.30"),
            ("1912-07-29", "明治45年7月29日", "M45.7.29"),
            ("1868-10-23", "明治元年10月23日", "M1.10.23"),
            ("1868-10-22", "1868年10月22日", "1868-10-22"),
        ] {
            assert_eq!(wareki(day(iso)), words);
            assert_eq!(wareki_short(day(iso)), short);
        }
        assert_eq!(seireki(day("2026-04-01")), "2026年4月1日");
        assert_eq!(wareki_weekday(day("2026-12-08")), "令和8年12月8日（火）");
        assert_eq!(wareki_weekday(day("2026-11-22")), "令和8年11月22日（日）");
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        for (iso, year, words) in [
            ("2026-04-01", 2026, "令和8年度"),
            ("2027-03-31", 2026, "令和8年度"),
            ("2019-04-01", 2019, "令和元年度"),
            ("2020-03-31", 2019, "令和元年度"),
            ("2019-03-31", 2018, "平成30年度"),
            ("1989-03-31", 1988, "昭和63年度"),
            ("1989-04-01", 1989, "平成元年度"),
        ] {
            assert_eq!(fiscal_year(day(iso)), year);
            assert_eq!(fiscal_year_text(year), words);
            assert_eq!(parse_fiscal_year(words), Ok(year));
        }
    }

    #[test]
    fn every_day_reads_back_as_it_was_written() {
        let days = day("1873-01-01").iter_days().take_while(|date| *date < day("2100-01-01"));
        for date in days {
            assert_eq!(parse(&wareki(date)), Ok(date));
            assert_eq!(parse(&wareki_short(date)), Ok(date));
            assert_eq!(parse(&date.to_string()), Ok(date));
            if date.day() == 1 {
                assert_eq!(parse(&wareki_weekday(date)), Ok(date));
                assert_eq!(parse_fiscal_year(&fiscal_year_text(date.year())), Ok(date.year()));
            }
        }
    }
}
