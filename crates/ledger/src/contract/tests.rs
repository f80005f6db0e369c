//! The register of contracts on every engine: what a save keeps, refuses and leaves in the history.

use serde_json::{Value as Json, json};

use super::{ContractDraft, ContractQuery, State, assess};
use crate::catalogue::{Catalogue, Clauses};
use crate::facts::Facts;
use crate::ledger::Ledger;

fn ledgers() -> Vec<(&'static str, Ledger)> {
    db::testing::engines()
        .into_iter()
        .map(|(name, db)| {
            let mut ledger = Ledger::on(db).unwrap();
            ledger.set_today(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
            (name, ledger)
        })
        .collect()
}

fn draft(fields: Json) -> ContractDraft {
    serde_json::from_value(fields).unwrap()
}

#[test]
fn the_sample_office_loads_whole_on_every_engine() {
    for (engine, mut ledger) in ledgers() {
        ledger.load_sample().unwrap();
        let page = ledger.list_contracts(&ContractQuery { limit: Some(500), ..ContractQuery::default() }).unwrap();
        assert!(page.total >= 40, "{engine}: {}", page.total);
        assert!(
            page.rows.iter().any(|row| row.findings > 0) && page.rows.iter().any(|row| row.unknown > 0),
            "{engine}"
        );
        assert!(ledger.verify_history(None).unwrap().ok, "{engine}");
    }
}
