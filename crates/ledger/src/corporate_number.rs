//! The corporate number (法人番号): thirteen digits, the first of which checks the others.
//!
//! Deliberately not here: whether such a body exists. The check digit finds most slips of the
//! finger, but not a 0 typed for a 9 (行政手続における特定の個人を識別するための番号の利用等に
//! 関する法律施行令第35条; 法人番号の指定等に関する省令第2条).

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A corporate number (法人番号) whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorporateNumber(String);

/// Why a text is not a corporate number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorporateNumberProblem {
    /// It is not thirteen digits.
    NotThirteenDigits,
    /// The first digit does not fit the others.
    CheckDigit,
}

impl CorporateNumber {
    /// The thirteen digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CorporateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a corporate number as typed; width, spaces, hyphens and the T of an invoice do not matter.
pub fn parse(text: &str) -> Result<CorporateNumber, CorporateNumberProblem> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace() && !is_hyphen(*c)).collect();
    let digits = text.strip_prefix(['T', 't']).unwrap_or(&text);
    if digits.len() != 13 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CorporateNumberProblem::NotThirteenDigits);
    }
    if digits[..1] == check_digit(&digits[1..]).to_string() {
        Ok(CorporateNumber(digits.to_owned()))
    } else {
        Err(CorporateNumberProblem::CheckDigit)
    }
}

/// The number that begins with the right check digit and goes on with these twelve digits.
pub(crate) fn with_check_digit(base: &str) -> CorporateNumber {
    CorporateNumber(format!("{}{base}", check_digit(base)))
}

/// 9 − (Σ Pₙ·Qₙ mod 9), n counted from the right, Qₙ 1 for odd and 2 for even n.
fn check_digit(base: &str) -> u32 {
    let sum: u32 =
        base.chars().rev().filter_map(|c| c.to_digit(10)).zip([1, 2].into_iter().cycle()).map(|(p, q)| p * q).sum();
    9 - sum % 9
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use CorporateNumberProblem::{CheckDigit, NotThirteenDigits};

    #[test]
    fn numbers_are_read_as_typed() {
        for (text, digits) in [
            ("7000012050002", "7000012050002"),
            ("1180301018771", "1180301018771"),
            ("2000012020001", "2000012020001"),
            ("9000020012025", "9000020012025"),
            ("T7000012050002", "7000012050002"),
            ("Ｔ７００００１２０５０００２", "7000012050002"),
            ("t7-0000-1205-0002", "7000012050002"),
            ("7‐0000−1205－0002", "7000012050002"),
            (" 7 0000 1205 0002　", "7000012050002"),
        ] {
            assert_eq!(parse(text).map(|number| number.to_string()).as_deref(), Ok(digits), "{text}");
        }
    }

    #[test]
    fn wrong_numbers_are_refused() {
        for (text, problem) in [
            ("7000012050001", CheckDigit),
            ("0000012050002", CheckDigit),
            ("7000012050020", CheckDigit),
            ("000012050002", NotThirteenDigits),
            ("70000120500020", NotThirteenDigits),
            ("1.23457E+12", NotThirteenDigits),
            ("TT7000012050002", NotThirteenDigits),
            ("七〇〇〇〇一二〇五〇〇〇二", NotThirteenDigits),
            ("", NotThirteenDigits),
        ] {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn one_wrong_digit_is_found_unless_it_is_a_0_for_a_9(base in "[0-9]{12}", at in 1..13_usize, digit in b'0'..=b'9') {
            let right = with_check_digit(&base);
            let mut wrong = right.as_str().as_bytes().to_vec();
            let blind = wrong[at].abs_diff(digit) % 9 == 0;
            wrong[at] = digit;
            let wrong = String::from_utf8(wrong).unwrap();
            proptest::prop_assert_eq!(parse(&wrong).is_ok(), blind);
        }
    }
}
