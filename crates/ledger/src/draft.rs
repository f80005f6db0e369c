//! Reading what people typed into the fields of a record: every field is read, every problem is named at once.
//! Which fields a record has, and what its lists hold, is in the drafts of the registers.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::catalogue::Catalogue;
use crate::date::DateProblem;
use crate::facts::Facts;
use crate::problem::{Error, Problem};

/// The longest text that a one-line field takes, in characters.
pub const LINE: usize = 500;
/// The longest remark, in characters.
pub const TEXT: usize = 10_000;

/// Reads the fields of one draft and gathers its problems.
pub struct Reader<'a> {
    /// Fields as typed.
    pub fields: &'a Map<String, Json>,
    /// What could not be read so far.
    pub problems: Vec<Problem>,
}

/// Who held a record before, and since when.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The holder.
    pub holder: Option<&'a str>,
    /// ISO date.
    pub since: Option<&'a str>,
}

/// What may stand between two names.
const NAMES_END: [char; 3] = ['\n', ',', '\u{3001}'];

/// `None`: the field was not sent. `Some(None)`: it was emptied.
pub type Sent<T> = Option<Option<T>>;

impl<'a> Reader<'a> {
    /// Nothing read yet.
    pub fn new(fields: &'a Map<String, Json>) -> Self {
        Self { fields, problems: Vec::new() }
    }

    /// Puts what was sent into its place; a field that was not sent stays.
    pub fn set<T>(&mut self, target: &mut Option<T>, read: impl FnOnce(&mut Self) -> Sent<T>) {
        if let Some(value) = read(self) {
            *target = value;
        }
    }

    /// What was sent under a dotted path.
    pub fn typed(&self, path: &str) -> Option<Json> {
        let mut json = self.fields.get(path.split('.').next()?)?;
        for step in path.split('.').skip(1) {
            json = json.get(step)?;
        }
        Some(json.clone())
    }

    /// A text of at most so many characters; one of `TEXT` keeps its lines.
    pub fn text(&mut self, field: &str, limit: usize) -> Sent<String> {
        match self.typed(field)? {
            Json::Null => Some(None),
            Json::String(text) => {
                let clean = clean(&text, limit == TEXT);
                if clean.chars().count() > limit {
                    self.problems.push(
                        Problem::at(field, "too_long").with("limit", limit).with("length", clean.chars().count()),
                    );
                    return None;
                }
                Some(Some(clean).filter(|text| !text.is_empty()))
            }
            Json::Number(number) => Some(Some(number.to_string())),
            other => {
                self.problems.push(Problem::at(field, "value_unreadable").with("value", other));
                None
            }
        }
    }

    /// The text by which a record is known.
    pub fn needed_text(&mut self, field: &str, target: &mut String) {
        let before = self.problems.len();
        if let Some(text) = self.text(field, LINE) {
            *target = text.unwrap_or_default();
        }
        if target.is_empty() && self.problems.len() == before {
            self.problems.push(Problem::at(field, "required"));
        }
    }

    /// A date, however it was typed.
    pub fn date(&mut self, field: &str) -> Sent<String> {
        match self.text(field, LINE)? {
            None => Some(None),
            // A spreadsheet gives the number of a day.
            Some(typed) => match crate::date::parse(&typed)
                .or_else(|problem| crate::date::parse_serial(&typed).map_err(|_| problem))
            {
                Ok(date) => Some(Some(date.to_string())),
                Err(problem) => {
                    self.problems.push(Problem::at(field, date_code(&problem)).with("value", typed));
                    None
                }
            },
        }
    }

    /// A whole number that is not negative.
    pub fn number(&mut self, field: &str, code: &str, read: fn(&str) -> Option<i64>) -> Sent<i64> {
        if let Some(number) = self.typed(field).and_then(|json| json.as_i64()).filter(|number| *number >= 0) {
            return Some(Some(number));
        }
        let typed = self.text(field, LINE)?;
        let Some(typed) = typed else { return Some(None) };
        match read(&typed) {
            Some(number) => Some(Some(number)),
            None => {
                self.problems.push(Problem::at(field, code).with("value", typed));
                None
            }
        }
    }

    /// One word of a list.
    pub fn value<T: DeserializeOwned>(&mut self, field: &str, code: &str) -> Sent<T> {
        let json = self.typed(field)?;
        if json.is_null() || json.as_str() == Some("") {
            return Some(None);
        }
        match serde_json::from_value(json.clone()) {
            Ok(value) => Some(Some(value)),
            Err(_) => {
                let shown = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
                self.problems.push(Problem::at(field, code).with("value", shown));
                None
            }
        }
    }

    /// A corporate number under this field; what is not sent stays.
    pub fn set_corporate_number(&mut self, field: &str, number: &mut Option<String>) {
        match self.text(field, LINE) {
            None => {}
            Some(None) => *number = None,
            Some(Some(typed)) => *number = self.corporate_number(field, &typed),
        }
    }

    /// A corporate number with a right check digit.
    pub fn corporate_number(&mut self, field: &str, typed: &str) -> Option<String> {
        match crate::corporate_number::parse(typed) {
            Ok(number) => Some(number.to_string()),
            Err(_) => {
                self.problems.push(Problem::at(field, "corporate_number_check").with("value", typed));
                None
            }
        }
    }

    /// A date inside a list.
    pub fn inner_date(&mut self, field: String, date: &mut Option<String>) {
        if let Some(typed) = date.take().filter(|typed| !typed.trim().is_empty()) {
            match crate::date::parse(&typed) {
                Ok(read) => *date = Some(read.to_string()),
                Err(problem) => self.problems.push(Problem::at(field, date_code(&problem)).with("value", typed)),
            }
        }
    }

    /// A date inside a list that must be there.
    pub fn needed_date(&mut self, field: String, date: &mut String) {
        let mut read = Some(std::mem::take(date));
        if read.as_ref().is_none_or(|typed| typed.trim().is_empty()) {
            self.problems.push(Problem::at(field, "required"));
            return;
        }
        self.inner_date(field, &mut read);
        *date = read.unwrap_or_default();
    }

    /// The answers to facts, all of them anew.
    pub fn facts(&mut self, catalogue: &Catalogue, facts: &mut Facts) {
        match self.fields.get("facts") {
            None => {}
            Some(Json::Null) => facts.clear(),
            Some(Json::Object(typed)) => match catalogue.read_facts(typed) {
                Ok(read) => *facts = read,
                Err(error) => self.problems.extend(error.problems),
            },
            Some(other) => self.problems.push(Problem::at("facts", "value_unreadable").with("value", other)),
        }
    }

    /// The entries of a list, all of them anew. `look` sees each before it is read, with the list's name and its place,
    /// and says whether it can be.
    pub fn list<T: DeserializeOwned>(
        &mut self,
        field: &str,
        target: &mut Vec<T>,
        look: impl Fn(&mut Self, &str, usize, &mut Json) -> bool,
    ) {
        let items = match self.fields.get(field) {
            None => return,
            Some(Json::Null) => &Vec::new(),
            Some(Json::Array(items)) => items,
            Some(other) => {
                self.problems.push(Problem::at(field, "value_unreadable").with("value", other));
                return;
            }
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            for (name, text) in item.as_object().into_iter().flatten() {
                let length = text.as_str().map_or(0, |text| text.chars().count());
                if length > TEXT {
                    let at = format!("{field}.{index}.{name}");
                    self.problems.push(Problem::at(at, "too_long").with("limit", TEXT).with("length", length));
                }
            }
            let mut entry = emptied(item);
            if !look(self, field, index, &mut entry) {
                continue;
            }
            match serde_json::from_value(entry) {
                Ok(entry) => list.push(entry),
                Err(_) => self.problems.push(Problem::at(format!("{field}.{index}"), "entry_unreadable")),
            }
        }
        *target = list;
    }

    /// Names in a list; a text with a comma or a line for each is a list as well.
    pub fn names(&mut self, field: &str, names: &mut Vec<String>) {
        let typed: Vec<Json> = match self.typed(field) {
            None => return,
            Some(Json::Null) => Vec::new(),
            Some(Json::Array(items)) => items,
            Some(Json::String(text)) => text.split(NAMES_END).map(Json::from).collect(),
            Some(other) => return self.problems.push(Problem::at(field, "value_unreadable").with("value", other)),
        };
        let mut read = Vec::with_capacity(typed.len());
        for (index, item) in typed.iter().enumerate() {
            let at = format!("{field}.{index}");
            match item.as_str().map(|text| clean(text, false)) {
                None => self.problems.push(Problem::at(at, "value_unreadable").with("value", item)),
                Some(name) if name.chars().count() > LINE => {
                    let length = name.chars().count();
                    self.problems.push(Problem::at(at, "too_long").with("limit", LINE).with("length", length));
                }
                Some(name) if name.is_empty() => {}
                Some(name) => read.push(name),
            }
        }
        *names = read;
    }

    /// Since when the present holder of a record holds it: as typed, else today where another holder was typed.
    ///
    /// A date sent back as it was belongs to the holder of then. Who held a new record since when is not known.
    pub fn since(
        &mut self,
        field: &str,
        held: Option<Held<'_>>,
        holder: Option<&str>,
        today: NaiveDate,
    ) -> Option<String> {
        let Some(held) = held else { return self.date(field).flatten() };
        let old = held.since.map(str::to_owned);
        let typed = self.date(field);
        if held.holder == holder {
            return typed.unwrap_or(old);
        }
        match typed {
            Some(Some(since)) if Some(&since) != old.as_ref() => Some(since),
            _ => holder.map(|_| today.to_string()),
        }
    }
}

/// The problem code of a date that could not be taken.
pub fn date_code(problem: &DateProblem) -> &'static str {
    match problem {
        DateProblem::Unreadable | DateProblem::Incomplete => "date_unreadable",
        DateProblem::Impossible => "date_impossible",
    }
}

/// A date that must be there.
pub fn date(field: &str, typed: &str) -> Result<String, Error> {
    if typed.trim().is_empty() {
        return Err(Problem::at(field, "required").into());
    }
    let read = crate::date::parse(typed);
    read.map(|date| date.to_string())
        .map_err(|problem| Problem::at(field, date_code(&problem)).with("value", typed).into())
}

/// A day as typed, if one was.
///
/// # Errors
/// `date_…` with what was typed.
pub fn day(field: &str, typed: Option<&str>) -> Result<Option<NaiveDate>, Error> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    let read = crate::date::parse(typed);
    read.map(Some).map_err(|problem| Problem::at(field, date_code(&problem)).with("value", typed).into())
}
/// A period whose two ends must be there, in order.
pub fn period(start: (&str, &str), end: (&str, &str)) -> Result<(String, String), Error> {
    match (date(start.0, start.1), date(end.0, end.1)) {
        (Ok(from), Ok(until)) if until < from => Err(reversed(end.0, &from, &until).into()),
        (Ok(from), Ok(until)) => Ok((from, until)),
        (from, until) => Err(Error {
            problems: [from.err(), until.err()].into_iter().flatten().flat_map(|error| error.problems).collect(),
        }),
    }
}

/// An end before its start.
pub fn reversed(field: &str, start: &str, end: &str) -> Problem {
    let show = |iso: &str| iso.parse().map(crate::date::wareki_short).unwrap_or_else(|_| iso.to_owned());
    Problem::at(field, "period_reversed").with("start", show(start)).with("end", show(end))
}

/// A control character comes in by copying from other programs and shows nowhere; line breaks of a remark stay.
pub fn clean(text: &str, lines: bool) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || (lines && matches!(c, '\n' | '\t'))).collect();
    kept.trim().to_owned()
}

/// Empty texts inside a list entry mean "unknown", as they do in the record.
pub fn emptied(item: &Json) -> Json {
    let cleaned = |value: &Json| match value {
        Json::Null => None,
        Json::String(text) => Some(clean(text, true)).filter(|text| !text.is_empty()).map(Json::String),
        other => Some(other.clone()),
    };
    match item {
        Json::Object(object) => {
            Json::Object(object.iter().filter_map(|(key, value)| Some((key.clone(), cleaned(value)?))).collect())
        }
        other => other.clone(),
    }
}

/// A whole number from what a person typed: `90`, `９０`, `90日`, `3次`.
pub fn plain_number(typed: &str) -> Option<i64> {
    let text = crate::fold::nfkc(typed);
    let text = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    text.parse().ok().filter(|number| *number >= 0)
}
