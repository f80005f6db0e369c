//! A list of personnel transfers as a table: rows for `transfer`, not records of a register.
//! What a row means for people and their records is not decided here.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::types::ImportRequest;
use super::value::Value;
use super::words::plain;
use crate::ledger::Ledger;
use crate::problem::{Error, Problem};
use crate::register::Register;

/// A row of a list of transfers as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListedMove {
    /// Where it stands in the file.
    pub at: String,
    /// Name.
    pub name: String,
    /// Section before; none for somebody who joins.
    pub from_section: Option<String>,
    /// Whether the list says that the person joins the office, or comes back.
    pub joins: bool,
    /// Section after; none for somebody who leaves.
    pub to_section: Option<String>,
    /// Whether the place of the section after is empty.
    pub unsaid: bool,
    /// First day of the new order.
    pub on: Option<NaiveDate>,
    /// Why the row cannot be used: the code, and the cell as typed.
    pub rejected: Option<(String, String)>,
}

/// Words that stand in the place of a section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveWords {
    leaves: Vec<String>,
    leaves_end: Vec<String>,
    joins: Vec<String>,
}

static WORDS: LazyLock<Option<MoveWords>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../templates/exchange/moves.json")).ok());

impl ListedMove {
    /// A row whose words are read: who leaves has no section after, who joins none before.
    pub fn read(mut self) -> Self {
        let filled = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        self.name = self.name.trim().to_owned();
        self.joins = self.from_section.as_deref().is_some_and(joins);
        self.from_section = filled(self.from_section).filter(|text| !joins(text));
        self.to_section = filled(self.to_section);
        self.unsaid = self.to_section.is_none();
        self.to_section = self.to_section.filter(|text| !leaves(text));
        self
    }
}

fn leaves(text: &str) -> bool {
    let text = plain(text);
    let whole = bare(&text);
    // What stands in brackets behind the word says from when or where to.
    let word = bare(whole.split(['(', '[']).next().unwrap_or_default());
    WORDS.as_ref().is_some_and(|words| {
        words.leaves.contains(&word) || words.leaves_end.iter().any(|end| word.ends_with(end.as_str()))
    })
}

fn joins(text: &str) -> bool {
    let text = bare(text);
    WORDS.as_ref().is_some_and(|words| words.joins.contains(&text))
}

/// A text without brackets, width and white space, so that (退職) is 退職.
fn bare(text: &str) -> String {
    plain(text).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Reads a list of transfers from a spreadsheet.
///
/// # Errors
/// Why the file cannot be read, `import_no_headings`, `transfer_no_sections` if no column tells where people go,
/// `transfer_empty`.
pub(crate) fn moves_in(ledger: &mut Ledger, file: &str) -> Result<Vec<ListedMove>, Error> {
    let request = ImportRequest {
        register: Register::Transfer,
        file: file.to_owned(),
        encoding: None,
        mapping: None,
        corrections: None,
    };
    let prepared = ledger.prepare(&request)?;
    let reading = &prepared.reading;
    let field = |name: &str| reading.spec.index(name).unwrap_or(usize::MAX);
    let (name, from, to, on) = (field("name"), field("from_section"), field("to_section"), field("on"));
    let tells = |table: &super::table::Table| {
        table.columns.iter().any(|column| column.meaning.is_some_and(|meaning| meaning.field == to))
    };
    // Without such a column everybody would seem to leave: it is a list of something else.
    if !reading.tables.iter().all(tells) {
        return Err(Problem::at("file", "transfer_no_sections").into());
    }
    if reading.rows.is_empty() {
        return Err(Problem::at("file", "transfer_empty").into());
    }
    let row = |row: &super::read::Row| {
        let sheet = &reading.tables[row.table].sheet().name;
        let several = reading.tables.len() > 1 && !sheet.is_empty();
        let text = |field: usize| row.text(field).map(str::to_owned);
        let day = match row.value(on) {
            Some(Some(Value::Date(day))) => Some(*day),
            _ => None,
        };
        ListedMove {
            at: if several { format!("{sheet}!{}", row.number) } else { row.number.to_string() },
            name: text(name).unwrap_or_default(),
            from_section: text(from),
            to_section: text(to),
            on: day,
            unsaid: false,
            joins: false,
            rejected: row.rejected.first().map(|note| (note.code.to_owned(), note.value.clone())),
        }
        .read()
    };
    Ok(reading.rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_place_of_a_section_say_that_somebody_leaves_or_joins() {
        for word in ["退職", "（退職）", "退職者", "休　職", "育児休業（R9.4.1～）", "県へ派遣", "定年退職"]
        {
            assert!(leaves(word), "{word}");
        }
        for word in ["税務課", "退職手当係", "派遣法務室"] {
            assert!(!leaves(word), "{word}");
        }
        assert!(joins("新規採用") && joins("【新採】") && !joins("採用課"));
    }

    #[test]
    fn a_row_that_leaves_has_no_section_after() {
        let row = |from: &str, to: &str| {
            let row = ListedMove {
                name: " 高橋　由美 ".to_owned(),
                from_section: Some(from.to_owned()),
                to_section: Some(to.to_owned()),
                ..ListedMove::default()
            };
            let read = row.read();
            (read.name, read.from_section, read.to_section)
        };
        let name = "高橋　由美".to_owned();
        assert_eq!(row("税務課", "退職"), (name.clone(), Some("税務課".to_owned()), None));
        assert_eq!(row("新規採用", "税務課"), (name.clone(), None, Some("税務課".to_owned())));
        assert_eq!(row("税務課", "　"), (name, Some("税務課".to_owned()), None));
    }
}
