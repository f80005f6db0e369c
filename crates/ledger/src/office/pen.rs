//! How an office writes its papers: words in its style, days in its calendar, headings that count.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use paper::{Align, Block};

use super::{CalendarStyle, Office};
use crate::approval::By;
use crate::catalogue::Catalogue;
use crate::ledger::Ledger;
use crate::problem::Error;

/// The texts of a kind of papers, by key.
pub(crate) type Words = BTreeMap<String, String>;

/// The texts in a file of `templates/papers/`; a test reads every one of them.
pub(crate) fn words(json: &str) -> Words {
    serde_json::from_str(json).unwrap_or_default()
}

/// How an office writes.
pub(crate) struct Pen {
    words: &'static Words,
    pub(crate) office: Office,
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) today: NaiveDate,
    /// The end of the history.
    pub(crate) head: String,
}

impl Pen {
    /// For papers with these texts.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub(crate) fn new(ledger: &mut Ledger, words: &'static Words) -> Result<Self, Error> {
        Ok(Self {
            words,
            office: ledger.office()?,
            catalogue: Catalogue::shipped()?,
            today: ledger.today(),
            head: ledger.history_head()?.hash.chars().take(8).collect(),
        })
    }

    /// A text of a paper in the office's style; what a person typed stays as it was typed.
    pub(crate) fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let words = self.words.get(key).map_or_else(|| key.to_owned(), |words| self.office.style.worded(words));
        let own = [("office", self.office.name.as_str()), ("self", self.office.style.self_term.as_str())];
        own.iter().chain(args).fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    }

    /// The texts `key.1`, `key.2` … as far as there are any.
    pub(crate) fn numbered(&self, key: &str) -> Vec<String> {
        let keys = (1..).map(|number| format!("{key}.{number}"));
        keys.take_while(|key| self.words.contains_key(key)).map(|key| self.say(&key, &[])).collect()
    }

    /// The words of a list in the templates.
    pub(crate) fn listed(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.words.get(key).map(String::as_str).unwrap_or_default().split(',')
    }

    /// 潮見市 and 市長 are 潮見市長 together.
    pub(crate) fn office_head(&self) -> String {
        let (name, title) = (self.office.name.as_str(), self.office.head_title.as_str());
        let shared = title.chars().next().and_then(|first| name.strip_suffix(first));
        format!("{}{title}", shared.unwrap_or(name))
    }

    /// A day in words; what is no day stays.
    pub(crate) fn day(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |day| self.office.style.day(day))
    }

    /// A day in words, or room to write one.
    pub(crate) fn day_or_blank(&self, iso: Option<&str>) -> String {
        iso.map_or_else(|| self.blank_day(), |iso| self.day(iso))
    }

    /// A day for narrow columns.
    pub(crate) fn short_day(&self, iso: &str) -> String {
        match (iso.parse(), self.office.style.calendar) {
            (Ok(day), CalendarStyle::Wareki) => crate::date::wareki_short(day),
            _ => iso.to_owned(),
        }
    }

    pub(crate) fn blank_day(&self) -> String {
        let calendar = match self.office.style.calendar {
            CalendarStyle::Wareki => "blank_day.wareki",
            CalendarStyle::Iso => "blank_day.iso",
        };
        self.say(calendar, &[])
    }

    pub(crate) fn or_empty(&self, typed: Option<&str>) -> String {
        typed.map_or_else(|| self.say("empty", &[]), str::to_owned)
    }

    pub(crate) fn or_none(&self, typed: Option<&str>) -> String {
        typed.map_or_else(|| self.say("none", &[]), str::to_owned)
    }

    pub(crate) fn whether(&self, known: Option<bool>) -> String {
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
    pub(crate) fn dotted(&self, entries: &[String]) -> String {
        entries.iter().map(|text| self.say("bullet", &[("text", text)])).collect::<Vec<_>>().join("\n")
    }

    /// Choices with a filled square before the one that holds.
    pub(crate) fn choices(&self, choices: &[(&str, bool)]) -> String {
        let word =
            |(key, holds): &(&str, bool)| self.say(if *holds { "on" } else { "off" }, &[("text", &self.say(key, &[]))]);
        choices.iter().map(word).collect::<Vec<_>>().join(&self.say("choice", &[]))
    }

    /// Somebody with the section of then.
    pub(crate) fn person(&self, by: &By) -> String {
        match &by.section {
            Some(section) => self.say("by", &[("section", section), ("name", &by.name)]),
            None => by.name.clone(),
        }
    }

    /// The title of a kind of paper, with its form below where it has one.
    pub(crate) fn title(&self, kind: &str) -> Vec<Block> {
        let title = Block::Title { text: self.say(&format!("{kind}.title"), &[]) };
        let form = format!("{kind}.form");
        let subtitle = self.words.contains_key(&form).then(|| Block::Subtitle { text: self.say(&form, &[]) });
        [Some(title), subtitle].into_iter().flatten().collect()
    }

    /// The header of a table.
    pub(crate) fn header(&self, part: &str, columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| self.say(&format!("{part}.{column}"), &[])).collect()
    }

    /// A line of a form: its label and what stands there.
    pub(crate) fn row(&self, key: &str, words: String) -> Vec<String> {
        vec![self.say(key, &[]), words]
    }
}

/// Headings that count, so that a part that a record does not need leaves no gap.
pub(crate) struct Parts<'a> {
    pen: &'a Pen,
    pub(crate) blocks: Vec<Block>,
    count: usize,
}

impl<'a> Parts<'a> {
    /// Begins with a title.
    pub(crate) fn titled(pen: &'a Pen, title: String) -> Self {
        Self::new(pen, vec![Block::Title { text: title }])
    }

    /// Begins with what stands above the first heading.
    pub(crate) fn new(pen: &'a Pen, blocks: Vec<Block>) -> Self {
        Self { pen, blocks, count: 0 }
    }

    /// A line below the title.
    pub(crate) fn subtitle(&mut self, text: String) {
        self.blocks.push(Block::Subtitle { text });
    }

    pub(crate) fn heading(&mut self, key: &str) {
        self.count += 1;
        let words = self.pen.say(key, &[]);
        let text = self.pen.say("heading", &[("number", &self.count.to_string()), ("text", &words)]);
        self.blocks.push(Block::Heading { level: 1, text });
    }

    /// A part of labels and values; one that is left without rows is left out.
    pub(crate) fn form(&mut self, key: &str, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.heading(key);
            self.rows(&[270, 730], rows, false);
        }
    }

    /// Rows without a header.
    pub(crate) fn rows(&mut self, widths: &[u16], rows: Vec<Vec<String>>, small: bool) {
        self.blocks.push(Block::Table { widths: widths.to_vec(), header: Vec::new(), rows, small });
    }

    pub(crate) fn table(&mut self, widths: &[u16], header: Vec<String>, rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table { widths: widths.to_vec(), header, rows, small: true });
    }

    pub(crate) fn paragraph(&mut self, text: String, align: Align) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.blocks.push(Block::Paragraph { text: line.to_owned(), align, indent: 0 });
        }
    }

    /// What somebody typed, set off from the text around it.
    pub(crate) fn typed(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.blocks.push(Block::Paragraph { text: line.to_owned(), align: Align::Left, indent: 2 });
        }
    }

    /// Numbered lines.
    pub(crate) fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        for (text, number) in lines.into_iter().zip(1..) {
            self.blocks.push(Block::Line { level: 2, label: format!("({number})"), text });
        }
    }

    pub(crate) fn note(&mut self, text: String) {
        self.blocks.push(Block::Note { text });
    }
}
