//! `import` and `export` from the command line: what they answer, what they leave behind, and what stops them.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

use super::office::Office;

const HEAD: &str = "契約番号,件名,所管課,受託者,契約期間,契約金額";

fn table(office: &Office, name: &str, lines: &[String]) -> String {
    office.file(name, format!("{HEAD}\r\n{}\r\n", lines.join("\r\n")))
}

fn line(number: usize) -> String {
    format!(
        "R8-{number:05},業務委託その{number},総務課,株式会社みなと{},R8.4.1～R9.3.31,\"{number},000円\"",
        number % 7
    )
}

fn sample(name: &str) -> String {
    sekisho_tests::root().join("tests/ledgers").join(name).to_str().unwrap().to_owned()
}

#[test]
fn every_row_is_accounted_for_in_the_names_that_other_programs_rely_on() {
    let office = Office::empty();
    let file = sample("01-shiomi-r8.xlsx");
    let looked = office.run(&["--json", "contract", "import", &file, "--dry-run"]).expect(1).json();
    assert_eq!((&looked["created"], &looked["records"].as_array().unwrap().len()), (&json!(37), &37));
    assert_eq!(office.json(&["history", "head"])["seq"], 0, "a look writes nothing");
    let done = office.run(&["--json", "contract", "import", &file]).expect(1).json();
    let counts = |done: &Value| ["rows", "created", "updated", "unchanged"].map(|name| done[name].as_u64().unwrap());
    assert_eq!(counts(&done), [40, 37, 0, 0]);
    let told: Vec<_> = done["rejected"].as_array().unwrap().iter().collect();
    assert_eq!(told.len(), 3);
    let fixed = ["sheet", "row", "column", "code", "value"].map(|name| told[0][name].clone());
    assert_eq!(json!(fixed), json!(["台帳", 32, "契約期間 終期", "date_impossible", "令和9年2月30日"]));
    assert_eq!(done["queries"].as_array().unwrap().len(), 3);
    let again = office.run(&["--json", "contract", "import", &file]).expect(1).json();
    assert_eq!(counts(&again), [40, 0, 0, 37]);
    let lines = office.run(&["contract", "import", &file]).expect(1);
    assert!(
        lines.out.contains("変更なし\t37\n") && lines.out.contains("取込不可\t台帳!37\t契約期間 終期\tR8.3.31\t"),
        "{}",
        lines.out
    );
    let english = office.run(&["--lang", "en", "contract", "import", &file]).expect(1);
    assert!(english.out.contains("Unchanged\t37\n") && english.out.contains("Rejected\t台帳!44\t"), "{}", english.out);
}

#[test]
fn a_file_without_doubt_ends_with_nothing_found() {
    let office = Office::empty();
    let file = table(&office, "台 帳.csv", &[line(1), line(2)]);
    let done = office.run(&["--json", "contract", "import", &file]).expect(0).json();
    assert_eq!((&done["created"], &done["unknown_sections"]), (&json!(2), &json!(["総務課"])));
    let batch = done["batch"].to_string();
    let undone = office.run(&["--json", "import", "undo", &batch]).expect(0).json();
    assert_eq!(undone, json!({"removed": 2, "restored": 0, "kept": 0}));
    assert_eq!(office.refused(&["import", "undo", &batch], "").codes(), ["import_undone"]);
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn a_look_at_records_as_json_does_not_wait_for_somebody_who_saves() {
    let office = Office::empty();
    let file = office.file("記録.jsonl", "{\"title\":\"清掃\"}\n");
    let mut database = office.database();
    let during = database.write(|tx| {
        tx.execute("UPDATE history_head SET seq = seq", &[])?;
        Ok::<_, db::DbError>(office.run(&["--json", "contract", "import", &file, "--dry-run"]))
    });
    assert_eq!(during.unwrap().expect(0).json()["created"], 1);
    assert_eq!(office.json(&["history", "head"])["seq"], 0, "a look writes nothing");
}

#[test]
fn a_mapping_may_come_from_a_file_and_is_remembered() {
    let office = Office::empty();
    let ledger = office.file("独自.csv", "仕事,会社,いつ\n清掃,甲社,R8.4.1\n");
    let mapping = office.file("読み方.json", r#"{"仕事": "title", "会社": "contractor.name", "いつ": "signed_on"}"#);
    assert_eq!(office.refused(&["contract", "import", &ledger], "").codes(), ["import_no_headings"]);
    let words = ["contract", "import", &ledger, "--mapping", &mapping, "--remember", "独自の台帳"];
    assert_eq!(office.json(&words)["created"], 1);
    assert_eq!(office.json(&["contract", "import", &ledger])["unchanged"], 1, "the headings are known now");
    let broken = office.file("壊れ.json", "{");
    let refused = office.refused(&["contract", "import", &ledger, "--mapping", &broken], "");
    assert_eq!(refused.codes(), ["mapping_unreadable mapping"]);
    let wrong = office.file("誤り.json", r#"{"仕事": "titel", "会社": "contractor.name", "いつ": "signed_on"}"#);
    let refused = office.refused(&["contract", "import", &ledger, "--mapping", &wrong], "");
    assert_eq!(refused.codes(), ["mapping_field_unknown mapping"]);
}

#[test]
fn rejected_rows_are_written_where_they_are_wanted() {
    let office = Office::empty();
    let out = office.word("取込不可.xlsx");
    office.run(&["contract", "import", &sample("04-kirigasawa.csv"), "--rejected", &out]).expect(1);
    let again = office.run(&["--json", "contract", "import", &out]).expect(1).json();
    assert_eq!((&again["rows"], &again["created"]), (&json!(4), &json!(0)));
}

#[test]
fn a_register_is_written_and_read_again_in_every_format() {
    let office = Office::sample();
    for register in ["contract", "cloud", "sns", "person", "section"] {
        let head = office.json(&["history", "head"]);
        for name in ["一覧.xlsx", "一覧.csv", "一覧.jsonl"] {
            let file = office.word(&format!("{register} {name}"));
            let written = office.run(&["--json", register, "export", &file]).expect(0).json();
            assert!(written["records"].as_u64().unwrap() > 5, "{register} {name}");
            let back = office.json(&[register, "import", &file]);
            assert_eq!((&back["created"], &back["updated"]), (&json!(0), &json!(0)), "{register} {name}: {back}");
        }
        assert_eq!(office.json(&["history", "head"]), head, "{register}");
    }
    let refused = office.refused(&["contract", "export", &office.word("一覧.pdf")], "");
    assert_eq!(refused.codes(), ["export_format file"]);
    let refused = office.refused(&["contract", "export", &office.word("ない 箱/一覧.xlsx")], "");
    assert_eq!(refused.codes(), ["export_unwritable file"]);
    let archive = office.word("全部.zip");
    office.run(&["export", "all", &archive]).expect(0);
    assert!(!office.files().keys().any(|name| name.ends_with(".part")), "nothing half-written is left");
}

#[test]
fn shift_jis_ends_with_what_was_lost() {
    let office = Office::empty();
    office.run_with(&["contract", "save", "-"], r#"{"title": "𠮷野 剝離剤"}"#);
    let file = office.word("一覧.csv");
    let ran = office.run(&["--json", "contract", "export", &file, "--encoding", "cp932"]).expect(1).json();
    assert_eq!(ran["lost"].as_array().unwrap().len(), 2);
    office.run(&["contract", "export", &file, "--encoding", "utf8"]).expect(0);
}

#[test]
fn an_import_that_is_killed_leaves_the_ledger_as_it_was() {
    let office = Office::empty();
    let lines: Vec<String> = (0..1_500).map(line).collect();
    let file = table(&office, "大きい.csv", &lines);
    let mut whole = 0;
    for round in 0..6_u64 {
        let mut child =
            office.command(&["contract", "import", &file]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(40 + round * 120));
        // It may have come to its end by itself.
        let _ = child.kill();
        child.wait().unwrap();
        let seq = office.json(&["history", "head"])["seq"].as_u64().unwrap();
        assert!(seq == 0 || seq == 1_500, "{seq} rows: half an import");
        whole += usize::from(seq > 0);
        assert_eq!(office.json(&["contract", "list", "--limit", "1"])["all"], seq);
        office.run(&["history", "verify"]).expect(0);
    }
    assert!(whole < 6, "not one was killed in time");
    let done = office.json(&["contract", "import", &file]);
    assert_eq!(done["created"].as_u64().unwrap() + done["unchanged"].as_u64().unwrap(), 1_500);
}

#[test]
fn two_who_import_the_same_file_at_once_make_each_contract_once() {
    let office = Office::empty();
    let lines: Vec<String> = (0..200).map(line).collect();
    let file = table(&office, "同じ.csv", &lines);
    let runs = std::thread::scope(|scope| {
        let run = || scope.spawn(|| office.run(&["--json", "contract", "import", &file]));
        [run(), run(), run()].map(|run| run.join().unwrap())
    });
    let mut created = 0;
    for ran in &runs {
        match ran.code {
            2 => assert_eq!(ran.json()["problems"][0]["code"], "ledger_busy", "{ran:?}"),
            _ => created += ran.json()["created"].as_u64().unwrap(),
        }
    }
    assert_eq!(created, 200);
    assert_eq!(office.json(&["contract", "list", "--limit", "1"])["all"], 200);
}
