//! How an office writes its papers: words in its style, days in its calendar, headings that count.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use paper::{Align, Block};

use crate::catalogue::Catalogue;
use crate::cloud::Assurance;
use crate::ledger::Ledger;
use crate::office::{CalendarStyle, Office};
use crate::problem::Error;
use crate::wording::{Lang, text};

static WORDS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../../../templates/papers/cloud.json")).unwrap_or_default()
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
        args.iter().fold(words, |words, (name, value)| words.replace(&format!("{{{name}}}"), value))
    }

    /// A day in words; what is no day stays.
    pub(super) fn day(&self, iso: &str) -> String {
        iso.parse().map_or_else(|_| iso.to_owned(), |day| self.office.style.day(day))
    }

    /// A day in words, or room to write one.
    pub(super) fn day_or_blank(&self, iso: Option<&str>) -> String {
        iso.map_or_else(|| self.blank_day(), |iso| self.day(iso))
    }

    /// A day for narrow columns.
    pub(super) fn short_day(&self, iso: &str) -> String {
        match (iso.parse(), self.office.style.calendar) {
            (Ok(day), CalendarStyle::Wareki) => crate::date::wareki_short(day),
            _ => iso.to_owned(),
        }
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

    pub(super) fn or_none(&self, typed: Option<&str>) -> String {
        typed.map_or_else(|| self.say("none", &[]), str::to_owned)
    }

    /// Choices with a filled square before the one that holds.
    pub(super) fn choices(&self, choices: &[(&str, bool)]) -> String {
        let word =
            |(key, holds): &(&str, bool)| self.say(if *holds { "on" } else { "off" }, &[("text", &self.say(key, &[]))]);
        choices.iter().map(word).collect::<Vec<_>>().join(&self.say("choice", &[]))
    }

    pub(super) fn title(&self, kind: &str) -> Vec<Block> {
        let title = Block::Title { text: self.say(&format!("{kind}.title"), &[]) };
        let form = format!("{kind}.form");
        let subtitle = WORDS.contains_key(&form).then(|| Block::Subtitle { text: self.say(&form, &[]) });
        [Some(title), subtitle].into_iter().flatten().collect()
    }

    pub(super) fn header(&self, part: &str, columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| self.say(&format!("{part}.{column}"), &[])).collect()
    }

    /// The last day of an assurance in words, and what else counts about it.
    pub(super) fn until(&self, assurance: &Assurance) -> String {
        let last = assurance.last_day().map(|day| self.office.style.day(day));
        match (last, &assurance.audited_until) {
            (Some(last), _) if assurance.renewal_pending => {
                self.say("application.assurance.pending", &[("until", &last)])
            }
            (Some(last), _) => last,
            (None, Some(audited)) => self.say("application.assurance.audited", &[("until", &self.day(audited))]),
            (None, None) => self.say("application.assurance.endless", &[]),
        }
    }
}

/// Headings that count, so that a part that a use does not need leaves no gap.
pub(super) struct Parts<'a> {
    pen: &'a Pen,
    pub(super) blocks: Vec<Block>,
    count: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn new(pen: &'a Pen, blocks: Vec<Block>) -> Self {
        Self { pen, blocks, count: 0 }
    }

    pub(super) fn heading(&mut self, key: &str) {
        self.count += 1;
        let words = self.pen.say(key, &[]);
        let text = self.pen.say("heading", &[("number", &self.count.to_string()), ("text", &words)]);
        self.blocks.push(Block::Heading { level: 1, text });
    }

    /// A part of labels and values; one that is left without rows is left out.
    pub(super) fn form(&mut self, key: &str, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.heading(key);
            self.blocks.push(Block::Table { widths: vec![270, 730], header: Vec::new(), rows, small: false });
        }
    }

    pub(super) fn table(&mut self, widths: &[u16], header: Vec<String>, rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table { widths: widths.to_vec(), header, rows, small: true });
    }

    pub(super) fn paragraph(&mut self, text: String, align: Align) {
        self.blocks.push(Block::Paragraph { text, align, indent: 0 });
    }

    /// Numbered lines: conditions, or what is to be done.
    pub(super) fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        for (text, number) in lines.into_iter().zip(1..) {
            self.blocks.push(Block::Line { level: 2, label: format!("({number})"), text });
        }
    }

    pub(super) fn note(&mut self, text: String) {
        self.blocks.push(Block::Note { text });
    }
}

/// The lines of a text that hold something.
pub(super) fn lines(text: Option<&str>) -> Vec<String> {
    text.into_iter().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a certificate is called.
pub(super) fn certificate(kind: &str) -> String {
    text(Lang::Ja, &format!("certificate.{kind}"), &[])
}

/// A number with its thousands separated.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
