//! Facts as comparisons take them: without a copy of a record's answers, in the places of the catalogue, and texts as their places
//! among the choices of the fact. What is compared is in `condition.rs`.

use std::cmp::Ordering;

use super::Catalogue;
use crate::facts::{FactType, FactValue, Facts};

/// The facts of a record where they lie: what other fields of it settle goes before what was answered, and the office comes last.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    settled: Vec<(&'static str, FactValue)>,
    answered: &'a Facts,
    office: &'a Facts,
}

impl<'a> Known<'a> {
    /// Of these; a fact that is settled twice has its last value.
    pub fn of(mut settled: Vec<(&'static str, FactValue)>, answered: &'a Facts, office: &'a Facts) -> Self {
        settled.reverse();
        settled.sort_by_key(|(id, _)| *id);
        settled.dedup_by_key(|(id, _)| *id);
        Self { settled, answered, office }
    }

    /// The answer to a fact.
    pub fn get(&self, fact: &str) -> Option<&FactValue> {
        let settled = self.settled.iter().find(|(id, _)| *id == fact).map(|(_, value)| value);
        settled.or_else(|| self.answered.get(fact)).or_else(|| self.office.get(fact))
    }

    /// Whether a fact is known to be true.
    pub fn is_true(&self, fact: &str) -> bool {
        self.get(fact) == Some(&FactValue::Bool(true))
    }

    /// All of them as one map.
    pub fn to_facts(&self) -> Facts {
        let mut facts = self.office.clone();
        facts.extend(self.answered.iter().map(|(id, value)| (id.clone(), value.clone())));
        facts.extend(self.settled.iter().map(|(id, value)| ((*id).to_owned(), value.clone())));
        facts
    }
}

/// A known answer as comparisons take it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Laid<'f> {
    /// A number, yes as 1, or the place of a text among the choices of its fact; -1 for one that is none of them.
    Number(i64),
    /// The places of several, a bit each.
    Choices(u64),
    /// An ISO date.
    Date(&'f str),
}

impl<'f> Laid<'f> {
    /// Lays out an answer to a fact of this type with these choices, of which there are at most 64.
    pub(super) fn of(kind: FactType, choices: &[String], value: &'f FactValue) -> Self {
        let place = |text: &String| choices.iter().position(|choice| choice == text);
        match value {
            FactValue::Bool(yes) => Self::Number(i64::from(*yes)),
            FactValue::Int(number) => Self::Number(*number),
            FactValue::Text(text) if kind == FactType::Date => Self::Date(text),
            FactValue::Text(text) => {
                Self::Number(place(text).and_then(|place| i64::try_from(place).ok()).unwrap_or(-1))
            }
            FactValue::Set(items) => {
                Self::Choices(items.iter().filter_map(place).fold(0, |choices, place| choices | 1 << place))
            }
        }
    }
}

impl Catalogue {
    /// Facts by their place among those of the catalogue: hundreds of comparisons then look none up by its name.
    pub(super) fn lay_out<'f>(&self, facts: &'f Facts) -> Vec<Option<Laid<'f>>> {
        let mut laid = vec![None; self.facts.len()];
        self.lay_over(&mut laid, facts.iter().map(|(id, value)| (id.as_str(), value)));
        laid
    }

    /// The same of facts where they lie.
    pub(super) fn lay_out_known<'f>(&self, known: &'f Known<'_>) -> Vec<Option<Laid<'f>>> {
        let mut laid = vec![None; self.facts.len()];
        self.lay_over(&mut laid, known.settled.iter().map(|(id, value)| (*id, value)));
        for facts in [known.answered, known.office] {
            self.lay_over(&mut laid, facts.iter().map(|(id, value)| (id.as_str(), value)));
        }
        laid
    }

    /// Puts answers, sorted by fact, where none is yet.
    fn lay_over<'f>(&self, laid: &mut [Option<Laid<'f>>], given: impl Iterator<Item = (&'f str, &'f FactValue)>) {
        let mut given = given.peekable();
        for ((id, definition), place) in self.facts.iter().zip(laid) {
            loop {
                let Some((fact, value)) = given.peek() else { return };
                match (*fact).cmp(id.as_str()) {
                    // No fact of the catalogue.
                    Ordering::Less => {}
                    Ordering::Equal => {
                        place.get_or_insert_with(|| Laid::of(definition.kind, definition.choices(), value));
                    }
                    Ordering::Greater => break,
                }
                given.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_goes_before_what_was_answered_and_the_office_comes_last() {
        let (yes, no) = (FactValue::Bool(true), FactValue::Bool(false));
        let facts = |pairs: &[(&str, &FactValue)]| -> Facts {
            pairs.iter().map(|(id, value)| ((*id).to_owned(), (*value).clone())).collect()
        };
        let answered = facts(&[("has_subcontract", &no), ("handles_personal_info", &yes)]);
        let office = facts(&[("handles_personal_info", &no), ("reg_16_3_target_org", &yes)]);
        let known = Known::of(
            vec![("is_cloud", no.clone()), ("has_subcontract", yes.clone()), ("is_cloud", yes.clone())],
            &answered,
            &office,
        );
        let whole = known.to_facts();
        assert_eq!(whole.len(), 4);
        for (fact, expected) in [
            ("has_subcontract", Some(&yes)),
            ("handles_personal_info", Some(&yes)),
            ("reg_16_3_target_org", Some(&yes)),
            ("is_cloud", Some(&yes)),
            ("confidentiality", None),
        ] {
            assert_eq!((known.get(fact), whole.get(fact)), (expected, expected), "{fact}");
        }
        let catalogue = Catalogue::shipped().unwrap();
        assert_eq!(catalogue.lay_out_known(&known), catalogue.lay_out(&whole));
    }
}
