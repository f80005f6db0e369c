//! Making a ledger: what comes of it, and what is refused.

use super::office::{KEY, LEDGER, Office, finish};

#[test]
fn a_new_ledger_comes_with_its_key() {
    let office = Office::new();
    let ran = office.run(&["init"]).expect(0);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains(&office.word(LEDGER)), "{ran:?}");
    let key = std::fs::read_to_string(office.path(KEY)).unwrap();
    assert!(key.len() == 65 && key.trim_end().bytes().all(|byte| byte.is_ascii_hexdigit()), "64 digits and a line end");
    assert!(!office.files()[LEDGER].starts_with(b"SQLite"), "the file is encrypted");
    assert_eq!(office.json(&["contract", "list"])["total"], 0);
    assert_eq!(office.run(&["history", "verify"]).expect(0).err, "");
}

#[test]
fn the_sample_office_is_complete_and_is_one_json_value() {
    let office = Office::new();
    let made = office.run(&["--json", "init", "--sample"]).expect(0).json();
    assert_eq!((&made["sample"], &made["ledger"]), (&true.into(), &office.word(LEDGER).into()));
    let status = office.json(&["call", "status"]);
    assert_eq!((&status["office"], &status["engine"]), (&"潮見市".into(), &"sqlite".into()));
    assert_eq!(status["contracts"], Office::sample_contracts());
    assert!(office.json(&["person", "list"]).as_array().unwrap().len() > 20);
    assert_eq!(office.json(&["history", "verify"])["ok"], true);
}

#[test]
fn a_second_init_is_refused_and_touches_nothing() {
    let office = Office::sample();
    for words in [&["init"][..], &["init", "--sample"]] {
        let refusal = office.refused(words, "");
        assert_eq!(refusal.codes(), ["ledger_exists"]);
        assert!(refusal.ja.contains(&office.word(LEDGER)) && refusal.en.contains(&office.word(LEDGER)), "{refusal:?}");
    }
    // Not even a key file that is not there is made for it.
    assert_eq!(office.refused_on(LEDGER, "別の鍵", &["init"], "").codes(), ["ledger_exists"]);
}

#[test]
fn a_file_that_is_something_else_is_never_overwritten() {
    let office = Office::new();
    office.file(LEDGER, "これは台帳ではない。");
    assert_eq!(office.refused(&["init"], "").codes(), ["ledger_exists"]);
    std::fs::create_dir(office.path("フォルダー")).unwrap();
    assert_eq!(office.refused_on("フォルダー", KEY, &["init"], "").codes(), ["ledger_exists"]);
}

#[cfg(target_os = "linux")]
#[test]
fn without_keyring_and_key_file_nothing_is_made() {
    let office = Office::new();
    let command = |more: &[&str]| {
        let mut command = office.bare(&["init", "--ledger", "a.db"]);
        command.args(more);
        command
    };
    let refusal = office.refused_as(command, "");
    assert_eq!(refusal.codes(), ["keyring_missing"]);
    assert!(refusal.ja.contains("--key-file") && refusal.en.contains("--key-file"), "{refusal:?}");
}

#[test]
fn a_key_that_the_office_made_is_used_and_left_as_it_is() {
    let office = Office::new();
    for (name, key) in
        [("32", vec![7; 32]), ("64", b"0F".repeat(32)), ("64 CRLF", [&b"0f".repeat(32)[..], b"\r\n"].concat())]
    {
        office.file(name, &key);
        finish(office.command_on(&format!("{name}.db"), name, &["init"]), "").expect(0);
        assert_eq!(office.files()[name], key, "{name}");
        finish(office.command_on(&format!("{name}.db"), name, &["contract", "list"]), "").expect(0);
    }
}

#[test]
fn a_key_of_wrong_length_makes_no_ledger() {
    let office = Office::new();
    for key in [&b"abc"[..], &[7; 31], &[7; 33], &[b'0'; 63], &[b'g'; 64]] {
        office.file(KEY, key);
        assert_eq!(office.refused(&["init"], "").codes(), ["key_file_malformed"], "{key:?}");
    }
}

#[test]
fn an_init_that_was_killed_before_it_wrote_the_key_may_be_repeated() {
    let office = Office::new();
    office.file(KEY, "");
    office.run(&["init"]).expect(0);
    office.run(&["history", "verify"]).expect(0);
}

#[test]
fn folders_on_the_way_are_made_and_a_file_in_the_way_is_not() {
    let office = Office::new();
    finish(office.command_on("令和８年度/台帳/a.db", KEY, &["init"]), "").expect(0);
    office.file("妨げ", "");
    let refusal = office.refused_on("妨げ/a.db", KEY, &["init"], "");
    assert_eq!(refusal.codes(), ["ledger_folder"]);
    assert!(refusal.ja.contains(&office.word("妨げ")), "{refusal:?}");
}

#[test]
fn without_a_name_the_ledger_of_the_window_is_meant() {
    let office = Office::new();
    let words = |words: &[&str]| {
        let mut command = office.bare(words);
        command.arg("--key-file").arg(office.path(KEY));
        finish(command, "")
    };
    words(&["init"]).expect(0);
    assert!(office.files().keys().any(|name| name.ends_with("sekisho.db")), "{:?}", office.files().keys());
    words(&["contract", "list"]).expect(0);
    words(&["init"]).expect(2);
}

#[test]
fn words_that_are_no_command_are_refused_without_an_answer() {
    let office = Office::empty();
    for words in [
        &[][..],
        &["nosuch"],
        &["contract"],
        &["contract", "renew", "R8-1"],
        &["due", "--on"],
        &["--lang", "fr", "init"],
    ] {
        let before = office.files();
        let ran = office.run(words).expect(2);
        assert_eq!(ran.out, "", "{words:?}");
        assert!(!ran.err.is_empty() && before == office.files(), "{words:?}: {ran:?}");
    }
}

#[test]
fn help_and_version_need_no_ledger() {
    let office = Office::new();
    let help = finish(office.bare(&["--help"]), "").expect(0).out;
    for command in ["init", "call", "contract", "person", "requirements", "annex", "due", "history", "key"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
    }
    let version = finish(office.bare(&["--version"]), "").expect(0).out;
    assert!(version.starts_with("sekisho 0."), "{version}");
}
