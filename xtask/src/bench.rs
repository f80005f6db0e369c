//! Measurements: the crates' own benchmarks, and the same work done by python-docx, openpyxl and networkx for comparison.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::files::folder;
use crate::packages;
use crate::place::Place;
use crate::process::{output, run, seconds};

/// Measures; a comparison that cannot be installed is named and left out.
pub fn bench(place: &Place) -> Result<()> {
    packages::install(&[packages::BUILD])?;
    let work = folder(place.target.join("bench"))?;
    let (paper, chains) = (work.join("paper.json"), work.join("chains.json"));
    let mut measure = place.cargo(&["bench", "--locked", "-p", "sekisho-tests", "--bench", "office"]);
    measure.env("SEKISHO_BENCH_PAPER", &paper).env("SEKISHO_BENCH_CHAINS", &chains);
    run(&mut measure, seconds(3600))?;
    let book = place.root.join("tests").join("ledgers").join("06-hoshimino-large.xlsx");
    let others = [
        ("python-docx", "python_docx.py", &paper),
        ("openpyxl", "python_openpyxl.py", &book),
        ("networkx", "python_networkx.py", &chains),
    ];
    for (library, script, material) in others {
        if let Err(error) = compare(place, &work.join("python"), library, script, material) {
            println!("{library:<23} not measured: {error:#}");
        }
    }
    Ok(())
}

fn compare(place: &Place, environment: &Path, library: &str, script: &str, material: &Path) -> Result<()> {
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    if !programs.exists() {
        let python = if cfg!(windows) { "python" } else { "python3" };
        quietly(Command::new(python).args(["-m", "venv"]).arg(environment))?;
    }
    let python = programs.join("python");
    quietly(Command::new(&python).args(["-m", "pip", "install", "--quiet", library]))?;
    let script = place.root.join("tests").join("benches").join(script);
    run(Command::new(&python).arg(script).arg(material), seconds(600))
}

fn quietly(command: &mut Command) -> Result<()> {
    let told = output(command)?;
    if !told.status.success() {
        let why = String::from_utf8_lossy(&told.stderr).trim().to_owned();
        bail!("{}", why.lines().last().unwrap_or("it cannot be installed here"));
    }
    Ok(())
}
