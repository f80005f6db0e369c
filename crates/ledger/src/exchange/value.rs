//! What a cell says, by the kind of its column: dates, amounts, marks, methods, numbers, text as typed.
//! Which cell it is, and what follows for the row, is in `read.rs`.

use chrono::NaiveDate;
use paper::book::Cell;

use super::words::{Words, plain};
use crate::date::{DateProblem, ReadDate, Side};

/// What a cell was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(i64),
    Mark(bool),
    Date(NaiveDate),
    List(Vec<String>),
}

/// Why a cell was not read as its column asks; each has its wording under `exchange.note.<code>`.
pub type Code = &'static str;

/// A text as typed: only white space at both ends, line breaks, and one apostrophe in front go.
pub fn text(words: &Words, cell: &Cell) -> Option<String> {
    let shown = cell.shown();
    let joined = if shown.contains(['\n', '\r']) { shown.replace(['\n', '\r'], "").into() } else { shown };
    let text = without_apostrophe(joined.trim()).trim();
    (!words.is_empty(text)).then(|| text.to_owned())
}

/// A remark, whose line breaks stay.
pub fn lines(words: &Words, cell: &Cell) -> Option<String> {
    let plain = cell.plain().replace("\r\n", "\n");
    let text = without_apostrophe(plain.trim());
    (!words.is_empty(text)).then(|| text.to_owned())
}

fn without_apostrophe(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// The number of a record: one width, no line breaks.
pub fn code(words: &Words, cell: &Cell) -> Option<String> {
    text(words, cell).map(|text| crate::fold::nfkc(&text).trim().to_owned())
}

/// A corporate number whose check digit is right.
pub fn corporate_number(words: &Words, cell: &Cell) -> Result<Option<String>, Code> {
    let Some(text) = text(words, cell) else { return Ok(None) };
    let read = crate::corporate_number::parse(&text);
    read.map(|number| Some(number.to_string())).map_err(|_| "corporate_number_check")
}

/// How the contractor was chosen, from any wording that names it; a number in front does not matter.
pub fn method(words: &Words, cell: &Cell) -> Result<Option<String>, Code> {
    let Some(text) = text(words, cell) else { return Ok(None) };
    let text = plain(&text);
    let name = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = if name.len() < text.len() { name.trim_start_matches([':', '.', '、', ')']) } else { name };
    let found = words.methods.iter().find(|(_, names)| names.iter().any(|other| name.contains(other.as_str())));
    found.map(|(method, _)| Some(method.clone())).ok_or("method_unknown")
}

/// Yen; what is not an amount alone is asked about.
pub fn amount(words: &Words, cell: &Cell, unit: i64) -> Result<Option<i64>, Code> {
    let read = match cell {
        Cell::Number(number) => crate::amount::from_number(*number, unit),
        Cell::Error(_) => None,
        cell => {
            let Some(text) = text(words, cell) else { return Ok(None) };
            crate::amount::parse(&text, unit)
        }
    };
    read.map(Some).ok_or("amount_unreadable")
}

/// Days of notice: 60日前, 60; months count 30 days. Anything else is not known.
pub fn notice(words: &Words, cell: &Cell) -> Option<i64> {
    let text = text(words, cell)?;
    let text = plain(&text);
    let count = |units: &[String]| {
        let digits = units.iter().find_map(|unit| text.strip_suffix(unit.as_str()))?;
        digits.parse::<i64>().ok()
    };
    let days = text.parse().ok().or_else(|| count(&words.day_units));
    days.or_else(|| count(&words.month_units)?.checked_mul(30)).filter(|days| (0..=36_500).contains(days))
}

/// A whole number that counts something.
pub fn count(cell: &Cell) -> Option<i64> {
    let shown = cell.shown();
    let text = plain(&shown).trim_end_matches(|c: char| !c.is_ascii_digit()).replace(',', "");
    text.parse().ok().filter(|count| *count >= 0)
}

/// What a date column says: a day, the day of signing, or why not.
pub fn date(words: &Words, cell: &Cell) -> Side {
    let on = |on| Side::On(ReadDate { on, outside_era: false });
    match cell {
        Cell::Date(date) => on(*date),
        Cell::Number(_) => {
            let text = cell.plain();
            match crate::date::parse_serial(&text) {
                Ok(date) => on(date),
                Err(_) => match crate::date::parse_noting_era(&text) {
                    Ok(read) => Side::On(read),
                    Err(problem) => Side::Not(problem),
                },
            }
        }
        Cell::Bool(_) | Cell::Error(_) => Side::Not(DateProblem::Unreadable),
        Cell::Text(_) => {
            let Some(text) = text(words, cell).filter(|text| !words.no_posts.iter().any(|word| *word == plain(text)))
            else {
                return Side::Missing;
            };
            match crate::date::parse_side(&text) {
                Side::Not(DateProblem::Unreadable) => match crate::date::parse_serial(&text) {
                    Ok(date) => on(date),
                    Err(_) => Side::Not(vague(&text)),
                },
                read => read,
            }
        }
    }
}

/// A period or a start with a length where one date should be is understood, but is not that date.
fn vague(text: &str) -> DateProblem {
    let understood = |side| matches!(side, Side::On(_) | Side::Signing { .. } | Side::Not(DateProblem::Incomplete));
    match crate::date::parse_period(text, None) {
        (start, end) if understood(start) && (understood(end) || end == Side::Missing) => DateProblem::Incomplete,
        _ => DateProblem::Unreadable,
    }
}

/// The two sides of a period in one cell; an end may borrow from the day of signing.
pub fn period(words: &Words, cell: &Cell, signed: Option<NaiveDate>) -> (Side, Side) {
    match cell {
        Cell::Text(_) => match text(words, cell) {
            None => (Side::Missing, Side::Missing),
            Some(text) => crate::date::parse_period(&text, signed),
        },
        cell => {
            let day = date(words, cell);
            (day, day)
        }
    }
}

/// A word of a list that stands for a value: 運用中 → `active`.
pub fn listed(list: &[(String, Vec<String>)], text: &str) -> Option<String> {
    let text = plain(text).to_lowercase();
    let text = text.split_once('(').map_or(text.as_str(), |(word, _)| word);
    list.iter().find(|(_, words)| words.iter().any(|word| word.to_lowercase() == text)).map(|(value, _)| value.clone())
}

/// Whether more than a password is asked for at log-in.
pub fn second_factor(words: &Words, text: &str) -> Option<bool> {
    if let Some(mark) = words.mark(text) {
        return Some(mark);
    }
    let text = plain(text).to_lowercase();
    let has = |list: &[String]| list.iter().any(|word| text.contains(word.as_str()));
    let named = words.mfa_yes.iter().filter_map(|word| text.find(word.as_str()).map(|at| at + word.len())).max();
    match named {
        Some(end) if !words.mfa_unset.iter().any(|word| text[end..].contains(word.as_str())) => Some(true),
        Some(_) => Some(false),
        None => has(&words.mfa_no).then_some(false),
    }
}

/// The class of confidentiality that a cell states: 自治体機密性３Ｂ → `3B`.
pub fn class(words: &Words, text: &str) -> Option<String> {
    let text = plain(text).to_uppercase();
    let (_, rest) = text.split_once(&words.class_word)?;
    ["3A", "3B", "3C", "2", "1"].into_iter().find(|class| rest.starts_with(class)).map(str::to_owned)
}

/// The registration that a column on ISMAP states; it says nothing of other certificates.
pub fn ismap(words: &Words, text: &str) -> Option<String> {
    let text = plain(text).to_lowercase();
    if words.ismap_liu.iter().any(|word| text.contains(word.as_str())) {
        return Some("ismap_liu".to_owned());
    }
    (words.mark(&text) == Some(true) || words.ismap.contains(&text)).then(|| "ismap".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> &'static Words {
        Words::shipped().unwrap()
    }

    fn typed(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn texts_are_kept_as_typed() {
        for (cell, read) in [
            ("　㈱みなと　クリーン ", Some("㈱みなと　クリーン")),
            ("'地番図", Some("地番図")),
            ("''地番図", Some("'地番図")),
            ("=HYPERLINK(\"a\")", Some("=HYPERLINK(\"a\")")),
            ("放課後\n（朝凪）", Some("放課後（朝凪）")),
            ("－", None),
            ("該当なし", None),
            ("　", None),
            ("なしの木剪定", Some("なしの木剪定")),
        ] {
            assert_eq!(text(words(), &typed(cell)).as_deref(), read, "{cell}");
        }
        assert_eq!(code(words(), &Cell::Number(12.0)).as_deref(), Some("12"));
        assert_eq!(code(words(), &typed("霧契第１号")).as_deref(), Some("霧契第1号"));
    }

    #[test]
    fn methods_are_found_in_any_wording() {
        for (cell, read) in [
            ("随意契約（プロポーザル）", Ok(Some("proposal"))),
            ("随契", Ok(Some("negotiated"))),
            ("条件付一般競争入札", Ok(Some("general"))),
            ("3:指名競争", Ok(Some("designated"))),
            ("３．見積合せ", Ok(Some("negotiated"))),
            ("その他", Ok(Some("other"))),
            ("入札", Err("method_unknown")),
            ("3", Err("method_unknown")),
            ("-", Ok(None)),
        ] {
            let method = method(words(), &typed(cell));
            assert_eq!(method.as_ref().map(|read| read.as_deref()), read.as_ref().map(|read| *read), "{cell}");
        }
    }

    #[test]
    fn marks_and_notices_are_read() {
        for (cell, read) in [
            ("○", Some(true)),
            ("有（3,000件）", Some(true)),
            ("アリ", Some(true)),
            ("レ", Some(true)),
            ("true", Some(true)),
            ("１", Some(true)),
            ("×", Some(false)),
            ("なし", Some(false)),
            ("0", Some(false)),
            ("", None),
            ("－", None),
            ("確認中", None),
        ] {
            assert_eq!(words().mark(cell), read, "{cell}");
        }
        for (cell, read) in [
            ("60日前", Some(60)),
            ("60日前まで", Some(60)),
            ("60", Some(60)),
            ("3か月前", Some(90)),
            ("３ヶ月前", Some(90)),
            ("1ヶ月前", Some(30)),
            ("別途", None),
            ("―", None),
        ] {
            assert_eq!(notice(words(), &typed(cell)), read, "{cell}");
        }
    }

    #[test]
    fn words_about_accounts_and_services_are_read() {
        for (cell, read) in [
            ("２要素認証（認証アプリ）", Some(true)),
            ("SMS認証", Some(true)),
            ("ID・パスワード", Some(false)),
            ("パスワードのみ", Some(false)),
            ("二段階認証（未設定）", Some(false)),
            ("確認中", None),
            ("○", Some(true)),
        ] {
            assert_eq!(second_factor(words(), cell), read, "{cell}");
        }
        for (cell, read) in [
            ("機密性２（会議資料）", Some("2")),
            ("氏名・連絡先（自治体機密性３Ｂ）", Some("3B")),
            ("自治体機密性3C", Some("3C")),
            ("来庁者との会話", None),
        ] {
            assert_eq!(class(words(), cell).as_deref(), read, "{cell}");
        }
        for (cell, read) in [
            ("○", Some("ismap")),
            ("LIU登録", Some("ismap_liu")),
            ("登録済", Some("ismap")),
            ("×", None),
            ("確認中", None),
        ] {
            assert_eq!(ismap(words(), cell).as_deref(), read, "{cell}");
        }
        assert_eq!(listed(&words().media, "X（旧Twitter）").as_deref(), Some("x"));
        assert_eq!(listed(&words().sns_status, "廃止済み").as_deref(), Some("closed"));
    }

    #[test]
    fn a_date_column_says_a_day_or_why_not() {
        for (cell, read) in [
            (typed("R8.4.1"), "2026-04-01"),
            (Cell::Number(46113.0), "2026-04-01"),
            (Cell::Number(20_260_401.0), "2026-04-01"),
            (typed("46113"), "2026-04-01"),
            (typed("契約日"), "signing"),
            (typed("期限なし"), "missing"),
            (typed("令和8年4月1日から1年間"), "Incomplete"),
            (typed("令和9年3月"), "Incomplete"),
            (Cell::Number(8.4), "Incomplete"),
            (typed("未定"), "Unreadable"),
            (typed("業務完了まで"), "Unreadable"),
            (typed("2026/4/31"), "Impossible"),
        ] {
            let shown = match date(words(), &cell) {
                Side::On(read) => read.on.to_string(),
                Side::Signing { .. } => "signing".to_owned(),
                Side::Missing => "missing".to_owned(),
                Side::Not(problem) => format!("{problem:?}"),
            };
            assert_eq!(shown, read, "{cell:?}");
        }
    }
}
