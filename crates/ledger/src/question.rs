//! Questions about facts (事実の問い), as the form of any register asks them: which still matter, and how much.
//! How a register groups them is in its own view.

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

use crate::catalogue::Catalogue;
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

/// The question about a fact, with what its answer can still change.
pub fn question(
    lang: Lang,
    catalogue: &Catalogue,
    group: &str,
    fact: &FactDefinition,
    record_type: &str,
    facts: &Facts,
    derived: &Facts,
    waiting: &[BTreeSet<&str>],
) -> Question {
    let affects = catalogue.affected(&fact.id, record_type, facts);
    let value = facts.get(&fact.id).cloned();
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
        value,
        matters: affects > 0,
        affects,
        undecided: waiting.iter().filter(|facts| facts.contains(fact.id.as_str())).count(),
        derived: fact.kind == FactType::Date || derived.contains_key(&fact.id),
        fact: fact.id.clone(),
    }
}
