//! The papers of incidents, word for word: what an office reports to the commission, and the form that a contractor fills in.

use std::sync::LazyLock;

use ledger::incident::{IncidentPaper, IncidentPaperKind};
use sekisho_tests::assert_golden;
use serde_json::{Value, json};

use super::cloud::Office;

const SECURITY: &str = r"SHIOMI\k-sato";

/// The incident of the sample office, which is dealt with.
fn dealt_with(office: &mut Office) -> String {
    office.call(SECURITY, "incident_list", json!({}))["rows"][0]["id"].as_str().unwrap().to_owned()
}

/// A loss in the office itself of which little is known: My Number data, nobody's contract.
fn lost(office: &mut Office) -> String {
    let draft = json!({"title": "申請書の紛失", "section": "税務課", "kinds": ["loss"], "suspected": true, "known_on": "R8.11.25",
        "my_number": true, "malicious": true});
    let view: Value = office.call(SECURITY, "incident_save", json!({"draft": draft}));
    view["incident"]["id"].as_str().unwrap().to_owned()
}

/// The papers of both, with a name for files.
pub fn all() -> &'static [(&'static str, IncidentPaper)] {
    static ALL: LazyLock<Vec<(&'static str, IncidentPaper)>> = LazyLock::new(|| {
        let mut office = Office::new();
        let id = dealt_with(&mut office);
        let kinds = [IncidentPaperKind::Contractor, IncidentPaperKind::Final];
        let mut papers = office.ledger.compose_incident_papers(&id, Some(&kinds)).unwrap();
        let id = lost(&mut office);
        papers.extend(office.ledger.compose_incident_papers(&id, Some(&[IncidentPaperKind::Initial])).unwrap());
        ["contractor", "final", "initial"].into_iter().zip(papers).collect()
    });
    &ALL
}

#[test]
fn the_words_of_every_paper_of_an_incident_are_as_kept() {
    for (name, composed) in all() {
        assert_golden(&format!("tests/papers/incident-{name}.txt"), &paper::to_text(&composed.paper.blocks));
    }
}

#[test]
fn an_incident_calls_for_the_papers_that_are_still_to_be_made() {
    let mut office = Office::new();
    let wanted = |office: &mut Office, id: &str| -> Vec<String> {
        let papers = office.ledger.compose_incident_papers(id, None).unwrap();
        papers.into_iter().map(|paper| paper.file_name).collect()
    };
    let id = dealt_with(&mut office);
    assert!(wanted(&mut office, &id).is_empty());
    let id = lost(&mut office);
    assert_eq!(
        wanted(&mut office, &id),
        ["事故発生報告書_速報_申請書の紛失.docx", "事故発生報告書_確報_申請書の紛失.docx"]
    );
    let view = office.call(SECURITY, "incident_show", json!({"id": id}));
    let lacks: Vec<Vec<&str>> = view["papers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["lacks"].as_array().unwrap().iter().map(|lack| lack.as_str().unwrap()).collect())
        .collect();
    assert_eq!((lacks[0].len(), lacks[1].as_slice(), lacks[2].len()), (0, ["概要"].as_slice(), 8));
    let reports = json!([{"kind": "initial", "on": "2026-11-26"}]);
    let draft =
        json!({"id": id, "revision": 1, "contract": office.ledger.contracts().unwrap()[0].id, "reports": reports});
    office.call(SECURITY, "incident_save", json!({"draft": draft}));
    assert_eq!(
        wanted(&mut office, &id),
        ["事故発生報告書_委託先_申請書の紛失.docx", "事故発生報告書_確報_申請書の紛失.docx"]
    );
}
