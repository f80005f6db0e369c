//! Periods: two dates in one cell, lengths in months, fiscal years, and the incident clock.
//!
//! Deliberately not here: which days are closed. The calendar is an argument.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::read::{self, DateProblem, ReadDate};

/// One side of a period as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Nothing stands there.
    Missing,
    /// A day.
    On(ReadDate),
    /// The day of signing (契約日), or the day after it (契約締結日の翌日).
    Signing {
        /// Whether the day after is meant.
        next_day: bool,
    },
    /// Something that is no day.
    Not(DateProblem),
}

/// Reads a period as typed: R8.4.1～R9.3.31, 令和8年4月1日から令和9年3月31日まで, 自 … 至 ….
///
/// The end may leave out the era (R8.4.1～9.3.31) or say 同年 or 翌年; one date is a period of a day;
/// a side may be left out. A text that is no period at all is unreadable on both sides.
/// `signed` is the day of signing, from which an end that says 翌年 may borrow its year.
pub fn parse_period(text: &str, signed: Option<NaiveDate>) -> (Side, Side) {
    // No period is that long; a remark that went astray is not worth the search for dashes.
    if text.chars().count() > LONGEST {
        return (Side::Not(DateProblem::Unreadable), Side::Not(DateProblem::Unreadable));
    }
    let marked = crate::fold::nfkc(text).replace("(自)", "自").replace("(至)", "至");
    let text = one_mark(&read::clean(&marked));
    if let Some((start, end)) = text.split_once('~') {
        let end = end.trim_end_matches("まで");
        return match (side(start), signed) {
            (start @ Side::Signing { .. }, Some(signed)) => (start, end_of(&signed.to_string(), end)),
            (read, _) => (read, end_of(start, end)),
        };
    }
    match text.strip_suffix("まで") {
        Some(end) => (Side::Missing, side(end)),
        None => between_dashes(&text),
    }
}

/// The longest text that is looked at for a period, in characters.
const LONGEST: usize = 120;

/// Words for an end that is not set.
const NO_END: [&str; 6] = ["なし", "無し", "期限なし", "無期限", "定めなし", "期限の定めなし"];

/// Reads one side of a period, or a cell that may name the day of signing instead of a date.
pub fn parse_side(text: &str) -> Side {
    let text = read::clean(text);
    // 令和8年4月1日から, 令和9年3月31日まで
    let bare = ["から", "より", "まで"].iter().find_map(|word| text.strip_suffix(word));
    match bare.map(side) {
        Some(read @ (Side::On(_) | Side::Signing { .. })) => read,
        _ => side(&text),
    }
}

fn side(text: &str) -> Side {
    if text.is_empty() || NO_END.contains(&text) {
        return Side::Missing;
    }
    let (day, next_day) = match text.strip_suffix("翌日") {
        Some(day) => (day.trim_end_matches('の'), true),
        None => (text, false),
    };
    if ["契約日", "契約締結日", "締結日", "契約締結の日", "契約の日"].contains(&day) {
        return Side::Signing { next_day };
    }
    match read::read(text) {
        Ok(date) => Side::On(date),
        Err(problem) => Side::Not(problem),
    }
}

/// `~` for every word and mark between two dates that is not also written inside one.
fn one_mark(text: &str) -> String {
    let text = text.replace("自:", "自").replace("至:", "至");
    let mut text = text.replace("から", "~").replace("より", "~").replace(['至', '〜', '∼', '→', '⇒'], "~");
    text = text.trim_start_matches('自').to_owned();
    // から～, ～至, and a dash beside either
    while let Some(at) = ["~~", "~-", "-~", "~ー", "ー~"].iter().find(|pair| text.contains(**pair)) {
        text = text.replace(*at, "~");
    }
    text
}

/// The dash that has a date on either side; a text without such a dash is one day.
fn between_dashes(text: &str) -> (Side, Side) {
    let whole = side(text);
    if let Side::On(_) = whole {
        return (whole, whole);
    }
    let splits = text.char_indices().filter(|(_, c)| read::is_dash(*c)).map(|(at, dash)| {
        let (start, end) = (&text[..at], &text[at + dash.len_utf8()..]);
        (side(start), end_of(start, end))
    });
    let best = splits.max_by_key(|(start, end)| (rank(*start) + rank(*end), rank(*start)));
    match best {
        // One side at least is a day; else the dashes are those of one date that could not be read.
        Some((start, end)) if rank(start).max(rank(end)) == 3 && rank(start).min(rank(end)) > 0 => (start, end),
        Some((start, end)) if matches!(whole, Side::Not(DateProblem::Unreadable)) && rank(start).min(rank(end)) > 0 => {
            (start, end)
        }
        _ => (whole, whole),
    }
}

/// How well a side was understood.
fn rank(side: Side) -> u8 {
    match side {
        Side::On(_) | Side::Signing { .. } => 3,
        Side::Missing => 2,
        Side::Not(DateProblem::Impossible | DateProblem::Incomplete) => 1,
        Side::Not(DateProblem::Unreadable) => 0,
    }
}

/// The end of a period, borrowing from its start what it leaves out.
fn end_of(start: &str, end: &str) -> Side {
    let Side::On(start_on) = side(start) else { return side(end) };
    for (word, year) in [("同年", start_on.on.year()), ("翌年", start_on.on.year() + 1)] {
        if let Some(rest) = end.strip_prefix(word) {
            return side(&format!("{year}年{rest}").replace("年度", "年").replace("年年", "年"));
        }
    }
    let (era, rest) = read::era(start);
    let era_text = &start[..start.len() - rest.len()];
    match side(end) {
        Side::Not(problem) if era.is_some() && read::era(end).0.is_none() => match side(&format!("{era_text}{end}")) {
            Side::Not(_) => Side::Not(problem),
            read => read,
        },
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

/// The day that corresponds to `day` so many months later, or earlier; the last day of the month where there is none
/// (民法第143条第2項): 31 January and one month is 28 or 29 February.
pub fn months_after(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
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
            "2026.4.1～翌年3.31",
        ] {
            assert_eq!(shown(text), "2026-04-01 2027-03-31", "{text}");
        }
    }

    #[test]
    fn what_a_period_leaves_out_is_told() {
        for (text, read) in [
            ("令和8年4月1日～同年9月30日", "2026-04-01 2026-09-30"),
            ("R8.4.1", "2026-04-01 2026-04-01"),
            ("2026-04-01", "2026-04-01 2026-04-01"),
            ("R8.4.1～R8.3.31", "2026-04-01 2026-03-31"),
            ("R8.4.1～R9.2.30", "2026-04-01 impossible"),
            ("R8.4.31-R9.3.31", "impossible 2027-03-31"),
            ("令和8年4月1日から3月31日まで", "2026-04-01 incomplete"),
            ("R8.4.1～3.31", "2026-04-01 incomplete"),
            ("令和8年4月1日から1年間", "2026-04-01 incomplete"),
            ("令和8年4月～令和9年3月", "incomplete incomplete"),
            ("R8.4.1～", "2026-04-01 -"),
            ("～R9.3.31", "- 2027-03-31"),
            ("令和9年3月31日まで", "- 2027-03-31"),
            ("令和8年4月1日から", "2026-04-01 -"),
            ("契約日から令和9年3月31日まで", "signing 2027-03-31"),
            ("契約締結日の翌日～R9.3.31", "signing+1 2027-03-31"),
            ("契約締結日－令和9年3月31日", "signing 2027-03-31"),
            ("2026/4/1～9.3.31", "2026-04-01 incomplete"),
            ("R8.4.1～R8.9.30～R9.3.31", "2026-04-01 unreadable"),
            ("R8.4.1～期限なし", "2026-04-01 -"),
            ("（自）R8.4.1（至）R9.3.31", "2026-04-01 2027-03-31"),
            ("自：R8.4.1 至：R9.3.31", "2026-04-01 2027-03-31"),
            ("【R8.4.1～R9.3.31】", "2026-04-01 2027-03-31"),
            ("2026年4月1日 9:00～2027年3月31日 17:00", "2026-04-01 2027-03-31"),
            ("R8.4.1 ～ R9.3.31（9:00～17:00）", "2026-04-01 2027-03-31"),
            ("2026/4/1 0:00 ～ 2027/3/31 0:00", "2026-04-01 2027-03-31"),
            ("随時", "unreadable unreadable"),
            ("未定", "unreadable unreadable"),
            ("業務完了まで", "- unreadable"),
            ("㍻31年4月1日～平成36年3月31日", "2019-04-01 2024-03-31!"),
            ("令和7年11月31日から令和8年3月31日まで", "impossible 2026-03-31"),
            ("", "- -"),
        ] {
            assert_eq!(shown(text), read, "{text}");
        }
    }

    #[test]
    fn an_end_borrows_its_year_from_the_day_of_signing() {
        let signed = Some(day("2026-04-01"));
        for (text, end) in
            [("契約日から翌年3月31日まで", "2027-03-31"), ("契約締結日の翌日から同年9月30日まで", "2026-09-30")]
        {
            let (start, read) = parse_period(text, signed);
            assert!(matches!(start, Side::Signing { .. }), "{text}");
            assert_eq!(read, Side::On(ReadDate { on: day(end), outside_era: false }), "{text}");
        }
        for (text, read) in [("R9.3.31まで", "2027-03-31"), ("R8.4.1から", "2026-04-01")] {
            assert_eq!(parse_side(text), Side::On(ReadDate { on: day(read), outside_era: false }), "{text}");
        }
        assert_eq!(parse_side("翌年3月31日"), Side::Not(DateProblem::Incomplete));
    }

    fn shown(text: &str) -> String {
        let side = |side: Side| match side {
            Side::Missing => "-".to_owned(),
            Side::On(read) => format!("{}{}", read.on, if read.outside_era { "!" } else { "" }),
            Side::Signing { next_day } => if next_day { "signing+1" } else { "signing" }.to_owned(),
            Side::Not(problem) => format!("{problem:?}").to_lowercase(),
        };
        let (start, end) = parse_period(text, None);
        format!("{} {}", side(start), side(end))
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
    fn a_day_some_months_later_is_the_same_day_or_the_last_of_its_month() {
        for (from, months, to) in [
            ("2027-01-31", 1, "2027-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2027-01-31", 2, "2027-03-31"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2028-02-29", 48, "2032-02-29"),
            ("2026-11-26", 0, "2026-11-26"),
            ("2027-03-31", -1, "2027-02-28"),
            ("2027-03-31", -3, "2026-12-31"),
            ("2025-10-31", 16, "2027-02-28"),
        ] {
            assert_eq!(months_after(day(from), months), Some(day(to)), "{from} {months}");
        }
        assert_eq!(months_after(NaiveDate::MAX, 1), None);
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
