//! `key`: a lost key comes back from the printed recovery key, and no other key opens a ledger.

use super::office::{KEY, LEDGER, Office, finish};

/// The recovery key as it is printed.
fn printed(office: &Office) -> String {
    let ran = office.run(&["key", "show-recovery"]).expect(0);
    assert!(ran.err.contains("印刷"), "what to do with it is said: {ran:?}");
    assert_eq!(office.json(&["key", "show-recovery"])["recovery"], ran.out.trim_end());
    ran.out
}

/// The command that takes a recovery key back.
fn recover(office: &Office, typed: &str) -> super::office::Ran {
    office.run_with(&["key", "recover"], typed)
}

#[test]
fn a_lost_key_file_comes_back_and_the_same_ledger_opens() {
    let office = Office::sample();
    let (paper, head) = (printed(&office), office.json(&["history", "head"]));
    let key = std::fs::read(office.path(KEY)).unwrap();
    std::fs::remove_file(office.path(KEY)).unwrap();
    let refusal = office.refused(&["contract", "list"], "");
    assert_eq!(refusal.codes(), ["key_file_missing"]);
    assert!(refusal.ja.contains(&office.word(KEY)) && refusal.ja.contains("key recover"), "{refusal:?}");
    assert_eq!(recover(&office, &paper).expect(0).out, "");
    assert_eq!(std::fs::read(office.path(KEY)).unwrap(), key);
    assert_eq!(office.json(&["history", "head"]), head);
}

#[test]
fn a_recovery_key_is_read_as_people_type_it() {
    let office = Office::empty();
    let paper = printed(&office);
    for typed in [
        paper.to_lowercase(),
        paper.replace('-', " "),
        paper.replace('-', "\r\n"),
        format!("  {}\r\n\r\n", paper.trim_end()),
        paper
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c })
            .collect(),
    ] {
        std::fs::remove_file(office.path(KEY)).unwrap();
        recover(&office, &typed).expect(0);
        office.run(&["contract", "list"]).expect(0);
    }
}

#[test]
fn a_mistyped_recovery_key_names_the_group_and_changes_nothing() {
    let office = Office::empty();
    let paper = printed(&office);
    std::fs::remove_file(office.path(KEY)).unwrap();
    let mut groups: Vec<String> = paper.trim_end().split('-').map(str::to_owned).collect();
    let other = if groups[4].starts_with('A') { "B" } else { "A" };
    groups[4].replace_range(..1, other);
    let refusal = office.refused(&["key", "recover"], &groups.join("-"));
    assert_eq!(refusal.codes(), ["recovery_mistyped"]);
    assert_eq!(refusal.problems[0].args["group"], "5");
    for typed in ["", "\n", "間違い", &paper[..20], &paper.repeat(2)] {
        assert_eq!(office.refused(&["key", "recover"], typed).codes(), ["recovery_mistyped"], "{typed}");
    }
}

#[test]
fn the_recovery_key_of_another_ledger_is_refused() {
    let (office, other) = (Office::empty(), Office::empty());
    std::fs::remove_file(office.path(KEY)).unwrap();
    let refusal = office.refused(&["key", "recover"], &printed(&other));
    assert_eq!(refusal.codes(), ["key_wrong"]);
    assert!(refusal.ja.contains(&office.word(LEDGER)), "{refusal:?}");
}

#[test]
fn a_key_file_of_another_ledger_is_not_overwritten() {
    let (office, other) = (Office::empty(), Office::empty());
    let paper = printed(&office);
    std::fs::copy(other.path(KEY), office.path(KEY)).unwrap();
    assert_eq!(office.refused(&["contract", "list"], "").codes(), ["key_wrong"]);
    assert_eq!(office.refused(&["key", "recover"], &paper).codes(), ["key_file_taken"]);
}

#[test]
fn a_wrong_malformed_or_unreadable_key_file_opens_nothing() {
    let office = Office::sample();
    office.file("ゼロ", [0; 32]);
    office.file("短い", [7; 31]);
    office.file("長い", "0".repeat(66));
    office.file("空", "");
    std::fs::create_dir(office.path("フォルダー")).unwrap();
    for (key, code) in [
        ("ゼロ", "key_wrong"),
        ("短い", "key_file_malformed"),
        ("長い", "key_file_malformed"),
        ("空", "key_file_missing"),
        ("ない", "key_file_missing"),
        ("フォルダー", "key_file_unreadable"),
    ] {
        for words in [
            &["contract", "list"][..],
            &["history", "verify"],
            &["call", "contract_save", r#"{"draft":{"title":"x"}}"#],
        ] {
            assert_eq!(office.refused_on(LEDGER, key, words, "").codes(), [code], "{key} {words:?}");
        }
    }
    let shown = office.refused_on(LEDGER, "ない", &["key", "show-recovery"], "");
    assert_eq!(shown.codes(), ["key_file_missing"]);
}

#[test]
fn a_ledger_opens_wherever_it_is_moved() {
    let office = Office::sample();
    let head = office.json(&["history", "head"]);
    std::fs::create_dir(office.path("引越し先")).unwrap();
    std::fs::rename(office.path(LEDGER), office.path("引越し先/新しい名前.db")).unwrap();
    let ran = finish(office.command_on("引越し先/新しい名前.db", KEY, &["--json", "history", "head"]), "");
    assert_eq!(ran.expect(0).json(), head);
}
