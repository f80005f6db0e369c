//! The public list read back: it holds what the register says, all of it, and nothing else.

use chrono::NaiveDate;
use expect_test::{expect, expect_file};
use paper::web::{WebLink, WebPlace};
use proptest::prelude::*;

use super::{ChangeKind, ENDED_SHOWN, LastPublication, PublicAccount, Publication};
use crate::sns::Medium;
use crate::wording::Lang;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn account(id: &str, medium: Medium, name: &str, url: &str) -> PublicAccount {
    PublicAccount {
        id: id.to_owned(),
        medium,
        name: name.to_owned(),
        url: Some(url.to_owned()),
        section: Some("広報課".to_owned()),
        policy_url: Some("https://www.city.shiomi.example/sns/policy.html".to_owned()),
        confirmed_on: Some(day("2026-11-20")),
        suspended: false,
        ended_on: None,
    }
}

fn publication(accounts: Vec<PublicAccount>) -> Publication {
    Publication {
        office: "潮見市".to_owned(),
        on: day("2026-11-26"),
        accounts,
        last: None,
        ended_days: ENDED_SHOWN,
        contact: None,
        lang: Lang::Ja,
    }
}

/// A list with everything in it that is hard to write down.
fn hard() -> Publication {
    let long = format!("https://www.city.shiomi.example/{}?a=1&b=2", "long/".repeat(60));
    let accounts = vec![
        account("1", Medium::X, "潮見市 <防災> & \"避難\" 'info'", "https://x.com/shiomi_bousai"),
        PublicAccount {
            policy_url: None, ..account("2", Medium::Line, "𠮷田町＆潮見市", "https://lin.ee/aBcDeF1")
        },
        PublicAccount {
            confirmed_on: None,
            section: None,
            ..account("3", Medium::Other, "=HYPERLINK(\"x\")", "https://bsky.app/profile/shiomi.example")
        },
        PublicAccount { url: None, ..account("4", Medium::Youtube, "</td><script>alert(1)</script>", "") },
        PublicAccount {
            url: Some("javascript:alert(1)".to_owned()),
            ..account("5", Medium::Note, "@潮見市{name}", "")
        },
        PublicAccount {
            url: Some(long),
            policy_url: Some("data:text/html,x".to_owned()),
            ..account("6", Medium::Facebook, "-潮見市", "")
        },
        PublicAccount {
            ended_on: Some(day("2026-09-01")),
            ..account("7", Medium::Tiktok, "移住", "https://www.tiktok.com/@shiomi.iju")
        },
        PublicAccount {
            ended_on: Some(day("2027-03-31")),
            ..account("8", Medium::Instagram, "観光", "https://www.instagram.com/shiomi.kanko")
        },
        PublicAccount {
            ended_on: Some(day("2026-08-01")),
            ..account("9", Medium::Threads, "昔", "https://www.threads.com/@shiomi_old")
        },
    ];
    Publication { contact: Some("広報課\n電話 0123-45-6789 <内線>".to_owned()), ..publication(accounts) }
}

/// The cells of the list, row by row, as a reader of the page finds them.
fn cells(html: &str, last_heading: &str) -> Vec<Vec<String>> {
    let table = html.split("</table>").next().unwrap();
    let text = paper::web::read(table.as_bytes()).text;
    let words: Vec<String> = text.lines().map(squeezed).filter(|line| !line.is_empty()).collect();
    let start = words.iter().position(|word| word == last_heading).unwrap() + 1;
    words[start..].chunks(7).map(<[String]>::to_vec).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn links(html: &str) -> Vec<(String, String)> {
    let page = paper::web::read(html.as_bytes());
    assert!(page.links.iter().all(|link: &WebLink| link.place == WebPlace::Link), "{:?}", page.links);
    page.links.into_iter().map(|link| (link.address, link.text)).collect()
}

/// What the page has to hold, said again without the program's own words.
fn wanted(publication: &Publication) -> (Vec<Vec<String>>, Vec<(String, String)>) {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    let follow = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    for account in publication.shown() {
        let ended = account.ended_on.filter(|on| *on <= publication.on);
        let medium = match account.medium {
            Medium::X => "X",
            Medium::Facebook => "Facebook",
            Medium::Instagram => "Instagram",
            Medium::Line => "LINE",
            Medium::Youtube => "YouTube",
            Medium::Tiktok => "TikTok",
            Medium::Note => "note",
            Medium::Threads => "Threads",
            Medium::Other => "bsky.app",
        };
        let policy = account.policy_url.clone().filter(|url| follow(url));
        let state = match (account.ended_on, ended) {
            (_, Some(on)) => format!("終了（{}）", crate::date::wareki(on)),
            (Some(on), None) => format!("運用中（{}で終了）", crate::date::wareki(on)),
            (None, None) => "運用中".to_owned(),
        };
        rows.push(
            [
                medium.to_owned(),
                account.name.clone(),
                account.url.clone().unwrap_or_else(|| "なし".to_owned()),
                account.section.clone().unwrap_or_else(|| "なし".to_owned()),
                policy.as_ref().map_or_else(|| "なし".to_owned(), |_| format!("運用ポリシー（{}）", account.name)),
                account.confirmed_on.map_or_else(|| "未確認".to_owned(), crate::date::wareki),
                state,
            ]
            .map(|cell| squeezed(&cell))
            .to_vec(),
        );
        if let Some(url) = account.url.filter(|url| ended.is_none() && follow(url)) {
            links.push((url.clone(), url.chars().take(300).collect()));
        }
        if let Some(policy) = policy {
            links.push((policy, squeezed(&format!("運用ポリシー（{}）", account.name))));
        }
    }
    (rows, links)
}

#[test]
fn the_page_read_back_holds_exactly_what_the_register_says() {
    let publication = hard();
    let html = publication.html().unwrap();
    let (rows, wanted_links) = wanted(&publication);
    assert_eq!(rows.len(), 8);
    assert_eq!(cells(&html, "状態"), rows);
    assert_eq!(links(&html), wanted_links);
    // What somebody typed is text, never an element or a place to go to.
    assert!(!html.contains("<script") && !html.contains("href=\"javascript") && !html.contains("href=\"data"));
    assert!(html.contains("電話 0123-45-6789 &lt;内線&gt;"));
    assert!(!html.contains("昔"), "an account that ended long ago is shown");
}

/// A list as an office publishes it.
fn usual(lang: Lang) -> Publication {
    let by = |section: &str, account: PublicAccount| PublicAccount { section: Some(section.to_owned()), ..account };
    let old = vec![
        account("1", Medium::X, "潮見市公式", "https://x.com/shiomi_city"),
        by("危機管理課", account("2", Medium::X, "潮見市防災", "https://x.com/shiomi_bousai")),
        account("3", Medium::Facebook, "潮見市", "https://www.facebook.com/shiomi.city"),
        by("観光課", account("4", Medium::Instagram, "しおみ観光", "https://www.instagram.com/shiomi.kanko")),
        account("5", Medium::Line, "潮見市", "https://line.me/R/ti/p/@shiomicity"),
        by(
            "議会事務局",
            account("6", Medium::Youtube, "潮見市議会", "https://www.youtube.com/channel/UCshiomi0gikai0000000000"),
        ),
        by("移住推進課", account("7", Medium::Tiktok, "しおみで暮らす", "https://www.tiktok.com/@shiomi.iju")),
    ];
    let mut new = old.clone();
    new[3].section = Some("産業観光課".to_owned());
    new[5].policy_url = None;
    new[6].ended_on = Some(day("2026-10-31"));
    new[2].ended_on = Some(day("2027-03-31"));
    new[4].confirmed_on = None;
    new.push(by(
        "図書館",
        account(
            "8",
            Medium::Other,
            "潮見市立図書館 <本の海> & 友の会",
            "https://bsky.app/profile/library.shiomi.example",
        ),
    ));
    let last = LastPublication { on: day("2026-07-01"), accounts: old };
    let contact = Some("潮見市 総務部 広報課\n電話 0123-45-6789（平日 8時30分〜17時15分）".to_owned());
    Publication { last: Some(last), contact, lang, ..publication(new) }
}

#[test]
fn the_page_is_what_it_was() {
    expect_file!["../../../../../tests/sns/accounts.ja.html"].assert_eq(&usual(Lang::Ja).html().unwrap());
    expect_file!["../../../../../tests/sns/accounts.en.html"].assert_eq(&usual(Lang::En).html().unwrap());
}

#[test]
fn the_page_needs_nothing_else_and_says_its_language() {
    for lang in [Lang::Ja, Lang::En] {
        let html = Publication { lang, ..hard() }.html().unwrap();
        assert!(html.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{}\">", lang.code())));
        for word in ["src=", "<link", "@import", "url(", "<script", "onclick", "style=\""] {
            assert!(!html.contains(word), "{word}");
        }
        assert!(!html.contains("sns.page."), "a text is missing");
    }
}

#[test]
fn an_account_that_has_ended_is_shown_for_as_many_days_as_the_office_says() {
    for (ended, shown, state) in [
        ("2026-11-27", true, "運用中（令和8年11月27日で終了）"),
        ("2026-11-26", true, "終了（令和8年11月26日）"),
        ("2026-08-28", true, "終了（令和8年8月28日）"),
        ("2026-08-27", false, ""),
    ] {
        let one =
            PublicAccount { ended_on: Some(day(ended)), ..account("1", Medium::X, "市", "https://x.com/shiomi_city") };
        let publication = publication(vec![one]);
        assert_eq!(publication.shown().len(), usize::from(shown), "{ended}");
        if shown {
            assert_eq!(cells(&publication.html().unwrap(), "状態")[0][6], state);
        } else {
            assert!(publication.html().unwrap().contains("公表しているアカウントはありません"));
        }
    }
}

#[test]
fn the_table_for_spreadsheets_holds_no_formula_and_reads_back() {
    let bytes = hard().csv();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
    let text = String::from_utf8(bytes).unwrap();
    expect![[r#"
        媒体,アカウント名,アドレス,所管課,運用ポリシー,最終確認日,状態,終了日
        X,"潮見市 <防災> & ""避難"" 'info'",https://x.com/shiomi_bousai,広報課,https://www.city.shiomi.example/sns/policy.html,2026-11-20,運用中,
        Facebook,'-潮見市,LONG,広報課,"data:text/html,x",2026-11-20,運用中,
        Instagram,観光,https://www.instagram.com/shiomi.kanko,広報課,https://www.city.shiomi.example/sns/policy.html,2026-11-20,運用中,2027-03-31
        LINE,𠮷田町＆潮見市,https://lin.ee/aBcDeF1,広報課,,2026-11-20,運用中,
        YouTube,</td><script>alert(1)</script>,,広報課,https://www.city.shiomi.example/sns/policy.html,2026-11-20,運用中,
        note,'@潮見市{name},javascript:alert(1),広報課,https://www.city.shiomi.example/sns/policy.html,2026-11-20,運用中,
        bsky.app,"'=HYPERLINK(""x"")",https://bsky.app/profile/shiomi.example,,https://www.city.shiomi.example/sns/policy.html,,運用中,
        TikTok,移住,https://www.tiktok.com/@shiomi.iju,広報課,https://www.city.shiomi.example/sns/policy.html,2026-11-20,終了,2026-09-01
    "#]]
    .assert_eq(&text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace(&hard().accounts[5].url.clone().unwrap(), "LONG"));
}

#[test]
fn the_data_for_programs_holds_every_entry_and_no_id() {
    let publication = hard();
    let data: serde_json::Value = serde_json::from_str(&publication.json()).unwrap();
    assert_eq!((data["office"].as_str(), data["as_of"].as_str()), (Some("潮見市"), Some("2026-11-26")));
    let entries = data["accounts"].as_array().unwrap();
    assert_eq!(entries.len(), publication.shown().len());
    for (entry, account) in entries.iter().zip(publication.shown()) {
        let back =
            PublicAccount { id: account.id.clone(), ..serde_json::from_value::<PublicAccount>(entry.clone()).unwrap() };
        assert_eq!(back, account);
        assert!(entry.get("id").is_none());
        assert_eq!(entry["state"] == "ended", account.ended_on.is_some_and(|on| on <= publication.on));
    }
}

#[test]
fn what_changed_since_the_last_publication_is_told_and_a_new_confirmation_is_not() {
    let old = vec![
        account("1", Medium::X, "市", "https://x.com/shiomi_city"),
        account("2", Medium::Line, "市LINE", "https://lin.ee/aBcDeF1"),
        account("3", Medium::Facebook, "市FB", "https://www.facebook.com/shiomi.city"),
        account("4", Medium::Tiktok, "移住", "https://www.tiktok.com/@shiomi.iju"),
        account("5", Medium::Note, "市note", "https://note.com/shiomi_note"),
        account("6", Medium::Threads, "市T", "https://www.threads.com/@shiomi"),
        account("", Medium::Youtube, "市Y", "https://www.youtube.com/@shiomi-ch"),
        PublicAccount {
            ended_on: Some(day("2026-06-01")),
            ..account("8", Medium::Other, "戻る", "https://bsky.app/profile/shiomi.example")
        },
    ];
    let new = vec![
        PublicAccount { confirmed_on: Some(day("2026-11-26")), ..old[0].clone() },
        PublicAccount { url: Some("https://lin.ee/zZzZzZ9".to_owned()), ..old[1].clone() },
        PublicAccount {
            url: Some("https://m.facebook.com/ShiomiCity/".to_owned()),
            section: Some("秘書{before}課".to_owned()),
            ..old[2].clone()
        },
        PublicAccount { ended_on: Some(day("2026-11-01")), ..old[3].clone() },
        PublicAccount { name: "潮見市note".to_owned(), policy_url: None, ..old[4].clone() },
        old[6].clone(),
        PublicAccount { ended_on: None, ..old[7].clone() },
        account("9", Medium::Instagram, "観光", "https://www.instagram.com/shiomi.kanko"),
    ];
    let last = LastPublication { on: day("2026-07-01"), accounts: old.clone() };
    let publication = Publication { last: Some(last), ..publication(new) };
    let changes = publication.changes();
    let told: Vec<String> = changes.iter().map(|change| publication.change(change)).collect();
    expect![[r#"
        「市FB」（Facebook）の所管課が変わりました（前：広報課　今：秘書{before}課）。
        「観光」（Instagram）を加えました。
        「市LINE」（LINE）のアドレスが変わりました（前：https://lin.ee/aBcDeF1　今：https://lin.ee/zZzZzZ9）。
        noteの「市note」は、名前が「潮見市note」に変わりました。
        「潮見市note」（note）の運用ポリシーのアドレスが変わりました（前：https://www.city.shiomi.example/sns/policy.html　今：なし）。
        「戻る」（bsky.app）の運用を再開しました。
        「移住」（TikTok）の運用を終了しました。
        「市T」（Threads）の掲載を終了しました。"#]]
    .assert_eq(&told.join("\n"));
    assert_eq!(changes[0].kind, ChangeKind::Section);
    let html = publication.html().unwrap();
    for line in &told {
        assert!(html.contains(&format!("<li>{line}</li>")), "{line}");
    }
    assert!(html.contains("前回の公表（令和8年7月1日）からの変更"));
    let same = Publication {
        last: Some(LastPublication { on: day("2026-07-01"), accounts: old.clone() }),
        accounts: old,
        on: day("2026-07-02"),
        ..publication
    };
    assert_eq!(same.changes(), []);
    assert!(same.html().unwrap().contains("前回の公表（令和8年7月1日）から変更はありません。"));
}

#[test]
fn every_kind_of_change_has_its_words_in_both_languages() {
    for kind in [
        ChangeKind::Added,
        ChangeKind::Ending,
        ChangeKind::Ended,
        ChangeKind::Suspended,
        ChangeKind::Resumed,
        ChangeKind::Renamed,
        ChangeKind::Moved,
        ChangeKind::Section,
        ChangeKind::Policy,
        ChangeKind::Removed,
    ] {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        for lang in [Lang::Ja, Lang::En] {
            let key = format!("sns.page.change.{}", kind.code());
            assert_ne!(crate::wording::text(lang, &key, &[]), key);
        }
    }
}

proptest! {
    #[test]
    fn any_text_of_the_register_comes_back_as_it_is(
        names in prop::collection::vec("[^\\p{C}]{1,30}", 1..6),
        section in prop::option::of("[^\\p{C}]{1,20}"),
        url in prop::option::of("https://[a-z]{1,9}\\.example/[!-~]{0,40}"),
    ) {
        let written = |text: &str| !text.trim().is_empty();
        prop_assume!(names.iter().all(|name| written(name)) && section.as_deref().is_none_or(written));
        let accounts = names.iter().enumerate().map(|(at, name)| PublicAccount {
            section: section.clone(),
            url: url.clone(),
            ..account(&at.to_string(), Medium::X, name, "")
        });
        let publication = publication(accounts.collect());
        let html = publication.html().unwrap();
        let (rows, wanted_links) = wanted(&publication);
        prop_assert_eq!(cells(&html, "状態"), rows);
        let wanted_links: Vec<_> = wanted_links.into_iter().map(|(url, words)| (url, words.chars().take(300).collect::<String>())).collect();
        prop_assert_eq!(links(&html), wanted_links);
    }
}

#[test]
fn a_suspended_account_is_called_so_in_every_form_and_its_change_is_told() {
    let active = account("1", Medium::X, "市", "https://x.com/shiomi_city");
    let suspended = PublicAccount { suspended: true, ..active.clone() };
    let until = PublicAccount { ended_on: Some(day("2027-03-31")), ..suspended.clone() };
    let told = |before: &PublicAccount, now: &PublicAccount| {
        let last = LastPublication { on: day("2026-11-01"), accounts: vec![before.clone()] };
        let publication = Publication { last: Some(last), ..publication(vec![now.clone()]) };
        publication.changes().iter().map(|change| change.kind).collect::<Vec<_>>()
    };
    assert_eq!(told(&active, &suspended), [ChangeKind::Suspended]);
    assert_eq!(told(&suspended, &active), [ChangeKind::Resumed]);
    assert_eq!(told(&suspended, &suspended), []);
    assert_eq!(told(&suspended, &until), [ChangeKind::Ending]);
    let publication = publication(vec![suspended, PublicAccount { id: "2".to_owned(), ..until }]);
    let states: Vec<String> = cells(&publication.html().unwrap(), "状態").iter().map(|row| row[6].clone()).collect();
    assert_eq!(states, ["休止中", "休止中（令和9年3月31日で終了）"]);
    assert_eq!(String::from_utf8(publication.csv()).unwrap().matches("休止中").count(), 2);
    assert_eq!(publication.json().matches("\"state\": \"suspended\"").count(), 2);
}
