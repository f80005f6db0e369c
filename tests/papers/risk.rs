//! The yearly report to the CISO, word for word.

use std::sync::LazyLock;

use paper::Paper;
use sekisho_tests::assert_golden;
use serde_json::json;

use super::cloud::Office;

const SECURITY: &str = r"SHIOMI\k-sato";

/// The report of the sample office as it came, and one year on: with a quarter to compare with, a method of its own, and more
/// that somebody has to decide.
pub fn all() -> &'static [(&'static str, Paper)] {
    static ALL: LazyLock<Vec<(&'static str, Paper)>> = LazyLock::new(|| {
        let mut office = Office::new();
        office.ledger.set_actor(SECURITY);
        let first = office.ledger.compose_risk_report(None).unwrap();
        office.on(2027, 2, 10);
        let mut method = office.call(SECURITY, "risk_method", json!({}))["method"].clone();
        method["residual"][3] = json!([3, 3, 4, 4]);
        let reason = "最も大きい契約は、対策が良好でも報告の対象とする。";
        office.call(SECURITY, "risk_method_save", json!({"method": method, "reason": reason, "revision": 0}));
        let contract = office.ledger.find_contract("R8-011").unwrap();
        let draft = json!({"id": contract.id, "revision": contract.revision,
            "measures": [{"finding": "名簿にない従事者がいた", "source": "inspection", "found_on": "R8.12.1", "due_on": "R9.1.15"}]});
        office.call(SECURITY, "contract_save", json!({"draft": draft}));
        let later = office.ledger.compose_risk_report(Some(2026)).unwrap();
        vec![("report", first), ("report-later", later)]
    });
    &ALL
}

#[test]
fn the_words_of_the_report_are_as_kept() {
    for (name, paper) in all() {
        assert_golden(&format!("tests/papers/risk-{name}.txt"), &paper::to_text(&paper.blocks));
    }
}

#[test]
fn a_report_of_a_year_that_has_not_begun_is_refused() {
    let mut office = Office::new();
    for year in [2027, 1999, i32::MAX, i32::MIN] {
        let refused = office.ledger.compose_risk_report(Some(year)).unwrap_err();
        assert_eq!(refused.problems[0].code, "fiscal_year_ahead", "{year}");
    }
    assert!(office.ledger.compose_risk_report(Some(2025)).is_ok());
}
