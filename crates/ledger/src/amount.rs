//! Amounts of money as people in Japanese offices write them: 1億2,345万円, 15,083千円, 金3,149,000円也.
//!
//! The units below are grammar of numbers, not wording. Deliberately not here: guessing. Whatever is left over
//! (@1,200円/件, 月額50,000円, 上限…) makes the text no amount.

/// Units of amounts in the order in which they are written, in yen.
const UNITS: &[(&str, i64)] =
    &[("億", 100_000_000), ("千万", 10_000_000), ("百万", 1_000_000), ("万", 10_000), ("千", 1_000)];

/// Words for an amount of nothing.
const NOTHING: [&str; 2] = ["無償", "無料"];

/// Whole yen from what a person typed; without a unit of its own the text counts in `unit` yen.
///
/// Width, separators, 金 … 円也, a closing dash, and brackets with what they contain do not matter.
/// A fraction is fine as long as it comes to whole yen; a negative amount is none.
pub fn parse(typed: &str, unit: i64) -> Option<i64> {
    let text: String =
        without_brackets(&crate::fold::nfkc(typed)).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let text = text.trim_start_matches('\'');
    if NOTHING.contains(&text) {
        return Some(0);
    }
    let text = text.strip_prefix('金').unwrap_or(text);
    let signed = text.strip_prefix(['¥', '\\']);
    let text = signed.unwrap_or(text);
    let text = text.trim_end_matches(['-', 'ー', '−']);
    let text = text.strip_suffix('也').unwrap_or(text);
    let (text, yen) = match text.strip_suffix('円') {
        Some(text) => (text, true),
        None => (text, signed.is_some()),
    };
    let (mut total, mut rest) = (0_i64, text);
    for (word, value) in UNITS {
        if let Some((head, tail)) = rest.split_once(word) {
            total = total.checked_add(scaled(head, *value)?)?;
            rest = tail;
        }
    }
    let has_unit = rest.len() < text.len();
    if rest.is_empty() && has_unit {
        return Some(total);
    }
    total.checked_add(scaled(rest, if yen || has_unit { 1 } else { unit })?)
}

/// Whole yen from a number of a cell that counts in `unit` yen; none if it is negative or leaves a fraction.
pub fn from_number(number: f64, unit: i64) -> Option<i64> {
    #[expect(clippy::cast_precision_loss, reason = "units are small")]
    let yen = number * unit as f64;
    let whole = yen.round();
    // A formula leaves dust in the last binary digits.
    let is_whole = (yen - whole).abs() <= whole.abs().max(1.0) * 1e-9;
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    (is_whole && (0.0..9.0e15).contains(&whole)).then_some(whole as i64)
}

/// The unit that a word names, in yen: 円, 千円, 万円, 百万円.
pub fn unit(word: &str) -> Option<i64> {
    let word = word.strip_suffix('円')?;
    if word.is_empty() {
        return Some(1);
    }
    UNITS.iter().find(|(unit, _)| *unit == word).map(|(_, value)| *value)
}

/// The unit that a text begins with: 千円、税込.
pub fn leading_unit(text: &str) -> Option<i64> {
    let end = text.find('円')? + '円'.len_utf8();
    unit(&text[..end])
}

/// Drops every bracket with what is in it; one that never closes stays.
fn without_brackets(text: &str) -> String {
    let mut out = text.to_owned();
    while let Some(close) = out.find(')') {
        let Some(open) = out[..close].rfind('(') else { break };
        out.replace_range(open..=close, "");
    }
    out
}

fn scaled(digits: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return None;
    }
    let mut value = whole.parse::<i64>().ok()?.checked_mul(unit)?;
    let mut step = unit;
    for digit in fraction.trim_end_matches('0').chars() {
        step = if step % 10 == 0 { step / 10 } else { return None };
        value = value.checked_add(i64::from(digit.to_digit(10)?) * step)?;
    }
    Some(value)
}

/// A number that is not negative, with a comma every three digits.
pub fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, unit, yen) in [
            ("6,418,000円", 1, Some(6_418_000)),
            ("６４１万８千円", 1, Some(6_418_000)),
            ("6,418千円", 1, Some(6_418_000)),
            ("¥6418000", 1, Some(6_418_000)),
            ("￥２６，１８０，０００", 1_000, Some(26_180_000)),
            ("\\300,000-", 1_000, Some(300_000)),
            ("金３，１４９，０００円也", 1, Some(3_149_000)),
            ("金　４，８４０，０００円也", 1, Some(4_840_000)),
            ("１億２，３４５万円", 1, Some(123_450_000)),
            ("41,234,500円", 1_000, Some(41_234_500)),
            ("15,083", 1_000, Some(15_083_000)),
            ("6,215.5", 1_000, Some(6_215_500)),
            ("1.5百万円", 1, Some(1_500_000)),
            ("3,463,000円(税込)", 1, Some(3_463_000)),
            ("1,100,000（うち消費税100,000円）", 1, Some(1_100_000)),
            ("￥1,057,000", 1, Some(1_057_000)),
            ("38,500,000 円", 1, Some(38_500_000)),
            ("¥12千円", 1, Some(12_000)),
            ("無償", 1, Some(0)),
            ("0", 1_000, Some(0)),
            ("@1,200円/件", 1, None),
            ("単価契約", 1, None),
            ("月額50,000円", 1, None),
            ("△1,000", 1, None),
            ("-1,000", 1, None),
            ("1.5", 1, None),
            ("1.2345", 1_000, None),
            ("円", 1, None),
            ("", 1, None),
            ("１件当たり55円", 1, None),
            ("上限1,000,000円", 1, None),
            ("99999999999999999999", 1, None),
        ] {
            assert_eq!(parse(typed, unit), yen, "{typed}");
        }
    }

    #[test]
    fn numbers_of_cells_come_to_whole_yen() {
        for (number, unit, yen) in [
            (6215.5, 1_000, Some(6_215_500)),
            (1_100_000.000_000_1, 1, Some(1_100_000)),
            (0.1 + 0.2, 10, Some(3)),
            (1.5, 1, None),
            (-5.0, 1, None),
            (0.0, 1, Some(0)),
            (1e300, 1, None),
            (f64::NAN, 1, None),
        ] {
            assert_eq!(from_number(number, unit), yen, "{number}");
        }
    }

    #[test]
    fn units_are_named_in_yen() {
        for (word, yen) in
            [("円", Some(1)), ("千円", Some(1_000)), ("百万円", Some(1_000_000)), ("件", None), ("", None)]
        {
            assert_eq!(unit(word), yen, "{word}");
        }
    }

    #[test]
    fn digits_are_grouped_by_three() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (123_456, "123,456"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }
}
