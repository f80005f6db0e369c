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

#[cfg(test)]
mod tests {
    use super::super::{assess, assess_next};
    use super::*;
    use crate::contract::{Contract, Waiver};
    use crate::facts::FactValue;

    #[test]
    fn a_contract_is_judged_among_others_as_it_is_alone() {
        let (catalogue, clauses) = (Catalogue::shipped().unwrap(), Clauses::shipped().unwrap());
        let (office, today) = (Facts::new(), chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        let mut applying = Applying::of(catalogue, clauses);
        let (mut judged, mut waived) = (0, 0);
        for start in ["2025-04-01", "2026-04-01", "2027-04-01"] {
            for answer in [None, Some(true), Some(false)] {
                let of_fact = |fact: &str| Some((fact.to_owned(), FactValue::Bool(answer?)));
                let facts: Facts =
                    ["handles_personal_info", "handles_info_asset"].into_iter().filter_map(of_fact).collect();
                let plain = Contract { starts_on: Some(start.to_owned()), facts, ..Contract::default() };
                let alone = assess(&plain, catalogue, clauses, &office, today);
                let waivers = alone.requirements.iter().take(3).map(|entry| Waiver {
                    requirement: entry.requirement.id.clone(),
                    reason: "該当しない".to_owned(),
                    approver: Some("課長".to_owned()),
                    ..Waiver::default()
                });
                let without = Contract { waivers: waivers.collect(), ..plain.clone() };
                for contract in [&plain, &without, &plain] {
                    let alone = assess(contract, catalogue, clauses, &office, today);
                    let among = assess_next(contract, &mut applying, &office, today);
                    assert_eq!(format!("{among:?}"), format!("{alone:?}"));
                    judged += 1;
                    waived += usize::from(alone.count(super::super::State::Waived) > 0);
                }
            }
        }
        assert_eq!((judged, waived > 0), (27, true));
        assert_eq!(applying.applicable.len(), 9);
    }
}
