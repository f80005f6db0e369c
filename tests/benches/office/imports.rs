//! Imports of whole offices into an encrypted ledger on disk: a workbook of 5,000 rows, a text table of 100,000.
//! Peak memory is printed beside the times, where the system tells it.

use std::fmt::Write as _;

use criterion::{BatchSize, Criterion};
use db::{Db, Key};
use ledger::Ledger;
use ledger::exchange::{ImportRequest, ImportRun, Register};
use tempfile::TempDir;

const WORKBOOK: &str = "tests/ledgers/06-hoshimino-large.xlsx";
/// Rows of the text table.
const ROWS: usize = 100_000;

fn import(file: &str) -> ImportRun {
    let import = ImportRequest {
        register: Register::Contract,
        file: file.to_owned(),
        encoding: None,
        mapping: None,
        corrections: None,
    };
    ImportRun { import, remember: None }
}

/// An empty ledger on disk, removed with its folder.
fn empty() -> (Ledger, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::create_sqlite(&folder.path().join("sekisho.db"), &Key::new([7; 32]), &[9; 16]).unwrap();
    (Ledger::on(db).unwrap(), folder)
}

/// A ledger as a text table, in the words that people use. Companies have no number: one number for hundreds of names, which
/// the register of contractors has to settle name by name, is another question than how fast rows are read.
fn table(folder: &TempDir) -> String {
    let mut text =
        "\u{feff}契約番号,件名,所管課,受託者,法人番号,契約方法,契約日,契約期間,契約金額,個人情報,再委託,備考\r\n"
            .to_owned();
    let sections = ["総務課", "管財課", "税務課", "市民課", "福祉課", "道路課", "環境課", "学校教育課"];
    for number in 0..ROWS {
        let (year, section) = (1 + number % 8, sections[number % sections.len()]);
        let _ = write!(
            text,
            "R{year}-{number:06},業務委託その{number},{section},㈱サンプル{},,随意契約,R{year}.4.1,\
             令和{year}年4月1日から令和{}年3月31日まで,\"{},000\",{},無,備考\r\n",
            number % 900,
            year + 1,
            100 + number % 90_000,
            if number % 3 == 0 { "○" } else { "×" },
        );
    }
    let path = folder.path().join("委託契約一覧.csv");
    std::fs::write(&path, text).unwrap();
    path.to_string_lossy().into_owned()
}

/// The most memory that this process has had, in MB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

pub fn imports(criterion: &mut Criterion) {
    let workbook = sekisho_tests::root().join(WORKBOOK).to_string_lossy().into_owned();
    let mut group = criterion.benchmark_group("imports");
    group.sample_size(10);
    group.bench_function("5,000 rows of .xlsx read, checked and written", |bencher| {
        bencher.iter_batched(
            empty,
            |(mut ledger, folder)| (ledger.run_import(&import(&workbook)).unwrap(), folder),
            BatchSize::PerIteration,
        );
    });
    group.bench_function("the same .xlsx only looked at", |bencher| {
        bencher.iter_batched(
            empty,
            |(mut ledger, folder)| (ledger.try_import(&import(&workbook).import).unwrap(), folder),
            BatchSize::PerIteration,
        );
    });
    println!("imports: at most {:?} MB until here", peak());
    let folder = tempfile::tempdir().unwrap();
    let table = table(&folder);
    group.bench_function("100,000 rows of CSV read, checked and written", |bencher| {
        bencher.iter_batched(
            empty,
            |(mut ledger, folder)| (ledger.run_import(&import(&table)).unwrap(), folder),
            BatchSize::PerIteration,
        );
    });
    println!("imports: at most {:?} MB until here", peak());
    group.finish();
}
