//! The life of a contract: waivers, signing, renewals, closing, and what it was on a day.

use chrono::NaiveDate;
use serde_json::json;

use super::super::{Closing, Status};
use super::{codes, everything, ledgers, save};
use crate::catalogue::AnnexKind;
use crate::contract::rules::State;
use crate::ledger::Ledger;
use paper::to_text;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A draft with something in every field, before anybody signed it.
fn unsigned() -> serde_json::Value {
    let mut draft = everything();
    draft["signed_on"] = serde_json::Value::Null;
    draft
}

fn state(ledger: &mut Ledger, id: &str, requirement: &str) -> State {
    let view = ledger.view_contract(id, None).unwrap();
    view.requirements.iter().find(|row| row.id == requirement).map(|row| row.state).unwrap()
}

/// The annexes of a contract as text, with the head of each page.
fn papers(ledger: &mut Ledger, id: &str) -> Vec<(AnnexKind, String)> {
    let contract = ledger.contract(id).unwrap();
    let papers = ledger.compose_annexes(&contract, None).unwrap();
    papers.into_iter().map(|paper| (paper.kind, to_text(&paper.blocks))).collect()
}

#[test]
fn a_must_is_waived_only_with_a_reason_and_an_approver() {
    for (engine, mut ledger) in ledgers() {
        let facts = json!({ "handles_info_asset": true });
        let waive = |reason: &str, approver: Option<&str>| {
            json!({ "title": "清掃", "facts": facts,
            "waivers": [{ "requirement": "CT-05", "reason": reason, "approver": approver }] })
        };
        let without = save(&mut ledger, waive("短期のため", None));
        assert_ne!(state(&mut ledger, &without.id, "CT-05"), State::Waived, "{engine}");
        let with = save(&mut ledger, waive("短期のため", Some("情報政策課長")));
        assert_eq!(state(&mut ledger, &with.id, "CT-05"), State::Waived, "{engine}");
        let text = |papers: &[(AnnexKind, String)], kind| {
            papers.iter().find(|(other, _)| *other == kind).map(|(_, text)| text.clone()).unwrap()
        };
        let papers = papers(&mut ledger, &with.id);
        let sheet = text(&papers, AnnexKind::F20);
        assert!(sheet.contains("短期のため") && sheet.contains("情報政策課長"), "{sheet}");
        let article = "従事者に対する教育及び監督";
        assert!(!text(&papers, AnnexKind::Security).contains(article), "{engine}: a waived article is not printed");
        assert!(text(&self::papers(&mut ledger, &without.id), AnnexKind::Security).contains(article), "{engine}");
    }
}

#[test]
fn a_signed_paper_is_printed_as_it_was_signed_whatever_changes_later() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, unsigned());
        let signed = ledger.sign_contract(&contract.id, "R8.3.20", contract.revision).unwrap();
        let kinds: Vec<AnnexKind> = signed.pins.iter().map(|pin| pin.kind).collect();
        assert!(
            kinds.contains(&AnnexKind::Security) && kinds.contains(&AnnexKind::PersonalInfo),
            "{engine}: {kinds:?}"
        );
        assert!(signed.pins.iter().all(|pin| pin.clauses.iter().all(|clause| !clause.version.is_empty())));
        let before = papers(&mut ledger, &signed.id);

        let mut office = ledger.office().unwrap();
        "潮見町".clone_into(&mut office.name);
        office.style.parties = crate::office::Parties::HatchuJuchu;
        ledger.save_office(office).unwrap();
        let facts = json!({ "id": signed.id, "revision": signed.revision, "facts": { "handles_my_number": true, "uses_media": true } });
        save(&mut ledger, facts);
        let after = papers(&mut ledger, &signed.id);
        let kept = |papers: &[(AnnexKind, String)]| {
            papers.iter().filter(|(kind, _)| *kind != AnnexKind::F20).cloned().collect::<Vec<_>>()
        };
        assert_eq!(kept(&before), kept(&after), "{engine}");
        // What the new answers call for is not in the signed paper, and the program says so.
        assert_ne!(before, after, "{engine}: the judgement sheet follows the facts of today");

        let revision = ledger.contract(&signed.id).unwrap().revision;
        let again = ledger.sign_contract(&signed.id, "R8.3.21", revision).unwrap_err();
        assert_eq!(codes(&again), ["signed_on already_signed"], "{engine}");
    }
}

#[test]
fn a_kept_paper_that_was_changed_beside_the_program_is_refused() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, unsigned());
        let signed = ledger.sign_contract(&contract.id, "R8.3.20", contract.revision).unwrap();
        ledger
            .derive(|tx| {
                Ok(tx.execute("UPDATE contract_annexes SET paper = replace(paper, '乙', '丙'), hash = hash", &[])?)
            })
            .unwrap();
        let error = ledger.compose_annexes(&signed, None).unwrap_err();
        assert_eq!(codes(&error), ["annex_damaged"], "{engine}");
    }
}

#[test]
fn five_yearly_renewals_lose_nothing() {
    for (engine, mut ledger) in ledgers() {
        let first = save(&mut ledger, unsigned());
        let mut last = ledger.sign_contract(&first.id, "R8.3.20", first.revision).unwrap();
        let unchanged = papers(&mut ledger, &first.id);
        for year in 9..=13 {
            let next =
                ledger.renew_contract(&last.id, &format!("R{year}.4.1"), &format!("R{}.3.31", year + 1)).unwrap();
            assert_eq!(next.lineage, first.lineage, "{engine}");
            assert_eq!(next.renewed_from.as_deref(), Some(last.id.as_str()));
            assert_eq!((next.title.as_str(), &next.contractor), (first.title.as_str(), &first.contractor));
            assert_eq!(next.facts.get("confidentiality"), first.facts.get("confidentiality"));
            assert_eq!(next.subcontracts[0].name, "シオミ運輸");
            assert!(next.subcontracts[0].approved_on.is_none(), "consent is given for a term");
            assert!(next.signed_on.is_none() && next.pins.is_empty() && next.inspections.is_empty());
            last = next;
        }
        let terms = ledger.view_contract(&last.id, None).unwrap().terms;
        assert_eq!(terms.iter().map(|term| term.term).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6], "{engine}");
        assert_eq!(terms[0].id, first.id);
        assert_eq!(terms[5].starts_on.as_deref(), Some("2031-04-01"));
        let kept = ledger.contract(&first.id).unwrap();
        assert_eq!(kept.inspections, first.inspections, "{engine}");
        assert_eq!(papers(&mut ledger, &first.id), unchanged, "{engine}");
        let twice = ledger.renew_contract(&first.id, "R9.4.1", "R10.3.31").unwrap_err();
        assert_eq!(codes(&twice), ["already_renewed"], "{engine}");
        assert!(ledger.verify_history(None).unwrap().ok, "{engine}");
    }
}

#[test]
fn closing_asks_for_return_and_erasure() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, everything());
        let closing = |on: &str, certificate: Option<&str>| Closing {
            closed_on: on.to_owned(),
            erasure_certificate_on: certificate.map(str::to_owned),
            ..Closing::default()
        };
        let early = ledger.close_contract(&contract.id, &closing("R8.3.1", None), contract.revision).unwrap_err();
        assert_eq!(codes(&early), ["closed_on closed_before_start"], "{engine}");

        ledger.set_today(day("2027-04-20"));
        assert_eq!(ledger.view_contract(&contract.id, None).unwrap().status, Status::Ended, "{engine}");
        let closed = ledger.close_contract(&contract.id, &closing("R9.4.10", None), contract.revision).unwrap();
        assert_eq!(state(&mut ledger, &closed.id, "OV-04"), State::Missing, "{engine}");
        let closed =
            ledger.close_contract(&contract.id, &closing("R9.4.10", Some("R9.4.15")), closed.revision).unwrap();
        assert_eq!(state(&mut ledger, &closed.id, "OV-04"), State::Met, "{engine}");
        assert_eq!(ledger.view_contract(&closed.id, None).unwrap().status, Status::Closed, "{engine}");
    }
}

#[test]
fn a_contract_as_it_was_is_judged_as_of_that_day() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, everything());
        // The history is of the day on which this test runs, counted in Japan as days of the history are.
        let written = (chrono::Utc::now() + chrono::Duration::hours(9)).date_naive();
        let then = ledger.view_contract(&contract.id, Some(written)).unwrap();
        assert_eq!(then.as_of, Some(written.to_string()), "{engine}");
        let later = day("2099-01-01");
        assert_eq!(ledger.view_contract(&contract.id, Some(later)).unwrap().status, Status::Ended, "{engine}");
        let before = ledger.view_contract(&contract.id, Some(day("2020-01-01"))).unwrap_err();
        assert_eq!(codes(&before), ["record_missing_then"], "{engine}");
    }
}

#[test]
fn a_contract_whose_owner_left_is_a_finding_of_the_list_from_the_day_after() {
    for (engine, mut ledger) in ledgers() {
        let contract = save(&mut ledger, json!({ "title": "印刷", "owner": "潮 花子", "section": "税務課" }));
        let findings = |ledger: &mut Ledger| {
            let shown = ledger.view_contract(&contract.id, None).unwrap().findings;
            let listed = ledger.list_contracts(&super::ContractQuery::default()).unwrap().rows[0].findings;
            (listed, shown.iter().any(|finding| finding.code == "owner_left"))
        };
        assert!(!findings(&mut ledger).1, "{engine}");
        let person = json!({ "name": "潮 花子", "until": "R9.3.31" });
        let person = ledger.save_person(serde_json::from_value(person).unwrap()).unwrap();
        ledger.set_today(day("2027-03-31"));
        let (last, left) = findings(&mut ledger);
        assert!(!left, "{engine}: the last day");
        ledger.set_today(day("2027-04-01"));
        assert_eq!(findings(&mut ledger), (last + 1, true), "{engine}: the day after");
        ledger.save_person(crate::person::Person { until: None, ..person }).unwrap();
        assert!(!findings(&mut ledger).1, "{engine}: back again");
        assert_eq!(findings(&mut ledger).0, last, "{engine}");
    }
}
