//! Which company stands behind how much that is not over: contracts of its own and below others, cloud uses, accounts, yen
//! and sections. What would stop if it stopped.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::store;
use crate::ledger::Ledger;
use crate::problem::Error;

/// Rows unless another number is asked for.
const SHOWN: usize = 100;

/// How much is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct ConcentrationQuery {
    /// Rows to give, 100 unless named.
    pub limit: Option<usize>,
}

/// What stands on one company (集中度).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ConcentrationRow {
    /// Id of the company.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Contracts of its own that are not over.
    pub contracts: i64,
    /// Contracts of others below which it works.
    pub below: i64,
    /// Cloud uses.
    pub clouds: i64,
    /// Accounts.
    pub accounts: i64,
    /// Yen of its own contracts.
    pub amount_yen: i64,
    /// Number of sections that would be hit.
    pub sections: i64,
}

impl ConcentrationRow {
    fn all(&self) -> i64 {
        self.contracts + self.below + self.clouds + self.accounts
    }
}

/// What stands on which company, most first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Concentration {
    /// The companies.
    pub rows: Vec<ConcentrationRow>,
    /// How many companies have anything that is not over.
    pub total: usize,
    /// Records that are not over and name a company.
    pub records: usize,
}

impl Ledger {
    /// What stands on which company, most first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn contractor_concentration(&mut self, query: &ConcentrationQuery) -> Result<Concentration, Error> {
        self.refresh_parties()?;
        let today = self.today();
        let behind = self.read(|tx| store::concentration(tx, today))?;
        let mut rows: BTreeMap<String, (ConcentrationRow, BTreeSet<String>)> = BTreeMap::new();
        let mut records = BTreeSet::new();
        for (id, name, register, tier, yen, section, record) in behind {
            let (row, sections) = rows.entry(id.clone()).or_default();
            (row.id, row.name) = (id, name);
            match (register.as_str(), tier) {
                ("contract", 0) => {
                    row.contracts += 1;
                    row.amount_yen += yen.unwrap_or_default();
                }
                ("contract", _) => row.below += 1,
                ("cloud", _) => row.clouds += 1,
                _ => row.accounts += 1,
            }
            sections.extend(section);
            records.insert((register, record));
        }
        let counted = |(mut row, sections): (ConcentrationRow, BTreeSet<String>)| {
            row.sections = i64::try_from(sections.len()).unwrap_or(i64::MAX);
            row
        };
        let mut rows: Vec<ConcentrationRow> = rows.into_values().map(counted).collect();
        rows.sort_by(|one, other| {
            (other.all(), other.amount_yen, &one.id).cmp(&(one.all(), one.amount_yen, &other.id))
        });
        let total = rows.len();
        rows.truncate(query.limit.unwrap_or(SHOWN));
        Ok(Concentration { rows, total, records: records.len() })
    }
}
