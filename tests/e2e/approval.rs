//! What three people approve, each at the own window on one ledger: a cloud use that is applied for, sent back, answered,
//! reviewed and approved on a condition; and a requirement of a contract that is left out.

use super::desktop::{Home, Programs, Window};
use super::ledger_by;

const SERVICE: &str = "ウミネコ施設予約";
const APPLICANT: &str = "SHIOMI\\c-hara";
const SECURITY: &str = "SHIOMI\\k-sato";
const APPROVER: &str = "SHIOMI\\m-omori";

#[test]
fn one_person_applies_another_sends_back_and_reviews_and_a_third_approves() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);

    home.sign_in(APPLICANT);
    programs.tell(&home, &ledger, "approval-1", async move |window| {
        window.find("nav-cloud").await;
        window.press("nav-cloud").await;
        window.press("new-record").await;
        window.put_into("service", SERVICE).await;
        window.put_into("section", "生涯学習課").await;
        window.put_into("manager", "原 千夏").await;
        window.put_into("purpose", "公民館の空きの案内と予約の受付").await;
        window.put_into("provider.name", "株式会社ウミネコ").await;
        window.press("fact-confidentiality-1").await;
        let asked = window.number("count-applies", |_| true).await;
        window.press("fact-standard_terms_only-yes").await;
        window.press("fact-handles_personal_info-no").await;
        window.picture("form").await;
        window.press("save").await;
        window.find("do-apply").await;
        assert!(asked > 0, "the form says how much is to be checked");
        window.put_into("apply-reason", "4月から使います。").await;
        window.picture("saved").await;
        window.press("do-apply").await;
        window.find("waiting").await;
        window.shows("申請した本人").await;
        assert_none(&window, "do-review").await;
        assert_none(&window, "do-decide").await;
        window.picture("applied").await;
    });

    home.sign_in(SECURITY);
    programs.tell(&home, &ledger, "approval-2", async move |window| {
        open_from_inbox(&window, "審査").await;
        window.find("do-review").await;
        window.put_into("review-text", "利用者認証の方法を確かめ、出典を入れてください。").await;
        window.picture("review").await;
        window.press("do-return").await;
        window.shows("差戻し").await;
        window.picture("sent-back").await;
    });

    home.sign_in(APPLICANT);
    programs.tell(&home, &ledger, "approval-3", async move |window| {
        open_from_inbox(&window, "回答して再申請").await;
        window.shows("出典を入れてください").await;
        window.press("show-open").await;
        window.css("[data-testid^='requirement-'] [data-head='unanswered']").await.click().await.unwrap();
        window.css("[data-testid^='answer-']").await.click().await.unwrap();
        window.press("verdict-conforms").await;
        window.put_into("source", "利用規約 第8条").await;
        window.picture("answer").await;
        window.press("save-answer").await;
        window.shows("利用規約 第8条").await;
        window.put_into("apply-reason", "確かめて出典を入れました。").await;
        window.press("do-apply").await;
        window.find("waiting").await;
        window.picture("applied-again").await;
    });

    home.sign_in(SECURITY);
    programs.tell(&home, &ledger, "approval-4", async move |window| {
        open_from_inbox(&window, "審査").await;
        window.find("do-review").await;
        window.put_into("review-text", "残る項目は条件とすることを求めます。").await;
        window.press("do-review").await;
        window.shows("決裁待ち").await;
        window.picture("reviewed").await;
    });

    home.sign_in(APPROVER);
    programs.tell(&home, &ledger, "approval-5", async move |window| {
        open_from_inbox(&window, "決裁").await;
        window.press("decide-approved").await;
        window.find("stands-in-the-way").await;
        window.press("decide-conditional").await;
        window.put_into("condition-0", "残る項目の出典を3月末までに提出すること。").await;
        window.picture("decision").await;
        window.press("do-decide").await;
        window.shows("条件付承認").await;
        window.shows("残る項目の出典を3月末までに提出すること。").await;
        window.picture("decided").await;
    });

    let listed = programs.sekisho(&home, &ledger, &["--json", "call", "cloud_list", "{\"standing\": \"stands\"}"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let approved = listed["rows"].as_array().unwrap().iter().find(|row| row["service"] == SERVICE).unwrap();
    assert_eq!(approved["status"], "conditional");
    assert!(approved["number"].as_str().unwrap().starts_with('C'), "{approved}");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}

/// A signed contract of the sample office, and a requirement of it that somebody wants to leave out.
const CONTRACT: &str = "R8-011";
const LEFT_OUT: &str = "CX-12";

#[test]
fn one_person_applies_for_leaving_out_a_requirement_another_reviews_and_with_a_third_it_is_left_out() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    let listed = programs.sekisho(&home, &ledger, &["--json", "contract", "list"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let rows = listed["rows"].as_array().or(listed.as_array()).unwrap();
    let id = rows.iter().find(|row| row["number"] == CONTRACT).unwrap()["id"].as_str().unwrap().to_owned();
    let place = format!("/contract/{id}?open={LEFT_OUT}");

    home.sign_in(APPLICANT);
    programs.tell(&home, &ledger, "waiver-1", async move |window| {
        window.find("nav-contract").await;
        window.go(&place).await;
        window.press(&format!("apply-waiver-{LEFT_OUT}")).await;
        window.put_into("waiver-reason", "単年度ごとに契約を結び直すため。").await;
        window.picture("form").await;
        window.press("do-apply-waiver").await;
        window.find("waiting").await;
        window.shows("申請した本人").await;
        assert_none(&window, "do-decide").await;
        window.picture("applied").await;
    });

    home.sign_in(SECURITY);
    programs.tell(&home, &ledger, "waiver-2", async move |window| {
        open_matter(&window, "審査").await;
        window.picture("review").await;
        window.put_into("review-text", "契約の期間を確かめました。").await;
        window.press("do-review").await;
        window.shows("決裁待ち").await;
        window.picture("reviewed").await;
    });

    home.sign_in(APPROVER);
    programs.tell(&home, &ledger, "waiver-3", async move |window| {
        open_matter(&window, "決裁").await;
        window.press("decide-approved").await;
        window.picture("decision").await;
        window.press("do-decide").await;
        window.css(&format!("[data-testid='requirement-{LEFT_OUT}'] [data-head='waived']")).await;
        window.shows("W8-001").await;
        assert_none(&window, "waits").await;
        window.picture("left-out").await;
    });

    let shown = programs.sekisho(&home, &ledger, &["--json", "contract", "show", &id]);
    let shown: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let waiver = &shown["contract"]["waivers"][0];
    assert_eq!((&waiver["requirement"], &waiver["approver"]), (&LEFT_OUT.into(), &"大森 正樹".into()), "{waiver}");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}

/// Opens the requirement that waits for whoever sits at the window.
async fn open_matter(window: &Window, step: &str) {
    window.find("top-waiting").await;
    window.press("top-waiting").await;
    window.shows(step).await;
    window.css("[data-testid='mine'] a").await.click().await.unwrap();
    window.find(&format!("matter-waiver:{LEFT_OUT}")).await;
}

/// Opens what waits for whoever sits at the window.
async fn open_from_inbox(window: &Window, step: &str) {
    window.find("top-waiting").await;
    window.press("top-waiting").await;
    window.shows(step).await;
    window.css("[data-testid='mine'] a").await.click().await.unwrap();
    window.find("sheet-title").await;
}

/// Something is not offered.
async fn assert_none(window: &Window, id: &str) {
    let script = format!("return document.querySelectorAll(\"[data-testid='{id}']\").length");
    window.until(id, &script, |count| *count == 0).await;
}
