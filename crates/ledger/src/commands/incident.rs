//! Requests of the commands about incidents that no operation has by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::incident::{IncidentDraft, IncidentPaperKind, WrittenIncidentPaper};

/// An incident as typed.
#[derive(Debug, Deserialize, TS)]
pub struct IncidentSave {
    /// The draft.
    pub draft: IncidentDraft,
}

/// Papers of an incident, and where to.
#[derive(Debug, Deserialize, TS)]
pub struct IncidentPapers {
    /// Id.
    pub id: String,
    /// Which; those that it calls for as it is now where nothing is said.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub kinds: Option<Vec<IncidentPaperKind>>,
    /// Folder.
    pub folder: String,
}

/// Papers that were written.
#[derive(Debug, Serialize, TS)]
pub struct IncidentPaperFiles {
    /// The files.
    pub files: Vec<WrittenIncidentPaper>,
}
