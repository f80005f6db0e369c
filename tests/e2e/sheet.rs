//! A contractor is asked by a check sheet in the real window: issued, filled in elsewhere, read back and accepted; what it does
//! not do becomes a measure, and the measure is followed until it is done.

use serde_json::{Value, json};

use super::answered::filled;
use super::desktop::{Home, Programs, files};
use super::ledger_by;

const WORKER: &str = "SHIOMI\\y-takahashi";
const NUMBER: &str = "R8-003";
const FOUND: &str = "従事者への教育が行われていない";

#[test]
fn a_check_sheet_goes_out_and_comes_back_and_what_it_lacks_is_followed_to_its_end() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(WORKER);
    let ask = |name: &str, request: Value| -> Value {
        let told = programs.sekisho(&home, &ledger, &["--json", "call", name, &request.to_string()]);
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let id = ask("contract_list", json!({"text": NUMBER}))["rows"][0]["id"].as_str().unwrap().to_owned();
    let today: ledger::date::NaiveDate = ask("status", json!({}))["today"].as_str().unwrap().parse().unwrap();
    let (late, done) = ((today - chrono::Days::new(1)).to_string(), today.to_string());
    let (folder, chosen) = (home.papers(), home.chosen());
    let place = format!("/contract/{id}");

    programs.tell(&home, &ledger, "sheet", async move |window| {
        window.find("nav-contract").await;
        window.go(&format!("{place}?tab=sheets")).await;
        window.press("issue-sheet").await;
        window.find("sheet-issued").await;
        let issued = files(&folder, "xlsx");
        assert_eq!(issued.len(), 1, "{issued:?}");
        filled(&issued[0], &chosen, "未実施");
        window.press("read-sheet").await;
        window.find("sheet-reading").await;
        window.shows("業務部　川上").await;
        window.picture("reading").await;
        window.press("take-sheet").await;
        window.find("sheet-answers").await;
        window.picture("answers").await;
        // Nothing is done and nothing is planned: each is a finding, until somebody has it put right.
        window.go(&place).await;
        window.css("[data-testid='of-sheets'] a").await.click().await.unwrap();
        window.find("sheet-answers").await;
        window.go(&format!("{place}?tab=inspections")).await;
        window.press("add-measures").await;
        window.put_into("finding", FOUND).await;
        window.put_into("owner", "作業責任者").await;
        window.put_into("due_on", &late).await;
        window.press("save-record").await;
        window.shows(FOUND).await;
        window.picture("measure").await;
        window.go("/due").await;
        window.shows(&format!("委託先の是正措置：{FOUND}")).await;
        window.go(&format!("{place}?tab=inspections")).await;
        window.css("[data-testid='measures-0'] button").await.click().await.unwrap();
        window.put_into("done_on", &done).await;
        window.press("save-record").await;
        window
            .until("the form", "return document.querySelectorAll(\"[data-testid='save-record']\").length", |count| {
                *count == 0
            })
            .await;
        window.picture("done").await;
    });

    let shown = ask("contract_show", json!({"id": id}));
    assert_eq!(shown["contract"]["measures"][0]["done_on"], today.to_string());
    let codes: Vec<&str> =
        shown["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"sheet_plan_missing") && !codes.contains(&"measure_overdue"), "{codes:?}");
    let due = ask("due_list", json!({}));
    assert!(due["items"].as_array().unwrap().iter().all(|item| item["rule"] != "RM-24"), "followed to its end");
    assert_eq!(ask("contract_sheets", json!({"id": id}))["returns"].as_array().unwrap().len(), 1);
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}
