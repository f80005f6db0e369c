//! JSON in the one form in which equal content has equal bytes, and so equal hashes: keys sorted, no spaces.

use serde_json::Value as Json;

/// JSON with sorted keys and no spaces, so that equal content has equal bytes (and hashes).
pub fn canonical(json: &Json) -> String {
    let mut text = String::new();
    write(json, &mut text);
    text
}

/// The same of a text that `serde_json` wrote without spaces; nothing but objects is taken apart.
pub fn canonical_text(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    write_sorted(json, &mut text);
    text
}

fn write(json: &Json, into: &mut String) {
    match json {
        Json::Object(object) => {
            let mut keys: Vec<&String> = object.keys().collect();
            keys.sort();
            into.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    into.push(',');
                }
                write_text(key, into);
                into.push(':');
                write(&object[key], into);
            }
            into.push('}');
        }
        Json::Array(items) => {
            into.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    into.push(',');
                }
                write(item, into);
            }
            into.push(']');
        }
        Json::String(text) => write_text(text, into),
        scalar => into.push_str(&scalar.to_string()),
    }
}

/// A text as JSON has it; most need no escape.
fn write_text(text: &str, into: &mut String) {
    if text.bytes().any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        into.push_str(&Json::String(text.to_owned()).to_string());
    } else {
        into.push('"');
        into.push_str(text);
        into.push('"');
    }
}

fn write_sorted(json: &str, into: &mut String) {
    let inner = |close: char| json[1..].strip_suffix(close).unwrap_or_default();
    match json.as_bytes().first() {
        Some(b'{') => {
            let mut members: Vec<(&str, &str)> = Vec::new();
            let mut rest = inner('}');
            while !rest.is_empty() {
                let (key, after) = rest.split_at(end_of_value(rest));
                let after = after.strip_prefix(':').unwrap_or(after);
                let (value, after) = after.split_at(end_of_value(after));
                members.push((key, value));
                rest = after.strip_prefix(',').unwrap_or_default();
            }
            if members.iter().any(|(key, _)| key.contains('\\')) {
                members.sort_by_cached_key(|(key, _)| serde_json::from_str::<String>(key).unwrap_or_default());
            } else {
                members.sort_unstable_by_key(|(key, _)| bare(key));
            }
            into.push('{');
            for (index, (key, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    into.push(',');
                }
                into.push_str(key);
                into.push(':');
                write_sorted(value, into);
            }
            into.push('}');
        }
        Some(b'[') => {
            into.push('[');
            let mut rest = inner(']');
            while !rest.is_empty() {
                let (item, after) = rest.split_at(end_of_value(rest));
                write_sorted(item, into);
                rest = after.strip_prefix(',').unwrap_or_default();
                if !rest.is_empty() {
                    into.push(',');
                }
            }
            into.push(']');
        }
        _ => into.push_str(json),
    }
}

/// A key without its quotes: with them a key would come after a longer one that goes on with a sign before the quote.
fn bare(key: &str) -> &str {
    key.get(1..key.len().saturating_sub(1)).unwrap_or_default()
}

/// Where the value ends that a text begins with.
fn end_of_value(json: &str) -> usize {
    let bytes = json.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while bytes.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                if depth == 0 {
                    return (at + 1).min(bytes.len());
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b':' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(json: &Json) {
        assert_eq!(canonical_text(&json.to_string()), canonical(json), "{json}");
    }

    #[test]
    fn a_text_and_its_values_have_one_form() {
        for json in [
            serde_json::json!(null),
            serde_json::json!({}),
            serde_json::json!([]),
            serde_json::json!({"b": 1, "a": [{"d": -2.5, "c": "{,:\\\"}"}, [], {}], "ab": true, "": "改行\n「\\」"}),
            serde_json::json!({"a\"b": 1, "a!": 2, "a\\": {"\u{1}": "\u{1f}", "あ": "，"}, "a": [1, "]", "[", null]}),
        ] {
            same(&json);
        }
    }

    fn json() -> impl proptest::strategy::Strategy<Value = Json> {
        use proptest::prelude::*;
        let text = "[a-c\"\\\\{}\\[\\],: あ\n]{0,4}";
        let scalar = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            text.prop_map(Json::from),
        ];
        scalar.prop_recursive(3, 24, 4, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::btree_map(text, inner, 0..4).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_the_form_of_its_values(json in json()) {
            same(&json);
        }
    }
}
