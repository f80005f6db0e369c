//! Tables: what is written is read back by our own reader, and the parts of a workbook hold what they should.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;
use crate::book::{Book, Cell, Encoding, ReadOptions, read_book_bytes};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn look() -> Look {
    Look::new(day(2026, 4, 1), "潮見市")
}

fn columns() -> Vec<Column> {
    let column = |heading: &str, kind| Column { heading: heading.to_owned(), width: 16.0, kind, ..Column::default() };
    vec![
        column("件名", ColumnKind::Text),
        column("契約日", ColumnKind::Date),
        column("契約金額", ColumnKind::Amount),
        column("件数", ColumnKind::Number),
    ]
}

fn table(rows: Vec<Vec<Value>>) -> Table {
    Table { name: "台帳".to_owned(), columns: columns(), rows, ..Table::default() }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn read(bytes: &[u8], encoding: Option<Encoding>) -> Book {
    let options = ReadOptions { encoding, ..ReadOptions::default() };
    read_book_bytes(bytes, &options, &mut |_, _| ControlFlow::Continue(())).unwrap()
}

/// A part of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn written(bytes: &[u8]) -> String {
    String::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap().to_vec()).unwrap()
}

fn iso(day: NaiveDate) -> String {
    day.to_string()
}

#[test]
fn a_workbook_has_real_days_headings_that_stay_and_a_filter() {
    let rows = vec![vec![text("清掃"), Value::Date(day(2026, 4, 1)), Value::Integer(1_234_567), Value::Integer(3)]];
    let mut table = table(rows);
    table.title = vec!["委託契約台帳".to_owned(), "令和8年度".to_owned()];
    table.page =
        Some(PageSetup { header: "契約 & 管理".to_owned(), footer: "関所".to_owned(), ..PageSetup::default() });
    let upright = to_xlsx(&[table.clone()], &look()).unwrap();
    table.page = None;
    table.columns[3].hidden = true;
    let bytes = to_xlsx(&[table], &look()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "<pane ySplit=\"3\" topLeftCell=\"A4\"",
        "<autoFilter ref=\"A3:D4\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<oddFooter>&amp;R&amp;P / &amp;N</oddFooter>",
        "hidden=\"1\"",
        "<v>46113</v>",
    ] {
        assert!(sheet.contains(wanted), "{wanted} in {sheet}");
    }
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"[$-411]ge.m.d\"") && styles.contains("Yu Gothic"), "{styles}");
    assert!(part(&bytes, "xl/workbook.xml").contains("$3:$3</definedName>"));
    let sheet = part(&upright, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<oddHeader>&amp;L契約 &amp;&amp; 管理</oddHeader>"), "{sheet}");
    assert!(!sheet.contains("landscape"));
    let narrow = to_xlsx(&[Table { printed: Some(2), ..self::table(Vec::new()) }], &look()).unwrap();
    let names = part(&narrow, "xl/workbook.xml");
    assert!(names.contains("!$A$1:$B$"), "only the first columns are printed: {names}");
    let iso = to_xlsx(&[self::table(Vec::new())], &Look { dates: DateShow::Iso, ..look() }).unwrap();
    assert!(
        part(&iso, "xl/styles.xml").contains("formatCode=\"yyyy\\-mm\\-dd\"")
            || part(&iso, "xl/styles.xml").contains("formatCode=\"yyyy-mm-dd\"")
    );
}

#[test]
fn rows_are_as_high_as_their_lines() {
    let mut table =
        table(vec![vec![text("短い")], vec![text("十六字まで一行に入る列の長い件名")], vec![text("一\n二\n三")]]);
    table.columns[1].heading = "契約\n年月日".to_owned();
    let sheet = part(&to_xlsx(&[table], &look()).unwrap(), "xl/worksheets/sheet1.xml");
    let height = |row: usize| {
        let (_, rest) = sheet.split_once(&format!("<row r=\"{row}\"")).unwrap();
        rest.split('>')
            .next()
            .unwrap()
            .split_once(" ht=\"")
            .and_then(|(_, ht)| ht.split('"').next()?.parse::<f64>().ok())
    };
    assert_eq!([height(1), height(2), height(3), height(4)], [Some(30.75), None, Some(30.75), Some(45.0)]);
}

#[test]
fn the_same_table_is_the_same_file() {
    let rows = vec![vec![text("清掃"), Value::Date(day(2026, 4, 1))]; 3];
    let once = to_xlsx(&[table(rows.clone())], &look()).unwrap();
    assert_eq!(once, to_xlsx(&[table(rows)], &look()).unwrap());
}

#[test]
fn choices_are_offered_below_the_last_row_too() {
    let mut table = table(vec![vec![text("はい")]]);
    table.columns[0].choices = vec!["はい".to_owned(), "いいえ".to_owned()];
    table.columns[3].choices = (0..100).map(|number| format!("選択肢その{number}")).collect();
    let bytes = to_xlsx(&[table.clone(), table], &look()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("sqref=\"A2:A202\"") && sheet.contains("<formula1>\"はい,いいえ\"</formula1>"), "{sheet}");
    assert!(sheet.contains("<formula1>choices!$A$1:$A$100</formula1>"), "{sheet}");
    let book = read(&bytes, None);
    let sheets: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(sheets, [("台帳", false), ("台帳 (2)", false), ("choices", true)]);
    assert_eq!(book.sheets[2].rows.len(), 100);
}

#[test]
fn a_marked_field_has_its_reason_beside_it() {
    let marked =
        |severity, note: &str, value| Value::Marked { value: Box::new(value), severity, note: note.to_owned() };
    let rows = vec![vec![
        marked(Mark::Rejected, "実在しない日付です。", text("R8.6.31")),
        marked(Mark::Asked, "年が書かれていません。", Value::Empty),
        marked(Mark::Asked, "", Value::Integer(5)),
    ]];
    let bytes = to_xlsx(&[table(rows)], &look()).unwrap();
    let notes = part(&bytes, "xl/comments1.xml");
    assert!(notes.contains("ref=\"A2\"") && notes.contains("実在しない日付です。"), "{notes}");
    assert!(notes.contains("ref=\"B2\"") && !notes.contains("ref=\"C2\""), "{notes}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("medium") && styles.contains("dashed"), "{styles}");
    let book = read(&bytes, None);
    let cells = vec![(0, Cell::Text("R8.6.31".to_owned())), (2, Cell::Number(5.0))];
    assert_eq!(book.sheets[0].rows[1].cells, cells);
}

#[test]
fn no_text_becomes_a_formula() {
    let texts = ["=1+1", "+81", "-1", "@a", "\t=1", "\r=1", "'0012", "普通"];
    let rows: Vec<Vec<Value>> = texts.iter().map(|it| vec![text(it)]).collect();
    let bytes = to_xlsx(&[table(rows.clone())], &look()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let found: Vec<String> = read(&bytes, None).sheets[0].rows[1..].iter().map(|row| row.cells[0].1.plain()).collect();
    assert_eq!(found, ["=1+1", "+81", "-1", "@a", "\t=1", "\n=1", "''0012", "普通"]);
    let csv = to_csv(&table(rows), CsvEncoding::Utf8Bom, &iso);
    let wanted =
        "件名,契約日,契約金額,件数\r\n'=1+1\r\n'+81\r\n'-1\r\n'@a\r\n\"'\t=1\"\r\n\"'\n=1\"\r\n''0012\r\n普通\r\n";
    assert_eq!(written(&csv.bytes), wanted);
}

#[test]
fn a_text_file_is_quoted_where_it_must_be_and_days_are_worded_by_the_caller() {
    let mut table = table(vec![
        vec![text("a,\"b\""), Value::Date(day(2026, 4, 1)), Value::Integer(-5), Value::Empty],
        vec![text("一\n二"), text(" 前")],
    ]);
    table.title = vec!["台帳".to_owned()];
    let csv = to_csv(&table, CsvEncoding::Utf8Bom, &|_| "R8.4.1".to_owned());
    let wanted = "台帳\r\n件名,契約日,契約金額,件数\r\n\"a,\"\"b\"\"\",R8.4.1,-5,\r\n\"一\n二\",\" 前\"\r\n";
    assert_eq!(written(&csv.bytes), wanted);
}

#[test]
fn what_cp932_does_not_have_is_told_with_its_place() {
    let table = table(vec![
        vec![text("髙﨑①㈱〜—\u{2016}"), text("𠮷野"), text("\u{E000}\u{E03F}\u{E757}")],
        vec![text("é"), text("−")],
    ]);
    let csv = to_csv(&table, CsvEncoding::Cp932, &iso);
    let lost = [Lost { row: 2, column: 1, character: '𠮷' }, Lost { row: 3, column: 0, character: 'é' }];
    assert_eq!(csv.lost, lost);
    let book = read(&csv.bytes, None);
    let found: Vec<String> = book.sheets[0].rows[1].cells.iter().map(|(_, cell)| cell.plain()).collect();
    assert_eq!(found, ["髙﨑①㈱～―∥", "〓野", "\u{E000}\u{E03F}\u{E757}"]);
    assert!(csv.bytes.windows(6).any(|window| window == b"\xF0\x40\xF0\x80\xF9\xFC"));
}

#[test]
fn names_of_sheets_are_put_right() {
    let names = ["", "a/b:c[d]*?\\", "'引用'", "A", "a", &"長".repeat(40), &"長".repeat(41), "History", "Choices"];
    let tables: Vec<Table> = names.iter().map(|name| Table { name: (*name).to_owned(), ..table(Vec::new()) }).collect();
    let book = read(&to_xlsx(&tables, &look()).unwrap(), None);
    let found: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let (long, second) = ("長".repeat(31), format!("{} (2)", "長".repeat(27)));
    let wanted = ["Sheet", "a_b_c_d____", "引用", "A", "a (2)", &long, &second, "History (2)", "Choices (2)"];
    assert_eq!(found, wanted);
}

#[test]
fn what_a_sheet_cannot_hold_is_told() {
    let long = table(vec![vec![text("a")], vec![Value::Empty, text(&"あ".repeat(32_768))]]);
    assert_eq!(to_xlsx(&[long], &look()), Err(TableError::TextTooLong { row: 1, column: 1 }));
    let many = Table { rows: vec![Vec::new(); 1 << 20], ..Table::default() };
    assert_eq!(to_xlsx(&[many], &look()), Err(TableError::TooManyRows));
}

#[test]
fn days_before_1900_are_written_as_text() {
    let bytes =
        to_xlsx(&[table(vec![vec![Value::Date(day(1889, 4, 1)), Value::Date(day(1900, 3, 1))]])], &look()).unwrap();
    let book = read(&bytes, None);
    let cells = vec![(0, Cell::Text("1889-04-01".to_owned())), (1, Cell::Date(day(1900, 3, 1)))];
    assert_eq!(book.sheets[0].rows[1].cells, cells);
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = "[a-z0-9=+@_x ,\"'<>&\n\u{3042}-\u{3093}髙①\u{E000}-\u{E010}-]{0,12}";
    prop_oneof![
        Just(Value::Empty),
        text.prop_map(Value::Text),
        (-999_999_999_999_999_i64..999_999_999_999_999).prop_map(Value::Integer),
        (61_i32..60_000)
            .prop_map(|days| Value::Date(day(1899, 12, 30) + chrono::Days::new(days.unsigned_abs().into()))),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    prop::collection::vec(prop::collection::vec(any_value(), 4), 1..6).prop_map(table)
}

/// What a reader should find, row by row: column and content.
fn content(table: &Table, cell: impl Fn(&Value) -> Option<Cell>) -> Vec<Vec<(u32, Cell)>> {
    let headings = table.columns.iter().map(|column| Value::Text(column.heading.clone())).collect();
    let rows = std::iter::once(&headings).chain(&table.rows);
    let filled = |row: &Vec<Value>| (0..).zip(row).filter_map(|(at, value)| Some((at, cell(value)?))).collect();
    rows.map(filled).filter(|row: &Vec<_>| !row.is_empty()).collect()
}

fn found(book: &Book) -> Vec<Vec<(u32, Cell)>> {
    book.sheets[0].rows.iter().map(|row| row.cells.clone()).collect()
}

proptest! {
    #[test]
    fn what_a_workbook_is_given_is_read_back(table in any_table()) {
        let bytes = to_xlsx(std::slice::from_ref(&table), &look()).unwrap();
        let wanted = content(&table, |value| match value {
            Value::Text(text) if text.is_empty() => None,
            Value::Text(text) if text.starts_with('\'') => Some(Cell::Text(format!("'{text}"))),
            Value::Text(text) => Some(Cell::Text(text.clone())),
            Value::Integer(number) => Some(Cell::Number(*number as f64)),
            Value::Date(day) => Some(Cell::Date(*day)),
            _ => None,
        });
        prop_assert_eq!(found(&read(&bytes, None)), wanted);
    }

    #[test]
    fn what_a_text_file_is_given_is_read_back(table in any_table(), is_utf8: bool) {
        let (encoding, said) =
            if is_utf8 { (CsvEncoding::Utf8Bom, None) } else { (CsvEncoding::Cp932, Some(Encoding::Cp932)) };
        let csv = to_csv(&table, encoding, &iso);
        prop_assert!(csv.lost.is_empty());
        let wanted = content(&table, |value| match value {
            Value::Text(text) if text.is_empty() => None,
            Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\'']) => Some(Cell::Text(format!("'{text}"))),
            Value::Text(text) => Some(Cell::Text(text.clone())),
            Value::Integer(number) => Some(Cell::Text(number.to_string())),
            Value::Date(day) => Some(Cell::Text(iso(*day))),
            _ => None,
        });
        prop_assert_eq!(found(&read(&csv.bytes, said)), wanted);
    }
}

#[test]
fn a_sheet_to_be_filled_in_locks_everything_else_without_a_password() {
    let part = |table: Table, name: &str| {
        let bytes = to_xlsx(&[table], &look()).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut xml).unwrap();
        xml
    };
    let rows = || vec![vec![Value::Text("問い".to_owned()), Value::Empty]];
    let (sheet, styles) = ("xl/worksheets/sheet1.xml", "xl/styles.xml");
    let open = || Table { open: vec![1], ..self::table(rows()) };
    let protection = part(open(), sheet);
    let protection = protection.split("<sheetProtection").nth(1).unwrap().split("/>").next().unwrap().to_owned();
    assert!(protection.contains("sheet=\"1\"") && !protection.contains("password"), "{protection}");
    assert!(part(open(), styles).contains("locked=\"0\""));
    let free = self::table(rows());
    assert!(!part(free.clone(), sheet).contains("<sheetProtection") && !part(free, styles).contains("locked=\"0\""));
}
