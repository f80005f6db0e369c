//! A ledger in memory and files in a folder of their own, as the tests of this target need them.

use std::path::PathBuf;

use ledger::exchange::{ImportRequest, ImportResult, ImportRun, Register};
use ledger::{Error, Ledger};
use serde_json::Value;

/// An empty ledger of 2026-11-26, and a folder for files.
pub struct Office {
    pub ledger: Ledger,
    folder: tempfile::TempDir,
}

impl Office {
    pub fn new() -> Self {
        Self::on(Ledger::in_memory().unwrap())
    }

    /// One on every engine that tests can reach.
    pub fn each() -> Vec<Self> {
        db::testing::engines().into_iter().map(|(_, db)| Self::on(Ledger::on(db).unwrap())).collect()
    }

    fn on(mut ledger: Ledger) -> Self {
        ledger.set_today("2026-11-26".parse().unwrap());
        Self { ledger, folder: tempfile::Builder::new().prefix("取り込み の箱").tempdir().unwrap() }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    /// A file with this text.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.folder.path().join(name), text).unwrap();
        self.path(name)
    }

    /// What an import does.
    #[track_caller]
    pub fn import(&mut self, register: Register, file: &str) -> ImportResult {
        self.try_import(&request(register, file)).unwrap()
    }

    /// What an import does, or why it does not.
    pub fn try_import(&mut self, import: &ImportRequest) -> Result<ImportResult, Error> {
        self.ledger.run_import(&ImportRun { import: import.clone(), remember: None })
    }

    /// Contracts taken from a table with these lines below the usual headings.
    #[track_caller]
    pub fn contracts(&mut self, lines: &[&str]) -> ImportResult {
        let file = self.table("台帳.csv", lines);
        self.import(Register::Contract, &file)
    }

    /// A table of contracts under the usual headings.
    pub fn table(&self, name: &str, lines: &[&str]) -> String {
        self.file(name, &format!("契約番号,件名,所管課,受託者,契約期間,契約金額\n{}\n", lines.join("\n")))
    }

    /// The contract with this number, as JSON.
    #[track_caller]
    pub fn contract(&mut self, number: &str) -> Value {
        serde_json::to_value(self.ledger.find_contract(number).unwrap()).unwrap()
    }

    /// Number of rows of the history.
    pub fn rows(&mut self) -> i64 {
        self.ledger.verify_history(None).unwrap().rows
    }
}

/// An import of a file as the program understands it by itself.
pub fn request(register: Register, file: &str) -> ImportRequest {
    ImportRequest { register, file: file.to_owned(), encoding: None, mapping: None, corrections: None }
}

/// A ledger of the samples.
pub fn sample(name: &str) -> String {
    let path: PathBuf = sekisho_tests::root().join("tests/ledgers").join(name);
    path.to_string_lossy().into_owned()
}

/// What was counted: created, updated, unchanged, rejected rows.
pub fn counts(result: &ImportResult) -> (usize, usize, usize, usize) {
    (result.created, result.updated, result.unchanged, result.rejected_rows)
}
