//! `cargo xtask setup | run | test | bench`: everything from a fresh machine with Rust and Node to the running program.
//! It builds, starts and stops; what the program does and what a test expects is not known here.

mod bench;
mod files;
mod packages;
mod place;
mod postgres;
mod process;
mod run;
mod steps;
mod test;
mod ui;
mod webdriver;
mod window;

use std::process::ExitCode;

use anyhow::Result;

use crate::place::Place;

const USAGE: &str = "\
cargo xtask setup   install what building and testing need
cargo xtask run     build, make the sample office and open it (without a display: write its papers and a picture)
cargo xtask test    everything a change has to pass; `test WORD` only the steps with that word in their name
cargo xtask bench   measure, beside python-docx, openpyxl and networkx where they can be installed";

fn main() -> ExitCode {
    match act() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act() -> Result<()> {
    let place = Place::find()?;
    match std::env::args().nth(1).as_deref() {
        Some("setup") => test::set_up(&place),
        Some("run") => run::run(&place),
        Some("test") => test::test(&place, std::env::args().nth(2)),
        Some("bench") => bench::bench(&place),
        _ => anyhow::bail!("which task?\n{USAGE}"),
    }
}
