//! One spelling for the many of a word, so that it is found however it was typed.
//!
//! The tables of kanji variants and legal forms are data of the writing system, not wording:
//! with `date.rs` this is the other place outside `locales/` where Japanese text stands.
//! Deliberately not here: similarity. Two folded texts match by equality or as a substring.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::char::{compose, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// The compatibility form (NFKC): full-width letters become half-width, ｶﾞ ガ, ㈱ (株).
pub fn nfkc(text: &str) -> Cow<'_, str> {
    // Most texts are in this form already, and most of those show it without a look into the tables of Unicode.
    let Some(first) = text.chars().find(|c| !is_plain(*c)) else { return Cow::Borrowed(text) };
    if is_wide(first) && text.chars().all(|c| is_plain(c) || is_wide(c)) {
        return Cow::Owned(text.chars().map(narrow).collect());
    }
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfkc().collect()),
    }
}

/// Full-width ASCII and the space of that width, each of which has one narrow form.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{FF01}'..='\u{FF5E}')
}

fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        c if is_wide(c) => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Characters that NFKC leaves as they are and never joins with a neighbour of their kind: ASCII, kana, the usual kanji.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}')
}

/// A text in small letters.
pub fn small(text: &str) -> Cow<'_, str> {
    let is_small = |c: char| if c.is_ascii() { !c.is_ascii_uppercase() } else { is_plain(c) };
    if text.chars().all(is_small) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// A text as it is searched and compared: width, case, kana, spaces, dashes, kanji variants
/// and abbreviated legal forms no longer differ.
///
/// Every character is folded by itself or with the one before, so that a part of a text, even
/// of one or two characters, folds to a part of the folded text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| match c {
        c if c.is_whitespace() || is_ignored(c) => {}
        'ー' => {}
        // サーバ is サーバー, and a dash after kana is such a mark, mistyped.
        c if is_dash(c) => {
            if !out.chars().next_back().is_some_and(is_hiragana) {
                out.push('-');
            }
        }
        '〜' | '∼' | '～' => out.push('~'),
        // A mark that a space stood before now belongs to the letter in front of the space: カ ﾞ is ガ.
        c if !is_plain(c) && is_combining_mark(c) => {
            let joined = out.chars().next_back().and_then(|last| compose(last, c));
            if joined.is_some() {
                out.pop();
            }
            out.push(joined.unwrap_or(c));
        }
        c => out.push(usual_kanji(large_hiragana(c))),
    };
    for c in nfkc(text).chars() {
        if is_plain(c) { push(c.to_ascii_lowercase()) } else { c.to_lowercase().for_each(&mut push) }
    }
    with_long_forms(out)
}

/// A folded text with its legal forms written out.
fn with_long_forms(text: String) -> String {
    // Most texts have no bracket, and so no form to write out.
    if !text.contains('(') {
        return text;
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text.as_str();
    while let Some(at) = rest.find('(') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (short, long) = LEGAL_FORMS.iter().find(|(short, _)| rest.starts_with(short)).unwrap_or(&("(", "("));
        out.push_str(long);
        rest = &rest[short.len()..];
    }
    out + rest
}

/// The private-use characters (外字) of a text, each once, in order of appearance.
///
/// They look different on every machine, so that a name with one of them must be asked about.
pub fn private_use(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for c in text.chars() {
        let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
        if private && !found.contains(&c) {
            found.push(c);
        }
    }
    found
}

/// Variation selectors, invisible characters, and the dot of エヌ・ティ・ティ.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{00AD}' | '・' | '·')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

/// Katakana become hiragana, and small kana large: キヤノン is written with a large ヤ.
fn large_hiragana(c: char) -> char {
    let c = match c {
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}' | '\u{30FE}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => {
            char::from_u32(c as u32 + 1).unwrap_or(c)
        }
        'ゕ' => 'か',
        'ゖ' => 'け',
        c => c,
    }
}

/// The usual form of a kanji that has several; names are the reason.
fn usual_kanji(c: char) -> char {
    static USUAL: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let forms = KANJI.iter().filter_map(|forms| forms.chars().next().zip(Some(*forms)));
        forms.flat_map(|(usual, forms)| forms.chars().map(move |form| (form, usual))).collect()
    });
    // Kana and letters are no kanji.
    if c < '\u{3400}' { c } else { USUAL.get(&c).copied().unwrap_or(c) }
}

/// Forms of one kanji, the usual one first.
const KANJI: [&str; 84] = [
    "高髙",
    "崎﨑嵜",
    "辺邉邊",
    "斉齊斎齋",
    "浜濱濵",
    "沢澤",
    "広廣",
    "国國圀",
    "桜櫻",
    "徳德",
    "恵惠",
    "栄榮",
    "実實",
    "寿壽",
    "竜龍",
    "滝瀧",
    "渋澁",
    "淵渕",
    "真眞",
    "条條",
    "会會",
    "学學斈",
    "区區",
    "県縣",
    "庁廳",
    "島嶋嶌",
    "富冨",
    "峰峯",
    "館舘",
    "園薗",
    "桑桒",
    "吉𠮷",
    "橋𣘺",
    "静靜",
    "豊豐",
    "衛衞",
    "蔵藏",
    "声聲",
    "医醫",
    "薬藥",
    "体體",
    "鉄鐵",
    "関關",
    "観觀",
    "駅驛",
    "当當",
    "営營",
    "気氣",
    "黒黑",
    "黄黃",
    "清淸",
    "青靑",
    "増增",
    "横橫",
    "歩步",
    "槙槇",
    "弥彌",
    "船舩",
    "籠篭",
    "鴎鷗",
    "剥剝",
    "填塡",
    "頬頰",
    "叱𠮟",
    "侠俠",
    "繋繫",
    "瑶瑤",
    "遥遙",
    "晋晉",
    "亜亞",
    "応應",
    "来來",
    "万萬",
    "与與",
    "礼禮",
    "円圓",
    "台臺",
    "塩鹽",
    "壱壹",
    "弐貳",
    "双雙",
    "湾灣",
    "総總",
    "続續",
];

/// Legal forms as abbreviated in lists, folded; ㈱ and ㍿ have come apart by NFKC.
const LEGAL_FORMS: [(&str, &str); 21] = [
    ("(株)", "株式会社"),
    ("(有)", "有限会社"),
    ("(同)", "合同会社"),
    ("(資)", "合資会社"),
    ("(名)", "合名会社"),
    ("(一財)", "一般財団法人"),
    ("(公財)", "公益財団法人"),
    ("(一社)", "一般社団法人"),
    ("(公社)", "公益社団法人"),
    ("(財)", "財団法人"),
    ("(社)", "社団法人"),
    ("(福)", "社会福祉法人"),
    ("(社福)", "社会福祉法人"),
    ("(学)", "学校法人"),
    ("(医)", "医療法人"),
    ("(宗)", "宗教法人"),
    ("(独)", "独立行政法人"),
    ("(地独)", "地方独立行政法人"),
    ("(大)", "国立大学法人"),
    ("(協)", "協同組合"),
    ("(特非)", "特定非営利活動法人"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_one() {
        for same in [
            &["ﾃﾞｰﾀ入力", "データ入力", "でーた入力", "デ ー タ 入 力", "データ　入力"][..],
            &["サーバー", "サーバ", "ｻｰﾊﾞｰ", "サ−バ−", "サ‐バ"],
            &[
                "株式会社シオミ",
                "㈱シオミ",
                "(株)シオミ",
                "（株）シオミ",
                "㍿シオミ",
                "株式会社　シオミ",
                "（ 株 ）しおみ",
            ],
            &["有限会社シオミ", "㈲シオミ", "（有）シオミ"],
            &["合同会社シオミ", "(同)シオミ"],
            &["一般財団法人潮見", "(一財)潮見", "（一財）潮見"],
            &["NPO法人潮見", "ＮＰＯ法人潮見"],
            &["特定非営利活動法人潮見", "(特非)潮見"],
            &["髙﨑", "高崎", "高嵜"],
            &["渡邉", "渡邊", "渡辺", "渡邉\u{E0101}", "渡\u{FE00}邊"],
            &["齋藤", "齊藤", "斎藤", "斉藤"],
            &["𠮷田", "吉田"],
            &["エヌ・ティ・ティ", "エヌティティ", "ｴﾇ･ﾃｨ･ﾃｨ"],
            &["ガス料金", "ｶ ﾞｽ料金", "カ　゛ス料金"],
            &["キヤノン", "キャノン"],
            &["3か月", "３ヵ月", "3カ月"],
            &["霞ヶ関", "霞ケ関"],
            &["R8-001", "Ｒ８－００１", "r8−001", "R8―001"],
            &["4月～6月", "4月〜6月", "4月~6月"],
            &["Cloud SaaS", "ＣＬＯＵＤ　ＳＡＡＳ", "cloudsaas"],
            &["福祉", "\u{FA1B}祉"],
        ] {
            for text in same {
                assert_eq!(fold(text), fold(same[0]), "{text} {same:?}");
            }
        }
    }

    #[test]
    fn plain_characters_are_in_the_compatibility_form_in_any_order() {
        let plain: Vec<char> = ('\0'..='\u{FFFF}').filter(|c| is_plain(*c)).collect();
        let wide = ('\0'..='\u{FFFF}').filter(|c| is_wide(*c));
        let both: Vec<char> = plain.iter().copied().chain(wide).collect();
        for order in [both.clone(), both.iter().rev().copied().collect()] {
            let text: String = order.into_iter().collect();
            assert!(text.nfkc().eq(text.chars().map(narrow)));
        }
        for c in plain.into_iter().filter(|c| !c.is_ascii()) {
            assert!(c.to_lowercase().eq([c]), "{c}");
        }
    }

    #[test]
    fn every_short_form_is_written_out_and_other_brackets_stay() {
        assert_eq!(fold("((株)潮見(有)(その2"), "(株式会社潮見有限会社(その2");
        for (short, long) in LEGAL_FORMS {
            assert_eq!(fold(&format!("{short}(甲)")), format!("{long}(甲)"));
        }
    }

    #[test]
    fn different_words_stay_different() {
        for (one, other) in [("R8-1", "R81"), ("ハ", "バ"), ("会社", "社会"), ("(株)", "(有)"), ("東", "束")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn words_of_two_characters_are_found() {
        let text = fold("令和8年度 住民情報システム再委託運用・保守業務（㈱ｼｵﾐﾃﾞｰﾀｾﾝﾀｰ 髙橋）");
        for word in [
            "再委",
            "委託",
            "シオ",
            "ﾃﾞｰ",
            "センター",
            "センタ",
            "高橋",
            "株式",
            "㈱",
            "㈱シ",
            "保守",
            "運用保守",
            "年度 住民",
            "8年",
        ] {
            assert!(text.contains(&fold(word)), "{word}");
        }
        assert!(!text.contains(&fold("再々")));
    }

    #[test]
    fn the_table_of_kanji_holds_each_form_once() {
        let mut forms: Vec<char> = KANJI.concat().chars().collect();
        let all = forms.len();
        forms.sort_unstable();
        forms.dedup();
        assert_eq!(forms.len(), all);
    }

    #[test]
    fn private_use_characters_are_named_once() {
        assert_eq!(private_use("山\u{E000}本\u{F8FF}\u{E000}"), ['\u{E000}', '\u{F8FF}']);
        assert_eq!(private_use("\u{F0000}\u{10FFFD}"), ['\u{F0000}', '\u{10FFFD}']);
        assert_eq!(private_use("髙﨑𠮷\u{E0101}"), Vec::<char>::new());
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[ -~ぁ-んァ-ヶーｱ-ﾝﾞ㈱㈲（）株有社福学高髙﨑・〜－　]{0,16}") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_part_is_found_in_the_whole(head in "[ア-ヶぁ-んA-Za-z0-9業務ー ]{0,6}", part in "[ア-ヶ業務委託A-Z]{2}", tail in "[ア-ヶ業務ー]{0,6}") {
            let whole = format!("{head}{part}{tail}");
            proptest::prop_assert!(fold(&whole).contains(&fold(&part)));
        }
    }
}
