//! `sns`: saving, showing and listing official accounts, the way from application to closing, papers, the public list,
//! and what is refused.

use serde_json::{Value, json};

use super::office::Office;

const CITY: &str = r#"{"name":"潮見市公式","url":"https://twitter.com/Shiomi_City?lang=ja","section":"広報課","owner":"小坂 春香",
    "opened_on":"平成24年7月2日","status":"active","operators":["林 智也"]}"#;

#[test]
fn a_saved_account_has_one_form_of_its_address_and_is_found_by_each_of_its_names() {
    let office = Office::empty();
    let saved = office.run_with(&["--json", "sns", "save", "-"], CITY).expect(1).json();
    let sns = &saved["sns"];
    assert_eq!(
        (&sns["medium"], &sns["url"], &sns["handle"], &sns["opened_on"]),
        (&json!("x"), &json!("https://x.com/Shiomi_City"), &json!("Shiomi_City"), &json!("2012-07-02"))
    );
    let id = sns["id"].as_str().unwrap();
    for name in [id, "潮見市公式", "Shiomi_City", "＠Shiomi_City", "mobile.twitter.com/Shiomi_City/"] {
        assert_eq!(office.json(&["sns", "show", name]), saved, "{name}");
    }
    office
        .run_with(&["sns", "save", "-"], r#"{"name":"潮見市観光","medium":"instagram","handle":"@shiomi_kanko"}"#)
        .expect(1);
    for words in [&["--text", "小坂"][..], &["--status", "active"], &["--section", "広報課"], &["--medium", "x"]] {
        let found = office.json(&[&["sns", "list"], words].concat());
        assert_eq!(
            (&found["total"], &found["all"], &found["rows"][0]["id"]),
            (&json!(1), &json!(2), &json!(id)),
            "{words:?}"
        );
    }
    let lines = office.run(&["sns", "list"]).expect(0).out;
    assert!(lines.contains("https://www.instagram.com/shiomi_kanko") && lines.contains("運用中"), "{lines}");
    assert!(lines.lines().all(|line| line.split('\t').count() == 6), "{lines}");
    let shown = office.run(&["sns", "show", id]).expect(1).out;
    assert!(shown.contains("2012-07-02") && shown.contains("承認の記録がないまま"), "{shown}");
    let counts = shown.lines().nth(4).unwrap();
    assert!(counts.contains(&format!("不足 {}", saved["counts"]["missing"])), "{counts}");
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn everything_wrong_with_a_draft_is_told_at_once() {
    let office = Office::empty();
    let wrong = json!({"name": " ", "medium": "mixi", "opened_on": "R8.4.31", "last_post_on": "先月", "mfa": "たぶん", "operators": [3]});
    assert_eq!(
        office.refused(&["sns", "save", "-"], &wrong.to_string()).codes(),
        [
            "required name",
            "value_unreadable medium",
            "value_unreadable operators.0",
            "date_impossible opened_on",
            "date_unreadable last_post_on",
            "value_unreadable mfa",
        ]
    );
    for (words, code) in [
        (&["sns", "list", "--medium", "mixi"][..], "value_unreadable medium"),
        (&["sns", "list", "--status", "gone"], "value_unreadable status"),
        (&["sns", "show", "@nobody"], "record_missing"),
    ] {
        assert_eq!(office.refused(words, "").codes(), [code]);
    }
    assert_eq!(office.json(&["sns", "list"])["all"], 0);
}

#[test]
fn of_two_people_who_save_the_same_account_the_second_is_told_of_the_first() {
    let office = Office::empty();
    let saved = office.run_with(&["--json", "sns", "save", "-"], CITY).expect(1).json();
    let id = &saved["sns"]["id"];
    let draft = |note: &str| json!({"draft": {"id": id, "revision": 1, "note": note}}).to_string();
    office.run(&["call", "sns_save", &draft("一人目")]).expect(0);
    let refused = office.refused(&["call", "sns_save", &draft("二人目")], "");
    assert_eq!(refused.codes(), ["changed_elsewhere"]);
    assert!(refused.problems[0].args["at"].ends_with('Z') && !refused.problems[0].args["by"].is_empty());
    assert_eq!(office.json(&["sns", "show", "潮見市公式"])["sns"]["note"], "一人目");
}

#[test]
fn the_sample_office_has_accounts_of_every_medium() {
    let office = Office::sample();
    let page = office.json(&["sns", "list"]);
    let rows = page["rows"].as_array().unwrap();
    assert!(rows.len() >= 12, "{}", rows.len());
    let media: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["medium"].as_str().unwrap()).collect();
    assert_eq!(media.len(), 9, "{media:?}");
    let people = office.json(&["person", "list"]);
    let known: Vec<&serde_json::Value> = people.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    let strangers = rows.iter().filter(|row| !row["owner"].is_null() && !known.contains(&&row["owner"]));
    assert_eq!(strangers.count(), 0);
    assert!(
        rows.iter()
            .filter(|row| row["url"].is_string())
            .all(|row| row["url"].as_str().unwrap().starts_with("https://"))
    );
}

const HARA: &str = "SHIOMI\\c-hara";
const ITO: &str = "SHIOMI\\m-ito";
const OMORI: &str = "SHIOMI\\m-omori";

const MARKET: &str = r#"{"name":"朝市","url":"https://x.com/shiomi_asaichi","section":"観光振興課","owner":"森 彩香","purpose":"朝市の案内",
    "posting":{"allowed":["朝市の案内"],"forbidden":["個人が分かる写真"]},"facts":{"confidentiality":"1"}}"#;

/// The sample office with somebody of public relations.
fn with_pr() -> Office {
    let office = Office::sample();
    let person = json!({"name": "伊藤 真紀", "section": "広報課", "accounts": [ITO], "roles": ["pr", "applicant"]});
    office.run_with(&["person", "save", "-"], &person.to_string()).expect(0);
    office
}

#[test]
fn an_account_goes_from_its_application_to_its_closing() {
    let office = with_pr();
    office.run_with(&["sns", "save", "-"], MARKET).expect(1);
    let as_json = |account: &str, words: &[&str]| office.run_as(account, &[&["--json"], words].concat());
    let refused = |account: &str, words: &[&str]| {
        let ran = as_json(account, words).expect(2);
        ran.json()["problems"][0]["code"].as_str().unwrap().to_owned()
    };
    let through = |kind: &str| -> Value {
        as_json(HARA, &["sns", "apply", "朝市", "--kind", kind, "--reason", "お願いします"]).json();
        let hash = as_json(ITO, &["application", "review", "朝市", "確かめました"]).json()["hash"].clone();
        as_json(OMORI, &["application", "decide", "朝市", "approved", "--seen", hash.as_str().unwrap()]).expect(0);
        as_json(HARA, &["sns", "show", "朝市"]).json()["sns"].clone()
    };
    assert_eq!(refused(HARA, &["sns", "apply", "朝市", "--kind", "suspension"]), "sns_kind");
    assert_eq!(
        office.run(&["sns", "apply", "朝市", "--kind", "change"]).code,
        2,
        "a change is applied for by saving it"
    );
    let opened = through("new");
    assert_eq!((&opened["status"], opened["number"].is_string()), (&json!("active"), true));
    assert_eq!(refused(HARA, &["sns", "apply", "@shiomi_asaichi", "--kind", "suspension"]), "required");
    let id = opened["id"].as_str().unwrap();
    let save = |fields: Value| {
        let mut draft = fields;
        draft["id"] = json!(id);
        office.run_with(&["sns", "save", "-"], &draft.to_string());
    };
    save(json!({"suspension": {"on": "R8.12.1", "reason": "冬の間"}}));
    assert_eq!(through("suspension")["status"], "suspended");
    assert_eq!(through("resumption")["status"], "active");
    save(json!({"closing": {"on": "R9.3.31", "reason": "朝市の終了"}}));
    let closed = through("end");
    assert_eq!((&closed["status"], &closed["closed_on"]), (&json!("closed"), &json!("2027-03-31")));
    let lines = office.run(&["sns", "list", "--status", "closed", "--text", "朝市"]).expect(0).out;
    assert!(lines.contains("廃止"), "{lines}");
}

#[test]
fn papers_are_written_by_kind_and_a_missing_account_writes_none() {
    let office = with_pr();
    office.run_with(&["sns", "save", "-"], MARKET).expect(1);
    let out = office.path("out");
    let out = out.to_str().unwrap();
    let files = office.json(&["sns", "papers", "朝市", "--out", out])["files"].clone();
    assert_eq!(files.as_array().unwrap().len(), 4, "{files}");
    // What a paper still lacks is said in the words of the form, never by the names of fields.
    let told = office.run(&["sns", "papers", "朝市", "--out", out]).expect(0).err;
    let lacking: Vec<&str> = told.lines().filter(|line| line.contains("でまだ決まっていない欄：")).collect();
    assert_eq!(lacking.len(), 3, "{told}");
    for word in ["運用時間・対応時間", "返信・DMの方針", "復旧の連絡先", "投稿に使う端末"] {
        assert!(lacking.iter().any(|line| line.contains(word)), "{word}: {told}");
    }
    let typed = lacking.iter().flat_map(|line| line.split('：').nth(1)).collect::<String>();
    assert!(!typed.contains(['_', '.']), "{typed}");
    // A name that two open accounts bear is no account: nobody's papers are written by mistake.
    let several = office.refused(&["sns", "papers", "潮見市観光", "--out", out], "");
    assert_eq!(several.codes(), ["sns_several"]);
    let lines = office.run(&["sns", "papers", "@shiomi_asaichi", "--kind", "card", "--out", out]).expect(0).out;
    assert!(lines.contains("乗っ取り対応カード") && lines.lines().count() == 1, "{lines}");
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 4);
    assert_eq!(office.refused(&["sns", "papers", "いない", "--out", out], "").codes(), ["record_missing"]);
}

#[test]
fn the_list_is_published_and_a_saved_page_is_compared_with_it() {
    let office = with_pr();
    let out = office.path("site");
    let out = out.to_str().unwrap();
    let publish = ["--json", "sns", "publish", "--out", out, "--contact", "広報課"];
    let first = office.run_as(ITO, &publish).expect(0).json();
    assert_eq!(first["list"]["last_on"], Value::Null);
    let page = first["html"].as_str().unwrap();
    assert!(page.ends_with("sns-accounts.html") && std::fs::read_to_string(page).unwrap().contains("広報課"));
    let clean = office.run(&["sns", "check-page", page]).expect(0);
    assert!(clean.out.is_empty() && clean.err.contains("一致しています"), "{clean:?}");
    // One is taken out of the list, and the old page still names it.
    let gone = office.json(&["sns", "show", "潮見市防災"])["sns"]["id"].clone();
    let draft = json!({"id": gone, "publishable": false});
    office.run_with(&["sns", "save", "-"], &draft.to_string()).expect(1);
    let found = office.run(&["sns", "check-page", page]).expect(1);
    assert!(found.out.contains("公開の対象でない「潮見市防災」"), "{found:?}");
    let told = office.run_as(ITO, &["sns", "publish", "--out", out]).expect(0);
    assert!(told.out.contains("「潮見市防災」（X）の掲載を終了しました。"), "{told:?}");
    assert!(told.err.contains("潮見市防災: ") && !std::fs::read_to_string(page).unwrap().contains("shiomi_bousai\""));
    office.run(&["sns", "check-page", page]).expect(0);
    let empty = office.path("empty.html");
    std::fs::write(&empty, "").unwrap();
    let empty = empty.to_str().unwrap();
    assert_eq!(office.refused(&["sns", "check-page", empty], "").codes(), ["page_empty file"]);
    assert_eq!(office.refused(&["sns", "check-page", "nowhere.html"], "").codes(), ["page_missing file"]);
    assert_eq!(office.run_as(HARA, &["sns", "publish", "--out", out]).code, 2);
    office.run(&["history", "verify"]).expect(0);
}
