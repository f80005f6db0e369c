//! Each way of tampering with the chain is named, and every write leaves exactly what it should.

use expect_test::{Expect, expect};
use serde_json::json;

use super::{canonical, hash, store};
use crate::contract::{Closing, ContractDraft};
use crate::ledger::Ledger;
use crate::office::Office;
use crate::person::{Person, Section};

fn draft(fields: serde_json::Value) -> ContractDraft {
    serde_json::from_value(fields).unwrap()
}

/// A ledger with a history of five rows about five contracts.
fn five() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for number in 1..=5 {
        ledger.save_contract(&draft(json!({ "title": format!("業務{number}") }))).unwrap();
    }
    ledger
}

fn tamper(ledger: &mut Ledger, sql: &str) {
    ledger.derive(|tx| Ok(tx.execute(sql, &[])?)).unwrap();
}

fn found(ledger: &mut Ledger, printed: Option<&str>) -> String {
    let verification = ledger.verify_history(printed).unwrap();
    assert_eq!(verification.ok, verification.problems.is_empty());
    let problems = verification.problems.iter().map(|problem| {
        assert!(!problem.text.starts_with("chain.") && !problem.text.contains('{'), "{problem:?}");
        format!("{} {}", problem.code, problem.seq.map_or("-".to_owned(), |seq| seq.to_string()))
    });
    problems.collect::<Vec<_>>().join(", ")
}

fn check(sql: &str, expected: Expect) {
    let mut ledger = five();
    for step in sql.split(';') {
        tamper(&mut ledger, step);
    }
    expected.assert_eq(&found(&mut ledger, None));
}

#[test]
fn an_untouched_chain_verifies() {
    let mut ledger = five();
    assert_eq!(found(&mut ledger, None), "");
    let verification = ledger.verify_history(None).unwrap();
    assert_eq!((verification.rows, verification.head), (5, ledger.history_head().unwrap().hash));
    assert_eq!(found(&mut Ledger::in_memory().unwrap(), None), "");
}

#[test]
fn an_edited_row_is_named() {
    check(
        "UPDATE history SET after_json = replace(after_json, '業務3', '業務9') WHERE seq = 3",
        expect!["edited 3, record_differs -"],
    );
    check("UPDATE history SET actor = 'someone' WHERE seq = 1", expect!["edited 1"]);
    check("UPDATE history SET written_at = '2020-01-01T00:00:00.000Z' WHERE seq = 5", expect!["edited 5"]);
    check("UPDATE history SET op = 'contract_close' WHERE seq = 2", expect!["edited 2"]);
    check("UPDATE history SET before_json = after_json WHERE seq = 4", expect!["edited 4"]);
    check("UPDATE history SET hash = 'ff' WHERE seq = 3", expect!["edited 3"]);
}

#[test]
fn an_edited_row_with_a_fitting_hash_is_named() {
    let mut ledger = five();
    rewrite(&mut ledger, 3);
    assert_eq!(found(&mut ledger, None), "edited 3");
    let mut ledger = five();
    rewrite(&mut ledger, 5);
    assert_eq!(found(&mut ledger, None), "edited 5");
}

/// Changes who wrote a row and computes its hash anew.
fn rewrite(ledger: &mut Ledger, seq: i64) {
    ledger
        .derive(|tx| {
            let mut rows = Vec::new();
            store::walk(tx, |row| rows.push(row))?;
            let mut row = rows.into_iter().find(|row| row.seq == seq).unwrap();
            row.by = "someone".to_owned();
            let anew = hash(&row);
            tx.execute(
                "UPDATE history SET actor = ?1, hash = ?2 WHERE seq = ?3",
                &["someone".into(), anew.into(), seq.into()],
            )?;
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_deleted_row_is_named() {
    check("DELETE FROM history WHERE seq = 3", expect!["deleted 3, record_without_history -"]);
    check("DELETE FROM history WHERE seq = 1", expect!["deleted 1, record_without_history -"]);
}

#[test]
fn a_deleted_row_is_named_although_the_others_were_numbered_anew() {
    check(
        "DELETE FROM history WHERE seq = 3; UPDATE history SET seq = 3 WHERE seq = 4; UPDATE history SET seq = 4 WHERE seq = 5",
        expect!["deleted 3, record_without_history -"],
    );
}

#[test]
fn reordered_rows_are_named() {
    check(
        "UPDATE history SET seq = 99 WHERE seq = 2; UPDATE history SET seq = 2 WHERE seq = 3; UPDATE history SET seq = 3 WHERE seq = 99",
        expect!["reordered 2, reordered 3, reordered 4"],
    );
}

#[test]
fn a_truncated_chain_is_named() {
    check(
        "DELETE FROM history WHERE seq > 3",
        expect!["truncated 3, record_without_history -, record_without_history -"],
    );
    check(
        "DELETE FROM history",
        expect![
            "truncated 0, record_without_history -, record_without_history -, record_without_history -, record_without_history -, record_without_history -"
        ],
    );
}

#[test]
fn a_row_appended_beside_the_program_is_named() {
    check(
        "INSERT INTO history SELECT 6, 'x', written_at, actor, op, register, record_id, before_json, after_json, hash, 'ff' FROM history WHERE seq = 5",
        expect!["edited 6"],
    );
}

#[test]
fn a_restored_old_copy_is_found_with_a_printed_head() {
    let mut ledger = five();
    let old = ledger.history_head().unwrap().hash;
    ledger.save_contract(&draft(json!({ "title": "業務6" }))).unwrap();
    let printed = ledger.history_head().unwrap().hash;
    assert_eq!(found(&mut ledger, Some(&old)), "");
    assert_eq!(found(&mut ledger, Some(&printed)), "");
    // The old copy: row and head as they were before.
    for table in ["contract_records WHERE id", "dues WHERE record_id", "contracts WHERE id"] {
        tamper(&mut ledger, &format!("DELETE FROM {table} = (SELECT record_id FROM history WHERE seq = 6)"));
    }
    tamper(&mut ledger, "DELETE FROM history WHERE seq = 6");
    ledger.derive(|tx| store::save_head(tx, &store::Head { seq: 5, hash: old.clone() })).unwrap();
    assert_eq!(found(&mut ledger, None), "");
    assert_eq!(found(&mut ledger, Some(&printed)), "restored_copy -");
    assert_eq!(found(&mut ledger, Some(&printed[..8])), "restored_copy -");
    assert_eq!(found(&mut ledger, Some(&old[..8])), "");
}

#[test]
fn a_record_or_a_signed_annex_that_was_changed_beside_the_program_is_named() {
    let mut ledger = five();
    tamper(&mut ledger, "UPDATE contract_records SET record = replace(record, '業務3', '業務9')");
    assert_eq!(found(&mut ledger, None), "record_differs -");

    let mut ledger = five();
    tamper(&mut ledger, "DELETE FROM contract_records WHERE record LIKE '%業務3%'");
    assert_eq!(found(&mut ledger, None), "record_missing -");

    let mut ledger = Ledger::in_memory().unwrap();
    let facts = json!({ "title": "印刷", "facts": { "handles_info_asset": true } });
    let contract = ledger.save_contract(&draft(facts)).unwrap();
    ledger.sign_contract(&contract.id, "R8.3.20", 1).unwrap();
    assert_eq!(found(&mut ledger, None), "");
    tamper(&mut ledger, "UPDATE contract_annexes SET paper = replace(paper, '乙', '丙')");
    assert_eq!(found(&mut ledger, None), "annex_differs -");
}

#[test]
fn a_printed_head_may_be_typed_in_capitals_and_with_spaces() {
    let mut ledger = five();
    let head = ledger.history_head().unwrap().hash;
    assert_eq!(found(&mut ledger, Some(&format!(" {} ", head[..8].to_uppercase()))), "");
    assert_eq!(found(&mut ledger, Some("")), "");
    assert_eq!(found(&mut ledger, Some(&head[..7])), "restored_copy -");
    assert_eq!(found(&mut ledger, Some("00000000")), "", "the head of an empty ledger");
}

#[test]
fn every_operation_leaves_one_row_for_each_record_changed() {
    let mut ledger = Ledger::in_memory().unwrap();
    let mut seen = 0;
    let mut row = |ledger: &mut Ledger, op: &str, id: &str| {
        seen += 1;
        let newest = ledger.list_history(0, 10).unwrap().remove(0);
        assert_eq!((newest.seq, newest.op.as_str(), newest.record.as_str()), (seen, op, id));
        assert!(!newest.op_text.starts_with("op."), "{op} has no text");
    };
    let office = Office { name: "潮見市".to_owned(), ..ledger.office().unwrap() };
    ledger.save_office(office).unwrap();
    row(&mut ledger, "office_save", "office");
    let section: Section = serde_json::from_value(json!({ "name": "税務課" })).unwrap();
    let section = ledger.save_section(section).unwrap();
    row(&mut ledger, "section_save", &section.id);
    let person: Person = serde_json::from_value(json!({ "name": "潮 花子" })).unwrap();
    let person = ledger.save_person(person).unwrap();
    row(&mut ledger, "person_save", &person.id);
    let contract = ledger
        .save_contract(&draft(json!({ "title": "印刷業務", "starts_on": "R8.4.1", "ends_on": "R9.3.31" })))
        .unwrap();
    row(&mut ledger, "contract_save", &contract.id);
    let signed = ledger.sign_contract(&contract.id, "R8.3.20", contract.revision).unwrap();
    row(&mut ledger, "contract_sign", &contract.id);
    let renewed = ledger.renew_contract(&contract.id, "R9.4.1", "R10.3.31").unwrap();
    row(&mut ledger, "contract_renew", &renewed.id);
    let closing = Closing { closed_on: "R9.3.31".to_owned(), ..Closing::default() };
    ledger.close_contract(&contract.id, &closing, signed.revision).unwrap();
    row(&mut ledger, "contract_close", &contract.id);
    assert_eq!(found(&mut ledger, None), "");
}

#[test]
fn saving_without_a_change_leaves_no_row() {
    let mut ledger = Ledger::in_memory().unwrap();
    let office = Office { name: "潮見市".to_owned(), ..ledger.office().unwrap() };
    let office = ledger.save_office(office).unwrap();
    let section: Section = serde_json::from_value(json!({ "name": "税務課" })).unwrap();
    let section = ledger.save_section(section).unwrap();
    let person: Person = serde_json::from_value(json!({ "name": "潮 花子", "from": "R8.4.1" })).unwrap();
    let person = ledger.save_person(person).unwrap();
    let contract = ledger.save_contract(&draft(json!({ "title": "印刷業務", "starts_on": "R8.4.1" }))).unwrap();
    let rows = ledger.history_head().unwrap().seq;
    assert_eq!(ledger.save_office(office.clone()).unwrap(), office);
    assert_eq!(ledger.save_section(section.clone()).unwrap(), section);
    assert_eq!(ledger.save_person(person.clone()).unwrap(), person);
    let again =
        draft(json!({ "id": contract.id, "revision": 1, "title": "印刷業務 ", "starts_on": "令和８年４月１日" }));
    assert_eq!(ledger.save_contract(&again).unwrap(), contract);
    assert_eq!(ledger.history_head().unwrap().seq, rows);
}

#[test]
fn a_row_names_the_fields_that_changed() {
    let mut ledger = Ledger::in_memory().unwrap();
    let contract = ledger.save_contract(&draft(json!({ "title": "印刷業務" }))).unwrap();
    let change = json!({ "id": contract.id, "revision": 1, "title": "印字業務", "contractor": { "name": "株式会社シオミ" },
        "facts": { "uses_paper": true } });
    ledger.save_contract(&draft(change)).unwrap();
    let row = ledger.record_history("contract", &contract.id).unwrap().remove(0);
    let changes = row.changes.iter().map(|change| {
        let word = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
        format!("{}: {} → {}", change.field, word(&change.before), word(&change.after))
    });
    expect![[r#"
        contractor.name:  → 株式会社シオミ
        facts.uses_paper: - → true
        title: 印刷業務 → 印字業務"#]]
    .assert_eq(&changes.collect::<Vec<_>>().join("\n"));
}

#[test]
fn canonical_json_sorts_keys_at_every_depth() {
    let json = json!({ "b": [ { "z": 1, "a": null }, "潮" ], "a": { "d": true, "c": "\"\n" } });
    expect![[r#"{"a":{"c":"\"\n","d":true},"b":[{"a":null,"z":1},"潮"]}"#]].assert_eq(&canonical(&json));
}

#[test]
fn a_record_is_seen_as_it_was_at_the_end_of_a_day_in_japan() {
    let mut ledger = Ledger::in_memory().unwrap();
    let contract = ledger.save_contract(&draft(json!({ "title": "初め" }))).unwrap();
    ledger.save_contract(&draft(json!({ "id": contract.id, "revision": 1, "title": "後" }))).unwrap();
    // 23:59 on 31 March and 0:00 on 1 April in Japan.
    tamper(&mut ledger, "UPDATE history SET written_at = '2026-03-31T14:59:59.999Z' WHERE seq = 1");
    tamper(&mut ledger, "UPDATE history SET written_at = '2026-03-31T15:00:00.000Z' WHERE seq = 2");
    let mut title = |iso: &str| ledger.contract_on(&contract.id, iso.parse().unwrap()).map(|contract| contract.title);
    assert_eq!(title("2026-03-31").unwrap(), "初め");
    assert_eq!(title("2026-04-01").unwrap(), "後");
    assert_eq!(title("2026-03-30").unwrap_err().problems[0].code, "record_missing_then");
}

#[test]
fn pages_of_the_history_are_whole() {
    let mut ledger = five();
    let seqs = |rows: Vec<super::HistoryRow>| rows.into_iter().map(|row| row.seq).collect::<Vec<_>>();
    assert_eq!(seqs(ledger.list_history(0, 2).unwrap()), [5, 4]);
    assert_eq!(seqs(ledger.list_history(2, 2).unwrap()), [3, 2]);
    assert_eq!(seqs(ledger.list_history(4, 2).unwrap()), [1]);
}
