//! A ledger on a PostgreSQL server: the same commands, where `SEKISHO_TEST_POSTGRES` names a server for tests.

use serde_json::json;

use super::office::{Office, Ran, finish};

/// Runs a command on the ledger at this address.
fn run(office: &Office, url: &str, words: &[&str]) -> Ran {
    finish(office.bare(&[&["--ledger", url], words].concat()), "")
}

#[test]
fn the_commands_work_on_a_server_as_in_a_file() {
    let Some(url) = db::testing::postgres_database() else {
        return println!("skipped: {} names no server", db::testing::VARIABLE);
    };
    let office = Office::new();
    run(&office, &url, &["init", "--sample"]).expect(0);
    let status = run(&office, &url, &["call", "status"]).expect(0).json();
    assert_eq!((&status["engine"], &status["contracts"]), (&json!("postgresql"), &json!(Office::sample_contracts())));
    assert_eq!(run(&office, &url, &["--json", "contract", "list", "--text", "清掃"]).expect(0).json()["total"], 1);
    let out = office.word("出力");
    let annex = run(&office, &url, &["--json", "annex", "R8-011", "--out", &out]).expect(0).json();
    assert_eq!(annex["files"].as_array().unwrap().len(), 5);
    run(&office, &url, &["due", "--on", "2026-11-26"]).expect(0);
    let head = run(&office, &url, &["--json", "history", "verify"]).expect(0).json()["head"].clone();
    let again = run(&office, &url, &["--json", "init", "--sample"]).expect(2);
    assert!(!again.json()["problems"].as_array().unwrap().is_empty());
    assert_eq!(run(&office, &url, &["--json", "history", "head"]).expect(0).json()["hash"], head);
    // Two at once: both are kept.
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (office, url) = (&office, &url);
            scope.spawn(move || {
                for number in 0..4 {
                    let draft = json!({"draft": {"title": format!("{writer}-{number}")}}).to_string();
                    run(office, url, &["call", "contract_save", &draft]).expect(0);
                }
            });
        }
    });
    let verification = run(&office, &url, &["--json", "history", "verify"]).expect(0).json();
    assert_eq!(verification["rows"].as_u64().unwrap(), status["rows"].as_u64().unwrap() + 8);
    assert!(office.files().keys().all(|name| name.starts_with("出力")), "no ledger file is made beside the server's");
}

#[test]
fn a_server_that_does_not_answer_is_named_and_no_password_is_shown() {
    let office = Office::new();
    // Port 1 is nobody's.
    let url = "postgres://taro:himitsu-no-kotoba@127.0.0.1:1/sekisho";
    for words in [&["init"][..], &["contract", "list"], &["history", "verify"]] {
        let command = |more: &[&str]| office.bare(&[&["--ledger", url], words, more].concat());
        let refusal = office.refused_as(command, "");
        assert_eq!(refusal.codes(), ["server_unreachable"], "{words:?}");
        assert!(!format!("{refusal:?}").contains("himitsu"), "{refusal:?}");
    }
}
