//! Files that are no ledger, no longer a whole one, or one of another release: refused, named, and left as they are.

use super::office::{KEY, LEDGER, Office};

/// Commands that read, that write, and that look at the key.
const COMMANDS: [&[&str]; 5] = [
    &["contract", "list"],
    &["history", "verify"],
    &["call", "contract_save", r#"{"draft":{"title":"試験"}}"#],
    &["due"],
    &["key", "show-recovery"],
];

#[test]
fn a_file_that_is_not_a_ledger_is_named() {
    let office = Office::empty();
    let sqlite = [&b"SQLite format 3\0"[..], &[1; 8176]].concat();
    for (name, bytes) in [
        ("文書.txt", "契約台帳\r\n".repeat(900).into_bytes()),
        ("空白.db", vec![0; 8192]),
        ("平文.db", sqlite),
        ("台帳.xlsx", [&b"PK\x03\x04"[..], &noise(8188)].concat()),
        ("契約書.pdf", [&b"%PDF-1.7"[..], &noise(8184)].concat()),
    ] {
        office.file(name, bytes);
        for words in COMMANDS {
            let refusal = office.refused_on(name, KEY, words, "");
            assert_eq!(refusal.codes(), ["not_a_ledger"], "{name} {words:?}");
            assert!(refusal.ja.contains(name) && refusal.ja.contains("何も変えていません"), "{refusal:?}");
        }
    }
    std::fs::create_dir(office.path("フォルダー")).unwrap();
    assert_eq!(office.refused_on("フォルダー", KEY, &["contract", "list"], "").codes(), ["not_a_ledger"]);
}

#[test]
fn a_ledger_that_is_not_there_is_named_and_not_made() {
    let office = Office::empty();
    for words in COMMANDS {
        let refusal = office.refused_on("ない.db", KEY, words, "");
        assert_eq!(refusal.codes(), ["ledger_missing"], "{words:?}");
        assert!(refusal.ja.contains("ない.db") && refusal.ja.contains("init"), "{refusal:?}");
    }
}

#[test]
fn a_ledger_that_was_cut_off_is_refused() {
    let office = Office::sample();
    let whole = office.files()[LEDGER].clone();
    for length in [16, 100, 4095, 4097, whole.len() - 1] {
        office.file("切れ.db", &whole[..length]);
        let codes = office.refused_on("切れ.db", KEY, &["contract", "list"], "").codes();
        assert!(codes == ["ledger_damaged"] || length < 4096 && codes == ["not_a_ledger"], "{length}: {codes:?}");
    }
}

#[test]
fn a_ledger_that_lost_pages_at_its_end_never_answers_with_half_the_truth() {
    let office = Office::sample();
    let whole = office.files()[LEDGER].clone();
    for pages in [1, 2, 10, whole.len() / 8192] {
        office.file("切れ.db", &whole[..pages * 4096]);
        let refusal = office.refused_on("切れ.db", KEY, &["history", "verify"], "");
        assert_eq!(refusal.codes(), ["ledger_damaged"], "{pages} pages");
        assert!(refusal.ja.contains("控えから戻してください"), "{refusal:?}");
    }
}

#[test]
fn a_flipped_byte_in_any_page_is_noticed_or_lies_where_nothing_is() {
    let office = Office::sample();
    let whole = office.files()[LEDGER].clone();
    let truth = office.run(&["--json", "history", "verify"]).expect(0).out;
    let (pages, mut noticed) = (whole.len() / 4096, 0);
    for page in (0..pages).step_by(pages / 12) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1000] ^= 0x40;
        office.file("傷.db", &bytes);
        let ran = super::office::finish(office.command_on("傷.db", KEY, &["--json", "history", "verify"]), "");
        if ran.code == 2 {
            assert_eq!(ran.json()["problems"][0]["code"], "ledger_damaged", "page {page}");
            noticed += 1;
        } else {
            assert_eq!(ran.expect(0).out, truth, "page {page}");
        }
    }
    assert!(noticed > 1, "only {noticed} were noticed");
    // The first page is read by everything.
    let mut bytes = whole;
    bytes[1000] ^= 0x40;
    office.file("傷.db", &bytes);
    for words in COMMANDS.iter().filter(|words| words[0] != "key") {
        assert_eq!(office.refused_on("傷.db", KEY, words, "").codes(), ["ledger_damaged"], "{words:?}");
    }
}

#[test]
fn a_ledger_of_a_newer_release_is_refused_and_stays_as_it_is() {
    let office = Office::sample();
    let rows = office.execute("INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (9999, 'later', '', '2040-04-01T00:00:00Z')");
    assert_eq!(rows, 1);
    for words in COMMANDS.iter().filter(|words| words[0] != "key") {
        let refusal = office.refused(words, "");
        assert_eq!(refusal.codes(), ["ledger_newer"], "{words:?}");
        assert_eq!(refusal.problems[0].args["found"], "9999");
        assert!(refusal.ja.contains("新しい版で開いてください"), "{refusal:?}");
    }
}

#[test]
fn a_ledger_with_another_schema_of_the_same_number_is_refused() {
    let office = Office::sample();
    assert_eq!(office.execute("UPDATE schema_migrations SET sha256 = 'other' WHERE number = 1"), 1);
    let refusal = office.refused(&["contract", "list"], "");
    assert_eq!(refusal.codes(), ["ledger_other_edition"]);
}

#[test]
fn an_annex_that_was_changed_behind_the_program_is_not_written() {
    let office = Office::sample();
    let changed =
        office.execute("UPDATE contract_annexes SET paper = replace(paper, '再委託', '委託') WHERE kind = 'security'");
    assert!(changed > 10, "{changed}");
    let refusal = office.refused(&["annex", "R8-020", "--out", &office.word("出力")], "");
    assert_eq!(refusal.codes(), ["annex_damaged"]);
    assert!(refusal.ja.contains("納税通知書"), "{refusal:?}");
}

/// Bytes without a pattern.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(next).collect()
}
