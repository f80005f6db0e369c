//! The papers with which a contractor is held to the contract, word for word.

use std::sync::LazyLock;

use ledger::contract::{OversightKind, OversightPaper};
use sekisho_tests::assert_golden;
use serde_json::json;

use super::cloud::Office;

const WORKER: &str = r"SHIOMI\\y-takahashi";
/// A contract with My Number work and all three annexes.
const NUMBER: &str = "R8-011";

/// Every paper about a contract that was inspected, with a name for files.
pub fn all() -> &'static [(&'static str, OversightPaper)] {
    static ALL: LazyLock<Vec<(&'static str, OversightPaper)>> = LazyLock::new(|| {
        let mut office = Office::new();
        let contract = office.ledger.find_contract(NUMBER).unwrap();
        for kind in [OversightKind::Record, OversightKind::Demand] {
            let refused = office.ledger.compose_oversight(&contract.id, kind).unwrap_err();
            let code = if kind == OversightKind::Record { "inspection_missing" } else { "measure_missing" };
            assert_eq!(refused.problems[0].code, code);
        }
        let draft = json!({"id": contract.id, "revision": contract.revision,
            "inspections": [{"on": "R8.11.20", "method": "onsite", "place": "青嵐市の作業場", "inspector": "渡辺 大輔",
                "attendants": "作業責任者", "workers_match": false, "subcontractors_checked": true, "result": "指摘2件"}],
            "measures": [
                {"finding": "名簿にない従事者がいた", "source": "inspection", "found_on": "R8.11.20", "action": "名簿の再提出と、再委託の有無の報告",
                    "owner": "作業責任者", "due_on": "R8.12.4"},
                {"finding": "書庫の鍵が掛かっていなかった", "source": "inspection", "found_on": "R8.11.20", "action": "施錠の記録", "due_on": "R8.12.4",
                    "done_on": "R8.11.25"}]});
        office.call(WORKER, "contract_save", json!({"draft": draft}));
        let paper = |kind: OversightKind| (kind.code(), office.ledger.compose_oversight(&contract.id, kind).unwrap());
        OversightKind::ALL.into_iter().map(paper).collect()
    });
    &ALL
}

#[test]
fn the_words_of_every_paper_of_oversight_are_as_kept() {
    for (name, composed) in all() {
        assert_golden(&format!("tests/papers/oversight-{name}.txt"), &paper::to_text(&composed.paper.blocks));
        assert!(composed.file_name.contains(NUMBER), "{}", composed.file_name);
    }
}
