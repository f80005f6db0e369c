//! Questions about facts (事実の問い), as the form of any register asks them: which still matter, and how much.
//! How a register groups them is in its own view.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

use crate::catalogue::{Catalogue, Requirement};
use crate::facts::{FactDefinition, FactType, FactValue, Facts, value_text};
use crate::wording::{Lang, text};

/// A value that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Choice {
    /// Value.
    pub value: String,
    /// In words.
    pub label: String,
}

/// A question of the facts form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Question {
    /// Id of the fact.
    pub fact: String,
    /// Group of the form.
    pub group: String,
    /// The question.
    pub label: String,
    /// A sentence of help.
    pub help: String,
    /// Short label for lists.
    pub short: String,
    /// Kind of answer.
    #[serde(rename = "type")]
    pub kind: FactType,
    /// Values to choose from.
    pub values: Vec<Choice>,
    /// The answer; none is "unknown".
    pub value: Option<FactValue>,
    /// Whether another answer can still change a requirement.
    pub matters: bool,
    /// How many requirements another answer can change.
    pub affects: usize,
    /// How many requirements wait for this answer.
    pub undecided: usize,
    /// Whether it follows from other fields of the record and is not asked.
    pub derived: bool,
}

/// A record about which is asked.
pub struct Asked<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its record type.
    pub record_type: &'a str,
    /// Facts as conditions see them.
    pub facts: &'a Facts,
    /// Facts of the office, which are no questions about the record.
    pub office: &'a Facts,
    /// Facts that other fields of the record settle.
    pub derived: &'a Facts,
    /// Requirements that cannot be decided.
    pub undecided: Vec<&'a Requirement>,
}

impl Asked<'_> {
    /// The questions group by group, those with the largest effect first within a group.
    pub fn questions(&self, lang: Lang, groups: &[(&str, &[&str])]) -> Vec<Question> {
        let facts_of = |requirement: &&Requirement| -> BTreeSet<String> {
            let reasons = requirement.condition.reasons(self.record_type, self.facts);
            reasons.into_iter().map(|comparison| comparison.fact.clone()).collect()
        };
        let waiting: Vec<BTreeSet<String>> = self.undecided.iter().map(facts_of).collect();
        let mut questions = Vec::new();
        for (group, facts) in groups {
            let mut inner: Vec<Question> = facts
                .iter()
                .filter_map(|fact| self.catalogue.facts.get(*fact))
                .filter(|fact| fact.scope.iter().any(|scope| scope == self.record_type))
                .filter(|fact| !self.office.contains_key(&fact.id))
                .map(|fact| self.question(lang, group, fact, &waiting))
                .collect();
            inner.sort_by_key(|question| std::cmp::Reverse(question.affects));
            questions.extend(inner);
        }
        questions
    }

    /// The question about a fact, with what its answer can still change.
    fn question(&self, lang: Lang, group: &str, fact: &FactDefinition, waiting: &[BTreeSet<String>]) -> Question {
        let affects = self.catalogue.affected(&fact.id, self.record_type, self.facts);
        let choice = |code: &String| Choice {
            label: value_text(lang, &fact.id, &FactValue::Text(code.clone())),
            value: code.clone(),
        };
        Question {
            group: group.to_owned(),
            label: text(lang, &format!("fact.{}.question", fact.id), &[]),
            help: text(lang, &format!("fact.{}.help", fact.id), &[]),
            short: text(lang, &format!("fact.{}.short", fact.id), &[]),
            kind: fact.kind,
            values: fact.choices().iter().map(choice).collect(),
            value: self.facts.get(&fact.id).cloned(),
            matters: affects > 0,
            affects,
            undecided: waiting.iter().filter(|facts| facts.contains(&fact.id)).count(),
            derived: fact.kind == FactType::Date || self.derived.contains_key(&fact.id),
            fact: fact.id.clone(),
        }
    }
}
