//! Opening the ledgers of old, and going on in them.

use std::path::Path;

use db::{Db, Key};
use ledger::{Ledger, commands};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{contents, make};

/// Numbers of the schema changes, from the names of their files.
fn numbers() -> Vec<u32> {
    let names = std::fs::read_dir(sekisho_tests::root().join("crates/ledger/migrations")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut numbers: Vec<u32> = names.filter_map(|name| name.split('_').next()?.parse().ok()).collect();
    numbers.sort();
    numbers
}

/// A copy of the ledger of a schema, in a folder with its key.
fn copy(number: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let kept = sekisho_tests::root().join(format!("tests/migrations/{number:04}.db"));
    if !kept.exists() && sekisho_tests::updating() && Some(&number) == numbers().last() {
        std::fs::write(&kept, make::ledger(folder.path())).unwrap();
        std::fs::remove_file(folder.path().join("a.db")).unwrap();
        let found = contents::of(&mut open(folder.path(), &kept));
        let text = format!("{}\n", serde_json::to_string_pretty(&found).unwrap());
        sekisho_tests::update(&format!("tests/migrations/{number:04}.json"), &text);
    }
    std::fs::copy(&kept, folder.path().join("a.db")).unwrap_or_else(|error| {
        panic!("{}: {error}; UPDATE_SNAPSHOTS=1 makes the ledger of a new schema", kept.display())
    });
    folder
}

fn open(folder: &Path, kept: &Path) -> Ledger {
    std::fs::copy(kept, folder.join("a.db")).unwrap();
    Ledger::open(&make::target(folder)).unwrap()
}

#[test]
fn every_schema_has_its_ledger() {
    let numbers = numbers();
    assert_eq!(numbers, (1..=numbers.len() as u32).collect::<Vec<_>>(), "numbers without a gap");
    for number in numbers {
        let folder = copy(number);
        let size = folder.path().join("a.db").metadata().unwrap().len();
        assert!((4096..500_000).contains(&size), "{number}: {size} bytes");
    }
}

#[test]
fn nothing_that_people_entered_is_lost() {
    for number in numbers() {
        let folder = copy(number);
        let mut ledger = Ledger::open(&make::target(folder.path())).unwrap();
        let mut kept: Value =
            serde_json::from_str(&sekisho_tests::text(&format!("tests/migrations/{number:04}.json"))).unwrap();
        if number < 4 {
            free_answers(&mut kept);
        }
        assert_eq!(contents::lost(&kept, &contents::of(&mut ledger), ""), None, "schema {number}");
        let count = |key: &str| kept[key].as_array().map_or(0, Vec::len);
        let expected = match number {
            1 => (4, 11, 0, 0),
            2..=4 => (4, 14, 1, 1),
            5 => (4, 15, 1, 1),
            6 | 7 => (4, 18, 1, 1),
            8 => (4, 19, 1, 1),
            _ => (4, 20, 1, 1),
        };
        assert_eq!((count("contracts"), count("history"), count("clouds"), count("sns")), expected, "schema {number}");
        assert_eq!((&kept["verification"]["ok"], kept["annexes"].as_array().unwrap().len()), (&json!(true), 1));
    }
}

/// Before schema 4 an answer of a check sheet was free text: it is kept as what was found, and counts as not verified.
fn free_answers(kept: &mut Value) {
    for cloud in kept.get_mut("clouds").and_then(Value::as_array_mut).into_iter().flatten() {
        for answer in cloud["answers"].as_object_mut().unwrap().values_mut() {
            answer["detail"] = answer["answer"].clone();
            answer["answer"] = "unverified".into();
        }
    }
}

#[test]
fn an_old_ledger_has_the_schema_of_a_new_one() {
    let schema = |path: &Path| {
        let mut database = Db::open_sqlite(path, &Key::new(make::KEY)).unwrap();
        let sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name";
        database.read(|tx| tx.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))).unwrap() as Vec<(String, String)>
    };
    let new = tempfile::tempdir().unwrap();
    Ledger::init(&make::target(new.path())).unwrap();
    let newest = schema(&new.path().join("a.db"));
    for number in numbers() {
        let old = copy(number);
        Ledger::open(&make::target(old.path())).unwrap();
        assert_eq!(schema(&old.path().join("a.db")), newest, "schema {number}");
    }
}

#[test]
fn work_goes_on_in_an_old_ledger() {
    for number in numbers() {
        let folder = copy(number);
        let target = make::target(folder.path());
        let mut ledger = Ledger::open(&target).unwrap();
        let seq = ledger.history_head().unwrap().seq;
        let mut call = |name: &str, request: Value| commands::dispatch(&mut ledger, name, request).unwrap();
        let rows = call("contract_list", json!({"text": "印刷", "sort": "starts_on"}))["rows"].clone();
        let id = &rows[1]["id"];
        let revision = call("contract_show", json!({"id": id}))["contract"]["revision"].clone();
        let signed = call("contract_sign", json!({"id": id, "signed_on": "R9.3.20", "revision": revision}));
        assert!(!signed["contract"]["pins"].as_array().unwrap().is_empty());
        call("contract_save", json!({"draft": {"title": "新しい契約"}}));
        call("cloud_save", json!({"draft": {"service": "新しいサービス"}}));
        call("sns_save", json!({"draft": {"name": "新しいアカウント"}}));
        let verification = call("history_verify", json!({}));
        assert_eq!((&verification["ok"], &verification["rows"]), (&json!(true), &json!(seq + 4)), "schema {number}");
        drop(ledger);
        let head = Ledger::open(&target).unwrap().history_head().unwrap();
        assert_eq!((head.seq, json!(head.hash)), (seq + 4, verification["head"].clone()));
    }
}

#[test]
fn a_kept_value_that_changes_is_noticed() {
    let kept = json!({"a": [{"b": 1}], "c": null});
    assert_eq!(contents::lost(&kept, &json!({"a": [{"b": 1, "new": 2}]}), ""), None);
    for found in [json!({"a": [{"b": 2}]}), json!({"a": []}), json!({"a": [{}]}), json!({"a": [{"b": 1}], "c": 0})] {
        assert!(contents::lost(&kept, &found, "").is_some(), "{found}");
    }
}
