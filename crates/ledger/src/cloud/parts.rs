//! What a cloud use consists of beside its own fields: answers, assurances, sub-processors, checks, its suspension and end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a requirement was answered on the check sheet (確認票の回答, form F-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 適合.
    Conforms,
    /// 条件付.
    Conditional,
    /// 不適合.
    Nonconforming,
    /// 該当なし.
    NotApplicable,
    /// 未確認.
    #[default]
    Unverified,
}

impl Verdict {
    /// Every answer, in the order of the sheet.
    pub const ALL: [Self; 5] =
        [Self::Conforms, Self::Conditional, Self::Nonconforming, Self::NotApplicable, Self::Unverified];

    /// The word for it in records, also of the locale key `verdict.<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Conforms => "conforms",
            Self::Conditional => "conditional",
            Self::Nonconforming => "nonconforming",
            Self::NotApplicable => "not_applicable",
            Self::Unverified => "unverified",
        }
    }
}

/// Where an answer was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A clause of the terms (約款・規約の条).
    Terms,
    /// A clause of the contract (契約書の条).
    Contract,
    /// A page of an audit report (監査報告書).
    AuditReport,
    /// A web page, with the day on which it was seen.
    Url,
    /// The provider's reply (回答書).
    Reply,
    /// A file kept in the ledger.
    Evidence,
    /// Anything else.
    Other,
}

/// An answer on a check sheet, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS, JsonSchema)]
pub struct CloudAnswer {
    /// The answer.
    pub answer: Verdict,
    /// What was found, in words (東京・大阪).
    pub detail: Option<String>,
    /// Where it can be seen.
    pub source: Option<String>,
    /// What kind of place that is.
    pub source_kind: Option<SourceKind>,
    /// ISO date on which it was seen.
    pub seen_on: Option<String>,
    /// Hash of the file in which it can be seen.
    pub evidence: Option<String>,
    /// The risk that stays.
    pub risk: Option<String>,
    /// Who accepts that risk.
    pub risk_acceptor: Option<String>,
}

/// An answer as the first schemas kept it too: there it was free text.
#[derive(Deserialize)]
#[serde(default)]
struct AnswerAsKept {
    answer: String,
    detail: Option<String>,
    source: Option<String>,
    source_kind: Option<SourceKind>,
    seen_on: Option<String>,
    evidence: Option<String>,
    risk: Option<String>,
    risk_acceptor: Option<String>,
}

impl Default for AnswerAsKept {
    fn default() -> Self {
        Self {
            answer: Verdict::Unverified.code().to_owned(),
            detail: None,
            source: None,
            source_kind: None,
            seen_on: None,
            evidence: None,
            risk: None,
            risk_acceptor: None,
        }
    }
}

impl<'de> Deserialize<'de> for CloudAnswer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let kept = AnswerAsKept::deserialize(deserializer)?;
        let known = Verdict::ALL.into_iter().find(|verdict| verdict.code() == kept.answer);
        let words = known.is_none().then_some(kept.answer).filter(|words| !words.is_empty());
        Ok(Self {
            answer: known.unwrap_or_default(),
            detail: kept.detail.or(words),
            source: kept.source,
            source_kind: kept.source_kind,
            seen_on: kept.seen_on,
            evidence: kept.evidence,
            risk: kept.risk,
            risk_acceptor: kept.risk_acceptor,
        })
    }
}

/// A certificate, registration or report that speaks for the provider (認証・登録・監査報告).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Assurance {
    /// A value of the fact `certs`.
    pub kind: String,
    /// Number.
    pub number: Option<String>,
    /// What it covers, in words.
    pub scope: Option<String>,
    /// Whether that covers this use.
    pub in_scope: Option<bool>,
    /// ISO date from which it is valid.
    pub valid_from: Option<String>,
    /// ISO date until which it is valid.
    pub valid_until: Option<String>,
    /// ISO date of the end of the audited period (ISMAP, SOC 2).
    pub audited_until: Option<String>,
    /// Whether a renewal was applied for and is pending.
    pub renewal_pending: bool,
    /// Whether the approval relies on it.
    pub relied_on: bool,
    /// Hash of the file in which it can be seen.
    pub evidence: Option<String>,
}

/// Somebody to whom the provider passes work on (提供者の再委託先).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct SubProcessor {
    /// Name.
    pub name: String,
    /// Country of the head office.
    pub country: Option<String>,
    /// What it does.
    pub scope: Option<String>,
}

/// A requirement that cannot be met and that is applied for all the same (例外措置の申請).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct WantedException {
    /// Id of the requirement.
    pub requirement: String,
    /// Why.
    pub reason: String,
}

/// A periodic check of settings, terms and accounts (自己点検, form F-15).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct CloudCheck {
    /// ISO date.
    pub on: String,
    /// Who checked.
    pub checker: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// Whether the settings are as decided.
    pub settings_kept: Option<bool>,
    /// Whether the terms changed since the last check.
    pub terms_changed: Option<bool>,
    /// Whether accounts and rights were looked through and needless ones removed.
    pub accounts_cleared: Option<bool>,
    /// Whether the service is used at all.
    pub in_use: Option<bool>,
    /// What was found.
    pub result: Option<String>,
    /// What is put right.
    pub correction: Option<String>,
    /// ISO date on which it was put right.
    pub corrected_on: Option<String>,
}

/// A suspension (利用停止).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct Suspension {
    /// ISO date.
    pub on: String,
    /// Why.
    pub reason: String,
    /// The state before it.
    pub was: super::CloudStatus,
}

/// The end of a use (利用終了), with what form F-08 says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default)]
pub struct CloudEnding {
    /// ISO date on which the use ends.
    pub on: Option<String>,
    /// Why it ends.
    pub reason: Option<String>,
    /// Where the data go.
    pub migration: Option<String>,
    /// ISO date on which they are there.
    pub migrated_on: Option<String>,
    /// ISO date on which the data at the provider were erased.
    pub erased_on: Option<String>,
    /// How they were erased.
    pub erasure_method: Option<String>,
    /// What became of copies and backups.
    pub copies: Option<String>,
    /// ISO date on which the accounts were disposed of.
    pub accounts_disposed_on: Option<String>,
    /// ISO date of the certificate of erasure.
    pub certificate_on: Option<String>,
    /// Hash of the certificate.
    pub evidence: Option<String>,
    /// What remains, and why.
    pub remaining: Option<String>,
}
