//! When a requirement applies: three-valued logic (Kleene) over facts, and the reason for its outcome.
//! Conditions are compiled once against the facts of the catalogue; nothing here knows a record.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::Defect;
use crate::facts::{FactDefinition, FactType, FactValue, Facts};

/// The outcome of a condition; `None` is "cannot be decided yet" (要確認).
pub type Truth = Option<bool>;

/// A compiled condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Holds for every record.
    Always,
    /// Compares one fact with a value.
    Fact(Comparison),
    /// Holds when all hold.
    All(Vec<Condition>),
    /// Holds when one holds.
    Any(Vec<Condition>),
    /// Holds when the inner does not.
    Not(Box<Condition>),
}

/// One comparison of a fact with a value of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The fact.
    pub fact: String,
    /// How it is compared.
    pub operator: Operator,
    /// What it is compared with; more than one only for [`Operator::In`].
    pub values: Vec<FactValue>,
    /// Place of the fact among those of the catalogue, in the order of their ids.
    place: usize,
    /// Record types that have this fact; for others the comparison is false.
    scope: Scope,
    /// The order of an ordinal, lowest first.
    order: Vec<String>,
}

/// Record types as a set, so that a comparison asks for its own without looking at texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scope(u8);

impl Scope {
    const OFFICE: Self = Self(8);

    /// The set of one record type; empty for one that no fact knows.
    pub(super) fn of(record_type: &str) -> Self {
        match record_type {
            "contract" => Self(1),
            "cloud" => Self(2),
            "sns" => Self(4),
            "org" => Self::OFFICE,
            _ => Self(0),
        }
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether records of this scope have the fact; facts of the office are settings, and every record has them.
    fn covers(self, record: Self) -> bool {
        self.0 & record.and(Self::OFFICE).0 != 0
    }
}

/// How a fact is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// One of the values; for a set, contains one of them.
    In,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
}

impl Operator {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "in" => Self::In,
            "gt" => Self::Gt,
            "gte" => Self::Gte,
            "lt" => Self::Lt,
            "lte" => Self::Lte,
            _ => return None,
        })
    }

    /// The code of this operator in catalogue and locale keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Lt => "lt",
            Self::Lte => "lte",
        }
    }
}

impl Condition {
    /// Compiles the JSON form (`all`, `any`, `not`, `always`, `{fact, op, value}`); every defect is added to `defects` with its place.
    pub fn compile(
        json: &Json,
        facts: &BTreeMap<String, FactDefinition>,
        place: &str,
        defects: &mut Vec<Defect>,
    ) -> Option<Self> {
        let Some(object) = json.as_object() else {
            defects.push(Defect::new(place, "condition_unreadable", json.to_string()));
            return None;
        };
        if object.contains_key("fact") {
            return Comparison::compile(object, facts, place, defects).map(Self::Fact);
        }
        let mut keys = object.iter();
        match (keys.next(), keys.next()) {
            (Some((key, _)), None) if key == "always" => Some(Self::Always),
            (Some((key, Json::Array(parts))), None) if key == "all" || key == "any" => {
                if parts.is_empty() {
                    defects.push(Defect::new(place, "condition_empty", key));
                    return None;
                }
                let compiled: Vec<Option<Self>> = parts
                    .iter()
                    .enumerate()
                    .map(|(index, part)| Self::compile(part, facts, &format!("{place}.{key}[{index}]"), defects))
                    .collect();
                let parts = compiled.into_iter().collect::<Option<Vec<Self>>>()?;
                Some(if key == "all" { Self::All(parts) } else { Self::Any(parts) })
            }
            (Some((key, inner)), None) if key == "not" => {
                Self::compile(inner, facts, &format!("{place}.not"), defects).map(|inner| Self::Not(Box::new(inner)))
            }
            _ => {
                defects.push(Defect::new(place, "condition_unreadable", json.to_string()));
                None
            }
        }
    }

    /// Whether the condition holds for these facts of a record of this type.
    pub fn evaluate(&self, record_type: &str, facts: &Facts) -> Truth {
        let record = Scope::of(record_type);
        self.settle(&|comparison: &Comparison| comparison.holds(record, facts.get(&comparison.fact)))
    }

    /// The same for facts that were laid out for the catalogue, of a record of this scope.
    pub(super) fn evaluate_laid_out(&self, record: Scope, facts: &[Option<&FactValue>]) -> Truth {
        self.settle(&|comparison: &Comparison| comparison.holds(record, facts.get(comparison.place).copied().flatten()))
    }

    /// The comparisons that made the outcome what it is, in the order of the catalogue.
    ///
    /// For an undecided outcome these are the comparisons whose facts would decide it.
    pub fn reasons<'a>(&'a self, record_type: &str, facts: &Facts) -> Vec<&'a Comparison> {
        let mut reasons = Vec::new();
        self.collect(record_type, facts, self.evaluate(record_type, facts), &mut reasons);
        reasons
    }

    fn collect<'a>(&'a self, record_type: &str, facts: &Facts, outcome: Truth, into: &mut Vec<&'a Comparison>) {
        match self {
            Self::Always => {}
            Self::Fact(comparison) => {
                if !into.contains(&comparison) {
                    into.push(comparison);
                }
            }
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    if part.evaluate(record_type, facts) == outcome {
                        part.collect(record_type, facts, outcome, into);
                    }
                }
            }
            Self::Not(inner) => inner.collect(record_type, facts, outcome.map(|truth| !truth), into),
        }
    }

    /// Every fact that the condition asks for, whatever is known of it.
    pub fn facts(&self) -> BTreeSet<&str> {
        match self {
            Self::Always => BTreeSet::new(),
            Self::Fact(comparison) => BTreeSet::from([comparison.fact.as_str()]),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::facts).collect(),
            Self::Not(inner) => inner.facts(),
        }
    }

    /// Whether another answer to `fact` could still change the outcome, whatever the answers that are unknown today turn out to be.
    ///
    /// True exactly when the fact stays in the condition after all other known answers have been put in.
    pub fn depends_on(&self, fact: &str, record_type: &str, facts: &Facts) -> bool {
        let record = Scope::of(record_type);
        let others = |comparison: &Comparison| {
            if comparison.fact == fact && comparison.scope.covers(record) {
                None
            } else {
                comparison.holds(record, facts.get(&comparison.fact))
            }
        };
        self.settle(&others).is_none() && self.residue_mentions(fact, &others)
    }

    fn settle(&self, value: &impl Fn(&Comparison) -> Truth) -> Truth {
        match self {
            Self::Always => Some(true),
            Self::Fact(comparison) => value(comparison),
            Self::All(parts) => {
                let mut truth = Some(true);
                for part in parts {
                    match part.settle(value) {
                        Some(false) => return Some(false),
                        None => truth = None,
                        Some(true) => {}
                    }
                }
                truth
            }
            Self::Any(parts) => {
                let mut truth = Some(false);
                for part in parts {
                    match part.settle(value) {
                        Some(true) => return Some(true),
                        None => truth = None,
                        Some(false) => {}
                    }
                }
                truth
            }
            Self::Not(inner) => inner.settle(value).map(|truth| !truth),
        }
    }

    fn residue_mentions(&self, fact: &str, value: &impl Fn(&Comparison) -> Truth) -> bool {
        match self {
            Self::Always => false,
            Self::Fact(comparison) => comparison.fact == fact && value(comparison).is_none(),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().any(|part| part.settle(value).is_none() && part.residue_mentions(fact, value))
            }
            Self::Not(inner) => inner.residue_mentions(fact, value),
        }
    }
}

impl Comparison {
    fn compile(
        object: &serde_json::Map<String, Json>,
        facts: &BTreeMap<String, FactDefinition>,
        place: &str,
        defects: &mut Vec<Defect>,
    ) -> Option<Self> {
        let found = defects.len();
        let name = object.get("fact").and_then(Json::as_str).unwrap_or_default();
        let code = object.get("op").and_then(Json::as_str).unwrap_or_default();
        let fact = facts.get(name);
        if fact.is_none() {
            defects.push(Defect::new(place, "fact_unknown", name));
        }
        let operator = Operator::from_code(code);
        if operator.is_none() {
            defects.push(Defect::new(place, "operator_unknown", code));
        }
        let (fact, operator) = (fact?, operator?);
        let orders = matches!(operator, Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte);
        if orders && !matches!(fact.kind, FactType::Ordinal | FactType::Int | FactType::Date)
            || fact.kind == FactType::Set && operator != Operator::In
        {
            defects.push(Defect::new(place, "operator_unfit", format!("{name} {code}")));
        }
        let given = match object.get("value") {
            Some(Json::Array(items)) if operator == Operator::In => items.clone(),
            Some(value) => vec![value.clone()],
            None => Vec::new(),
        };
        if given.is_empty() {
            defects.push(Defect::new(place, "value_missing", name));
        }
        let mut values = Vec::with_capacity(given.len());
        for value in given {
            let single = if fact.kind == FactType::Set { Json::Array(vec![value.clone()]) } else { value.clone() };
            match fact.read(&single) {
                Ok(Some(FactValue::Set(mut set))) => values.extend(set.pop().map(FactValue::Text)),
                Ok(Some(read)) => values.push(read),
                _ => defects.push(Defect::new(place, "value_unknown", format!("{name} {value}"))),
            }
        }
        (defects.len() == found).then(|| Self {
            fact: name.to_owned(),
            operator,
            values,
            place: facts.keys().take_while(|id| id.as_str() < name).count(),
            scope: fact.scope.iter().fold(Scope::default(), |scope, kind| scope.and(Scope::of(kind))),
            order: fact.order.clone(),
        })
    }

    fn holds(&self, record: Scope, actual: Option<&FactValue>) -> Truth {
        if !self.scope.covers(record) {
            return Some(false);
        }
        let actual = actual?;
        let expected = self.values.first()?;
        Some(match self.operator {
            Operator::Eq => actual == expected,
            Operator::Ne => actual != expected,
            Operator::In => match actual {
                FactValue::Set(set) => {
                    self.values.iter().any(|value| matches!(value, FactValue::Text(text) if set.contains(text)))
                }
                single => self.values.contains(single),
            },
            Operator::Gt => self.rank(actual) > self.rank(expected),
            Operator::Gte => self.rank(actual) >= self.rank(expected),
            Operator::Lt => self.rank(actual) < self.rank(expected),
            Operator::Lte => self.rank(actual) <= self.rank(expected),
        })
    }

    /// A value that compares as the fact does: place in the order, number, or ISO date.
    fn rank<'a>(&self, value: &'a FactValue) -> (i64, &'a str) {
        match value {
            FactValue::Int(number) => (*number, ""),
            FactValue::Text(text) if self.order.is_empty() => (0, text),
            FactValue::Text(text) => (
                self.order
                    .iter()
                    .position(|step| step == text)
                    .and_then(|place| i64::try_from(place).ok())
                    .unwrap_or(-1),
                "",
            ),
            FactValue::Bool(_) | FactValue::Set(_) => (0, ""),
        }
    }
}
