//! Saved pages beside a register: what is named, what is missing, what is strange.

use proptest::prelude::*;

use super::super::Medium;
use super::super::lookalike::{Known, Why};
use super::{PageCheck, Place, check_page};

fn known(id: &str, medium: Medium, handle: &str, url: &str) -> Known {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Known { id: id.to_owned(), medium, handle: some(handle), url: some(url), ..Known::default() }
}

fn register() -> Vec<Known> {
    vec![
        known("x", Medium::X, "shiomi_city", "https://x.com/shiomi_city"),
        known("ig", Medium::Instagram, "shiomi.kanko", ""),
        known("fb", Medium::Facebook, "", "https://www.facebook.com/profile.php?id=100099990000123"),
        known("line", Medium::Line, "shiomicity", "https://lin.ee/aBcDeF1"),
        known("yt", Medium::Youtube, "", "https://www.youtube.com/@shiomi-ch"),
        known("note", Medium::Note, "shiomi_note", ""),
        Known { ended: true, ..known("old", Medium::Tiktok, "shiomi.iju", "") },
        known("bare", Medium::Other, "", ""),
    ]
}

const PAGE: &str = r#"<html><head><title>公式SNS</title><meta name="twitter:site" content="@shiomi_city">
<script>location = "https://x.com/in_a_script"</script></head><body>
<a href="/sns.html">SNS</a> <a href="mailto:kouhou@city.shiomi.example">広報課</a> <a href="https://www.city.shiomi.example/">市</a>
<ul><li><a href="https://twitter.com/Shiomi_City?ref_src=a">X</a>
<li>Instagram：@shiomi.kanko
<li><a href="https://lin.ee/aBcDeF1">友だち追加</a>
<li><a href="https://x.com/shiomi_clty">市公式X</a> <a href="https://x.com/shiomi_clty">もう一度</a>
<li><a href="https://x.com/asanagi_town">朝凪町</a>
<li><a href="https://bit.ly/3AbCdEf">アンケート</a>
<li><a href="https://twltter.com/shiomi_city">X</a>
<li><a href="https://x.com/other_person">https://x.com/shiomi_city</a>
<li><a href="https://www.tiktok.com/@shiomi.iju">TikTok</a>
<li>偽アカウント @shiomi.kamko に注意
<li><a href="https://www.youtube.com/watch?v=a">動画</a>
<li><a href="https://x.com/intent/tweet?url=a">共有</a>
<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2F100099990000123"></iframe>
</body></html>"#;

fn addresses(links: &[super::PageLink]) -> Vec<&str> {
    links.iter().map(|link| link.address.as_str()).collect()
}

#[test]
fn a_page_is_compared_with_the_register_in_both_directions() {
    let check = check_page(PAGE.as_bytes(), &register());
    assert_eq!(check.title, "公式SNS");
    assert_eq!(check.listed, ["x", "ig", "fb", "line"]);
    assert_eq!(check.missing, ["yt", "note"]);
    assert_eq!(check.ended, ["old"]);
    assert_eq!(check.without_address, ["bare"]);
    let near: Vec<_> = check
        .near
        .iter()
        .map(|link| (link.address.as_str(), link.like.as_deref(), link.why, link.place, link.times))
        .collect();
    assert_eq!(
        near,
        [
            ("https://x.com/shiomi_clty", Some("x"), Some(Why::Letters), Place::Link, 2),
            ("https://twltter.com/shiomi_city", Some("x"), Some(Why::HostLetters), Place::Link, 1),
            ("https://x.com/other_person", Some("x"), Some(Why::Shown), Place::Link, 1),
            ("@shiomi.kamko", Some("ig"), Some(Why::OneEdit), Place::Text, 1),
        ]
    );
    assert_eq!(addresses(&check.strangers), ["https://x.com/asanagi_town"]);
    assert_eq!(addresses(&check.hidden), ["https://bit.ly/3AbCdEf"]);
    assert_eq!((check.hidden[0].shown.as_str(), check.hidden[0].medium), ("アンケート", None));
}

#[test]
fn two_accounts_under_each_others_names_are_both_told() {
    let named = |id: &str, name: &str, url: &str| Known { name: name.to_owned(), ..known(id, Medium::X, "", url) };
    let register = [
        named("city", "潮見市", "https://x.com/shiomi_city"),
        named("alarm", "潮見市防災", "https://x.com/shiomi_bousai"),
        Known {
            medium: Medium::Instagram,
            ..named("pictures", "潮見市防災", "https://www.instagram.com/shiomi_bousai")
        },
    ];
    let page = |city: &str, alarm: &str, pictures: &str| {
        format!(
            r#"<a href="https://x.com/shiomi_city">{city}</a> <a href="https://x.com/shiomi_bousai">{alarm}</a>
               <a href="https://www.instagram.com/shiomi_bousai">{pictures}</a>"#
        )
    };
    let near = |page: &str| {
        let check = check_page(page.as_bytes(), &register);
        assert_eq!(check.listed, ["city", "alarm", "pictures"], "{page}");
        check.near.into_iter().map(|link| (link.address, link.like, link.why)).collect::<Vec<_>>()
    };
    let found = near(&page("潮見市防災（X）", "潮見市", "潮見市防災"));
    let told = |address: &str, like: &str| (address.to_owned(), Some(like.to_owned()), Some(Why::Named));
    assert_eq!(found, [told("https://x.com/shiomi_city", "alarm"), told("https://x.com/shiomi_bousai", "city")]);
    // Under their own names, in whatever words, and under no name nothing is wrong.
    for (city, alarm, pictures) in
        [("潮見市", "潮見市防災", "潮見市防災 Instagram"), ("X", "X", ""), ("潮見市公式X", "防災", "写真")]
    {
        assert_eq!(near(&page(city, alarm, pictures)), [], "{city} {alarm} {pictures}");
    }
}

#[test]
fn the_encoding_of_a_page_changes_nothing() {
    let (utf8, register) = (check_page(PAGE.as_bytes(), &register()), register());
    for label in ["Shift_JIS", "EUC-JP"] {
        let page = PAGE.replace("<head>", &format!("<head><meta charset=\"{label}\">"));
        let bytes = encode(label, &page);
        let found = check_page(&bytes, &register);
        assert_eq!(found.encoding, label);
        assert_eq!(PageCheck { encoding: "UTF-8".to_owned(), ..found }, utf8);
    }
}

/// The page in an encoding of old: what the other crate's own table writer knows, or EUC-JP made of it.
fn encode(label: &str, text: &str) -> Vec<u8> {
    let sjis = |c: char| -> Vec<u8> {
        let column = paper::table::Column { heading: c.to_string(), ..Default::default() };
        let table = paper::table::Table { columns: vec![column], ..Default::default() };
        let mut bytes = paper::table::to_csv(&table, paper::table::CsvEncoding::Cp932, &|_| String::new()).bytes;
        bytes.truncate(bytes.len() - 2);
        bytes
    };
    let mut out = Vec::new();
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c as u8);
            continue;
        }
        let bytes = sjis(c);
        match (label, &bytes[..]) {
            ("EUC-JP", [lead, trail]) => {
                // The same cell of the table of characters, counted differently.
                let row = (u16::from(*lead) - if *lead >= 0xE0 { 0xC1 } else { 0x81 }) * 2;
                let (row, cell) = match trail {
                    0x40..=0x7E => (row, trail - 0x40),
                    0x80..=0x9E => (row, trail - 0x41),
                    _ => (row + 1, trail - 0x9F),
                };
                out.extend([u8::try_from(row).unwrap() + 0xA1, cell + 0xA1]);
            }
            _ => out.extend(bytes),
        }
    }
    out
}

#[test]
fn a_page_that_names_nobody_leaves_every_account_in_use_missing() {
    for page in [&b""[..], b"\xff\xfe", b"%PDF-1.7", "<p>準備中".as_bytes()] {
        let check = check_page(page, &register());
        assert_eq!(check.missing, ["x", "ig", "fb", "line", "yt", "note"]);
        assert!(check.near.is_empty() && check.strangers.is_empty() && check.hidden.is_empty());
    }
    assert_eq!(check_page(PAGE.as_bytes(), &[]).listed.len(), 0);
}

#[test]
fn every_place_has_its_words_in_both_languages() {
    for place in [Place::Link, Place::Embedded, Place::Said, Place::Text] {
        assert_eq!(serde_json::to_value(place).unwrap(), place.code());
        for lang in [crate::wording::Lang::Ja, crate::wording::Lang::En] {
            let key = format!("sns.place.{}", place.code());
            assert_ne!(crate::wording::text(lang, &key, &[]), key);
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_check(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check_page(&bytes, &register());
    }

    #[test]
    fn no_links_break_the_check(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "<a href=\"", "\">", "</a>", "https://", "//", "@", "x.com", "/", "%", "%E3%81", "xn--", "xn--a", ".", "shiomi_city", "＠", "潮見",
                "lin.ee/", "?q=", "https%3A%2F%2F", "www.google.com/url", "l.facebook.com/l.php?u=", "\u{200B}", "\u{456}", " ", "\n",
            ]),
            0..30,
        ),
    ) {
        let check = check_page(pieces.concat().as_bytes(), &register());
        prop_assert_eq!(check.listed.len() + check.missing.len(), 6);
    }
}
