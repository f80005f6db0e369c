//! The papers of a selection, word for word: before anybody was judged, after the decision, and the pledge.

use std::path::PathBuf;
use std::sync::LazyLock;

use ledger::contract::selection::{
    Answered, SelectionForm, SelectionKind, SelectionPaper, StatementApply, StatementRead, StatementSheetSave,
};
use sekisho_tests::assert_golden;
use serde_json::json;

use super::answered::filled_up_to;
use super::cloud::Office;
use super::cloud_sheet::saved_anew;

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

#[test]
fn both_sheets_come_back_the_same_whatever_program_saved_them() {
    let mut office = Office::new();
    let contract = office.ledger.find_contract(NUMBERS[0]).unwrap();
    let name = contract.contractor.name.clone();
    let draft =
        json!({"id": contract.id, "revision": contract.revision, "selection": {"candidates": [{"name": name}]}});
    office.call(WORKER, "contract_save", json!({"draft": draft}));
    for (form, last, answer, stated) in [
        (SelectionForm::Selection, 'F', "対応できる", Answered::Yes),
        (SelectionForm::SupplyChain, 'G', "いいえ", Answered::No),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().to_string_lossy().into_owned();
        let save = StatementSheetSave { id: contract.id.clone(), form, folder: place, due_on: None };
        let sheet = office.ledger.save_statement_sheet(&save).unwrap();
        let full = folder.path().join("回答済み.xlsx");
        let fields = [name.as_str(), "業務部　川上", "令和8年11月26日"];
        filled_up_to(last, &fields, &PathBuf::from(&sheet.path), &full, answer);
        let mut read = |file: PathBuf| {
            let file = file.to_string_lossy().into_owned();
            assert_eq!(office.ledger.statement_form(&file).unwrap(), Some(form));
            let request = StatementRead { id: None, candidate: Some(name.clone()), file };
            office.ledger.read_statement(&request).unwrap()
        };
        let expected = read(full.clone());
        assert!(expected.usable && expected.answers.len() == sheet.questions, "{:?}", expected.notes);
        assert!(expected.answers.iter().all(|row| row.stated.answer == stated), "{:?}", expected.answers);
        assert_eq!((expected.company.as_deref(), expected.answered_on.as_str()), (Some(name.as_str()), "2026-11-26"));
        for format in ["ods", "xls", "xlsx"] {
            if !saved_anew(folder.path(), format, &[&full]) {
                return;
            }
            let again = folder.path().join(format).join("回答済み").with_extension(format);
            assert_eq!(read(again), expected, "{format}");
        }
        let file = folder.path().join("ods").join("回答済み.ods").to_string_lossy().into_owned();
        let (id, revision, candidate) = (contract.id.clone(), expected.revision, Some(name.clone()));
        let kept = office.ledger.apply_statement(&StatementApply { id, revision, candidate, file }).unwrap();
        let statement = kept.selection.unwrap().statements.pop().unwrap();
        assert_eq!((statement.form, statement.answers.len()), (form, sheet.questions));
    }
}
