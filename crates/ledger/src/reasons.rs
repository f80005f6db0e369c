//! Why a requirement applies and where it comes from, in words; the same for every register.
//! What meets it is worded by the register.

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use crate::catalogue::{Catalogue, Comparison, Operator, Requirement, Severity};
use crate::facts::{FactValue, Facts, value_text};
use crate::register::Link;
use crate::wording::{Lang, text};

/// A source with the mark of how far it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Source")]
pub struct SourceRow {
    /// Id of the document.
    pub doc: String,
    /// Title of the document.
    pub title: String,
    /// Section.
    pub section: String,
    /// `primary`, `toc`, `secondary` or `memory`.
    pub confidence: String,
    /// The mark in words.
    pub mark_text: String,
    /// Whether it bears only a part of the requirement.
    pub partial: bool,
}

/// A fact and what it says, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Reason {
    /// Id of the fact.
    pub fact: String,
    /// In words.
    pub text: String,
}

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "Finding")]
pub struct FindingRow {
    /// What is wrong.
    pub code: String,
    /// The field it is about.
    pub field: Option<String>,
    /// The requirement it is about.
    pub requirement: Option<String>,
    /// How grave.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub text: String,
    /// Law or practice behind it.
    pub basis: Option<String>,
}

/// The title of a requirement in the language of the screen.
pub fn title(lang: Lang, requirement: &Requirement) -> &str {
    match lang {
        Lang::Ja => &requirement.title,
        Lang::En => &requirement.gloss,
    }
}

/// A requirement by its id, with its title where the catalogue knows it.
pub fn titled(lang: Lang, id: &str) -> String {
    let known = Catalogue::shipped().ok().and_then(|catalogue| catalogue.requirement(id));
    known.map_or_else(|| id.to_owned(), |requirement| format!("{id} {}", title(lang, requirement)))
}

/// Sources of a requirement with their marks.
pub fn sources(lang: Lang, catalogue: &Catalogue, requirement: &Requirement) -> Vec<SourceRow> {
    let row = |source: &crate::catalogue::SourceReference| SourceRow {
        doc: source.doc.clone(),
        title: catalogue.documents.get(&source.doc).map(|document| document.title.clone()).unwrap_or_default(),
        section: source.section.clone(),
        mark_text: text(lang, &format!("confidence.{}", source.confidence), &[]),
        confidence: source.confidence.clone(),
        partial: source.support.as_deref() == Some("partial"),
    };
    requirement.sources.iter().map(row).collect()
}

/// Why a requirement applies, or what would decide it: the facts in words.
pub fn because(lang: Lang, requirement: &Requirement, record_type: &str, facts: &Facts) -> String {
    let reasons = requirement.condition.reasons(record_type, facts);
    if reasons.is_empty() {
        return text(lang, &format!("reason.always_{record_type}"), &[]);
    }
    let parts: Vec<String> = reasons.into_iter().map(|comparison| reason(lang, comparison, facts)).collect();
    let undecided = requirement.condition.evaluate(record_type, facts).is_none();
    parts.join(&text(lang, if undecided { "reason.or" } else { "reason.and" }, &[]))
}

/// One comparison in words: the fact, what it is, and what the requirement looks for.
pub fn reason(lang: Lang, comparison: &Comparison, facts: &Facts) -> String {
    let fact = &comparison.fact;
    let label = text(lang, &format!("fact.{fact}.label"), &[]);
    let Some(actual) = facts.get(fact) else {
        return text(lang, "reason.unknown", &[("fact", &label)]);
    };
    match (comparison.operator, actual) {
        (_, FactValue::Bool(true)) => label,
        (_, FactValue::Bool(false)) => text(lang, "reason.not", &[("fact", &label)]),
        (operator, actual) => {
            let wanted: Vec<String> = comparison.values.iter().map(|value| value_text(lang, fact, value)).collect();
            let is_date = matches!(actual, FactValue::Text(text) if text.parse::<NaiveDate>().is_ok());
            let key = match operator {
                Operator::Eq | Operator::In => "reason.eq",
                Operator::Lt if is_date => "reason.before",
                Operator::Gte if is_date => "reason.from",
                other => &format!("reason.{}", other.code()),
            };
            let wanted = wanted.join(&text(lang, "reason.list", &[]));
            text(lang, key, &[("fact", &label), ("wanted", &wanted), ("actual", &value_text(lang, fact, actual))])
        }
    }
}

/// Law or practice behind a finding, if its text names one.
pub fn basis(lang: Lang, code: &str) -> Option<String> {
    let key = format!("finding.{code}.basis");
    Some(text(lang, &key, &[])).filter(|found| *found != key)
}

/// That a record has ended, and what goes with it has not.
pub fn left_behind(lang: Lang, links: &[Link]) -> Option<FindingRow> {
    let open: Vec<String> = links.iter().filter(|link| link.open).map(|link| link.title.clone()).collect();
    if open.is_empty() {
        return None;
    }
    let (count, names) = (open.len().to_string(), open.join(&text(lang, "reason.list", &[])));
    Some(FindingRow {
        code: "left_behind".to_owned(),
        field: None,
        requirement: None,
        severity: Severity::Must,
        text: text(lang, "finding.left_behind", &[("count", &count), ("names", &names)]),
        basis: basis(lang, "left_behind"),
    })
}
