//! The running program on a sample office; where nobody can see a window, its papers and its picture.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::files::{Scratch, folder, name_from};
use crate::place::Place;
use crate::postgres::free_port;
use crate::process::{Background, output, run as run_to_end, seconds, shown};
use crate::window::{Screen, has_display};
use crate::{packages, ui, webdriver};

/// Japanese and a blank, as in the folders of a real office.
const SAMPLE: &str = "見本の役所 潮見市";

/// One contract of each kind gets its annexes: with My Number, with personal information, with findings, and any.
const KINDS: [&str; 4] =
    [r#""my_number": true"#, r#""personal_info": true"#, r#""findings": true"#, r#""personal_info": false"#];

const FOREVER: Duration = Duration::MAX;

/// Sets up, builds, makes the sample office and shows it.
pub fn run(place: &Place) -> Result<()> {
    let headless = !has_display();
    packages::install(if headless { &[packages::BUILD, packages::HEADLESS] } else { &[packages::BUILD] })?;
    packages::check_node()?;
    ui::install(place)?;
    ui::task(place, "build", seconds(600))?;
    build(place)?;
    let sample = Sample::make(place)?;
    if headless {
        return show_without_display(place, &sample);
    }
    println!("opening {}", sample.ledger.display());
    run_to_end(Command::new(place.program("sekisho-desktop")).args(sample.arguments()), FOREVER)
}

/// The command line and the window.
pub fn build(place: &Place) -> Result<()> {
    run_to_end(&mut place.cargo(&["build", "--locked", "-p", "sekisho-cli", "-p", "sekisho-desktop"]), seconds(3600))
}

struct Sample {
    ledger: PathBuf,
    key: PathBuf,
    program: PathBuf,
}

impl Sample {
    /// The sample office below `out`: the one that is there, or a new one beside what cannot be opened any more.
    fn make(place: &Place) -> Result<Self> {
        let out = folder(place.out())?;
        let office = out.join(SAMPLE);
        let key = out.join("sample.key");
        let sample = Self { ledger: office.join("sekisho.db"), key, program: place.program("sekisho") };
        if sample.ledger.exists() {
            if sample.ask(&["call", "status", "{}"]).is_ok() {
                return Ok(sample);
            }
            let aside = (1..).map(|n| out.join(format!("{SAMPLE} {n}"))).find(|path| !path.exists());
            let aside = aside.context("no free name for the former sample office")?;
            std::fs::rename(&office, &aside)?;
            println!("the sample office of an earlier build cannot be opened; it lies in {}", aside.display());
        }
        folder(office)?;
        sample.ask(&["init", "--sample"])?;
        Ok(sample)
    }

    fn arguments(&self) -> Vec<String> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        vec!["--ledger".to_owned(), text(&self.ledger), "--key-file".to_owned(), text(&self.key)]
    }

    fn sekisho(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(self.arguments()).args(words);
        command
    }

    /// What a command prints; the exit code 1 means done, with findings.
    fn ask(&self, words: &[&str]) -> Result<Vec<u8>> {
        let mut command = self.sekisho(words);
        let answer = output(&mut command)?;
        if !matches!(answer.status.code(), Some(0 | 1)) {
            bail!("{}: {}", shown(&command), String::from_utf8_lossy(&answer.stderr));
        }
        Ok(answer.stdout)
    }

    /// The newest contract of every kind, none twice.
    fn different_contracts(&self) -> Result<Vec<Contract>> {
        let mut titles = Vec::new();
        let mut contracts = Vec::new();
        for kind in KINDS {
            let query = format!(r#"{{{kind}, "sort": "starts_on", "descending": true}}"#);
            let list: Value = serde_json::from_slice(&self.ask(&["call", "contract_list", &query])?)?;
            let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
            let rows = list["rows"].as_array().context("the list of contracts has no rows")?;
            if let Some(row) = rows.iter().find(|row| !titles.contains(&row["title"])) {
                titles.push(row["title"].clone());
                let name = format!("{} {}", text(row, "number"), text(row, "title"));
                contracts.push(Contract { id: text(row, "id"), name: name.trim().to_owned() });
            }
        }
        Ok(contracts)
    }
}

struct Contract {
    id: String,
    name: String,
}

fn show_without_display(place: &Place, sample: &Sample) -> Result<()> {
    let out = place.out();
    println!("no display here: writing papers and a picture instead");
    let annexes = out.join("annexes");
    if annexes.exists() {
        std::fs::remove_dir_all(&annexes).context("cannot clear out/annexes")?;
    }
    for contract in sample.different_contracts()? {
        let folder = folder(annexes.join(name_from(&contract.name)))?;
        sample.ask(&["annex", &contract.id, "--kind", "all", "--out", &folder.to_string_lossy()])?;
    }
    std::fs::write(out.join("due.json"), sample.ask(&["--json", "due"])?)?;
    std::fs::write(out.join("due.txt"), sample.ask(&["due"])?)?;
    std::fs::write(out.join("window.png"), picture(place, sample)?)?;
    println!(
        "\nthe sample office  {}\nits key            {}\nannexes            {}\nwhat is due        {} and due.json\nthe window         {}\nthe command line   {}",
        sample.ledger.display(),
        sample.key.display(),
        annexes.display(),
        out.join("due.txt").display(),
        out.join("window.png").display(),
        shown(&sample.sekisho(&["contract", "list"])),
    );
    Ok(())
}

fn picture(place: &Place, sample: &Sample) -> Result<Vec<u8>> {
    let logs = folder(place.out().join("logs"))?;
    let runtime = Scratch::private("runtime")?;
    let screen = Screen::start(&logs.join("xvfb.log"))?;
    let port = free_port()?;
    let mut driver = screen.command(runtime.path(), Path::new("WebKitWebDriver"));
    driver.args([format!("--port={port}"), "--host=127.0.0.1".to_owned()]);
    driver.env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
    let _driver = Background::start(driver, &logs.join("webdriver.log"))?;
    webdriver::picture(port, &place.program("sekisho-desktop"), &sample.arguments())
}
