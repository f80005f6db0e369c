//! The catalogue of requirements as a screen reads it, each with the clause that meets it.

use serde::Serialize;
use ts_rs::TS;

use crate::catalogue::{Catalogue, Clauses, Severity};
use crate::ledger::Ledger;
use crate::problem::Error;
use crate::reasons::SourceRow;

/// A requirement of the catalogue for reading.
#[derive(Debug, Serialize, TS)]
pub struct CatalogueEntry {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it asks for.
    pub summary: String,
    /// Area.
    pub area: String,
    /// Area in words.
    pub area_text: String,
    /// How strict.
    pub severity: Severity,
    /// Kind of basis.
    pub basis: String,
    /// Kind of basis in words.
    pub basis_text: String,
    /// When it applies, in words of the catalogue.
    pub applies_text: String,
    /// Sources with their marks.
    pub sources: Vec<SourceRow>,
    /// Record types it is about.
    pub record_types: Vec<String>,
    /// Clause that meets it.
    pub clause: Option<String>,
    /// Wording of that clause, as a template.
    pub clause_text: Option<String>,
}

/// A document of the catalogue for reading.
#[derive(Debug, Serialize, TS)]
pub struct DocumentEntry {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date or edition.
    pub date: String,
    /// Where it can be found.
    pub url: String,
    /// How much of it was read.
    pub read: String,
}

/// The catalogue for reading.
#[derive(Debug, Serialize, TS)]
pub struct CatalogueView {
    /// Version.
    pub version: String,
    /// ISO date of its facts.
    pub as_of: String,
    /// Requirements in catalogue order.
    pub requirements: Vec<CatalogueEntry>,
    /// Documents by id.
    pub documents: Vec<DocumentEntry>,
}

/// The shipped catalogue with its clauses, in the language of the ledger.
pub fn view(ledger: &Ledger) -> Result<CatalogueView, Error> {
    let (catalogue, clauses, lang) = (Catalogue::shipped()?, Clauses::shipped()?, ledger.lang);
    let ordered = clauses.in_order();
    let entry = |requirement: &crate::catalogue::Requirement| {
        let clause = ordered.iter().find(|clause| clause.requirements.contains(&requirement.id));
        CatalogueEntry {
            id: requirement.id.clone(),
            title: crate::reasons::title(lang, requirement).to_owned(),
            summary: requirement.summary.clone(),
            area: requirement.area.clone(),
            area_text: crate::wording::text(lang, &format!("area.{}", requirement.area), &[]),
            severity: requirement.severity,
            basis: requirement.basis.clone(),
            basis_text: crate::wording::text(lang, &format!("basis.{}", requirement.basis), &[]),
            applies_text: requirement.applies.clone(),
            sources: crate::reasons::sources(lang, catalogue, requirement),
            record_types: requirement.record_types.clone(),
            clause: clause.map(|clause| clause.title.clone()),
            clause_text: clause.map(|clause| clause.body.clone()),
        }
    };
    Ok(CatalogueView {
        version: catalogue.version.clone(),
        as_of: catalogue.as_of.clone(),
        requirements: catalogue.requirements.iter().map(entry).collect(),
        documents: catalogue
            .documents
            .iter()
            .map(|(id, document)| DocumentEntry {
                id: id.clone(),
                title: document.title.clone(),
                date: document.date.clone(),
                url: document.url.clone(),
                read: document.read.clone(),
            })
            .collect(),
    })
}
