//! The registers by name, and what tells a record from others however it reaches the program.
//! Deliberately not here: what a register holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Outsourcing contracts.
    Contract,
    /// Uses of cloud services.
    Cloud,
    /// Official SNS accounts.
    Sns,
    /// People.
    Person,
    /// Sections.
    Section,
    /// A list of personnel transfers, which is no register but is read alike.
    Transfer,
}

impl Register {
    /// The registers that are kept, in the order in which one refers to another.
    pub const KEPT: [Self; 5] = [Self::Section, Self::Person, Self::Contract, Self::Cloud, Self::Sns];

    /// The word for it in files, commands and locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Cloud => "cloud",
            Self::Sns => "sns",
            Self::Person => "person",
            Self::Section => "section",
            Self::Transfer => "transfer",
        }
    }
}

/// What tells a record from others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Id; empty where none is known.
    pub id: String,
    /// Number as people know it.
    pub number: Option<String>,
    /// Title, service, name; the address of an account.
    pub title: String,
    /// The other side: contractor, provider; the name of an account.
    pub partner: String,
    /// Section.
    pub section: Option<String>,
    /// ISO date of the beginning.
    pub start: Option<String>,
    /// ISO date of the end.
    pub end: Option<String>,
    /// Id of the term before.
    pub renewed_from: Option<String>,
}
