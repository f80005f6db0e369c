//! `cloud`: saving, showing and listing uses of cloud services, and what is refused.

use serde_json::json;

use super::office::Office;

const MEETING: &str = r#"{"number":"潮ク8-01","service":"クモノス会議","provider":{"name":"株式会社クモノス"},"section":"情報政策課",
    "decided_on":"R8.4.1","expires_on":"令和9年3月31日","status":"approved","facts":{"confidentiality":"2"}}"#;

#[test]
fn a_saved_use_is_shown_by_id_number_and_name_and_stands_in_the_list() {
    let office = Office::empty();
    let file = office.file("利用 一.json", format!("\u{feff}{MEETING}"));
    let saved = office.json(&["cloud", "save", &file]);
    assert_eq!(
        (&saved["cloud"]["decided_on"], &saved["cloud"]["expires_on"]),
        (&json!("2026-04-01"), &json!("2027-03-31"))
    );
    assert_eq!((&saved["cloud"]["revision"], &saved["status_text"]), (&json!(1), &json!("承認")));
    let id = saved["cloud"]["id"].as_str().unwrap();
    for name in [id, "潮ク8-01", "クモノス会議"] {
        assert_eq!(office.json(&["cloud", "show", name]), saved, "{name}");
    }
    let lines = office.run(&["cloud", "show", id]).expect(1).out;
    for word in ["潮ク8-01", "クモノス会議", "株式会社クモノス", "承認", "2027-03-31", "情報政策課"]
    {
        assert!(lines.contains(word), "{word}: {lines}");
    }
    office.run_with(&["cloud", "save", "-"], r#"{"service":"しおかぜフォーム"}"#).expect(1);
    let all = office.json(&["cloud", "list"]);
    assert_eq!((&all["total"], &all["all"]), (&json!(2), &json!(2)));
    for words in [&["--text", "くものす"][..], &["--status", "approved"], &["--section", "情報政策課"]] {
        let found = office.json(&[&["cloud", "list"], words].concat());
        assert_eq!((&found["total"], &found["rows"][0]["id"]), (&json!(1), &json!(id)), "{words:?}");
    }
    assert_eq!(office.json(&["cloud", "list", "--limit", "1"])["rows"].as_array().unwrap().len(), 1);
    let lines = office.run(&["cloud", "list"]).expect(0).out;
    assert!(lines.lines().count() == 2 && lines.lines().all(|line| line.split('\t').count() == 6), "{lines}");
    assert!(office.run(&["--lang", "en", "cloud", "list"]).expect(0).out.contains("Approved"));
}

#[test]
fn a_file_without_a_revision_corrects_the_record_as_it_is_now_and_one_with_an_old_revision_is_refused() {
    let office = Office::empty();
    let saved = office.run_with(&["--json", "cloud", "save", "-"], MEETING).expect(1).json();
    let id = saved["cloud"]["id"].clone();
    let change = |fields: serde_json::Value| {
        let mut draft = fields;
        draft["id"] = id.clone();
        draft.to_string()
    };
    let other =
        office.run_with(&["--json", "cloud", "save", "-"], &change(json!({"manager": "佐藤 健一"}))).expect(1).json();
    assert_eq!((&other["cloud"]["revision"], &other["cloud"]["service"]), (&json!(2), &json!("クモノス会議")));
    assert!(other["cloud"]["manager_since"].is_string(), "held from the day of the change");
    let stale = change(json!({"revision": 1, "note": "古い画面から"}));
    let refused = office.refused(&["cloud", "save", "-"], &stale);
    assert_eq!(refused.codes(), ["changed_elsewhere"]);
    assert_eq!(office.json(&["cloud", "show", "潮ク8-01"]), other);
    let history = office.json(&["call", "cloud_history", &json!({"id": id}).to_string()]);
    let ops: Vec<_> = history.as_array().unwrap().iter().map(|row| (&row["op"], &row["title"])).collect();
    assert_eq!(ops, [(&json!("cloud_save"), &json!("クモノス会議")); 2]);
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn everything_wrong_with_a_draft_is_told_at_once() {
    let office = Office::empty();
    let wrong = json!({
        "service": "", "provider": {"corporate_number": "1000000000000"}, "users": "たくさん", "status": "approve",
        "decided_on": "R8.2.30", "expires_on": "未定です",
    });
    let refused = office.refused(&["cloud", "save", "-"], &wrong.to_string());
    assert_eq!(
        refused.codes(),
        [
            "required service",
            "corporate_number_check provider.corporate_number",
            "number_unreadable users",
            "value_unreadable status",
            "date_impossible decided_on",
            "date_unreadable expires_on",
        ]
    );
    let reversed = r#"{"service":"s","decided_on":"R8.4.1","expires_on":"R8.3.31"}"#;
    assert_eq!(office.refused(&["cloud", "save", "-"], reversed).codes(), ["period_reversed expires_on"]);
    assert_eq!(office.refused(&["cloud", "list", "--status", "good"], "").codes(), ["value_unreadable status"]);
    assert_eq!(office.refused(&["cloud", "show", "R9-1"], "").codes(), ["record_missing"]);
    let unknown = r#"{"id":"nobody","service":"s"}"#;
    assert_eq!(office.refused(&["cloud", "save", "-"], unknown).codes(), ["record_missing"]);
    assert_eq!(office.json(&["cloud", "list"])["all"], 0);
}

#[test]
fn a_use_can_be_seen_as_it_was() {
    let office = Office::empty();
    office.run_with(&["cloud", "save", "-"], MEETING).expect(1);
    let past = office.refused(&["cloud", "show", "潮ク8-01", "--on", "R2.4.1"], "");
    assert_eq!(past.codes(), ["record_missing_then"]);
    let then = office.json(&["cloud", "show", "潮ク8-01", "--on", "2099-01-01"]);
    assert_eq!((&then["as_of"], &then["cloud"]["service"]), (&json!("2099-01-01"), &json!("クモノス会議")));
}

#[test]
fn the_sample_office_has_cloud_uses_in_every_state_of_its_sections() {
    let office = Office::sample();
    let page = office.json(&["cloud", "list"]);
    let rows = page["rows"].as_array().unwrap();
    assert!(rows.len() >= 12, "{}", rows.len());
    let sections = office.json(&["section", "list"]);
    let known: Vec<&serde_json::Value> = sections.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    let states: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["status"].as_str().unwrap()).collect();
    assert!(states.len() >= 7, "{states:?}");
    assert!(rows.iter().all(|row| known.contains(&&row["section"])), "{rows:?}");
}

#[test]
fn papers_the_list_and_a_check_sheet_are_written_and_the_sheet_comes_back() {
    let office = Office::sample();
    let papers = office.json(&["cloud", "papers", "ク8-02", "--out", &office.word("書類")]);
    let kinds: Vec<&str> = papers["files"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["application", "sheet", "approval", "check"]);
    let one = office.json(&["cloud", "papers", "ク8-02", "--kind", "erasure", "--out", &office.word("書類")]);
    assert_eq!((one["files"].as_array().unwrap().len(), &one["files"][0]["kind"]), (1, &json!("erasure")));
    assert_eq!(std::fs::read_dir(office.path("書類")).unwrap().count(), 5);
    let early = office.refused(&["cloud", "papers", "ク8-05", "--kind", "approval", "--out", &office.word("別")], "");
    assert_eq!(early.codes(), ["cloud_paper_not_yet kinds"]);
    let list = office.json(&["cloud", "approved-list", "--out", &office.word("一覧")]);
    for name in ["paper", "workbook"] {
        assert!(std::path::Path::new(list[name].as_str().unwrap()).exists(), "{list}");
    }
    let out = office.word("回答票");
    let sheet = office.json(&["cloud", "sheet", "ク8-02", "--out", &out, "--due", "R10.1.15"]);
    assert_eq!((&sheet["version"], &sheet["due_on"]), (&json!(1), &json!("2028-01-15")));
    let path = sheet["path"].as_str().unwrap();
    let read = office.run(&["--json", "cloud", "sheet-read", "ク8-02", path]).expect(1).json();
    assert_eq!((&read["usable"], &read["number"]), (&json!(true), &sheet["number"]));
    assert_eq!(read["notes"].as_array().unwrap().len() as u64, sheet["questions"].as_u64().unwrap(), "all are missing");
    let lines = office.run(&["cloud", "sheet-read", "ク8-02", path]).expect(1).out;
    assert!(lines.contains("相手方に尋ねてください"), "{lines}");
    let nothing = office.refused(&["cloud", "sheet-read", "ク8-02", path, "--apply"], "");
    assert_eq!(nothing.codes(), ["sheet_nothing answers"]);
    let other = office.refused(&["cloud", "sheet-read", "ク8-03", path, "--apply"], "");
    assert_eq!(other.codes(), ["sheet_other_record file"]);
    assert_eq!(
        office.refused(&["cloud", "sheet", "ク8-02", "--out", &out, "--due", "来月"], "").codes(),
        ["date_unreadable due_on"]
    );
    office.run(&["history", "verify"]).expect(0);
}
