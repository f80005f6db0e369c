//! Requests and answers of commands that are no operation of one register: a record by its id, a folder, settings, a transfer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::approval::Application;
use crate::contract::ContractDraft;
use crate::office::Office;
use crate::person::{Person, Section};
use crate::problem::Error;
use crate::register::Register;
use crate::transfer::{TransferBatch, TransferChoice, TransferRow, WrittenHandover};

/// A request without content.
#[derive(Debug, Deserialize, TS)]
pub struct Nothing {}

/// A record by its id.
#[derive(Debug, Deserialize, TS)]
pub struct ById {
    /// Id.
    pub id: String,
}

/// A record, today or as it was.
#[derive(Debug, Deserialize, TS)]
pub struct Show {
    /// Id.
    pub id: String,
    /// A day as typed; none for today.
    #[ts(optional = nullable)]
    pub on: Option<String>,
}

/// A contract as typed.
#[derive(Debug, Deserialize, TS)]
pub struct DraftRequest {
    /// The draft.
    pub draft: ContractDraft,
}

impl Show {
    /// The day, if one was typed.
    ///
    /// # Errors
    /// `date_…`.
    pub(super) fn day(&self) -> Result<Option<NaiveDate>, Error> {
        crate::draft::day("on", self.on.as_deref())
    }
}

/// A record in the version that the person saw.
#[derive(Debug, Deserialize, TS)]
pub struct Revision {
    /// Id.
    pub id: String,
    /// Revision that the person saw.
    pub revision: i64,
}

/// A folder to write into.
#[derive(Debug, Deserialize, TS)]
pub struct IntoFolder {
    /// Folder.
    pub folder: String,
}

/// The office as edited.
#[derive(Debug, Deserialize, TS)]
pub struct OfficeSave {
    /// The office.
    pub office: Office,
}

/// A section as edited.
#[derive(Debug, Deserialize, TS)]
pub struct SectionSave {
    /// The section.
    #[ts(as = "SectionDraft")]
    pub section: Section,
}

/// A person as edited.
#[derive(Debug, Deserialize, TS)]
pub struct PersonSave {
    /// The person.
    #[ts(as = "PersonDraft")]
    pub person: Person,
}

/// For the type map: a section of which only what changes is sent.
#[derive(TS)]
#[ts(type = "Partial<Section>")]
pub struct SectionDraft;

/// For the type map: a person of whom only what changes is sent.
#[derive(TS)]
#[ts(type = "Partial<Person>")]
pub struct PersonDraft;

/// A part of the history.
#[derive(Debug, Deserialize, TS)]
pub struct HistoryRequest {
    /// Rows to leave out, newest first.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub offset: Option<i64>,
    /// Rows to give, 200 unless named.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub limit: Option<i64>,
}

/// A head to compare the chain with.
#[derive(Debug, Deserialize, TS)]
pub struct VerifyRequest {
    /// A printed head, at least 8 characters.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub head: Option<String>,
}

/// A record of any register.
#[derive(Debug, Deserialize, TS)]
pub struct RecordRequest {
    /// Register.
    pub register: Register,
    /// Id.
    pub id: String,
}

/// How many records without the people they name.
#[derive(Debug, Deserialize, TS)]
pub struct OrphanQuery {
    /// Rows to give, 2,000 unless named; 0 to count only.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub limit: Option<usize>,
}

/// Handover sheets of a list, or of what was carried out, and where to.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(default)]
#[ts(optional_fields = nullable)]
pub struct TransferPapers {
    /// A spreadsheet with the list.
    pub file: Option<String>,
    /// The list itself.
    pub rows: Option<Vec<TransferRow>>,
    /// Day of the order for rows that name none, as typed.
    pub on: Option<String>,
    /// Decisions.
    pub choices: Option<Vec<TransferChoice>>,
    /// What was carried out; then the list is not needed.
    pub batch: Option<TransferBatch>,
    /// Folder.
    pub folder: Option<String>,
}

/// Handover sheets that were written.
#[derive(Debug, Serialize, TS)]
pub struct HandoverFiles {
    /// The files.
    pub files: Vec<WrittenHandover>,
}

/// The recovery key, to be printed and kept in a safe.
#[derive(Debug, Serialize, TS)]
pub struct Recovery {
    /// The key in groups with check characters; none where the ledger has no key of its own.
    pub text: Option<String>,
}

/// A file that is kept, and where to.
#[derive(Debug, Deserialize, TS)]
pub struct EvidenceRequest {
    /// SHA-256 of its content.
    pub hash: String,
    /// Where to.
    pub file: String,
}

/// The application after a step.
#[derive(Debug, Serialize, TS)]
pub struct Decided {
    /// The application.
    pub application: Application,
}

/// Names of sections.
#[derive(Debug, Deserialize, TS)]
pub struct SectionNames {
    /// The names.
    pub names: Vec<String>,
}
