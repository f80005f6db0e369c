//! The register of official accounts on every engine: what a save keeps, refuses and leaves in the history.

use serde_json::{Value as Json, json};

use super::{Medium, Sns, SnsDraft, SnsQuery, SnsStatus};
use crate::catalogue::Catalogue;
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::Lang;

fn ledgers() -> Vec<(&'static str, Ledger)> {
    let on = |(name, db)| {
        let mut ledger = Ledger::on(db).unwrap();
        ledger.set_today("2026-11-24".parse().unwrap());
        (name, ledger)
    };
    db::testing::engines().into_iter().map(on).collect()
}

fn draft(fields: Json) -> SnsDraft {
    serde_json::from_value(fields).unwrap()
}

fn save(ledger: &mut Ledger, fields: Json) -> Sns {
    ledger.save_sns(&draft(fields)).unwrap()
}

/// `field code` of each problem.
fn codes(error: &Error) -> Vec<String> {
    error.problems.iter().map(|it| format!("{} {}", it.field.as_deref().unwrap_or("-"), it.code)).collect()
}

/// A draft with something in every field.
fn everything() -> Json {
    json!({
        "medium": "x", "name": "潮見市公式", "url": "https://twitter.com/Shiomi_City?lang=ja", "section": "広報課", "owner": "小坂 春香",
        "owner_since": "R6.4.1", "deputy": "芦田 奈緒", "operators": ["宮﨑 航", " ", "林 智也"], "purpose": "広報", "publishable": true,
        "opened_on": "平成24年7月2日", "last_post_on": "2026/9/30", "listed_url": "https://city.shiomi.example/sns", "mfa": true,
        "shared_login": false, "recovery_holder": "小坂 春香", "credentials_changed_on": "R8.4.1", "status": "active", "closed_on": null,
        "contract": "c1", "facts": { "sns_platform": null }, "note": "一行目",
    })
}

#[test]
fn a_record_comes_back_as_it_was_saved_and_sent_back_is_not_a_change() {
    for (engine, mut ledger) in ledgers() {
        let mut fields = everything();
        fields["facts"] = json!({ "handles_personal_info": false });
        let saved = save(&mut ledger, fields);
        assert_eq!(ledger.sns(&saved.id).unwrap(), saved, "{engine}");
        assert_eq!(saved.url.as_deref(), Some("https://x.com/Shiomi_City"));
        assert_eq!((saved.handle.as_deref(), saved.medium), (Some("Shiomi_City"), Medium::X));
        assert_eq!((saved.opened_on.as_deref(), saved.status), (Some("2012-07-02"), SnsStatus::Active));
        assert_eq!(saved.operators, ["宮﨑 航", "林 智也"]);
        let again = save(&mut ledger, serde_json::to_value(&saved).unwrap());
        assert_eq!((again, ledger.history_head().unwrap().seq), (saved, 1), "{engine}");
    }
}

#[test]
fn every_problem_of_a_draft_is_named_at_once_and_nothing_is_saved() {
    for (engine, mut ledger) in ledgers() {
        let wrong = json!({ "name": null, "medium": "mixi", "opened_on": "H24.2.30", "last_post_on": "先週", "mfa": "多分", "status": "?",
            "operators": [1], "purpose": "長".repeat(10_001), "credentials_changed_on": "4月1日", "facts": [] });
        let error = ledger.save_sns(&draft(wrong)).unwrap_err();
        assert_eq!(
            codes(&error),
            [
                "name required",
                "medium value_unreadable",
                "operators.0 value_unreadable",
                "purpose too_long",
                "opened_on date_impossible",
                "last_post_on date_unreadable",
                "mfa value_unreadable",
                "credentials_changed_on date_unreadable",
                "status value_unreadable",
                "facts value_unreadable",
            ],
            "{engine}"
        );
        assert_eq!((ledger.count_sns().unwrap(), ledger.history_head().unwrap().seq), (0, 0), "{engine}");
    }
}

#[test]
fn address_and_handle_follow_each_other() {
    let read = |base: Option<&Sns>, fields: Json| {
        let mut fields = fields;
        if base.is_none() {
            fields["name"] = json!("n");
        }
        let sns = draft(fields).parse(base, chrono::NaiveDate::MIN).unwrap();
        let word = |text: &Option<String>| text.as_deref().unwrap_or("-").replace("https://", "");
        let said = format!("{} {} {}", sns.medium.code(), word(&sns.url), word(&sns.handle));
        (said, sns)
    };
    let new = |fields: Json| read(None, fields).0;
    assert_eq!(new(json!({ "url": "＠foo", "medium": "x" })), "x x.com/foo foo");
    assert_eq!(new(json!({ "handle": "@foo", "medium": "x" })), "x x.com/foo foo");
    assert_eq!(new(json!({ "handle": "foo", "medium": "instagram" })), "instagram www.instagram.com/foo foo");
    assert_eq!(new(json!({ "handle": "https://x.com/foo" })), "other x.com/foo foo");
    assert_eq!(new(json!({ "url": "twitter.com/foo" })), "x x.com/foo foo");
    assert_eq!(new(json!({ "url": "twitter.com/foo", "handle": "" })), "x x.com/foo foo");
    assert_eq!(new(json!({ "url": "twitter.com/foo", "handle": "＠Foo" })), "x x.com/foo Foo");
    assert_eq!(new(json!({ "url": "https://lin.ee/aB", "handle": "@shiomi" })), "line lin.ee/aB shiomi");
    assert_eq!(new(json!({ "url": "準備中", "medium": "x" })), "x 準備中 -");
    assert_eq!(new(json!({ "handle": "foo" })), "other - foo");
    let (_, base) = read(None, json!({ "url": "x.com/foo" }));
    let next = |fields: Json| read(Some(&base), fields).0;
    assert_eq!(next(json!({ "handle": "bar" })), "x x.com/bar bar");
    assert_eq!(
        next(json!({ "handle": "bar", "url": "https://x.com/foo" })),
        "x x.com/bar bar",
        "the address was sent back"
    );
    assert_eq!(next(json!({ "url": "x.com/bar", "handle": "foo" })), "x x.com/bar bar", "the handle was sent back");
    assert_eq!(next(json!({ "url": null, "handle": null })), "x - -");
    assert_eq!(next(json!({ "note": "別の欄" })), "x x.com/foo foo");
    assert_eq!(next(json!({ "medium": null })), "x x.com/foo foo", "the address says the medium");
    let (_, channel) = read(None, json!({ "url": "youtube.com/channel/UC1" }));
    assert_eq!(read(Some(&channel), json!({ "handle": "foo" })).0, "youtube www.youtube.com/channel/UC1 foo");
}

#[test]
fn a_stale_save_is_refused_with_who_and_when_and_writes_nothing() {
    for (engine, mut ledger) in ledgers() {
        let first = save(&mut ledger, json!({ "name": "初め", "owner": "甲" }));
        let second = save(&mut ledger, json!({ "id": first.id, "revision": 1, "owner": "乙" }));
        assert_eq!(second.owner_since.as_deref(), Some("2026-11-24"));
        let stale = json!({ "id": first.id, "revision": 1, "name": "後から" });
        let error = ledger.save_sns(&draft(stale)).unwrap_err();
        assert_eq!(codes(&error), ["- changed_elsewhere"], "{engine}");
        assert_eq!(error.problems[0].args["by"], ledger.actor(), "{engine}");
        assert_eq!((ledger.sns(&first.id).unwrap(), ledger.history_head().unwrap().seq), (second, 2), "{engine}");
    }
}

#[test]
fn lists_search_filter_and_sort_and_an_account_is_found_by_any_of_its_names() {
    for (engine, mut ledger) in ledgers() {
        let mut ids = Vec::new();
        for (name, medium, handle, status) in [
            ("a 公式", "x", "shiomi_city", "active"),
            ("b 防災", "x", "shiomi_bousai", "suspended"),
            ("c 観光", "instagram", "Shiomi_Kanko", "active"),
            ("d 窓口", "other", "", "closed"),
        ] {
            let fields =
                json!({ "name": name, "medium": medium, "handle": handle, "status": status, "operators": ["林 智也"] });
            ids.push(save(&mut ledger, fields).id);
        }
        let mut found = |query: SnsQuery| {
            let page = ledger.list_sns(&query).unwrap();
            assert_eq!((page.all, page.total), (4, i64::try_from(page.rows.len()).unwrap()), "{engine}");
            page.rows.into_iter().filter_map(|row| row.name.chars().next()).collect::<String>()
        };
        let query = SnsQuery::default;
        assert_eq!(found(query()), "abcd", "{engine}");
        assert_eq!(found(SnsQuery { medium: Some(Medium::X), descending: Some(true), ..query() }), "ba", "{engine}");
        assert_eq!(found(SnsQuery { status: Some(SnsStatus::Active), ..query() }), "ac", "{engine}");
        assert_eq!(found(SnsQuery { text: Some("林 ＳＨＩＯＭＩ".to_owned()), ..query() }), "abc", "{engine}");
        let by_handle = SnsQuery { sort: Some("handle".to_owned()), ..query() };
        assert!(found(by_handle).ends_with('d'), "{engine}: unknown handles last");
        for name in ["a 公式", "@shiomi_city", "shiomi_city", "twitter.com/shiomi_city?x=1", ids[0].as_str()] {
            assert_eq!(ledger.find_sns(name).unwrap().id, ids[0], "{engine}: {name}");
        }
        assert_eq!(codes(&ledger.find_sns("nobody").unwrap_err()), ["- record_missing"], "{engine}");
        // Two that are meant alike are none; a closed one is not meant where another is open.
        let twice = |status: &str, ledger: &mut Ledger| {
            save(ledger, json!({ "name": "a 公式", "medium": "threads", "handle": "shiomi_city", "status": status }));
            ledger.find_sns("shiomi_city").map(|found| found.id).map_err(|error| codes(&error))
        };
        assert_eq!(twice("closed", &mut ledger), Ok(ids[0].clone()), "{engine}");
        assert_eq!(twice("active", &mut ledger), Err(vec!["- sns_several".to_owned()]), "{engine}");
        assert_eq!(ledger.find_sns("https://x.com/shiomi_city").unwrap().id, ids[0], "{engine}");
    }
}

#[test]
fn no_field_of_an_account_is_for_a_password_or_a_code() {
    // Every name of the schema that an archive carries, at any depth.
    fn names(schema: &Json, into: &mut Vec<String>) {
        match schema {
            Json::Object(fields) => {
                for (name, inner) in fields {
                    if name == "properties" {
                        into.extend(inner.as_object().unwrap().keys().cloned());
                    }
                    names(inner, into);
                }
            }
            Json::Array(items) => items.iter().for_each(|item| names(item, into)),
            _ => {}
        }
    }
    let schema = serde_json::to_value(schemars::schema_for!(Sns)).unwrap();
    let mut found = Vec::new();
    names(&schema, &mut found);
    assert!(found.len() > 60, "{found:?}");
    let telling = ["pass", "pwd", "secret", "token", "pin", "otp", "credential", "code"];
    let told: Vec<&String> = found.iter().filter(|name| telling.iter().any(|word| name.contains(word))).collect();
    // Who has the codes, where they are, and when the credentials were changed: none of them holds any.
    assert_eq!(told, ["codes_holder", "codes_place", "credentials_changed_on"]);
    let columns = include_str!("insert.sql").to_lowercase();
    assert!(!telling.iter().any(|word| columns.contains(word)), "{columns}");
}

#[test]
fn every_requirement_of_accounts_says_in_both_languages_what_to_do() {
    for lang in [Lang::Ja, Lang::En] {
        let table = crate::wording::table(lang);
        let requirements = &Catalogue::shipped().unwrap().requirements;
        let own: Vec<&str> =
            requirements.iter().map(|one| one.id.as_str()).filter(|id| id.starts_with("SN-")).collect();
        assert_eq!(own.len(), 25);
        for id in own {
            assert!(table.contains_key(&format!("sns_remedy.{id}")), "{lang:?} {id}");
        }
    }
}
