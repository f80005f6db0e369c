//! Which clauses stand in which annex: every applicable requirement once, shared clauses in the first annex that calls for them.
//! Pure selection; the text is rendered in `contract/paper.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::COMMON;
use super::{AnnexKind, Clause, Clauses, Requirement};

/// One article to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The clause; [`COMMON`] for the article that points to an earlier annex.
    pub clause: String,
    /// Requirements that this article meets here.
    pub requirements: Vec<String>,
    /// For the common article: the clauses it points to.
    pub shared: Vec<String>,
}

/// The articles of each annex, in order; an annex without duties is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Annexes in the order of [`AnnexKind::CLAUSES`].
    pub annexes: Vec<(AnnexKind, Vec<Entry>)>,
}

impl Plan {
    /// Where a requirement is met by a clause: annex, article number, clause.
    pub fn place_of(&self, requirement: &str) -> Option<(AnnexKind, u32, &str)> {
        self.articles()
            .find(|(_, _, entry)| entry.clause != COMMON && entry.requirements.iter().any(|id| id == requirement))
            .map(|(kind, number, entry)| (kind, number, entry.clause.as_str()))
    }

    /// Annex and article number of a clause.
    pub fn article_of(&self, clause: &str) -> Option<(AnnexKind, u32)> {
        self.articles().find(|(_, _, entry)| entry.clause == clause).map(|(kind, number, _)| (kind, number))
    }

    fn articles(&self) -> impl Iterator<Item = (AnnexKind, u32, &Entry)> {
        self.annexes
            .iter()
            .flat_map(|(kind, entries)| entries.iter().zip(1..).map(|(entry, number)| (*kind, number, entry)))
    }

    /// Ids of all clauses printed somewhere.
    pub fn clauses(&self) -> BTreeSet<String> {
        self.articles().map(|(_, _, entry)| entry.clause.clone()).filter(|clause| clause != COMMON).collect()
    }
}

/// Chooses the clauses for these requirements (those that apply and are not waived) in annexes of these kinds.
///
/// One kind alone gives a paper that stands by itself; several kinds print a shared clause once.
pub fn plan(clauses: &Clauses, applies: &[&Requirement], kinds: &[AnnexKind]) -> Plan {
    let mut plan = Plan::default();
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let known: BTreeMap<&str, usize> =
        applies.iter().enumerate().map(|(place, requirement)| (requirement.id.as_str(), place)).collect();
    let ordered: Vec<(&Clause, Vec<&Requirement>)> = clauses
        .in_order()
        .into_iter()
        .map(|clause| {
            let called = clause.requirements.iter().filter_map(|id| known.get(id.as_str()));
            let places: BTreeSet<&usize> = called.collect();
            (clause, places.into_iter().filter_map(|place| applies.get(*place).copied()).collect())
        })
        .collect();
    for kind in AnnexKind::CLAUSES.into_iter().filter(|kind| kinds.contains(kind)) {
        let (mut entries, mut shared) =
            (Vec::new(), Entry { clause: COMMON.to_owned(), requirements: Vec::new(), shared: Vec::new() });
        for (clause, called) in &ordered {
            let here: Vec<String> = called
                .iter()
                .filter(|requirement| requirement.belongs_to(kind))
                .map(|requirement| requirement.id.clone())
                .collect();
            if here.is_empty() {
                if clause.always.contains(&kind) {
                    entries.push(Entry { clause: clause.id.clone(), requirements: Vec::new(), shared: Vec::new() });
                }
            } else if placed.contains(clause.id.as_str()) {
                shared.requirements.extend(here);
                shared.requirements.sort();
                shared.requirements.dedup();
                shared.shared.push(clause.id.clone());
            } else {
                placed.insert(&clause.id);
                let met = called
                    .iter()
                    .filter(|requirement| kinds.iter().any(|kind| requirement.belongs_to(*kind)))
                    .map(|requirement| requirement.id.clone())
                    .collect();
                entries.push(Entry { clause: clause.id.clone(), requirements: met, shared: Vec::new() });
            }
        }
        let duties = entries.iter().any(|entry| !entry.requirements.is_empty()) || !shared.shared.is_empty();
        if !duties {
            continue;
        }
        if !shared.shared.is_empty() {
            let after_purpose = entries.iter().take_while(|entry| entry.requirements.is_empty()).count();
            entries.insert(after_purpose, shared);
        }
        plan.annexes.push((kind, entries));
    }
    plan
}
