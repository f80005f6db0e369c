//! When a requirement applies: three-valued logic (Kleene) over facts, and the reason for its outcome.
//! Conditions are compiled once against the facts of the catalogue; nothing here knows a record.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::Defect;
use super::known::Laid;
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
    /// Kind of answer that the fact takes.
    kind: FactType,
    /// The choices of the fact; those of an ordinal lowest first.
    choices: Vec<String>,
    /// The values as answers are laid out.
    wanted: Wanted,
}

/// What an answer is compared with.
#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    /// Numbers or places among the choices.
    Numbers(Vec<i64>),
    /// Places of which a set has one, a bit each.
    Choices(u64),
    /// ISO dates.
    Dates(Vec<String>),
}

impl Wanted {
    /// Of values that the fact can take.
    fn of(kind: FactType, choices: &[String], values: &[FactValue]) -> Self {
        let laid = values.iter().map(|value| Laid::of(kind, choices, value));
        let numbers =
            || laid.clone().filter_map(|value| if let Laid::Number(number) = value { Some(number) } else { None });
        match kind {
            FactType::Date => Self::Dates(
                laid.filter_map(|value| if let Laid::Date(date) = value { Some(date.to_owned()) } else { None })
                    .collect(),
            ),
            FactType::Set => Self::Choices(numbers().fold(0, |choices, place| choices | 1 << place)),
            _ => Self::Numbers(numbers().collect()),
        }
    }
}

impl Operator {
    /// Compares an answer with values of its own kind, of which all but [`Operator::In`] take the first.
    fn compare<T: PartialOrd + ?Sized>(self, actual: &T, wanted: &[impl Borrow<T>]) -> bool {
        let first = |holds: fn(&T, &T) -> bool| wanted.first().is_some_and(|first| holds(actual, first.borrow()));
        match self {
            Self::Eq => first(|actual, wanted| actual == wanted),
            Self::Ne => first(|actual, wanted| actual != wanted),
            Self::In => wanted.iter().any(|wanted| actual == wanted.borrow()),
            Self::Gt => first(|actual, wanted| actual > wanted),
            Self::Gte => first(|actual, wanted| actual >= wanted),
            Self::Lt => first(|actual, wanted| actual < wanted),
            Self::Lte => first(|actual, wanted| actual <= wanted),
        }
    }
}

/// Record types as a set, so that a comparison asks for its own without looking at texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Scope(u8);

impl Scope {
    const OFFICE: Self = Self(8);
    /// Number of record types.
    pub(super) const TYPES: usize = 4;

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

    /// The set of these record types.
    pub(super) fn of_all(record_types: &[String]) -> Self {
        record_types.iter().fold(Self::default(), |scope, kind| scope.and(Self::of(kind)))
    }

    /// The place of the one record type of the set among all.
    pub(super) fn place(self) -> Option<usize> {
        usize::try_from(self.0.trailing_zeros()).ok().filter(|_| self.0 != 0)
    }

    /// For each record type, the places of the sets that have it.
    pub(super) fn places(sets: impl Iterator<Item = Self>) -> [Vec<usize>; Self::TYPES] {
        let mut places: [Vec<usize>; Self::TYPES] = Default::default();
        for (at, set) in sets.enumerate() {
            for (bit, places) in places.iter_mut().enumerate() {
                if set.meets(Self(1 << bit)) {
                    places.push(at);
                }
            }
        }
        places
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a record type in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether records of this scope have the fact; facts of the office are settings, and every record has them.
    fn covers(self, record: Self) -> bool {
        self.meets(record.and(Self::OFFICE))
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
        self.settle(&|comparison: &Comparison| comparison.holds_among(record, facts))
    }

    /// The same for facts that were laid out for the catalogue, of a record of this scope.
    pub(super) fn evaluate_laid_out(&self, record: Scope, facts: &[Option<Laid<'_>>]) -> Truth {
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
                comparison.holds_among(record, facts)
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
        let choices = fact.choices();
        // As many as there are places in `Laid::Choices`.
        if choices.len() > 64 {
            defects.push(Defect::new(place, "value_unknown", name));
        }
        (defects.len() == found).then(|| Self {
            fact: name.to_owned(),
            operator,
            wanted: Wanted::of(fact.kind, choices, &values),
            values,
            place: facts.keys().take_while(|id| id.as_str() < name).count(),
            scope: Scope::of_all(&fact.scope),
            kind: fact.kind,
            choices: choices.to_vec(),
        })
    }

    fn holds_among(&self, record: Scope, facts: &Facts) -> Truth {
        let actual = facts.get(&self.fact).map(|value| Laid::of(self.kind, &self.choices, value));
        self.holds(record, actual)
    }

    fn holds(&self, record: Scope, actual: Option<Laid<'_>>) -> Truth {
        if !self.scope.covers(record) {
            return Some(false);
        }
        Some(match (actual?, &self.wanted) {
            (Laid::Number(number), Wanted::Numbers(wanted)) => self.operator.compare(&number, wanted),
            (Laid::Date(date), Wanted::Dates(wanted)) => self.operator.compare(date, wanted),
            (Laid::Choices(chosen), Wanted::Choices(wanted)) => chosen & wanted != 0,
            // An answer of another kind than the fact takes equals nothing.
            _ => self.operator == Operator::Ne,
        })
    }
}
