//! Tests of the reader, by format; what they share is here and in `made`, which makes packages by hand.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::*;

mod made;
mod mutated;
mod ods;
mod text;
mod xls;
mod xlsx;

fn read(bytes: &[u8]) -> Result<Book, BookError> {
    read_book_bytes(bytes, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(()))
}

fn read_within(bytes: &[u8], limits: Limits) -> Result<Book, BookError> {
    let options = ReadOptions { limits, ..ReadOptions::default() };
    read_book_bytes(bytes, &options, &mut |_, _| ControlFlow::Continue(()))
}

/// The cells of a sheet: row, column, plain text.
fn plain(sheet: &Sheet) -> Vec<(u32, u32, String)> {
    let rows = sheet.rows.iter();
    rows.flat_map(|row| row.cells.iter().map(|(column, cell)| (row.number, *column, cell.plain()))).collect()
}

/// The cells of the only sheet of a file.
#[track_caller]
fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
    let book = read(bytes).unwrap();
    assert_eq!(book.sheets.len(), 1);
    plain(&book.sheets[0])
}

fn expected(cells: &[(u32, u32, &str)]) -> Vec<(u32, u32, String)> {
    cells.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect()
}

fn day(year: i32, month: u32, day: u32) -> Cell {
    Cell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

#[test]
fn a_cell_is_plain_as_a_person_types_it() {
    let numbers = [
        (0.0, "0"),
        (-0.0, "0"),
        (12.0, "12"),
        (-12.5, "-12.5"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (1_234_567_890_123.0, "1234567890123"),
    ];
    for (number, text) in numbers {
        assert_eq!(Cell::Number(number).plain(), text);
    }
    assert_eq!(day(2026, 4, 1).plain(), "2026-04-01");
    assert_eq!(Cell::Bool(false).plain(), "FALSE");
    assert_eq!(Cell::Error("#REF!".to_owned()).plain(), "#REF!");
    assert_eq!(Cell::Text(" ０１ ".to_owned()).plain(), " ０１ ");
}

#[test]
fn other_files_are_told_apart_whatever_they_are_called() {
    let docx = made::zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")]);
    let others: [&[u8]; 8] = [
        &docx,
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1A\n....",
        b"\xFF\xD8\xFF\xE0..",
        b"a,b\0c\n",
        b"{\\rtf1 }",
        b"<?xml version=\"1.0\"?><svg/>",
        &made::zip(&[]),
    ];
    for bytes in others {
        assert!(matches!(read(bytes), Err(BookError::NotASpreadsheet)), "{:?}", String::from_utf8_lossy(bytes));
    }
    let xlsb = made::zip(&[("xl/workbook.bin", "x")]);
    let xml = "<?xml version=\"1.0\"?>\r\n<?mso-application progid=\"Excel.Sheet\"?>\r\n\
               <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    let utf16: Vec<u8> = "\u{FEFF}<html><table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tables: [(&[u8], &str); 7] = [
        (&xlsb, "xlsb"),
        (b"\xEF\xBB\xBF \r\n<HTML xmlns:x=\"urn:x\"><table>", "html"),
        (b"<table><tr><td>1</td></tr></table>", "html"),
        (&utf16, "html"),
        (xml.as_bytes(), "xml-2003"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mhtml"),
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "sylk"),
    ];
    for (bytes, format) in tables {
        assert!(matches!(read(bytes), Err(BookError::OtherFormat { name }) if name == format), "{format}");
    }
}

#[test]
fn nothing_written_is_empty() {
    for bytes in [&b""[..], b"\n\n", b",,\r\n,\"\"\r\n", b"\xEF\xBB\xBF"] {
        assert!(matches!(read(bytes), Err(BookError::Empty)));
    }
    assert!(matches!(read(&made::xlsx("<row r=\"3\"><c r=\"A3\" s=\"1\"/></row>")), Err(BookError::Empty)));
}

#[test]
fn a_large_file_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台帳 200MB.csv");
    std::fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let refused = read_book(&path, &ReadOptions::default(), &mut |_, _| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(BookError::TooLarge { limit_bytes }) if limit_bytes == 100 << 20));
    let missing = read_book(&folder.path().join("ない.csv"), &ReadOptions::default(), &mut |_, _| panic!());
    assert!(matches!(missing, Err(BookError::Io(_))));
}

#[test]
fn too_much_content_is_refused() {
    let limits = Limits { cells: 6, rows: 3, columns: 2, ..Limits::default() };
    assert!(read_within(b"1,2\n1,2\n1,2\n", limits).is_ok());
    assert!(matches!(read_within(b"1,2,3\n", limits), Err(BookError::TooManyColumns { limit: 2 })));
    assert!(matches!(read_within(b"1\n1\n1\n1\n", limits), Err(BookError::TooManyRows { limit: 3 })));
    let limits = Limits { cells: 5, ..limits };
    assert!(matches!(read_within(b"1,2\n1,2\n1,2\n", limits), Err(BookError::TooManyCells { limit: 5 })));
}

#[test]
fn whoever_waits_is_told_and_may_stop() {
    let text = "件名,金額\n".repeat(70_000);
    let workbook =
        made::xlsx(&(1..=20_000).map(|n| format!("<row r=\"{n}\"><c><v>1</v></c></row>")).collect::<String>());
    for bytes in [text.as_bytes(), &workbook] {
        let mut told = Vec::new();
        let read = read_book_bytes(bytes, &ReadOptions::default(), &mut |done, total| {
            told.push((done, total));
            ControlFlow::Continue(())
        });
        assert!(read.is_ok());
        assert!(told.is_sorted() && told.iter().all(|(done, total)| done <= total), "{told:?}");
        assert!(told.last().is_some_and(|(done, total)| done == total), "{told:?}");
        let stopped = read_book_bytes(bytes, &ReadOptions::default(), &mut |_, _| ControlFlow::Break(()));
        assert!(matches!(stopped, Err(BookError::Cancelled)));
    }
}
