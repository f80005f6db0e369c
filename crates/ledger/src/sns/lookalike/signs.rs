//! Signs that are taken for one another, and names without what makes no difference to the eye.
//! The tables are small and made for names of accounts: a library for all of Unicode is not among the libraries here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters of other scripts that look like Latin ones, each followed by it.
const LETTERS: [(&str, char); 26] = [
    ("\u{430}\u{3b1}\u{251}\u{252}", 'a'),
    ("\u{432}\u{3b2}\u{44c}\u{185}\u{253}", 'b'),
    ("\u{441}\u{3f2}\u{254}\u{188}", 'c'),
    ("\u{501}\u{257}\u{256}", 'd'),
    ("\u{435}\u{454}\u{3b5}\u{25b}\u{4bd}", 'e'),
    ("\u{192}\u{584}", 'f'),
    ("\u{261}\u{581}\u{260}", 'g'),
    ("\u{43d}\u{4bb}\u{570}\u{266}", 'h'),
    ("\u{456}\u{3b9}\u{131}\u{269}\u{457}\u{268}", 'i'),
    ("\u{458}\u{3f3}\u{237}", 'j'),
    ("\u{43a}\u{3ba}\u{138}\u{199}", 'k'),
    ("\u{4cf}\u{4c0}\u{26d}\u{142}\u{1c0}", 'l'),
    ("\u{43c}\u{3bc}\u{271}", 'm'),
    ("\u{438}\u{3b7}\u{578}\u{57c}\u{272}", 'n'),
    ("\u{43e}\u{3bf}\u{585}\u{3c3}\u{f8}\u{275}", 'o'),
    ("\u{440}\u{3c1}\u{3f1}\u{1a5}", 'p'),
    ("\u{51b}\u{566}", 'q'),
    ("\u{433}\u{27e}\u{280}", 'r'),
    ("\u{455}\u{573}\u{282}", 's'),
    ("\u{442}\u{3c4}\u{1ad}", 't'),
    ("\u{57d}\u{3c5}\u{446}\u{28b}", 'u'),
    ("\u{3bd}\u{475}\u{474}", 'v'),
    ("\u{51d}\u{461}\u{3c9}\u{26f}", 'w'),
    ("\u{445}\u{3c7}\u{4b3}", 'x'),
    ("\u{443}\u{3b3}\u{4af}\u{1b4}", 'y'),
    ("\u{1b6}\u{290}\u{225}", 'z'),
];

/// Kanji that look like kana, each followed by the kana, and the dashes that look like a long sound.
const KANA: [(char, char); 14] = [
    ('\u{4e00}', '\u{30fc}'),
    ('\u{2015}', '\u{30fc}'),
    ('\u{2014}', '\u{30fc}'),
    ('\u{4e8c}', '\u{30cb}'),
    ('\u{516b}', '\u{30cf}'),
    ('\u{53e3}', '\u{30ed}'),
    ('\u{529b}', '\u{30ab}'),
    ('\u{5de5}', '\u{30a8}'),
    ('\u{5915}', '\u{30bf}'),
    ('\u{535c}', '\u{30c8}'),
    ('\u{5343}', '\u{30c1}'),
    ('\u{624d}', '\u{30aa}'),
    ('\u{3078}', '\u{30d8}'),
    ('\u{308a}', '\u{30ea}'),
];

/// In small Latin letters, whatever script they were taken from, without accents. Kana keep their marks.
pub fn script(name: &str) -> String {
    let small = name.nfkc().flat_map(char::to_lowercase);
    let plain = |c: char| {
        if c.is_ascii() {
            return c;
        }
        if let Some((_, kana)) = KANA.iter().find(|(kanji, _)| *kanji == c) {
            return *kana;
        }
        LETTERS.iter().find(|(signs, _)| signs.contains(c)).map_or(c, |(_, latin)| *latin)
    };
    let latin: String = small.map(plain).collect();
    // An accent on a Latin letter goes; the marks of kana make other letters.
    let mut out = String::with_capacity(latin.len());
    for c in latin.chars() {
        let first = c.nfd().next().unwrap_or(c);
        if first.is_ascii() || is_combining_mark(c) {
            out.extend(Some(first).filter(|first| !is_combining_mark(*first)));
        } else {
            out.push(c);
        }
    }
    out.chars().map(plain).collect()
}

/// With signs that look alike as one of them: l I 1, O 0, rn m, vv w, cl d and some more.
pub fn letters(name: &str) -> String {
    let one = |c: char| match c {
        '0' => 'o',
        '1' | 'i' | '|' | '!' => 'l',
        '5' | '$' => 's',
        '2' => 'z',
        '8' => 'b',
        '9' | 'q' => 'g',
        c => c,
    };
    let name: String = name.to_lowercase().chars().map(one).collect();
    name.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

/// Without the signs between words.
pub fn joined(name: &str) -> String {
    name.chars().filter(|c| !"._-\u{b7}".contains(*c)).collect()
}

/// With each letter once where it stands several times in a row.
pub fn squeezed(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Without all of these differences.
pub fn skeleton(name: &str) -> String {
    squeezed(&letters(&joined(&script(name))))
}

/// Whether two texts differ in one letter that is changed, left out, added, or exchanged with the next.
pub fn one_edit(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 1 || one == other {
        return false;
    }
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&one[..one.len() - end], &other[..other.len() - end]) {
        ([_], [_]) | ([], [_]) | ([_], []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
