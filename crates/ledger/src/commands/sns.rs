//! Requests and answers of the commands about official accounts that no operation has by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::sns::{SnsDraft, SnsPaperKind, WrittenSnsPaper};

/// An official account as typed.
#[derive(Debug, Deserialize, TS)]
pub struct SnsSave {
    /// The draft.
    pub draft: SnsDraft,
}

/// Which papers of an account, and where to.
#[derive(Debug, Deserialize, TS)]
pub struct SnsPapers {
    /// Id.
    pub id: String,
    /// Kinds; none for all that the account calls for.
    #[ts(optional = nullable)]
    pub kinds: Option<Vec<SnsPaperKind>>,
    /// Folder.
    pub folder: String,
}

/// Papers of an account that were written.
#[derive(Debug, Serialize, TS)]
pub struct SnsPaperFiles {
    /// The files.
    pub files: Vec<WrittenSnsPaper>,
}
