//! The recovery key: a key as text that is printed, kept in a safe and typed in years later.
//!
//! Fourteen groups of five: thirteen with four symbols of the key, one with the check of the
//! whole, each ending in a check symbol of its own, so that a slip is shown where it is.
//! Deliberately not here: encryption. Whoever reads the paper has the key.

use db::Key;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::KeyProblem;

/// Digits and letters without I, L, O and U, which are mistaken for others.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Symbols of a group, the last of which is its check.
const GROUP: usize = 5;

/// Groups that carry the key: 256 bits and four zero bits, 20 bits each.
const KEY_GROUPS: usize = 13;

const GROUPS: usize = KEY_GROUPS + 1;

/// The text of a key, to be printed.
pub fn recovery_text(key: &Key) -> String {
    let bits = bits_of(key);
    let groups = bits.iter().enumerate().map(|(index, bits)| {
        let symbols = symbols_of(*bits);
        symbols
            .iter()
            .chain([&check(index, &symbols)])
            .map(|symbol| char::from(SYMBOLS[usize::from(*symbol)]))
            .collect()
    });
    groups.collect::<Vec<String>>().join("-")
}

/// Reads the printed text of a key; case, width, spaces, hyphens, O for 0 and I or L for 1 do not matter.
///
/// # Errors
/// `RecoveryMistyped` with the first group that does not add up.
pub fn parse_recovery(text: &str) -> Result<Key, KeyProblem> {
    let text: Zeroizing<String> = Zeroizing::new(text.nfkc().collect());
    let mistyped = |index: usize| KeyProblem::RecoveryMistyped { group: index + 1 };
    let symbols: Zeroizing<Vec<Option<u8>>> =
        Zeroizing::new(text.chars().filter(|c| !is_between(*c)).map(symbol).collect());
    if symbols.len() != GROUPS * GROUP {
        return Err(mistyped(wrong_length(&text).unwrap_or_else(|| first_wrong(&symbols))));
    }
    let mut bits = Zeroizing::new([0_u32; GROUPS]);
    for (index, group) in symbols.chunks(GROUP).enumerate() {
        bits[index] = read_group(index, group).ok_or_else(|| mistyped(index))?;
    }
    let mut bytes = Zeroizing::new([0_u8; 32]);
    for (place, byte) in bytes.iter_mut().enumerate() {
        // The bit at `8 * place` from the left, over groups of 20.
        let first = 8 * place;
        let pair = u64::from(bits[first / 20]) << 20 | u64::from(bits[first / 20 + 1]);
        *byte = (pair >> (40 - 8 - first % 20)) as u8;
    }
    let key = Key::new(*bytes);
    if *bits_of(&key) == *bits { Ok(key) } else { Err(mistyped(GROUPS - 1)) }
}

/// The 20 bits of each group.
fn bits_of(key: &Key) -> Zeroizing<[u32; GROUPS]> {
    let mut bits = Zeroizing::new([0; GROUPS]);
    for (index, group) in bits.iter_mut().take(KEY_GROUPS).enumerate() {
        for place in 20 * index..20 * (index + 1) {
            let byte = key.bytes().get(place / 8).copied().unwrap_or(0);
            *group = *group << 1 | u32::from(byte >> (7 - place % 8) & 1);
        }
    }
    let digest = Sha256::digest(key.bytes());
    bits[KEY_GROUPS] = u32::from_be_bytes([0, digest[0], digest[1], digest[2]]) >> 4;
    bits
}

fn symbols_of(bits: u32) -> [u8; GROUP - 1] {
    [15, 10, 5, 0].map(|shift| (bits >> shift & 31) as u8)
}

/// A sum over the field of 32 elements: it finds one wrong symbol, two neighbours exchanged,
/// and, since the place of the group goes in, two groups exchanged.
fn check(index: usize, symbols: &[u8]) -> u8 {
    symbols.iter().fold(index as u8 + 1, |sum, symbol| twice(sum) ^ twice(*symbol))
}

/// Multiplies by the element x of the field, modulo x⁵ + x² + 1.
fn twice(element: u8) -> u8 {
    let doubled = element << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
}

fn read_group(index: usize, group: &[Option<u8>]) -> Option<u32> {
    let group: Vec<u8> = group.iter().copied().collect::<Option<_>>()?;
    let (last, symbols) = group.split_last().filter(|_| group.len() == GROUP)?;
    let bits = symbols.iter().fold(0, |bits, symbol| bits << 5 | u32::from(*symbol));
    (check(index, symbols) == *last).then_some(bits)
}

/// The first group that is too short or too long, where the text shows its groups.
fn wrong_length(text: &str) -> Option<usize> {
    let groups: Vec<usize> =
        text.split(is_between).map(|group| group.chars().count()).filter(|length| *length > 0).collect();
    let wrong = groups.iter().position(|length| *length != GROUP);
    match wrong {
        Some(index) if groups.len() > 1 => Some(index.min(GROUPS - 1)),
        Some(_) => None,
        None => Some(groups.len().min(GROUPS - 1)),
    }
}

fn first_wrong(symbols: &[Option<u8>]) -> usize {
    let wrong = symbols.chunks(GROUP).enumerate().position(|(index, group)| read_group(index, group).is_none());
    wrong.unwrap_or(symbols.len() / GROUP).min(GROUPS - 1)
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}')
}

fn symbol(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    SYMBOLS.iter().position(|symbol| char::from(*symbol) == c).map(|at| at as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<Key> {
        let mut keys = vec![Key::new([0; 32]), Key::new([255; 32]), Key::new(std::array::from_fn(|i| i as u8 * 7))];
        keys.extend((0..20).map(|_| super::super::generate().unwrap()));
        keys
    }

    fn group_of(problem: Result<Key, KeyProblem>) -> usize {
        match problem {
            Err(KeyProblem::RecoveryMistyped { group }) => group,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_text_of_a_released_key_never_changes() {
        // Worked out by another program.
        for (key, text) in [
            (Key::new([0; 32]), "0000G-00005-0000N-0000A-0000T-0000F-0000Z-0000M-00004-0000H-00001-0000Y-0000E-CSM77"),
            (
                Key::new(std::array::from_fn(|i| i as u8 * 7)),
                "003GS-W58W3-4CN38-2E1ZF-8S6NF-8PV2X-D5R7X-EZM5W-HJ9SB-N8D8D-NYVB8-VH6B0-TBCGG-5QYPP",
            ),
        ] {
            assert_eq!(recovery_text(&key), text);
        }
    }

    #[test]
    fn a_printed_key_reads_back_however_it_was_typed() {
        for key in keys() {
            let text = recovery_text(&key);
            assert_eq!(text.len(), GROUPS * (GROUP + 1) - 1);
            let full_width: String = text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for typed in [
                text.clone(),
                text.to_lowercase(),
                text.replace('-', ""),
                text.replace('-', " \n"),
                text.replace('-', "ー"),
                text.replace('0', "O").replace('1', "I"),
                text.replace('0', "o").replace('1', "l"),
                full_width,
                format!("  {text}\r\n"),
            ] {
                assert_eq!(parse_recovery(&typed), Ok(key.clone()), "{typed}");
            }
        }
    }

    #[test]
    fn a_wrong_symbol_is_found_in_its_group() {
        for key in keys().into_iter().take(6) {
            let text = recovery_text(&key);
            for (at, right) in text.char_indices().filter(|(_, c)| *c != '-') {
                for wrong in
                    SYMBOLS.iter().map(|symbol| char::from(*symbol)).chain(['U', '?', 'あ']).filter(|c| *c != right)
                {
                    let typed = format!("{}{wrong}{}", &text[..at], &text[at + 1..]);
                    assert_eq!(group_of(parse_recovery(&typed)), at / (GROUP + 1) + 1, "{typed}");
                }
            }
        }
    }

    #[test]
    fn exchanged_symbols_and_groups_are_found() {
        for key in keys() {
            let text = recovery_text(&key);
            let bytes = text.as_bytes();
            for at in
                (0..bytes.len() - 1).filter(|at| bytes[*at] != bytes[at + 1] && !bytes[*at..at + 2].contains(&b'-'))
            {
                let mut typed = bytes.to_vec();
                typed.swap(at, at + 1);
                let typed = String::from_utf8(typed).unwrap();
                assert_eq!(group_of(parse_recovery(&typed)), at / (GROUP + 1) + 1, "{typed}");
            }
            let mut groups: Vec<&str> = text.split('-').collect();
            groups.swap(3, 8);
            assert_eq!(group_of(parse_recovery(&groups.join("-"))), 4);
        }
    }

    #[test]
    fn a_missing_symbol_or_group_is_found() {
        for key in keys().into_iter().skip(3) {
            let text = recovery_text(&key);
            let groups: Vec<&str> = text.split('-').collect();
            let without = |at: usize| [&groups[..at], &groups[at + 1..]].concat().join("-");
            assert_eq!(group_of(parse_recovery(&without(13))), 14);
            let mut short = groups.clone();
            short[6] = &short[6][..4];
            assert_eq!(group_of(parse_recovery(&short.join("-"))), 7);
            let long = format!("{}X", groups[6]);
            let mut with_long = groups.clone();
            with_long[6] = &long;
            assert_eq!(group_of(parse_recovery(&with_long.join("-"))), 7);
            assert_eq!(group_of(parse_recovery("")), 1);
        }
        assert_eq!(group_of(parse_recovery(&"0".repeat(1000))), 1);
    }

    #[test]
    fn slips_that_cancel_out_are_found_by_the_whole() {
        // Two wrong symbols may leave the check of their group right.
        let key = Key::new([0; 32]);
        let text = recovery_text(&key);
        let symbols = [1, 0, 0, 0];
        let group: String = symbols
            .iter()
            .chain([&check(2, &symbols)])
            .map(|symbol| char::from(SYMBOLS[usize::from(*symbol)]))
            .collect();
        let mut groups: Vec<&str> = text.split('-').collect();
        groups[2] = &group;
        assert_eq!(group_of(parse_recovery(&groups.join("-"))), 14);
    }
}
