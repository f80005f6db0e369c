//! Waivers and re-outsourcings of a contract as a screen shows them, each with its application.

use db::Tx;
use serde_json::Value as Json;

use super::super::Contract;
use super::super::matter::Matter;
use super::types::ContractCase;
use crate::approval::{self, Actor, Application, ApplicationKind, BoundChange, CaseOf, content_lines, differences};
use crate::facts::{FactValue, value_text};
use crate::problem::Error;
use crate::register::Register;
use crate::wording::{Lang, text};

/// The cases of a contract, for whoever looks.
///
/// # Errors
/// If the ledger cannot be read.
pub fn cases(
    tx: &mut Tx<'_>,
    lang: Lang,
    contract: &Contract,
    actor: Option<&Actor>,
) -> Result<Vec<ContractCase>, Error> {
    if contract.id.is_empty() || (contract.waivers.is_empty() && contract.subcontracts.is_empty()) {
        return Ok(Vec::new());
    }
    let all = approval::of_record(tx, Register::Contract, &contract.id)?;
    Ok(Matter::all(contract).filter_map(|matter| case(lang, contract, &matter, &all, actor)).collect())
}

fn case(
    lang: Lang,
    contract: &Contract,
    matter: &Matter,
    all: &[Application],
    actor: Option<&Actor>,
) -> Option<ContractCase> {
    let (code, content) = (matter.code(), matter.content(contract)?);
    let own: Vec<Application> =
        all.iter().filter(|application| application.matter.as_ref() == Some(&code)).cloned().collect();
    let case = CaseOf::new(&own, matter.approved_by(contract));
    let approved = matter.is_approved(contract);
    let kinds: &[ApplicationKind] =
        if approved || contract.closed_on.is_some() { &[] } else { &[ApplicationKind::New] };
    let changed = case.before().map(|before| changes(lang, differences(&before, &content))).unwrap_or_default();
    Some(ContractCase {
        title: matter.text(lang, Some(&content)),
        approved,
        content: content_lines(changes(lang, differences(&Json::Null, &content))),
        may: case.may(actor, kinds),
        case: case.view(lang, &content, changed, changes),
        matter: code,
    })
}

/// Bound fields that differ, in words.
pub fn changes(lang: Lang, differences: Vec<(String, Json, Json)>) -> Vec<BoundChange> {
    let change = |(field, before, after): (String, Json, Json)| BoundChange {
        label: match field.strip_prefix("facts.") {
            Some(fact) => text(lang, &format!("fact.{fact}.label"), &[]),
            None => text(lang, &format!("matter_field.{field}"), &[]),
        },
        before: value(lang, &field, &before),
        after: value(lang, &field, &after),
        field,
    };
    differences.into_iter().map(change).collect()
}

/// The value of a bound field, in words; none where there is nothing.
fn value(lang: Lang, field: &str, json: &Json) -> Option<String> {
    if let Some(fact) = field.strip_prefix("facts.") {
        let known: FactValue = serde_json::from_value(json.clone()).ok()?;
        return Some(value_text(lang, fact, &known));
    }
    match json {
        Json::Null => None,
        Json::Bool(yes) => Some(text(lang, if *yes { "answer.yes" } else { "answer.no" }, &[])),
        Json::Number(number) => Some(text(lang, "matter_field.tier_value", &[("tier", &number.to_string())])),
        Json::String(words) if field == "requirement" => Some(crate::reasons::titled(lang, words)),
        Json::String(words) => Some(crate::wording::day(lang, words)),
        other => Some(other.to_string()),
    }
}
