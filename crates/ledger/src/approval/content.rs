//! Bound contents beside one another. What of a record is bound is in its register.

use serde_json::Value as Json;

use crate::history::canonical;

/// A bound field that differs, as a dotted path, with its two values.
pub(crate) type Difference = (String, Json, Json);

/// Names of the bound fields that differ between two contents, as dotted paths; answers, facts, the provider,
/// how a use ends and what may be posted field by field.
pub(crate) fn differences(before: &Json, after: &Json) -> Vec<Difference> {
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
        if matches!(name.as_str(), "answers" | "ending" | "facts" | "posting" | "provider") {
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
