//! How an office writes its papers: words in its style, days in its calendar, headings that count.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use paper::{Align, Block};

use crate::catalogue::Catalogue;
use crate::ledger::Ledger;
use crate::office::{CalendarStyle, Office};
use crate::problem::Error;

static WORDS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../templates/papers/sns.json")).unwrap_or_default()
});

/// How an office writes.
pub(super) struct Pen {
    pub(super) office: Office,
    pub(super) catalogue: &'static Catalogue,
    pub(super) today: NaiveDate,
    /// The end of the history.
    pub(super) head: String,
}

impl Pen {
    pub(super) fn new(ledger: &mut Ledger) -> Result<Self, Error> {
        Ok(Self {
            office: ledger.office()?,
            catalogue: Catalogue::shipped()?,
            today: ledger.today(),
            head: ledger.history_head()?.hash.chars().take(8).collect(),
        })
    }

    /// A text of a paper in the office's style; what a person typed stays as it was typed.
    pub(super) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let words = WORDS.get(key).map_or_else(|| key.to_owned(), |words| self.office.style.worded(words));
        let own = [("office", self.office.name.as_str()), ("self", self.office.style.self_term.as_str())];
        own.iter().chain(args).fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    }

    /// The texts `key.1`, `key.2` … as far as there are any.
    pub(super) fn numbered(&self, key: &str) -> Vec<String> {
        let keys = (1..).map(|number| format!("{key}.{number}"));
        keys.take_while(|key| WORDS.contains_key(key)).map(|key| self.say(&key, &[])).collect()
    }

    /// The words of a list in the templates.
    pub(super) fn listed(key: &str) -> impl Iterator<Item = &'static str> {
        WORDS.get(key).map(String::as_str).unwrap_or_default().split(',')
    }

    /// A day in words; what is no day stays.
    pub(super) fn day(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |day| self.office.style.day(day))
    }

    /// A day in words, or room to write one.
    pub(super) fn day_or_blank(&self, iso: Option<&str>) -> String {
        iso.map_or_else(|| self.blank_day(), |iso| self.day(iso))
    }

    pub(super) fn blank_day(&self) -> String {
        let calendar = match self.office.style.calendar {
            CalendarStyle::Wareki => "blank_day.wareki",
            CalendarStyle::Iso => "blank_day.iso",
        };
        self.say(calendar, &[])
    }

    pub(super) fn or_empty(&self, typed: Option<&str>) -> String {
        typed.map_or_else(|| self.say("empty", &[]), str::to_owned)
    }

    pub(super) fn whether(&self, known: Option<bool>) -> String {
        self.say(
            match known {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            },
            &[],
        )
    }

    /// Entries, each on a line of its own with a dot before it.
    pub(super) fn dotted(&self, entries: &[String]) -> String {
        entries.iter().map(|text| self.say("bullet", &[("text", text)])).collect::<Vec<_>>().join("\n")
    }

    /// Choices with a filled square before the one that holds.
    pub(super) fn choices(&self, choices: &[(&str, bool)]) -> String {
        let word =
            |(key, holds): &(&str, bool)| self.say(if *holds { "on" } else { "off" }, &[("text", &self.say(key, &[]))]);
        choices.iter().map(word).collect::<Vec<_>>().join(&self.say("choice", &[]))
    }

    /// A line of a form: its label and what stands there.
    pub(super) fn row(&self, key: &str, words: String) -> Vec<String> {
        vec![self.say(key, &[]), words]
    }
}

/// Headings that count, so that a part that an account does not need leaves no gap.
pub(super) struct Parts<'a> {
    pen: &'a Pen,
    pub(super) blocks: Vec<Block>,
    count: usize,
}

impl<'a> Parts<'a> {
    /// Begins with a title.
    pub(super) fn new(pen: &'a Pen, title: String) -> Self {
        Self { pen, blocks: vec![Block::Title { text: title }], count: 0 }
    }

    /// A line below the title.
    pub(super) fn subtitle(&mut self, text: String) {
        self.blocks.push(Block::Subtitle { text });
    }

    pub(super) fn heading(&mut self, key: &str, args: &[(&str, &str)]) {
        self.count += 1;
        let words = self.pen.say(key, args);
        let text = self.pen.say("heading", &[("number", &self.count.to_string()), ("text", &words)]);
        self.blocks.push(Block::Heading { level: 1, text });
    }

    /// A part of labels and values.
    pub(super) fn form(&mut self, key: &str, rows: Vec<Vec<String>>) {
        self.heading(key, &[]);
        self.rows(&[270, 730], rows, false);
    }

    /// Rows without a header.
    pub(super) fn rows(&mut self, widths: &[u16], rows: Vec<Vec<String>>, small: bool) {
        self.blocks.push(Block::Table { widths: widths.to_vec(), header: Vec::new(), rows, small });
    }

    pub(super) fn table(&mut self, widths: &[u16], header: Vec<String>, rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table { widths: widths.to_vec(), header, rows, small: true });
    }

    pub(super) fn paragraph(&mut self, text: String, align: Align) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.blocks.push(Block::Paragraph { text: line.to_owned(), align, indent: 0 });
        }
    }

    /// What somebody typed, set off from the text around it.
    pub(super) fn typed(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.blocks.push(Block::Paragraph { text: line.to_owned(), align: Align::Left, indent: 2 });
        }
    }

    /// Numbered lines.
    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        for (text, number) in lines.into_iter().zip(1..) {
            self.blocks.push(Block::Line { level: 2, label: format!("({number})"), text });
        }
    }

    pub(super) fn note(&mut self, text: String) {
        self.blocks.push(Block::Note { text });
    }
}
