//! The register of contracts on every engine: what a save keeps, refuses and leaves in the history.

mod course;
mod life;
mod lists;
mod together;

use serde_json::{Value as Json, json};

use super::{Contract, ContractDraft, ContractQuery};
use crate::ledger::Ledger;
use crate::problem::Error;

fn ledgers() -> Vec<(&'static str, Ledger)> {
    db::testing::engines()
        .into_iter()
        .map(|(name, db)| {
            let mut ledger = Ledger::on(db).unwrap();
            ledger.set_today(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
            (name, ledger)
        })
        .collect()
}

fn draft(fields: Json) -> ContractDraft {
    serde_json::from_value(fields).unwrap()
}

fn save(ledger: &mut Ledger, fields: Json) -> Contract {
    ledger.save_contract(&draft(fields)).unwrap()
}

/// `code` of each problem, with its field.
fn codes(error: &Error) -> Vec<String> {
    let word = |problem: &crate::problem::Problem| match &problem.field {
        Some(field) => format!("{field} {}", problem.code),
        None => problem.code.clone(),
    };
    error.problems.iter().map(word).collect()
}

#[test]
fn the_sample_office_loads_whole_on_every_engine() {
    for (engine, mut ledger) in ledgers() {
        ledger.load_sample().unwrap();
        let page = ledger.list_contracts(&ContractQuery { limit: Some(500), ..ContractQuery::default() }).unwrap();
        assert!(page.total >= 40, "{engine}: {}", page.total);
        assert!(
            page.rows.iter().any(|row| row.findings > 0) && page.rows.iter().any(|row| row.unknown > 0),
            "{engine}"
        );
        assert!(ledger.verify_history(None).unwrap().ok, "{engine}");
    }
}

/// A draft with something in every field.
fn everything() -> Json {
    json!({
        "number": "R8-017", "title": "住民税納税通知書印刷及び封入封緘業務委託", "section": "税務課", "owner": "宮﨑 航",
        "contractor": { "name": "㈱シオミ印刷", "corporate_number": "T7000012050002", "address": "青嵐市大手町二丁目9番8号",
            "representative": "代表取締役　紬 健太郎", "country": "日本", "parent_country": "日本" },
        "method": "designated", "signed_on": "R8.3.20", "starts_on": "令和8年4月1日", "ends_on": "2027/3/31",
        "auto_renewal": false, "notice_days": 30, "amount_yen": "6,418千円", "decided_on": "R8.3.18", "document_number": "税第12号",
        "note": "一行目\n二行目",
        "facts": { "handles_info_asset": true, "handles_personal_info": true, "confidentiality": "3B", "data_subject_count": "61,204人",
            "network_segment": ["lgwan", "internet"], "subcontract_policy": "approval" },
        "subcontracts": [{ "name": "シオミ運輸", "corporate_number": "7000012050002", "country": "日本", "tier": 1, "scope": "配送",
            "reason": "車両", "approval_number": "税第20号", "approved_on": "R8.4.10", "starts_on": "R8.5.1", "ends_on": "R9.3.31",
            "personal_info": true }],
        "certificates": [{ "kind": "pmark", "number": "10000001", "scope": "本社", "valid_until": "R9.6.30" }],
        "inspections": [{ "on": "R8.9.1", "method": "video", "inspector": "潮 花子", "result": "良" }],
        "deliverables": [{ "kind": "periodic_report", "title": "上期報告", "due_on": "R8.10.15", "received_on": "R8.10.10" }],
        "waivers": [{ "requirement": "CT-05", "reason": "短期", "approver": "情報政策課長", "approved_on": "R8.3.1", "document_number": "情第5号" }],
        "confirmations": [{ "requirement": "SE-01", "on": "R8.3.2", "source": "判断票", "note": "確認済み" }],
    })
}

#[test]
fn a_record_comes_back_as_it_was_saved() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(&mut ledger, everything());
        assert_eq!(ledger.contract(&saved.id).unwrap(), saved, "{engine}");
        assert_eq!(saved.contractor.corporate_number.as_deref(), Some("7000012050002"));
        assert_eq!(saved.amount_yen, Some(6_418_000));
        assert_eq!(saved.ends_on.as_deref(), Some("2027-03-31"));
        assert_eq!(saved.subcontracts[0].approved_on.as_deref(), Some("2026-04-10"));
        assert_eq!(saved.note.as_deref(), Some("一行目\n二行目"));
    }
}

#[test]
fn a_record_sent_back_as_it_was_shown_is_not_a_change() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(&mut ledger, everything());
        let rows = ledger.history_head().unwrap().seq;
        let again = save(&mut ledger, serde_json::to_value(&saved).unwrap());
        assert_eq!(again, saved, "{engine}");
        assert_eq!(ledger.history_head().unwrap().seq, rows, "{engine}");
    }
}

#[test]
fn a_field_that_is_not_sent_stays_and_one_that_is_emptied_becomes_unknown() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(&mut ledger, everything());
        let change = json!({ "id": saved.id, "revision": 1, "number": null, "owner": "  ", "amount_yen": "", "method": null,
            "contractor": { "address": null }, "auto_renewal": "", "certificates": null });
        let changed = save(&mut ledger, change);
        let mut expected = Contract { revision: 2, ..saved };
        expected.number = None;
        expected.owner = None;
        expected.amount_yen = None;
        expected.method = None;
        expected.auto_renewal = None;
        expected.contractor.address = None;
        expected.certificates.clear();
        assert_eq!(changed, expected, "{engine}");
        assert_eq!(ledger.contract(&changed.id).unwrap(), expected, "{engine}");
    }
}

#[test]
fn a_refused_draft_saves_nothing() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(&mut ledger, everything());
        let head = ledger.history_head().unwrap();
        let wrong = json!({ "id": saved.id, "revision": 1, "title": "別の件名", "starts_on": "R8.2.31", "amount_yen": "約百万" });
        let error = ledger.save_contract(&draft(wrong)).unwrap_err();
        assert_eq!(codes(&error), ["starts_on date_impossible", "amount_yen amount_unreadable"], "{engine}");
        assert_eq!(ledger.contract(&saved.id).unwrap(), saved, "{engine}");
        assert_eq!(ledger.history_head().unwrap(), head, "{engine}");
    }
}

#[test]
fn a_control_character_is_dropped_on_every_engine() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(
            &mut ledger,
            json!({ "title": "印刷\u{0}\u{7}業務\r\n", "subcontracts": [{ "name": "シオミ\u{0}運輸" }] }),
        );
        assert_eq!(saved.title, "印刷業務", "{engine}");
        assert_eq!(saved.subcontracts[0].name, "シオミ運輸", "{engine}");
    }
}

#[test]
fn a_contract_that_does_not_exist_is_named() {
    for (engine, mut ledger) in ledgers() {
        assert_eq!(codes(&ledger.contract("nobody").unwrap_err()), ["record_missing"], "{engine}");
        let error = ledger.save_contract(&draft(json!({ "id": "nobody", "revision": 1, "title": "x" }))).unwrap_err();
        assert_eq!(codes(&error), ["record_missing"], "{engine}");
    }
}

#[test]
fn a_contract_is_found_by_its_number_newest_term_first() {
    for (engine, mut ledger) in ledgers() {
        save(&mut ledger, json!({ "title": "旧", "number": "R8-1", "starts_on": "R7.4.1" }));
        let new = save(&mut ledger, json!({ "title": "新", "number": "R8-1", "starts_on": "R8.4.1" }));
        save(&mut ledger, json!({ "title": "未定", "number": "R8-1" }));
        assert_eq!(ledger.find_contract("R8-1").unwrap().id, new.id, "{engine}");
        assert_eq!(ledger.find_contract(&new.id).unwrap().id, new.id, "{engine}");
        assert_eq!(codes(&ledger.find_contract("R8-2").unwrap_err()), ["record_missing"], "{engine}");
    }
}
