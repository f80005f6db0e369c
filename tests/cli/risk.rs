//! `risk`: the list with its levels, one contract with its reasons, the method, and the report.

use serde_json::json;

use super::office::Office;

#[test]
fn risks_are_listed_shown_with_reasons_and_reported() {
    let office = Office::sample();
    let list = office.json(&["risk", "list"]);
    let levels: Vec<u64> =
        list["levels"].as_array().unwrap().iter().map(|level| level["count"].as_u64().unwrap()).collect();
    assert_eq!(levels.iter().sum::<u64>(), list["all"].as_u64().unwrap());
    let high = office.json(&["risk", "list", "--level", "3", "--limit", "1"]);
    assert_eq!((&high["total"], high["rows"].as_array().unwrap().len()), (&json!(levels[1]), 1));
    let text = office.run(&["risk", "list"]).expect(0).out;
    assert!(text.starts_with("極めて高い\t") && text.contains("R8-011\t"), "{text}");

    let shown = office.run(&["risk", "show", "R8-011"]).expect(0).out;
    assert!(shown.contains("固有リスクは「特大」") && shown.contains("マイナンバー利用事務系"), "{shown}");
    assert_eq!(office.refused(&["risk", "show", "どれか"], "").codes(), ["record_missing"]);

    let written = office.json(&["risk", "report", "--out", "報告"]);
    assert!(written["path"].as_str().unwrap().ends_with("年度.docx"), "{written}");
    office.run(&["risk", "report", "--out", "報告"]).expect(0);
    let ahead = office.refused(&["risk", "report", "--year", "2098", "--out", "報告"], "");
    assert_eq!(ahead.codes(), ["fiscal_year_ahead fiscal_year"]);
    assert!(ahead.ja.contains("今年度までの年度を選んでください"), "{}", ahead.ja);
}

#[test]
fn a_method_goes_out_is_tried_and_comes_in_with_a_reason() {
    let office = Office::sample();
    let shown = office.run(&["risk", "method"]).expect(0).out;
    let mut method: serde_json::Value = serde_json::from_str(&shown).unwrap();
    method["inherent"]["from"] = json!([1, 2, 3]);
    let typed = method.to_string();
    let tried = office.run_with(&["--json", "risk", "try", "-"], &typed).expect(0).out;
    let tried: serde_json::Value = serde_json::from_str(&tried).unwrap();
    assert!(tried["changed"].as_u64().unwrap() > 0, "{tried}");
    office.run_with(&["risk", "set", "-", "--reason", "厳しくみる"], &typed).expect(0);
    let list = office.json(&["risk", "list"]);
    assert_eq!((&list["adjusted"], &list["levels"][0]["count"]), (&json!(true), &tried["levels"][0]["count"]));
    office.run(&["risk", "set", "--reason", "標準に戻す"]).expect(0);
    assert_eq!(office.json(&["risk", "list"])["adjusted"], false);
    office.run(&["history", "verify"]).expect(0);

    method["inherent"]["points"]["my_number"] = json!([4, 0]);
    let refused = office.refused(&["risk", "set", "-", "--reason", "逆"], &method.to_string());
    assert_eq!(refused.codes(), ["risk_points_fall inherent.points.my_number.1"]);
    let empty = office.refused(&["risk", "set", "--reason", " "], "");
    assert_eq!(empty.codes(), ["required reason"]);
}
