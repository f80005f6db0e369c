//! Contractors in the real window: the company that contracts already name, what is added to it, one that is named in another
//! way and merged after a look, and what stands behind whom. The pictures are those of the manual.

use serde_json::{Value, json};

use super::desktop::{Home, Programs};
use super::ledger_by;

const WORKER: &str = "SHIOMI\\y-takahashi";
const COMPANY: &str = "株式会社カモメシステムズ";

#[test]
fn a_company_that_contracts_name_is_completed_and_merged_with_its_other_spelling() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(WORKER);
    let draft = json!({"draft": {"title": "庁内研修業務委託", "section": "人事課", "signed_on": "R8.10.1", "ends_on": "R9.3.31",
        "contractor": {"name": format!("{COMPANY} 潮見支店")}}});
    programs.sekisho(&home, &ledger, &["--json", "call", "contract_save", &draft.to_string()]);

    programs.tell(&home, &ledger, "contractor", async move |window| {
        window.find("nav-contractor").await;
        window.press("nav-contractor").await;
        window.shows("全53件").await;
        window.picture("list").await;
        window.go(&format!("/contractor?text={COMPANY}")).await;
        let rows = "return document.querySelectorAll(\"[data-testid^='contractor-row-']\").length";
        window.until("both spellings", rows, |count| *count == 2).await;
        window.css("[data-testid^='contractor-row-']").await.click().await.unwrap();
        window.find("edit").await;
        window.press("edit").await;
        window.put_into("representative", "潮見 太郎").await;
        window.put_into("suspended_from", "R8.1.10").await;
        window.put_into("suspended_until", "R7.6.30").await;
        window.press("save").await;
        window.shows("より前です").await;
        window.put_into("suspended_until", "R8.6.30").await;
        window.put_into("suspended_reason", "履行の遅延").await;
        window.press("save").await;
        window.find("findings").await;
        window.shows("指名停止の期間中").await;
        window.shows("地方自治法施行令").await;
        // What falls due of several contracts says of which.
        let named = "return document.querySelectorAll(\"[data-testid='due-dates'] a[href^='#/contract/']\").length";
        window.until("dates with their contract", named, |count| count.as_u64() > Some(2)).await;
        window.picture("company").await;

        window.go("/contractor/duplicates").await;
        window.shows("潮見支店").await;
        window.picture("duplicates").await;
        window.css("[data-testid='review']").await.click().await.unwrap();
        window.find("merge").await;
        window.picture("merge").await;
        window.press("merge").await;
        window.find("spellings").await;
        window.shows("庁内研修業務委託").await;
        window.picture("merged").await;
        window.go("/contractor/concentration").await;
        window.shows(COMPANY).await;
        window.picture("concentration").await;
        window.go("/due?view=year").await;
        window.shows("団体の期限").await;
        window.picture("year").await;
    });

    let shown = programs.sekisho(&home, &ledger, &["--json", "contractor", "show", COMPANY]);
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    let spellings = shown["company"]["spellings"].as_array().unwrap();
    assert!(spellings.contains(&json!(format!("{COMPANY} 潮見支店"))), "{spellings:?}");
    assert_eq!(shown["company"]["suspended_until"], "2026-06-30");
}
