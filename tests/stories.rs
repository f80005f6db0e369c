//! Whole stories as a person in an office lives them, told through the command table on each engine.
//! What one command does by itself is tested beside it in the `ledger` crate.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod stories {
    mod accidents;
    mod approval;
    mod bound;
    mod calendar;
    mod clouds;
    mod consent;
    mod contract_forms;
    mod contract_sheet;
    mod contractor;
    mod due;
    mod evidence;
    mod generated;
    mod incident;
    mod letters;
    mod mine;
    mod names;
    mod office;
    mod past;
    mod people;
    mod pictures;
    mod publication;
    mod rights;
    mod risk;
    mod seen;
    mod selection;
    mod signing;
    mod sns;
    mod sns_approval;
    mod tell;
    mod terms;
    mod transfer;
    mod years;
}
