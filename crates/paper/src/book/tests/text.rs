//! Text tables.

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

use super::*;
use crate::book::split::Records;

fn kind(bytes: &[u8]) -> BookKind {
    read(bytes).unwrap().kind
}

fn cp932(text: &str) -> Vec<u8> {
    let (bytes, _, failed) = SHIFT_JIS.encode(text);
    assert!(!failed);
    bytes.into_owned()
}

#[test]
fn the_encoding_is_found_out() {
    let text = "件名,金額\r\n髙﨑①㈱,1\r\n";
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect();
    let le: Vec<u8> = utf16(u16::to_le_bytes);
    let be: Vec<u8> = utf16(u16::to_be_bytes);
    let marked = format!("\u{FEFF}{text}").into_bytes();
    let files = [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8),
        (le, Encoding::Utf16Le),
        (be, Encoding::Utf16Be),
        (cp932(text), Encoding::Cp932),
    ];
    for (bytes, encoding) in files {
        assert_eq!(kind(&bytes), BookKind::Text { encoding, delimiter: ',' });
        assert_eq!(cells(&bytes), expected(&[(1, 0, "件名"), (1, 1, "金額"), (2, 0, "髙﨑①㈱"), (2, 1, "1")]));
    }
}

#[test]
fn characters_of_private_use_survive() {
    let bytes = b"\xF0\x40,\xF9\xFC,\xB1\xB2\n";
    assert_eq!(cells(bytes), expected(&[(1, 0, "\u{E000}"), (1, 1, "\u{E757}"), (1, 2, "ｱｲ")]));
}

#[test]
fn what_a_person_says_about_the_encoding_holds() {
    let options = |encoding| ReadOptions { encoding: Some(encoding), ..ReadOptions::default() };
    let mut go_on = |_, _| ControlFlow::Continue(());
    let book = read_book_bytes("件名".as_bytes(), &options(Encoding::Utf8), &mut go_on).unwrap();
    assert_eq!(plain(&book.sheets[0]), expected(&[(1, 0, "件名")]));
    let unmarked: Vec<u8> = "a\tb".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let book = read_book_bytes(&unmarked, &options(Encoding::Utf16Le), &mut go_on).unwrap();
    assert_eq!(plain(&book.sheets[0]), expected(&[(1, 0, "a"), (1, 1, "b")]));
    let wrong = read_book_bytes(&cp932("一\n二"), &options(Encoding::Utf8), &mut go_on);
    assert!(matches!(wrong, Err(BookError::Undecodable { line: 1 })));
}

#[test]
fn files_put_together_from_two_encodings_are_told() {
    let mut bytes = "件名,金額\r\n".as_bytes().to_vec();
    bytes.extend(cp932("清掃業務,1\r\n"));
    assert!(matches!(read(&bytes), Err(BookError::MixedEncodings { line: 2 })));
    let mut bytes = cp932("件名,金額\nabc,1\n");
    bytes.extend("清掃業務,1\n".as_bytes());
    assert!(matches!(read(&bytes), Err(BookError::MixedEncodings { line: 3 })));
    let bytes = [&cp932("件名\r金額\r\n")[..], "清掃業務\r".as_bytes()].concat();
    assert!(matches!(read(&bytes), Err(BookError::MixedEncodings { line: 3 })));
}

#[test]
fn bytes_that_are_no_characters_are_told_with_their_line() {
    let mut bytes = cp932("件名,金額\r\n清掃,1\r");
    bytes.extend(b"\x81");
    assert!(matches!(read(&bytes), Err(BookError::Undecodable { line: 3 })));
    assert!(matches!(read(b"\xEF\xBB\xBFa\nb\n\x81\n"), Err(BookError::Undecodable { line: 3 })));
    assert!(matches!(read(b"\xFF\xFEa\0\n\0\x00\xD8\n\0"), Err(BookError::Undecodable { line: 2 })));
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_program_numbers_them() {
    let text = b"a,b\r\n\r\n\"c\r\nd\",e\rf\n\n\ng";
    let wanted = [(1, 0, "a"), (1, 1, "b"), (3, 0, "c\nd"), (3, 1, "e"), (4, 0, "f"), (7, 0, "g")];
    assert_eq!(cells(text), expected(&wanted));
}

#[test]
fn quotation_marks_are_read_as_the_standard_says() {
    let text = "\"a,\"\"b\"\"\",c \"d\",\"e\"f,\" \"\n\"\",,g\n";
    assert_eq!(
        cells(text.as_bytes()),
        expected(&[(1, 0, "a,\"b\""), (1, 1, "c \"d\""), (1, 2, "ef"), (1, 3, " "), (2, 2, "g")])
    );
    assert!(matches!(read(b"a,b\n\"c\n\nd,e"), Err(BookError::UnterminatedQuote { line: 2 })));
    assert!(matches!(read(b"\"a\nb\"\n\"c"), Err(BookError::UnterminatedQuote { line: 3 })));
}

#[test]
fn numbers_kept_as_formulas_of_text_are_text() {
    let text = "=\"0012\",\"=\"\"0034\"\"\",=\"a\"&\"b\",=1+1,0056,=\"\n";
    let wanted =
        [(1, 0, "0012"), (1, 1, "0034"), (1, 2, "=\"a\"&\"b\""), (1, 3, "=1+1"), (1, 4, "0056"), (1, 5, "=\"")];
    assert_eq!(cells(text.as_bytes()), expected(&wanted));
}

#[test]
fn the_delimiter_is_the_one_that_divides_more() {
    assert_eq!(kind(b"a\tb,c\td\n"), BookKind::Text { encoding: Encoding::Utf8, delimiter: '\t' });
    assert_eq!(kind(b"title, of it\n\na\tb\tc\n"), BookKind::Text { encoding: Encoding::Utf8, delimiter: '\t' });
    assert_eq!(kind(b"a\tb,c\n"), BookKind::Text { encoding: Encoding::Utf8, delimiter: ',' });
    assert_eq!(kind(b"\"a\tb\tc\",d\n"), BookKind::Text { encoding: Encoding::Utf8, delimiter: ',' });
    assert_eq!(kind(b"single\n"), BookKind::Text { encoding: Encoding::Utf8, delimiter: ',' });
}

#[test]
fn control_characters_are_left_out() {
    assert_eq!(cells(b"a\x07b,\x1B,\"c\td\"\n"), expected(&[(1, 0, "ab"), (1, 2, "c\td")]));
}

/// What another splitter finds.
fn by_csv(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn by_us(text: &str, delimiter: char) -> Option<Vec<Vec<String>>> {
    let mut records = Records::new(text, delimiter);
    let (mut fields, mut found) = (Vec::new(), Vec::new());
    while records.read(&mut fields).ok()? {
        found.push(fields.clone());
    }
    Some(found)
}

proptest! {
    #[test]
    fn records_are_those_of_the_csv_crate(text in "[a,\"\t\r\n 件]{0,60}") {
        // That crate passes over empty lines and closes open quotation marks.
        if let Some(ours) = by_us(&text, ',') {
            let ours: Vec<_> = ours.into_iter().filter(|record| *record != [""] ).collect();
            let theirs: Vec<_> = by_csv(&text, b',').into_iter().filter(|record| *record != [""]).collect();
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        rows in prop::collection::vec(prop::collection::vec("[a,\"\t\r\n 件=+]{0,6}", 1..5), 1..6),
        delimiter in prop::sample::select(vec![b',', b'\t']),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).delimiter(delimiter).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(by_us(&text, char::from(delimiter)), Some(rows));
    }
}
