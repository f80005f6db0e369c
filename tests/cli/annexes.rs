//! `annex`: Word files in a folder, whole or not at all, under names that every system takes.

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};

use super::office::{Office, Ran};

fn annex(office: &Office, contract: &str, out: &str, more: &[&str]) -> Ran {
    office.run(&[&["--json", "annex", contract, "--out", out], more].concat())
}

/// Whether Windows takes this name, and Explorer can still copy it.
fn is_allowed(name: &str) -> bool {
    let reserved = ["CON", "PRN", "AUX", "NUL", "COM1", "LPT1"];
    let stem = name.split('.').next().unwrap().trim_end().to_uppercase();
    !name.chars().any(|c| c.is_control() || r#"\/:*?"<>|"#.contains(c))
        && !reserved.contains(&stem.as_str())
        && !name.ends_with([' ', '.'])
        && name.encode_utf16().count() <= 120
}

/// The words of a Word file.
fn words(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

fn new_contract(office: &Office, fields: &Value) -> String {
    let ran = office.run_with(&["--json", "contract", "save", "-"], &fields.to_string());
    ran.json()["contract"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn every_paper_of_a_contract_is_written_with_its_articles() {
    let office = Office::sample();
    let answer = annex(&office, "R8-011", &office.word("出力"), &[]).expect(0).json();
    let files = answer["files"].as_array().unwrap();
    let kinds: Vec<&str> = files.iter().filter_map(|file| file["kind"].as_str()).collect();
    assert_eq!(kinds, ["security", "personal_info", "mynumber", "spec_sheet", "f20"]);
    for file in files {
        let path = Path::new(file["path"].as_str().unwrap());
        assert!(
            path.starts_with(office.path("出力")) && is_allowed(path.file_name().unwrap().to_str().unwrap()),
            "{path:?}"
        );
        let xml = words(path);
        for article in file["articles"].as_array().unwrap() {
            assert!(article["number"].is_u64() && article["clause"].is_string() && article["requirements"].is_array());
            let title = article["title"].as_str().unwrap();
            assert!(xml.contains(title), "{path:?}: {title}");
        }
    }
    assert_eq!(std::fs::read_dir(office.path("出力")).unwrap().count(), files.len(), "nothing else lies there");
}

#[test]
fn one_kind_is_one_file_and_people_read_where_it_is() {
    let office = Office::sample();
    let out = office.word("出力");
    for kind in ["security", "personal_info", "mynumber", "spec_sheet", "f20"] {
        let answer = annex(&office, "R8-011", &out, &["--kind", kind]).expect(0).json();
        assert_eq!((answer["files"].as_array().unwrap().len(), &answer["files"][0]["kind"]), (1, &kind.into()));
    }
    let lines = office.run(&["annex", "R8-011", "--out", &out, "--kind", "f20"]).expect(0);
    assert!(Path::new(lines.out.trim_end()).is_file(), "{lines:?}");
    assert!(lines.err.contains("件の要件を判定していません"), "what is undecided is said: {lines:?}");
}

#[test]
fn names_are_allowed_whatever_the_contract_is_called() {
    let office = Office::empty();
    for (number, title) in [
        ("R8/1:*?", "a\\b/c:d*e?f\"g<h>i|j"),
        ("CON", "NUL"),
        ("R8-1", "長い件名".repeat(40).as_str()),
        ("", "件名。..  ."),
        ("令和８年度契約番号第０００１号の二の三の四の五", "𠮷田\u{E000}業務"),
    ] {
        let facts = json!({"handles_info_asset": true, "onsite_work": true});
        let id = new_contract(&office, &json!({"number": number, "title": title, "facts": facts}));
        let answer = annex(&office, &id, &office.word("出力"), &[]).expect(0).json();
        for file in answer["files"].as_array().unwrap() {
            let path = Path::new(file["path"].as_str().unwrap());
            assert_eq!(path.parent().unwrap(), office.path("出力"), "{title}");
            assert!(path.is_file() && is_allowed(path.file_name().unwrap().to_str().unwrap()), "{path:?}");
        }
    }
}

#[test]
fn the_same_again_writes_nothing_new_and_other_words_go_beside() {
    let office = Office::sample();
    let out = office.word("出力");
    let names = |answer: &Value| -> Vec<String> {
        let files = answer["files"].as_array().unwrap();
        files.iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    };
    let first = names(&annex(&office, "R8-020", &out, &["--kind", "security"]).expect(0).json());
    assert_eq!(names(&annex(&office, "R8-020", &out, &["--kind", "security"]).expect(0).json()), first);
    std::fs::write(&first[0], "誰かの書きかけ").unwrap();
    let second = names(&annex(&office, "R8-020", &out, &["--kind", "security"]).expect(0).json());
    assert!(second[0].ends_with(" (2).docx"), "{second:?}");
    assert_eq!(std::fs::read_to_string(&first[0]).unwrap(), "誰かの書きかけ");
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_is_left() {
    let office = Office::sample();
    office.file("妨げ", "これはフォルダーではない");
    for out in [office.word("妨げ"), office.word("妨げ/下")] {
        let refusal = office.refused(&["annex", "R8-020", "--out", &out], "");
        assert_eq!(refusal.codes(), ["folder_unwritable"]);
        assert!(refusal.ja.contains(&out) && refusal.en.contains(&out), "{refusal:?}");
    }
}

#[test]
fn a_contract_that_needs_no_annex_says_so() {
    let office = Office::empty();
    let id = new_contract(
        &office,
        &json!({"title": "資材購入", "facts": {"handles_info_asset": false, "onsite_work": false}}),
    );
    let refusal = office.refused(&["annex", &id, "--kind", "security", "--out", &office.word("出力")], "");
    assert_eq!(refusal.codes(), ["annex_not_needed"]);
    assert!(refusal.ja.contains("資材購入"), "{refusal:?}");
}
