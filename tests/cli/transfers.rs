//! `transfer`: the plan of a list, carrying it out with its papers, and records without their people.

use chrono::{Datelike, Months};
use ledger::Ledger;
use ledger::date::{NaiveDate, wareki};
use serde_json::json;

use super::office::Office;

/// The first day of the next month: a day to come, and never far ahead.
fn order() -> NaiveDate {
    let today = Ledger::in_memory().unwrap().today();
    today.with_day(1).unwrap().checked_add_months(Months::new(1)).unwrap()
}

fn list(rows: &[(&str, &str, &str, NaiveDate)]) -> String {
    let line = |(name, from, to, on): &(&str, &str, &str, NaiveDate)| format!("{name},{from},{to},{}", wareki(*on));
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("\u{feff}人事異動\r\n氏名,旧所属,新所属,発令日\r\n{}\r\n", lines.join("\r\n"))
}

#[test]
fn a_list_is_planned_carried_out_and_written_down() {
    let office = Office::sample();
    let on = order();
    let rows = [("高橋　由美", "契約検査課", "広報課", on), ("小坂　春香", "広報課", "退職", on.pred_opt().unwrap())];
    let file = office.file("異動者 一覧.csv", list(&rows));
    let before = office.json(&["history", "head"]);
    let plan = office.json(&["transfer", "plan", &file]);
    assert_eq!(office.json(&["history", "head"]), before, "a plan writes nothing");
    assert_eq!((&plan["counts"]["people"], &plan["counts"]["leaving"]), (&json!(2), &json!(1)), "{plan}");
    assert_eq!((&plan["moves"][1]["on"], &plan["moves"][1]["to_section"]), (&json!(on.to_string()), &json!(null)));
    let records = plan["counts"]["records"].as_u64().unwrap();
    assert!(records > 0 && plan["counts"]["open"] == 0, "{plan}");
    let lines = office.run(&["transfer", "plan", &file]).expect(0).out;
    assert!(lines.starts_with("2人・記録") && lines.contains("後任未定0件") && lines.contains("副責任者"), "{lines}");
    assert!(lines.contains("2人の発令日はまだ来ていません"), "{lines}");

    let folder = office.word("引継書");
    let applied = office.json(&["transfer", "apply", &file, "--papers", &folder]);
    assert_eq!((&applied["moved"], &applied["handed_over"]), (&json!(2), &json!(records)), "{applied}");
    let files = applied["files"].as_array().unwrap();
    assert!(!files.is_empty());
    for written in files {
        let name = written["path"].as_str().unwrap();
        assert!(name.ends_with(".docx") && std::fs::read(name).unwrap().starts_with(b"PK"), "{name}");
    }
    let given: u64 = files.iter().map(|written| written["records"].as_u64().unwrap()).sum();
    assert!(given >= records, "{given}");
    office.run(&["history", "verify"]).expect(0);

    let again = office.json(&["transfer", "apply", &file]);
    assert_eq!(
        (&again["moved"], &again["handed_over"], &again["files"]),
        (&json!(0), &json!(0), &json!([])),
        "{again}"
    );
    let account = office.json(&["sns", "holders", "潮見市公式"]);
    assert_eq!(
        (&account[0]["holder"], &account[0]["from"], &account[1]["holder"]),
        (&json!("芦田 奈緒"), &json!(on.to_string()), &json!("小坂 春香"))
    );
    assert!(office.run(&["sns", "holders", "潮見市公式"]).expect(0).out.contains("引継ぎ"));
}

#[test]
fn what_stays_open_is_refused_unless_it_may() {
    let office = Office::empty();
    let contract = r#"{"number":"R8-1","title":"清掃","section":"税務課","owner":"高橋 由美"}"#;
    // A contract has findings from its first day.
    office.run_with(&["contract", "save", "-"], contract);
    let on = order();
    let rows = [("高橋 由美", "税務課", "退職", on), ("誰 も", "税務課", "退職", on)];
    let list = office.file("一覧.csv", list(&rows));
    let head = office.json(&["history", "head"]);
    office.run(&["transfer", "plan", &list]).expect(1);
    let refused = office.run(&["--json", "transfer", "apply", &list]).expect(2).json();
    let told: Vec<_> = refused["problems"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
    assert_eq!(told, ["transfer_row_unusable", "transfer_successor_missing"], "every reason is told");
    let words = office.run(&["transfer", "apply", &list]).expect(2).err;
    assert!(words.contains("「誰 も」") && words.contains("「清掃」"), "{words}");
    assert_eq!(office.json(&["history", "head"]), head, "nothing is changed");
    let lines = office.run(&["transfer", "apply", &list, "--leave-open"]).expect(1).out;
    assert!(lines.contains("後任未定\tR8-1\t高橋 由美\t責任者") && lines.contains("誰 も"), "{lines}");

    office.run_with(&["person", "save", "-"], r#"{"name":"林 智也","section":"税務課","from":"R6.4.1"}"#).expect(0);
    let choices = office.file("後任.json", r#"[{"row":1,"successor":"林 智也"}]"#);
    office.run(&["transfer", "apply", &list, "--choices", &choices]).expect(2);
    let lines = office.run(&["transfer", "apply", &list, "--choices", &choices, "--leave-open"]).expect(1).out;
    assert!(lines.contains("発令日はまだ来ていませんが"), "{lines}");
    assert_eq!(office.json(&["contract", "holders", "R8-1"])[0]["holder"], "林 智也");

    office.run_with(&["person", "save", "-"], r#"{"name":"小坂 春香","section":"税務課","until":"R6.3.31"}"#).expect(0);
    office
        .run_with(&["sns", "save", "-"], r#"{"name":"公式","section":"税務課","owner":"小坂 春香","status":"active"}"#)
        .expect(1);
    office.run_with(&["cloud", "save", "-"], r#"{"service":"会議","section":"税務課","status":"approved"}"#).expect(1);
    let lines = office.run(&["transfer", "orphans"]).expect(1).out;
    assert!(lines.contains("令和6年3月31日に転出・退職") && lines.contains("担当者なし"), "{lines}");
}

#[test]
fn an_empty_cell_in_a_file_is_no_word_that_somebody_leaves() {
    let office = Office::sample();
    let file = office.file("一覧.csv", list(&[("高橋 由美", "契約検査課", "", order())]));
    let plan = office.run(&["--json", "transfer", "plan", &file]).expect(1).json();
    assert_eq!((&plan["questions"][0]["code"], &plan["moves"][0]["kind"]), (&json!("unsaid"), &json!("leaves")));
    let refused = office.run(&["--json", "transfer", "apply", &file]).expect(2).json();
    assert_eq!(refused["problems"][0]["code"], "transfer_leaving_unsaid", "{refused}");
}

#[test]
fn a_file_that_is_no_list_of_transfers_is_refused_with_what_to_do() {
    let office = Office::empty();
    for (name, text, code) in [
        ("職員.csv", "氏名,現所属,発令日\n高橋 由美,税務課,R6.4.1\n", "transfer_no_sections"),
        ("契約.csv", "契約番号,件名,受託者\nR8-1,清掃,アケボノ\n", "import_no_headings"),
        ("見出しだけ.csv", "氏名,旧所属,新所属,発令日\n", "transfer_empty"),
        ("空.csv", "", "import_empty"),
    ] {
        let file = office.file(name, text);
        let refused = office.run(&["--json", "transfer", "plan", &file]).expect(2);
        assert_eq!(refused.json()["problems"][0]["code"], code, "{name}");
        assert!(!refused.err.trim().is_empty());
    }
    let list = office.file("一覧.csv", "氏名,旧所属,新所属,発令日\n高橋 由美,税務課,広報課,R9.4.31\n");
    let plan = office.run(&["--json", "transfer", "plan", &list]).expect(1).json();
    assert_eq!((&plan["questions"][0]["code"], &plan["counts"]["rejected"]), (&json!("rejected"), &json!(1)), "{plan}");
}
