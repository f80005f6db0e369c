//! Handover sheets of a transfer, and papers of four sample contracts, word for word and as Word files: what a clerk would sign.
//! How blocks become a Word file in detail is tested in the `paper` crate.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod papers {
    mod answered;
    mod articles;
    mod cloud;
    mod cloud_sheet;
    mod contract_sheet;
    mod forms;
    mod golden;
    mod handover;
    mod incident;
    mod letters;
    mod oversight;
    mod references;
    mod risk;
    mod samples;
    mod selection;
    mod sns;
    mod tables;
    mod word_files;
    mod words;
}
