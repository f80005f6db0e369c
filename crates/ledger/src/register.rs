//! The registers by name, what tells a record from others however it reaches the program, and what people do for it.
//! Deliberately not here: what a register holds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::person::Role;

/// What a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Register {
    /// Outsourcing contracts.
    Contract,
    /// Uses of cloud services.
    Cloud,
    /// Official SNS accounts.
    Sns,
    /// Companies that stand behind records (委託先).
    Contractor,
    /// Incidents (事故).
    Incident,
    /// People.
    Person,
    /// Sections.
    Section,
    /// A list of personnel transfers, which is no register but is read alike.
    Transfer,
}

impl Register {
    /// The registers that are kept, in the order in which one refers to another.
    pub const KEPT: [Self; 7] =
        [Self::Section, Self::Person, Self::Contract, Self::Cloud, Self::Sns, Self::Contractor, Self::Incident];

    /// The word for it in files, commands and locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Cloud => "cloud",
            Self::Sns => "sns",
            Self::Contractor => "contractor",
            Self::Incident => "incident",
            Self::Person => "person",
            Self::Section => "section",
            Self::Transfer => "transfer",
        }
    }

    /// The role that reviews applications of this register: public relations for accounts, else the security office.
    pub fn reviewer(self) -> Role {
        if self == Self::Sns { Role::Pr } else { Role::Security }
    }
}

/// Another record that goes with one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Link {
    /// Its register.
    pub register: Register,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it has not ended.
    pub open: bool,
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
    /// Yen, where it tells double entries apart.
    pub amount: Option<i64>,
    /// Id of the term before.
    pub renewed_from: Option<String>,
}

/// What a person does for a record; the word is also the name of the record's field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Answers for a contract or an account, or looks after an incident.
    Owner,
    /// Manages a cloud use.
    Manager,
    /// Stands in for the owner of an account.
    Deputy,
    /// Posts.
    Operators,
    /// Holds telephone or mail address for recovery.
    RecoveryHolder,
    /// Has the second factor of an account.
    FactorHolder,
    /// Has the recovery codes of an account.
    CodesHolder,
}

impl Duty {
    /// The word for it in records, also of the locale key `duty.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Deputy => "deputy",
            Self::Operators => "operators",
            Self::RecoveryHolder => "recovery_holder",
            Self::FactorHolder => "factor_holder",
            Self::CodesHolder => "codes_holder",
        }
    }

    /// Whether whoever has it answers for the record.
    pub fn answers(self) -> bool {
        matches!(self, Self::Owner | Self::Manager)
    }
}

/// A record that is open, and who does what for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Register.
    pub register: Register,
    /// Id.
    pub id: String,
    /// Number as people know it.
    pub number: Option<String>,
    /// Title, service or name.
    pub title: String,
    /// Section.
    pub section: Option<String>,
    /// ISO date since which the one who answers for it does.
    pub since: Option<String>,
    /// Number of this version.
    pub revision: i64,
    /// Who does what.
    pub people: Vec<(Duty, String)>,
}

impl Held {
    /// Who answers for it.
    pub fn answering(&self) -> Option<&str> {
        self.people.iter().find(|(duty, _)| duty.answers()).map(|(_, name)| name.as_str())
    }
}

/// How many open records somebody answers for in a section, by the names as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Load {
    /// Register.
    pub register: Register,
    /// Who answers for them, if anybody.
    pub name: Option<String>,
    /// Section of the records.
    pub section: Option<String>,
    /// How many.
    pub count: i64,
}

impl Load {
    /// One record.
    pub fn of(held: &Held) -> Self {
        let name = held.answering().map(str::to_owned);
        Self { register: held.register, name, section: held.section.clone(), count: 1 }
    }
}
