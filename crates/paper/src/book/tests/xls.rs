//! Workbooks of Excel 97–2003, as LibreOffice writes them.

use super::*;
use crate::book::compound;

const MERGED: &[u8] = include_bytes!("../samples/merged.xls");

/// A sheet of two days, merged cells, a time of day, errors, two lines in a cell, and a hidden sheet.
#[test]
fn a_binary_workbook_is_read_with_days_and_merges() {
    let book = read(MERGED).unwrap();
    assert_eq!(book.kind, BookKind::Xls);
    let sheets: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("台帳", false), ("隠し", true), ("空", false)]);
    let sheet = &book.sheets[0];
    let merges = [(1, 1, 0, 3), (4, 6, 0, 0)].map(|(first_row, last_row, first_column, last_column)| Merge {
        first_row,
        last_row,
        first_column,
        last_column,
    });
    assert_eq!(sheet.merges, merges);
    let wanted = [
        (1, 0, "令和８年度　委託契約台帳"),
        (3, 0, "件名"),
        (3, 1, "契約日"),
        (3, 2, "契約金額"),
        (3, 3, "有無"),
        (4, 0, "庁舎清掃業務"),
        (4, 1, "2026-04-01"),
        (4, 2, "1234567"),
        (4, 3, "TRUE"),
        (5, 1, "2026-05-01"),
        (5, 2, "0.125"),
        (6, 1, "0.395833333333333"),
        (6, 2, "1234567.125"),
        (6, 3, "#DIV/0!"),
        (8, 0, "備考\n二行目  空白"),
        (9, 1, "1900-02-28"),
        (9, 2, "-12.5"),
        (9, 4, "〃"),
    ];
    assert_eq!(plain(sheet), expected(&wanted));
    assert!(matches!(sheet.rows[2].cells[1].1, Cell::Date(_)));
}

#[test]
fn a_password_of_a_binary_workbook_is_told() {
    assert!(matches!(read(include_bytes!("../samples/locked.xls")), Err(BookError::Password)));
}

#[test]
fn another_compound_file_is_no_spreadsheet() {
    let mut file = compound::around(b"not a workbook");
    let at = file.windows(4).position(|window| window == b"W\0o\0").unwrap();
    file[at] = b'X';
    assert!(matches!(read(&file), Err(BookError::NotASpreadsheet)));
}

#[test]
fn a_fresh_file_gives_its_stream_back() {
    for length in [0, 1, 4095, 4096, 4097, 5_000_000] {
        let stream: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
        let file = compound::around(&stream);
        let back = compound::Compound::open(&file).unwrap().stream("workbook").unwrap();
        assert_eq!(back[..stream.len()], stream);
        assert!(back[stream.len()..].iter().all(|byte| *byte == 0));
    }
}

#[test]
fn chains_that_run_in_a_circle_are_damaged() {
    let mut file = compound::around(&[1; 9000]);
    // The first table lies in the first sector; the third link belongs to the stream.
    let at = 4096 + 4 * 3;
    file[at..at + 4].copy_from_slice(&2_u32.to_le_bytes());
    assert!(matches!(read(&file), Err(BookError::Damaged)));
    let mut file = compound::around(&[1; 9000]);
    file[4096 + 4..4096 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(read(&file), Err(BookError::Damaged)));
}

#[test]
fn a_binary_workbook_cut_short_is_damaged() {
    for part in 1..8 {
        let cut = MERGED.len() * part / 8;
        assert!(matches!(read(&MERGED[..cut]), Err(BookError::Damaged)), "{cut}");
    }
}

#[test]
fn a_grid_too_large_to_lay_out_is_refused() {
    let limits = Limits { cells: 40, ..Limits::default() };
    // 18 cells are filled, but they span nine rows and five columns.
    assert!(matches!(read_within(MERGED, limits), Err(BookError::TooManyCells { limit: 40 })));
    assert!(read_within(MERGED, Limits { cells: 45, ..limits }).is_ok());
}
