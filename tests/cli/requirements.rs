//! `requirements`: which requirements apply to cases of a file, without a ledger.

use serde_json::{Value, json};

use super::office::{Office, Ran, finish};

fn judge(office: &Office, cases: &str, more: &[&str]) -> Ran {
    finish(office.bare(&[&["requirements", "--cases", cases], more].concat()), "")
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn examples() -> String {
    sekisho_tests::text("templates/requirements/examples.jsonl")
}

fn catalogue() -> Value {
    serde_json::from_str(&sekisho_tests::text("templates/requirements/catalogue.json")).unwrap()
}

#[test]
fn the_worked_examples_come_out_as_they_say() {
    let office = Office::new();
    let path = sekisho_tests::root().join("templates/requirements/examples.jsonl");
    let ran = judge(&office, path.to_str().unwrap(), &[]).expect(0);
    let (found, expected) = (lines(&ran.out), lines(&examples()));
    assert_eq!(found.len(), 10);
    for (found, example) in found.iter().zip(&expected) {
        let wanted = json!({
            "name": example["name"], "applicable": example["expected_applicable"], "unknown": example["expected_unknown"],
        });
        assert_eq!(*found, wanted);
    }
    assert_eq!((ran.err.as_str(), office.files().len()), ("", 0), "nothing is said and nothing is made");
}

#[test]
fn applicable_and_unknown_are_in_the_order_of_the_catalogue() {
    let office = Office::new();
    let cases = office.file("cases.jsonl", examples());
    let catalogue = catalogue();
    let order: Vec<&str> =
        catalogue["requirements"].as_array().unwrap().iter().filter_map(|it| it["id"].as_str()).collect();
    for outcome in lines(&judge(&office, &cases, &[]).expect(0).out) {
        for list in ["applicable", "unknown"] {
            let places =
                outcome[list].as_array().unwrap().iter().map(|id| order.iter().position(|it| it == id).unwrap());
            assert!(places.is_sorted(), "{}: {list}", outcome["name"]);
        }
    }
}

#[test]
fn a_start_before_a_rule_is_in_force_hides_no_requirement() {
    let office = Office::new();
    let with_start = |start: &str| {
        let mut case: Value = serde_json::from_str(examples().lines().nth(1).unwrap()).unwrap();
        case["facts"]["start_date"] = start.into();
        let cases = office.file("cases.jsonl", case.to_string());
        lines(&judge(&office, &cases, &[]).expect(0).out)[0]["applicable"].clone()
    };
    let (early, late) = (with_start("2020-04-01"), with_start("2030-04-01"));
    for id in late.as_array().unwrap() {
        assert!(early.as_array().unwrap().contains(id), "{id} is hidden");
    }
}

#[test]
fn bom_crlf_and_blank_lines_do_not_matter() {
    let office = Office::new();
    let plain = judge(&office, &office.file("a.jsonl", examples()), &[]).expect(0);
    let windows = format!("\u{feff}{}\r\n", examples().replace('\n', "\r\n\r\n"));
    assert_eq!(judge(&office, &office.file("b.jsonl", windows), &[]).expect(0).out, plain.out);
    assert_eq!(judge(&office, &office.file("c.jsonl", ""), &[]).expect(0).out, "");
}

#[test]
fn every_bad_line_is_named_at_once_and_no_good_one_is_answered() {
    let office = Office::new();
    let cases = office.file(
        "cases.jsonl",
        [
            r#"{"name":"良い","record_type":"contract","facts":{"handles_info_asset":true}}"#,
            r#"{"name":"途中"#,
            r#"{"name":"事実","record_type":"contract","facts":{"no_such_fact":true,"confidentiality":"9Z","onsite_work":"maybe"}}"#,
            r#"{"name":"種別","record_type":"ship","facts":{}}"#,
        ]
        .join("\n"),
    );
    let command = |more: &[&str]| {
        let mut command = office.bare(&["requirements", "--cases", &cases]);
        command.args(more);
        command
    };
    let refusal = office.refused_as(command, "");
    let expected = [
        "case_unreadable 2",
        "fact_value_unknown 3: facts.confidentiality",
        "fact_unknown 3: facts.no_such_fact",
        "fact_value_unknown 3: facts.onsite_work",
        "record_type_unknown 4: record_type",
    ];
    assert_eq!(refusal.codes(), expected);
    assert!(
        refusal.ja.contains("no_such_fact") && refusal.ja.contains("9Z") && refusal.ja.contains("ship"),
        "{refusal:?}"
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let office = Office::new();
    let command = |more: &[&str]| {
        let mut command = office.bare(&["requirements", "--cases", "どこにもない.jsonl"]);
        command.args(more);
        command
    };
    let refusal = office.refused_as(command, "");
    assert_eq!(refusal.codes(), ["file_unreadable"]);
    assert!(refusal.ja.contains("どこにもない.jsonl"), "{refusal:?}");
}

#[test]
fn every_defect_of_a_catalogue_is_listed_at_once_with_its_place() {
    let office = Office::new();
    let mut broken = catalogue();
    let requirements = broken["requirements"].as_array_mut().unwrap();
    requirements[0]["applies_when"] = json!({"all": [{"fact": "no_such_fact", "op": "eq", "value": true}]});
    requirements[1]["applies_when"] = json!({"fact": "confidentiality", "op": "gte", "value": "9Z"});
    requirements[2]["id"] = json!("CT-01");
    requirements[3]["merges_with"] = json!(["XX-99"]);
    requirements[4]["sources"][0]["doc"] = json!("NOWHERE");
    let (cases, broken) = (office.file("cases.jsonl", examples()), office.file("broken.json", broken.to_string()));
    let command = |more: &[&str]| {
        let mut command = office.bare(&["requirements", "--cases", &cases, "--catalogue", &broken]);
        command.args(more);
        command
    };
    let refusal = office.refused_as(command, "");
    let found: Vec<(&str, &str)> =
        refusal.problems.iter().map(|it| (it.code.as_str(), it.args["place"].as_str())).collect();
    let expected = [
        ("catalogue_fact_unknown", "requirements[0](CT-01).applies_when.all[0]"),
        ("catalogue_value_unknown", "requirements[1](CT-02).applies_when"),
        ("catalogue_id_duplicate", "requirements[2](CT-01)"),
        ("catalogue_requirement_unknown", "requirements[3](CT-04)"),
        ("catalogue_document_unknown", "requirements[4](CT-05)"),
    ];
    assert_eq!(found, expected);
    for (_, place) in expected {
        assert!(refusal.ja.contains(place) && refusal.en.contains(place), "{place}: {refusal:?}");
    }
}

#[test]
fn a_catalogue_that_is_no_json_is_refused() {
    let office = Office::new();
    let (cases, broken) = (office.file("cases.jsonl", examples()), office.file("broken.json", "{\"meta\":"));
    let command = |more: &[&str]| {
        let mut command = office.bare(&["requirements", "--cases", &cases, "--catalogue", &broken]);
        command.args(more);
        command
    };
    assert_eq!(office.refused_as(command, "").codes(), ["json_unreadable"]);
}

#[test]
fn the_catalogue_of_the_office_decides() {
    let office = Office::new();
    let mut own = catalogue();
    own["requirements"][0]["applies_when"] = json!({"fact": "onsite_work", "op": "eq", "value": true});
    let own = office.file("own.json", own.to_string());
    let cases = office.file(
        "cases.jsonl",
        r#"{"name":"清掃","record_type":"contract","facts":{"handles_info_asset":false,"onsite_work":true}}"#,
    );
    let first = |more: &[&str]| lines(&judge(&office, &cases, more).expect(0).out)[0]["applicable"][0].clone();
    assert_eq!((first(&[]), first(&["--catalogue", &own])), (json!("CX-06"), json!("CT-01")));
}
