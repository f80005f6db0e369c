//! The papers of a cloud use, filled from the record: application (F-10), check sheet (F-11), approval (F-12), the paper for the
//! decision, self-check (F-15) and certificate of erasure (F-08); and the list of what is approved.
//! What stands on each is in a file of its own; the words are in `templates/papers/cloud.json`.

mod application;
mod approval;
mod check;
mod decision;
mod erasure;
mod list;
mod pen;
mod sheet;

use std::path::Path;

use paper::{Block, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use list::ApprovedListFiles;
use pen::{WORDS, certificate, lines};

use super::view::worded;
use super::{Cloud, CloudStatus, CloudView};
use crate::approval::{Application, BoundChange, PastApplication, differences};
use crate::ledger::Ledger;
use crate::office::pen::{Parts, Pen};
use crate::problem::{Error, Problem};
use crate::wording::Lang;

/// A paper of a cloud use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CloudPaperKind {
    /// Application (利用申請書, F-10).
    Application,
    /// Check sheet (確認票, F-11).
    Sheet,
    /// Approval (利用承認書, F-12).
    Approval,
    /// For whoever decides (決裁資料).
    Decision,
    /// Self-check (自己点検票, F-15).
    Check,
    /// Certificate of return and erasure (返却・消去証明書, F-08).
    Erasure,
}

impl CloudPaperKind {
    /// Every kind, in the order in which they are needed.
    pub const ALL: [Self; 6] =
        [Self::Application, Self::Sheet, Self::Decision, Self::Approval, Self::Check, Self::Erasure];

    /// The word for it in commands, also of the keys of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Sheet => "sheet",
            Self::Approval => "approval",
            Self::Decision => "decision",
            Self::Check => "check",
            Self::Erasure => "erasure",
        }
    }
}

/// A paper of a cloud use, before it is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct CloudPaper {
    /// Which.
    pub kind: CloudPaperKind,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// The paper.
    pub paper: Paper,
}

/// A paper of a cloud use that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenCloudPaper {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: CloudPaperKind,
    /// Its title.
    pub title: String,
}

impl Ledger {
    /// The papers of a cloud use; `kinds` of `None` gives all that it calls for as it is now.
    ///
    /// # Errors
    /// `record_missing`; `cloud_paper_not_yet` for a paper that was asked for and says nothing yet.
    pub fn compose_cloud_papers(
        &mut self,
        id: &str,
        kinds: Option<&[CloudPaperKind]>,
    ) -> Result<Vec<CloudPaper>, Error> {
        let desk = self.desk(id)?;
        if kinds.into_iter().flatten().any(|kind| !desk.can(*kind)) {
            return Err(Problem::at("kinds", "cloud_paper_not_yet").into());
        }
        let wanted = |kind: &CloudPaperKind| match kinds {
            Some(kinds) => kinds.contains(kind),
            None => desk.calls_for(*kind),
        };
        Ok(CloudPaperKind::ALL.into_iter().filter(wanted).map(|kind| desk.compose(kind)).collect())
    }

    /// Writes the papers as Word files; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// As `compose_cloud_papers`; `folder_unwritable` with the folder; files written before that stay.
    pub fn write_cloud_papers(
        &mut self,
        id: &str,
        kinds: Option<&[CloudPaperKind]>,
        folder: &Path,
    ) -> Result<Vec<WrittenCloudPaper>, Error> {
        let papers = self.compose_cloud_papers(id, kinds)?;
        crate::folder::make(folder)?;
        let mut written = Vec::new();
        for composed in papers {
            written.push(WrittenCloudPaper {
                path: crate::folder::write_paper(folder, &composed.file_name, &composed.paper)?,
                kind: composed.kind,
                title: composed.paper.title,
            });
        }
        Ok(written)
    }

    /// Gathers what the papers of a use need.
    fn desk(&mut self, id: &str) -> Result<Desk, Error> {
        // Papers are Japanese whatever the language of the window.
        let lang = std::mem::replace(&mut self.lang, Lang::Ja);
        let view = self.view_cloud(id, None);
        self.lang = lang;
        let view = view?;
        let deciding = view.cloud.application.clone().map(|id| self.application(&id)).transpose()?;
        let contract = match view.cloud.contract.as_deref() {
            Some(contract) => self.contract(contract).ok().map(|contract| (contract.number, contract.title)),
            None => None,
        };
        let (changes, previous) = since_before(&view);
        Ok(Desk { pen: Pen::new(self, &WORDS)?, view, changes, previous, deciding, contract })
    }
}

/// What an application changes, and the approval before it. Once it is decided the record says the same as the decision.
fn since_before(view: &CloudView) -> (Vec<BoundChange>, Option<PastApplication>) {
    let Some(application) = view.case.application.as_ref().filter(|application| application.decision.is_some()) else {
        return (view.case.changes.clone(), view.case.previous.clone());
    };
    let changes = application.before.as_ref().map(|before| differences(before, &application.content));
    let earlier = view.case.past.iter().find(|past| past.id < application.id && past.number.is_some());
    (worded(Lang::Ja, changes.unwrap_or_default()), earlier.cloned())
}

/// Everything that the papers of one use are written from.
struct Desk {
    pen: Pen,
    view: CloudView,
    /// What changed since the approval before.
    changes: Vec<BoundChange>,
    /// The approval before.
    previous: Option<PastApplication>,
    /// The application on which the approval rests.
    deciding: Option<Application>,
    /// Number and title of the contract under which it is used.
    contract: Option<(Option<String>, String)>,
}

impl std::ops::Deref for Desk {
    type Target = Pen;

    fn deref(&self) -> &Pen {
        &self.pen
    }
}

impl Desk {
    fn cloud(&self) -> &Cloud {
        &self.view.cloud
    }

    /// Whether the record says enough for a paper.
    fn can(&self, kind: CloudPaperKind) -> bool {
        let status = self.cloud().status;
        match kind {
            CloudPaperKind::Approval => status.is_approved() || status == CloudStatus::Suspended,
            CloudPaperKind::Decision => self.view.case.application.is_some(),
            _ => true,
        }
    }

    /// Whether a use as it is now calls for a paper.
    fn calls_for(&self, kind: CloudPaperKind) -> bool {
        let cloud = self.cloud();
        match kind {
            CloudPaperKind::Application | CloudPaperKind::Sheet => true,
            CloudPaperKind::Approval | CloudPaperKind::Decision => self.can(kind),
            CloudPaperKind::Check => self.can(CloudPaperKind::Approval) || !cloud.checks.is_empty(),
            CloudPaperKind::Erasure => cloud.ending.is_some() || cloud.status == CloudStatus::Ended,
        }
    }

    fn compose(&self, kind: CloudPaperKind) -> CloudPaper {
        let (orientation, blocks) = match kind {
            CloudPaperKind::Application => (Orientation::Portrait, self.application()),
            CloudPaperKind::Sheet => (Orientation::Landscape, self.sheet()),
            CloudPaperKind::Approval => (Orientation::Portrait, self.approval()),
            CloudPaperKind::Decision => (Orientation::Portrait, self.decision()),
            CloudPaperKind::Check => (Orientation::Landscape, self.check()),
            CloudPaperKind::Erasure => (Orientation::Portrait, self.erasure()),
        };
        let cloud = self.cloud();
        let start = |text: &str, characters| text.chars().take(characters).collect::<String>();
        let stem = [
            self.say(&format!("{}.file", kind.code()), &[]),
            start(cloud.number.as_deref().unwrap_or_default(), 20),
            start(&cloud.service, 30),
            start(cloud.section.as_deref().unwrap_or_default(), 20),
        ];
        let stem: Vec<String> = stem.into_iter().filter(|part| !part.is_empty()).collect();
        CloudPaper {
            kind,
            file_name: format!("{}.docx", crate::folder::legal_name(&stem.join("_"))),
            paper: Paper {
                title: self.say(&format!("{}.title", kind.code()), &[]),
                orientation,
                header: self.say("head", &[("office", &self.office.name), ("service", &cloud.service)]),
                footer: self.say(
                    "foot",
                    &[
                        ("catalogue", &self.catalogue.version),
                        ("hash", &self.view.case.hash.chars().take(16).collect::<String>()),
                        ("head", &self.head),
                    ],
                ),
                blocks,
                stamp: Stamp { created: self.today.to_string(), author: self.office.name.clone() },
            },
        }
    }

    /// A fact in words, if it is known.
    fn fact(&self, id: &str) -> Option<String> {
        self.view.facts.iter().find(|fact| fact.id == id).map(|fact| fact.text.clone())
    }

    fn fact_or_unknown(&self, id: &str) -> String {
        self.fact(id).unwrap_or_else(|| self.say("unknown", &[]))
    }

    /// A fact that is so or not.
    fn whether(&self, id: &str) -> String {
        match self.view.cloud.facts.get(id) {
            Some(crate::facts::FactValue::Bool(true)) => self.say("yes", &[]),
            Some(crate::facts::FactValue::Bool(false)) => self.say("no", &[]),
            _ => self.fact_or_unknown(id),
        }
    }

    /// The class of the information, short.
    fn class(&self) -> String {
        match self.view.cloud.facts.get("confidentiality") {
            Some(crate::facts::FactValue::Text(class)) => class.clone(),
            _ => self.say("unknown", &[]),
        }
    }

    /// How many people the information is about, if that is known.
    fn subjects(&self) -> Option<String> {
        match self.view.cloud.facts.get("data_subject_count") {
            Some(crate::facts::FactValue::Int(count)) => {
                Some(self.say("people", &[("count", &crate::amount::grouped(*count))]))
            }
            _ => None,
        }
    }

    fn period(&self) -> String {
        let cloud = self.cloud();
        let (start, end) = (cloud.starts_on.as_deref(), cloud.ends_on.as_deref());
        self.say("period", &[("start", &self.day_or_blank(start)), ("end", &self.day_or_blank(end))])
    }

    fn budget(&self) -> String {
        match self.cloud().budget_yen {
            None => self.say("empty", &[]),
            Some(0) => self.say("free", &[]),
            Some(yen) => self.say("yen", &[("amount", &crate::amount::grouped(yen))]),
        }
    }

    /// What changed since the approval before, as a table.
    fn changed(&self) -> Block {
        let row = |change: &BoundChange| {
            let words = |words: &Option<String>| self.or_none(words.as_deref());
            vec![change.label.clone(), words(&change.before), words(&change.after)]
        };
        Block::Table {
            widths: vec![240, 380, 380],
            header: self.header("change", &["field", "before", "after"]),
            rows: self.changes.iter().map(row).collect(),
            small: true,
        }
    }
}
