//! Ledgers kept in spreadsheets: read as a careful clerk reads them, taken into a ledger once, and brought out whole.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod exchange {
    mod again;
    mod back;
    mod decided;
    mod files;
    mod ledgers;
    mod maps;
    mod office;
    mod round;
    mod window;
}
