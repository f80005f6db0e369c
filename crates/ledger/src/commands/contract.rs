//! Requests and answers of the commands about contracts that no operation has by itself.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::catalogue::AnnexKind;
use crate::contract::{AnnexPaper, WrittenAnnex};
use crate::office::Style;

/// The next term of a contract.
#[derive(Debug, Deserialize, TS)]
pub struct Renew {
    /// Id.
    pub id: String,
    /// As typed.
    pub starts_on: String,
    /// As typed.
    pub ends_on: String,
}

/// Signing a contract.
#[derive(Debug, Deserialize, TS)]
pub struct Sign {
    /// Id.
    pub id: String,
    /// As typed.
    pub signed_on: String,
    /// Revision that the person saw.
    pub revision: i64,
}

/// Closing a contract.
#[derive(Debug, Deserialize, TS)]
pub struct Close {
    /// Id.
    pub id: String,
    /// As typed.
    pub closed_on: String,
    /// As typed.
    #[ts(optional = nullable)]
    pub returned_on: Option<String>,
    /// As typed.
    #[ts(optional = nullable)]
    pub erasure_certificate_on: Option<String>,
    /// Remark.
    #[ts(optional = nullable)]
    pub note: Option<String>,
    /// Revision that the person saw.
    pub revision: i64,
}

/// Which papers of a contract.
#[derive(Debug, Deserialize, TS)]
pub struct AnnexRequest {
    /// Id.
    pub id: String,
    /// Kinds; none for all that the contract calls for.
    #[ts(optional = nullable)]
    pub kinds: Option<Vec<AnnexKind>>,
}

/// Which papers of a contract, and where to.
#[derive(Debug, Deserialize, TS)]
pub struct AnnexSave {
    /// Id.
    pub id: String,
    /// Kinds; none for all that the contract calls for.
    #[ts(optional = nullable)]
    pub kinds: Option<Vec<AnnexKind>>,
    /// Folder.
    pub folder: String,
}

/// Papers of a contract as they would be written.
#[derive(Debug, Serialize, TS)]
pub struct AnnexPreview {
    /// The papers.
    pub papers: Vec<AnnexPaper>,
    /// The style they are written in.
    pub style: Style,
}

/// Papers that were written.
#[derive(Debug, Serialize, TS)]
pub struct AnnexFiles {
    /// The files.
    pub files: Vec<WrittenAnnex>,
}
