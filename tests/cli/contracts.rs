//! `contract`: saved, shown, listed, renewed, signed and closed from the command line.

use serde_json::{Value, json};

use super::office::Office;

/// A contract that is complete but for its evidence.
fn draft() -> Value {
    json!({
        "number": "R8-101", "title": "窓口業務委託", "section": "市民課", "owner": "三枝 直人",
        "contractor": {"name": "窓口サービス株式会社"}, "starts_on": "R8.4.1", "ends_on": "R9.3.31",
        "facts": {"handles_info_asset": true, "handles_personal_info": true, "confidentiality": "3B"},
    })
}

/// Saves a contract and gives its view.
#[track_caller]
fn save(office: &Office, fields: &Value, code: i32) -> Value {
    office.run_with(&["--json", "contract", "save", "-"], &fields.to_string()).expect(code).json()
}

fn codes(view: &Value) -> Vec<&str> {
    view["findings"].as_array().unwrap().iter().filter_map(|it| it["code"].as_str()).collect()
}

#[test]
fn a_record_has_the_names_that_other_programs_rely_on() {
    let office = Office::sample();
    let shown = office.json(&["contract", "show", "R8-020"]);
    let mut names =
        "id number title section owner contractor method signed_on starts_on ends_on auto_renewal notice_days \
        amount_yen facts subcontracts certificates inspections deliverables renewed_from closed_on catalogue revision"
            .split_whitespace();
    assert_eq!(names.find(|name| shown["contract"].get(name).is_none()), None);
    let mut contractor = "name corporate_number address representative country parent_country".split_whitespace();
    assert_eq!(contractor.find(|name| shown["contract"]["contractor"].get(name).is_none()), None);
}

#[test]
fn a_contract_is_saved_with_findings_and_found_again() {
    let office = Office::empty();
    let view = save(&office, &draft(), 1);
    let contract = &view["contract"];
    assert_eq!((&contract["revision"], &contract["starts_on"]), (&1.into(), &"2026-04-01".into()));
    assert!(view["counts"]["missing"].as_u64().unwrap() > 0);
    let id = contract["id"].as_str().unwrap();
    for word in [id, "R8-101"] {
        assert_eq!(office.run(&["--json", "contract", "show", word]).expect(1).json()["contract"], *contract);
    }
    let lines = office.run(&["contract", "show", id]).expect(1);
    assert!(lines.out.starts_with("R8-101\t窓口業務委託\n") && lines.out.contains("CT-01"), "{}", lines.out);
    for (words, total) in [
        (&["--text", "窓口 市民課"][..], 1),
        (&["--text", "ﾏﾄﾞｸﾞﾁ"], 0),
        (&["--text", "窓口さーびす"], 1),
        (&["--year", "R8"], 1),
        (&["--year", "2027"], 0),
        (&["--findings"], 1),
        (&["--unknown"], 1),
    ] {
        assert_eq!(office.json(&[&["contract", "list"], words].concat())["total"], total, "{words:?}");
    }
    assert_eq!(office.refused(&["contract", "list", "--year", "いつか"], "").codes(), ["fiscal_year_unreadable year"]);
}

#[test]
fn a_contract_without_findings_ends_with_zero() {
    let office = Office::sample();
    let cleaning = office.run(&["--json", "contract", "show", "R8-004"]).expect(0).json();
    assert_eq!((codes(&cleaning), &cleaning["counts"]["missing"]), (vec![], &0.into()));
    let lines = office.run(&["contract", "show", "R8-004"]).expect(0);
    assert_eq!((lines.out.lines().next().unwrap(), lines.err.as_str()), ("R8-004\t本庁舎清掃業務委託", ""));
    assert!(office.run(&["--lang", "en", "contract", "show", "R8-004"]).expect(0).out.contains("missing 0"));
}

#[test]
fn what_is_not_sent_stays_and_nothing_new_leaves_no_history() {
    let office = Office::empty();
    let first = save(&office, &draft(), 1);
    let id = &first["contract"]["id"];
    let changed = save(&office, &json!({"id": id, "owner": "石田 光"}), 1);
    assert_eq!((&changed["contract"]["owner"], &changed["contract"]["revision"]), (&"石田 光".into(), &2.into()));
    assert_eq!(changed["contract"]["contractor"], first["contract"]["contractor"]);
    let head = office.json(&["history", "head"]);
    let again = save(&office, &changed["contract"], 1);
    assert_eq!(again["contract"]["revision"], 2);
    assert_eq!(office.json(&["history", "head"]), head);
}

#[test]
fn a_save_over_an_older_revision_is_refused_with_who_and_when() {
    let office = Office::empty();
    let seen = save(&office, &draft(), 1);
    let id = &seen["contract"]["id"];
    save(&office, &json!({"id": id, "owner": "石田 光"}), 1);
    let late = json!({"id": id, "revision": 1, "owner": "林 智也"});
    let refusal = office.refused(&["contract", "save", "-"], &late.to_string());
    assert_eq!(refusal.codes(), ["changed_elsewhere"]);
    let args = &refusal.problems[0].args;
    assert!(!args["by"].is_empty() && args["at"].starts_with("20"), "{args:?}");
    assert!(refusal.ja.contains(&args["by"]) && refusal.ja.contains(&args["at"]), "{refusal:?}");
}

#[test]
fn a_record_that_is_not_there_is_named() {
    let office = Office::empty();
    let id = "01920000-0000-7000-8000-000000000000";
    for words in [
        &["contract", "show", id][..],
        &["contract", "renew", id, "--starts", "R9.4.1", "--ends", "R10.3.31"],
        &["contract", "sign", id, "--on", "R8.4.1"],
        &["contract", "close", id, "--on", "R9.3.31"],
        &["annex", id, "--out", "out"],
        &["person", "show", id],
    ] {
        let refusal = office.refused(words, "");
        assert_eq!(refusal.codes(), ["record_missing"], "{words:?}");
        assert!(refusal.ja.contains(id), "{refusal:?}");
    }
    let foreign = json!({"id": id, "title": "試験"}).to_string();
    assert_eq!(office.refused(&["contract", "save", "-"], &foreign).codes(), ["record_missing"]);
}

#[test]
fn a_contract_is_renewed_once() {
    let office = Office::empty();
    let old = save(&office, &draft(), 1)["contract"].clone();
    let renew = ["contract", "renew", "R8-101", "--starts", "R9.4.1", "--ends", "令和10年3月31日"];
    let new = office.run(&[&["--json"], &renew[..]].concat()).expect(1).json()["contract"].clone();
    assert_eq!((&new["starts_on"], &new["ends_on"]), (&"2027-04-01".into(), &"2028-03-31".into()));
    assert_eq!((&new["renewed_from"], &new["lineage"], &new["term"]), (&old["id"], &old["id"], &2.into()));
    assert_eq!(new["facts"], old["facts"]);
    assert_eq!(office.refused(&renew, "").codes(), ["already_renewed"]);
    let id = new["id"].as_str().unwrap();
    let backwards = ["contract", "renew", id, "--starts", "R10.4.1", "--ends", "R10.3.31"];
    assert_eq!(office.refused(&backwards, "").codes(), ["period_reversed ends_on"]);
    let nowhere = ["contract", "renew", id, "--starts", "R10.2.30", "--ends", "そのうち"];
    assert_eq!(office.refused(&nowhere, "").codes(), ["date_impossible starts_on", "date_unreadable ends_on"]);
}

#[test]
fn a_contract_is_signed_once_and_keeps_its_annexes() {
    let office = Office::empty();
    save(&office, &draft(), 1);
    assert_eq!(
        office.refused(&["contract", "sign", "R8-101", "--on", "R8.2.30"], "").codes(),
        ["date_impossible signed_on"]
    );
    let view = office.run(&["--json", "contract", "sign", "R8-101", "--on", "R8.3.20"]).expect(1).json();
    let kinds: Vec<&str> =
        view["contract"]["pins"].as_array().unwrap().iter().filter_map(|pin| pin["kind"].as_str()).collect();
    assert_eq!(kinds, ["security", "personal_info", "spec_sheet"]);
    assert_eq!(view["contract"]["signed_on"], "2026-03-20");
    assert!(view["contract"]["catalogue"].as_str().unwrap().starts_with("20"));
    assert_eq!(
        office.refused(&["contract", "sign", "R8-101", "--on", "R8.3.21"], "").codes(),
        ["already_signed signed_on"]
    );
}

#[test]
fn a_contract_is_closed_and_asks_for_return_and_erasure() {
    let office = Office::empty();
    save(&office, &draft(), 1);
    let early = office.refused(&["contract", "close", "R8-101", "--on", "R8.3.31"], "");
    assert_eq!(early.codes(), ["closed_before_start closed_on"]);
    let words = ["--json", "contract", "close", "R8-101", "--on", "R9.3.31"];
    let open = office.run(&words).expect(1).json();
    assert!(codes(&open).contains(&"closed_without_erasure"), "{:?}", codes(&open));
    let more = ["--returned", "R9.4.5", "--erased", "R9.4.10", "--note", "全件返却"];
    let shut = office.run(&[&words[..], &more].concat()).expect(1).json();
    assert!(!codes(&shut).contains(&"closed_without_erasure"), "{:?}", codes(&shut));
    let closing = json!({
        "closed_on": "2027-03-31", "returned_on": "2027-04-05", "erasure_certificate_on": "2027-04-10", "note": "全件返却",
    });
    assert_eq!((&shut["contract"]["closing"], &shut["contract"]["closed_on"]), (&closing, &"2027-03-31".into()));
}

#[test]
fn a_day_before_the_record_has_nothing_to_show() {
    let office = Office::empty();
    save(&office, &draft(), 1);
    let refusal = office.refused(&["contract", "show", "R8-101", "--on", "R2.4.1"], "");
    assert_eq!(refusal.codes(), ["record_missing_then"]);
    assert_eq!(office.refused(&["contract", "show", "R8-101", "--on", "昨日"], "").codes(), ["date_unreadable on"]);
    let later = office.run(&["--json", "contract", "show", "R8-101", "--on", "R30.4.1"]).expect(1).json();
    assert_eq!((&later["as_of"], &later["contract"]["title"]), (&"2048-04-01".into(), &"窓口業務委託".into()));
}

#[test]
fn people_are_saved_and_listed() {
    let office = Office::empty();
    let person = json!({"name": "宮﨑 航", "section": "情報政策課", "roles": ["security"], "from": "2026-04-01"});
    let saved = office.run_with(&["--json", "person", "save", "-"], &person.to_string()).expect(0).json();
    let id = saved["id"].as_str().unwrap();
    assert_eq!(office.json(&["person", "show", id]), saved);
    assert_eq!(office.json(&["person", "list"]), json!([saved]));
    let names = "id name section email accounts roles from until";
    assert_eq!(names.split(' ').find(|name| saved.get(name).is_none()), None);
    assert_eq!(office.refused(&["person", "save", "-"], r#"{"name":" "}"#).codes(), ["required name"]);
    assert_eq!(
        office.refused(&["person", "save", "-"], r#"{"name":"林","roles":["king"]}"#).codes(),
        ["json_unreadable"]
    );
}

#[test]
fn a_check_sheet_is_written_for_the_contractor_and_read_by_its_number() {
    let office = Office::empty();
    save(&office, &draft(), 1);
    let out = office.word("確認票");
    let sheet = office.json(&["contract", "sheet", "R8-101", "--out", &out, "--due", "R10.1.15"]);
    assert_eq!((&sheet["version"], &sheet["due_on"]), (&json!(1), &json!("2028-01-15")));
    let path = sheet["path"].as_str().unwrap();
    let read = office.run(&["--json", "contract", "sheet-read", path]).expect(1).json();
    assert_eq!(
        (&read["usable"], &read["number"], &read["title"]),
        (&json!(true), &sheet["number"], &json!("窓口業務委託"))
    );
    let missing = sheet["questions"].as_u64().unwrap() + 2;
    assert_eq!(read["notes"].as_array().unwrap().len() as u64, missing, "each answer, the name and the day");
    let lines = office.run(&["contract", "sheet-read", path]).expect(1).out;
    assert!(lines.contains("相手方に尋ねてください"), "{lines}");
    assert_eq!(office.refused(&["contract", "sheet-read", path, "--apply"], "").codes(), ["sheet_nothing answers"]);
    let sheets = office.json(&["contract", "sheets", "R8-101"]);
    assert_eq!((&sheets["issues"][0]["number"], &sheets["rows"]), (&sheet["number"], &json!([])));
    let other = Office::empty();
    assert_eq!(other.refused(&["contract", "sheet-read", path, "--apply"], "").codes(), ["sheet_other_issue file"]);
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn an_inspection_and_a_demand_are_written_as_papers_and_an_empty_one_is_refused() {
    let office = Office::empty();
    let bare = r#"{"number":"検-1","title":"封入封緘","contractor":{"name":"株式会社シオミ印刷"},"starts_on":"R8.4.1","ends_on":"R9.3.31"}"#;
    office.run_with(&["contract", "save", "-"], bare).expect(1);
    for (kind, code) in [("record", "inspection_missing"), ("demand", "measure_missing")] {
        let refused = office.refused(&["contract", "oversight", "検-1", "--kind", kind, "--out", "書類"], "");
        assert_eq!(refused.codes(), [code]);
    }
    let id = office.json(&["contract", "list"])["rows"][0]["id"].as_str().unwrap().to_owned();
    let found = format!(
        r#"{{"id":"{id}","inspections":[{{"on":"R8.9.1","method":"video"}}],
            "measures":[{{"finding":"施錠なし","source":"inspection","due_on":"R8.10.1","owner":"作業責任者"}}]}}"#
    );
    office.run_with(&["contract", "save", "-"], &found).expect(1);
    for kind in ["record", "demand", "suspension", "termination"] {
        let written = office.json(&["contract", "oversight", "検-1", "--kind", kind, "--out", "書類"]);
        assert_eq!(written["kind"], kind, "{written}");
        assert!(
            office.path("書類").join(written["path"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap()).exists()
        );
    }
    let chain = office.run(&["contract", "chain", "検-1"]).expect(0).out;
    assert!(chain.starts_with("封入封緘\t—\n  株式会社シオミ印刷\t—"), "{chain}");
}

#[test]
fn a_selection_is_shown_its_sheets_are_told_apart_by_their_numbers_and_its_papers_written() {
    let office = Office::empty();
    save(&office, &draft(), 1);
    let id = office.json(&["contract", "list"])["rows"][0]["id"].as_str().unwrap().to_owned();
    let judged = format!(
        r#"{{"id":"{id}","selection":{{"chosen":"株式会社シオミ","decided_on":"R8.3.2","candidates":[
            {{"name":"株式会社シオミ","scores":[{{"criterion":"SE-05","judgement":"meets","points":4,"reason":"回答書"}}]}}]}}}}"#
    );
    office.run_with(&["contract", "save", "-"], &judged).expect(1);
    let lines = office.run(&["contract", "selection", "R8-101"]).expect(0).out;
    assert!(lines.contains("株式会社シオミ") && lines.contains("SE-05\t満たす\t4\t回答書"), "{lines}");
    let out = office.word("選定");
    for (form, letter) in [("selection", 'E'), ("supply_chain", 'C')] {
        let sheet = office.json(&["contract", "sheet", "R8-101", "--form", form, "--out", &out]);
        assert!(sheet["number"].as_str().unwrap().starts_with(letter), "{sheet}");
        let path = sheet["path"].as_str().unwrap();
        let read = office.run(&["--json", "contract", "sheet-read", path, "--candidate", "㈱シオミ"]).expect(1).json();
        assert_eq!((&read["form"], &read["company"]), (&json!(form), &json!("株式会社シオミ")));
        let refused = office.refused(&["contract", "sheet-read", path, "--candidate", "c1", "--apply"], "");
        assert_eq!(refused.codes(), ["sheet_nothing answers"]);
        let unknown = office.refused(&["contract", "sheet-read", path, "--candidate", "c9", "--apply"], "");
        assert_eq!(unknown.codes(), ["statement_candidate_unknown candidate"]);
    }
    for (flags, title) in [(&[][..], "委託先の選定結果"), (&["--pledge"][..], "宣誓書")] {
        let arguments = [&["contract", "selection", "R8-101", "--out", &out][..], flags].concat();
        let written = office.json(&arguments);
        assert!(written["title"].as_str().unwrap().starts_with(title), "{written}");
        assert!(std::path::Path::new(written["path"].as_str().unwrap()).is_absolute(), "{written}");
    }
}
