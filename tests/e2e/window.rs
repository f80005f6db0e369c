//! The real window, on a ledger of its own: what a clerk does from the first start to the paper in the folder.
//! `cargo xtask test window` prepares display, session and programs; without it these tests say so and pass.
//! How a window is started and touched stands in `desktop.rs`.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

#[path = "../papers/answered.rs"]
mod answered;
mod approval;
mod contractor;
mod desktop;
mod due;
mod incident;
mod outside;
mod risk;
mod selection;
mod sheet;
mod sns;
mod tell;

use std::io::Read;
use std::path::Path;

use desktop::{Home, Programs, files};

const TITLE: &str = "令和９年度　住民情報システム運用保守業務委託";

#[test]
fn a_contract_is_drafted_answered_saved_and_its_annexes_are_written() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let papers = home.papers();
    programs.tell(&home, &ledger, "contract", async move |window| {
        window.find("nav-home").await;
        window.picture("1-home").await;

        window.press("nav-contract").await;
        window.press("new-contract").await;
        window.type_into("title", TITLE).await;
        window.put_into("contractor.name", "株式会社𠮷野データ").await;
        window.type_into("starts_on", "R9.4.1").await;
        let before = window.number("count-applies", |_| true).await;
        window.picture("2-draft").await;

        window.press("fact-handles_personal_info-yes").await;
        window.number("count-applies", |now| now > before).await;
        window.press("fact-handles_personal_info-no").await;
        window.number("count-applies", |now| now == before).await;
        window.press("fact-handles_personal_info-yes").await;
        window.number("count-applies", |now| now > before).await;
        window.press("fact-has_subcontract-unknown").await;
        window.picture("3-answered").await;

        window.press("save").await;
        window.find("make-annex").await;
        window.shows("株式会社𠮷野データ").await;
        window.picture("4-saved").await;

        window.press("make-annex").await;
        window.find("write-word").await;
        window.shows("第1条").await;
        window.picture("5-annex").await;
        window.press("write-word").await;
        window.find("written-file").await;
        window.picture("6-written").await;
    });

    let written = files(&papers, "docx");
    assert!(!written.is_empty(), "no Word file in {}", papers.display());
    for file in &written {
        assert!(text_of(file).contains(TITLE), "{} does not name the contract", file.display());
    }
    let listed = programs.sekisho(&home, &ledger, &["--json", "contract", "list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains(TITLE), "the command line sees the contract");
}

#[test]
fn the_first_start_makes_an_encrypted_ledger_with_its_key_in_the_keyring() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    programs.tell(&home, &[], "first-start", async move |window| {
        window.find("nav-home").await;
        window.press("nav-contract").await;
        window.find("new-contract").await;
        window.picture("1-empty").await;
    });
    let made = std::fs::read(home.path("data/Sekisho/sekisho.db")).unwrap();
    assert!(!made.starts_with(b"SQLite format 3"), "the ledger is readable without its key");
}

#[test]
fn a_ledger_that_cannot_be_opened_is_explained_left_as_it_is_and_opened_once_the_key_is_right() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let key = home.path("鍵");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, [7; 32]).unwrap();
    let before = std::fs::read(&ledger[1]).unwrap();
    let ledger_file = ledger[1].clone();
    programs.tell(&home, &ledger, "wrong-key", async move |window| {
        let explained = window.find("problems").await.text().await.unwrap();
        assert!(explained.contains("鍵が違います"), "{explained}");
        window.picture("1-explained").await;
        assert_eq!(std::fs::read(&ledger_file).unwrap(), before);

        std::fs::write(&key, &right).unwrap();
        window.press("open-again").await;
        window.find("nav-home").await;
    });
}

#[test]
fn a_ledger_whose_key_is_lost_opens_again_with_its_printed_recovery_key() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let printed = programs.sekisho(&home, &ledger, &["key", "show-recovery"]);
    let printed = String::from_utf8(printed.stdout).unwrap();
    std::fs::remove_file(home.path("鍵")).unwrap();
    programs.tell(&home, &ledger, "lost-key", async move |window| {
        let explained = window.find("problems").await.text().await.unwrap();
        assert!(explained.contains("見つかりません"), "{explained}");
        window.type_into("recovery", printed.trim()).await;
        window.picture("1-recovery").await;
        window.press("recover").await;
        window.find("nav-home").await;
    });
    assert!(home.path("鍵").exists(), "the key is back in its file");
}

#[test]
fn a_contract_that_runs_already_is_signed_filled_in_closed_and_opened_again() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let draft = r#"{"draft":{"title":"窓口業務委託","starts_on":"R7.4.1","ends_on":"R8.3.31","facts":{"handles_info_asset":true}}}"#;
    let saved = programs.sekisho(&home, &ledger, &["--json", "call", "contract_save", draft]);
    let saved: serde_json::Value = serde_json::from_slice(&saved.stdout).unwrap();
    let id = saved["contract"]["id"].as_str().unwrap().to_owned();
    let place = format!("/contract/{id}");
    programs.tell(&home, &ledger, "life", async move |window| {
        window.find("nav-home").await;
        window.go(&place).await;
        window.press("sign").await;
        window.put_into("signed_on", "R7.3.25").await;
        window.picture("1-sign").await;
        window.press("do-step").await;
        window.shows("令和7年3月25日").await;

        window.go(&format!("{place}?tab=subcontracts")).await;
        window.press("add-subcontracts").await;
        window.type_into("name", "株式会社シオミ運輸").await;
        window.type_into("approved_on", "R7.4.10").await;
        window.picture("2-subcontract").await;
        window.press("save-record").await;
        window.find("subcontracts-0").await;

        window.press("close").await;
        window.find("do-step").await;
        window.press("do-step").await;
        window.find("reopen").await;
        window.picture("3-closed").await;
        window.press("close").await;
        window.type_into("erasure_certificate_on", "R8.4.20").await;
        window.type_into("returned_on", "R8.4.10").await;
        window.picture("4-certificate").await;
        window.press("do-step").await;
        window.press("reopen").await;
        window.press("do-step").await;
        window.find("renew").await;
        window.picture("5-open-again").await;
    });
    let shown = programs.sekisho(&home, &ledger, &["--json", "contract", "show", &id]);
    let contract = serde_json::from_slice::<serde_json::Value>(&shown.stdout).unwrap()["contract"].clone();
    assert_eq!(contract["signed_on"], "2025-03-25");
    assert_eq!(contract["subcontracts"][0]["tier"], 1);
    assert_eq!(contract["closed_on"], serde_json::Value::Null);
    let ops = programs.sekisho(&home, &ledger, &["--json", "history", "list"]);
    let ops: serde_json::Value = serde_json::from_slice(&ops.stdout).unwrap();
    let ops: Vec<&str> = ops.as_array().unwrap().iter().filter_map(|row| row["op"].as_str()).rev().collect();
    // What the program told this person meanwhile is not what the person did.
    let ops: Vec<&str> = ops.into_iter().filter(|op| *op != "due_tell").collect();
    let expected =
        ["contract_save", "contract_sign", "contract_save", "contract_close", "contract_close", "contract_reopen"];
    assert_eq!(ops, expected);
}

/// The first afternoon of an office: its sections, then the contracts of nine years, seen before they are taken.
#[test]
fn five_thousand_contracts_are_looked_at_corrected_taken_and_taken_back() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = new_ledger(&programs, &home);
    let sample = |name: &str| sekisho_tests::root().join("tests/ledgers").join(name);
    let (chosen, saved) = (home.chosen(), home.saved());
    std::fs::copy(sample("01-shiomi-r8.xlsx"), &chosen).unwrap();
    let large = sample("06-hoshimino-large.xlsx");
    let rejected = saved.clone();
    programs.tell(&home, &ledger, "import", async move |window| {
        window.find("nav-home").await;
        window.press("nav-import").await;
        window.find("drop").await;
        window.picture("1-choose").await;
        window.press("choose-file").await;
        window.shows("契約期間 終期").await;
        window.find("note-37").await;
        window.picture("2-preview").await;
        window.press("suggestion-37").await;
        window.shows("38件を取り込む").await;
        window.picture("3-corrected").await;

        std::fs::copy(&large, &chosen).unwrap();
        window.press("choose-other").await;
        window.press("leave-drop").await;
        window.shows("契約一覧").await;
        window.shows("4,965").await;
        window.picture("4-large").await;
        window.press("show-rejected").await;
        window.shows("\n829\n").await;
        window.picture("5-rejected").await;
        window.press("run").await;
        window.find("numbers").await;
        window.picture("6-result").await;
        window.press("save-rejected").await;
        window.find("rejected-saved").await;
        assert!(rejected.exists(), "the rows that could not be taken are in a file");
        window.press("to-list").await;
        window.shows("H30-").await;
        window.picture("7-list").await;
    });
    let counted = programs.sekisho(&home, &ledger, &["--json", "call", "status"]);
    let status: serde_json::Value = serde_json::from_slice(&counted.stdout).unwrap();
    assert_eq!(status["contracts"], 4_965);
    let verified = programs.sekisho(&home, &ledger, &["history", "verify"]);
    assert!(verified.status.success());
}

/// 1 April: three people of the sample office move; what they hold goes to those who come.
#[test]
fn people_who_are_transferred_hand_over_what_they_hold() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    // The window asks the clock: an order far ahead would be taken for a slip of the pen.
    let status = programs.sekisho(&home, &ledger, &["--json", "call", "status"]);
    let status: serde_json::Value = serde_json::from_slice(&status.stdout).unwrap();
    let today = status["today"].as_str().unwrap();
    let list = format!(
        "氏名,旧所属,新所属,発令日\n三枝　直人,管財課,税務課,{today}\n渡辺 大輔,税務課,管財課,{today}\n\
         小坂 春香,広報課,退職,{today}\n新井 千夏,新規採用,広報課,{today}\n"
    );
    std::fs::write(home.chosen(), list).unwrap();
    let papers = home.papers();
    programs.tell(&home, &ledger, "transfer", async move |window| {
        window.find("nav-transfer").await;
        window.press("nav-transfer").await;
        window.find("drop").await;
        window.picture("1-choose").await;
        window.press("choose-list").await;
        window.find("counts").await;
        window.shows("三枝").await;
        window.picture("2-review").await;
        window.press("apply").await;
        window.find("done").await;
        window.picture("3-done").await;
        window.press("write-papers").await;
        window.find("files").await;
        window.picture("4-papers").await;
        window.go("/people").await;
        window.shows("広報課").await;
        window.picture("5-people").await;
    });
    assert!(files(&papers, "docx").len() >= 3, "a handover sheet for each who leaves a section");
    let orphans = programs.sekisho(&home, &ledger, &["--json", "history", "verify"]);
    assert!(orphans.status.success());
}

/// The pictures of the manual (`docs/manual/ja/img`) are these, copied from `out/e2e`.
#[test]
fn the_sample_office_shows_every_screen_of_the_manual() {
    let Some(programs) = Programs::told() else { return };
    let home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    let ask = |words: &[&str]| -> serde_json::Value {
        let told = programs.sekisho(&home, &ledger, &[&["--json"], words].concat());
        assert!(told.status.success() || told.status.code() == Some(1), "{words:?}");
        serde_json::from_slice(&told.stdout).unwrap()
    };
    // The account of whoever runs the tests is nobody's in the sample office.
    let account = ask(&["call", "status"])["user"].clone();
    let mut person =
        ask(&["person", "list"]).as_array().unwrap().iter().find(|p| p["name"] == "高橋 由美").unwrap().clone();
    person["accounts"] = serde_json::json!([account]);
    ask(&["call", "person_save", &serde_json::json!({ "person": person }).to_string()]);
    let shown = ask(&["contract", "show", "R8-011"]);
    let contract = format!("/contract/{}", shown["contract"]["id"].as_str().unwrap());
    programs.tell(&home, &ledger, "manual", async move |window| {
        let screens = [
            ("home", "/".to_owned(), "指摘と要確認"),
            ("contracts", "/contract".to_owned(), "R8-011"),
            ("contract", contract.clone(), "取扱いの事実"),
            ("facts", format!("{contract}/edit?part=facts"), "個人情報"),
            ("annex", format!("{contract}/annex"), "第1条"),
            ("settings", "/settings".to_owned(), "潮見市"),
        ];
        window.find("nav-home").await;
        for (name, place, words) in screens {
            window.go(&place).await;
            window.shows(words).await;
            window.picture(name).await;
        }
    });
}

/// A fresh ledger, and the arguments that name it.
fn new_ledger(programs: &Programs, home: &Home) -> Vec<String> {
    ledger_by(programs, home, &["init"])
}

fn ledger_by(programs: &Programs, home: &Home, words: &[&str]) -> Vec<String> {
    let place = home.path("潮見市 の台帳");
    std::fs::create_dir(&place).unwrap();
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let arguments =
        ["--ledger".to_owned(), text(&place.join("sekisho.db")), "--key-file".to_owned(), text(&home.path("鍵"))];
    let made = programs.sekisho(home, &arguments, words);
    assert!(made.status.success(), "init: {}", String::from_utf8_lossy(&made.stderr));
    arguments.to_vec()
}

/// All text of a Word file's body, without its marks.
fn text_of(docx: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(docx).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for part in xml.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, visible)| visible));
    }
    text
}
