//! The records that an import makes: their ids, the order in which terms can be written, and their places in the lineages.
//! Which contract follows which is found in `plan.rs`; writing is in `import.rs` and `kept.rs`.

use std::collections::{HashMap, HashSet};

use super::kept::{Keeping, Place};
use super::plan::{Planned, identity};
use super::read::Row;
use super::spec::Spec;
use super::types::Action;
use crate::history::Writing;
use crate::problem::Error;
use crate::register::Identity;

/// A record to be made of a row, with the id that it will have.
pub struct New {
    pub row: usize,
    pub own: Identity,
}

/// The records to be made, each with the id that it will have.
///
/// # Errors
/// If the ledger cannot be read.
pub fn new_records(
    spec: &Spec,
    rows: &[Row],
    planned: &[Planned],
    keeping: &Keeping<'_>,
    writing: &mut Writing<'_, '_>,
) -> Result<Vec<New>, Error> {
    let mut new = Vec::new();
    for (at, _) in planned.iter().enumerate().filter(|(_, planned)| planned.action == Action::Create) {
        let own = identity(spec, &rows[at]);
        let id = keeping.free_id(writing.tx, &own.id)?;
        new.push(New { row: at, own: Identity { id, ..own } });
    }
    Ok(new)
}

/// The order in which new records can be made: the term before comes before.
pub fn in_order_of_terms(new: &[New], renewed: &[(String, String)]) -> Vec<usize> {
    let at: HashMap<&str, usize> = new.iter().enumerate().map(|(at, new)| (new.own.id.as_str(), at)).collect();
    let before: HashMap<&str, &str> = renewed.iter().map(|(before, term)| (term.as_str(), before.as_str())).collect();
    let mut placed = vec![false; new.len()];
    let mut order = Vec::with_capacity(new.len());
    for start in 0..new.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(at_now) = next.filter(|at| !placed[*at]) {
            placed[at_now] = true;
            chain.push(at_now);
            next = before.get(new[at_now].own.id.as_str()).and_then(|id| at.get(id)).copied();
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Where new terms stand in their lineages; filled as they are made.
pub struct Places {
    before: HashMap<String, String>,
    renewed: HashSet<String>,
    /// The lineage of each term that has its place, and its number there.
    pub made: HashMap<String, (String, u32)>,
}

impl Places {
    /// The places that these links give.
    pub fn of(renewed: &[(String, String)]) -> Self {
        Self {
            before: renewed.iter().map(|(before, term)| (term.clone(), before.clone())).collect(),
            renewed: renewed.iter().map(|(before, _)| before.clone()).collect(),
            made: HashMap::new(),
        }
    }

    /// The place of a term that is about to be made.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn take(&mut self, keeping: &Keeping<'_>, tx: &mut db::Tx<'_>, id: &str) -> Result<Place, Error> {
        let renewed_from = self.before.get(id).cloned();
        let known = renewed_from.as_ref().and_then(|before| self.made.get(before)).cloned();
        let follows_old = renewed_from.is_some() && known.is_none();
        let (lineage, term) = match (&renewed_from, known) {
            (None, _) => (id.to_owned(), 1),
            (Some(_), Some((lineage, term))) => (lineage, term + 1),
            (Some(before), None) => {
                let (lineage, term) = keeping.lineage(tx, before)?;
                (lineage, term + 1)
            }
        };
        self.made.insert(id.to_owned(), (lineage.clone(), term));
        Ok(Place { renewed_from, lineage, term, renewed: self.renewed.contains(id), follows_old })
    }
}
