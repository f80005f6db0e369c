//! How a contractor was selected, in the real window: the evaluation is seen and printed, the supply-chain sheet goes out and comes
//! back beside it, and a form of the contractor is written.

use serde_json::{Value, json};

use super::answered::filled_up_to;
use super::desktop::{Home, Programs, files};
use super::ledger_by;

const WORKER: &str = "SHIOMI\\h-kosaka";
const NUMBER: &str = "R8-017";

#[test]
fn a_selection_is_printed_its_supply_chain_is_asked_about_and_a_form_is_written() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(WORKER);
    let ask = |name: &str, request: Value| -> Value {
        let told = programs.sekisho(&home, &ledger, &["--json", "call", name, &request.to_string()]);
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let id = ask("contract_list", json!({"text": NUMBER}))["rows"][0]["id"].as_str().unwrap().to_owned();
    let (folder, chosen) = (home.papers(), home.chosen());
    let (papers, place) = (folder.clone(), format!("/contract/{id}"));

    programs.tell(&home, &ledger, "selection", async move |window| {
        window.find("nav-contract").await;
        window.go(&format!("{place}?tab=selection")).await;
        window.find("selection-matrix").await;
        window.shows("株式会社みさきクリエイト").await;
        window.picture("matrix").await;
        window.press("write-result").await;
        window.shows(".docx").await;
        window.press_first("[data-testid='desk-supply_chain'] [data-testid='issue-sheet']").await;
        window.find("sheet-issued").await;
        let issued = files(&folder, "xlsx");
        assert_eq!(issued.len(), 1, "{issued:?}");
        filled_up_to('G', &["うみなりウェブ株式会社", "営業部　浜", "令和8年11月26日"], &issued[0], &chosen, "はい");
        window.press_first("[data-testid='desk-supply_chain'] [data-testid='read-sheet']").await;
        window.find("sheet-reading").await;
        window.shows("営業部　浜").await;
        window.press("take-sheet").await;
        window.find("selection-course").await;
        window.shows("営業部　浜").await;
        window.picture("supply").await;
        window.go(&format!("{place}?tab=documents")).await;
        window.find("forms").await;
        window.picture("forms").await;
        window.press("write-workers").await;
        window.shows("従事者届").await;
    });

    let selection = &ask("contract_show", json!({"id": id}))["contract"]["selection"];
    let stated = &selection["statements"][0];
    assert_eq!((&stated["company"], &stated["form"]), (&json!("うみなりウェブ株式会社"), &json!("supply_chain")));
    assert_eq!(stated["answers"]["SC-07-1"]["answer"], "yes");
    assert_eq!(files(&papers, "docx").len(), 2, "the evaluation and the list of workers");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}
