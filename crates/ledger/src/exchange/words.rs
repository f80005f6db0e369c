//! Words of ledgers as offices write them: marks, totals, notes, banners, methods. They are data in `templates/exchange/words.json`.
//! Headings are in `spec.rs`; what follows from a word is decided where it is read.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::problem::Error;

/// The word lists of `words.json`; see there for each.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    skipped_sheets: Vec<String>,
    pub ditto: Vec<String>,
    pub ditto_left: Vec<String>,
    empty: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
    totals: Vec<String>,
    total_end: String,
    notes: Vec<String>,
    examples: Vec<String>,
    out_of_use: Vec<String>,
    brackets: String,
    banner_marks: String,
    section_ends: Vec<String>,
    sheet_section_ends: Vec<String>,
    section_labels: Vec<String>,
    pub unit_label: String,
    pub item_separators: String,
    label_ends: String,
    pub modifier_separators: String,
    pub of: String,
    company_forms: Vec<(String, String)>,
    pub never: Vec<String>,
    pub tax_in: Vec<String>,
    pub tax_out: Vec<String>,
    pub stage_changed: Vec<String>,
    pub stage_first: Vec<String>,
    pub methods: Vec<(String, Vec<String>)>,
    pub day_units: Vec<String>,
    pub month_units: Vec<String>,
    pub no_posts: Vec<String>,
    pub media: Vec<(String, Vec<String>)>,
    pub mfa_yes: Vec<String>,
    pub mfa_no: Vec<String>,
    pub mfa_unset: Vec<String>,
    pub sns_status: Vec<(String, Vec<String>)>,
    pub cloud_status: Vec<(String, Vec<String>)>,
    pub class_word: String,
    pub ismap_liu: Vec<String>,
    pub ismap: Vec<String>,
}

impl Words {
    /// The shipped words.
    ///
    /// # Errors
    /// Only if the shipped file is unusable, which a test excludes.
    pub fn shipped() -> Result<&'static Self, Error> {
        static WORDS: LazyLock<Result<Words, String>> = LazyLock::new(|| {
            serde_json::from_str(include_str!("../../../../templates/exchange/words.json"))
                .map_err(|error| error.to_string())
        });
        WORDS.as_ref().map_err(Error::unexpected)
    }

    /// Whether a sheet shows how to fill in the form, or only sums up others.
    pub fn skips_sheet(&self, name: &str) -> bool {
        let name = plain(name);
        self.skipped_sheets.iter().any(|word| name.contains(&*plain(word)))
    }

    /// Whether a cell says that there is nothing: a dash of any length, or a word such as なし.
    pub fn is_empty(&self, text: &str) -> bool {
        let text = plain(text);
        text.is_empty()
            || text
                .chars()
                .all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{2500}' | '\u{2501}'))
            || is_one_of(&self.empty, &text)
    }

    /// What a mark says: yes, no, or nothing that is known; a bracket behind it does not matter.
    pub fn mark(&self, text: &str) -> Option<bool> {
        let text = plain(text);
        let text = text.split_once('(').map_or(&*text, |(mark, _)| mark);
        let is = |list: &[String]| list.iter().any(|word| word.eq_ignore_ascii_case(text));
        match (is(&self.yes), is(&self.no)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// The marks for yes and no that are written.
    pub fn marks(&self) -> (&str, &str) {
        let yes = self.yes.first().map_or("", String::as_str);
        (yes, self.no.first().map_or("", String::as_str))
    }

    /// Whether a cell is marked as a banner: 【総務課】, ■ 総務課.
    pub fn is_banner(&self, text: &str) -> bool {
        text.trim().starts_with(|c| self.banner_marks.contains(c))
    }

    /// Whether a cell is a word for a sum and nothing else.
    pub fn is_total_word(&self, text: &str) -> bool {
        is_one_of(&self.totals, &plain(text))
    }

    /// Whether a cell names a sum: 計, 小計, 総　計, or anything that ends so.
    pub fn is_total(&self, text: &str) -> bool {
        let text = plain(text);
        is_one_of(&self.totals, &text) || text.ends_with(&self.total_end)
    }

    /// Whether a line that begins with this cell is a remark.
    pub fn begins_note(&self, text: &str) -> bool {
        let text = plain(text);
        self.notes.iter().any(|mark| text.starts_with(mark.as_str()))
    }

    /// Whether a line that begins with this cell shows how to fill in the form.
    pub fn is_example(&self, text: &str) -> bool {
        is_one_of(&self.examples, self.inside(&plain(text)))
    }

    /// Whether a title says that its number is not used.
    pub fn is_out_of_use(&self, title: &str) -> bool {
        is_one_of(&self.out_of_use, self.inside(&plain(title)))
    }

    /// The section that a banner names: 【総務課】, ■ 総務課. Banners of other things name none.
    pub fn banner_section(&self, text: &str) -> Option<String> {
        // 【教育総務課】（3件）
        let text = text.split_once(['(', '\u{ff08}']).map_or(text, |(name, _)| name);
        let bare = text.trim_matches(|c: char| c.is_whitespace() || self.banner_marks.contains(c));
        let ends = self.section_ends.iter().any(|end| bare.ends_with(end.as_str()));
        (ends && bare.chars().count() <= 30).then(|| bare.to_owned())
    }

    /// The section that a line above the headings names: 所管課：総務課.
    pub fn labelled_section(&self, text: &str) -> Option<String> {
        let (label, rest) = text.split_once(|c| self.label_ends.contains(c))?;
        let label = plain(label);
        let known = self.section_labels.iter().any(|word| label.ends_with(word.as_str()));
        let section = rest.split_whitespace().next().unwrap_or_default();
        (known && !section.is_empty())
            .then(|| section.trim_end_matches(|c| self.brackets.contains(c) || c == '\u{ff09}').to_owned())
    }

    /// The section that a sheet is named after.
    pub fn sheet_section(&self, name: &str) -> Option<String> {
        let name = name.trim();
        self.sheet_section_ends.iter().any(|end| name.ends_with(end.as_str())).then(|| name.to_owned())
    }

    /// A text as entries are compared: width, case, white space, and forms of companies do not matter.
    pub fn entry(&self, text: &str) -> String {
        let text = plain(text);
        let text = crate::fold::small(&text);
        let forms = self.company_forms.iter().filter(|_| text.contains('('));
        forms.fold(text.to_string(), |text, (short, long)| text.replace(short.as_str(), long))
    }

    fn inside<'t>(&self, text: &'t str) -> &'t str {
        text.trim_matches(|c| self.brackets.contains(c))
    }
}

fn is_one_of(words: &[String], text: &str) -> bool {
    words.iter().any(|word| word == text)
}

/// A text for comparing: one width, no white space, no apostrophe in front.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = match crate::fold::nfkc(text) {
        Cow::Borrowed(text) if !text.contains(char::is_whitespace) => Cow::Borrowed(text),
        text => Cow::Owned(text.chars().filter(|c| !c.is_whitespace()).collect::<String>()),
    };
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\'').unwrap_or(text)),
        Cow::Owned(mut text) => {
            if text.starts_with('\'') {
                text.remove(0);
            }
            Cow::Owned(text)
        }
    }
}

/// A text as entries are compared, by the shipped words.
pub fn entry_text(text: &str) -> String {
    Words::shipped().map_or_else(|_| plain(text).into_owned(), |words| words.entry(text))
}
