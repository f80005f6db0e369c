//! What falls due in the hands of one person at the window: a date is done, one is put off, one is handed on, all by keys; the
//! list with what is settled tells of each, and the one that is done is opened again.

use serde_json::{Value, json};

use super::desktop::{Home, Programs, Window};
use super::ledger_by;

const SECURITY: &str = "SHIOMI\\k-sato";
const DONE: &str = "受託者の作業場所で確かめ、検査記録を残しました。";
const LATER: &str = "担当者の復帰を待ちます。";

#[test]
fn a_date_is_done_put_off_handed_on_and_opened_again() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(SECURITY);
    // The window asks the clock; a date that is overdue is put off for a month at most.
    let status = programs.sekisho(&home, &ledger, &["--json", "call", "status", "{}"]);
    let status = serde_json::from_slice::<Value>(&status.stdout).unwrap();
    let today: ledger::date::NaiveDate = status["today"].as_str().unwrap().parse().unwrap();
    let later = (today + chrono::Days::new(20)).to_string();
    let until = later.clone();
    programs.tell(&home, &ledger, "due", async move |window| {
        window.find("due-overdue").await;
        let told = window.number("nav-due", |count| count > 3).await;
        window.picture("1-home").await;

        key_on_first_row(&window, "d").await;
        window.press("save-act").await;
        window.find("problem-note").await;
        window.picture("2-refused").await;
        window.put_into("note", DONE).await;
        window.press("save-act").await;
        window.number("nav-due", |count| count == told - 1).await;

        key_on_first_row(&window, "s").await;
        window.put_into("until", "R3.4.1").await;
        window.put_into("note", LATER).await;
        window.press("save-act").await;
        window.find("problem-until").await;
        window.put_into("until", "R20.4.1").await;
        window.press("save-act").await;
        window.find("problem-until").await;
        window.put_into("until", &until).await;
        window.picture("3-put-off").await;
        window.press("save-act").await;
        window.number("nav-due", |count| count == told - 2).await;

        key_on_first_row(&window, "h").await;
        window.put_into("person", "佐藤 健一").await;
        window.picture("4-hand-on").await;
        window.press("save-act").await;
        window.shows("引継ぎ：情報政策課 佐藤 健一").await;
        window.picture("5-handed-on").await;
        window.press("whose-mine").await;
        window.shows("引継ぎ：情報政策課 佐藤 健一").await;
        window.picture("6-mine").await;

        window.press("nav-due").await;
        window.press("filter-settled").await;
        window.find("due-settled").await;
        window.shows(DONE).await;
        window.shows(LATER).await;
        window.picture("7-list").await;
        let settled = window.css("[data-testid='due-settled'] [data-testid='act']").await;
        settled.click().await.unwrap();
        window.put_into("note", "検査の日を間違えていました。").await;
        window.press("save-act").await;
        window.number("nav-due", |count| count == told - 1).await;
        window.shows("期限に戻した").await;
        window.picture("8-opened-again").await;
    });

    let listed = programs.sekisho(&home, &ledger, &["--json", "call", "due_list", "{\"settled\": true}"]);
    let listed = serde_json::from_slice::<Value>(&listed.stdout).unwrap();
    let acts: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|item| &item["act"]).collect();
    let acts: Vec<&&Value> = acts.iter().filter(|act| !act.is_null()).collect();
    assert_eq!(acts.len(), 3, "{acts:?}");
    assert!(acts.iter().all(|act| act["state"] == "open" && act["by"] == "佐藤 健一"), "{acts:?}");
    assert!(acts.iter().any(|act| act["snoozed_until"] == later.as_str() && act["note"] == LATER), "{acts:?}");
    assert!(acts.iter().any(|act| act["person"] == "佐藤 健一" && act["section"] == json!("情報政策課")), "{acts:?}");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}

/// The pictures of the page about due dates in the manual (`docs/manual/ja/img`) are these, copied from `out/e2e`.
#[test]
fn the_sample_office_shows_the_due_dates_of_the_manual() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(SECURITY);
    programs.tell(&home, &ledger, "due-manual", async move |window| {
        window.find("due-overdue").await;
        key_on_first_row(&window, "d").await;
        window.picture("act").await;
        window.go("/due").await;
        window.find("count-due").await;
        window.find("due-overdue").await;
        window.picture("list").await;
        window.go("/settings/reminders").await;
        window.press("change-RM-04").await;
        window.find("save-rule").await;
        window.picture("rules").await;
    });
}

/// Presses a letter while the first row has the focus, and waits for the form below it. The row that was the first a moment
/// ago may go while newer answers are drawn.
async fn key_on_first_row(window: &Window, letter: &str) {
    let open = "return document.querySelectorAll(\"[data-testid='save-act']\").length";
    window.until("the form before is closed", open, |count| *count == 0).await;
    for _ in 0..5 {
        if window.css("[data-due-row] [data-row-focus]").await.send_keys(letter).await.is_ok() {
            break;
        }
    }
    window.find("save-act").await;
}
