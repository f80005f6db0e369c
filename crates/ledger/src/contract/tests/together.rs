//! Several people, several windows, and a program that dies in the middle.

use std::path::Path;

use serde_json::json;

use super::{Ledger, codes, draft, ledgers, save};
use crate::history::Op;
use crate::ledger::Target;
use crate::problem::Error;

fn target(folder: &Path) -> Target {
    Target { location: folder.join("a.db").to_string_lossy().into_owned(), key_file: Some(folder.join("key")) }
}

#[test]
fn a_stale_save_is_refused_with_who_and_when_and_writes_nothing() {
    for (engine, mut ledger) in ledgers() {
        let first = save(&mut ledger, json!({ "title": "初め" }));
        let second = save(&mut ledger, json!({ "id": first.id, "revision": 1, "title": "先に保存" }));
        let head = ledger.history_head().unwrap();
        let at = ledger.record_history("contract", &first.id).unwrap()[0].at.clone();
        for revision in [1, 0, 7] {
            let stale = json!({ "id": first.id, "revision": revision, "title": "後から保存" });
            let error = ledger.save_contract(&draft(stale)).unwrap_err();
            assert_eq!(codes(&error), ["changed_elsewhere"], "{engine} {revision}");
            assert_eq!(error.problems[0].args["by"], ledger.actor(), "{engine}");
            assert_eq!(error.problems[0].args["at"], at, "{engine}");
        }
        assert_eq!(ledger.contract(&first.id).unwrap(), second, "{engine}");
        assert_eq!(ledger.history_head().unwrap(), head, "{engine}");
    }
}

#[test]
fn a_stale_signature_or_closing_is_refused() {
    for (engine, mut ledger) in ledgers() {
        let first = save(&mut ledger, json!({ "title": "初め", "starts_on": "R8.4.1" }));
        save(&mut ledger, json!({ "id": first.id, "revision": 1, "title": "次" }));
        let error = ledger.sign_contract(&first.id, "R8.3.1", 1).unwrap_err();
        assert_eq!(codes(&error), ["changed_elsewhere"], "{engine}");
        let closing = super::super::Closing { closed_on: "R9.3.31".to_owned(), ..Default::default() };
        let error = ledger.close_contract(&first.id, &closing, 1).unwrap_err();
        assert_eq!(codes(&error), ["changed_elsewhere"], "{engine}");
        assert!(!error.problems[0].args["by"].is_empty(), "{engine}");
    }
}

#[test]
fn two_windows_on_one_file_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let target = target(folder.path());
    let mut one = Ledger::init(&target).unwrap();
    let mut other = Ledger::open(&target).unwrap();
    let contract = save(&mut one, json!({ "title": "一" }));
    assert_eq!(other.contract(&contract.id).unwrap(), contract);
    let second = save(&mut other, json!({ "id": contract.id, "revision": 1, "title": "二" }));
    let error = one.save_contract(&draft(json!({ "id": contract.id, "revision": 1, "title": "三" }))).unwrap_err();
    assert_eq!(codes(&error), ["changed_elsewhere"]);
    assert_eq!(one.contract(&contract.id).unwrap(), second);
    let third = save(&mut one, json!({ "id": contract.id, "revision": 2, "title": "三" }));
    assert_eq!(other.contract(&contract.id).unwrap(), third);
    let verification = other.verify_history(None).unwrap();
    assert!(verification.ok && verification.rows == 3);
}

#[test]
fn many_writers_at_once_lose_nothing_and_keep_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    let target = target(folder.path());
    Ledger::init(&target).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let target = &target;
            scope.spawn(move || {
                let mut ledger = Ledger::open(target).unwrap();
                for number in 0..5 {
                    save(&mut ledger, json!({ "title": format!("{writer}-{number}") }));
                }
            });
        }
    });
    let mut ledger = Ledger::open(&target).unwrap();
    assert_eq!(ledger.contracts().unwrap().len(), 20);
    let verification = ledger.verify_history(None).unwrap();
    assert!(verification.ok, "{:?}", verification.problems);
    assert_eq!(verification.rows, 20);
}

#[test]
fn an_error_or_a_panic_in_the_middle_of_a_save_leaves_the_old_record() {
    for (engine, mut ledger) in ledgers() {
        let old = save(&mut ledger, json!({ "title": "元" }));
        let half = |ledger: &mut Ledger, end: fn() -> Result<(), Error>| {
            ledger.write(Op::ContractSave, |writing| {
                writing
                    .tx
                    .execute("UPDATE contract_records SET record = '{}' WHERE id = ?1", &[old.id.as_str().into()])?;
                writing.note("contract", &old.id, None, Some(&json!({ "title": "半ば" })))?;
                end()
            })
        };
        half(&mut ledger, || Err(Error::code("disk_full"))).unwrap_err();
        assert_eq!(ledger.contract(&old.id).unwrap(), old, "{engine}");
        let died =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| half(&mut ledger, || panic!("in the middle"))));
        assert!(died.is_err(), "{engine}");
        assert_eq!(ledger.contract(&old.id).unwrap(), old, "{engine}");
        let verification = ledger.verify_history(None).unwrap();
        assert!(verification.ok && verification.rows == 1, "{engine}: {:?}", verification.problems);
        save(&mut ledger, json!({ "id": old.id, "revision": 1, "title": "次" }));
    }
}

/// Names the file in which the child process of the next test dies.
const DYING: &str = "SEKISHO_TEST_DYING";

#[test]
fn a_program_killed_in_the_middle_of_a_save_leaves_the_old_record() {
    if let Some(folder) = std::env::var_os(DYING) {
        let mut ledger = Ledger::open(&target(Path::new(&folder))).unwrap();
        let id = ledger.contracts().unwrap()[0].id.clone();
        let _ = ledger.write(Op::ContractSave, |writing| -> Result<(), Error> {
            writing.tx.execute("UPDATE contract_records SET record = '{}' WHERE id = ?1", &[id.as_str().into()])?;
            writing.note("contract", &id, None, Some(&json!({ "title": "半ば" })))?;
            std::process::abort();
        });
    }
    let folder = tempfile::tempdir().unwrap();
    let target = target(folder.path());
    let old = save(&mut Ledger::init(&target).unwrap(), json!({ "title": "元" }));
    let name = "contract::tests::together::a_program_killed_in_the_middle_of_a_save_leaves_the_old_record";
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", name])
        .env(DYING, folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(!child.success(), "the child died");
    let mut ledger = Ledger::open(&target).unwrap();
    assert_eq!(ledger.contract(&old.id).unwrap(), old);
    let verification = ledger.verify_history(None).unwrap();
    assert!(verification.ok && verification.rows == 1, "{:?}", verification.problems);
    save(&mut ledger, json!({ "id": old.id, "revision": 1, "title": "次" }));
}
