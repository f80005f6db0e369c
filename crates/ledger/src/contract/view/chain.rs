//! The chain of a contract as a graph: contractor, re-outsourcings, cloud uses and accounts, each below what it hangs on.

use serde::Serialize;
use ts_rs::TS;

use crate::contract::chain::{Above, above};
use crate::contract::{Contract, Subcontract};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::register::{Link, Register};
use crate::wording::text;

/// What a node of the chain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChainKind {
    /// The contract itself.
    Contract,
    /// The contractor.
    Contractor,
    /// A sub-contractor.
    Subcontractor,
    /// A cloud use.
    Cloud,
    /// An official account.
    Account,
}

/// How the consent to a sub-contractor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChainState {
    /// Nothing is asked of it.
    None,
    /// Consented.
    Consented,
    /// Without consent.
    Missing,
    /// Refused.
    Refused,
    /// The consent is over.
    Expired,
    /// A level that nobody entered.
    Unknown,
}

impl ChainState {
    /// The word for it in locale keys (`subcontract_state.<code>`).
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Consented => "consented",
            Self::Missing => "missing",
            Self::Refused => "refused",
            Self::Expired => "expired",
            Self::Unknown => "unknown",
        }
    }
}

/// A node of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChainNode {
    /// Its word in the edges: `contract`, `contractor`, the id of an entry or of a record.
    pub id: String,
    /// What it is.
    pub kind: ChainKind,
    /// Its name.
    pub title: String,
    /// What it does.
    pub detail: Option<String>,
    /// How far it is from the contract; the contractor is 1.
    pub level: usize,
    /// How its consent stands.
    pub state: ChainState,
    /// The record to open, where it is one of its own.
    pub link: Option<Link>,
}

/// A line from who gives work to who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChainEdge {
    /// Node above.
    pub from: String,
    /// Node below.
    pub to: String,
}

/// The chain of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Chain {
    /// The nodes, each after the one that it hangs on.
    pub nodes: Vec<ChainNode>,
    /// The lines.
    pub edges: Vec<ChainEdge>,
}

const CONTRACT: &str = "contract";
const CONTRACTOR: &str = "contractor";

impl Ledger {
    /// Who works for a contract, over all levels, and on which cloud uses and accounts.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn contract_chain(&mut self, id: &str) -> Result<Chain, Error> {
        let contract = self.contract(id)?;
        let companies = self.contractors_of(Register::Contract, id)?;
        let company =
            |place: &str| companies.iter().find(|party| party.place == place).and_then(|party| party.company.clone());
        let (lang, today) = (self.lang, self.today().to_string());
        let node = |id: &str, kind, title: &str, level| ChainNode {
            id: id.to_owned(),
            kind,
            title: title.to_owned(),
            detail: None,
            level,
            state: ChainState::None,
            link: None,
        };
        let mut chain =
            Chain { nodes: vec![node(CONTRACT, ChainKind::Contract, &contract.title, 0)], edges: Vec::new() };
        let name = match contract.contractor.name.as_str() {
            "" => text(lang, "subcontract_chain.contractor_unknown", &[]),
            name => name.to_owned(),
        };
        chain.hang(
            ChainNode { link: company(CONTRACTOR), ..node(CONTRACTOR, ChainKind::Contractor, &name, 1) },
            CONTRACT,
        );
        for (place, upper) in in_order(&contract) {
            let sub = &contract.subcontracts[place];
            let level = usize::try_from(sub.tier.max(1)).unwrap_or(usize::MAX).saturating_add(1);
            let above = match upper {
                Above::Contractor => CONTRACTOR.to_owned(),
                Above::Entry(upper) => contract.subcontracts[upper].id.clone(),
                Above::OneOfSeveral | Above::Nobody => {
                    let unknown = format!("level:{}", sub.tier - 1);
                    if chain.nodes.iter().all(|node| node.id != unknown) {
                        let key = if upper == Above::Nobody {
                            "subcontract_chain.level_missing"
                        } else {
                            "chain.level_unclear"
                        };
                        let title = text(lang, key, &[("tier", &(sub.tier - 1).to_string())]);
                        let unknown = node(&unknown, ChainKind::Subcontractor, &title, level - 1);
                        chain.hang(ChainNode { state: ChainState::Unknown, ..unknown }, CONTRACTOR);
                    }
                    unknown
                }
            };
            let own = node(&sub.id, ChainKind::Subcontractor, &sub.name, level);
            let state = state(&contract, sub, &today);
            let link = company(&format!("subcontracts.{}", sub.id));
            chain.hang(ChainNode { detail: sub.scope.clone(), state, link, ..own }, &above);
        }
        let clouds = self.clouds_of_contract(id)?.into_iter().map(|link| (ChainKind::Cloud, link));
        let accounts = self.sns_naming(id)?.into_iter().map(|link| (ChainKind::Account, link));
        for (kind, link) in clouds.chain(accounts) {
            chain.hang(ChainNode { link: Some(link.clone()), ..node(&link.id, kind, &link.title, 2) }, CONTRACTOR);
        }
        Ok(chain)
    }
}

impl Chain {
    fn hang(&mut self, node: ChainNode, above: &str) {
        self.edges.push(ChainEdge { from: above.to_owned(), to: node.id.clone() });
        self.nodes.push(node);
    }
}

/// The entries with who is above each, those above before those below.
fn in_order(contract: &Contract) -> Vec<(usize, Above)> {
    let levels = above(contract);
    let mut order: Vec<(usize, Above)> = levels.into_iter().enumerate().collect();
    order.sort_by_key(|(place, _)| (contract.subcontracts[*place].tier, *place));
    order
}

fn state(contract: &Contract, sub: &Subcontract, today: &str) -> ChainState {
    let running = contract.closed_on.is_none();
    if sub.is_refused() {
        ChainState::Refused
    } else if !sub.is_consented() {
        ChainState::Missing
    } else if running && sub.last_day().is_some_and(|last| last.as_str() < today) {
        ChainState::Expired
    } else {
        ChainState::Consented
    }
}
