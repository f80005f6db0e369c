//! An incident in the real window: recorded from the contract in whose work it happened, its days seen while typing, what is
//! wrong named, reported, written as papers.

use serde_json::{Value, json};

use super::desktop::{Home, Programs, files};
use super::ledger_by;

const WORKER: &str = "SHIOMI\\y-takahashi";

#[test]
fn an_incident_is_recorded_from_its_contract_and_its_days_are_seen_while_it_is_typed() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(WORKER);
    let ask = |name: &str, request: Value| -> Value {
        let told = programs.sekisho(&home, &ledger, &["--json", "call", name, &request.to_string()]);
        serde_json::from_slice(&told.stdout).unwrap()
    };
    let contract =
        ask("contract_list", json!({"text": "住民税システム"}))["rows"][0]["id"].as_str().unwrap().to_owned();
    let today: ledger::date::NaiveDate = ask("status", json!({}))["today"].as_str().unwrap().parse().unwrap();
    let knew = (today - chrono::Days::new(10)).to_string();
    let tomorrow = (today + chrono::Days::new(1)).to_string();
    let place = format!("#/contract/{contract}");

    programs.tell(&home, &ledger, "incident", async move |window| {
        window.find("nav-incident").await;
        window.press("nav-incident").await;
        window.find("new-record").await;
        window.go(&format!("/contract/{contract}")).await;
        window.find("incidents").await;
        window.picture("contract").await;
        window.go(&format!("/incident/new?contract={contract}")).await;
        window.put_into("title", "納税通知書の誤封入").await;
        window.css("[data-testid='kinds'] label").await.click().await.unwrap();
        window.put_into("known_on", &knew).await;
        // The day of the first report has passed, which is seen before anything is saved.
        window.shows("報告が要るかどうか、まだ決まりません").await;
        window.shows("超過").await;
        window.put_into("persons", "約1,200人").await;
        window.css("[data-testid='personal_info-yes']").await.click().await.unwrap();
        window.shows("本人の数が100人を超える").await;
        let top =
            "for (let at = document.querySelector('main'); at; at = at.parentElement) at.scrollTop = 0; return true";
        window.until("the top of the form", top, |so| *so == true).await;
        window.picture("edit").await;
        window.put_into("found_on", &tomorrow).await;
        window.press("save").await;
        window.shows("まだ来ていません").await;
        window.put_into("found_on", &knew).await;
        window.press("save").await;
        window.find("steps").await;
        window.shows("速報の期限").await;
        window.shows("施行規則第44条").await;
        window.picture("view").await;
        window.go("/incident").await;
        window.shows("納税通知書の誤封入").await;
        window.picture("list").await;
        window.go(&place[1..]).await;
        window.shows("納税通知書の誤封入").await;
    });

    let list = ask("incident_list", json!({"state": "open"}));
    assert_eq!((&list["total"], &list["rows"][0]["persons"]), (&json!(1), &json!(1200)));
    let id = list["rows"][0]["id"].as_str().unwrap();
    let view = ask("incident_show", json!({"id": id}));
    let codes: Vec<&str> =
        view["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"incident_initial_late"), "{codes:?}");
    let folder = home.path("書類");
    ask("incident_papers", json!({"id": id, "folder": folder.to_string_lossy()}));
    assert_eq!(files(&folder, "docx").len(), 3, "first and last report, and the contractor's form");
    // Reported, the first clock stands still.
    let reports = json!([{"kind": "initial", "on": today.to_string()}]);
    ask("incident_save", json!({"draft": {"id": id, "revision": 1, "reports": reports}}));
    let due = ask("due_list", json!({}));
    let told = due["items"].as_array().unwrap().iter().filter(|item| item["record"]["type"] == "incident");
    assert_eq!(told.map(|item| item["what"].as_str().unwrap()).collect::<Vec<_>>(), ["final"]);
}
