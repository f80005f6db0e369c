//! What stands beside an application in the window: files from outside that are compared with the register, papers, and
//! the files in which something can be seen.

use serde_json::{Value, json};

use super::desktop::{Home, Programs, Window, files};
use super::{ledger_by, text_of};

const APPLICANT: &str = "SHIOMI\\c-hara";
const SECURITY: &str = "SHIOMI\\k-sato";
const MEETING: &str = "ナギサ会議";
const LISTED: &str = "C24-0031-2";
const LOG: &str = "ドメイン,件数,最終アクセス日\nnagisa-kaigi.example,4820,R8.11.25\nwww.dropbox.com,312,R8.11.19\n\
    portal.city.shiomi.lg.jp,51200,R8.11.25\nnews.example.jp,9114,R8.11.25\nintranet,12,\n";
const LIST: &str = "登録番号,クラウドサービスの名称,クラウドサービス事業者名,登録の有効期限,状態\n\
    C24-0031-2,ナギサ会議,(株)ナギサコミュニケーションズ,令和9年12月31日,\n\
    C23-0060,ほかのサービス,ほかの株式会社,令和9年3月31日,\n";
const TERMS: &[u8] = b"%PDF-1.4 terms of service\n";

/// A service that the log shows is applied for with its address, and an answer names the file that it was seen in.
#[test]
fn what_a_log_shows_becomes_an_application_whose_answer_opens_the_file_it_was_seen_in() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(APPLICANT);
    let (chosen, saved) = (home.chosen(), home.saved());
    let seen = saved.clone();
    std::fs::write(&chosen, LOG).unwrap();
    programs.tell(&home, &ledger, "usage", async move |window| {
        window.find("nav-cloud").await;
        window.press("nav-cloud").await;
        window.press("to-usage").await;
        window.find("drop").await;
        window.picture("1-choose").await;
        window.press("choose-file").await;
        window.find("host-dropbox.com").await;
        window.picture("2-found").await;

        window.css("[data-testid='host-dropbox.com'] a").await.click().await.unwrap();
        window.find("facts").await;
        holds(&window, "service", "Dropbox").await;
        holds(&window, "url", "dropbox.com").await;
        window.put_into("section", "生涯学習課").await;
        window.press("fact-handles_personal_info-no").await;
        window.picture("3-application").await;
        window.press("save").await;
        window.find("sheet-title").await;

        std::fs::write(&chosen, TERMS).unwrap();
        window.press("show-open").await;
        window.css("[data-testid^='requirement-'] [data-head='unanswered']").await.click().await.unwrap();
        window.css("[data-testid^='answer-']").await.click().await.unwrap();
        window.press("verdict-conforms").await;
        window.press("keep-evidence").await;
        window.put_into("evidence-title", "利用規約（令和8年4月版）").await;
        window.picture("4-evidence").await;
        window.press("keep-do").await;
        window.shows("証跡を追加しました").await;
        holds(&window, "source_kind", "evidence").await;
        window.press("save-answer").await;
        window.css("[data-testid^='see-']").await.click().await.unwrap();
        window.find("file-written").await;
        window.picture("5-answer").await;
        assert_eq!(std::fs::read(&seen).unwrap(), TERMS, "what is opened is what was kept");
    });
    assert!(saved.exists());
    let found = ask(&programs, &home, &ledger, &["call", "cloud_list", "{\"text\": \"Dropbox\"}"]);
    let id = found["rows"][0]["id"].as_str().unwrap();
    let cloud =
        ask(&programs, &home, &ledger, &["call", "cloud_show", &json!({ "id": id }).to_string()])["cloud"].clone();
    assert_eq!(cloud["url"], "dropbox.com");
    assert_eq!(cloud["attachments"][0]["title"], "利用規約（令和8年4月版）");
    let evidence: Vec<&Value> =
        cloud["answers"].as_object().unwrap().values().map(|answer| &answer["evidence"]).collect();
    assert!(evidence.contains(&&cloud["attachments"][0]["hash"]), "{evidence:?}");
}

/// A list says something about a use that is just being reviewed; its papers are written and a file is kept.
#[test]
fn a_list_is_taken_over_and_the_papers_and_files_of_the_use_are_kept() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(SECURITY);
    let found = ask(&programs, &home, &ledger, &["call", "cloud_list", &json!({ "text": MEETING }).to_string()]);
    let id = found["rows"][0]["id"].as_str().unwrap().to_owned();
    let show = json!({ "id": id }).to_string();
    let cloud = ask(&programs, &home, &ledger, &["call", "cloud_show", &show])["cloud"].clone();
    // What was approved is applied for anew once it changes.
    let draft = json!({ "draft": { "id": id, "revision": cloud["revision"], "locations": "東京・大阪" } });
    ask(&programs, &home, &ledger, &["call", "cloud_save", &draft.to_string()]);
    let papers = home.papers();
    let chosen = home.chosen();
    std::fs::write(&chosen, LIST).unwrap();
    let place = format!("/cloud/{id}");
    programs.tell(&home, &ledger, "services", async move |window| {
        window.find("nav-cloud").await;
        window.press("nav-cloud").await;
        window.press("to-services").await;
        window.find("drop").await;
        window.picture("1-choose").await;
        window.press("choose-file").await;
        window.shows("審査と決裁を受け直します").await;
        window.picture("2-found").await;
        window.press(&format!("choose-{id}")).await;
        window.press("take").await;
        window.find("taken").await;
        window.picture("3-taken").await;

        window.go(&format!("{place}?tab=papers")).await;
        window.press("write-application").await;
        window.find("papers-written").await;
        window.press("write-decision").await;
        window.shows("決裁").await;
        window.picture("4-papers").await;

        std::fs::write(&chosen, TERMS).unwrap();
        window.go(&format!("{place}?tab=files")).await;
        window.press("add-file").await;
        window.put_into("title", "利用規約（令和8年4月版）").await;
        window.picture("5-file").await;
        window.press("add-file-do").await;
        window.css("[data-testid^='file-'] [data-testid='save-file']").await;
        window.picture("6-files").await;
    });
    let cloud = ask(&programs, &home, &ledger, &["call", "cloud_show", &show])["cloud"].clone();
    assert_eq!(cloud["assurances"][0]["number"], LISTED);
    assert_eq!(cloud["attachments"][0]["size"], TERMS.len());
    let written = files(&papers, "docx");
    assert_eq!(written.len(), 2, "the application form and the decision paper: {written:?}");
    for file in &written {
        assert!(text_of(file).contains(MEETING), "{} does not name the use", file.display());
    }
}

/// Waits until the field of this name holds a text.
async fn holds(window: &Window, name: &str, text: &str) {
    let script = format!("return document.querySelector(\"[name='{name}']\")?.value ?? null");
    window.until(name, &script, |value| value == text).await;
}

/// What a command answers.
fn ask(programs: &Programs, home: &Home, ledger: &[String], words: &[&str]) -> Value {
    let told = programs.sekisho(home, ledger, &[&["--json"], words].concat());
    assert!(matches!(told.status.code(), Some(0 | 1)), "{words:?}: {}", String::from_utf8_lossy(&told.stdout));
    serde_json::from_slice(&told.stdout).unwrap()
}
