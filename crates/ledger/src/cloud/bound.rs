//! What of a cloud use an approval is bound to, and what changed since.
//! Who may use it and who manages it change with every transfer and are not bound; what is done under the approval neither.

use serde_json::Value as Json;

use super::Cloud;
use crate::history::canonical;
use crate::problem::Error;

/// Fields that a decision does not bind: they are its result, they are what is done under it, or they name people who move.
const FREE: [&str; 19] = [
    "id",
    "revision",
    "number",
    "status",
    "conditions",
    "decided_on",
    "expires_on",
    "next_check_on",
    "application",
    "checks",
    "suspension",
    "ending",
    "ended_on",
    "manager",
    "manager_since",
    "security_manager",
    "users",
    "attachments",
    "note",
];

/// The bound fields of a record, as the person who decides sees them.
///
/// # Errors
/// If the record cannot be made JSON.
pub(crate) fn content(cloud: &Cloud) -> Result<Json, Error> {
    let mut json = serde_json::to_value(cloud)?;
    if let Json::Object(fields) = &mut json {
        fields.retain(|name, _| !FREE.contains(&name.as_str()));
    }
    Ok(json)
}

/// Fields of an assurance that its clock reads. That they are carried on in time changes nothing of what was approved;
/// once the approval has lapsed by them, it is reviewed again.
const CLOCKS: [&str; 6] = ["number", "valid_from", "valid_until", "audited_until", "renewal_pending", "evidence"];

/// Whether another content asks for another decision.
pub(crate) fn asks_anew(before: &Json, after: &Json) -> bool {
    let without_clocks = |content: &Json| {
        let mut content = content.clone();
        for assurance in content.get_mut("assurances").and_then(Json::as_array_mut).into_iter().flatten() {
            if let Json::Object(fields) = assurance {
                fields.retain(|name, _| !CLOCKS.contains(&name.as_str()));
            }
        }
        content
    };
    !differences(&without_clocks(before), &without_clocks(after)).is_empty()
}

/// Names of the bound fields that differ between two contents, as dotted paths; answers, facts and the provider field by field.
pub(crate) fn differences(before: &Json, after: &Json) -> Vec<(String, Json, Json)> {
    let mut found = Vec::new();
    let empty = serde_json::Map::new();
    let (old, new) = (before.as_object().unwrap_or(&empty), after.as_object().unwrap_or(&empty));
    let mut names: Vec<&String> = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))).collect();
    names.sort();
    for name in names {
        let (old, new) = (old.get(name).unwrap_or(&Json::Null), new.get(name).unwrap_or(&Json::Null));
        if nothing(old) && nothing(new) || canonical(old) == canonical(new) {
            continue;
        }
        if matches!(name.as_str(), "answers" | "facts" | "provider") {
            let inner = differences(old, new).into_iter();
            found.extend(inner.map(|(inner, old, new)| (format!("{name}.{inner}"), old, new)));
        } else {
            found.push((name.clone(), old.clone(), new.clone()));
        }
    }
    found
}

/// A field that did not exist when an earlier version was kept is as good as an empty one.
fn nothing(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        Json::String(text) => text.is_empty(),
        _ => false,
    }
}
