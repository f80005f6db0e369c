//! Spreadsheets of OpenDocument.

use super::made::ods;
use super::*;

#[test]
fn a_spreadsheet_as_libreoffice_writes_it_is_read() {
    let book = read(include_bytes!("../samples/merged.ods")).unwrap();
    assert_eq!(book.kind, BookKind::Ods);
    let sheets: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("台帳", false), ("隠し", true), ("空", false)]);
    let merges = [(1, 1, 0, 3), (4, 6, 0, 0)].map(|(first_row, last_row, first_column, last_column)| Merge {
        first_row,
        last_row,
        first_column,
        last_column,
    });
    assert_eq!(book.sheets[0].merges, merges);
    let found = plain(&book.sheets[0]);
    let wanted =
        [(4, 1, "2026-04-01"), (5, 1, "2026-05-01"), (6, 3, "#DIV/0!"), (8, 0, "備考\n二行目  空白"), (9, 4, "〃")];
    assert_eq!(found.len(), 18);
    for cell in expected(&wanted) {
        assert!(found.contains(&cell), "{cell:?}");
    }
}

#[test]
fn a_password_of_a_spreadsheet_is_told() {
    assert!(matches!(read(include_bytes!("../samples/locked.ods")), Err(BookError::Password)));
}

#[test]
fn texts_are_joined_and_remarks_and_furigana_left_out() {
    let cell = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>注釈</text:p></office:annotation>\
        <text:p>山<text:ruby><text:ruby-base>田</text:ruby-base><text:ruby-text>だ</text:ruby-text></text:ruby>&amp;&#x41;<text:s text:c=\"2\"/>\
        <text:span>花<text:tab/>子</text:span></text:p><text:p/><text:p>次\n   の<text:line-break/>行</text:p>\
        <draw:frame><draw:text-box><text:p>図</text:p></draw:text-box></draw:frame></table:table-cell>";
    let bytes = ods(&format!("<table:table table:name=\"表\"><table:table-row>{cell}</table:table-row></table:table>"));
    assert_eq!(cells(&bytes), expected(&[(1, 0, "山田&A  花\t子\n\n次 の\n行")]));
}

#[test]
fn values_follow_their_types() {
    let row = "<table:table-cell office:value-type=\"float\" office:value=\"12.50\"><text:p>12.5</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"currency\" office:value=\"1000\"><text:p>¥1,000</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"percentage\" office:value=\"0.1\"><text:p>10%</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2026-04-01T09:00:00\"><text:p>R8</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"time\" office:time-value=\"PT36H00M00S\"><text:p>36:00</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>真</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1\"/>\
        <table:table-cell table:formula=\"of:=&quot;&quot;\" office:value-type=\"string\" office:string-value=\"\"><text:p/></table:table-cell>\
        <table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"いつか\"><text:p>未定</text:p></table:table-cell>";
    let book = read(&ods(&format!("<table:table><table:table-row>{row}</table:table-row></table:table>"))).unwrap();
    let found: Vec<Cell> = book.sheets[0].rows[0].cells.iter().map(|(_, cell)| cell.clone()).collect();
    let wanted = [
        Cell::Number(12.5),
        Cell::Number(1000.0),
        Cell::Number(0.1),
        day(2026, 4, 1),
        Cell::Number(1.5),
        Cell::Bool(true),
        Cell::Error("#REF!".to_owned()),
        Cell::Text("未定".to_owned()),
    ];
    assert_eq!(found, wanted);
    assert_eq!(book.sheets[0].uncomputed, [(1, 6)]);
}

#[test]
fn repeated_cells_and_rows_are_laid_out_if_filled_and_cost_nothing_if_empty() {
    let rows = "<table:table-header-rows><table:table-row table:number-rows-repeated=\"2\">\
        <table:table-cell table:number-columns-repeated=\"3\"/>\
        <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"7\"/>\
        <table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row></table:table-header-rows>\
        <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"float\" office:value=\"8\"/></table:table-row>\
        <table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell table:number-columns-repeated=\"4000000000\"/></table:table-row>";
    let bytes = ods(&format!("<table:table>{rows}</table:table>"));
    let wanted = [(1, 3, "7"), (1, 4, "7"), (2, 3, "7"), (2, 4, "7"), (1_048_003, 0, "8")];
    assert_eq!(cells(&bytes), expected(&wanted));
    let many = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell office:value-type=\"float\" office:value=\"8\"/></table:table-row>";
    assert!(matches!(read(&ods(&format!("<table:table>{many}</table:table>"))), Err(BookError::TooManyRows { .. })));
}

#[test]
fn covered_cells_hold_their_place_and_spans_become_merges() {
    let rows = "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>親</text:p></table:table-cell>\
        <table:covered-table-cell><text:p>隠れた値</text:p></table:covered-table-cell><table:table-cell><text:p>右</text:p></table:table-cell></table:table-row>";
    let book = read(&ods(&format!("<table:table table:style-name=\"ta2\">{rows}</table:table>"))).unwrap();
    assert_eq!(plain(&book.sheets[0]), expected(&[(1, 0, "親"), (1, 2, "右")]));
    assert_eq!(book.sheets[0].merges, [Merge { first_row: 1, last_row: 2, first_column: 0, last_column: 1 }]);
    assert!(book.sheets[0].hidden);
}

#[test]
fn broken_content_is_damaged() {
    let wrong = [
        "<table:table><table:table-row>",
        "<table:table><table:table-row><table:table-cell><text:p>&unknown;</text:p></table:table-cell></table:table-row></table:table>",
        "<table:table><table:table-row table:number-rows-repeated=\"many\"/></table:table>",
    ];
    for tables in wrong {
        assert!(matches!(read(&ods(tables)), Err(BookError::Damaged)), "{tables}");
    }
    let limits = Limits { sheet_bytes: 1000, ..Limits::default() };
    let long = format!("<table:table table:name=\"{}\"/>", "あ".repeat(1000));
    assert!(matches!(read_within(&ods(&long), limits), Err(BookError::Bomb)));
}
