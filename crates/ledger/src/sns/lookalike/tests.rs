//! What is the same account, what only looks like it, and what is somebody else's.

use proptest::prelude::*;

use super::super::Medium;
use super::{Known, Likeness, Watched, Why};

fn known(id: &str, medium: Medium, handle: Option<&str>, url: Option<&str>) -> Known {
    Known {
        id: id.to_owned(),
        medium,
        handle: handle.map(str::to_owned),
        url: url.map(str::to_owned),
        ..Known::default()
    }
}

fn register() -> Watched {
    Watched::new(&[
        known("x", Medium::X, Some("shiomi_city"), Some("https://x.com/shiomi_city")),
        known("x-bousai", Medium::X, Some("shiomi_bousai"), None),
        known("ig", Medium::Instagram, Some("shiomi.kanko"), Some("https://www.instagram.com/shiomi.kanko")),
        known("fb", Medium::Facebook, None, Some("https://www.facebook.com/profile.php?id=100099990000123")),
        known("line", Medium::Line, Some("shiomicity"), Some("https://lin.ee/aBcDeF1")),
        known("line-short", Medium::Line, None, Some("https://lin.ee/zZzZzZ9")),
        known("yt", Medium::Youtube, None, Some("https://www.youtube.com/channel/UCshiomi0gikai0000000000")),
        known("yt-name", Medium::Youtube, Some("潮見市公式チャンネル"), None),
        known("yt-user", Medium::Youtube, None, Some("https://www.youtube.com/user/ShiomiMovie")),
        known("note", Medium::Note, Some("shiomi_note"), None),
        known("own", Medium::Other, None, Some("https://minato-commu.example/shiomi")),
        known("bare", Medium::Tiktok, None, None),
        known("arrow", Medium::Tiktok, Some("willow.farm"), None),
    ])
}

#[test]
fn an_address_is_an_account_of_the_register_looks_like_one_or_is_unknown() {
    use Why::*;
    let near = |id: &'static str, why| Some((Some(id), Some(why)));
    let host = |why| Some((None, Some(why)));
    let is = |id: &'static str| Some((Some(id), None));
    let cases = [
        ("https://twitter.com/Shiomi_City?s=20", is("x")),
        ("@shiomi_bousai", None),
        ("X @shiomi_bousai", is("x-bousai")),
        ("https://m.facebook.com/people/%E6%BD%AE%E8%A6%8B/100099990000123/", is("fb")),
        ("https://page.line.me/shiomicity", is("line")),
        ("https://lin.ee/zZzZzZ9", is("line-short")),
        ("https://lin.ee/other12", None),
        ("https://www.youtube.com/channel/UCshiomi0gikai0000000000/videos", is("yt")),
        ("http://minato-commu.example/shiomi/", is("own")),
        // Names.
        ("https://x.com/shlomi_city", near("x", Letters)),
        ("https://x.com/sh1omi_city", near("x", Letters)),
        ("https://x.com/shi0mi_city", near("x", Letters)),
        ("https://x.com/shiorni_city", near("x", Letters)),
        ("https://www.tiktok.com/@vvillow.farm", near("arrow", Letters)),
        ("https://www.tiktok.com/@willow.fann", None),
        ("https://x.com/shiomicity", near("x", Separator)),
        ("https://x.com/shiomi_city_", near("x", Separator)),
        ("https://x.com/_shiomi_city", near("x", Separator)),
        ("https://x.com/shiomi__city", near("x", Separator)),
        ("https://www.instagram.com/shiomi_kanko", near("ig", Separator)),
        ("https://x.com/shiiomi_city", near("x", Repeated)),
        ("https://x.com/shiomi_cityy", near("x", Repeated)),
        ("https://x.com/sh10miCity_", near("x", Mixed)),
        ("https://x.com/shiomi_citi", near("x", OneEdit)),
        ("https://x.com/shomi_city", near("x", OneEdit)),
        ("https://x.com/shiomi_ctiy", near("x", OneEdit)),
        ("https://x.com/shiomi_city1", near("x", OneEdit)),
        ("https://x.com/shiomi_city_official", near("x", Added)),
        ("https://x.com/real_shiomi_city", near("x", Added)),
        ("https://x.com/shіomi_city", near("x", Script)),
        ("https://x.com/sh%D1%96omi_city", near("x", Script)),
        ("https://x.com/ѕhiοmi_city", near("x", Script)),
        ("https://x.com/shiómi_city", near("x", Script)),
        ("https://www.youtube.com/@潮見市公式チャンネノレ", None),
        ("https://www.youtube.com/@潮見市公式チャンネリ", near("yt-name", OneEdit)),
        ("https://www.youtube.com/@潮見市公式チャソネル", near("yt-name", OneEdit)),
        ("https://note.com/Shiomi_Note", near("note", Case)),
        ("https://page.line.me/ShiomiCity", near("line", Case)),
        ("https://www.youtube.com/channel/UCshiomi0gikai0000000001", near("yt", OneEdit)),
        ("https://www.youtube.com/channel/UCSHIOMI0gikai0000000000", near("yt", Case)),
        ("https://www.facebook.com/profile.php?id=100099990000124", near("fb", OneEdit)),
        ("https://www.youtube.com/@ShiomiMovie", near("yt-user", OtherForm)),
        ("https://www.threads.com/@shiomi_city", near("x", OtherMedium)),
        // Hosts.
        ("https://twltter.com/shiomi_city", host(HostLetters).map(|(_, why)| (Some("x"), why))),
        ("https://twitfer.com/shiomi_city", host(HostOneEdit).map(|(_, why)| (Some("x"), why))),
        ("https://x.com.example.net/shiomi_city", host(HostWithin).map(|(_, why)| (Some("x"), why))),
        ("https://instagram.com-login.example/shiomi.kanko", host(HostWithin).map(|(_, why)| (Some("ig"), why))),
        ("https://www-instagram.com.example/", host(HostWithin)),
        ("https://facebook-login.example/", host(HostWord)),
        ("https://faceb00k-login.example/", host(HostWord)),
        ("https://twitter.example/", host(HostWord)),
        ("https://x.com@evil.example/shiomi_city", host(HostUser).map(|(_, why)| (Some("x"), why))),
        ("https://уoutube.com/", host(HostScript)),
        ("https://minato-cornmu.example/shiomi", near("own", HostLetters)),
        ("https://minato-comu.example/shiomi", near("own", HostOneEdit)),
        // Others.
        ("https://x.com/asanagi_town", None),
        ("https://www.city.shiomi.example/", None),
        ("https://minato-commu.example/other", None),
        ("https://pbs.twimg.com/media/abc.jpg", None),
        ("https://connect.facebook.net/ja_JP/sdk.js", None),
        ("https://t.community.example/", None),
        ("https://outline.me.example/", None),
        ("https://x.com/intent/tweet?text=a", None),
        ("kouhou@city.shiomi.example", None),
        ("", None),
        ("潮見市", None),
    ];
    let register = register();
    let mut wrong = Vec::new();
    for (link, wanted) in cases {
        let found = register.compare(link, None);
        let wanted = match wanted {
            None => Likeness::Unknown,
            Some((Some(id), None)) => Likeness::Exact { id: id.to_owned() },
            Some((id, Some(why))) => Likeness::Near { id: id.map(str::to_owned), why },
            Some((None, None)) => unreachable!(),
        };
        if found != wanted {
            wrong.push(format!("{link}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_coded_host_is_seen_for_what_people_see() {
    let register = register();
    for shown in ["tw\u{456}tter.com", "\u{445}.com", "f\u{430}cebook.com", "yout\u{fa}be.com"] {
        let coded = url::Host::parse(shown).unwrap().to_string();
        assert!(coded.starts_with("xn--"), "{coded}");
        for link in [format!("https://{coded}/a"), format!("https://www.{coded}/a"), format!("https://{shown}/a")] {
            let found = register.compare(&link, None);
            assert_eq!(found, Likeness::Near { id: None, why: Why::HostScript }, "{link} {shown}");
        }
    }
}

#[test]
fn an_account_without_anything_to_compare_is_named() {
    assert_eq!(register().without_address(), ["bare"]);
}

#[test]
fn every_reason_has_its_words_in_both_languages() {
    let all = [
        Why::HostUser,
        Why::HostScript,
        Why::HostLetters,
        Why::HostWithin,
        Why::HostOneEdit,
        Why::HostWord,
        Why::Shown,
        Why::Script,
        Why::Letters,
        Why::Separator,
        Why::Repeated,
        Why::Mixed,
        Why::Case,
        Why::OneEdit,
        Why::Added,
        Why::OtherForm,
        Why::OtherMedium,
    ];
    for why in all {
        assert_eq!(serde_json::to_value(why).unwrap(), why.code());
        for lang in [crate::wording::Lang::Ja, crate::wording::Lang::En] {
            let key = format!("sns.why.{}", why.code());
            assert_ne!(crate::wording::text(lang, &key, &[]), key);
        }
    }
}

proptest! {
    #[test]
    fn every_account_of_a_register_is_found_exactly_and_nothing_breaks(
        names in prop::collection::vec("[a-zA-Z0-9_]{1,12}", 1..6),
        typed in "\\PC{0,20}",
    ) {
        let accounts: Vec<Known> = names.iter().map(|name| known(name, Medium::X, Some(name), None)).collect();
        let register = Watched::new(&accounts);
        for account in &accounts {
            let Some(handle) = &account.handle else { continue };
            let link = format!("https://x.com/{handle}");
            if super::address(&link, None).shape == super::Shape::Account {
                let found = register.compare(&link, None);
                let Likeness::Exact { id } = &found else { panic!("{link} {found:?}") };
                prop_assert!(id.eq_ignore_ascii_case(handle));
            }
        }
        register.compare(&typed, None);
        register.compare(&format!("https://{typed}"), Some(Medium::X));
    }
}
