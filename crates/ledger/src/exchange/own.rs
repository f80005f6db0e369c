//! Tables that Sekisho writes itself: the columns that only they have (facts of the catalogue, the id of a record),
//! and how their cells are read back.

use paper::book::Cell;

use super::Register;
use super::spec::{Field, ID, Kind};
use super::value::{Code, Value};
use super::words::{Words, plain};
use crate::catalogue::Catalogue;
use crate::facts::{FactDefinition, FactType, FactValue};
use crate::person::Role;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// Adds a column for every fact that the register's own columns do not show, and one for the id.
pub fn add_columns(register: Register, fields: &mut Vec<Field>) -> Result<(), Error> {
    if matches!(register, Register::Contract | Register::Cloud | Register::Sns) {
        let scope = register.code();
        for fact in Catalogue::shipped()?.facts.values().filter(|fact| fact.scope.iter().any(|name| name == scope)) {
            let path = format!("facts.{}", fact.id);
            if !fields.iter().any(|field| field.field == path && !field.foreign) {
                fields.push(column(path, Kind::Fact, fact_label(&fact.id), 14.0));
            }
        }
    }
    if register != Register::Transfer {
        fields.push(column(ID.to_owned(), Kind::Id, text(Lang::Ja, "exchange.heading.id", &[]), 38.0));
    }
    Ok(())
}

fn column(field: String, kind: Kind, heading: String, width: f64) -> Field {
    Field { field, kind, own: vec![heading], width, ..Field::default() }
}

fn fact_label(fact: &str) -> String {
    text(Lang::Ja, &format!("fact.{fact}.label"), &[])
}

/// What separates the items of a list in one cell.
pub const SEPARATOR: char = '\u{3001}';

/// The items of a list in one cell.
pub fn items(words: &Words, text: &str) -> Vec<String> {
    let split = text.split(|c| words.item_separators.contains(c)).map(str::trim);
    split.filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Reads a cell of a column that only our own tables have.
pub fn read(kind: Kind, path: &str, words: &Words, cell: &Cell) -> Result<Option<Value>, Code> {
    let Some(typed) = super::value::text(words, cell) else {
        return Ok((kind == Kind::Fact).then(|| words.mark(&cell.plain()).map(Value::Mark)).flatten());
    };
    match kind {
        Kind::Roles => {
            let roles: Option<Vec<String>> = items(words, &typed).iter().map(|item| role(item)).collect();
            roles.map(|roles| Some(Value::List(roles))).ok_or("value_unreadable")
        }
        Kind::Fact => {
            let Ok(catalogue) = Catalogue::shipped() else { return Ok(None) };
            let fact = path.strip_prefix("facts.").and_then(|fact| catalogue.facts.get(fact));
            match fact {
                Some(fact) => fact_value(fact, words, cell, &typed).map(Some).ok_or("value_unreadable"),
                None => Ok(None),
            }
        }
        _ => Ok(Some(Value::Text(typed))),
    }
}

fn fact_value(fact: &FactDefinition, words: &Words, cell: &Cell, typed: &str) -> Option<Value> {
    let choice = |item: &str| {
        let found =
            fact.choices().iter().find(|code| *code == item || plain(&value_label(&fact.id, code)) == plain(item));
        found.cloned()
    };
    match fact.kind {
        FactType::Bool => words.mark(typed).map(Value::Mark),
        FactType::Int => super::value::count(cell).map(Value::Number),
        FactType::Date => match super::value::date(words, cell) {
            crate::date::Side::On(read) => Some(Value::Text(read.on.to_string())),
            _ => None,
        },
        FactType::Ordinal | FactType::Enum => choice(typed).map(Value::Text),
        FactType::Set => {
            items(words, typed).iter().map(|item| choice(item)).collect::<Option<Vec<_>>>().map(Value::List)
        }
    }
}

/// How a fact stands in a cell.
pub fn shown(fact: &str, value: &FactValue) -> String {
    match value {
        FactValue::Bool(answer) => mark(*answer).to_owned(),
        FactValue::Int(number) => number.to_string(),
        FactValue::Text(code) => value_label(fact, code),
        FactValue::Set(codes) => {
            let labels: Vec<String> = codes.iter().map(|code| value_label(fact, code)).collect();
            labels.join(&SEPARATOR.to_string())
        }
    }
}

/// Yes or no in a cell.
pub fn mark(answer: bool) -> &'static str {
    let words = Words::shipped().map(|words| words.marks());
    words.map_or("", |(yes, no)| if answer { yes } else { no })
}

/// The word for a value of a fact; a class of confidentiality is written as offices do.
pub fn value_label(fact: &str, code: &str) -> String {
    let key = format!("fact.{fact}.value.{code}");
    let label = text(Lang::Ja, &key, &[]);
    if label == key { code.to_owned() } else { label }
}

/// The word for a role in a cell.
pub fn role_label(role: Role) -> String {
    let code = serde_json::to_value(role).ok().and_then(|json| json.as_str().map(str::to_owned)).unwrap_or_default();
    text(Lang::Ja, &format!("role.{code}"), &[])
}

fn role(item: &str) -> Option<String> {
    const ALL: [Role; 7] =
        [Role::Applicant, Role::Procurement, Role::Security, Role::Pr, Role::Approver, Role::Auditor, Role::Admin];
    let code = |role: &Role| serde_json::to_value(role).ok()?.as_str().map(str::to_owned);
    let found =
        ALL.iter().find(|role| plain(&role_label(**role)) == plain(item) || code(role).as_deref() == Some(item));
    found.and_then(code)
}
