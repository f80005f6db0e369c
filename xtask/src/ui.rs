//! The pages: their libraries, and npm's tasks in the `ui` folder.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::place::Place;
use crate::process::{run, seconds};

/// npm's name on this system.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the libraries, unless they are those of the lock file already.
pub fn install(place: &Place) -> Result<()> {
    let lock = std::fs::read(place.ui().join("package-lock.json")).context("ui/package-lock.json cannot be read")?;
    let stamp = place.ui().join("node_modules").join(".installed-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("the libraries are those of ui/package-lock.json");
        return Ok(());
    }
    run(Command::new(NPM).args(["ci", "--no-audit", "--no-fund"]).current_dir(place.ui()), seconds(600))?;
    std::fs::write(&stamp, lock).context("cannot note which libraries are installed")
}

/// One of the tasks of ui/package.json.
pub fn task(place: &Place, name: &str, limit: Duration) -> Result<()> {
    run(Command::new(NPM).args(["run", name]).current_dir(place.ui()), limit)
}
