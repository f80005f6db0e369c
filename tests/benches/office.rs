//! What a person waits for, on the sample office: the first screen, the list, an answer changed, the annexes, the Word file.
//! Only measured, never asserted. The paper of the last one is left for `python_docx.py` to make the same.

#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(clippy::unwrap_used, reason = "a measurement without its material is worth nothing")]

use criterion::{Criterion, criterion_group, criterion_main};
use ledger::Ledger;
use ledger::commands::dispatch;
use paper::{Orientation, Paper, Stamp};
use serde_json::{Value, json};

fn office(criterion: &mut Criterion) {
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.load_sample().unwrap();
    let mut ask = |name: &str, request: Value| dispatch(&mut ledger, name, request).unwrap();

    criterion.bench_function("home", |bencher| bencher.iter(|| ask("home", json!({}))));
    criterion.bench_function("contract_list", |bencher| bencher.iter(|| ask("contract_list", json!({}))));

    let list = ask("contract_list", json!({}));
    let ids: Vec<&str> = list["rows"].as_array().unwrap().iter().filter_map(|row| row["id"].as_str()).collect();
    let view = |view: &Value| {
        view["annexes"].as_array().unwrap().iter().filter_map(|annex| annex["articles"].as_i64()).sum::<i64>()
    };
    let mut views: Vec<Value> = ids.iter().map(|id| ask("contract_show", json!({"id": id}))).collect();
    views.sort_by_key(view);
    let longest = views.pop().unwrap();
    let id = &longest["contract"]["id"];
    criterion.bench_function("contract_show", |bencher| bencher.iter(|| ask("contract_show", json!({"id": id}))));
    let draft = json!({"draft": longest["contract"]});
    criterion.bench_function("contract_check", |bencher| bencher.iter(|| ask("contract_check", draft.clone())));

    let kinds = json!({"id": id, "kinds": null});
    criterion.bench_function("annex_preview", |bencher| bencher.iter(|| ask("annex_preview", kinds.clone())));
    let folder = tempfile::tempdir().unwrap();
    let save = json!({"id": id, "kinds": null, "folder": folder.path()});
    criterion.bench_function("annex_save", |bencher| bencher.iter(|| ask("annex_save", save.clone())));

    let preview = ask("annex_preview", kinds);
    let length = |paper: &&Value| paper["blocks"].as_array().map_or(0, Vec::len);
    let annex = preview["papers"].as_array().unwrap().iter().max_by_key(length).unwrap();
    let paper = Paper {
        title: annex["title"].as_str().unwrap().to_owned(),
        orientation: Orientation::Portrait,
        header: longest["contract"]["title"].as_str().unwrap().to_owned(),
        footer: String::new(),
        blocks: serde_json::from_value(annex["blocks"].clone()).unwrap(),
        stamp: Stamp { created: "2027-04-01".to_owned(), author: "Sekisho".to_owned() },
    };
    criterion.bench_function("word_file", |bencher| bencher.iter(|| paper::to_docx(&paper).unwrap()));
    if let Some(place) = std::env::var_os("SEKISHO_BENCH_PAPER") {
        std::fs::write(place, serde_json::to_vec(&paper).unwrap()).unwrap();
    }
}

criterion_group!(benches, office);
criterion_main!(benches);
