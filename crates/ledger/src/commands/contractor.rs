//! Requests of the commands about contractors that no operation has by itself.

use serde::Deserialize;
use ts_rs::TS;

use crate::company::CompanyDraft;

/// A contractor as typed.
#[derive(Debug, Deserialize, TS)]
pub struct ContractorSave {
    /// The draft.
    pub draft: CompanyDraft,
}
