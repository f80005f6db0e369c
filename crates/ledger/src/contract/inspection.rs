//! Inspections of the contractor (実地検査, F-07) and what has to be put right after them (是正措置), each followed until it is done.
//! When an inspection is due is told by `due/contract.rs`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How an inspection was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InspectionMethod {
    /// On site (実地).
    #[default]
    Onsite,
    /// By video call or photographs.
    Video,
    /// By documents.
    Documents,
}

/// An inspection of the contractor (検査).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Inspection {
    /// ISO date.
    pub on: String,
    /// How.
    pub method: InspectionMethod,
    /// Where.
    pub place: Option<String>,
    /// Who inspected.
    pub inspector: Option<String>,
    /// Who was there for the contractor (立会者).
    pub attendants: Option<String>,
    /// Whether those at work were those of the worker list (従事者名簿との突合).
    pub workers_match: Option<bool>,
    /// Whether sub-contractors were inspected as well, or what the contractor did about them.
    pub subcontractors_checked: Option<bool>,
    /// Result.
    pub result: Option<String>,
}

/// What brought up something that has to be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureSource {
    /// An inspection (検査).
    #[default]
    Inspection,
    /// A check sheet (確認票).
    Sheet,
    /// A report of the contractor (定期報告).
    Report,
    /// An incident (事故).
    Incident,
    /// Something else (その他).
    Other,
}

/// Something that has to be put right (是正措置).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Measure {
    /// What was found (指摘事項).
    pub finding: String,
    /// What brought it up.
    pub source: MeasureSource,
    /// ISO date on which it was found.
    pub found_on: Option<String>,
    /// What is to be done (是正の内容).
    pub action: Option<String>,
    /// Who does it, at the contractor or in the office.
    pub owner: Option<String>,
    /// ISO date by which it is done (是正期限).
    pub due_on: Option<String>,
    /// ISO date on which it was done (是正完了日).
    pub done_on: Option<String>,
    /// How that was seen (確認の方法・証跡).
    pub evidence: Option<String>,
}

impl Measure {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.done_on.is_none()
    }
}
