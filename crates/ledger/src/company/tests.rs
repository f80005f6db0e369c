//! Parties and companies as they are kept in step with the records, whatever is saved in whatever order.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{CompanyDraft, CompanyQuery, Merge, store};
use crate::contract::ContractDraft;
use crate::ledger::Ledger;

const ONE: &str = "1990001000001";
const TWO: &str = "2990001000002";
const NAMES: [&str; 5] = ["株式会社シオミデータ", "㈱シオミデータ", "シオミデータ", "アサナギ", ""];
const NUMBERS: [&str; 3] = ["", ONE, TWO];

/// Numbers whose check digit is right, for those above.
fn number(at: usize) -> Option<String> {
    let typed = NUMBERS[at];
    (!typed.is_empty()).then(|| crate::corporate_number::with_check_digit(&typed[1..]).to_string())
}

fn contract(ledger: &mut Ledger, at: usize, name: &str, number: Option<String>, below: &str) {
    let title = format!("業務{at}");
    let known = ledger.contracts().unwrap().into_iter().find(|contract| contract.title == title);
    let below = if below.is_empty() { json!([]) } else { json!([{"name": below, "tier": 1}]) };
    let draft = json!({
        "id": known.as_ref().map(|known| known.id.clone()), "revision": known.map_or(0, |known| known.revision),
        "title": title, "contractor": {"name": name, "corporate_number": number}, "subcontracts": below,
        "starts_on": "R8.4.1", "ends_on": "R9.3.31",
    });
    ledger.save_contract(&serde_json::from_value::<ContractDraft>(draft).unwrap()).unwrap();
}

fn save(ledger: &mut Ledger, fields: Json) -> Option<super::Company> {
    ledger.save_contractor(&serde_json::from_value::<CompanyDraft>(fields).unwrap()).ok()
}

/// Spellings, parties and rows of companies, as they are kept.
fn kept(ledger: &mut Ledger) -> Vec<String> {
    ledger
        .read(|tx| {
            let mut rows: Vec<String> = store::all_pairs(tx)?.iter().map(|row| format!("{row:?}")).collect();
            for sql in [
                "SELECT register || ' ' || record_id || ' ' || place || ' ' || name || ' ' || corporate_number FROM parties",
                "SELECT id || ' ' || name || ' ' || coalesce(corporate_number, '') || ' ' || conflicts || ' ' || seen_text FROM contractors",
            ] {
                let mut found = tx.query(sql, &[], |row| row.text(0))?;
                found.sort();
                rows.extend(found);
            }
            Ok(rows)
        })
        .unwrap()
}

/// Forgets everything that follows from the records, as a ledger has it that an older program kept.
fn forget(ledger: &mut Ledger) {
    ledger
        .derive(|tx| {
            for sql in [
                "DELETE FROM parties",
                "DELETE FROM party_names",
                "DELETE FROM contractors WHERE revision = 0",
                "UPDATE contractors SET conflicts = 0, seen_text = ''",
                "INSERT INTO party_marks (register, record_id) SELECT 'contract', id FROM contracts",
                "INSERT INTO party_marks (register, record_id) SELECT 'cloud', id FROM clouds",
                "INSERT INTO party_marks (register, record_id) SELECT 'sns', id FROM sns_accounts",
            ] {
                tx.execute(sql, &[])?;
            }
            Ok(())
        })
        .unwrap();
}

fn assert_worked_out_alike(ledger: &mut Ledger) {
    let before = kept(ledger);
    forget(ledger);
    ledger.refresh_parties().unwrap();
    assert_eq!(kept(ledger), before);
}

#[derive(Debug, Clone)]
enum Step {
    Contract(usize, usize, usize, usize),
    Company(usize, usize, usize),
    Merge(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..4_usize, 0..5_usize, 0..3_usize, 0..5_usize).prop_map(|(at, name, number, below)| Step::Contract(at, name, number, below)),
        2 => (0..6_usize, 0..4_usize, 0..3_usize).prop_map(|(at, name, number)| Step::Company(at, name, number)),
        1 => (0..6_usize, 0..6_usize).prop_map(|(keep, drop)| Step::Merge(keep, drop)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn parties_are_what_the_records_say_whatever_was_saved_before(steps in proptest::collection::vec(step(), 1..10)) {
        let mut ledger = Ledger::in_memory().unwrap();
        for step in steps {
            let ids: Vec<(String, i64)> = {
                let page = ledger.list_contractors(&CompanyQuery::default()).unwrap();
                let ids: Vec<String> = page.rows.into_iter().map(|row| row.id).collect();
                ids.into_iter().map(|id| { let revision = ledger.contractor(&id).unwrap().revision; (id, revision) }).collect()
            };
            match step {
                Step::Contract(at, name, typed, below) => contract(&mut ledger, at, NAMES[name], number(typed), NAMES[below]),
                Step::Company(at, name, typed) => {
                    let (id, revision) = ids.get(at).cloned().map_or((None, 0), |(id, revision)| (Some(id), revision));
                    save(&mut ledger, json!({"id": id, "revision": revision, "name": NAMES[name], "corporate_number": number(typed)}));
                }
                Step::Merge(keep, drop) => {
                    if let (Some(keep), Some(drop)) = (ids.get(keep), ids.get(drop)) {
                        let merge = Merge { keep: keep.0.clone(), drop: drop.0.clone(), keep_revision: keep.1, drop_revision: drop.1, take: None };
                        let _ = ledger.merge_contractors(&merge);
                    }
                }
            }
            assert_worked_out_alike(&mut ledger);
            prop_assert!(ledger.verify_history(None).unwrap().ok);
        }
    }
}

#[test]
fn the_sample_office_and_a_ledger_of_before_have_the_same_companies() {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.set_today(chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
    ledger.load_sample().unwrap();
    let seen = kept(&mut ledger);
    assert!(seen.len() > 100, "{}", seen.len());
    assert_worked_out_alike(&mut ledger);
}

#[test]
fn findings_of_the_list_are_those_of_the_page() {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.set_today(chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap());
    contract(&mut ledger, 0, "シオミ", number(1), "潮見");
    contract(&mut ledger, 1, "シオミ", number(2), "潮見");
    contract(&mut ledger, 2, "シオミ", None, "アサナギ");
    contract(&mut ledger, 3, "アサナギ", None, "");
    let asanagi = ledger.find_contractor("アサナギ").unwrap();
    save(
        &mut ledger,
        json!({"id": asanagi.id, "revision": 0, "suspended_from": "R8.1.1",
        "certificates": [{"kind": "iso27001", "valid_until": "R8.11.26"}]}),
    )
    .unwrap();
    let page = ledger.list_contractors(&CompanyQuery::default()).unwrap();
    let mut sums = Vec::new();
    for row in page.rows {
        let view = ledger.view_contractor(&row.id).unwrap();
        assert_eq!(i64::try_from(view.findings.len()).unwrap(), row.findings, "{} {:?}", row.name, view.findings);
        let running = view.contracts.iter().filter(|contract| contract.running).count();
        assert_eq!(i64::try_from(running).unwrap(), row.running, "{}", row.name);
        sums.push(row.findings);
    }
    sums.sort_unstable();
    assert_eq!(sums, [0, 2, 2, 2]);
    let some = ledger.list_contractors(&CompanyQuery { findings: Some(true), ..CompanyQuery::default() }).unwrap();
    assert_eq!(some.total, 3);
}
