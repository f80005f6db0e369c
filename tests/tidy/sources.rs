//! What may stand in which source: SQL, dates, clocks, texts for people, writes.

use super::tree::{File, assert_none, files, some};

/// Lines of code of the product that hold one of these words, outside the places that may.
fn lines_with(words: &[&str], may: impl Fn(&File) -> bool) -> Vec<String> {
    let sources = some("", "rs").filter(|file| !file.is_test() && !file.path.starts_with("xtask/") && !may(file));
    let lines = sources.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let found = lines.filter(|(_, _, line)| words.iter().any(|word| line.contains(word)));
    found.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())).collect()
}

#[test]
fn sql_stands_in_stores_only() {
    let may = |file: &File| {
        file.path.starts_with("crates/db/") || file.path.ends_with("/store.rs") || file.path.contains("/store/")
    };
    let words = [
        "\"SELECT ",
        "\"INSERT ",
        "\"UPDATE ",
        "\"DELETE ",
        "\"CREATE ",
        " FROM contract",
        " FROM cloud",
        " FROM sns",
        "INSERT INTO ",
        "DELETE FROM ",
    ];
    assert_none("SQL", lines_with(&words, may));
    let elsewhere = files().iter().filter(|file| file.ending() == "sql" && !file.path.starts_with("crates/ledger/"));
    assert_none("SQL files", elsewhere.map(|file| file.path.clone()));
}

#[test]
fn dates_are_read_in_one_place() {
    let may =
        |file: &File| file.path == "crates/ledger/src/date.rs" || file.path.starts_with("crates/ledger/src/date/");
    assert_none("dates", lines_with(&["parse_from_str", "parse_and_remainder", "from_ymd("], may));
}

#[test]
fn rules_ask_no_clock_and_touch_nothing() {
    let pure = [
        "contract/rules.rs",
        "cloud/rules.rs",
        "sns/rules.rs",
        "incident/rules.rs",
        "incident/duty.rs",
        "due/incident.rs",
        "contract/chain.rs",
        "contract/entrusted.rs",
        "contract/exposure.rs",
        "contract/sheet/standing.rs",
        "risk/method.rs",
        "risk/report/figures.rs",
        "sns/secret.rs",
        "sns/address.rs",
        "sns/lookalike.rs",
        "sns/page.rs",
        "sns/watch.rs",
        "catalogue/condition.rs",
        "catalogue/plan.rs",
        "src/corporate_number.rs",
        "src/org_code.rs",
        "src/fold.rs",
        "date/calendar.rs",
        "date/holidays.rs",
    ];
    let words = [
        "Local::",
        "Utc::",
        "SystemTime",
        "Instant",
        "std::fs",
        "std::env",
        "Ledger",
        "Tx<",
        "Db",
        "println!",
        "static mut",
    ];
    let rules: Vec<&File> =
        some("crates/ledger/", "rs").filter(|file| pure.iter().any(|name| file.path.ends_with(name))).collect();
    assert_eq!(rules.len(), pure.len());
    let lines = rules.into_iter().flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let found = lines.filter(|(_, _, line)| words.iter().any(|word| line.contains(word)));
    assert_none("impure rules", found.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())));
}

#[test]
fn records_are_written_through_one_door() {
    let door = |file: &File| file.path == "crates/ledger/src/ledger.rs" || file.path.starts_with("crates/db/");
    assert_none("writes beside the door", lines_with(&["db.write(", ".begin(Access", "Writing::begin("], door));
    let derived = |file: &File| {
        let places = ["contract/derived.rs", "due/derived.rs", "due/calendar.rs", "company/parties.rs"];
        door(file) || places.iter().any(|place| file.path == format!("crates/ledger/src/{place}"))
    };
    assert_none("derived columns", lines_with(&[".derive(|"], derived));
}

#[test]
fn texts_for_people_stand_in_locales_and_templates() {
    // Grammar and proper names, not sentences: eras, spelling variants, numbering, names of Word styles and fonts.
    let grammar = [
        "crates/ledger/src/amount.rs",
        "crates/ledger/src/date",
        "crates/ledger/src/fold.rs",
        "crates/ledger/src/facts.rs",
        "crates/paper/src/articles",
        "crates/paper/src/docx",
    ];
    let is_japanese =
        |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9F}');
    let sources = files().iter().filter(|file| {
        let product = ["crates/", "src-tauri/src/", "ui/src/"].iter().any(|start| file.path.starts_with(start));
        product
            && ["rs", "ts", "tsx"].contains(&file.ending())
            && !file.is_test()
            && !file.is_made()
            && !file.path.contains(".test.")
    });
    let lines = sources.filter(|file| !grammar.iter().any(|start| file.path.starts_with(start)));
    let lines = lines.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let words = lines.filter(|(_, _, line)| without_remark(line).chars().any(is_japanese));
    assert_none(
        "texts in sources",
        words.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())),
    );
}

/// A line without the remark at its end or between `/*` and `*/`.
fn without_remark(line: &str) -> String {
    let mut text = line.split(" // ").next().unwrap_or_default().to_owned();
    while let Some((before, rest)) = text.split_once("/*") {
        text = format!("{before}{}", rest.split_once("*/").map_or("", |(_, after)| after));
    }
    text
}

#[test]
fn every_source_says_first_what_it_is_for() {
    let sources = files()
        .iter()
        .filter(|file| ["rs", "ts", "tsx"].contains(&file.ending()) && file.path != "ui/src/vite-env.d.ts");
    let silent = sources.filter(|file| !file.text.starts_with("//!") && !file.text.starts_with("/**"));
    assert_none("no word about what it is for", silent.map(|file| file.path.clone()));
}

#[test]
fn files_stay_small() {
    let sources = files()
        .iter()
        .filter(|file| ["rs", "ts", "tsx", "css", "sql", "md", "sh", "py", "toml"].contains(&file.ending()));
    let long = sources.filter(|file| !file.is_made() && file.text.lines().count() > 550);
    assert_none("longer than 550 lines", long.map(|file| format!("{}: {}", file.path, file.text.lines().count())));
}

#[test]
fn no_test_is_ignored_and_nothing_is_left_to_do_without_a_number() {
    let marks = ["TO\u{44}O", "FIX\u{4d}E", "HA\u{43}K", "X\u{58}X"].map(|mark| mark.to_owned());
    let written = files().iter().filter(|file| {
        !file.is_made() && ["rs", "ts", "tsx", "css", "sql", "md", "toml", "py", "sh"].contains(&file.ending())
    });
    let lines = written.flat_map(|file| (1..).zip(file.text.lines()).map(move |(number, line)| (file, number, line)));
    let found = lines.filter(|(_, _, line)| {
        let open = marks.iter().any(|mark| line.contains(mark.as_str()) && !line.contains(&format!("{mark}(#")));
        open || line.trim() == concat!("#[", "ignore]") || line.trim().starts_with(concat!("#[", "ignore ="))
    });
    assert_none("left to do", found.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())));
}
