//! The workbook for the provider: questions that are locked, fields to fill in, and a sheet that says how.

use chrono::NaiveDate;
use paper::Orientation;
use paper::table::{Column, ColumnKind, DateShow, Look, PageSetup, Table, Value, to_xlsx};

use super::{Issue, Question, WORDING, say};
use crate::approval::Actor;
use crate::cloud::{Cloud, Verdict};
use crate::ledger::Ledger;
use crate::office::{CalendarStyle, Office};
use crate::problem::Error;

/// The columns with their widths; those from `FIRST_OPEN` on are filled in by the provider.
const COLUMNS: [(&str, f64); 9] = [
    ("number", 5.0),
    ("id", 8.0),
    ("title", 20.0),
    ("text", 46.0),
    ("answer", 10.0),
    ("detail", 34.0),
    ("source", 30.0),
    ("seen", 11.0),
    ("risk", 28.0),
];
const FIRST_OPEN: usize = 4;
/// Paragraphs of the sheet that says how to fill it in.
const GUIDE: usize = 10;

impl Ledger {
    /// The workbook of an issue.
    pub(super) fn sheet_workbook(&mut self, issue: &Issue, cloud: &Cloud, due: NaiveDate) -> Result<Vec<u8>, Error> {
        let (office, today, account) = (self.office()?, self.today(), self.actor().to_owned());
        let person = self.read(|tx| Ok(Actor::of(tx, &account, today).ok()))?.map(|actor| actor.person);
        let section = person.as_ref().and_then(|person| person.section.clone()).or_else(|| cloud.section.clone());
        let contact = match &person {
            Some(person) => [Some(person.name.clone()), person.email.clone()].into_iter().flatten().collect(),
            None => cloud.manager.clone().into_iter().collect::<Vec<_>>(),
        };
        let table = questions(issue, cloud, &office, due, &section.unwrap_or_default(), &contact.join("\u{3000}"));
        let dates = match office.style.calendar {
            CalendarStyle::Wareki => DateShow::Wareki,
            CalendarStyle::Iso => DateShow::Iso,
        };
        // What was issued on a day is the same file whenever it is written again.
        let issued = issue.issued_on.parse().unwrap_or(today);
        let look = Look { dates, ..Look::new(issued, &office.name) };
        to_xlsx(&[table, guide(issue, cloud, &office)], &look).map_err(Error::unexpected)
    }
}

/// Name of the file, legal on Windows.
pub(super) fn file_name(issue: &Issue) -> String {
    let service: String = issue.title.chars().take(30).collect();
    format!("{}.xlsx", crate::folder::legal_name(&[say("file", &[]), issue.number.clone(), service].join("_")))
}

fn questions(issue: &Issue, cloud: &Cloud, office: &Office, due: NaiveDate, section: &str, contact: &str) -> Table {
    let version = issue.version.to_string();
    let day = |day: NaiveDate| office.style.day(day);
    let issued = issue.issued_on.parse().map_or_else(|_| issue.issued_on.clone(), day);
    let choices: Vec<String> =
        [Verdict::Conforms, Verdict::Conditional, Verdict::Nonconforming, Verdict::NotApplicable]
            .iter()
            .filter_map(|verdict| WORDING.answers.get(verdict.code())?.first().cloned())
            .collect();
    let column = |(key, width): (&str, f64)| Column {
        heading: say(&format!("column.{key}"), &[]),
        width,
        choices: if key == "answer" { choices.clone() } else { Vec::new() },
        kind: match key {
            "seen" => ColumnKind::Date,
            "number" => ColumnKind::Number,
            _ => ColumnKind::Text,
        },
        ..Column::default()
    };
    let row = |(number, asked): (i64, &Question)| {
        let text = |words: &str| Value::Text(office.style.worded(words));
        vec![Value::Integer(number), Value::Text(asked.id.clone()), text(&asked.title), text(&asked.text)]
    };
    Table {
        name: say("sheet", &[]),
        title: vec![
            say("title", &[]),
            say("line.service", &[("service", &cloud.service), ("provider", &cloud.provider.name)]),
            say("line.contact", &[("office", &office.name), ("section", section), ("contact", contact)]),
            say(
                "line.issue",
                &[("number", &issue.number), ("version", &version), ("on", &issued), ("mark", &issue.mark)],
            ),
            say("line.due", &[("due", &day(due))]),
        ],
        columns: COLUMNS.into_iter().map(column).collect(),
        rows: (1..).zip(&issue.questions).map(row).collect(),
        page: Some(PageSetup {
            orientation: Orientation::Landscape,
            header: say("head", &[("office", &office.name), ("number", &issue.number), ("service", &cloud.service)]),
            footer: say("foot", &[("number", &issue.number), ("version", &version), ("mark", &issue.mark)]),
        }),
        open: (FIRST_OPEN..COLUMNS.len()).collect(),
        ..Table::default()
    }
}

fn guide(issue: &Issue, cloud: &Cloud, office: &Office) -> Table {
    let args = [
        ("office", office.name.as_str()),
        ("service", cloud.service.as_str()),
        ("number", issue.number.as_str()),
        ("mark", issue.mark.as_str()),
    ];
    let line = |number: usize| {
        let text = office.style.worded(&say(&format!("guide.{number}"), &args));
        vec![Value::Integer(i64::try_from(number).unwrap_or_default()), Value::Text(text)]
    };
    let column = |key: &str, width, kind| Column { heading: say(key, &[]), width, kind, ..Column::default() };
    Table {
        name: say("guide", &[]),
        columns: vec![column("column.number", 5.0, ColumnKind::Number), column("guide", 110.0, ColumnKind::Text)],
        rows: (1..=GUIDE).map(line).collect(),
        ..Table::default()
    }
}
