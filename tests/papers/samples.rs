//! The papers of four sample contracts, composed on a day that never changes.

use std::sync::LazyLock;

use ledger::Ledger;
use ledger::contract::AnnexPaper;
use ledger::date::NaiveDate;

/// Printing of tax notices, a My Number system with remote access, the public web site, cleaning.
const NUMBERS: [&str; 4] = ["R8-020", "R8-011", "R8-017", "R8-004"];

/// A paper and the number of its contract.
pub struct Sample {
    /// Number of the contract.
    pub number: &'static str,
    /// The paper.
    pub paper: AnnexPaper,
}

impl Sample {
    /// A name for files of this paper.
    pub fn name(&self) -> String {
        format!("{}-{}", self.number, self.paper.kind.code())
    }

    /// The words of the paper.
    pub fn text(&self) -> String {
        paper::to_text(&self.paper.blocks)
    }
}

/// Every paper of the four contracts.
pub fn all() -> &'static [Sample] {
    static ALL: LazyLock<Vec<Sample>> = LazyLock::new(|| {
        let mut ledger = Ledger::in_memory().unwrap();
        ledger.set_today(NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
        ledger.load_sample().unwrap();
        let papers = |number| {
            let contract = ledger.find_contract(number).unwrap();
            let papers = ledger.compose_annexes(&contract, None).unwrap();
            papers.into_iter().map(move |paper| Sample { number, paper })
        };
        NUMBERS.into_iter().flat_map(papers).collect()
    });
    &ALL
}
