//! The letters about what falls due in the sample office, and its list, word for word.

use ledger::Ledger;
use ledger::date::NaiveDate;
use ledger::due::{DueLetter, DueLettersSave, DueQuery, LetterKind};
use paper::{Block, Paper};
use sekisho_tests::assert_golden;

fn office() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.set_today(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
    ledger.load_sample().unwrap();
    ledger
}

fn letters(kind: LetterKind) -> Vec<DueLetter> {
    let query = DueQuery { until: Some("R9.3.31".to_owned()), ..DueQuery::default() };
    let request = DueLettersSave {
        kind,
        items: None,
        query: Some(query),
        number: Some("潮情第123号".to_owned()),
        on: None,
        by: None,
        section: Some("情報政策課".to_owned()),
        contact: Some("内線 2345".to_owned()),
        folder: String::new(),
    };
    office().compose_due_letters(&request).unwrap().0
}

fn list() -> Paper {
    let query =
        DueQuery { section: Some("図書館".to_owned()), until: Some("R9.3.31".to_owned()), ..DueQuery::default() };
    office().compose_due_list(&query).unwrap().0
}

/// Every letter and the list, with names for files.
pub fn all() -> Vec<(String, Paper)> {
    let kinds = [LetterKind::Inquiry, LetterKind::Section, LetterKind::Person];
    let letters = kinds.into_iter().flat_map(letters).map(|letter| (letter.file_name, letter.paper));
    letters.chain([("due-list.docx".to_owned(), list())]).collect()
}

#[test]
fn the_words_of_letters_and_of_the_list_are_as_kept() {
    let of = |kind, to: &str| {
        let all = letters(kind);
        let one = all.iter().find(|letter| letter.to == to).unwrap_or_else(|| panic!("no letter to {to}"));
        paper::to_text(&one.paper.blocks)
    };
    assert_golden("tests/papers/letter-inquiry.txt", &of(LetterKind::Inquiry, "株式会社カモメシステムズ"));
    assert_golden("tests/papers/letter-section.txt", &of(LetterKind::Section, "税務課"));
    assert_golden("tests/papers/letter-person.txt", &of(LetterKind::Person, "図書館 福田 聡"));
    assert_golden("tests/papers/letter-list.txt", &paper::to_text(&list().blocks));
}

#[test]
fn every_addressee_has_one_letter_whose_table_is_whole() {
    for kind in [LetterKind::Inquiry, LetterKind::Section, LetterKind::Person] {
        let all = letters(kind);
        let mut names: Vec<&str> = all.iter().map(|letter| letter.file_name.as_str()).collect();
        names.dedup();
        assert!(names.len() == all.len() && all.len() > 10, "{}", all.len());
        for letter in &all {
            let tables = letter.paper.blocks.iter().filter_map(|block| match block {
                Block::Table { header, rows, .. } => Some((header.len(), rows)),
                _ => None,
            });
            let tables: Vec<_> = tables.collect();
            assert_eq!(tables.len(), 1, "{}", letter.to);
            let (columns, rows) = tables[0];
            assert_eq!(rows.len(), letter.count, "{}", letter.to);
            for row in rows {
                assert!(
                    row.len() == columns && row.iter().all(|cell| !cell.trim().is_empty()),
                    "{}: {row:?}",
                    letter.to
                );
            }
            let text = paper::to_text(&letter.paper.blocks);
            assert!(!text.contains(['{', '}']) && !text.contains("inquiry.") && !text.contains("RM-"), "{text}");
        }
    }
}
