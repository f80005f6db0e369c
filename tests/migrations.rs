//! A ledger of every released schema, as it lay on a disk then, opens with today's program and has lost nothing.
//!
//! `migrations/NNNN.db` is a ledger of schema NNNN and `migrations/NNNN.json` is what was in it; neither is ever made anew.
//! Where the newest schema has none yet, `UPDATE_SNAPSHOTS=1` makes them (`migrations/make.rs`).

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not there")]

mod migrations {
    mod contents;
    mod make;
    mod open;
}
