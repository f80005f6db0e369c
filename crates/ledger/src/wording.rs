//! Every text a person sees, by key and language, shared with the window.
//! Which text is shown when is decided elsewhere; here is only the table and its placeholders.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::problem::Problem;

/// The language of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The language of this code (`ja`, `en`).
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "ja" => Some(Self::Ja),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The code of this language.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

type Table = BTreeMap<String, String>;

static JA: LazyLock<Table> = LazyLock::new(|| {
    merged(&[
        include_str!("../locales/ja.json"),
        include_str!("../locales/fact.ja.json"),
        include_str!("../locales/exchange.ja.json"),
        include_str!("../locales/approval.ja.json"),
        include_str!("../locales/cloud.ja.json"),
        include_str!("../locales/sns.ja.json"),
        include_str!("../locales/contractor.ja.json"),
        include_str!("../locales/incident.ja.json"),
        include_str!("../locales/sheet.ja.json"),
        include_str!("../locales/risk.ja.json"),
        include_str!("../locales/form.ja.json"),
        include_str!("../locales/selection.ja.json"),
        include_str!("../locales/due.ja.json"),
        include_str!("../locales/tell.ja.json"),
        include_str!("../locales/ui.ja.json"),
    ])
});

static EN: LazyLock<Table> = LazyLock::new(|| {
    merged(&[
        include_str!("../locales/en.json"),
        include_str!("../locales/fact.en.json"),
        include_str!("../locales/exchange.en.json"),
        include_str!("../locales/approval.en.json"),
        include_str!("../locales/cloud.en.json"),
        include_str!("../locales/sns.en.json"),
        include_str!("../locales/contractor.en.json"),
        include_str!("../locales/incident.en.json"),
        include_str!("../locales/sheet.en.json"),
        include_str!("../locales/risk.en.json"),
        include_str!("../locales/form.en.json"),
        include_str!("../locales/selection.en.json"),
        include_str!("../locales/due.en.json"),
        include_str!("../locales/tell.en.json"),
        include_str!("../locales/ui.en.json"),
    ])
});

/// A damaged locale file is found by the tests of this file; a running program shows keys instead of texts.
fn merged(parts: &[&str]) -> Table {
    parts.iter().flat_map(|part| serde_json::from_str::<Table>(part).unwrap_or_default()).collect()
}

/// All keys and texts of a language.
pub fn table(lang: Lang) -> &'static BTreeMap<String, String> {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

/// The text of a key with its `{name}` placeholders filled; the key itself where there is no text.
pub fn text(lang: Lang, key: &str, args: &[(&str, &str)]) -> String {
    let mut text = table(lang).get(key).cloned().unwrap_or_else(|| key.to_owned());
    for (name, value) in args {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// A text; a day in it as people of the language write it.
pub fn day(lang: Lang, iso: &str) -> String {
    match iso.parse::<chrono::NaiveDate>() {
        Ok(date) if lang == Lang::Ja => crate::date::wareki(date),
        _ => iso.to_owned(),
    }
}

/// The sentence of a problem: what happened, then what to do.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let shown = |name: &str, value: &String| match name {
        // What was typed stays as it was typed.
        "value" => value.clone(),
        "fact" => text(lang, &format!("fact.{value}.label"), &[]),
        "role" => text(lang, &format!("role.{value}"), &[]),
        "state" => text(lang, &format!("application_state.{value}"), &[]),
        "status" => text(lang, &format!("cloud_status.{value}"), &[]),
        "sns_status" => text(lang, &format!("sns_status.{value}"), &[]),
        "kind" if matches!(problem.code.as_str(), "application_kind" | "sns_kind") => {
            text(lang, &format!("application_kind.{value}"), &[])
        }
        "kind" if problem.code.starts_with("cloud_assurance") => text(lang, &format!("certificate.{value}"), &[]),
        "requirement" => crate::reasons::titled(lang, value),
        _ => day(lang, value),
    };
    let args: Vec<(&str, String)> =
        problem.args.iter().map(|(name, value)| (name.as_str(), shown(name, value))).collect();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    text(lang, &format!("problem.{}", problem.code), &args)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let placeholders = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        assert!(table(Lang::Ja).len() > 300, "locale files are read");
        for (key, ja) in table(Lang::Ja) {
            let en = table(Lang::En).get(key).unwrap_or_else(|| panic!("{key} has no English text"));
            assert_eq!(placeholders(ja), placeholders(en), "{key}");
        }
        for key in table(Lang::En).keys() {
            assert!(table(Lang::Ja).contains_key(key), "{key} has no Japanese text");
        }
    }

    #[test]
    fn every_locale_file_is_valid_json() {
        for part in [
            include_str!("../locales/ja.json"),
            include_str!("../locales/en.json"),
            include_str!("../locales/fact.ja.json"),
            include_str!("../locales/exchange.ja.json"),
            include_str!("../locales/approval.ja.json"),
            include_str!("../locales/cloud.ja.json"),
            include_str!("../locales/sns.ja.json"),
            include_str!("../locales/form.ja.json"),
            include_str!("../locales/due.ja.json"),
            include_str!("../locales/sheet.ja.json"),
            include_str!("../locales/selection.ja.json"),
            include_str!("../locales/tell.ja.json"),
            include_str!("../locales/fact.en.json"),
            include_str!("../locales/exchange.en.json"),
            include_str!("../locales/approval.en.json"),
            include_str!("../locales/cloud.en.json"),
            include_str!("../locales/sns.en.json"),
            include_str!("../locales/form.en.json"),
            include_str!("../locales/due.en.json"),
            include_str!("../locales/sheet.en.json"),
            include_str!("../locales/selection.en.json"),
            include_str!("../locales/tell.en.json"),
            include_str!("../locales/ui.ja.json"),
            include_str!("../locales/ui.en.json"),
        ] {
            serde_json::from_str::<Table>(part).unwrap();
        }
    }
}
