//! What a cloud use says, in words.

use serde_json::Value as Json;

use super::super::Standing;
use super::super::rules::{CloudFinding, CloudState};
use super::super::{CloudAnswer, CloudStatus, Verdict};
use crate::approval::{Application, ApplicationState, BoundChange};
use crate::facts::{FactValue, value_text};
use crate::reasons::titled;
use crate::wording::{Lang, day, text};

/// The state in words, with what an application waits for.
pub fn status(lang: Lang, status: CloudStatus, standing: Standing, open: Option<&Application>) -> String {
    let key = match (standing, open.map(|open| open.state)) {
        (Standing::Lapsed, _) => "cloud_status.lapsed".to_owned(),
        (Standing::Stands, _) if status == CloudStatus::Ended => "cloud_status.ending".to_owned(),
        (_, Some(ApplicationState::Decision)) if status == CloudStatus::Applied => "cloud_status.decision".to_owned(),
        _ => format!("cloud_status.{}", status.code()),
    };
    text(lang, &key, &[])
}

/// The word of a state in locale keys (`cloud_state.<code>`).
pub fn state_code(state: CloudState) -> &'static str {
    match state {
        CloudState::Missing => "missing",
        CloudState::Unknown => "unknown",
        CloudState::Unanswered => "unanswered",
        CloudState::Conditional => "conditional",
        CloudState::Met => "met",
        CloudState::NotApplicable => "not_applicable",
        CloudState::Excepted => "excepted",
        CloudState::NotYet => "not_yet",
    }
}

/// An answer in words: what was found, else the answer itself.
pub fn answer(lang: Lang, answer: &CloudAnswer) -> String {
    let verdict = text(lang, &format!("verdict.{}", answer.answer.code()), &[]);
    match &answer.detail {
        Some(detail) if answer.answer == Verdict::Unverified => detail.clone(),
        Some(detail) => text(lang, "verdict.with_detail", &[("verdict", &verdict), ("detail", detail)]),
        None => verdict,
    }
}

/// What of the record meets a requirement, in words.
pub fn by_record(lang: Lang, code: &str, value: &str) -> String {
    let value = match code {
        "assurance" => text(lang, &format!("certificate.{value}"), &[]),
        _ => day(lang, value),
    };
    text(lang, &format!("cloud_evidence.{code}"), &[("value", &value)])
}

/// A finding in words.
pub fn finding(lang: Lang, finding: &CloudFinding<'_>) -> String {
    let words: Vec<(&str, String)> = finding
        .values()
        .map(|(name, value)| {
            let value = match name {
                "kind" => text(lang, &format!("certificate.{value}"), &[]),
                "fact" => text(lang, &format!("fact.{value}.label"), &[]),
                "requirement" => titled(lang, value),
                _ => day(lang, value),
            };
            (name, value)
        })
        .collect();
    let args: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text(lang, &format!("finding.{}", finding.code), &args)
}

/// Bound fields that differ, in words.
pub fn changes(lang: Lang, differences: Vec<(String, Json, Json)>) -> Vec<BoundChange> {
    let change = |(field, before, after): (String, Json, Json)| BoundChange {
        label: label(lang, &field),
        before: value(lang, &field, &before),
        after: value(lang, &field, &after),
        field,
    };
    differences.into_iter().map(change).collect()
}

/// The name of a bound field, in words.
fn label(lang: Lang, field: &str) -> String {
    match field.split_once('.') {
        Some(("facts", fact)) => text(lang, &format!("fact.{fact}.label"), &[]),
        Some(("answers", id)) => titled(lang, id),
        _ => text(lang, &format!("cloud_field.{field}"), &[]),
    }
}

/// The value of a bound field, in words; none where there is nothing.
fn value(lang: Lang, field: &str, json: &Json) -> Option<String> {
    let fact = field.strip_prefix("facts.");
    match json {
        Json::Null => None,
        Json::String(words) if words.is_empty() => None,
        _ if field.starts_with("answers.") => {
            serde_json::from_value::<CloudAnswer>(json.clone()).ok().map(|given| with_source(lang, &given))
        }
        _ if fact.is_some() => {
            let known: FactValue = serde_json::from_value(json.clone()).ok()?;
            Some(value_text(lang, fact.unwrap_or_default(), &known))
        }
        Json::String(words) => Some(day(lang, words)),
        Json::Bool(yes) => Some(text(lang, if *yes { "answer.yes" } else { "answer.no" }, &[])),
        Json::Array(items) if items.is_empty() => None,
        Json::Array(items) => {
            let named: Vec<String> = items.iter().map(|item| entry(lang, field, item)).collect();
            Some(named.join(&text(lang, "reason.list", &[])))
        }
        other => Some(other.to_string()),
    }
}

fn with_source(lang: Lang, given: &CloudAnswer) -> String {
    let words = answer(lang, given);
    match &given.source {
        Some(source) => text(lang, "verdict.with_source", &[("answer", &words), ("source", source)]),
        None => words,
    }
}

/// One entry of a list: what it is called, with what matters of it.
fn entry(lang: Lang, field: &str, item: &Json) -> String {
    let own = |name: &str| item.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    match (field, item) {
        (_, Json::String(words)) => words.clone(),
        ("assurances", _) => {
            let kind = text(lang, &format!("certificate.{}", own("kind")), &[]);
            let until = own("valid_until");
            let until = if until.is_empty() { own("audited_until") } else { until };
            if until.is_empty() {
                return kind;
            }
            text(lang, "cloud_field.assurance_until", &[("kind", &kind), ("until", &day(lang, &until))])
        }
        ("exceptions", _) => own("requirement"),
        _ => own("name"),
    }
}
