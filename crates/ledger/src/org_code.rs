//! The code of a local government (全国地方公共団体コード): six digits, the last checks the others.
//!
//! Deliberately not here: the list of municipalities, which changes with every merger.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use crate::corporate_number::{self, CorporateNumber};

/// A code of a local government (全国地方公共団体コード) whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrgCode(String);

/// Why a text is not the code of a local government.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrgCodeProblem {
    /// It is not six digits; with five, the check digit is missing.
    NotSixDigits,
    /// The last digit does not fit the others.
    CheckDigit,
}

impl OrgCode {
    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The corporate number (法人番号) of the local government: 000020 and the code.
    pub fn corporate_number(&self) -> CorporateNumber {
        corporate_number::with_check_digit(&format!("000020{}", self.0))
    }
}

impl fmt::Display for OrgCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a code as typed; width, spaces and a hyphen before the check digit do not matter.
pub fn parse(text: &str) -> Result<OrgCode, OrgCodeProblem> {
    let digits: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        .collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(OrgCodeProblem::NotSixDigits);
    }
    if digits[5..] == check_digit(&digits[..5]).to_string() {
        Ok(OrgCode(digits))
    } else {
        Err(OrgCodeProblem::CheckDigit)
    }
}

/// Weights 6 to 2 over the five digits; the last place of what is missing to a multiple of 11.
fn check_digit(five: &str) -> u32 {
    let sum: u32 =
        five.chars().filter_map(|c| c.to_digit(10)).zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    let missing = if sum >= 11 { 11 - sum % 11 } else { 11 - sum };
    missing % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_typed() {
        for (text, code) in [
            ("012025", "012025"),
            ("011002", "011002"),
            ("131016", "131016"),
            ("271004", "271004"),
            ("401307", "401307"),
            ("０１２０２５", "012025"),
            ("01202-5", "012025"),
            (" 01202 5 ", "012025"),
        ] {
            assert_eq!(parse(text).map(|code| code.to_string()).as_deref(), Ok(code), "{text}");
        }
    }

    #[test]
    fn wrong_codes_are_refused() {
        for (text, problem) in [
            ("012024", OrgCodeProblem::CheckDigit),
            ("102025", OrgCodeProblem::CheckDigit),
            ("01202", OrgCodeProblem::NotSixDigits),
            ("0120255", OrgCodeProblem::NotSixDigits),
            ("01202x", OrgCodeProblem::NotSixDigits),
            ("", OrgCodeProblem::NotSixDigits),
        ] {
            assert_eq!(parse(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn a_code_gives_the_corporate_number() {
        assert_eq!(parse("012025").unwrap().corporate_number().as_str(), "9000020012025");
    }
}
