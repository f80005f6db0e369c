//! Any bytes at all, read as text in an encoding that the first of them chooses, are cells or an error.
//! Deliberately not here: packages and binary workbooks, which hide the text from chance.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use paper::book::{BookKind, Encoding, ReadOptions, read_book_bytes};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let encodings = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Cp932];
    let encoding = encodings.get(usize::from(*first % 5)).copied();
    if text.starts_with(b"PK") || text.starts_with(b"\xD0\xCF") {
        return;
    }
    let options = ReadOptions { encoding, ..ReadOptions::default() };
    if let Ok(book) = read_book_bytes(text, &options, &mut |_, _| ControlFlow::Continue(())) {
        assert!(matches!(book.kind, BookKind::Text { .. }));
        assert!(book.sheets.len() == 1 && !book.sheets[0].rows.is_empty());
    }
});
