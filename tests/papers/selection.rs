//! The papers of a selection, word for word: before anybody was judged, after the decision, and the pledge.

use std::sync::LazyLock;

use ledger::contract::selection::{SelectionKind, SelectionPaper};
use sekisho_tests::assert_golden;
use serde_json::json;

use super::cloud::Office;

const WORKER: &str = r"SHIOMI\\y-takahashi";
/// A contract with My Number work and one that nobody selected for yet.
const NUMBERS: [&str; 2] = ["R8-011", "R8-020"];

/// Every paper of a selection, with a name for files.
pub fn all() -> &'static [(&'static str, SelectionPaper)] {
    static ALL: LazyLock<Vec<(&'static str, SelectionPaper)>> = LazyLock::new(|| {
        let mut office = Office::new();
        let contract = office.ledger.find_contract(NUMBERS[0]).unwrap();
        let bare = office.ledger.find_contract(NUMBERS[1]).unwrap().id;
        let blank = office.ledger.compose_selection(&bare, SelectionKind::Result).unwrap();
        let score = |criterion: &str, judgement: &str, points: u32, reason: &str| json!({"criterion": criterion, "judgement": judgement, "points": points, "reason": reason});
        let mut failing = score("SE-05", "fails", 1, "チェックシートの12項目に根拠がない");
        failing["accepted_because"] = json!("契約までに根拠を出す約束がある");
        failing["accepted_by"] = json!("総務部長");
        let draft = json!({"id": contract.id, "revision": contract.revision, "selection": {
            "shown_on": "R8.2.2", "shown_in": "公告及び仕様書", "weights": {"SE-03": 2},
            "candidates": [
                {"name": contract.contractor.name, "scores": [
                    score("MN-11", "meets", 4, "市と同じ水準の管理区域がある"), score("SE-03", "meets", 5, "ISMS及びPマーク"),
                    score("SD-10", "meets", 3, "役員と従事者の一覧を出した"), score("SD-11", "partly", 3, "夜間の連絡先が未定"), failing]},
                {"name": "青嵐システム株式会社", "scores": [score("MN-11", "fails", 1, "管理区域がない")]},
                {"name": "株式会社みどり情報"}, {"name": "有限会社はまかぜ"}],
            "chosen": contract.contractor.name, "decided_on": "R8.3.2", "decided_by": "副市長",
            "reason": "必須の項目を満たし、評価点が最も高い。",
            "supply_chain": {"verdict": "reduced", "reason": "機器1点の製造国が確かめられない。接続を内部に限る。",
                "accepted_by": "CISO", "judged_on": "R8.3.2"}}});
        office.call(WORKER, "contract_save", json!({"draft": draft}));
        let mut paper = |kind| office.ledger.compose_selection(&contract.id, kind).unwrap();
        vec![("blank", blank), ("decided", paper(SelectionKind::Result)), ("pledge", paper(SelectionKind::Pledge))]
    });
    &ALL
}

#[test]
fn the_words_of_every_paper_of_a_selection_are_as_kept() {
    for (name, composed) in all() {
        assert_golden(&format!("tests/papers/selection-{name}.txt"), &paper::to_text(&composed.paper.blocks));
    }
    assert!(all()[1].1.file_name.contains(NUMBERS[0]), "{}", all()[1].1.file_name);
}
