//! The risk of contracts in the real window: the matrix narrows the list, a contract says why and what would lessen it, another
//! method is tried and saved with its reason, and the report to the CISO is written.

use serde_json::{Value, json};

use super::desktop::{Home, Programs, files};
use super::ledger_by;

const SECURITY: &str = "SHIOMI\\k-sato";
const REASON: &str = "マイナンバーを扱う契約を重くみる";

#[test]
fn a_risk_is_found_in_the_matrix_judged_by_another_method_and_reported() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(SECURITY);
    let ask = |name: &str, request: Value| -> Value {
        let told = programs.sekisho(&home, &ledger, &["--json", "call", name, &request.to_string()]);
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let cell = ask("risk_overview", json!({"inherent": 4, "measures": 2}));
    let (count, first) = (cell["total"].as_i64().unwrap(), cell["rows"][0].clone());
    assert!(count > 0, "{cell}");
    let (place, title) = (first["id"].as_str().unwrap().to_owned(), first["title"].as_str().unwrap().to_owned());
    let folder = home.papers();

    programs.tell(&home, &ledger, "risk", async move |window| {
        window.press("nav-risk").await;
        window.press("cell-4-2").await;
        window.shows(&title).await;
        window.picture("matrix").await;
        window.go(&format!("/contract/{place}?tab=risk")).await;
        window.find("fixes").await;
        window.picture("contract").await;
        window.go("/risk/method/edit").await;
        window.put_into("inherent.points.my_number.1", "12").await;
        window.put_into("reason", REASON).await;
        window.shows("区分が変わる契約").await;
        window.picture("method").await;
        window.press("save").await;
        window.find("edit-method").await;
        window.shows(REASON).await;
        window.go("/risk").await;
        window.find("adjusted").await;
        window.press("make-report").await;
        window
            .until("the report", "return document.body.innerText", |text| {
                text.as_str().is_some_and(|text| text.contains(".docx"))
            })
            .await;
        window.picture("report").await;
    });

    let method = ask("risk_method", json!({}));
    assert_eq!(method["settings"]["reason"], REASON);
    assert_eq!(method["method"]["inherent"]["points"]["my_number"], json!([0, 12]));
    let written = files(&folder, "docx");
    assert_eq!(written.len(), 1, "{written:?}");
    assert!(written[0].file_name().unwrap().to_str().unwrap().starts_with("委託先管理状況報告_令和"), "{written:?}");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}
