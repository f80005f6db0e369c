//! A re-outsourcing of a contract (再委託), and how its consent stands. Where it is in the chain is in `contract/chain.rs`; how
//! consent is asked for and given, in `contract/consent.rs`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A re-outsourcing (再委託), of any tier.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Subcontract {
    /// Id within the contract, such as `s1`.
    pub id: String,
    /// Name of the sub-contractor.
    pub name: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Country of the head office.
    pub country: Option<String>,
    /// Country of the controlling parent.
    pub parent_country: Option<String>,
    /// 1 for a sub-contractor of the contractor, 2 for the next level, and so on.
    pub tier: u32,
    /// The entry from which it has its work: its id, or the name of the company; none for the contractor itself.
    pub under: Option<String>,
    /// Work that is passed on.
    pub scope: Option<String>,
    /// Reason.
    pub reason: Option<String>,
    /// Number of the consent.
    pub approval_number: Option<String>,
    /// ISO date of the consent.
    pub approved_on: Option<String>,
    /// ISO date.
    pub starts_on: Option<String>,
    /// ISO date.
    pub ends_on: Option<String>,
    /// Whether it handles personal information.
    pub personal_info: Option<bool>,
    /// Conditions of the consent.
    pub conditions: Option<String>,
    /// ISO date until which the consent was given, where it was decided here.
    pub expires_on: Option<String>,
    /// Id of the application on which the consent rests; none where it was given outside this ledger.
    pub application: Option<String>,
    /// ISO date on which the consent was refused: the sub-contractor must not work.
    pub refused_on: Option<String>,
}

impl Subcontract {
    /// Whether a consent is recorded, with its number and its day.
    pub fn is_consented(&self) -> bool {
        self.approval_number.is_some() && self.approved_on.is_some()
    }

    /// Whether the consent was refused and none was given since.
    pub fn is_refused(&self) -> bool {
        self.refused_on.is_some() && !self.is_consented()
    }

    /// Whether its own period has begun by an ISO date and is not over; a period that nobody named has.
    pub fn runs(&self, today: &str) -> bool {
        self.starts_on.as_deref().is_none_or(|start| start <= today)
            && self.ends_on.as_deref().is_none_or(|end| end >= today)
    }

    /// The last day on which it may go on.
    pub fn last_day(&self) -> Option<&String> {
        [&self.ends_on, &self.expires_on].into_iter().flatten().min()
    }
}
