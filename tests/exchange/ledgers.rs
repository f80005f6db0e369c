//! Every sample, field by field: `tests/ledgers/NAME.expected.jsonl` is what a careful clerk reads in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ledger::exchange::Register;
use serde_json::Value;

use super::office::{Office, counts, request, sample};

/// What a clerk reads in a ledger.
struct Expected {
    name: String,
    register: Register,
    rows: usize,
    records: BTreeMap<String, Value>,
    rejected: BTreeSet<String>,
    queries: BTreeSet<String>,
}

/// A note without the white space of its heading, in which line breaks stand.
fn note(note: &Value) -> String {
    let text = |key: &str| note.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let column: String = text("column").split_whitespace().collect();
    format!("{}!{} {column} {} [{}]", text("sheet"), note["row"], text("code"), text("value"))
}

fn read(path: &Path) -> Expected {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    let mut expected = Expected {
        name: path.file_name().unwrap().to_string_lossy().replace(".expected.jsonl", ""),
        register: serde_json::from_value(head["register"].clone()).unwrap(),
        rows: usize::try_from(head["rows"].as_u64().unwrap()).unwrap(),
        records: BTreeMap::new(),
        rejected: BTreeSet::new(),
        queries: BTreeSet::new(),
    };
    for line in lines {
        if let Some(at) = line.get("at") {
            expected.records.insert(at.as_str().unwrap().to_owned(), line["record"].clone());
        } else if let Some(found) = line.get("rejected") {
            expected.rejected.insert(note(found));
        } else {
            expected.queries.insert(note(&line["queries"]));
        }
    }
    expected
}

fn all() -> Vec<(Expected, String)> {
    let folder = sekisho_tests::root().join("tests/ledgers");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let expected =
        files.iter().filter(|path| path.to_string_lossy().ends_with(".expected.jsonl")).map(|path| read(path));
    let found: Vec<_> = expected
        .map(|expected| {
            let ledger = files.iter().find(|path| {
                let name = path.file_name().unwrap().to_string_lossy();
                name.starts_with(&format!("{}.", expected.name)) && !name.ends_with(".jsonl")
            });
            let name = ledger.unwrap().file_name().unwrap().to_string_lossy().into_owned();
            (expected, name)
        })
        .collect();
    assert_eq!(found.len(), 8, "a sample is missing");
    found
}

#[test]
fn every_sample_reads_as_a_careful_clerk_reads_it() {
    for (expected, file) in all() {
        let (_, read) = Office::new().ledger.try_import(&request(expected.register, &sample(&file))).unwrap();
        assert_eq!(read["rows"], expected.rows, "{file}: rows");
        let records: BTreeMap<String, Value> = std::iter::zip(
            read["at"].as_array().unwrap().iter().map(|at| at.as_str().unwrap().to_owned()),
            read["records"].as_array().unwrap().iter().cloned(),
        )
        .collect();
        for (at, record) in &expected.records {
            assert_eq!(records.get(at), Some(record), "{file} {at}");
        }
        assert_eq!(records.len(), expected.records.len(), "{file}: records");
        let notes = |kind: &str| read[kind].as_array().unwrap().iter().map(note).collect::<BTreeSet<_>>();
        assert_eq!(notes("rejected"), expected.rejected, "{file}: rejected");
        assert_eq!(notes("queries"), expected.queries, "{file}: asked");
    }
}

#[test]
fn what_a_sample_says_stands_in_the_ledger_afterwards_and_a_second_time_changes_nothing() {
    for (expected, file) in all() {
        let mut office = Office::new();
        let first = office.import(expected.register, &sample(&file));
        let kept = expected.records.len();
        assert_eq!(counts(&first), (kept, 0, 0, expected.rows - kept), "{file}");
        let rows = office.rows();
        let second = office.import(expected.register, &sample(&file));
        assert_eq!(counts(&second), (0, 0, kept, expected.rows - kept), "{file} again");
        assert_eq!((second.batch, office.rows()), (None, rows), "{file} again wrote something");
        let out = office.path("書き出し.jsonl");
        let request = serde_json::json!({ "register": expected.register, "file": out });
        ledger::commands::dispatch(&mut office.ledger, "export_save", request).unwrap();
        let mut stored: Vec<Value> =
            std::fs::read_to_string(&out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        // Rows of one content are told apart by nothing but their order.
        for (at, record) in &expected.records {
            let place = stored.iter().position(|stored| agrees(record, stored));
            assert!(place.is_some(), "{file} {at} is not in the ledger: {record}");
            stored.remove(place.unwrap());
        }
    }
}

/// Whether a stored record has everything that was read; what was not settled is absent or has its default.
fn agrees(read: &Value, stored: &Value) -> bool {
    match (read, stored) {
        (Value::Object(read), Value::Object(stored)) => read
            .iter()
            .all(|(key, value)| value.is_null() || stored.get(key).is_some_and(|stored| agrees(value, stored))),
        (read, stored) => read == stored,
    }
}

#[test]
fn renewals_of_a_title_are_terms_of_one_lineage() {
    let mut office = Office::new();
    let result = office.import(Register::Contract, &sample("03-seiran-3years.xlsx"));
    assert!(result.renewals > 30, "{}", result.renewals);
    let contracts = office.ledger.contracts().unwrap();
    let mut terms: Vec<_> = contracts.iter().filter(|contract| contract.title == "本庁舎清掃業務委託").collect();
    terms.sort_by_key(|contract| contract.term);
    let told: Vec<_> = terms.iter().map(|it| (it.term, it.starts_on.as_deref().unwrap())).collect();
    assert_eq!(told, [(1, "2024-04-01"), (2, "2025-04-01"), (3, "2026-04-01")]);
    assert!(terms.iter().all(|term| term.lineage == terms[0].id), "one lineage");
    assert_eq!(terms[2].renewed_from.as_ref(), Some(&terms[1].id));
    // Entered again in the next sheet: asked about, and no renewal of itself.
    let lift: Vec<_> = contracts.iter().filter(|contract| contract.title == "庁舎昇降機保守点検業務委託").collect();
    assert_eq!(
        lift.iter().filter(|contract| contract.term == 1 && contract.renewed_from.is_none()).count(),
        lift.len()
    );
}
