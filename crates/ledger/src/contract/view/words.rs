//! Reasons, evidence and remedies in words.

use chrono::NaiveDate;

use super::super::Contract;
use super::super::rules::Evidence;
use super::types::SourceRow;
use crate::catalogue::{Catalogue, Comparison, Operator, Requirement};
use crate::facts::{FactValue, Facts, value_text};
use crate::wording::{Lang, text};

/// The title of a requirement in the language of the screen.
pub fn title(lang: Lang, requirement: &Requirement) -> &str {
    match lang {
        Lang::Ja => &requirement.title,
        Lang::En => &requirement.gloss,
    }
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
pub fn because(lang: Lang, requirement: &Requirement, facts: &Facts) -> String {
    let reasons = requirement.condition.reasons("contract", facts);
    if reasons.is_empty() {
        return text(lang, "reason.always", &[]);
    }
    let parts: Vec<String> = reasons.into_iter().map(|comparison| reason(lang, comparison, facts)).collect();
    let undecided = requirement.condition.evaluate("contract", facts).is_none();
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

/// What meets a requirement, in words.
pub fn evidence(lang: Lang, contract: &Contract, evidence: &Evidence) -> String {
    let date = |iso: &str| match iso.parse::<NaiveDate>() {
        Ok(date) if lang == Lang::Ja => crate::date::wareki(date),
        _ => iso.to_owned(),
    };
    match evidence {
        Evidence::Clause { annex, article, pinned, .. } => {
            let annex = text(lang, &format!("annex.{}", annex.code()), &[]);
            let key = if *pinned { "evidence.clause_signed" } else { "evidence.clause_draft" };
            text(lang, key, &[("annex", &annex), ("article", &article.to_string())])
        }
        Evidence::SpecSheet { pinned } => {
            text(lang, if *pinned { "evidence.spec_signed" } else { "evidence.spec_draft" }, &[])
        }
        Evidence::Attribute { code, value } => {
            let value = match *code {
                "certificate" => text(lang, &format!("certificate.{value}"), &[]),
                _ => date(value),
            };
            text(lang, &format!("evidence.{code}"), &[("value", &value)])
        }
        Evidence::Confirmation(index) => {
            let entry = &contract.confirmations[*index];
            text(lang, "evidence.confirmation", &[("on", &date(&entry.on)), ("source", &entry.source)])
        }
        Evidence::Waiver(index) => {
            let waiver = &contract.waivers[*index];
            let approver = waiver.approver.clone().unwrap_or_else(|| text(lang, "paper.none", &[]));
            text(lang, "evidence.waiver", &[("reason", &waiver.reason), ("approver", &approver)])
        }
    }
}

pub fn remedy(lang: Lang, code: &str, requirement: &Requirement) -> String {
    let forms: Vec<String> = requirement.forms.iter().map(|form| text(lang, &format!("form.{form}"), &[])).collect();
    match code {
        "confirm" if !forms.is_empty() => {
            text(lang, "remedy.confirm_form", &[("form", &forms.join(&text(lang, "reason.list", &[])))])
        }
        _ => text(lang, &format!("remedy.{code}"), &[]),
    }
}

pub fn basis(lang: Lang, code: &str) -> Option<String> {
    let key = format!("finding.{code}.basis");
    Some(text(lang, &key, &[])).filter(|found| *found != key)
}
