//! Each way to type an address, and the one form it takes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde::Deserialize;

use super::super::Medium;
use super::{Address, Shape, address, same};

/// One line: typed text, medium named beside it (or `-`), then medium, address and handle that come out of it.
const CASES: &str = "
https://x.com/shiomi_city                                  | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/shiomi_city?lang=ja                    | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city/                                 | x         | x https://x.com/shiomi_city shiomi_city
http://www.twitter.com/shiomi_city                         | -         | x https://x.com/shiomi_city shiomi_city
mobile.twitter.com/shiomi_bousai                           | x         | x https://x.com/shiomi_bousai shiomi_bousai
HTTPS://MOBILE.TWITTER.COM/Shiomi_Bousai                   | -         | x https://x.com/Shiomi_Bousai Shiomi_Bousai
twitter.com/@shiomi_city                                   | -         | x https://x.com/shiomi_city shiomi_city
twitter.com/%40shiomi_city                                 | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city/status/1234567890?s=20           | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/#!/shiomi_city                         | -         | x https://x.com/shiomi_city shiomi_city
https://twitter.com/intent/user?screen_name=shiomi_city    | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/i/user/12345?x=1                             | -         | x https://x.com/i/user/12345 -
https://x.com/hashtag/shiomi                               | -         | x https://x.com/hashtag/shiomi -
https://x.com/                                             | -         | x https://x.com -
https://t.co/AbCdEf1                                       | -         | x https://t.co/AbCdEf1 -
ｈｔｔｐｓ：／／ｘ．ｃｏｍ／ｓｈｉｏｍｉ＿ｃｉｔｙ                              | -         | x https://x.com/shiomi_city shiomi_city
＠shiomi_kanko                                             | x         | x https://x.com/shiomi_kanko shiomi_kanko
@SHIOMI_BOUSAI                                             | x         | x https://x.com/SHIOMI_BOUSAI SHIOMI_BOUSAI
@@shiomi_city                                              | x         | x https://x.com/shiomi_city shiomi_city
@shiomi_city?lang=ja                                       | x         | x https://x.com/shiomi_city shiomi_city
＠shiomi_kanko                                             | -         | - - shiomi_kanko
＠shiomi_kanko                                             | other     | other - shiomi_kanko
shiomi_city                                                | x         | x https://x.com/shiomi_city shiomi_city
shiomi_city                                                | -         | - - -
@shiomi.city                                               | x         | x - shiomi.city
https://www.facebook.com/shiomi.city                       | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://ja-jp.facebook.com/shiomi.city/                    | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
https://m.facebook.com/shiomi.city?ref=page                | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
http://facebook.com/shiomi.city/photos/?tab=album          | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
fb.com/shiomi.city                                         | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://www.facebook.com/pg/shiomi.city/about              | -         | facebook https://www.facebook.com/shiomi.city shiomi.city
https://www.facebook.com/profile.php?id=100099990000123&ref=page | facebook | facebook https://www.facebook.com/profile.php?id=100099990000123 -
https://m.facebook.com/profile.php?ref=x&id=100099990000123 | -        | facebook https://www.facebook.com/profile.php?id=100099990000123 -
https://www.facebook.com/profile.php?id=                   | -         | facebook https://www.facebook.com/profile.php -
https://www.facebook.com/groups/12345/                     | -         | facebook https://www.facebook.com/groups/12345 -
https://www.facebook.com/pages/shiomi/12345?fref=ts        | -         | facebook https://www.facebook.com/profile.php?id=12345 -
https://fb.me/shiomi                                       | -         | facebook https://fb.me/shiomi -
shiomi.city                                                | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
@shiomi.city                                               | facebook  | facebook https://www.facebook.com/shiomi.city shiomi.city
http://instagram.com/Shiomi_Kanko/?hl=ja                   | -         | instagram https://www.instagram.com/Shiomi_Kanko Shiomi_Kanko
https://www.instagram.com/shiomi_museum                    | instagram | instagram https://www.instagram.com/shiomi_museum shiomi_museum
https://instagram.com/shiomi.kanko?igsh=abc%3D%3D          | -         | instagram https://www.instagram.com/shiomi.kanko shiomi.kanko
https://www.instagram.com/stories/shiomi_kanko/123/        | -         | instagram https://www.instagram.com/shiomi_kanko shiomi_kanko
https://www.instagram.com/p/CxYz123/                       | -         | instagram https://www.instagram.com/p/CxYz123 -
@shiomi_kanko                                              | instagram | instagram https://www.instagram.com/shiomi_kanko shiomi_kanko
https://page.line.me/shiomicity                            | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://page.line.me/@shiomicity                           | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://page.line.me/?accountId=shiomicity                 | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/ti/p/%40shiomicity                         | line      | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/R/ti/p/@shiomicity?from=page               | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/R/ti/p/%40123abcde                         | -         | line https://line.me/R/ti/p/@123abcde 123abcde
https://line.me/R/home/public/main?id=shiomicity           | -         | line https://line.me/R/ti/p/@shiomicity shiomicity
https://line.me/ti/p/AbCdEf123                             | -         | line https://line.me/ti/p/AbCdEf123 -
https://lin.ee/aBcDeF1                                     | line      | line https://lin.ee/aBcDeF1 -
https://lin.ee/aBcDeF1/?x=1                                | -         | line https://lin.ee/aBcDeF1 -
@shiomicity                                                | line      | line https://line.me/R/ti/p/@shiomicity shiomicity
https://www.youtube.com/@shiomi-ch/videos                  | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://m.youtube.com/@shiomi-ch?si=abc                    | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://youtube.com/%40shiomi-ch                           | -         | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://www.youtube.com/@%E6%BD%AE%E8%A6%8B                | -         | youtube https://www.youtube.com/@潮見 潮見
https://m.youtube.com/channel/UCshiomi0gikai0000000000?view_as=subscriber | youtube | youtube https://www.youtube.com/channel/UCshiomi0gikai0000000000 -
https://www.youtube.com/channel/UCshiomi0gikai0000000000/featured | -  | youtube https://www.youtube.com/channel/UCshiomi0gikai0000000000 -
https://www.youtube.com/c/ShiomiCity/videos                | -         | youtube https://www.youtube.com/c/ShiomiCity -
https://www.youtube.com/user/ShiomiCity                    | -         | youtube https://www.youtube.com/user/ShiomiCity -
https://youtu.be/abc123?t=5                                | -         | youtube https://youtu.be/abc123 -
@shiomi-ch                                                 | youtube   | youtube https://www.youtube.com/@shiomi-ch shiomi-ch
https://www.tiktok.com/@shiomi.iju                         | tiktok    | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://m.tiktok.com/@shiomi.iju/video/123?lang=ja         | -         | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://vt.tiktok.com/ZSabc/                               | -         | tiktok https://vt.tiktok.com/ZSabc -
@shiomi.iju                                                | tiktok    | tiktok https://www.tiktok.com/@shiomi.iju shiomi.iju
https://www.threads.net/@shiomi_kanko                      | -         | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
https://threads.com/@shiomi_kanko/post/Abc?xmt=1           | -         | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
＠shiomi_kanko                                             | threads   | threads https://www.threads.com/@shiomi_kanko shiomi_kanko
https://note.com/shiomi_note                               | -         | note https://note.com/shiomi_note shiomi_note
https://note.mu/shiomi_note/n/n0123456789ab                | -         | note https://note.com/shiomi_note shiomi_note
https://note.com/hashtag/shiomi                            | -         | note https://note.com/hashtag/shiomi -
https://shiomi.note.jp/                                    | -         | note https://shiomi.note.jp -
@shiomi_note                                               | note      | note https://note.com/shiomi_note shiomi_note
https://minato-commu.example/shiomi/?utm=qr                | other     | other https://minato-commu.example/shiomi -
http://Minato-Commu.example/Shiomi#top                     | -         | - https://minato-commu.example/Shiomi -
https://minato-commu.example:8443/shiomi                   | -         | - https://minato-commu.example:8443/shiomi -
https://minato-commu.example:443/shiomi                    | -         | - https://minato-commu.example/shiomi -
https://潮見.example/公式                                   | -         | - https://潮見.example/公式 -
https://user:secret@x.com/shiomi_city                      | -         | x https://x.com/shiomi_city shiomi_city
https://x.com@evil.example/shiomi_city                     | -         | - https://evil.example/shiomi_city -
https://x.com.evil.example/shiomi_city                     | -         | - https://x.com.evil.example/shiomi_city -
https://notx.com/shiomi_city                               | -         | - https://notx.com/shiomi_city -
https://x.com:8080/shiomi_city                             | -         | - https://x.com:8080/shiomi_city -
https://x.com./shiomi_city                                 | -         | x https://x.com/shiomi_city shiomi_city
//x.com/shiomi_city                                        | -         | x https://x.com/shiomi_city shiomi_city
https:/x.com/shiomi_city                                   | -         | x https://x.com/shiomi_city shiomi_city
<https://x.com/shiomi_city>                                | -         | x https://x.com/shiomi_city shiomi_city
https://x.com/shiomi_city （公式）                          | -         | x https://x.com/shiomi_city shiomi_city
kouhou@city.shiomi.example                                 | -         | - - -
準備中                                                      | x         | x - -
なし                                                        | line      | line - -
javascript:alert(1)                                        | -         | - - -
https://                                                   | -         | - - -
https://x.com:port/foo                                     | x         | x - -
https://[::1]/foo                                          | -         | - - -
https://x..com/foo                                         | -         | - - -
@                                                          | x         | x - -
";

#[test]
fn every_way_to_type_an_address_takes_one_form() {
    let mut seen = 0;
    for line in CASES.lines().filter(|line| !line.trim().is_empty()) {
        let [typed, medium, expected] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let medium: Option<Medium> = (medium != "-").then(|| serde_json::from_value(medium.into()).unwrap());
        let read = address(typed, medium);
        let word = |text: Option<&str>| text.unwrap_or("-").to_owned();
        let found =
            [word(read.medium.map(Medium::code)), word(read.url.as_deref()), word(read.handle.as_deref())].join(" ");
        assert_eq!(found, expected, "{line}");
        seen += 1;
        // What comes out of it goes in again as it is.
        if let Some(url) = &read.url {
            assert_eq!(address(url, medium), read, "{line}");
        }
    }
    assert!(seen >= 80, "{seen}");
}

#[test]
fn no_text_breaks_the_reading() {
    let pieces = [
        "https:", "//", "@", "%", "%4", "%ff", ":", "::", "?", "#", "#!/", "x.com", "line.me", ".", "潮", "/", " ",
        "\0", "",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for d in pieces {
                    let typed = format!("{a}{b}{c}{d}");
                    for medium in [None, Some(Medium::X), Some(Medium::Line), Some(Medium::Youtube)] {
                        let read = address(&typed, medium);
                        assert!(read.url.is_none_or(|url| url.starts_with("https://")), "{typed}");
                        assert!(read.handle.is_none_or(|handle| !handle.is_empty()), "{typed}");
                    }
                }
            }
        }
    }
    address(&"https://x.com/%".repeat(20_000), None);
}

/// A line of the collection: what was typed, the medium named beside it, and what it has to become.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    typed: String,
    beside: Option<Medium>,
    shape: Shape,
    medium: Option<Medium>,
    url: Option<String>,
    handle: Option<String>,
}

fn collection() -> Vec<Case> {
    let text = include_str!("../../../../../tests/sns/addresses.jsonl");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_address_of_the_collection_becomes_what_a_person_says_it_is() {
    let cases = collection();
    // Addresses that differ; texts that are none, and one text beside several media, count for nothing.
    let none = [Shape::Nothing, Shape::Mail, Shape::Handle];
    let told = || cases.iter().filter(|case| !none.contains(&case.shape));
    let differ: BTreeSet<&str> = told().map(|case| case.typed.trim()).collect();
    assert!(differ.len() >= 500, "{}", differ.len());
    use Medium::{Facebook, Instagram, Line, Note, Other, Threads, Tiktok, X, Youtube};
    for medium in [X, Facebook, Instagram, Line, Youtube, Tiktok, Note, Threads, Other] {
        let own: BTreeSet<&str> =
            told().filter(|case| case.medium == Some(medium)).map(|case| case.typed.trim()).collect();
        assert!(own.len() >= 20, "{medium:?}: {}", own.len());
    }
    let mut wrong = Vec::new();
    for case in &cases {
        let read = address(&case.typed, case.beside);
        let found = (read.shape, read.medium, read.url.as_deref(), read.handle.as_deref());
        let wanted = (case.shape, case.medium, case.url.as_deref(), case.handle.as_deref());
        if found != wanted {
            wrong.push(format!("{:?} {:?}\n  found  {found:?}\n  wanted {wanted:?}", case.typed, case.beside));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn forms_of_one_account_have_one_key_and_accounts_that_differ_have_two() {
    // As the media tell accounts apart: by hand, for the pairs of the collection that differ in signs only.
    let folds = |url: &str| match url {
        "https://x.com/ASANAGI_BOUSAI" => "https://x.com/Asanagi_Bousai".to_owned(),
        "https://www.instagram.com/Seiran.City.Official" => "https://www.instagram.com/seiran.city.official".to_owned(),
        "https://www.youtube.com/@Shiomi-Ch" => "https://www.youtube.com/@shiomi-ch".to_owned(),
        "https://xn--ngx007c.example" => "https://潮見.example".to_owned(),
        "https://www.threads.com/@Shiomi_Kanko" => "https://www.threads.com/@shiomi_kanko".to_owned(),
        "https://www.tiktok.com/@Shiomi.Iju" => "https://www.tiktok.com/@shiomi.iju".to_owned(),
        "https://www.facebook.com/ShiomiCity" => "https://www.facebook.com/shiomi.city".to_owned(),
        url => url.to_owned(),
    };
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut urls: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in collection() {
        let read = address(&case.typed, case.beside);
        let told = [Shape::Account, Shape::Site].contains(&case.shape);
        assert_eq!(read.key.is_some(), told, "{:?}", case.typed);
        if let (Some(key), Some(url)) = (read.key, case.url) {
            keys.entry(folds(&url)).or_default().insert(key.to_string());
            urls.entry(key.to_string()).or_default().insert(folds(&url));
        }
    }
    assert!(keys.len() > 50, "{}", keys.len());
    let split: Vec<_> = keys.iter().filter(|(_, keys)| keys.len() > 1).collect();
    assert!(split.is_empty(), "{split:?}");
    let joined: Vec<_> = urls.iter().filter(|(_, urls)| urls.len() > 1).collect();
    assert!(joined.is_empty(), "{joined:?}");
}

#[test]
fn what_is_no_account_is_the_same_as_nothing() {
    let read = |typed: &str| address(typed, None);
    assert!(same(&read("https://x.com/Shiomi_City"), &read("twitter.com/shiomi_city?lang=ja")));
    assert!(same(&read("https://fb.com/shiomicity"), &read("https://m.facebook.com/Shiomi.City/about")));
    assert!(same(&read("https://潮見.example/a"), &read("https://xn--ngx007c.example/a/")));
    assert!(same(&read("https://bsky.app/profile/Shiomi.Example"), &read("bsky.app/profile/shiomi.example")));
    for (one, other) in [
        ("https://www.flickr.com/photos/Shiomi", "https://www.flickr.com/photos/shiomi"),
        ("https://x.com/shiomi_city", "https://www.instagram.com/shiomi_city"),
        ("https://lin.ee/aBcDeF1", "https://lin.ee/aBcDeF1"),
        ("https://lin.ee/aBcDeF1", "https://lin.ee/abcdef1"),
        ("", ""),
        ("@shiomi_city", "@shiomi_city"),
        ("https://youtu.be/AbC", "https://youtu.be/AbC"),
        ("https://www.youtube.com/@shiomi", "https://www.youtube.com/user/shiomi"),
        ("https://note.com/Shiomi", "https://note.com/shiomi"),
    ] {
        assert!(!same(&read(one), &read(other)), "{one} {other}");
    }
}

/// A form in which an account of this medium is pasted.
fn forms(medium: Medium, name: &str) -> Vec<String> {
    let at = [Medium::Youtube, Medium::Tiktok, Medium::Threads].contains(&medium);
    let (hosts, path): (&[&str], String) = match medium {
        Medium::X => (&["x.com", "twitter.com", "mobile.twitter.com", "www.x.com"], name.to_owned()),
        Medium::Facebook => (&["facebook.com", "www.facebook.com", "ja-jp.facebook.com", "fb.com"], name.to_owned()),
        Medium::Instagram => (&["instagram.com", "www.instagram.com", "instagr.am"], name.to_owned()),
        Medium::Line => (&["line.me/R/ti/p", "line.me/ti/p", "page.line.me"], format!("@{name}")),
        Medium::Youtube => (&["youtube.com", "www.youtube.com", "m.youtube.com"], name.to_owned()),
        Medium::Tiktok => (&["tiktok.com", "www.tiktok.com", "m.tiktok.com"], name.to_owned()),
        Medium::Threads => (&["threads.net", "www.threads.com"], name.to_owned()),
        _ => (&["note.com", "note.mu"], name.to_owned()),
    };
    let path = if at { format!("@{path}") } else { path };
    let wide: String = name.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
    let mut all = vec![format!("＠{wide}"), format!("@{name}（公式）"), format!("潮見市 @{name}")];
    for host in hosts {
        for (before, after) in [
            ("https://", ""),
            ("http://", "/"),
            ("", "?lang=ja"),
            ("HTTPS://", "?utm_source=a&igsh=b=="),
            ("//", "/"),
            ("市公式：https://", "（公式）"),
            ("https://\u{200B}", "/?fbclid=1"),
            ("「https://", "」です"),
            ("https://www.google.com/url?q=https://", "&sa=D"),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2F", "&h=AT0"),
        ] {
            all.push(format!("{before}{host}/{path}{after}"));
        }
        all.push(format!("https://{host}/{}", path.replace('@', "%40")));
    }
    all
}

fn media() -> impl Strategy<Value = Medium> {
    let all = [
        Medium::X,
        Medium::Facebook,
        Medium::Instagram,
        Medium::Line,
        Medium::Youtube,
        Medium::Tiktok,
        Medium::Threads,
        Medium::Note,
    ];
    prop::sample::select(all.to_vec())
}

proptest! {
    #[test]
    fn any_two_forms_of_an_account_are_the_same_account(medium in media(), name in "[a-z][A-Za-z0-9]{1,3}_?[a-z0-9]{5,9}") {
        // Not every medium has the sign, and some names are pages.
        let name = if [Medium::Facebook, Medium::Youtube].contains(&medium) { name.replace('_', ".") } else { name };
        let wanted = address(&format!("@{name}"), Some(medium));
        prop_assert_eq!(wanted.shape, Shape::Account);
        for form in forms(medium, &name) {
            let read = address(&form, Some(medium));
            prop_assert!(same(&read, &wanted), "{} {:?}", form, read);
            prop_assert_eq!(read.handle.as_deref(), Some(name.as_str()), "{}", form);
        }
    }

    #[test]
    fn what_comes_out_goes_in_again_as_it_is(
        words in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..9),
        free in "\\PC{0,6}",
        at in 0_usize..9,
        medium in prop::option::of(media()),
    ) {
        let mut words: Vec<&str> = words;
        words.insert(at.min(words.len()), &free);
        let read = address(&words.concat(), medium);
        if let Some(url) = &read.url {
            let again = address(url, medium);
            prop_assert_eq!(&again, &read, "{}", words.concat());
            let alone = address(url, None);
            prop_assert_eq!(Address { medium: alone.medium.or(medium), ..alone }, read, "{}", words.concat());
        }
    }
}

const PIECES: [&str; 57] = [
    "https://",
    "http:/",
    "//",
    "@",
    "＠",
    "%",
    "%40",
    "%E6%BD%AE",
    "%ff",
    "%2F",
    ":",
    "：",
    "?",
    "#",
    "#!/",
    "&",
    "=",
    "id=",
    "u=",
    "q=",
    ".",
    "..",
    "/",
    " ",
    "　",
    "潮見市",
    "を",
    "（",
    ")",
    "(",
    "。",
    "x.com",
    "twitter.com",
    "www.",
    "m.",
    "facebook.com",
    "profile.php",
    "people/",
    "-1234567890",
    "instagram.com",
    "line.me",
    "R/ti/p/",
    "lin.ee",
    "youtube.com",
    "channel/",
    "c/",
    "user/",
    "tiktok.com",
    "t/",
    "note.com",
    "bsky.app/profile/",
    "mstdn.jp",
    "city.example",
    "l.facebook.com/l.php?",
    "shiomi_city",
    "Ab1",
    "\u{200B}",
];
