//! The workbook that goes out: questions that are locked, fields to fill in, and a page that says how.

use chrono::NaiveDate;
use paper::Orientation;
use paper::table::{Blank, Column, ColumnKind, DateShow, Look, PageSetup, Table, Value, to_xlsx};

use super::{Asked, Form, Issue, Question};
use crate::approval::Actor;
use crate::ledger::Ledger;
use crate::office::{CalendarStyle, Office};
use crate::problem::Error;

/// The columns that every sheet begins with; the answer is the first that is filled in.
const ASKED: [(&str, f64); 5] = [("number", 5.0), ("id", 8.0), ("title", 20.0), ("text", 46.0), ("answer", 10.0)];
const FIRST_OPEN: usize = 4;
/// Column of the labels of the fields above the table: the fields stand in the wide column of the questions.
const LABELS: u16 = 2;

impl Ledger {
    /// The workbook of an issue.
    pub(super) fn sheet_workbook(
        &mut self,
        form: &Form,
        issue: &Issue,
        asked: &Asked,
        due: NaiveDate,
    ) -> Result<Vec<u8>, Error> {
        let (office, today, account) = (self.office()?, self.today(), self.actor().to_owned());
        let person = self.read(|tx| Ok(Actor::of(tx, &account, today).ok()))?.map(|actor| actor.person);
        let section = person.as_ref().and_then(|person| person.section.clone()).or_else(|| asked.section.clone());
        let contact = match &person {
            Some(person) => [Some(person.name.clone()), person.email.clone()].into_iter().flatten().collect(),
            None => asked.contact.clone().into_iter().collect::<Vec<_>>(),
        };
        let (section, contact) = (section.unwrap_or_default(), contact.join("\u{3000}"));
        let asks = [("office", office.name.as_str()), ("section", section.as_str()), ("contact", contact.as_str())];
        let sheet = Sheet { form, issue, office: &office };
        let table = sheet.questions(&asked.head, form.say("line.contact", &asks), due);
        let dates = match office.style.calendar {
            CalendarStyle::Wareki => DateShow::Wareki,
            CalendarStyle::Iso => DateShow::Iso,
        };
        // What was issued on a day is the same file whenever it is written again.
        let issued = issue.issued_on.parse().unwrap_or(today);
        let look = Look { dates, ..Look::new(issued, &office.name) };
        to_xlsx(&[table, sheet.guide()], &look).map_err(Error::unexpected)
    }
}

impl Form {
    /// Name of the file, legal on Windows.
    pub(super) fn file_name(&self, issue: &Issue) -> String {
        let title: String = issue.title.chars().take(30).collect();
        format!("{}.xlsx", crate::folder::legal_name(&[self.say("file", &[]), issue.number.clone(), title].join("_")))
    }

    fn open_columns(&self) -> Vec<Column> {
        let columns = self.columns.iter().map(|column| Column {
            heading: self.say(&format!("column.{}", column.key), &[]),
            width: column.width,
            kind: column.kind,
            ..Column::default()
        });
        columns.collect()
    }

    fn asked_columns(&self) -> Vec<Column> {
        let words = |code: &&str| self.wording.answers.get(*code)?.first().cloned();
        let column = |(key, width): (&str, f64)| Column {
            heading: self.say(&format!("column.{key}"), &[]),
            width,
            choices: if key == "answer" { self.choices.iter().filter_map(words).collect() } else { Vec::new() },
            kind: if key == "number" { ColumnKind::Number } else { ColumnKind::Text },
            ..Column::default()
        };
        ASKED.into_iter().map(column).collect()
    }
}

struct Sheet<'a> {
    form: &'a Form,
    issue: &'a Issue,
    office: &'a Office,
}

impl Sheet<'_> {
    fn questions(&self, head: &[String], contact: String, due: NaiveDate) -> Table {
        let Self { form, issue, office } = self;
        let version = issue.version.to_string();
        let day = |day: NaiveDate| office.style.day(day);
        let issued = issue.issued_on.parse().map_or_else(|_| issue.issued_on.clone(), day);
        let args = [
            ("office", office.name.as_str()),
            ("title", issue.title.as_str()),
            ("number", issue.number.as_str()),
            ("version", version.as_str()),
            ("mark", issue.mark.as_str()),
            ("on", issued.as_str()),
        ];
        let row = |(number, asked): (i64, &Question)| {
            let text = |words: &str| Value::Text(office.style.worded(words));
            vec![Value::Integer(number), Value::Text(asked.id.clone()), text(&asked.title), text(&asked.text)]
        };
        let blank = |(key, kind): &(&str, ColumnKind)| Blank {
            label: form.say(&format!("field.{key}"), &[]),
            column: LABELS,
            kind: *kind,
        };
        let mut title = vec![form.say("title", &[])];
        title.extend(head.iter().cloned());
        title.extend([contact, form.say("line.issue", &args), form.say("line.due", &[("due", &day(due))])]);
        let mut columns = form.asked_columns();
        columns.extend(form.open_columns());
        Table {
            name: form.say("sheet", &[]),
            title,
            blanks: form.blanks.iter().map(blank).collect(),
            open: (FIRST_OPEN..columns.len()).collect(),
            columns,
            rows: (1..).zip(&issue.questions).map(row).collect(),
            page: Some(PageSetup {
                orientation: Orientation::Landscape,
                header: form.say("head", &args),
                footer: form.say("foot", &args),
            }),
            ..Table::default()
        }
    }

    fn guide(&self) -> Table {
        let Self { form, issue, office } = self;
        let args = [
            ("office", office.name.as_str()),
            ("title", issue.title.as_str()),
            ("number", issue.number.as_str()),
            ("mark", issue.mark.as_str()),
        ];
        let line = |number: usize| {
            let text = office.style.worded(&form.say(&format!("guide.{number}"), &args));
            vec![Value::Integer(i64::try_from(number).unwrap_or_default()), Value::Text(text)]
        };
        let column = |key: &str, width, kind| Column { heading: form.say(key, &[]), width, kind, ..Column::default() };
        Table {
            name: form.say("guide", &[]),
            columns: vec![column("column.number", 5.0, ColumnKind::Number), column("guide", 110.0, ColumnKind::Text)],
            rows: (1..=form.guide).map(line).collect(),
            ..Table::default()
        }
    }
}
