//! Which columns a register has in the spreadsheets that people keep, under which headings (`templates/exchange/*.json`).
//! What stands in a cell is read in `value.rs`; where a table is, in `table.rs`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Register;
use super::words::{Words, plain};
use crate::problem::Error;

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Text,
    Lines,
    Code,
    Section,
    Date,
    Period,
    Amount,
    Mark,
    Method,
    Notice,
    CorporateNumber,
    Medium,
    Handle,
    Address,
    Mfa,
    SnsStatus,
    CloudStatus,
    Class,
    Ismap,
    Count,
    List,
    Roles,
    /// A fact of the catalogue, in a table that Sekisho wrote itself.
    Fact,
    /// The id of a record, in a table that Sekisho wrote itself.
    Id,
}

/// A column of a register.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Path in the record, such as `contractor.name`; `period` stands for start and end.
    pub field: String,
    pub kind: Kind,
    /// Headings under which offices keep it.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Heading that means it only in a table that Sekisho wrote.
    #[serde(default)]
    pub own: Vec<String>,
    /// Headings above `children`; the field's own headings if none are given.
    #[serde(default)]
    pub parents: Vec<String>,
    #[serde(default)]
    pub children: Vec<String>,
    /// Whether a value that cannot be read stops the row.
    #[serde(default)]
    pub stops: bool,
    /// Width of the column in characters when it is written.
    #[serde(default)]
    pub width: f64,
    /// Read from others' tables only, never written.
    #[serde(default)]
    pub foreign: bool,
}

/// Whether an amount includes tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tax {
    Included,
    Excluded,
}

/// Whether an amount is the one after a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Changed,
    First,
}

/// What a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// Index of the field in the spec.
    pub field: usize,
    /// Unit of amounts in yen, if the heading names one.
    pub unit: Option<i64>,
    pub tax: Option<Tax>,
    pub stage: Option<Stage>,
    /// Whether it is listed below the heading of a group (始期 under 契約期間).
    pub child: bool,
}

/// The columns of a register.
#[derive(Debug)]
pub struct Spec {
    pub register: Register,
    pub fields: Vec<Field>,
    /// Index of the field without which a row is no record.
    pub title: usize,
    /// Index of the field that names the other side: contractor, provider, address.
    pub partner: usize,
    /// How many columns, from the first, stand on paper.
    pub printed: usize,
    headings: HashMap<String, usize>,
    own: HashMap<String, usize>,
    pairs: HashMap<(String, String), usize>,
}

/// Heading of the column with the id of a record; it marks a table that Sekisho wrote.
pub const ID: &str = "id";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpecText {
    register: Register,
    title: String,
    partner: String,
    printed: usize,
    fields: Vec<Field>,
}

impl Spec {
    /// The shipped columns of a register.
    ///
    /// # Errors
    /// Only if a shipped file is unusable, which a test excludes.
    pub fn shipped(register: Register) -> Result<&'static Self, Error> {
        static SPECS: LazyLock<Result<Vec<Spec>, String>> = LazyLock::new(|| {
            [
                include_str!("../../../../templates/exchange/contract.json"),
                include_str!("../../../../templates/exchange/cloud.json"),
                include_str!("../../../../templates/exchange/sns.json"),
                include_str!("../../../../templates/exchange/person.json"),
                include_str!("../../../../templates/exchange/contractor.json"),
                include_str!("../../../../templates/exchange/incident.json"),
                include_str!("../../../../templates/exchange/section.json"),
                include_str!("../../../../templates/exchange/transfer.json"),
            ]
            .into_iter()
            .map(Spec::read)
            .collect()
        });
        let specs = SPECS.as_ref().map_err(Error::unexpected)?;
        specs.iter().find(|spec| spec.register == register).ok_or_else(|| Error::unexpected(register.code()))
    }

    fn read(text: &str) -> Result<Self, String> {
        let SpecText { register, title, partner, printed, mut fields } =
            serde_json::from_str(text).map_err(|error| error.to_string())?;
        super::own::add_columns(register, &mut fields).map_err(|error| error.to_string())?;
        let at = |name: &str| {
            fields.iter().position(|field| field.field == name).ok_or_else(|| format!("{}: {name}", register.code()))
        };
        let (title, partner) = (at(&title)?, at(&partner)?);
        let (mut headings, mut own, mut pairs) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, field) in fields.iter().enumerate() {
            for heading in &field.headings {
                if headings.insert(plain(heading).to_lowercase(), index).is_some() {
                    return Err(format!("{}: {heading} stands twice", register.code()));
                }
            }
            for heading in &field.own {
                own.insert(plain(heading).to_lowercase(), index);
            }
            let parents = if field.parents.is_empty() { &field.headings } else { &field.parents };
            for parent in parents {
                for child in &field.children {
                    pairs.insert((plain(parent).to_lowercase(), plain(child).to_lowercase()), index);
                }
            }
        }
        Ok(Self { register, fields, title, partner, printed, headings, own, pairs })
    }

    /// The index of a field by its path.
    pub fn index(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|other| other.field == field)
    }

    /// Whether one of these headings shows that Sekisho wrote the table.
    pub fn is_own<'a>(&self, headings: impl Iterator<Item = &'a [String]>) -> bool {
        headings.flatten().any(|heading| {
            self.own.get(&plain(heading).to_lowercase()).is_some_and(|index| self.fields[*index].kind == Kind::Id)
        })
    }

    /// What a heading means; `path` is the heading, or a group's heading and the one below it.
    pub fn meaning(&self, words: &Words, path: &[String], own: bool) -> Option<Meaning> {
        let mut names: Vec<String> = Vec::new();
        let mut meaning = Meaning { field: 0, unit: None, tax: None, stage: None, child: false };
        let mut modified = false;
        for (level, heading) in path.iter().enumerate() {
            for (part, name) in split(heading).into_iter().enumerate() {
                let first = level == 0 && part == 0;
                if !first && meaning.modify(words, &name) {
                    modified = true;
                } else if !name.is_empty() {
                    names.push(name.to_lowercase());
                }
            }
        }
        let (field, child) = self.named(words, &names, own).or_else(|| {
            // 変更後契約金額
            let (stage, rest) = stage_prefix(words, names.first()?)?;
            modified = true;
            meaning.stage = Some(stage);
            names[0] = rest;
            self.named(words, &names, own)
        })?;
        (meaning.field, meaning.child) = (field, child);
        (!modified || self.fields[field].kind == Kind::Amount).then_some(meaning)
    }

    fn named(&self, words: &Words, names: &[String], own: bool) -> Option<(usize, bool)> {
        let alone = |name: &String| {
            let foreign = self.headings.get(name).filter(|index| !own || !self.fields[**index].foreign);
            if own { self.own.get(name).or(foreign) } else { foreign }.copied()
        };
        match names {
            [name] => alone(name).map(|index| (index, false)),
            [parent, child] => {
                if let Some(index) = self.pairs.get(&(parent.clone(), child.clone())) {
                    return Some((*index, true));
                }
                if parent == child {
                    return alone(child).map(|index| (index, false));
                }
                // 担当 + 課; then a heading that a group of another name stands above.
                let never = words.never.iter().any(|word| parent.starts_with(&plain(word).to_lowercase()));
                let joined = self.headings.get(&format!("{parent}{child}")).copied();
                let below = self.headings.get(child).copied().filter(|_| !self.headings.contains_key(parent));
                joined.or(below).filter(|_| !never).map(|index| (index, false))
            }
            _ => None,
        }
    }
}

impl Meaning {
    /// Takes a sub-heading that only says how an amount is counted.
    fn modify(&mut self, words: &Words, text: &str) -> bool {
        let mut next = *self;
        let text = text.strip_prefix(&words.unit_label).unwrap_or(text);
        for word in text.split(|c| words.modifier_separators.contains(c)).filter(|word| !word.is_empty()) {
            let is = |list: &[String]| list.iter().any(|other| other == word);
            let word = word.strip_prefix(&words.unit_label).unwrap_or(word);
            if let Some(unit) = crate::amount::unit(word) {
                next.unit = Some(unit);
            } else if is(&words.tax_in) {
                next.tax = Some(Tax::Included);
            } else if is(&words.tax_out) {
                next.tax = Some(Tax::Excluded);
            } else if is(&words.stage_changed) {
                next.stage = Some(Stage::Changed);
            } else if is(&words.stage_first) {
                next.stage = Some(Stage::First);
            } else {
                return false;
            }
        }
        *self = next;
        !text.is_empty()
    }
}

fn stage_prefix(words: &Words, name: &str) -> Option<(Stage, String)> {
    let strip = |list: &[String]| {
        let rest = list.iter().find_map(|word| name.strip_prefix(word.as_str()))?;
        Some(rest.strip_prefix(words.of.as_str()).unwrap_or(rest).to_owned()).filter(|rest| !rest.is_empty())
    };
    let changed = strip(&words.stage_changed).map(|rest| (Stage::Changed, rest));
    changed.or_else(|| strip(&words.stage_first).map(|rest| (Stage::First, rest)))
}

/// A heading without white space, and the brackets at its end as headings of their own: 契約金額(税込)(円).
fn split(heading: &str) -> Vec<String> {
    let mut rest = plain(heading).into_owned();
    let mut brackets = Vec::new();
    while let Some(inner) = rest.strip_suffix(')') {
        let Some((base, bracket)) = inner.rsplit_once('(') else { break };
        if base.is_empty() && brackets.is_empty() && rest.matches('(').count() == 1 {
            return vec![bracket.to_owned()];
        }
        brackets.push(bracket.to_owned());
        rest = base.to_owned();
    }
    brackets.push(rest);
    brackets.reverse();
    brackets
}
