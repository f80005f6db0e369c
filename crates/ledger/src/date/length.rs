//! Lengths of time as contracts state them: 90日前まで, 3か月, 毎月. Days and months are kept apart, because a month is no
//! number of days (民法143条).

use chrono::{Days, NaiveDate};

use crate::fold::nfkc;

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

/// The longest, in days.
const LONGEST: u32 = 36_500;

/// Units with what one of them is; the longer ones first.
const UNITS: [(&[&str], Length); 4] = [
    (&["日間", "日", "days", "day", "d"], Length::Days(1)),
    (&["週間", "週", "weeks", "week"], Length::Days(7)),
    (
        &["か月間", "か月", "ヶ月", "ケ月", "カ月", "ヵ月", "ゕ月", "箇月", "個月", "月", "months", "month"],
        Length::Months(1),
    ),
    (&["年", "years", "year"], Length::Months(12)),
];

/// Reads a length as typed; a bare number is one of days. None for anything else.
pub fn parse_length(typed: &str) -> Option<Length> {
    let text = nfkc(typed).replace(|c: char| c.is_whitespace(), "").to_lowercase();
    let mut text = text.as_str();
    while let Some(shorter) = ["まで", "に", "以上", "前"].iter().find_map(|end| text.strip_suffix(end)) {
        text = shorter;
    }
    let (count, of) = match text.find(|c: char| !c.is_ascii_digit()) {
        None => (text, Length::Days(1)),
        Some(at) => {
            let (count, unit) = text.split_at(at);
            let of = UNITS.iter().find(|(words, _)| words.contains(&unit))?.1;
            (count, of)
        }
    };
    let count: u32 = count.parse().ok()?;
    let fits = |length: u32| Some(length).filter(|length| *length <= LONGEST);
    Some(match of {
        Length::Days(days) => Length::Days(fits(count.checked_mul(days)?)?),
        Length::Months(months) => Length::Months(fits(count.checked_mul(months)?.checked_mul(30)?)? / 30),
    })
}

/// Reads after how many months something comes again: 毎月, 四半期, 3か月ごと, 毎年.
pub fn parse_every(typed: &str) -> Option<u32> {
    let text = nfkc(typed).replace(|c: char| c.is_whitespace(), "").to_lowercase();
    let text = text.trim_end_matches("ごと").trim_end_matches("毎");
    let months = match text {
        "毎月" | "月次" | "monthly" => 1,
        "四半期" | "毎四半期" | "quarterly" => 3,
        "半年" | "半期" | "毎半期" => 6,
        "毎年" | "年次" | "年1回" | "yearly" => 12,
        _ => match (text.parse::<u32>(), parse_length(text)) {
            (Ok(months), _) | (Err(_), Some(Length::Months(months))) => months,
            _ => return None,
        },
    };
    Some(months).filter(|months| (1..=120).contains(months))
}

/// The day that lies a length before the end of a day; months count from the day after, so that what is counted from the end of
/// a month ends with one (民法143条2項).
pub fn before(end: NaiveDate, length: Length) -> Option<NaiveDate> {
    match length {
        Length::Days(days) => end.checked_sub_days(Days::new(days.into())),
        Length::Months(months) => {
            super::months_after(end.succ_opt()?, i32::try_from(months).ok()?.checked_neg()?)?.pred_opt()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_as_contracts_write_them() {
        for (typed, read) in [
            ("90", Some(Length::Days(90))),
            ("９０日前まで", Some(Length::Days(90))),
            ("2週間前", Some(Length::Days(14))),
            ("3か月", Some(Length::Months(3))),
            ("３ヶ月前まで", Some(Length::Months(3))),
            ("6 カ月前までに", Some(Length::Months(6))),
            ("1箇月以上前", Some(Length::Months(1))),
            ("1年前", Some(Length::Months(12))),
            ("3 months", Some(Length::Months(3))),
            ("相当の期間", None),
            ("-3", None),
            ("1.5か月", None),
            ("3か", None),
            ("", None),
        ] {
            assert_eq!(parse_length(typed), read, "{typed}");
        }
    }

    #[test]
    fn what_comes_again_is_read_in_months() {
        for (typed, read) in [
            ("毎月", Some(1)),
            ("月次", Some(1)),
            ("四半期ごと", Some(3)),
            ("3か月ごと", Some(3)),
            ("半年", Some(6)),
            ("毎年", Some(12)),
            ("１２", Some(12)),
            ("0", None),
            ("30日", None),
            ("121", None),
            ("随時", None),
        ] {
            assert_eq!(parse_every(typed), read, "{typed}");
        }
    }

    #[test]
    fn months_before_the_end_of_a_month_end_with_a_month() {
        for (end, length, day) in [
            ("2027-03-31", Length::Months(3), "2026-12-31"),
            ("2027-03-31", Length::Months(1), "2027-02-28"),
            ("2028-03-31", Length::Months(1), "2028-02-29"),
            ("2027-06-30", Length::Months(1), "2027-05-31"),
            ("2027-02-28", Length::Months(3), "2026-11-30"),
            ("2027-05-30", Length::Months(3), "2027-02-27"),
            ("2027-03-15", Length::Months(1), "2027-02-15"),
            ("2027-03-31", Length::Days(90), "2026-12-31"),
            ("2027-03-31", Length::Months(0), "2027-03-31"),
        ] {
            assert_eq!(before(end.parse().unwrap(), length), day.parse().ok(), "{end} {length:?}");
        }
    }
}
