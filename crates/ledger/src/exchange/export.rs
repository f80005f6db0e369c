//! A register as a table that people take along: what they read in it comes back unchanged when it is imported.
//! Lists inside a record (re-outsourcing, inspections …) do not fit into rows; JSON Lines and the archive hold them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use paper::Orientation;
use paper::table::{self, Column, ColumnKind, DateShow, Look, PageSetup, Table};
use serde_json::Value as Json;

use super::kept::Keeping;
use super::own;
use super::plan::at_path;
use super::spec::{Field, ID, Kind, Spec};
use super::types::{DateForm, ExportRequest, ExportResult, LostCharacter, TextForm};
use super::words::Words;
use crate::catalogue::Catalogue;
use crate::facts::{FactType, FactValue};
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;
use crate::wording::{Lang, text};

impl Ledger {
    /// Writes a register into a file; its ending says the format. A file of that name is replaced only by a whole one.
    ///
    /// # Errors
    /// `export_format`, `export_unwritable`, `disk_full`, `import_cancelled`.
    pub fn export_register(&mut self, request: &ExportRequest) -> Result<ExportResult, Error> {
        let path = PathBuf::from(&request.file);
        let extension = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if !["xlsx", "csv", "jsonl"].contains(&extension.as_str()) || request.register == Register::Transfer {
            return Err(Problem::at("file", "export_format")
                .with("file", super::import::file_name(&request.file))
                .into());
        }
        let records = self.records_of(request.register)?;
        let count = records.len();
        let (bytes, lost) = match extension.as_str() {
            "jsonl" => (lines(&records), Vec::new()),
            "csv" => {
                let table = self.table_of(request.register, records)?;
                let dates = request.dates.unwrap_or_default();
                csv(&table, request.encoding.unwrap_or_default(), dates)
            }
            _ => {
                let table = self.table_of(request.register, records)?;
                (self.workbook(&[table], request.dates.unwrap_or_default())?, Vec::new())
            }
        };
        write_whole(&path, &bytes)?;
        Ok(ExportResult { file: request.file.clone(), records: count, lost })
    }

    /// Every record of a register as it is kept, in the order of its ids; sections name the one above.
    pub(crate) fn records_of(&mut self, register: Register) -> Result<Vec<Json>, Error> {
        self.refresh_parties()?;
        let (office, today) = (self.office()?.as_facts(), self.today());
        self.read(|tx| {
            let keeping = Keeping { register, office: &office, today };
            let mut ids: Vec<String> = keeping.identities(tx)?.into_iter().map(|own| own.id).collect();
            if register != Register::Section {
                ids.sort();
            }
            ids.iter().map(|id| keeping.load(tx, id)).collect()
        })
    }

    fn table_of(&mut self, register: Register, records: Vec<Json>) -> Result<Table, Error> {
        let (spec, words) = (Spec::shipped(register)?, Words::shipped()?);
        let sections: Vec<String> = self.list_sections()?.into_iter().map(|section| section.name).collect();
        let fields: Vec<&Field> =
            spec.fields.iter().filter(|field| !field.foreign && field.kind != Kind::Period).collect();
        let columns = fields.iter().map(|field| column(field, words, &sections)).collect();
        let rows = records.iter().map(|record| {
            fields
                .iter()
                .map(|field| value(field, words, at_path(record, &field.field).unwrap_or(&Json::Null)))
                .collect()
        });
        let name = text(Lang::Ja, &format!("exchange.register.{}", register.code()), &[]);
        let head: String = self.history_head()?.hash.chars().take(8).collect();
        let (office, today) = (self.office()?.name, crate::date::wareki(self.today()));
        let page = PageSetup {
            orientation: Orientation::Landscape,
            header: text(Lang::Ja, "exchange.page.head", &[("office", &office), ("register", &name), ("date", &today)]),
            footer: text(Lang::Ja, "exchange.page.foot", &[("head", &head)]),
        };
        Ok(Table {
            name,
            columns,
            rows: rows.collect(),
            printed: Some(spec.printed),
            page: Some(page),
            ..Table::default()
        })
    }

    /// The bytes of a workbook in the office's name.
    pub(super) fn workbook(&mut self, tables: &[Table], dates: DateForm) -> Result<Vec<u8>, Error> {
        let office = self.office()?.name;
        let dates = match dates {
            DateForm::Wareki => DateShow::Wareki,
            DateForm::Iso => DateShow::Iso,
        };
        table::to_xlsx(tables, &Look { dates, ..Look::new(self.today(), &office) }).map_err(Error::unexpected)
    }
}

/// The heading under which a field is written.
pub(super) fn heading(field: &Field) -> &str {
    field.headings.first().or(field.own.first()).map_or(field.field.as_str(), String::as_str)
}

fn column(field: &Field, words: &Words, sections: &[String]) -> Column {
    let kind = match field.kind {
        Kind::Date => ColumnKind::Date,
        Kind::Amount => ColumnKind::Amount,
        Kind::Notice | Kind::Count => ColumnKind::Number,
        Kind::Fact if fact_type(field) == Some(FactType::Date) => ColumnKind::Date,
        Kind::Fact if fact_type(field) == Some(FactType::Int) => ColumnKind::Number,
        _ => ColumnKind::Text,
    };
    let marks = || vec![own::mark(true).to_owned(), own::mark(false).to_owned()];
    let first = |list: &[(String, Vec<String>)]| list.iter().filter_map(|(_, names)| names.first().cloned()).collect();
    let choices = match field.kind {
        Kind::Section => sections.to_vec(),
        Kind::Mark | Kind::Mfa => marks(),
        Kind::Method => {
            ["general", "designated", "negotiated", "proposal", "other"].iter().map(|code| method(code)).collect()
        }
        Kind::Medium => first(&words.media),
        Kind::SnsStatus => first(&words.sns_status),
        Kind::CloudStatus => first(&words.cloud_status),
        Kind::Class => {
            ["1", "2", "3C", "3B", "3A"].iter().map(|class| format!("{}{class}", words.class_word)).collect()
        }
        Kind::Fact => match (fact_type(field), fact(field)) {
            (Some(FactType::Bool), _) => marks(),
            (Some(FactType::Enum | FactType::Ordinal), Some(definition)) => {
                definition.choices().iter().map(|code| own::value_label(&definition.id, code)).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    Column { heading: heading(field).to_owned(), width: field.width, choices, kind, hidden: field.field == ID }
}

fn fact(field: &Field) -> Option<&'static crate::facts::FactDefinition> {
    Catalogue::shipped().ok()?.facts.get(field.field.strip_prefix("facts.")?)
}

fn fact_type(field: &Field) -> Option<FactType> {
    fact(field).map(|fact| fact.kind)
}

fn method(code: &str) -> String {
    text(Lang::Ja, &format!("method.{code}"), &[])
}

/// A value of a record as it stands in a cell.
pub(super) fn value(field: &Field, words: &Words, json: &Json) -> table::Value {
    let listed = |list: &[(String, Vec<String>)], code: &str| {
        let names = list.iter().find(|(other, _)| other == code).map(|(_, names)| names);
        names.and_then(|names| names.first()).cloned().unwrap_or_else(|| code.to_owned())
    };
    let shown = match (field.kind, json) {
        (_, Json::Null) => return table::Value::Empty,
        (Kind::Fact, json) => {
            let Ok(answer) = serde_json::from_value::<FactValue>(json.clone()) else { return table::Value::Empty };
            match answer {
                FactValue::Int(number) => return table::Value::Integer(number),
                FactValue::Text(date) if fact_type(field) == Some(FactType::Date) => return day(&date),
                answer => own::shown(field.field.trim_start_matches("facts."), &answer),
            }
        }
        (_, Json::Number(number)) => match number.as_i64() {
            Some(number) => return table::Value::Integer(number),
            None => number.to_string(),
        },
        (_, Json::Bool(answer)) => own::mark(*answer).to_owned(),
        (Kind::Date, Json::String(date)) => return day(date),
        (Kind::Method, Json::String(code)) => method(code),
        (Kind::Medium, Json::String(code)) => listed(&words.media, code),
        (Kind::SnsStatus, Json::String(code)) => listed(&words.sns_status, code),
        (Kind::CloudStatus, Json::String(code)) => listed(&words.cloud_status, code),
        (Kind::Class, Json::String(code)) => format!("{}{code}", words.class_word),
        (Kind::Roles, Json::Array(roles)) => {
            let labels = roles.iter().filter_map(|role| serde_json::from_value(role.clone()).ok().map(own::role_label));
            labels.collect::<Vec<_>>().join(&own::SEPARATOR.to_string())
        }
        (_, Json::Array(items)) => {
            let items: Vec<&str> = items.iter().filter_map(Json::as_str).collect();
            items.join(&own::SEPARATOR.to_string())
        }
        (_, Json::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    };
    if shown.is_empty() { table::Value::Empty } else { table::Value::Text(shown) }
}

fn day(iso: &str) -> table::Value {
    iso.parse().map_or_else(|_| table::Value::Text(iso.to_owned()), table::Value::Date)
}

fn csv(table: &Table, encoding: TextForm, dates: DateForm) -> (Vec<u8>, Vec<LostCharacter>) {
    let encoding = match encoding {
        TextForm::Utf8 => table::CsvEncoding::Utf8Bom,
        TextForm::Cp932 => table::CsvEncoding::Cp932,
    };
    let written = table::to_csv(table, encoding, &|date| match dates {
        DateForm::Wareki => crate::date::wareki_short(date),
        DateForm::Iso => date.to_string(),
    });
    let lost = written.lost.into_iter().map(|lost| LostCharacter {
        row: lost.row,
        column: table.columns.get(lost.column).map(|column| column.heading.clone()).unwrap_or_default(),
        character: lost.character.to_string(),
    });
    (written.bytes, lost.collect())
}

/// One record a line.
pub(crate) fn lines(records: &[Json]) -> Vec<u8> {
    let mut text = String::new();
    for record in records {
        text.push_str(&record.to_string());
        text.push('\n');
    }
    text.into_bytes()
}

/// Writes a file so that nobody finds half of it: beside its place first, then in one step into it.
///
/// # Errors
/// `disk_full`, `export_unwritable`.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        let code = if error.kind() == std::io::ErrorKind::StorageFull { "disk_full" } else { "export_unwritable" };
        Problem::at("file", code).with("file", path.display()).with("detail", error).into()
    })
}
