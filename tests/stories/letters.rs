//! What falls due as papers: one letter for each addressee, with everything that concerns it, and the list by section.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use super::clouds::{SATO, staffed};
use super::office::{Office, offices};

const DAY: &str = "2026-11-26";

impl Office {
    /// A contract with certificates, and what it owes.
    #[track_caller]
    fn owing(&mut self, title: &str, contractor: Value, section: &str, valid_until: &str) -> Value {
        let draft = json!({"title": title, "section": section, "owner": "渡辺 大輔", "contractor": contractor,
            "starts_on": "R8.4.1", "ends_on": "R11.3.31", "certificates": [{"kind": "pmark", "valid_until": valid_until}],
            "facts": {"handles_info_asset": false, "handles_personal_info": false}});
        self.call("contract_save", json!({"draft": draft}))["contract"]["id"].clone()
    }
}

/// The text of a Word file, each run on a line of its own or after the one before.
fn text(path: &Value) -> String {
    let file = std::fs::File::open(path.as_str().unwrap()).unwrap();
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for part in xml.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap();
        match tag.split(' ').next().unwrap() {
            "w:t" => text.push_str(words),
            "/w:p" => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[test]
fn a_company_gets_one_letter_about_everything_that_it_owes() {
    for mut office in staffed(DAY) {
        let company = json!({"name": "㈱ちぐさ印刷", "representative": "代表取締役　千種 和也"});
        office.owing("納税通知書印刷", company.clone(), "税務課", "R8.10.15");
        office.owing("給与明細印刷", json!({"name": "株式会社ちぐさ印刷"}), "人事課", "R8.12.20");
        office.owing("清掃", json!({"name": "みどり清掃"}), "総務課", "R8.12.1");
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().to_string_lossy().into_owned();
        office.is_worked_by(SATO);
        let written = office.call(
            "due_letters_save",
            json!({"kind": "inquiry", "folder": to, "number": "潮情第12号", "by": "R8.12.10", "contact": "内線 2345"}),
        );
        let files = written["files"].as_array().unwrap();
        let told: Vec<(&Value, &Value)> = files.iter().map(|file| (&file["to"], &file["count"])).collect();
        assert_eq!(told, [(&json!("みどり清掃"), &json!(1)), (&json!("㈱ちぐさ印刷"), &json!(2))], "{}", office.engine);
        let letter = text(&files[1]["path"]);
        for words in [
            "潮情第12号",
            "令和8年11月26日",
            "株式会社ちぐさ印刷",
            "代表取締役　千種 和也　様",
            "潮見市情報政策課長",
            "納税通知書印刷",
            "給与明細印刷",
            "プライバシーマーク",
            "（経過）",
            "令和8年12月10日（木）。ただし、",
            "担当　佐藤 健一",
            "内線 2345",
            "以上",
        ] {
            assert!(letter.contains(words), "{words}: {letter}");
        }
        assert!(text(&files[0]["path"]).contains("みどり清掃　御中"));
    }
}

#[test]
fn a_section_gets_one_letter_and_what_is_nobodys_is_named_as_left_out() {
    for mut office in staffed(DAY) {
        office.owing("印刷", json!({"name": "㈱ちぐさ印刷"}), "税務課", "R8.10.15");
        office.owing("封入", json!({"name": "㈱ちぐさ印刷"}), "税務課", "R8.12.15");
        office.owing("清掃", json!({"name": "みどり清掃"}), "", "R8.12.1");
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().to_string_lossy().into_owned();
        let written = office.call("due_letters_save", json!({"kind": "section", "folder": to}));
        let files = written["files"].as_array().unwrap();
        assert_eq!((files.len(), &files[0]["to"], &files[0]["count"]), (1, &json!("税務課"), &json!(2)));
        let left: Vec<&Value> =
            written["left_out"].as_array().unwrap().iter().map(|it| &it["record"]["type"]).collect();
        assert!(left.contains(&&json!("contract")), "{left:?}");
        assert!(text(&files[0]["path"]).contains("税務課長　様"));
        let people = office.call("due_letters_save", json!({"kind": "person", "folder": to}));
        assert_eq!(people["files"].as_array().unwrap().len(), 2, "one of the section, one of no section");
        // Written again with the same words it is the same file; nothing is overwritten.
        let again = office.call("due_letters_save", json!({"kind": "section", "folder": to}));
        assert_eq!(again["files"][0]["path"], files[0]["path"]);
    }
}

#[test]
fn only_what_was_chosen_is_written_and_refusals_say_why() {
    for mut office in offices(DAY) {
        let id = office.owing("印刷", json!({"name": "㈱ちぐさ印刷"}), "税務課", "R8.10.15");
        office.owing("封入", json!({"name": "㈱ちぐさ印刷"}), "税務課", "R8.12.15");
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().to_string_lossy().into_owned();
        let key =
            json!({"register": "contract", "record": id, "rule": "RM-04", "what": "pmark", "due_on": "2026-10-15"});
        let written = office.call("due_letters_save", json!({"kind": "inquiry", "folder": to, "items": [key]}));
        assert_eq!(written["files"][0]["count"], 1, "{}", office.engine);
        let request = |more: Value| {
            let mut request = json!({"kind": "inquiry", "folder": to});
            request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            request
        };
        let refused = |office: &mut Office, more| office.problems("due_letters_save", request(more));
        assert_eq!(refused(&mut office, json!({"folder": ""})), json!([["folder", "required"]]));
        assert_eq!(refused(&mut office, json!({"by": "R8.11.1"})), json!([["by", "letter_by_before"]]));
        assert_eq!(refused(&mut office, json!({"on": "あした"})), json!([["on", "date_unreadable"]]));
        let none = json!({"query": {"section": "人事課"}});
        assert_eq!(refused(&mut office, none), json!([[null, "letters_none"]]));
    }
}

#[test]
fn the_printed_list_stands_by_section_and_names_its_conditions() {
    for mut office in staffed(DAY) {
        office.owing("印刷", json!({"name": "㈱ちぐさ印刷"}), "税務課", "R8.10.15");
        office.owing("清掃", json!({"name": "みどり清掃"}), "", "R8.12.1");
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().to_string_lossy().into_owned();
        let written = office.call("due_list_save", json!({"folder": to, "query": {"until": "R8.12.31"}}));
        let list = text(&written["path"]);
        let name = Path::new(written["path"].as_str().unwrap()).file_name().unwrap().to_owned();
        assert_eq!(name, "期限一覧_2026-11-26.docx");
        for words in ["令和8年12月31日までの期限", "税務課　1件", "所管課の登録のないもの", "42日超過", "R8.10.15"]
        {
            assert!(list.contains(words), "{words}: {list}");
        }
    }
}
