//! Reading a date or a fiscal year as typed, in every form that people use.
//!
//! Deliberately not here: guessing. A date without era or century (`8.4.1`) is unreadable.

use chrono::{Datelike, Days, NaiveDate};

use super::{ERAS, Era, era_of};

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateProblem {
    /// It is not understood as a date.
    Unreadable,
    /// It is understood, but lacks a part or says a length instead: 8.4.1, 4月1日, 令和9年3月, 1年間.
    Incomplete,
    /// It is understood, but no calendar has such a day.
    Impossible,
}

/// A date as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    /// The day.
    pub on: NaiveDate,
    /// Whether its era had not begun or had ended on that day (平成33年, 令和元年4月1日).
    pub outside_era: bool,
}

/// Reads a date as typed: 令和8年4月1日, R8.4.1, ㋿八年四月一日, 2026/4/1, 20260401 ….
///
/// Width, spaces, a time of day and brackets such as （水） do not matter. The year of an era
/// that had ended by then is counted on, as contracts of before 2019 do (平成32年4月1日).
pub fn parse(text: &str) -> Result<NaiveDate, DateProblem> {
    read(&clean(text)).map(|read| read.on)
}

/// Reads a date like [`parse`], and says whether its era fits the day.
pub fn parse_noting_era(text: &str) -> Result<ReadDate, DateProblem> {
    read(&clean(text))
}

/// Reads a serial day number of a spreadsheet (1900 date system): 46113 is 2026-04-01.
///
/// Only numbers of five digits are dates (1927 to 2173); a fraction is a time of day.
pub fn parse_serial(text: &str) -> Result<NaiveDate, DateProblem> {
    let text = crate::fold::nfkc(text.trim());
    let (days, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if days.len() != 5 || days.starts_with('0') || !digits(days) || !digits(fraction) {
        return Err(DateProblem::Unreadable);
    }
    // Counting from here agrees with spreadsheets from day 61 on, after the day they invented.
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(DateProblem::Impossible)?;
    let days = days.parse().map_err(|_| DateProblem::Unreadable)?;
    zero.checked_add_days(Days::new(days)).ok_or(DateProblem::Impossible)
}

/// Reads a fiscal year as typed: 令和8年度, R8, 2026年度, 2026; counts eras on as dates do.
pub fn parse_fiscal_year(text: &str) -> Result<i32, DateProblem> {
    let text = clean(text);
    let text = text.strip_suffix('度').unwrap_or(&text);
    let text = text.strip_suffix('年').unwrap_or(text);
    let (era, rest) = era(text);
    let (number, rest) = number(era, rest).ok_or(DateProblem::Unreadable)?;
    if !rest.is_empty() {
        return Err(DateProblem::Unreadable);
    }
    year(era, &number)
}

/// Reads a month as typed, as its first day: 令和8年12月, R8.12, 2026/12, 2026-12; also any day of it.
pub fn parse_month(text: &str) -> Result<NaiveDate, DateProblem> {
    let text = clean(text);
    let mut whole = ["", "-1", "/1", ".1", "1日"].iter().filter_map(|rest| read(&format!("{text}{rest}")).ok());
    let day = whole.next().ok_or(DateProblem::Unreadable)?.on;
    Ok(day.with_day(1).unwrap_or(day))
}

/// A text ready to be read: one width, no spaces, no brackets, digits for kanji numerals.
pub(super) fn clean(text: &str) -> String {
    let text = crate::fold::nfkc(text.trim()).to_lowercase();
    let text = without_times(&text);
    let text = ["【】", "〔〕", "[]", "「」"].iter().fold(text.trim(), |text, pair| {
        let mut pair = pair.chars();
        let (Some(open), Some(close)) = (pair.next(), pair.next()) else { return text };
        text.strip_prefix(open).and_then(|inner| inner.strip_suffix(close)).unwrap_or(text)
    });
    let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    kanji_numerals(&without_brackets(&spaceless))
}

/// A text without the times of day that follow a day: `9:00`, `09:30:00`, `t09:30:00+09:00`.
fn without_times(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '~' | '〜' | ')')) {
        let end = word.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '~' | '〜' | ')'));
        let tail = &word[end.len()..];
        let is_time = |time: &str| {
            let digits = time
                .split([':', '.', '+', 'z'])
                .all(|part| part.len() <= 6 && part.bytes().all(|b| b.is_ascii_digit()));
            time.contains(':') && digits && time.starts_with(|c: char| c.is_ascii_digit())
        };
        let follows_day = out.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | ')' | '('));
        match end.split_once('t') {
            Some((day, time)) if is_time(time) => out.push_str(day),
            _ if is_time(end) && follows_day => {}
            _ => out.push_str(end),
        }
        out.push_str(tail);
    }
    out
}

/// Brackets round the whole open; others go with what is in them.
fn without_brackets(text: &str) -> String {
    let whole = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    if let Some(inside) = whole.filter(|inside| !inside.contains(['(', ')'])) {
        return inside.to_owned();
    }
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn kanji_digit(c: char) -> Option<usize> {
    KANJI.iter().position(|kanji| *kanji == c).or((c == '零').then_some(0))
}

/// 三十一 → 31, 二〇二六 → 2026; everything else stays.
fn kanji_numerals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| kanji_digit(c).is_none() && c != '十').unwrap_or(rest.len());
        if end == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let digits = |run: &str| run.chars().filter_map(kanji_digit).map(|digit| digit.to_string()).collect::<String>();
        match rest[..end].split_once('十') {
            Some((tens, ones)) => {
                out.push_str(if tens.is_empty() { "1" } else { "" });
                out.push_str(&digits(tens));
                out.push_str(if ones.is_empty() { "0" } else { "" });
                out.push_str(&digits(ones));
            }
            None => out.push_str(&digits(&rest[..end])),
        }
        rest = &rest[end..];
    }
    out
}

/// Reads a cleaned text.
pub(super) fn read(text: &str) -> Result<ReadDate, DateProblem> {
    let (era, rest) = era(text);
    if let Some((y, m, d)) = compact(era, rest) {
        return date(era, y, m, d);
    }
    (|| {
        let (y, rest) = number(era, rest)?;
        let rest = separator(rest, '年')?;
        let (m, rest) = digits(rest)?;
        let rest = separator(rest, '月')?;
        let (d, rest) = digits(rest)?;
        let rest = rest.strip_prefix('日').unwrap_or(rest);
        let rest = rest.strip_prefix('付').map(|rest| rest.strip_prefix('け').unwrap_or(rest)).unwrap_or(rest);
        let plausible = m.len() <= 2 && d.len() <= 2 && rest.is_empty();
        plausible.then(|| date(era, &y, m, d))
    })()
    .unwrap_or(Err(DateProblem::Unreadable))
    .map_err(|problem| match problem {
        DateProblem::Unreadable if is_incomplete(text) => DateProblem::Incomplete,
        problem => problem,
    })
}

/// Words behind a date or a length that leave its day open.
const OPEN_ENDS: [&str; 14] =
    ["末日", "末", "上旬", "中旬", "下旬", "初旬", "頃", "ごろ", "以内", "以降", "予定", "まで", "から", "間"];

/// Whether a cleaned text that is no date is a part of one, or a length.
fn is_incomplete(text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("同年").or_else(|| text.strip_prefix("翌年")) {
        return is_incomplete(rest);
    }
    let (era, mut rest) = era(text);
    while let Some(shorter) = OPEN_ENDS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    let worded = |mut rest: &str| {
        let mut parts = 0;
        while let Some((number, after)) =
            rest.strip_prefix('元').map(|rest| ("1".to_owned(), rest)).or(number(None, rest))
        {
            if era.is_some() && number.len() > 2 {
                return false;
            }
            let units = ["年度", "年", "か月", "ヶ月", "ヵ月", "カ月", "ケ月", "箇月", "月", "日", "週"];
            let Some(after) = units.iter().find_map(|unit| after.strip_prefix(unit)) else { return false };
            (rest, parts) = (after, parts + 1);
        }
        rest.is_empty() && parts > 0
    };
    let separated = |rest: &str| {
        let groups: Vec<&str> = rest.split(|c| matches!(c, '.' | '/' | '・') || is_dash(c)).collect();
        let digits = |group: &str, most: usize| {
            (1..=most).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
        };
        let sound = groups.iter().enumerate().all(|(index, group)| digits(group, if index == 0 { 4 } else { 2 }));
        let year_alone = groups.len() == 1 && rest.len() == if era.is_some() { rest.len().min(2) } else { 4 };
        sound && ((2..=3).contains(&groups.len()) || year_alone)
    };
    worded(rest) || separated(rest)
}

/// The era that a cleaned text begins with, and what follows it.
pub(super) fn era(text: &str) -> (Option<Era>, &str) {
    for era in ERAS {
        let letter = era.letter.to_ascii_lowercase();
        let short = era.name.chars().next().unwrap_or(letter);
        let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix([letter, short]));
        if let Some(rest) = rest {
            // R.8.4.1
            return (Some(era), rest.strip_prefix('.').unwrap_or(rest));
        }
    }
    (None, text)
}

/// 20260401, R080401: nothing but digits.
fn compact(era: Option<Era>, text: &str) -> Option<(&str, &str, &str)> {
    let year = if era.is_some() { 2 } else { 4 };
    let all_digits = text.len() == year + 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| (&text[..year], &text[year..year + 2], &text[year + 2..]))
}

fn number(era: Option<Era>, text: &str) -> Option<(String, &str)> {
    if let (Some(_), Some(rest)) = (era, text.strip_prefix('元')) {
        return Some(("1".to_owned(), rest));
    }
    digits(text).map(|(number, rest)| (number.to_owned(), rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn separator(text: &str, kanji: char) -> Option<&str> {
    let mut chars = text.chars();
    let c = chars.next()?;
    (c == kanji || c == '.' || c == '/' || c == '・' || is_dash(c)).then_some(chars.as_str())
}

/// Everything that people type for a dash, after NFKC.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{2500}' | '\u{2501}')
}

fn year(era: Option<Era>, digits: &str) -> Result<i32, DateProblem> {
    let number: i32 = digits.parse().map_err(|_| DateProblem::Unreadable)?;
    match era {
        Some(_) if digits.len() > 2 => Err(DateProblem::Unreadable),
        Some(_) if number == 0 => Err(DateProblem::Impossible),
        Some(era) => Ok(era.gregorian(number)),
        None if digits.len() != 4 => Err(DateProblem::Unreadable),
        None if number < 1868 => Err(DateProblem::Impossible),
        None => Ok(number),
    }
}

fn date(era: Option<Era>, y: &str, m: &str, d: &str) -> Result<ReadDate, DateProblem> {
    let number = |digits: &str| digits.parse().map_err(|_| DateProblem::Unreadable);
    let on = NaiveDate::from_ymd_opt(year(era, y)?, number(m)?, number(d)?).ok_or(DateProblem::Impossible)?;
    let outside_era = era.is_some_and(|era| era_of(on).is_none_or(|(own, _)| own != era));
    Ok(ReadDate { on, outside_era })
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateProblem::{Impossible, Incomplete, Unreadable};

    #[test]
    fn every_form_that_people_type_is_read() {
        for text in [
            "R8.4.1",
            "r8/4/1",
            "令和8年4月1日",
            "令和８年４月１日",
            "令８・４・１",
            "㋿8年4月1日",
            "R8-4-1",
            "R08.04.01",
            "R.8.4.1",
            "R080401",
            "令和八年四月一日",
            "令和 8 年 4 月 1 日",
            "　令和8年4月1日　",
            "令和8年4月1日（水）",
            "令和8年4月1日(水)",
            "令和8年4月1日㈬",
            "令和8年（2026年）4月1日",
            "（令和8年4月1日）",
            "令和8年4月1日付け",
            "R8･4･1",
            "R８．４．１",
            "2026-04-01",
            "2026/4/1",
            "2026.4.1",
            "2026・4・1",
            "20260401",
            "２０２６年４月１日",
            "2026年4月1日",
            "二〇二六年四月一日",
            "2026−04−01",
            "2026－4－1",
            "2026‐4‐1",
            "2026/4/1 0:00",
            "2026-04-01T09:30:00+09:00",
            "2026/04/01 12:34:56",
            "平成38年4月1日",
            "H38.4.1",
            "㍻38年4月1日",
        ] {
            assert_eq!(parse(text), Ok("2026-04-01".parse().unwrap()), "{text}");
        }
        for (text, iso) in [
            ("令和元年5月1日", "2019-05-01"),
            ("令元.5.1", "2019-05-01"),
            ("R元.12.31", "2019-12-31"),
            ("H31.4.30", "2019-04-30"),
            ("平成31年5月1日", "2019-05-01"),
            ("平成32年4月1日", "2020-04-01"),
            ("平成33年3月31日", "2021-03-31"),
            ("令和元年4月1日", "2019-04-01"),
            ("㍻30年3月31日", "2018-03-31"),
            ("㍼64.1.7", "1989-01-07"),
            ("昭和六十三年十二月三十一日", "1988-12-31"),
            ("S99.1.10", "2024-01-10"),
            ("大正12年9月1日", "1923-09-01"),
            ("M45.7.29", "1912-07-29"),
            ("明治6年1月1日", "1873-01-01"),
            ("R6.2.29", "2024-02-29"),
            ("令和十年十月二十日", "2028-10-20"),
        ] {
            assert_eq!(parse(text), Ok(iso.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn a_day_that_no_calendar_has_is_impossible() {
        for text in [
            "令和7年2月30日",
            "2026/4/31",
            "R7.2.29",
            "2026年13月1日",
            "20260431",
            "R8.0.1",
            "R8.4.0",
            "令和0年4月1日",
            "R8.4.99",
            "0008-04-01",
        ] {
            assert_eq!(parse(text), Err(Impossible), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_unreadable() {
        for text in [
            "",
            " ",
            "未定",
            "随時",
            "業務完了まで",
            "46113",
            "R8.4.1.2",
            "R8.4.1～",
            "令和8年4月1日から1年間",
            "令和2026年4月1日",
            "X8.4.1",
            "R8..4.1",
            "2026/4/1/",
            "R8 4 1",
            "-2026-04-01",
            "2026--4-1",
            "R8.004.1",
            "12026/4/1",
            "()",
            "令和100年1月1日",
            "t",
            "20:00",
        ] {
            assert_eq!(parse(text), Err(Unreadable), "{text}");
        }
    }

    #[test]
    fn a_part_of_a_date_or_a_length_is_incomplete() {
        for text in [
            "8.4.1",
            "26/4/1",
            "4月1日",
            "令和9年3月",
            "令和8年",
            "令和8年度",
            "2026",
            "R8.4",
            "令和9年3月末",
            "3月31日まで",
            "2026年4月1日ごろ",
            "1年間",
            "６か月",
            "30日以内",
            "4/1",
            "元年5月1日",
        ] {
            assert_eq!(parse(text), Err(Incomplete), "{text}");
        }
    }

    #[test]
    fn an_era_that_had_ended_or_not_begun_is_noted() {
        for (text, outside) in [
            ("平成31年4月30日", false),
            ("平成31年5月1日", true),
            ("令和元年4月1日", true),
            ("令和元年5月1日", false),
            ("H33.3.31", true),
            ("2026-04-01", false),
        ] {
            assert_eq!(parse_noting_era(text).map(|read| read.outside_era), Ok(outside), "{text}");
        }
    }

    #[test]
    fn a_serial_number_is_read_only_as_such() {
        for (text, read) in [
            ("46113", Ok("2026-04-01")),
            ("46113.0", Ok("2026-04-01")),
            ("46113.75", Ok("2026-04-01")),
            ("４６１１３", Ok("2026-04-01")),
            ("43586", Ok("2019-05-01")),
            ("99999", Ok("2173-10-13")),
            ("10000", Ok("1927-05-18")),
            ("4611", Err(Unreadable)),
            ("461130", Err(Unreadable)),
            ("46113.", Err(Unreadable)),
            ("4611a", Err(Unreadable)),
            ("-4611", Err(Unreadable)),
        ] {
            assert_eq!(parse_serial(text), read.map(|iso: &str| iso.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn fiscal_years_are_read() {
        for (text, read) in [
            ("令和8年度", Ok(2026)),
            ("R8", Ok(2026)),
            ("r8年度", Ok(2026)),
            ("Ｒ８", Ok(2026)),
            ("令和八年度", Ok(2026)),
            ("令和元年度", Ok(2019)),
            ("平成31年度", Ok(2019)),
            ("平成 30 年度", Ok(2018)),
            ("2026年度", Ok(2026)),
            ("2026", Ok(2026)),
            ("8年度", Err(Unreadable)),
            ("令和年度", Err(Unreadable)),
            ("令和0年度", Err(Impossible)),
            ("R8.4.1", Err(Unreadable)),
            ("", Err(Unreadable)),
        ] {
            assert_eq!(parse_fiscal_year(text), read, "{text}");
        }
    }

    #[test]
    fn a_month_is_read_as_people_write_it() {
        for typed in ["2026-12", "2026/12", "R8.12", "令和８年１２月", "2026-12-08", "R8.12.31", "令和八年十二月"]
        {
            assert_eq!(parse_month(typed).map(|day| day.to_string()).as_deref(), Ok("2026-12-01"), "{typed}");
        }
        for typed in ["師走", "R8", "2026", "R8.13", ""] {
            assert!(parse_month(typed).is_err(), "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9RrHhtT元令和平成年月日.／/（）() 十一〇八:-]{0,24}") {
            let _ = (parse(&text), parse_serial(&text), parse_fiscal_year(&text));
        }
    }
}
