//! Periods: two dates in one cell, lengths in months, fiscal years, and the incident clock.
//!
//! Deliberately not here: which days are closed. The calendar is an argument.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::read::{self, DateProblem};

/// Why a text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodProblem {
    /// A side is missing or is not understood as a date.
    Unreadable,
    /// A side is a day that no calendar has.
    Impossible,
    /// The end lies before the start.
    Reversed,
}

impl From<DateProblem> for PeriodProblem {
    fn from(problem: DateProblem) -> PeriodProblem {
        match problem {
            DateProblem::Unreadable => PeriodProblem::Unreadable,
            DateProblem::Impossible => PeriodProblem::Impossible,
        }
    }
}

/// Reads a period as typed: R8.4.1～R9.3.31, 令和8年4月1日から令和9年3月31日まで, 自 … 至 ….
///
/// The end may leave out the era (R8.4.1～9.3.31) or say 同年 or 翌年; one date is a period of a day.
pub fn parse_period(text: &str) -> Result<(NaiveDate, NaiveDate), PeriodProblem> {
    let text = one_mark(&read::clean(text));
    let (start, end) = match text.split_once('~') {
        Some((start, end)) => {
            let start_on = read::read(start)?;
            (start_on, end_of(start, start_on, end)?)
        }
        None => between_dashes(&text)?,
    };
    if end < start { Err(PeriodProblem::Reversed) } else { Ok((start, end)) }
}

/// `~` for every word and mark between two dates that is not also written inside one.
fn one_mark(text: &str) -> String {
    let mut text = text.replace("から", "~").replace("より", "~").replace(['至', '〜', '∼', '→', '⇒'], "~");
    text = text.trim_start_matches('自').trim_end_matches("まで").to_owned();
    // から～, ～至
    while text.contains("~~") {
        text = text.replace("~~", "~");
    }
    text
}

/// The one dash that has a date on either side; a text without such a dash is one day.
fn between_dashes(text: &str) -> Result<(NaiveDate, NaiveDate), PeriodProblem> {
    let mut problem = None;
    for (at, dash) in text.char_indices().filter(|(_, c)| read::is_dash(*c)) {
        let (start, end) = (&text[..at], &text[at + dash.len_utf8()..]);
        match read::read(start).and_then(|start_on| Ok((start_on, end_of(start, start_on, end)?))) {
            Ok(period) => return Ok(period),
            Err(DateProblem::Impossible) => problem = Some(PeriodProblem::Impossible),
            Err(DateProblem::Unreadable) => {}
        }
    }
    match read::read(text) {
        Ok(day) => Ok((day, day)),
        Err(other) => Err(problem.unwrap_or(other.into())),
    }
}

/// The end of a period, borrowing from its start what it leaves out.
fn end_of(start: &str, start_on: NaiveDate, end: &str) -> Result<NaiveDate, DateProblem> {
    for (word, year) in [("同年", start_on.year()), ("翌年", start_on.year() + 1)] {
        if let Some(rest) = end.strip_prefix(word) {
            return read::read(&format!("{year}年{rest}"));
        }
    }
    let (era, rest) = read::era(start);
    let era_text = &start[..start.len() - rest.len()];
    match read::read(end) {
        Err(DateProblem::Unreadable) if era.is_some() && read::era(end).0.is_none() => {
            read::read(&format!("{era_text}{end}"))
        }
        read => read,
    }
}

/// The last day of a period of `months` that begins with the whole of `start`.
///
/// 民法第140条ただし書 and 第143条: the day before the corresponding day, or the last day of the
/// month where there is none (1 April for 12 months ends on 31 March).
pub fn end_after_months(start: NaiveDate, months: u32) -> Option<NaiveDate> {
    let corresponding = start.checked_add_months(Months::new(months))?;
    if corresponding.day() == start.day() { corresponding.pred_opt() } else { Some(corresponding) }
}

/// The fiscal years (年度) that a period touches.
pub fn fiscal_years(start: NaiveDate, end: NaiveDate) -> RangeInclusive<i32> {
    super::fiscal_year(start)..=super::fiscal_year(end)
}

/// The day by which an incident must be reported that anyone in the office knew of on `knew`.
///
/// 個人情報保護法施行規則第43条・第44条 and the guideline on 番号法: the day known is day one;
/// a last day on a weekend, a holiday or 29 December to 3 January moves to the next open day.
/// `is_closed` answers for all of these. `None` if there is no open day within a year after.
pub fn incident_due(knew: NaiveDate, days: u32, is_closed: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let last = knew.checked_add_days(Days::new(u64::from(days.saturating_sub(1))))?;
    last.iter_days().take(366).find(|day| !is_closed(*day))
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use PeriodProblem::{Impossible, Reversed, Unreadable};

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn periods_are_read_in_every_form() {
        for text in [
            "R8.4.1～R9.3.31",
            "R8.4.1〜R9.3.31",
            "R8.4.1~R9.3.31",
            "R8.4.1∼R9.3.31",
            "R8.4.1-R9.3.31",
            "R8.4.1－R9.3.31",
            "R8.4.1−R9.3.31",
            "R8.4.1–R9.3.31",
            "R8.4.1—R9.3.31",
            "R8.4.1―R9.3.31",
            "R8.4.1ーR9.3.31",
            "R8.4.1→R9.3.31",
            "R8.4.1 ～ R9.3.31",
            "令和8年4月1日から令和9年3月31日まで",
            "令和８年４月１日から\n令和９年３月３１日まで",
            "令和8年4月1日より令和9年3月31日",
            "令和8年4月1日から～令和9年3月31日",
            "自 令和8年4月1日 至 令和9年3月31日",
            "自R8.4.1～至R9.3.31",
            "（R8.4.1～R9.3.31）",
            "令和8年4月1日（水）～令和9年3月31日（水）",
            "令和8年4月1日から9年3月31日まで",
            "R8.4.1～9.3.31",
            "令和8年4月1日から翌年3月31日まで",
            "2026-04-01 - 2027-03-31",
            "2026/4/1-2027/3/31",
            "2026-04-01～2027-03-31",
            "2026-4-1-2027-3-31",
            "20260401-20270331",
            "平成38年4月1日～令和9年3月31日",
            "2026.4.1～翌年3.31",
        ] {
            assert_eq!(parse_period(text), Ok((day("2026-04-01"), day("2027-03-31"))), "{text}");
        }
        for (text, read) in [
            ("令和8年4月1日～同年9月30日", Ok(("2026-04-01", "2026-09-30"))),
            ("R8.4.1", Ok(("2026-04-01", "2026-04-01"))),
            ("2026-04-01", Ok(("2026-04-01", "2026-04-01"))),
            ("R8.4.1～R8.4.1", Ok(("2026-04-01", "2026-04-01"))),
            ("R8.4.1～R8.3.31", Err(Reversed)),
            ("R8.4.1～R9.2.30", Err(Impossible)),
            ("R8.4.31-R9.3.31", Err(Impossible)),
            ("令和8年4月1日から3月31日まで", Err(Unreadable)),
            ("令和8年4月1日から1年間", Err(Unreadable)),
            ("R8.4.1～", Err(Unreadable)),
            ("～R9.3.31", Err(Unreadable)),
            ("2026/4/1～9.3.31", Err(Unreadable)),
            ("R8.4.1～R8.9.30～R9.3.31", Err(Unreadable)),
            ("随時", Err(Unreadable)),
            ("", Err(Unreadable)),
        ] {
            let read = read.map(|(start, end): (&str, &str)| (day(start), day(end)));
            assert_eq!(parse_period(text), read, "{text}");
        }
    }

    #[test]
    fn a_period_of_months_ends_the_day_before() {
        for (start, months, end) in [
            ("2026-04-01", 12, "2027-03-31"),
            ("2026-04-01", 60, "2031-03-31"),
            ("2026-10-15", 6, "2027-04-14"),
            ("2026-08-31", 6, "2027-02-28"),
            ("2027-12-31", 2, "2028-02-29"),
            ("2026-03-01", 12, "2027-02-28"),
            ("2027-03-01", 12, "2028-02-29"),
        ] {
            assert_eq!(end_after_months(day(start), months), Some(day(end)), "{start} + {months}");
        }
        assert_eq!(fiscal_years(day("2026-04-01"), day("2027-03-31")), 2026..=2026);
        assert_eq!(fiscal_years(day("2026-03-31"), day("2029-04-01")), 2025..=2029);
    }

    #[test]
    fn the_incident_clock_counts_the_day_anyone_knew_and_ends_on_an_open_day() {
        let is_closed = |date: NaiveDate| {
            let (month, day) = (date.month(), date.day());
            matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
                || (month == 12 && day >= 29)
                || (month == 1 && day <= 3)
                || (month == 5 && (3..=5).contains(&day))
        };
        for (knew, days, due) in [
            ("2026-12-01", 30, "2027-01-04"),
            ("2027-04-05", 30, "2027-05-06"),
            ("2026-11-22", 60, "2027-01-20"),
            ("2026-12-01", 1, "2026-12-01"),
            ("2026-12-05", 1, "2026-12-07"),
        ] {
            assert_eq!(incident_due(day(knew), days, &is_closed), Some(day(due)), "{knew} {days}");
        }
        assert_eq!(incident_due(day("2026-12-01"), 30, &|_| true), None);
    }
}
