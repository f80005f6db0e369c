//! What follows from facts alone: which requirements apply, and the annexes that meet them. Many contracts share their facts,
//! so that whoever judges one after another asks the catalogue once for each set of them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::{AnnexKind, Catalogue, Clauses, Plan, Requirement, Truth, plan};
use crate::facts::Facts;
use crate::problem::Error;

/// So many outcomes are remembered; then it begins anew.
const MOST: usize = 1024;

/// Requirements that apply or cannot be decided, in catalogue order.
type Applicable<'c> = Arc<Vec<(&'c Requirement, Truth)>>;

/// The catalogue and the clauses, with what was asked of them.
pub struct Applying<'c> {
    pub(super) catalogue: &'c Catalogue,
    clauses: &'c Clauses,
    applicable: HashMap<Facts, Applicable<'c>>,
    plans: HashMap<Vec<&'c str>, Arc<Plan>>,
}

impl<'c> Applying<'c> {
    /// Of this catalogue and these clauses.
    pub fn of(catalogue: &'c Catalogue, clauses: &'c Clauses) -> Self {
        Self { catalogue, clauses, applicable: HashMap::new(), plans: HashMap::new() }
    }

    /// What applies to a contract with these facts.
    pub(super) fn applicable(&mut self, facts: &Facts) -> Applicable<'c> {
        if let Some(known) = self.applicable.get(facts) {
            return Arc::clone(known);
        }
        let found = Arc::new(self.catalogue.applicable("contract", facts).collect());
        remember(&mut self.applicable, facts.clone(), &found);
        found
    }

    /// The annexes that meet these requirements.
    pub(super) fn plan(&mut self, binding: &[&'c Requirement]) -> Arc<Plan> {
        let ids: Vec<&str> = binding.iter().map(|requirement| requirement.id.as_str()).collect();
        if let Some(known) = self.plans.get(&ids) {
            return Arc::clone(known);
        }
        let found = Arc::new(plan(self.clauses, binding, &AnnexKind::CLAUSES));
        remember(&mut self.plans, ids, &found);
        found
    }
}

impl Applying<'static> {
    /// Of the shipped catalogue.
    ///
    /// # Errors
    /// Only if it is unusable, which a test excludes.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self::of(Catalogue::shipped()?, Clauses::shipped()?))
    }
}

fn remember<K: Eq + std::hash::Hash, V>(known: &mut HashMap<K, Arc<V>>, key: K, found: &Arc<V>) {
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(key, Arc::clone(found));
}
