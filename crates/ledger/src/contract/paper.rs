//! The papers of a contract: annexes from clauses, the requirement table for the specification, and why each requirement applies (F-20).
//! Which clauses are chosen is in `catalogue/plan.rs`; how blocks become a Word file is in the `paper` crate.

mod clauses;
mod tables;

use std::collections::BTreeSet;
use std::path::Path;

use paper::{Block, Orientation, Paper, Stamp};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Contract, Pin, PinnedClause, assess, store};
use crate::catalogue::{AnnexKind, Catalogue, Clauses};
use crate::history::{canonical, sha256};
use crate::ledger::Ledger;
use crate::office::Office;
use crate::problem::{Error, Problem};
use crate::wording::{self, Lang};

/// An article of an annex, or a line of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Article {
    /// Number, from 1.
    pub number: u32,
    /// Id of the clause; for tables the requirement.
    pub clause: String,
    /// Title.
    pub title: String,
    /// Requirements that it meets.
    pub requirements: Vec<String>,
    /// Version of the wording.
    pub version: String,
    /// Its first block in the paper.
    pub first_block: usize,
    /// Number of its blocks.
    pub blocks: usize,
}

/// A paper of a contract, composed or as signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct AnnexPaper {
    /// Which.
    pub kind: AnnexKind,
    /// Title.
    pub title: String,
    /// Name for a file, legal on Windows.
    pub file_name: String,
    /// Its articles.
    pub articles: Vec<Article>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// Whether it is signed and cannot change.
    pub pinned: bool,
    /// Version of the catalogue.
    pub catalogue: String,
    /// Text at the head of each page.
    pub header: String,
    /// Text at the foot of each page.
    pub footer: String,
    /// Whether the page lies on its side.
    pub landscape: bool,
    /// ISO date of composition.
    pub made_on: String,
    /// Name of the office.
    pub author: String,
}

/// A paper that was written to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenAnnex {
    /// Where it is.
    pub path: String,
    /// Which.
    pub kind: AnnexKind,
    /// Its articles.
    pub articles: Vec<WrittenArticle>,
}

/// An article of a written paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WrittenArticle {
    /// Number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Id of the clause.
    pub clause: String,
    /// Requirements that it meets.
    pub requirements: Vec<String>,
}

impl AnnexPaper {
    /// The paper as the `paper` crate writes it.
    pub fn to_paper(&self) -> Paper {
        Paper {
            title: self.title.clone(),
            orientation: if self.landscape { Orientation::Landscape } else { Orientation::Portrait },
            header: self.header.clone(),
            footer: self.footer.clone(),
            blocks: self.blocks.clone(),
            stamp: Stamp { created: self.made_on.clone(), author: self.author.clone() },
        }
    }

    /// What the contract remembers of this paper when it is signed, and the text to be kept.
    pub(super) fn pin(&self) -> Result<(Pin, String), Error> {
        let kept = Self { pinned: true, ..self.clone() };
        let text = canonical(&serde_json::to_value(&kept)?);
        let clauses = self
            .articles
            .iter()
            .map(|article| PinnedClause {
                id: article.clause.clone(),
                version: article.version.clone(),
                article: article.number,
                requirements: article.requirements.clone(),
            })
            .collect();
        Ok((Pin { kind: self.kind, catalogue: self.catalogue.clone(), clauses, hash: sha256(text.as_bytes()) }, text))
    }
}

/// What papers need besides the contract.
struct Setting<'a> {
    contract: &'a Contract,
    office: &'a Office,
    catalogue: &'static Catalogue,
    clauses: &'static Clauses,
    head: String,
    today: chrono::NaiveDate,
}

/// A text of a paper; papers are Japanese whatever the language of the window.
fn say(key: &str, args: &[(&str, &str)]) -> String {
    wording::text(Lang::Ja, key, args)
}

impl Ledger {
    /// The papers of a contract: as signed where they are kept, else composed from what applies now.
    ///
    /// `kinds` of `None` gives all that the contract calls for, with shared clauses printed once; one kind alone stands by itself.
    ///
    /// # Errors
    /// `clause_unrendered` or `numbering` if an edited clause cannot be printed, `annex_damaged` if a kept paper was changed.
    pub fn compose_annexes(
        &mut self,
        contract: &Contract,
        kinds: Option<&[AnnexKind]>,
    ) -> Result<Vec<AnnexPaper>, Error> {
        let all = AnnexKind::ALL;
        let wanted: &[AnnexKind] = kinds.unwrap_or(&all);
        let id = contract.id.clone();
        let mut papers = Vec::new();
        if !contract.pins.is_empty() {
            let kept = self.read(|tx| store::annexes(tx, &id))?;
            for pin in &contract.pins {
                let damaged = || Problem::new("annex_damaged").with("title", &contract.title);
                // The hash in the record is under the history; the one beside the paper could be changed with it.
                let text = kept.iter().map(|(text, _)| text).find(|text| sha256(text.as_bytes()) == pin.hash);
                let paper: AnnexPaper = serde_json::from_str(text.ok_or_else(damaged)?)?;
                if wanted.contains(&paper.kind) {
                    papers.push(paper);
                }
            }
        }
        let office = self.office()?;
        let setting = Setting {
            contract,
            office: &office,
            catalogue: Catalogue::shipped()?,
            clauses: Clauses::shipped()?,
            head: self.history_head()?.hash.chars().take(8).collect(),
            today: self.today(),
        };
        let facts = office.as_facts();
        let assessment = assess(contract, setting.catalogue, setting.clauses, &facts, setting.today);
        if contract.pins.is_empty() {
            let clause_kinds: Vec<AnnexKind> =
                AnnexKind::CLAUSES.into_iter().filter(|kind| wanted.contains(kind)).collect();
            papers.extend(clauses::annexes(&setting, &assessment, &clause_kinds)?);
            if wanted.contains(&AnnexKind::SpecSheet) {
                papers.extend(tables::spec_sheet(&setting, &assessment)?);
            }
        }
        if wanted.contains(&AnnexKind::F20) {
            papers.push(tables::f20(&setting, &assessment));
        }
        papers.sort_by_key(|paper| paper.kind);
        Ok(papers)
    }

    /// Writes the papers as Word files; a file that exists with other content is never overwritten.
    ///
    /// # Errors
    /// `folder_unwritable` with the folder; files written before that stay.
    pub fn write_annexes(
        &mut self,
        contract: &Contract,
        kinds: Option<&[AnnexKind]>,
        folder: &Path,
    ) -> Result<Vec<WrittenAnnex>, Error> {
        let papers = self.compose_annexes(contract, kinds)?;
        if papers.is_empty() {
            return Err(Problem::new("annex_not_needed").with("title", &contract.title).into());
        }
        crate::folder::make(folder)?;
        let mut written = Vec::new();
        for paper in papers {
            let path = crate::folder::write_paper(folder, &paper.file_name, &paper.to_paper())?;
            let articles = paper.articles.into_iter().map(|article| WrittenArticle {
                number: article.number,
                title: article.title,
                clause: article.clause,
                requirements: article.requirements,
            });
            written.push(WrittenAnnex { path, kind: paper.kind, articles: articles.collect() });
        }
        Ok(written)
    }
}

/// A file name that Windows allows, short enough for its paths.
fn file_name(contract: &Contract, title: &str) -> String {
    let number = contract.number.as_deref().unwrap_or_default();
    crate::folder::paper_name([(number, 20), (&contract.title, 30), (title, usize::MAX)])
}

/// Version line at the foot of each page.
fn footer(setting: &Setting<'_>, versions: &BTreeSet<&str>) -> String {
    let catalogue = ("catalogue", setting.catalogue.version.as_str());
    let head = ("head", setting.head.as_str());
    match versions.iter().max() {
        Some(clauses) => say("paper.footer", &[catalogue, ("clauses", clauses), head]),
        None => say("paper.footer.table", &[catalogue, head]),
    }
}
