//! `incident`: entering, showing with what the law asks for, papers, tables, and what is refused.

use serde_json::json;

use super::office::Office;

const LEAK: &str = r#"{"title":"誤送信","kinds":["leak"],"known_on":"R8.1.5","personal_info":true,"persons":"１，２００人","owner":"潮 花子"}"#;

#[test]
fn an_incident_is_entered_shown_with_its_days_and_written_as_papers() {
    let office = Office::empty();
    // The day of the first report has passed: a finding.
    let shown = office.run_with(&["incident", "save", "-"], LEAK).expect(1).out;
    assert!(shown.contains("! 速報の期限（令和8年1月9日）") && shown.contains("確報\t2026-02-03\t-"), "{shown}");
    let due = office.json(&["due"]);
    let own: Vec<_> = due.as_array().unwrap().iter().filter(|item| item["record"]["type"] == "incident").collect();
    assert_eq!(own.len(), 2, "{due}");
    assert_eq!(
        (&own[0]["rule"], &own[0]["due_on"], &own[0]["stage"]),
        (&json!("RM-15"), &json!("2026-01-09"), &json!("overdue"))
    );
    let page = office.json(&["incident", "list", "--open"]);
    assert_eq!((&page["total"], &page["rows"][0]["persons"]), (&json!(1), &json!(1200)));
    let files = office.json(&["incident", "papers", "誤送信", "--out", "書類"]);
    assert_eq!(files["files"].as_array().unwrap().len(), 2, "{files}");
    assert!(office.path("書類/事故発生報告書_速報_誤送信.docx").exists());
    let one = office.json(&["incident", "papers", "誤送信", "--kind", "contractor", "--out", "書類"]);
    assert_eq!(one["files"][0]["kind"], "contractor");
    // The papers are written a second time without a word; another content is never written over.
    office.run(&["incident", "papers", "誤送信", "--out", "書類"]).expect(0);
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn a_table_of_incidents_is_read_once_and_rows_that_cannot_be_are_rejected() {
    let office = Office::empty();
    let table =
        "事故名,知った日,個人情報の有無,人数,概要\n誤送信,R8.9.1,有,12,宛先の誤り\n紛失,令和8年9月31日,無,,書類\n";
    std::fs::write(office.path("事故.csv"), table).unwrap();
    let first = office.json(&["incident", "import", "事故.csv"]);
    assert_eq!((&first["created"], &first["rejected"][0]["code"]), (&json!(1), &json!("date_impossible")), "{first}");
    let again = office.json(&["incident", "import", "事故.csv"]);
    assert_eq!((&again["created"], &again["unchanged"]), (&json!(0), &json!(1)), "{again}");
    let view = office.json(&["incident", "show", "誤送信"]);
    assert_eq!((&view["incident"]["persons"], &view["incident"]["personal_info"]), (&json!(12), &json!(true)));
    office.run(&["incident", "export", "出力.xlsx"]).expect(0);
    let back = office.json(&["incident", "import", "出力.xlsx"]);
    assert_eq!((&back["unchanged"], &back["updated"]), (&json!(1), &json!(0)), "{back}");
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let office = Office::empty();
    let tomorrow = r#"{"title":"誤送信","known_on":"2099-01-01"}"#;
    assert_eq!(office.refused(&["incident", "save", "-"], tomorrow).codes(), ["incident_to_come known_on"]);
    assert_eq!(office.refused(&["incident", "show", "どれか"], "").codes(), ["record_missing"]);
    assert_eq!(office.refused(&["incident", "papers", "どれか", "--out", "x"], "").codes(), ["record_missing"]);
}
