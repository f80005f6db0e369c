//! What of a cloud use an approval is bound to, and what changed since.
//! Who may use it and who manages it change with every transfer and are not bound; what is done under the approval neither.

use serde_json::Value as Json;

use super::Cloud;
use crate::approval::{ApplicationKind, differences};
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

/// The bound fields of a record, as the person who decides about an application of a kind sees them.
///
/// # Errors
/// If the record cannot be made JSON.
pub(crate) fn content(cloud: &Cloud, kind: Option<ApplicationKind>) -> Result<Json, Error> {
    let mut json = serde_json::to_value(cloud)?;
    if let Json::Object(fields) = &mut json {
        // An application to end is about how it ends.
        let seen = |name: &str| !FREE.contains(&name) || (name == "ending" && kind == Some(ApplicationKind::End));
        fields.retain(|name, _| seen(name));
    }
    Ok(json)
}

/// Fields of an assurance that its clock reads. That they are carried on changes nothing of what was approved, if a public
/// list or a new certificate says so and the approval has not lapsed by them.
const CLOCKS: [&str; 6] = ["number", "valid_from", "valid_until", "audited_until", "renewal_pending", "evidence"];

/// Whether another content asks for another decision. `listed` tells that a public list says how long assurances are valid.
pub(crate) fn asks_anew(before: &Json, after: &Json, listed: bool) -> bool {
    let list = |content: &Json| content.get("assurances").and_then(Json::as_array).cloned().unwrap_or_default();
    let (mut old, mut new) = (list(before), list(after));
    for (old, new) in old.iter_mut().zip(&mut new) {
        let evidence = new.get("evidence").filter(|evidence| evidence.is_string());
        if listed || (evidence.is_some() && evidence != old.get("evidence")) {
            for assurance in [old, new].into_iter().filter_map(Json::as_object_mut) {
                assurance.retain(|name, _| !CLOCKS.contains(&name.as_str()));
            }
        }
    }
    let with = |content: &Json, assurances: Vec<Json>| {
        let mut content = content.clone();
        if let Json::Object(fields) = &mut content {
            fields.insert("assurances".to_owned(), assurances.into());
        }
        content
    };
    !differences(&with(before, old), &with(after, new)).is_empty()
}
