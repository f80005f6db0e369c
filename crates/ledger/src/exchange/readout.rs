//! What was read, as JSON in the shape of records: for `--dry-run --json`, and to compare with what a careful clerk reads.

use serde_json::{Map, Value as Json, json};

use super::read::{Note, Reading, Row};
use super::spec::Kind;
use super::value::Value;

/// A value as it stands in a record.
pub fn json(value: &Option<Value>) -> Json {
    match value {
        None => Json::Null,
        Some(Value::Text(text)) => Json::String(text.clone()),
        Some(Value::Number(number)) => (*number).into(),
        Some(Value::Mark(answer)) => (*answer).into(),
        Some(Value::Date(date)) => Json::String(crate::date::iso(*date)),
        Some(Value::List(items)) => items.iter().cloned().map(Json::String).collect(),
    }
}

/// Puts a value at a dotted path.
pub fn put(record: &mut Map<String, Json>, path: &str, value: Json) {
    match path.split_once('.') {
        None => {
            record.insert(path.to_owned(), value);
        }
        Some((head, rest)) => {
            let inner = record.entry(head).or_insert_with(|| Json::Object(Map::new()));
            if let Json::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// The record that a row describes.
pub fn record(reading: &Reading, row: &Row) -> Json {
    let mut record = Map::new();
    for (field, value) in &row.values {
        let field = &reading.spec.fields[*field];
        if !matches!(field.kind, Kind::Id | Kind::Period) {
            put(&mut record, &field.field, json(value));
        }
    }
    Json::Object(record)
}

/// Everything that was read.
pub fn readout(reading: &Reading) -> Json {
    let kept = || reading.rows.iter().filter(|row| row.rejected.is_empty());
    let place = |row: &Row| match reading.tables[row.table].sheet().name.as_str() {
        "" => row.number.to_string(),
        sheet => format!("{sheet}!{}", row.number),
    };
    json!({
        "record_type": reading.spec.register.code(),
        "rows": reading.rows.len(),
        "records": kept().map(|row| record(reading, row)).collect::<Vec<_>>(),
        "at": kept().map(place).collect::<Vec<_>>(),
        "rejected": notes(reading, |row| &row.rejected),
        "queries": notes(reading, |row| &row.queries),
    })
}

fn notes(reading: &Reading, of: fn(&Row) -> &Vec<Note>) -> Vec<Json> {
    let lines = reading.rows.iter().flat_map(|row| of(row).iter().map(move |note| (row, note)));
    lines.map(|(row, note)| note_json(reading, row, note)).collect()
}

/// A note as the command line gives it.
pub fn note_json(reading: &Reading, row: &Row, note: &Note) -> Json {
    let table = &reading.tables[row.table];
    let mut json = json!({
        "row": row.number, "column": table.columns[note.column].heading, "code": note.code, "value": note.value,
    });
    if !table.sheet().name.is_empty() {
        json["sheet"] = table.sheet().name.clone().into();
    }
    json
}
