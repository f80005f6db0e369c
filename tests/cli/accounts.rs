//! `sns`: saving, showing and listing official accounts, and what is refused.

use serde_json::json;

use super::office::Office;

const CITY: &str = r#"{"name":"潮見市公式","url":"https://twitter.com/Shiomi_City?lang=ja","section":"広報課","owner":"小坂 春香",
    "opened_on":"平成24年7月2日","status":"active","operators":["林 智也"]}"#;

#[test]
fn a_saved_account_has_one_form_of_its_address_and_is_found_by_each_of_its_names() {
    let office = Office::empty();
    let saved = office.run_with(&["--json", "sns", "save", "-"], CITY).expect(0).json();
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
        .expect(0);
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
    assert!(office.run(&["sns", "show", id]).expect(0).out.contains("2012-07-02"));
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
    let saved = office.run_with(&["--json", "sns", "save", "-"], CITY).expect(0).json();
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
