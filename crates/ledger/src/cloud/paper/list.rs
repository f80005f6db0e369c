//! The list of what is approved (承認済みクラウドサービス一覧, F-12): only uses whose approval stands today, as a paper and as a
//! workbook with the same rows.

use std::path::Path;

use paper::table::{self, Column, ColumnKind, DateShow, Look, PageSetup, Table, Value};
use paper::{Align, Block, Orientation, Paper, Stamp};
use serde::Serialize;
use ts_rs::TS;

use super::{Pen, WORDS, certificate};
use crate::cloud::{Cloud, store};
use crate::facts::FactValue;
use crate::ledger::Ledger;
use crate::office::CalendarStyle;
use crate::problem::Error;
use crate::wording::{Lang, text};

/// The list of what is approved, written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ApprovedListFiles {
    /// The paper.
    pub paper: String,
    /// The workbook.
    pub workbook: String,
    /// Number of uses.
    pub rows: usize,
}

/// A use whose approval stands, with the last day on which it does.
type Standing = (Cloud, Option<String>);

/// The columns of the paper with their widths in thousandths; a page of paper takes two of the workbook's in one.
const PAPER: [(&str, u16); 9] = [
    ("number", 70),
    ("service_provider", 200),
    ("section_manager", 125),
    ("purpose", 150),
    ("class", 60),
    ("conditions", 155),
    ("decided_on", 75),
    ("expires_on", 90),
    ("next_check_on", 75),
];

/// The columns of the workbook with their widths; the last two are not printed.
const WORKBOOK: [(&str, f64); 14] = [
    ("number", 10.0),
    ("service", 22.0),
    ("provider", 24.0),
    ("section", 14.0),
    ("purpose", 28.0),
    ("class", 10.0),
    ("conditions", 36.0),
    ("manager", 12.0),
    ("decided_on", 10.0),
    ("expires_on", 10.0),
    ("next_check_on", 10.0),
    ("evidence", 16.0),
    ("status", 12.0),
    ("url", 34.0),
];

/// How many columns of the workbook are printed.
const PRINTED: usize = 12;

impl Ledger {
    /// The list as a paper, as it is today.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn compose_approved_list(&mut self) -> Result<Paper, Error> {
        let (pen, standing) = self.approved()?;
        Ok(pen.approved_paper(&standing))
    }

    /// Writes the list as a Word file and as a workbook; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// `folder_unwritable` with the folder.
    pub fn write_approved_list(&mut self, folder: &Path) -> Result<ApprovedListFiles, Error> {
        let (pen, standing) = self.approved()?;
        crate::folder::make(folder)?;
        let name = |ending: &str| {
            let stem = format!("{}_{}", pen.say("list.file", &[]), pen.today);
            format!("{}.{ending}", crate::folder::legal_name(&stem))
        };
        let word = paper::to_docx(&pen.approved_paper(&standing)).map_err(Error::unexpected)?;
        let dates = match pen.office.style.calendar {
            CalendarStyle::Wareki => DateShow::Wareki,
            CalendarStyle::Iso => DateShow::Iso,
        };
        let look = Look { dates, ..Look::new(pen.today, &pen.office.name) };
        let sheet = table::to_xlsx(&[pen.approved_table(&standing)], &look).map_err(Error::unexpected)?;
        let word = crate::folder::write_beside(folder, &name("docx"), &word)?;
        let sheet = crate::folder::write_beside(folder, &name("xlsx"), &sheet)?;
        Ok(ApprovedListFiles {
            paper: word.to_string_lossy().into_owned(),
            workbook: sheet.to_string_lossy().into_owned(),
            rows: standing.len(),
        })
    }

    fn approved(&mut self) -> Result<(Pen, Vec<Standing>), Error> {
        let today = self.today();
        let standing = self.read(|tx| store::standing(tx, today))?;
        Ok((Pen::new(self, &WORDS)?, standing))
    }
}

impl Pen {
    fn approved_paper(&self, standing: &[Standing]) -> Paper {
        let date = self.office.style.day(self.today);
        let mut blocks = self.title("list");
        let text = self.say("list.on", &[("date", &date)]);
        blocks.push(Block::Paragraph { text, align: Align::Right, indent: 0 });
        if standing.is_empty() {
            blocks.push(Block::Paragraph { text: self.say("list.none", &[]), align: Align::Left, indent: 0 });
        } else {
            let count = standing.len().to_string();
            let args = [("office", self.office.name.as_str()), ("date", &date), ("count", &count)];
            blocks.push(Block::Paragraph { text: self.say("list.lead", &args), align: Align::Left, indent: 0 });
            blocks.push(Block::Table {
                widths: PAPER.map(|(_, width)| width).to_vec(),
                header: self.header("list.column", &PAPER.map(|(key, _)| key)),
                rows: standing.iter().map(|entry| self.approved_row(entry)).collect(),
                small: true,
            });
        }
        let title = self.say("list.title", &[]);
        Paper {
            orientation: Orientation::Landscape,
            header: self.list_head(),
            footer: self.list_foot(),
            blocks,
            stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            title,
        }
    }

    fn list_head(&self) -> String {
        let (title, date) = (self.say("list.title", &[]), self.office.style.day(self.today));
        self.say("list.head", &[("office", &self.office.name), ("title", &title), ("date", &date)])
    }

    fn list_foot(&self) -> String {
        self.say("foot.list", &[("catalogue", &self.catalogue.version), ("head", &self.head)])
    }

    fn approved_row(&self, (cloud, until): &Standing) -> Vec<String> {
        let short = |iso: &Option<String>| iso.as_deref().map(|iso| self.short_day(iso)).unwrap_or_default();
        let expires = match until {
            Some(until) if cloud.expires_on.as_ref() != Some(until) => {
                self.say("list.until", &[("expires", &short(&cloud.expires_on)), ("until", &self.short_day(until))])
            }
            _ => short(&cloud.expires_on),
        };
        let lines = |lines: [Option<String>; 3]| {
            lines.into_iter().flatten().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        let provider = cloud.provider.name.clone();
        vec![
            cloud.number.clone().unwrap_or_default(),
            lines([Some(cloud.service.clone()), Some(provider), Some(self.approved_evidence(cloud))]),
            lines([cloud.section.clone(), cloud.manager.clone(), None]),
            cloud.purpose.clone().unwrap_or_default(),
            self.approved_class(cloud),
            cloud.conditions.clone().unwrap_or_default(),
            short(&cloud.decided_on),
            expires,
            short(&cloud.next_check_on),
        ]
    }

    fn approved_class(&self, cloud: &Cloud) -> String {
        match cloud.facts.get("confidentiality") {
            Some(FactValue::Text(class)) => class.clone(),
            _ => self.say("unknown", &[]),
        }
    }

    fn approved_evidence(&self, cloud: &Cloud) -> String {
        let relied = cloud.assurances.iter().filter(|assurance| assurance.relied_on);
        relied.map(|assurance| certificate(&assurance.kind)).collect::<Vec<_>>().join("\n")
    }

    fn approved_table(&self, standing: &[Standing]) -> Table {
        let column = |(key, width): (&str, f64)| Column {
            heading: self.say(&format!("list.column.{key}"), &[]),
            width,
            kind: if key.ends_with("_on") { ColumnKind::Date } else { ColumnKind::Text },
            ..Column::default()
        };
        let day = |iso: &Option<String>| match iso.as_deref().map(str::parse) {
            Some(Ok(day)) => Value::Date(day),
            _ => Value::Empty,
        };
        let words = |words: Option<&str>| match words.filter(|words| !words.is_empty()) {
            Some(words) => Value::Text(words.to_owned()),
            None => Value::Empty,
        };
        let rows = standing.iter().map(|(cloud, until)| {
            let status = text(Lang::Ja, &format!("cloud_status.{}", cloud.status.code()), &[]);
            vec![
                words(cloud.number.as_deref()),
                words(Some(&cloud.service)),
                words(Some(&cloud.provider.name)),
                words(cloud.section.as_deref()),
                words(cloud.purpose.as_deref()),
                words(Some(&self.approved_class(cloud))),
                words(cloud.conditions.as_deref()),
                words(cloud.manager.as_deref()),
                day(&cloud.decided_on),
                // The earlier of its own end and that of its assurance is the one that counts.
                day(until),
                day(&cloud.next_check_on),
                words(Some(&self.approved_evidence(cloud))),
                words(Some(&status)),
                words(cloud.url.as_deref()),
            ]
        });
        Table {
            name: self.say("list.sheet", &[]),
            title: vec![self.list_head()],
            columns: WORKBOOK.into_iter().map(column).collect(),
            rows: rows.collect(),
            printed: Some(PRINTED),
            page: Some(PageSetup {
                orientation: Orientation::Landscape,
                header: self.list_head(),
                footer: self.list_foot(),
            }),
            ..Table::default()
        }
    }
}
