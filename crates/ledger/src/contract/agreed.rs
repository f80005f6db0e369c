//! What both sides agreed when a contract was signed, so that a later edit of the record cannot pass for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Contract;

/// The terms of a contract as signed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Agreed {
    /// Title.
    pub title: String,
    /// Name of the contractor.
    pub contractor: String,
    /// ISO date.
    pub starts_on: Option<String>,
    /// ISO date.
    pub ends_on: Option<String>,
}

impl Agreed {
    /// The terms of a contract that is being signed.
    pub fn of(contract: &Contract) -> Self {
        Self {
            title: contract.title.clone(),
            contractor: contract.contractor.name.clone(),
            starts_on: contract.starts_on.clone(),
            ends_on: contract.ends_on.clone(),
        }
    }

    /// Fields in which the record differs now: name, value as signed, value now.
    pub fn differences(&self, contract: &Contract) -> Vec<(&'static str, String, String)> {
        let now = Self::of(contract);
        let text = |date: &Option<String>| date.clone().unwrap_or_default();
        [
            ("title", self.title.clone(), now.title.clone()),
            ("contractor.name", self.contractor.clone(), now.contractor.clone()),
            ("starts_on", text(&self.starts_on), text(&now.starts_on)),
            ("ends_on", text(&self.ends_on), text(&now.ends_on)),
        ]
        .into_iter()
        .filter(|(_, then, now)| then != now)
        .collect()
    }
}
