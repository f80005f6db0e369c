//! The forms of a contract, word for word: with everything that a ledger can know, and with nothing; and the register as a paper.

use std::sync::LazyLock;

use ledger::contract::{ContractQuery, FormKind};
use paper::Paper;
use sekisho_tests::assert_golden;
use serde_json::json;

use super::cloud::Office;

const WORKER: &str = r"SHIOMI\y-takahashi";
/// A contract with My Number work and all three annexes.
const NUMBER: &str = "R8-011";
/// One that handles no personal information.
const BARE: &str = "R8-004";

/// The forms of a contract of whose lists everything is entered, of one with empty lists, and the register.
pub fn all() -> &'static [(String, Paper)] {
    static ALL: LazyLock<Vec<(String, Paper)>> = LazyLock::new(|| {
        let mut office = Office::new();
        let contract = office.ledger.find_contract(NUMBER).unwrap();
        let below = "株式会社ミナトオペレーション";
        let draft = json!({"id": contract.id, "revision": contract.revision,
            "structure": {"reported_on": "R8.10.5", "manager": "管理部長　大槻 進", "in_charge": "運用課　早川 茜",
                "place": "青嵐市の作業場の書庫", "education_plan": "毎年4月と新任のとき", "emergency_contact": "運用課当番 03-0000-0000"},
            "workers": [
                {"name": "早川 茜", "role": "作業責任者", "place": "青嵐市の作業場", "from": "R8.10.1", "pledged_on": "R8.9.25",
                    "trained_on": "R8.9.28"},
                {"name": "髙橋 渉", "company": below, "role": "運用", "place": "庁内", "from": "R8.10.1", "until": "R9.3.31"},
                {"name": "永田 結", "role": "保守", "pledged_on": "R8.9.25", "trained_on": "R8.3.2"},
                {"name": "野口 望", "role": "保守", "until": "R8.10.31"}],
            "information": [
                {"name": "賦課データ（暗号化USB 1本）", "handed_on": "R8.10.5", "count": "48,210", "method": "搬送（施錠箱）",
                    "place": "書庫", "copied": true, "copy_consent": "税第12号", "back_on": "R8.11.10", "back_count": "48210",
                    "back_method": "返却"},
                {"name": "試験用名簿（CD-R 1枚）", "handed_on": "R8.10.20", "count": "120", "method": "手渡し", "copied": false},
                {"name": "画面の写し（紙）", "handed_on": "R8.11.2", "kept_because": "検収までの保存"}],
            "subcontracts": [
                {"name": below, "scope": "夜間の運用", "reason": "24時間の監視のため", "starts_on": "R8.10.1",
                    "ends_on": "R9.3.31", "personal_info": true, "approval_number": "税第3号", "approved_on": "R8.9.20",
                    "conditions": "監視の記録を毎月提出すること。"},
                {"name": "合同会社オキツ", "scope": "帳票の印刷", "personal_info": true, "refused_on": "R8.10.15"},
                {"name": "ハマナス技研株式会社", "tier": 2, "under": below, "scope": "機器の交換", "personal_info": false,
                    "country": "日本"}]});
        office.call(WORKER, "contract_save", json!({"draft": draft}));
        let mut papers = Vec::new();
        let mut compose = |office: &mut Office, name: &str, id: &str, kind: FormKind, all: bool| {
            let composed = office.ledger.compose_contract_form(id, kind, None, all).unwrap();
            for (form, place) in composed.iter().zip(1..) {
                let more = if composed.len() > 1 { format!("-{place}") } else { String::new() };
                papers.push((format!("{name}-{}{more}", kind.code()), form.paper.clone()));
            }
        };
        for kind in FormKind::ALL {
            compose(&mut office, "full", &contract.id, kind, false);
        }
        compose(&mut office, "all", &contract.id, FormKind::Pledge, true);
        compose(&mut office, "all", &contract.id, FormKind::Erasure, true);
        let mut settings = serde_json::to_value(office.ledger.office().unwrap()).unwrap();
        settings["style"]["seal_box"] = true.into();
        office.call(r"SHIOMI\k-sato", "office_save", json!({"office": settings}));
        let bare = office.ledger.find_contract(BARE).unwrap();
        for kind in FormKind::ALL.into_iter().filter(|kind| *kind != FormKind::ConsentNotice) {
            compose(&mut office, "bare", &bare.id, kind, false);
        }
        let query = ContractQuery { fiscal_year: Some(2026), personal_info: Some(true), ..ContractQuery::default() };
        papers.push(("register".to_owned(), office.ledger.compose_contract_register(&query).unwrap().0));
        papers
    });
    &ALL
}

#[test]
fn the_words_of_every_form_are_as_kept() {
    for (name, paper) in all() {
        assert_golden(&format!("tests/papers/form-{name}.txt"), &paper::to_text(&paper.blocks));
    }
}

#[test]
fn a_form_names_no_article_that_is_not_in_the_sources_and_no_number_of_a_person() {
    let text = |name: &str| {
        let (_, paper) = all().iter().find(|(own, _)| own == name).unwrap();
        paper::to_text(&paper.blocks)
    };
    for (name, personal, my_number) in [("full-pledge", true, true), ("bare-pledge", false, false)] {
        assert_eq!(text(name).contains("第176条"), personal, "{name}");
        assert_eq!(text(name).contains("番号法"), my_number, "{name}");
    }
    // Who pledged does not sign again unless all are asked to.
    assert!(!text("full-pledge").contains("早川 茜") && text("all-pledge").contains("早川 茜"));
    // Deleting a file is offered only where the information is not secret.
    assert!(
        !text("full-erasure").contains("□ファイルの削除・初期化")
            && text("bare-erasure").contains("□ファイルの削除・初期化")
    );
    assert!(!text("full-erasure").contains("賦課データ") && text("all-erasure").contains("賦課データ"));
    assert!(!text("full-workers").contains("野口 望"), "gone since October");
    for (name, paper) in all() {
        let sealed = paper::to_text(&paper.blocks).contains("　　印");
        assert_eq!(sealed, name.starts_with("bare-"), "{name}");
    }
}

#[test]
fn the_register_as_a_paper_counts_what_it_shows_over_several_pages_of_the_list() {
    let mut office = Office::new();
    let before = office.ledger.list_contracts(&ContractQuery::default()).unwrap().all;
    let lines: Vec<String> = (1..=620)
        .map(|number| {
            json!({"number": format!("多-{number:04}"), "title": "多数の契約", "starts_on": "2026-04-01"}).to_string()
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("多.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    office.call(WORKER, "import_run", json!({"import": {"register": "contract", "file": file}}));
    let (paper, count) = office.ledger.compose_contract_register(&ContractQuery::default()).unwrap();
    let text = paper::to_text(&paper.blocks);
    assert_eq!(count as i64, before + 620);
    assert!(text.contains(&format!("{count}件です。")) && text.contains("条件：全件"), "{text:.300}");
    assert!(text.contains("多-0001") && text.contains("多-0620"));
    let query = ContractQuery { text: Some("多-062".to_owned()), ..ContractQuery::default() };
    let (paper, count) = office.ledger.compose_contract_register(&query).unwrap();
    let text = paper::to_text(&paper.blocks);
    assert_eq!(count, 1);
    assert!(text.contains("「多-062」を含む") && !text.contains("多-0619"), "{text}");
    let none = ContractQuery { text: Some("ない契約".to_owned()), ..ContractQuery::default() };
    let (paper, count) = office.ledger.compose_contract_register(&none).unwrap();
    assert_eq!(count, 0);
    assert!(paper::to_text(&paper.blocks).contains("条件に合う業務委託はありません。"));
}
