//! Requests and answers of the commands about official accounts that no operation has by itself.

use serde::Deserialize;
use ts_rs::TS;

use crate::sns::SnsDraft;

/// An official account as typed.
#[derive(Debug, Deserialize, TS)]
pub struct SnsSave {
    /// The draft.
    pub draft: SnsDraft,
}
