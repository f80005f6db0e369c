//! A contract as a person typed it, and how it becomes a record: everything is read, every problem is named at once.
//! What is merely imperfect is not a problem; that is for the rules.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use ts_rs::TS;

use super::{Closing, Contract, Contractor, Subcontract, Waiver};
use crate::catalogue::Catalogue;
use crate::date::DateProblem;
use crate::problem::{Error, Problem};

/// The longest text that a one-line field takes, in characters.
const LINE: usize = 500;
/// The longest remark, in characters.
const TEXT: usize = 10_000;

/// Fields as typed; a field that is absent stays as it is, one that is `null` or empty becomes unknown.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[ts(type = "{ id: string | null; revision: number; [field: string]: unknown }")]
pub struct ContractDraft {
    /// Id of the contract; none for a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// Revision that the person saw.
    #[serde(default)]
    pub revision: i64,
    /// The other fields of the record, with dates and amounts as typed.
    #[serde(flatten)]
    pub fields: Map<String, Json>,
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

/// How a contract ended, with dates as typed.
pub fn closing(typed: &Closing, starts_on: Option<&str>) -> Result<Closing, Error> {
    let mut problems = Vec::new();
    let mut optional = |field: &str, text: &Option<String>| {
        let text = text.as_deref().filter(|text| !text.trim().is_empty())?;
        date(field, text).map_err(|error| problems.extend(error.problems)).ok()
    };
    let returned_on = optional("returned_on", &typed.returned_on);
    let erasure_certificate_on = optional("erasure_certificate_on", &typed.erasure_certificate_on);
    match date("closed_on", &typed.closed_on) {
        Err(error) => problems.extend(error.problems),
        Ok(closed_on) => {
            // Given up before it began: the reason stands in the remark, else it is taken for a slip of the pen.
            let reason = typed.note.as_deref().is_some_and(|note| !note.trim().is_empty());
            if let Some(start) = starts_on.filter(|start| closed_on.as_str() < *start && !reason) {
                problems.push(Problem::at("closed_on", "closed_before_start").with("start", start));
            }
            if problems.is_empty() {
                let note = typed.note.clone().filter(|note| !note.trim().is_empty());
                return Ok(Closing { closed_on, returned_on, erasure_certificate_on, note });
            }
        }
    }
    Err(Error { problems })
}

fn reversed(field: &str, start: &str, end: &str) -> Problem {
    let show = |iso: &str| iso.parse().map(crate::date::wareki_short).unwrap_or_else(|_| iso.to_owned());
    Problem::at(field, "period_reversed").with("start", show(start)).with("end", show(end))
}

impl ContractDraft {
    /// The id of the contract that is edited, if it is not a new one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref().filter(|id| !id.is_empty())
    }

    /// The record that this draft describes, on top of what the record was.
    ///
    /// # Errors
    /// All problems, each with its field.
    pub fn parse(&self, base: Option<&Contract>) -> Result<Contract, Error> {
        let (contract, problems) = self.read(base)?;
        Error::unless_none(problems)?;
        Ok(contract)
    }

    /// The record as far as it can be read, and what cannot be read; for the live view while a person types.
    ///
    /// # Errors
    /// Only if the catalogue itself is unusable.
    pub fn read(&self, base: Option<&Contract>) -> Result<(Contract, Vec<Problem>), Error> {
        let catalogue = Catalogue::shipped()?;
        let mut contract = base.cloned().unwrap_or_default();
        contract.revision = self.revision;
        let mut reader = Reader { fields: &self.fields, problems: Vec::new() };
        if let Some(title) = reader.text("title", LINE) {
            contract.title = title.unwrap_or_default();
        }
        if contract.title.is_empty() && reader.problems.is_empty() {
            reader.problems.push(Problem::at("title", "required"));
        }
        reader.set(&mut contract.number, |reader| reader.text("number", LINE));
        reader.set(&mut contract.section, |reader| reader.text("section", LINE));
        reader.set(&mut contract.owner, |reader| reader.text("owner", LINE));
        reader.set(&mut contract.document_number, |reader| reader.text("document_number", LINE));
        reader.set(&mut contract.note, |reader| reader.text("note", TEXT));
        reader.set(&mut contract.signed_on, |reader| reader.date("signed_on"));
        if let Some(base) = base.filter(|base| base.agreed.is_some() && base.signed_on != contract.signed_on) {
            let on = base.signed_on.clone().unwrap_or_default();
            reader.problems.push(Problem::at("signed_on", "signed_fixed").with("on", on));
        }
        reader.set(&mut contract.decided_on, |reader| reader.date("decided_on"));
        reader.set(&mut contract.starts_on, |reader| reader.date("starts_on"));
        reader.set(&mut contract.ends_on, |reader| reader.date("ends_on"));
        reader.set(&mut contract.amount_yen, |reader| reader.number("amount_yen", "amount_unreadable", yen));
        reader.set(&mut contract.notice_days, |reader| reader.number("notice_days", "number_unreadable", plain_number));
        reader.set(&mut contract.auto_renewal, |reader| reader.value("auto_renewal", "value_unreadable"));
        reader.set(&mut contract.method, |reader| reader.value("method", "method_unknown"));
        if let (Some(start), Some(end)) = (&contract.starts_on, &contract.ends_on)
            && end < start
        {
            reader.problems.push(reversed("ends_on", start, end));
        }
        reader.contractor(&mut contract.contractor);
        reader.list("subcontracts", &mut contract.subcontracts);
        reader.list("certificates", &mut contract.certificates);
        reader.list("inspections", &mut contract.inspections);
        reader.list("deliverables", &mut contract.deliverables);
        reader.list("waivers", &mut contract.waivers);
        reader.list("confirmations", &mut contract.confirmations);
        reader.sub_problems(catalogue, &mut contract);
        reader.known_requirements(catalogue, &contract);
        match self.fields.get("facts") {
            None => {}
            Some(Json::Null) => contract.facts.clear(),
            Some(Json::Object(facts)) => match catalogue.read_facts(facts) {
                Ok(facts) => contract.facts = facts,
                Err(error) => reader.problems.extend(error.problems),
            },
            Some(other) => reader.problems.push(Problem::at("facts", "value_unreadable").with("value", other)),
        }
        Ok((contract, reader.problems))
    }
}

struct Reader<'a> {
    fields: &'a Map<String, Json>,
    problems: Vec<Problem>,
}

/// `None`: the field was not sent. `Some(None)`: it was emptied.
type Sent<T> = Option<Option<T>>;

impl Reader<'_> {
    fn set<T>(&mut self, target: &mut Option<T>, read: impl FnOnce(&mut Self) -> Sent<T>) {
        if let Some(value) = read(self) {
            *target = value;
        }
    }

    fn typed(&self, path: &str) -> Option<Json> {
        let mut json = self.fields.get(path.split('.').next()?)?;
        for step in path.split('.').skip(1) {
            json = json.get(step)?;
        }
        Some(json.clone())
    }

    fn text(&mut self, field: &str, limit: usize) -> Sent<String> {
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

    fn date(&mut self, field: &str) -> Sent<String> {
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

    fn number(&mut self, field: &str, code: &str, read: fn(&str) -> Option<i64>) -> Sent<i64> {
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

    fn value<T: DeserializeOwned>(&mut self, field: &str, code: &str) -> Sent<T> {
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

    fn contractor(&mut self, contractor: &mut Contractor) {
        match self.fields.get("contractor") {
            None | Some(Json::Object(_)) => {}
            Some(Json::Null) => *contractor = Contractor::default(),
            Some(other) => self.problems.push(Problem::at("contractor", "value_unreadable").with("value", other)),
        }
        if let Some(name) = self.text("contractor.name", LINE) {
            contractor.name = name.unwrap_or_default();
        }
        self.set(&mut contractor.address, |reader| reader.text("contractor.address", LINE));
        self.set(&mut contractor.representative, |reader| reader.text("contractor.representative", LINE));
        self.set(&mut contractor.country, |reader| reader.text("contractor.country", LINE));
        self.set(&mut contractor.parent_country, |reader| reader.text("contractor.parent_country", LINE));
        match self.text("contractor.corporate_number", LINE) {
            None => {}
            Some(None) => contractor.corporate_number = None,
            Some(Some(typed)) => {
                contractor.corporate_number = self.corporate_number("contractor.corporate_number", &typed)
            }
        }
    }

    fn corporate_number(&mut self, field: &str, typed: &str) -> Option<String> {
        match crate::corporate_number::parse(typed) {
            Ok(number) => Some(number.to_string()),
            Err(_) => {
                self.problems.push(Problem::at(field, "corporate_number_check").with("value", typed));
                None
            }
        }
    }

    fn list<T: DeserializeOwned>(&mut self, field: &str, target: &mut Vec<T>) {
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
            match self.entry(field, index, item) {
                Some(entry) => list.push(entry),
                None => continue,
            }
        }
        *target = list;
    }

    /// One entry of a list; what cannot be read is named by its field.
    fn entry<T: DeserializeOwned>(&mut self, list: &str, index: usize, item: &Json) -> Option<T> {
        let mut entry = emptied(item);
        let at = |name: &str| format!("{list}.{index}.{name}");
        let needed: &[&str] = match list {
            "inspections" => &["method"],
            "deliverables" => &["kind"],
            _ => &[],
        };
        for name in needed.iter().filter(|name| entry.get(**name).is_none()) {
            self.problems.push(Problem::at(at(name), "required"));
        }
        if let Some(tier) = entry.get_mut("tier").filter(|tier| tier.is_string()) {
            let typed = tier.as_str().unwrap_or_default().to_owned();
            match plain_number(&typed).filter(|tier| (1..=99).contains(tier)) {
                Some(number) => *tier = number.into(),
                None => {
                    self.problems.push(Problem::at(at("tier"), "number_unreadable").with("value", typed));
                    return None;
                }
            }
        }
        let known = serde_json::from_value(entry.clone());
        if known.is_err() {
            self.problems.push(Problem::at(format!("{list}.{index}"), "entry_unreadable"));
        }
        known.ok()
    }

    /// Dates and numbers inside the lists, which are typed as freely as those of the record.
    fn sub_problems(&mut self, catalogue: &Catalogue, contract: &mut Contract) {
        for (index, sub) in contract.subcontracts.iter_mut().enumerate() {
            let at = |name: &str| format!("subcontracts.{index}.{name}");
            let Subcontract { name, corporate_number, approved_on, starts_on, ends_on, tier, .. } = sub;
            if name.trim().is_empty() {
                self.problems.push(Problem::at(at("name"), "required"));
            }
            *tier = (*tier).max(1);
            if let Some(typed) = corporate_number.take() {
                *corporate_number = self.corporate_number(&at("corporate_number"), &typed);
            }
            self.inner_date(at("approved_on"), approved_on);
            self.inner_date(at("starts_on"), starts_on);
            self.inner_date(at("ends_on"), ends_on);
            if let (Some(start), Some(end)) = (starts_on.as_ref(), ends_on.as_ref())
                && end < start
            {
                self.problems.push(reversed(&at("ends_on"), start, end));
            }
        }
        let kinds = catalogue.facts.get("certs").map(|fact| fact.choices()).unwrap_or_default();
        for (index, certificate) in contract.certificates.iter_mut().enumerate() {
            if !kinds.contains(&certificate.kind) {
                let problem = Problem::at(format!("certificates.{index}.kind"), "fact_value_unknown");
                self.problems.push(problem.with("fact", "certs").with("value", &certificate.kind));
            }
            self.inner_date(format!("certificates.{index}.valid_until"), &mut certificate.valid_until);
        }
        for (index, inspection) in contract.inspections.iter_mut().enumerate() {
            self.needed_date(format!("inspections.{index}.on"), &mut inspection.on);
        }
        for (index, deliverable) in contract.deliverables.iter_mut().enumerate() {
            self.inner_date(format!("deliverables.{index}.due_on"), &mut deliverable.due_on);
            self.inner_date(format!("deliverables.{index}.received_on"), &mut deliverable.received_on);
        }
        for (index, waiver) in contract.waivers.iter_mut().enumerate() {
            self.inner_date(format!("waivers.{index}.approved_on"), &mut waiver.approved_on);
        }
        for (index, confirmation) in contract.confirmations.iter_mut().enumerate() {
            self.needed_date(format!("confirmations.{index}.on"), &mut confirmation.on);
            if confirmation.source.trim().is_empty() {
                self.problems.push(Problem::at(format!("confirmations.{index}.source"), "required"));
            }
        }
    }

    fn inner_date(&mut self, field: String, date: &mut Option<String>) {
        if let Some(typed) = date.take().filter(|typed| !typed.trim().is_empty()) {
            match crate::date::parse(&typed) {
                Ok(read) => *date = Some(read.to_string()),
                Err(problem) => self.problems.push(Problem::at(field, date_code(&problem)).with("value", typed)),
            }
        }
    }

    fn needed_date(&mut self, field: String, date: &mut String) {
        let mut read = Some(std::mem::take(date));
        if read.as_ref().is_none_or(|typed| typed.trim().is_empty()) {
            self.problems.push(Problem::at(field, "required"));
            return;
        }
        self.inner_date(field, &mut read);
        *date = read.unwrap_or_default();
    }

    fn known_requirements(&mut self, catalogue: &Catalogue, contract: &Contract) {
        let mut seen = BTreeSet::new();
        let waivers = contract.waivers.iter().map(|Waiver { requirement, .. }| ("waivers", requirement));
        let confirmations = contract.confirmations.iter().map(|entry| ("confirmations", &entry.requirement));
        for (field, requirement) in waivers.chain(confirmations) {
            if catalogue.requirement(requirement).is_none() {
                self.problems.push(Problem::at(field, "requirement_unknown").with("value", requirement));
            } else if field == "waivers" && !seen.insert(requirement) {
                self.problems.push(Problem::at(field, "duplicate").with("value", requirement));
            }
        }
    }
}

/// A control character comes in by copying from other programs and shows nowhere; line breaks of a remark stay.
fn clean(text: &str, lines: bool) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || (lines && matches!(c, '\n' | '\t'))).collect();
    kept.trim().to_owned()
}

/// Empty texts inside a list entry mean "unknown", as they do in the record.
fn emptied(item: &Json) -> Json {
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
fn plain_number(typed: &str) -> Option<i64> {
    let text = crate::fold::nfkc(typed);
    let text = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    text.parse().ok().filter(|number| *number >= 0)
}

/// Whole yen from what a person typed: `6,418,000円`, `６４１万８千円`, `6,418千円`, `¥6418000`; no fractions of a yen.
pub(super) fn yen(typed: &str) -> Option<i64> {
    let text: String = crate::fold::nfkc(typed).chars().filter(|c| !matches!(c, ',' | ' ' | '¥' | '\\')).collect();
    // 税込, as amounts of contracts are.
    let text = text.strip_suffix(TAX_INCLUDED).unwrap_or(&text);
    let text = text.strip_suffix(yen_sign()).unwrap_or(text);
    if text.is_empty() {
        return None;
    }
    let (mut total, mut rest) = (0_i64, text);
    for (unit, value) in UNITS {
        if let Some((head, tail)) = rest.split_once(unit) {
            total = total.checked_add(scaled(head, *value)?)?;
            rest = tail;
        }
    }
    if rest.is_empty() { Some(total) } else { total.checked_add(rest.parse::<u64>().ok()?.try_into().ok()?) }
}

/// What is written behind an amount that includes tax, in half-width brackets.
const TAX_INCLUDED: &str = "(\u{7a0e}\u{8fbc})";

/// Units of amounts in the order in which they are written, in yen.
const UNITS: &[(&str, i64)] = &[
    ("\u{5104}", 100_000_000),
    ("\u{5343}\u{4e07}", 10_000_000),
    ("\u{767e}\u{4e07}", 1_000_000),
    ("\u{4e07}", 10_000),
    ("\u{5343}", 1_000),
];

fn yen_sign() -> char {
    '\u{5186}'
}

fn scaled(digits: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value = whole.parse::<u64>().ok().and_then(|whole| i64::try_from(whole).ok())?.checked_mul(unit)?;
    let mut step = unit;
    for digit in fraction.chars() {
        step = if step % 10 == 0 { step / 10 } else { return None };
        value = value.checked_add(i64::from(digit.to_digit(10)?) * step)?;
    }
    Some(value)
}
