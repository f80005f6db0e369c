//! The list of companies that may be one, for a person to look at. Likeness itself is in `likeness.rs`; merging in `merge.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::likeness::{Candidate, alike};
use super::{Company, parties, store};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::wording::text;

/// Pairs that a page shows unless it asks for another number.
const SHOWN: usize = 100;

/// How many candidates, and of which company.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct DuplicatesQuery {
    /// Only those of the company with this id.
    pub id: Option<String>,
    /// Pairs to give, 100 unless named.
    pub limit: Option<usize>,
}

/// Why two companies may be one, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Likely {
    /// `number`, `name`, `head`, `form`, `branch` or `letter`.
    pub code: String,
    /// In words.
    pub text: String,
}

/// One of two companies that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Side {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// 法人番号.
    pub corporate_number: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Places of records that name it.
    pub named: i64,
    /// Whether somebody keeps it.
    pub kept: bool,
}

/// Two companies that may be one (重複の候補).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Duplicate {
    /// The one that more records name.
    pub one: Side,
    /// The other.
    pub other: Side,
    /// Why they may be one.
    pub reasons: Vec<Likely>,
}

/// Companies that may be one, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Duplicates {
    /// The pairs.
    pub pairs: Vec<Duplicate>,
    /// How many there are.
    pub total: usize,
}

impl Ledger {
    /// Companies that may be one, the likeliest first.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn contractor_duplicates(&mut self, query: &DuplicatesQuery) -> Result<Duplicates, Error> {
        self.refresh_parties()?;
        let lang = self.lang;
        self.read(|tx| {
            let mut candidates: BTreeMap<String, Candidate> = BTreeMap::new();
            for (id, name, number, record) in store::standing(tx)? {
                let kept: Option<Company> = record.map(|record| serde_json::from_str(&record)).transpose()?;
                let mut keys = BTreeSet::from([crate::fold::fold(&name)]);
                keys.extend(kept.iter().flat_map(Company::names).map(crate::fold::fold));
                let head = kept.as_ref().and_then(|kept| head(kept.address.as_ref(), kept.representative.as_ref()));
                candidates.insert(id.clone(), Candidate { id, number, keys, head });
            }
            for (pair, company) in store::all_pairs(tx)? {
                if let Some(candidate) = company.and_then(|id| candidates.get_mut(&id)) {
                    candidate.keys.insert(pair.key);
                }
            }
            for (id, said) in store::all_said(tx)? {
                if let Some(candidate) = candidates.get_mut(&id).filter(|candidate| candidate.head.is_none()) {
                    candidate.head = head(said.address.as_ref(), said.representative.as_ref());
                }
            }
            let apart = store::distinctions(tx)?.into_iter().map(|it| (it.one, it.other)).collect();
            let candidates: Vec<Candidate> = candidates.into_values().collect();
            let mut found = alike(&candidates, &apart);
            if let Some(id) = query.id.as_ref().filter(|id| !id.is_empty()) {
                found.retain(|(one, other, _)| one == id || other == id);
            }
            let total = found.len();
            let mut pairs = Vec::new();
            for (one, other, reasons) in found.into_iter().take(query.limit.unwrap_or(SHOWN)) {
                let (Some(one), Some(other)) = (side(tx, &one)?, side(tx, &other)?) else { continue };
                let likely =
                    |code: &str| Likely { code: code.to_owned(), text: text(lang, &format!("duplicate.{code}"), &[]) };
                let reasons = reasons.iter().map(|reason| likely(reason.code())).collect();
                // What somebody keeps, else what more records name, is kept by default.
                let (one, other) =
                    if (other.kept, other.named) > (one.kept, one.named) { (other, one) } else { (one, other) };
                pairs.push(Duplicate { one, other, reasons });
            }
            Ok(Duplicates { pairs, total })
        })
    }
}

fn head(address: Option<&String>, representative: Option<&String>) -> Option<String> {
    let head = format!("{}\n{}", crate::fold::fold(address?), crate::fold::fold(representative?));
    Some(head).filter(|head| head.len() > 1)
}

fn side(tx: &mut db::Tx<'_>, id: &str) -> Result<Option<Side>, Error> {
    let Some(company) = parties::load(tx, id)? else { return Ok(None) };
    let named = store::named(tx, id)?;
    Ok(Some(Side {
        kept: company.revision > 0,
        id: company.id,
        name: company.name,
        corporate_number: company.corporate_number,
        address: company.address,
        named,
    }))
}
