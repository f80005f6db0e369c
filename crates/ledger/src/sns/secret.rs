//! Text that looks like a password or a code. No field holds one, and none is kept in a field for something else:
//! whoever may read the register must not be able to sign in by it (SN-03, 総務省ガイドライン 6.1 SNS①).

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

/// Words after which a password or a code is written, and what stands between; data, so that it is no text of the program.
#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
    /// Words that are meant so only before a joint.
    short_words: Vec<String>,
    joints: Vec<String>,
    openings: Vec<String>,
}

static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words: Words = serde_json::from_str(include_str!("../../../../templates/sns/secrets.json")).ok()?;
    let any = |words: &[String]| words.iter().map(|word| word_pattern(word)).collect::<Vec<_>>().join("|");
    let (joints, openings) = (any(&words.joints), any(&words.openings));
    let (long, short) = (any(&words.words), any(&words.short_words));
    let pattern = format!(
        r"(?i)(?:(?:{long})[^\S\n]*(?:{joints})?|(?:{short})[^\S\n]*(?:{joints}))[^\S\n]*(?:{openings})?(?P<secret>[0-9A-Za-z#!$%&*+=@^_~][!-~]{{3,}})"
    );
    Regex::new(&pattern).ok()
});

/// A word as it is found: one of plain letters stands by itself, and blanks in it may be left out.
fn word_pattern(word: &str) -> String {
    let escaped = regex::escape(word).replace(' ', r"[^\S\n]*");
    if word.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') { format!(r"\b{escaped}\b") } else { escaped }
}

/// A group of codes as services print them: eight digits in two groups, or several groups of letters and digits.
static CODES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?: \b \d{4} [\ -] \d{4} \b [\s,、]* ){2,} | (?: \b [0-9a-z]{4,5} - [0-9a-z]{4,5} \b [\s,、]* ){2,}",
    )
    .ok()
});

/// The part of a text that looks like a password or a code, if any does.
///
/// Dates, telephone numbers, addresses and names are none: what follows the word has to mix kinds of letters, or be digits
/// after the word for a code.
pub(super) fn secret(text: &str) -> Option<String> {
    let text = crate::fold::nfkc(text);
    if let Some(found) = NAMED.as_ref().and_then(|named| {
        named.captures_iter(&text).find_map(|captures| {
            let secret = captures.name("secret")?.as_str();
            looks_secret(secret).then(|| secret.to_owned())
        })
    }) {
        return Some(found);
    }
    CODES.as_ref()?.find(&text).map(|found| found.as_str().trim().to_owned())
}

/// Whether what follows such a word can be what is meant, and not the next word of a sentence.
fn looks_secret(word: &str) -> bool {
    if word.contains("://") || word.contains('@') && word.contains('.') {
        return false;
    }
    let has = |kind: fn(char) -> bool| word.chars().any(kind);
    let (digits, letters) = (has(|c| c.is_ascii_digit()), has(|c| c.is_ascii_alphabetic()));
    let signs = word.chars().any(|c| c.is_ascii_punctuation() && !"-/.,()".contains(c));
    let date = word.chars().all(|c| c.is_ascii_digit() || "-/.".contains(c)) && word.contains(['-', '/', '.']);
    (digits || (signs && letters)) && !date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_password_is_found_however_it_is_written() {
        for text in [
            "パスワード：Shiomi2024",
            "PW=shiomi#city",
            "ＰＡＳＳＷＯＲＤ　ｓｈｉｏｍｉ１２３",
            "パスワードはabcd1234です",
            "ログイン pass: kouhou-88!",
            "暗証番号 0427",
            "認証コード「482913」",
            "バックアップコード 1234 5678",
            "復旧コード: a1b2c-3d4e5",
            "1234 5678\n2345 6789\n3456 7890",
            "ab12c-34de5, fg67h-89ij0",
            "password = hunter22",
        ] {
            assert!(secret(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_said_about_passwords_is_none() {
        for text in [
            "パスワードは令和8年4月1日に変更した",
            "パスワードは2026-04-01に変更した",
            "パスワードの管理者は伊藤 真紀",
            "リカバリーコードは広報課の金庫",
            "認証コードは課の公用スマートフォンに届く",
            "password is kept by the PR section",
            "代表電話 0138-21-3000、内線 1234",
            "https://www.city.example.jp/pass/index2.html",
            "pass@city.example.jp",
            "パスポートセンターのお知らせ 2026",
            "二要素認証: app",
        ] {
            assert_eq!(secret(text), None, "{text}");
        }
    }
}
