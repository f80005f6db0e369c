//! Any bytes at all are a book or an error: the whole reader, whatever the format.
//! Deliberately not here: what the cells should be; the tests beside the reader know that.
#![no_main]

use std::ops::ControlFlow;
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use paper::book::{Limits, ReadOptions, read_book_bytes};

/// What a library dies of is caught by the reader and is no finding; what nobody catches is one still.
static QUIET: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let limits =
        Limits { part_bytes: 1 << 22, sheet_bytes: 1 << 22, cells: 100_000, rows: 10_000, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    if let Ok(book) = read_book_bytes(bytes, &options, &mut |_, _| ControlFlow::Continue(())) {
        for row in book.sheets.iter().flat_map(|sheet| &sheet.rows) {
            assert!(row.cells.is_sorted_by(|a, b| a.0 < b.0));
            row.cells.iter().for_each(|(_, cell)| drop(cell.plain()));
        }
    }
});
