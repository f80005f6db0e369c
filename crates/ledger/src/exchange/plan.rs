//! What becomes of the rows of a file in the ledger: which record each one is, and what it would change.
//! Pure: existing records are given. A number alone does not tell a contract (numbers restart with every year and
//! section), so that a record is known by the strongest of several keys, and each record is taken by one row only.

use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value as Json};

use super::read::{Reading, Row};
use super::readout::{json, put};
use super::spec::Kind;
use super::spec::Spec;
use super::types::Action;
use super::value::Value;
use super::words::entry_text;
use crate::problem::Error;
use crate::register::{Identity, Register};

/// What a row becomes.
#[derive(Debug, Clone)]
pub struct Planned {
    pub action: Action,
    /// Id of the record that the row is.
    pub id: Option<String>,
    /// Fields that change: path, before and after.
    pub changes: Vec<(usize, Json, Json)>,
    /// Fields of a record that refuse the change: field and code.
    pub objections: Vec<(usize, &'static str)>,
}

/// Decides for every row; `load` gives a record by its id, `object` says why a record refuses another value in a field.
///
/// # Errors
/// What `load` returns.
pub fn plan(
    reading: &Reading,
    existing: &[Identity],
    load: &mut dyn FnMut(&str) -> Result<Json, Error>,
    object: &dyn Fn(&Json, &str, &Json) -> Option<&'static str>,
) -> Result<Vec<Planned>, Error> {
    // In a ledger without records no row is one of them.
    let own = |row: &Row| (!existing.is_empty() && row.rejected.is_empty()).then(|| identity(reading.spec, row));
    let own: Vec<Option<Identity>> = reading.rows.iter().map(own).collect();
    let records = same_records(reading.spec.register, &own, existing);
    drop(own);
    let mut planned = Vec::with_capacity(reading.rows.len());
    for (row, record) in reading.rows.iter().zip(records) {
        planned.push(match record {
            _ if !row.rejected.is_empty() => Planned::new(Action::Rejected, None),
            None => Planned::new(Action::Create, None),
            Some(at) => {
                let id = &existing[at].id;
                let before = load(id)?;
                let mut planned = Planned::new(Action::Unchanged, Some(id.clone()));
                for (field, after) in changes(reading.spec, row, &before) {
                    let path = &reading.spec.fields[field].field;
                    let old = at_path(&before, path).cloned().unwrap_or(Json::Null);
                    match object(&before, path, &after) {
                        Some(code) => planned.objections.push((field, code)),
                        None => planned.changes.push((field, old, after)),
                    }
                }
                if !planned.objections.is_empty() {
                    planned.action = Action::Rejected;
                } else if !planned.changes.is_empty() {
                    planned.action = Action::Update;
                }
                planned
            }
        });
    }
    Ok(planned)
}

impl Planned {
    fn new(action: Action, id: Option<String>) -> Self {
        Self { action, id, changes: Vec::new(), objections: Vec::new() }
    }
}

/// The values of a row that differ from the record; an empty cell does not take away what the ledger knows.
fn changes(spec: &Spec, row: &Row, before: &Json) -> Vec<(usize, Json)> {
    let settled = row.values.iter().filter_map(|(field, value)| Some((*field, value.as_ref()?)));
    let after = settled
        .filter(|(field, _)| spec.fields[*field].kind != Kind::Id)
        .map(|(field, value)| (field, value_json(value)));
    let differs = |field: usize, after: &Json| {
        let before = at_path(before, &spec.fields[field].field);
        before != Some(after) && !is_worn(before, after)
    };
    after.filter(|(field, after)| differs(*field, after)).collect()
}

/// Whether a text is the one that the ledger has, as Shift_JIS wears it: geta marks for the characters that it lacks,
/// and its own wave dash and long dash.
fn is_worn(before: Option<&Json>, after: &Json) -> bool {
    let (Some(before), Some(after)) = (before.and_then(Json::as_str), after.as_str()) else { return false };
    let wears = |before: char, after: char| match after {
        '\u{3013}' => true,
        '\u{ff5e}' => before == after || before == '\u{301c}',
        '\u{2015}' => before == after || before == '\u{2014}',
        _ => before == after,
    };
    before.chars().count() == after.chars().count()
        && before.chars().zip(after.chars()).all(|(before, after)| wears(before, after))
}

fn value_json(value: &Value) -> Json {
    json(&Some(value.clone()))
}

/// The value at a dotted path.
pub fn at_path<'j>(record: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(record, |json, step| json.get(step))
}

/// The fields that a row settles, put into a record.
pub fn apply(spec: &Spec, row: &Row, record: &mut Map<String, Json>) {
    for (field, value) in &row.values {
        let kind = spec.fields[*field].kind;
        if let Some(value) = value
            && kind != Kind::Id
        {
            put(record, &spec.fields[*field].field, value_json(value));
        }
    }
}

/// What tells the record of a row.
pub fn identity(spec: &Spec, row: &Row) -> Identity {
    let text = |field: &str| {
        let value = row.value(spec.index(field)?)?.as_ref()?;
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Date(date) => Some(crate::date::iso(*date)),
            _ => None,
        }
    };
    let amount = row.values.iter().find_map(|(field, value)| match value {
        Some(Value::Number(yen)) if spec.fields[*field].kind == Kind::Amount => Some(*yen),
        _ => None,
    });
    told_by(spec.register, text, amount)
}

/// What tells a whole record.
pub fn record_identity(register: Register, record: &Json) -> Identity {
    let text = |path: &str| at_path(record, path)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let identity = told_by(register, text, record.get("amount_yen").and_then(Json::as_i64));
    Identity { renewed_from: text("renewed_from"), ..identity }
}

fn told_by(register: Register, text: impl Fn(&str) -> Option<String>, amount: Option<i64>) -> Identity {
    let paths = paths(register);
    Identity {
        id: text(super::spec::ID).unwrap_or_default(),
        number: paths.number.and_then(&text),
        title: text(paths.title).unwrap_or_default(),
        partner: paths.partner.and_then(&text).unwrap_or_default(),
        section: paths.section.and_then(&text),
        start: paths.start.and_then(&text),
        end: paths.end.and_then(&text),
        amount,
        renewed_from: None,
    }
}

/// The fields that make an identity.
struct Paths {
    number: Option<&'static str>,
    title: &'static str,
    partner: Option<&'static str>,
    section: Option<&'static str>,
    start: Option<&'static str>,
    end: Option<&'static str>,
}

fn paths(register: Register) -> Paths {
    let only = |title| Paths { number: None, title, partner: None, section: None, start: None, end: None };
    match register {
        Register::Contract => Paths {
            number: Some("number"),
            title: "title",
            partner: Some("contractor.name"),
            section: Some("section"),
            start: Some("starts_on"),
            end: Some("ends_on"),
        },
        Register::Cloud => Paths {
            number: Some("number"),
            title: "service",
            partner: Some("provider.name"),
            section: Some("section"),
            start: Some("decided_on"),
            end: Some("expires_on"),
        },
        Register::Sns => Paths { partner: Some("name"), section: Some("section"), ..only("url") },
        Register::Contractor => Paths { number: Some("corporate_number"), ..only("name") },
        Register::Incident => {
            Paths { number: Some("number"), section: Some("section"), start: Some("known_on"), ..only("title") }
        }
        Register::Person => Paths { section: Some("section"), ..only("name") },
        Register::Section | Register::Transfer => only("name"),
    }
}

/// How many keys a record is known by.
fn tiers(register: Register) -> usize {
    match register {
        Register::Contract | Register::Cloud => 9,
        Register::Sns | Register::Person | Register::Contractor | Register::Incident => 3,
        Register::Section | Register::Transfer => 2,
    }
}

/// The texts of an identity as they are compared, each folded once.
struct Folded {
    number: Option<String>,
    title: Option<String>,
    partner: String,
    section: String,
}

impl Folded {
    fn of(own: &Identity) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| entry_text(text));
        Self {
            number: own.number.as_deref().and_then(some),
            title: some(&own.title),
            partner: entry_text(&own.partner),
            section: entry_text(own.section.as_deref().unwrap_or_default()),
        }
    }
}

/// A key by which a record is known, of which that of tier 0 is the strongest; a key whose part is missing is none.
fn key(register: Register, tier: usize, own: &Identity, folded: &Folded) -> Option<String> {
    let filled = |text: &'_ str| !text.is_empty();
    let (number, title) = (folded.number.as_deref(), folded.title.as_deref());
    let (partner, section) = (Some(folded.partner.as_str()), Some(folded.section.as_str()));
    let (start, end) = (own.start.as_deref(), Some(own.end.as_deref().unwrap_or_default()));
    let (any_number, any_start) = (Some(number.unwrap_or_default()), Some(start.unwrap_or_default()));
    let has_partner = partner.filter(|_| filled(&own.partner));
    let year = || Some(crate::date::fiscal_year(start?.parse().ok()?).to_string());
    let all = |parts: &[Option<&str>]| Some(parts.iter().copied().collect::<Option<Vec<_>>>()?.join("\u{1f}"));
    match (register, tier) {
        (_, 0) => Some(own.id.as_str()).filter(|id| filled(id)).map(entry_text),
        (Register::Contract | Register::Cloud, 1) => {
            let amount = own.amount.map(|yen| yen.to_string()).unwrap_or_default();
            all(&[any_number, title, partner, section, any_start, end, Some(&amount)])
        }
        (Register::Contract | Register::Cloud, 2) => all(&[any_number, title, partner, section, any_start, end]),
        (Register::Contract | Register::Cloud, 3) => all(&[number, title, partner, any_start, end]),
        (Register::Contract | Register::Cloud, 4) => all(&[number, title, year().as_deref(), section]),
        (Register::Contract | Register::Cloud, 5) => all(&[number, title, year().as_deref(), partner]),
        (Register::Contract | Register::Cloud, 6) => all(&[number, has_partner, year().as_deref(), section]),
        // Without the number: two sections may have the same contract with one company, see `may_be_same`.
        (Register::Contract | Register::Cloud, 7) => all(&[title, partner, any_start, end]),
        (Register::Contract | Register::Cloud, _) => all(&[title, partner, start]),
        // An account without an address, or whose address was corrected.
        (Register::Sns, 2) => all(&[has_partner, section]),
        (Register::Contractor, 1) => number.map(str::to_owned),
        (Register::Incident, 1) => all(&[any_number, title, any_start]),
        (Register::Person, 1) => all(&[title, section]),
        _ => title.map(str::to_owned),
    }
}

/// Whether a row and a record whose titles, partners and starts agree can be one although their numbers do not: they
/// are of one section, or neither section nor number speaks against it.
fn may_be_same(row: &Identity, record: &Identity) -> bool {
    let agree = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => Some(entry_text(one) == entry_text(other)),
        _ => None,
    };
    let (section, number) = (agree(&row.section, &record.section), agree(&row.number, &record.number));
    section == Some(true) || (section.is_none() && number != Some(false))
}

/// For each row the place of the record that it is, if there is one; no record is taken twice. A row that is not taken
/// has no identity.
pub fn same_records(register: Register, own: &[Option<Identity>], existing: &[Identity]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; own.len()];
    if existing.is_empty() {
        return found;
    }
    let rows: Vec<Option<(&Identity, Folded)>> =
        own.iter().map(|own| own.as_ref().map(|own| (own, Folded::of(own)))).collect();
    let records: Vec<Folded> = existing.iter().map(Folded::of).collect();
    let mut taken = vec![false; existing.len()];
    let tiers = tiers(register);
    for tier in 0..tiers {
        let waiting: Vec<(usize, &Identity, String)> = rows
            .iter()
            .enumerate()
            .filter(|(row, _)| found[*row].is_none())
            .filter_map(|(row, own)| {
                let (own, folded) = own.as_ref()?;
                Some((row, *own, key(register, tier, own, folded)?))
            })
            .collect();
        if waiting.is_empty() {
            continue;
        }
        let mut by_key: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, record) in existing.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(key) = key(register, tier, record, &records[at]) {
                by_key.entry(key).or_default().push_back(at);
            }
        }
        // The weakest key of a person is a name alone: it must be one person's on both sides.
        let lone = register == Register::Person && tier + 1 == tiers;
        let mut wanted: HashMap<&str, usize> = HashMap::new();
        for (_, _, key) in waiting.iter().filter(|_| lone) {
            *wanted.entry(key).or_default() += 1;
        }
        for (row, own, key) in &waiting {
            let Some(records) = by_key.get_mut(key) else { continue };
            if lone && (wanted.get(key.as_str()).is_some_and(|rows| *rows > 1) || records.len() > 1) {
                continue;
            }
            let careful = matches!(register, Register::Contract | Register::Cloud) && tier + 2 >= tiers;
            let place = records.iter().position(|at| !careful || may_be_same(own, &existing[*at]));
            if let Some(at) = place.and_then(|place| records.remove(place)) {
                found[*row] = Some(at);
                taken[at] = true;
            }
        }
    }
    found
}

/// A term of a contract, as far as its place in a lineage goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub id: String,
    /// Folded title and contractor.
    pub key: (String, String),
    pub section: Option<String>,
    pub start: Option<String>,
    pub end: Option<String>,
    /// Whether the term before is known already.
    pub renewed_from: Option<String>,
    /// Whether this import made it.
    pub new: bool,
}

impl Term {
    /// The term of a contract that is told by this identity.
    pub fn of(own: &Identity, new: bool) -> Self {
        Self {
            id: own.id.clone(),
            key: (entry_text(&own.title), entry_text(&own.partner)),
            section: own.section.clone(),
            start: own.start.clone(),
            end: own.end.clone(),
            renewed_from: own.renewed_from.clone(),
            new,
        }
    }
}

/// Contracts of one title and contractor in another period are terms of one lineage: for each the term before it.
///
/// Only links that the import brings are given: those of which one side is new. A term begins after the one before
/// has ended; of several that would do, that of the same section and then the latest is taken. A new term whose period
/// lies between two that are linked comes in between.
pub fn renewals(terms: &[Term]) -> Vec<(String, String)> {
    let mut groups: HashMap<&(String, String), Vec<&Term>> = HashMap::new();
    for term in terms.iter().filter(|term| term.start.is_some() && !term.key.0.is_empty() && !term.key.1.is_empty()) {
        groups.entry(&term.key).or_default().push(term);
    }
    // One term alone follows none.
    let mut groups: Vec<_> =
        groups.into_iter().filter(|(_, group)| group.len() > 1 && group.iter().any(|term| term.new)).collect();
    groups.sort_unstable_by_key(|(key, _)| *key);
    let mut links = Vec::new();
    for (_, mut group) in groups {
        group.sort_by(|a, b| (&a.start, &a.end, &a.id).cmp(&(&b.start, &b.end, &b.id)));
        links.extend(links_of(&group));
    }
    links
}

/// The links that come or change in a group whose terms are in order.
fn links_of(group: &[&Term]) -> Vec<(String, String)> {
    let linked = || group.iter().filter_map(|term| Some((term.id.as_str(), term.renewed_from.as_deref()?)));
    let mut before: HashMap<&str, &str> = linked().collect();
    let mut after: HashMap<&str, &str> = linked().map(|(term, old)| (old, term)).collect();
    let known: HashMap<&str, &Term> = group.iter().map(|term| (term.id.as_str(), *term)).collect();
    for term in group {
        if before.contains_key(term.id.as_str()) {
            continue;
        }
        let free = |old: &Term| match after.get(old.id.as_str()) {
            None => old.new || term.new,
            Some(next) => {
                let next = known.get(next).filter(|next| term.new && follows(next, term));
                next.is_some_and(|next| term.section == old.section || term.section == next.section)
            }
        };
        let found = group
            .iter()
            .filter(|old| follows(term, old) && free(old))
            .max_by_key(|old| (old.section == term.section, &old.end, !after.contains_key(old.id.as_str()), &old.id));
        if let Some(old) = found {
            if let Some(next) = after.insert(&old.id, &term.id) {
                after.insert(&term.id, next);
                before.insert(next, &term.id);
            }
            before.insert(&term.id, &old.id);
        }
    }
    let changed = group.iter().filter_map(|term| {
        let old = before.get(term.id.as_str()).filter(|old| term.renewed_from.as_deref() != Some(**old))?;
        Some(((*old).to_owned(), term.id.clone()))
    });
    changed.collect()
}

/// Whether a term begins after another has ended.
fn follows(term: &Term, old: &Term) -> bool {
    old.start < term.start && old.end.is_some() && old.end < term.start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(id: &str, section: &str, start: &str, end: &str) -> Term {
        let own = Identity {
            id: id.to_owned(),
            title: "清掃業務".to_owned(),
            partner: "㈱ミナト".to_owned(),
            section: Some(section.to_owned()),
            start: Some(start.to_owned()),
            end: Some(end.to_owned()),
            ..Identity::default()
        };
        Term::of(&own, true)
    }

    fn links(terms: &[Term]) -> Vec<String> {
        renewals(terms).into_iter().map(|(before, term)| format!("{before}→{term}")).collect()
    }

    #[test]
    fn terms_of_one_title_and_contractor_follow_each_other() {
        let years = [
            term("c", "管財課", "2026-04-01", "2027-03-31"),
            term("a", "管財課", "2024-04-01", "2025-03-31"),
            term("b", "管財課", "2025-04-01", "2026-03-31"),
        ];
        assert_eq!(links(&years), ["a→b", "b→c"]);
    }

    #[test]
    fn contracts_side_by_side_are_no_renewals() {
        let beside = [
            term("a", "管財課", "2025-04-01", "2026-03-31"),
            term("b", "管財課", "2025-04-01", "2026-03-31"),
            term("c", "管財課", "2025-10-01", "2026-09-30"),
        ];
        assert_eq!(links(&beside), Vec::<String>::new());
    }

    #[test]
    fn each_section_follows_its_own_term() {
        let two = [
            term("a", "管財課", "2025-04-01", "2026-03-31"),
            term("b", "学校教育課", "2025-04-01", "2026-03-31"),
            term("c", "学校教育課", "2026-04-01", "2027-03-31"),
            term("d", "管財課", "2026-04-01", "2027-03-31"),
        ];
        assert_eq!(links(&two), ["b→c", "a→d"]);
    }

    #[test]
    fn an_earlier_year_that_comes_later_takes_its_place_before() {
        let mut known = term("b", "管財課", "2026-04-01", "2027-03-31");
        known.new = false;
        assert_eq!(links(&[known.clone(), term("z", "管財課", "2025-04-01", "2026-03-31")]), ["z→b"]);
        known.renewed_from = Some("y".to_owned());
        assert_eq!(links(&[known, term("z", "管財課", "2025-04-01", "2026-03-31")]), Vec::<String>::new());
    }

    #[test]
    fn years_that_come_later_than_their_neighbours_are_put_between_them() {
        let old = |id: &str, year: u16, before: Option<&str>| Term {
            renewed_from: before.map(str::to_owned),
            new: false,
            ..term(id, "管財課", &format!("{year}-04-01"), &format!("{}-03-31", year + 1))
        };
        let (first, last) = (old("a", 2024, None), old("d", 2027, Some("a")));
        let (b, c) = (term("b", "管財課", "2025-04-01", "2026-03-31"), term("c", "管財課", "2026-04-01", "2027-03-31"));
        assert_eq!(links(&[first.clone(), last.clone(), b.clone()]), ["a→b", "b→d"]);
        assert_eq!(links(&[last.clone(), c, b.clone(), first.clone()]), ["a→b", "b→c", "c→d"]);
        // One that nobody has followed yet is continued before a link is opened.
        let free = term("z", "管財課", "2024-10-01", "2025-03-31");
        assert_eq!(links(&[first.clone(), last.clone(), b, free]), ["z→b"]);
        // Neither another section's contract nor one that lasts into the next term comes between.
        let beside = [("学校教育課", "2026-03-31"), ("管財課", "2027-04-30")];
        for (section, end) in beside {
            let other = term("b", section, "2025-04-01", end);
            assert_eq!(links(&[first.clone(), last.clone(), other]), Vec::<String>::new(), "{section} {end}");
        }
    }
}
