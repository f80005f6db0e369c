//! The papers of a selection: how candidates were judged and who was chosen (選定結果・評価表), with room to write where nothing is
//! recorded yet, and the pledge of a company (宣誓書, F-21). The words are in `templates/papers/selection.json`.

use std::path::Path;
use std::sync::LazyLock;

use paper::{Align, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Contract;
use super::judge::{self, Criterion, Standing};
use super::{Candidate, Score, Selection};
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen, Words, words};
use crate::problem::Error;
use crate::wording::{Lang, text};

static WORDS: LazyLock<Words> = LazyLock::new(|| words(include_str!("../../../../../templates/papers/selection.json")));

/// So many candidates stand side by side; further ones get a table of their own.
const ABREAST: usize = 3;

/// A paper of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SelectionKind {
    /// How candidates were judged (選定結果・評価表).
    Result,
    /// The pledge of the contractor (宣誓書, F-21).
    Pledge,
}

impl SelectionKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Result, Self::Pledge];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Result => "result",
            Self::Pledge => "pledge",
        }
    }
}

/// Which paper of a selection, and where to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ContractSelectionSave {
    /// Id of the contract.
    pub id: String,
    /// Which.
    pub kind: SelectionKind,
    /// Folder.
    pub folder: String,
}

/// A paper of a selection that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenSelection {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: SelectionKind,
    /// Its title.
    pub title: String,
}

/// A paper of a selection, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct SelectionPaper {
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

impl Ledger {
    /// A paper of the selection of a contract.
    ///
    /// # Errors
    /// `record_missing`.
    pub fn compose_selection(&mut self, id: &str, kind: SelectionKind) -> Result<SelectionPaper, Error> {
        let contract = self.contract(id)?;
        let criteria = self.criteria_of(&contract)?;
        let selection = contract.selection.clone().unwrap_or_default();
        let desk = Desk { pen: Pen::new(self, &WORDS)?, contract, selection, criteria };
        Ok(desk.compose(kind))
    }

    /// Writes a paper of a selection as a Word file; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_selection`; `folder_unwritable` with the folder.
    pub fn write_selection(&mut self, request: &ContractSelectionSave) -> Result<WrittenSelection, Error> {
        let composed = self.compose_selection(&request.id, request.kind)?;
        let folder = Path::new(&request.folder);
        crate::folder::make(folder)?;
        Ok(WrittenSelection {
            path: crate::folder::write_paper(folder, &composed.file_name, &composed.paper)?,
            kind: request.kind,
            title: composed.paper.title,
        })
    }
}

/// Everything that a paper of a selection is written from.
struct Desk {
    pen: Pen,
    contract: Contract,
    selection: Selection,
    criteria: Vec<Criterion<'static>>,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn compose(&self, kind: SelectionKind) -> SelectionPaper {
        let title = self.say(&format!("{}.title", kind.code()), &[]);
        let mut parts = Parts::titled(&self.pen, title.clone());
        match kind {
            SelectionKind::Result => self.result(&mut parts),
            SelectionKind::Pledge => self.pledge(&mut parts),
        }
        let history = self.head.clone();
        let (orientation, footer) = match kind {
            SelectionKind::Result => {
                let args = [("catalogue", self.catalogue.version.as_str()), ("history", &history)];
                (Orientation::Landscape, self.say("foot", &args))
            }
            // What goes to a company carries no marks of the ledger.
            SelectionKind::Pledge => (Orientation::Portrait, String::new()),
        };
        let number = self.contract.number.as_deref().unwrap_or_default();
        let name = [(title.as_str(), usize::MAX), (number, usize::MAX), (&self.contract.title, 30)];
        SelectionPaper {
            file_name: crate::folder::paper_name(name),
            paper: Paper {
                title,
                orientation,
                header: self.say("head", &[("title", &self.contract.title)]),
                footer,
                blocks: parts.blocks,
                stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            },
        }
    }

    /// What was recorded, or room to write.
    fn or_room(&self, typed: Option<&str>) -> String {
        typed.map_or_else(|| self.say("room", &[]), str::to_owned)
    }

    fn about(&self) -> Vec<Vec<String>> {
        let contract = &self.contract;
        let day = |iso: &Option<String>| self.day_or_blank(iso.as_deref());
        let (from, until) = (day(&contract.starts_on), day(&contract.ends_on));
        vec![
            self.row("contract.number", self.or_room(contract.number.as_deref())),
            self.row("contract.title", contract.title.clone()),
            self.row("contract.period", self.say("contract.period.text", &[("from", &from), ("until", &until)])),
        ]
    }

    fn result(&self, parts: &mut Parts<'_>) {
        let (contract, selection) = (&self.contract, &self.selection);
        let method = contract.method.and_then(|method| serde_json::to_value(method).ok());
        let method = method.as_ref().and_then(|method| method.as_str());
        let method = method.map(|method| text(Lang::Ja, &format!("method.{method}"), &[]));
        let mut rows = self.about();
        rows.push(self.row("contract.section", self.or_room(contract.section.as_deref())));
        rows.push(self.row("contract.method", self.or_room(method.as_deref())));
        rows.push(self.row("shown.on", self.day_or_blank(selection.shown_on.as_deref())));
        rows.push(self.row("shown.in", self.or_room(selection.shown_in.as_deref())));
        parts.form("result.part.contract", rows);
        parts.heading("result.part.table");
        parts.paragraph(self.say("result.lead", &[]), Align::Left);
        let standings = judge::standings(&self.criteria, selection);
        let known: Vec<(&Candidate, Standing)> = selection.candidates.iter().zip(standings).collect();
        let mut columns: Vec<Option<&(&Candidate, Standing)>> = known.iter().map(Some).collect();
        if columns.is_empty() {
            columns = vec![None; ABREAST];
        }
        for (at, abreast) in columns.chunks(ABREAST).enumerate() {
            if at > 0 {
                parts.paragraph(self.say("result.more", &[]), Align::Left);
            }
            self.table(parts, abreast);
        }
        let chosen = selection.chosen().map(|chosen| match &chosen.corporate_number {
            Some(number) => self.say("chosen.text", &[("name", &chosen.name), ("number", number)]),
            None => chosen.name.clone(),
        });
        let rows = vec![
            self.row("chosen.name", self.or_room(chosen.as_deref())),
            self.row("chosen.reason", self.or_room(selection.reason.as_deref())),
            self.row("chosen.on", self.day_or_blank(selection.decided_on.as_deref())),
            self.row("chosen.by", self.or_room(selection.decided_by.as_deref())),
        ];
        parts.form("result.part.chosen", rows);
        let asks = |criterion: &Criterion<'_>| criterion.requirement.area == "supply_chain";
        if self.criteria.iter().any(asks) {
            let judgement = &selection.supply_chain;
            let verdict =
                judgement.verdict.map(|verdict| text(Lang::Ja, &format!("supply_verdict.{}", verdict.code()), &[]));
            let rows = vec![
                self.row("supply.verdict", self.or_room(verdict.as_deref())),
                self.row("supply.reason", self.or_room(judgement.reason.as_deref())),
                self.row("supply.accepted_by", self.or_room(judgement.accepted_by.as_deref())),
                self.row("supply.on", self.day_or_blank(judgement.judged_on.as_deref())),
            ];
            parts.form("result.part.supply", rows);
        }
    }

    /// Criteria by candidates; a column without one is room to write.
    fn table(&self, parts: &mut Parts<'_>, columns: &[Option<&(&Candidate, Standing)>]) {
        let mut header = self.header("table", &["criterion", "kind", "weight"]);
        header.extend(columns.iter().map(|column| match column {
            Some((candidate, _)) => candidate.name.clone(),
            None => self.say("table.nobody", &[]),
        }));
        let each = u16::try_from(650 / columns.len().max(1)).unwrap_or(650);
        let mut widths = vec![250 + 650 % each, 50, 50];
        widths.extend(std::iter::repeat_n(each, columns.len()));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for criterion in &self.criteria {
            let requirement = criterion.requirement;
            let args = [("id", requirement.id.as_str()), ("title", &requirement.title)];
            let mut row = vec![
                self.say("table.criterion.text", &args),
                self.say(if criterion.gate { "table.gate" } else { "table.scored" }, &[]),
                judge::weight(&self.selection, &requirement.id).to_string(),
            ];
            row.extend(columns.iter().map(|column| {
                let score = column.and_then(|(candidate, _)| candidate.score(&requirement.id));
                self.score(score)
            }));
            rows.push(row);
        }
        let mut sum = |key: &str, of: &dyn Fn(&Standing) -> Option<String>| {
            let mut row = vec![self.say(key, &[]), String::new(), String::new()];
            row.extend(columns.iter().map(|column| column.and_then(|(_, one)| of(one)).unwrap_or_default()));
            rows.push(row);
        };
        sum("table.fit", &|one| Some(text(Lang::Ja, &format!("fit.{}", one.fit.code()), &[])));
        sum("table.total", &|one| {
            let (total, most) = (one.total.to_string(), one.most.to_string());
            one.rank.map(|_| self.say("table.total.text", &[("total", &total), ("most", &most)]))
        });
        sum("table.rank", &|one| one.rank.map(|rank| rank.to_string()));
        parts.table(&widths, header, rows);
    }

    /// How somebody was judged, with room where nothing is recorded.
    fn score(&self, score: Option<&Score>) -> String {
        let nothing = Score::default();
        let score = score.unwrap_or(&nothing);
        let judgement =
            score.judgement.map(|judgement| text(Lang::Ja, &format!("judgement.{}", judgement.code()), &[]));
        let points = score.points.map(|points| points.to_string()).unwrap_or_else(|| self.say("table.blank", &[]));
        let reason = self.or_room(score.reason.as_deref());
        let judgement = judgement.unwrap_or_else(|| self.say("table.blank", &[]));
        let mut lines = vec![
            self.say("table.judgement", &[("judgement", &judgement), ("points", &points)]),
            self.say("table.reason", &[("reason", &reason)]),
        ];
        if let (Some(because), Some(by)) = (&score.accepted_because, &score.accepted_by) {
            lines.push(self.say("table.accepted", &[("reason", because), ("by", by)]));
        }
        lines.join("\n")
    }

    fn pledge(&self, parts: &mut Parts<'_>) {
        let contractor = &self.contract.contractor;
        parts.paragraph(self.blank_day(), Align::Right);
        parts.paragraph(self.say("pledge.to", &[("head", &self.office_head())]), Align::Left);
        let rows = vec![
            self.row("pledge.address", self.or_room(contractor.address.as_deref())),
            self.row("pledge.name", self.or_room(Some(contractor.name.as_str()).filter(|name| !name.is_empty()))),
            self.row("pledge.representative", self.or_room(contractor.representative.as_deref())),
            self.row("pledge.number", self.or_room(contractor.corporate_number.as_deref())),
        ];
        parts.rows(&[270, 730], rows, false);
        parts.paragraph(self.say("pledge.lead", &[]), Align::Left);
        parts.lines(self.numbered("pledge.item"));
        parts.form("pledge.part.contract", self.about());
        parts.note(self.say("pledge.note", &[]));
    }
}
