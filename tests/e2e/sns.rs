//! An official account in the hands of three people, each at the own window on one ledger: registered by an address that was
//! pasted, applied for, reviewed by public relations and approved; then its policy is written, the list of accounts published,
//! a saved page checked, and it is handed over. A password is not taken.

use serde_json::{Value, json};

use super::desktop::{Home, Programs, Window, files};
use super::{ledger_by, text_of};

const NAME: &str = "潮見市公民館だより";
const APPLICANT: &str = "SHIOMI\\c-hara";
const PR: &str = "SHIOMI\\h-kosaka";
const APPROVER: &str = "SHIOMI\\m-omori";
/// A page as it was saved in Shift_JIS: the account under its name (公民館), and one that is easily taken for it.
const PAGE: &[u8] = b"<html><head><meta charset=\"Shift_JIS\"><title>\x8c\xf6\x96\xaf\x8a\xd9</title></head><body>\
    <a href=\"https://www.instagram.com/shiomi_kominkan/\">\x8c\xf6\x96\xaf\x8a\xd9</a>\
    <a href=\"https://www.instagram.com/shiomi_komlnkan/\">\x8c\xf6\x96\xaf\x8a\xd9 2</a></body>";

#[test]
fn an_account_is_registered_by_its_address_reviewed_by_public_relations_and_approved() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);

    home.sign_in(APPLICANT);
    programs.tell(&home, &ledger, "sns-1", async move |window| {
        window.find("nav-sns").await;
        window.press("nav-sns").await;
        window.press("new-record").await;
        window.put_into("url", "https://www.instagram.com/Shiomi_Kominkan/?igsh=MzRlODBi&hl=ja").await;
        window.shows("Instagramの @Shiomi_Kominkan と読みました").await;
        window.put_into("name", NAME).await;
        window.put_into("section", "生涯学習課").await;
        window.put_into("owner", "原 千夏").await;
        window.put_into("purpose", "公民館の講座と催しの案内").await;
        window.put_into("posting.allowed", "講座と催しの案内\n公開済みの写真").await;
        window.put_into("posting.forbidden", "個人が分かる写真（同意のないもの）").await;
        window.press("fact-confidentiality-1").await;
        window.put_into("devices", "公用タブレット1台 パスワード：kominkan2026").await;
        window.find("problem-devices").await;
        window.picture("password").await;
        window.press("save").await;
        window.shows("関所には登録できません").await;
        window.put_into("devices", "公用タブレット1台").await;
        window.picture("form").await;
        window.press("save").await;
        window.find("do-apply").await;
        window.put_into("apply-reason", "4月の講座から使います。").await;
        window.picture("saved").await;
        window.press("do-apply").await;
        window.find("waiting").await;
        window.shows("申請した本人").await;
        window.picture("applied").await;
    });

    home.sign_in(PR);
    programs.tell(&home, &ledger, "sns-2", async move |window| {
        open_from_inbox(&window, "審査").await;
        window.find("do-review").await;
        window.put_into("review-text", "発信できる情報と責任者を確かめました。").await;
        window.picture("review").await;
        window.press("do-review").await;
        window.shows("決裁待ち").await;
        window.picture("reviewed").await;
    });

    home.sign_in(APPROVER);
    programs.tell(&home, &ledger, "sns-3", async move |window| {
        open_from_inbox(&window, "決裁").await;
        window.press("decide-approved").await;
        window.picture("decision").await;
        window.press("do-decide").await;
        window.shows("運用中").await;
        window.picture("decided").await;
    });

    let chosen = home.chosen();
    home.sign_in(PR);
    programs.tell(&home, &ledger, "sns-public", async move |window| {
        window.find("nav-sns").await;
        open_account(&window, NAME).await;
        window.press("tab-papers").await;
        window.press("write-policy").await;
        window.find("papers-written").await;
        window.shows("運用ポリシー").await;
        window.picture("papers").await;

        window.press("nav-sns").await;
        window.press("to-public").await;
        window.shows(NAME).await;
        window.put_into("contact", "潮見市広報課　電話 0100-00-0000").await;
        window.picture("before").await;
        window.press("publish").await;
        window.find("papers-written").await;
        window.shows("に公表済みです").await;
        window.picture("published").await;

        std::fs::write(&chosen, PAGE).unwrap();
        window.press("nav-sns").await;
        window.press("to-check").await;
        window.press("choose-file").await;
        window.shows("「公民館」 Shift_JIS").await;
        let near = "return document.querySelector(\"[data-testid='near']\").innerText";
        let near = window.until("near", near, Value::is_string).await.to_string();
        for told in ["shiomi_komlnkan", NAME, "見間違えやすい文字"] {
            assert!(near.contains(told), "{told}: {near}");
        }
        window.picture("checked").await;
        window.css("[data-testid='near'] a").await.click().await.unwrap();
        window.find("card").await;
        window.shows(NAME).await;
    });
    let written = files(&home.papers(), "docx");
    assert_eq!(written.len(), 1, "{written:?}");
    let policy = text_of(&written[0]);
    assert!(policy.contains(NAME) && policy.contains("講座と催しの案内"), "{policy}");
    let page = std::fs::read_to_string(home.papers().join("sns-accounts.html")).unwrap();
    assert!(page.contains("https://www.instagram.com/Shiomi_Kominkan") && page.contains("0100-00-0000"), "{page}");

    home.sign_in(APPLICANT);
    programs.tell(&home, &ledger, "sns-4", async move |window| {
        window.find("nav-sns").await;
        open_account(&window, NAME).await;
        window.press("hand-over").await;
        window.find("save").await;
        window.put_into("deputy", "小坂 春香").await;
        window.press("save").await;
        window.find("card").await;
        window.shows("小坂 春香").await;
        window.press("tab-requirements").await;
        window.find("count-applies").await;
        window.picture("requirements").await;
    });

    let shown = programs.sekisho(&home, &ledger, &["--json", "sns", "show", NAME]);
    let sns = serde_json::from_slice::<Value>(&shown.stdout).unwrap()["sns"].clone();
    assert_eq!(
        (&sns["status"], &sns["medium"], &sns["deputy"]),
        (&json!("active"), &json!("instagram"), &json!("小坂 春香"))
    );
    assert!(sns["number"].as_str().unwrap().starts_with('S') && sns["decided_on"].is_string(), "{sns}");
    assert_eq!(sns["devices"], "公用タブレット1台", "no password has come into the ledger");
    assert!(programs.sekisho(&home, &ledger, &["--json", "history", "verify"]).status.success());
}

/// The pictures of the page about accounts in the manual (`docs/manual/ja/img`) are these, copied from `out/e2e`.
#[test]
fn the_sample_office_shows_the_accounts_of_the_manual() {
    let Some(programs) = Programs::told() else { return };
    let mut home = Home::new();
    let ledger = ledger_by(&programs, &home, &["init", "--sample"]);
    home.sign_in(PR);
    let (saved, papers) = (home.path("公式アカウント一覧.html"), home.papers());
    programs.tell(&home, &ledger, "sns-manual", async move |window| {
        window.find("nav-sns").await;
        window.press("nav-sns").await;
        window.shows("潮見市防災").await;
        window.picture("accounts").await;
        open_account(&window, "潮見市公式").await;
        window.find("card").await;
        window.picture("whole").await;
        open_account(&window, "潮見市防災").await;
        window.find("mend-sns_credentials_before_handover").await;
        window.picture("account").await;
        window.press("edit").await;
        window.find("understood-url").await;
        window.picture("form").await;
        open_account(&window, "潮見市公式").await;
        window.press("tab-papers").await;
        window.find("paper-policy").await;
        window.picture("papers").await;
        window.go("/sns/public").await;
        window.find("public-state").await;
        window.picture("public").await;
        window.press("publish").await;
        window.find("papers-written").await;
        let page = std::fs::read_to_string(papers.join("sns-accounts.html")).unwrap();
        std::fs::write(&saved, altered(&page)).unwrap();
        window.look_at("/sns/check", &saved).await;
        window.shows("見間違えやすい文字").await;
        window.picture("check").await;
    });
}

/// The published page as others change it: a look-alike name, a link under another's name, an account that nobody knows.
fn altered(page: &str) -> String {
    let more = "<a href=\"https://x.com/shiomi_clty\">潮見市公式</a> <a href=\"https://x.com/shiomi_bousai\">潮見市公式</a>\
        <a href=\"https://www.instagram.com/asanagi_town\">朝凪町</a>";
    page.replace("https://www.instagram.com/shiomi_kanko", "https://www.instagram.com/").replace("</main>", more)
}

/// Opens an account from the list.
async fn open_account(window: &Window, name: &str) {
    window.go(&format!("/sns?text={name}")).await;
    let rows = "return document.querySelectorAll(\"[data-testid^='sns-row-']\").length";
    window.until(name, rows, |count| *count == 1).await;
    window.css("[data-testid^='sns-row-']").await.click().await.unwrap();
    window.find("card").await;
}

/// Opens what waits for whoever sits at the window.
async fn open_from_inbox(window: &Window, step: &str) {
    window.find("top-waiting").await;
    window.press("top-waiting").await;
    window.shows(step).await;
    window.css("[data-testid='mine'] a").await.click().await.unwrap();
    window.find("card").await;
}
