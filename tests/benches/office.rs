//! What a person waits for: a judgement, a Word file, the list of a large office, a save. Aims stand in CONTRIBUTING.md.
//! Only measured, never asserted. The paper of `word_file` is left for `python_docx.py` to make the same.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a measurement without its material is worth nothing")]

#[path = "office/chains.rs"]
mod chains;
#[path = "office/clouds.rs"]
mod clouds;
#[path = "office/imports.rs"]
mod imports;
#[path = "office/large.rs"]
mod large;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use large::Large;
use ledger::Ledger;
use ledger::catalogue::{AnnexKind, Catalogue, Clauses};
use ledger::contract::{Contract, ContractQuery, assess};
use ledger::due::{DueQuery, Whose};
use ledger::facts::{FactType, FactValue, Facts};
use ledger::risk::method::Method;
use ledger::risk::{RiskMethodTry, RiskQuery};
use paper::Paper;
use serde_json::json;

/// The sample office and its contract with the most answers.
fn sample() -> (Ledger, Contract) {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.load_sample().unwrap();
    let contract = ledger.contracts().unwrap().into_iter().max_by_key(|contract| contract.facts.len()).unwrap();
    (ledger, contract)
}

/// A paper of 40 articles: those of all three annexes of a contract for which every question is answered with yes.
fn forty(ledger: &mut Ledger) -> (usize, Paper) {
    let yes = |fact: &&ledger::facts::FactDefinition| fact.kind == FactType::Bool;
    let facts: Facts = Catalogue::shipped()
        .unwrap()
        .facts
        .values()
        .filter(yes)
        .map(|fact| (fact.id.clone(), FactValue::Bool(true)))
        .collect();
    let contract =
        Contract { title: "住民情報システム運用保守業務委託".to_owned(), facts, ..Contract::default() };
    let annexes = ledger.compose_annexes(&contract, Some(&AnnexKind::CLAUSES)).unwrap();
    let mut paper = annexes[0].to_paper();
    let mut articles = annexes[0].articles.len();
    for article in annexes[1..].iter().flat_map(|annex| annex.articles.iter().map(move |article| (annex, article))) {
        if articles < 40 {
            let (annex, article) = article;
            paper.blocks.extend_from_slice(&annex.blocks[article.first_block..][..article.blocks]);
            articles += 1;
        }
    }
    (articles, paper)
}

fn judgement(criterion: &mut Criterion) {
    let (mut ledger, contract) = sample();
    let (catalogue, clauses) = (Catalogue::shipped().unwrap(), Clauses::shipped().unwrap());
    let (office, today) = (ledger.office().unwrap().as_facts(), ledger.today());
    criterion.bench_function("judge one contract against the catalogue", |bencher| {
        bencher.iter(|| {
            catalogue
                .applicable("contract", black_box(&contract.facts))
                .filter(|(_, truth)| *truth == Some(true))
                .count()
        });
    });
    criterion.bench_function("judge, plan the annexes, look for evidence", |bencher| {
        bencher.iter(|| assess(black_box(&contract), catalogue, clauses, &office, today));
    });
    criterion.bench_function("everything a screen shows of a contract", |bencher| {
        bencher.iter(|| ledger.view_contract(black_box(&contract.id), None).unwrap());
    });
}

fn papers(criterion: &mut Criterion) {
    let (mut ledger, contract) = sample();
    let (articles, paper) = forty(&mut ledger);
    println!("word_file: {articles} articles, {} blocks", paper.blocks.len());
    criterion.bench_function("word_file", |bencher| bencher.iter(|| paper::to_docx(black_box(&paper)).unwrap()));
    criterion.bench_function("compose the annexes of a contract", |bencher| {
        bencher.iter(|| ledger.compose_annexes(black_box(&contract), None).unwrap());
    });
    if let Some(place) = std::env::var_os("SEKISHO_BENCH_PAPER") {
        std::fs::write(place, serde_json::to_vec(&paper).unwrap()).unwrap();
    }
}

fn lists(criterion: &mut Criterion) {
    let large = Large::new();
    let page = |text: &str| ContractQuery {
        text: Some(text.to_owned()),
        findings: Some(true),
        sort: Some("ends_on".to_owned()),
        limit: Some(100),
        ..ContractQuery::default()
    };
    criterion.bench_function("open 100,000 contracts, first filtered and sorted page", |bencher| {
        bencher.iter(|| large.open().list_contracts(&page("")).unwrap());
    });
    criterion.bench_function("the same with a word as the first filter", |bencher| {
        bencher.iter(|| large.open().list_contracts(&page("システム")).unwrap());
    });
    let mut ledger = large.open();
    println!("{} of {} match", ledger.list_contracts(&page("システム")).unwrap().total, large::CONTRACTS);
    let keystrokes =
        [("one letter", "保"), ("two letters", "保守"), ("two words", "保守 青嵐"), ("nothing found", "存在しない")];
    for (name, text) in keystrokes {
        criterion.bench_function(&format!("a keystroke of the filter: {name}"), |bencher| {
            bencher.iter(|| ledger.list_contracts(&page(text)).unwrap());
        });
    }
    criterion.bench_function("the list without a filter", |bencher| {
        bencher.iter(|| ledger.list_contracts(&ContractQuery::default()).unwrap());
    });
    criterion.bench_function("the first screen", |bencher| bencher.iter(|| ledger.home(&DueQuery::default()).unwrap()));
    let today = ledger.today();
    println!("{} are due of 100,000 contracts", ledger.due(today, None, Whose::All).unwrap().len());
    criterion.bench_function("everything due", |bencher| {
        bencher.iter_with_large_drop(|| ledger.due(black_box(today), None, Whose::All).unwrap());
    });
    criterion.bench_function("everything due for whoever is working", |bencher| {
        bencher.iter(|| ledger.due(black_box(today), None, Whose::Mine).unwrap());
    });
    criterion.bench_function("the bars around every screen", |bencher| bencher.iter(|| ledger.status().unwrap()));
    let risk = RiskQuery::default();
    println!("{} of them are judged", ledger.risk_overview(&risk).unwrap().all);
    criterion.bench_function("the risk of 100,000 contracts, with the matrix and the first page", |bencher| {
        bencher.iter(|| ledger.risk_overview(black_box(&risk)).unwrap());
    });
    let other = RiskMethodTry { method: Method::shipped().unwrap().clone() };
    criterion.bench_function("the risk of 100,000 contracts by two methods", |bencher| {
        bencher.iter(|| ledger.try_risk_method(black_box(&other)).unwrap());
    });
    let contract = ledger.find_contract("R8-020").unwrap();
    let mut revision = contract.revision;
    criterion.bench_function("save one contract with its history", |bencher| {
        bencher.iter_batched(
            || (),
            |()| {
                let draft = json!({ "id": contract.id, "revision": revision, "note": revision.to_string() });
                revision = ledger.save_contract(&serde_json::from_value(draft).unwrap()).unwrap().revision;
            },
            BatchSize::PerIteration,
        );
    });
}

// The imports come first: the most memory that the process has had is then theirs.
criterion_group!(benches, imports::imports, judgement, chains::chains, clouds::clouds, papers, lists);
criterion_main!(benches);
