//! Facts: what a person knows about a record, with "unknown" as an equal answer.
//! Which facts exist is data of the catalogue; what follows from them is in `catalogue/`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use ts_rs::TS;

use crate::problem::Problem;
use crate::wording::{Lang, text};

/// A known answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(untagged)]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// One value of an enumeration or an order, or an ISO date.
    Text(String),
    /// Any number of values of an enumeration.
    Set(Vec<String>),
}

/// Answers by fact id; a fact that is absent is unknown.
pub type Facts = BTreeMap<String, FactValue>;

/// What kind of answer a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// Yes or no.
    Bool,
    /// One of ordered values.
    Ordinal,
    /// One of unordered values.
    Enum,
    /// Any number of values.
    Set,
    /// A whole number.
    Int,
    /// A date.
    Date,
}

/// A fact as the catalogue defines it.
#[derive(Debug, Clone, Deserialize)]
pub struct FactDefinition {
    /// Name of the fact, also in records as JSON.
    pub id: String,
    /// Kind of answer.
    #[serde(rename = "type")]
    pub kind: FactType,
    /// Record types that have this fact; `org` is a setting of the office.
    pub scope: Vec<String>,
    /// Values of an ordinal, lowest first.
    #[serde(default)]
    pub order: Vec<String>,
    /// Values of an enumeration or a set.
    #[serde(default)]
    pub values: Vec<String>,
    /// Remark for the reader of the catalogue.
    #[serde(default)]
    pub note: Option<String>,
}

impl FactDefinition {
    /// The values a person may choose from.
    pub fn choices(&self) -> &[String] {
        if self.kind == FactType::Ordinal { &self.order } else { &self.values }
    }

    /// Reads an answer; `null` and an empty text are "unknown".
    ///
    /// # Errors
    /// `fact_value_unknown` with the value as typed, if the fact cannot take it.
    pub fn read(&self, json: &Json) -> Result<Option<FactValue>, Problem> {
        let wrong = || {
            Problem::at(format!("facts.{}", self.id), "fact_value_unknown").with("fact", &self.id).with(
                "value",
                match json {
                    Json::String(text) => text.clone(),
                    other => other.to_string(),
                },
            )
        };
        if json.is_null() || json.as_str().is_some_and(|text| text.trim().is_empty()) {
            return Ok(None);
        }
        let known = |text: &str| self.choices().iter().any(|choice| choice == text);
        let value = match self.kind {
            FactType::Bool => FactValue::Bool(json.as_bool().ok_or_else(wrong)?),
            FactType::Int => {
                let number = json.as_i64().or_else(|| count(json.as_str()?));
                let unreadable = || Problem { code: "fact_number_unreadable".to_owned(), ..wrong() };
                FactValue::Int(number.filter(|number| *number >= 0).ok_or_else(unreadable)?)
            }
            FactType::Date => {
                let date: NaiveDate = json.as_str().and_then(|text| crate::date::parse(text).ok()).ok_or_else(wrong)?;
                FactValue::Text(date.to_string())
            }
            FactType::Ordinal | FactType::Enum => {
                FactValue::Text(json.as_str().filter(|text| known(text)).ok_or_else(wrong)?.to_owned())
            }
            FactType::Set => {
                let items = json.as_array().ok_or_else(wrong)?;
                let mut set = Vec::with_capacity(items.len());
                for item in items {
                    set.push(item.as_str().filter(|text| known(text)).ok_or_else(wrong)?.to_owned());
                }
                set.sort();
                set.dedup();
                FactValue::Set(set)
            }
        };
        Ok(Some(value))
    }
}

/// How many, from what a person typed: `1,200`, `１２００人`.
pub(crate) fn count(typed: &str) -> Option<i64> {
    let text: String = crate::fold::nfkc(typed).chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    text.trim_end_matches(['人', '名', '件']).parse().ok().filter(|number| *number >= 0)
}

/// How many at most, where nobody knows exactly: as a count, also `約1,200人`, `最大120`.
pub(crate) fn count_at_most(typed: &str) -> Option<i64> {
    count(crate::fold::nfkc(typed).trim().trim_start_matches(['約', '最', '大']))
}

/// An answer in words, for a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FactRow {
    /// Id of the fact.
    pub id: String,
    /// What it is about.
    pub label: String,
    /// The answer.
    pub text: String,
}

/// What is known, in words.
pub fn fact_rows(lang: Lang, facts: &Facts) -> Vec<FactRow> {
    let row = |(id, value): (&String, &FactValue)| FactRow {
        id: id.clone(),
        label: text(lang, &format!("fact.{id}.label"), &[]),
        text: value_text(lang, id, value),
    };
    facts.iter().map(row).collect()
}

/// An answer in words.
pub fn value_text(lang: Lang, fact: &str, value: &FactValue) -> String {
    let word = |code: &str| {
        let key = format!("fact.{fact}.value.{code}");
        let found = text(lang, &key, &[]);
        if found == key { code.to_owned() } else { found }
    };
    match value {
        FactValue::Bool(true) => text(lang, "answer.yes", &[]),
        FactValue::Bool(false) => text(lang, "answer.no", &[]),
        FactValue::Int(number) => number.to_string(),
        FactValue::Text(code) => match code.parse::<NaiveDate>() {
            Ok(date) if lang == Lang::Ja => crate::date::wareki(date),
            _ => word(code),
        },
        FactValue::Set(codes) => {
            codes.iter().map(|code| word(code)).collect::<Vec<_>>().join(&text(lang, "reason.list", &[]))
        }
    }
}
