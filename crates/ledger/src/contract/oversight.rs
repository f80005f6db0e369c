//! The papers with which an office holds a contractor to the contract: record of an inspection (実地検査・監査記録, F-07), demand to
//! put things right (是正要求書), and the drafts for suspending the work and for ending the contract. Each names the article of
//! the contract's own annex. The words are in `templates/papers/oversight.json`; nothing is decided here.

use std::path::Path;
use std::sync::LazyLock;

use paper::{Align, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Contract, Inspection, InspectionMethod, Measure};
use crate::catalogue::AnnexKind;
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::{Error, Problem};

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../templates/papers/oversight.json")));

/// What an inspector looks at, by the requirement that asks for it; only what applies to the contract is asked.
const ITEMS: [(&str, &str); 12] = [
    ("CT-02", "organisation"),
    ("OV-05", "workers"),
    ("CT-07", "secrecy"),
    ("CT-05", "education"),
    ("CT-04", "access"),
    ("PI-07", "copying"),
    ("PI-17", "log"),
    ("PI-19", "separate"),
    ("MN-02", "mynumber"),
    ("CT-08", "subcontract"),
    ("CT-10", "contact"),
    ("CT-09", "return"),
];

/// A paper of oversight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OversightKind {
    /// Record of the newest inspection (実地検査・監査記録, F-07).
    Record,
    /// Demand to put right what is open (是正要求書).
    Demand,
    /// Draft of a demand to suspend the work (一時中止の要求書).
    Suspension,
    /// Draft of the notice that the contract is ended (契約解除の通知書).
    Termination,
}

impl OversightKind {
    /// Every kind, in the order in which they are needed.
    pub const ALL: [Self; 4] = [Self::Record, Self::Demand, Self::Suspension, Self::Termination];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Demand => "demand",
            Self::Suspension => "suspension",
            Self::Termination => "termination",
        }
    }

    /// The clause of the annex on which it rests (CX-02; CT-13, PI-13).
    fn clause(self) -> &'static str {
        if self == Self::Suspension { "suspension" } else { "breach" }
    }
}

/// Which paper of oversight, and where to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractOversightSave {
    /// Id of the contract.
    pub id: String,
    /// Which.
    pub kind: OversightKind,
    /// Folder.
    pub folder: String,
}

/// A paper of oversight that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenOversight {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: OversightKind,
    /// Its title.
    pub title: String,
}

/// A paper of oversight, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct OversightPaper {
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

impl Ledger {
    /// A paper of oversight of a contract.
    ///
    /// # Errors
    /// `record_missing`; `inspection_missing` for a record where nothing was inspected, `measure_missing` for a demand where
    /// nothing is open.
    pub fn compose_oversight(&mut self, id: &str, kind: OversightKind) -> Result<OversightPaper, Error> {
        let contract = self.contract(id)?;
        let inspection = contract.inspections.iter().max_by(|one, other| one.on.cmp(&other.on)).cloned();
        if kind == OversightKind::Record && inspection.is_none() {
            return Err(Problem::new("inspection_missing").into());
        }
        if kind == OversightKind::Demand && !contract.measures.iter().any(Measure::is_open) {
            return Err(Problem::new("measure_missing").into());
        }
        let applies = self.view_contract(id, None)?.requirements.into_iter().map(|row| row.id).collect();
        // Before it is signed there is no annex that anybody agreed to.
        let annexes = match contract.pins.is_empty() {
            true => Vec::new(),
            false => self.compose_annexes(&contract, Some(&AnnexKind::CLAUSES))?,
        };
        let article = annexes.iter().find_map(|annex| {
            let article = annex.articles.iter().find(|article| article.clause == kind.clause())?;
            Some((annex.title.clone(), article.number))
        });
        let desk = Desk { pen: Pen::new(self, &WORDS)?, contract, inspection, applies, article };
        Ok(desk.compose(kind))
    }

    /// Writes a paper of oversight as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_oversight`; `folder_unwritable` with the folder.
    pub fn write_oversight(&mut self, request: &ContractOversightSave) -> Result<WrittenOversight, Error> {
        let composed = self.compose_oversight(&request.id, request.kind)?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        Ok(WrittenOversight {
            path: crate::folder::write_paper(folder, &composed.file_name, &composed.paper)?,
            kind: request.kind,
            title: composed.paper.title,
        })
    }
}

/// Everything that a paper of oversight is written from.
struct Desk {
    pen: Pen,
    contract: Contract,
    inspection: Option<Inspection>,
    /// Ids of the requirements that apply.
    applies: Vec<String>,
    /// Title of the annex and number of the article on which the paper rests.
    article: Option<(String, u32)>,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn compose(&self, kind: OversightKind) -> OversightPaper {
        let title = self.say(&format!("{}.title", kind.code()), &[]);
        let mut parts = Parts::titled(&self.pen, title.clone());
        if kind == OversightKind::Record {
            parts.subtitle(self.say("record.form", &[]));
            self.record(&mut parts);
        } else {
            self.letter(&mut parts, kind);
        }
        let history = self.head.clone();
        let footer = match kind {
            OversightKind::Record => self.say("foot", &[("catalogue", &self.catalogue.version), ("history", &history)]),
            // What goes to the contractor carries no marks of the ledger.
            _ => self.say("foot.outside", &[]),
        };
        let number = self.contract.number.as_deref().unwrap_or_default();
        let name = [(title.as_str(), usize::MAX), (number, usize::MAX), (&self.contract.title, 30)];
        OversightPaper {
            file_name: crate::folder::paper_name(name),
            paper: Paper {
                title,
                orientation: Orientation::Portrait,
                header: self.say("head", &[("title", &self.contract.title)]),
                footer,
                blocks: parts.blocks,
                stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            },
        }
    }

    fn about(&self) -> Vec<Vec<String>> {
        let contract = &self.contract;
        let day = |iso: &Option<String>| self.day_or_blank(iso.as_deref());
        let (from, until) = (day(&contract.starts_on), day(&contract.ends_on));
        let address = contract.contractor.address.clone().unwrap_or_default();
        let contractor = self.say("contractor.text", &[("name", &contract.contractor.name), ("address", &address)]);
        vec![
            self.row("contract.number", self.or_empty(contract.number.as_deref())),
            self.row("contract.title", contract.title.clone()),
            self.row("contract.period", self.say("contract.period.text", &[("from", &from), ("until", &until)])),
            self.row("contractor", contractor.trim().to_owned()),
            self.row("contractor.number", self.or_empty(contract.contractor.corporate_number.as_deref())),
        ]
    }

    fn record(&self, parts: &mut Parts<'_>) {
        let Some(inspection) = &self.inspection else { return };
        parts.form("record.part.contract", self.about());
        let method = match inspection.method {
            InspectionMethod::Onsite => "record.method.onsite",
            InspectionMethod::Video => "record.method.video",
            InspectionMethod::Documents => "record.method.documents",
        };
        let rows = vec![
            self.row("record.on", self.day(&inspection.on)),
            self.row("record.place", self.or_empty(inspection.place.as_deref())),
            self.row("record.method", self.say(method, &[])),
            self.row("record.inspector", self.or_empty(inspection.inspector.as_deref())),
            self.row("record.attendants", self.or_empty(inspection.attendants.as_deref())),
            self.row("record.result", self.or_empty(inspection.result.as_deref())),
            self.row("record.next", self.blank_day()),
        ];
        parts.form("record.part.inspection", rows);
        parts.heading("record.part.items");
        let item = |(id, key): &(&str, &str)| {
            let known = match *key {
                "workers" => inspection.workers_match,
                "subcontract" => inspection.subcontractors_checked,
                _ => None,
            };
            let result = match known {
                Some(true) => "record.item.fits",
                Some(false) => "record.item.fails",
                None => "record.item.blank",
            };
            vec![self.say(&format!("record.item.{key}"), &[]), (*id).to_owned(), self.say(result, &[])]
        };
        let asked = ITEMS.iter().filter(|(id, _)| self.applies.iter().any(|own| own == id));
        let header = self.header("record.item", &["what", "requirement", "result"]);
        parts.table(&[700, 110, 190], header, asked.map(item).collect());
        let own: Vec<&Measure> = self
            .contract
            .measures
            .iter()
            .filter(|measure| measure.found_on.as_ref().is_none_or(|on| *on >= inspection.on))
            .collect();
        parts.heading("record.part.measures");
        if own.is_empty() {
            return parts.paragraph(self.say("none", &[]), Align::Left);
        }
        let columns = ["finding", "action", "due_on", "done_on"];
        let row = |measure: &&Measure| {
            let day = |on: &Option<String>| on.as_deref().map(|on| self.short_day(on)).unwrap_or_default();
            vec![
                measure.finding.clone(),
                measure.action.clone().unwrap_or_default(),
                day(&measure.due_on),
                day(&measure.done_on),
            ]
        };
        parts.table(&[360, 360, 140, 140], self.header("measure", &columns), own.iter().map(row).collect());
    }

    /// A letter to the contractor.
    fn letter(&self, parts: &mut Parts<'_>, kind: OversightKind) {
        let code = kind.code();
        let contractor = &self.contract.contractor;
        parts.paragraph(self.say("number", &[]), Align::Right);
        parts.paragraph(self.say("on_day", &[("on", &self.blank_day())]), Align::Right);
        let address = contractor.address.clone().unwrap_or_default();
        let representative = contractor.representative.clone().unwrap_or_default();
        let key = if representative.is_empty() { "to.unnamed" } else { "to" };
        let args = [("address", address.as_str()), ("name", &contractor.name), ("representative", &representative)];
        parts.paragraph(self.say(key, &args), Align::Left);
        parts.paragraph(self.say("from", &[("head", &self.office_head())]), Align::Right);
        let article = match &self.article {
            Some((annex, number)) => self.say("article", &[("annex", annex), ("number", &number.to_string())]),
            None => self.say("article.none", &[]),
        };
        parts.paragraph(self.say(&format!("{code}.lead"), &[("article", &article)]), Align::Left);
        parts.form(&format!("{code}.part.contract"), self.about());
        let day = self.blank_day();
        match kind {
            OversightKind::Record => {}
            OversightKind::Demand => {
                self.measures(parts, "demand.part.measures");
                parts.paragraph(self.say("demand.after", &[("article", &article)]), Align::Left);
                let section = self.or_empty(self.contract.section.as_deref());
                let how = self.say("demand.report.how.text", &[]);
                let rows = vec![self.row("demand.report.to", section), self.row("demand.report.how", how)];
                parts.form("demand.part.report", rows);
            }
            OversightKind::Suspension => {
                let rows = vec![
                    self.row("suspension.scope", String::from("\n")),
                    self.row("suspension.from", day),
                    self.row("suspension.until", self.say("suspension.until.text", &[])),
                ];
                parts.form("suspension.part.what", rows);
                self.measures(parts, "suspension.part.why");
            }
            OversightKind::Termination => {
                let rows = vec![
                    self.row("termination.from", day),
                    self.row("termination.return", self.say("termination.return.text", &[])),
                    self.row("termination.damages", self.say("termination.damages.text", &[])),
                ];
                parts.form("termination.part.what", rows);
                self.measures(parts, "termination.part.why");
            }
        }
    }

    /// What is still to be put right; room to write where nothing is.
    fn measures(&self, parts: &mut Parts<'_>, key: &str) {
        parts.heading(key);
        let row = |measure: &Measure| {
            let day = |on: &Option<String>| on.as_deref().map(|on| self.short_day(on)).unwrap_or_default();
            vec![
                measure.finding.clone(),
                day(&measure.found_on),
                measure.action.clone().unwrap_or_default(),
                day(&measure.due_on),
            ]
        };
        let mut rows: Vec<Vec<String>> =
            self.contract.measures.iter().filter(|measure| measure.is_open()).map(row).collect();
        if rows.is_empty() {
            rows.push(vec![String::from("\n"), String::new(), String::new(), String::new()]);
        }
        let header = self.header("measure", &["finding", "found_on", "action", "due_on"]);
        parts.table(&[360, 140, 360, 140], header, rows);
    }
}
