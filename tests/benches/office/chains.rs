//! Twenty thousand consents to re-outsourcing: the chain of every contract with what is wrong with it, and which company stands
//! behind how much. `python_networkx.py` does the same on the same graph.

use std::fmt::Write;
use std::hint::black_box;

use criterion::Criterion;
use ledger::Ledger;
use ledger::company::ConcentrationQuery;
use ledger::contract::Contract;
use ledger::contract::chain::{above, broken, upwards};
use serde_json::{Value, json};

/// Contracts, each with so many consents.
const CONTRACTS: usize = 5_000;
const CONSENTS: usize = 4;
/// Companies that do all this.
const COMPANIES: usize = 900;

/// One in three chains goes straight down, the others branch; company names repeat as in a real city.
fn draft(number: usize) -> Value {
    let company = |seed: usize| format!("株式会社第{}", (seed * 7_919 + number * 31) % COMPANIES);
    let sub = |place: usize| {
        let straight = number.is_multiple_of(3);
        let above = if straight { place } else { place.div_ceil(2).saturating_sub(1) };
        let under = (place > 0).then(|| company(if straight { above } else { above + 1 }));
        json!({"name": company(place + 1), "tier": 1, "under": under, "approval_number": format!("第{number}号"),
            "approved_on": "2026-04-01", "ends_on": if (number + place).is_multiple_of(17) { "2027-06-30" } else { "2027-03-31" }})
    };
    json!({"number": format!("連-{number}"), "title": format!("業務委託{number}"), "section": "税務課", "starts_on": "2026-04-01",
        "ends_on": "2027-03-31", "contractor": {"name": company(0)}, "subcontracts": (0..CONSENTS).map(sub).collect::<Vec<_>>()})
}

pub fn chains(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("contracts.jsonl");
    let mut lines = String::new();
    for number in 0..CONTRACTS {
        writeln!(lines, "{}", draft(number)).unwrap();
    }
    std::fs::write(&file, lines).unwrap();
    let mut ledger = Ledger::in_memory().unwrap();
    let import = json!({"import": {"register": "contract", "file": file.to_string_lossy()}});
    let result = ledger::commands::dispatch(&mut ledger, "import_run", import).unwrap();
    let contracts: Vec<Contract> = ledger.contracts().unwrap();
    let wrong = |contracts: &[Contract]| contracts.iter().map(|one| broken(one, "2026-11-27").len()).sum::<usize>();
    let depth = |contract: &Contract| {
        let levels = above(contract);
        (0..levels.len()).map(|place| upwards(&levels, place).len() + 1).max()
    };
    println!(
        "{} contracts of {} lines, {} consents, at most {} levels, {} findings",
        contracts.len(),
        result["rows"],
        contracts.iter().map(|contract| contract.subcontracts.len()).sum::<usize>(),
        contracts.iter().filter_map(depth).max().unwrap_or_default(),
        wrong(&contracts)
    );
    if let Some(place) = std::env::var_os("SEKISHO_BENCH_CHAINS") {
        std::fs::write(place, serde_json::to_vec(&graph(&contracts)).unwrap()).unwrap();
    }
    let mut group = criterion.benchmark_group("20,000 consents");
    group.sample_size(20);
    group.bench_function("the chain of every contract, and what is wrong with it", |bencher| {
        bencher.iter(|| wrong(black_box(&contracts)));
    });
    let query = ConcentrationQuery { limit: Some(100) };
    group.bench_function("which company stands behind how much, from the ledger", |bencher| {
        bencher.iter(|| ledger.contractor_concentration(black_box(&query)).unwrap());
    });
    group.finish();
}

/// The same chains as lists of lines: for each contract its contractor, and who works below whom.
fn graph(contracts: &[Contract]) -> Vec<Value> {
    let lines = |contract: &Contract| -> Vec<[usize; 2]> {
        let levels = above(contract);
        let from = |place: usize| upwards(&levels, place).first().map_or(0, |upper| upper + 1);
        (0..levels.len()).map(|place| [from(place), place + 1]).collect()
    };
    let names = |contract: &Contract| -> Vec<String> {
        let subs = contract.subcontracts.iter().map(|sub| sub.name.clone());
        std::iter::once(contract.contractor.name.clone()).chain(subs).collect()
    };
    contracts.iter().map(|contract| json!({"names": names(contract), "lines": lines(contract)})).collect()
}
