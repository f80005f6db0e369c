//! Courses that a contract takes against the order of the books: typed in late, signed twice, given up, corrected.

use serde_json::json;

use super::super::{Closing, Status};
use super::{codes, draft, ledgers, save};
use crate::contract::rules::State;
use crate::ledger::Ledger;

fn closing(on: &str, note: Option<&str>) -> Closing {
    Closing { closed_on: on.to_owned(), note: note.map(str::to_owned), ..Closing::default() }
}

fn state(ledger: &mut Ledger, id: &str, requirement: &str) -> Option<State> {
    let view = ledger.view_contract(id, None).unwrap();
    view.requirements.iter().find(|row| row.id == requirement).map(|row| row.state)
}

fn findings(ledger: &mut Ledger, id: &str) -> Vec<String> {
    ledger.view_contract(id, None).unwrap().findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn a_draft_that_nobody_signed_meets_nothing_once_the_term_has_begun() {
    for (engine, mut ledger) in ledgers() {
        let term =
            |start: &str| json!({ "title": "印刷", "starts_on": start, "facts": { "handles_info_asset": true } });
        let coming = save(&mut ledger, term("R9.4.1"));
        assert_eq!(state(&mut ledger, &coming.id, "CT-05"), Some(State::Met), "{engine}");
        let begun = save(&mut ledger, term("R8.4.1"));
        assert_eq!(state(&mut ledger, &begun.id, "CT-05"), Some(State::Missing), "{engine}");
        assert!(findings(&mut ledger, &begun.id).contains(&"running_unsigned".to_owned()), "{engine}");
        ledger.sign_contract(&begun.id, "R8.3.25", begun.revision).unwrap();
        assert_eq!(state(&mut ledger, &begun.id, "CT-05"), Some(State::Met), "{engine}");
        assert!(!findings(&mut ledger, &begun.id).contains(&"running_unsigned".to_owned()), "{engine}");
    }
}

#[test]
fn a_signature_is_neither_repeated_nor_taken_back_and_a_later_change_of_terms_shows() {
    for (engine, mut ledger) in ledgers() {
        let plain = save(
            &mut ledger,
            json!({ "title": "清掃", "signed_on": "R8.3.25", "facts": { "handles_info_asset": false } }),
        );
        let again = ledger.sign_contract(&plain.id, "R8.3.26", plain.revision).unwrap_err();
        assert_eq!(codes(&again), ["signed_on already_signed"], "{engine}");

        let contract = save(
            &mut ledger,
            json!({ "title": "印刷", "starts_on": "R8.4.1", "facts": { "handles_info_asset": true } }),
        );
        let signed = ledger.sign_contract(&contract.id, "R8.3.20", 1).unwrap();
        for on in [json!(null), json!("R1.1.1")] {
            let edit = json!({ "id": signed.id, "revision": signed.revision, "signed_on": on });
            assert_eq!(codes(&ledger.save_contract(&draft(edit)).unwrap_err()), ["signed_on signed_fixed"], "{engine}");
        }
        let edit = json!({ "id": signed.id, "revision": signed.revision, "title": "別の業務", "starts_on": "R9.4.1" });
        save(&mut ledger, edit);
        let shown = findings(&mut ledger, &signed.id);
        assert_eq!(shown.iter().filter(|code| *code == "differs_from_signed").count(), 2, "{engine}: {shown:?}");
    }
}

#[test]
fn a_waiver_after_signing_does_not_take_the_article_out() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, json!({ "title": "印刷", "facts": { "handles_info_asset": true } }));
        let signed = ledger.sign_contract(&contract.id, "R8.3.20", 1).unwrap();
        let waiver = json!([{ "requirement": "CT-05", "reason": "短期", "approver": "部長" }]);
        save(&mut ledger, json!({ "id": signed.id, "revision": signed.revision, "waivers": waiver }));
        assert_eq!(state(&mut ledger, &signed.id, "CT-05"), Some(State::Met), "{engine}");
        assert!(findings(&mut ledger, &signed.id).contains(&"waiver_after_signing".to_owned()), "{engine}");
    }
}

#[test]
fn an_incomplete_waiver_of_what_does_not_apply_is_no_finding() {
    for (engine, mut ledger) in ledgers() {
        let waived = |asset: bool| {
            json!({ "title": "印刷", "facts": { "handles_info_asset": asset },
            "waivers": [{ "requirement": "CT-05", "reason": "短期" }] })
        };
        let applies = save(&mut ledger, waived(true));
        assert!(findings(&mut ledger, &applies.id).contains(&"waiver_incomplete".to_owned()), "{engine}");
        let not = save(&mut ledger, waived(false));
        assert!(!findings(&mut ledger, &not.id).contains(&"waiver_incomplete".to_owned()), "{engine}");
    }
}

#[test]
fn what_is_planned_is_not_done() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(
            &mut ledger,
            json!({ "title": "印刷", "starts_on": "R8.4.1", "ends_on": "R9.3.31", "facts": { "handles_info_asset": true, "handles_personal_info": true },
                "inspections": [{ "on": "R9.3.1", "method": "onsite" }],
                "confirmations": [{ "requirement": "SE-01", "on": "R20.5.1", "source": "判断票" }] }),
        );
        assert_ne!(state(&mut ledger, &contract.id, "OV-01"), Some(State::Met), "{engine}");
        assert_ne!(state(&mut ledger, &contract.id, "SE-01"), Some(State::Met), "{engine}");
        let due = ledger.view_contract(&contract.id, None).unwrap().due;
        assert!(due.iter().any(|due| due.rule == "RM-10"), "{engine}: the inspection is still due");
    }
}

#[test]
fn a_contract_may_be_given_up_before_it_began_and_a_closing_taken_back() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(
            &mut ledger,
            json!({ "title": "印刷", "starts_on": "R9.4.1", "facts": { "handles_info_asset": true } }),
        );
        let slip = ledger.close_contract(&contract.id, &closing("R8.11.20", None), 1).unwrap_err();
        assert_eq!(codes(&slip), ["closed_on closed_before_start"], "{engine}");
        let given_up =
            ledger.close_contract(&contract.id, &closing("R8.11.20", Some("入札不調のため取りやめ")), 1).unwrap();
        let view = ledger.view_contract(&contract.id, None).unwrap();
        assert_eq!((view.status, view.due.len()), (Status::Closed, 0), "{engine}");
        assert!(!findings(&mut ledger, &contract.id).contains(&"closed_without_erasure".to_owned()), "{engine}");
        let open = ledger.reopen_contract(&contract.id, given_up.revision).unwrap();
        assert_eq!((open.closed_on, open.closing), (None, None), "{engine}");
        let twice = ledger.reopen_contract(&contract.id, open.revision).unwrap_err();
        assert_eq!(codes(&twice), ["not_closed"], "{engine}");
    }
}

#[test]
fn a_certificate_that_comes_in_after_closing_meets_what_was_missing() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(
            &mut ledger,
            json!({ "title": "印刷", "starts_on": "R8.4.1", "ends_on": "R8.9.30", "facts": { "handles_info_asset": true } }),
        );
        let first = Closing { returned_on: Some("R8.10.1".to_owned()), ..closing("R8.10.1", None) };
        let closed = ledger.close_contract(&contract.id, &first, 1).unwrap();
        assert!(findings(&mut ledger, &contract.id).contains(&"closed_without_erasure".to_owned()), "{engine}");
        let received = json!([{ "kind": "erasure_certificate", "title": "証明書", "received_on": "R8.10.20" }]);
        save(&mut ledger, json!({ "id": contract.id, "revision": closed.revision, "deliverables": received }));
        assert!(!findings(&mut ledger, &contract.id).contains(&"closed_without_erasure".to_owned()), "{engine}");
    }
}

#[test]
fn numbers_are_read_as_they_are_typed_and_a_choice_left_open_is_asked_for() {
    for (engine, mut ledger) in ledgers() {
        let saved = save(
            &mut ledger,
            json!({ "title": "印刷", "starts_on": 46113, "notice_days": "９０日", "amount_yen": "6,418,000円（税込）",
                "subcontracts": [{ "name": "下請", "tier": "２" }] }),
        );
        assert_eq!(saved.starts_on.as_deref(), Some("2026-04-01"), "{engine}: the day number of a spreadsheet");
        assert_eq!((saved.notice_days, saved.amount_yen, saved.subcontracts[0].tier), (Some(90), Some(6_418_000), 2));
        let open = json!({ "title": "印刷", "subcontracts": [{ "name": "下請", "tier": "約2" }],
            "inspections": [{ "on": "R8.9.1", "method": null }], "deliverables": [{ "title": "報告" }],
            "facts": { "data_subject_count": "約1200" } });
        assert_eq!(
            codes(&ledger.save_contract(&draft(open)).unwrap_err()),
            [
                "subcontracts.0.tier number_unreadable",
                "inspections.0.method required",
                "deliverables.0.kind required",
                "facts.data_subject_count fact_number_unreadable"
            ],
            "{engine}"
        );
    }
}

#[test]
fn a_contractor_without_a_parent_is_not_foreign() {
    for (engine, mut ledger) in ledgers() {
        for (country, parent, expected) in
            [("日本", "なし", Some(false)), ("国内", "日本（東京）", Some(false)), ("日本", "米国", Some(true))]
        {
            let contractor = json!({ "name": "甲社", "country": country, "parent_country": parent });
            let contract = save(&mut ledger, json!({ "title": "印刷", "contractor": contractor }));
            let facts = crate::contract::derived_facts(&contract);
            let found = facts.get("foreign_control").map(|value| *value == crate::facts::FactValue::Bool(true));
            assert_eq!(found, expected, "{engine}: {country} {parent}");
        }
    }
}

#[test]
fn a_new_name_of_a_section_or_a_person_reaches_the_open_contracts() {
    for (engine, mut ledger) in ledgers() {
        let section = ledger.save_section(serde_json::from_value(json!({ "name": "税務課" })).unwrap()).unwrap();
        let person = json!({ "name": "潮 花子", "section": "税務課" });
        let person = ledger.save_person(serde_json::from_value(person).unwrap()).unwrap();
        let owned = json!({ "title": "印刷", "section": "税務課", "owner": "潮 花子" });
        let open = save(&mut ledger, owned.clone());
        let over = save(&mut ledger, owned);
        let over = ledger.close_contract(&over.id, &closing("R8.11.1", None), 1).unwrap();
        ledger.save_section(crate::person::Section { name: "市税課".to_owned(), ..section }).unwrap();
        let person = ledger.list_persons().unwrap().into_iter().find(|other| other.id == person.id).unwrap();
        assert_eq!(person.section.as_deref(), Some("市税課"), "{engine}");
        ledger.save_person(crate::person::Person { name: "宮﨑 花子".to_owned(), ..person }).unwrap();
        let now = ledger.contract(&open.id).unwrap();
        assert_eq!((now.section.as_deref(), now.owner.as_deref()), (Some("市税課"), Some("宮﨑 花子")), "{engine}");
        assert_eq!(now.revision, 3, "{engine}");
        assert_eq!(ledger.contract(&over.id).unwrap().section.as_deref(), Some("税務課"), "{engine}");
        assert!(ledger.verify_history(None).unwrap().ok, "{engine}");
    }
}
