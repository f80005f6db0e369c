//! Templates and locales are whole: they parse, and both languages say the same things.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::tree::{assert_none, files};

#[test]
fn every_json_file_parses() {
    let mut seen = 0;
    for file in files().iter().filter(|file| file.ending() == "json" && file.path != "ui/tsconfig.json") {
        let parsed: Result<Value, _> = serde_json::from_str(&file.text);
        parsed.unwrap_or_else(|error| panic!("{}: {error}", file.path));
        seen += usize::from(file.path.starts_with("templates/"));
    }
    assert!(seen >= 6, "only {seen} templates");
    for file in files().iter().filter(|file| file.ending() == "jsonl") {
        for (number, line) in (1..).zip(file.text.lines().filter(|line| !line.trim().is_empty())) {
            let parsed: Result<Value, _> = serde_json::from_str(line);
            assert!(parsed.is_ok_and(|value| value.is_object()), "{}:{number}", file.path);
        }
    }
}

/// Locale files of a language, by the part of their name before it.
fn locale(part: &str, language: &str) -> (String, Map<String, Value>) {
    let text = sekisho_tests::text(&format!("crates/ledger/locales/{part}{language}.json"));
    let map = serde_json::from_str(&text).unwrap();
    (text, map)
}

/// The placeholders of a text.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}

/// The files of texts, by what stands before the language.
const PARTS: [&str; 12] = [
    "",
    "fact.",
    "exchange.",
    "approval.",
    "cloud.",
    "sns.",
    "contractor.",
    "sheet.",
    "selection.",
    "due.",
    "tell.",
    "ui.",
];

#[test]
fn both_languages_have_the_same_texts_with_the_same_placeholders() {
    for part in PARTS {
        let ((_, ja), (_, en)) = (locale(part, "ja"), locale(part, "en"));
        let (ja_keys, en_keys): (BTreeSet<&String>, BTreeSet<&String>) = (ja.keys().collect(), en.keys().collect());
        assert_none("only in one language", ja_keys.symmetric_difference(&en_keys).map(|key| format!("{part}: {key}")));
        for (key, text) in &ja {
            let (ja, en) = (text.as_str().unwrap(), en[key].as_str().unwrap());
            assert!(!ja.is_empty() && !en.is_empty(), "{key} is empty");
            assert_eq!(placeholders(ja), placeholders(en), "{key}");
        }
    }
}

#[test]
fn no_key_is_given_twice() {
    let mut all = BTreeSet::new();
    for part in PARTS {
        let (text, map) = locale(part, "ja");
        let lines = text.lines().filter(|line| line.trim_start().starts_with('"')).count();
        assert_eq!(lines, map.len(), "{part}ja.json: a key stands twice");
        assert_none("in two files", map.keys().filter(|key| !all.insert((*key).clone())).cloned());
    }
}

#[test]
fn every_problem_says_what_to_do() {
    let all = |lang: &str| PARTS.into_iter().flat_map(|part| locale(part, lang).1).collect::<BTreeMap<_, _>>();
    let (ja, en) = (all("ja"), all("en"));
    let silent = ja.iter().filter(|(key, text)| {
        let problem = key.starts_with("problem.") && !key.starts_with("problem.catalogue_");
        problem && !text.as_str().unwrap().contains("ください")
    });
    assert_none("says not what to do", silent.map(|(key, text)| format!("{key}: {text}")));
    let unfinished = en
        .iter()
        .filter(|(key, text)| key.starts_with("problem.") && !text.as_str().unwrap().ends_with(['.', ':', '}']));
    assert_none("is no sentence", unfinished.map(|(key, text)| format!("{key}: {text}")));
}

#[test]
fn every_problem_that_the_sources_name_has_a_text() {
    let ja: BTreeMap<_, _> = PARTS.into_iter().flat_map(|part| locale(part, "ja").1).collect();
    let sources =
        files().iter().filter(|file| file.path.starts_with("crates/") && file.ending() == "rs" && !file.is_test());
    let mut seen = 0;
    for file in sources {
        for (number, line) in file.code() {
            for start in ["Problem::new(\"", "Error::code(\"", "Self::code(\""] {
                let Some((code, _)) = line.split_once(start).and_then(|(_, rest)| rest.split_once('"')) else {
                    continue;
                };
                assert!(ja.contains_key(&format!("problem.{code}")), "{}:{number}: {code}", file.path);
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn every_fact_of_the_catalogue_has_its_words() {
    let (_, facts) = locale("fact.", "ja");
    let catalogue: Value = serde_json::from_str(&sekisho_tests::text("templates/requirements/catalogue.json")).unwrap();
    for fact in catalogue["facts"].as_array().unwrap() {
        let id = fact["id"].as_str().unwrap();
        for word in ["label", "question", "help", "short"] {
            assert!(facts.contains_key(&format!("fact.{id}.{word}")), "fact {id} has no {word}");
        }
    }
}

#[test]
fn samples_are_nobodys() {
    let text =
        ["contracts", "clouds"].map(|name| sekisho_tests::text(&format!("templates/samples/{name}.jsonl"))).concat();
    let mut seen = 0;
    for (at, _) in text.match_indices("\"corporate_number\":\"") {
        let number = &text[at + 20..at + 33];
        assert_eq!(&number[1..3], "99", "{number} could be somebody's");
        assert!(ledger::corporate_number::parse(number).is_ok(), "{number}");
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}
