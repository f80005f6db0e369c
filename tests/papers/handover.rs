//! The handover sheets of a transfer in the sample office: the same words before and after it is carried out.

use ledger::Ledger;
use ledger::date::NaiveDate;
use ledger::transfer::{HandoverPaper, TransferApply, TransferBatch, TransferRequest, TransferRow};
use sekisho_tests::assert_golden;

/// A sample office shortly before the first of April.
fn office() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.set_today(NaiveDate::from_ymd_opt(2027, 3, 26).unwrap());
    ledger.load_sample().unwrap();
    ledger
}

/// Somebody comes into the section of public relations, and its head leaves.
fn list() -> TransferRequest {
    let row = |name: &str, from: &str, to: &str| TransferRow {
        name: name.to_owned(),
        from_section: Some(from.to_owned()),
        to_section: Some(to.to_owned()),
        on: Some("R9.4.1".to_owned()),
    };
    let rows = vec![row("高橋 由美", "契約検査課", "広報課"), row("小坂 春香", "広報課", "退職")];
    TransferRequest { rows: Some(rows), ..TransferRequest::default() }
}

fn apply(ledger: &mut Ledger) -> TransferBatch {
    let request = TransferApply { rows: list().rows, ..TransferApply::default() };
    ledger.apply_transfer(&request).unwrap().batch.unwrap()
}

/// The words of sheets; the end of the history, which differs from run to run, is at the foot only.
fn words(papers: &[HandoverPaper]) -> Vec<(String, String)> {
    papers.iter().map(|sheet| (sheet.file_name.clone(), paper::to_text(&sheet.paper.blocks))).collect()
}

/// The sheets as Word files, with their names.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let papers = office().compose_handovers(&list(), None).unwrap();
    papers.into_iter().map(|sheet| (sheet.file_name, paper::to_docx(&sheet.paper).unwrap())).collect()
}

#[test]
fn the_words_of_a_handover_sheet_are_as_kept() {
    let papers = office().compose_handovers(&list(), None).unwrap();
    let names: Vec<&str> = papers.iter().map(|sheet| sheet.file_name.as_str()).collect();
    assert_eq!(names, ["引継書_広報課_小坂 春香_芦田 奈緒.docx", "引継書_広報課_小坂 春香_高橋 由美.docx"]);
    assert_golden("tests/papers/handover-deputy.txt", &paper::to_text(&papers[0].paper.blocks));
    assert_golden("tests/papers/handover-arrival.txt", &paper::to_text(&papers[1].paper.blocks));
}

#[test]
fn the_sheets_say_the_same_after_the_list_was_carried_out() {
    let mut ledger = office();
    let before = words(&ledger.compose_handovers(&list(), None).unwrap());
    let batch = apply(&mut ledger);
    let mut after = words(&ledger.compose_handovers(&TransferRequest::default(), Some(batch)).unwrap());
    after.sort();
    let mut sorted = before;
    sorted.sort();
    for ((name, before), (other, after)) in sorted.iter().zip(&after) {
        assert_eq!((name, before.lines().collect::<Vec<_>>()), (other, after.lines().collect::<Vec<_>>()));
    }
    assert_eq!(sorted.len(), after.len());
}

#[test]
fn no_sheet_holds_the_value_of_a_credential() {
    let mut ledger = office();
    for (_, text) in words(&ledger.compose_handovers(&list(), None).unwrap()) {
        assert!(text.contains("認証情報の値は、この引継書に書かない"), "{text}");
    }
    let nothing = TransferRequest {
        rows: Some(vec![TransferRow { name: "誰 も".to_owned(), ..TransferRow::default() }]),
        ..list()
    };
    let error = ledger.compose_handovers(&nothing, None).unwrap_err();
    assert_eq!(error.problems[0].code, "transfer_nothing");
}
