//! What is done to a sheet before it comes back: no alteration of what was asked goes unseen, and what people do to files is borne.

use std::path::Path;

use paper::book::{Book, Cell};

use super::super::FORM;
use super::{ANSWER, EVIDENCE, Filled, PLAN, desks};
use crate::ledger::Ledger;
use crate::sheet::{self, Notes, SheetFile};
use crate::wording::Lang;

/// Alters every cell of what was asked of a filled sheet, and every number and name above it: each alteration is told, and none
/// brings an answer to another question.
pub(in crate::contract) fn expect_told(
    form: &sheet::Form,
    ledger: &mut Ledger,
    sheet: &SheetFile,
    record: &str,
    filled: &Filled,
    named: &[&str],
) {
    let issue = ledger.read(|tx| sheet::load(tx, &sheet.number)).unwrap();
    // What is odd, and how many answers can be taken.
    let judged = |book: &Book| {
        let (mut notes, found) = (Notes::new(Lang::Ja), sheet::found(form, book));
        let own = issue.as_ref().filter(|issue| found.number.as_ref() == Some(&issue.number));
        let given = sheet::check(form, &mut notes, record, &found, own, issue.as_ref());
        let (notes, usable) = notes.end();
        (notes, if usable { given.len() } else { 0 })
    };
    let unaltered = judged(&filled.book());
    assert_eq!((unaltered.0.len(), unaltered.1), (0, sheet.questions));
    let alterations: [fn(&str) -> String; 5] = [
        |text| format!("{text}ほか"),
        |text| text.chars().skip(1).collect(),
        |text| text.chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
        |text| text.chars().rev().collect(),
        |_| String::new(),
    ];
    let mut altered = 0;
    for row in 0..filled.rows.len() {
        for column in 0..ANSWER {
            for alter in alterations {
                let mut book = filled.book();
                let cells = &mut book.sheets[0].rows[filled.above.len() + 1 + row].cells;
                let (_, cell) = cells.iter_mut().find(|(at, _)| *at as usize == column).unwrap();
                let changed = alter(&cell.plain());
                if changed == cell.plain() {
                    continue;
                }
                *cell = Cell::Text(changed.clone());
                let (notes, taken) = judged(&book);
                let what = format!("{} column {column} {changed}", filled.rows[row][1]);
                assert!(!notes.is_empty(), "{what}");
                // Another question, or a question without its id, is answered by nobody.
                let expected = match column {
                    0 => sheet.questions,
                    1 => sheet.questions - 1,
                    _ => 0,
                };
                assert_eq!(taken, expected, "{what}");
                altered += 1;
            }
        }
    }
    assert!(altered > 15 * filled.rows.len(), "{altered}");
    for (one, other) in (0..filled.rows.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
        let mut moved =
            Filled { above: filled.above.clone(), headings: filled.headings.clone(), rows: filled.rows.clone() };
        moved.rows.swap(one, other);
        assert!(!judged(&moved.book()).0.is_empty(), "rows {one} and {other}");
        for column in 1..ANSWER {
            let mut swapped = filled.rows.clone();
            let text = swapped[one][column].clone();
            swapped[one][column] = std::mem::replace(&mut swapped[other][column], text);
            let swapped = Filled { above: filled.above.clone(), headings: filled.headings.clone(), rows: swapped };
            assert!(!judged(&swapped.book()).0.is_empty(), "column {column} of {one} and {other}");
        }
    }
    for (row, line) in filled.above.iter().enumerate() {
        for part in [sheet.number.as_str(), &sheet.mark, "第1版"].iter().chain(named) {
            for at in 0..part.chars().count() {
                if !line[0].contains(*part) {
                    continue;
                }
                let changed: String = part
                    .chars()
                    .enumerate()
                    .map(|(place, c)| if place == at { if c == '7' { '8' } else { '7' } } else { c })
                    .collect();
                let mut above = filled.above.clone();
                above[row][0] = line[0].replace(*part, &changed);
                let altered = Filled { above, headings: filled.headings.clone(), rows: filled.rows.clone() };
                assert!(!judged(&altered.book()).0.is_empty(), "{changed}");
            }
        }
    }
}

#[test]
fn every_alteration_of_what_was_asked_is_told() {
    let mut desk = desks().remove(0).1;
    let sheet = desk.issue();
    let filled = Filled::done(Path::new(&sheet.path), "2026-11-27");
    assert!(filled.rows.len() > 20, "{}", filled.rows.len());
    let id = desk.contract.id.clone();
    let named = ["R8-101", "窓口業務委託", "株式会社みなと事務"];
    expect_told(&FORM, &mut desk.ledger, &sheet, &id, &filled, &named);
}

#[test]
fn what_people_do_to_sheets_is_told_and_borne() {
    let mut desk = desks().remove(0).1;
    let sheet = desk.issue();
    let filled = Filled::done(Path::new(&sheet.path), "2026-11-27");
    let issue = desk.ledger.read(|tx| sheet::load(tx, &sheet.number)).unwrap();
    let id = desk.contract.id.clone();
    let judged = |book: &Book| {
        let (mut notes, found) = (Notes::new(Lang::Ja), sheet::found(&FORM, book));
        let given = sheet::check(&FORM, &mut notes, &id, &found, issue.as_ref(), issue.as_ref());
        (notes.end().0.into_iter().map(|note| note.problem.code).collect::<Vec<_>>(), given.len())
    };
    let all = sheet.questions;
    let mut hidden = filled.book();
    hidden.sheets[0].hidden = true;
    assert_eq!(judged(&hidden), (vec!["sheet_hidden".to_owned()], all));
    // Another copy that is hidden counts for nothing, one that is seen is asked about.
    let mut twofold = filled.book();
    twofold.sheets.insert(0, hidden.sheets[0].clone());
    assert_eq!(judged(&twofold), (vec![], all));
    twofold.sheets[0].hidden = false;
    assert_eq!(judged(&twofold), (vec!["sheet_twofold".to_owned()], all));
    let pasted = Book { pictures: 1, ..filled.book() };
    assert_eq!(judged(&pasted), (vec!["sheet_pictures".to_owned()], all));
    let mut formula = filled.book();
    let row = formula.sheets[0].rows.last().unwrap().number;
    formula.sheets[0].rows.last_mut().unwrap().cells.retain(|(at, _)| *at as usize != ANSWER);
    formula.sheets[0].uncomputed.push((row, 4));
    assert_eq!(judged(&formula), (vec!["sheet_answer_missing".to_owned(), "sheet_uncomputed".to_owned()], all - 1));
    let mut error = filled.book();
    let cells = &mut error.sheets[0].rows.last_mut().unwrap().cells;
    cells
        .iter_mut()
        .filter(|(at, _)| *at as usize == EVIDENCE)
        .for_each(|(_, cell)| *cell = Cell::Error("#REF!".to_owned()));
    assert_eq!(judged(&error), (vec!["sheet_error".to_owned()], all));
    // Two answers at one, one merged over two rows, a column that is gone.
    let mut merged = filled.book();
    let (last, top) = (merged.sheets[0].rows.len(), merged.sheets[0].rows[filled.above.len() + 1].number);
    merged.sheets[0].rows[last - 1].cells.retain(|(at, _)| *at as usize != ANSWER);
    let bottom = merged.sheets[0].rows[last - 1].number;
    merged.sheets[0].merges.push(paper::book::Merge {
        first_row: bottom - 1,
        last_row: bottom,
        first_column: 4,
        last_column: 4,
    });
    assert_eq!(judged(&merged), (vec!["sheet_merged".to_owned(), "sheet_merged".to_owned()], all));
    assert!(top < bottom);
    let mut without = filled.book();
    without.sheets[0].rows.iter_mut().for_each(|row| row.cells.retain(|(at, _)| *at as usize != PLAN));
    assert_eq!(judged(&without), (vec!["sheet_column_missing".to_owned()], all));
}
