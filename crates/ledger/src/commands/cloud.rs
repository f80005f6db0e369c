//! Requests and answers of the commands about cloud uses that no operation has by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cloud::{CloudDraft, CloudPaperKind, WrittenCloudPaper};

/// A cloud use as typed.
#[derive(Debug, Deserialize, TS)]
pub struct CloudSave {
    /// The draft.
    pub draft: CloudDraft,
}

/// Which papers of a cloud use, and where to.
#[derive(Debug, Deserialize, TS)]
pub struct CloudPapers {
    /// Id.
    pub id: String,
    /// Kinds; none for all that the use calls for.
    #[ts(optional = nullable)]
    pub kinds: Option<Vec<CloudPaperKind>>,
    /// Folder.
    pub folder: String,
}

/// Papers of a cloud use that were written.
#[derive(Debug, Serialize, TS)]
pub struct CloudPaperFiles {
    /// The files.
    pub files: Vec<WrittenCloudPaper>,
}
