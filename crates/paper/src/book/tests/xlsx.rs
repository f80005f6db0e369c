//! Workbooks of Office Open XML.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::made::{Parts, xlsx, zip};
use super::*;

fn with_texts(texts: &str, rows: &str) -> Vec<u8> {
    let sheet = ("name=\"台帳\"".to_owned(), format!("<sheetData>{rows}</sheetData>"));
    Parts { sheets: vec![sheet], texts: texts.to_owned(), ..Parts::default() }.pack()
}

#[test]
fn a_workbook_as_excel_writes_it_is_read() {
    let mut workbook = Workbook::new();
    let era = Format::new().set_num_format("[$-411]ge.m.d");
    let sheet = workbook.add_worksheet().set_name("令和8年度").unwrap();
    sheet.merge_range(0, 0, 0, 3, "委託契約台帳", &Format::new()).unwrap();
    sheet.write(2, 1, "清掃\n業務").unwrap();
    sheet.write_with_format(2, 2, ExcelDateTime::from_ymd(2026, 4, 1).unwrap(), &era).unwrap();
    sheet.write(2, 3, 1_234_567).unwrap();
    sheet.write(2, 4, true).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet.write_formula(3, 3, rust_xlsxwriter::Formula::new("=SUM(D3:D3)").set_result("1234567")).unwrap();
    workbook.add_worksheet().set_name("控").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    let book = read(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(book.kind, BookKind::Xlsx);
    let names: Vec<(&str, bool)> = book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(names, [("令和8年度", false), ("控", true)]);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merges, [Merge { first_row: 1, last_row: 1, first_column: 0, last_column: 3 }]);
    assert_eq!(sheet.rows[1].number, 3);
    assert_eq!(
        sheet.rows[1].cells,
        [
            (1, Cell::Text("清掃\n業務".to_owned())),
            (2, day(2026, 4, 1)),
            (3, Cell::Number(1_234_567.0)),
            (4, Cell::Bool(true))
        ]
    );
    assert_eq!(sheet.rows[2].cells, [(3, Cell::Number(1_234_567.0))]);
}

#[test]
fn furigana_is_no_part_of_the_text() {
    let texts = "<si><t>山田</t><rPh sb=\"0\" eb=\"2\"><t>ヤマダ</t></rPh><phoneticPr fontId=\"1\"/></si>\
                 <si><r><t xml:space=\"preserve\">契約 </t></r><r><rPr><b/></rPr><t>担当</t></r><rPh sb=\"0\" eb=\"2\"><t>ケイヤク</t></rPh></si><si/><si><t/></si>\
                 <si><t>末尾</t></si>";
    let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c>\
               <c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\"><v>4</v></c></row>";
    assert_eq!(cells(&with_texts(texts, row)), expected(&[(1, 0, "山田"), (1, 1, "契約 担当"), (1, 4, "末尾")]));
}

#[test]
fn values_are_taken_as_they_were_kept() {
    let rows = "<row r=\"2\">\
        <c r=\"A2\" t=\"inlineStr\"><is><t>行内&amp;文字</t></is></c>\
        <c r=\"B2\" t=\"str\"><f>A1&amp;\"\"</f><v></v></c>\
        <c r=\"C2\"><f>1+1</f></c>\
        <c r=\"D2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>\
        <c r=\"E2\" t=\"b\"><v>1</v></c>\
        <c r=\"F2\" t=\"d\"><v>2026-04-01T00:00:00</v></c>\
        <c r=\"G2\"><v>1E3</v></c>\
        <c r=\"H2\" t=\"inlineStr\"><is><t>一_x000D_\n二\u{7}</t></is></c></row>";
    let book = read(&xlsx(rows)).unwrap();
    let found = plain(&book.sheets[0]);
    let wanted = [
        (2, 0, "行内&文字"),
        (2, 3, "#DIV/0!"),
        (2, 4, "TRUE"),
        (2, 5, "2026-04-01"),
        (2, 6, "1000"),
        (2, 7, "一\n二"),
    ];
    assert_eq!(found, expected(&wanted));
    assert_eq!(book.sheets[0].uncomputed, [(2, 2)]);
    assert!(matches!(book.sheets[0].rows[0].cells[3].1, Cell::Date(_)));
}

#[test]
fn shared_formulas_keep_their_values_and_are_told_when_they_have_none() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"4000000000\">B1</f><v>7</v></c></row>\
                <row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"4000000000\"/><v>8</v></c></row>\
                <row r=\"3\"><c r=\"A3\"><f t=\"shared\" si=\"4000000000\"/></c></row>";
    let book = read(&xlsx(rows)).unwrap();
    assert_eq!(plain(&book.sheets[0]), expected(&[(1, 0, "7"), (2, 0, "8")]));
    assert_eq!(book.sheets[0].uncomputed, [(3, 0)]);
}

#[test]
fn days_follow_the_style_and_the_date_system_of_the_workbook() {
    let rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46113</v></c><c r=\"B1\" s=\"1\"><v>46113.75</v></c>\
                <c r=\"C1\" s=\"2\"><v>0.5</v></c><c r=\"D1\" s=\"3\"><v>1.5</v></c><c r=\"E1\"><v>46113</v></c>\
                <c r=\"F1\" s=\"1\"><v>-1</v></c><c r=\"G1\" s=\"1\"><v>1e300</v></c><c r=\"H1\" s=\"1\"><v>59</v></c></row>";
    let row =
        |bytes: &[u8]| read(bytes).unwrap().sheets[0].rows[0].cells.iter().map(|it| it.1.clone()).collect::<Vec<_>>();
    let found = row(&xlsx(rows));
    let numbers =
        [Cell::Number(0.5), Cell::Number(1.5), Cell::Number(46113.0), Cell::Number(-1.0), Cell::Number(1e300)];
    assert_eq!(found[..2], [day(2026, 4, 1), day(2026, 4, 1)]);
    assert_eq!(found[2..7], numbers);
    assert_eq!(found[7], day(1900, 2, 28));
    let sheet = ("name=\"台帳\"".to_owned(), format!("<sheetData>{rows}</sheetData>"));
    let of_1904 = Parts { properties: "date1904=\"1\"".to_owned(), sheets: vec![sheet], ..Parts::default() };
    assert_eq!(row(&of_1904.pack())[..2], [day(2030, 4, 2), day(2030, 4, 2)]);
}

#[test]
fn hidden_sheets_are_told_and_merges_are_kept() {
    let data = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    let merged = format!(
        "{data}<mergeCells><mergeCell ref=\"A1:A3\"/><mergeCell ref=\"B5:D5\"/><mergeCell ref=\"Z9\"/></mergeCells>"
    );
    let sheet = |attributes: &str, content: &str| (attributes.to_owned(), content.to_owned());
    let sheets = vec![
        sheet("name=\"表\"", &merged),
        sheet("name=\"裏\" state=\"hidden\"", data),
        sheet("name=\"奥\" state=\"veryHidden\"", data),
    ];
    let book = read(&Parts { sheets, ..Parts::default() }.pack()).unwrap();
    assert_eq!(book.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true, true]);
    let merges = [
        Merge { first_row: 1, last_row: 3, first_column: 0, last_column: 0 },
        Merge { first_row: 5, last_row: 5, first_column: 1, last_column: 3 },
    ];
    assert_eq!(book.sheets[0].merges, merges);
}

#[test]
fn cells_without_references_follow_each_other() {
    let rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>";
    assert_eq!(cells(&xlsx(rows)), expected(&[(1, 0, "1"), (1, 1, "2"), (3, 1, "3")]));
}

#[test]
fn cells_in_disorder_are_put_in_order() {
    let rows = "<row r=\"5\"><c r=\"B5\"><v>1</v></c><c r=\"A5\"><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><v>3</v></c></row>\
                <row r=\"5\"><c r=\"C5\"><v>4</v></c><c r=\"A5\"><v>5</v></c></row>";
    assert_eq!(cells(&xlsx(rows)), expected(&[(2, 0, "3"), (5, 0, "5"), (5, 1, "1"), (5, 2, "4")]));
}

#[test]
fn rows_without_content_and_a_far_cell_cost_nothing() {
    let mut rows: String =
        (1..60_000).map(|n| format!("<row r=\"{n}\" s=\"1\"><c r=\"A{n}\" s=\"1\"/></row>")).collect();
    rows += "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(cells(&xlsx(&rows)), expected(&[(1_048_576, 16_383, "1")]));
}

#[test]
fn a_package_that_unpacks_to_too_much_is_refused() {
    let zeros = format!("<row r=\"1\"><c r=\"A1\"><v>{}</v></c></row>", "0".repeat(3 << 20));
    let bytes = xlsx(&zeros);
    assert!(bytes.len() < 20_000);
    let limits = Limits { sheet_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(read_within(&bytes, limits), Err(BookError::Bomb)));
    let bytes = with_texts(&format!("<si><t>{}</t></si>", " ".repeat(3 << 20)), "");
    let limits = Limits { part_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(read_within(&bytes, limits), Err(BookError::Bomb)));
}

#[test]
fn a_declared_size_is_not_believed() {
    let mut bytes = xlsx(&format!("<row r=\"1\"><c r=\"A1\"><v>{}</v></c></row>", "0".repeat(3 << 20)));
    // The size unpacked stands 24 bytes after the mark of an entry of the directory, 22 after that of the part.
    let mut shrunk = 0;
    for (mark, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        for at in 0..bytes.len() - 30 {
            let size = |bytes: &[u8]| u32::from_le_bytes(bytes[at + offset..at + offset + 4].try_into().unwrap());
            if bytes[at..].starts_with(mark) && size(&bytes) > 1 << 20 {
                bytes[at + offset..at + offset + 4].copy_from_slice(&100_u32.to_le_bytes());
                shrunk += 1;
            }
        }
    }
    assert!(shrunk > 0);
    let limits = Limits { sheet_bytes: 1 << 20, ..Limits::default() };
    assert!(matches!(read_within(&bytes, limits), Err(BookError::Bomb | BookError::Damaged)));
}

#[test]
fn declarations_of_entities_are_refused() {
    let sheet = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>".to_owned();
    let mut parts = Parts { texts: "<si><t>a</t></si>".to_owned(), ..Parts::default() };
    parts.sheets[0].1 = sheet;
    assert!(read(&parts.pack()).is_ok());
    parts.texts_head.0 = "<!DOCTYPE sst [<!ENTITY a \"aaaa\">]>".to_owned();
    assert!(matches!(read(&parts.pack()), Err(BookError::Damaged)));
}

#[test]
fn more_texts_than_there_is_room_for_are_not_believed() {
    let mut parts = Parts { texts: "<si><t>a</t></si>".to_owned(), ..Parts::default() };
    parts.sheets[0].1 = "<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>".to_owned();
    assert_eq!(cells(&parts.pack()), expected(&[(1, 0, "a")]));
    parts.texts_head.1 = "uniqueCount=\"9999999999999\"".to_owned();
    assert!(matches!(read(&parts.pack()), Err(BookError::Damaged)));
}

#[test]
fn what_contradicts_itself_is_damaged() {
    let wrong = [
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>",
        "<row r=\"1\"><c r=\"AAAAAAAAAAAAA1\"><v>5</v></c></row>",
        "<row r=\"1\"><c r=\"A9999999999\"><v>5</v></c></row>",
        "<row r=\"4294967295\"><c><v>5</v></c></row>",
        "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"C3:A1\">1</f><v>5</v></c></row><row r=\"x\"/>",
        "<row r=\"1\"><c r=\"A1\"><v>5",
    ];
    for rows in wrong {
        assert!(matches!(read(&xlsx(rows)), Err(BookError::Damaged)), "{rows}");
    }
    let twice = vec![("name=\"表\"".to_owned(), "<sheetData/>".to_owned()); 2];
    assert!(matches!(read(&Parts { sheets: twice, ..Parts::default() }.pack()), Err(BookError::Damaged)));
    assert!(matches!(read(&zip(&[("xl/workbook.xml", "<workbook/>")])), Err(BookError::Damaged)));
}

#[test]
fn a_file_cut_short_is_damaged() {
    let whole = xlsx("<row r=\"1\"><c r=\"A1\"><v>5</v></c></row>");
    for part in 1..8 {
        let cut = whole.len() * part / 8;
        assert!(matches!(read(&whole[..cut]), Err(BookError::Damaged)), "{cut}");
    }
}

#[test]
fn a_password_is_told_and_not_taken_for_damage() {
    assert!(matches!(read(include_bytes!("../samples/locked.xlsx")), Err(BookError::Password)));
}
