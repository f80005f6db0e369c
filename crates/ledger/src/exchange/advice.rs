//! What to tell a person about a cell: what happened, what to do, and a value that would do, where one can be proposed.

use std::collections::HashMap;

use chrono::Months;
use serde_json::Value as Json;

use super::read::{Note, Reading, Row};
use super::value::Value;
use super::words::entry_text;
use crate::date::wareki_short;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// Words about cells, with what the other rows know.
pub struct Advisor<'a> {
    reading: &'a Reading,
    lang: Lang,
    /// Corporate numbers by the folded name of their owner, where all rows agree.
    numbers: HashMap<String, Option<String>>,
    /// The field with the name of that owner.
    owner: Option<usize>,
}

impl<'a> Advisor<'a> {
    /// Looks through the rows.
    ///
    /// # Errors
    /// Only if the shipped words are unusable.
    pub fn of(reading: &'a Reading, lang: Lang) -> Result<Self, Error> {
        let spec = reading.spec;
        let owner = spec.fields.iter().position(|field| field.field.ends_with(".name"));
        let number = spec.fields.iter().position(|field| field.field.ends_with(".corporate_number"));
        let mut numbers: HashMap<String, Option<String>> = HashMap::new();
        if let (Some(owner), Some(number)) = (owner, number) {
            for row in &reading.rows {
                if let (Some(name), Some(number)) = (row.text(owner), row.text(number)) {
                    let known = numbers.entry(entry_text(name)).or_insert_with(|| Some(number.to_owned()));
                    if known.as_deref() != Some(number) {
                        *known = None;
                    }
                }
            }
        }
        Ok(Self { reading, lang, numbers, owner })
    }

    /// What happened and what to do.
    pub fn message(&self, row: &Row, note: &Note, rejected: bool) -> String {
        let start = self.bounds(row).0;
        let counted_on = note.code == "date_impossible" && !rejected && self.is_filled(row, note);
        let key = match note.code {
            "date_impossible" if counted_on => "exchange.note.era_over",
            "date_unreadable" if !rejected => "exchange.note.date_incomplete",
            code => &super::told::note_key(self.lang, code),
        };
        text(self.lang, key, &[("value", note.value.trim()), ("start", &start.unwrap_or_default())])
    }

    /// A value that would do.
    pub fn suggestion(&self, row: &Row, note: &Note) -> Option<String> {
        match note.code {
            "corporate_number_check" => self.numbers.get(&entry_text(row.text(self.owner?)?))?.clone(),
            "period_reversed" => {
                // The year was not counted on: R8.10.1 to R8.3.31.
                let (start, end) = self.dates(row)?;
                let next = end.checked_add_months(Months::new(12))?;
                let single = self.reading.tables[row.table].columns[note.column].meaning?;
                let is_period = self.reading.spec.fields[single.field].kind == super::spec::Kind::Period;
                (next >= start && (next - start).num_days() <= 366 && !is_period).then(|| wareki_short(next))
            }
            _ => None,
        }
    }

    /// Values to choose from.
    pub fn choices(&self, note: &Note) -> Vec<String> {
        let methods = ["general", "designated", "negotiated", "proposal", "other"];
        match note.code {
            "method_unknown" => methods.iter().map(|method| text(Lang::Ja, &format!("method.{method}"), &[])).collect(),
            _ => Vec::new(),
        }
    }

    fn is_filled(&self, row: &Row, note: &Note) -> bool {
        let field = self.reading.tables[row.table].columns[note.column].meaning.map(|meaning| meaning.field);
        let Some(field) = field else { return false };
        self.reading.spec.fields[field].kind == super::spec::Kind::Period || matches!(row.value(field), Some(Some(_)))
    }

    fn dates(&self, row: &Row) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
        let mut stops = self.reading.spec.fields.iter().enumerate().filter_map(|(index, field)| {
            match (field.stops, row.value(index)) {
                (true, Some(Some(Value::Date(date)))) => Some(*date),
                _ => None,
            }
        });
        Some((stops.next()?, stops.next()?))
    }

    fn bounds(&self, row: &Row) -> (Option<String>, Option<String>) {
        let dates = self.dates(row);
        (dates.map(|(start, _)| wareki_short(start)), dates.map(|(_, end)| wareki_short(end)))
    }
}

/// A value of a record as a person reads it.
pub fn shown(json: &Json) -> Option<String> {
    match json {
        Json::Null => None,
        Json::String(text) => Some(match text.parse() {
            Ok(date) if text.len() == 10 => wareki_short(date),
            _ => text.clone(),
        }),
        Json::Bool(answer) => Some(super::own::mark(*answer).to_owned()),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(shown).collect();
            (!items.is_empty()).then(|| items.join(&super::own::SEPARATOR.to_string()))
        }
        other => Some(other.to_string()),
    }
}
